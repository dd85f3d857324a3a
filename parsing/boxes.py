"""Boxes, and the words beside them: what was ticked, and what was singled out by its look (forms.md §2.2 items 2 and 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsing.document import TICKED, UNTICKED, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A box and the words beside it."""

    label: str
    ticked: bool


_TYPED_TICK = re.compile(
    r"\[\s*[xX✓✔☑√]\s*\]|\(\s*[xX✓✔√]\s*\)|[☑✓✔√🗹🗸]|☐\s*[xX✓✔√](?![\w'])|(?<![A-Za-z0-9])_+\s?[xX✓✔√]\s?_+(?![A-Za-z0-9])"
)
_TYPED_BOX = re.compile(r"\[\s*\]|\(\s+\)|\(\)|□|▢|❏|❑|⬜|\[_+\]")
_TYPED = re.compile(r"[\[(_☐☑✓✔√🗹🗸□▢❏❑⬜]")  # one of these is in each of them
MARK = re.compile(f"([{TICKED}{UNTICKED}])")


def with_boxes(text: str) -> str:
    """The text with typed ticks ([x], ☑, ☐x) turned into ☒ and typed boxes into ☐ (forms.md §2.2(2))."""
    return _TYPED_BOX.sub(UNTICKED, _TYPED_TICK.sub(TICKED, text)) if _TYPED.search(text) else text


def has_boxes(text: str) -> bool:
    return MARK.search(text) is not None


def options_in(text: str) -> tuple[Option, ...] | None:
    """Each box with its words; None when it cannot be told whether a box belongs to the words before it or after it."""
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [line.strip() for line in lines if MARK.search(line)]
    if all(line[0] in TICKED + UNTICKED and line[-1] not in TICKED + UNTICKED for line in marked):
        return _paired(lines, before=True)
    if all(line[-1] in TICKED + UNTICKED and line[0] not in TICKED + UNTICKED for line in marked):
        return _paired(lines, before=False)
    return _across_lines(" ".join(lines))


def _across_lines(text: str) -> tuple[Option, ...] | None:
    """Boxes and words in cells or lines of their own: all of them must alternate from the first to the last."""
    first, last = text.strip()[0], text.strip()[-1]
    marks = TICKED + UNTICKED
    if (first in marks) == (last in marks):
        return None
    options = _paired([text], before=first in marks)
    return options if all(option.label for option in options) else None


def _paired(lines: Sequence[str], *, before: bool) -> tuple[Option, ...]:
    options: list[Option] = []
    for line in lines:
        parts = [part.strip(" \t/|,;") for part in MARK.split(line)]
        step = 1 if before else -1
        options += [
            Option(label=parts[at + step], ticked=parts[at] == TICKED)
            for at in range(1, len(parts), 2)
            if 0 <= at + step < len(parts)
        ]
    return tuple(options)


def words_outside_options(text: str) -> str:
    """Lines that carry no box at all, in a text that has boxes: «Other: …», comments."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip() and not MARK.search(line))


def emphasised(pieces: Iterable[Piece]) -> str:
    """The words singled out by bold, underline or highlight, when others are not: «delete as applicable» (forms.md §2.2(3))."""
    looks = _looks(pieces)
    return looks[0] if len(looks) == 1 else ""


def marked_in_two_ways(pieces: Iterable[Piece]) -> bool:
    """One word bold and another underlined: nobody can tell which mark is the answer."""
    return len(_looks(pieces)) > 1


def _looks(pieces: Iterable[Piece]) -> list[str]:
    """What each look singles out, every wording once."""
    shown = [piece for piece in pieces if piece.text.strip(" \t\n/|,;:.*") and not piece.struck]
    marked = [[piece for piece in shown if getattr(piece, look)] for look in ("highlighted", "underlined", "bold")]
    return list(
        dict.fromkeys(" ".join(piece.text.strip() for piece in some) for some in marked if some and len(some) < len(shown))
    )
