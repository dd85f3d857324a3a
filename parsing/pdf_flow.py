"""The pages of a PDF as one document: tables that run over a page break are one table, running titles stand once.

A page's foot stands between the question on it and the answer on the next page; so what repeats from page to page is taken
out of the flow, its first copy kept at the edge of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsing.document import Block, Cell, Table
from parsing.field import Where
from parsing.pdf_layout import LinePart, Part, PlacedCell, TablePart
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, as_line, box_of, is_new_item, joined_lines, text_of, would_fit

_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
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
    for part in (*heads, *_whole_tables(flow), *feet):
        if isinstance(part, LinePart):
            where = Where(source=source, page=part.page, line=part.number, box=_rounded(part.box))
            blocks.append(as_line(part.words, where))
        else:
            tables += 1
            blocks.append(_table(part, source, tables))
    return tuple(blocks)


def is_guesswork(pages: Sequence[Page]) -> bool:
    """Whether which words belong together could not be told for certain somewhere: then nothing of it is an answer."""
    parts = [part for page in pages for part in page.parts]
    if any(part.is_guessed for part in parts if isinstance(part, TablePart)):
        return True
    lines = [part for part in parts if isinstance(part, LinePart)]
    if any(line.is_contradicted for line in lines):
        return True
    if sum(line.broken for line in lines) >= 2 and any(line.is_unsure for line in lines):
        return True
    return any(_is_cut(upper.parts[-1], lower.parts[0]) for upper, lower in pairwise(pages) if upper.parts and lower.parts)


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
    repeated = _repeated(pages)
    heads: dict[str, Part] = {}
    feet: dict[str, Part] = {}
    flow: list[Part] = []
    for page in pages:
        for part in page.parts:
            edge = _edge_of(part, page.height)
            if not isinstance(part, LinePart) or not edge or _plain(part.text) not in repeated:
                flow.append(part)
            elif edge == "head":
                heads.setdefault(_plain(part.text), part)
            else:
                feet.setdefault(_plain(part.text), part)
    return list(heads.values()), flow, list(feet.values())


def _repeated(pages: Sequence[Page]) -> set[str]:
    """What stands at the edge of two pages or more, whatever its number; and page numbers."""
    seen: dict[str, int] = {}
    for page in pages:
        lines = [part for part in page.parts if isinstance(part, LinePart) and _edge_of(part, page.height)]
        for text in {_plain(part.text) for part in lines}:
            seen[text] = seen.get(text, 0) + 1
        for part in lines:
            if _PAGE_NUMBER.fullmatch(part.text.strip()) and len(pages) > 1:
                seen[_plain(part.text)] = 2
    return {text for text, times in seen.items() if times > 1}


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
    for part in flow:
        if isinstance(held, TablePart) and isinstance(part, TablePart) and _goes_on(held, part):
            held = _joined(held, part)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _goes_on(table: TablePart, part: TablePart) -> bool:
    """Whether a table at the head of the next page has the columns of the one at the foot of this."""
    if table.tagged or part.tagged:
        return table.tagged == part.tagged
    if not table.lefts or table.is_ruled != part.is_ruled or part.page != table.rows[-1][-1].page + 1:
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
