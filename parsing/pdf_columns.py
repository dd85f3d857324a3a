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
from parsing.pdf_words import WordLine, box_of, is_box, is_new_item, joined_lines, room_of, text_of, would_fit

ColumnRow: TypeAlias = tuple[tuple[WordLine, ...], ...]  # for each column, the lines of its cell

NEAR = 2.5  # points within which two words begin at one place
_SLIP = 0.4  # of the distance between two lines
_LONE = 12.0  # points; that distance where there is but one line
_APART = 0.5  # of the letters' height
_ENOUGH = 3  # rows that tell how far apart rows stand
_SPACE = 0.5  # of the letters' height; a wider one parts columns although no words were printed between
_LOOK = 0.8  # points by which letters of one size may differ in height
_EVEN = 2.5  # points by which the room between lines may differ and still be even
_FINE = 0.7  # the same where a machine set all rows of a table alike
_LESS = 1.2  # points of less room than that between rows: lines of one row
_OF_BOX = 2.0  # of a box's height: the room up to its words
_PADDING = 11.0  # points that word processors leave between two columns' words: where a column's room ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A run of lines that are a table."""

    lefts: tuple[float, ...]  # where each column begins
    rows: tuple[ColumnRow, ...]
    box: Box
    unsure: frozenset[int] = frozenset()  # the rows of which it could not be told where they begin or end


def columns_in(lines: Sequence[WordLine]) -> Iterator[Columns | list[WordLine]]:
    """The lines in their order, runs of them that are tables as such."""
    lefts = beginnings(lines)
    active = [frozenset(left for left in lefts if _is_column_at(lines, at, left)) for at in range(len(lines))]
    at = 0
    while at < len(lines):
        end = at + 1
        if active[at]:
            while end < len(lines) and active[end]:
                end += 1
            for own in _without_grids(lines[at:end]):
                if starts := _splitting(own, frozenset().union(*active[at:end])):
                    yield from _as_table(own, starts)
                else:
                    yield list(own)
        else:
            while end < len(lines) and not active[end]:
                end += 1
            yield list(lines[at:end])
        at = end


# ------------------------------------------------------------------------------------------------ columns


def beginnings(lines: Sequence[WordLine]) -> list[float]:
    """Where, after a gap, words begin in two lines or more."""
    after = [word for line in lines for word in _after_gaps(line)]
    framed = {word.x0 for word in after if word.frame}
    places = sorted(word.x0 for word in after)
    found: list[list[float]] = []
    for place in places:
        if found and place - found[-1][0] <= NEAR:
            found[-1].append(place)
        else:
            found.append([place])
    return [min(group) for group in found if len(group) >= 2 or group[0] in framed]


def _after_gaps(line: WordLine) -> Iterator[Word]:
    """The words after gaps. «☐ No» behind «☒ Yes», and the words of a box, belong to the answer that began before them."""
    for at, (left, right) in enumerate(itertools.pairwise(line), 1):
        gap = right.x0 - left.x1
        is_of_box = is_box(left) and not is_box(right) and gap < _OF_BOX * left.height
        if gap > 0.9 * min(right.height, 14) and not is_of_box and not _is_next_choice(line, at):
            yield right


def _is_next_choice(line: WordLine, at: int) -> bool:
    """Whether a box stands behind another one and its words, both behind the words of a question."""
    before = [number for number, word in enumerate(line[:at]) if is_box(word)]
    return is_box(line[at]) and bool(before) and before[0] > 0 and before[-1] < at - 1


def _without_grids(lines: Sequence[WordLine]) -> Iterator[Sequence[WordLine]]:
    """The lines, those apart of which each begins with a choice: they are no rows of the questions above and below them."""
    leftmost = min(line[0].x0 for line in lines)
    for _, group in itertools.groupby(lines, key=lambda line: is_box(line[0]) and line[0].x0 - leftmost <= NEAR):
        yield list(group)


