"""PDF files → a Document: ruled tables as tables, the rest as lines, and filled form fields where they stand on the page.

pdfplumber sees the page but not what was filled into form fields; pypdf sees the fields but not the page. Here each field's
value is laid on the page as if it had been typed there, so that one reading by question serves both (LIBRARIES §1.3).
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import Any, TypeAlias

import pdfplumber
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.pdfinternals import resolve, resolve_and_decode
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from parsing import ticks
from parsing.document import TICKED, UNTICKED, Block, Cell, Document, Line, NamedValue, NotRead, Piece, Table
from parsing.field import Where

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings go to stderr and quote what strangers wrote

MAX_PAGES = 50
MAX_TEXT = 2 * 1024 * 1024
MAX_INFLATED = 100 * 1024 * 1024

Raw: TypeAlias = Any  # an object of pdfplumber or pypdf; neither's types leave this module

_LOCKED = "The PDF needs its password. Ask the sender for the form without one, by a secure way."
_DAMAGED = "The PDF is damaged or cut short and cannot be read. Ask the sender to send it again."
_XFA = "It is an XFA form, which only Adobe's programs can show. Ask for it printed to an ordinary PDF, or as a Word file."
_SCAN = "It is a scan or a photo without words that can be read. Type in what it says at the desk."
_TOO_LONG = f"It has more than {MAX_PAGES} pages, so it was not read. Ask for the form alone."
_TOO_MUCH = "It holds more text than any form does, so it was not read. Ask for the form alone."
_SWELLS = "It would grow beyond its limit when opened, so it was not. Ask for the form printed to a new PDF."
_DOUBT_COMMENTS = "It holds notes stuck on the page, which are not read as answers. Look at them in the original."
_DOUBT_INK = "It holds marks drawn by hand, which cannot be read. Look at the original."
_DOUBT_UNSEEN = (
    "It holds white or tiny words that do not show on the page; they are not read as answers. Ask the sender about them."
)
_DOUBT_SCAN = "It is a scan whose words were recognised by a machine, which errs. Compare them with the picture."
_DOUBT_EMBEDDED = "It holds an embedded file, which was not read. Open the original to see it."
_DOUBT_PICTURE_PAGE = "A page of it is a picture without words that can be read ({}). Look at the original."


def read_pdf(name: str, data: bytes) -> Document | NotRead:
    """What a PDF says, or why it was not read."""
    if _inflates_beyond(data, MAX_INFLATED):
        return NotRead(source=name, why=_SWELLS)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return NotRead(source=name, why=_LOCKED)
        if why := _why_not(reader):
            return NotRead(source=name, why=why)
        with pdfplumber.open(BytesIO(data)) as pdf:
            return _document(name, reader, pdf)
    except (PyPdfError, PdfminerException, MalformedPDFException, RecursionError, OSError, zlib.error):
        return NotRead(source=name, why=_DAMAGED)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, AssertionError):
        return NotRead(source=name, why=_DAMAGED)  # what the two libraries raise for objects of a wrong kind


def _inflates_beyond(data: bytes, limit: int) -> bool:
    """Whether the file's packed streams, or what is packed within those, grow beyond the limit."""
    total = 0
    for start in re.finditer(rb"stream\r?\n", data):
        grown = _grown(data[start.end() :], limit - total)
        total += grown
        if total >= limit:
            return True
    return False


def _grown(packed: bytes, room: int, depth: int = 0) -> int:
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, room)
    except zlib.error:
        return 0
    within = _grown(content, room, depth + 1) if depth < 3 and content[:1] == b"\x78" else 0
    return len(content) + within


def _why_not(reader: PdfReader) -> str:
    if len(reader.pages) > MAX_PAGES:
        return _TOO_LONG
    form = reader.root_object.get("/AcroForm")
    return _XFA if form is not None and "/XFA" in form.get_object() else ""


