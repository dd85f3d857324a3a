"""How a table is laid out: which of its cells ask and which answer, told from the regularity of the whole (forms.md §2.2(1)).

Each row may be read in several ways. Known wordings are the anchors, looks, endings and kinds of words the witnesses, and a
row is likely to be made as its neighbours are: the best way through the whole table wins. A cell whose row could as well be
read otherwise gets no role, and its own wording decides as it would anywhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import TypeVar

from parsing import whose
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Cell
from parsing.furniture import SECTION_TITLE, first_line, is_guidance, is_hint
from parsing.label_words import is_numbering
from parsing.witness import ANSWERING, Witness

Row = Sequence[Cell]
_T = TypeVar("_T")


class Role(Enum):
    """What a cell does in its table, whatever it says."""

    LABEL = "label"
    ANSWER = "answer"


class Plan(IntEnum):
    """One way to read a row."""

    BESIDE = 0  # the first cell asks, those beside it answer
    STRIDE = 1  # a question, its answer, a question, its answer
    HEAD = 2  # every cell asks, and is answered in the rows below
    BELOW = 3  # every cell answers the one above it
    INSIDE = 4  # every cell holds a question with its answer
    TITLE = 5  # a title or an instruction
    OTHER = 6  # none of these, or nothing at all


_PLANS = tuple(Plan)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What is certain of a table: how its rows are to be read, and what their cells do, each by its number in the table."""

    plans: Mapping[int, Plan] = field(default_factory=dict)
    roles: Mapping[tuple[int, int], Role] = field(default_factory=dict)

    def role(self, cell: Cell) -> Role | None:
        return self.roles.get((cell.row, cell.column))

    def plan(self, row: Row) -> Plan | None:
        return self.plans.get(row[0].row)

    def with_pairs(self, rows: Sequence[Row]) -> Layout:
        """As this one, with these rows known to be questions and answers in turn."""
        roles = {at: role for row in rows for at, role in _roles(row, Plan.STRIDE).items()}
        return Layout(plans={**self.plans, **{row[0].row: Plan.STRIDE for row in rows}}, roles={**self.roles, **roles})


_NEVER = -1000.0
_SHORT = 9  # words of a question in the cell of its answer
_ENOUGH = 3  # rows alike that make a habit
_SURE = 1.5  # by how much the best reading of a row must lead before its cells have roles
_INSIDE = re.compile(r"[^:?\n\t☒☐]{2,70}[:?]\s*(?:\S.*)?", re.DOTALL)


_Scores = tuple[float, ...]  # one for each Plan, in their order


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What the rows of each width mostly are, and what mostly follows what."""

    plans: Mapping[int, _Scores] = field(default_factory=dict)
    steps: Mapping[tuple[int, Plan], _Scores] = field(default_factory=dict)

    @staticmethod
    def of(rows: Sequence[Row], best: Sequence[Plan]) -> Habits:
        plans: dict[int, Counter[Plan]] = {}
        steps: dict[tuple[int, Plan], Counter[Plan]] = {}
        worth = [(row, plan) for row, plan in zip(rows, best, strict=True) if plan not in _NO_HABIT]
        for row, plan in worth:
            plans.setdefault(len(row), Counter())[plan] += 1
        for (_, one), (row, other) in pairwise(worth):
            steps.setdefault((len(row), one), Counter())[other] += 1
        return Habits(plans=_shares(plans), steps=_shares(steps))


_NO_HABIT = {Plan.TITLE, Plan.OTHER}


def _shares(times: Mapping[_T, Counter[Plan]]) -> dict[_T, _Scores]:
    """How often each plan was taken, where that is often enough to be a habit."""
    often = {key: (each, each.total()) for key, each in times.items() if each.total() >= _ENOUGH}
    return {key: tuple(each[plan] / total for plan in _PLANS) for key, (each, total) in often.items()}


def layout_of(witness: Witness, rows: Sequence[Row]) -> Layout:
    """How the rows are certainly to be read; those of which nothing is certain are left out."""
    bare = _without_numbers(rows)
    if not bare:
        return Layout()
    heads = _heads(witness, bare)
    nodes = [_nodes(witness, head, row) for head, row in zip(heads, bare, strict=True)]
    _, best = _best(nodes, bare, Habits())
    lead, best = _best(nodes, bare, Habits.of(bare, best))
    sure = [(row, plan) for row, plan, ahead in zip(bare, best, lead, strict=True) if ahead >= _SURE]
    roles: dict[tuple[int, int], Role] = {}
    for row, plan in sure:
        roles.update(_roles(row, plan))
    return Layout(plans={row[0].row: plan for row, plan in sure}, roles=roles)


def _without_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without a first column that does nothing but count: «3» alone may be an answer."""
    wide = [row for row in rows if len(row) > 2]
    counted = [row[0].text for row in wide if is_numbering(row[0].text)]
    if len(counted) < 2 or len(counted) * 2 < len(wide) or len(set(counted)) < len(counted):
        return list(rows)
    return [row[1:] if len(row) > 2 and is_numbering(row[0].text) else row for row in rows]


