"""Whether a pair counts as an answer, seen beside the form's other pairs (forms.md §2.2(6))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsing.answers import word_set
from parsing.concepts import is_of_areas, said_in
from parsing.label_words import stripped
from parsing.labels import keys_asked
from parsing.pairs import Pair, is_answered
from scheme.terms import spelling_key


@dataclass(frozen=True, slots=True)
class Beside:
    """Which questions are answered under a label that says more; questions by identity, since two may ask the same key."""

    in_full: frozenset[int]  # not «Date» alone
    without_reason: frozenset[int]  # not «Reason for change»
    by_name: frozenset[tuple[int, str]]  # with its section: not «Team»

    @staticmethod
    def of(pairs: Sequence[Pair]) -> Beside:
        answered = [(pair, spelling_key(stripped(pair.label))) for pair in pairs if pair.question and is_answered(pair.answer)]
        return Beside(
            in_full=frozenset(id(pair.question) for pair, label in answered if label not in _BARE_DATES),
            without_reason=frozenset(id(pair.question) for pair, label in answered if not label.startswith(_REASONS)),
            by_name=frozenset((id(pair.question), pair.section) for pair, label in answered if label not in _PARTS),
        )

    def is_signatures_date(self, pair: Pair) -> bool:
        """A bare «Date», where the same question is asked in full elsewhere, belongs to a signature."""
        return spelling_key(pair.label) in _BARE_DATES and id(pair.question) in self.in_full

    def is_part_of_the_agency(self, pair: Pair) -> bool:
        """«Team» where the agency is asked for by name, in the same section."""
        is_part = spelling_key(stripped(pair.label)) in _PARTS and keys_asked(pair.question) == {"officer_agency"}
        return is_part and (id(pair.question), pair.section) in self.by_name

    def only_says_why(self, pair: Pair) -> bool:
        """«Reason for change: her sister has moved there» where «Type of change» is answered: a reason, and no answer."""
        return spelling_key(stripped(pair.label)).startswith(_REASONS) and id(pair.question) in self.without_reason


_BARE_DATES = word_set("date dated")
_REASONS = ("reason", "why")
_PARTS = word_set("team department section unit directorate division office area locality branch")


def asks_for_several(pair: Pair) -> bool:
    """«Boroughs: Hackney»: a question of one area is not asked so, and whether these are wanted or not safe nobody can tell."""
    sort = getattr(getattr(pair.question, "answer", None), "sort", "")
    label = stripped(pair.label)
    return sort == "area" and label.casefold().endswith("s") and is_of_areas(said_in(label) or ())
