"""Plain words and web pages → a Document: a mail's own words, a .txt, the notification of a web form."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from selectolax.lexbor import LexborHTMLParser

from parsing import ticks
from parsing.document import TICKED, UNTICKED, Block, Cell, Document, Line, Piece, Table
from parsing.field import Where
from parsing.html import HIDDEN_STYLE

MAX_LINES = 5_000

Node: TypeAlias = Any  # a selectolax node; none leave this module

_BYTE_ORDER = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DOUBT_LONG = f"It is longer than {MAX_LINES:,} lines; what follows them was not read. Ask for the form alone."


def decoded(data: bytes) -> str | None:
    """The bytes as text, or None if they are no text."""
    encoding = next((name for mark, name in _BYTE_ORDER if data.startswith(mark)), "utf-8")
    for each in (encoding, "cp1252"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        return None if _is_binary(text) else text
    return None


def _is_binary(text: str) -> bool:
    sample = text[:8192]
    odd = sum(1 for char in sample if ord(char) < 32 and char not in "\t\r\n\f\v")
    return "\x00" in sample or odd * 50 > len(sample)


def read_text(text: str, *, source: str = "message") -> Document:
    """Plain text, line by line; blank lines are counted and left out."""
    lines = text.splitlines()
    found = (_line(line, Where(source=source, line=number)) for number, line in enumerate(lines[:MAX_LINES], 1))
    blocks = tuple(line for line in found if line.text)
    doubts = (_DOUBT_LONG,) if len(lines) > MAX_LINES else ()
    return Document(source=source, file_type="text", blocks=blocks, hidden=_file_name(source), doubts=doubts)


STARRED = re.compile(r"\*(\S[^*\n]{0,200}?)\*(?=[\s:]|$)")  # *Bold* as a mail program writes it in plain text


def _line(text: str, where: Where) -> Line:
    said = ticks.without_prompts(ticks.plain(STARRED.sub(r"\1", text))).strip()
    return Line(text=said, where=where, pieces=(Piece(text=said),) if said else ())


def _file_name(source: str) -> tuple[Line, ...]:
    return () if source == "message" else (Line(text=source, where=Where(source=source, note="file name")),)


# ------------------------------------------------------------------------------------------------ web pages

_OUT_OF_SIGHT = ("script", "style", "head", "template", "noscript", "title")
_BREAKS = frozenset("p div br li ul ol tr h1 h2 h3 h4 h5 h6 hr section article header footer blockquote pre dt dd form".split())  # noqa: SIM905 - a list of words reads better as words
_STRUCK = frozenset(("s", "strike", "del"))
_BOLD = frozenset(("b", "strong", "th"))
_MAX_DEPTH = 200


def read_html(html: str, *, source: str = "message") -> Document:
    """A web page: tables as tables, the rest as lines. Scripts, styles and what is hidden are out of sight."""
    tree = LexborHTMLParser(html)
    page = _Page(source)
    if tree.body is not None:
        page.read(tree.body)
    hidden = tuple(Line(text=text, where=Where(source=source, note="hidden text")) for text in page.hidden)
    return Document(
        source=source,
        file_type="html",
        blocks=tuple(page.blocks),
        hidden=(*_file_name(source), *hidden),
        doubts=tuple(page.doubts),
    )


class _Page:
    """What is gathered from a web page, in reading order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        self.doubts: dict[str, None] = {}
        self.pieces: list[Piece] = []
        self.lines = 0
        self.rows = 0
        self.tables = 0

    def read(self, body: Node) -> None:
        self._walk(body, Piece(text=""), 0)
        self._end_line()

    def _walk(self, parent: Node, look: Piece, depth: int) -> None:
        if depth > _MAX_DEPTH:
            self.doubts["The page is nested too deeply; its innermost words were not read."] = None
            return
        for node in parent.iter(include_text=True):
            tag = node.tag
            if self._is_full():
                return
            if tag == "-text":
                self._say(node.text(deep=False) or "", look)
            elif tag in _OUT_OF_SIGHT or _is_hidden(node):
                self.hidden += [text] if (text := (node.text() or "").strip()) and tag not in ("script", "style") else []
            elif tag == "input":
                self._say(_input(node), look)
            elif tag == "table" and _is_form_table(node):
                self._table(node, depth)
            else:
                self._element(node, tag, look, depth)

    def _element(self, node: Node, tag: str, look: Piece, depth: int) -> None:
        breaks = tag in _BREAKS or tag in ("table", "tbody")
        if breaks:
            self._end_line()
        self._walk(node, _look(node, tag, look), depth + 1)
        if breaks:
            self._end_line()
        elif tag == "td":
            self._say("\t", look)

    def _is_full(self) -> bool:
        full = self.lines + self.rows >= MAX_LINES
        if full:
            self.doubts[_DOUBT_LONG] = None
        return full

    def _say(self, text: str, look: Piece) -> None:
        if text:
            self.pieces.append(_with(look, text))

    def _end_line(self) -> None:
        where = Where(source=self.source, line=self.lines + 1)
        line = _line_of(self.pieces, where)
        self.pieces = []
        if line.text or line.pieces:
            self.lines += 1
            self.blocks.append(line)

    def _table(self, node: Node, depth: int) -> None:
        self._end_line()
        self.tables += 1
        number = self.tables
        rows: list[tuple[Cell, ...]] = []
        for at, row in enumerate(_rows(node), 1):
            if self._is_full():
                break
            rows.append(self._row(row, Where(source=self.source, table=number, row=at), depth))
            self.rows += 1
        self.blocks.append(Table(rows=tuple(rows)))

    def _row(self, row: Node, where: Where, depth: int) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 1
        for at, node in enumerate((each for each in row.iter() if each.tag in ("td", "th")), 1):
            here = Where(source=where.source, table=where.table, row=where.row, cell=at)
            inner = _Page(self.source)
            inner._walk(node, _look(node, node.tag, Piece(text="")), depth + 1)
            inner._end_line()
            self.hidden += inner.hidden
            wide = _span(node)
            lines = tuple(Line(text=line.text, where=here, pieces=line.pieces) for line in inner.blocks if isinstance(line, Line))
            cells.append(Cell(lines=lines, row=where.row, column=column, columns=wide, where=here))
            column += wide
        return tuple(cells)


