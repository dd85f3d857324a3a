"""The letters: waiting, held, uncertain, refused, sent."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def outbox_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Outbox")


PAGES = (Page(path="/outbox", handler=outbox_page),)
