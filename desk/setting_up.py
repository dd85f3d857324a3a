"""A setup link, from the first look to the first sign-in: a password, then an authenticator that shows its first code.

Until that code nothing of it counts: what was chosen rides on the ticket, so that a lost page or a closed browser leaves her
as she was, with a link that is still good.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desk import authenticator, passwords
from desk.office import Desk
from store import accounts, audit, tickets
from store.accounts import Account
from store.engine import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Whose link it is, and how far she has come: `totp` is the secret to scan, empty until a password is chosen."""

    ticket: tickets.Ticket
    account: Account
    totp: str = field(default="", repr=False)


def of(desk: Desk, secret: str) -> Setup | None:
    """None: the link was used, is too old, was replaced by a newer one, or never was."""
    with desk.store.read() as tx:
        ticket = tickets.find(tx, secret, tickets.SETUP, desk.now())
        account = accounts.named(tx, ticket.person) if ticket else None
    if ticket is None or account is None or account.is_shut:
        return None
    return Setup(ticket=ticket, account=account, totp=desk.sealer.opened(str(ticket.data.get("totp", "")), account.name))


def choose(desk: Desk, setup: Setup, password: str) -> bool:
    """Puts the password on the ticket, with a new authenticator's secret. False: the link was used meanwhile."""
    sealed = desk.sealer.seal(authenticator.new_secret(), setup.account.name)
    data = {"password": passwords.hashed(password), "totp": sealed}
    return desk.store.write(lambda tx: tickets.carry(tx, setup.ticket.key, data, desk.now()))


def finish(desk: Desk, setup: Setup, code: str) -> str:
    """The first code: from now on she signs in with what she chose. Gives her session's secret; empty: the code is wrong."""
    now, name, data = desk.now(), setup.account.name, setup.ticket.data
    step = authenticator.step_of(setup.totp, code, now)
    if step is None:
        return ""

    def count(tx: Tx) -> str:
        if not tickets.use(tx, setup.ticket.key, now):
            return ""
        tickets.void(tx, name, (*tickets.SETUP, tickets.HALF, tickets.AUTHENTICATOR), now)
        accounts.set_password(tx, name, data["password"])
        accounts.set_authenticator(tx, name, data["totp"], step)
        if setup.ticket.kind == tickets.RECOVERY:
            accounts.drop_passkeys(tx, name)
        accounts.end_all_of(tx, name, now)
        audit.write(tx, now=now, who=name, act="set up how she signs in", about=f"person {name}")
        return accounts.begin(tx, name, "password", now)

    return desk.store.write(count)
