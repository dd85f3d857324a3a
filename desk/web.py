"""What comes to the desk and what goes back, as values of our own: pages are functions from the one to the other.

The web library stays behind its door (desk/app.py). A page is a row of a table: its path, its method, who may see it, its
function. The tests of missing sessions, wrong roles and missing tokens walk over that table.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlencode

from store.schema import Role

if TYPE_CHECKING:
    from desk.office import Desk

SESSION = "__Host-desk"  # the cookie of whoever is signed in
ORDINARY = 1024 * 1024  # octets that the body of a request may have
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is signed in."""

    name: str
    role: Role
    session: str  # the key of her session

    @property
    def decides(self) -> bool:
        return self.role is Role.COORDINATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    name: str  # as the browser says: never used as a path
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `form` and `query` hold every value of a name, in their order."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)  # it may hold a password
    files: tuple[Upload, ...] = ()
    person: Person | None = None
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)  # of the session's cookie, or of the one that an open page gave; never shown
    address: str = ""  # where it comes from on the network
    home: str = ""  # how the browser calls the desk: "https://desk.example"
    is_fragment: bool = False  # htmx asks for a part of a page

    @property
    def who(self) -> Person:
        assert self.person is not None, "only a page that is open to all may have nobody before it"
        return self.person

    @property
    def token(self) -> str:
        """What a form must bring back, so that no other site can post in her name."""
        return token_of(self.secret)

    def said(self, name: str) -> str:
        """The last value of a form's field, without blanks around it; empty if there is none."""
        return self.form.get(name, ("",))[-1].strip()

    def as_typed(self, name: str) -> str:
        """The same with its blanks: a password may begin or end with one."""
        return self.form.get(name, ("",))[-1]

    def asked(self, name: str) -> str:
        """The same of the address's own fields."""
        return self.query.get(name, ("",))[-1].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """Always HttpOnly, Secure, SameSite=Strict and of this host alone (`__Host-`); an empty value takes it away.

    `lax` is for the way back from a provider of sign-ins, which comes from another site.
    """

    name: str
    value: str = ""
    lax: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[Cookie, ...] = ()
    seen: str = ""  # what of a case was shown, for the audit of views: "case ARC-01-26", "question Q12", "letter …"

    def with_cookies(self, *more: Cookie) -> Answer:
        return replace(self, cookies=(*self.cookies, *more))


Handler: TypeAlias = Callable[["Desk", Ask], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A row of the table. `role` is the least that may see it; None: open to all, before any sign-in."""

    path: str  # "/questions/{id}"
    handler: Handler
    method: str = "GET"
    role: Role | None = Role.READER
    is_quiet: bool = False  # asked by the page itself and not by a person: it keeps no session alive
    biggest: int = ORDINARY  # octets of a body


def token_of(secret: str) -> str:
    return hmac.new(b"form token", secret.encode(), hashlib.sha256).hexdigest()


def go(path: str, **query: str) -> Answer:
    """See another page (303): what a browser does after a form was taken. A name in the path may hold any sign."""
    safe = quote(path, safe="/?#%=&+,:;@!$'()*[]~")
    return Answer(status=303, headers={"Location": f"{safe}?{urlencode(query)}" if query else safe})


def file(data: bytes, name: str, kind: str) -> Answer:
    """A file to be kept, under a name of ours."""
    assert name.isascii(), "names of files are ours"
    assert '"' not in name, "names of files are ours"
    return Answer(body=data, kind=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
