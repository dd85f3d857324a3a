"""What the ledger says of each landlord, reckoned by the database: for pages that are opened many times a day.

The same folds as matching/ledger.py (L6), in one query each, however long the ledger has grown; a test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from matching.case import State
from matching.ledger import COUNTED, NO_MERGERS, Balance, EntryKind, successor
from store.engine import Tx
from store.schema import cases, postings

TAKEN_BACK = EntryKind.CORRECT.value
SETTLING = (EntryKind.POST.value, EntryKind.VOID.value)
COUNTING = tuple(sorted(kind.value for kind in COUNTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Requests of a landlord that wait for room under the cap."""

    count: int
    since: date  # the day on which the oldest of them came


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A row of the ledger, as the database has it. `owing` and `owed` are the landlords of the move, whatever its kind."""

    number: int
    kind: EntryKind
    reference: str
    move: int
    owing: str
    owed: str
    homes: int
    day: date
    reason: str
    because: str
    corrects: int | None
    corrected_by: int | None


def standings(tx: Tx, at: date | None = None) -> Mapping[str, Balance]:
    """Every landlord's standing at the end of a day."""
    received, given = _counted(tx, "owing_landlord", at), _counted(tx, "owed_landlord", at)
    reserved = _reserved(tx, at)
    seen = sa.union(*(_up_to(sa.select(postings.c[side]), at) for side in ("owing_landlord", "owed_landlord")))
    return {
        name: Balance(given=given.get(name, 0), received=received.get(name, 0), reserved=reserved.get(name, 0))
        for name in sorted(tx.execute(seen).scalars())
    }


def _counted(tx: Tx, side: str, at: date | None) -> dict[str, int]:
    """Homes that were counted on one side, less those that were taken back."""
    landlord = postings.c[side]
    homes = sa.case((postings.c.kind == TAKEN_BACK, -postings.c.homes), else_=postings.c.homes)
    rows = sa.select(landlord.label("landlord"), sa.func.sum(homes).label("number")).where(
        postings.c.kind.in_((*COUNTING, TAKEN_BACK))
    )
    return {row.landlord: int(row.number) for row in tx.execute(_up_to(rows, at).group_by(landlord))}


def _reserved(tx: Tx, at: date | None) -> dict[str, int]:
    settled = postings.alias()
    gone = sa.select(settled.c.id).where(
        settled.c.reference == postings.c.reference, settled.c.move == postings.c.move, settled.c.kind.in_(SETTLING)
    )
    if at is not None:
        gone = gone.where(settled.c.day <= at)
    rows = sa.select(postings.c.owing_landlord, sa.func.sum(postings.c.homes).label("number")).where(
        postings.c.kind == EntryKind.RESERVE.value, ~sa.exists(gone.correlate(postings))
    )
    return {row.owing_landlord: int(row.number) for row in tx.execute(_up_to(rows, at).group_by(postings.c.owing_landlord))}


def _up_to(rows: sa.Select[Any], at: date | None) -> sa.Select[Any]:  # Any: whichever columns it selects
    return rows if at is None else rows.where(postings.c.day <= at)


def since_last_given(tx: Tx, at: date | None = None, successors: Mapping[str, str] = NO_MERGERS) -> Mapping[str, int]:
    """Homes that each landlord received since it last gave one (`moves_since_last_given`), by the landlord of today."""
    taken = postings.alias()
    undone = sa.select(taken.c.id).where(taken.c.corrects == postings.c.id)
    if at is not None:
        undone = undone.where(taken.c.day <= at)
    rows = sa.select(postings.c.owing_landlord, postings.c.owed_landlord, postings.c.homes).where(
        postings.c.kind.in_(COUNTING), ~sa.exists(undone.correlate(postings))
    )
    received: dict[str, int] = defaultdict(int)
    for owing, owed, homes in tx.execute(_up_to(rows, at).order_by(postings.c.id)):
        receiver, giver = successor(owing, successors), successor(owed, successors)
        if receiver != giver:  # a home that stayed in the house counts for nobody
            received[receiver] += homes
            received[giver] = 0
    return dict(received)


def held(tx: Tx) -> Mapping[str, Held]:
    """Who has requests that wait for room, and since when (fairness §5.2: waiting counts from the day a request came)."""
    rows = sa.select(cases.c.landlord, sa.func.count().label("number"), sa.func.min(cases.c.received_on).label("first")).where(
        cases.c.state == State.HELD_AT_CAP
    )
    return {
        row.landlord: Held(count=row.number, since=row.first) for row in tx.execute(rows.group_by(cases.c.landlord)) if row.number
    }


def postings_of(tx: Tx, landlords: Sequence[str], at: date | None = None) -> tuple[Posting, ...]:
    """All that was ever posted with one of them on either side, by day and then as it was written."""
    either = sa.or_(postings.c.owing_landlord.in_(landlords), postings.c.owed_landlord.in_(landlords))
    return _postings(tx, either if at is None else sa.and_(either, postings.c.day <= at))


def posting(tx: Tx, number: int) -> Posting | None:
    return next(iter(_postings(tx, postings.c.id == number)), None)


def _postings(tx: Tx, which: sa.ColumnElement[bool]) -> tuple[Posting, ...]:
    contrary = postings.alias()
    rows = (
        sa.select(postings, contrary.c.id.label("corrected_by"))
        .join(contrary, contrary.c.corrects == postings.c.id, isouter=True)
        .where(which)
        .order_by(postings.c.day, postings.c.id)
    )
    return tuple(
        Posting(
            number=row.id,
            kind=EntryKind(row.kind),
            reference=row.reference,
            move=row.move,
            owing=row.owing_landlord,
            owed=row.owed_landlord,
            homes=row.homes,
            day=row.day,
            reason=row.reason,
            because=row.because,
            corrects=row.corrects,
            corrected_by=row.corrected_by,
        )
        for row in tx.execute(rows)
    )
