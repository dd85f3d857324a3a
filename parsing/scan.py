"""Scans and photographs → a Document of what a machine saw: tables by their rules, columns by alignment, the rest as lines.

Nothing of it is an answer: parsing/form.py makes each field a proposal in doubt (`Document.is_scan`). So this reader may
try; what it must not do is tell a tick where it saw none, or leave out that it could not see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2  # type: ignore[import-untyped] # it ships no types; they stay behind this door

from parsing import seen_page, ticks
from parsing.document import TICKED, UNTICKED, Block, Cell, Document, Line, NotRead, Piece, Table
from parsing.field import Where
from parsing.pdf_drawing import PlacedWord
from parsing.seen_page import Picture, SeenPage, is_picture
from parsing.workshop import NotMade, SeenWord, Workshop

__all__ = [
    "Sheet",
    "is_picture",
    "read_picture",
    "read_pictures",
    "read_scanned_pdf",
    "read_sheet",
    "sheets_by",
    "with_pages_seen",
]

Raw: TypeAlias = Any  # an object of pypdfium2; its types stay here

DOTS_AN_INCH = 220
MAX_PAGES = seen_page.MAX_PAGES
SURE = 60  # from here on a word counts as seen well
FEWEST_WORDS = 6  # seen well, for a page to be taken as the right way up

_HEIC = (
    "It is a photograph of a kind that is not opened here (HEIC). "
    "Ask for it as a JPEG or a PDF, or type in what it says at the desk."
)
_FILM = "It is a film or a sound recording, not a form. Look at it yourself."
_DAMAGED = "It is a picture that is damaged or too large to be opened. Type in what it says at the desk, or ask for it again."
_DAMAGED_PDF = "It is a scan that could not be drawn. Type in what it says at the desk."
_NOTHING_SEEN = "It is a picture without words that can be made out. Type in what it says at the desk, or ask for it typed."
_DOUBT_SEEN = (
    "It is a scan or a photograph: a machine saw these words in a picture, and machines err. Compare them with the original."
)
_DOUBT_PICTURE = "Page {} of it is a picture without words that can be read. Look at the original."
_DOUBT_SEEN_PAGE = "Page {} of it is a picture: a machine saw the words there, and machines err. Compare them with the original."
_DOUBT_BOXES = "Some of its boxes could not be told to be ticked or empty ({}). Look at the original."
_DOUBT_POOR = "Much of it was hard to make out ({}); words are missing or wrong. Look at the original."
_DOUBT_EMPTY_PAGE = "On {} no words could be made out. Look at the original."
_DOUBT_MORE = f"It has more than {MAX_PAGES} pages; those after them were not read. Look at the original."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a scan, still in its file. Each is read by itself: it takes a second, and one may be worse than the rest."""

    source: str
    file: bytes
    at: int = 0  # counted from 0 in its file
    page: int = 1  # counted from 1 in the whole scan
    tables: int = 0  # on the pages before it
    is_pdf: bool = False
    password: str = ""


SheetReader: TypeAlias = Callable[[Sheet], Document | NotRead]
WordKeeper: TypeAlias = Callable[[tuple[PlacedWord, ...]], None]


def sheets_by(workshop: Workshop) -> SheetReader:
    """Pages read in this very process."""
    return partial(read_sheet, workshop=workshop)


def read_picture(source: str, data: bytes, read_one: SheetReader) -> Document | NotRead:
    """A picture file: PNG, JPEG, TIFF of several pages, BMP, GIF, WEBP."""
    if data[4:8] == b"ftyp":
        return NotRead(source=source, why=_HEIC if data[8:12] in _PHOTOS else _FILM)
    return read_pictures(source, [data], read_one)


_PHOTOS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis", b"avif", b"avis")


def read_pictures(source: str, pictures: Sequence[bytes], read_one: SheetReader) -> Document | NotRead:
    """Several picture files as the pages of one document."""
    sheets = [Sheet(source=source, file=data, at=at) for data in pictures for at in range(seen_page.count_of_pages(data))]
    return _read(source, sheets, read_one) if sheets else NotRead(source=source, why=_DAMAGED)


