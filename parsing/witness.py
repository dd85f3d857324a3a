"""What is known of a table's cells before its layout is: how well each would do as a question, and how well as an answer.

The wordings that the form knows are the surest; endings, boxes, dates and the look of the known questions help with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parsing import whose
from parsing.boxes import has_boxes, with_boxes
from parsing.document import Cell, Document, Line
from parsing.furniture import ALSO_ANSWERS, first_line, is_hint
from parsing.label_words import is_numbering, stripped, words_of
from parsing.labels import Labels
from scheme.terms import spelling_key

_SENTENCE = 5  # words that tell, where a full stop follows them
_BY_MEANING = 1.0
_PLAIN_BY_SECTION = frozenset((*whose.GENERIC, *whose.OF_A_HOME, *whose.SIGNED))
_PLAIN = 0.25  # words of no known question are a little likelier to answer
ANSWERING = re.compile(
    r"[\W\d]+|.*\S@[^\s@]+\..*|\W*(?:yes|no|y|n|none|n/?a|nil|not applicable|not known|unknown|asap|any)\b.{0,25}|"
    r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+\w+[\s./-]+\d{2,4}|£.*|\d+(?:st|nd|rd|th)?\b.{0,20}",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, kw_only=True)
class Witness:
    """What is known of cells before any layout is: their wordings, and how this document's questions look."""

    labels: Labels[Any]
    chapters: frozenset[str] = frozenset()  # «2» where the document has a «2.1»: what begins with it alone is a title
    bold_asks: int = 0  # 1 where what is bold asks, -1 where it answers, 0 where it tells nothing
    parted: re.Pattern[str] | None = None  # how this document's lines part a question from its answer, where they mostly do
    gutters: frozenset[int] = frozenset()  # how wide rows are whose pairs stand apart by an empty column
    asked: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    plain: dict[str, bool] = field(default_factory=dict)
    understood: dict[tuple[int, str], bool] = field(default_factory=dict)

    def asking(self, cell: Cell) -> float:
        """How well a cell would do as a question."""
        text = cell.text.strip()
        if text not in self.asked:
            self.asked[text] = self._asking(text, first_line(cell).strip())
        return self.asked[text] + self._look(cell)

    def _asking(self, text: str, first: str) -> float:
        if not text:
            return -2.0
        if has_boxes(with_boxes(first)) or is_numbering(text) or not any(char.isalpha() for char in text):
            return -8.0
        score = self._known(text, first) or -_PLAIN
        score += 1.5 if first.endswith(("?", ":")) or text.endswith(("?", ":")) else 0.0
        score -= 3.0 if ANSWERING.fullmatch(text) else 0.0
        score -= 1.0 if is_hint(text) or len(first.split()) > 16 else 0.0
        score -= 2.5 if text.endswith(".") and len(text.split()) >= _SENTENCE else 0.0
        return score + _numbered(first)

    def _known(self, text: str, first: str) -> float:
        if spelling_key(first) in ALSO_ANSWERS:
            return 0.0
        if any(self.is_plain(each) for each in (first, text)):
            return 3.0
        return _BY_MEANING if self.labels.question(text) is not None or self.labels.question(first) is not None else 0.0

    def is_plain(self, text: str) -> bool:
        if text not in self.plain:
            self.plain[text] = self._is_plain(text)
        return self.plain[text]

    def _is_plain(self, text: str) -> bool:
        plain = " ".join(text.split())
        if not plain or plain[0] in "☒☐":
            return False
        words = words_of(stripped(plain)) if len(plain) < 60 else frozenset()
        return self.labels.plainly(plain) is not None or words in _PLAIN_BY_SECTION

    def answering(self, cell: Cell) -> float:
        """How well a cell would do as an answer, whatever was asked."""
        text = cell.text.strip()
        if not text:
            return 0.0
        if text not in self.told:
            self.told[text] = self._answering(text, first_line(cell).strip())
        return self.told[text] - self._look(cell)

    def _answering(self, text: str, first: str) -> float:
        score = 2.0 if has_boxes(with_boxes(first)) else 1.5 if ANSWERING.fullmatch(text) else _PLAIN
        known = self._known(text, first) if not has_boxes(with_boxes(text)) else 0.0
        score -= known if known > _BY_MEANING else known / 2  # answers have words of questions too: «Fernhill Support»
        score -= 2.0 if first.endswith(("?", ":")) else 0.0
        return score - _numbered(first)

    def parts(self, text: str) -> tuple[str, str] | None:
        """A line of no known question cut where this document's lines part a question from its answer."""
        found = self.parted.fullmatch(text) if self.parted else None
        if found is None or ANSWERING.fullmatch(found[1]) or has_boxes(with_boxes(found[1])) or not _LETTER.search(found[1]):
            return None
        return found[1], found[2]

    def is_chapter(self, text: str) -> bool:
        found = _NUMBER.match(text)
        return found is not None and found[1] in self.chapters

    def answers(self, label: Cell, answer: Cell) -> float:
        """How well these two go together."""
        text = answer.text.strip()
        if not text:
            return 0.0
        question = self.labels.question(label.text) or self.labels.question(first_line(label))
        if question is None:
            return 0.0
        key = (id(question), text)
        if key not in self.understood:
            self.understood[key] = self.labels.is_understood(question, text)
        return 2.0 + self._known(text, first_line(answer)) if self.understood[key] else 0.0

    def _look(self, cell: Cell) -> float:
        if not self.bold_asks or not cell.text.strip():
            return 0.0
        return float(self.bold_asks if is_bold(cell) else -self.bold_asks)


