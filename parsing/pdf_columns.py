"""Tables without rules: columns told by words that begin at one place in line after line, rows by gaps and by room.

Nothing is guessed from what the words mean, except that a small letter goes on with a sentence and «?» or «:» ends a label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parsing.pdf_letters import Word
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, box_of, is_new_item, joined_lines, text_of, would_fit

ColumnRow: TypeAlias = tuple[tuple[WordLine, ...], ...]  # for each column, the lines of its cell

_NEAR = 2.5  # points within which two words begin at one place
_PADDING = 11.0  # points that word processors leave between two columns' words: where a column's room ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A run of lines that are a table."""

    lefts: tuple[float, ...]  # where each column begins
    rows: tuple[ColumnRow, ...]
    box: Box
    is_guessed: bool = False  # where a row begins could not be told for certain


def columns_in(lines: Sequence[WordLine]) -> Iterator[Columns | list[WordLine]]:
    """The lines in their order, runs of them that are tables as such."""
    lefts = _beginnings(lines)
    active = [frozenset(left for left in lefts if _is_column_at(lines, at, left)) for at in range(len(lines))]
    at = 0
    while at < len(lines):
        end = at + 1
        if active[at]:
            while end < len(lines) and active[end]:
                end += 1
            yield from _as_table(lines[at:end], sorted(frozenset().union(*active[at:end])))
        else:
            while end < len(lines) and not active[end]:
                end += 1
            yield list(lines[at:end])
        at = end


# ------------------------------------------------------------------------------------------------ columns


def _beginnings(lines: Sequence[WordLine]) -> list[float]:
    """Where, after a gap, words begin in two lines or more."""
    places = sorted(
        right.x0 for line in lines for left, right in itertools.pairwise(line) if right.x0 - left.x1 > 0.9 * min(right.height, 14)
    )
    found: list[list[float]] = []
    for place in places:
        if found and place - found[-1][0] <= _NEAR:
            found[-1].append(place)
        else:
            found.append([place])
    return [min(group) for group in found if len(group) >= 2]


def _how(line: WordLine, left: float) -> str:
    """How a line stands to a column's beginning: «splits», «before», «after» it, or «crosses»."""
    if all(word.x1 < left + 0.5 for word in line):
        return "before"
    if all(word.x0 >= left - _NEAR for word in line):
        return "after" if abs(line[0].x0 - left) <= _NEAR * 1.5 or line[0].x0 > left + 8 else "crosses"
    begins = [at for at, word in enumerate(line) if abs(word.x0 - left) <= _NEAR]
    if begins and begins[0] and line[begins[0] - 1].x1 < left - 0.5:
        return "splits"
    return "crosses"


def _is_column_at(lines: Sequence[WordLine], at: int, left: float) -> bool:
    """Whether the column goes through this line: two lines that split near by, nothing that crosses between."""
    if _how(lines[at], left) == "crosses":
        return False
    first = last = at
    while first > 0 and _is_joined(lines, first, left):
        first -= 1
    while last + 1 < len(lines) and _is_joined(lines, last + 1, left):
        last += 1
    splits = [number for number in range(first, last + 1) if _how(lines[number], left) == "splits"]
    if len(splits) < 2:
        return False
    return splits[0] <= at <= splits[-1] or (at > splits[-1] and _trails(lines, splits[-1], at, left))


def _is_joined(lines: Sequence[WordLine], at: int, left: float) -> bool:
    """Whether a line belongs with the one above: no column is crossed and no great gap lies between."""
    gap = lines[at][0].top - lines[at - 1][0].bottom
    return _how(lines[at], left) != "crosses" and _how(lines[at - 1], left) != "crosses" and gap < 4 * lines[at][0].height


def _trails(lines: Sequence[WordLine], split: int, at: int, left: float) -> bool:
    """Lines after the last row that go on with its cells: below the value, or a label's next words."""
    for number in range(split + 1, at + 1):
        line, above = lines[number], lines[number - 1]
        near = line[0].top - above[0].bottom < 0.6 * line[0].height
        how = _how(line, left)
        goes_on = how == "after" or (
            how == "before" and line[0].text[:1].islower() and abs(line[0].x0 - lines[split][0].x0) < _NEAR
        )
        if not near or not goes_on:
            return False
    return True


# ------------------------------------------------------------------------------------------------ rows


