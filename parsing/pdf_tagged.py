"""Tables by the file's own structure, where the page does not contradict it.

What the structure says is held against the places of the words: cells of one row stand side by side, rows below each other, no
cell of the structure reaches over a rule. Where it leaves words out, geometry decides; where it contradicts, nobody can be sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from parsing.pdf_letters import Word
from parsing.pdf_page import Grid
from parsing.pdf_sight import Box
from parsing.pdf_tags import Rows, Spot
from parsing.pdf_words import WordLine, box_of, in_lines, unwrapped

_SLACK = 2.0  # points by which the boxes of letters may overlap
_PADDING = 11.0  # points that word processors leave between two columns' words
_TICK_NEAR = 40.0  # points between a drawn box and its words


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedCell:
    lines: tuple[WordLine, ...]
    column: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedTable:
    number: int
    rows: tuple[tuple[TaggedCell, ...], ...]
    numbers: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A page's words: those of tables that the file's structure tells, and the rest."""

    tables: tuple[TaggedTable, ...] = ()
    rest: tuple[Word, ...] = ()
    contradicts: bool = False  # structure and page tell of different cells


def by_tags(words: Sequence[Word], grids: Sequence[Grid], known: Mapping[int, Rows]) -> Sorted:
    """What the structure tells of this page, as far as it can be relied on."""
    if not any(word.spot and word.spot.table for word in words):
        return Sorted(rest=tuple(words))
    rest, tables, contradicts = list(_with_ticks_placed(words)), [], False
    for number in dict.fromkeys(word.spot.table for word in rest if word.spot and word.spot.table):
        own = [word for word in rest if word.spot and word.spot.table == number]
        others = [word for word in rest if not (word.spot and word.spot.table == number)]
        box = box_of(own)
        if any(_reaches_into(word, box) for word in others):
            continue
        if not _stands_in_order(own) or not _keeps_to_rules(own, grids):
            contradicts = True
            continue
        tables.append(_table(number, own, grids, known.get(number, {})))
        rest = others
    return Sorted(tables=tuple(tables), rest=tuple(rest), contradicts=contradicts)


def _with_ticks_placed(words: Sequence[Word]) -> list[Word]:
    """Drawn boxes are marked as no content: each belongs to the words that stand nearest to it on its line."""
    told = [word for word in words if word.spot and word.spot.table]
    return [replace(word, spot=_nearest(word, told)) if word.spot is None and word.is_box else word for word in words]


def _nearest(tick: Word, told: Sequence[Word]) -> Spot | None:
    level = [word for word in told if abs(word.middle - tick.middle) < 0.6 * max(word.height, tick.height)]
    gaps = [(max(word.x0 - tick.x1, tick.x0 - word.x1), word.x0 < tick.x0, word.x0, word) for word in level]
    near = min((each for each in gaps if each[0] < _TICK_NEAR), default=None, key=lambda each: each[:3])
    return near[3].spot if near else None


def _reaches_into(word: Word, box: Box) -> bool:
    if not word.text.strip():
        return False
    across = word.x0 < box[2] + _TICK_NEAR and word.x1 > box[0] - _TICK_NEAR
    return across and box[1] < word.middle < box[3]


# ------------------------------------------------------------------------------------------------ held against the page


def _cells_of(words: Sequence[Word]) -> dict[tuple[int, int, int], list[Word]]:
    cells: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        if word.spot:
            cells.setdefault(word.spot.cell, []).append(word)
    return cells


def _stands_in_order(words: Sequence[Word]) -> bool:
    """Rows from the top down, the cells of a row from left to right, no cell over another."""
    boxes = {key: box_of(own) for key, own in _cells_of(words).items()}
    rows: dict[int, list[tuple[int, Box]]] = {}
    for (_, row, column), box in boxes.items():
        rows.setdefault(row, []).append((column, box))
    for across in rows.values():
        if any(left[1][2] > right[1][0] + _SLACK for left, right in pairwise(sorted(across))):
            return False
    bands = [(min(box[1] for _, box in rows[row]), max(box[3] for _, box in rows[row])) for row in sorted(rows)]
    if any(upper[0] > lower[0] + _SLACK for upper, lower in pairwise(bands)):
        return False
    return not any(_overlap(one, other) for one, other in combinations(boxes.values(), 2)) and _rows_apart(bands, rows)


