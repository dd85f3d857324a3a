"""Tick boxes drawn on a page, and what is in them.

A tick is a mark that lies within its box and belongs to nothing outside it. A mark across the edge or beside the box, one mark
over two boxes, a faint or a filled box, words that run into it: then nobody can be sure, and the box is in doubt, not ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from parsing import ticks
from parsing.document import TICKED, UNCLEAR, UNTICKED
from parsing.pdf_drawn import Drawn, Shape, is_white, moved
from parsing.pdf_letters import Run, Word
from parsing.pdf_sight import Box, Sight

Raw: TypeAlias = Any  # an object of pdfplumber; its types leave no module of ours

_CROSSES = frozenset("xX×✗✘✕✖")
_CHECKS = frozenset("✓✔√☑")
_MARKS = _CROSSES | _CHECKS | frozenset("☒")
_FAINT = 16  # of 255; less difference than that is none
_PLAIN = 80  # of 255; a mark in a box stands out by that, or it may be a rest of one that was rubbed out
_DARK = 150  # of 255; a box of one grey below that is filled in
_OVER = 0.25  # of a box's side: how far a mark may hang out of it
_SMALLEST = 0.3  # of a box's side: a dash or a speck is no tick
_LARGEST_MARK = 45.0  # points; what is larger is a drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Something that may be a tick: a letter, a stroke, a picture."""

    box: Box
    sort: str  # "check", "cross", "stroke", "picture", "letter", "words"
    run: Run | None = None
    shape: Shape | None = None

    def touches(self, place: Box) -> bool:
        if self.shape is not None and self.shape.points and not self.shape.straight and not self.shape.filled:
            return any(_crosses(one, other, place) for one, other in pairwise(self.shape.points))
        return _overlap(self.box, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Square:
    """A box, the place within its frame, and what was found there."""

    box: Box
    within: Box
    state: str = ""  # TICKED, UNTICKED, UNCLEAR, or "solid"
    marks: tuple[_Mark, ...] = ()

    @property
    def side(self) -> float:
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """A page's tick boxes as words, the letters that were marks in them, and the drawn marks that no box holds."""

    boxes: tuple[Word, ...] = ()
    taken: tuple[Run, ...] = ()
    loose: tuple[Box, ...] = ()


def tick_boxes(drawn: Drawn, words: Sequence[Run], symbols: Sequence[Box], sight: Sight) -> Boxes:
    """Small squares and rings that stand alone. `symbols`: letters of symbol fonts that are no words."""
    marks = [*_marks_of(drawn, words), *(_Mark(box=_shrunk(box), sort="letter") for box in symbols)]
    squares = [_Square(box=box, within=_within(box, drawn)) for box in _small_boxes(drawn)]
    squares = [square for square in squares if not _is_lettered(square, squares, words)]
    held = [
        _looked_into(square, [mark for mark in marks if mark.touches(square.within)], squares, words, sight) for square in squares
    ]
    held = _of_one_kind(_filled_in(held))
    loose = [mark for mark in marks if _is_loose(mark, held, drawn)]
    held = [_beside(square, loose) for square in held]
    taken = [mark.run for square in held for mark in square.marks if mark.run is not None and mark.run.text in _MARKS]
    return Boxes(
        boxes=tuple(_as_word(square) for square in held if square.state != "solid"),
        taken=tuple(taken),
        loose=tuple(_joined([mark.box for mark in loose if mark.shape is not None])),
    )


def symbols_of(page: Raw, crop: Raw) -> list[Box]:
    """Where letters of symbol fonts stand that neither tick nor box: discs, filled squares, stars that serve as ticks."""
    return [
        moved(char, crop)
        for char in page.chars
        if ticks.is_symbol_font(str(char.get("fontname", "")))
        and char["text"].strip()
        and len(char["text"]) == 1
        and not ticks.symbol(ord(char["text"]), str(char["fontname"])).strip()
    ]


def _as_word(square: _Square) -> Word:
    left, top, right, bottom = square.box
    return Word(text=square.state, x0=left, top=top, x1=right, bottom=bottom, is_box=True)


# ------------------------------------------------------------------------------------------------ what is laid over the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Something that somebody laid over the page where boxes may stand: a typed letter, a pen's stroke."""

    box: Box
    text: str = ""


def with_laid_over(words: Sequence[Word], laid: Sequence[Laid]) -> tuple[list[Word], list[Laid]]:
    """The page's words, their boxes ticked or in doubt by what was laid on them; and what of it is used up by that."""
    used: list[Laid] = []
    changed = list(words)
    for each in laid:
        over = [at for at, word in enumerate(changed) if _is_a_box(word) and _overlap(_of_word(word), each.box)]
        used += [each] if over else []
        plainly_one = len(over) == 1 and _is_on(each.box, _of_word(changed[over[0]]))
        for at in over:
            changed[at] = replace(changed[at], text=_state_laid(each.text, changed[at].text) if plainly_one else UNCLEAR)
    return changed, used


def _is_a_box(word: Word) -> bool:
    return word.text in (TICKED, UNTICKED, UNCLEAR)


def _of_word(word: Word) -> Box:
    return (word.x0, word.top, word.x1, word.bottom)


def _is_on(note: Box, box: Box) -> bool:
    """Whether a note lies on a box and reaches no further than a letter would."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    inside = note[0] <= middle[0] <= note[2] and note[1] <= middle[1] <= note[3]
    return inside and max(note[2] - note[0], note[3] - note[1]) <= 2 * max(box[2] - box[0], 9)


def _state_laid(text: str, printed: str) -> str:
    plain = text.strip()
    if printed != UNTICKED:
        return UNCLEAR if plain else printed
    if not plain or plain == UNTICKED:
        return printed
    return TICKED if plain in _MARKS else UNCLEAR


# ------------------------------------------------------------------------------------------------ what may be a mark


def _marks_of(drawn: Drawn, words: Sequence[Run]) -> Iterator[_Mark]:
    for word in words:
        yield _Mark(box=_shrunk(word.box), sort=_sort_of(word), run=word)
    for shape in drawn.shapes:
        yield _Mark(box=shape.box, sort="stroke", shape=shape)
    for picture in drawn.pictures:
        yield _Mark(box=picture, sort="picture")


def _sort_of(word: Run) -> str:
    text = word.text
    if text == TICKED and "dingbats" in word.font.casefold():
        return "check"
    return (
        "check" if text in _CHECKS else "cross" if text in _CROSSES else "letter" if text in _MARKS or text in "●•■" else "words"
    )


def _shrunk(box: Box) -> Box:
    """Where a letter's ink is: its box reaches from the highest letter to the lowest."""
    high = box[3] - box[1]
    return (box[0], box[1] + 0.2 * high, box[2], box[3] - 0.2 * high)


def _crosses(one: tuple[float, float], other: tuple[float, float], place: Box) -> bool:
    """Whether a straight line goes through a place."""
    near = 0.001
    if max(one[0], other[0]) < place[0] - near or min(one[0], other[0]) > place[2] + near:
        return False  # as of nearly all the lines of a page
    if max(one[1], other[1]) < place[1] - near or min(one[1], other[1]) > place[3] + near:
        return False
    steps = 24
    across, down = (other[0] - one[0]) / steps, (other[1] - one[1]) / steps
    points = ((one[0] + across * at, one[1] + down * at) for at in range(steps + 1))
    return any(place[0] <= x <= place[2] and place[1] <= y <= place[3] for x, y in points)


# ------------------------------------------------------------------------------------------------ looking into a box


def _within(box: Box, drawn: Drawn) -> Box:
    """The place inside the frame: within its innermost line."""
    side = box[2] - box[0]
    frames = [shape for shape in drawn.shapes if _is_frame_of(shape, box)]
    inner = min((shape.box for shape in frames), key=lambda each: each[2] - each[0], default=box)
    thick = max((shape.thick / 2 for shape in frames if not shape.filled), default=0.5)
    is_ring = any(not shape.straight for shape in frames)
    inset = max((0.22 if is_ring else 0.12) * side, min(thick, 0.2 * side) + 0.6)
    return (inner[0] + inset, inner[1] + inset, inner[2] - inset, inner[3] - inset)


def _is_frame_of(shape: Shape, box: Box) -> bool:
    """Whether a shape is the box's own edge or ground, or a second edge within it: nothing of it goes through the middle."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    side = box[2] - box[0]
    own = ((shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2)
    near = abs(own[0] - middle[0]) < 1.2 and abs(own[1] - middle[1]) < 1.2
    if not near or not 0.6 * side <= shape.width <= side + 3 or abs(shape.width - shape.height) > 0.25 * side:
        return False
    if shape.width < 0.8 * side and shape.filled and not is_white(shape.colour):
        return False  # a disc in a ring, a square in a square
    core = (middle[0] - 0.2 * side, middle[1] - 0.2 * side, middle[0] + 0.2 * side, middle[1] + 0.2 * side)
    return not shape.is_line and not any(_crosses(one, other, core) for one, other in pairwise(shape.points))


def _is_ground_of(shape: Shape, place: Box) -> bool:
    """A coloured cell, a table's frame, or a line of the grid at the edge: it lies behind the box or around it."""
    around = shape.box[0] <= place[0] and shape.box[1] <= place[1] and shape.box[2] >= place[2] and shape.box[3] >= place[3]
    return around and shape.straight and not shape.is_line


def _looked_into(
    square: _Square, marks: Sequence[_Mark], squares: Sequence[_Square], words: Sequence[Run], sight: Sight
) -> _Square:
    found = [mark for mark in marks if not _is_of_the_box(mark, square)]
    running = [mark for mark in found if mark.sort == "words"]
    ink = sight.closely(square.within)
    if ink is None or running:
        return replace(square, state=UNCLEAR, marks=tuple(found))
    if ink.contrast < _FAINT:
        return replace(square, state=UNTICKED if ink.ground > _DARK else "solid")
    if not found and not _reaches_core(ink.box, square):
        return replace(square, state=UNTICKED)
    good = found and ink.contrast >= _PLAIN and _is_large(ink.box, square)
    good = good and all(_belongs(mark, square, squares, words) for mark in found)
    return replace(square, state=TICKED if good else UNCLEAR, marks=tuple(found))


def _is_of_the_box(mark: _Mark, square: _Square) -> bool:
    if mark.sort == "picture":
        place = square.within
        return mark.box[0] <= place[0] - 8 and mark.box[2] >= place[2] + 8  # a page's ground, a scan
    return mark.shape is not None and (_is_frame_of(mark.shape, square.box) or _is_ground_of(mark.shape, square.within))


def _reaches_core(mark: Box, square: _Square) -> bool:
    """Whether the ink is more than the inner edge of a thick frame."""
    left, top, right, bottom = square.within
    across, down = 0.15 * (right - left), 0.15 * (bottom - top)
    core = (left + across, top + down, right - across, bottom - down)
    return _overlap(mark, core)


def _is_large(mark: Box, square: _Square) -> bool:
    least = _SMALLEST * square.side
    return mark[2] - mark[0] >= least and mark[3] - mark[1] >= least


def _belongs(mark: _Mark, square: _Square, squares: Sequence[_Square], words: Sequence[Run]) -> bool:
    """Whether a mark is this box's own."""
    over = _reach(mark, square)
    left, top, right, bottom = square.box
    inside = (
        mark.box[0] >= left - over and mark.box[2] <= right + over and mark.box[1] >= top - over and mark.box[3] <= bottom + over
    )
    alone = not any(other is not square and other.box != square.box and mark.touches(other.within) for other in squares)
    hollow = mark.shape is not None and not mark.shape.filled and _is_frame_of(mark.shape, mark.shape.box)
    return inside and alone and not hollow and (mark.run is None or _stands_alone(mark.run, words))


def _reach(mark: _Mark, square: _Square) -> float:
    """How far a mark may hang out: a pen's tick has a size of its own, and over a ring of five points it hangs out further."""
    across, down = (mark.box[0] + mark.box[2]) / 2, (mark.box[1] + mark.box[3]) / 2
    left, top, right, bottom = square.box
    on_it = left <= across <= right and top <= down <= bottom
    small = square.side < 8 and max(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) <= 10
    return 4.0 if on_it and small else _OVER * square.side


def _stands_alone(letter: Run, words: Sequence[Run]) -> bool:
    """Whether a letter is no part of a word: nothing touches it, and it does not stand between two words of one line."""
    level = [
        word
        for word in words
        if word is not letter and min(word.bottom, letter.bottom) - max(word.top, letter.top) > 0.4 * letter.height
    ]
    before = [letter.x0 - word.x1 for word in level if word.x0 < letter.x0]
    after = [word.x0 - letter.x1 for word in level if word.x0 >= letter.x0]
    left, right = min(before, default=1e6), min(after, default=1e6)
    return min(left, right) > 0.2 * letter.height and not (max(left, right) < 0.45 * letter.height)


def _is_lettered(square: _Square, squares: Sequence[_Square], words: Sequence[Run]) -> bool:
    """A square around a number or a letter is none to tick, unless others like it are: one letter each of an answer."""
    inside = [word for word in words if _centre_in(word, square.box)]
    if any(word.text == UNTICKED for word in inside):
        return True
    strange = [word for word in inside if word.text not in _MARKS and _lies_in(word, square)]
    return bool(strange) and not any(_is_empty_like(square, other, words) for other in squares)


def _is_empty_like(square: _Square, other: _Square, words: Sequence[Run]) -> bool:
    alike = abs(square.side - other.side) < 1 and other.box != square.box
    return alike and all(word.text in _MARKS for word in words if _overlap(word.box, other.within))


def _lies_in(word: Run, square: _Square) -> bool:
    return word.x0 >= square.box[0] - 1 and word.x1 <= square.box[2] + 1


# ------------------------------------------------------------------------------------------------ boxes among each other


def _filled_in(squares: Sequence[_Square]) -> list[_Square]:
    """A box filled in beside empty ones of its size may be ticked or blotted out; alone it is a bullet."""
    open_ones = [square for square in squares if square.state != "solid"]
    return [
        replace(square, state=UNCLEAR)
        if square.state == "solid" and any(_are_alike(square, other) for other in open_ones)
        else square
        for square in squares
    ]


def _are_alike(one: _Square, other: _Square) -> bool:
    return abs(one.side - other.side) < 2


def _of_one_kind(squares: Sequence[_Square]) -> list[_Square]:
    """Where some boxes are ticked with ✓ and others crossed, a cross may mean «no»."""
    kinds = [_kind_of(square) for square in squares]
    if not {"check", "cross"} <= set(kinds):
        return list(squares)
    return [replace(square, state=UNCLEAR) if kind == "cross" else square for square, kind in zip(squares, kinds, strict=True)]


def _kind_of(square: _Square) -> str:
    if square.state != TICKED:
        return ""
    lines = [mark.shape for mark in square.marks if mark.shape is not None and mark.shape.is_line and len(mark.shape.points) == 2]
    if len(lines) == len(square.marks) == 2:
        return "cross" if _cross_each_other(*(line.points for line in lines)) else "check"
    return square.marks[0].sort if len(square.marks) == 1 else ""


def _cross_each_other(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> bool:
    """Whether two strokes meet in their middles, as those of an X do."""
    middles = [((start[0] + end[0]) / 2, (start[1] + end[1]) / 2) for start, end in (one, other)]
    return max(abs(middles[0][0] - middles[1][0]), abs(middles[0][1] - middles[1][1])) < 2


def _is_loose(mark: _Mark, squares: Sequence[_Square], drawn: Drawn) -> bool:
    """Whether something looks like a mark and is in no box, or not well within one."""
    if any(mark in square.marks and square.state == TICKED for square in squares):
        return False
    if mark.sort in ("check", "cross"):
        return True
    if mark.shape is None:
        return mark.sort == "picture" and max(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) <= _LARGEST_MARK
    return _is_drawn_mark(mark.shape, drawn) and not any(
        _is_frame_of(mark.shape, square.box) or is_in(mark.box, square.box) for square in squares
    )


def _is_drawn_mark(shape: Shape, drawn: Drawn) -> bool:
    if shape.straight or not 3 < max(shape.width, shape.height) <= _LARGEST_MARK:
        return False
    return not (shape.filled and is_white(shape.colour) and not drawn.has_ground(shape.box))


def _beside(square: _Square, loose: Sequence[_Mark]) -> _Square:
    """A mark close to a box, and not in it, was perhaps meant for it."""
    reach = 0.6 * square.side
    left, top, right, bottom = square.box
    near = (left - reach, top - 0.3 * square.side, right + reach, bottom + 0.3 * square.side)
    return replace(square, state=UNCLEAR) if any(mark.touches(near) for mark in loose) and square.state != "solid" else square


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Strokes that touch each other as one mark."""
    found: list[Box] = []
    for box in sorted(boxes):
        at = next((at for at, other in enumerate(found) if _overlap(_grown(box), other)), None)
        if at is None:
            found.append(box)
        else:
            other = found[at]
            found[at] = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
    return found


def _grown(box: Box) -> Box:
    return (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)


# ------------------------------------------------------------------------------------------------ which squares are tick boxes


def _small_boxes(drawn: Drawn) -> list[Box]:
    """Squares of a tick box's size, each once, that are no cells of a grid."""
    squares = [shape.box for shape in drawn.shapes if _is_square(shape.box) and not shape.is_line and _is_outline(shape, drawn)]
    squares += _squares_of_strokes(drawn)
    rings = [shape.box for shape in drawn.shapes if not shape.straight and not shape.is_line]
    squares = [box for box in squares if box not in rings or not any(_is_drawn_round(box, other) for other in squares)]
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


def _is_drawn_round(ring: Box, square: Box) -> bool:
    """Whether a ring goes round a box: drawn by a hand, and no box itself."""
    return (
        ring != square and is_in(square, ring) and 0.3 * (ring[2] - ring[0]) < square[2] - square[0] < 0.75 * (ring[2] - ring[0])
    )


def _is_outline(shape: Shape, drawn: Drawn) -> bool:
    """An edge or a ground, not a stroke from corner to corner. White paint without an edge shows on a coloured ground only."""
    if not shape.straight and not _is_frame_of(shape, shape.box):
        return False
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


def _centre_in(word: Run, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def is_in(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
