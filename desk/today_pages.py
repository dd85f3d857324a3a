"""The day's page: what is due, what runs out, how things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any  # a template takes values of every type

from desk.asked_view import waiting_for
from desk.case_words import strip
from desk.day import DueLine, DueSection
from desk.office import Desk
from desk.paging import cut, pages_of, which_page
from desk.render import show
from desk.standing import standing
from desk.web import Answer, Ask, Page
from store import cases

MOST = 25  # lines of a section, where all of them are shown
A_PAGE = 100  # lines, where one is
DOORS = {"letters": ("/outbox", "Open the outbox"), "questions": ("/queue", "Open the queue")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A section with as many of its lines as are shown."""

    section: DueSection
    lines: tuple[DueLine, ...]
    count: int  # things to do, sums not counted twice
    hidden: int
    door: tuple[str, str] | None


def today_page(desk: Desk, ask: Ask) -> Answer:
    today = desk.does.zone(desk.now()).date()
    day = _day(ask.asked("day"), today)
    with desk.store.read() as tx:
        how = standing(tx, desk.now(), desk.limits)
        pieces = strip(cases.count_by_state(tx))
        asked = waiting_for(tx, ask.who.name, desk.now())
    sections = desk.does.day.due(day).sections
    facts: dict[str, Any] = {
        "day": day,
        "is_today": day == today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    one = next((each for each in sections if each.due == ask.asked("section")), None)
    if one is not None:
        page = which_page(ask, pages := pages_of(len(one.lines), A_PAGE))
        shown = _shown(one, cut(one.lines, page, A_PAGE), everything=True)
        facts |= {"shown": shown, "page": page, "pages": pages}
        return show(desk, ask, "today_section.html", title=one.heading, seen=_seen((shown,)), **facts)
    title = "Today" if day == today else "Another day"
    found = tuple(_shown(each, each.lines[:MOST]) for each in sections)
    return show(desk, ask, "today.html", title=title, how=how, pieces=pieces, sections=found, waiting_acts=asked, **facts)


def _shown(section: DueSection, lines: tuple[DueLine, ...], *, everything: bool = False) -> Shown:
    return Shown(
        section=section,
        lines=lines,
        count=sum(not line.is_more for line in section.lines),
        hidden=0 if everything else len(section.lines) - len(lines),
        door=DOORS.get(section.due),
    )


def _seen(found: tuple[Shown, ...]) -> str:
    """The list with the cases and questions that stand in it."""
    named = [name for shown in found for line in shown.lines for name in (line.question, line.reference) if name]
    return " ".join(("today", *dict.fromkeys(named)))


def _day(written: str, today: date) -> date:
    """Whatever is no day is today."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return today


PAGES = (Page(path="/today", handler=today_page),)