def _rows_apart(bands: Sequence[tuple[float, float]], rows: Mapping[int, Sequence[tuple[int, Box]]]) -> bool:
    """Whether no row reaches into the next, but for a cell that goes down over several."""
    numbers = sorted(rows)
    for at, (upper, lower) in enumerate(pairwise(bands)):
        if upper[1] <= lower[0] + _SLACK:
            continue
        columns = {column for column, _ in rows[numbers[at + 1]]}
        if any(column in columns and box[3] > lower[0] + _SLACK for column, box in rows[numbers[at]]):
            return False
    return True


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] - _SLACK and other[0] < one[2] - _SLACK and one[1] < other[3] - _SLACK and other[1] < one[3] - _SLACK


def _keeps_to_rules(words: Sequence[Word], grids: Sequence[Grid]) -> bool:
    """Whether no cell of the structure has words in two ruled cells."""
    for own in _cells_of(words).values():
        homes = {_home_of(word, grids) for word in own}
        if len(homes) > 1:
            return False
    return True


def _home_of(word: Word, grids: Sequence[Grid]) -> Box | None:
    across, down = word.x0 + min(3.0, (word.x1 - word.x0) / 2), word.middle
    around = [
        box
        for grid in grids
        if grid.box[0] <= across <= grid.box[2] and grid.box[1] <= down <= grid.box[3]
        for row in grid.rows
        for box in row
        if box is not None and box[0] <= across <= box[2] and box[1] <= down <= box[3]
    ]
    return min(around, key=lambda each: (each[2] - each[0]) * (each[3] - each[1]), default=None)


# ------------------------------------------------------------------------------------------------ cells


def _table(number: int, words: Sequence[Word], grids: Sequence[Grid], known: Rows) -> TaggedTable:
    cells = _cells_of(words)
    box = box_of(words)
    rights = _rights(cells, known)
    here = sorted({row for _, row, _ in cells})
    numbers = tuple(row for row in sorted(known) if here[0] <= row <= here[-1])
    rows = tuple(
        tuple(_cell(cells.get((number, row, column), []), column, columns, rights, grids, box) for column, columns in known[row])
        for row in numbers
    )
    return TaggedTable(number=number, rows=rows, numbers=numbers, box=box)


def _rights(cells: Mapping[tuple[int, int, int], Sequence[Word]], known: Rows) -> dict[int, float]:
    """Where the room of each column ends at least: by its widest words, and where the next column's words begin."""
    spans = {(row, column): columns for row, own in known.items() for column, columns in own}
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for (_, row, column), words in cells.items():
        last = column + spans.get((row, column), 1) - 1
        lefts[column] = min(lefts.get(column, 1e6), *(word.x0 for word in words))
        rights[last] = max(rights.get(last, 0.0), *(word.x1 for word in words))
    return {
        column: max(right, min((left for other, left in lefts.items() if other > column), default=0.0) - _PADDING)
        for column, right in rights.items()
    }


def _cell(
    words: Sequence[Word], column: int, columns: int, rights: Mapping[int, float], grids: Sequence[Grid], table: Box
) -> TaggedCell:
    if not words:
        return TaggedCell(lines=(), column=column, columns=columns, box=table)
    box = _home_of(words[0], grids)
    is_ruled = box is not None
    if box is None:
        left, top, right, bottom = box_of(words)
        box = (left, top, max(right, rights.get(column + columns - 1, right)), bottom)
    return TaggedCell(lines=_by_paragraph(words, box, is_ruled=is_ruled), column=column, columns=columns, box=box)


def _by_paragraph(words: Sequence[Word], box: Box, *, is_ruled: bool) -> tuple[WordLine, ...]:
    """A cell's lines; what broke over is put together within its paragraph only."""
    groups: list[list[WordLine]] = []
    for line in in_lines(words):
        same = groups and _paragraph(groups[-1][-1]) == _paragraph(line)
        if same:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(line for group in groups for line in unwrapped(group, box, is_ruled=is_ruled))


def _paragraph(line: WordLine) -> int:
    return next((word.spot.paragraph for word in line if word.spot), 0)
