"""The audit of views: who looked at which case, letter or paper (reliability §6). The same again within minutes is one line."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from desk.office import Desk
from desk.web import Person
from store import audit

AGAIN_AFTER = timedelta(minutes=10)
MOST = 5000


class _Lately:
    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], datetime] = {}
        self._turn = threading.Lock()

    def is_new(self, session: str, about: str, now: datetime) -> bool:
        with self._turn:
            last = self._seen.get((session, about))
            if last is not None and now - last < AGAIN_AFTER:
                return False
            if len(self._seen) > MOST:
                self._seen.clear()
            self._seen[session, about] = now
            return True


_LATELY = _Lately()


def note(desk: Desk, person: Person, about: str) -> None:
    """Written before the page goes out: what cannot be noted is not shown."""
    now = desk.now()
    if _LATELY.is_new(person.session, about, now):
        desk.store.write(lambda tx: audit.write(tx, now=now, who=person.name, act="saw", about=about))
