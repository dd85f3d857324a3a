"""Whether a pair counts as an answer, seen beside the form's other pairs (forms.md §2.2(6))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsing.answers import word_set
from parsing.concepts import is_of_areas, said_in
from parsing.label_words import stripped
from parsing.labels import keys_asked
from parsing.pairs import Pair, is_answered
from scheme.terms import spelling_key


def is_signatures_date(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """A bare «Date», where the same question is asked in full elsewhere, belongs to a signature."""
    return _is_bare_date(pair.label) and any(not _is_bare_date(other.label) for other in _answered_too(pair, pairs))


def _is_bare_date(label: str) -> bool:
    return spelling_key(label) in ("date", "dated")


def is_part_of_the_agency(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """«Team» where the agency is asked for by name, in the same section."""
    if not _is_a_part(pair.label) or keys_asked(pair.question) != {"officer_agency"}:
        return False
    return any(not _is_a_part(other.label) and other.section == pair.section for other in _answered_too(pair, pairs))


def _is_a_part(label: str) -> bool:
    return spelling_key(stripped(label)) in _PARTS


_PARTS = word_set("team department section unit directorate division office area locality branch")


def only_says_why(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """«Reason for change: her sister has moved there» where «Type of change» is answered: a reason in words, and no answer."""
    return _gives_reason(pair.label) and any(not _gives_reason(other.label) for other in _answered_too(pair, pairs))


def _gives_reason(label: str) -> bool:
    return spelling_key(stripped(label)).startswith(("reason", "why"))


def _answered_too(pair: Pair, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The other pairs that answer the same question."""
    return (other for other in pairs if other is not pair and other.question is pair.question and is_answered(other.answer))


def asks_for_several(pair: Pair) -> bool:
    """«Boroughs: Hackney»: a question of one area is not asked so, and whether these are wanted or not safe nobody can tell."""
    sort = getattr(getattr(pair.question, "answer", None), "sort", "")
    label = stripped(pair.label)
    return sort == "area" and label.casefold().endswith("s") and is_of_areas(said_in(label) or ())