def _splitting(lines: Sequence[WordLine], lefts: frozenset[float]) -> list[float]:
    """The columns of a table; those of a grid of choices are its own, in two of its lines, not the questions' above or below."""
    enough = 2 if all(is_box(line[0]) for line in lines) else 1
    return sorted(left for left in lefts if sum(_how(line, left) == "splits" for line in lines) >= enough)


def _how(line: WordLine, left: float) -> str:
    """How a line stands to a column's beginning: «splits», «before», «after» it, or «crosses»."""
    if all(word.x1 < left + 0.5 for word in line):
        return "before"
    if all(word.x0 >= left - NEAR for word in line):
        return "after" if abs(line[0].x0 - left) <= NEAR * 1.5 or line[0].x0 > left + 8 else "crosses"
    begins = [at for at, word in enumerate(line) if abs(word.x0 - left) <= NEAR]
    if begins and begins[0] and line[begins[0] - 1].x1 < left - 0.5 and not _is_next_word(line, begins[0]):
        return "splits"
    return "crosses"


def _is_next_word(line: WordLine, at: int) -> bool:
    """Whether a word was printed on from the one before it, an ordinary space between: it stands at a column by chance."""
    before, word = line[at - 1], line[at]
    return word.spaces == 1 and word.run == before.run != 0 and word.x0 - before.x1 < _SPACE * word.height


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
    if len(splits) < 2 and not any(_is_framed_at(lines[number], left) for number in splits):
        return False
    return splits[0] <= at <= splits[-1] or (at > splits[-1] and _trails(lines, splits[-1], at, left))


def _is_framed_at(line: WordLine, left: float) -> bool:
    """Whether what begins there was written into a box: then it answers what stands before that box."""
    return any(word.frame is not None and abs(word.x0 - left) <= NEAR for word in line)


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
        if how == "before" and _is_choice_below(lines, split, number):
            continue
        goes_on = how == "after" or (
            how == "before" and line[0].text[:1].islower() and abs(line[0].x0 - lines[split][0].x0) < NEAR
        )
        if not near or not goes_on:
            return False
    return True


def _is_choice_below(lines: Sequence[WordLine], split: int, at: int) -> bool:
    """Whether a line is the last, shorter row of a grid of choices, no further below it than its rows are apart."""
    above, line = lines[split], lines[at]
    if not split or at != split + 1 or not all(is_box(each[0]) for each in (lines[split - 1], above, line)):
        return False
    pitch = above[0].top - lines[split - 1][0].top
    return abs(line[0].x0 - above[0].x0) < NEAR and line[0].top - above[0].top < pitch + _EVEN


# ------------------------------------------------------------------------------------------------ rows


def _as_table(lines: Sequence[WordLine], starts: Sequence[float]) -> Iterator[Columns]:
    lefts = (min(line[0].x0 for line in lines), *starts)
    grid = [_cells(line, lefts) for line in lines]
    rights = _rights(grid, lefts)
    rows: list[list[list[WordLine]]] = []
    begun: list[list[int]] = []
    unsure: set[int] = set()
    for at in range(len(grid)):
        begins = _begins_row(grid, at, begun[-1], rights) if rows else True
        if begins is None:
            unsure |= {len(rows) - 1} if grid[at][0] else {len(rows) - 1, len(rows)}
        if begins:
            rows.append([[] for _ in lefts])
            begun.append([-1] * len(lefts))
        for column, cell in enumerate(grid[at]):
            if cell:
                _put(rows[-1][column], cell, room_of(cell, rights[column]), lefts[column])
                begun[-1][column] = at
    box = box_of([word for line in lines for word in line])
    made = tuple(tuple(tuple(cell) for cell in row) for row in rows)
    yield Columns(lefts=lefts, rows=made, box=box, unsure=frozenset(range(len(made)) if _is_out_of_line(grid) else unsure))