def read_scanned_pdf(source: str, data: bytes, read_one: SheetReader, *, password: str = "") -> Document | NotRead:
    """A PDF whose pages are pictures, drawn and looked at."""
    try:
        pdf: Raw = pypdfium2.PdfDocument(data, password=password or None)
        with closing(pdf):
            count = len(pdf)
    except _DAMAGE:
        return NotRead(source=source, why=_DAMAGED_PDF)
    pages = range(min(count, MAX_PAGES + 1))
    sheets = [Sheet(source=source, file=data, at=at, is_pdf=True, password=password) for at in pages]
    return _read(source, sheets, read_one) if sheets else NotRead(source=source, why=_DAMAGED_PDF)


def with_pages_seen(document: Document, data: bytes, read_one: SheetReader, *, password: str = "") -> Document:
    """A PDF of which some pages are pictures: what a machine sees on these, among the words of the others, is unsure."""
    for page in document.pictures[:MAX_PAGES]:
        tables = sum(isinstance(block, Table) for block in document.blocks)
        sheet = Sheet(source=document.source, file=data, at=page - 1, page=page, tables=tables, is_pdf=True, password=password)
        found = read_one(sheet)
        if isinstance(found, NotRead) or not found.blocks:
            document = replace(document, doubts=(*document.doubts, _DOUBT_PICTURE.format(page)))
            continue
        at = next((at for at, block in enumerate(document.blocks) if _page_of(block) > page), len(document.blocks))
        blocks = (*document.blocks[:at], *map(_as_unsure, found.blocks), *document.blocks[at:])
        document = replace(document, blocks=blocks, doubts=(*document.doubts, _DOUBT_SEEN_PAGE.format(page), *found.doubts))
    more = tuple(_DOUBT_PICTURE.format(page) for page in document.pictures[MAX_PAGES:])
    return replace(document, doubts=(*document.doubts, *more))


def _page_of(block: Block) -> int:
    if isinstance(block, Line):
        return block.where.page
    return max((cell.where.page for row in block.rows[:1] for cell in row), default=0)


