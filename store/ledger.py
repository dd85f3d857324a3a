"""The ledger's postings. One row is one posting; its two legs are a view, so that they sum to zero by construction (L1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from matching import ledger
from matching.ledger import Balance, Entry, EntryKind
from store.engine import Tx
from store.schema import clean_text, postings
from store.schema import entries as legs
from store.schema import mergers as merged

CONTRARY = frozenset({EntryKind.VOID, EntryKind.CORRECT})  # their signs are turned: they take back what another wrote


def entries(tx: Tx, at: date | None = None) -> tuple[Entry, ...]:
    """Both legs of every posting up to and with the day `at`, in the order in which they were written."""
    rows = sa.select(legs).order_by(legs.c.posting, legs.c.leg)
    return tuple(
        Entry(
            kind=EntryKind(row.kind),
            case=row.reference,
            move=row.move,
            landlord=row.landlord,
            homes=row.homes,
            day=row.day,
            reason=row.reason,
        )
        for row in tx.execute(rows if at is None else rows.where(legs.c.day <= at))
    )


def entries_of(tx: Tx, landlords: Sequence[str], at: date | None = None) -> tuple[Entry, ...]:
    """The same of those postings alone that have one of these landlords on either side."""
    either = sa.or_(postings.c.owing_landlord.in_(landlords), postings.c.owed_landlord.in_(landlords))
    rows = sa.select(postings).where(either).order_by(postings.c.id)
    found: list[Entry] = []
    for row in tx.execute(rows if at is None else rows.where(postings.c.day <= at)):
        kind = EntryKind(row.kind)
        homes = row.homes if kind in CONTRARY else -row.homes
        leg = Entry(
            kind=kind,
            case=row.reference,
            move=row.move,
            landlord=row.owing_landlord,
            homes=homes,
            day=row.day,
            reason=row.reason,
        )
        found += (leg, replace(leg, landlord=row.owed_landlord, homes=-homes))
    return tuple(found)


def written_after(tx: Tx, posting: int) -> tuple[int, frozenset[str]]:
    """The newest posting, and the landlords of those that were written after the one of this number."""
    rows = tx.execute(sa.select(legs.c.posting, legs.c.landlord).where(legs.c.posting > posting)).all()
    return max((row.posting for row in rows), default=posting), frozenset(row.landlord for row in rows)


def balances(tx: Tx, at: date | None = None) -> Mapping[str, Balance]:
    """Every landlord's standing: always the fold of the postings, never a figure of its own (L6)."""
    return ledger.balance(entries(tx, at))


def given_since_last(tx: Tx) -> Mapping[str, int]:
    """Moves that each landlord received since it last gave a home, for the cap that counts `since_last`."""
    written, successors = entries(tx), mergers(tx)
    if not successors:  # then each landlord's own entries are enough, however long the ledger
        of_landlord: dict[str, list[Entry]] = {}
        for entry in written:
            of_landlord.setdefault(entry.landlord, []).append(entry)
        return {name: ledger.moves_since_last_given(own, name) for name, own in of_landlord.items()}
    names = {entry.landlord for entry in written} | set(successors.values())
    return {name: ledger.moves_since_last_given(written, name, successors) for name in names}


