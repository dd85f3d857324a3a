"""Words in lines: which stand level, which broke over for want of room, and the space between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from parsing import ticks
from parsing.boxes import with_boxes
from parsing.document import TICKED, UNTICKED, Line, Piece
from parsing.field import Where
from parsing.pdf_letters import Word
from parsing.pdf_sight import Box

WordLine: TypeAlias = tuple[Word, ...]

_ITEM = re.compile(r"(?:[•·▪◦‣*☒☐●○–—-]|\(?\d{1,2}[.)]|\(?[a-h][.)])$")
_BOXES = (TICKED, UNTICKED)
_FRAME_MARGIN = 2.0  # points that are left free before the edge of a box to write in
_LONG = 14  # letters; a shorter word seldom finds no room in a line of its own
_BREAKS_AFTER = re.compile(r"(?<=[-\u2010\u2013])")


def in_lines(words: Iterable[Word]) -> list[WordLine]:
    """Words by line from the top, each line from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if lines and word.middle - lines[-1][0].middle <= 0.6 * min(word.height, 14):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(_in_order(line)) for line in lines]


def _in_order(line: list[Word]) -> list[Word]:
    """From left to right. Words printed over others keep together as they were printed."""
    first: dict[int, float] = {}
    for word in line:
        first[word.run] = min(first.get(word.run, word.x0), word.x0)
    if not clashes(line):
        return sorted(line, key=lambda each: each.x0)
    return sorted(line, key=lambda each: (first[each.run] if each.run else each.x0, each.run, each.x0))


def clashes(words: Sequence[Word]) -> bool:
    """Whether words of one line are printed over each other. A box under them has its own doubt."""
    ordered = sorted(
        (word for word in words if not word.field and not word.is_box and word.text.strip()), key=lambda each: each.x0
    )
    reach = None
    for word in ordered:
        if (
            reach is not None
            and reach.x1 - word.x0 > 0.3 * min(word.x1 - word.x0, reach.x1 - reach.x0, 12)
            and abs(reach.middle - word.middle) < 0.3 * word.height
        ):
            return True
        reach = word if reach is None or word.x1 > reach.x1 else reach
    return False


def box_of(words: Sequence[Word]) -> Box:
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def text_of(words: Sequence[Word]) -> str:
    """The words of a line without the struck ones."""
    parts: list[str] = []
    for at, word in enumerate(words):
        if not word.struck:
            parts.append(word.text if at and word.glued else f" {word.text}")
    return "".join(parts).strip()


def is_new_item(line: Sequence[Word]) -> bool:
    """Whether a line begins an item of a list: a bullet, a number, a box."""
    return _ITEM.match(line[0].text) is not None or line[0].text[:1] in "•▪●" or is_box(line[0])


def is_box(word: Word) -> bool:
    """Whether a word is a box, or begins with one: drawn, of a symbol font, or typed as «[x]»."""
    return word.text[:1] in _BOXES or (word.text[:1] in "[(_" and with_boxes(word.text)[:1] in _BOXES)


def with_typed_boxes(words: Iterable[Word]) -> list[Word]:
    """The words as they were printed, «[ ]» and «( x )» each as one: the space in them parts nothing."""
    made: list[Word] = []
    for word in words:
        made.append(word)
        for count in (2, 3):
            if box := _typed_box(made[-count:], count):
                made[-count:] = [box]
                break
    return made


def _typed_box(parts: Sequence[Word], count: int) -> Word | None:
    text = " ".join(part.text for part in parts)
    if len(parts) < count or parts[0].text not in ("[", "(") or with_boxes(text) not in _BOXES:
        return None
    near = all(-1 < right.x0 - left.x1 < left.height and abs(right.middle - left.middle) < 2 for left, right in pairwise(parts))
    return replace(parts[0], text=text, x1=parts[-1].x1) if near else None


def would_fit(last: Sequence[Word], line: Sequence[Word], right: float) -> bool:
    """Whether the first word of a line would still have found room at the end of the line above, up to `right`."""
    return room_needed(last, line) <= right - 0.5


def room_of(line: Sequence[Word], right: float) -> float:
    """Where a line's room ends: at the edge of the box it was written into, if there is one, else at `right`."""
    frame = line[0].frame
    return right if frame is None else frame[2] - _FRAME_MARGIN


def room_needed(last: Sequence[Word], line: Sequence[Word]) -> float:
    """How far to the right a line would reach that held the next line's first word too."""
    first = line[0]
    chunk = _BREAKS_AFTER.split(first.text)[0]
    width = (first.x1 - first.x0) * len(chunk) / max(1, len(first.text))
    return last[-1].x1 + _usual_space(last) + width


