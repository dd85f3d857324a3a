"""Blanks to write on: rows of dots or underscores are the paper's, what stands between them is the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsing.boxes import with_boxes
from parsing.document import Block, Cell, Line, Piece, Table

# Not within «__/__/____», which asks for a date; a single «…» is a writer's own.
_LEADER = re.compile(r"(?<!/)(?<!/ )(?:(?<!_)_{2,}+|\.{4,}+|…{2,}+|(?:\. ){4,}+\.?)(?!\s?/)")


def without_leaders(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(_line(block) if isinstance(block, Line) else _table(block) for block in blocks)


def _table(table: Table) -> Table:
    if not any(_LEADER.search(cell.text) for row in table.rows for cell in row):
        return table
    return Table(rows=tuple(tuple(_cell(cell) for cell in row) for row in table.rows))


def _cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(map(_line, cell.lines)))


def _line(line: Line) -> Line:
    if not _LEADER.search(line.text):
        return line
    return replace(line, text=_without(line.text).strip(), pieces=_pieces(line.pieces))


def _pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    cleaned = [replace(piece, text=_without(piece.text)) for piece in pieces]
    while cleaned and not cleaned[-1].text.strip():
        cleaned.pop()
    if cleaned:
        cleaned[-1] = replace(cleaned[-1], text=cleaned[-1].text.rstrip())
    return tuple(cleaned)


def _without(text: str) -> str:
    if not _LEADER.search(text):
        return text
    return re.sub(r" *\t+ *", "\t", _LEADER.sub("\t", with_boxes(text)))  # «Yes __x__»: what is marked is no blank