def _document(name: str, reader: PdfReader, pdf: Raw) -> Document | NotRead:
    filled = _filled_fields(reader)
    sheet = _Sheet(source=name, filled=filled)
    for page in pdf.pages:
        sheet.read(page)
        page.close()  # else every page's objects stay in memory
        if sheet.size > MAX_TEXT:
            return NotRead(source=name, why=_TOO_MUCH)
    sheet.hide(name, 0, "file name")
    for key, value in (reader.metadata or {}).items():
        sheet.hide(str(value), 0, f"property {key.lstrip('/')}")
    if reader.attachments:
        sheet.doubts[_DOUBT_EMBEDDED] = None
    if not sheet.words_seen:
        return NotRead(source=name, why=_SCAN)
    return Document(
        source=name,
        file_type="pdf",
        blocks=tuple(sheet.blocks),
        named=tuple(
            NamedValue(name=key, value=each.text, where=sheet.places.get(key, _whole(name, key))) for key, each in filled.items()
        ),
        hidden=tuple(sheet.hidden),
        doubts=tuple(sheet.doubts),
    )


def _whole(name: str, key: str) -> Where:
    return Where(source=name, note=f"form field {key}")


# ------------------------------------------------------------------------------------------------ form fields


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A form field's value. `state`: the name of the chosen state of a tick or a set of buttons."""

    text: str
    state: str = ""
    is_button: bool = False


_RADIO, _PUSH = 1 << 15, 1 << 16


def _filled_fields(reader: PdfReader) -> dict[str, _Filled]:
    """Each field's value by its full name; the value itself before its picture on the page."""
    found: dict[str, _Filled] = {}
    for name, entry in (reader.get_fields() or {}).items():
        kind, flags = entry.get("/FT"), int(entry.get("/Ff", 0) or 0)
        value = entry.get("/V")
        if kind == "/Btn" and not flags & _PUSH:
            found[name] = _button(entry, value, is_set=bool(flags & _RADIO))
        elif kind in ("/Tx", "/Ch"):
            found[name] = _Filled(text=_words_of(value, entry.get("/Opt")))
    return found


def _button(entry: Raw, value: Raw, *, is_set: bool) -> _Filled:
    state = str(value).lstrip("/") if value not in (None, "/Off", "Off", "") else ""
    if not is_set:
        return _Filled(text=TICKED if state else UNTICKED, state=state, is_button=True)
    options = [str(each) for each in entry.get("/Opt", ()) or ()]
    shown = options[int(state)] if state.isdigit() and int(state) < len(options) else state
    return _Filled(text=ticks.plain(shown), state=state, is_button=True)


