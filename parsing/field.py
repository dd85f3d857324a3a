"""A value never travels without the words it was read from and the place they stood in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place that a person can find: «form.docx, table 1, row 4». Counting starts at 1."""

    source: str = ""  # file name, "message" for a mail's own words, "subject"
    table: int = 0
    row: int = 0
    cell: int = 0
    page: int = 0
    line: int = 0
    box: tuple[int, ...] = ()  # on a page: left, top, right, bottom in points from its top left corner; not part of the words
    note: str = ""  # "text box", "footnote", "form field Text3", "added by Ada Okafor"

    @property
    def place(self) -> tuple[int, ...]:
        """The cell or line that is meant, without its words."""
        return (self.page, self.table, self.row, self.cell, self.line)

    def __str__(self) -> str:
        named = (("page", self.page), ("table", self.table), ("row", self.row), ("cell", self.cell), ("line", self.line))
        parts = [self.source, *(f"{word} {number}" for word, number in named if number), self.note]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """What one answer says. `doubt` is a plain sentence for the coordinator, empty when sure.

    A field in doubt has no value: what it might mean is a `proposal`, which no rule ever reads.
    """

    value: T | None = None
    quote: str = ""
    where: Where = Where()
    doubt: str = ""
    proposal: T | None = None

    def __post_init__(self) -> None:
        assert self.value is None or not self.doubt, "a field in doubt carries no value"

    @property
    def blank(self) -> bool:
        """Nothing was answered: neither a value nor a doubt."""
        return self.value is None and not self.doubt

    def as_proposal(self, why: str) -> Field[T]:
        """A sure value as one that somebody has to confirm; what is blank, or in doubt already, as it is."""
        return self if self.value is None else replace(self, value=None, proposal=self.value, doubt=why)
