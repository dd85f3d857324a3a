"""One question with all that is to be seen of it: what it asks, whose mail it is, its case at a glance, what was read.

Values only; templates/question.html draws them. What the papers say of the applicant stays under its stars (R029).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk import asked_words, field_words
from desk.clock_words import Clock, next_clock
from desk.covering import sender_shown, without_identity
from desk.field_inputs import KINDS, Input, as_text, input_of
from desk.office import Desk
from desk.queue_list import when_sent
from desk.ways import Way, about, ways_of
from matching.case import Case
from parsing.document import COMPARE
from parsing.field import Field
from parsing.readings import IdentityFound, Mail, Reading, SenderCheck, Unreadable
from scheme.agreement import Scheme
from scheme.register import Partner
from store import cases, messages, partners, questions
from store.codec import from_data
from store.engine import Tx
from store.questions import Asked

DECIDING = frozenset(
    {"decision", "stage", "change", "offer_status", "order"}
)  # on which something is done: always open to be chosen
ROLES = {
    "named_leads": "a named lead",
    "deputies": "a deputy",
    "circulars_to": "gets the circulars",
    "offers_from": "makes offers",
}
PROVED = {
    SenderCheck.PASSED: "It is proved that this address sent it.",
    SenderCheck.FAILED: "The check of the sender failed: somebody else may have sent it.",
    SenderCheck.NONE: "It is not proved who sent it: no trusted check says so.",
}


OF_A_HOME = frozenset({"address"})  # an offered home's: under stars at the desk too (disclosure, column CO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A field as it was read: in a person's words, and as text to be put right."""

    key: str
    label: str
    asked: Input
    said: str = ""  # its value; empty if there is none
    text: str = ""  # the same as an answer takes it
    probably: str = ""  # what it may mean
    proposal: str = ""  # the same as an answer takes it
    quote: str = ""
    doubt: str = ""
    where: str = ""
    is_missing: bool = False

    @property
    def is_open(self) -> bool:
        """It wants her eye: it is in doubt, or it is missing."""
        return bool(self.doubt) or self.is_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading, its fields sorted by what they want of her."""

    kind: str
    title: str
    source: str
    deciding: tuple[Answered, ...] = ()
    doubtful: tuple[Answered, ...] = ()
    missing: tuple[Answered, ...] = ()
    sure: tuple[Answered, ...] = ()
    blank: tuple[Answered, ...] = ()
    doubts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    to_compare: bool = False  # its answers are of a scan, or read out of an order that may mislead: proposals only

    @property
    def fields(self) -> tuple[Answered, ...]:
        return (*self.deciding, *self.doubtful, *self.missing, *self.sure, *self.blank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose mail it is, in plain words."""

    sender: str
    name: str
    who: tuple[str, ...]  # what the register and the case say of this address
    proved: str
    is_proved: bool
    sent_at: datetime | None
    arrived_at: datetime | None
    came_to: str
    subject: str
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    asked: Asked
    kind: str
    why: str
    whose: Whose | None = None
    mail: Mail | None = None
    chosen: tuple[Reading, ...] = ()  # what is asked about
    read: Read | None = None  # the one reading that an answer puts right
    others: tuple[Read, ...] = ()  # where the whole mail is asked about
    case: Case | None = None
    clock: Clock | None = None
    offers: tuple[tuple[str, str], ...] = ()
    ways: tuple[Way, ...] = ()  # that are open, the likeliest first


def see(tx: Tx, desk: Desk, question_id: str, as_kind: str = "") -> Seen | None:
    """None if there is no such question. With `as_kind` its fields are those of another kind of mail."""
    asked = questions.find(tx, question_id)
    if asked is None:
        return None
    scheme = desk.does.scheme()
    mail = _mail(tx, asked.message)
    chosen = _chosen(mail, asked)
    case = cases.find(tx, asked.question.case) if asked.question.case else None
    shown = tuple(read(reading, scheme) for reading in chosen)
    one = blank_of(as_kind, chosen, scheme) if as_kind else shown[0] if len(shown) == 1 else None
    return Seen(
        asked=asked,
        kind=asked_words.kind(asked.question.kind),
        why=asked_words.plain(asked.question.why),
        whose=_whose(tx, mail, chosen, asked, case) if mail else None,
        mail=mail,
        chosen=chosen,
        read=one,
        others=shown if len(shown) > 1 and not one else (),
        case=case,
        clock=next_clock(case, scheme, desk.does.zone(desk.now()).date()) if case else None,
        offers=tuple(_offers(case)) if case else (),
        ways=ways_of(asked.question.kind, about(tx, asked, scheme)) if asked.answered_at is None else (),
    )


def _mail(tx: Tx, message: int | None) -> Mail | None:
    data = messages.mail_as_data(tx, message) if message is not None else {}
    return from_data(Mail, data) if data else None


def _chosen(mail: Mail | None, asked: Asked) -> tuple[Reading, ...]:
    if mail is None:
        return ()
    number = asked.reading
    return mail.readings if number is None else mail.readings[number : number + 1]


def _offers(case: Case) -> Iterator[tuple[str, str]]:
    for offer in case.offers:
        size = f", {offer.bedrooms} bedrooms" if offer.bedrooms is not None else ""
        yield offer.id, f"{offer.landlord}{', ' + offer.area if offer.area else ''}{size} ({offer.state.value})"


# ------------------------------------------------------------------------------------------------ what was read


