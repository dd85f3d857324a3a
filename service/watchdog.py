"""The watchdog: whoever works says on the steady clock until when it will be heard of again, and is shaken if it is not (F4).

First the connection of the silent one is shut from outside, which ends every wait for a server. If that does not help, the
process ends at once: killed anywhere it loses nothing, and whoever supervises it (systemd, a container) starts it anew.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

log = logging.getLogger("reciprocal")

HUNG = 75  # the exit status: a passing failure (EX_TEMPFAIL)
GRACE = 60.0  # seconds after the shaking


class Pulse:
    """One worker's word until when it will be heard of again, and the door that it holds open meanwhile."""

    def __init__(self, name: str, at_least: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        """`at_least`: no promise is shorter than so many seconds."""
        self.name = name
        self.shaken_at: float | None = None
        self._at_least, self._clock = at_least, clock
        self._due: float | None = None  # None: at rest, nothing is expected
        self._door: object = None

    def within(self, seconds: float) -> None:
        """I shall be heard of again within so many seconds."""
        self._due, self.shaken_at = self._clock() + max(seconds, self._at_least), None

    def rest(self) -> None:
        """Nothing is in hand."""
        self._due, self.shaken_at = None, None

    def opened(self, door: object) -> None:
        """What is to be shut when nothing is heard: a Mailbox, a Post. None: nothing is open any more."""
        self._door = door

    @property
    def works(self) -> bool:
        return self._due is not None

    def is_late(self) -> bool:
        due = self._due
        return due is not None and self._clock() > due

    def shut_the_door(self) -> None:
        """From another thread: ends whatever waits for a server. Does nothing where no door is open."""
        hang_up = getattr(self._door, "hang_up", None)
        if hang_up is not None:
            with suppress(Exception):  # it is told to do its best, and what comes next does not rest on it
                hang_up()


class Watchdog:
    """Looks at all pulses; `end` is what it does to a process that cannot be saved."""

    def __init__(
        self,
        pulses: Sequence[Pulse],
        *,
        end: Callable[[int], object] = os._exit,
        clock: Callable[[], float] = time.monotonic,
        grace: float = GRACE,
    ) -> None:
        self._pulses, self._end, self._clock, self._grace = tuple(pulses), end, clock, grace

    def look(self) -> bool:
        """Whether all is well. Shakes whoever is late, and ends the process when that did not help."""
        late = [pulse for pulse in self._pulses if pulse.is_late()]
        for pulse in late:
            if pulse.shaken_at is None:
                log.error("«%s» was not heard of in time: its connection is shut from outside.", pulse.name)
                pulse.shaken_at = self._clock()
                pulse.shut_the_door()
            elif self._clock() - pulse.shaken_at > self._grace:
                log.critical("«%s» hangs and cannot be woken: this process ends, to be started anew. %s", pulse.name, stacks())
                self._end(HUNG)
        return not late


def stacks() -> str:
    """Where each thread stands, by the names of functions: never a value, which may be a person's."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    return "; ".join(f"{names.get(number, number)}: {_where(frame)}" for number, frame in sys._current_frames().items())


def _where(frame: FrameType | None) -> str:
    steps = []
    while frame is not None:
        steps.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(steps)
