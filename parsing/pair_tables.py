"""Questions and answers in tables, row by row: the answer beside its question, below it or in the same cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsing.answers import Answer
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Cell, Table
from parsing.furniture import SECTION_TITLE, is_guidance, is_heading, is_hint
from parsing.label_words import is_numbering
from parsing.layout import Layout, Plan, Role, layout_of
from parsing.pair_cells import left_to_right, looks_like_question, stacked_row, titled_cells, unknown_inside
from parsing.pair_grids import (
    answers_across,
    as_answer,
    headed,
    is_only_mark,
    main_and_others,
    marked_names,
    now_and_wanted,
    options_down,
    people_across,
    people_table,
    people_told_again,
    questions_across,
)
from parsing.pair_lines import open_below
from parsing.pairing import Pairing, tail
from parsing.table_shape import HEADS, is_header, shaped, title_over_columns, without_gutters
from parsing.whose import is_office_use, is_section_title
from scheme.terms import spelling_key

Row = Sequence[Cell]


def read_table(pairing: Pairing, table: Table, *, followed: bool = False) -> None:
    """`followed` by a table that stood in its last row: a question that waits there may be answered in it."""
    rows: list[Row] = [row for row in table.rows if row]
    if rows and (people_told_again(pairing, rows) or people_table(pairing, rows)):
        return
    if not any(pairing.asks(cell) for row in rows for cell in row):
        _table_without_questions(pairing, rows)
        return
    shape = shaped(pairing, rows)
    pairing.layout = layout_of(pairing.witness, shape.rows).with_pairs(shape.pairs)
    _close_title(pairing, rows)
    rows, pairing.margins = list(shape.rows), shape.margins
    at = 0
    while at < len(rows):
        at += _row(pairing, rows, at)
    if not followed:
        pairing.close()
    pairing.stray = ""
    pairing.beside, pairing.columns, pairing.margins, pairing.layout, pairing.across = False, {}, {}, Layout(), False
    pairing.persons = {}
    if is_office_use(pairing.section):
        pairing.section = ""


def number_of(table: Table) -> int:
    return next((cell.where.table for row in table.rows for cell in row), 0)


def _close_title(pairing: Pairing, rows: Sequence[Row]) -> None:
    """«Household» over a table that begins with a question of its own was a title: the first row is no answer to it."""
    waits = pairing.below and pairing.waits_for_lines() and not pairing.below[0].lines
    first = next((row for row in rows if any(cell.text.strip() for cell in row)), ())
    filled = [cell for cell in first if cell.text.strip() and not is_numbering(cell.text)]
    heads = len(filled) > 1 and all(spelling_key(cell.text) in HEADS for cell in filled)
    if waits and filled and (heads or _begins_with_question(pairing, filled)):
        pairing.heading(pairing.below[0].label)  # what it may ask itself is left open


def _begins_with_question(pairing: Pairing, filled: Row) -> bool:
    said = filled[0].text
    if pairing.says_again(said) or any(pairing.may_answer(below.question, said) for below in pairing.below):
        return False
    before, pairing.section = pairing.section, pairing.below[0].label
    placed = pairing.layout.plan(filled) in (Plan.BESIDE, Plan.STRIDE, Plan.HEAD, Plan.INSIDE)
    asks = placed or pairing.asks_plainly(filled[0].text) or (len(filled) == 1 and pairing.question(filled[0].text) is not None)
    pairing.section = before
    return asks


def _asks_beside(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """Whether each row certainly is a question, in words of no form, and its answer: then no answer to the title above."""
    plans = layout_of(pairing.witness, rows).plans
    worded = [row for row in rows if any(cell.text.strip() for cell in row)]
    beside = all(plans.get(row[0].row) is Plan.BESIDE for row in worded)
    return beside and not any(is_only_mark(cell.text) for row in worded for cell in row)


def _table_without_questions(pairing: Pairing, rows: Sequence[Row]) -> None:
    """A grid below a line that asks is its answer; a table that only repeats what a cell already held is nothing new."""
    if pairing.below and pairing.waits_for_lines() and not pairing.below[0].lines and _asks_beside(pairing, rows):
        pairing.heading(pairing.below[0].label)
    elif pairing.below and pairing.waits_for_lines() and not pairing.below[0].lines:
        cells = tuple(cell for row in rows for cell in row)
        pairing.below = [replace(below, cells=cells) for below in pairing.below]
        pairing.close()
        return
    nested = any("nested" in str(cell.where) for row in rows for cell in row)
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        if len(filled) == 1 and is_office_use(filled[0].text):
            pairing.heading(filled[0].text)
        if len(filled) == 2 and not nested and not _is_repeated(pairing, row) and _looks_like_pair(pairing, row, filled):
            pairing.add(None, filled[0].text, as_answer(filled[1:]))
    if is_office_use(pairing.section):
        pairing.section = ""


def _looks_like_pair(pairing: Pairing, row: Row, filled: Row) -> bool:
    """Not «ARC No. | (nothing) | (nothing) | Received | (nothing)», two questions left open."""
    within = without_gutters(pairing.witness, row)
    beside = len(within) == len(row) or within.index(filled[1]) == within.index(filled[0]) + 1
    return beside and looks_like_question(filled[0].text)


def _is_repeated(pairing: Pairing, row: Row) -> bool:
    words = "\t".join(cell.text for cell in row)
    return any(words in pair.answer.text for pair in pairing.pairs)


def _row(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """Read one row; how many rows were used up."""
    row = rows[at]
    if title := pairing.margins.get(row[0].row):
        pairing.heading(title)
        pairing.beside = False
    filled = [cell for cell in row if cell.text.strip() and (pairing.below or not is_numbering(cell.text))]
    if len(filled) == 1 and pairing.layout.role(filled[0]) is None and _is_title(pairing, filled[0].text):
        return 1
    if not filled:
        if not _answered_by_nested(pairing, row):
            _empty_row(pairing)
        return 1
    if is_header(pairing, filled, is_first=at == 0):
        return 1
    if title := title_over_columns(filled):
        pairing.heading(title)
        pairing.beside = False
        return 1
    if _continues_beside(pairing, row):
        _grow_last(pairing, row, filled)
        return 1
    if columns := answers_across(row):
        pairing.columns = columns
        return 1
    return _row_of_questions(pairing, rows, at, filled)


def _row_of_questions(pairing: Pairing, rows: Sequence[Row], at: int, filled: Row) -> int:
    row = rows[at]
    for grid in (now_and_wanted, main_and_others, people_across, marked_names, options_down):
        if used := grid(pairing, rows, at):
            return used
    plan = pairing.layout.plan(row)
    if plan in (Plan.BESIDE, Plan.STRIDE) and not _is_stray(pairing, row, filled):
        pairing.close()
        left_to_right(pairing, row)
        return 1
    if used := headed(pairing, rows, at) or questions_across(pairing, rows, at):
        return used
    placed = all(pairing.layout.role(cell) for cell in filled)
    if not placed and (titled_cells(pairing, filled) or stacked_row(pairing, row)):
        return 1
    if pairing.below and _is_answer_row(pairing, rows, at):
        return _answers_below(pairing, row, filled)
    pairing.close()
    if _is_stray(pairing, row, filled):
        pairing.leave_stray(filled[0].text)
        return 1
    if len(filled) == 1 and len(row) == 1 and not pairing.asks_in_words(filled[0]):
        return _single(pairing, rows, at, filled[0])
    left_to_right(pairing, row)
    return 1


def _is_stray(pairing: Pairing, row: Row, filled: Row) -> bool:
    """«(nothing) | Sutton» between two questions: a cell that a page or a writer has split off."""
    return (
        len(filled) == 1
        and len(row) == 2
        and filled[0] is row[1]
        and not pairing.asks(filled[0])
        and not is_hint(filled[0].text)
        and not is_numbering(filled[0].text)
        and not is_office_use(filled[0].text)
    )


def _is_title(pairing: Pairing, text: str) -> bool:
    plain = text.strip()
    if "\n" in plain:
        return False
    if SECTION_TITLE.match(plain):
        pairing.heading(plain)
        open_below(pairing, plain)
    elif not pairing.answers_first(plain) and _is_plain_title(pairing, plain):
        pairing.heading(plain)
    else:
        return is_guidance(plain) and not any(below.cells for below in pairing.below)
    pairing.beside = False
    return True


def _is_plain_title(pairing: Pairing, text: str) -> bool:
    if is_office_use(text) or spelling_key(text) in pairing.labels.titles:
        return True
    return is_section_title(text) and not pairing.asks_plainly(text) and not text.endswith(":")


def _is_answer_row(pairing: Pairing, rows: Sequence[Row], at: int) -> bool:
    """Whether a row below a waiting question is its answer. A single cell is, unless it asks and is answered below itself."""
    row = rows[at]
    if roles := {role for cell in row if cell.text.strip() and (role := pairing.layout.role(cell))}:
        return roles == {Role.ANSWER}
    if len(row) > 1 or any(below.cells for below in pairing.below):
        return not any(pairing.asks(cell) for cell in row)
    text = row[0].text
    if SECTION_TITLE.match(text):
        return False
    if pairing.says_again(text):
        return True
    if not pairing.asks_plainly(text) and (
        pairing.labels.plain_segments(with_boxes(text)) or pairing.generic_segments(text.split("\n")[0])
    ):
        return False
    if not pairing.asks_plainly(text):
        return True
    below = [cell.text for cell in rows[at + 1] if cell.text.strip()] if at + 1 < len(rows) else []
    answers = all(pairing.may_answer(waiting.question, text) for waiting in pairing.below)
    return answers and (not below or (len(below) == 1 and pairing.question(below[0]) is not None))


def _answered_by_nested(pairing: Pairing, row: Row) -> bool:
    """A cell below a waiting question that holds nothing but tables: they are its answer, unless they ask themselves."""
    numbers = [number for cell in row for number in cell.nested if number in pairing.nested]
    rows = [row for number in numbers for row in pairing.nested[number].rows if row]
    if len(pairing.below) != 1 or not rows:
        return False
    if not people_table(pairing, rows):
        cells = tuple(cell for row in rows for cell in row)
        if any(map(pairing.asks_in_words, cells)):
            return False
        pairing.below = [replace(below, cells=cells) for below in pairing.below]
        pairing.close()
    pairing.taken.update(numbers)
    return True


def _empty_row(pairing: Pairing) -> None:
    if pairing.below:
        pairing.close()
    pairing.beside = False


def _continues_beside(pairing: Pairing, row: Row) -> bool:
    """The question's cell goes down over this row too: its first column is taken."""
    return pairing.beside and row[0].column > 1 and not any(pairing.question(cell.text) for cell in row)


