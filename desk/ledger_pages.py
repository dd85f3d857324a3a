"""The pot: balances, statements, corrections."""

from __future__ import annotations

from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page


def ledger_page(desk: Desk, ask: Ask) -> Answer:
    return show(desk, ask, "blank.html", title="Ledger")


PAGES = (Page(path="/ledger", handler=ledger_page),)
