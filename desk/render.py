"""Pages from templates. The only jinja2 import of the desk; everything is escaped, and a forgotten value is an error."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from desk import asked_words
from desk.office import Desk
from desk.web import Answer, Ask
from store import questions, switches
from store.engine import StoreTrouble
from store.switches import PAUSED, Switch

STATIC = Path(__file__).parent / "static"
NAV = (  # path, name, and the pages that count as being there
    ("/queue", "Queue"),
    ("/today", "Today"),
    ("/cases", "Cases"),
    ("/ledger", "Ledger"),
    ("/partners", "Partners"),
    ("/outbox", "Outbox"),
    ("/audit", "Audit"),
)


def show(desk: Desk, ask: Ask, template: str, *, status: int = 200, seen: str = "", **facts: Any) -> Answer:
    """A page, or for htmx the part of it that the template's own block holds."""
    local = desk.does.zone if desk.services else _as_it_is
    waiting, paused = _standing(desk) if ask.person else (0, None)
    scheme = desk.does.scheme() if ask.person and desk.services else None
    common = {
        "ask": ask,
        "person": ask.person,
        "nav": NAV,
        "here": "/" + ask.path.split("/")[1],
        "waiting": waiting,
        "paused": paused,
        "notices": desk.notices.take(ask.person.session) if ask.person and not ask.is_fragment else (),
        "now": local(desk.now()),
        "local": local,
        "scheme_name": scheme.name if scheme else "",
        "owed_cap": scheme.policy_on(local(desk.now()).date()).owed_cap if scheme else 0,
    }
    return Answer(body=_environment().get_template(template).render(**common, **facts), status=status, seen=seen)


def _as_it_is(at: datetime) -> datetime:
    return at


def _standing(desk: Desk) -> tuple[int, Switch | None]:
    """What every page tells: how many questions are open, and whether sending is paused."""
    try:
        with desk.store.read() as tx:
            paused = switches.of(tx, PAUSED)
            return questions.count_open(tx), paused if paused and paused.on else None
    except StoreTrouble:  # the page that tells of it must come out
        return 0, None


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("desk"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["static"] = static
    made.filters |= {"day": _day, "moment": _moment, "in_words": _in_words, "homes": _homes, "plain_why": asked_words.plain}
    return made


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with its bytes so that a browser may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:16]
    return f"/static/{digest}/{name}"


def _day(day: date | datetime | None) -> Markup | str:
    """«3 Nov 2026», for programs as 2026-11-03."""
    if day is None:
        return "–"
    return Markup('<time datetime="{}">{}</time>').format(f"{day:%Y-%m-%d}", f"{day.day} {day:%b %Y}")


def _moment(at: datetime | None) -> Markup | str:
    """«3 Nov 2026, 09:15», as it is on the wall: give it a local time."""
    if at is None:
        return "–"
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), f"{at.day} {at:%b %Y}, {at:%H:%M}")


def _in_words(key: str) -> str:
    """A key as a person reads it: «awaiting_approval» → «awaiting approval»."""
    return str(key).replace("_", " ")


def _homes(count: int) -> str:
    return f"{count} home" if abs(count) == 1 else f"{count} homes"
