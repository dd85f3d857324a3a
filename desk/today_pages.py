"""The day's page, and the search."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def today_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Today")


PAGES = (Page(path="/today", handler=today_page),)
