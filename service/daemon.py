"""The daemon: a watch at the mailbox, APScheduler for the rest, a watchdog over both (docs/line.md «The daemon»).

Whatever hangs, TERM ends it with exit status 0 within 30 s, and kill -9 anywhere loses nothing.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from typing import TypeAlias

from apscheduler.schedulers.background import BackgroundScheduler

from ingest.mailbox import MailboxTrouble
from outbox.smtp import PostTrouble
from service import alarms, logs, notify, opening
from service.config import Settings
from service.heart import Heart
from service.holder import RENEWED_EVERY, Holding
from service.line import Line, NotMine, Ties
from service.line_work import LineWork
from service.mail_watch import MailWatch
from service.reading_room import ReaderAway, ReadingRoom
from service.steps import take_in, whole_line
from service.stopping import when_told
from service.watchdog import HUNG, Pulse, Watchdog
from store import beats
from store.engine import StoreTrouble

log = logging.getLogger("reciprocal")

Jobs: TypeAlias = Mapping[str, tuple[float, Callable[[], object]]]  # name → how often, and what

LOOKS_EVERY = 5  # seconds between two looks for work; what has just been kept is looked at at once
ALARMS_EVERY = 300
SWEEPS_EVERY = 24 * 3600
CLOCKWORK = 4.0 * RENEWED_EVERY  # within so many seconds the scheduler has run one job at least
SHUT_AFTER, LEFT_AFTER = 20.0, 26.0  # seconds after TERM: connections are shut from outside; whatever still hangs is left
JUMP = 5.0  # seconds by which the clock on the wall may drift from the steady one between two looks (F27)


def run(config: Path, settings: Settings, *, once: bool) -> str:
    """Run the line; returns a sentence when a door stayed shut to the end (with `once`), else an empty text."""
    logs.begin((settings.mailbox.user, parseaddr(settings.smtp.sender)[1]), level=settings.log.level)
    stopping = when_told()
    store = opening.open_the_store(config, settings)
    scheme = opening.scheme_with_register(settings, store)
    with opening.reading_room(settings, scheme) as room:
        line = opening.line(settings, store, scheme, room.read, stopping.is_set)
        line = replace(line, refreshed=lambda line: _with_todays_register(line, settings, room))
        if once:
            return run_once(line)
        from service import desk_door  # a round of cron's opens no desk, and has no time for its pages

        line = replace(line, glance=room.glance)
        with desk_door.open_beside(settings, store):
            watch_over(line, settings.mailbox.poll_seconds, stopping, lambda holding: _alarms(line, settings, holding))
    return ""


def _with_todays_register(line: Line, settings: Settings, room: ReadingRoom) -> Line:
    """`partners import` may come while the daemon runs: the next round knows the new names."""
    scheme = opening.scheme_with_register(settings, line.store)
    room.agree(scheme)
    return replace(line, scheme=scheme)


def run_once(line: Line) -> str:
    """All that is due now. Beside a running daemon it works too: each row's claim keeps every effect single."""
    holding = Holding(line.store)
    line = replace(line, ties=replace(line.ties, beat=Heart(line.store, line.now).beat))
    try:
        holding.hold(line.now())
        return turn(line)
    except StoreTrouble as trouble:
        return str(trouble)
    finally:
        with suppress(StoreTrouble):
            holding.let_go(line.now())


def turn(line: Line) -> str:
    """One round of the whole line. Trouble at one door is logged and returned; the other stations still do their work."""
    line = line.refreshed(line)
    troubles = {}
    for name, station in ((beats.MAILBOX, take_in), (beats.LINE, whole_line)):
        troubles[name] = _tried(partial(station, line))
        line.ties.beat(name, troubles[name])  # at once: the day's round asks whether the mailbox was looked at
    return " ".join(dict.fromkeys(trouble for trouble in troubles.values() if trouble))


def _tried(deed: Callable[[], int]) -> str:
    try:
        deed()
    except (MailboxTrouble, PostTrouble, StoreTrouble, ReaderAway) as trouble:
        log.warning("%s", trouble)
        return str(trouble)
    return ""


# --- the daemon -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Watchmen:
    """What runs beside each other, and by what it is known to be alive."""

    watch: threading.Thread
    scheduler: BackgroundScheduler
    workers: tuple[Pulse, ...]
    clockwork: Pulse  # the scheduler itself: a job that renews is heard of, or none is

    def at_work(self) -> bool:
        return self.watch.is_alive() or any(pulse.works for pulse in self.workers)


