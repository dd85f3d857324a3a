"""The central pot. A move writes exactly two entries, together: the applicant's landlord −1, the rehousing landlord +1 (R047).

Entries are never changed; a mistake gets a contrary entry with its reason. Every posting sums to zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


class EntryKind(StrEnum):
    RESERVE = "reserve"  # an offer was accepted
    POST = "post"  # the tenancy has started
    VOID = "void"  # the accepted offer fell through: undoes the RESERVE of the same case and move
    CORRECT = "correct"  # a contrary entry with its reason
    CARRY = "carry"  # opening balance, or balance carried over in a merger


COUNTED = frozenset({EntryKind.POST, EntryKind.CARRY})  # what a balance is made of; a CORRECT takes it back
NO_MERGERS: Mapping[str, str] = MappingProxyType({})
OPENING = "opening balances"  # the other side of a balance that a landlord brings in, so that the pot sums to zero (L1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One leg. `homes` is −1 on the applicant's landlord's side and +1 on the rehousing landlord's; VOID has the signs turned."""

    kind: EntryKind
    case: str  # reference; with `move` the business key
    move: int
    landlord: str
    homes: int
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A landlord's standing in homes (CONTRACT «ledger --json»)."""

    given: int = 0
    received: int = 0
    reserved: int = 0  # accepted offers for its own households whose tenancy has not started

    @property
    def owes(self) -> int:
        """Homes owed to the pot; negative in credit."""
        return self.received - self.given

    @property
    def committed(self) -> int:
        """What the cap is compared with: owed and reserved (L3)."""
        return self.owes + self.reserved


Pair: TypeAlias = tuple[Entry, Entry]
Move: TypeAlias = tuple[str, int]  # case and move: the business key


def reserve(*, case: str, move: int, home: str, rehousing: str, day: date, reason: str = "") -> Pair:
    """An offer was accepted: a place under the cap of the home landlord is taken (L3)."""
    return _pair(EntryKind.RESERVE, (case, move), owing=home, owed=rehousing, homes=1, day=day, reason=reason)


def post(*, case: str, move: int, home: str, rehousing: str, day: date, reason: str = "") -> Pair:
    """The tenancy has started: the home landlord owes one home, the rehousing landlord is owed one (R047, R051)."""
    return _pair(EntryKind.POST, (case, move), owing=home, owed=rehousing, homes=1, day=day, reason=reason)


def void(*, case: str, move: int, home: str, rehousing: str, day: date, reason: str = "") -> Pair:
    """The accepted offer fell through: its reservation is given back."""
    return _pair(EntryKind.VOID, (case, move), owing=rehousing, owed=home, homes=1, day=day, reason=reason)


def correct(*, case: str, move: int, home: str, rehousing: str, day: date, reason: str, homes: int = 1) -> Pair:
    """A posted move was none, or a balance that was brought in is wrong: the contrary pair, with its reason (L4)."""
    assert reason, "a correction says why"
    return _pair(EntryKind.CORRECT, (case, move), owing=rehousing, owed=home, homes=homes, day=day, reason=reason)


def carry(*, landlord: str, owes: int, day: date, reason: str, against: str = OPENING, number: int = 0) -> Pair:
    """A balance brought in (against OPENING) or taken over from a landlord that merged into this one. Below zero is credit.

    `number` tells apart what is carried to one landlord on one day.
    """
    assert reason, "a balance carried over says why"
    assert owes, "nothing to carry over"
    key = (carried(landlord, day), number)
    return _pair(EntryKind.CARRY, key, owing=landlord, owed=against, homes=owes, day=day, reason=reason)


def carried(landlord: str, day: date) -> str:
    """What a balance carried over goes by instead of a case's reference."""
    return f"carry {day} {landlord}"


def carry_over(entries: Sequence[Entry], old: str, new: str, *, day: date, reason: str) -> tuple[Entry, ...]:
    """The balance of a landlord that has merged into another, so that it stands at nothing; no entries if it does (R048)."""
    owes = balance(entries).get(old, Balance()).owes
    number = len({entry.move for entry in entries if entry.case == carried(new, day)})
    return carry(landlord=new, owes=owes, day=day, reason=reason, against=old, number=number) if owes else ()


