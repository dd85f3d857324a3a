"""The queue of open questions: oldest duty first, each a sentence with its clock and its case."""

from __future__ import annotations

from markupsafe import Markup

from desk.clock_words import since
from desk.office import Desk
from desk.queue_list import Sifted, done_today, queue
from desk.render import show
from desk.web import Answer, Ask, Page
from store import questions

OPENED_BEFORE = 8  # questions whose papers are opened while she still looks at the list


def queue_page(desk: Desk, ask: Ask) -> Answer:
    sifted = Sifted(
        kind=ask.asked("kind"),
        landlord=ask.asked("landlord"),
        urgent=ask.asked("urgent") == "yes",
        caseless=ask.asked("caseless") == "yes",
    )
    page = ask.asked("page")
    with desk.store.read() as tx:
        found = queue(tx, desk, sifted, int(page) if page.isdecimal() and len(page) < 6 else 1)
        done = done_today(tx, desk)
    desk.does.papers.warm([row.message for row in found.rows[:OPENED_BEFORE] if row.message is not None])
    now = desk.does.zone(desk.now())
    return show(
        desk,
        ask,
        "queue.html",
        title="Queue",
        queue=found,
        sifted=sifted,
        done=done,
        may_take_back=lambda each: ask.who.decides and each.until is not None and each.until > desk.now(),
        since=lambda then: since(desk.does.zone(then), now),
        seen=f"queue {' '.join(row.id for row in found.rows)}" if found.rows else "",
    )


def count(desk: Desk, _ask: Ask) -> Answer:
    """The number in the navigation, asked for by the page itself."""
    with desk.store.read() as tx:
        waiting = questions.count_open(tx)
    words = Markup('<span class="count">{}<span class="unseen"> open questions</span></span>').format(waiting)
    return Answer(body=str(words) if waiting else "")


PAGES = (
    Page(path="/queue", handler=queue_page),
    Page(path="/queue/count", handler=count, is_quiet=True),
)