def _grow_last(pairing: Pairing, row: Row, filled: Row) -> None:
    last = pairing.pairs[-1]
    if len(filled) < len(row) and is_numbering(row[0].text):  # «2 | Ealing» below «Boroughs requested | 1 | Brent»
        said = _COUNTS.sub("", last.answer.text)
        last = replace(last, answer=replace(last.answer, text=said, pieces=tail(last.answer.pieces, said)))
    more = as_answer(filled)
    text = "\n".join(part for part in (last.answer.text, more.text) if part)
    pieces = (*last.answer.pieces, *more.pieces)
    where = last.answer.where if last.answer.text else more.where
    pairing.pairs[-1] = replace(last, answer=Answer(text=text, pieces=pieces, where=where))


_COUNTS = re.compile(r"^\(?1[.):]?\t")


def _single(pairing: Pairing, rows: Sequence[Row], at: int, cell: Cell) -> int:
    """A row of one cell that asks nothing known: a heading, an instruction, or an unknown question with its answer below."""
    text = cell.text.strip()
    if pairing.layout.role(cell) is None and unknown_inside(pairing, cell):
        return 1
    below = rows[at + 1] if at + 1 < len(rows) else ()
    answered = len(below) == 1 and below[0].text.strip() and not pairing.asks(below[0]) and not is_hint(below[0].text)
    asks = (
        text.endswith(("?", ":"))
        or pairing.layout.role(cell) is Role.LABEL
        or (_one_column(rows) and len(text.split()) <= 10 and not _is_told(below))
    )
    if answered and asks and "\n" not in text and not is_hint(text):
        pairing.add(None, text, as_answer(below))
        return 2
    if is_heading(text.split("\n")[0]):
        pairing.heading(text.split("\n")[0])
    return 1


def _is_told(below: Row) -> bool:
    """Whether what stands below is a sentence of the form's own rather than an answer."""
    text = below[0].text.strip() if below else ""
    return text.endswith(".") and len(text.split()) > 6


def _one_column(rows: Sequence[Row]) -> bool:
    return all(len(row) == 1 for row in rows)


def _answers_below(pairing: Pairing, row: Row, filled: Row) -> int:
    waiting = []
    for below in pairing.below:
        first, last = below.columns
        cells = tuple(cell for cell in filled if first == 0 or (cell.column <= last and cell.column + cell.columns - 1 >= first))
        waiting.append(replace(below, cells=(*below.cells, *cells), rows_left=below.rows_left - 1))
    pairing.below = waiting
    if all(below.rows_left <= 0 for below in waiting) or (len(row) == 1 and not has_boxes(filled[0].text)):
        pairing.close()
    return 1
