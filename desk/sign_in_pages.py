"""Coming in and going out."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Cookie, Page, go
from store import accounts


def home(_desk: Desk, _ask: Ask) -> Answer:
    return go("/queue")


def sign_in_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Sign in")


def sign_out(desk: Desk, ask: Ask) -> Answer:
    desk.store.write(lambda tx: accounts.end(tx, ask.who.session, desk.now()))
    return Answer(status=303, headers={"Location": "/sign-in"}, cookies=(Cookie(name="__Host-desk"),))


PAGES = (
    Page(path="/", handler=home),
    Page(path="/sign-in", handler=sign_in_page, role=None),
    Page(path="/sign-out", handler=sign_out, method="POST"),
)
