"""Secrets that were handed out for one deed: a setup link, a password that waits for its code. Each is used once, in its time.

What is kept is the hash of the secret. What a ticket carries is wiped when it is used or has become void.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from store import audit
from store.accounts import Account, has_set_up, key_of
from store.engine import Tx
from store.schema import tickets

INVITATION, RECOVERY = "invitation", "recovery"
SETUP = (INVITATION, RECOVERY)  # both lead to a new password and a new second proof
HALF = "half"  # a password that was right, and waits for its code
AUTHENTICATOR = "authenticator"  # a new one of somebody who is signed in, until its first code
SETUP_LASTS = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    key: str
    kind: str
    person: str
    data: dict[str, Any] = field(repr=False)  # Any: JSON
    made_by: str
    made_at: datetime
    until: datetime


def make(
    tx: Tx, *, kind: str, until: datetime, now: datetime, person: str = "", data: dict[str, Any] | None = None, by: str = ""
) -> str:
    """Gives the secret, which is kept nowhere."""
    tx.execute(tickets.delete().where(tickets.c.until < now - FORGOTTEN_AFTER))
    secret = secrets.token_urlsafe(32)
    tx.execute(
        tickets.insert().values(
            key=key_of(secret), kind=kind, person=person, data=data or {}, made_at=now, made_by=by, until=until, used_at=None
        )
    )
    return secret


def setup(tx: Tx, person: str, *, kind: str, by: str, now: datetime) -> str:
    """The secret of a new setup link; whichever she was given before is void."""
    void(tx, person, SETUP, now)
    audit.write(tx, now=now, who=by, act="handed out a setup link", about=f"person {person}", details=kind)
    return make(tx, kind=kind, person=person, until=now + SETUP_LASTS, now=now, by=by)


def find(tx: Tx, secret: str, kinds: Iterable[str], now: datetime) -> Ticket | None:
    """The ticket of this secret; None if there is none of these kinds, or it was used, or its time is over."""
    wanted = (tickets.c.key == key_of(secret), tickets.c.kind.in_(tuple(kinds)), *_alive(now))
    row = tx.execute(sa.select(tickets).where(*wanted)).first()
    if row is None:
        return None
    return Ticket(
        key=row.key,
        kind=row.kind,
        person=row.person,
        data=row.data,
        made_by=row.made_by,
        made_at=row.made_at,
        until=row.until,
    )


def use(tx: Tx, key: str, now: datetime) -> bool:
    """True for the first who uses it in its time; whoever comes second, even at the same moment, gets False."""
    first = tickets.update().where(tickets.c.key == key, *_alive(now)).values(used_at=now, data={})
    return tx.execute(first).rowcount == 1


def carry(tx: Tx, key: str, data: dict[str, Any], now: datetime) -> bool:
    """Lets a ticket that is still good carry something to its next step."""
    return tx.execute(tickets.update().where(tickets.c.key == key, *_alive(now)).values(data=data)).rowcount == 1


def void(tx: Tx, person: str, kinds: Iterable[str], now: datetime) -> None:
    """Takes back what was handed out to somebody."""
    hers = (tickets.c.person == person, tickets.c.kind.in_(tuple(kinds)), *_alive(now))
    tx.execute(tickets.update().where(*hers).values(used_at=now, data={}))


def open_of(tx: Tx, kinds: Iterable[str], now: datetime) -> dict[str, datetime]:
    """People with a ticket that is still good, and until when it is."""
    alive = sa.select(tickets.c.person, tickets.c.until).where(tickets.c.kind.in_(tuple(kinds)), *_alive(now))
    return {row.person: row.until for row in tx.execute(alive.order_by(tickets.c.until))}


def standing(tx: Tx, account: Account, now: datetime) -> str:
    """Whether somebody signs in, or what keeps her from it."""
    if account.is_shut:
        return "shut out"
    if has_set_up(tx, account.name):
        return "signs in"
    return "invited" if account.name in open_of(tx, SETUP, now) else "has no link"


def _alive(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return tickets.c.used_at.is_(None), tickets.c.until > now


def sweep(tx: Tx, kind: str, now: datetime) -> None:
    """Drops those of a kind that everybody may ask for, once their time is over: nobody fills the store before the door."""
    tx.execute(tickets.delete().where(tickets.c.kind == kind, tickets.c.until <= now))
