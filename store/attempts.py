"""Tries to sign in: five in a quarter of an hour for an account, and for an address of the network (reliability §6).

A try is counted before it is looked at, so that a hundred at once are not a hundred; one that goes well is struck out again.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

import sqlalchemy as sa

from store.engine import Tx
from store.schema import attempts, text_key

MOST = 5
WITHIN = timedelta(minutes=15)


def of_account(email: str) -> str:
    """Whose tries they are; a mailbox that nobody has is counted as every other."""
    return f"account {text_key(email.strip().lower())}"


def of_address(address: str) -> str:
    """A household has one IPv4 address, but 2**64 of IPv6: there its network counts."""
    try:
        at = ipaddress.ip_address(address)
    except ValueError:
        return f"address {text_key(address)}"
    return f"address {text_key(str(ipaddress.ip_network((at, 64 if at.version == 6 else 32), strict=False)))}"


def are_too_many(tx: Tx, whose: tuple[str, ...], now: datetime) -> bool:
    counted = sa.select(sa.func.count()).where(attempts.c.at > now - WITHIN).group_by(attempts.c.what)
    return any(count >= MOST for count in tx.execute(counted.where(attempts.c.what.in_(whose))).scalars())


def begin(tx: Tx, whose: tuple[str, ...], now: datetime) -> tuple[int, ...]:
    """Counts one more try for each of them and gives its marks; empty: there were too many."""
    tx.execute(attempts.delete().where(attempts.c.at <= now - WITHIN))
    if are_too_many(tx, whose, now):
        return ()
    made = (tx.execute(attempts.insert().values(at=now, what=each).returning(attempts.c.id)).scalar_one() for each in whose)
    return tuple(made)


def strike_out(tx: Tx, marks: tuple[int, ...]) -> None:
    """It went well."""
    tx.execute(attempts.delete().where(attempts.c.id.in_(marks)))