def _pair(kind: EntryKind, move: Move, *, owing: str, owed: str, homes: int, day: date, reason: str) -> Pair:
    assert owing != owed, "a posting has two landlords (L5)"
    assert all((owing, owed)), "a posting names both"
    leg = Entry(kind=kind, case=move[0], move=move[1], landlord=owing, homes=-homes, day=day, reason=reason)
    return leg, replace(leg, landlord=owed, homes=homes)


def balance(entries: Iterable[Entry], at: date | None = None) -> Mapping[str, Balance]:
    """Every landlord's standing, folded from the entries up to and with the day `at`, whatever their order (L6, L8)."""
    counted = [entry for entry in entries if at is None or entry.day <= at]
    settled = {_move(entry) for entry in counted if entry.kind in {EntryKind.POST, EntryKind.VOID}}
    posted = {(_move(entry), entry.landlord): entry.homes for entry in counted if entry.kind in COUNTED}
    balances: dict[str, Balance] = {}
    for entry in counted:
        before = balances.get(entry.landlord, Balance())
        balances[entry.landlord] = _with_leg(before, entry, settled=_move(entry) in settled, posted=posted)
    return balances


def _move(entry: Entry) -> Move:
    return entry.case, entry.move


def _with_leg(before: Balance, entry: Entry, *, settled: bool, posted: Mapping[tuple[Move, str], int]) -> Balance:
    match entry.kind:
        case EntryKind.RESERVE if entry.homes < 0 and not settled:
            return replace(before, reserved=before.reserved - entry.homes)
        case EntryKind.RESERVE | EntryKind.VOID:
            return before
        case EntryKind.POST | EntryKind.CARRY:
            return _counted(before, entry.homes, owing=entry.homes < 0)
        case EntryKind.CORRECT:  # it takes back from the side on which the move was counted
            return _counted(before, entry.homes, owing=posted.get((_move(entry), entry.landlord), entry.homes) < 0)


def _counted(before: Balance, homes: int, *, owing: bool) -> Balance:
    if owing:
        return replace(before, received=before.received - homes)
    return replace(before, given=before.given + homes)


def moves_since_last_given(entries: Sequence[Entry], landlord: str, successors: Mapping[str, str] = NO_MERGERS) -> int:
    """Homes received since the landlord last gave one, in the order of the ledger; for the cap that counts `since_last`.

    What a landlord that has merged into it received and gave counts as its own, from the beginning; the balance that was
    carried over between the two is the same homes once more, and a home that one gave the other has stayed in the house.
    """
    undone = {_move(entry) for entry in entries if entry.kind is EntryKind.CORRECT}
    own = [
        (_move(entry), entry.homes)
        for entry in entries
        if entry.kind in COUNTED
        and _move(entry) not in undone
        and successor(entry.landlord, successors) == successor(landlord, successors)
    ]
    legs = Counter(move for move, _ in own)
    received = 0
    for move, homes in own:
        if legs[move] == 1:
            received = received - homes if homes < 0 else 0
    return received


def successor(landlord: str, successors: Mapping[str, str]) -> str:
    """The landlord that it is part of today."""
    while landlord in successors:
        landlord = successors[landlord]
    return landlord


def balances_after(before: Mapping[str, Balance], entries: Iterable[Entry]) -> Mapping[str, Balance]:
    """The standings once new entries are added. A POST is one whose RESERVE stands in `before` or earlier in `entries`."""
    after = dict(before)
    for entry in entries:
        known = after.get(entry.landlord, Balance())
        match entry.kind:
            case EntryKind.RESERVE:
                known = replace(known, reserved=known.reserved + (entry.homes < 0))
            case EntryKind.VOID:
                known = replace(known, reserved=known.reserved - (entry.homes > 0))
            case EntryKind.POST if entry.homes < 0:
                known = replace(known, received=known.received + 1, reserved=known.reserved - 1)
            case EntryKind.POST:
                known = replace(known, given=known.given + 1)
            case EntryKind.CARRY | EntryKind.CORRECT:
                raise AssertionError("no mail brings or corrects a balance: a person does, by herself")
        after[entry.landlord] = known
    return after


def given_since_last_after(before: Mapping[str, int], entries: Iterable[Entry]) -> Mapping[str, int]:
    """The same for the count of `moves_since_last_given`."""
    after = dict(before)
    for entry in entries:
        if entry.kind is EntryKind.POST:
            after[entry.landlord] = after.get(entry.landlord, 0) + 1 if entry.homes < 0 else 0
    return after
