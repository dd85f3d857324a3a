"""Who saw and did what, when."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def audit_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Audit")


PAGES = (Page(path="/audit", handler=audit_page),)
