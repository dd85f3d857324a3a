"""How many labels of a form a document can hold at most, told without reading it: most forms are ruled out by that alone.

Whatever a reading may take for a label is looked at here, and counted too where only its section would say what it asks. So
the count is never too low, and mostly not much too high: a form that cannot win with it need not be read (parsing/form.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parsing import whose
from parsing.boxes import with_boxes
from parsing.document import Document, Line, Table
from parsing.furniture import SECTION_TITLE
from parsing.label_words import stripped, words_of
from parsing.labels import Labels
from parsing.leaders import without_leaders
from parsing.pair_grids import HEADS_SIDE_BY_SIDE
from parsing.pairing import labels_before_answers
from scheme.terms import spelling_key

# Labels that ask by their section: they may be anybody's.
_BY_SECTION = frozenset((*whose.GENERIC, *whose.OF_A_HOME, *whose.SIGNED, *whose.AREA, *whose.OF_THE_HOME_WANTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class MayAsk:
    """What may be a label in a document, whatever the form."""

    whole: Mapping[str, frozenset[str]] = field(default_factory=dict)  # cells and lines, with the words by which they may ask
    lines: frozenset[str] = frozenset()  # those in which labels may stand before their answers
    anyhow: int = 0  # labels that each form may know by their sections or by the heads of their columns

    def at_most(self, labels: Labels[Any]) -> int:
        """How many different labels the form may know here."""
        whole = sum(any(_may_ask(labels, text) for text in texts) for texts in self.whole.values())
        within = {label for line in self.lines for label in labels.labels_within(line)}
        return self.anyhow + whole + len(within - self.whole.keys())


def may_ask(document: Document) -> MayAsk:
    blocks = without_leaders(document.blocks)
    whole: dict[str, frozenset[str]] = {}
    for label, text in dict.fromkeys(each for block in blocks for each in _asking(block)):
        plain = _plain(label)
        whole[plain] = whole.get(plain, frozenset()) | {_plain(text)}
    anyhow = {label for label, texts in whole.items() if _asks_by_section(label, texts)}
    by_column = sum(2 * len(block.rows) for block in blocks if isinstance(block, Table) and _asks_side_by_side(block))
    lines = {line for block in blocks for text in set(_texts(block)) for line in with_boxes(text).split("\n")}
    return MayAsk(
        whole={label: texts for label, texts in whole.items() if label not in anyhow},
        lines=frozenset(filter(Labels.may_stand_in, lines)),
        anyhow=len(anyhow) + by_column,
    )


def _may_ask(labels: Labels[Any], text: str) -> bool:
    return labels.question(text) is not None or labels.may_ask_below(text)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _asking(block: Line | Table) -> Iterator[tuple[str, str]]:
    """Every label, each time with words that may ask it: of a cell also its first line alone."""
    for text in dict.fromkeys(_texts(block)):
        yield text, text
        if ":" in text or "\t" in text:
            yield from ((label, label) for label in labels_before_answers(text))
    if isinstance(block, Table):
        yield from ((cell.text, cell.first_line) for row in block.rows for cell in row)


def _texts(block: Line | Table) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
        return
    for cell in (cell for row in block.rows for cell in row):
        yield from (line.text for line in cell.lines)
        yield cell.text
        if block.is_asked:
            yield _plain(cell.text)


def _asks_by_section(label: str, texts: Iterable[str]) -> bool:
    return SECTION_TITLE.match(label) is not None or any(words_of(stripped(text)) in _BY_SECTION for text in texts)


def _asks_side_by_side(table: Table) -> bool:
    """Whether it may ask by the heads of its columns, each row for two things: their labels stand nowhere as words."""
    keys = {spelling_key(cell.text) for row in table.rows for cell in row}
    return any(keys & one and keys & other for one, other in HEADS_SIDE_BY_SIDE)