def _usual_space(line: Sequence[Word]) -> float:
    """The space between two words of a line, or what fonts usually have."""
    gaps = sorted(right.x0 - left.x1 for left, right in pairwise(line) if not right.glued)
    usual = 0.27 * line[0].height
    return min(max(gaps[len(gaps) // 2], 0.18 * line[0].height), 0.5 * line[0].height) if gaps else usual


def unwrapped(lines: Sequence[WordLine], box: Box, *, is_ruled: bool = True) -> list[WordLine]:
    """A cell's lines, those joined that only broke because the next word found no room."""
    joined: list[WordLine] = []
    margin = max(0.0, min((word.x0 for line in lines for word in line), default=box[0]) - box[0])
    right = box[2] - min(margin, 12)
    last: WordLine = ()
    for line in lines:
        near = bool(last) and line[0].top - last[0].bottom < line[0].height
        typed = bool(last) and (last[-1].field or line[0].field)
        if near and not typed and not is_new_item(line) and not would_fit(last, line, right):
            joined[-1] = joined_lines(joined[-1], line, last, right, is_ruled=is_ruled)
        else:
            joined.append(line)
        last = line
    return joined


def joined_lines(
    first: WordLine, second: WordLine, last: WordLine = (), right: float = 0.0, *, is_ruled: bool = False
) -> WordLine:
    """One line out of two that broke for want of room: an address is put together again without a space.

    `last` is the line that broke and `right` where its room ended, as far as known; `is_ruled`: by a rule.
    """
    end, start = first[-1].text, second[0]
    if _broke_within_word(end, start.text):
        return (*first, replace(start, glued=True), *second[1:])
    full = len(last) == 1 and last[0].x1 + (start.x1 - start.x0) / max(1, len(start.text)) > right - 0.5
    if full and "@" in end and start.text[:1].isalnum() and "@" not in start.text:
        return (*first, replace(start, glued=True, is_unsure=not is_ruled or len(second) > 1), *second[1:])
    if full and len(end) >= _LONG and end[-1:].isalpha() and start.text[:1].islower():
        return (*first, replace(start, is_unsure=True), *second[1:])
    return (*first, *second)


def _broke_within_word(end: str, start: str) -> bool:
    if end.endswith(("-", "\u2010")) and start[:1].islower():
        return True
    if "@" in end or end.startswith(("http", "www.")):
        unfinished = end[-1] in ".-_@/" or ("@" in end and "." not in end.partition("@")[2])
        return (unfinished and start[:1].isalnum()) or start.startswith((".", "@", "-", "_"))
    return start.startswith("@") or (end.endswith("_") and start[:1].isalnum() and "@" in start)


# ------------------------------------------------------------------------------------------------ words → a Line


def as_line(words: Sequence[Word], where: Where) -> Line:
    """The words of a line; neighbours of one look become one piece, with the spaces between them."""
    drawn: list[Piece] = []
    for at, word in enumerate(words):
        look = Piece(text=word.text, struck=word.struck, bold=word.bold, underlined=word.underlined, highlighted=word.highlighted)
        if at and (space := _space(words[at - 1], word)):
            drawn.append(replace(look, text=space) if _same_look(drawn[-1], look) else Piece(text=space))
        drawn.append(look)
    crossed = ticks.crosses_are_ticks("".join(piece.text for piece in drawn))
    pieces: list[Piece] = []
    for piece in drawn:
        text = ticks.plain(piece.text, crossed=crossed)
        if pieces and _same_look(pieces[-1], piece):
            pieces[-1] = replace(piece, text=pieces[-1].text + text)
        else:
            pieces.append(replace(piece, text=text))
    text = ticks.without_prompts("".join(piece.text for piece in pieces if not piece.struck)).strip()
    tags = tuple(dict.fromkeys(word.field for word in words if word.field))
    return Line(
        text=text,
        where=where,
        pieces=tuple(pieces) if any(piece.text.strip() for piece in pieces) else (),
        tags=tags,
        is_unsure=any(word.is_unsure for word in words),
        doubt=next((word.doubt for word in words if word.doubt), ""),
        also_asks=next((word.hint for word in words if word.hint), ""),
    )


def _same_look(one: Piece, other: Piece) -> bool:
    return _look_of(one) == _look_of(other)


def _look_of(piece: Piece) -> tuple[bool, bool, bool, bool]:
    return piece.struck, piece.bold, piece.underlined, piece.highlighted


def _space(left: Word, right: Word) -> str:
    """A wide gap between words stands as a tab, as between two columns without rules; some spaces in a row as some."""
    if right.glued:
        return ""
    if left.is_blank_to_fill or right.field or right.x0 < left.x1:
        return " "
    if right.x0 - left.x1 > 1.5 * min(left.height, 14):
        return "\t"
    return "   " if right.spaces > 1 else " "
