"""One daemon in the world: its jobs as service/daemon.py starts them, and the points where it can be held up or die."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from service import daemon
from service.back_off import BackOff
from service.heart import Heart
from service.holder import RENEWED_EVERY, Holding
from service.line import Line, NotMine, Ties
from service.line_work import LineWork
from service.mail_watch import MailWatch
from service.watchdog import Pulse, Watchdog
from store.engine import StoreTrouble
from tests.simulation.baton import Actor, Killed
from tests.simulation.clock import Clock

POLL_SECONDS = 60.0
LOOKS_EVERY = 60.0  # seconds between two looks of the watchdog; in the daemon it is one, which would only cost steps
SLEEP = "sleep"
PLAIN_LOCK = type(threading.Lock())


class Ways(Protocol):
    """What the process tells the world."""

    clock: Clock

    def told(self, who: str, what: str) -> None: ...
    def committed(self, process: Process) -> None: ...
    def job_failed(self, process: Process, error: Exception) -> None: ...
    def disk_is_full(self) -> bool: ...
    def lot(self, least: float, most: float) -> float: ...


class Stopping(threading.Event):
    """TERM, and the waiting for it, by the world's clock."""

    def __init__(self, process: Process) -> None:
        super().__init__()
        self._process = process

    def wait(self, timeout: float | None = None) -> bool:
        self._process.sleep(timeout or 0.0)
        return self.is_set()


class Turn:
    """A lock within one process: who waits for it hands the baton back, else nobody could let go of it."""

    def __init__(self, process: Process) -> None:
        self._process, self._taken = process, False

    def __enter__(self) -> None:
        while self._taken:
            self._process.point("its turn")
        self._taken = True

    def __exit__(self, *_: object) -> None:
        self._taken = False


class Process:
    """`number` counts the starts, so that a new start is another process."""

    def __init__(self, world: Ways, name: str, number: int, make_line: Callable[[Process], Line], *, same_machine: bool) -> None:
        self.world, self.name, self.number = world, name, number
        self.me = f"{socket.gethostname() if same_machine else f'{name}.example'}/{number}/1"
        self.alive = True
        self.refused = False  # a write, since it last handed over a letter
        self.stopping = Stopping(self)
        self.suspended_until = 0.0
        self.dies_in: int | None = None  # points until the kill strikes
        self._wire(make_line(self))
        jobs = {"mail": self._watch.run, "line": self._run_line, "lease": self._run_lease, "dog": self._run_watchdog}
        self.actors = {job: Actor(f"{name} {job}", body) for job, body in jobs.items()}

    def _wire(self, line: Line) -> None:
        """As daemon.watch_over does, with the world's clock in each place."""
        clock = self.world.clock.monotonic
        self._holding = Holding(line.store, self.me, clock)
        heart = Heart(line.store, line.now, clock)
        for locked in (self._holding, heart):
            self._by_turns(locked)
        ties = Ties(mine=self._holding.is_mine, fence=self._holding.my_fence, beat=heart.beat, wake=lambda: self.wake("line"))
        self._line = line = replace(line, ties=ties, stop=self.stopping.is_set)
        pulses = tuple(Pulse(name, 2 * POLL_SECONDS, clock) for name in ("mailbox", "line"))
        back_off = BackOff(self.world.lot)
        self._watch = MailWatch(line, self._holding, pulses[0], self.stopping, POLL_SECONDS, back_off=back_off, clock=clock)
        self._work = LineWork(line, self._holding, pulses[1], clock=clock, lot=self.world.lot)
        self._watchdog = Watchdog(pulses, end=self._ended_by_the_watchdog, clock=clock)

    def _by_turns(self, locked: object) -> None:
        """A plain lock would be waited for with the baton in hand."""
        for name, value in vars(locked).items():
            if isinstance(value, PLAIN_LOCK):
                setattr(locked, name, Turn(self))

    # -- points ---------------------------------------------------------------------------------------------------------

    def point(self, at: str) -> None:
        """Here another may go on first, and here the process may die."""
        actor = self._actor()
        if actor is None:
            return
        self.may_die(at)
        self.world.told(actor.name, at)
        actor.pause(at)
        self._check_alive()

    def may_die(self, at: str) -> None:
        self._check_alive()
        if self.dies_in is None or self._actor() is None:
            return
        self.dies_in -= 1
        if self.dies_in < 0:
            self._die(f"is killed at {at}")

    def _die(self, how: str) -> None:
        self.alive = False
        self.world.told(self.name, how)
        raise Killed

    def _ended_by_the_watchdog(self, _status: int) -> None:
        self._die("is ended by its watchdog")

    def _check_alive(self) -> None:
        if not self.alive:
            raise Killed

    def _actor(self) -> Actor | None:
        return next((actor for actor in self.actors.values() if actor.is_me()), None)

    def committed(self) -> None:
        self.world.committed(self)

    def disk_is_full(self) -> bool:
        full = self.world.disk_is_full()
        self.refused |= full
        return full

    def sleep(self, seconds: float) -> None:
        actor = self._actor()
        assert actor is not None, "only a job sleeps"
        actor.asleep_until = self.world.clock.passed + seconds
        self.point(SLEEP)

    # -- the jobs -------------------------------------------------------------------------------------------------------

    def _run_line(self) -> None:
        while not self.stopping.is_set():
            self._job(self._work.turn)
            self.sleep(min(daemon.LOOKS_EVERY, POLL_SECONDS))

    def _run_lease(self) -> None:
        """Renews while the others work; when they have ended, it lets go."""
        while not self.stopping.is_set():
            self.sleep(RENEWED_EVERY)
            if not self.stopping.is_set():
                self._job(lambda: self._holding.renew(self._line.now()))
        while not (self.actors["mail"].ended and self.actors["line"].ended):
            self.point("waiting for the others")
        self._job(lambda: self._holding.let_go(self._line.now()))

    def _run_watchdog(self) -> None:
        while not self.stopping.is_set():
            self.sleep(LOOKS_EVERY)
            self._watchdog.look()

    def _job(self, deed: Callable[[], object]) -> None:
        """The scheduler logs what a job raises, and runs it again at its time; bad weather is no news (daemon._quietly)."""
        try:
            with suppress(StoreTrouble, NotMine):
                deed()
        except Exception as error:  # noqa: BLE001 - the world judges it
            self.world.job_failed(self, error)

    # -- what happens to it ---------------------------------------------------------------------------------------------

    @property
    def ended(self) -> bool:
        return all(actor.ended for actor in self.actors.values())

    def can_go_on(self, now: float) -> list[Actor]:
        if now < self.suspended_until:
            return []
        asked = self.stopping.is_set()
        return [actor for actor in self.actors.values() if not actor.ended and (asked or actor.asleep_until <= now)]

    @property
    def is_busy(self) -> bool:
        """In the midst of something."""
        return any(not actor.ended and actor.at not in (SLEEP, Actor.BEGINNING) for actor in self.actors.values())

    def wakes_at(self) -> float:
        sleeping = (actor.asleep_until for actor in self.actors.values() if not actor.ended)
        return max(self.suspended_until, min(sleeping, default=0.0))

    def wake(self, *jobs: str) -> None:
        """Something is told to these jobs, or to all; a look would find the same later."""
        for job in jobs or self.actors:
            self.actors[job].asleep_until = 0.0

    def sweep_soon(self) -> None:
        self._watch.sweep_soon()

    def bury(self) -> None:
        """The threads of a killed process end; no code of theirs runs on."""
        self.alive = False
        for actor in self.actors.values():
            actor.kill()
