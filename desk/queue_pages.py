"""The queue of open questions, and one question's page."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def queue_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Queue")


PAGES = (Page(path="/queue", handler=queue_page),)
