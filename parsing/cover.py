"""A cover over words that may tell who somebody is, in whatever a reading says of itself (R029, D18).

A covered text keeps its length: «J*** S****». So what stood in the paper can still be found by it, and nothing is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from parsing.field import Field, Where
from parsing.readings import Enquiry, Reading, Unreadable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INNER = re.compile(r"['’-]|(?<=[a-z])(?=[A-Z])")
_OUR_OWN = re.compile(r"[a-z_0-9]+")  # a value of a closed list: no words of the paper
_LEAST = 4  # letters and digits of a run; «A B» would cover half of every text
TELLS = "The answer may tell who somebody is: take that out of the paper, then answer by hand (R029)."
_NOBODY_S = ("address",)  # an offered home's address is what its letter is for, and tells of no applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What is covered: runs of letters and digits however they are spaced, and words by themselves; all plain and small."""

    runs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def over(self, text: str) -> str:
        """The text with stars for all but the first letter of each covered word."""
        if not text or not (self.runs or self.words):
            return text
        hidden = {*self._by_run(text), *self._by_word(text)}
        starred = {at for at in hidden if at - 1 in hidden or (at - 2 in hidden and not text[at - 1].isspace())}
        return "".join("*" if at in starred else char for at, char in enumerate(text)) if hidden else text

    def _by_run(self, text: str) -> Iterator[int]:
        letters = [(plain, at) for at, char in enumerate(text) for plain in _plain(char)]
        line = "".join(plain for plain, _ in letters)
        for run in self.runs:
            begin = line.find(run)
            while begin >= 0:
                places = [at for _, at in letters[begin : begin + len(run)]]
                if _is_edge(text, places[0]) and _is_edge(text, places[-1] + 1):
                    yield from places
                begin = line.find(run, begin + 1)

    def _by_word(self, text: str) -> Iterator[int]:
        for match in _WORD.finditer(text):
            for begin, end in _parts(match):
                if self._has(_plain(text[begin:end]), cut_short=text[end : end + 1] == "…"):
                    yield from (at for at in range(begin, end) if text[at].isalnum())

    def _has(self, word: str, *, cut_short: bool) -> bool:
        if word in self.words or word.removesuffix("s") in self.words:
            return True
        return cut_short and len(word) > 1 and any(each.startswith(word) for each in (*self.words, *self.runs))


def cover_for(finds: Iterable[str], names: Iterable[str]) -> Cover:
    """`finds` are covered as a whole, each of `names` wherever it stands."""
    runs = frozenset(run for find in finds if len(run := _plain(find)) >= _LEAST)
    return Cover(runs=runs, words=frozenset(word for name in names if len(word := _plain(name).removesuffix("s")) > 1))


def joined(covers: Iterable[Cover]) -> Cover:
    """One cover over all that the others are over."""
    held = tuple(covers)
    return Cover(runs=frozenset().union(*(each.runs for each in held)), words=frozenset().union(*(each.words for each in held)))


def covered(reading: Reading, cover: Cover) -> Reading:
    """The reading without the words: an answer that held them is in doubt, for the answer without them is nobody's."""
    fields: dict[str, Any] = {  # Any: each key has the field of its own type
        key: _covered_field(field, cover) for key, field in reading.fields() if key not in _NOBODY_S
    }
    if isinstance(reading, Unreadable):
        fields["why"] = cover.over(reading.why)
    if isinstance(reading, Enquiry):
        fields["asked"] = tuple(replace(each, quote=cover.over(each.quote)) for each in reading.asked)
    return replace(
        reading,
        source=cover.over(reading.source),
        doubts=tuple(map(cover.over, reading.doubts)),
        unknown=tuple(map(cover.over, reading.unknown)),
        identity=tuple(replace(each, where=_covered_place(each.where, cover)) for each in reading.identity),
        **fields,
    )


def is_covered(stars: str, words: str) -> bool:
    """Whether these words could stand under the cover."""
    return len(stars) == len(words) and all(one in ("*", other) for one, other in zip(stars, words, strict=True))


def _covered_field(field: Field[Any], cover: Cover) -> Field[Any]:
    if field == Field():
        return field
    told = any(_is_told_by(each, cover) for each in (field.value, field.proposal))
    kept = replace(field, value=None, proposal=None, doubt=field.doubt or TELLS) if told else field
    return replace(kept, quote=cover.over(field.quote), doubt=cover.over(kept.doubt), where=_covered_place(field.where, cover))


def _is_told_by(value: object, cover: Cover) -> bool:
    return isinstance(value, str) and not _OUR_OWN.fullmatch(value) and cover.over(value) != value


def _covered_place(where: Where, cover: Cover) -> Where:
    return replace(where, source=cover.over(where.source), note=cover.over(where.note))


def _plain(text: str) -> str:
    """Letters and digits alone, small, without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in bare if char.isalnum())


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The word, what its hyphens and apostrophes part, and the humps of «PropertyRequestJaneSmith»."""
    yield match.span()
    word = match.group()
    edges = sorted({0, *(each.end() for each in _INNER.finditer(word)), len(word)})
    if len(edges) > 2:
        yield from ((match.start() + begin, match.start() + end) for begin, end in pairwise(edges))


def _is_edge(text: str, at: int) -> bool:
    """Whether a word may begin or end here."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if not (before.isalnum() and after.isalnum()):
        return True
    return before.isdigit() != after.isdigit() or (before.islower() and after.isupper()) or after.casefold() == "s"