def _as_table(lines: Sequence[WordLine], starts: Sequence[float]) -> Iterator[Columns]:
    lefts = (min(line[0].x0 for line in lines), *starts)
    grid = [_cells(line, lefts) for line in lines]
    rights = _rights(grid, lefts)
    rows: list[list[list[WordLine]]] = []
    begun: list[list[int]] = []
    guessed = False
    for at in range(len(grid)):
        begins = _begins_row(grid, at, begun[-1], rights) if rows else True
        guessed = guessed or begins is None
        if begins:
            rows.append([[] for _ in lefts])
            begun.append([-1] * len(lefts))
        for column, cell in enumerate(grid[at]):
            if cell:
                _put(rows[-1][column], cell, rights[column], lefts[column])
                begun[-1][column] = at
    box = box_of([word for line in lines for word in line])
    yield Columns(lefts=lefts, rows=tuple(tuple(tuple(cell) for cell in row) for row in rows), box=box, is_guessed=guessed)


def _cells(line: WordLine, lefts: Sequence[float]) -> list[WordLine]:
    """A line's words by column. Words that run over the beginning of a column without a gap stay where they began."""
    cells: list[list[Word]] = [[] for _ in lefts]
    column = 0
    for at, word in enumerate(line):
        reached = max(number for number, left in enumerate(lefts) if number == 0 or word.x0 >= left - _NEAR)
        if reached > column and (at == 0 or line[at - 1].x1 < lefts[reached] - 0.5 or word.x0 - line[at - 1].x1 > word.height):
            column = reached
        cells[column].append(word)
    return [tuple(cell) for cell in cells]


def _rights(grid: Sequence[Sequence[WordLine]], lefts: Sequence[float]) -> list[float]:
    """Where each column's room ends, at least."""
    rights = []
    for column in range(len(lefts)):
        widest = max((row[column][-1].x1 for row in grid if row[column]), default=lefts[column])
        following = lefts[column + 1] - _PADDING if column + 1 < len(lefts) else widest
        rights.append(max(widest, following))
    return rights


def _put(cell: list[WordLine], line: WordLine, right: float, left: float) -> None:
    """Add a line to a cell: as words that found no room above, or as a line of its own."""
    level = bool(cell) and abs(line[0].x0 - left) < 2 * _NEAR
    if level and not is_new_item(line) and not would_fit(cell[-1][-1:], line, right):
        cell[-1] = joined_lines(cell[-1], line, cell[-1], right)
    else:
        cell.append(line)


def _begins_row(grid: Sequence[Sequence[WordLine]], at: int, last: Sequence[int], rights: Sequence[float]) -> bool | None:
    """Whether this line begins a new row, None if that cannot be told.

    `last` tells in which line each column of the row so far had its last words.
    """
    line = grid[at]
    if not line[0]:
        return _belongs_to_next(grid, at)
    if last[0] < 0:
        return not _is_led_by_value(grid, at)
    if last[0] < at - 1:
        return True  # the label ended, the value went on, and now there is a label again
    above, first = grid[at - 1][0], line[0][0]
    if first.top - above[0].bottom > 0.6 * first.height + _usual_gap(grid):
        return True
    if any(cell and last[column] < at - 1 for column, cell in enumerate(line) if column):
        return True  # an answer stands level with its label, and has no holes
    fits = would_fit(above, line[0], rights[0])
    others = any(line[1:])
    if first.text.startswith("("):
        return False
    if first.text[:1].islower():
        return None if fits and others else False
    if fits or text_of(above).endswith(("?", ":")) or re.match(r"\(?\d{1,2}[.)]", first.text):
        return True
    whole = any(
        cell and would_fit(grid[at - 1][at_column], cell, rights[at_column]) for at_column, cell in enumerate(line) if at_column
    )
    return True if whole else None if others else False


def _usual_gap(grid: Sequence[Sequence[WordLine]]) -> float:
    """The smallest gap between two lines of the first column: that of a line and the next of one paragraph."""
    tops = [row[0] for row in grid if row[0]]
    gaps = [lower[0].top - upper[0].bottom for upper, lower in itertools.pairwise(tops)]
    return max(0.0, min(gaps, default=0.0))


def _belongs_to_next(grid: Sequence[Sequence[WordLine]], at: int) -> bool:
    """Words beside no label stand nearer to the row below: its label stands level with the middle of its answer."""
    if at == 0 or at + 1 >= len(grid):
        return False
    here = [word for cell in grid[at] for word in cell]
    above = [word for cell in grid[at - 1] for word in cell]
    below = [word for cell in grid[at + 1] for word in cell]
    if not (here and above and below):
        return False
    return (
        min(word.top for word in here) - max(word.bottom for word in above)
        > min(word.top for word in below) - max(word.bottom for word in here) + 2
    )


def _is_led_by_value(grid: Sequence[Sequence[WordLine]], at: int) -> bool:
    """Whether the line above, beside no label, was put with this one already."""
    return at > 0 and not grid[at - 1][0] and _belongs_to_next(grid, at - 1)
