"""Grids: people in rows or columns, marks below «Yes» and «No», questions across with their answers in the rows below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsing import whose
from parsing.answers import Answer
from parsing.boxes import with_boxes
from parsing.document import Cell
from parsing.furniture import ALSO_ANSWERS
from parsing.labels import stripped, words_of
from parsing.layout import Plan
from parsing.pairing import Pairing
from parsing.whose import GENERIC
from scheme.terms import spelling_key

Row = Sequence[Cell]


def people_table(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """A table with a column for ages: each row is a person, told as «F 34». Its question stands above it."""
    heads = {cell.column: spelling_key(cell.text) for cell in rows[0]}
    age = next((column for column, head in heads.items() if head in ("age", "ages", "age years", "age in years")), 0)
    sex = next(
        (
            column
            for column, head in heads.items()
            if head in ("sex", "gender", "m f", "male female", "sex gender", "gender m f", "sex m f")
        ),
        0,
    )
    if not age or not pairing.below:
        return False
    people = []
    for row in rows[1:]:
        cells = {cell.column: " ".join(cell.text.split()) for cell in row}
        people.append(f"{cells.get(sex, '')} {cells.get(age, '')}".strip())
    text = "\n".join(each for each in people if each)
    for below in pairing.below:
        pairing.add(below.question, below.label, Answer(text=text, where=rows[0][0].where))
    pairing.below = []
    return True


def answers_across(row: Row) -> dict[int, str]:
    """A header that says «Yes» over one column and «No» over another."""
    said = {cell.column: " ".join(cell.text.split()) for cell in row}
    words = {spelling_key(text) for text in said.values()}
    plain = all(
        spelling_key(text)
        in ("", "yes", "no", "y", "n", "question", "not known", "n k", "n a", "dont know", "unknown", "please tick")
        for text in said.values()
    )
    if not plain or not ({"yes", "no"} <= words or {"y", "n"} <= words):
        return {}
    return {column: text for column, text in said.items() if spelling_key(text) not in ("", "question", "please tick")}


def in_columns(pairing: Pairing, cells: Row) -> Answer | None:
    """Marks below «Yes» and «No» as boxes with their words; a mark in one of several columns without a header says nothing."""
    marks = [(cell, with_boxes(cell.text).strip()) for cell in cells]
    if len(cells) < 2 or not any(mark for _, mark in marks) or not all(_MARK_ONLY.fullmatch(mark) for _, mark in marks):
        return None
    lines = []
    for cell, mark in marks:
        ticked = mark in ("x", "X", "☒")
        lines.append(f"{'☒' if ticked else '☐'} {pairing.columns.get(cell.column, '?')}")
    return Answer(text="\n".join(lines), where=cells[0].where)


def as_answer(cells: Sequence[Cell]) -> Answer:
    filled = [cell for cell in cells if cell.text.strip()] or list(cells[:1])
    if not filled:
        return Answer(text="")
    pieces = tuple(piece for cell in filled for piece in cell.pieces)
    return Answer(text="\t".join(cell.text for cell in filled), pieces=pieces, where=filled[0].where)


# ── people across, their questions down ─────────────────────────────────────────────────────────────────────────────


def people_across(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """«(nothing) | Nominating officer | Second officer», and «Name», «Email» … down: each column is one person's."""
    header = [cell for cell in rows[at] if cell.text.strip()]
    if len(header) < 2 or len(rows[at]) > len(header) + 1 or header[0].column == 1:
        return 0
    if not all(words_of(stripped(cell.text)) & (whose.WHOSE | whose.PERSONS) for cell in header):
        return 0
    below: list[Row] = []
    for row in rows[at + 1 :]:
        if row[0].column != 1 or len(row) < 2 or not row[0].text.strip():
            break
        below.append(row)
    asking = [row for row in below if words_of(stripped(row[0].text)) in (*GENERIC, *whose.SIGNED)]
    if len(asking) < 2 or len(asking) * 2 < len(below):
        return 0
    pairing.close()
    before = pairing.section
    for person in header:
        pairing.section = " ".join(person.text.split())
        for row in below:
            label = row[0].text
            pairing.add(pairing.question(label), label, as_answer(_under(person, row[1:])))
    pairing.section = before
    return len(below) + 1


def _under(label: Cell, row: Row) -> list[Cell]:
    last = label.column + label.columns - 1
    return [cell for cell in row if cell.column <= last and cell.column + cell.columns - 1 >= label.column]


# ── questions across, answers in the rows below ─────────────────────────────────────────────────────────────────────


