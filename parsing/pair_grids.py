"""Grids: people in rows or columns, marks below «Yes» and «No», questions across with their answers in the rows below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from parsing import whose
from parsing.answers import Answer, wordings
from parsing.boxes import has_boxes, with_boxes
from parsing.document import TICKED, UNCLEAR, UNTICKED, Cell
from parsing.furniture import ALSO_ANSWERS
from parsing.label_words import stripped, words_of
from parsing.labels import keys_asked
from parsing.layout import Plan
from parsing.pairing import Pairing
from parsing.whose import GENERIC
from scheme.terms import spelling_key

Row = Sequence[Cell]


_AGE = ("age", "ages", "age years", "age in years", "age yrs")
_SEX = ("sex", "gender", "m f", "male female", "sex gender", "gender m f", "sex m f", "gender sex")
_MOVES = re.compile(r"\b(?:mov(?:e|es|ing)|included?|to be rehoused|rehoused)\b")


_NOBODY = frozenset({"none", "nil", "n a", "no children", "no adults", "no one", "nobody"})


def _people_columns(rows: Sequence[Row]) -> tuple[int, int, int] | None:
    """The columns of age, of sex and of whether somebody moves; none where no column is one of ages."""
    heads = {cell.column: spelling_key(cell.text) for cell in rows[0]}
    age = next((column for column, head in heads.items() if head in _AGE), 0)
    sex = next((column for column, head in heads.items() if head in _SEX), 0)
    moves = next((column for column, head in heads.items() if _MOVES.search(head)), 0)
    return (age, sex, moves) if age else None


def people_table(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """A table with a column for ages: each row is a person, told as «F 34». Its question stands above it."""
    columns = _people_columns(rows)
    if columns is None or not pairing.below:
        return False
    text = _people(rows, columns)
    for below in pairing.below:
        pairing.add(below.question, below.label, Answer(text=text, where=rows[0][0].where))
    pairing.below = []
    return True


def people_told_again(pairing: Pairing, rows: Sequence[Row]) -> bool:
    """A table of people in the cell of an answer comes twice: as that cell's words, and as itself, which tells them better."""
    columns = _people_columns(rows)
    told = [" ".join(cell.text.split()) for row in rows for cell in row if cell.text.strip()]
    if columns is None:
        return False
    for number, pair in enumerate(pairing.pairs):
        if keys_asked(pair.question) and _words_in_cells(pair.answer.text) == told:
            people = _people(rows, columns)
            pairing.pairs[number] = replace(pair, answer=replace(pair.answer, text=people)) if people else pair
            return True
    return False


def _words_in_cells(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"[\t\n]", text) if part.strip()]


def _people(rows: Sequence[Row], columns: tuple[int, int, int]) -> str:
    told = [_person({cell.column: " ".join(cell.text.split()) for cell in row}, *columns) for row in rows[1:]]
    said = {spelling_key(cell.text) for row in rows[1:] for cell in row if cell.text.strip()}
    return "\n".join(each for each in told if each) or ("None" if said and said <= _NOBODY else "")


def _person(cells: Mapping[int, str], age: int, sex: int, moves: int) -> str:
    """«F 34»; nothing for one who does not move, and more than that for one of whom it cannot be told."""
    told = f"{cells.get(sex, '')} {cells.get(age, '')}".strip()
    said = spelling_key(cells.get(moves, ""))
    if not told:  # a row of which only its number is printed, or of which nobody understands where its words stand
        return "" if said in ("no", "n") else " ".join(text for column, text in cells.items() if column > 1 and _is_said(text))
    if not moves or said in ("yes", "y"):
        return told
    return "" if said in ("no", "n") else f"{told} (moving: {cells.get(moves, '') or 'not said'})"


def _is_said(text: str) -> bool:
    return bool(text) and ("☒" in with_boxes(text) or not has_boxes(with_boxes(text)))


# ── the home that they have and the one that they ask for, side by side ─────────────────────────────────────────────

_NOW = frozenset(
    wordings("now | current | present | at present | current home | present home | home now | existing | current property")
)
_ASKED_FOR = frozenset(
    wordings(
        """
    requested | wanted | needed | required | new home | home requested | home wanted | property requested | new property | move |
    property wanted | home needed | property required | asked for
"""
    )
)
_NOTHING_ASKED = ("", "any", "n a", "none", "no preference", "any type", "any floor", "not applicable")


