"""What is going to happen and when, by the clock that only runs on; two things of one moment keep the order of their entry."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.simulation.clock import Clock

Deed = Callable[[], None]


@dataclass(frozen=True, order=True)
class Event:
    at: float
    number: int
    what: str = field(compare=False)
    deed: Deed = field(compare=False)


class Agenda:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._events: list[Event] = []
        self._numbers = count(1)

    def add(self, after: float, what: str, deed: Deed) -> None:
        heapq.heappush(self._events, Event(self._clock.passed + max(0.0, after), next(self._numbers), what, deed))

    @property
    def now(self) -> float:
        return self._clock.passed

    @property
    def next_at(self) -> float | None:
        return self._events[0].at if self._events else None

    def is_due(self) -> bool:
        return bool(self._events) and self._events[0].at <= self._clock.passed

    def take(self) -> Event:
        return heapq.heappop(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)
