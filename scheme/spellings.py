"""Spellings: what a written name means, looked up exactly or refused. Nothing here is fuzzy (domain rule: never guess)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scheme.terms import Area, LandlordName, RiskGround, spelling_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Two dictionaries by spelling key: what is sure, and what a person has to choose from."""

    sure: dict[str, str]
    unsure: dict[str, tuple[str, ...]]

    def meaning(self, text: str) -> str | None:
        return self.sure.get(spelling_key(text))

    def proposals(self, text: str) -> tuple[str, ...]:
        return self.unsure.get(spelling_key(text), ())


def spellings(claims: Iterable[tuple[str, str]], declared: Mapping[str, tuple[str, ...]]) -> Spellings:
    """Index (spelling, meaning) pairs; a spelling that is declared ambiguous, or claimed twice, is never sure."""
    meanings = _meanings(claims)
    sure = {key: names[0] for key, names in meanings.items() if len(names) == 1}
    unsure = {key: tuple(names) for key, names in meanings.items() if len(names) > 1}
    for spelling, names in declared.items():
        key = spelling_key(spelling)
        sure.pop(key, None)
        unsure[key] = names
    return Spellings(sure=sure, unsure=unsure)


def clashes(claims: Iterable[tuple[str, str]], declared: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Spelling keys that mean several things although nobody has declared them ambiguous."""
    known = {spelling_key(spelling) for spelling in declared}
    return {key: tuple(names) for key, names in _meanings(claims).items() if len(names) > 1 and key not in known}


def area_claims(areas: Iterable[Area]) -> Iterator[tuple[str, str]]:
    for area in areas:
        yield from ((spelling, area.name) for spelling in (area.name, area.official, *area.aliases))


def landlord_claims(landlords: Iterable[LandlordName]) -> Iterator[tuple[str, str]]:
    for landlord in landlords:
        yield from ((spelling, landlord.name) for spelling in (landlord.name, landlord.official, *landlord.aliases))


def former_claims(landlords: Iterable[LandlordName]) -> Iterator[tuple[str, str]]:
    for landlord in landlords:
        yield from ((former.name, landlord.name) for former in landlord.former)


def ground_claims(grounds: Iterable[RiskGround]) -> Iterator[tuple[str, str]]:
    for ground in grounds:
        yield from ((spelling, ground.key) for spelling in (ground.key, ground.label, *ground.words))


def by_first_word(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Spelling keys by their first word: a text need be searched only for those whose first word stands in it."""
    by_word: dict[str, tuple[str, ...]] = {}
    for key in keys:
        if first := re.search(r"\w+", key):
            by_word[first[0]] = (*by_word.get(first[0], ()), key)
    return by_word


@lru_cache(maxsize=16384)
def _key(spelling: str) -> str:
    """`spelling_key`, remembered for the agreement's own names; what people write is never kept here."""
    return spelling_key(spelling)


def _meanings(claims: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    meanings: dict[str, list[str]] = {}
    for spelling, name in claims:
        names = meanings.setdefault(_key(spelling), [])
        if name not in names:
            names.append(name)
    meanings.pop("", None)
    return meanings
