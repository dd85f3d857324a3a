"""What two people do, or one after a day: asked for by the first, done or dropped by whoever settles it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.engine import Tx
from store.schema import asked_acts as table

CORRECTION, REGISTER = "correction", "register"
DONE, DROPPED = "done", "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAct:
    id: int
    kind: str  # CORRECTION | REGISTER
    about: str  # what it would change, as a person names it
    data: Any  # what the deed needs, of the kind's own shape
    reason: str
    asked_by: str
    asked_at: datetime
    settled_by: str = ""
    settled_at: datetime | None = None
    outcome: str = ""  # DONE | DROPPED; empty: it waits


def ask(tx: Tx, *, kind: str, about: str, data: Any, reason: str, by: str, now: datetime) -> int:  # Any: as above
    asked = table.insert().values(kind=kind, about=about, data=data, reason=reason, asked_by=by, asked_at=now)
    return int(tx.execute(asked.returning(table.c.id)).scalar_one())


def find(tx: Tx, number: int) -> AskedAct | None:
    row = tx.execute(sa.select(table).where(table.c.id == number)).first()
    return None if row is None else _act(row)


def waiting(tx: Tx, kind: str = "") -> tuple[AskedAct, ...]:
    """What waits for a second person, the oldest first."""
    rows = sa.select(table).where(table.c.settled_at.is_(None)).order_by(table.c.id)
    return tuple(_act(row) for row in tx.execute(rows.where(table.c.kind == kind) if kind else rows))


def lately_settled(tx: Tx, kind: str, most: int = 10) -> tuple[AskedAct, ...]:
    rows = sa.select(table).where(table.c.settled_at.is_not(None), table.c.kind == kind)
    return tuple(_act(row) for row in tx.execute(rows.order_by(table.c.settled_at.desc(), table.c.id.desc()).limit(most)))


def settle(tx: Tx, number: int, outcome: str, *, by: str, now: datetime) -> bool:
    """False when somebody has settled it meanwhile: of two who press at once, one does it."""
    waits = table.update().where(table.c.id == number, table.c.settled_at.is_(None))
    return tx.execute(waits.values(outcome=outcome, settled_by=by, settled_at=now)).rowcount == 1


def _act(row: Any) -> AskedAct:  # Any: a row of the table
    return AskedAct(**row._mapping)
