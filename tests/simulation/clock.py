"""The world's two clocks: one that only ever runs on, and the one on the wall, which people and machines put wrong (F27)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from types import ModuleType
from unittest.mock import patch

STARTS = (
    datetime(2026, 11, 17, 9, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 20, tzinfo=UTC),  # the night in which 01:30 comes twice in London
    datetime(2027, 3, 28, 0, 20, tzinfo=UTC),  # the night in which 01:30 does not come
    datetime(2026, 12, 31, 21, 0, tzinfo=UTC),  # references of two years
)


class Clock:
    """`passed` is the monotonic clock in seconds since the world began."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.passed = 0.0
        self.wrong_by = timedelta()

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed) + self.wrong_by

    def monotonic(self) -> float:
        return self.passed

    def advance(self, seconds: float) -> None:
        assert seconds >= 0, "time runs on"
        self.passed += seconds

    def jump(self, by: timedelta) -> None:
        self.wrong_by += by

    def put_right(self) -> None:
        self.wrong_by = timedelta()

    @contextmanager
    def worn_by(self, *modules: ModuleType) -> Iterator[None]:
        """These modules look at the system's clock by themselves; in the simulation they look at this one."""
        clock = self

        class Watch(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return clock.now().astimezone(tz)

        patches = [patch.object(module, "datetime", Watch) for module in modules]
        for each in patches:
            each.start()
        try:
            yield
        finally:
            for each in patches:
                each.stop()
