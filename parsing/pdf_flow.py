"""The pages of a PDF as one document: tables that run over a page break are one table, running titles stand once.

A page's foot stands between the question on it and the answer on the next page; so what repeats from page to page is taken
out of the flow, its first copy kept at the edge of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsing.boxes import has_boxes, with_boxes
from parsing.document import Block, Cell, Table
from parsing.field import Where
from parsing.pdf_layout import LinePart, Part, PlacedCell, TablePart, as_guessed
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, as_line, box_of, is_new_item, joined_lines, text_of, would_fit

_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_TITLE = 12  # letters; words as long stand at one place of two pages by design, «No» may by chance
_EDGE = 0.11  # of the page's height: where running titles stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    parts: tuple[Part, ...]
    height: float


def blocks_of(pages: Sequence[Page], source: str) -> tuple[Block, ...]:
    """All pages in reading order."""
    heads, flow, feet = _parted(pages)
    blocks: list[Block] = []
    tables = 0
    notes = {id(part): note for note, parts in (("header", heads), ("footer", feet)) for part in parts}
    for part in (*heads, *_whole_tables(flow), *feet):
        if isinstance(part, LinePart):
            note = notes.get(id(part), "")
            where = Where(source=source, page=part.page, line=part.number, note=note, box=_rounded(part.box))
            blocks.append(as_line(part.words, where))
        else:
            tables += 1
            blocks.append(_table(part, source, tables))
    return tuple(blocks)


def with_doubts(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with the words marked of which it cannot be told what they belong to."""
    breaks = sum(part.broken for page in pages for part in page.parts if isinstance(part, LinePart)) >= 2
    told = [replace(page, parts=_with_unsure_lines(page.parts, breaks=breaks)) for page in pages]
    running = _running(told)
    for at in range(len(told) - 1):
        upper, lower = told[at], told[at + 1]
        ends = [number for number, part in enumerate(upper.parts) if id(part) not in running]
        begins = [number for number, part in enumerate(lower.parts) if id(part) not in running]
        if ends and begins and _is_cut(upper.parts[ends[-1]], lower.parts[begins[0]]):
            told[at] = _with_part(upper, ends[-1], as_guessed(upper.parts[ends[-1]], last=1))
            told[at + 1] = _with_unsure_head(lower, begins[0])
    return tuple(told)


def _with_part(page: Page, at: int, part: Part) -> Page:
    return replace(page, parts=(*page.parts[:at], part, *page.parts[at + 1 :]))


def _with_unsure_head(page: Page, begins: int) -> Page:
    """A page that begins in the middle of a row: its lines up to the first row of a table may be of the row above or below."""
    parts = list(page.parts)
    for at in range(begins, len(parts)):
        part = parts[at]
        parts[at] = as_guessed(part, first=1) if isinstance(part, TablePart) else as_guessed(part)
        if isinstance(part, TablePart):
            break
        if at + 1 < len(parts) and isinstance(parts[at + 1], LinePart) and abs(parts[at + 1].box[0] - part.box[0]) > 3:
            break
    return replace(page, parts=tuple(parts))


def is_guesswork(pages: Sequence[Page]) -> bool:
    """Whether which words belong together could not be told for certain somewhere."""
    return any(part.is_guessed for page in pages for part in page.parts)


def _with_unsure_lines(parts: Sequence[Part], *, breaks: bool) -> tuple[Part, ...]:
    """Lines that may go on with the one above, and the lines they may go on with."""
    told = list(parts)
    for at, part in enumerate(parts):
        if not isinstance(part, LinePart) or not (part.is_torn or (breaks and part.is_unsure)):
            continue
        first = at
        while first > 0 and _stands_right_below(parts[first - 1], parts[first]):
            first -= 1
        for number in range(first, at + 1):
            told[number] = as_guessed(told[number])
    return tuple(told)


def _stands_right_below(upper: Part, lower: Part) -> bool:
    if not isinstance(upper, LinePart) or not isinstance(lower, LinePart):
        return False
    return lower.top - upper.box[3] < 0.6 * lower.words[0].height and abs(upper.box[0] - lower.box[0]) < 3


def _is_cut(table: Part, part: Part) -> bool:
    """Whether a page begins with words that belong into a column of the table without rules that ended the page before."""
    if isinstance(table, LinePart) and isinstance(part, LinePart) and table.is_narrow and part.is_narrow:
        return abs(table.box[0] - part.box[0]) < 3 and not table.text.rstrip().endswith((".", ":", "?"))
    if not isinstance(table, TablePart) or table.is_ruled or not isinstance(part, LinePart):
        return False
    return any(abs(part.box[0] - left) < 3 for left in table.lefts[1:]) or part.text[:1].islower()


# ------------------------------------------------------------------------------------------------ running titles


def _parted(pages: Sequence[Page]) -> tuple[list[Part], list[Part], list[Part]]:
    """The document's head, its flow and its foot."""
    running = _running(pages)
    heads: dict[str, Part] = {}
    feet: dict[str, Part] = {}
    flow: list[Part] = []
    for page in pages:
        for part in page.parts:
            if not isinstance(part, LinePart) or id(part) not in running:
                flow.append(part)
            elif _edge_of(part, page.height) == "head":
                heads.setdefault(_plain(part.text), part)
            else:
                feet.setdefault(_plain(part.text), part)
    return list(heads.values()), flow, list(feet.values())


