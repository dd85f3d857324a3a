"""The gate for the weekly digest: each request in it is held against its case, as strictly as a circular (D10, D12, D16).

It shares no code with the writer, only the words (outbox/digest.py). A list that is no longer true is D12 and goes no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matching.case import Case
from matching.ledger import Balance
from outbox import digest
from outbox.leaks import not_the_same, wrong_headers
from outbox.message import OutboundMessage
from outbox.opened import Opened, open_message
from outbox.permits import STATES_OF_A_CIRCULAR, Permit
from scheme.register import Partner
from scheme.terms import Policy

ACCESS = (
    ("ground floor only", "ground_floor_only"),
    ("step-free access", "step_free"),
    ("suitable for a wheelchair", "wheelchair"),
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIXED = frozenset(
    {
        digest.SUBJECT,
        digest.REQUESTS_OPENING,
        digest.REQUESTS_TODO,
        digest.NO_REQUESTS,
        digest.STANDING_TODO,
        digest.DISCRETION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pot:
    """What the digest's figures and requests are compared with: the store as it stands."""

    case: Callable[[str], Case | None]
    is_reference: Callable[[str], bool]
    partners: tuple[Partner, ...]
    balances: Mapping[str, Balance]
    given_since_last: Mapping[str, int]
    policy: Policy
    had: frozenset[tuple[str, str]]  # the circulars that have gone: reference and mailbox


@dataclass(slots=True, kw_only=True)
class _Read:
    """What the letter says, taken apart: label and value of each request and each standing."""

    requests: dict[str, dict[str, str]] = field(default_factory=dict)
    standings: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def digest_leaks(message: OutboundMessage, pot: Pot, *, scheme_name: str, sender: str, today: date) -> tuple[str, ...]:
    """Everything about a digest that must not leave, as sentences; empty if it may go."""
    if message.kind != digest.KIND or not message.cause.startswith(f"{digest.KIND} "):
        return ("D4: this is no weekly digest.",)
    opened = open_message(message.data)
    found = [*opened.problems, *wrong_headers(message, opened, Permit(subject=digest.SUBJECT), sender), *not_the_same(opened)]
    if message.cause != digest.digest_cause(today):
        found.append("D12: it is the digest of another week.")
    if message.case or message.partner or opened.form is not None:
        found.append("D4: a digest is about no single case, to a mailbox and without a form.")
    read = _read(opened, pot, scheme_name)
    found += read.problems
    to = message.to.lower()
    for reference, values in read.requests.items():
        if pot.case(reference) is not None and (reference, to) not in pot.had:
            found.append("D10: the mailbox has not had the circular of a request in the digest.")
            continue
        found += _wrong_request(pot.case(reference), values, to, pot.partners)
    for landlord, values in read.standings.items():
        found += _wrong_standing(landlord, values, to, pot)
    if not read.requests and not read.standings:
        found.append("D4: the digest tells nothing.")
    return tuple(dict.fromkeys(found))


def _read(opened: Opened, pot: Pot, scheme_name: str) -> _Read:
    """Line by line: a fixed line, a heading of a request or standing, or a label of its table with the value in the next line."""
    read = _Read()
    lines = iter([line for line in (" ".join(each.split()) for each in opened.html.splitlines()) if line])
    fixed = {*FIXED, " ".join(scheme_name.split())}
    headings = {digest.STANDING.format(landlord=" ".join(partner.name.split())): partner.name for partner in pot.partners}
    table: dict[str, str] = {}
    labels: tuple[str, ...] = ()
    for line in lines:
        if line in fixed:
            continue
        if pot.is_reference(line) and line not in read.requests:
            table, labels = read.requests.setdefault(line, {}), digest.OF_A_REQUEST
        elif line in headings and headings[line] not in read.standings:
            table, labels = read.standings.setdefault(headings[line], {}), digest.OF_A_STANDING
        elif line.removesuffix(":") in labels and line.removesuffix(":") not in table:
            table[line.removesuffix(":")] = next(lines, "")
        else:
            read.problems.append("D4: the digest has a line of no known form.")
    if any(set(each) != set(digest.OF_A_REQUEST) for each in read.requests.values()):
        read.problems.append("D4: a request in the digest lacks one of its facts.")
    if any(set(each) != set(digest.OF_A_STANDING) for each in read.standings.values()):
        read.problems.append("D4: a standing in the digest lacks one of its figures.")
    return read


