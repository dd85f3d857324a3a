"""What the desk asks of the service about letters: release, cancel, and the switch that stops all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from store.schema import LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A line that the journal of hand-overs has about a letter."""

    at: datetime
    word: str  # begun | accepted | refused | later | unknown


class PostActs(Protocol):
    """Each act raises desk.office.Refused with a sentence that says what would help, and gives one that says what was done.

    `seen`: the state in which she saw the letter; if it has gone on since, nothing is done.
    """

    def form_lines(self, data: bytes) -> tuple[str, ...]:
        """The words of a form that we made, paragraph by paragraph; none if it cannot be taken apart."""
        ...

    def tried(self, letter: str) -> tuple[Tried, ...]: ...

    def why_held(self, letter: str) -> str:
        """What the look before it goes would say now; empty: it would go."""
        ...

    def release(self, letter: str, seen: LetterState, by: str) -> str: ...
    def cancel(self, letter: str, seen: LetterState, reason: str, by: str) -> str: ...
    def has_arrived(self, letter: str, seen: LetterState, by: str) -> str: ...
    def pause(self, reason: str, by: str) -> str: ...

    def journal_is_lost(self) -> bool:
        """Whether the store was restored and the journal of letters is not there: what has gone since is not known then."""
        ...

    def resume(self, by: str, *, without_journal: bool) -> str: ...