def _running(pages: Sequence[Page]) -> set[int]:
    """What stands apart at one place at the edge of two pages or more, whatever its number; and page numbers.

    An answer that a page break has left alone at an edge is none: «2», or a second «☐ Yes ☒ No».
    """
    edges = [
        (number, part, part.top if _edge_of(part, page.height) == "head" else page.height - part.box[3] + 1e4)
        for number, page in enumerate(pages, 1)
        for part in page.parts
        if isinstance(part, LinePart) and _edge_of(part, page.height) and not has_boxes(with_boxes(part.text))
    ]
    apart = {id(part) for page in pages for part in page.parts if isinstance(part, LinePart) and _stands_apart(part, page)}
    found: set[int] = set()
    for number, part, place in edges:
        alike = [other for other in edges if other[0] != number and _plain(other[1].text) == _plain(part.text)]
        repeated = any(abs(other[2] - place) < 4 for other in alike)
        if (repeated and (id(part) in apart or len(part.text) >= _TITLE)) or (
            id(part) in apart and len(pages) > 1 and _numbers_page(part.text, number)
        ):
            found.add(id(part))
    return found


def _numbers_page(text: str, page: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(text.strip())
    return match is not None and re.findall(r"\d+", text)[0] == str(page)


def _stands_apart(part: LinePart, page: Page) -> bool:
    """Whether there is room between a line and the rest of the page."""
    high = part.words[0].height
    others = [
        other.box for other in page.parts if other is not part and not (isinstance(other, LinePart) and _is_level(part, other))
    ]
    if _edge_of(part, page.height) == "head":
        return all(box[1] - part.box[3] > high for box in others if box[1] > part.top and not _is_edge_box(box, page))
    return all(part.top - box[3] > high for box in others if box[1] < part.top and not _is_edge_box(box, page))


def _is_level(one: LinePart, other: LinePart) -> bool:
    return abs(one.top - other.top) < 3


def _is_edge_box(box: Box, page: Page) -> bool:
    """Another line of the same edge: titles stand on two lines, too."""
    return box[3] < _EDGE * page.height or box[1] > (1 - _EDGE) * page.height


def _edge_of(part: Part, height: float) -> str:
    if part.box[3] < _EDGE * height:
        return "head"
    return "foot" if part.top > (1 - _EDGE) * height else ""


def _plain(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split())).casefold()


# ------------------------------------------------------------------------------------------------ tables over page breaks


def _whole_tables(flow: Sequence[Part]) -> Iterator[Part]:
    """Tables put together again that a page break cut."""
    held: Part | None = None
    for part in _with_next_tables_apart(flow):
        if isinstance(held, TablePart) and isinstance(part, TablePart) and _goes_on(held, part):
            held = _joined(held, part)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _with_next_tables_apart(flow: Sequence[Part]) -> Iterator[Part]:
    """The parts, a table apart that stands without a gap below the rest of the one that a page break cut."""
    last: Part | None = None
    for part in flow:
        if isinstance(last, TablePart) and isinstance(part, TablePart):
            yield from _rest_and_next(last, part)
        else:
            yield part
        last = part


def _rest_and_next(table: TablePart, part: TablePart) -> Iterator[TablePart]:
    if not part.is_ruled or not _follows(table, part) or _goes_on(table, part):
        yield part
        return
    count = next((at for at, row in enumerate(part.rows) if not _has_edges_of(row, table.rows[-1])), 0)
    yield from (_piece(part, rows) for rows in (part.rows[:count], part.rows[count:]) if rows)


def _has_edges_of(row: Sequence[PlacedCell], other: Sequence[PlacedCell]) -> bool:
    """Whether a row has the very cells of another one, more than one."""
    edges = [[(cell.box[0], cell.box[2]) for cell in each] for each in (row, other)]
    return len(row) == len(other) > 1 and all(
        abs(one[0] - two[0]) < 2 and abs(one[1] - two[1]) < 2 for one, two in zip(*edges, strict=True)
    )


def _piece(part: TablePart, rows: tuple[tuple[PlacedCell, ...], ...]) -> TablePart:
    """Some rows of a table as a table, its columns counted by them alone."""
    if len(rows) == len(part.rows):
        return part
    lefts = tuple(sorted({round(cell.box[0]) for row in rows for cell in row}))
    boxes = [cell.box for row in rows for cell in row]
    box = (min(each[0] for each in boxes), boxes[0][1], max(each[2] for each in boxes), boxes[-1][3])
    piece = replace(part, lefts=lefts, box=box)
    return replace(piece, rows=tuple(_in_columns_of(row, part, piece) for row in rows))


def _follows(table: TablePart, part: TablePart) -> bool:
    by_places = bool(table.lefts and part.lefts) and not table.tagged and not part.tagged
    return by_places and part.page == table.rows[-1][-1].page + 1