def _roles(row: Row, plan: Plan) -> dict[tuple[int, int], Role]:
    match plan:
        case Plan.BESIDE:
            asks = [at == 0 for at in range(len(row))]
        case Plan.STRIDE:
            asks = [at % 2 == 0 for at in range(len(row))]
        case Plan.HEAD:
            asks = [True for _ in row]
        case Plan.BELOW:
            asks = [False for _ in row]
        case _:
            return {}
    return {
        (cell.row, cell.column): Role.LABEL if asking else Role.ANSWER
        for cell, asking in zip(row, asks, strict=True)
        if cell.text.strip() or not asking
    }


def _best(nodes: Sequence[Sequence[float]], rows: Sequence[Row], habits: Habits) -> tuple[list[float], list[Plan]]:
    """The best plan of each row, and how far it is ahead of every way through the table that reads the row otherwise."""
    likely = [
        list(map(add, scores, habits.plans[len(row)])) if len(row) in habits.plans else list(scores)
        for scores, row in zip(nodes, rows, strict=True)
    ]
    steps = [_steps(len(first), len(second), habits) for first, second in pairwise(rows)]
    likely[0][Plan.BELOW] -= 1.0  # it may answer what stands above the table
    likely[-1][Plan.HEAD] += -0.5 if len(rows[-1]) == 1 else _NEVER
    forward = [likely[0]]
    for scores, step in zip(likely[1:], steps, strict=True):
        before = forward[-1]
        forward.append([score + max(map(add, before, into)) for score, into in zip(scores, step.into, strict=True)])
    backward = [[0.0] * len(_PLANS)]
    for scores, step in zip(likely[:0:-1], steps[::-1], strict=True):
        after = list(map(add, scores, backward[-1]))
        backward.append([max(map(add, after, out)) for out in step.out])
    lead, best = [], []
    for ahead, behind in zip(forward, backward[::-1], strict=True):
        whole = list(map(add, ahead, behind))
        second, first = sorted(whole)[-2:]
        best.append(Plan(whole.index(first)))
        lead.append(first - second)
    return lead, best


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """What it is worth to go from one plan to another: by the plan that is left, and by the one that is reached."""

    out: tuple[_Scores, ...]
    into: tuple[_Scores, ...]


def _steps(first: int, second: int, habits: Habits) -> _Steps:
    """From a row of so many cells to the next."""
    plain = _plain_steps(first, second)
    known = [habits.steps.get((second, one)) for one in _PLANS] if habits.steps else []
    if not any(known):
        return plain
    out = tuple(tuple(map(add, edges, often)) if often else edges for edges, often in zip(plain.out, known, strict=True))
    return _Steps(out=out, into=tuple(zip(*out, strict=True)))


@lru_cache(maxsize=1024)
def _plain_steps(first: int, second: int) -> _Steps:
    out = tuple(tuple(_edge(first, one, second, other) for other in _PLANS) for one in _PLANS)
    return _Steps(out=out, into=tuple(zip(*out, strict=True)))


def _nodes(witness: Witness, head: Row, row: Row) -> _Scores:
    """How well each plan would read the row by itself, in the order of the plans."""
    filled = [cell for cell in row if cell.text.strip()]
    title = _as_title(witness, row, filled)
    if not filled:
        return (_NEVER, _NEVER, _NEVER, -2.0, _NEVER, title, 0.0)
    return (
        _in_pairs(witness, [row]) if len(row) > 1 else _NEVER,
        _in_pairs(witness, [row[at : at + 2] for at in range(0, len(row), 2)]) if _is_even(row) else _NEVER,
        sum(map(witness.asking, filled)) if not any(map(_is_choice, filled)) else _NEVER,
        sum(_below(witness, row, cell) for cell in filled) + _fits(witness, head, row),
        sum(_inside(witness, cell) for cell in filled),
        title,
        0.0,
    )


