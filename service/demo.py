"""`reciprocal demo`: the tour. A month of an invented region's mails, played through the real line in scheme time.

A real IMAP server and a real SMTP server on loopback, a real SQLite store; only the clock is the story's. Each mail of the
month is delivered at the hour of its Date header, the line is run, and the letters lie in a folder to be read.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from email import message_from_bytes, policy
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ingest.mailbox import MailboxSettings, open_mailbox
from outbox.smtp import SmtpSettings, open_post
from scheme.agreement import Scheme, load, shipped
from scheme.register import parse_csv
from service import demo_servers, look, show
from service.daemon import run_once
from service.line import Line, Morning
from service.reading_room import ReadingRoom
from store import partners
from store.engine import Store, open_store

MONTH = Path(__file__).parent / "month"
REGION = MONTH / "region.txt"  # the name of the shipped scheme it plays in
TRUSTED = ("mx.demo.example",)
SENDER = "Reciprocal <reciprocal@demo.example>"
COORDINATOR = "cora.wells@demo.example"
HERE = demo_servers.HOST
NINE = clock_time(9, 0)
OUT = Console(highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A mail of the month: its file, the hour it comes, and what a person would call it."""

    name: str
    data: bytes
    at: datetime


class StoryClock:
    """The month's hour; the line asks it for the time. Once it goes on by itself, its seconds are as long as ours."""

    def __init__(self) -> None:
        self.hour = datetime(2026, 1, 1, tzinfo=UTC)
        self._went_on_at: float | None = None

    def now(self) -> datetime:
        since = 0.0 if self._went_on_at is None else time.monotonic() - self._went_on_at
        return self.hour + timedelta(seconds=since)

    def go_on(self) -> None:
        """From nine o'clock on the morning after."""
        self.hour = datetime.combine(self.hour.date() + timedelta(days=1), NINE, tzinfo=UTC)
        self._went_on_at = time.monotonic()


def play(directory: Path, *, wait: bool, port: int = 0) -> None:
    """Play the month into `directory` (made afresh) and tell what came of it. With `wait`, serves the desk until Ctrl-C."""
    _fresh(directory)
    letters = directory / "letters"
    letters.mkdir()
    scheme = load(shipped(REGION.read_text().strip()))
    store = open_store(f"sqlite:///{(directory / 'reciprocal.db').absolute()}")
    scheme = _register(store, scheme)
    clock = StoryClock()
    with _stage(store, scheme, clock, letters) as (line, sender):
        _play(scenes(), line, sender, clock)
        tell(store, scheme, directory)
        if wait:
            from service.demo_desk import sit_down

            clock.go_on()
            sit_down(line, directory, port)


def _fresh(directory: Path) -> None:
    """An old demo makes room; anything else that lies there is left alone."""
    if directory.exists() and any(directory.iterdir()):
        if not (directory / "reciprocal.db").exists() or not (directory / "letters").is_dir():
            raise ValueError(f"{directory} is not empty and no earlier demo. Name another folder with --dir.")
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)


def _register(store: Store, scheme: Scheme) -> Scheme:
    file = shipped(REGION.read_text().strip())
    found, problems = parse_csv(file.with_name(f"{file.stem}_register.csv").read_text(encoding="utf-8"), scheme)
    assert not problems, problems
    store.write(lambda tx: partners.replace(tx, found, datetime.now(UTC)))
    return scheme.with_register(found)


def scenes() -> tuple[Scene, ...]:
    """The month's mails in the order of their file names, each at the hour of its Date header."""
    return tuple(_scene(file) for file in sorted(MONTH.glob("*.eml")))


def _scene(file: Path) -> Scene:
    data = file.read_bytes()
    date = message_from_bytes(data, policy=policy.default)["Date"]
    return Scene(name=file.stem[3:].replace("-", " "), data=data, at=date.datetime.astimezone(UTC))


@contextmanager
def _stage(store: Store, scheme: Scheme, clock: StoryClock, letters: Path) -> Iterator[tuple[Line, demo_servers.Sender]]:
    with (
        demo_servers.imap_server() as imap_port,
        demo_servers.smtp_server(letters) as smtp_port,
        ReadingRoom(scheme, TRUSTED) as room,
    ):
        mailbox = MailboxSettings(
            host=demo_servers.HOST,
            port=imap_port,
            tls="none",
            user=demo_servers.USER,
            password=demo_servers.PASSWORD,
            folder="INBOX",
            done_folder="Processed",
        )
        post = SmtpSettings(host=demo_servers.HOST, port=smtp_port, tls="none", sender=SENDER)
        line = Line(
            store=store,
            scheme=scheme,
            sender=SENDER,
            secure_domains=("example",),
            open_mailbox=lambda: open_mailbox(mailbox),
            open_post=lambda: open_post(post),
            read=room.read,
            now=clock.now,
            morning=Morning(to=(COORDINATOR,)),
        )
        sender = demo_servers.Sender(imap_port)
        try:
            yield line, sender
        finally:
            sender.close()


def _play(month: tuple[Scene, ...], line: Line, sender: demo_servers.Sender, clock: StoryClock) -> None:
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[day]}  {task.description}"))
    with Progress(*columns, console=OUT, transient=not OUT.is_terminal) as progress:
        task = progress.add_task("", total=len(month), day="")
        for scene in month:
            clock.hour = scene.at
            progress.update(task, description=scene.name, day=f"{scene.at:%a %d %b}")
            sender.deliver(scene.data)
            if trouble := run_once(line):
                raise ValueError(trouble)
            progress.advance(task)
        progress.update(task, description="the month is over")


def tell(store: Store, scheme: Scheme, directory: Path) -> None:
    """The summary: cases, the pot, open questions, letters, and where each can be read."""
    found = look.outbox(store)
    OUT.print(f"\n[bold]{scheme.name}[/]: a month in {scheme.region}, {len(scenes())} mails.\n")
    show.cases(look.cases(store))
    show.ledger(look.ledger(store))
    show.queue(look.queue(store))
    show.counts("Letters", Counter(each["kind"] for each in found))
    names = [file.name for file in sorted((directory / "letters").glob("*.eml"))]
    OUT.print(f"\nEvery letter can be read in [bold]{directory / 'letters'}[/], named for what it is, for example:")
    for name in names[:: max(1, len(names) // 5)][:5]:
        OUT.print(f"  {name}")
    OUT.print(f"The store is [bold]{directory / 'reciprocal.db'}[/].")
