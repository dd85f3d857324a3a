"""What the desk asks of the service about the pot: statements, and corrections that two people make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


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


class PotActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""

    def statement(self, landlord: str, at: date, since: str = "") -> Statement: ...
