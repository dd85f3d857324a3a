"""When each part of the line last did its work, and what keeps it from doing so now: what watching looks at (F4, F14).

Written by whoever does the work, read by anybody: the desk, `check`, the metrics and the alarms run in other processes too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from store.engine import Tx
from store.schema import beats, insert_new

MAILBOX, POST, LINE, SWEEP = "mailbox", "post", "line", "sweep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """`at`: when it last went well, None for never yet. `trouble`: empty while it goes well."""

    name: str
    at: datetime | None
    trouble: str = ""
    since: datetime | None = None
    failures: int = 0  # in a row


def well(tx: Tx, name: str, now: datetime) -> None:
    """It went well: whatever troubled it is over."""
    fine = {"at": now, "trouble": "", "since": None, "failures": 0}
    if not insert_new(tx, beats, name=name, **fine):
        tx.execute(beats.update().where(beats.c.name == name).values(**fine))


def troubled(tx: Tx, name: str, trouble: str, now: datetime) -> None:
    """It did not go well. `since` stays at the first time of a row of failures."""
    if insert_new(tx, beats, name=name, trouble=trouble, since=now, failures=1):
        return
    again = beats.update().where(beats.c.name == name)
    tx.execute(again.values(trouble=trouble, since=sa.func.coalesce(beats.c.since, now), failures=beats.c.failures + 1))


def every(tx: Tx) -> tuple[Beat, ...]:
    same = ("name", "at", "trouble", "since", "failures")
    rows = tx.execute(sa.select(beats).order_by(beats.c.name))
    return tuple(Beat(**{column: getattr(row, column) for column in same}) for row in rows)


def of(tx: Tx, name: str) -> Beat:
    return next((beat for beat in every(tx) if beat.name == name), Beat(name=name, at=None))