def _as_unsure(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, is_unsure=True)
    rows = (
        tuple(replace(cell, lines=tuple(replace(line, is_unsure=True) for line in cell.lines)) for cell in row)
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


_DAMAGE = (pypdfium2.PdfiumError, ValueError, TypeError, OSError, IndexError)


def read_sheet(sheet: Sheet, workshop: Workshop, keep_words: WordKeeper | None = None) -> Document | NotRead:
    """What a machine sees on one page. `keep_words` gets each word with its place."""
    drawn = _drawn(sheet) if sheet.is_pdf else _given(sheet)
    if isinstance(drawn, NotRead):
        return drawn
    looked = _looked_at(drawn, workshop)
    if isinstance(looked, NotMade):
        return NotRead(source=sheet.source, why=looked.why)
    told = _Telling(page=looked.page, where=Where(source=sheet.source, page=sheet.page), tables=sheet.tables)
    told.tell(looked.words)
    if keep_words is not None:
        keep_words(tuple(_placed(word, looked.page) for word in looked.words))
    doubts = tuple(_doubts_of(looked, f"page {sheet.page}"))
    return Document(source=sheet.source, file_type="scan", blocks=tuple(told.blocks), doubts=doubts)


def _placed(word: SeenWord, page: SeenPage) -> PlacedWord:
    left, top, right, bottom = page.place(word.left, word.top, word.right, word.bottom)
    return PlacedWord(text=word.text, box=(left, top, right, bottom))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A page as it came."""

    picture: Picture
    points_long: float = seen_page.LONG_SIDE


def _given(sheet: Sheet) -> _Given | NotRead:
    picture = seen_page.page_of(sheet.file, sheet.at)
    return NotRead(source=sheet.source, why=_DAMAGED) if picture is None else _Given(picture=picture)


def _drawn(sheet: Sheet) -> _Given | NotRead:
    try:
        pdf: Raw = pypdfium2.PdfDocument(sheet.file, password=sheet.password or None)
        with closing(pdf):
            page: Raw = pdf[sheet.at]
            long = max(page.get_size())
            if not 1 <= long <= 14_400:
                return NotRead(source=sheet.source, why=_DAMAGED_PDF)
            scale = min(DOTS_AN_INCH / 72, 4_000 / long)
            return _Given(picture=page.render(scale=scale, grayscale=True).to_pil().convert("L"), points_long=long)
    except _DAMAGE:
        return NotRead(source=sheet.source, why=_DAMAGED_PDF)


# ------------------------------------------------------------------------------------------------ pages


def _read(source: str, sheets: Sequence[Sheet], read_one: SheetReader) -> Document | NotRead:
    blocks: list[Block] = []
    doubts: dict[str, None] = {_DOUBT_SEEN: None}
    for page, sheet in enumerate(sheets[:MAX_PAGES], 1):
        tables = sum(isinstance(block, Table) for block in blocks)
        found = read_one(replace(sheet, page=page, tables=tables))
        if isinstance(found, NotRead):
            return found
        blocks += found.blocks
        doubts |= dict.fromkeys(found.doubts)
    if len(sheets) > MAX_PAGES:
        doubts[_DOUBT_MORE] = None
    if not any(block.text if isinstance(block, Line) else block.rows for block in blocks):
        return NotRead(source=source, why=_NOTHING_SEEN)
    name = Line(text=source, where=Where(source=source, note="file name"))
    return Document(source=source, file_type="scan", blocks=tuple(blocks), hidden=(name,), doubts=tuple(doubts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    page: SeenPage
    words: tuple[SeenWord, ...]

    @property
    def is_the_right_way_up(self) -> bool:
        if self.seen_well >= FEWEST_WORDS and self.seen_well * 3 >= len(self.words):
            return True
        return self.seen_well > 0 and all(word.sure > 85 for word in self.words)

    @property
    def seen_well(self) -> int:
        return sum(1 for word in self.words if word.sure >= SURE and len(word.text) > 2 and word.text.isalpha())


def _looked_at(given: _Given, workshop: Workshop) -> _Looked | NotMade:
    """The words of a page; where few make sense, it is turned until more do."""
    best: _Looked | None = None
    for turned in (0, 2, 1, 3):
        page = seen_page.made_readable(given.picture, turned=turned, points_long=given.points_long)
        words = workshop.words_in_picture(page.png())
        if isinstance(words, NotMade):
            return words
        looked = _Looked(page=page, words=words)
        if best is None or looked.seen_well > best.seen_well:
            best = looked
        if best.is_the_right_way_up:
            break
        if not words and not page.boxes and _is_blank(page):
            break
    assert best is not None, "at least one way up was tried"
    return best


def _is_blank(page: SeenPage) -> bool:
    return not page.level and not page.upright and page.ink.getextrema() == (255, 255)


def _doubts_of(looked: _Looked, name: str) -> list[str]:
    found = []
    if looked.page.crowded or any(box.ticked is None for box in looked.page.boxes):
        found.append(_DOUBT_BOXES.format(name))
    if not looked.words:
        found.append(_DOUBT_EMPTY_PAGE.format(name))
    elif sum(word.sure < SURE for word in looked.words) * 3 > len(looked.words):
        found.append(_DOUBT_POOR.format(name))
    return found


# ------------------------------------------------------------------------------------------------ words as lines and tables


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    left: int
    top: int
    right: int
    bottom: int
    struck: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def high(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """A cell between rules, in pixels; `row` and `column` count from 1 in its table."""

    left: int
    top: int
    right: int
    bottom: int
    row: int = 0

    def holds(self, word: _Word) -> bool:
        return self.left <= (word.left + word.right) / 2 <= self.right and self.top <= word.middle <= self.bottom


@dataclass(slots=True, kw_only=True)
class _Telling:
    """One page as blocks, in reading order."""

    page: SeenPage
    where: Where
    tables: int = 0
    blocks: list[Block] = field(default_factory=list)
    lines: int = 0

    def tell(self, seen: Sequence[SeenWord]) -> None:
        words = _with_boxes(self.page, _kept(self.page, seen))
        found: list[tuple[float, Block]] = []
        for rooms in _tables_of_rooms(self.page):
            held = {room: [word for word in words if room.holds(word)] for room in rooms}
            if sum(map(bool, held.values())) < 2:
                continue
            inside = {id(word) for each in held.values() for word in each}
            words = [word for word in words if id(word) not in inside]
            found.append((rooms[0].top, self._ruled(rooms, held)))
        found += self._loose(words)
        self.blocks = [block for _, block in sorted(found, key=lambda each: each[0])]

    # -------------------------------------------------------------------------------------------- tables with rules

    def _ruled(self, rooms: Sequence[_Room], held: dict[_Room, list[_Word]]) -> Table:
        self.tables += 1
        lefts = _spread([room.left for room in rooms], 4 * self.page.pixels_a_point)
        rows = []
        for number in sorted({room.row for room in rooms}):
            row = sorted((room for room in rooms if room.row == number), key=lambda room: room.left)
            rows.append(tuple(self._cell(room, held[room], lefts) for room in row))
        return Table(rows=tuple(rows))

    def _cell(self, room: _Room, words: list[_Word], lefts: Sequence[int]) -> Cell:
        slack = 4 * self.page.pixels_a_point
        first = sum(1 for left in lefts if left <= room.left + slack)
        reached = sum(1 for left in lefts if left < room.right - slack)
        where = self._at(words, replace(self.where, table=self.tables, row=room.row, cell=first), room)
        lines = tuple(self._line(each, where) for each in _unwrapped(_in_lines(words), room))
        return Cell(lines=lines, row=room.row, column=first, columns=max(1, reached - first + 1), where=where)

    # -------------------------------------------------------------------------------------------- words without rules

    def _loose(self, words: list[_Word]) -> list[tuple[float, Block]]:
        """Lines; those of one left and one right column as a table."""
        lines = _in_lines(words)
        found: list[tuple[float, Block]] = []
        at = 0
        for start, end, column in _two_columns(lines, self.page.pixels_a_point):
            found += [self._numbered(line) for line in lines[at:start]]
            found.append((lines[start][0].top, self._aligned(lines[start:end], column)))
            at = end
        return found + [self._numbered(line) for line in lines[at:]]

    def _numbered(self, words: list[_Word]) -> tuple[float, Block]:
        self.lines += 1
        return words[0].top, self._line(words, self._at(words, replace(self.where, line=self.lines)))

    def _aligned(self, lines: Sequence[list[_Word]], column: int) -> Table:
        """Rows of label and value. What stands close below a label or a value goes on with it."""
        self.tables += 1
        rows: list[tuple[list[list[_Word]], list[list[_Word]]]] = []
        last = 0.0
        for line in lines:
            label, value = _split_at(line, column)
            goes_on = line[0].top - last < 1.2 * line[0].high and label and label[0].text[:1].islower()
            if rows and ((not label) or (goes_on and not value)):
                rows[-1][0].extend([label] if label else [])
                rows[-1][1].extend([value] if value else [])
            else:
                rows.append(([label] if label else [], [value] if value else []))
            last = max(word.bottom for word in line)
        return Table(rows=tuple(self._pair(number, label, value) for number, (label, value) in enumerate(rows, 1)))

    def _pair(self, row: int, label: list[list[_Word]], value: list[list[_Word]]) -> tuple[Cell, ...]:
        cells = []
        for column, held in ((1, [[word for line in label for word in line]] if label else []), (2, value)):
            where = self._at(
                [word for line in held for word in line], replace(self.where, table=self.tables, row=row, cell=column)
            )
            cells.append(Cell(lines=tuple(self._line(each, where) for each in held), row=row, column=column, where=where))
        return tuple(cells)

    # -------------------------------------------------------------------------------------------- one line

    def _at(self, words: Sequence[_Word], where: Where, room: _Room | None = None) -> Where:
        edges: Sequence[_Word | _Room] = words or ([room] if room else [])
        if not edges:
            return where
        ends = (
            min(each.left for each in edges),
            min(each.top for each in edges),
            max(each.right for each in edges),
            max(each.bottom for each in edges),
        )
        return replace(where, box=self.page.place(*ends))

    def _line(self, words: Sequence[_Word], where: Where) -> Line:
        pieces: list[Piece] = []
        for at, word in enumerate(words):
            gap = _gap(words[at - 1], word) if at else ""
            if pieces and pieces[-1].struck == word.struck:
                pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text}{gap}{word.text}")
            else:
                pieces += [Piece(text=gap)] if gap else []
                pieces.append(Piece(text=word.text, struck=word.struck))
        text = "".join(piece.text for piece in pieces if not piece.struck)
        return Line(text=ticks.without_prompts(text).strip(), where=where, pieces=tuple(pieces))


def _gap(left: _Word, right: _Word) -> str:
    """What stands between two words. An @ that was seen apart belongs to its address."""
    if "@" in (left.text[-1:], right.text[:1]) and right.left - left.right < left.high:
        return ""
    return "\t" if right.left - left.right > 2.5 * max(left.high, right.high) else " "


def _kept(page: SeenPage, seen: Sequence[SeenWord]) -> list[_Word]:
    """Words without specks of dust; struck ones marked. No character counts as a tick: boxes are found otherwise."""
    kept = []
    for word in seen:
        text = ticks.plain(word.text).translate(_NO_TICKS).strip()
        if not text or (word.sure < 30 and not any(char.isalnum() for char in text)) or set(text) <= set("|_—-~.'`‘’"):
            continue
        struck = len(text) > 1 and page.is_struck(word.left, word.top, word.right, word.bottom)
        kept.append(_Word(text=text, left=word.left, top=word.top, right=word.right, bottom=word.bottom, struck=struck))
    return kept


_NO_TICKS = str.maketrans(dict.fromkeys("☒☐✗✘✕✖", ""))


def _with_boxes(page: SeenPage, words: list[_Word]) -> list[_Word]:
    """The words with a tick or an empty box where one is drawn. A box that cannot be told leaves a question mark."""
    shown = {True: TICKED, False: UNTICKED, None: "?"}
    boxes = [_Word(text=shown[box.ticked], left=box.left, top=box.top, right=box.right, bottom=box.bottom) for box in page.boxes]
    apart = [word for word in words if not any(_lies_in(word, box) for box in boxes)]
    return [*(_as_mark(word, boxes) for word in apart), *boxes]


_MARKS = frozenset(("v", "V", "vV", "Vv", "¥", "v¥", "vw", "√", "x", "X", "✓", "✔"))


def _as_mark(word: _Word, boxes: Sequence[_Word]) -> _Word:
    """A tick without its box, beside a box without a tick."""
    beside = any(
        box.text == UNTICKED and abs(box.middle - word.middle) < box.high and abs(box.left - word.left) < 12 * box.high
        for box in boxes
    )
    return replace(word, text=TICKED) if word.text in _MARKS and beside else word


def _lies_in(word: _Word, box: _Word) -> bool:
    across = min(word.right, box.right) - max(word.left, box.left)
    down = min(word.bottom, box.bottom) - max(word.top, box.top)
    return across > 0.6 * (word.right - word.left) and down > 0.4 * (word.bottom - word.top)


def _in_lines(words: Sequence[_Word]) -> list[list[_Word]]:
    """Words by line from the top, each line from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.left)):
        near = next((line for line in lines[-3:] if _is_level(line, word)), None)
        if near is None:
            lines.append([word])
        else:
            near.append(word)
    return [sorted(line, key=lambda each: each.left) for line in lines]


