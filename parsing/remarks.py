"""Remarks beside a form's boxes: they fill no field, yet may turn what the boxes say (requirements R024; forms.md §2.2(7))."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from parsing.answers import shortened
from parsing.concepts import said_in
from parsing.dates import dates_in
from parsing.label_words import stripped
from parsing.labels import keys_asked
from parsing.pairing import Pair
from parsing.sizes import bedrooms_named
from parsing.turning_words import TURNING_SAYINGS, turns
from scheme.agreement import Scheme

_REMARKS = frozenset({"remarks", "narrative", "incident"})
_TOLD = frozenset("yes y no n none nothing not n/a na nil applicable known".split())  # noqa: SIM905 - «Comments: none» turns nothing


def filling_nothing(pairs: Iterable[Pair]) -> list[Pair]:
    """The answered rows from which no field is read."""
    return [pair for pair in pairs if not keys_asked(pair.question) and pair.answer.text.strip()]


def speaks_of(label: str, concepts: frozenset[str]) -> bool:
    """Whether a label has one of these meanings, whatever its other words are."""
    return any(meaning & concepts for meaning in said_in(stripped(label), partly=True) or ())


def remarks_among(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The answered rows for comments, notes and summaries."""
    return (pair for pair in pairs if pair.answer.text.strip() and speaks_of(pair.label, _REMARKS))


def _sentences(pair: Pair) -> list[str]:
    return re.split(r"(?<=[.;!?])\s+|\n", pair.answer.text)


def that_turns(pairs: Iterable[Pair]) -> str:
    """Why a decision beside these rows is a proposal only: a remark that holds, hedges or limits it; empty if none does."""
    for pair in remarks_among(pairs):
        if may_turn(pair.answer.text):
            return f"«{shortened(pair.answer.text)}» stands under «{pair.label}» and may change it; read the whole form."
    return ""


_BOXES = re.compile(r"[☐☒]|\[\s*[xX✓✔]?\s*\]")


def may_turn(text: str) -> bool:
    """Whether a remark holds, hedges or limits; a bare «No» or «None» does not."""
    words = re.findall(r"[\w'’/-]+", _BOXES.sub(" ", text).casefold())
    return not set(words) <= _TOLD and (any(map(turns, words)) or TURNING_SAYINGS.search(text.casefold()) is not None)


_BEGINS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|commenc(?:e|es|ed|ing)|beg[aiu]n(?:s|ning)?|sign(?:ed|s|ing)?[ -]up|moved? in|took up"
    r"|(?:tenancy|runs|let) from)\b",
    re.IGNORECASE,
)


def of_another_size(pairs: Iterable[Pair], bedrooms: int) -> str:
    """Why a number of bedrooms is a proposal only: a row that fills nothing describes the home with another."""
    for pair in pairs:
        if bedrooms_named(pair.answer.text) - {bedrooms}:
            return f"«{shortened(pair.answer.text)}» under «{pair.label}» speaks of another size; ask which is meant."
    return ""


_WANTING = re.compile(
    r"\b(?:need|requir|consider|want|ask|prefer|request|entitle|assess|accept|must|should|would|at least|minimum)", re.IGNORECASE
)


def of_another_size_wanted(pairs: Iterable[Pair], bedrooms: int) -> str:
    """The same for the home that is asked for: a remark that speaks of what they need, and of another size."""
    for pair in pairs:
        for sentence in _sentences(pair):
            if bedrooms_named(sentence) - {bedrooms} and _WANTING.search(sentence):
                return f"«{shortened(sentence)}» under «{pair.label}» speaks of another size; ask which is needed."
    return ""


def of_another_start(pairs: Iterable[Pair], day: date) -> str:
    """Why a tenancy's start is a proposal only: a row that fills nothing has it begin on another day (R051)."""
    for pair in pairs:
        for sentence in _sentences(pair):
            days = {found.day for found in dates_in(sentence) if found.day}
            if days - {day} and _BEGINS.search(f"{pair.label} {sentence}"):
                return f"«{shortened(sentence)}» under «{pair.label}» names another day; ask on which the tenancy began."
    return ""


def naming_one_of(pairs: Iterable[Pair], areas: Iterable[str], scheme: Scheme) -> str:
    """Why a list of wanted areas is a proposal only: a remark names one of them, and nobody can tell whether it is safe."""
    for pair in remarks_among(pairs):
        for area in areas:
            known = scheme.area(area)
            spellings = (area, *(known.aliases if known else ()))
            if any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", pair.answer.text, re.IGNORECASE) for each in spellings):
                said = f"«{shortened(pair.answer.text)}» under «{pair.label}» speaks of it"
                return f"{area} is asked for, and {said}; ask whether it is safe."
    return ""