def _wrong_request(case: Case | None, values: Mapping[str, str], to: str, partners: Sequence[Partner]) -> Iterator[str]:
    if case is None:
        yield "D7: the digest names a request that is not in the store."
        return
    serving = [each for each in partners if _may_read(each, case, to)]
    kept = tuple(_kept_from(case, to, partners, serving))
    yield from kept or _untrue(case, values, serving)


def _kept_from(case: Case, to: str, partners: Sequence[Partner], serving: Sequence[Partner]) -> Iterator[str]:
    """Why this mailbox must not read of the request at all: then a person hears of it."""
    kept_out = {case.landlord, *case.excluded}
    if to in {box.lower() for box in case.shut_out}:
        yield "D10: the mailbox must not hear of a request in the digest."
    if any(to in partner.mailboxes for partner in partners if partner.name in kept_out):
        yield "D10: the mailbox is one of a landlord that must not hear of a request in the digest."
    if not serving:
        yield "D10: a request in the digest was not circulated to a landlord of this mailbox."


def _untrue(case: Case, values: Mapping[str, str], serving: Sequence[Partner]) -> Iterator[str]:
    """What the case no longer says: then the list is of no use."""
    if case.state not in STATES_OF_A_CIRCULAR or not case.approved_on or case.paused_on:
        yield "D12: a request in the digest is no longer open."
    wanted = set(case.areas_requested) - set(case.areas_at_risk) - {case.area_residence}
    mine = wanted & {area for partner in serving for area in partner.areas}
    said = set(values.get(digest.AREAS, "").split(", "))
    if not mine or said != mine:
        yield "D12: the areas of a request in the digest are not those that it and the landlord have in common."
    if values.get(digest.BEDROOMS) != (digest.NOT_STATED if case.bedrooms is None else str(case.bedrooms)):
        yield "D12: the bedrooms of a request in the digest are not those of the case."
    if values.get(digest.ACCESS) != _access(case):
        yield "D12: the access needs of a request in the digest are not those of the case."
    if case.circulated_on is None or values.get(digest.SINCE) != _day(case.circulated_on):
        yield "D12: the day of a request in the digest is not that of its circular."


def _may_read(partner: Partner, case: Case, to: str) -> bool:
    reads = to in {box.lower() for box in partner.circulars_to or partner.named_leads}
    return reads and partner.status == "active" and partner.name in case.circulated_to and partner.name not in case.excluded


def _access(case: Case) -> str:
    answers = [getattr(case, key) for _, key in ACCESS]
    needed = [words for words, key in ACCESS if getattr(case, key)]
    if needed:
        return ", ".join(needed)
    return "none" if all(answer is False for answer in answers) else digest.NOT_STATED


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _wrong_standing(landlord: str, values: Mapping[str, str], to: str, pot: Pot) -> Iterator[str]:
    """A landlord's own figures, to its named leads alone (the matrix: own balance)."""
    partner = next(each for each in pot.partners if each.name == landlord)
    if to not in {lead.lower() for lead in partner.named_leads} or partner.status != "active":
        yield "D4: the digest tells a balance to a mailbox that is not of a named lead of that landlord."
    balance = pot.balances.get(landlord, Balance())
    owes = balance.received - balance.given
    counted = pot.given_since_last.get(landlord, 0) if pot.policy.cap_counts == "since_last" else owes
    room = max(0, pot.policy.owed_cap - counted - balance.reserved)
    figures = (balance.given, balance.received, owes, balance.reserved, room)
    expected = {label: str(figure) for label, figure in zip(digest.OF_A_STANDING, figures, strict=True)}
    if values != expected:
        yield "D12: a balance in the digest is not that of the ledger."