def questions_across(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """A header row of questions; 0 when this row is none. The rows below it are answers until one asks or is empty."""
    header = [cell for cell in rows[at] if cell.text.strip()]
    asking = [cell for cell in header if _asks_across(pairing, cell)]
    if len(asking) < 2 or len(asking) < len(header) - 1 or len(header) < len(rows[at]) - 1:
        return 0
    if len(asking) < len(header) and _asks_across(pairing, header[0]) and len(header) < 4:
        return 0
    asked = [pairing.question(cell.text) for cell in asking]
    if any(one is not None and one is other for one, other in pairwise(asked)):
        return 0  # «Where are they staying now? | Staying with family»: an answer in words of its own question
    below = _rows_of_answers(pairing, rows, at, asking)
    if not below:
        return 0
    if used := _area_matrix(pairing, asking, below):
        return used + 1
    pairing.close()
    for number, row in enumerate(below):
        _one_row_of_answers(pairing, header, asking, row, number)
    return len(below) + 1


def headed(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """A row that asks in every cell, and the rows that answer it, as the layout of the whole table has them."""
    if pairing.layout.plan(rows[at]) is not Plan.HEAD or len(rows[at]) < 2:
        return 0
    header = [cell for cell in rows[at] if cell.text.strip()]
    end = at + 1
    while end < len(rows) and pairing.layout.plan(rows[end]) is Plan.BELOW:
        end += 1
    below = [row for row in rows[at + 1 : end] if any(cell.text.strip() for cell in row)] or rows[at + 1 : at + 2]
    pairing.close()
    if not _area_matrix(pairing, header, below):
        for number, row in enumerate(below):
            _one_row_of_answers(pairing, header, header, row, number)
    return end - at


def _asks_across(pairing: Pairing, cell: Cell) -> bool:
    words = words_of(stripped(cell.text))
    return spelling_key(cell.text) not in ALSO_ANSWERS and (pairing.asks_plainly(cell.text) or words in GENERIC)


def _rows_of_answers(pairing: Pairing, rows: Sequence[Row], at: int, asking: Row) -> list[Row]:
    below: list[Row] = []
    width = len(rows[at])
    first = asking[0].column
    for row in rows[at + 1 :]:
        filled = [cell for cell in row if cell.text.strip() and spelling_key(cell.text) not in ALSO_ANSWERS]
        if any(cell.column == first and _asks_anew(pairing, asking, cell) for cell in filled):
            break
        if not filled or len(row) < width - 1 or (len(row) == width == 2 and _may_ask(pairing, asking, row[0])):
            break
        if len([cell for cell in filled if _asks_anew(pairing, asking, cell)]) > len(filled) // 2:
            break
        below.append(row)
    return below


def _asks_anew(pairing: Pairing, asking: Row, cell: Cell) -> bool:
    """Whether a cell below asks; «1 bed flat, ground floor» has the words of a question and answers the one above it."""
    return pairing.asks_plainly(cell.text) and _may_ask(pairing, asking, cell)


def _may_ask(pairing: Pairing, asking: Row, cell: Cell) -> bool:
    above = [label for label in asking if label.column <= cell.column < label.column + label.columns]
    answers = any(pairing.may_answer(pairing.question(label.text), cell.text) for label in above)
    return pairing.question(cell.text) is not None and not (answers and cell.text.strip()[:1].isdigit())


def _one_row_of_answers(pairing: Pairing, header: Row, asking: Row, row: Row, number: int) -> None:
    section = pairing.section
    if row[0].column < asking[0].column and row[0].text.strip():
        pairing.section = " ".join(row[0].text.split())
    elif number == 1:
        pairing.section = f"second {section}"
    elif number > 1:
        pairing.section = f"further {section}"
    for label in header:
        if label in asking or label.column > asking[0].column:
            pairing.add(pairing.question(label.text) if label in asking else None, label.text, as_answer(_under(label, row)))
    pairing.section = section


def _has_only_marks(column: int, rows: Sequence[Row]) -> bool:
    return all(_MARK_ONLY.fullmatch(with_boxes(cell.text)) for row in rows for cell in row if cell.column == column)


_MARK_ONLY = re.compile(r"\s*(?:[☒☐]|[xX])?\s*")


def _area_matrix(pairing: Pairing, asking: Row, below: Sequence[Row]) -> int:
    """Names down, questions across, marks where they cross: each question gets «☒ name» for each mark in its column."""
    marked = [label for label in asking if _has_only_marks(label.column, below)]
    columns = {cell.column for cell in marked}
    if len(below) < 2 or not marked or len(columns) == len({cell.column for row in below for cell in row}):
        return 0
    pairing.close()
    for label in marked:
        lines = []
        for row in below:
            mark = next((with_boxes(cell.text).strip() for cell in row if cell.column == label.column), "")
            name = next((cell.text.strip() for cell in row if cell.column not in columns and cell.text.strip()), "")
            ticked = mark in ("x", "X", "☒")
            lines.append(f"{'☒' if ticked else '☐'} {name}")
        pairing.add(pairing.question(label.text), label.text, Answer(text="\n".join(lines), where=below[0][0].where))
    return len(below)


# ── one mark for the main risk, and any number for others ───────────────────────────────────────────────────────────

_MAIN = frozenset({"primary", "main", "primary risk", "main risk", "primary reason", "main reason"})
_OTHERS = frozenset({"other", "others", "secondary", "any other", "other risk", "other risks", "secondary risk", "additional"})
_WHOLE_LIST = 7  # a grid that the end of a page has cut must not be read as if it were all


def main_and_others(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """«Type of risk | Primary | Other» with the risks down and marks where they cross (forms.md §2.3 F1)."""
    keys = {spelling_key(cell.text): cell for cell in rows[at] if cell.text.strip()}
    main = next((cell for key, cell in keys.items() if key in _MAIN), None)
    others = next((cell for key, cell in keys.items() if key in _OTHERS), None)
    asked = (pairing.question("Primary risk"), pairing.question("Other risks"))
    if main is None or others is None or len(keys) > 3 or None in asked:
        return 0
    below = [row for row in rows[at + 1 :] if len(row) >= 3 and row[0].text.strip()]
    columns = (main.column, others.column)
    whole = len(below) == len(rows) - at - 1 >= _WHOLE_LIST
    if not whole or 1 in columns or not all(_has_only_marks(column, below) for column in columns):
        return 0
    pairing.close()
    for question, cell in zip(asked, (main, others), strict=True):
        lines = (f"{_box_at(row, cell.column)} {' '.join(row[0].text.split())}" for row in below)
        pairing.add(question, cell.text, Answer(text="\n".join(lines), where=below[0][0].where))
    return len(below) + 1


def _box_at(row: Row, column: int) -> str:
    mark = next((with_boxes(cell.text).strip() for cell in row if cell.column == column), "")
    return "☒" if mark in ("x", "X", "☒") else "☐"
