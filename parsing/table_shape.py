"""What a table's columns are: titles in the margin, hints, the office's own, pairs side by side (forms.md §2.2(1))."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsing.answers import wordings
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Cell
from parsing.furniture import is_hint
from parsing.label_words import is_numbering
from parsing.pairing import Pairing
from parsing.whose import is_office_use
from parsing.witness import Witness, has_gutters
from scheme.terms import spelling_key

Row = Sequence[Cell]
COLUMN_TITLES = frozenset(
    wordings(
        """
    no | number | question | questions | answer | answers | response | item | field | value | detail | details | your answer |
    responses | your response | information required | information requested | please complete
"""
    )
)
_OF_ANSWERS = frozenset(wordings("answer | answers | response | responses | your answer | your answers | your response"))
_HINT_TITLES = frozenset(
    wordings(
        """
    guidance | guidance notes | help | help text | hint | hints | instructions | explanation | why we ask | why we ask this |
    what to put | what to write | what we need | how to answer | example | examples | how to complete | guide |
    notes for completion | notes for completing | completion notes | notes | guidance for completion | guidance on completion |
    guidance for officers | guidance note | tips | what this means | how to complete this question | completion guidance
"""
    )
)
HEADS = COLUMN_TITLES | _HINT_TITLES
_ENOUGH = 4  # answers that a column must not hold before it counts as one of hints


def is_header(pairing: Pairing, filled: Row, *, is_first: bool) -> bool:
    """«Question | Answer», and «Detail | Offer» where the table begins: what the columns are, and no question."""
    known = [spelling_key(cell.text) in HEADS for cell in filled]
    if len(filled) < 2 or not known[0]:
        return False
    forms = {word for title in pairing.labels.titles for word in title.split()}
    return all(
        head or (is_first and set(spelling_key(cell.text).split()) <= forms) for head, cell in zip(known, filled, strict=True)
    )


def title_over_columns(filled: Row) -> str:
    """«Present tenancy | Guidance | Answer»: the first cell is the title of what stands below. Nobody answers «Answer»."""
    first, *others = filled
    heads = [spelling_key(cell.text) for cell in others]
    return first.text if _OF_ANSWERS & set(heads) and HEADS.issuperset(heads) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The rows without the columns that hold no answers, and what those columns said."""

    rows: tuple[Row, ...]
    margins: Mapping[int, str]  # titles of a first column that goes down over several rows, by the row they begin in
    pairs: tuple[Row, ...] = ()  # the rows that are certainly questions and answers in turn


def shaped(pairing: Pairing, rows: Sequence[Row]) -> Shape:
    dropped = _columns_of_hints(pairing, rows) | _columns_of_the_office(rows)
    is_indent = all(len(row) == 1 or (row[0].column == 1 and not row[0].text.strip()) for row in rows)
    kept = [[cell for cell in row if cell.column not in dropped] for row in rows]
    kept = [row[1:] if is_indent and len(row) > 1 else row for row in kept]
    parted = [(without_gutters(pairing.witness, row), row) for row in kept if row]
    kept = [list(row) for row, _ in parted]
    if not _has_margin(pairing, kept):
        return Shape(rows=tuple(kept), margins={}, pairs=tuple(row for row, before in parted if len(row) < len(before)))
    within = {_columns(row) for row in kept if row[0].column == 2 and len(row) > 1}
    margin = [_is_margin(pairing, row, within) for row in kept]
    margins = {row[0].row: row[0].text for row, beside in zip(kept, margin, strict=True) if beside}
    inner = [row[1:] if beside else row for row, beside in zip(kept, margin, strict=True)]
    moved = [[replace(cell, column=max(1, cell.column - 1)) for cell in row] for row in inner]
    return Shape(rows=tuple(moved), margins=margins)


