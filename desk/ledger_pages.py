"""The pot: balances, each landlord's lines, and its statement."""

from __future__ import annotations

from collections.abc import Mapping

from desk import correction_pages, statement_pages
from desk.asked_view import waiting_for
from desk.errors import page as error_page
from desk.ledger_days import day_asked, today_of
from desk.ledger_view import (
    COUNTS,
    GIVEN,
    LINES,
    RECEIVED,
    RESERVED,
    SHOWN,
    Line,
    balances_csv,
    bar_of,
    lines_of,
    of_side,
    overrides_at,
    place_of,
    pot_at,
)
from desk.office import Desk
from desk.paging import cut, pages_of, which_page
from desk.render import show
from desk.sheets import as_csv, as_file
from desk.web import Answer, Ask, Page
from matching.ledger import OPENING, Balance
from store import cases, ledger, partners, pot_figures
from store.asked_acts import CORRECTION
from store.causes import Cause, causes_of
from store.engine import Tx

A_PAGE = 50


def ledger_page(desk: Desk, ask: Ask) -> Answer:
    at, wrong = day_asked(desk, ask)
    with desk.store.read() as tx:
        pot = pot_at(tx, desk.does.scheme(), at, is_today=at == today_of(desk))
        outside, overrides = cases.moved_outside(tx, at), overrides_at(tx, at)
        merged = ledger.all_mergers(tx, at)
        waiting = waiting_for(tx, ask.who.name, desk.now(), CORRECTION)
    drawn = [row for row in pot.rows if not row.is_at_nothing]
    return show(
        desk,
        ask,
        "ledger.html",
        title="Ledger",
        seen="ledger",
        pot=pot,
        drawn=[(row, bar_of(row, pot.reach)) for row in drawn],
        zero=place_of(0, pot.reach),
        cap_at=place_of(pot.policy.owed_cap, pot.reach),
        today=today_of(desk),
        wrong=wrong,
        counts=COUNTS[pot.policy.cap_counts],
        outside=sorted(outside.items()),
        overrides=overrides,
        merged=merged,
        waiting_acts=waiting,
    )


def ledger_csv(desk: Desk, ask: Ask) -> Answer:
    at, _ = day_asked(desk, ask)
    with desk.store.read() as tx:
        pot = pot_at(tx, desk.does.scheme(), at, is_today=at == today_of(desk))
    return as_file(balances_csv(pot), f"ledger-{at}.csv", "ledger, as a file")


def landlord_page(desk: Desk, ask: Ask) -> Answer:
    at, wrong = day_asked(desk, ask)
    side = ask.asked("show") if ask.asked("show") in SHOWN else ""
    with desk.store.read() as tx:
        name = _landlord(tx, ask)
        if not name:
            return error_page(desk, ask, 404)
        every = lines_of(tx, name, at)
        lines = tuple(reversed(of_side(every, side)))
        pages = pages_of(len(lines), A_PAGE)
        page = which_page(ask, pages)
        shown = cut(lines, page, A_PAGE)
        causes = causes_of(tx, {each.posting.because for each in shown})
        stands = pot_figures.standings(tx, at).get(name, Balance())
        merged = ledger.mergers(tx, at).get(name, "")
    return show(
        desk,
        ask,
        "ledger_lines.html",
        title=name,
        seen=f"pot of {name}",
        landlord=name,
        at=at,
        today=today_of(desk),
        wrong=wrong,
        stands=stands,
        merged=merged,
        lines=shown,
        count=len(lines),
        every=len(every),
        causes=causes,
        side=side,
        sides=((RECEIVED, "received"), (GIVEN, "given"), (RESERVED, "reserved")),
        page=page,
        pages=pages,
    )


def lines_csv(desk: Desk, ask: Ask) -> Answer:
    """What the page shows, without its pages."""
    at, _ = day_asked(desk, ask)
    with desk.store.read() as tx:
        name = _landlord(tx, ask)
        if not name:
            return error_page(desk, ask, 404)
        lines = of_side(lines_of(tx, name, at), ask.asked("show"))
        causes = causes_of(tx, {each.posting.because for each in lines})
    rows = [_as_row(each, causes) for each in lines]
    return as_file(as_csv(LINES, rows), f"lines-{at}.csv", f"pot of {name}")


def _as_row(line: Line, causes: Mapping[str, Cause]) -> tuple[object, ...]:
    posting, cause = line.posting, causes[line.posting.because]
    of_what = cause.question or (f"message {cause.message}" if cause.message else cause.act)
    return (
        *(posting.number, posting.day.isoformat(), posting.reference, line.what, line.counterpart, line.homes, line.owes),
        *(posting.reason, of_what, cause.by or cause.sender),
    )


def _landlord(tx: Tx, ask: Ask) -> str:
    """The landlord of the address, if the register or the ledger knows it; else empty."""
    name = ask.params["landlord"]
    if name != OPENING and (partners.named(tx, name) or pot_figures.postings_of(tx, (name,))):
        return name
    return ""


LANDLORD = "/ledger/{landlord:path}"
PAGES = (
    Page(path="/ledger", handler=ledger_page),
    Page(path="/ledger.csv", handler=ledger_csv),
    *correction_pages.PAGES,
    Page(path=f"{LANDLORD}/lines.csv", handler=lines_csv),
    *statement_pages.PAGES,
    Page(path=LANDLORD, handler=landlord_page),
)
