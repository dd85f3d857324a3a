"""Somebody's telephone and memory: what she signs in with at the desk, set up through its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pyotp

from store import tickets
from tests.support.sitting import Reply, Sitting, Visitor

PASSWORD = "green lamps over the harbour"


def setup_link(desk: Sitting, name: str, kind: str = tickets.INVITATION) -> str:
    """A path, as the shell or two coordinators would give it out."""
    now = desk.desk.now()
    until = now + tickets.SETUP_LASTS
    secret = desk.desk.store.write(lambda tx: tickets.make(tx, kind=kind, person=name, until=until, now=now))
    return f"/setup/{secret}"


@dataclass(frozen=True, kw_only=True)
class Keyring:
    desk: Sitting
    email: str
    key: str  # of the authenticator, in base 32

    def code(self, steps: int = 0) -> str:
        """As the telephone shows it, so many half minutes from now."""
        return pyotp.TOTP(self.key).at(self.desk.desk.now() + timedelta(seconds=30 * steps))

    def wrong_code(self) -> str:
        return next(each for each in ("000000", "111111", "222222", "333333") if each not in map(self.code, (-1, 0, 1)))

    def show_password(self, at: Visitor, password: str = PASSWORD, **query: str) -> Reply:
        at.get("/sign-in")
        return at.post("/sign-in", [("email", self.email), ("password", password), *query.items()])


def key_on(page: Reply) -> str:
    """The key that the page shows for typing."""
    found = re.search(r'class="key"><code>([A-Z2-7 ]+)</code>', page.text)
    assert found, page.words
    return found[1].replace(" ", "")


def set_up(desk: Sitting, name: str, kind: str = tickets.INVITATION) -> tuple[Keyring, Visitor]:
    """She opens her link, chooses a password, scans the picture and shows the code of half a minute ago."""
    at, link = desk.stranger(), setup_link(desk, name, kind)
    at.get(link)
    at.post(link, [("step", "password"), ("password", PASSWORD), ("again", PASSWORD)])
    email = f"{name.lower().replace(' ', '.')}@reciprocal.example"
    keyring = Keyring(desk=desk, email=email, key=key_on(at.get(link)))
    assert at.post(link, [("step", "code"), ("code", keyring.code(-1))]).goes_to == "/welcome"
    return keyring, at
