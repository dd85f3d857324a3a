"""What a person has switched, with her name and reason: whether letters may go at all (O7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import insert_new, switches

PAUSED = "paused"  # on: no letter goes, from whatever process


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """As it was last turned."""

    name: str
    on: bool
    by: str
    reason: str
    at: datetime


def of(tx: Tx, name: str) -> Switch | None:
    """None: it was never turned."""
    row = tx.execute(sa.select(switches).where(switches.c.name == name)).first()
    return None if row is None else Switch(name=row.name, on=row.on, by=row.by, reason=row.reason, at=row.at)


def is_on(tx: Tx, name: str) -> bool:
    return bool(tx.execute(sa.select(switches.c.on).where(switches.c.name == name)).scalar())


def turn(tx: Tx, name: str, *, on: bool, by: str, reason: str, now: datetime) -> None:
    """Whoever turns it answers for it in the audit; turned twice the same way, the newer reason stands."""
    said = {"on": on, "by": by, "reason": reason, "at": now}
    if not insert_new(tx, switches, name=name, **said):
        tx.execute(switches.update().where(switches.c.name == name).values(**said))
    audit.write(tx, now=now, who=by, act=f"{name} {'on' if on else 'off'}", about=f"switch {name}", details=reason)
