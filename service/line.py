"""What the four steps of the line need, handed to them as arguments."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ingest.message import Place, RawMessage
from outbox.journal import Journal
from outbox.smtp import TakesLetters
from parsing.readings import Mail
from scheme.agreement import Scheme
from service.working_days import Place as WorkingPlace
from store import leases
from store.caps import USUAL, Most
from store.engine import Store, Tx

LEASE = "line"


class Mailbox(Protocol):
    """What the line needs of a mailbox: the same verbs over a server and over a directory."""

    def waiting(self) -> tuple[Place, ...]: ...
    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]: ...
    def file_away(self, places: Sequence[Place]) -> None: ...
    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool: ...
    def hang_up(self) -> None: ...  # from another thread: whatever waits for the server ends with MailboxTrouble
    @property
    def here(self) -> Place: ...  # the folder, without a message; its `uidvalidity` 0: numbers prove nothing (F2)
    @property
    def uidnext(self) -> int: ...  # below it every number has been given to a mail; 0: not known
    @property
    def vanished(self) -> Sequence[Place]: ...  # listed, and gone before they could be fetched (F12)
    @property
    def remarks(self) -> Sequence[str]: ...  # what the mailbox could not do, as sentences


class NotMine(Exception):
    """Another process has taken over while this one was held up: nothing more is done here (F20)."""


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What binds a line to the daemon that runs it. The defaults are those of a line that runs alone: all is allowed."""

    mine: Callable[[Tx], bool] = lambda _: True  # asked in each transaction that has an effect: is the lease still ours?
    fence: Callable[[Tx], int] = lambda tx: leases.fence_of(tx, LEASE)  # the number of the present holding
    beat: Callable[[str, str], None] = lambda _name, _trouble: None  # for other processes: it went well, or what troubles it
    within: Callable[[float], None] = lambda _: None  # for the watchdog: I shall be heard of again within so many seconds
    opened: Callable[[object], None] = lambda _: None  # the door that the watchdog may shut from outside; None: none is open
    wake: Callable[[], None] = lambda: None  # mails were kept: there is work for the rest of the line

    def check(self, tx: Tx) -> None:
        """Raises NotMine, which takes the transaction back."""
        if not self.mine(tx):
            raise NotMine("Another process has taken over the line; standing by.")


ALONE = Ties()


@dataclass(frozen=True, kw_only=True)
class Morning:
    """The morning letter: who gets it, from which hour on, and where they work. Nobody: no letter is written."""

    to: tuple[str, ...] = ()
    at_hour: int = 7
    place: WorkingPlace = WorkingPlace()


@dataclass(frozen=True, kw_only=True)
class Line:
    """What the four steps need, handed to them as arguments. `now` gives aware datetimes."""

    store: Store
    scheme: Scheme  # with the register's names laid over
    sender: str  # the From line of our letters
    secure_domains: tuple[str, ...]
    open_mailbox: Callable[[], AbstractContextManager[Mailbox]]
    open_post: Callable[[], AbstractContextManager[TakesLetters]]
    read: Callable[[RawMessage], Mail]
    now: Callable[[], datetime]
    refreshed: Callable[[Line], Line] = lambda line: line  # the line with today's register
    stop: Callable[[], bool] = lambda: False  # asked between two units: has TERM come?
    ties: Ties = ALONE
    glance: Callable[[RawMessage, float], Mail | None] | None = None  # for so many seconds; None: the mail takes longer
    journal: Journal | None = None  # of the hand-overs, outside the store (O7)
    most: Most = USUAL  # letters that one mailbox gets (D14)
    coordinators: tuple[str, ...] = ()  # who may get an alarm
    morning: Morning = Morning()  # who is told what is due today, and when
    secure_addresses: tuple[str, ...] = ()  # of ours, and those that anybody may write to (R072)
    open_addresses: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()  # who gets complaints as they came (R056)
    unrecorded: list[Callable[[Tx], None]] = field(default_factory=list)  # what came of letters, while the store takes no word
    bounce_tag: str = ""  # stands between our address and the token of a letter, where the provider delivers such addresses (F24)
