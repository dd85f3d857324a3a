"""A door that refused us for good is not tried again at once: hammering a sign-in locks the account (F9)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Generic, TypeVar

from ingest.mailbox import MailboxTrouble
from outbox.smtp import PostTrouble

REST = 60.0  # seconds until a person may have changed something

Door = TypeVar("Door")


class Patient(Generic[Door]):
    """Opens a door like `opening` does; after a permanent trouble it repeats that trouble for a while without knocking."""

    def __init__(
        self, opening: Callable[[], AbstractContextManager[Door]], rest: float = REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._opening, self._rest, self._clock = opening, rest, clock
        self._trouble: MailboxTrouble | PostTrouble | None = None
        self._shut_until = 0.0

    @contextmanager
    def __call__(self) -> Iterator[Door]:
        if self._trouble is not None and self._clock() < self._shut_until:
            raise self._trouble
        try:
            with self._opening() as door:
                self._trouble = None
                yield door
        except (MailboxTrouble, PostTrouble) as trouble:
            if trouble.permanent:
                self._trouble, self._shut_until = trouble, self._clock() + self._rest
            raise
