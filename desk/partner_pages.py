"""The register of partners."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def partner_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Partners")


PAGES = (Page(path="/partners", handler=partner_page),)