def now_and_wanted(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """«(nothing) | Now | Requested», and «Borough», «Bedrooms», … down: two questions a row, each answered in its column."""
    keys = {spelling_key(cell.text): cell for cell in rows[at] if cell.text.strip() and cell.column > 1}
    now = next((cell for key, cell in keys.items() if key in _NOW), None)
    wanted = next((cell for key, cell in keys.items() if key in _ASKED_FOR), None)
    below = [row for row in rows[at + 1 :] if len(row) == 3 and row[0].column == 1 and row[0].text.strip()]
    if now is None or wanted is None or len(keys) > 2 or len(below) != len(rows) - at - 1:
        return 0
    pairing.close()
    for row in below:
        label = row[0].text
        pairing.add(
            pairing.labels.question(f"Current {label}") or pairing.question(label), label, as_answer(_under(now, row[1:]))
        )
        answer = as_answer(_under(wanted, row[1:]))
        asked = pairing.labels.question(f"{label} requested")
        asked = None if asked is pairing.pairs[-1].question else asked
        if asked is not None or spelling_key(answer.text) not in _NOTHING_ASKED:
            pairing.add(asked, f"{label} ({wanted.text.strip()})", answer)
    return len(below) + 1


_REMARKS = ("comments", "comment", "notes", "note", "details", "further details", "remarks")
_BESIDE_YES_AND_NO = ("", "yes", "no", "y", "n", "not known", "n k", "n a", "dont know", "unknown", *_REMARKS)


def answers_across(row: Row) -> dict[int, str]:
    """A header that says «Yes» over one column and «No» over another; over the questions it may say what to do."""
    if any(has_boxes(with_boxes(cell.text)) for cell in row):
        return {}  # «Pets? | ☒ Yes | ☐ No» asks and answers: whoever took it for a header would lose it
    said = {cell.column: " ".join(cell.text.split()) for cell in row}
    keys = {column: spelling_key(text) for column, text in said.items()}
    words = set(keys.values())
    plain = all(key in _BESIDE_YES_AND_NO or (column == 1 and len(key.split()) <= 8) for column, key in keys.items())
    if not plain or keys.get(1, "") in ("yes", "no") or not ({"yes", "no"} <= words or {"y", "n"} <= words):
        return {}
    return {column: text for column, text in said.items() if keys[column] not in ("", *_REMARKS) and column > 1}


def in_columns(pairing: Pairing, cells: Row) -> Answer | None:
    """Marks below «Yes» and «No» as boxes with their words; a mark in one of several columns without a header says nothing."""
    marks = [(cell, with_boxes(cell.text).strip()) for cell in cells]
    if pairing.columns:
        marks = [(cell, mark) for cell, mark in marks if mark or cell.column in pairing.columns]
    if len(cells) < 2 or not any(mark for _, mark in marks) or not all(_MARK_ONLY.fullmatch(mark) for _, mark in marks):
        return None
    lines = []
    for cell, mark in marks:
        lines.append(f"{_box_of(mark)} {pairing.columns.get(cell.column, '?')}")
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
    alone = pairing.across and len(asking) == len(header) == 1 and _answered_below(rows, at, asking[0])
    if not alone and (len(asking) < 2 or len(asking) < len(header) - 1 or len(header) < len(rows[at]) - 1):
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
    pairing.across = True
    for number, row in enumerate(below):
        _one_row_of_answers(pairing, header, asking, row, number)
    return len(below) + 1


def _answered_below(rows: Sequence[Row], at: int, label: Cell) -> bool:
    """Whether, in a table that asks across, the only question of a row has the only answer of the next one below it."""
    filled = [cell for cell in rows[at + 1] if cell.text.strip()] if at + 1 < len(rows) else []
    return len(filled) == 1 and filled[0].column == label.column


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
    asks = cell.text.rstrip().endswith("?") and pairing.question(cell.text) is not None
    return spelling_key(cell.text) not in ALSO_ANSWERS and (asks or pairing.asks_plainly(cell.text) or words in GENERIC)


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
    return all(is_only_mark(cell.text) for row in rows for cell in row if cell.column == column)


def is_only_mark(text: str) -> bool:
    return _MARK_ONLY.fullmatch(with_boxes(text)) is not None


_MARK_ONLY = re.compile(r"\s*(?:☒⁇?|☐|[xX])?\s*")


def _area_matrix(pairing: Pairing, asking: Row, below: Sequence[Row]) -> int:
    """Names down, questions across, marks where they cross: each question gets «☒ name» for each mark in its columns.

    A list that stands in two halves side by side asks each question twice, with the names of each half before its marks.
    """
    marked = [label for label in asking if _has_only_marks(label.column, below)]
    columns = frozenset(cell.column for cell in marked)
    if len(below) < 2 or not marked or len(columns) == len({cell.column for row in below for cell in row}):
        return 0
    pairing.close()
    names = next((cell.text for cell in asking if cell.column not in columns), "")
    asked: dict[str, list[Cell]] = {}
    for label in marked:
        asked.setdefault(spelling_key(label.text), []).append(label)
    for halves in asked.values():
        lines = (line for label in halves for row in below if (line := _marked_name(row, label.column, columns)))
        text = halves[0].text
        question = _asked_of(pairing, names, text) if names else pairing.question(text)
        pairing.add(question, text, Answer(text="\n".join(lines), where=below[0][0].where))
    return len(below)


def _marked_name(row: Row, column: int, columns: frozenset[int]) -> str:
    """«☒ Brent»: the mark in a column, and the name that stands nearest before it."""
    mark = next((with_boxes(cell.text).strip() for cell in row if cell.column == column), "")
    named = [cell.text.strip() for cell in row if cell.column not in columns and cell.text.strip()]
    before = [cell.text.strip() for cell in row if cell.column < column and cell.column not in columns]
    name = before[-1] if before else named[0] if named else ""
    return f"{_box_of(mark)} {name}" if name or mark else ""


_LISTED = 4  # names that make a list of choices
_MOST_LISTED = 150


def marked_names(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """«Borough | Would accept | At risk there», names down and marks where they cross: «Borough» says what the names are."""
    if not _LISTED <= len(rows) - at - 1 <= _MOST_LISTED or not all(is_only_mark(cell.text) for cell in rows[at + 1][1:]):
        return 0  # the row below tells at once, for a table of ten thousand rows is asked at each of them
    header = [cell for cell in rows[at] if cell.text.strip()]
    below = [row for row in rows[at + 1 :] if len(row) == len(header) and row[0].text.strip()]
    whole = len(header) == len(rows[at]) > 1 and len(below) == len(rows) - at - 1 >= _LISTED
    if not whole or sum(pairing.question(row[0].text) is not None for row in below) > 1:
        return 0
    names, *columns = header
    if any(
        _MARK_ONLY.fullmatch(with_boxes(column.text)) or spelling_key(column.text) in _BESIDE_YES_AND_NO for column in columns
    ):
        return 0  # a row of the grid, or one whose names are statements, and the marks say whether they are true
    marks = [cell for row in below for cell in row[1:]]
    if not all(_MARK_ONLY.fullmatch(with_boxes(cell.text)) for cell in marks) or not any(cell.text.strip() for cell in marks):
        return 0
    pairing.close()
    for column in columns:
        lines = (f"{_box_at(row, column.column)} {' '.join(row[0].text.split())}" for row in below)
        asked = _asked_of(pairing, names.text, column.text)
        pairing.add(asked, f"{names.text}: {column.text}", Answer(text="\n".join(lines), where=below[0][0].where))
    return len(below) + 1


def options_down(pairing: Pairing, rows: Sequence[Row], at: int) -> int:
    """«Tenancy type | Secure | (nothing)», and below it «Assured | x»: a choice a row, and a mark beside the one that holds."""
    row = rows[at]
    question = pairing.question(row[0].text) if len(row) == 3 and row[0].column == 1 else None
    if question is None:
        return 0
    choices = [row[1:]]
    for below in rows[at + 1 :]:
        if len(below) != 2 or below[0].column != row[1].column:
            break
        choices.append(below)
    named = all(name.text.strip() and not has_boxes(with_boxes(name.text)) for name, _ in choices)
    marks = [with_boxes(mark.text).strip() for _, mark in choices]
    if len(choices) < 2 or not named or not any(marks) or not all(map(_MARK_ONLY.fullmatch, marks)):
        return 0
    pairing.close()
    text = "\n".join(f"{_box_of(mark)} {' '.join(name.text.split())}" for (name, _), mark in zip(choices, marks, strict=True))
    pairing.add(question, row[0].text, Answer(text=text, where=row[1].where))
    pairing.beside = False
    return len(choices)


def _asked_of(pairing: Pairing, names: str, column: str) -> Any:
    """What a column asks of the names: by itself, or together with what they are. Where these differ, nobody can tell."""
    alone = pairing.question(column)
    together = pairing.labels.question(f"{names} {column}") or pairing.labels.question(f"{stripped(names)}s {column}")
    return together if alone is None or alone is together else alone if together is None else None


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


HEADS_SIDE_BY_SIDE = ((_NOW, _ASKED_FOR), (_MAIN, _OTHERS))


def _box_at(row: Row, column: int) -> str:
    mark = next((with_boxes(cell.text).strip() for cell in row if cell.column == column), "")
    return _box_of(mark)


def _box_of(mark: str) -> str:
    if mark == UNCLEAR:
        return UNCLEAR
    return TICKED if mark in ("x", "X", TICKED) else UNTICKED
