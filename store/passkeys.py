"""Passkeys: the public half of each, whose it is, and how often it was used. The private half never leaves her device."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import insert_new, keys, passkeys

HANDLES = "passkey handles"
MOST = 10  # of one person


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    id: str  # base64url, as the device made it
    person: str
    public_key: str  # base64url
    counter: int  # 0: a device that does not count
    label: str  # her own name for it
    added_at: datetime
    used_at: datetime | None


def handle_of(tx: Tx, person: str) -> bytes:
    """Who she is to her device: always the same, and no name that somebody who holds the device could read.

    The first one makes the store's own secret for it, so it needs a writing transaction.
    """
    key = _key(tx)
    if not key:
        insert_new(tx, keys, name=HANDLES, value=secrets.token_hex(32))
        key = _key(tx)
    return hmac.new(bytes.fromhex(key), person.encode(), hashlib.sha256).digest()


def _key(tx: Tx) -> str:
    return str(tx.execute(sa.select(keys.c.value).where(keys.c.name == HANDLES)).scalar() or "")


def add(tx: Tx, *, person: str, id: str, public_key: str, counter: int, label: str, now: datetime) -> bool:  # noqa: A002 - its name
    """False if a passkey of that id is known, whoever's it is: one that is registered twice is nobody's surely."""
    values = {"person": person, "public_key": public_key, "counter": counter, "label": label, "added_at": now, "used_at": None}
    if not insert_new(tx, passkeys, id=id, **values):
        return False
    audit.write(tx, now=now, who=person, act="added a passkey", about=f"person {person}")
    return True


def of(tx: Tx, person: str) -> tuple[Passkey, ...]:
    """Hers, in the order in which she added them."""
    hers = sa.select(passkeys).where(passkeys.c.person == person).order_by(passkeys.c.added_at, passkeys.c.id)
    return tuple(_passkey(row) for row in tx.execute(hers))


def are_there_any(tx: Tx) -> bool:
    return tx.execute(sa.select(passkeys.c.id).limit(1)).first() is not None


def find(tx: Tx, id: str) -> Passkey | None:  # noqa: A002 - its name
    row = tx.execute(sa.select(passkeys).where(passkeys.c.id == id)).first()
    return None if row is None else _passkey(row)


def count_use(tx: Tx, id: str, counter: int, now: datetime) -> bool:  # noqa: A002 - its name
    """Writes down a use; False where its counter has not gone on: then there are two of what should be one device."""
    goes_on = sa.true() if counter == 0 else passkeys.c.counter < counter
    never_counted = passkeys.c.counter == 0 if counter == 0 else sa.true()
    used = passkeys.update().where(passkeys.c.id == id, goes_on, never_counted).values(counter=counter, used_at=now)
    return tx.execute(used).rowcount == 1


def remove(tx: Tx, person: str, id: str, now: datetime) -> bool:  # noqa: A002 - its name
    """False if she has no such passkey (any more)."""
    if tx.execute(passkeys.delete().where(passkeys.c.id == id, passkeys.c.person == person)).rowcount == 0:
        return False
    audit.write(tx, now=now, who=person, act="removed a passkey", about=f"person {person}")
    return True


def _passkey(row: Any) -> Passkey:  # Any: a row of SQLAlchemy
    return Passkey(
        id=row.id,
        person=row.person,
        public_key=row.public_key,
        counter=row.counter,
        label=row.label,
        added_at=row.added_at,
        used_at=row.used_at,
    )
