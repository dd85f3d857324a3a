"""What the four steps of the line need, handed to them as arguments."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ingest.message import Place, RawMessage
from outbox.smtp import TakesLetters
from parsing.readings import Mail
from scheme.agreement import Scheme
from store.engine import Store


class Mailbox(Protocol):
    """What the line needs of a mailbox: the same verbs over a server and over a directory."""

    def waiting(self) -> tuple[Place, ...]: ...
    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]: ...
    def file_away(self, places: Sequence[Place]) -> None: ...
    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool: ...
    @property
    def vanished(self) -> Sequence[Place]: ...  # listed, and gone before they could be fetched (F12)
    @property
    def remarks(self) -> Sequence[str]: ...  # what the mailbox could not do, as sentences


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
