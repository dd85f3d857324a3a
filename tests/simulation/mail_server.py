"""The mailbox's server in memory: folders, numbers, people who meddle; and a session as the line's Mailbox sees it.

A session behaves as ingest/mailbox.py does over IMAP: its faults are MailboxTrouble, a renumbered folder ends it, a mail that
has gone is named in `vanished`, and a move that failed may have been made nevertheless.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Protocol

from ingest.message import MailboxTrouble, Place, RawMessage
from tests.simulation.clock import Clock
from tests.simulation.weather import Climate

USER, INBOX, DONE, ELSEWHERE = "reciprocal", "INBOX", "Processed", "Elsewhere"


class Visits(Protocol):
    """What the server asks of the process that talks to it."""

    def point(self, at: str) -> None: ...
    def sleep(self, seconds: float) -> None: ...


@dataclass
class Folder:
    uidvalidity: int
    next_uid: int = 1
    mails: dict[int, bytes] = field(default_factory=dict)

    def lay(self, data: bytes) -> int:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.mails[uid] = data
        return uid


class MailServer:
    def __init__(self, clock: Clock, dice: Random, climate: Climate) -> None:
        self.clock, self.dice, self.climate = clock, dice, climate
        self.folders = {INBOX: Folder(1), DONE: Folder(2), ELSEWHERE: Folder(3)}
        self.delivered: list[bytes] = []
        self.missed: list[Place] = []  # what a whole session has told its process to have vanished
        self.troubles = 0
        self._numberings = 0

    @property
    def inbox(self) -> Folder:
        return self.folders[INBOX]

    def deliver(self, data: bytes) -> None:
        self.delivered.append(data)
        self.inbox.lay(data)

    def move(self, uid: int, origin: str, to: str) -> None:
        """A person's hand, or the line's."""
        self.folders[to].lay(self.folders[origin].mails.pop(uid))

    def renumber(self) -> None:
        """The server forgets its numbers and gives out new ones; now and then none that hold (F1, F2)."""
        old = self.inbox
        self._numberings += 100  # no server gives out an old one again
        fresh = Folder(0 if self.dice.random() < 0.25 else self._numberings)
        for data in old.mails.values():
            fresh.lay(data)
        self.folders[INBOX] = fresh

    def everything(self) -> set[str]:
        return {digest(data) for folder in self.folders.values() for data in folder.mails.values()}

    @contextmanager
    def open_for(self, process: Visits) -> Iterator[Session]:
        session = Session(self, process)
        session.verb("LOGIN")
        yield session

    def weather(self, verb: str) -> None:
        if self.dice.random() < self.climate.mailbox_trouble / 2:
            self.troubles += 1
            raise MailboxTrouble(f"The invented server failed at {verb}.")


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class Session:
    """One connection."""

    def __init__(self, server: MailServer, process: Visits) -> None:
        self.vanished: tuple[Place, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self._server, self._process = server, process
        self._folder = server.inbox
        self._listed: frozenset[int] = frozenset()
        self._hung_up = False

    @property
    def here(self) -> Place:
        return self._place(0)

    @property
    def uidnext(self) -> int:
        return self._folder.next_uid

    def hang_up(self) -> None:
        self._hung_up = True

    def verb(self, name: str) -> None:
        """The command is on its way: others may come first, or it never arrives."""
        self._process.point(name)
        self._server.weather(f"{name}, before it came to anything")
        if self._hung_up:
            raise MailboxTrouble("The connection was shut from outside.")
        if self._folder is not self._server.inbox:
            raise MailboxTrouble("The server has renumbered the folder.")

    def waiting(self) -> tuple[Place, ...]:
        self._server.missed.extend(self.vanished)  # the round before has come to its end, so somebody was asked
        self.vanished = ()
        self.verb("SEARCH")
        self._listed = frozenset(self._folder.mails)
        self._server.weather("SEARCH, in the midst of its answer")
        return tuple(self._place(uid) for uid in sorted(self._listed))

    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]:
        self.vanished = ()
        rest = self._uids(places)
        while rest:
            size = self._server.dice.randint(1, 5)
            some, rest = rest[:size], rest[size:]
            self.verb("FETCH")
            found = [(uid, self._folder.mails[uid]) for uid in some if uid in self._folder.mails]
            self._server.weather("FETCH, in the midst of its answer")
            self.vanished = (*self.vanished, *(self._place(uid) for uid in some if uid not in dict(found)))
            for uid, data in found:
                yield RawMessage(data=data, place=self._place(uid), arrived_at=self._server.clock.now(), size=len(data))

    def file_away(self, places: Sequence[Place]) -> None:
        uids = [uid for uid in self._uids(places) if self._folder.uidvalidity or uid in self._listed]
        if not uids:
            return
        self.verb("MOVE")
        for uid in uids:
            if uid in self._folder.mails:
                self._server.move(uid, INBOX, DONE)
                self._server.weather("MOVE, in the midst of it")

    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool:  # noqa: ARG002 - Mailbox's signature
        self._server.missed.extend(self.vanished)
        self.vanished = ()
        self.verb("IDLE")
        self._process.sleep(seconds)
        self._server.weather("IDLE")
        return bool(self._folder.mails)

    def _place(self, uid: int) -> Place:
        return Place(account=USER, folder=INBOX, uidvalidity=self._folder.uidvalidity, uid=uid)

    def _uids(self, places: Sequence[Place]) -> list[int]:
        return sorted({place.uid for place in places if place == self._place(place.uid)})
