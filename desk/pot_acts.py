"""What the desk asks of the service about the pot: statements, and corrections that two people make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desk.answering import Foreseen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    when: str  # a day for a home that it gave, a quarter for one that it received (D11)
    reference: str
    what: str
    homes: int | None  # by which the debt grows; None: a sum brought forward
    owes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A landlord's account as it may be given to it (R054): the same words as its letter and `reciprocal statement`."""

    landlord: str
    at: date
    since: str  # a quarter, "2026 Q1"; empty: from the beginning
    head: tuple[str, ...]
    lines: tuple[StatementLine, ...]
    csv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """A posted line that was none: its number in the ledger, since when it is taken back, and why."""

    posting: int
    day: date
    reason: str


class PotActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""

    def statement(self, landlord: str, at: date, since: str = "") -> Statement: ...

    def foresee(self, wanted: TakingBack, by: str) -> Foreseen:
        """What taking it back would do now: the contrary entries, and whatever goes on by the room that it makes."""
        ...

    def ask(self, wanted: TakingBack, by: str) -> int:
        """Notes the correction for a second person; gives its number. Nothing is in the ledger yet."""
        ...

    def foresee_asked(self, number: int) -> Foreseen: ...

    def confirm(self, number: int, by: str) -> str:
        """Does it, if this person may; gives what was done."""
        ...

    def drop(self, number: int, by: str, reason: str) -> None: ...
