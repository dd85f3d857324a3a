"""A table within a cell of another one, whose rules meet the outer table's: two tables, not one with narrow empty columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from parsing.pdf_sight import Box

_GUTTER = 9.0  # points; between the rules of a cell and those of the table in it nothing is written
_NEAR = 1.5  # points by which rules at one place may differ

Rows: TypeAlias = tuple[tuple[Box | None, ...], ...]  # a table's cells, None where a merged cell reaches in


def parted(rows: Rows, written: Sequence[Box]) -> list[Rows]:
    """The rows of the outer table, and those of each table that stands between two gutters in one of its cells.

    `written`: where words stand. Nothing is written in a gutter.
    """
    cells = list(dict.fromkeys(box for row in rows for box in row if box is not None))
    homes = list(_homes(cells, written))
    if not homes:
        return [rows]
    return [_outer(rows, homes), *(_within(rows, home) for home in homes)]


def _outer(rows: Rows, homes: Sequence[Box]) -> Rows:
    """The rows with one cell in place of each table in it."""
    placed: set[Box] = set()
    made: list[tuple[Box | None, ...]] = []
    for row in rows:
        kept: list[Box | None] = []
        for box in row:
            home = next((each for each in homes if box is not None and _is_in(box, each)), None)
            kept.append(box if home is None else None if home in placed else home)
            placed |= {home} if home is not None else set()
        made.append(tuple(kept))
    return tuple(row for row in made if any(row))


def _within(rows: Rows, home: Box) -> Rows:
    held = (tuple(box for box in row if box is not None and _is_held(box, home)) for row in rows)
    return tuple(row for row in held if row)


def _homes(cells: Sequence[Box], written: Sequence[Box]) -> Iterator[Box]:
    """The cells that hold a table: from a gutter at their left to one at their right, as high, with cells between."""
    narrow = (box for box in cells if box[2] - box[0] < _GUTTER < box[3] - box[1])
    gutters = sorted(box for box in narrow if not any(_lies_on(word, box) for word in written))
    for left in gutters:
        right = next((box for box in gutters if box[0] > left[2] and _is_level(left, box)), None)
        if right is not None and sum(_is_held(box, (left[0], left[1], right[2], right[3])) for box in cells) > 1:
            yield (left[0], left[1], right[2], right[3])


def _is_level(one: Box, other: Box) -> bool:
    return abs(one[1] - other[1]) < _NEAR and abs(one[3] - other[3]) < _NEAR


def _is_in(box: Box, home: Box) -> bool:
    level = box[1] > home[1] - _NEAR and box[3] < home[3] + _NEAR
    return level and box[0] > home[0] - _NEAR and box[2] < home[2] + _NEAR


def _is_held(box: Box, home: Box) -> bool:
    """Whether a cell is one of the table's within, no gutter beside it."""
    return _is_in(box, home) and box[2] - box[0] >= _GUTTER


def _lies_on(word: Box, box: Box) -> bool:
    return word[0] < box[2] - 1 and word[2] > box[0] + 1 and box[1] <= (word[1] + word[3]) / 2 <= box[3]
