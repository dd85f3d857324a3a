"""Days and quarters of the ledger's pages: which one is asked for, and between which a statement may lie."""

from __future__ import annotations

import re
from datetime import date, timedelta

from desk.office import Desk
from desk.web import Ask

QUARTER = re.compile(r"(20\d\d) Q([1-4])")


def today_of(desk: Desk) -> date:
    return desk.does.zone(desk.now()).date()


def day_asked(desk: Desk, ask: Ask) -> tuple[date, str]:
    """The day that is asked for, and what is wrong with it; today, if none is or it cannot be."""
    today, written = today_of(desk), ask.asked("at")
    if not written:
        return today, ""
    try:
        at = date.fromisoformat(written)
    except ValueError:
        return today, "This is no day. Write it like 2026-03-31, or choose it."
    return (today, "This day is still to come: the ledger knows what has happened.") if at > today else (at, "")


def period_asked(desk: Desk, ask: Ask) -> tuple[date, str, str]:
    """Up to a quarter's end or today, from a quarter: never from a day, from which a move's day could be told (D11)."""
    at, wrong = day_asked(desk, ask)
    since = ask.asked("since")
    if since and not QUARTER.fullmatch(since):
        return at, "", "Choose the quarter with which the statement begins."
    if at != today_of(desk) and (at + timedelta(days=1)).day != 1:
        return today_of(desk), since, "A statement ends today, or with a quarter: so nobody can tell the day of a move from it."
    return at, since, wrong


def quarters(first: date, today: date) -> list[str]:
    """The quarters since its first line, the newest first."""
    number = today.year * 4 + (today.month - 1) // 3
    oldest = first.year * 4 + (first.month - 1) // 3
    return [f"{each // 4} Q{each % 4 + 1}" for each in range(number, oldest - 1, -1)]


def ends(first: date, today: date) -> list[tuple[date, str]]:
    """The days with which quarters ended."""
    return [(_end_of(each), each) for each in quarters(first, today) if _end_of(each) < today]


def _end_of(quarter: str) -> date:
    found = QUARTER.fullmatch(quarter)
    assert found is not None, "a quarter of ours"
    months = int(found[1]) * 12 + int(found[2]) * 3
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
