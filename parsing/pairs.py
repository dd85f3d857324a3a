"""From a document to questions with their answers, whatever the layout (forms.md §2.2(1)).

Answer right of its question, below it, in the same cell or line; two or four columns; a grid of boxes below a question;
questions across with one row of answers each. A label is never looked for inside an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from parsing.answers import Answer, without_placeholders
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Block, Cell, Document, Line, Table
from parsing.furniture import SECTION_TITLE, is_guidance, is_hint
from parsing.labels import Labels
from parsing.layout import Plan, layout_of
from parsing.leaders import without_leaders
from parsing.pair_asked import read_asked, read_boxed, without_print
from parsing.pair_lines import read_line
from parsing.pair_tables import number_of, read_table
from parsing.pairing import Pair, Pairing
from parsing.witness import witness_of
from scheme.terms import spelling_key

__all__ = ["Pair", "is_answered", "pairs_in"]


def pairs_in(document: Document, labels: Labels[Any]) -> list[Pair]:
    """Every question of the document that the labels know, and every unknown one that looks like a question."""
    pairing = Pairing(labels=labels, witness=witness_of(document, labels))
    blocks = without_leaders(document.blocks)
    pairing.nested = {number_of(block): block for block in blocks if isinstance(block, Table)}
    plans = _plans_of_lines(pairing, blocks)
    boxed = _boxed(pairing, blocks)
    story = ""
    for at, block in enumerate(blocks):
        pairing.block = at
        if at in boxed:
            read_boxed(pairing, *boxed[at])
        elif at + 1 in boxed:
            continue
        elif isinstance(block, Line):
            if _story_of(block) != story:  # a footer goes on with no answer of the page above it
                pairing.close()
                story = _story_of(block)
            rest = (each for each in blocks[at + 1 : at + 4])
            following = next((each.text.strip() for each in rest if isinstance(each, Line) and each.text.strip()), "")
            read_line(pairing, block, following, plans.get(at))
        elif block.is_asked:
            read_asked(pairing, block)
        elif number_of(block) not in pairing.taken:
            read_table(pairing, block, followed=_is_bar(block) or (at + 1 < len(blocks) and _is_nested(blocks[at + 1])))
    pairing.close()
    return without_print(pairing.pairs, document)


def _is_nested(block: Block) -> bool:
    """A table that stood in a row of its own of the table before it."""
    return isinstance(block, Table) and any("nested" in cell.where.note for row in block.rows for cell in row)


def _plans_of_lines(pairing: Pairing, blocks: Sequence[Block]) -> dict[int, Plan]:
    """How the lines between two tables are certainly to be read, as if each were a row of one cell."""
    plans: dict[int, Plan] = {}
    worded = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Table) or block.text.strip()]
    for _, run in groupby(worded, key=lambda each: (isinstance(each[1], Line) and _story_of(each[1]), isinstance(each[1], Line))):
        rows = [(Cell(lines=(line,), row=at + 1, column=1),) for at, line in run if isinstance(line, Line)]
        found = layout_of(pairing.witness, rows).plans
        asking = [row for (row,) in rows if found.get(row.row) is Plan.HEAD and pairing.witness.is_plain(row.text)]
        if len(asking) > 1:  # known questions above their answers: else it is a letter, or made in another way
            plans.update({number - 1: plan for number, plan in found.items()})
    return plans


_BOXES = 4  # known questions above boxes that make a habit


def _boxed(pairing: Pairing, blocks: Sequence[Block]) -> dict[int, tuple[Line, Table]]:
    """The boxes that answer the line right above them, where those of most known questions do; by their place."""
    found = {
        at: (line, box)
        for at, (line, box) in enumerate(pairwise(blocks), 1)
        if isinstance(line, Line) and isinstance(box, Table) and _is_bar(box) and _may_ask_box(pairing, line, box.rows[0][0])
    }
    known = [line for line, _ in found.values() if pairing.labels.question(line.text) is not None]
    return found if len(known) >= _BOXES and len(known) * 2 >= len(found) else {}


def _may_ask_box(pairing: Pairing, line: Line, box: Cell) -> bool:
    text = line.text.strip()
    tells = is_hint(text) or is_guidance(text) or is_guidance(box.text) or box.nested or SECTION_TITLE.match(text)
    answered = any(answer for _, _, answer in pairing.segments(text))
    return bool(text) and not tells and not answered and not has_boxes(with_boxes(text))


def _is_bar(table: Table) -> bool:
    """A line of words in a box of its own, as above a grid of choices: what it asks is answered below it."""
    return [len(row) for row in table.rows] == [1]


def _story_of(line: Line) -> str:
    return line.where.note if line.where.note in ("header", "footer", "footnote", "endnote") else ""


def is_answered(answer: Answer) -> bool:
    """Whether somebody wrote or ticked something: an untouched «☐ Yes ☐ No» or a placeholder is no answer."""
    text = with_boxes(without_placeholders(answer.text))
    if has_boxes(text):
        return "☒" in text
    return bool(text) and spelling_key(text) not in ("yes no", "y n", "n a", "na")
