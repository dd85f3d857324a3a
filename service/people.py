"""Who may sign in at the desk, from the shell: the first coordinator, and whatever one person alone may not do at the desk.

A setup link is printed once, and kept nowhere: whoever has it chooses the password.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from service.config import DeskSection, WrongUsage
from store import accounts, tickets
from store.engine import Store, Tx
from store.schema import Role


def listed(store: Store, now: datetime) -> list[dict[str, Any]]:
    with store.read() as tx:
        links = tickets.open_of(tx, tickets.SETUP, now)
        return [
            {
                "name": each.name,
                "email": each.email,
                "role": each.role.value,
                "state": tickets.standing(tx, each, now),
                "link_until": links[each.name].isoformat() if each.name in links else None,
            }
            for each in accounts.every(tx)
        ]


def invite(store: Store, desk: DeskSection, name: str, email: str, role: str, by: str, now: datetime) -> str:
    """The link of somebody new; or a new link of somebody known, who has lost what she signs in with. Returns what to print."""
    name = " ".join(name.split())

    def hand_out(tx: Tx) -> str:
        known = accounts.named(tx, name)
        if known is None:
            _add(tx, name, email, role, by, now)
        elif (email and email.lower() != known.email) or (role and role != known.role):
            raise WrongUsage(
                f"{name} is known already, as {known.email}, {known.role}. For a new link give the name alone; «reciprocal "
                "people role» changes what somebody may do."
            )
        elif known.is_shut:
            accounts.let_in_again(tx, name, by=by, now=now)
        return tickets.setup(tx, name, kind=tickets.RECOVERY if known else tickets.INVITATION, by=by, now=now)

    secret = store.write(hand_out)
    return (
        f"{name} opens this link, once and within 24 hours, and chooses her password there:\n{address_of(desk)}/setup/{secret}\n"
        "Give it to nobody else, and not in a mail that others read: whoever opens it first signs in under that name."
    )


def _add(tx: Tx, name: str, email: str, role: str, by: str, now: datetime) -> None:
    if not name:
        raise WrongUsage("Say who: reciprocal people invite NAME --email MAILBOX --role coordinator.")
    if not email or parseaddr(email)[1] != email or "@" not in email:
        raise WrongUsage(f"Nobody of the name {name} is known yet: say the mailbox that she signs in with, --email MAILBOX.")
    if role not in set(Role):
        raise WrongUsage(f"Say what {name} may do: --role coordinator, or --role reader for one who only looks.")
    accounts.add(tx, name=name, email=email, role=Role(role), by=by, now=now)


def shut(store: Store, name: str, by: str, now: datetime) -> str:
    store.write(lambda tx: accounts.shut_out(tx, name, by=by, now=now))
    return (
        f"{name} is shut out: signed out everywhere, and nothing she had signs her in any more. «reciprocal people invite» lets "
        "her in again."
    )


def change_role(store: Store, name: str, role: str, by: str, now: datetime) -> str:
    if role not in set(Role):
        raise WrongUsage(f"«{role}» is no role: it may be {' or '.join(Role)}.")
    store.write(lambda tx: accounts.change_role(tx, name, Role(role), by=by, now=now))
    return f"{name} is a {role} from now on, and signs in anew."


def address_of(desk: DeskSection) -> str:
    """How the desk is called in a link."""
    host = f"[{desk.host}]" if ":" in desk.host else desk.host
    return desk.address.rstrip("/") or f"http://{host}:{desk.port}"
