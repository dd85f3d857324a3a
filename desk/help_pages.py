"""Help: what each page is for, what to do when, and the keys."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page

WHAT_FOR = (
    ("/queue", "Queue", "What only a person can settle. Urgent questions stand on top, then whatever runs out soonest."),
    ("/today", "Today", "What is due: circulars, approvals to chase, replies to offers, requests on hold, silent landlords."),
    ("/cases", "Cases", "Every request: where it stands, what was said, who was told what, and what you may order for it."),
    ("/ledger", "Ledger", "Who owes a home and who is owed one, on any day, with the moves behind it."),
    ("/partners", "Partners", "The register: who speaks for each landlord, and who gets its letters."),
    ("/outbox", "Outbox", "Letters that wait, were held or came back. Here you can stop all letters at once."),
    ("/audit", "Audit", "Who looked at what and did what, and when."),
)


def help_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "help.html", title="Help and keys", what_for=WHAT_FOR)


PAGES = (Page(path="/help", handler=help_page),)
