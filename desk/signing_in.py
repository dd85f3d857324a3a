"""Whether somebody is who she says: the password, then the code. Every failure costs the same time and has the same words.

A try is counted for the account and for the address before anything is looked at. Of a mailbox that nobody has, a password is
weighed as well, so that neither the words nor the clock tell who is known here (reliability §6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from desk import authenticator, passwords
from desk.office import Desk
from store import accounts, attempts, audit, tickets
from store.accounts import NO_PROOFS
from store.engine import Tx

WRONG = "We could not sign you in with that mailbox and password. Check both, and that Caps Lock is off."
WRONG_CODE = "That code is not the one we expect. Wait for your app's next code and type that one: each counts once."
WRONG_PASSWORD = "That is not your password. Check that Caps Lock is off."  # noqa: S105 - a sentence
TOO_MANY = "There were too many tries. Wait a quarter of an hour, then try again."
LOST = (
    "Your authenticator app cannot be checked any more: the desk's key has changed. Ask a coordinator, or whoever looks after "
    "the program, for a new setup link."
)
HALF_LASTS = timedelta(minutes=5)


class NotIn(Exception):
    """She does not come in: a sentence for whoever stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A try that is counted already; `marks` are struck out when it goes well."""

    email: str
    marks: tuple[int, ...]


def trial(desk: Desk, email: str, address: str) -> Trial:
    """Counts a try. Raises NotIn when there were too many, of this account or from this address."""
    whose, now = (attempts.of_account(email), attempts.of_address(address)), desk.now()
    with desk.store.read() as tx:
        stopped = attempts.are_too_many(tx, whose, now)
    marks = () if stopped else desk.store.write(lambda tx: attempts.begin(tx, whose, now))
    if not marks:
        raise NotIn(TOO_MANY)
    return Trial(email=email, marks=marks)


def by_password(desk: Desk, tried: Trial, password: str, to: str) -> str:
    """Gives the secret of a ticket for the code that must follow. Raises NotIn."""
    with desk.store.read() as tx:
        account = accounts.find(tx, tried.email)
        proofs = accounts.proofs_of(tx, account.name) if account else NO_PROOFS
    if not passwords.fits(proofs.password, password) or account is None or account.is_shut:
        _note_failure(desk, account.name if account else "somebody unknown", "a password that is wrong")
        raise NotIn(WRONG)
    if not desk.sealer.opened(proofs.totp, account.name):
        raise NotIn(LOST)
    fresh = passwords.hashed(password) if passwords.is_out_of_date(proofs.password) else ""
    now = desk.now()

    def go_on(tx: Tx) -> str:
        attempts.strike_out(tx, tried.marks)
        if fresh:
            accounts.set_password(tx, account.name, fresh)
        return tickets.make(tx, kind=tickets.HALF, person=account.name, data={"to": to}, until=now + HALF_LASTS, now=now)

    return desk.store.write(go_on)


def half_in(desk: Desk, secret: str) -> tickets.Ticket | None:
    """Whoever has shown her password a moment ago, and not yet her code."""
    with desk.store.read() as tx:
        return tickets.find(tx, secret, (tickets.HALF,), desk.now()) if secret else None


def by_code(desk: Desk, half: tickets.Ticket, code: str, address: str) -> str:
    """Gives the secret of her new session. Raises NotIn."""
    with desk.store.read() as tx:
        account = accounts.named(tx, half.person)
        proofs = accounts.proofs_of(tx, half.person)
    assert account is not None, "people are never deleted"
    tried = trial(desk, account.email, address)
    secret = desk.sealer.opened(proofs.totp, account.name)
    now = desk.now()
    step = authenticator.step_of(secret, code, now) if secret else None

    def come_in(tx: Tx) -> str:
        person = accounts.named(tx, half.person)
        if step is None or person is None or person.is_shut or not accounts.use_step(tx, half.person, step):
            audit.write(tx, now=now, who=half.person, act="was not let in: a code that is wrong", about=f"person {half.person}")
            return ""
        if not tickets.use(tx, half.key, now):
            return ""
        attempts.strike_out(tx, tried.marks)
        return accounts.begin(tx, half.person, "password", now)

    if not (session := desk.store.write(come_in)):
        raise NotIn(WRONG_CODE)
    return session


def again(desk: Desk, name: str, password: str, address: str) -> None:
    """Somebody who is signed in shows her password once more, before she changes how she signs in. Raises NotIn."""
    with desk.store.read() as tx:
        account = accounts.named(tx, name)
        proofs = accounts.proofs_of(tx, name)
    assert account is not None, "whoever is signed in is known"
    tried = trial(desk, account.email, address)
    if not passwords.fits(proofs.password, password):
        _note_failure(desk, name, "a password that is wrong, asked for again")
        raise NotIn(WRONG_PASSWORD)
    desk.store.write(lambda tx: attempts.strike_out(tx, tried.marks))


def _note_failure(desk: Desk, name: str, why: str) -> None:
    """Of somebody unknown as well: else the time that this takes would tell who is known."""
    desk.store.write(lambda tx: audit.write(tx, now=desk.now(), who=name, act=f"was not let in: {why}", about=f"person {name}"))
