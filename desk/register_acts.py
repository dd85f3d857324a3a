"""What the desk asks of the service about the register of partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desk.answering import Foreseen
from scheme.register import Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of rows: done at once, and asked of a second person under a number (0: nothing was)."""

    done: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    number: int = 0


class RegisterActs(Protocol):
    """Each raises desk.office.Refused with a sentence that says what would help."""

    def secure_among(self, addresses: frozenset[str]) -> frozenset[str]:
        """Those to which letters with what a case says may go."""
        ...

    def foresee(self, rows: tuple[Partner, ...]) -> Foreseen:
        """What taking these rows in would bring about, besides the rows."""
        ...

    def take_in(self, rows: tuple[Partner, ...], before: tuple[Partner, ...], by: str, reason: str) -> TakenIn:
        """Rows whose mailboxes or status change wait for a second person, the others are written. `before`: as she saw them."""
        ...

    def foresee_asked(self, number: int) -> Foreseen: ...
    def confirm(self, number: int, by: str) -> str: ...
    def drop(self, number: int, by: str, reason: str) -> None: ...
