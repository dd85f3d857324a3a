"""The watch at the mailbox: one thread, one connection, one flat loop (F5, F6).

Hold the lease → list → take in → wake the rest of the line → watch → again. Any trouble ends the connection and costs a pause;
then the loop begins anew, with one login.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from ingest.mailbox import MailboxTrouble
from service.back_off import BackOff
from service.holder import Holding
from service.intake import SECONDS_TO_ANSWER, sweep, take_in_from
from service.line import Line, Mailbox, NotMine
from service.logs import trace_of
from service.watchdog import Pulse
from store.beats import MAILBOX, SWEEP
from store.engine import StoreTrouble

log = logging.getLogger("reciprocal")

STANDS_BY = 5.0  # seconds between two looks at a lease that another holds
LONGEST_WATCH = 290.0  # seconds; a plain listing follows whatever IDLE has said (F4)


class MailWatch:
    """Runs until `stopping` is set; `pulse` is what the watchdog hears of it."""

    def __init__(
        self,
        line: Line,
        holding: Holding,
        pulse: Pulse,
        stopping: threading.Event,
        every: float,
        *,
        back_off: BackOff | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = replace(line, ties=replace(line.ties, within=pulse.within, opened=pulse.opened))
        self.pulse = pulse
        self._holding, self._stopping, self._every = holding, stopping, every
        self._back_off = back_off or BackOff()
        self._clock = clock
        self._doors = ExitStack()
        self._mailbox: Mailbox | None = None  # None: no connection is open
        self._opened_at = 0.0
        self._sweep_is_due = True
        self._told: set[str] = set()  # remarks of the mailbox, each logged once
        self._trouble = ""  # what was logged last, until it goes well again

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                pause = self._round()
                self.pulse.within(pause + SECONDS_TO_ANSWER)
                self._stopping.wait(pause)
        finally:
            self._hang_up()
            self.pulse.rest()

    def sweep_soon(self) -> None:
        """The next round reconciles the books; so does the first."""
        self._sweep_is_due = True

    def _round(self) -> float:
        """One round; gives how long to wait before the next. Whatever happens, the next one finds a clean state."""
        try:
            held_before = self._holding.holds
            if not self._holding.hold(self._line.now()):
                return self._stand_by()
            if not held_before:
                self._line.ties.wake()  # there may be work from before
            self._attend(self._connected())
        except NotMine:
            return self._stand_by()
        except MailboxTrouble as trouble:
            return self._troubled(trouble.sentence, permanent=trouble.permanent)
        except StoreTrouble as trouble:
            return self._troubled(str(trouble))
        except Exception as fault:  # noqa: BLE001 - a bug here must not end the watch; its own words may quote a mail
            where = trace_of(fault.__traceback__)
            return self._troubled(f"A fault of the program stopped the taking in ({type(fault).__name__}: {where}).")
        return 0.0

    def _stand_by(self) -> float:
        self._tell("Another process holds the line; standing by.", logging.INFO)
        self._hang_up()
        return STANDS_BY

    def _connected(self) -> Mailbox:
        if self._mailbox is None:
            self.pulse.within(SECONDS_TO_ANSWER)
            self._mailbox = self._doors.enter_context(self._line.open_mailbox())
            self.pulse.opened(self._mailbox)
            self._opened_at = self._clock()
        return self._mailbox

    def _attend(self, mailbox: Mailbox) -> None:
        take_in_from(self._line, mailbox)
        self._went_well(mailbox)
        if self._stopping.is_set():
            return
        if self._sweep_is_due:
            self._sweep(mailbox)
        seconds = min(self._every, LONGEST_WATCH)
        self.pulse.within(seconds + SECONDS_TO_ANSWER)
        mailbox.watch(seconds, self._stopping)

    def _went_well(self, mailbox: Mailbox) -> None:
        self._back_off.well_for(self._clock() - self._opened_at)
        self._line.ties.beat(MAILBOX, "")
        if self._trouble:
            log.info("The mailbox is watched again.")
            self._trouble = ""
        for remark in mailbox.remarks:
            if remark not in self._told:
                self._told.add(remark)
                log.warning("%s", remark)

    def _sweep(self, mailbox: Mailbox) -> None:
        contradictions = sweep(self._line, mailbox)
        for sentence in contradictions:
            log.error("%s", sentence)
        self._line.ties.beat(SWEEP, " ".join(contradictions[:3]))
        self._sweep_is_due = False

    def _troubled(self, sentence: str, *, permanent: bool = False) -> float:
        """Said at once, and once; then a pause."""
        self._tell(sentence, logging.WARNING)
        self._line.ties.beat(MAILBOX, sentence)
        self._hang_up()
        return self._back_off.pause(permanent=permanent)

    def _tell(self, sentence: str, level: int) -> None:
        if sentence != self._trouble:
            log.log(level, "%s", sentence)
            self._trouble = sentence

    def _hang_up(self) -> None:
        """One clean end of the connection. A mailbox never raises on its way out, and a fault there must not end the watch."""
        self.pulse.within(SECONDS_TO_ANSWER)
        doors, self._doors, self._mailbox = self._doors, ExitStack(), None
        try:
            doors.close()
        except Exception as fault:  # noqa: BLE001 - as above
            log.warning("The mailbox could not be closed in good order (%s).", type(fault).__name__)
        self.pulse.opened(None)
