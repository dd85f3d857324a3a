"""Words of one column that do not begin at one place, set so that they do.

What is written into a box stands a little in from where a tick box stands, and «Yes» is centred over its boxes.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsing.pdf_columns import NEAR, beginnings
from parsing.pdf_letters import Word
from parsing.pdf_words import WordLine, is_box

_SET_IN = 8.0  # points; no column of words is as narrow
_CENTRED = 3.0  # points by which a word over a box may stand to one side
_BOXES = 3  # lines of boxes below a head, at least


def set_at_one_place(lines: Sequence[WordLine]) -> list[WordLine]:
    """The lines, a column's words all at its edge: those within a box to write in are set in, its tick boxes are not."""
    lines = _with_heads_over_boxes(lines)
    edges = beginnings(lines)
    pairs = [(left, right) for left, right in itertools.pairwise(edges) if right - left <= _SET_IN]
    moves = {right: left for left, right in pairs if not any(_has_both(line, left, right) for line in lines)}
    if not moves:
        return list(lines)
    return [tuple(_moved(line, at, moves) for at in range(len(line))) for line in lines]


def _has_both(line: WordLine, left: float, right: float) -> bool:
    """Whether a line has words in both of two columns."""
    return any(left - NEAR <= word.x0 < right - NEAR and word.x1 <= right + 0.5 for word in line) and any(
        abs(word.x0 - right) <= NEAR for word in line
    )


def _moved(line: WordLine, at: int, moves: Mapping[float, float]) -> Word:
    word = line[at]
    left = next((left for right, left in moves.items() if 0 <= word.x0 - right <= NEAR), None)
    free = left is not None and (not at or line[at - 1].x1 < left)
    return replace(word, x0=left) if left is not None and free else word


# ------------------------------------------------------------------------------------------------ heads over boxes


def _with_heads_over_boxes(lines: Sequence[WordLine]) -> list[WordLine]:
    """The lines, «Yes» and «No» over columns of boxes each at its boxes' edge."""
    return [_at_edges(line, lines[at + 1 : at + 1 + _BOXES]) for at, line in enumerate(lines)]


def _at_edges(line: WordLine, below: Sequence[WordLine]) -> WordLine:
    homes = [_boxes_under(word, below) for word in line]
    if len(line) < 2 or len(below) < _BOXES or any(map(is_box, line)) or None in homes:
        return line
    return tuple(replace(word, x0=home) if home is not None else word for word, home in zip(line, homes, strict=True))


def _boxes_under(word: Word, below: Sequence[WordLine]) -> float | None:
    """The edge of the boxes that stand alone under a word in all of these lines."""
    middle = (word.x0 + word.x1) / 2
    found: list[float] = []
    for line in below:
        under = [at for at, each in enumerate(line) if is_box(each) and abs((each.x0 + each.x1) / 2 - middle) <= _CENTRED]
        if len(under) != 1 or (under[0] + 1 < len(line) and line[under[0] + 1].x0 - line[under[0]].x1 < line[under[0]].height):
            return None
        found.append(line[under[0]].x0)
    return min(found) if found and max(found) - min(found) <= NEAR else None
