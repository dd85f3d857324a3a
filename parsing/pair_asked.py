"""Rows of which each is a question with its answer, as form fields tell: nothing is to be found but which question it is.

The field's own help text is a second witness: where it asks something else than the print beside it, nobody can be sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parsing.answers import shortened
from parsing.boxes import has_boxes
from parsing.document import Cell, Document, Line, Table
from parsing.furniture import first_line, is_hint
from parsing.label_words import words_of
from parsing.labels import keys_asked
from parsing.pair_grids import as_answer
from parsing.pairing import PASSED, Pair, Pairing
from parsing.whose import GENERIC, is_office_use

_OTHERWISE = "The print beside this field asks «{}», but the field's own help text says «{}»: ask which is meant."
_UNKNOWN_PRINT = "The print beside this field, «{}», asks nothing that is known; its help text says «{}»: look at the original."


def read_asked(pairing: Pairing, table: Table) -> None:
    """Each row's first cell asks and its second answers, whatever they say."""
    _close_title(pairing)
    for label, given in (row for row in table.rows if len(row) == 2):
        if label.text.strip():
            _read_row(pairing, label, given)
    pairing.close()
    pairing.stray = ""
    pairing.beside = False
    if is_office_use(pairing.section):
        pairing.section = ""


def read_boxed(pairing: Pairing, line: Line, box: Table) -> None:
    """A line that asks, whatever it says, and the box below it that answers."""
    pairing.close()
    _read_row(pairing, Cell(lines=(line,), row=1, column=1), box.rows[0][0])


def without_print(pairs: Sequence[Pair], document: Document) -> list[Pair]:
    """The pairs without what only seems answered by the form's own print: its own field answers the same question."""
    printed = {block.where for block in document.blocks if isinstance(block, Line) and block.doubt}
    asked = {key for pair in pairs if pair.answer.where not in printed for key in keys_asked(pair.question)}
    return [pair for pair in pairs if pair.answer.where not in printed or not keys_asked(pair.question) & asked]


def _close_title(pairing: Pairing) -> None:
    """A printed line that seemed to ask was a title: what is answered here has its own question beside it."""
    waits = pairing.below and not pairing.below[0].lines and not pairing.below[0].cells
    title = pairing.below[0].label if waits else ""
    if waits:
        pairing.below = []
        pairing.heading(title)
    pairing.close()


def _read_row(pairing: Pairing, label: Cell, given: Cell) -> None:
    question, words = _asked(pairing, label)
    witness = next((line.also_asks for line in given.lines if line.also_asks), "")
    asked, doubt = _with_witness(pairing, question, words, witness)
    for each in asked:
        pairing.add(each, words, as_answer([given]), doubt=doubt)
    pairing.tell_whose(words, answered=bool(given.text.strip()))


def _asked(pairing: Pairing, label: Cell) -> tuple[Any, str]:
    """The question of a label, of which lines of another look may be hints or a title, and the words that ask it."""
    lines = [line.text.strip() for line in label.lines if line.text.strip()]
    whole = " ".join(lines)
    first = first_line(label)
    for words in dict.fromkeys((first, whole)):
        if pairing.asks_plainly(words):
            return pairing.question(words), words
    if (question := pairing.question(whole) or pairing.question(first)) is not None:
        return question, whole
    if len(segments := pairing.segments(whole)) == 1:
        return segments[0][0], segments[0][1]  # «Adults: age and sex»: the colon ends the question, not the label
    for words in lines[1:]:
        if not is_hint(words) and (question := pairing.question(words)) is not None:
            return question, words
    return None, first if any(map(is_hint, lines[1:])) else whole


def _with_witness(pairing: Pairing, question: Any, words: str, witness: str) -> tuple[list[Any], str]:
    """The questions that an answer may belong to, and why it is not certain which."""
    if not witness or has_boxes(witness) or words_of(witness) in GENERIC or not pairing.asks_plainly(witness):
        return [question], ""
    other = pairing.question(witness)
    if other is question or other is PASSED or question is PASSED or not keys_asked(other):
        return [question], ""
    if question is None:
        return [other], _UNKNOWN_PRINT.format(shortened(words, 60), shortened(witness, 60))
    if not keys_asked(question) or keys_asked(question) & keys_asked(other):
        return [question], ""
    return [question, other], _OTHERWISE.format(shortened(words, 60), shortened(witness, 60))
