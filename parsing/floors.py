"""Words → the floor of a home: ground = 0, lower ground = -1."""

from __future__ import annotations

import re

from parsing.answers import (
    Answer,
    Reader,
    blank,
    doubtful,
    found,
    is_not_known,
    tile,
    without_placeholders,
    word_set,
)
from parsing.boxes import has_boxes, options_in, with_boxes
from parsing.field import Field
from parsing.sizes import NUMBER_WORDS
from scheme.agreement import Scheme
from scheme.terms import spelling_key

_ORDINAL_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_ORDINALS = {
    **{word: number for number, word in enumerate(_ORDINAL_WORDS, 1)},
    **{f"{number}{ending}": number for number in range(1, 41) for ending in ("st", "nd", "rd", "th")},
}


_FLOOR_NAMES: dict[str, int] = {
    "lower ground floor": -1,
    "lower ground": -1,
    "lg": -1,
    "lgf": -1,
    "ground floor": 0,
    "ground": 0,
    "g": 0,
    "gf": 0,
    "grd floor": 0,
    "grd": 0,
    "gnd": 0,
    "gnd floor": 0,
    "ground level": 0,
    "ground flr": 0,
    "ground fl": 0,
    "g floor": 0,
    "g f": 0,
    "gr floor": 0,
    "grnd": 0,
    "grnd floor": 0,
    "gd floor": 0,
    "lower ground flr": -1,
    "lg floor": -1,
    "l g": -1,
}
_FLOORS: dict[str, int] = {
    **_FLOOR_NAMES,
    **{
        f"{word}{tail}": number
        for word, number in _ORDINALS.items()
        for tail in (" floor", " flr", " fl", " level", " storey", "")
    },
    **{
        f"{head}{number}": number
        for number in range(41)
        for head in ("floor ", "level ", "floor level ", "floor no ", "floor number ", "")
    },
    **{f"{number} f": number for number in range(1, 41)},  # «2/F»
    **{f"floor {word}": number for word, number in NUMBER_WORDS.items()},
}
_FLOOR_WORDS = word_set(
    "floor flr level the on a flat maisonette house bungalow with lift lifts is in building block of property it and studio "
    "garden balcony own front door walk up communal entrance apartment home council bed bedroom access top "
    "step free"
)


_NO_FLOOR = re.compile(
    r"(?:(?:n/?a|not\s+applicable)\W*)?\(?\s*(?:(?:(?:mid|end|semi)[\s-])?(?:of[\s-])?(?:terraced?\s|detached\s|town\s?)?house|n/?a|not\s+applicable|bungalow)\s*\)?(?:\W+n/?a)?",
    re.IGNORECASE,
)
_BASEMENT = re.compile(r"\bbasement\b", re.IGNORECASE)
_OF_STOREYS = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(\s+(?:floor|flr|fl))?\s+(?:floor\s+)?(?:of|out\s+of)\s+(\d{1,2})(?:\s+(?:floors|storeys|stories))?\b",
    re.IGNORECASE,
)


def read_floor(answer: Answer, scheme: Scheme) -> Field[int]:  # noqa: ARG001 - every reader is called with the scheme
    text = without_placeholders(answer.text)
    if not text or _NO_FLOOR.fullmatch(text):
        return blank(answer)
    if is_not_known(text):
        return doubtful(answer, "the form answers «not known»; ask the officer.")
    if has_boxes(with_boxes(text)):
        ticked = [option for option in options_in(with_boxes(text)) or () if option.ticked]
        text = ticked[0].label if len(ticked) == 1 else "?"
    if _BASEMENT.search(text):
        return doubtful(answer, "only a lower ground floor is counted as −1; ask whether this is one.", -1)
    floor = floor_in(text)
    return doubtful(answer, "one floor is needed (ground = 0).") if floor is None else found(answer, floor)


def floor_in(text: str) -> int | None:
    if re.search(r"[?+~<>]|\d\s*[-–/]\s*\d", text):
        return None
    if (storeys := _OF_STOREYS.search(text)) and int(storeys[1]) <= int(storeys[3]):
        text = _OF_STOREYS.sub(r"\1\2", text)
    text = re.sub(r"\bw/\s?", "with ", re.sub(r"\bno\s+lifts?\b", " ", text, flags=re.IGNORECASE))
    minus = re.fullmatch(r"\s*[-–−]\s*1\s*", text)
    if minus:
        return -1
    hits, left = tile(spelling_key(text).split(), _FLOORS)
    return hits[0] if len(set(hits)) == 1 and all(word in _FLOOR_WORDS for word in left) else None


FLOOR = Reader(sort="floor", read=read_floor)