def _goes_on(table: TablePart, part: TablePart) -> bool:
    """Whether a table at the head of the next page has the columns of the one at the foot of this."""
    if table.tagged or part.tagged:
        return table.tagged == part.tagged
    if table.is_ruled != part.is_ruled or not _follows(table, part):
        return False
    if part.is_ruled:
        return set(part.lefts) <= {left + step for left in table.lefts for step in (-2, -1, 0, 1, 2)}
    return len(part.lefts) == len(table.lefts) and all(
        abs(one - other) < 3 for one, other in zip(part.lefts, table.lefts, strict=True)
    )


def _joined(table: TablePart, part: TablePart) -> TablePart:
    if table.tagged:
        return _joined_by_tags(table, part)
    rows = [_in_columns_of(row, part, table) for row in part.rows]
    while (
        rows
        and _words(rows[0])
        and any(_words(rows[0]) == _words(head) for head in table.rows[: len(part.rows) - len(rows) + 1][-1:])
    ):
        rows.pop(0)  # the header row again
    if rows and _is_rest(table.rows[-1], rows[0]):
        table = replace(table, rows=(*table.rows[:-1], _with_rest(table.rows[-1], rows.pop(0))))
    return replace(table, rows=(*table.rows, *rows))


def _joined_by_tags(table: TablePart, part: TablePart) -> TablePart:
    """The file tells itself which of its rows a page break cut."""
    rows, numbers = list(table.rows), list(table.numbers)
    for row, number in zip(part.rows, part.numbers, strict=True):
        if number == numbers[-1]:
            rows[-1] = _with_rest(rows[-1], row)
        else:
            rows.append(row)
            numbers.append(number)
    return replace(table, rows=tuple(rows), numbers=tuple(numbers))


def _in_columns_of(row: tuple[PlacedCell, ...], part: TablePart, table: TablePart) -> tuple[PlacedCell, ...]:
    """A page whose rows are all short knows fewer columns than the table has."""
    if len(part.lefts) == len(table.lefts):
        return row
    moved = []
    for cell in row:
        first = sum(1 for left in table.lefts if left < cell.box[0] - 2) + 1
        reached = sum(1 for left in table.lefts if left < cell.box[2] - 2)
        moved.append(replace(cell, column=first, columns=max(1, reached - first + 1)))
    return tuple(moved)


def _words(row: Sequence[PlacedCell]) -> str:
    return " | ".join(text_of(line) for cell in row for line in cell.lines)


def _is_rest(last: Sequence[PlacedCell], row: Sequence[PlacedCell]) -> bool:
    """Whether a row is the rest of the one that the page break cut: nothing new stands in its first cell."""
    if len(row) != len(last) or not any(cell.lines for cell in row):
        return False
    if len(row) == 1:
        return _is_rest_of_cell(last[0], row[0])
    first = row[0].lines
    if not first:
        return bool(last[0].lines)
    label = last[0].lines
    if not label or not text_of(first[0])[:1].islower():
        return False
    return not would_fit(label[-1], first[0], last[0].box[2])


def _is_rest_of_cell(last: PlacedCell, cell: PlacedCell) -> bool:
    """The same in a table of one column: the next item of a list, or words for which there was no room."""
    if not last.lines or not cell.lines:
        return False
    first = cell.lines[0]
    if is_new_item(first) and is_new_item(last.lines[-1]):
        return True
    goes_on = text_of(first)[:1].islower() or re.search(r"(?:\b(?:and|of|the|or)|[,;&])$", text_of(last.lines[-1])) is not None
    return goes_on and not is_new_item(first) and not would_fit(last.lines[-1], first, last.box[2] - 5)


def _with_rest(last: Sequence[PlacedCell], row: Sequence[PlacedCell]) -> tuple[PlacedCell, ...]:
    return tuple(replace(cell, lines=_run_on(cell, rest)) for cell, rest in zip(last, row, strict=True))


def _run_on(cell: PlacedCell, rest: PlacedCell) -> tuple[WordLine, ...]:
    if cell.lines and rest.lines and not would_fit(cell.lines[-1], rest.lines[0], cell.box[2] - 5):
        return (*cell.lines[:-1], joined_lines(cell.lines[-1], rest.lines[0]), *rest.lines[1:])
    return (*cell.lines, *rest.lines)


# ------------------------------------------------------------------------------------------------ parts → blocks


def _table(part: TablePart, source: str, number: int) -> Table:
    rows = tuple(tuple(_cell(cell, source, number, at) for cell in row) for at, row in enumerate(part.rows, 1))
    return Table(rows=rows, is_asked=part.is_asked)


def _cell(cell: PlacedCell, source: str, table: int, row: int) -> Cell:
    words = [word for line in cell.lines for word in line]
    where = Where(
        source=source, page=cell.page, table=table, row=row, cell=cell.column, box=_rounded(box_of(words) if words else cell.box)
    )
    lines = tuple(as_line(line, replace(where, box=_rounded(box_of(line)))) for line in cell.lines)
    return Cell(lines=lines, row=row, column=cell.column, columns=cell.columns, where=where)


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(part) for part in box)
