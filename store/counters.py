"""Numbers given out one after another, in the transaction that uses them: what is rolled back was never given out."""

from __future__ import annotations

import sqlalchemy as sa

from store.engine import Tx
from store.schema import counters, insert_new


def last(tx: Tx, name: str) -> int:
    """The number given out last; 0 before the first."""
    return int(tx.execute(sa.select(counters.c.last).where(counters.c.name == name)).scalar() or 0)


def next_of(tx: Tx, name: str) -> int:
    """The number that would be given out now. Nothing is written: that is `reach`."""
    return (tx.execute(sa.select(counters.c.last).where(counters.c.name == name)).scalar() or 0) + 1


def reach(tx: Tx, name: str, number: int) -> None:
    """From now on numbers above this one are given out."""
    if not insert_new(tx, counters, name=name, last=number):
        tx.execute(counters.update().where(counters.c.name == name, counters.c.last < number).values(last=number))
