"""The printed words of a fillable page as phrases: what stands together between its gaps, fields and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from parsing.pdf_letters import Word
from parsing.pdf_page import Grid
from parsing.pdf_sight import Box
from parsing.pdf_words import WordLine, box_of, in_lines, text_of, would_fit

_GAP = 0.85  # of the letters' height; wider apart, words are of two phrases
_TIGHT = 0.75  # of the letters' height; lines no further apart are of one paragraph


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words of one line that stand together. `cell`: the ruled cell around them, if any."""

    words: WordLine
    cell: Box | None = None

    @cached_property
    def box(self) -> Box:
        return box_of(self.words)

    @cached_property
    def text(self) -> str:
        return text_of(self.words)

    @cached_property
    def height(self) -> float:
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def says_nothing(self) -> bool:
        """Strokes and stops between two fields: «/», «–»."""
        return not any(char.isalnum() for char in self.text)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The ruled cells of a page."""

    rows: tuple[tuple[Box, ...], ...] = ()

    @staticmethod
    def of(grids: Iterable[Grid]) -> Cells:
        rows = (tuple(dict.fromkeys(box for box in row if box is not None)) for grid in grids for row in grid.rows)
        return Cells(rows=tuple(row for row in rows if row))

    def around(self, box: Box) -> Box | None:
        """The smallest cell around the middle of a box."""
        across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        found = [cell for row in self.rows for cell in row if cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]]
        return min(found, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]), default=None)

    def left_of(self, cell: Box) -> list[Box]:
        """The cells to the left in the same row, the nearest first."""
        level = [other for row in self.rows for other in row if other[2] <= cell[0] + 2 and overlap_down(other, cell) > 4]
        return sorted(set(level), key=lambda other: cell[0] - other[2])

    def above(self, cell: Box) -> list[Box]:
        """The cells above in the same column, the nearest first."""
        over = [other for row in self.rows for other in row if other[3] <= cell[1] + 2 and overlap_across(other, cell) > 4]
        return sorted(set(over), key=lambda other: cell[1] - other[3])


def overlap_down(one: Box, other: Box) -> float:
    return min(one[3], other[3]) - max(one[1], other[1])


def overlap_across(one: Box, other: Box) -> float:
    return min(one[2], other[2]) - max(one[0], other[0])


def around_all(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def left_of(box: Box, phrases: Iterable[Phrase], walls: Iterable[Box]) -> list[Phrase]:
    """The phrases on a box's own level, left of it, no field between: those of the nearest column, from the top."""
    parting = [wall for wall in walls if (wall[0] + wall[2]) / 2 <= box[0] + 3]
    level = [
        phrase
        for phrase in phrases
        if not phrase.says_nothing
        and phrase.box[2] <= box[0] + 4
        and overlap_down(phrase.box, (box[0], box[1] - 2, box[2], box[3] + 2)) >= 0.5 * phrase.height
        and not any(_parts(wall, phrase, box) for wall in parting)
    ]
    if not level:
        return []
    nearest = max(level, key=lambda phrase: phrase.box[2])
    return sorted((each for each in level if overlap_across(each.box, nearest.box) > 0), key=lambda each: each.box[1])


def _parts(wall: Box, phrase: Phrase, box: Box) -> bool:
    """Whether a field stands between a phrase and a box on the phrase's level; or right below it, in a column of its own."""
    if phrase.box[2] - 3 > (wall[0] + wall[2]) / 2:
        return False
    near = overlap_down(wall, phrase.box)
    below = wall[1] > phrase.middle and near > -1.2 * phrase.height
    return near > 2 or (below and phrase.box[2] - 3 <= wall[0] and wall[2] <= box[0] + 3)


def phrases_of(words: Iterable[Word], walls: Sequence[Box], cells: Cells) -> list[Phrase]:
    """Phrases from the top, each line from left to right. `walls`: the fields, which part what stands on either side."""
    return [phrase for line in in_lines(words) for phrase in _in_line(line, walls, cells)]


def _in_line(line: WordLine, walls: Sequence[Box], cells: Cells) -> Iterator[Phrase]:
    held: list[Word] = []
    cell: Box | None = None
    for word in line:
        mine = cells.around((word.x0, word.top, word.x0 + min(6.0, word.x1 - word.x0), word.bottom))
        crossed = bool(held) and mine != cell and word.run != held[-1].run
        if held and (crossed or _are_apart(held[-1], word, walls) or _begins_choice(held, word)):
            yield Phrase(words=tuple(held), cell=cell)
            held = []
        if not held:
            cell = mine
        held.append(word)
    if held:
        yield Phrase(words=tuple(held), cell=cell)


def _are_apart(left: Word, right: Word, walls: Sequence[Box]) -> bool:
    if right.glued:
        return False
    gap = (right.x0 - left.x1) / min(left.height, right.height, 16)
    if gap > _GAP or (gap > _GAP / 2 and left.run != right.run):
        return True
    if gap > _GAP / 2 and any(abs(wall[0] - right.x0) < 4 and 0 <= wall[1] - right.bottom < 40 for wall in walls):
        return True  # the titles of two fields that stand side by side below
    return any(left.x1 - 2 <= (wall[0] + wall[2]) / 2 <= right.x0 + 2 and wall[1] < left.middle < wall[3] for wall in walls)


def _begins_choice(held: Sequence[Word], word: Word) -> bool:
    """«Overcrowded? | Yes», «No | Rent arrears», printed without a gap."""
    yes_or_no = ("yes", "no", "n/a")
    if held[-1].text.endswith(("?", ":")) and word.text.casefold() in yes_or_no:
        return True
    return len(held) == 1 and held[0].text.casefold() in yes_or_no and word.run != held[0].run


# ------------------------------------------------------------------------------------------------ lines of one paragraph


def stands_under(upper: Phrase, lower: Phrase) -> bool:
    """Whether a phrase is set right below another, as the next line of one paragraph is."""
    gap = lower.box[1] - upper.box[3]
    aligned = abs(upper.box[0] - lower.box[0]) < 4 or abs(upper.box[2] - lower.box[2]) < 2
    return aligned and upper.cell == lower.cell and -0.4 * lower.height < gap <= _TIGHT * max(upper.height, lower.height)


def goes_on(upper: Phrase, lower: Phrase, right: float) -> bool:
    """Whether the lower line reads as the rest of the upper one, whose room ends at `right`."""
    if re.search(r"[:?.]$", upper.text):
        return False
    return lower.text[:1].islower() or not would_fit(upper.words, lower.words, right)


def is_note(phrase: Phrase, label: Phrase) -> bool:
    """Whether a line is printed as a hint to the label beside it: smaller, or in brackets."""
    return phrase.height < 0.93 * label.height or phrase.text.startswith(("(", "["))
