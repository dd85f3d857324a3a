"""Who may sign in at the desk, and who is signed in now. Secrets are kept as what proves them, never as themselves."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import Role, passkeys, people, sessions

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
    how: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """By what somebody shows who she is: a hash, a sealed secret, and who she is at the provider of sign-ins."""

    password: str = field(default="", repr=False)
    totp: str = field(default="", repr=False)
    subject: str = ""


NO_PROOFS = Proofs()


def key_of(secret: str) -> str:
    """What is kept of a secret that was handed out: of 128 bits and more, so that a plain hash cannot be turned round."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add(tx: Tx, *, name: str, email: str, role: Role, by: str, now: datetime) -> None:
    """A person who may be invited to sign in. Raises ValueError with a sentence if there is one of that name or mailbox."""
    see_that_new(tx, name, email)
    tx.execute(people.insert().values(name=name, email=email.lower(), role=role, added_at=now, added_by=by))
    audit.write(tx, now=now, who=by, act=f"added to the desk as {role}", about=f"person {name}")


def see_that_new(tx: Tx, name: str, email: str) -> None:
    """Raises ValueError as above. A name stands in addresses of pages, so it is one word of a path."""
    if "/" in name:
        raise ValueError("A name has no «/» in it.")
    alike = sa.select(people.c.name).where(sa.or_(people.c.name == name, people.c.email == email.lower()))
    if (known := tx.execute(alike).scalar()) is not None:
        raise ValueError(f"{known} is known already, by that name or that mailbox.")


def find(tx: Tx, email: str) -> Account | None:
    row = tx.execute(sa.select(people).where(people.c.email == email.strip().lower())).first()
    return None if row is None else _account(row)


def named(tx: Tx, name: str) -> Account | None:
    row = tx.execute(sa.select(people).where(people.c.name == name)).first()
    return None if row is None else _account(row)


def every(tx: Tx) -> tuple[Account, ...]:
    return tuple(_account(row) for row in tx.execute(sa.select(people).order_by(people.c.name)))


def coordinators(tx: Tx) -> tuple[str, ...]:
    """Those who may decide today."""
    deciding = sa.select(people.c.name).where(people.c.role == Role.COORDINATOR, people.c.shut_at.is_(None))
    return tuple(tx.execute(deciding.order_by(people.c.name)).scalars())


def is_anybody_known(tx: Tx) -> bool:
    return tx.execute(sa.select(people.c.name).limit(1)).first() is not None


def change_role(tx: Tx, name: str, role: Role, *, by: str, now: datetime) -> None:
    """Ends her sessions: what she may do is asked anew. Raises ValueError if nobody would be left who decides."""
    account = _known(tx, name)
    if account.role is role:
        raise ValueError(f"{name} is a {role} already.")
    if account.role is Role.COORDINATOR:
        _leave_one(tx, name)
    tx.execute(people.update().where(people.c.name == name).values(role=role))
    end_all_of(tx, name, now)
    audit.write(tx, now=now, who=by, act=f"made a {role}", about=f"person {name}")


def shut_out(tx: Tx, name: str, *, by: str, now: datetime) -> None:
    """From this moment on she is not at the desk, wherever she had signed in. Raises ValueError as above."""
    account = _known(tx, name)
    if account.is_shut:
        raise ValueError(f"{name} is shut out already.")
    if account.role is Role.COORDINATOR:
        _leave_one(tx, name)
    tx.execute(people.update().where(people.c.name == name).values(shut_at=now, password="", totp="", subject=""))
    drop_passkeys(tx, name)
    end_all_of(tx, name, now)
    audit.write(tx, now=now, who=by, act="shut out", about=f"person {name}")


def let_in_again(tx: Tx, name: str, *, by: str, now: datetime) -> None:
    """She may be given a new setup link; nothing of what she once signed in with is left."""
    tx.execute(people.update().where(people.c.name == name).values(shut_at=None))
    audit.write(tx, now=now, who=by, act="let in again", about=f"person {name}")


def _known(tx: Tx, name: str) -> Account:
    if (account := named(tx, name)) is None:
        raise ValueError(f"There is nobody of the name {name} at the desk.")
    return account


def _leave_one(tx: Tx, name: str) -> None:
    if coordinators(tx) == (name,):
        raise ValueError(f"{name} is the only coordinator: nobody would be left who decides. Invite another one first.")


