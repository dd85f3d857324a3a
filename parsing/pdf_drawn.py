"""What is drawn on a page: rules, grounds, strokes through and under words, small boxes that are ticked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from parsing.document import TICKED, UNTICKED
from parsing.pdf_letters import Run, Word
from parsing.pdf_sight import Box, Sight

Raw: TypeAlias = Any  # an object of pdfplumber; its types leave no module of ours


@dataclass(frozen=True, kw_only=True)
class Shape:
    box: Box
    filled: bool
    colour: Raw
    is_line: bool = False  # a single stroke
    is_framed: bool = True  # its edge is drawn
    straight: bool  # level, plumb or a rectangle; else a curve or a slanting stroke

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

    @staticmethod
    def of(page: Raw, crop: Raw) -> Drawn:
        shapes = [_shape(each, crop) for each in (*page.lines, *page.rects, *page.curves)]
        strokes: dict[int, list[Shape]] = {}
        for shape in shapes:
            if shape.straight and shape.height < 2 and shape.width > 3 and not (shape.filled and is_white(shape.colour)):
                strokes.setdefault(int(shape.box[1]), []).append(shape)
        grounds = [shape.box for shape in shapes if shape.filled and not is_white(shape.colour) and shape.height > 2]
        grounds += [moved(image, crop) for image in page.images]
        return Drawn(shapes=shapes, strokes=strokes, grounds=grounds)

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


# ------------------------------------------------------------------------------------------------ drawn tick boxes


_MARKS = frozenset("xX✓✔✗✘×√☒☑✕✖")


def tick_boxes(drawn: Drawn, words: Sequence[Run], sight: Sight) -> tuple[list[Word], list[Run]]:
    """Small squares and rings that stand alone, ticked if anything is in them; with the letters that served as marks."""
    found: list[Word] = []
    marks: list[Run] = []
    solid: list[Box] = []
    for box in _small_boxes(drawn):
        inside = [word for word in words if _centre_in(word, box)]
        if any(word.text not in _MARKS for word in inside):
            continue
        state = _state_of(box, sight)
        if state == "solid":
            solid.append(box)
            continue
        marks += inside
        found.append(_tick(box, ticked=state == "marked"))
    found += [_tick(box, ticked=True) for box in solid if any(_are_alike(box, other) for other in found)]
    return found, marks


def _tick(box: Box, *, ticked: bool) -> Word:
    return Word(text=TICKED if ticked else UNTICKED, x0=box[0], top=box[1], x1=box[2], bottom=box[3])


def _are_alike(box: Box, word: Word) -> bool:
    """A box filled in counts as ticked beside an empty one of its size; alone it may be a bullet."""
    same = abs((box[2] - box[0]) - (word.x1 - word.x0)) < 2
    return same and (abs(box[1] - word.top) < 3 or abs(box[0] - word.x0) < 3)


def _centre_in(word: Run, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def _state_of(box: Box, sight: Sight) -> str:
    """«empty», «marked» or «solid», by the ink well inside the frame."""
    inset = 0.25 * (box[2] - box[0])
    darkest, lightest = sight.ink((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset))
    if lightest - darkest >= 60:
        return "marked"
    return "empty" if darkest > 150 else "solid"


def _small_boxes(drawn: Drawn) -> list[Box]:
    """Squares of a tick box's size, each once, that are no cells of a grid."""
    squares = [shape.box for shape in drawn.shapes if _is_square(shape.box) and not shape.is_line and _shows(shape, drawn)]
    squares += _squares_of_strokes(drawn)
    outer: list[Box] = []
    for box in sorted(squares, key=lambda each: (each[0] - each[2]) * (each[3] - each[1])):
        if not any(_overlap(box, other) for other in outer):
            outer.append(box)
    long = [
        shape.box
        for shape in drawn.shapes
        if shape.straight and not _is_square(shape.box) and max(shape.width, shape.height) > 22
    ]
    return [box for box in outer if not _is_cell(box, outer, long)]


def _shows(shape: Shape, drawn: Drawn) -> bool:
    """White paint without an edge shows on a coloured ground only."""
    return shape.is_framed or not shape.filled or not is_white(shape.colour) or drawn.has_ground(shape.box)


def _is_square(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 5 <= width <= 20 and 5 <= height <= 20 and abs(width - height) <= 0.2 * max(width, height)


def _squares_of_strokes(drawn: Drawn) -> list[Box]:
    """Boxes drawn as four separate lines."""
    level = [shape.box for shape in drawn.shapes if shape.straight and shape.height < 1.5 and 5 <= shape.width <= 20]
    plumb = [shape.box for shape in drawn.shapes if shape.straight and shape.width < 1.5 and 5 <= shape.height <= 20]
    found = []
    for top in level:
        for bottom in level:
            if not (5 <= bottom[1] - top[1] <= 20 and abs(bottom[0] - top[0]) < 1.5 and abs(bottom[2] - top[2]) < 1.5):
                continue
            sides = [side for side in plumb if abs(side[1] - top[1]) < 2 and abs(side[3] - bottom[3]) < 2]
            if any(abs(side[0] - top[0]) < 2 for side in sides) and any(abs(side[2] - top[2]) < 2 for side in sides):
                found.append((top[0], top[1], top[2], bottom[3]))
    return [box for box in found if _is_square(box)]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


def _is_cell(box: Box, others: Sequence[Box], long: Sequence[Box]) -> bool:
    """Whether a square's sides are shared: with squares next to it, or with the rules of a table."""
    touching = sum(
        other is not box and abs(other[1] - box[1]) < 1.5 and (abs(other[0] - box[2]) < 1.5 or abs(other[2] - box[0]) < 1.5)
        for other in others
    )
    if touching:
        return True
    shared = sum(
        (abs(rule[1] - box[1]) < 1 or abs(rule[3] - box[3]) < 1)
        and rule[0] <= box[0] + 1
        and rule[2] >= box[2] - 1
        and rule[3] - rule[1] < 2
        for rule in long
    ) + sum(
        (abs(rule[0] - box[0]) < 1 or abs(rule[2] - box[2]) < 1)
        and rule[1] <= box[1] + 1
        and rule[3] >= box[3] - 1
        and rule[2] - rule[0] < 2
        for rule in long
    )
    return shared >= 3
