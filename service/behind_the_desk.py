"""What the service needs to do for the desk what only it can: the line, a reading room, the clock on the wall."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from outbox.journal import Journal
from scheme.agreement import Scheme
from service.line import Line
from service.reading_room import ReadingRoom
from service.working_days import Place
from store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """`line`: today's, with the register's names laid over; the desk opens neither its mailbox nor its post."""

    store: Store
    line: Callable[[], Line]
    open_room: Callable[[Scheme], AbstractContextManager[ReadingRoom]]
    now: Callable[[], datetime]
    journal: Journal
    place: Place = Place()
    done_folder: str = ""
    undo: timedelta = timedelta(seconds=20)  # so long may what is said at the desk be taken back

    def scheme(self) -> Scheme:
        return self.line().scheme