def read(reading: Reading, scheme: Scheme) -> Read:
    """A reading's fields: what decides, what is in doubt, what is missing, what is sure, what was not said."""
    every = tuple(_answered(key, field, reading, scheme) for key, field in reading.fields())
    deciding = tuple(each for each in every if each.key in DECIDING and not each.is_open)
    rest = tuple(each for each in every if each not in deciding)
    source = "" if reading.source in ("message", "desk") else reading.source
    return Read(
        kind=reading.kind,
        title=field_words.MAIL_KINDS[reading.kind],
        source=source,
        deciding=deciding,
        doubtful=tuple(each for each in rest if each.doubt),
        missing=tuple(each for each in rest if each.is_missing and not each.doubt),
        sure=tuple(each for each in rest if each.said and not each.is_open),
        blank=tuple(each for each in rest if not each.said and not each.is_open),
        doubts=tuple(dict.fromkeys(_doubts(reading))),
        unknown=reading.unknown,
        to_compare=any(field.doubt.endswith(COMPARE) for _, field in reading.fields()),
    )


def blank_of(kind: str, chosen: Sequence[Reading], scheme: Scheme) -> Read | None:
    """The fields of another kind of mail, as service/resolve.py will have them: empty, unless it was read as just that."""
    if chosen and chosen[0].kind == kind:
        return read(chosen[0], scheme)
    made = None if kind == Unreadable.kind else KINDS.get(kind)
    return read(made(source=chosen[0].source if chosen else "message"), scheme) if made else None


def _answered(key: str, field: Field[Any], reading: Reading, scheme: Scheme) -> Answered:
    told = reading.identity
    value, proposal = _covered(key, field.value, told), _covered(key, field.proposal, told)
    quote = " ".join(field.quote.split())
    return Answered(
        key=key,
        label=field_words.label(key),
        asked=input_of(type(reading), key, scheme),
        said="" if field.value is None else field_words.said(key, value, scheme),
        text=as_text(value),
        probably="" if field.proposal is None else field_words.said(key, proposal, scheme),
        proposal=as_text(proposal) if proposal == field.proposal else "",  # stars are no answer
        quote=_stars(quote) if key in OF_A_HOME else without_identity(quote, told),
        doubt=asked_words.plain(without_identity(field.doubt, told)),
        where=str(dataclasses.replace(field.where, source="")) if field.where.source != "desk" else "",
        is_missing=key in reading.missing and field.value is None,
    )


def _covered(key: str, value: Any, told: Sequence[IdentityFound]) -> Any:
    if not isinstance(value, str):
        return value
    return _stars(value) if key in OF_A_HOME else without_identity(value, told)


def _stars(words: str) -> str:
    return "".join("*" if sign.isalnum() else sign for sign in words)


def _doubts(reading: Reading) -> Iterator[str]:
    """Sentences beyond the fields' own doubts; where something tells who the applicant is, and masked."""
    if isinstance(reading, Unreadable):
        yield asked_words.plain(without_identity(reading.why, reading.identity))
    yield from (asked_words.plain(without_identity(doubt, reading.identity)) for doubt in reading.doubts)
    yield from (f"{found.what[:1].upper()}{found.what[1:]} stands in {found.where}: {found.masked}" for found in reading.identity)


# ------------------------------------------------------------------------------------------------ whose mail


def _whose(tx: Tx, mail: Mail, chosen: Sequence[Reading], asked: Asked, case: Case | None) -> Whose:
    shown = sender_shown(mail.sender, (reading.kind for reading in mail.readings))
    is_private = shown != mail.sender or any(reading.identity for reading in chosen)
    is_proved = mail.sender_check is SenderCheck.PASSED and not mail.sender_doubt
    data = {"sent_at": mail.sent_at}
    return Whose(
        sender=shown,
        name="" if is_private else mail.sender_name,
        who=tuple(_who(tx, mail.sender, case)),
        proved=_proved(mail, shown),
        is_proved=is_proved,
        sent_at=when_sent(data),
        arrived_at=messages.arrived_at(tx, asked.message) if asked.message is not None else None,
        came_to=mail.came_to,
        subject="" if is_private else mail.subject,
        urgent=bool(mail.urgent),
    )


def _proved(mail: Mail, shown: str) -> str:
    if not mail.sender_doubt:
        return PROVED[mail.sender_check]
    doubt = mail.sender_doubt.replace(mail.sender, shown) if mail.sender else mail.sender_doubt
    return f"It is not proved who sent it: {asked_words.plain(doubt).rstrip('.')}."


def _who(tx: Tx, sender: str, case: Case | None) -> Iterator[str]:
    """What is known of an address; nothing for the desk itself."""
    if not sender or sender == messages.DESK:
        return
    told = [*_of_partners(partners.every(tx), sender)]
    if case and any(officer.email.lower() == sender.lower() for officer in case.officers):
        told.append(f"an officer of {case.reference}")
    elif others := [each.reference for each in cases.by_officer(tx, sender)]:
        beside = f" and {len(others) - 1} more" if len(others) > 1 else ""
        told.append(f"an officer of {others[-1]}{beside}" + (", and not of this request" if case else ""))
    yield from told or ["neither in the register nor an officer of any request"]


def _of_partners(every: Sequence[Partner], sender: str) -> Iterator[str]:
    for partner in every:
        if roles := partner.roles_of(sender):
            standing = "" if partner.status == "active" else f" ({partner.status})"
            yield f"{partner.name}{standing}: {', '.join(ROLES[role] for role in roles)}"


def requests_nearby(tx: Tx, seen: Seen, most: int = 30) -> tuple[tuple[str, str], ...]:
    """Requests that the mail may well be about, for whoever has to find the right one: its officer's, else its landlord's."""
    if seen.read is None or seen.whose is None or not any(each.key == "reference" for each in seen.read.fields):
        return ()
    sender = seen.whose.sender
    found = [case for case in cases.by_officer(tx, sender) if case.open] if sender else []
    return tuple((case.reference, f"{case.landlord}, {case.state.value.replace('_', ' ')}") for case in found[:most])
