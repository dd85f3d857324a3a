"""A posted line that was none is taken back: the reason, what would follow, and then a second person (L4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.asked_pages import pages_for
from desk.foreseen_letters import laid_together
from desk.ledger_days import today_of
from desk.office import Desk, Refused
from desk.pot_acts import TakingBack
from desk.render import show
from desk.web import Answer, Ask, Page, go
from matching.ledger import EntryKind
from store import pot_figures
from store.asked_acts import CORRECTION
from store.pot_figures import Posting
from store.schema import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    field: str
    sentence: str


def form(desk: Desk, ask: Ask) -> Answer:
    return _form(desk, ask, _line(desk, ask.asked("line")), {"day": today_of(desk).isoformat(), "reason": ""})


def take_back(desk: Desk, ask: Ask) -> Answer:
    """First what would follow is shown; the same form with `step` «ask» then asks for it."""
    line = _line(desk, ask.said("line"))
    told = {"day": ask.said("day"), "reason": ask.said("reason")}
    day, wrong = _looked_at(line, told, today_of(desk))
    if wrong or day is None or ask.said("step") == "change":
        return _form(desk, ask, line, told, wrong)
    wanted = TakingBack(posting=line.number, day=day, reason=told["reason"])
    if ask.said("step") == "ask":
        number = desk.does.pot.ask(wanted, ask.who.name)
        desk.notices.tell(ask.who.session, "It is asked for, and nothing has changed yet: it waits for a second person.")
        return go(f"/ledger/asked/{number}")
    foreseen = desk.does.pot.foresee(wanted, ask.who.name)
    return show(
        desk, ask, "take_back_preview.html", title="What would follow", seen=_seen(line), line=line, told=told, day=day,
        foreseen=foreseen, letters=laid_together(foreseen.letters),
    )  # fmt: skip


def _form(desk: Desk, ask: Ask, line: Posting, told: dict[str, str], wrong: tuple[Wrong, ...] = ()) -> Answer:
    return show(
        desk, ask, "take_back.html", title="Take a line back", seen=_seen(line), line=line, told=told, wrong=wrong,
        at={each.field: each.sentence for each in wrong}, status=422 if wrong else 200,
    )  # fmt: skip


def _seen(line: Posting) -> str:
    return f"posting {line.number}"


def _line(desk: Desk, written: str) -> Posting:
    with desk.store.read() as tx:
        line = pot_figures.posting(tx, int(written)) if written.isdecimal() and len(written) < 10 else None
    if line is None or line.kind not in (EntryKind.POST, EntryKind.CARRY):
        raise Refused("Choose a line of the ledger: a home that was received or given, or a balance that was brought in.")
    if line.corrected_by is not None:
        raise Refused("This line was taken back already.")
    return line


def _looked_at(line: Posting, told: dict[str, str], today: date) -> tuple[date | None, tuple[Wrong, ...]]:
    wrong = []
    day: date | None = None
    try:
        day = date.fromisoformat(told["day"])
    except ValueError:
        wrong.append(Wrong(field="day", sentence="Write the day from which it is taken back, like 2026-03-31."))
    if day and day < line.day:
        wrong.append(Wrong(field="day", sentence="It cannot be taken back before the day on which it was posted."))
    if day and day > today:
        wrong.append(Wrong(field="day", sentence="This day is still to come: the ledger takes what has happened."))
    if not told["reason"]:
        wrong.append(Wrong(field="reason", sentence="Say why it is taken back. Your reason stands in the ledger for good."))
    return day, tuple(wrong)


PAGES = (
    Page(path="/ledger/take-back", handler=form, role=Role.COORDINATOR),
    Page(path="/ledger/take-back", handler=take_back, method="POST", role=Role.COORDINATOR),
    *pages_for(CORRECTION, lambda desk: desk.does.pot, "asked_correction.html"),
)