def _is_choice(cell: Cell) -> bool:
    """«☐ Brent» in the first row of a grid of boxes: a choice, which asks nothing of the choices below it."""
    return with_boxes(first_line(cell)).lstrip()[:1] in ("☒", "☐")


def _below(witness: Witness, row: Row, cell: Cell) -> float:
    """A first cell may name its row: «Second nominating officer»."""
    score = witness.answering(cell)
    if len(row) == 1 and whose.is_section_title(cell.text):
        return score - 2.0
    return max(score, 0.0) if cell is row[0] and len(row) > 2 else score


def _is_even(row: Row) -> bool:
    return len(row) >= 4 and len(row) % 2 == 0


def _in_pairs(witness: Witness, pairs: Sequence[Row]) -> float:
    score = 0.0
    for label, *answers in pairs:
        filled = [cell for cell in answers if cell.text.strip()]
        if not label.text.strip() and not filled:
            continue
        score += witness.asking(label) + sum(map(witness.answering, filled))
        score += witness.answers(label, filled[0]) if len(filled) == 1 else 0.0
    return score


def _as_title(witness: Witness, row: Row, filled: Sequence[Cell]) -> float:
    if len(filled) != 1:
        return _NEVER
    text = filled[0].text.strip()
    if (
        filled[0].nested
        or witness.is_chapter(text)
        or SECTION_TITLE.match(text)
        or is_guidance(text)
        or whose.is_office_use(text)
    ):
        return 4.0
    if has_boxes(with_boxes(text)) or ANSWERING.fullmatch(text):
        return -2.0
    titled = 2.5 if whose.is_section_title(text) else 1.0 if len(row) == 1 and filled[0].columns > 1 else 0.0
    return titled - (1.5 if witness.is_plain(text) else 0.0)


def _inside(witness: Witness, cell: Cell) -> float:
    """«Tenancy type: Secure», or «Tenancy type» with «Secure» on the line below."""
    text, first = with_boxes(cell.text.strip()), first_line(cell)
    if witness.labels.plain_segments(text):
        return 3.5
    if "\n" in text and witness.is_plain(first) and not is_hint(text.partition("\n")[2]):
        return 3.0
    if "\n" in text and witness.labels.question(first) is not None and not is_hint(text.partition("\n")[2]):
        return 1.5
    if "\n" in text and len(first.split()) <= _SHORT and not ANSWERING.fullmatch(first) and not first.endswith((".", ",")):
        return 0.0
    if not _INSIDE.fullmatch(text):
        return -3.0
    return 1.5 if re.search(r"[:?]\s*\S", text) else 0.5


def _heads(witness: Witness, rows: Sequence[Row]) -> list[Row]:
    """For each row the last one above it that mostly asks in known words, or else the one right above it."""
    heads: list[Row] = [()]
    head: Row = ()
    for above in rows[:-1]:
        filled = [cell for cell in above if cell.text.strip()]
        if filled and sum(witness.is_plain(first_line(cell)) for cell in filled) * 2 >= len(filled):
            head = above
        heads.append(head if len(head) == len(above) else above)
    return heads


def _fits(witness: Witness, head: Row, row: Row) -> float:
    """How well the cells of a row answer the ones above them."""
    if len(head) != len(row):
        return 0.0
    return sum(witness.answers(label, answer) for label, answer in zip(head, row, strict=True) if label.text.strip())


def _edge(first: int, one: Plan, second: int, other: Plan) -> float:
    """How well a row goes with the one above it, by their numbers of cells."""
    if other is Plan.BELOW and one is not Plan.BELOW and one is not Plan.HEAD:
        return _NEVER
    if one is Plan.HEAD and other is not Plan.BELOW:
        return -1.5 if first == second == 1 else _NEVER  # left open: its answer would have been a line of its own
    if other is Plan.BELOW:
        return _goes_below(first, one, second)
    if _NO_HABIT & {one, other}:
        return 0.0
    if one is other or (one is Plan.BELOW and other is Plan.HEAD):
        return 1.0 if first == second else 0.5
    return -1.0


def _goes_below(first: int, one: Plan, second: int) -> float:
    if one is Plan.BELOW:
        return -2.0 if first != second else 1.0 if first > 1 else 0.0
    if first == second:
        return 1.0
    return 0.0 if first == 1 else -1.0 if second < first else _NEVER
