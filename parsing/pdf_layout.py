"""Words on a page → lines and tables, by where they stand: ruled tables, tables without rules, blanks to fill.

Pure geometry on our own values. A table without rules is told by words that begin at one place in line after line; which of
its lines belong to one row is told by gaps, and by whether a word that stands on the next line would still have found room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from types import MappingProxyType

from parsing.pdf_columns import ColumnRow, Columns, columns_in, even_pitch, foot_of, is_of_pitch
from parsing.pdf_edges import set_at_one_place
from parsing.pdf_letters import Word
from parsing.pdf_page import Grid
from parsing.pdf_sight import Box
from parsing.pdf_tagged import TaggedTable, by_tags
from parsing.pdf_tags import Rows
from parsing.pdf_words import (
    WordLine,
    box_of,
    in_lines,
    is_box,
    is_new_item,
    joined_lines,
    room_needed,
    room_of,
    text_of,
    unwrapped,
    would_fit,
)

_NARROW = 300  # points; in wider text a line that is full by chance is rare
_PAIR_GAP = 3.0  # points of more room between pairs of label and answer than within them
_PAIRS = 4  # of them at least, to be a layout
_MOST_OF_IT = 0.6  # of a column's room
_INDENT = 40  # points; what stands further right than that is in another column
_SLIM = 160  # points; where lines break in so slim a column, whether any other line went on is anybody's guess
_COMB = 26  # points; a row of cells no wider holds one letter each


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    lines: tuple[WordLine, ...]
    column: int
    columns: int = 1
    box: Box
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table, or what one page holds of it."""

    rows: tuple[tuple[PlacedCell, ...], ...]
    lefts: tuple[int, ...]  # where its columns begin
    box: Box
    page: int
    is_ruled: bool = True
    tagged: int = 0  # the number of the table in the file's own structure
    numbers: tuple[int, ...] = ()  # its rows' numbers there
    is_guessed: bool = False  # which words belong together could not be told for certain
    is_asked: bool = False  # each row is a question with its form field

    @property
    def top(self) -> float:
        return self.box[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePart:
    words: WordLine
    page: int
    number: int  # of the page's lines outside tables, from the top
    broken: int = 0  # how many times it plainly goes on in the next line of a narrow column
    is_narrow: bool = False  # whether it stands in a narrow column in which lines break over
    is_guessed: bool = False  # something on its page tells that words belong together in another way
    is_unsure: bool = False  # whether in such a column it may as well go on with the line above
    is_torn: bool = False  # the same, in a slim column of answers set in further than their questions

    @property
    def box(self) -> Box:
        return box_of(self.words)

    @property
    def top(self) -> float:
        return self.box[1]

    @property
    def text(self) -> str:
        return text_of(self.words)


Part = TablePart | LinePart


def parts_of(
    words: Sequence[Word],
    grids: Sequence[Grid],
    blanks: Sequence[Box],
    page: int,
    size: tuple[float, float],
    tables: Mapping[int, Rows] = MappingProxyType({}),
) -> list[Part]:
    """What a page holds, in reading order. `tables`: those that the file's own structure tells."""
    told = by_tags(words, grids, tables)
    known: list[Part] = [_as_told(table, page) for table in told.tables]
    free = [grid for grid in grids if not any(_meets(grid.box, table.box) for table in told.tables)]
    parts = [*_by_places(told.rest, free, blanks, page, size), *known]
    parts = sorted(parts, key=lambda part: part.top) if known else parts
    if told.contradicts:
        return [as_guessed(part) for part in parts]
    return parts


def _as_told(table: TaggedTable, page: int) -> TablePart:
    rows = tuple(
        tuple(PlacedCell(lines=cell.lines, column=cell.column, columns=cell.columns, box=cell.box, page=page) for cell in row)
        for row in table.rows
    )
    return TablePart(rows=rows, lefts=(), box=table.box, page=page, tagged=table.number, numbers=table.numbers)


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _by_places(
    words: Sequence[Word], grids: Sequence[Grid], blanks: Sequence[Box], page: int, size: tuple[float, float]
) -> list[Part]:
    parts: list[Part] = []
    for half in _halves(words, grids, size):
        mine = [word for word in words if half[0] <= word.x0 < half[2]]
        ruled = [grid for grid in grids if half[0] <= (grid.box[0] + grid.box[2]) / 2 < half[2]]
        loose, held = _share_out(mine, ruled)
        tables = [_ruled(grid, cells, page) for grid, cells in zip(ruled, held, strict=True)]
        found: list[Part] = [piece for table in tables for piece in _parted(table, tables)]
        for part in _loose(loose, [blank for blank in blanks if half[0] <= blank[0] < half[2]], page, len(parts)):
            found += _parted(part, tables) if isinstance(part, TablePart) else [part]
        parts += sorted(found, key=lambda part: _begins(part, found))
    return parts


def _parted(part: TablePart, tables: Sequence[TablePart]) -> Iterator[TablePart]:
    """A table, each of its rows apart that is the title of another table beside it: its answer lies in that one."""
    places = [table.box for table in tables if table is not part]
    for _, group in groupby(range(len(part.rows)), key=lambda at: at if _is_beside(part.rows[at], places) else -1):
        numbers = list(group)
        rows = tuple(part.rows[at] for at in numbers)
        if len(numbers) == len(part.rows):
            yield part
            continue
        if _is_beside(rows[0], places):
            rows = ((rows[0][0],),)
        told = tuple(part.numbers[at] for at in numbers) if part.numbers else ()
        boxes = [cell.box for row in rows for cell in row if part.is_ruled or cell.lines]
        yield replace(part, rows=rows, numbers=told, box=_box_around(boxes or [part.box]))


def _box_around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _is_beside(row: Sequence[PlacedCell], places: Sequence[Box]) -> bool:
    """Whether a row is a label with nothing but a table to the right of it."""
    if not row[0].lines or any(cell.lines for cell in row[1:]):
        return False
    _, top, right, bottom = row[0].box
    return any(right <= place[0] + 1 and place[1] - 1 < (top + bottom) / 2 < place[3] for place in places)


def _begins(part: Part, parts: Sequence[Part]) -> float:
    """How far down a part begins to be read: words beside a table are its title, although they may stand lower than its edge."""
    if isinstance(part, TablePart) and part.is_ruled:
        return part.top
    _, top, right, bottom = part.box
    beside = [
        each
        for each in parts
        if isinstance(each, TablePart)
        and each.is_ruled
        and right <= each.box[0]
        and each.box[1] < (top + bottom) / 2 < each.box[3]
    ]
    return min((each.top - 0.1 for each in beside), default=top)


def _halves(words: Sequence[Word], grids: Sequence[Grid], size: tuple[float, float]) -> tuple[Box, ...]:
    """Two pages printed side by side on one sheet, each with its own margin, are read one after the other."""
    width, height = size
    whole: Box = (-1e6, 0, 1e6, height)
    middle = width / 2
    if width < 1.15 * height or not words:
        return (whole,)
    boxes = [*((word.x0, word.x1) for word in words), *((grid.box[0], grid.box[2]) for grid in grids)]
    if any(x0 < middle < x1 for x0, x1 in boxes):
        return (whole,)
    left = min((x0 for x0, _ in boxes if x0 < middle), default=middle)
    right = min((x0 for x0, _ in boxes if x0 >= middle), default=width) - middle
    if left < 14 or right < 14 or abs(left - right) > 14:
        return (whole,)
    return (-1e6, 0, middle, height), (middle, 0, 1e6, height)


# ------------------------------------------------------------------------------------------------ ruled tables


def _share_out(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[list[Word], list[dict[Box, list[Word]]]]:
    """Each word to the cell it begins in; what runs over a rule goes on in the cell where it began. The rest is loose."""
    held: list[dict[Box, list[Word]]] = [{} for _ in grids]
    loose: list[Word] = []
    home: tuple[int, Box] | None = None
    last: Word | None = None
    for word in words:
        runs_on = last is not None and home is not None and word.run == last.run and word.run and last.x1 > home[1][2] + 1.5
        if not runs_on:
            home = _home_of(word, grids)
        if home is None:
            loose.append(word)
        else:
            held[home[0]].setdefault(home[1], []).append(word)
        last = word
    return loose, held


def _home_of(word: Word, grids: Sequence[Grid]) -> tuple[int, Box] | None:
    """The smallest cell around the beginning of a word."""
    across, down = word.x0 + min(3.0, (word.x1 - word.x0) / 2), word.middle
    around = [
        (at, box)
        for at, grid in enumerate(grids)
        if grid.box[0] <= across <= grid.box[2] and grid.box[1] <= down <= grid.box[3]
        for row in grid.rows
        for box in row
        if box is not None and box[0] <= across <= box[2] and box[1] <= down <= box[3]
    ]
    return min(around, key=lambda each: (each[1][2] - each[1][0]) * (each[1][3] - each[1][1]), default=None)


def _ruled(grid: Grid, held: dict[Box, list[Word]], page: int) -> TablePart:
    lefts = sorted({round(box[0]) for row in grid.rows for box in row if box})
    rows = [
        tuple(_cell(box, held.get(box, []), lefts, page) for box in _each_once(row) if not _is_sliver(box)) for row in grid.rows
    ]
    return TablePart(rows=tuple(_combed(row) for row in rows if row), lefts=tuple(lefts), box=grid.box, page=page)


def _each_once(row: Iterable[Box | None]) -> list[Box]:
    return list(dict.fromkeys(box for box in row if box is not None))


def _is_sliver(box: Box) -> bool:
    """Between double rules there is room for no word."""
    return box[2] - box[0] < 4 or box[3] - box[1] < 4


def _cell(box: Box, words: Sequence[Word], lefts: Sequence[int], page: int) -> PlacedCell:
    first = sum(1 for left in lefts if left < box[0] - 1) + 1
    reached = sum(1 for left in lefts if left < box[2] - 1)
    lines = tuple(unwrapped(in_lines(words), box))
    return PlacedCell(lines=lines, column=first, columns=max(1, reached - first + 1), box=box, page=page)


def _combed(row: tuple[PlacedCell, ...]) -> tuple[PlacedCell, ...]:
    """Cells of one letter each, side by side, are one answer."""
    joined: list[PlacedCell] = []
    for narrow, group in groupby(row, key=lambda cell: cell.box[2] - cell.box[0] <= _COMB):
        cells = list(group)
        letters = [text_of(line) for cell in cells for line in cell.lines]
        if not narrow or len(cells) < 4 or not letters or any(len(letter) > 1 or letter in "☒☐" for letter in letters):
            joined += cells
            continue
        words = tuple(
            replace(word, glued=bool(at) and bool(cells[at - 1].lines))
            for at, cell in enumerate(cells)
            for line in cell.lines
            for word in line
        )
        box = (cells[0].box[0], cells[0].box[1], cells[-1].box[2], cells[-1].box[3])
        joined.append(replace(cells[0], lines=(words,), columns=sum(cell.columns for cell in cells), box=box))
    return tuple(joined)


# ------------------------------------------------------------------------------------------------ words outside ruled tables


def _loose(words: Sequence[Word], blanks: Sequence[Box], page: int, before: int) -> list[Part]:
    """Blanks with their labels as rows of a table, columns without rules as a table, everything else as lines."""
    lines = set_at_one_place(in_lines(words))
    if _are_tangled(lines):
        return [as_guessed(part) for part in _kinds_of(lines, blanks, page, before)]
    return _kinds_of(lines, blanks, page, before)


def _are_tangled(lines: Sequence[WordLine]) -> bool:
    """Whether lines reach into each other: cells whose words stand in the middle of a row, of which no rule tells."""
    return any(last[0].bottom - line[0].top > 0.2 * min(last[0].height, line[0].height) > 1.0 for last, line in pairwise(lines))


def as_guessed(part: Part, *, first: int = 0, last: int = 0) -> Part:
    """The same words, none of which is an answer for certain; of a table perhaps only those of its first or last rows."""
    if isinstance(part, LinePart):
        return replace(part, words=_unsure(part.words), is_guessed=True)
    told = [
        tuple(replace(cell, lines=tuple(map(_unsure, cell.lines))) for cell in row)
        if not first + last or at < first or at >= len(part.rows) - last
        else row
        for at, row in enumerate(part.rows)
    ]
    return replace(part, rows=tuple(told), is_guessed=True)


def _unsure(line: WordLine) -> WordLine:
    return tuple(replace(word, is_unsure=True) for word in line)


def _kinds_of(lines: Sequence[WordLine], blanks: Sequence[Box], page: int, before: int) -> list[Part]:
    numbers = {id(line): at for at, line in enumerate(lines, before + 1)}
    parts: list[Part] = []
    for kind, group in groupby(lines, key=lambda line: _kind_of(line, blanks)):
        members = list(group)
        if kind == "blanks":
            parts.append(_rows_on_blanks(members, blanks, page))
        else:
            parts += _plain_lines(members, numbers, page)
    return parts


def _kind_of(line: WordLine, blanks: Sequence[Box]) -> str:
    return "blanks" if _blanks_of(line, blanks) else ""


def _plain_lines(lines: Sequence[WordLine], numbers: dict[int, int], page: int) -> Iterator[Part]:
    floating = _floating(lines)
    for each in columns_in(lines):
        if isinstance(each, Columns):
            yield _table_of(each, page)
            continue
        paragraphs, leftmost = list(_paragraphs(each)), min(line[0].x0 for line in each)
        breaks = sum(broken for _, broken, _ in paragraphs) >= 2
        crowded = _crowded([line for line, _, _ in paragraphs])
        for line, broken, unsure in paragraphs:
            width = _edge(_beginning_with(line, each)) - line[0].x0
            narrow, slim = width <= _NARROW, width <= _SLIM
            first = next(own for own in each if own[0] is line[0])
            floats = id(first) in floating or id(line) in crowded
            yield LinePart(
                words=_unsure(line) if floats else line,
                page=page,
                number=numbers[id(first)],
                is_guessed=floats,
                broken=broken if narrow else 0,
                is_unsure=(unsure and narrow) or (slim and broken > 0),
                is_torn=narrow and line[0].x0 > leftmost + _INDENT / 2 and _hangs_on(line, each),
                is_narrow=narrow and breaks,
            )


def _crowded(lines: Sequence[WordLine]) -> set[int]:
    """Where labels and answers stand below each other in pairs with room between these: the lines of what is no pair.

    The third line is the rest of the answer, or the first the rest of a label.
    """
    gaps = sorted({lower[0].top - upper[0].bottom for upper, lower in pairwise(lines)})
    partings = [(lower + higher) / 2 for lower, higher in pairwise(gaps) if higher - lower > _PAIR_GAP and lower > -2]
    parted = [_blocks_by(lines, parting) for parting in partings]
    blocks = max(parted, key=_count_of_pairs, default=[])
    pairs = _count_of_pairs(blocks)
    if pairs < _PAIRS or pairs * 2 < len(blocks):
        return set()
    third = [block for block in blocks if len(block) > 2 and not any(map(_is_sentence, block))]
    return {id(line) for block in third for line in block if not is_box(line[0])}


def _is_sentence(line: WordLine) -> bool:
    """Guidance to whoever fills the form in, no label and no answer."""
    return len(line) > 5 and text_of(line).endswith(".")


def _blocks_by(lines: Sequence[WordLine], parting: float) -> list[list[WordLine]]:
    """Lines that begin at one place, with less room between them than that."""
    blocks: list[list[WordLine]] = [[line] for line in lines[:1]]
    for upper, line in pairwise(lines):
        if line[0].top - upper[0].bottom > parting or abs(line[0].x0 - upper[0].x0) > 3:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _count_of_pairs(blocks: Sequence[Sequence[WordLine]]) -> int:
    return sum(len(block) == 2 for block in blocks)


def _floating(lines: Sequence[WordLine]) -> set[int]:
    """Lines that stand far right of the lines above and below them and level with neither, nearer to the one below.

    They are a value whose label is above it or below it: nobody can tell.
    """
    found: set[int] = set()
    at = 1
    while at < len(lines):
        left = lines[at][0].x0
        end = at
        while end + 1 < len(lines) and abs(lines[end + 1][0].x0 - left) < 3:
            end += 1
        upper, lower = lines[at - 1], lines[end + 1] if end + 1 < len(lines) else None
        if lower and left - upper[0].x0 > _INDENT and left - lower[0].x0 > _INDENT:
            before, after = lines[at][0].top - upper[0].bottom, lower[0].top - lines[end][0].bottom
            if after < before + 2:
                found |= {id(line) for line in lines[at : end + 1]}
                _doubt_neighbours(found, lines, end + 1)
        at = end + 1
    return found


def _doubt_neighbours(found: set[int], lines: Sequence[WordLine], label: int) -> None:
    """The answer of the label that a floating value may belong to is as unsure: it is the next line that floats, or none."""
    left = lines[label][0].x0
    for line in lines[label + 1 :]:
        if line[0].x0 - left < _INDENT:
            return
        found.add(id(line))


def _table_of(columns: Columns, page: int) -> TablePart:
    rights = [max((line[-1].x1 for row in columns.rows for line in row[at]), default=0.0) for at in range(len(columns.lefts))]
    told = (_as_far_as_told(row, rights, is_unsure=at in columns.unsure) for at, row in enumerate(columns.rows))
    rows = tuple(_row_of(row, columns, page) for row in told)
    lefts = tuple(round(left) for left in columns.lefts)
    return TablePart(rows=rows, lefts=lefts, box=columns.box, page=page, is_ruled=False, is_guessed=bool(columns.unsure))


def _as_far_as_told(row: ColumnRow, rights: Sequence[float], *, is_unsure: bool) -> ColumnRow:
    """A row, its words marked where nobody can be sure of them: of two lines that are no list, whether they are two answers."""
    return tuple(
        tuple(map(_unsure, cell)) if is_unsure or (at and _may_be_torn(cell, rights[at])) else cell for at, cell in enumerate(row)
    )


def _may_be_torn(cell: Sequence[WordLine], right: float) -> bool:
    """Whether lines may be one that broke: together they would take up most of the column's room, or of their box's."""
    return any(
        not is_new_item(line)
        and not text_of(above).endswith((",", ";", "/", "&"))
        and room_needed(above, line) - above[0].x0 > _MOST_OF_IT * (room_of(above, right) - above[0].x0)
        for above, line in pairwise(cell)
    )


def _row_of(row: ColumnRow, columns: Columns, page: int) -> tuple[PlacedCell, ...]:
    return tuple(
        PlacedCell(
            lines=cell,
            column=at,
            columns=1,
            box=box_of([word for line in cell for word in line]) if cell else columns.box,
            page=page,
        )
        for at, cell in enumerate(row, 1)
    )


def _paragraphs(lines: Sequence[WordLine]) -> Iterator[tuple[WordLine, int, bool]]:
    """Lines, those joined that plainly go on: a small letter below a line that was full. With the number of such joins,
    and whether the line may as well go on with the one above it."""
    joined: list[tuple[WordLine, int, bool]] = []
    last: WordLine | None = None
    pitch = _pitch_of_paragraphs(lines)
    for line in lines:
        right = _edge(_beginning_with(line, lines))
        if last is not None and _goes_on(last, line, right, pitch):
            words, broken, unsure = joined[-1]
            joined[-1] = (joined_lines(words, line, last, right), broken + 1, unsure)
        else:
            joined.append((line, 0, last is not None and _may_go_on(last, line, right)))
        last = line
    yield from joined


def _hangs_on(line: WordLine, lines: Sequence[WordLine]) -> bool:
    """Whether a line stands right below another of its column: two lines of one answer, or the end of it."""
    return any(_stands_below(last, line) for last in lines if last[0].top < line[0].top - 1)


def _beginning_with(line: WordLine, lines: Sequence[WordLine]) -> list[WordLine]:
    """The lines that begin at one place with this one: answers set in further than their questions have a room of their own."""
    return [each for each in lines if abs(each[0].x0 - line[0].x0) < 3]


def _edge(lines: Sequence[WordLine]) -> float:
    """Where the lines' room ends: at the longest, or before, where sentences break over earlier time and again."""
    widest = max((line[-1].x1 for line in lines), default=0.0)
    broken = [
        room_needed(last, line)
        for last, line in pairwise(lines)
        if line[0].text[:1].islower() and _stands_below(last, line) and not text_of(last).rstrip().endswith((".", ":", "?"))
    ]
    return min(widest, *broken) if len(broken) >= 2 else widest


def _stands_below(last: WordLine, line: WordLine) -> bool:
    return line[0].top - last[0].bottom < 0.6 * line[0].height and abs(line[0].x0 - last[0].x0) < 3


def _may_go_on(last: WordLine, line: WordLine, right: float) -> bool:
    if not _stands_below(last, line) or is_new_item(line) or would_fit(last, line, right):
        return False
    if text_of(last).rstrip().endswith((".", ":", "?")):
        return False
    return not any("\t" in _gap_text(one, other) for one, other in pairwise(last))


def _pitch_of_paragraphs(lines: Sequence[WordLine]) -> float | None:
    """How far one paragraph stands below the next, where each is plainly a line of its own and none stands nearer."""
    edge = max((line[-1].x1 for line in lines), default=0.0)
    own = (pair for pair in pairwise(lines) if _stands_below(*pair) and would_fit(*pair, edge))
    steps = [foot_of(line) - foot_of(last) for last, line in own]
    pitch = even_pitch(steps)
    return pitch if pitch is not None and all(is_of_pitch(step, pitch) is not False for step in steps) else None


def _goes_on(last: WordLine, line: WordLine, right: float, pitch: float | None) -> bool:
    if not _may_go_on(last, line, right):
        return False
    if pitch is not None and line[0].bold == last[-1].bold and is_of_pitch(foot_of(line) - foot_of(last), pitch) is False:
        return True
    return (line[0].text[:1].islower() and "@" not in line[0].text) or re.search(
        r"(?:\b(?:of|and|the|for|to|in|or|on)|[,&])$", text_of(last)
    ) is not None


def _gap_text(one: Word, other: Word) -> str:
    return "\t" if other.x0 - one.x1 > 1.5 * min(one.height, 14) else " "


# ------------------------------------------------------------------------------------------------ blanks to fill


def _label_and_value(label: Sequence[Word], value: Sequence[Word], page: int) -> tuple[PlacedCell, ...]:
    box = box_of([*label, *value])
    asked = PlacedCell(lines=(tuple(label),) if label else (), column=1, box=box_of(label) if label else box, page=page)
    given = PlacedCell(lines=(tuple(value),) if value else (), column=2, box=box_of(value) if value else box, page=page)
    return asked, given


def _blanks_of(line: WordLine, blanks: Sequence[Box]) -> list[Box]:
    """The writing lines below a line of words: their labels stand before them, not on them."""
    low, high = max(word.bottom for word in line), min(word.top for word in line)
    level = [blank for blank in blanks if high + 0.5 * (low - high) < blank[1] < low + 5]
    good = [blank for blank in level if not any(word.x0 < blank[0] - 2 and word.x1 > blank[0] + 2 for word in line)]
    return sorted(blank for blank in good if any(word.x1 <= blank[0] + 2 for word in line) or blank is not good[0])


def _rows_on_blanks(members: Sequence[WordLine], blanks: Sequence[Box], page: int) -> TablePart:
    rows: list[tuple[PlacedCell, ...]] = []
    for line in members:
        rest = list(line)
        for blank in _blanks_of(line, blanks):
            label = [word for word in rest if word.x1 <= blank[0] + 2]
            value = [word for word in rest if word.x1 > blank[0] + 2 and word.x0 < blank[2]]
            rest = [word for word in rest if word.x0 >= blank[2]]
            if label or value:
                rows.append(_label_and_value(label, value, page))
        if rest:
            rows.append(_label_and_value([], rest, page))
    return TablePart(
        rows=tuple(rows), lefts=(), box=box_of([word for line in members for word in line]), page=page, is_ruled=False
    )