def _with(look: Piece, text: str) -> Piece:
    return Piece(text=text, struck=look.struck, bold=look.bold, underlined=look.underlined, highlighted=look.highlighted)


def _look(node: Node, tag: str, look: Piece) -> Piece:
    style = re.sub(r"\s", "", (node.attributes.get("style") or "").casefold())
    return Piece(
        text="",
        struck=look.struck or tag in _STRUCK or "line-through" in style,
        bold=look.bold or tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style,
        underlined=look.underlined or tag == "u" or "text-decoration:underline" in style,
        highlighted=look.highlighted or tag == "mark",
    )


def _is_hidden(node: Node) -> bool:
    return "hidden" in node.attributes or bool(HIDDEN_STYLE.search(node.attributes.get("style") or ""))


def _input(node: Node) -> str:
    kind = (node.attributes.get("type") or "text").casefold()
    if kind in ("checkbox", "radio"):
        return TICKED if "checked" in node.attributes else UNTICKED
    return "" if kind in ("hidden", "submit", "button", "reset", "password") else node.attributes.get("value") or ""


def _line_of(pieces: list[Piece], where: Where) -> Line:
    """The words between two breaks, white space drawn together as a browser does."""
    crossed = ticks.crosses_are_ticks("".join(piece.text for piece in pieces))
    kept = [_with(piece, ticks.plain(re.sub(r"[ \r\n]+", " ", piece.text), crossed=crossed)) for piece in pieces]
    shown = "".join(piece.text for piece in kept if not piece.struck)
    text = re.sub(r" {2,}", " ", re.sub(r" ?\t[ \t]*", "\t", ticks.without_prompts(shown))).strip()
    if not text and not any(piece.text.strip() for piece in kept):
        kept = []
    return Line(text=text, where=where, pieces=tuple(kept))


def _is_form_table(node: Node) -> bool:
    """A table of data; one that holds further tables only lays out a page."""
    return len(node.css("table")) == 1  # a node finds itself too


def _rows(table: Node) -> Iterator[Node]:
    for node in table.iter():
        if node.tag == "tr":
            yield node
        elif node.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(node)


def _span(node: Node) -> int:
    width = node.attributes.get("colspan") or "1"
    return int(width) if width.isdigit() and 0 < int(width) < 100 else 1
