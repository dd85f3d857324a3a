"""Ticks of every encoding as ☒ and ☐, and text without what only looks like an answer (forms.md §2.2 items 2 and 5)."""

from __future__ import annotations

import re
from functools import lru_cache

from parsing.document import TICKED, UNTICKED

TICK_CHARACTERS = "☑☒✓✔√🗸🗹🗷"
BOX_CHARACTERS = "☐□◻▢❏❐❑❒⬜"
CROSS_CHARACTERS = "✗✘✕✖"  # in a row of boxes a tick; alone it may mean «no», so it is left for a person to see

# Symbol fonts draw their marks on ordinary letters: font → (ticked, unticked, crossed), as low bytes of the code point.
_SYMBOL_FONTS: dict[str, tuple[str, str, str]] = {
    "wingdings 2": ("PQRST", "\xa3", "O"),
    "wingdings": ("\xfc\xfd\xfe\x78", "\x6f\x70\x71\x72\xa8", "\xfb"),
    "webdings": ("a", "c", "r"),
    "dingbats": ("\x33\x34", "\x6f\x70\x71\x72", "\x35\x36\x37\x38"),
}
_ANY_SYMBOL_FONT = ("\xfc\xfd\xfe\x78PQRS", "\x6f\x70\x71\x72\xa8\xa3", "\xfb")
_SYMBOL = ("\xd6", "", "")  # the font «Symbol»: its root sign serves as a tick, the rest is Greek

_PROMPTS = re.compile(
    r"(?:click or tap here to enter text|click here to enter text|click or tap to enter a date|click here to enter a date"
    r"|choose an item|choose a building block|enter any content that you want to repeat, including other content controls)\.?",
    re.IGNORECASE,
)
_WIDE_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff\ufe0e\ufe0f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAME = str.maketrans(dict.fromkeys(TICK_CHARACTERS, TICKED) | dict.fromkeys(BOX_CHARACTERS, UNTICKED))
_CROSSED = str.maketrans(dict.fromkeys(CROSS_CHARACTERS, TICKED))


def plain(text: str, *, crossed: bool | None = None) -> str:
    """Text as every reader may rely on it: our two ticks, ordinary spaces, nothing invisible.

    `crossed`: whether ✗ is a tick, where the line that the text belongs to has settled it.
    """
    if text.isascii() and text.isprintable():
        return text  # nearly every answer: nothing to change
    text = _CONTROLS.sub("", _INVISIBLE.sub("", _WIDE_SPACES.sub(" ", text)))
    if crosses_are_ticks(text) if crossed is None else crossed:
        text = text.translate(_CROSSED)
    return text.translate(_SAME)


def crosses_are_ticks(line: str) -> bool:
    """«☐ Yes ✗ No» is a No that was crossed; a ✗ alone, or beside a ✓, may as well mean «no»."""
    return not line.isascii() and any(char in CROSS_CHARACTERS for char in line) and any(char in BOX_CHARACTERS for char in line)


def without_prompts(text: str) -> str:
    """Text without the sentences that Word puts where nobody has answered."""
    return _PROMPTS.sub("", text)


def symbol(code: int, font: str) -> str:
    """What a character of a symbol font shows: a tick, a box, a cross, or the character itself if the font is no symbol font."""
    private = 0xF000 <= code <= 0xF0FF
    if not private and not is_symbol_font(font):
        return chr(code)
    low = chr(code - 0xF000) if private else chr(code)
    for mark, drawn in zip((TICKED, UNTICKED, "✗"), _marks_of(font), strict=True):
        if low in drawn:
            return mark
    return " "


@lru_cache(maxsize=256)  # asked of every letter of a page
def is_symbol_font(font: str) -> bool:
    return any(known in font.casefold() for known in _SYMBOL_FONTS)


def _marks_of(font: str) -> tuple[str, str, str]:
    name = font.casefold().replace("wingdings2", "wingdings 2").replace("wingdings-2", "wingdings 2")
    if name == "symbol":
        return _SYMBOL
    return next((marks for known, marks in _SYMBOL_FONTS.items() if known in name), _ANY_SYMBOL_FONT)
