"""The daemon: APScheduler says when, the four steps say what. SIGTERM finishes the unit in hand and ends with exit 0."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from ingest.mailbox import MailboxTrouble
from outbox.smtp import PostTrouble
from service import opening
from service.config import Settings
from service.reading_room import ReadingRoom
from service.steps import Line, take_in, whole_line
from store import outbox

log = logging.getLogger("reciprocal")

LONGEST_PAUSE = 600  # seconds between two tries at a mailbox that does not answer


def run(config: Path, settings: Settings, *, once: bool) -> str:
    """Run the line; returns a sentence when a door stayed shut to the end (with `once`), else an empty text."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for noisy in ("apscheduler", "alembic", "imapclient", "pdfminer", "mailparser"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    store = opening.open_the_store(config, settings)
    scheme = opening.scheme_with_register(settings, store)
    with ReadingRoom(scheme, settings.mailbox.trusted_authserv_ids) as room:
        line = Line(
            store=store,
            scheme=scheme,
            sender=settings.smtp.sender,
            secure_domains=settings.smtp.secure_domains,
            open_mailbox=opening.mailbox_opener(settings),
            open_post=opening.post_opener(settings),
            read=room.read,
            now=lambda: datetime.now(UTC),
            stop=stopping.is_set,
        )
        release_claims(line)
        if once:
            return turn(line)
        _watch_over(line, settings, stopping)
    return ""


def release_claims(line: Line) -> int:
    """At the start of the only sender: letters whose hand-over a crash interrupted may be taken up at once."""
    return line.store.write(lambda tx: outbox.release_stale(tx, line.now(), timedelta()))


def turn(line: Line) -> str:
    """One round of the whole line. Trouble at one door is logged and returned; the other stations still do their work."""
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
    """Look every `poll_seconds`, and at once when the mailbox says that something has come."""
    scheduler = BackgroundScheduler(timezone=UTC)
    every = settings.mailbox.poll_seconds
    scheduler.add_job(
        turn, "interval", args=[line], seconds=every, id="line", max_instances=1, coalesce=True, next_run_time=datetime.now(UTC)
    )
    scheduler.start()
    log.info("The line is open. Looking every %s seconds.", every)
    watcher = threading.Thread(target=_wake_on_arrival, args=(line, scheduler, stopping, every), name="watch", daemon=True)
    watcher.start()
    stopping.wait()
    log.info("Asked to stop: finishing the unit in hand.")
    scheduler.shutdown(wait=True)


def _wake_on_arrival(line: Line, scheduler: BackgroundScheduler, stopping: threading.Event, every: int) -> None:
    """A hint only: polling goes on beneath it, so whatever breaks here costs time and nothing else (F4)."""
    pause = float(every)
    while not stopping.is_set():
        try:
            with line.open_mailbox() as mailbox:
                pause = float(every)
                while not stopping.is_set():
                    if mailbox.watch(every):
                        scheduler.modify_job("line", next_run_time=datetime.now(UTC))
        except MailboxTrouble as trouble:
            log.info("Watching the mailbox was interrupted: %s", trouble)
            stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