_LETTER = re.compile(r"[^\W\d_]")
_PARTED = (
    re.compile(r"([^\t:?]{1,89}[^\s:?])(?:\t| {3})\s*(\S.*)"),
    re.compile(r"([^\t:?]{1,59}[^\s:?])\s(?:[-–—>=|→]|[-=]>)\s+(\S.*)"),
)
_HABIT = 4  # known questions of a document that are parted from their answers in one way
_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=[^\W\d])")


def _numbered(text: str) -> float:
    """«2.1 Which …» is likelier to ask; a list of answers may be numbered too."""
    found = _NUMBER.match(text)
    return 0.0 if found is None else 1.5 if "." in found[1] else 0.5


def is_bold(cell: Cell) -> bool:
    """Whether its first line is; a hint below it often is not."""
    line = next((line for line in cell.lines if line.text.strip()), None)
    worded = [piece for piece in line.pieces if piece.text.strip()] if line else []
    return bool(worded) and all(piece.bold for piece in worded)


def witness_of(document: Document, labels: Labels[Any]) -> Witness:
    """How this document's known questions look beside all its other cells."""
    numbers = {found[1] for line in document.lines() if (found := _NUMBER.match(line.text))}
    plain = Witness(labels=labels, chapters=frozenset(number.rpartition(".")[0] for number in numbers))
    plain = replace(plain, parted=_parted(plain, document), gutters=_gutters(plain, document))
    cells = [cell for table in document.tables() for row in table.rows for cell in row if len(row) > 1 or len(table.rows) > 1]
    filled = [cell for cell in cells if cell.text.strip() and not is_numbering(cell.text)]
    known = [is_bold(cell) for cell in filled if plain.is_plain(first_line(cell))]
    rest = [is_bold(cell) for cell in filled if not plain.is_plain(first_line(cell))]
    if len(known) < 3 or len(rest) < 3:
        return plain
    asking, others = sum(known) / len(known), sum(rest) / len(rest)
    if asking >= 0.85 and others <= 0.6:
        return replace(plain, bold_asks=1)
    return replace(plain, bold_asks=-1) if asking <= 0.15 and others >= 0.4 else plain


def _parted(plain: Witness, document: Document) -> re.Pattern[str] | None:
    """«Your role   IDVA», «Agency – Solace»: how most lines of a form without tables set the answer apart."""
    lines = [block.text.strip() for block in document.blocks if isinstance(block, Line)]
    for pattern in _PARTED:
        heads = [found[1] for line in lines if (found := pattern.fullmatch(line))]
        known = [head for head in heads if plain.is_plain(head) or plain.labels.question(head) is not None]
        if len(known) >= _HABIT and len(known) * 2 >= len(heads):
            return pattern
    return None


_WIDTHS = (5, 8)  # two or three pairs with an empty column between them


def has_gutters(row: Sequence[Cell]) -> bool:
    """Whether a row may be made of pairs of which an empty cell parts each from the next."""
    return len(row) in _WIDTHS and not any(cell.text.strip() for cell in row[2::3])


def _gutters(plain: Witness, document: Document) -> frozenset[int]:
    """«Landlord | Peabody | (nothing) | Borough | Brent»: how wide such rows are, where they ask again after the gap."""
    rows = [row for table in document.tables() for row in table.rows]
    return frozenset(width for width in _WIDTHS if _is_parted_by_gaps(plain, [row for row in rows if len(row) == width]))


def _is_parted_by_gaps(plain: Witness, rows: Sequence[Sequence[Cell]]) -> bool:
    after = [cell.text for row in rows for cell in row[3::3] if cell.text.strip()]
    asking = [text for text in after if plain.labels.question(text) is not None]
    return all(map(has_gutters, rows)) and len(asking) > 1 and len(asking) * 2 >= len(after)
