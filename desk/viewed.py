"""The audit of the desk: who looked at which case, letter or paper, and that nobody does anything unnamed (reliability §6).

A line names what was seen, never a value of it: it outlives the erasure of the case. The same again within minutes is one
line; over two processes it may be two.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from desk.office import Desk
from desk.web import Person
from store import audit, audit_lines

AGAIN_AFTER = timedelta(minutes=10)
MOST = 5000  # views that are remembered; of what is forgotten a second line is written, no more
LISTS = ("queue", "outbox", "today", "cases", "search", "partners", "ledger", "audit")


class _Lately:
    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._turn = threading.Lock()

    def is_new(self, session: str, about: str, now: datetime) -> bool:
        """A clock that has gone back makes what it saw then new again."""
        with self._turn:
            last = self._seen.get((session, about))
            return last is None or not timedelta(0) <= now - last < AGAIN_AFTER

    def remember(self, session: str, about: str, now: datetime) -> None:
        with self._turn:
            self._seen[session, about] = now
            self._seen.move_to_end((session, about))
            while len(self._seen) > MOST:
                self._seen.popitem(last=False)


_LATELY = _Lately()


def note(desk: Desk, person: Person, seen: str) -> None:
    """Written before the page goes out: what cannot be noted is not shown, and is not taken for noted either."""
    now = desk.now()
    if not _LATELY.is_new(person.session, seen, now):
        return
    about, details = _named(seen)
    desk.store.write(lambda tx: audit.write(tx, now=now, who=person.name, act=audit_lines.SAW, about=about, details=details))
    _LATELY.remember(person.session, seen, now)


def _named(seen: str) -> tuple[str, str]:
    """«queue Q1 Q2» is one line about a list, and what stood in it is told behind it."""
    first, _, things = seen.partition(" ")
    return (f"{audit_lines.A_LIST}{first}", things) if first in LISTS else (seen, "")


def mark(desk: Desk) -> int:
    """Where the audit stands before an act."""
    with desk.store.read() as tx:
        return audit_lines.last_id(tx)


def note_act(desk: Desk, person: Person, path: str, since: int) -> None:
    """After an act: whoever did it stands in the audit, by the deed's own line or else by the form's address."""
    with desk.store.read() as tx:
        if audit_lines.has_written_since(tx, person.name, since):
            return
    now = desk.now()
    desk.store.write(lambda tx: audit.write(tx, now=now, who=person.name, act=audit_lines.A_FORM, about=f"page {path}"))
