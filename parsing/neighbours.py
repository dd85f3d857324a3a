"""A bare label told by the questions it stands between: «Bedrooms» between tenancy and floor (forms.md §2.2(1))."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from parsing.label_words import stripped
from parsing.labels import Labels, keys_asked
from parsing.pairing import PASSED, Pair
from parsing.pairs import is_answered

_MOST_WORDS = 3  # of a label that says too little to be told alone
Kin = tuple[tuple[str, frozenset[str]], ...]  # (title, keys) of questions that belong together


def told_by_neighbours(pairs: Sequence[Pair], labels: Labels[Any], kin: Kin) -> list[Pair]:
    """The pairs; an unknown bare label asks what its name means among those around it, if nothing else on the form asks that.

    The nearest known question above and the nearest below must be of one group, and stand under the same title: what is
    printed between two rows about the home now is about the home now.
    """
    asked = frozenset[str]().union(*(keys_asked(pair.question) for pair in pairs if is_answered(pair.answer)))
    return [_told(pairs, at, labels, kin, asked) if pair.question is None else pair for at, pair in enumerate(pairs)]


def _told(pairs: Sequence[Pair], at: int, labels: Labels[Any], kin: Kin, asked: frozenset[str]) -> Pair:
    pair, bare = pairs[at], stripped(pairs[at].label)
    above, below = _nearest(reversed(pairs[:at])), _nearest(pairs[at + 1 :])
    if above is None or below is None or not above.section == pair.section == below.section:
        return pair
    for title, keys in kin:
        if not (keys_asked(above.question) <= keys and keys_asked(below.question) <= keys):
            continue
        if labels.is_turned_below(pair.label, pair.section):
            return pair
        question = labels.question(f"{title} {bare}") if len(bare.split()) <= _MOST_WORDS else None
        meant = keys_asked(question)
        if meant and meant <= keys and not meant & asked:
            return replace(pair, question=question)
    return pair


def _nearest(pairs: Iterable[Pair]) -> Pair | None:
    """The next one that asks something of ours; what is read past, or not known, says nothing of its neighbours.

    Nor does where they stay at present, which forms ask amid the rows of the home as well as after them.
    """
    known = (pair for pair in pairs if pair.question not in (None, PASSED))
    return next((pair for pair in known if keys_asked(pair.question) - {"currently_staying"}), None)
