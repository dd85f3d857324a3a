"""Endless runs of one sign cut short at the door: nobody means anything by them, and patterns stumble over their length."""

from __future__ import annotations

import re
from dataclasses import replace

from parsing.document import Block, Document, Line, Table

LONGEST_RUN = 100  # a line of dashes or blanks across a page is shorter than that
_RUN = re.compile(rf"(.)\1{{{LONGEST_RUN},}}+", re.DOTALL)


def without_runs(text: str) -> str:
    """The text with at most so many of one sign after each other."""
    return _RUN.sub(lambda found: found[1] * LONGEST_RUN, text) if len(text) > LONGEST_RUN else text


def tamed(document: Document) -> Document:
    """A document whose every line is without them."""
    if all(len(line.text) <= LONGEST_RUN for line in (*document.lines(), *document.hidden)):
        return document
    return replace(document, blocks=tuple(map(_block, document.blocks)), hidden=tuple(map(_line, document.hidden)))


def _block(block: Block) -> Block:
    return _line(block) if isinstance(block, Line) else _table(block)


def _table(table: Table) -> Table:
    if all(len(line.text) <= LONGEST_RUN for row in table.rows for cell in row for line in cell.lines):
        return table
    return Table(rows=tuple(tuple(replace(cell, lines=tuple(map(_line, cell.lines))) for cell in row) for row in table.rows))


def _line(line: Line) -> Line:
    if len(line.text) <= LONGEST_RUN:
        return line
    pieces = tuple(replace(piece, text=without_runs(piece.text)) for piece in line.pieces)
    return replace(line, text=without_runs(line.text), pieces=pieces)
