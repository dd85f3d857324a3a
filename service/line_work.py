"""The rest of the line as a job: look for work, do all that is due, rest. Its troubles end a turn and no message (F14, F18)."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from outbox.smtp import PostTrouble, TakesLetters
from service.back_off import BackOff, Lot
from service.holder import Holding
from service.line import Line, NotMine
from service.logs import trace_of
from service.reading_room import ReaderAway
from service.steps import whole_line
from service.watchdog import Pulse
from store.beats import LINE
from store.engine import StoreTrouble

log = logging.getLogger("reciprocal")

SECONDS_TO_BEGIN = 600.0  # the letters that are due come first; each unit after them promises for itself


class LineWork:
    """One turn at a time, called by the scheduler; between two troubles it waits, each time longer."""

    def __init__(
        self,
        line: Line,
        holding: Holding,
        pulse: Pulse,
        *,
        clock: Callable[[], float] = time.monotonic,
        lot: Lot = random.uniform,
    ) -> None:
        ties = replace(line.ties, within=pulse.within, opened=pulse.opened)
        self._line = replace(line, ties=ties, open_post=self._counter)
        self._open_post = line.open_post
        self._holding, self._pulse, self._clock = holding, pulse, clock
        self._store_back_off, self._post_back_off = BackOff(lot), BackOff(lot)
        self._not_before = 0.0
        self._post_trouble: PostTrouble | None = None
        self._post_not_before = 0.0
        self._trouble = ""

    def turn(self) -> None:
        if not self._holding.holds or self._clock() < self._not_before:
            return
        self._pulse.within(SECONDS_TO_BEGIN)
        try:
            whole_line(self._line.refreshed(self._line))
        except NotMine:
            return  # the watch at the mailbox says so
        except PostTrouble as trouble:
            self._post_rests(trouble)
            self._tell(trouble.sentence)
            self._line.ties.beat(LINE, "")
        except (StoreTrouble, ReaderAway) as trouble:
            self._troubled(str(trouble))
        except Exception as fault:  # noqa: BLE001 - a bug outside of any message must not end the daemon; its words may quote a mail
            self._troubled(f"A fault of the program stopped a turn ({type(fault).__name__}: {trace_of(fault.__traceback__)}).")
        else:
            self._went_well()
        finally:
            self._pulse.rest()

    def _went_well(self) -> None:
        self._store_back_off.well_for(self._clock() - self._not_before)
        self._post_back_off.well_for(self._clock() - self._post_not_before)
        self._line.ties.beat(LINE, "")
        if self._trouble:
            log.info("The line works again.")
            self._trouble = ""

    def _troubled(self, sentence: str) -> None:
        self._tell(sentence)
        self._line.ties.beat(LINE, sentence)
        self._not_before = self._clock() + self._store_back_off.pause()

    def _tell(self, sentence: str) -> None:
        if sentence != self._trouble:
            log.warning("%s", sentence)
            self._trouble = sentence

    def _post_rests(self, trouble: PostTrouble) -> None:
        """A new trouble costs a pause; the one that was only repeated meanwhile does not."""
        if trouble is not self._post_trouble:
            pause = self._post_back_off.pause(permanent=trouble.permanent)
            self._post_trouble, self._post_not_before = trouble, self._clock() + pause

    @contextmanager
    def _counter(self) -> Iterator[TakesLetters]:
        """The post's door; after trouble it repeats that trouble until the pause is over, without knocking (F9)."""
        if self._post_trouble is not None and self._clock() < self._post_not_before:
            raise self._post_trouble.with_traceback(None)
        with self._open_post() as post:
            yield post
