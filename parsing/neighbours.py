"""A bare label told by the questions it stands between: «Bedrooms» between tenancy and floor (forms.md §2.2(1))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    above = list(_nearest(pairs))
    below = list(_nearest(list(reversed(pairs))))[::-1]
    return [
        _told(pair, before, after, labels, kin, asked) if pair.question is None and before and after else pair
        for pair, before, after in zip(pairs, above, below, strict=True)
    ]


def _told(pair: Pair, above: Pair, below: Pair, labels: Labels[Any], kin: Kin, asked: frozenset[str]) -> Pair:
    bare = stripped(pair.label)
    if len(bare.split()) > _MOST_WORDS or not above.section == pair.section == below.section:
        return pair
    for title, keys in kin:
        if not (keys_asked(above.question) <= keys and keys_asked(below.question) <= keys):
            continue
        question = None if labels.is_turned_below(pair.label, pair.section) else labels.question(f"{title} {bare}")
        meant = keys_asked(question)
        if meant and meant <= keys and not meant & asked:
            return replace(pair, question=question)
    return pair


def _nearest(pairs: Sequence[Pair]) -> Iterator[Pair | None]:
    """For each of them the last one before it that asks something of ours.

    What is read past, or not known, says nothing of its neighbours. Nor does where they stay at present, which forms ask amid the
    rows of the home as well as after them.
    """
    nearest: Pair | None = None
    for pair in pairs:
        yield nearest
        if pair.question not in (None, PASSED) and keys_asked(pair.question) - {"currently_staying"}:
            nearest = pair
