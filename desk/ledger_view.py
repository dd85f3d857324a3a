"""The pot as its page shows it: a row a landlord with its bar, and each landlord's own lines with what brought them about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desk.sheets import as_csv
from matching.case import Case
from matching.ledger import OPENING, Balance, EntryKind
from scheme.agreement import Scheme
from scheme.register import Partner
from scheme.terms import Policy
from store import cases, ledger, partners, pot_figures, questions
from store.engine import Tx
from store.pot_figures import Held, Posting

COUNTS = {
    "net": "what it owes and what is reserved for it",
    "since_last": "what it received since it last gave a home, and what is reserved for it",
}
RECEIVED, GIVEN, RESERVED = "received", "given", "reserved"
SHOWN = (RECEIVED, GIVEN, RESERVED)
CARRYING = "carry "  # how what was brought in or carried over begins its name, where a move has its request's reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A landlord's standing. `counted` is what the cap is compared with."""

    landlord: str
    status: str  # of the register; empty: it has no row there
    balance: Balance
    counted: int
    cap: int
    held: Held | None = None
    above: int = 0  # requests that a coordinator let go on above the cap

    @property
    def room(self) -> int:
        return self.cap - self.counted

    @property
    def state(self) -> str:
        """«room for 2», «at the cap», «1 above the cap»."""
        if self.room > 0:
            return f"room for {self.room}"
        return f"{-self.room} above the cap" if self.room else "at the cap"

    @property
    def tone(self) -> str:
        return "" if self.room > 0 else "bad" if self.room < 0 else "warn"

    @property
    def is_at_nothing(self) -> bool:
        return self.balance == Balance() and self.held is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pot:
    """The whole at the end of a day. `rows`: whoever owes most first."""

    at: date
    policy: Policy
    rows: tuple[Row, ...]
    opening: int  # what all opening balances together would have to give: the other side of those brought in
    total: int  # of everything; nothing, or the ledger is broken

    @property
    def reach(self) -> tuple[int, int]:
        """How far the picture goes to the left (homes that are owed to one) and to the right."""
        most = max((each.balance.committed for each in self.rows), default=0)
        least = min((each.balance.owes for each in self.rows), default=0)
        return max(1, -least), max(self.policy.owed_cap + 1, most)


