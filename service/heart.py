"""Writes down when each part of the line last did its work, for others to see: one row a minute while nothing changes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from store import beats
from store.engine import Store, StoreTrouble

log = logging.getLogger("reciprocal")

EVERY = 60.0  # seconds between two rows that say the same


class Heart:
    """Remembers what it wrote last. A store that cannot be written keeps nobody from working."""

    def __init__(self, store: Store, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._now, self._clock = store, now, clock
        self._written: dict[str, tuple[str, float]] = {}  # name → what troubled it, and when that was written
        self._turn = threading.Lock()

    def beat(self, name: str, trouble: str = "") -> None:
        """It went well, or this is what troubles it. A change is written and told at once."""
        with self._turn:
            before, at = self._written.get(name, ("", -EVERY))
            if trouble == before and self._clock() - at < EVERY:
                return
            if self._write(name, trouble):
                self._written[name] = trouble, self._clock()

    def _write(self, name: str, trouble: str) -> bool:
        try:
            if trouble:
                self._store.write(lambda tx: beats.troubled(tx, name, trouble, self._now()))
            else:
                self._store.write(lambda tx: beats.well(tx, name, self._now()))
        except StoreTrouble:
            return False
        return True