def _has_margin(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """Whether rows begin in the second column with a question: the first one then holds a title that goes down."""
    inner = [row for row in rows if row[0].column == 2 and len(row) > 1]
    if any(pairing.asks_plainly(row[0].text) for row in inner) or _ask_different_things(pairing, inner):
        return True
    return any(
        len(row) > 2
        and row[0].column == 1
        and below[0].column == 2
        and len(below) == len(row) - 1
        and _asks_here(pairing, *row[:2])
        for row, below in pairwise(rows)
    )


def _ask_different_things(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """Whether most of these rows begin with a question, and not all with the same: then none of them answers another."""
    asked = [question for row in rows if (question := pairing.question(row[0].text)) is not None]
    return len(asked) * 2 > len(rows) and len({id(question) for question in asked}) > 1


def _is_margin(pairing: Pairing, row: Row, within: Collection[tuple[int, ...]]) -> bool:
    """Whether a row begins with a title: what stands beside it is made as the rows that begin beside a title are."""
    if len(row) < 3 or row[0].column != 1 or is_numbering(row[0].text):
        return False
    return _columns(row[1:]) in within or _asks_here(pairing, row[0], row[1])


def _columns(row: Row) -> tuple[int, ...]:
    return tuple(cell.column for cell in row)


def _asks_here(pairing: Pairing, margin: Cell, cell: Cell) -> bool:
    """Whether the cell asks, in the section that its margin names."""
    before, pairing.section = pairing.section, " ".join(margin.text.split())
    asks = pairing.asks_plainly(cell.text) or pairing.question(cell.text) is not None
    pairing.section = before
    return asks


def without_gutters(witness: Witness, row: Row) -> Row:
    """The row without the empty columns that keep this document's pairs of question and answer apart."""
    return [cell for at, cell in enumerate(row, 1) if at % 3] if has_gutters(row) and len(row) in witness.gutters else row


def _columns_of_the_office(rows: Sequence[Row]) -> set[int]:
    """Columns headed «Office use», or that hold nothing else: a cell of that name amid questions is one row's."""
    named = {cell.column for row in rows if len(row) > 2 for cell in row[1:] if is_office_use(cell.text)}
    headed = {cell.column for cell in rows[0] if is_office_use(cell.text)} if rows else set()
    others = {cell.column for row in rows for cell in row if cell.text.strip() and not is_office_use(cell.text)}
    return named & (headed | (named - others))


def _columns_of_hints(pairing: Pairing, rows: Sequence[Row]) -> set[int]:
    """Columns headed «Guidance», or that hold nothing but hints beside a column of answers."""
    titled = {
        cell.column
        for row in rows
        if len(row) > 2 and any(spelling_key(each.text) in COLUMN_TITLES for each in row)
        for cell in row
        if spelling_key(cell.text) in _HINT_TITLES
    }
    return titled or _untitled_hints(pairing, rows)


def _untitled_hints(pairing: Pairing, rows: Sequence[Row]) -> set[int]:
    triples = [_triple(pairing, row) for row in rows]
    asked = [(question, middle, last) for question, middle, last in filter(None, triples)]
    if len(asked) < _ENOUGH:
        return set()
    hints = [middle for _, middle, _ in asked if middle.text.strip()]
    if any(has_boxes(with_boxes(cell.text)) for cell in hints):
        return set()  # «☐ | ☒» below «Yes | No»: a column that nobody ticked is one of answers all the same
    columns = {cell.column for cell in hints}
    often = len(hints) >= _ENOUGH and len(hints) * 10 >= len(asked) * 8 and len(columns) == 1
    if often and (all(is_hint(cell.text) for cell in hints) or _never_answers(pairing, asked)):
        return columns
    lasts = [last for _, _, last in asked if last.text.strip()]
    if len(lasts) >= _ENOUGH and all(is_hint(cell.text) for cell in lasts) and len({cell.column for cell in lasts}) == 1:
        return {lasts[0].column}
    return set()


def _triple(pairing: Pairing, row: Row) -> tuple[str, Cell, Cell] | None:
    cells = row[1:] if row and is_numbering(row[0].text) else row
    if len(cells) != 3 or pairing.question(cells[0].text) is None:
        return None
    return cells[0].text, cells[1], cells[2]


def _never_answers(pairing: Pairing, asked: Sequence[tuple[str, Cell, Cell]]) -> bool:
    """Whether the middle column is never understood where the last one nearly always is."""
    both = [(pairing.question(label), middle, last) for label, middle, last in asked if middle.text.strip() and last.text.strip()]
    last = [each for each in both if pairing.labels.is_understood(each[0], each[2].text)]
    middle = [each for each in both if pairing.labels.is_understood(each[0], each[1].text)]
    return len(last) >= _ENOUGH and len(last) * 2 >= len(both) and len(middle) * 5 <= len(last)
