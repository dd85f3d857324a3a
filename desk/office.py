"""Where a coordinator sits: the store, the clock, today's scheme, and what only the service can do for her."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk.answering import Answering
from desk.day import Days
from desk.health import Limits
from desk.papers import Papers
from desk.post_acts import PostActs
from desk.pot_acts import PotActs
from desk.provider import Provider
from desk.register_acts import RegisterActs
from desk.sealed import Sealer, for_this_process
from scheme.agreement import Scheme
from store.engine import Store


class Refused(ValueError):
    """What she asked for cannot be done: a sentence that says what would help. Nothing was changed."""


class Notices:
    """One sentence for the next page that somebody sees: «Q12 is answered.» Lost with the process, and no harm done."""

    MOST = 200

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._turn = threading.Lock()

    def tell(self, session: str, sentence: str) -> None:
        with self._turn:
            self._kept[session] = (*self._kept.pop(session, ()), sentence)
            while len(self._kept) > self.MOST:
                self._kept.popitem(last=False)

    def take(self, session: str) -> tuple[str, ...]:
        with self._turn:
            return self._kept.pop(session, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the service does for the desk: each a door of its own, made in service/desk_door.py."""

    scheme: Callable[[], Scheme]  # today's, with the register's names laid over
    answering: Answering
    papers: Papers
    pot: PotActs
    post: PostActs
    register: RegisterActs
    day: Days
    zone: Callable[[datetime], datetime]  # the time as it is on the coordinator's wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`hosts`: the names that the desk is called by; another one is refused, so that no page elsewhere can look in.

    `origin`: how the outside calls it («https://desk.example»), where a proxy stands before it; empty: as the browser says.
    Without `services` there is nothing but what watches the line (/health, /metrics).
    """

    store: Store
    now: Callable[[], datetime]
    limits: Limits = field(default_factory=Limits)
    hosts: Sequence[str] = ()
    origin: str = ""
    sealer: Sealer = field(default_factory=for_this_process, repr=False)  # of what signs people in
    provider: Provider | None = None  # of sign-ins
    idle: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=8)
    services: Services | None = None
    notices: Notices = field(default_factory=Notices)

    @property
    def does(self) -> Services:
        assert self.services is not None, "pages are served only where the service stands behind them"
        return self.services
