"""Questions and answers in the cells of one row: the answer beside its question, below it in the same cell, or after a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsing.answers import Answer
from parsing.boxes import has_boxes
from parsing.document import Cell
from parsing.furniture import ALSO_ANSWERS, first_line, is_guidance, is_heading, is_hint
from parsing.label_words import is_numbering, stripped, words_of
from parsing.layout import Plan, Role
from parsing.pair_grids import as_answer, in_columns
from parsing.pair_lines import is_label_with_dash
from parsing.pairing import Below, Pairing, tail
from parsing.whose import GENERIC, OFFICERS_SECTION, WHOSE, is_office_use
from scheme.terms import spelling_key

Row = Sequence[Cell]


# ── a title over labels with their answers, all in one cell ─────────────────────────────────────────────────────────


def titled_cells(pairing: Pairing, filled: Row) -> bool:
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


def stacked_row(pairing: Pairing, row: Row) -> bool:
    """«Tenancy type ¶ Secure» in a cell: read where every filled cell of the row is so made, or only asks."""
    filled = [cell for cell in row if cell.text.strip() and not is_numbering(cell.text)]
    if not filled or (pairing.below and spelling_key(first_line(filled[0])) in ALSO_ANSWERS):
        return False
    made = [_stack(pairing, row, cell) or _strange_stack(pairing, row, cell) for cell in filled]
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


def _stack(pairing: Pairing, row: Row, cell: Cell) -> list[tuple[Any, str, Cell]]:
    """The questions of a cell with the lines below each; none where the cell is not so made."""
    lines = [line for line in cell.lines if line.text.strip()]
    if len(lines) < 2 or not _begins_stack(pairing, row, lines[0].text) or lines[0].text.strip()[:1] in ("☒", "☐"):
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
        asks = not found or (pairing.asks_plainly(text) and not (waits and spelling_key(text) in ALSO_ANSWERS))
        pairing.below = [Below(question=found[-1][0], label=found[-1][1])] if waits else []
        if asks and not (waits and pairing.may_answer(found[-1][0], text)):
            found.append((pairing.question(text), text, replace(cell, lines=())))
        elif not (waits and is_hint(text)):
            question, label, held = found[-1]
            found[-1] = (question, label, replace(held, lines=(*held.lines, line)))
    pairing.below = before
    return found if any(held.lines for _, _, held in found) else []


def _begins_stack(pairing: Pairing, row: Row, text: str) -> bool:
    """By the very wording, or by what it means where the whole table says that questions and answers share their cells."""
    if pairing.asks_plainly(text):
        return True
    return pairing.layout.plan(row) is Plan.INSIDE and pairing.question(text) is not None and ":" not in text


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


def left_to_right(pairing: Pairing, row: Row) -> None:
    pairing.beside = False
    at = 0
    while at < len(row):
        cell = row[at]
        if not cell.text.strip() or is_numbering(cell.text):
            at += 1
            continue
        if pairing.layout.plan(row) is Plan.STRIDE:
            pairing.turn_to(at)
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
        if question is None and segments and segments[0][2] and right is not None and _ASKED_INSIDE.match(right.text):
            return _inside_cell(pairing, cell, segments, at)  # «Agency: Hyde | Budget code: n/a»
        if question is None and segments:  # «Areas to avoid: please list» with the answer in the next cell
            return _beside(pairing, row, at, segments[0][0], segments[0][1])
    if question is not None and right is None:
        pairing.close()
        pairing.wait_for(question, cell.text)
        pairing.title_of(cell.text, question, spans=len(row) == 1)
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
    return rest.startswith("(") or is_hint(rest) or is_guidance(rest)


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
    pairing.tell_whose_at(at, label, answered=any(cell.text.strip() for cell in cells))
    pairing.beside = at == 0 or (at == 1 and is_numbering(row[0].text))
    return end


def _begins_another(pairing: Pairing, row: Row, end: int) -> bool:
    return pairing.asks(row[end]) or (pairing.layout.role(row[end]) is None and words_of(stripped(row[end].text)) in GENERIC)


def _unknown_cell(pairing: Pairing, row: Row, at: int) -> int:
    """A question that the form does not know takes its own answer with it, and nobody else's."""
    if pairing.layout.plan(row) is Plan.INSIDE and unknown_inside(pairing, row[at]):
        return at + 1
    right = row[at + 1] if at + 1 < len(row) else None
    if right is None or pairing.asks(right):
        return at + 1
    end = at + 2
    while end < len(row) and not _begins_another(pairing, row, end):
        end += 1
    placed = pairing.layout.role(row[at]) is Role.LABEL
    begins = all(not cell.text.strip() or is_numbering(cell.text) for cell in row[:at])
    if (begins or placed) and any(cell.text.strip() for cell in row[at + 1 : end]) and looks_like_question(row[at].text):
        pairing.add(None, row[at].text, as_answer(row[at + 1 : end]))
        return end
    return at + 1 if not right.text.strip() else at + 2


def unknown_inside(pairing: Pairing, cell: Cell) -> bool:
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


def looks_like_question(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 40 and not has_boxes(text) and any(char.isalpha() for char in text)
