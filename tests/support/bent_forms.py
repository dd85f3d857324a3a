"""A filled form, bent in one place: a question worded as nobody knows it, an answer left out, a question put in between.

Documents are bent as values, whatever file they came from: what a form asks beside must be read as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from parsing.document import Block, Cell, Document, Line, Piece, Table
from parsing.pairs import Pair

STRANGE = ("Scheme band", "Has the ward panel met?", "Quill grade of this entry", "Ledger colour")
_SAID = "Lime green"
_NEAR = 8  # blocks before the one in which an answer ended


@dataclass(frozen=True, kw_only=True)
class Bent:
    document: Document
    pair: Pair  # the question that was bent
    what: str


def relabelled(document: Document, pairs: Sequence[Pair], at: int) -> Bent | None:
    """The question at this place in the wording of no form, with the same ending."""
    pair = pairs[at]
    strange = _styled(pair.label, STRANGE[at % len(STRANGE)])
    for number in _near(document, pair):
        block = document.blocks[number]
        changed = next((made for way in _WAYS if (made := _changed(block, _replacing(pair.label, strange, way))) != block), block)
        if changed != block:
            return Bent(document=_with(document, number, changed), pair=pair, what=f"«{pair.label}» asked as «{strange}»")
    return None


def emptied(document: Document, pairs: Sequence[Pair], at: int) -> Bent | None:
    """The question at this place without its answer."""
    pair = pairs[at]
    said = pair.answer.text.strip()
    if not said or "\n" in said or "\t" in said:
        return None
    place = pair.answer.where.place
    for number in _near(document, pair):
        block = document.blocks[number]
        empty = _changed(block, lambda line: _cut(line, said) if line.where.place == place else line)
        if empty != block:
            return Bent(document=_with(document, number, empty), pair=pair, what=f"«{pair.label}» left open")
    return None


def with_another(document: Document, pairs: Sequence[Pair], at: int) -> Bent | None:
    """A question of no form, with its answer, in a row of its own after the one at this place."""
    pair = pairs[at]
    labels = {pair.label for pair in pairs}
    block = document.blocks[pair.block]
    if not isinstance(block, Table) or not pair.answer.text.strip():
        return None
    rows = [number for number, row in enumerate(block.rows) if any(_is_of(cell, pair) for cell in row)]
    if not rows or rows[-1] - rows[0] > 1:
        return None
    first, last = rows[0], rows[-1]
    words = count()
    titled = pair.section or "\n"  # a title in the margin goes on beside the new row: another one would be another section
    more = [
        [cell if titled in cell.text else _strange(cell, labels, words) for cell in row] for row in block.rows[first : last + 1]
    ]
    if not any(cell.text == STRANGE[0] or cell.text.startswith(STRANGE[0]) for row in more for cell in row):
        return None
    table = Table(rows=tuple(_numbered([*block.rows[: last + 1], *more, *block.rows[last + 1 :]])))
    return Bent(document=_with(document, pair.block, table), pair=pair, what=f"a strange question after «{pair.label}»")


def _near(document: Document, pair: Pair) -> Iterator[int]:
    return (number for number in range(pair.block, max(pair.block - _NEAR, -1), -1) if number < len(document.blocks))


def _with(document: Document, number: int, block: Block) -> Document:
    blocks = (*document.blocks[:number], block, *document.blocks[number + 1 :])
    return replace(document, blocks=blocks, named=())


def _styled(label: str, strange: str) -> str:
    end = label.strip()[-1]
    number = re.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?", label)
    strange = f"{number[0] if number else ''}{strange}"
    return strange.rstrip("?") + (end if end in "?:" else "")


def _changed(block: Block, change: Callable[[Line], Line]) -> Block:
    if isinstance(block, Line):
        return change(block)
    return Table(
        rows=tuple(tuple(replace(cell, lines=tuple(change(line) for line in cell.lines)) for cell in row) for row in block.rows)
    )


# A title may hold the label's words too: the line that says no more is meant, or else the one that begins with them.
_WAYS: tuple[Callable[[str, str], bool], ...] = (str.__eq__, str.startswith, str.__contains__)


def _replacing(label: str, strange: str, is_meant: Callable[[str, str], bool]) -> Callable[[Line], Line]:
    """Put the strange wording in the first line that holds the label in this way, and in no other."""
    left = [True]

    def change(line: Line) -> Line:
        if not left[0] or label not in line.text or not is_meant(line.text.strip(), label):
            return line
        left[0] = False
        return _swapped(line, label, strange)

    return change


def _cut(line: Line, said: str) -> Line:
    return _swapped(line, said, "") if said in line.text else line


def _swapped(line: Line, old: str, new: str) -> Line:
    """The line with other words in the place of these, each piece in its own look."""
    at = line.text.rindex(old) if not new else line.text.index(old)
    whole = "".join(piece.text for piece in line.pieces)
    start = whole.rfind(old) if not new else whole.find(old)
    return replace(
        line,
        text=(line.text[:at] + new + line.text[at + len(old) :]).strip(),
        pieces=tuple(_pieces(line.pieces, start, start + len(old), new)) if start >= 0 else (),
    )


def _pieces(pieces: Sequence[Piece], start: int, end: int, new: str) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        inside = first < last and not (piece.struck and new)
        words = piece.text[:first] + (new if at + first == start else "") + piece.text[last:] if inside else piece.text
        yield replace(piece, text=words)
        at += len(piece.text)


def _is_of(cell: Cell, pair: Pair) -> bool:
    return " ".join(cell.text.split()).startswith(pair.label) or cell.where.place == pair.answer.where.place


def _strange(cell: Cell, labels: set[str], words: Iterator[int]) -> Cell:
    """A cell of the new row: what asked before asks something else now, what answered answers something else."""
    lines = [line for line in cell.lines if line.text.strip()]
    if not lines:
        return cell
    text = " ".join(cell.text.split())
    asks = text in labels or " ".join(lines[0].text.split()) in labels
    said = _styled(text, STRANGE[next(words) % len(STRANGE)]) if asks else _SAID
    made = [_saying(lines[0], said), *([_saying(lines[1], _SAID)] if asks and len(lines) > 1 and text not in labels else [])]
    return replace(cell, lines=tuple(made))


def _saying(line: Line, said: str) -> Line:
    return replace(line, text=said, pieces=tuple(replace(piece, text=said) for piece in line.pieces[:1]))


def _numbered(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, 1):
        yield tuple(replace(cell, row=number) for cell in row)