def watch_over(line: Line, every: float, stopping: threading.Event, also: Callable[[Holding], Jobs] = lambda _: {}) -> None:
    """Until TERM; looks at least every so many seconds. Stands by while another process holds the line (F29).

    `also`: jobs beside the line's own.
    """
    holding = Holding(line.store)
    heart = Heart(line.store, line.now)
    scheduler = BackgroundScheduler(timezone=UTC)
    wake = partial(_at_once, scheduler, "line")
    line = replace(line, ties=Ties(mine=holding.is_mine, fence=holding.my_fence, beat=heart.beat, wake=wake))
    at_the_mailbox, along_the_line, clockwork = Pulse("mailbox", 2 * every), Pulse("line", 2 * every), Pulse("scheduler")
    watch = MailWatch(line, holding, at_the_mailbox, stopping, every)
    work = LineWork(line, holding, along_the_line)

    def renew() -> None:
        clockwork.within(CLOCKWORK)
        holding.renew(line.now())

    jobs: Jobs = {
        "line": (min(LOOKS_EVERY, every), work.turn),
        "lease": (RENEWED_EVERY, renew),
        "sweep": (SWEEPS_EVERY, watch.sweep_soon),
        **also(holding),
    }
    _schedule(scheduler, jobs)
    thread = threading.Thread(target=watch.run, name="mailbox", daemon=True)
    men = Watchmen(watch=thread, scheduler=scheduler, workers=(at_the_mailbox, along_the_line), clockwork=clockwork)
    clockwork.within(CLOCKWORK)
    scheduler.start()
    thread.start()
    log.info("The line is open. Looking every %s seconds.", every)
    notify.ready()
    _guard(men, stopping)
    _end(men, holding, line)


def _schedule(scheduler: BackgroundScheduler, jobs: Jobs) -> None:
    """Jobs only look for work, so that one run too many does nothing (F28). All in UTC: no hour comes twice (F27)."""
    once_at_a_time = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    for name, (seconds, deed) in jobs.items():
        scheduler.add_job(_quietly, "interval", args=[deed], seconds=seconds, id=name, **once_at_a_time)


def _alarms(line: Line, settings: Settings, holding: Holding) -> Jobs:
    def raise_due() -> None:
        if holding.holds:
            alarms.raise_due(line.store, settings.alarms, settings.smtp.sender, line.now())

    return {"alarms": (ALARMS_EVERY, raise_due)}


def _quietly(deed: Callable[[], object]) -> None:
    """The store's weather is told by those who do the work; a job beside them only waits for its next time."""
    with suppress(StoreTrouble, NotMine):
        deed()


def _at_once(scheduler: BackgroundScheduler, job: str) -> None:
    if scheduler.running:
        scheduler.modify_job(job, next_run_time=datetime.now(UTC))


def _guard(men: Watchmen, stopping: threading.Event) -> None:
    """The main thread's part: the watchdog, systemd's watchdog, and a clock that jumps."""
    watchdog = Watchdog((*men.workers, men.clockwork))
    drift = _drift()
    while not stopping.wait(1.0):
        if watchdog.look():
            notify.alive()
        if not men.watch.is_alive() and not stopping.is_set():  # only TERM ends it: half a process helps nobody
            log.critical("The watch at the mailbox has ended: this process ends too, to be started anew.")
            os._exit(HUNG)
        if abs(_drift() - drift) > JUMP:
            drift = _drift()
            log.warning("The clock has jumped: every job is set anew.")
            _set_anew(men.scheduler)


def _drift() -> float:
    return time.time() - time.monotonic()


def _set_anew(scheduler: BackgroundScheduler) -> None:
    """The scheduler reckons by the clock on the wall: after a jump back its next run would lie far ahead (F27)."""
    now = datetime.now(UTC)
    for job in scheduler.get_jobs():
        often = job.trigger.interval < timedelta(hours=1)
        job.modify(next_run_time=now if often else now + job.trigger.interval)


def _end(men: Watchmen, holding: Holding, line: Line) -> None:
    """The unit in hand is finished. What waits for a server is woken after a while, what hangs all the same is left alone."""
    log.info("Asked to stop: finishing the unit in hand.")
    notify.stopping()
    began = time.monotonic()
    men.scheduler.shutdown(wait=False)
    shut = False
    while men.at_work() and (waited := time.monotonic() - began) < LEFT_AFTER:
        if waited > SHUT_AFTER and not shut:
            shut = True
            for pulse in men.workers:
                pulse.shut_the_door()
        time.sleep(0.05)
    letting_go = threading.Thread(target=lambda: _quietly(lambda: holding.let_go(line.now())), daemon=True)
    letting_go.start()
    letting_go.join(1.0)
    if men.at_work() or letting_go.is_alive():
        log.warning("Something hangs and is left as it stands; whoever runs next takes it up again.")
        logging.shutdown()
        os._exit(0)
