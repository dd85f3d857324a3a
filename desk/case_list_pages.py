"""The cases as a list: by state, landlord, area or officer, the newest or the most pressing first; and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any  # a template takes values of every type
from urllib.parse import urlencode

from desk.case_clocks import running
from desk.case_words import GROUPS, STATES
from desk.clock_words import Clock
from desk.office import Desk
from desk.paging import cut, pages_of, which_page
from desk.render import show
from desk.web import Answer, Ask, Page, file
from matching.case import OPEN, Case, State
from scheme.agreement import Scheme
from store import cases, looking
from store.cases import CaseLine
from store.engine import Tx
from store.looking import Wanted

A_PAGE = 50
NEWEST, CLOCK = "reference", "clock"
ASKED = ("state", "landlord", "area", "home_area", "officer", "sort")
HEADS = ("reference", "state", "landlord", "bedrooms", "areas requested", "circulated on", "next clock", "clock's day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: CaseLine
    words: str  # of its state
    clock: Clock | None


def cases_page(desk: Desk, ask: Ask) -> Answer:
    scheme, today = desk.does.scheme(), _today(desk)
    wanted = _wanted(ask)
    by_clock = ask.asked("sort") == CLOCK
    with desk.store.read() as tx:
        count = looking.count(tx, wanted)
        pages = pages_of(count, A_PAGE)
        page = which_page(ask, pages)
        if by_clock:
            lines = looking.lines(tx, cut(_by_clock(desk, tx, wanted, scheme, today), page, A_PAGE))
        else:
            lines = looking.page(tx, wanted, limit=A_PAGE, offset=(page - 1) * A_PAGE)
        rows = tuple(_rows(tx, lines, scheme, today))
        landlords = looking.landlords_of_cases(tx)
    asked = {name: ask.asked(name) for name in ASKED if ask.asked(name)}
    facts: dict[str, Any] = {
        "rows": rows, "count": count, "page": page, "pages": pages, "asked": {name: ask.asked(name) for name in ASKED},
        "address": f"/cases?{urlencode(asked)}{'&' if asked else ''}",
        "csv": f"/cases.csv?{urlencode(asked)}",
        "groups": tuple((key, words) for key, (words, _) in GROUPS.items()),
        "states": tuple((state.value, words) for state, words in STATES.items()),
        "landlords": landlords,
        "areas": tuple(area.name for area in scheme.areas),
    }  # fmt: skip
    return show(desk, ask, "cases.html", title="Cases", seen=" ".join(("cases", *(line.reference for line in lines))), **facts)


def cases_file(desk: Desk, ask: Ask) -> Answer:
    """All that are asked for, page after page, as a spreadsheet takes them."""
    scheme, today = desk.does.scheme(), _today(desk)
    with desk.store.read() as tx:
        found = looking.lines(tx, looking.references(tx, _wanted(ask)))
        rows = tuple(_rows(tx, found, scheme, today))
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    for row in rows:
        line = row.line
        clock = (row.clock.says, row.clock.day.isoformat()) if row.clock else ("", "")
        said = (line.reference, row.words, line.landlord, line.bedrooms, "; ".join(line.areas), line.circulated_on or "", *clock)
        table.writerow([_harmless(str("" if each is None else each)) for each in said])
    taken = file(written.getvalue().encode("utf-8-sig"), f"cases-{today.isoformat()}.csv", "text/csv; charset=utf-8")
    return Answer(body=taken.body, kind=taken.kind, headers=taken.headers, seen=f"cases as a file, {len(rows)} of them")


def _harmless(cell: str) -> str:
    """No spreadsheet takes a name for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _today(desk: Desk) -> date:
    return desk.does.zone(desk.now()).date()


def _wanted(ask: Ask) -> Wanted:
    return Wanted(
        states=_states(ask.asked("state")),
        landlord=ask.asked("landlord"),
        area=ask.asked("area"),
        home_area=ask.asked("home_area"),
        officer=ask.asked("officer"),
    )


def _states(written: str) -> frozenset[str]:
    """A group's states, or the one that is named; empty: whichever."""
    if written in GROUPS:
        return frozenset(state.value for state in GROUPS[written][1])
    return frozenset({written}) & {state.value for state in State}


def _by_clock(desk: Desk, tx: Tx, wanted: Wanted, scheme: Scheme, today: date) -> tuple[str, ...]:
    """References, those first whose clock runs out soonest; those without one as they came, the newest first."""
    among = looking.references(tx, wanted)
    asked = frozenset(among)
    days = {case.reference: _next(case, scheme, today) for case in desk.does.day.going() if case.reference in asked}
    running_out = sorted((clock.day, reference) for reference, clock in days.items() if clock)
    first = [reference for _, reference in running_out]
    pressing = frozenset(first)
    return (*first, *(reference for reference in among if reference not in pressing))


def _next(case: Case, scheme: Scheme, today: date) -> Clock | None:
    return next(iter(running(case, scheme, today)), None)


def _rows(tx: Tx, lines: tuple[CaseLine, ...], scheme: Scheme, today: date) -> Iterable[Row]:
    whole = {case.reference: case for case in cases.named(tx, [line.reference for line in lines if State(line.state) in OPEN])}
    for line in lines:
        case = whole.get(line.reference)
        yield Row(line=line, words=STATES[State(line.state)], clock=_next(case, scheme, today) if case else None)


PAGES = (
    Page(path="/cases", handler=cases_page),
    Page(path="/cases.csv", handler=cases_file),
)
