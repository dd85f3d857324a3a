"""The cases, and one case's page."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def case_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Cases")


PAGES = (Page(path="/cases", handler=case_page),)
