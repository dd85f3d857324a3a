"""The left half of a question's page: what came in, as words and pictures of ours, with the read words marked.

`source_of` gives the values, templates/source.html draws them: `{{ source.panel(found) }}`. A field of the reading beside it
carries `data-evidence="<key>"` and the id `f-<key>`, and may link to `#w-<key>`, where its words stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desk.field_words import label
from desk.office import Desk
from desk.papers import Block, Box, Cell, Opened, Paper, Run, Sheet

_STARS = re.compile(r"\b\w\*\*")
PANEL_OCTETS = 45_000  # of markup, as far as it can be reckoned: a page with a reading beside it stays below 100 KB
PAGE_OCTETS = 70_000
A_RUN, A_LINE, A_CELL = 8, 10, 12  # octets of markup around each


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of words. `ids`: of the keys whose evidence begins here."""

    text: str
    keys: tuple[str, ...] = ()
    in_doubt: bool = False
    is_struck: bool = False
    ids: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What the words were read as: «Bedrooms requested, Areas requested»."""
        return ", ".join(map(label, self.keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    box: Box
    ids: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        return ", ".join(map(label, self.box.keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    lines: tuple[tuple[Word, ...], ...]
    columns: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    lines: tuple[tuple[Word, ...], ...] = ()
    table: tuple[tuple[ShownCell, ...], ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSheet:
    sheet: Sheet
    squares: tuple[Square, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    paper: Paper
    head: tuple[tuple[str, tuple[Word, ...]], ...] = ()
    blocks: tuple[ShownBlock, ...] = ()
    sheets: tuple[ShownSheet, ...] = ()
    is_open: bool = False
    goes_on_at: int = 0  # the block with which the rest of it begins, on a page of its own; 0: this is all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`opened` is None while it is being opened."""

    message: int
    reading: int | None = None
    opened: Opened | None = None
    papers: tuple[ShownPaper, ...] = ()

    @property
    def query(self) -> str:
        return "" if self.reading is None else f"?reading={self.reading}"

    @property
    def has_marks(self) -> bool:
        return any(_has_marks(each.paper) for each in self.papers)

    @property
    def has_doubts(self) -> bool:
        runs = (run for each in self.papers for run in _runs(each.paper))
        boxes = (box for each in self.papers for sheet in each.paper.sheets for box in sheet.boxes)
        return any(run.in_doubt for run in runs) or any(box.in_doubt for box in boxes)

    @property
    def has_stars(self) -> bool:
        return any(_STARS.search(run.text) for each in self.papers for run in _runs(each.paper))

    @property
    def has_paint(self) -> bool:
        return any(sheet.is_covered for each in self.papers for sheet in each.paper.sheets)


def source_of(desk: Desk, message: int, reading: int | None = None) -> Source:
    """What came in with a message. Ask again in a moment where nothing is opened yet; the page does so by itself."""
    opened = desk.does.papers.of_message(message, reading)
    if opened is None:
        return Source(message=message, reading=reading)
    return Source(message=message, reading=reading, opened=opened, papers=tuple(shown_papers(opened.papers, PANEL_OCTETS)))


def one_paper(desk: Desk, message: int, number: int, begin: int, reading: int | None = None) -> Source:
    """One paper by itself, from a block on: what is too long for a panel."""
    opened = desk.does.papers.of_message(message, reading)
    if opened is None:
        return Source(message=message, reading=reading)
    chosen = [each for each in opened.papers if each.number == number]
    shown = [replace(each, is_open=True) for each in shown_papers(chosen, PAGE_OCTETS, begin)]
    return Source(message=message, reading=reading, opened=opened, papers=tuple(shown))


# ------------------------------------------------------------------------------------------------ what fits


def shown_papers(papers: Sequence[Paper], octets: int, begin: int = 0) -> Iterator[ShownPaper]:
    """As much of each, from a block on, as goes into so many octets."""
    marked = [each for each in papers if _has_marks(each)]
    taken = _Taken()
    for paper in papers:
        blocks = paper.blocks[begin:]
        fits = _how_many_fit(blocks, octets)
        octets -= sum(_octets(block) for block in blocks[:fits])
        yield ShownPaper(
            paper=paper,
            sheets=() if begin else tuple(_sheet(each, taken) for each in paper.sheets),
            head=() if begin else tuple((name, taken.words(runs)) for name, runs in paper.head),
            blocks=tuple(_block(each, taken) for each in blocks[:fits]),
            is_open=paper in marked or not marked or bool(paper.why_not),
            goes_on_at=begin + fits if fits < len(blocks) else 0,
        )


def _how_many_fit(blocks: Sequence[Block], octets: int) -> int:
    """At least one: a table is never cut."""
    for number, block in enumerate(blocks):
        octets -= _octets(block)
        if octets < 0 and number:
            return number
    return len(blocks)


def _octets(block: Block) -> int:
    lines = [*block.lines, *(line for row in block.table for cell in row for line in cell.lines)]
    cells = sum(len(row) for row in block.table)
    return cells * A_CELL + sum(A_LINE + sum(_octets_of(run) for run in line) for line in lines)


def _octets_of(run: Run) -> int:
    return len(run.text) + (A_RUN + 60 * len(run.keys) if run.keys else 0)


def _runs(paper: Paper) -> Iterator[Run]:
    for _, words in paper.head:
        yield from words
    for block in paper.blocks:
        for line in (*block.lines, *(line for row in block.table for cell in row for line in cell.lines)):
            yield from line


def _has_marks(paper: Paper) -> bool:
    return any(run.keys for run in _runs(paper)) or any(sheet.boxes for sheet in paper.sheets)


# ------------------------------------------------------------------------------------------------ where evidence begins


@dataclass(slots=True)
class _Taken:
    """The keys whose first place has been passed: an id stands once on a page. Places on pictures come first."""

    keys: set[str] = field(default_factory=set)

    def first(self, keys: Sequence[str]) -> tuple[str, ...]:
        fresh = tuple(key for key in keys if key not in self.keys)
        self.keys.update(fresh)
        return tuple(f"w-{key}" for key in fresh)

    def words(self, runs: Sequence[Run]) -> tuple[Word, ...]:
        return tuple(
            Word(text=run.text, keys=run.keys, in_doubt=run.in_doubt, is_struck=run.is_struck, ids=self.first(run.keys))
            for run in runs
            if run.text
        )


def _sheet(sheet: Sheet, taken: _Taken) -> ShownSheet:
    return ShownSheet(sheet=sheet, squares=tuple(Square(box=box, ids=taken.first(box.keys)) for box in sheet.boxes))


def _block(block: Block, taken: _Taken) -> ShownBlock:
    return ShownBlock(
        lines=tuple(map(taken.words, block.lines)),
        table=tuple(tuple(_cell(cell, taken) for cell in row) for row in block.table),
        tone=block.tone,
    )


def _cell(cell: Cell, taken: _Taken) -> ShownCell:
    return ShownCell(lines=tuple(map(taken.words, cell.lines)), columns=cell.columns, rows=cell.rows)
