"""A door that refused us for good is not tried again at once: hammering a sign-in locks the account (F9)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Generic, TypeVar

from ingest.mailbox import MailboxTrouble
from outbox.smtp import PostTrouble

REST = 60.0  # seconds until a person may have changed something
LONGEST_REST = 3600.0  # for one who changes nothing

Door = TypeVar("Door")


class Patient(Generic[Door]):
    """Opens a door like `opening` does; after a permanent trouble it repeats that trouble for a while without knocking.

    The while doubles with each refusal up to an hour. Several threads may stand at the door; one at a time knocks, so that
    all of them hear of its refusal before they would earn one themselves.
    """

    def __init__(
        self, opening: Callable[[], AbstractContextManager[Door]], rest: float = REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._opening, self._first_rest, self._clock = opening, rest, clock
        self._one_at_a_time = threading.Lock()
        self._trouble: MailboxTrouble | PostTrouble | None = None
        self._rest = rest
        self._shut_until = 0.0

    @contextmanager
    def __call__(self) -> Iterator[Door]:
        with ExitStack() as way_out:
            door = self._opened(way_out)
            try:
                yield door
            except (MailboxTrouble, PostTrouble) as trouble:
                self._remember(trouble)
                raise

    def _opened(self, way_out: ExitStack) -> Door:
        with self._one_at_a_time:
            if self._trouble is not None and self._clock() < self._shut_until:
                raise self._trouble.with_traceback(None)  # or it would grow with each time that it is told
            try:
                door = way_out.enter_context(self._opening())
            except (MailboxTrouble, PostTrouble) as trouble:
                self._remember(trouble)
                raise
            self._trouble, self._rest = None, self._first_rest
            return door

    def _remember(self, trouble: MailboxTrouble | PostTrouble) -> None:
        if trouble.permanent:
            self._trouble, self._shut_until = trouble, self._clock() + self._rest
            self._rest = min(self._rest * 2, max(LONGEST_REST, self._first_rest))
