"""Who may do what only one may do at a time, such as taking in a mailbox (F29). A lease that is not renewed runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from store.engine import Tx
from store.schema import insert_new, leases


def take(tx: Tx, name: str, holder: str, *, now: datetime, lasting: timedelta) -> bool:
    """Takes or renews a lease; False while another holds it."""
    if insert_new(tx, leases, name=name, holder=holder, until=now + lasting):
        return True
    free = leases.update().where(leases.c.name == name, sa.or_(leases.c.holder == holder, leases.c.until <= now))
    return tx.execute(free.values(holder=holder, until=now + lasting)).rowcount == 1


def give_back(tx: Tx, name: str, holder: str) -> None:
    """Lets go at an orderly end, so that the next need not wait."""
    tx.execute(leases.delete().where(leases.c.name == name, leases.c.holder == holder))


def holder_of(tx: Tx, name: str) -> str:
    """Who took it last, whether or not it has run out; empty if nobody has."""
    return str(tx.execute(sa.select(leases.c.holder).where(leases.c.name == name)).scalar() or "")