def _cells(line: WordLine, lefts: Sequence[float]) -> list[WordLine]:
    """A line's words by column. Words that run over the beginning of a column without a gap stay where they began."""
    cells: list[list[Word]] = [[] for _ in lefts]
    column = 0
    for at, word in enumerate(line):
        reached = max(number for number, left in enumerate(lefts) if number == 0 or word.x0 >= left - NEAR)
        gap = word.x0 - line[at - 1].x1 if at else 0.0
        parted = at == 0 or gap > word.height or (line[at - 1].x1 < lefts[reached] - 0.5 and not _is_next_word(line, at))
        if reached > column and parted:
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
    level = bool(cell) and abs(line[0].x0 - left) < 2 * NEAR
    goes_on = line[0].text[:1].islower() and "@" not in line[0].text and line[0].frame is None
    if level and not is_new_item(line) and (goes_on or not would_fit(cell[-1][-1:], line, right)):
        cell[-1] = joined_lines(cell[-1], line, cell[-1], right)
    else:
        cell.append(line)


def _begins_row(grid: Sequence[Sequence[WordLine]], at: int, last: Sequence[int], rights: Sequence[float]) -> bool | None:
    """Whether this line begins a new row, None if that cannot be told.

    `last` tells in which line each column of the row so far had its last words.
    """
    line = grid[at]
    if _is_in_one_frame(grid, at):
        return False
    if not line[0]:
        return _belongs_to_next(grid, at, rights)
    if last[0] < 0:
        return not _is_led_by_value(grid, at, rights)
    if last[0] < at - 1:
        return True  # the label ended, the value went on, and now there is a label again
    above, first = grid[at - 1][0], line[0][0]
    if first.top - above[0].bottom > 0.6 * first.height + _usual_gap(grid):
        return True
    if any(cell and 0 <= last[column] < at - 1 for column, cell in enumerate(line) if column):
        return True  # an answer has no holes
    if first.text.startswith("("):
        return False
    if first.bold != above[0].bold or abs(first.height - above[0].height) > _LOOK:
        return True  # a heading, or the first label below one
    if any(line[1:]) and all(each < 0 for each in last[1:]):
        return _begins_with_answer(grid, at, rights)
    return _goes_on_with_label(grid, at, rights)


def _is_in_one_frame(grid: Sequence[Sequence[WordLine]], at: int) -> bool:
    """Whether a line and the one above it were written into one box, and a label beside them is that box's alone."""
    pairs = [(above, cell) for above, cell in zip(grid[at - 1][1:], grid[at][1:], strict=True) if cell]
    return bool(pairs) and all(above and above[0].frame is not None and above[0].frame == cell[0].frame for above, cell in pairs)