def _is_level(line: Sequence[_Word], word: _Word) -> bool:
    nearest = min(line, key=lambda each: abs(each.left - word.left))
    return abs(nearest.middle - word.middle) <= 0.5 * max(min(nearest.high, word.high), 0.6 * max(nearest.high, word.high))


def _unwrapped(lines: list[list[_Word]], room: _Room) -> list[list[_Word]]:
    """A cell's lines, those joined that only broke because the next word found no room."""
    joined: list[list[_Word]] = []
    last: list[_Word] = []
    for line in lines:
        margin = max(0, min(word.left for word in line) - room.left)
        space = room.right - margin - max((word.right for word in last), default=0)
        wraps = bool(last) and line[0].right - line[0].left + line[0].high / 4 > space and line[0].text not in (TICKED, UNTICKED)
        if wraps:
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
        last = line
    return joined


# ------------------------------------------------------------------------------------------------ columns without rules


def _two_columns(lines: Sequence[list[_Word]], scale: float) -> list[tuple[int, int, int]]:
    """Runs of lines with words at one left edge after a gap: (first line, line after the last, where the right column begins)."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(lines):
        starts = [word.left for left, word in zip(lines[at], lines[at][1:], strict=False) if word.left - left.right > 12 * scale]
        best = max(((_run_length(lines, at, column, scale), column) for column in starts), default=(0, 0))
        if best[0] >= 3:
            found.append((at, at + best[0], best[1]))
            at += best[0]
        else:
            at += 1
    return found


def _run_length(lines: Sequence[list[_Word]], at: int, column: int, scale: float) -> int:
    """How many lines from here on keep to the column; a few may have words on one side only."""
    rows = last = 0
    for number, line in enumerate(lines[at:], 1):
        label, value = _split_at(line, column)
        if any(word.left < column - 3 * scale < column + 6 * scale < word.right for word in line):
            break
        if value and abs(value[0].left - column) > 6 * scale:
            break
        if label and value:
            rows, last = rows + 1, number
        elif value:
            last = number
        elif number - last > 4:
            break
    return last if rows >= 3 else 0


def _split_at(line: Sequence[_Word], column: int) -> tuple[list[_Word], list[_Word]]:
    slack = max(3, line[0].high // 2)
    return [word for word in line if word.left < column - slack], [word for word in line if word.left >= column - slack]


# ------------------------------------------------------------------------------------------------ cells between rules


def _spread(values: Sequence[int], slack: float) -> list[int]:
    """Places that are apart; nearer ones are one."""
    kept: list[int] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > slack:
            kept.append(value)
    return kept


def _tables_of_rooms(page: SeenPage) -> list[list[_Room]]:
    """The cells of each ruled table: between two level rules and the upright ones that cross from one to the other."""
    slack = 3 * page.pixels_a_point
    downs = _spread([rule.top for rule in page.level], slack)
    rooms: list[_Room] = []
    for top, bottom in pairwise(downs):
        middle = (top + bottom) / 2
        crossing = [
            each for each in page.upright if each.top - slack <= middle <= each.bottom + slack and each.bottom - each.top > 0
        ]
        crossing = [each for each in crossing if min(each.bottom, bottom) - max(each.top, top) > 0.6 * (bottom - top)]
        sides = _spread([(each.left + each.right) // 2 for each in crossing], slack)
        rooms += [_Room(left=left, top=top, right=right, bottom=bottom) for left, right in pairwise(sides)]
    return [_numbered_rooms(each, downs) for each in _neighbours(_merged(page, rooms, slack), slack)]


def _merged(page: SeenPage, rooms: Sequence[_Room], slack: float) -> list[_Room]:
    """Rooms with no rule between them, one above the other, are one."""
    made: list[_Room] = []
    for room in rooms:
        above = next((each for each in made if abs(each.bottom - room.top) <= slack and _same_sides(each, room, slack)), None)
        if above is not None and not _has_rule(page, room, slack):
            made[made.index(above)] = replace(above, bottom=room.bottom)
        else:
            made.append(room)
    return made


def _same_sides(one: _Room, other: _Room, slack: float) -> bool:
    return abs(one.left - other.left) <= 2 * slack and abs(one.right - other.right) <= 2 * slack


def _has_rule(page: SeenPage, room: _Room, slack: float) -> bool:
    covered = [
        min(rule.right, room.right) - max(rule.left, room.left) for rule in page.level if abs(rule.top - room.top) <= slack
    ]
    return sum(each for each in covered if each > 0) > 0.6 * (room.right - room.left)


def _neighbours(rooms: Sequence[_Room], slack: float) -> list[list[_Room]]:
    """Rooms that touch make a table."""
    tables: list[list[_Room]] = []
    for room in rooms:
        touching = [table for table in tables if any(_touch(room, each, 2 * slack) for each in table)]
        for table in touching:
            tables.remove(table)
        tables.append([*(each for table in touching for each in table), room])
    return tables


def _touch(one: _Room, other: _Room, slack: float) -> bool:
    beside = one.left <= other.right + slack and other.left <= one.right + slack
    return beside and one.top <= other.bottom + slack and other.top <= one.bottom + slack


def _numbered_rooms(rooms: Sequence[_Room], downs: Sequence[int]) -> list[_Room]:
    tops = [down for down in downs if any(room.top == down for room in rooms)]
    return [replace(room, row=tops.index(room.top) + 1) for room in sorted(rooms, key=lambda each: (each.top, each.left))]
