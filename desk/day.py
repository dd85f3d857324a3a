"""What is due on a day, in the morning letter's own words, and the door to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from matching.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing to do. `question` and `reference` say where it is done."""

    sentence: str
    reference: str = ""
    question: str = ""
    is_more: bool = False  # it counts what is not told here


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSection:
    due: str  # a matching.agenda.Due
    heading: str
    todo: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    day: date
    sections: tuple[DueSection, ...] = ()  # the most urgent first; none is empty


class Days(Protocol):
    def due(self, day: date) -> DueDay: ...

    def going(self) -> tuple[Case, ...]:
        """Every request that has not ended, whole."""
        ...