def _begins_with_answer(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool | None:
    """The same for the first line with an answer below a label that has none: its own row, or the end of a label set low."""
    above, line = grid[at - 1][0], grid[at][0]
    if line[0].text[:1].islower():
        return False
    if would_fit(above, line, rights[0]) or text_of(above).endswith(("?", ":")) or re.match(r"\(?\d{1,2}[.)]", line[0].text):
        return True
    return True if _stands_apart_as_rows_do(grid, at, rights) else _told_by_pitch(grid, at, rights)


def _goes_on_with_label(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool | None:
    """The same for a line right below another one of the labels, of one look with it."""
    line, above = grid[at], grid[at - 1][0]
    first = line[0][0]
    fits = would_fit(above, line[0], rights[0])
    others = any(line[1:])
    if first.text[:1].islower():
        return None if fits and others else False
    if fits or text_of(above).endswith(("?", ":")) or re.match(r"\(?\d{1,2}[.)]", first.text):
        return True
    if not others:
        return _is_nearer_below(grid, at)
    if _has_whole_answer_above(grid, at, rights) or _stands_apart_as_rows_do(grid, at, rights):
        return True
    return _told_by_pitch(grid, at, rights)


def _has_whole_answer_above(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool:
    """Whether the answer on the line above ended before its room did: then it is whole, and so is its row."""
    return any(
        cell and grid[at - 1][column] and would_fit(grid[at - 1][column], cell, rights[column])
        for column, cell in enumerate(grid[at])
        if column
    )


def _stands_apart_as_rows_do(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool:
    """Whether a line has more room above it than the lines of a paragraph, and as much as the table's plain rows have."""
    here = _room_above(grid, at)
    if here < _APART * grid[at][0][0].height:
        return False
    numbers = range(1, len(grid))
    rows = [_room_above(grid, each) for each in numbers if each != at and _is_plain_row(grid, each, rights)]
    rests = [_room_above(grid, each) for each in numbers if not grid[each][0] or grid[each][0][0].text[:1].islower()]
    even = sum(abs(room - here) <= _EVEN for room in rows)
    return even >= _ENOUGH and even * 2 > len(rows) and all(room < here - _EVEN for room in rests)


def _is_plain_row(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool:
    """Whether a line with label and answer plainly begins a row, that above it being whole."""
    label, above = grid[at][0], grid[at - 1][0]
    if not label or not above or not any(grid[at][1:]) or not any(grid[at - 1][1:]):
        return False
    return would_fit(above, label, rights[0]) or _has_whole_answer_above(grid, at, rights)


def _room_above(grid: Sequence[Sequence[WordLine]], at: int) -> float:
    return min(word.top for word in _words(grid[at])) - max(word.bottom for word in _words(grid[at - 1]))


def _told_by_pitch(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool | None:
    """Whether a line begins a row: it stands as far below the one above as plain rows do, or plainly nearer; else None."""
    pitch = _pitch_of_rows(grid, rights)
    return None if pitch is None else is_of_pitch(_step(grid, at), pitch)


def is_of_pitch(step: float, pitch: float) -> bool | None:
    return True if abs(step - pitch) <= _FINE else False if step < pitch - _LESS else None


def _pitch_of_rows(grid: Sequence[Sequence[WordLine]], rights: Sequence[float]) -> float | None:
    """How far one row stands below the next where both are of one line, if a machine set them all alike."""
    return even_pitch([_step(grid, each) for each in range(1, len(grid)) if _follows_whole_label(grid, each, rights)])


def even_pitch(steps: Sequence[float]) -> float | None:
    """The step that most of these are alike to, three at least."""
    middle = sorted(steps)[len(steps) // 2] if steps else 0.0
    even = sum(abs(step - middle) <= _FINE for step in steps)
    return middle if even >= _ENOUGH and even * 2 > len(steps) else None


def _follows_whole_label(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool:
    """Whether a line plainly begins a row, be it with an answer or without: that above is whole, its label or its answer."""
    label, above = grid[at][0], grid[at - 1][0]
    if not label or not above or label[0].text[:1].islower() or label[0].text.startswith("("):
        return False
    return would_fit(above, label, rights[0]) or _is_plain_row(grid, at, rights)


def _step(grid: Sequence[Sequence[WordLine]], at: int) -> float:
    """From a line down to the next, by the feet of letters of one kind: boxes and other fonts stand higher and lower."""
    return foot_of(_words(grid[at])) - foot_of(_words(grid[at - 1]))


def foot_of(line: WordLine) -> float:
    return next((word.bottom for word in line if not is_box(word)), line[0].bottom)


def _is_nearer_below(grid: Sequence[Sequence[WordLine]], at: int) -> bool | None:
    """Whether a lone line among the labels stands nearer to the one below it, as a heading does; None if it stands evenly."""
    if at + 1 >= len(grid):
        return None
    tell = _nearness(_words(grid[at - 1]), _words(grid[at]), _words(grid[at]), _words(grid[at + 1]))
    return True if tell > _EVEN else False if tell < -_EVEN else None


def _usual_gap(grid: Sequence[Sequence[WordLine]]) -> float:
    """The smallest gap between two lines of the first column: that of a line and the next of one paragraph."""
    tops = [row[0] for row in grid if row[0]]
    gaps = [lower[0].top - upper[0].bottom for upper, lower in itertools.pairwise(tops)]
    return max(0.0, min(gaps, default=0.0))


def _belongs_to_next(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool | None:
    """Whether words beside no label go with the row below: its label stands level with the middle or the end of its answer.

    None where they stand as near to the row above: rows without more room between them than lines.
    """
    first = last = at
    while first > 0 and not grid[first][0]:
        first -= 1
    while last < len(grid) and not grid[last][0]:
        last += 1
    if last == len(grid) or not grid[first][0]:
        return last < len(grid)  # beside no label at all, or above the first
    tells = [_nearness(_words(grid[first]), _words(grid[first + 1]), _words(grid[last - 1]), _words(grid[last]))]
    for column, cell in enumerate(grid[at]):
        if cell and grid[first][column] and grid[last][column]:
            tells.append(_nearness(grid[first][column], grid[first + 1][column], grid[last - 1][column], grid[last][column]))
    if len(tells) == 1:  # no answer beside the label below: how far answers slip from their labels decides, too
        tells[0] -= _slip_of(grid)
    if all(tell > _EVEN for tell in tells):
        return True
    return False if all(tell < -_EVEN for tell in tells) else _belongs_by_pitch(grid, (first + 1, last), rights)


def _belongs_by_pitch(grid: Sequence[Sequence[WordLine]], run: tuple[int, int], rights: Sequence[float]) -> bool | None:
    """The same by how far rows stand apart: the lines are near each other, and near one row, not the other."""
    first, last = run
    pitch = _pitch_of_rows(grid, rights)
    if pitch is None or any(is_of_pitch(_step(grid, at), pitch) is not False for at in range(first + 1, last)):
        return None
    begins, ends = is_of_pitch(_step(grid, first), pitch), is_of_pitch(_step(grid, last), pitch)
    return begins if {begins, ends} == {True, False} else None


def _words(row: Sequence[WordLine]) -> WordLine:
    return tuple(word for cell in row for word in cell)


def _nearness(above: WordLine, first: WordLine, last: WordLine, below: WordLine) -> float:
    """By how many points some lines stand further from those above them than from those below."""
    if not first or not last:
        return 0.0
    before = min(word.top for word in first) - max(word.bottom for word in above)
    return before - (min(word.top for word in below) - max(word.bottom for word in last))


def _slip_of(grid: Sequence[Sequence[WordLine]]) -> float:
    """By how much answers stand lower than their labels, as a rule."""
    slips = sorted(cell[0].middle - row[0][0].middle for row in grid if row[0] for cell in row[1:] if cell)
    return slips[len(slips) // 2] if slips else 0.0


def _is_out_of_line(grid: Sequence[Sequence[WordLine]]) -> bool:
    """Whether answers stand so much lower or higher than their labels that those of the next row are nearly as close.

    What was written into a box stands where the box does.
    """
    answered = [(row[0], cell) for row in grid if row[0] for cell in row[1:] if cell and cell[0].frame is None]
    slips = sorted(abs(cell[0].middle - label[0].middle) for label, cell in answered)
    middles = [row[0][0].middle for row in grid if row[0]]
    pitch = min((lower - upper for upper, lower in itertools.pairwise(middles)), default=_LONE)
    return bool(slips) and slips[len(slips) // 2] > _SLIP * max(pitch, 1.0)


def _is_led_by_value(grid: Sequence[Sequence[WordLine]], at: int, rights: Sequence[float]) -> bool:
    """Whether the line above, beside no label, was put with this one already. «Yes» and «No» over boxes are a head."""
    if at and _is_head_of_boxes(grid[at - 1], grid[at]):
        return False
    return at > 0 and not grid[at - 1][0] and _belongs_to_next(grid, at - 1, rights) is True


def _is_head_of_boxes(line: Sequence[WordLine], below: Sequence[WordLine]) -> bool:
    """Whether all that a line says stands over boxes alone, two at least."""
    pairs = [(cell, lower) for cell, lower in zip(line, below, strict=True) if cell]
    return len(pairs) > 1 and all(len(lower) == 1 and is_box(lower[0]) and not any(map(is_box, cell)) for cell, lower in pairs)
