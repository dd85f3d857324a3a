"""The daemon: APScheduler says when, the four steps say what. SIGTERM finishes the unit in hand and ends with exit 0."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from ingest.mailbox import MailboxTrouble
from outbox.smtp import PostTrouble
from service import holder, opening
from service.config import Settings
from service.line import Line
from service.patience import REST, Patient
from service.reading_room import ReadingRoom
from service.steps import take_in, whole_line
from store import leases

log = logging.getLogger("reciprocal")

LONGEST_PAUSE = 600  # seconds between two tries at a mailbox that does not answer


def run(config: Path, settings: Settings, *, once: bool) -> str:
    """Run the line; returns a sentence when a door stayed shut to the end (with `once`), else an empty text."""
    _log_to_stderr()
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # never set() here: the main thread may hold the event's own lock in this very moment, and would wait for itself
        signal.signal(name, lambda *_: threading.Thread(target=stopping.set).start())
    store = opening.open_the_store(config, settings)
    scheme = opening.scheme_with_register(settings, store)
    with opening.reading_room(settings, scheme) as room:
        line = opening.line(settings, store, scheme, room.read, stopping.is_set)
        line = replace(line, refreshed=lambda line: _with_todays_register(line, settings, room))
        if once:
            return run_once(line)
        patient = replace(line, open_mailbox=Patient(line.open_mailbox), open_post=Patient(line.open_post))
        _watch_over(patient, settings, stopping)
    return ""


def _with_todays_register(line: Line, settings: Settings, room: ReadingRoom) -> Line:
    """`partners import` may come while the daemon runs: the next round knows the new names."""
    scheme = opening.scheme_with_register(settings, line.store)
    room.agree(scheme)
    return replace(line, scheme=scheme)


def _log_to_stderr() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for noisy in ("apscheduler", "alembic", "imapclient", "pdfminer", "mailparser"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def run_once(line: Line) -> str:
    """All that is due now. Beside a running daemon it works too: each row's claim keeps every effect single."""
    me = holder.this_process()
    holder.hold(line.store, me, line.now())
    try:
        return turn(line)
    finally:
        holder.let_go(line.store, me, line.now())


def turn(line: Line) -> str:
    """One round of the whole line. Trouble at one door is logged and returned; the other stations still do their work."""
    line = line.refreshed(line)
    troubles = [_tried(lambda: take_in(line)), _tried(lambda: whole_line(line))]
    return " ".join(trouble for trouble in troubles if trouble)


def _tried(deed: Callable[[], int]) -> str:
    try:
        deed()
    except (MailboxTrouble, PostTrouble) as trouble:
        log.warning("%s", trouble)
        return str(trouble)
    return ""


def _watch_over(line: Line, settings: Settings, stopping: threading.Event) -> None:
    """Look every `poll_seconds`, and at once when something has come; stand by while another process holds the line."""
    me, every = holder.this_process(), settings.mailbox.poll_seconds
    scheduler = BackgroundScheduler(timezone=UTC)
    at_once = datetime.now(UTC)
    jobs = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(_turn_if_held, "interval", args=[line, me], seconds=every, id="line", next_run_time=at_once, **jobs)
    scheduler.add_job(_renew, "interval", args=[line, me], seconds=holder.RENEWED_EVERY, id="lease", **jobs)
    scheduler.start()
    log.info("The line is open. Looking every %s seconds.", every)
    watcher = threading.Thread(target=_wake_on_arrival, args=(line, scheduler, stopping, every), name="watch", daemon=True)
    watcher.start()
    stopping.wait()
    log.info("Asked to stop: finishing the unit in hand.")
    scheduler.shutdown(wait=True)
    holder.let_go(line.store, me, line.now())


def _turn_if_held(line: Line, me: str) -> None:
    if holder.hold(line.store, me, line.now()):
        turn(line)


def _renew(line: Line, me: str) -> None:
    """A long turn must not let the lease run out; a process that stands by takes nothing here."""
    with line.store.read() as tx:
        mine = leases.holder_of(tx, holder.LINE) == me
    if mine:
        holder.hold(line.store, me, line.now())


def _wake_on_arrival(line: Line, scheduler: BackgroundScheduler, stopping: threading.Event, every: int) -> None:
    """A hint only: polling goes on beneath it, so whatever breaks here costs time and nothing else (F4)."""
    pause = float(every)
    while not stopping.is_set():
        try:
            with line.open_mailbox() as mailbox:
                pause = float(every)
                while not stopping.is_set():
                    if mailbox.watch(every, stopping):
                        scheduler.modify_job("line", next_run_time=datetime.now(UTC))
        except MailboxTrouble as trouble:
            log.info("Watching the mailbox was interrupted: %s", trouble)
            stopping.wait(max(pause, REST) if trouble.permanent else pause)
            pause = min(pause * 2, LONGEST_PAUSE)
