"""A document as a reader sees it, the same for every file type: lines, tables, ticks, form fields, each with its Where.

Ticks of every encoding have become the characters ☒ (ticked) and ☐ (not ticked) inside the text. Placeholders
(«Click or tap here») have become nothing. What is struck through or marked is kept as marks on the pieces of a text,
since «delete as applicable» is answered by them. What a file holds but does not show (comments, tracked deletions,
properties, file name) is in `hidden`: never an answer, always searched for the applicant's identity (R029).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from parsing.field import Where

TICKED = "☒"
UNTICKED = "☐"
# A box of which nobody can tell whether it is ticked: drawn over, or forgotten by the program that saved the file.
# It is read like a tick wherever boxes are looked for, and no answer holding one is ever a value.
UNCLEAR = "☒⁇"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text of one look."""

    text: str
    struck: bool = False
    bold: bool = False
    underlined: bool = False
    highlighted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph, or a line of a mail. `text` is the visible text without struck words."""

    text: str
    where: Where = Where()
    pieces: tuple[Piece, ...] = ()
    tags: tuple[str, ...] = ()  # tags or aliases of the content controls in it
    is_unsure: bool = False  # which of its words belong together, or hold, cannot be told: it only proposes
    doubt: str = ""  # why what it answers is only a proposal, as a sentence
    also_asks: str = ""  # what the form field's own help text asks: a second witness beside the printed question


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell. A merged cell is one cell, standing once, at its first row and column (counted from 1)."""

    lines: tuple[Line, ...] = ()
    row: int
    column: int
    columns: int = 1  # how many grid columns it spans
    where: Where = Where()
    nested: tuple[int, ...] = ()  # the numbers of the tables in it whose words are not among its own

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if line.text.strip())

    @cached_property
    def first_line(self) -> str:
        return next((line.text for line in self.lines if line.text.strip()), "")

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for line in self.lines for piece in (*line.pieces, Piece(text="\n")))

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(tag for line in self.lines for tag in line.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_asked: bool = False  # each row is a question and its answer: so the file's own form fields tell, nothing is to be found


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedValue:
    """A named form field: a PDF AcroForm field, or a content control with a tag."""

    name: str
    value: str  # ticks as ☒ or ☐
    where: Where = Where()
    doubt: str = ""  # why it is only a proposal, as a sentence


COMPARE = "compare it with the original."  # ends the doubts that hold of a whole document: she compares, and it is settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    source: str  # file name as it came, or "message"
    file_type: str  # docx | pdf | scan | text | html | …
    blocks: tuple[Block, ...] = ()  # in reading order; nested tables and text boxes follow their holder
    named: tuple[NamedValue, ...] = ()
    hidden: tuple[Line, ...] = ()
    doubts: tuple[str, ...] = ()  # «it holds tracked changes that nobody accepted», as sentences
    pictures: tuple[int, ...] = ()  # pages without words that can be read, among pages of words: to be looked at as a scan
    only_proposes: str = ""  # why each of its answers is only a proposal, as a sentence; empty if they are answers

    @property
    def is_scan(self) -> bool:
        """Its words were seen by a machine in a picture: each is a proposal, none an answer."""
        return self.file_type == "scan"

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def lines(self) -> Iterator[Line]:
        """Every visible line, those in tables too, in reading order."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield from (line for row in block.rows for cell in row for line in cell.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines())

    def unsure(self) -> tuple[Line, ...]:
        """The lines that nobody can be sure of, each with its reason, as far as one is known."""
        return tuple(line for line in self.lines() if (line.is_unsure or line.doubt) and line.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A file that could not be turned into a Document: why, and what to do, for the coordinator. A value."""

    source: str
    why: str
    needs: str = ""  # what would let it be read: "password" | "opening" (by hand, then handed in) | "" (nothing that is known)
