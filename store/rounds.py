"""What is done once a day or a week, and the last day for which it was done: whoever comes second does nothing (F28)."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from store.engine import Tx
from store.schema import insert_new, rounds


def last_done(tx: Tx, name: str) -> date | None:
    """None: it was never done."""
    return tx.execute(sa.select(rounds.c.day).where(rounds.c.name == name)).scalar()


def mark_done(tx: Tx, name: str, day: date) -> bool:
    """False when it has been done for this day, or a later one, already: then it is not this caller's turn."""
    older = rounds.update().where(rounds.c.name == name, rounds.c.day < day).values(day=day)
    return tx.execute(older).rowcount == 1 or insert_new(tx, rounds, name=name, day=day)


def mark_gone_through(tx: Tx, name: str, day: date) -> None:
    """For this day, even when a later one is on record: the clock of the machine was wrong then (F27)."""
    if not insert_new(tx, rounds, name=name, day=day):
        tx.execute(rounds.update().where(rounds.c.name == name).values(day=day))
