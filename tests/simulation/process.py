"""One daemon in the world: its line job and its lease job, as service/daemon.py starts them, and the points where it can die."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from service import daemon, holder
from service.patience import Patient
from service.steps import Line
from tests.simulation.baton import Actor, Killed
from tests.simulation.clock import Clock

POLL_SECONDS = 60.0
SLEEP = "sleep"


class Ways(Protocol):
    """What the process tells the world."""

    clock: Clock

    def told(self, who: str, what: str) -> None: ...
    def committed(self, process: Process, *, of_the_line: bool) -> None: ...
    def job_failed(self, process: Process, error: Exception) -> None: ...
    def disk_is_full(self) -> bool: ...


@dataclass(frozen=True)
class Name:
    """«machine/process id/start», as holder.this_process writes it."""

    machine: str
    number: int
    start: int

    def __str__(self) -> str:
        return f"{self.machine}/{self.number}/{self.start}"


class Process:
    """`lives` counts its starts, so that a new start is another process."""

    def __init__(self, world: Ways, name: str, number: int, make_line: Callable[[Process], Line], *, same_machine: bool) -> None:
        self.world, self.name, self.number = world, name, number
        machine = socket.gethostname() if same_machine else f"{name}.example"
        self.me = str(Name(machine, number, 1))
        self.alive = True
        self.stopping = False
        self.suspended_until = 0.0
        self.dies_in: int | None = None  # points until the kill strikes
        self._within = False
        line = make_line(self)
        monotonic = world.clock.monotonic
        self.line = replace(
            line,
            open_mailbox=Patient(line.open_mailbox, clock=monotonic),
            open_post=Patient(line.open_post, clock=monotonic),
            stop=lambda: self.stopping,
        )
        self.actors = (Actor(f"{name} line", self._run_line), Actor(f"{name} lease", self._run_lease))

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
            self.alive = False
            self.world.told(self.name, f"is killed at {at}")
            raise Killed

    def _check_alive(self) -> None:
        if not self.alive:
            raise Killed

    def _actor(self) -> Actor | None:
        return next((actor for actor in self.actors if actor.is_me()), None)

    def committed(self) -> None:
        self.world.committed(self, of_the_line=self.actors[0].is_me())

    def disk_is_full(self) -> bool:
        return self.world.disk_is_full()

    # -- the jobs -------------------------------------------------------------------------------------------------------

    def _run_line(self) -> None:
        while not self.stopping:
            self._job(self._turn)
            self._sleep(POLL_SECONDS)
        self._job(lambda: holder.let_go(self.line.store, self.me, self.line.now()))

    def _run_lease(self) -> None:
        while not self.stopping:
            self._sleep(holder.RENEWED_EVERY)
            self._job(lambda: daemon._renew(self.line, self.me))

    def _turn(self) -> None:
        if holder.hold(self.line.store, self.me, self.line.now()):
            daemon.turn(self.line)

    def _job(self, deed: Callable[[], object]) -> None:
        """APScheduler logs what a job raises, and runs it again at its time."""
        try:
            deed()
        except Exception as error:  # noqa: BLE001 - the world judges it
            self.world.job_failed(self, error)

    def _sleep(self, seconds: float) -> None:
        actor = self._actor()
        assert actor is not None, "only a job sleeps"
        actor.asleep_until = self.world.clock.passed + seconds
        self.point(SLEEP)

    # -- what happens to it ---------------------------------------------------------------------------------------------

    @property
    def ended(self) -> bool:
        return all(actor.ended for actor in self.actors)

    def can_go_on(self, now: float) -> list[Actor]:
        if now < self.suspended_until:
            return []
        return [actor for actor in self.actors if not actor.ended and (self.stopping or actor.asleep_until <= now)]

    @property
    def is_busy(self) -> bool:
        """In the midst of a turn."""
        return not self.actors[0].ended and self.actors[0].at not in (SLEEP, "its beginning")

    def wakes_at(self) -> float:
        return max(self.suspended_until, min((actor.asleep_until for actor in self.actors if not actor.ended), default=0.0))

    def wake(self) -> None:
        """Something is told to it; a poll would find the same later."""
        for actor in self.actors:
            actor.asleep_until = 0.0

    def bury(self) -> None:
        """The threads of a killed process end; no code of theirs runs on."""
        self.alive = False
        for actor in self.actors:
            actor.kill()
