"""A landlord's statement, as it may be given to it: on a page, on paper, for a spreadsheet (R054, D11)."""

from __future__ import annotations

from datetime import date

from desk.ledger_days import ends, period_asked, quarters, today_of
from desk.office import Desk
from desk.render import show
from desk.sheets import as_file
from desk.web import Answer, Ask, Page
from store import pot_figures


def statement_page(desk: Desk, ask: Ask) -> Answer:
    return _statement(desk, ask, "statement.html")


def statement_print(desk: Desk, ask: Ask) -> Answer:
    """The same with nothing around it, as it goes on paper."""
    return _statement(desk, ask, "statement_print.html")


def _statement(desk: Desk, ask: Ask, template: str) -> Answer:
    at, since, wrong = period_asked(desk, ask)
    found = desk.does.pot.statement(ask.params["landlord"], at, since)
    first = _first_day(desk, found.landlord) or at
    return show(
        desk,
        ask,
        template,
        title=f"Statement of {found.landlord}",
        seen=f"statement of {found.landlord}",
        landlord=found.landlord,
        found=found,
        wrong=wrong,
        today=today_of(desk),
        quarters=quarters(first, today_of(desk)),
        ends=ends(first, today_of(desk)),
    )


def statement_csv(desk: Desk, ask: Ask) -> Answer:
    at, since, _ = period_asked(desk, ask)
    found = desk.does.pot.statement(ask.params["landlord"], at, since)
    return as_file(found.csv, f"statement-{at}.csv", f"statement of {found.landlord}")


def _first_day(desk: Desk, landlord: str) -> date | None:
    with desk.store.read() as tx:
        return next((each.day for each in pot_figures.postings_of(tx, (landlord,))), None)


STATEMENT = "/ledger/{landlord:path}/statement"
PAGES = (
    Page(path=STATEMENT, handler=statement_page),
    Page(path=f"{STATEMENT}/print", handler=statement_print),
    Page(path=f"{STATEMENT}.csv", handler=statement_csv),
)
