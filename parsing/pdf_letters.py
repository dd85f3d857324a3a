"""The letters of a page → words with their looks, in the order in which they were printed.

So words printed over each other stay words. pdfplumber's values stay here; what leaves is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from parsing import ticks
from parsing.pdf_sight import Box
from parsing.pdf_tags import Spot

Raw: TypeAlias = Any  # an object of pdfplumber; its types leave no module of ours

UNPAINTED = "not painted"
_OVERPRINTED = 0.06  # of the letters' height; letters of one word stand no closer
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, or a field's value, and the box it stands in (points from the shown page's top left corner)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    struck: bool = False
    bold: bool = False
    underlined: bool = False
    highlighted: bool = False
    field: str = ""  # the form field whose value it is
    hint: str = ""  # the field's tooltip
    doubt: str = ""  # why it is only a proposal, as a sentence
    is_tick: bool = False
    is_box: bool = False  # drawn, and looked into
    run: int = 0  # words printed one after the other in one line have one number
    glued: bool = False  # no space before it: the look changed within a word
    is_unsure: bool = False  # a full line broke here, or unseen words go on with it: it may not be whole
    spaces: int = 0  # printed before it
    spot: Spot | None = None  # where it stands in the file's own structure
    frame: Box | None = None  # the box drawn on the page that it was written into

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_blank_to_fill(self) -> bool:
        return bool(self.field) and not self.is_tick


@dataclass(kw_only=True)
class _Letter:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    colour: Raw
    unpainted: bool
    upright: bool
    spot: Spot | None

    @property
    def look(self) -> tuple[str, bool]:
        return (self.font, self.unpainted)


@dataclass(kw_only=True)
class Run:
    """Letters that make up a word."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    colour: Raw
    unpainted: bool
    run: int
    glued: bool
    spot: Spot | None
    spaces: int = 0  # printed before it
    doubled: bool = False  # printed twice, to look bold
    rules: set[str] = field(default_factory=set)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


def letters_of(page: Raw, crop: Raw, spots: Mapping[int, Spot]) -> Iterator[_Letter]:
    """The page's letters; those of symbol fonts have become what they draw."""
    for char in page.chars:
        font, text = str(char.get("fontname", "")), char["text"]
        if ticks.is_symbol_font(font) or (len(text) == 1 and 0xF000 <= ord(text) <= 0xF0FF):
            text = ticks.symbol(_code(text), font)
        yield _Letter(
            text=text.translate(_LIGATURES),
            x0=char["x0"] - crop[0],
            x1=char["x1"] - crop[0],
            top=char["top"] - crop[1],
            bottom=char["bottom"] - crop[1],
            font=font,
            colour=char.get("non_stroking_color"),
            unpainted=char.get("tag") == UNPAINTED,
            upright=bool(char.get("upright", True)),
            spot=spots.get(mark) if isinstance(mark := char.get("mcid"), int) else None,
        )


def _code(text: str) -> int:
    """A character's code; pdfminer writes «(cid:254)» for what its font does not name."""
    number = re.fullmatch(r"\(cid:(\d+)\)", text)
    return int(number.group(1)) if number else ord(text[0]) if text else 32


def words_of(letters: Sequence[_Letter]) -> list[Run]:
    """Words in the order of printing; then letters that were printed apart but stand together."""
    words: list[Run] = []
    places: dict[tuple[str, int, int], Run] = {}
    last: _Letter | None = None
    spaced = 1
    run = 0
    for letter in letters:
        if not letter.text.strip():
            spaced += max(1, len(letter.text))
            last = letter if last is not None else None
            continue
        if twin := _twin(letter, places):
            twin.doubled = True
            continue
        follows = last is not None and _follows(last, letter)
        if not follows:
            run += 1
        if follows and not spaced and words and _is_one_word(words[-1], letter):
            _grow(words[-1], letter)
        else:
            glued = follows and not spaced and bool(words) and letter.x0 - words[-1].x1 < 0.15 * words[-1].height
            words.append(_begun(letter, run, spaced if follows else 0, glued=glued))
        places[letter.text, round(letter.x0), round(letter.top)] = words[-1]
        last, spaced = letter, 0
    return words


def _begun(letter: _Letter, run: int, spaces: int, *, glued: bool) -> Run:
    return Run(
        text=letter.text,
        x0=letter.x0,
        x1=letter.x1,
        top=letter.top,
        bottom=letter.bottom,
        font=letter.font,
        colour=letter.colour,
        unpainted=letter.unpainted,
        run=run,
        glued=glued,
        spot=letter.spot,
        spaces=spaces,
    )


def _grow(word: Run, letter: _Letter) -> None:
    word.text += letter.text
    word.x1 = max(word.x1, letter.x1)
    word.top, word.bottom = min(word.top, letter.top), max(word.bottom, letter.bottom)


def _twin(letter: _Letter, places: dict[tuple[str, int, int], Run]) -> Run | None:
    """The word that already holds this letter at this very place: bold print made by printing twice."""
    near = (-1, 0, 1) if letter.x1 - letter.x0 > 2.5 else (0,)
    x, y = round(letter.x0), round(letter.top)
    for across in near:
        for down in (-1, 0, 1):
            if (word := places.get((letter.text, x + across, y + down))) is not None and word.unpainted == letter.unpainted:
                return word
    return None


def _follows(last: _Letter, letter: _Letter) -> bool:
    """Whether a letter goes on in the line of the one before it, without a jump."""
    height = max(1.0, min(last.bottom - last.top, letter.bottom - letter.top))
    if letter.x0 - last.x1 < -_OVERPRINTED * height and last.text.islower() and letter.text.isupper():
        return False  # a word printed over the end of another one
    level = abs((last.top + last.bottom) / 2 - (letter.top + letter.bottom) / 2) < 0.5 * height
    return level and last.spot == letter.spot and -0.35 * height < letter.x0 - last.x1 < 1.0 * height


def _is_one_word(word: Run, letter: _Letter) -> bool:
    gap = letter.x0 - word.x1
    return (
        gap < 0.17 * word.height
        and (letter.font, letter.unpainted) == (word.font, word.unpainted)
        and letter.colour == word.colour
    )


def phrases(words: Iterable[Run]) -> Iterator[str]:
    """Unseen words together again as they were printed: a name is found by its two words."""
    told: dict[int, list[str]] = {}
    for word in words:
        told.setdefault(word.run, []).append(word.text)
    return (" ".join(each) for each in told.values())
