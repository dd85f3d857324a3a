"""Questions and answers in tables, row by row: the answer beside its question, below it or in the same cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsing.answers import Answer
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Cell, Table
from parsing.furniture import ALSO_ANSWERS, SECTION_TITLE, first_line, is_guidance, is_heading, is_hint
from parsing.labels import is_numbering, stripped, words_of
from parsing.layout import Layout, Plan, Role, layout_of
from parsing.pair_grids import (
    answers_across,
    as_answer,
    headed,
    in_columns,
    is_only_mark,
    main_and_others,
    now_and_wanted,
    people_across,
    people_table,
    questions_across,
)
from parsing.pair_lines import is_label_with_dash, open_below
from parsing.pairing import Below, Pairing, tail
from parsing.table_shape import HEADS, shaped
from parsing.whose import GENERIC, OFFICERS_SECTION, WHOSE, is_office_use, is_section_title
from scheme.terms import spelling_key

Row = Sequence[Cell]


def read_table(pairing: Pairing, table: Table, *, followed: bool = False) -> None:
    """`followed` by a table that stood in its last row: a question that waits there may be answered in it."""
    rows: list[Row] = [row for row in table.rows if row]
    if rows and people_table(pairing, rows):
        return
    if not any(pairing.asks(cell) for row in rows for cell in row):
        _table_without_questions(pairing, rows)
        return
    shape = shaped(pairing, rows)
    pairing.layout = layout_of(pairing.witness, shape.rows)
    _close_title(pairing, rows)
    rows, pairing.margins = list(shape.rows), shape.margins
    at = 0
    while at < len(rows):
        at += _row(pairing, rows, at)
    if not followed:
        pairing.close()
    pairing.stray = ""
    pairing.beside, pairing.columns, pairing.margins, pairing.layout, pairing.across = False, {}, {}, Layout(), False
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
    if any(pairing.may_answer(below.question, filled[0].text) for below in pairing.below):
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
        if len(filled) == 2 and not nested and not _is_repeated(pairing, row) and _looks_like_question(filled[0].text):
            pairing.add(None, filled[0].text, as_answer(filled[1:]))
    if is_office_use(pairing.section):
        pairing.section = ""


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
    if len(filled) > 1 and all(spelling_key(cell.text) in HEADS for cell in filled):
        return 1
    if _continues_beside(pairing, row):
        _grow_last(pairing, filled)
        return 1
    if columns := answers_across(row):
        pairing.columns = columns
        return 1
    return _row_of_questions(pairing, rows, at, filled)


def _row_of_questions(pairing: Pairing, rows: Sequence[Row], at: int, filled: Row) -> int:
    row = rows[at]
    if used := now_and_wanted(pairing, rows, at) or main_and_others(pairing, rows, at) or people_across(pairing, rows, at):
        return used
    plan = pairing.layout.plan(row)
    if plan in (Plan.BESIDE, Plan.STRIDE) and not _is_stray(pairing, row, filled):
        pairing.close()
        _left_to_right(pairing, row)
        return 1
    if used := headed(pairing, rows, at) or questions_across(pairing, rows, at):
        return used
    placed = all(pairing.layout.role(cell) for cell in filled)
    if not placed and (_titled_cells(pairing, filled) or _stacked_row(pairing, row)):
        return 1
    if pairing.below and _is_answer_row(pairing, rows, at):
        return _answers_below(pairing, row, filled)
    pairing.close()
    if _is_stray(pairing, row, filled):
        pairing.leave_stray(filled[0].text)
        return 1
    if len(filled) == 1 and len(row) == 1 and not pairing.asks_in_words(filled[0]):
        return _single(pairing, rows, at, filled[0])
    _left_to_right(pairing, row)
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


def _grow_last(pairing: Pairing, filled: Row) -> None:
    last = pairing.pairs[-1]
    more = as_answer(filled)
    text = "\n".join(part for part in (last.answer.text, more.text) if part)
    pieces = (*last.answer.pieces, *more.pieces)
    where = last.answer.where if last.answer.text else more.where
    pairing.pairs[-1] = replace(last, answer=Answer(text=text, pieces=pieces, where=where))


def _single(pairing: Pairing, rows: Sequence[Row], at: int, cell: Cell) -> int:
    """A row of one cell that asks nothing known: a heading, an instruction, or an unknown question with its answer below."""
    text = cell.text.strip()
    if pairing.layout.role(cell) is None and _unknown_inside(pairing, cell):
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


# ── a title over labels with their answers, all in one cell ─────────────────────────────────────────────────────────


def _titled_cells(pairing: Pairing, filled: Row) -> bool:
    """«Nominating officer ¶ Name: … ¶ Email: …»: read where every filled cell of the row is so made."""
    before = pairing.section
    made = [_under_title(pairing, cell) for cell in filled]
    pairing.section = before
    if not all(made):
        return False
    pairing.close()
    for cell, segments in zip(filled, made, strict=True):
        pairing.heading(first_line(cell))
        for question, label, answer in segments:
            pairing.add(question, label, Answer(text=answer, where=cell.where))
    return True


def _under_title(pairing: Pairing, cell: Cell) -> list[tuple[Any, str, str]]:
    title, _, rest = cell.text.partition("\n")
    about = words_of(stripped(title))
    if not rest or not is_heading(title) or ":" in title.rstrip(" :") or not about & (WHOSE | OFFICERS_SECTION):
        return []
    pairing.section = title
    return pairing.segments(rest)


# ── question and answer as two paragraphs of one cell ───────────────────────────────────────────────────────────────


def _stacked_row(pairing: Pairing, row: Row) -> bool:
    """«Tenancy type ¶ Secure» in a cell: read where every filled cell of the row is so made, or only asks."""
    filled = [cell for cell in row if cell.text.strip() and not is_numbering(cell.text)]
    if not filled or (pairing.below and spelling_key(first_line(filled[0])) in ALSO_ANSWERS):
        return False
    made = [_stack(pairing, cell) or _strange_stack(pairing, row, cell) for cell in filled]
    if not any(made) or any(not stack and pairing.question(cell.text) is None for stack, cell in zip(made, filled, strict=True)):
        return False
    if any(not made[at] and _answers_beside(pairing, *filled[at : at + 2]) for at in range(len(filled) - 1)):
        return False
    if len(filled) < len(row) and not all(map(_is_understood_stack(pairing), filter(None, made))):
        return False  # «Pets ¶ Tell us about all of them | (nothing)»: a question with a hint, and no answer
    pairing.close()
    for stack, cell in zip(made, filled, strict=True):
        for question, label, lines in stack or [(pairing.question(cell.text), cell.text, Cell(row=0, column=0))]:
            pairing.add(question, label, as_answer([lines]) if lines.lines else Answer(text=""))
            pairing.tell_whose(label, answered=bool(lines.lines))
    return True


def _answers_beside(pairing: Pairing, asking: Cell, cell: Cell) -> bool:
    """«Role | IDVA ¶ Harbour Advice»: the first line answers the question beside it, though its words ask elsewhere."""
    before, question = pairing.below, pairing.question(asking.text)
    pairing.below = [Below(question=question, label=asking.text)]
    answers = pairing.may_answer(question, first_line(cell))
    pairing.below = before
    return answers


_NUMBERED = re.compile(r"(?:[A-Z]|\d{1,2})[.)]\s+\D")


def _stack(pairing: Pairing, cell: Cell) -> list[tuple[Any, str, Cell]]:
    """The questions of a cell with the lines below each; none where the cell is not so made."""
    lines = [line for line in cell.lines if line.text.strip()]
    if len(lines) < 2 or not pairing.asks_plainly(lines[0].text) or lines[0].text.strip()[:1] in ("☒", "☐"):
        return []
    if _NUMBERED.match(lines[0].text) and _NUMBERED.match(lines[1].text):
        return []  # «A. Consent ¶ B. Housing»: titles of the tables that stand in this cell
    if any(re.match(r"[^:]{2,40}:\s", line.text) and pairing.asks(replace(cell, lines=(line,))) for line in lines[1:]):
        return []  # «Nominating officer ¶ Name: … ¶ Email: …»: a title over labels with their answers
    found: list[tuple[Any, str, Cell]] = []
    before = pairing.below
    for line in lines:
        text = line.text.strip()
        waits = bool(found) and not found[-1][2].lines
        asks = pairing.asks_plainly(text) and not (waits and spelling_key(text) in ALSO_ANSWERS)
        pairing.below = [Below(question=found[-1][0], label=found[-1][1])] if waits else []
        if asks and not (waits and pairing.may_answer(found[-1][0], text)):
            found.append((pairing.question(text), text, replace(cell, lines=())))
        elif not (waits and is_hint(text)):
            question, label, held = found[-1]
            found[-1] = (question, label, replace(held, lines=(*held.lines, line)))
    pairing.below = before
    return found if any(held.lines for _, _, held in found) else []


def _strange_stack(pairing: Pairing, row: Row, cell: Cell) -> list[tuple[Any, str, Cell]]:
    """A question of no form with its answer below it, where every cell of the row is so made."""
    lines = [line for line in cell.lines if line.text.strip()]
    if pairing.layout.plan(row) is not Plan.INSIDE or len(lines) < 2 or pairing.first_line_asks(cell) or ":" in lines[0].text:
        return []
    if pairing.segments("\n".join(line.text for line in lines[1:])):
        return []  # a title over labels with their answers
    return [(None, lines[0].text, replace(cell, lines=tuple(lines[1:])))]


def _is_understood_stack(pairing: Pairing) -> Any:
    return lambda stack: all(not held.lines or pairing.labels.is_understood(question, held.text) for question, _, held in stack)


# ── question, and its answer to the right ───────────────────────────────────────────────────────────────────────────


def _left_to_right(pairing: Pairing, row: Row) -> None:
    pairing.beside = False
    at = 0
    while at < len(row):
        cell = row[at]
        if not cell.text.strip() or is_numbering(cell.text):
            at += 1
            continue
        at = _one_question(pairing, row, at)


def _one_question(pairing: Pairing, row: Row, at: int) -> int:
    """Read the question in this cell with its answer; the place of the next cell to look at."""
    cell, right = row[at], row[at + 1] if at + 1 < len(row) else None
    question = _asked_in(pairing, cell, beside=right is not None)
    if question is None or right is None:
        segments = _segments(pairing, cell)
        if segments and (right is None or not right.text.strip() or pairing.asks(right) or len(segments) > 1):
            return _inside_cell(pairing, cell, segments, at)
        question = question or (segments[0][0] if segments and not segments[0][2] else None)
        if question is None and segments:  # «Areas to avoid: please list» with the answer in the next cell
            return _beside(pairing, row, at, segments[0][0], segments[0][1])
    if question is not None and right is None:
        pairing.close()
        pairing.wait_for(question, cell.text)
        pairing.tell_whose(cell.text, answered=False)
        return at + 1
    if question is not None:
        return _beside(pairing, row, at, question, cell.text)
    return _unknown_cell(pairing, row, at)


def _asked_in(pairing: Pairing, cell: Cell, *, beside: bool) -> Any:
    """The question of a cell. Its first line decides where it asks plainly: what follows explains, in words that may ask too."""
    first = first_line(cell)
    if first != cell.text and (beside or _rest_is_hint(cell)):
        if pairing.asks_plainly(first):
            return pairing.question(first)
        return pairing.question(cell.text) or pairing.question(first)
    return pairing.question(cell.text)


def _segments(pairing: Pairing, cell: Cell) -> list[tuple[Any, str, str]]:
    if is_label_with_dash(pairing, cell.text):
        return []
    return pairing.segments(cell.text)


def _rest_is_hint(cell: Cell) -> bool:
    rest = cell.text.partition("\n")[2].strip()
    return bool(rest) and re.match(r"\(|please|note|e\.g|list|tick|give|include", rest, re.IGNORECASE) is not None


def _inside_cell(pairing: Pairing, cell: Cell, segments: Sequence[tuple[Any, str, str]], at: int) -> int:
    if len(segments) == 1 and not segments[0][2]:
        pairing.wait_for(segments[0][0], segments[0][1])
        return at + 1
    for question, label, answer in segments:
        pieces = tail(cell.pieces, answer + "\n") if (question, label, answer) == segments[-1] else ()
        pairing.add(question, label, Answer(text=answer, pieces=pieces, where=cell.where))
    if len(segments) == 1:
        pairing.tell_whose(segments[0][1], answered=True)
    return at + 1


def _beside(pairing: Pairing, row: Row, at: int, question: Any, label: str) -> int:
    """The next cell is the answer whatever it says; those after it too, until one asks."""
    end = at + 2
    while end < len(row) and not _begins_another(pairing, row, end):
        end += 1
    cells = [cell for cell in row[at + 1 : end] if not is_office_use(cell.text)]
    marks = in_columns(pairing, cells)
    if marks and not pairing.columns and not pairing.asks_plainly(label):
        question = None  # «Children present | x | |» in a grid of risks asks for no children: what its columns mean is unknown
    pairing.add(question, label, marks or as_answer(cells))
    pairing.tell_whose(label, answered=any(cell.text.strip() for cell in cells))
    pairing.beside = at == 0 or (at == 1 and is_numbering(row[0].text))
    return end


def _begins_another(pairing: Pairing, row: Row, end: int) -> bool:
    return pairing.asks(row[end]) or (pairing.layout.role(row[end]) is None and words_of(stripped(row[end].text)) in GENERIC)


def _unknown_cell(pairing: Pairing, row: Row, at: int) -> int:
    """A question that the form does not know takes its own answer with it, and nobody else's."""
    if pairing.layout.plan(row) is Plan.INSIDE and _unknown_inside(pairing, row[at]):
        return at + 1
    right = row[at + 1] if at + 1 < len(row) else None
    if right is None or pairing.asks(right):
        return at + 1
    end = at + 2
    while end < len(row) and not _begins_another(pairing, row, end):
        end += 1
    placed = pairing.layout.role(row[at]) is Role.LABEL
    begins = all(not cell.text.strip() or is_numbering(cell.text) for cell in row[:at])
    if (begins or placed) and any(cell.text.strip() for cell in row[at + 1 : end]) and _looks_like_question(row[at].text):
        pairing.add(None, row[at].text, as_answer(row[at + 1 : end]))
        return end
    return at + 1 if not right.text.strip() else at + 2


def _unknown_inside(pairing: Pairing, cell: Cell) -> bool:
    """«Staying at: Refuge», or a title over labels with their answers."""
    title, _, rest = cell.text.partition("\n")
    asked = _ASKED_INSIDE.match(cell.text)
    if segments := pairing.segments(rest):
        pairing.heading(title)
        for question, label, said in segments:
            pairing.add(question, label, Answer(text=said, where=cell.where))
    elif asked and not is_hint(asked[2]):
        pairing.add(None, asked[1], Answer(text=asked[2].strip(), where=cell.where))
    return bool(segments or (asked and not is_hint(asked[2])))


_ASKED_INSIDE = re.compile(r"([^:?\n☒☐]{2,90}[:?]+)\s+(\S.*)", re.DOTALL)


def _looks_like_question(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 40 and not has_boxes(text) and any(char.isalpha() for char in text)