def _words_of(value: Raw, options: Raw) -> str:
    """Text as typed; of a list, the words it shows rather than those it stores."""
    if value is None:
        return ""
    shown = {str(pair[0]): str(pair[1]) for pair in options or () if isinstance(pair, list) and len(pair) == 2}
    values = value if isinstance(value, list) else [value]
    text = ", ".join(shown.get(str(each), str(each)) for each in values)
    return ticks.without_prompts(ticks.plain(text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


# ------------------------------------------------------------------------------------------------ pages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word, or a field's value, and the box it stands in (from the page's top left)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    struck: bool = False
    bold: bool = False
    underlined: bool = False
    highlighted: bool = False
    field: str = ""  # the form field whose value it is
    hint: str = ""  # the field's tooltip
    is_tick: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_blank_to_fill(self) -> bool:
        return bool(self.field) and not self.is_tick


class _Sheet:
    """What is gathered from the pages, in reading order."""

    def __init__(self, *, source: str, filled: Mapping[str, _Filled]) -> None:
        self.source = source
        self.filled = filled
        self.blocks: list[Block] = []
        self.hidden: list[Line] = []
        self.doubts: dict[str, None] = {}
        self.places: dict[str, Where] = {}
        self.tables = 0
        self.size = 0
        self.words_seen = False

    def hide(self, text: str, page: int, note: str) -> None:
        if text.strip():
            self.hidden.append(Line(text=ticks.plain(text).strip(), where=Where(source=self.source, page=page, note=note)))

    def read(self, page: Raw) -> None:
        number = page.page_number
        notes = _annotations(page)
        words = [word for word in _printed(page) if self._is_seen(word, page)]
        self._look_at_pictures(page, words)
        words = [_marked(word, notes) for word in words]
        words += [word for note in notes for word in self._laid_on(note, number)]
        self.size += sum(len(word.text) + 1 for word in words)
        self.words_seen = self.words_seen or any(word.text for word in words)
        tables = [table for table in page.find_tables() if len(table.cells) > 1]
        loose, held = _share_out(words, [table.cells for table in tables])
        found: list[tuple[float, list[Block]]] = [
            (table.bbox[1], [self._table(table, cells, number)]) for table, cells in zip(tables, held, strict=True)
        ]
        found += self._loose(loose, number)
        self.blocks += [block for _, blocks in sorted(found, key=lambda each: each[0]) for block in blocks]

    def _is_seen(self, word: Raw, page: Raw) -> bool:
        if word["bottom"] - word["top"] > 2.5 and not (_is_white(word.get("non_stroking_color")) and not _has_ground(word, page)):
            return True
        self.hide(word["text"], page.page_number, "white or tiny text")
        self.doubts[_DOUBT_UNSEEN] = None
        return False

    def _look_at_pictures(self, page: Raw, words: Sequence[Raw]) -> None:
        area = float(page.width * page.height)
        if not any((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) > 0.7 * area for image in page.images):
            return
        self.doubts[_DOUBT_SCAN if words else _DOUBT_PICTURE_PAGE.format(f"page {page.page_number}")] = None

    # -------------------------------------------------------------------------------------------- what lies over the page

    def _laid_on(self, note: _Note, page: int) -> list[_Word]:
        """A field's value or a typed-on text as a word; remarks go out of sight."""
        if note.kind == "Widget":
            return self._value_of(note, page)
        if note.kind == "FreeText" and note.words:
            return [_Word(text=ticks.plain(note.words).strip(), x0=note.x0, x1=note.x1, top=note.top, bottom=note.bottom)]
        if note.words and note.kind not in ("Link", "Popup"):
            self.hide(note.words, page, f"note by {note.author or 'somebody'}")
            self.doubts[_DOUBT_COMMENTS] = None
        if note.kind in ("Ink", "Stamp", "Line", "Circle", "Square", "Polygon", "PolyLine"):
            self.doubts[_DOUBT_INK] = None
        return []

    def _value_of(self, note: _Note, page: int) -> list[_Word]:
        filled = self.filled.get(note.field)
        if filled is None:
            return []
        where = Where(source=self.source, page=page, note=f"form field {note.field}")
        self.places.setdefault(note.field, where)
        text = filled.text
        if filled.is_button:
            text = TICKED if filled.state and filled.state in (note.on_state, "" if note.on_state else filled.state) else UNTICKED
        if note.is_hidden:
            self.hide(text, page, f"form field {note.field}")
            return []
        return [
            _Word(
                text=text,
                x0=note.x0,
                x1=note.x1,
                top=note.top,
                bottom=note.bottom,
                field=note.field,
                hint=note.hint,
                is_tick=filled.is_button,
            )
        ]

    # -------------------------------------------------------------------------------------------- tables

    def _table(self, table: Raw, cells: Mapping[Raw, list[_Word]], page: int) -> Table:
        self.tables += 1
        lefts = sorted({round(box[0]) for box in table.cells})
        rows = []
        for at, row in enumerate(table.rows, 1):
            where = Where(source=self.source, page=page, table=self.tables, row=at)
            rows.append(tuple(self._cell(box, cells.get(box, []), lefts, where, at) for box in row.cells if box))
        return Table(rows=tuple(rows))

    def _cell(self, box: Raw, words: list[_Word], lefts: list[int], where: Where, row: int) -> Cell:
        first = sum(1 for left in lefts if left < box[0] - 1) + 1
        reached = sum(1 for left in lefts if left < box[2] - 1)
        here = replace(where, cell=first)
        lines = tuple(_line(each, here) for each in _unwrapped(_in_lines(words), box))
        return Cell(lines=lines, row=row, column=first, columns=max(1, reached - first + 1), where=here)

    # -------------------------------------------------------------------------------------------- words outside tables

    def _loose(self, words: list[_Word], page: int) -> list[tuple[float, list[Block]]]:
        """Lines as lines; a line with a field to fill as a row of label and value, consecutive ones as one table."""
        found: list[tuple[float, list[Block]]] = []
        lines = _in_lines(words)
        numbered = list(enumerate(lines, 1))
        for to_fill, group in groupby(numbered, key=lambda each: any(word.field for word in each[1]) and _is_question(each[1])):
            members = list(group)
            top = members[0][1][0].top
            if to_fill:
                found.append((top, [self._rows_to_fill(members, lines, page)]))
            else:
                found += [(line[0].top, [_line(line, Where(source=self.source, page=page, line=at))]) for at, line in members]
        return found

    def _rows_to_fill(self, members: list[tuple[int, list[_Word]]], lines: list[list[_Word]], page: int) -> Table:
        self.tables += 1
        rows: list[tuple[Cell, ...]] = []
        for at, line in members:
            above = lines[at - 2] if at > 1 else []
            for label, value in _asked(line, above):
                where = Where(source=self.source, page=page, table=self.tables, row=len(rows) + 1)
                asked = Cell(lines=(Line(text=label, where=where),) if label else (), row=len(rows) + 1, column=1, where=where)
                given = replace(where, cell=2)
                rows.append((asked, Cell(lines=(_line(value, given),), row=len(rows) + 1, column=2, where=given)))
        return Table(rows=tuple(rows))


def _is_question(line: list[_Word]) -> bool:
    """A blank to fill, or ticks after the words of a question; ticks that begin a line are options of a list."""
    return any(word.is_blank_to_fill for word in line) or not line[0].is_tick


def _asked(line: list[_Word], above: list[_Word]) -> Iterator[tuple[str, list[_Word]]]:
    """The questions on a line, each with its answer: words, then what was filled in after them."""
    label: list[_Word] = []
    value: list[_Word] = []
    for word in line:
        if word.is_blank_to_fill:
            if value:
                yield _label(label, value, above), value
                label, value = [], []
            value = [word]
            yield _label(label, value, above), value
            label, value = [], []
        elif value or word.is_tick:
            value.append(word)
        else:
            label.append(word)
    if value:
        yield _label(label, value, above), value
    elif label:
        yield "", label


def _label(words: list[_Word], value: list[_Word], above: list[_Word]) -> str:
    """The question: the field's tooltip, else the words before it, else those above it."""
    blank = value[0]
    if blank.is_blank_to_fill and blank.hint:
        return ticks.plain(blank.hint).strip()
    if words:
        return _text(words)
    near = [word for word in above if not word.field and word.x1 > blank.x0 and word.x0 < blank.x1]
    return _text(near) if near and blank.top - max(word.bottom for word in near) < 20 else ""


def _share_out(words: list[_Word], tables: list[list[Raw]]) -> tuple[list[_Word], list[dict[Raw, list[_Word]]]]:
    """Each word to the cell that its middle lies in, the rest loose."""
    held: list[dict[Raw, list[_Word]]] = [{} for _ in tables]
    loose: list[_Word] = []
    for word in words:
        across, down = (word.x0 + min(word.x1, word.x0 + 200)) / 2, word.middle
        home = next(
            (
                (at, box)
                for at, cells in enumerate(tables)
                for box in cells
                if box[0] <= across <= box[2] and box[1] <= down <= box[3]
            ),
            None,
        )
        if home is None:
            loose.append(word)
        else:
            held[home[0]].setdefault(home[1], []).append(word)
    return loose, held


# ------------------------------------------------------------------------------------------------ words


def _printed(page: Raw) -> list[Raw]:
    """The page's words; letters of symbol fonts have become what they draw."""
    for char in page.chars:
        font = char.get("fontname", "")
        if ticks.is_symbol_font(font) or (len(char["text"]) == 1 and 0xF000 <= ord(char["text"]) <= 0xF0FF):
            char["text"] = ticks.symbol(_code(char["text"]), font)
    words = list(page.extract_words(extra_attrs=["fontname", "non_stroking_color"], use_text_flow=False))
    strokes = _strokes(page)
    for word in words:
        word["rules"] = {
            rule
            for down in range(int(word["top"]), int(word["bottom"]) + 3)
            for stroke in strokes.get(down, ())
            if (rule := _rule(stroke, word))
        }
    return words


def _strokes(page: Raw) -> dict[int, list[Raw]]:
    """The thin level lines of a page, by how far down they are."""
    found: dict[int, list[Raw]] = {}
    for each in (*page.lines, *page.rects):
        if each["bottom"] - each["top"] < 2 and each["x1"] - each["x0"] > 3:
            found.setdefault(int(each["top"]), []).append(each)
    return found


def _rule(stroke: Raw, word: Raw) -> str:
    """Whether a line is drawn through a word or under it. One that goes on past the words is a table's or a form's own."""
    height = word["bottom"] - word["top"]
    if stroke["x0"] > word["x0"] + 2 or stroke["x1"] < word["x1"] - 2 or stroke["x1"] - stroke["x0"] > 40 * height:
        return ""
    down = ((stroke["top"] + stroke["bottom"]) / 2 - word["top"]) / height
    if 0.35 <= down <= 0.75:
        return "struck"
    begins_or_ends_with_it = abs(stroke["x0"] - word["x0"]) < 2 or abs(stroke["x1"] - word["x1"]) < 2
    return "under" if 0.8 <= down <= 1.1 and begins_or_ends_with_it else ""


def _code(text: str) -> int:
    """A character's code; pdfminer writes «(cid:254)» for what its font does not name."""
    number = re.fullmatch(r"\(cid:(\d+)\)", text)
    return int(number.group(1)) if number else ord(text[0]) if text else 32


def _marked(word: Raw, notes: Iterable[_Note]) -> _Word:
    """A word with its look: struck, underlined and highlighted by lines on the page or by marks laid over it."""
    over = {note.kind for note in notes if note.kind in _MARKS and _covers(note, word)}
    lines = word["rules"]
    return _Word(
        text=ticks.plain(word["text"]),
        x0=word["x0"],
        x1=word["x1"],
        top=word["top"],
        bottom=word["bottom"],
        bold="bold" in word["fontname"].lower() or "black" in word["fontname"].lower(),
        struck="StrikeOut" in over or "struck" in lines,
        underlined="Underline" in over or "Squiggly" in over or "under" in lines,
        highlighted="Highlight" in over,
    )


_MARKS = ("StrikeOut", "Underline", "Squiggly", "Highlight")


def _covers(note: _Note, word: Raw) -> bool:
    middle = (word["top"] + word["bottom"]) / 2
    across = (word["x0"] + word["x1"]) / 2
    return any(box[0] <= across <= box[2] and box[1] - 1 <= middle <= box[3] + 1 for box in note.boxes)


def _is_white(colour: Raw) -> bool:
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return False
    if len(colour) == 4:
        return all(part <= 0.02 for part in colour)
    return bool(colour) and all(part >= 0.98 for part in colour)


def _has_ground(word: Raw, page: Raw) -> bool:
    """Whether a coloured box or a picture lies under a word."""
    middle, across = (word["top"] + word["bottom"]) / 2, (word["x0"] + word["x1"]) / 2
    grounds = [rect for rect in page.rects if rect.get("fill") and not _is_white(rect.get("non_stroking_color"))]
    return any(box["x0"] <= across <= box["x1"] and box["top"] <= middle <= box["bottom"] for box in (*grounds, *page.images))


def _in_lines(words: list[_Word]) -> list[list[_Word]]:
    """Words by line from the top, each line from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if lines and word.middle - lines[-1][0].middle <= 0.6 * min(word.bottom - word.top, 14):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each.x0) for line in lines]


def _unwrapped(lines: list[list[_Word]], box: Raw) -> list[list[_Word]]:
    """A cell's lines, those joined that only broke because the next word found no room."""
    joined: list[list[_Word]] = []
    last: list[_Word] = []  # the line above, as it is printed
    for line in lines:
        margin = max(0.0, min(word.x0 for word in line) - box[0])
        room = box[2] - margin - max((word.x1 for word in last), default=0.0)
        near = bool(last) and line[0].top - last[0].bottom < line[0].bottom - line[0].top
        if near and not last[-1].field and not line[0].field and line[0].x1 - line[0].x0 + 2 > room:
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
        last = line
    return joined


def _line(words: list[_Word], where: Where) -> Line:
    """The words of a line; neighbours of one look become one piece, with the spaces between them."""
    drawn: list[Piece] = []
    for at, word in enumerate(words):
        look = Piece(text=word.text, struck=word.struck, bold=word.bold, underlined=word.underlined, highlighted=word.highlighted)
        if at:
            space = Piece(text=_space(words[at - 1], word))
            drawn.append(replace(look, text=space.text) if _same_look(drawn[-1], look) else space)
        drawn.append(look)
    crossed = ticks.crosses_are_ticks("".join(piece.text for piece in drawn))
    pieces: list[Piece] = []
    for piece in drawn:
        text = ticks.plain(piece.text, crossed=crossed)
        if pieces and _same_look(pieces[-1], piece):
            pieces[-1] = replace(piece, text=pieces[-1].text + text)
        else:
            pieces.append(replace(piece, text=text))
    text = ticks.without_prompts("".join(piece.text for piece in pieces if not piece.struck)).strip()
    tags = tuple(dict.fromkeys(word.field for word in words if word.field))
    return Line(text=text, where=where, pieces=tuple(pieces) if any(piece.text.strip() for piece in pieces) else (), tags=tags)


def _same_look(one: Piece, other: Piece) -> bool:
    return replace(one, text="") == replace(other, text="")


def _space(left: _Word, right: _Word) -> str:
    """A wide gap between words stands as a tab, as between two columns without rules."""
    if left.is_blank_to_fill or right.field or right.x0 < left.x1:
        return " "
    return "\t" if right.x0 - left.x1 > 1.5 * min(left.bottom - left.top, 14) else " "


def _text(words: list[_Word]) -> str:
    return " ".join(word.text for word in words if not word.struck).strip()


# ------------------------------------------------------------------------------------------------ annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """Something laid over the page: a form field's place, a mark, a remark."""

    kind: str
    x0: float
    x1: float
    top: float
    bottom: float
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    words: str = ""
    author: str = ""
    field: str = ""
    hint: str = ""
    on_state: str = ""
    is_hidden: bool = False


_HIDDEN_FLAGS = 1 << 1 | 1 << 5  # hidden, no view


def _annotations(page: Raw) -> list[_Note]:
    found = []
    for each in page.annots:
        data = each.get("data") or {}
        kind = str(resolve_and_decode(data.get("Subtype", "")))
        family = list(_with_parents(data))
        found.append(
            _Note(
                kind=kind,
                x0=each["x0"],
                x1=each["x1"],
                top=each["top"],
                bottom=each["bottom"],
                boxes=_quads(data, page) or ((each["x0"], each["top"], each["x1"], each["bottom"]),),
                words=str(each.get("contents") or ""),
                author=str(each.get("title") or "") if kind != "Widget" else "",
                field=".".join(_decoded(part["T"]) for part in reversed(family) if part.get("T")) if kind == "Widget" else "",
                hint=next((_decoded(part["TU"]) for part in family if part.get("TU")), ""),
                on_state=_on_state(data),
                is_hidden=bool(int(resolve(data.get("F", 0)) or 0) & _HIDDEN_FLAGS),
            )
        )
    return found


def _decoded(value: Raw) -> str:
    return str(resolve_and_decode(value))


def _with_parents(data: Raw) -> Iterator[Raw]:
    for _ in range(20):  # a ring of parents must end
        yield data
        data = resolve(data.get("Parent"))
        if not isinstance(data, dict):
            return


def _on_state(data: Raw) -> str:
    """The name of the state in which a tick box is ticked: its one appearance that is not Off."""
    appearance = resolve(data.get("AP"))
    normal = resolve(appearance.get("N")) if isinstance(appearance, dict) else None
    states = [str(key) for key in normal if str(key) != "Off"] if isinstance(normal, dict) else []
    return states[0] if len(states) == 1 else ""


def _quads(data: Raw, page: Raw) -> tuple[tuple[float, float, float, float], ...]:
    points = [float(number) for number in resolve(data.get("QuadPoints")) or ()]
    boxes = []
    for at in range(0, len(points) - 7, 8):
        across, up = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
        boxes.append((min(across), page.height - max(up), max(across), page.height - min(up)))
    return tuple(boxes)
