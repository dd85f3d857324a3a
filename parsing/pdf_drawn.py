"""What is drawn on a page: rules, grounds, strokes through and under words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from parsing.pdf_letters import Run, Word
from parsing.pdf_sight import Box

Raw: TypeAlias = Any  # an object of pdfplumber; its types leave no module of ours


@dataclass(frozen=True, kw_only=True)
class Shape:
    box: Box
    filled: bool
    colour: Raw
    is_line: bool = False  # a single stroke
    is_framed: bool = True  # its edge is drawn
    straight: bool  # level, plumb or a rectangle; else a curve or a slanting stroke
    points: tuple[tuple[float, float], ...] = ()  # that its line goes through
    thick: float = 1.0  # its line

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(kw_only=True)
class Drawn:
    """The lines, rectangles and curves of a page."""

    shapes: list[Shape]
    strokes: dict[int, list[Shape]]  # thin level lines by how far down they are
    grounds: list[Box]  # coloured boxes and pictures that words may stand on
    pictures: list[Box]

    @staticmethod
    def of(page: Raw, crop: Raw) -> Drawn:
        shapes = [_shape(each, crop) for each in (*page.lines, *page.rects, *page.curves)]
        strokes: dict[int, list[Shape]] = {}
        for shape in shapes:
            if shape.straight and shape.height < 2 and shape.width > 3 and not (shape.filled and is_white(shape.colour)):
                strokes.setdefault(int(shape.box[1]), []).append(shape)
        grounds = [shape.box for shape in shapes if shape.filled and not is_white(shape.colour) and shape.height > 2]
        pictures = [moved(image, crop) for image in page.images]
        return Drawn(shapes=shapes, strokes=strokes, grounds=[*grounds, *pictures], pictures=pictures)

    def has_ground(self, box: Box) -> bool:
        across, middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(ground[0] <= across <= ground[2] and ground[1] <= middle <= ground[3] for ground in self.grounds)

    def rules_of(self, word: Run) -> set[str]:
        near = (stroke for down in range(int(word.top), int(word.bottom) + 3) for stroke in self.strokes.get(down, ()))
        return {rule for stroke in near if (rule := _rule(stroke.box, word))}

    def is_highlighted(self, word: Run) -> bool:
        across, middle = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return any(
            shape.filled
            and is_bright(shape.colour)
            and 0.6 * word.height <= shape.height <= 2 * word.height
            and shape.box[0] <= across <= shape.box[2]
            and shape.box[1] <= middle <= shape.box[3]
            for shape in self.shapes
        )


def _shape(each: Raw, crop: Raw) -> Shape:
    box = moved(each, crop)
    thin = box[2] - box[0] < 1.5 or box[3] - box[1] < 1.5  # browsers draw their rules as thin shapes of four corners
    straight = each["object_type"] == "rect" or thin or _is_frame(each)
    filled = bool(each.get("fill"))
    colour = each.get("non_stroking_color") if filled else each.get("stroking_color")
    return Shape(
        box=box,
        filled=filled,
        colour=colour,
        straight=straight,
        is_line=each["object_type"] == "line",
        is_framed=bool(each.get("stroke")),
        points=tuple((x - crop[0], y - crop[1]) for x, y in each.get("pts") or ()),
        thick=each.get("linewidth") or 1.0,
    )


def _is_frame(each: Raw) -> bool:
    """A rectangle with round corners: two level sides that are nearly as long as it is."""
    points = each.get("pts") or ()
    long = 0.4 * (each["x1"] - each["x0"])
    return bool(sum(abs(one[1] - other[1]) < 0.5 and abs(one[0] - other[0]) > long for one, other in pairwise(points)) >= 2)


def moved(each: Raw, crop: Raw) -> Box:
    return (each["x0"] - crop[0], each["top"] - crop[1], each["x1"] - crop[0], each["bottom"] - crop[1])


def is_white(colour: Raw) -> bool:
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return False
    if len(colour) == 4:
        return all(part <= 0.02 for part in colour)
    return bool(colour) and all(part >= 0.98 for part in colour)


def is_bright(colour: Raw) -> bool:
    """A colour of highlighters, not the grey of forms."""
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        return False
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        colour = tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
    return len(colour) == 3 and max(colour) > 0.7 and max(colour) - min(colour) > 0.25


def _rule(stroke: Box, word: Run) -> str:
    """Whether a line is drawn through a word or under it. One that goes on past the words is a table's or a form's own."""
    if stroke[0] > word.x0 + 2 or stroke[2] < word.x1 - 2 or stroke[2] - stroke[0] > 40 * word.height:
        return ""
    down = ((stroke[1] + stroke[3]) / 2 - word.top) / max(word.height, 0.1)
    if 0.35 <= down <= 0.75:
        return "struck"
    begins_or_ends_with_it = abs(stroke[0] - word.x0) < 2 or abs(stroke[2] - word.x1) < 2
    return "under" if 0.8 <= down <= 1.1 and begins_or_ends_with_it else ""


def is_drawn_on(drawn: Drawn, words: Sequence[Word], boxes: Sequence[Word]) -> bool:
    """Whether a ring or a slanting stroke goes round or over words: an answer that only a person can read."""
    slanting = [
        shape
        for shape in drawn.shapes
        if not shape.straight and not shape.filled and 6 < shape.width < 200 and 4 < shape.height < 40
    ]
    loose = [shape for shape in slanting if not any(is_within(shape.box, box) for box in boxes)]
    return any(
        shape.box[0] <= (word.x0 + word.x1) / 2 <= shape.box[2] and shape.box[1] <= word.middle <= shape.box[3]
        for shape in loose
        for word in words
    )


def is_within(inner: Box, word: Word) -> bool:
    return inner[0] >= word.x0 - 4 and inner[2] <= word.x1 + 4 and inner[1] >= word.top - 4 and inner[3] <= word.bottom + 4