def pot_at(tx: Tx, scheme: Scheme, at: date, *, is_today: bool) -> Pot:
    """What waits under the cap is known of today alone: no past day keeps it."""
    policy = scheme.policy_on(at)
    balances = pot_figures.standings(tx, at)
    successors = ledger.mergers(tx, at)
    since = pot_figures.since_last_given(tx, at, successors) if policy.cap_counts == "since_last" else {}
    status = {each.name: each.status for each in partners.every(tx)}
    held = pot_figures.held(tx) if is_today else {}
    above: dict[str, int] = {}
    for case in cases.above_the_cap(tx):
        above[case.landlord] = above.get(case.landlord, 0) + 1
    rows = []
    for name in sorted({*status, *balances, *held} - {OPENING, ""}):
        stands = balances.get(name, Balance())
        counted = since.get(name, 0) + stands.reserved if policy.cap_counts == "since_last" else stands.committed
        row = Row(
            landlord=name,
            status=status.get(name, ""),
            balance=stands,
            counted=counted,
            cap=policy.owed_cap,
            held=held.get(name),
            above=above.get(name, 0) if is_today else 0,
        )
        if row.status != "left" or not row.is_at_nothing:
            rows.append(row)
    rows.sort(key=lambda row: (-row.balance.owes, -row.balance.reserved, row.landlord))
    opening = balances.get(OPENING, Balance()).owes
    total = sum(each.owes for each in balances.values())
    return Pot(at=at, policy=policy, rows=tuple(rows), opening=opening, total=total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Where a landlord's bar lies in the picture, in hundredths of its width."""

    left: float
    width: float
    reserved_left: float
    reserved_width: float
    kind: str  # "owes" | "credit" | "none"


def bar_of(row: Row, reach: tuple[int, int]) -> Bar:
    left, right = reach
    unit = 100 / (left + right)
    owes, zero = row.balance.owes, left * unit
    return Bar(
        left=round(zero + min(owes, 0) * unit, 2),
        width=round(abs(owes) * unit, 2),
        reserved_left=round(zero + owes * unit, 2),
        reserved_width=round(row.balance.reserved * unit, 2),
        kind="owes" if owes > 0 else "credit" if owes < 0 else "none",
    )


def place_of(homes: int, reach: tuple[int, int]) -> float:
    return round((reach[0] + homes) * 100 / sum(reach), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A posting from one landlord's side. `homes`: by which its debt grows; `reserved`: by which what is reserved grows."""

    posting: Posting
    what: str
    counterpart: str  # empty: none, as with what was brought in
    side: str  # RECEIVED | GIVEN | RESERVED
    homes: int
    reserved: int
    owes: int = 0  # after this line
    is_undone: bool = False

    @property
    def reference(self) -> str:
        """Of the request; empty for what was brought in or carried over."""
        return "" if self.posting.reference.startswith(CARRYING) else self.posting.reference

    @property
    def can_be_taken_back(self) -> bool:
        return self.posting.kind in (EntryKind.POST, EntryKind.CARRY) and not self.is_undone


WORDS: Mapping[tuple[EntryKind, bool], str] = {  # by whether the landlord is the one that owes for the move
    (EntryKind.RESERVE, True): "Place reserved: its household accepted a home",
    (EntryKind.RESERVE, False): "Its home was accepted",
    (EntryKind.VOID, True): "The accepted home fell through: place free again",
    (EntryKind.VOID, False): "Its accepted home fell through",
    (EntryKind.POST, True): "Home received: the tenancy started",
    (EntryKind.POST, False): "Home given: the tenancy started",
}
MOVES = {  # homes by which the debt grows, and by which what is reserved grows, of the landlord that owes
    EntryKind.RESERVE: (0, 1),
    EntryKind.VOID: (0, -1),
    EntryKind.POST: (1, -1),
    EntryKind.CARRY: (1, 0),
    EntryKind.CORRECT: (-1, 0),
}


def lines_of(tx: Tx, landlord: str, at: date) -> tuple[Line, ...]:
    """The landlord's own lines, oldest first, each with what it owes after it."""
    written = pot_figures.postings_of(tx, (landlord,), at)
    originals = {each.number: each for each in written}
    told: list[Line] = []
    owes = 0
    for each in written:
        line = _line(each, landlord, originals.get(each.corrects or 0))
        owes += line.homes
        told.append(replace(line, owes=owes))
    return tuple(told)


def _line(posting: Posting, landlord: str, original: Posting | None) -> Line:
    owing = posting.owing == landlord
    debt, place = MOVES[posting.kind]
    other = posting.owed if owing else posting.owing
    is_reserved = posting.kind in (EntryKind.RESERVE, EntryKind.VOID)
    return Line(
        posting=posting,
        what=_what(posting, owing, original),
        counterpart="" if other == OPENING else other,
        side=RESERVED if is_reserved else RECEIVED if owing else GIVEN,
        homes=debt * posting.homes * (1 if owing else -1),
        reserved=place if owing else 0,
        is_undone=posting.corrected_by is not None,
    )


def _what(posting: Posting, owing: bool, original: Posting | None) -> str:
    if posting.kind is EntryKind.CORRECT:
        before = _what(original, owing, None) if original else ""
        return f"Taken back: {before[:1].lower()}{before[1:]}" if before else "Taken back"
    if posting.kind is EntryKind.CARRY:
        other = posting.owed if owing else posting.owing
        return "Opening balance" if other == OPENING else "Balance carried over in a merger"
    return WORDS[posting.kind, owing]


def balance_of(lines: Iterable[Line]) -> Balance:
    """What a landlord's own lines come to, without a look at any other's."""
    told = tuple(lines)
    settling = (EntryKind.POST, EntryKind.VOID)
    settled = {(each.posting.reference, each.posting.move) for each in told if each.posting.kind in settling}
    waiting = (each for each in told if each.posting.kind is EntryKind.RESERVE and each.reserved)
    return Balance(
        received=sum(each.homes for each in told if each.side == RECEIVED),
        given=-sum(each.homes for each in told if each.side == GIVEN),
        reserved=sum((each.posting.reference, each.posting.move) not in settled for each in waiting),
    )


def row_today(tx: Tx, scheme: Scheme, partner: Partner, today: date) -> Row | None:
    """One landlord's row of today; where the cap counts since the last home given, out of the whole pot."""
    policy = scheme.policy_on(today)
    if policy.cap_counts == "since_last":
        return next((each for each in pot_at(tx, scheme, today, is_today=True).rows if each.landlord == partner.name), None)
    stands = balance_of(lines_of(tx, partner.name, today))
    return Row(
        landlord=partner.name,
        status=partner.status,
        balance=stands,
        counted=stands.committed,
        cap=policy.owed_cap,
        held=pot_figures.held(tx).get(partner.name),
    )


def of_side(lines: Iterable[Line], side: str) -> tuple[Line, ...]:
    """The lines behind one of the numbers; all of them for no side."""
    return tuple(each for each in lines if side not in SHOWN or each.side == side)


BALANCES = ("landlord", "status", "given", "received", "owes", "reserved", "counted", "cap", "room", "held", "held since")
LINES = ("line", "day", "reference", "what", "with", "homes", "owes after", "reason", "because of", "by")


def balances_csv(pot: Pot) -> str:
    rows = [
        (
            *(each.landlord, each.status, each.balance.given, each.balance.received, each.balance.owes, each.balance.reserved),
            *(each.counted, each.cap, each.room),
            *((each.held.count, each.held.since.isoformat()) if each.held else (0, "")),
        )
        for each in pot.rows
    ]
    return as_csv(BALANCES, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Who let a request go on above the cap, when and why (R058)."""

    case: str
    landlord: str
    reason: str
    day: date | None
    by: str
    question: str


def overrides_at(tx: Tx, at: date) -> tuple[Override, ...]:
    """Those up to a day, the newest first."""
    found = [each for case in cases.above_the_cap(tx) if (each := _override(tx, case)).day is None or each.day <= at]
    return tuple(sorted(found, key=lambda each: (each.day or at, each.case), reverse=True))


def _override(tx: Tx, case: Case) -> Override:
    asked = [each for each in questions.of_case(tx, case.reference) if each.question.kind == "cap" and each.answered_at]
    last = asked[-1] if asked else None
    return Override(
        case=case.reference,
        landlord=case.landlord,
        reason=case.cap_override,
        day=last.answered_at.date() if last and last.answered_at else case.circulated_on,
        by=last.answered_by if last else "",
        question=last.id if last else "",
    )
