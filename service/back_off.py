"""How long to wait before the next try: growing pauses drawn by lot, so that not all come back at once (F5, F6, F9)."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeAlias

FIRST, LONGEST = 1.0, 60.0  # seconds; of passing trouble
REST, LONGEST_REST = 60.0, 3600.0  # of trouble that a person must end, such as a refused sign-in
Lot: TypeAlias = Callable[[float, float], float]  # draws from a span

LEAST = 0.2  # of any pause: no lot makes a busy loop


class BackOff:
    """Each trouble doubles the span that the next pause is drawn from."""

    def __init__(self, lot: Lot = random.uniform) -> None:
        self._lot = lot
        self._troubles = 0

    @property
    def span(self) -> float:
        """The longest that the last pause could have been; 0 when all is well."""
        return _span(FIRST, self._troubles, LONGEST) if self._troubles else 0.0

    def pause(self, *, permanent: bool = False) -> float:
        """Seconds to wait now, after one more trouble."""
        self._troubles += 1
        if permanent:
            return self._lot(REST, _span(REST, self._troubles, LONGEST_REST))
        return self._lot(LEAST, _span(FIRST, self._troubles, LONGEST))

    def well_for(self, seconds: float) -> None:
        """It has gone well for so long. One that breaks sooner than its last pause is not yet well."""
        if seconds > self.span:
            self._troubles = 0


def _span(first: float, troubles: int, longest: float) -> float:
    return float(min(longest, first * 2.0 ** min(troubles - 1, 20)))
