"""Who may do what only one may do at a time, such as taking in a mailbox (F29). A lease that is not renewed runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from store.engine import Tx
from store.schema import insert_new, leases


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """`until` is what the holder's own clock said: to others it only shows that the row was renewed (F27)."""

    holder: str  # empty: given back
    until: datetime
    fence: int


def look(tx: Tx, name: str) -> Lease | None:
    row = tx.execute(sa.select(leases).where(leases.c.name == name)).first()
    return None if row is None else Lease(holder=row.holder, until=row.until, fence=row.fence)


def take(tx: Tx, name: str, holder: str, *, now: datetime, lasting: timedelta, even_from: str = "") -> bool:
    """Takes or renews a lease; False while another holds it. Its fence grows with each change of hands (F20).

    `even_from`: a holder that the caller knows to be gone, whatever its row says.
    """
    if insert_new(tx, leases, name=name, holder=holder, until=now + lasting, fence=1):
        return True
    theirs = sa.or_(leases.c.holder.in_((holder, "", even_from)), leases.c.until <= now)
    free = leases.update().where(leases.c.name == name, theirs)
    grown = leases.c.fence + sa.case((leases.c.holder == holder, 0), else_=1)
    return tx.execute(free.values(holder=holder, until=now + lasting, fence=grown)).rowcount == 1


def give_back(tx: Tx, name: str, holder: str, *, now: datetime) -> None:
    """Lets go at an orderly end, so that the next need not wait. The row stays: its fence must never start anew."""
    mine = leases.update().where(leases.c.name == name, leases.c.holder == holder)
    tx.execute(mine.values(holder="", until=now, fence=leases.c.fence + 1))


def fence_of(tx: Tx, name: str) -> int:
    """The number of the present holding; 0 before the first. Whoever remembers a smaller one has lost the lease."""
    return int(tx.execute(sa.select(leases.c.fence).where(leases.c.name == name)).scalar() or 0)


def held_until(tx: Tx, name: str) -> datetime | None:
    """Until when somebody holds it, if nobody lets go; None while it is free."""
    row = tx.execute(sa.select(leases).where(leases.c.name == name)).first()
    return row.until if row is not None and row.holder else None
