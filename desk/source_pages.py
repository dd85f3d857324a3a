"""The pages behind a source: the panel that is fetched while papers are opened, the pictures of pages, the original."""

from __future__ import annotations

from desk import errors
from desk.office import Desk
from desk.render import show
from desk.source import one_paper, source_of
from desk.web import Answer, Ask, Page, file
from store.schema import Role

MOST = 2**31 - 1  # that a message's number can be


def papers_page(desk: Desk, ask: Ask) -> Answer:
    """All papers of a message; with `paper`, the rest of one that is too long for the panel."""
    message = _number(ask.params["message"])
    if message is None:
        return errors.page(desk, ask, 404)
    reading = _number(ask.asked("reading"))
    number, begin = _number(ask.asked("paper")), _number(ask.asked("begin")) or 0
    found = source_of(desk, message, reading) if number is None else one_paper(desk, message, number, begin, reading)
    return show(desk, ask, "papers.html", title=f"Papers of message {message}", found=found, seen=_seen(message))


def panel(desk: Desk, ask: Ask) -> Answer:
    """The source alone, asked for by the page until it is opened."""
    message = _number(ask.params["message"])
    if message is None:
        return errors.page(desk, ask, 404)
    found = source_of(desk, message, _number(ask.asked("reading")))
    return show(desk, ask, "source_panel.html", found=found, seen=_seen(message) if found.opened else "")


def picture(desk: Desk, ask: Ask) -> Answer:
    message, paper, page = (_number(ask.params[name]) for name in ("message", "paper", "page"))
    if message is None or paper is None or page is None:
        return errors.page(desk, ask, 404)
    drawn = desk.does.papers.picture(message, paper, page)
    if drawn is None:
        return errors.page(desk, ask, 404)
    return Answer(body=drawn, kind="image/png", seen=_seen(message))


def original(desk: Desk, ask: Ask) -> Answer:
    """The sender's own bytes, to be kept under a name of ours and never shown here."""
    message = _number(ask.params["message"])
    data = None if message is None else desk.does.papers.original(message)
    if message is None or data is None:
        return errors.page(desk, ask, 404)
    taken = file(data, f"mail-{message}.eml" if _is_mail(data) else f"paper-{message}.bin", "application/octet-stream")
    return Answer(body=taken.body, kind=taken.kind, headers=taken.headers, seen=f"original of message {message}")


def _is_mail(data: bytes) -> bool:
    return b"\nfrom:" in (b"\n" + data[:65_536]).lower()


def _seen(message: int) -> str:
    return f"papers of message {message}"


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 11 and int(said) <= MOST else None


PAGES = (
    Page(path="/papers/{message}", handler=papers_page),
    Page(path="/papers/{message}/shown", handler=panel, is_quiet=True),
    Page(path="/papers/{message}/original", handler=original, role=Role.COORDINATOR),
    Page(path="/papers/{message}/{paper}/{page}.png", handler=picture, is_quiet=True),
)