def _account(row: Any) -> Account:
    return Account(name=row.name, email=row.email, role=Role(row.role), is_shut=row.shut_at is not None)


# --- by what somebody shows who she is -----------------------------------------------------------------------------------


def proofs_of(tx: Tx, name: str) -> Proofs:
    row = tx.execute(sa.select(people.c.password, people.c.totp, people.c.subject).where(people.c.name == name)).one()
    return Proofs(password=row.password, totp=row.totp, subject=row.subject)


def has_set_up(tx: Tx, name: str) -> bool:
    """Whether she has anything to sign in with."""
    proofs = proofs_of(tx, name)
    if proofs.password or proofs.subject:
        return True
    return tx.execute(sa.select(passkeys.c.id).where(passkeys.c.person == name).limit(1)).first() is not None


def set_password(tx: Tx, name: str, password: str) -> None:
    """`password`: its Argon2id hash."""
    tx.execute(people.update().where(people.c.name == name).values(password=password))


def set_authenticator(tx: Tx, name: str, totp: str, step: int) -> None:
    """`totp`: its sealed secret; `step`: that of the code which showed that it works."""
    tx.execute(people.update().where(people.c.name == name).values(totp=totp, totp_last=step))


def of_subject(tx: Tx, subject: str) -> Account | None:
    """Who this is, of whom the provider of sign-ins has told before."""
    row = tx.execute(sa.select(people).where(people.c.subject == subject)).first() if subject else None
    return None if row is None else _account(row)


def bind(tx: Tx, name: str, subject: str, now: datetime) -> bool:
    """From now on the provider's word for her counts; False if she, or the word, is bound already."""
    if of_subject(tx, subject) is not None:
        return False
    unbound = people.update().where(people.c.name == name, people.c.subject == "").values(subject=subject)
    if tx.execute(unbound).rowcount == 0:
        return False
    audit.write(tx, now=now, who=name, act="bound to the organisation's sign-in", about=f"person {name}")
    return True


def drop_passkeys(tx: Tx, name: str) -> None:
    """They may be in other hands."""
    tx.execute(passkeys.delete().where(passkeys.c.person == name))


def use_step(tx: Tx, name: str, step: int) -> bool:
    """Counts the code of a step; False when it, or a newer one, has counted already: nobody signs in with a code overheard."""
    newer = people.update().where(people.c.name == name, people.c.totp_last < step).values(totp_last=step)
    return tx.execute(newer).rowcount == 1


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
    return _session(row)


def sessions_of(tx: Tx, person: str, now: datetime, *, idle: timedelta, longest: timedelta) -> tuple[Session, ...]:
    """Where she is signed in now, the newest first."""
    alive = (sessions.c.ended_at.is_(None), sessions.c.seen_at >= now - idle, sessions.c.began_at >= now - longest)
    rows = tx.execute(sa.select(sessions).where(sessions.c.person == person, *alive).order_by(sessions.c.began_at.desc()))
    return tuple(_session(row) for row in rows)


def _session(row: Any) -> Session:
    return Session(key=row.key, person=row.person, role=Role(row.role), how=row.how, began_at=row.began_at, seen_at=row.seen_at)


def is_long_unseen(tx: Tx, key: str, now: datetime) -> bool:
    seen = tx.execute(sa.select(sessions.c.seen_at).where(sessions.c.key == key)).scalar()
    return seen is not None and now - seen > TOUCHED_EVERY


def touch(tx: Tx, key: str, now: datetime) -> None:
    tx.execute(sessions.update().where(sessions.c.key == key, sessions.c.ended_at.is_(None)).values(seen_at=now))


def end(tx: Tx, key: str, now: datetime) -> None:
    """Signs out."""
    tx.execute(sessions.update().where(sessions.c.key == key, sessions.c.ended_at.is_(None)).values(ended_at=now))


def end_all_of(tx: Tx, person: str, now: datetime, *, but: str = "") -> int:
    """Every session of somebody, on whichever machine, but the one of that key. Gives how many."""
    others = (sessions.c.person == person, sessions.c.key != but, sessions.c.ended_at.is_(None))
    ends = sessions.update().where(*others).values(ended_at=now)
    return tx.execute(ends).rowcount
