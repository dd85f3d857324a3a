"""Who may sign in at the desk, and who is signed in now. Secrets are kept as what proves them, never as themselves."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import Role, people, sessions

TOUCHED_EVERY = timedelta(minutes=1)  # a session's clock is written no more often than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    name: str
    email: str
    role: Role
    is_shut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    key: str
    person: str
    role: Role
    seen_at: datetime


def key_of(secret: str) -> str:
    """What is kept of a secret that was handed out: of 128 bits and more, so that a plain hash cannot be turned round."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add(tx: Tx, *, name: str, email: str, role: Role, by: str, now: datetime) -> None:
    """A person who may be invited to sign in. Raises ValueError with a sentence if there is one of that name or mailbox."""
    alike = sa.select(people.c.name).where(sa.or_(people.c.name == name, people.c.email == email.lower()))
    if (known := tx.execute(alike).scalar()) is not None:
        raise ValueError(f"{known} is known already, by that name or that mailbox.")
    tx.execute(people.insert().values(name=name, email=email.lower(), role=role, added_at=now, added_by=by))
    audit.write(tx, now=now, who=by, act=f"added to the desk as {role}", about=f"person {name}")


def find(tx: Tx, email: str) -> Account | None:
    row = tx.execute(sa.select(people).where(people.c.email == email.strip().lower())).first()
    return None if row is None else _account(row)


def named(tx: Tx, name: str) -> Account | None:
    row = tx.execute(sa.select(people).where(people.c.name == name)).first()
    return None if row is None else _account(row)


def every(tx: Tx) -> tuple[Account, ...]:
    return tuple(_account(row) for row in tx.execute(sa.select(people).order_by(people.c.name)))


def _account(row: Any) -> Account:
    return Account(name=row.name, email=row.email, role=Role(row.role), is_shut=row.shut_at is not None)


# --- sessions ---------------------------------------------------------------------------------------------------------


def begin(tx: Tx, person: str, how: str, now: datetime) -> str:
    """Signs somebody in; gives the secret for her cookie, which is new with each sign-in."""
    account = named(tx, person)
    assert account is not None, "whoever signs in is known"
    assert not account.is_shut, "whoever is shut out does not come so far"
    secret = secrets.token_urlsafe(32)
    tx.execute(
        sessions.insert().values(
            key=key_of(secret), person=person, role=account.role, how=how, began_at=now, seen_at=now, ended_at=None
        )
    )
    audit.write(tx, now=now, who=person, act=f"signed in by {how}", about=f"person {person}")
    return secret


def session_of(tx: Tx, secret: str, now: datetime, *, idle: timedelta, longest: timedelta) -> Session | None:
    """The session that a cookie's secret opens; None if there is none, or it has ended, or its person or role has changed."""
    found = sa.select(sessions, people.c.role.label("role_now"), people.c.shut_at).join(
        people, people.c.name == sessions.c.person
    )
    row = tx.execute(found.where(sessions.c.key == key_of(secret), sessions.c.ended_at.is_(None))).first()
    if row is None or row.shut_at is not None or row.role != row.role_now:
        return None
    if now - row.seen_at > idle or now - row.began_at > longest:
        return None
    return Session(key=row.key, person=row.person, role=Role(row.role), seen_at=row.seen_at)


def touch(tx: Tx, key: str, now: datetime) -> None:
    tx.execute(sessions.update().where(sessions.c.key == key, sessions.c.ended_at.is_(None)).values(seen_at=now))


def end(tx: Tx, key: str, now: datetime) -> None:
    """Signs out."""
    tx.execute(sessions.update().where(sessions.c.key == key, sessions.c.ended_at.is_(None)).values(ended_at=now))


def end_all_of(tx: Tx, person: str, now: datetime) -> int:
    """Every session of somebody, on whichever machine. Gives how many."""
    ends = sessions.update().where(sessions.c.person == person, sessions.c.ended_at.is_(None)).values(ended_at=now)
    return tx.execute(ends).rowcount
