"""Threads that take turns: one baton, and only who holds it runs. So one seed gives one course of events.

The world hands the baton to an actor; the actor hands it back at its next point. An actor that is to die raises Killed at
its point, which no `except Exception` of the product catches, just as no program catches kill -9.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

PATIENCE = 120.0  # real seconds until an actor that never comes to a point counts as stuck


class Killed(BaseException):
    """kill -9, as a thread can be told of it."""


class Stuck(Exception):
    """An actor did not come to its next point: a real wait or an endless loop in the product."""


class Actor:
    """One thread of one process of the world."""

    BEGINNING = "its beginning"

    def __init__(self, name: str, body: Callable[[], None]) -> None:
        self.name = name
        self.at = self.BEGINNING  # the point at which it waits for the baton
        self.asleep_until = 0.0  # monotonic seconds of the world's clock
        self.ended = False
        self.error: Exception | None = None  # what it ended with; None for an orderly end and for kill -9
        self._doomed = False
        self._body = body
        self._mine, self._worlds = threading.Lock(), threading.Lock()  # each is let go by the other side
        self._mine.acquire()
        self._worlds.acquire()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """The world hands over the baton, and has it back when this returns."""
        self._mine.release()
        if not self._worlds.acquire(timeout=PATIENCE):
            raise Stuck(f"{self.name} went on from {self.at} and never came back.")

    def pause(self, at: str) -> None:
        """The actor hands the baton back; Killed if it gets it again only to die."""
        self.at = at
        self._worlds.release()
        self._mine.acquire()
        if self._doomed:
            raise Killed

    def kill(self) -> None:
        """The world lets it die where it stands."""
        if not self.ended:
            self._doomed = True
            self.go_on()
            self._thread.join()

    def is_me(self) -> bool:
        return threading.current_thread() is self._thread

    def _run(self) -> None:
        self._mine.acquire()
        try:
            if not self._doomed:
                self._body()
        except Killed:
            pass
        except Exception as error:  # noqa: BLE001 - the world reports it as a daemon that died of something but a kill
            self.error = error
        finally:
            self.ended = True
            self._worlds.release()