def mergers(tx: Tx, at: date | None = None) -> Mapping[str, str]:
    """Each landlord that has become part of another, up to and with the day `at`, and of which."""
    rows = sa.select(merged) if at is None else sa.select(merged).where(merged.c.day <= at)
    return {row.old: row.new for row in tx.execute(rows.order_by(merged.c.day, merged.c.at))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    old: str
    new: str
    day: date
    by: str
    reason: str


def all_mergers(tx: Tx, at: date | None = None) -> tuple[Merger, ...]:
    """The same with who noted each and why, the newest first."""
    columns = (merged.c.old, merged.c.new, merged.c.day, merged.c.by, merged.c.reason)
    rows = sa.select(*columns).order_by(merged.c.day.desc(), merged.c.at.desc())
    return tuple(Merger(**row._mapping) for row in tx.execute(rows if at is None else rows.where(merged.c.day <= at)))


def merge(tx: Tx, old: str, new: str, *, day: date, by: str, reason: str, now: datetime) -> None:
    """Notes that a landlord has become part of another; its balance goes over by entries."""
    tx.execute(merged.insert().values(old=old, new=new, day=day, by=by, reason=reason, at=now))


def post_all(tx: Tx, decided: Sequence[Entry], *, because: str) -> int:
    """Writes a decision's entries, pair by pair; gives the number of postings."""
    pairs = list(_pairs(decided))
    for pair in pairs:
        tx.execute(postings.insert().values(**_posting(tx, pair), because=because))
    return len(pairs)


def _pairs(decided: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    assert len(decided) % 2 == 0, "entries come in pairs"
    for first, second in zip(decided[::2], decided[1::2], strict=True):
        assert first.homes + second.homes == 0, "a pair sums to zero (L1)"
        assert first.homes, "a pair moves at least one home"
        same = [(leg.kind, leg.case, leg.move, leg.day, leg.reason) for leg in (first, second)]
        assert same[0] == same[1], "the two legs of a pair are of one posting"
        yield first, second


def seals(decided: Sequence[Entry]) -> tuple[str, ...]:
    """The seal of each posting of a decision, for the audit: with it the ledger hangs in the audit's chain (L7)."""
    found = []
    for pair in _pairs(decided):
        first, (owing, owed) = pair[0], _sides(pair)
        homes = abs(first.homes)
        found.append(
            seal(first.kind.value, first.case, first.move, owing.landlord, owed.landlord, homes, first.day, first.reason)
        )
    return tuple(found)


def seal(*posting: str | int | date) -> str:
    """16 hex digits of all that a posting says."""
    words = json.dumps([clean_text(each) if isinstance(each, str) else str(each) for each in posting])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _sides(pair: tuple[Entry, Entry]) -> tuple[Entry, Entry]:
    """The leg of the landlord that owes, or would, and the other; a contrary entry has the signs turned."""
    first, second = pair
    minus, plus = (first, second) if first.homes < 0 else (second, first)
    return (plus, minus) if first.kind in CONTRARY else (minus, plus)


def _posting(tx: Tx, pair: tuple[Entry, Entry]) -> dict[str, object]:
    first, (owing, owed) = pair[0], _sides(pair)
    row = {"reference": first.case, "move": first.move, "kind": first.kind.value, "day": first.day, "reason": first.reason}
    landlords = {"owing_landlord": owing.landlord, "owed_landlord": owed.landlord, "homes": abs(first.homes)}
    corrected = _corrected(tx, first) if first.kind is EntryKind.CORRECT else None
    return {**row, **landlords, "corrects": corrected}


def _corrected(tx: Tx, entry: Entry) -> int | None:
    """The posting that a correction takes back, a move or a balance carried over; None makes the database refuse it."""
    original = sa.select(postings.c.id).where(
        postings.c.reference == entry.case,
        postings.c.move == entry.move,
        postings.c.kind.in_((EntryKind.POST.value, EntryKind.CARRY.value)),
    )
    return tx.execute(original).scalar()


def problems(tx: Tx) -> tuple[str, ...]:
    """What is wrong with the ledger, as sentences; empty when it holds. For `verify` and the nightly look (L1, L6)."""
    total = tx.execute(sa.select(sa.func.coalesce(sa.func.sum(legs.c.homes), 0))).scalar_one()
    found = [] if total == 0 else [f"The ledger's entries sum to {total}, not to zero."]
    owing = sum(balance.owes for balance in balances(tx).values())
    return (*found, *([] if owing == 0 else [f"What the landlords owe and are owed sums to {owing}, not to zero."]))
