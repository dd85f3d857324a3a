"""The names that a letter may betray, and how they are looked for: past case, accents, entities and hidden letters."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from matching.case import Case
from scheme.agreement import Scheme
from scheme.terms import APOSTROPHES, DASHES

HIDDEN = "\N{REPLACEMENT CHARACTER}"  # stands for a character that cannot be seen
MASKED = "■"
SHORTEST = 2  # letters of a name that is looked for
SAYS_NOTHING = frozenset({"other"})  # a ground is so spelt on forms, and every letter uses the word
ORDINARY = frozenset(
    {
        "officer",
        "nominating",
        "housing",
        "support",
        "worker",
        "advisor",
        "adviser",
        "manager",
        "coordinator",
        "lead",
        "case",
        "senior",
        "team",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Spelling → what it names, as («an area», canonical name). One spelling may name several things."""

    meanings: Mapping[str, tuple[tuple[str, str], ...]]
    cautious: frozenset[str]  # spellings that are also ordinary words: they count only with a capital letter
    starts: Mapping[str, int]  # first word of a spelling → words of the longest one that begins so
    case_words: Mapping[str, str]  # words of this case alone

    @classmethod
    def of(cls, scheme: Scheme, case: Case) -> Names:
        meanings, cautious, starts = _names_of(scheme)
        return cls(meanings=meanings, cautious=cautious, starts=starts, case_words=dict(_of_case(case)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """What a reader sees: entities resolved, one kind of dash and space, no accents, hidden characters made visible."""
    for _ in range(3):  # an entity inside an entity is still read by some programs
        text = html.unescape(text)
    text = text.translate(DASHES).translate(APOSTROPHES)
    text = "".join(HIDDEN if unicodedata.category(char) in {"Cf", "Co", "Cs", "Cn"} else char for char in text)
    text = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in text if not unicodedata.combining(char)).split())


def in_words(text: str) -> str:
    """Words with one space between them: «Barking & Dagenham» and «barking-and-dagenham» are one."""
    return " ".join(re.sub(r"[^\w■]+", " ", text.replace("&", " and ").replace("'", "")).split())


def mask(text: str, permitted: Iterable[str], *, once: bool = False) -> str:
    """The text without what it may say, longest first. `once`: a second mention is not covered by the first."""
    seen = [plain(each).replace(HIDDEN, "") for each in permitted]  # a letter is printed without what cannot be seen
    for words in sorted(seen if once else set(seen), key=len, reverse=True):
        if words:
            text = _whole(words).sub(MASKED, text, count=1 if once else 0)
    return text


@lru_cache(maxsize=4096)  # a letter asks for some dozens of them on each of its surfaces, more than the library keeps
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def found_names(text: str, names: Names, areas: Collection[str], landlords: Collection[str], *, officers: bool) -> set[str]:
    """The kinds of things that are named although none of their meanings is permitted."""
    found = {"something that cannot be seen"} if HIDDEN in text else set()
    words = in_words(text.replace(HIDDEN, "")).split()
    for spelling, written in _runs(words, names.starts):
        if spelling in names.cautious and written.islower():
            continue
        meanings = names.meanings.get(spelling, ())
        if not any(name in (areas if what == "an area" else landlords) for what, name in meanings):
            found |= {what for what, _ in meanings}
    return found | set(_named_of_case(" ".join(words), names, {*areas, *landlords}, officers=officers))


def _runs(words: list[str], starts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Every run of words that may be a spelling, folded and as written."""
    for start, first in enumerate(words):
        for length in range(1, starts.get(first.casefold(), 0) + 1):
            written = " ".join(words[start : start + length])
            yield written.casefold(), written


def _named_of_case(words: str, names: Names, permitted: Collection[str], *, officers: bool) -> Iterator[str]:
    lower = f" {words.casefold()} "
    fine = {in_words(plain(each)).casefold() for each in permitted}
    for spelling, what in names.case_words.items():
        if (officers or what != "an officer") and spelling not in fine and f" {spelling} " in lower:
            yield what


@lru_cache(maxsize=8)
def _names_of(scheme: Scheme) -> tuple[Mapping[str, tuple[tuple[str, str], ...]], frozenset[str], Mapping[str, int]]:
    """Every spelling of every area, place, landlord and ground of the scheme: built once."""
    meanings: dict[str, set[tuple[str, str]]] = {}
    cautious: set[str] = set()
    for spelling, what, name, careful in _spellings(scheme):
        key = in_words(plain(spelling)).casefold()
        if len(key) < SHORTEST or key.isdigit() or key in SAYS_NOTHING:
            continue
        meanings.setdefault(key, set()).add((what, name))
        if careful or _is_short_form(spelling):
            cautious.add(key)
    starts: dict[str, int] = {}
    for first, *further in map(str.split, meanings):
        starts[first] = max(starts.get(first, 0), 1 + len(further))
    return {key: tuple(sorted(value)) for key, value in meanings.items()}, frozenset(cautious), starts


def _spellings(scheme: Scheme) -> Iterator[tuple[str, str, str, bool]]:
    for area in scheme.areas:
        yield from ((spelling, "an area", area.name, False) for spelling in (area.name, area.official, *area.aliases))
        yield from ((place, "an area", area.name, " " not in place) for place in area.places)
    for landlord in scheme.landlords:
        former = (each.name for each in landlord.former)
        whole = {landlord.name, landlord.official}
        spelt = (landlord.name, landlord.official, *landlord.aliases, *former)
        yield from ((spelling, "a landlord", landlord.name, spelling not in whole and " " not in spelling) for spelling in spelt)
    for ground in scheme.grounds:
        yield from (
            (words, "a ground of risk", ground.key, False)
            for words in (ground.key, ground.label, ground.report_group, *ground.words)
        )


def _is_short_form(spelling: str) -> bool:
    """«DA», «LBB», «TH»: letters that are somebody's name only when written as such."""
    return len(spelling) <= 5 and spelling.upper() == spelling


# Reasons of a refusal that are everyday words: every circular has a row for pets, and names a location.
EVERYDAY_REASONS = frozenset({"condition", "location", "other", "pets"})


def _of_case(case: Case) -> Iterator[tuple[str, str]]:
    """What only this case knows. The officer's role is among it: it may tell the kind of risk."""
    for officer in case.officers:
        whole = (officer.name, officer.email, officer.agency, officer.phone)
        role = () if set(in_words(plain(officer.role)).casefold().split()) <= ORDINARY else (officer.role,)
        yield from _keyed((*whole, *role), "an officer")
    yield from _keyed((case.landlord, *case.excluded, *case.circulated_to), "a landlord")
    yield from _keyed((case.area_residence, *case.areas_requested, *case.areas_at_risk), "an area")
    yield from _keyed((case.risk_primary, case.risk_primary.replace("_", " ")), "a ground of risk")
    yield from _keyed(
        (case.form_fingerprint, *case.people_fingerprints, case.cap_override, case.approved_by), "something of the case"
    )
    for offer in case.offers:
        yield from _keyed((offer.landlord,), "a landlord")
        yield from _keyed((offer.area,), "an area")
        yield from _keyed((offer.id, offer.made_by), "something of an offer")
        if offer.refusal_reason not in EVERYDAY_REASONS:
            yield from _keyed((offer.refusal_reason,), "something of an offer")


def _keyed(words: Iterable[str], what: str) -> Iterator[tuple[str, str]]:
    keys = (in_words(plain(each).replace(HIDDEN, "")).casefold() for each in words)
    yield from ((key, what) for key in keys if len(key) > SHORTEST)
