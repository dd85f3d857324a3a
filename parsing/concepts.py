"""What a label asks, told by what its words mean: a label with a word that nobody knows asks nothing (forms.md §2.2).

A question has *ways* in which forms ask it. A way is written «area live/now ; home person»: something of each word (or one of
its alternatives) must be said, what stands behind the semicolon may be said, and anything else makes it another question. «-not»
bars a word that has a harmless meaning too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsing.concept_words import CONCEPTS, LONGEST, MEANINGS
from scheme.terms import spelling_key

Meaning = frozenset[str]  # the concepts of one word or turn of phrase; more than one where it has two meanings

_GROUPS = {
    "person": "person household tenant",
    "home": "home address",
}
# Answers that a label counts up for the reader to choose from: two of them say what is asked, one alone does not.
_CHOICES = {"kind_word": "kinds", "tenure_word": "tenures", "place_word": "places", "violence_word": "violences"}
_AT_THE_END = {
    "on": "date",
    "by": "by_whom",
    "until": "by",
    "in": "where",
    "at": "where",
    "of": "of_whom",
    "with": "of_whom",
    "from": "from",
}
_ALWAYS = frozenset({"", "yes_no"})
_ASKED = frozenset({"", "asked"})  # the question mark at a label's end: what may be an answer too asks only with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of asking: something of each of `needs` must be said, `may` is what else may be.

    `bars` is what may not, though its word has another meaning too.
    """

    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    bars: frozenset[str]

    @staticmethod
    def of(text: str) -> Way:
        needs, _, may = text.partition(";")
        groups = tuple(frozenset(word.split("/")) for word in needs.split())
        named = may.split()
        barred = frozenset(word[1:] for word in named if word.startswith("-"))
        said = _spread(word for word in named if not word.startswith("-")).union(_ALWAYS, *groups)
        return Way(needs=groups, may=_known(said) - barred, bars=_known(barred))

    def fits(self, said: Sequence[Meaning]) -> bool:
        if not all(meaning & self.may and not meaning & self.bars for meaning in said):
            return False
        return all(any(need & meaning for meaning in said) for need in self.needs)


def _spread(words: Iterable[str]) -> frozenset[str]:
    return frozenset(each for word in words for each in (_GROUPS[word[1:]].split() if word[0] == "@" else [word]))


def _known(concepts: frozenset[str]) -> frozenset[str]:
    if unknown := concepts - CONCEPTS:
        raise ValueError(f"No words are known for {', '.join(sorted(unknown))}.")
    return concepts


def ways(text: str) -> tuple[Way, ...]:
    """The ways written one a line; a line that is set in further goes on with the one above."""
    return tuple(Way.of(line) for line in re.sub(r"\n {8}", " ", text).split("\n") if line.strip())


_NUMBER = re.compile(
    r"(?<=\w )(?:no|nos)\.(?=\W|$)|(?<=\w )(?<!yes )(?<!or )(?<!say )(?<!said )(?<!saying )no(?=\s*$)", re.IGNORECASE
)
_OFFICER = re.compile(r"(?<!/)(?<!/ )\bNO(?:['’]?s)?\b(?!\s*[./]|\s+of\b)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


@lru_cache(maxsize=16_384)
def said_in(label: str, names: tuple[str, ...] = (), scheme: str = "", *, partly: bool = False) -> tuple[Meaning, ...] | None:
    """The meanings of a label's words in their order; None if one of them is not known, or of those that are (`partly`).

    `names` are the region's own, which say nothing; `scheme` is the prefix of its references.
    """
    asked = label.rstrip().endswith("?")
    text = label if label.isupper() else _OFFICER.sub("nominating officer", label)
    words = spelling_key(_POSSESSIVE.sub("", _NUMBER.sub("number", text))).split()
    for name in names:
        words = f" {' '.join(words)} ".replace(f" {name} ", " ").split()
    words = ["scheme" if word == scheme else word for word in words]
    said: list[Meaning] = []
    at = 0
    while at < len(words):
        length, meaning = _longest(words, at)
        if not length and not partly:
            return None
        length = length or 1
        last = at + length == len(words) and length == 1
        said.append(meaning | {_AT_THE_END[words[at]]} if last and words[at] in _AT_THE_END else meaning)
        at += length
    return (*_with_choices(said), *([_ASKED] if asked else []))


def _with_choices(said: Sequence[Meaning]) -> list[Meaning]:
    counted = {word: several for word, several in _CHOICES.items() if sum(word in meaning for meaning in said) >= 2}
    return [meaning | {several for word, several in counted.items() if word in meaning} for meaning in said]


def _longest(words: Sequence[str], at: int) -> tuple[int, Meaning]:
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        meaning = MEANINGS.get(phrase) or (MEANINGS.get(phrase[:-1]) if phrase.endswith("s") and len(phrase) > 3 else None)
        if meaning:
            return length, meaning
    return 0, frozenset()


# Concepts that a label may have and still be told by its section only: «Name», «Bedrooms», «Boroughs», «18+», «Other».
_BARE = frozenset(
    """
    name role email phone agency contact area areas landlord tenancy tenancy_kind date when bedroom floor kind home size pet
    child adult rent number reference age sex main other add remove reason why how_much period from obtained address council
    arrears joint
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# Concepts that no question can be told by alone: a row about something else may have them too.
IDLE = frozenset(
    """
    name role email phone contact date when who whose by by_whom of_whom from at where number reference kind kinds why reason
    how_much period person tenant household you we officer know made did start new now still past expected other main
    status sex age child adult work obtained happened arranged sign reply and request add lead use not asked modal in_place
    hold how else police coordinator office assigned
    """.split()  # noqa: SIM905
)
_TELLING = frozenset({"support", "officer", "you", "now", "wanted", "perpetrator", "past", "safe", "risk"})
# What a section's title may say that makes what stands below it a question of another person, home or time.
_PERSON = frozenset("name role email phone agency contact".split())  # noqa: SIM905
_PLACE = frozenset("area areas landlord tenancy tenancy_kind bedroom floor kind home size rent address council".split())  # noqa: SIM905
_MEMBER = frozenset("adult child age sex pet".split())  # noqa: SIM905
_ANOTHERS = frozenset("perpetrator past outgoing office coordinator leave_behind friends receipt".split())  # noqa: SIM905
_OTHER_PEOPLE = frozenset("landlord_staff manager health social school police police_case kin marac court incident".split())  # noqa: SIM905
_TURNED_BY = (
    (
        _PERSON,
        _ANOTHERS | _OTHER_PEOPLE | {"second", "take_over", "colleague", "landlord", "approve", "new", "tenant", "person"},
    ),
    (
        _PLACE,
        _ANOTHERS | {"temporary", "refuge", "wanted", "new", "offer", "decline", "safe", "unsafe", "avoid", "risk"},
    ),
    (frozenset({"area", "areas"}), _OTHER_PEOPLE),
    (_MEMBER, frozenset({"perpetrator", "past", "leave_behind", "friends", "not", "stay"})),
    (frozenset({"date", "when"}), _ANOTHERS | _OTHER_PEOPLE | {"approve", "decline", "offer", "viewing", "panel", "consent"}),
)


def _telling(said: Sequence[Meaning]) -> list[Meaning]:
    """Without the words that say nothing of what is asked."""
    return [meaning for meaning in said if "" not in meaning]


def is_short(said: Sequence[Meaning]) -> bool:
    """Whether a label says so little that its section has to tell whose or which: «Name», «Number of bedrooms»."""
    telling = _telling(said)
    return (
        0 < len(telling) <= 3
        and all(meaning & _BARE and not meaning & _TELLING for meaning in telling)
        and telling != [frozenset({"kind"})]
    )


def is_title_only(about: Sequence[Meaning] | None) -> bool:
    """Whether a section's title has no meaning of its own: «Details», «Section 2»."""
    return about is not None and not _telling(about)


def is_of_areas(about: Sequence[Meaning]) -> bool:
    """A title that says «Boroughs», and nothing of which they are."""
    return _telling(about) == [frozenset({"areas"})]


def is_of_one_area(said: Sequence[Meaning]) -> bool:
    """«Borough», not «Boroughs»."""
    return _telling(said) == [frozenset({"area"})]


def turns(about: Sequence[Meaning], said: Sequence[Meaning], own: frozenset[str]) -> bool:
    """Whether a section makes a bare label below it a question of something else: «Previous home», «Bedrooms».

    `own` are the concepts of the form's own titles, which turn nothing.
    """
    titled = frozenset[str]().union(*_telling(about)) - own
    asked = frozenset[str]().union(*said)
    if "now" in titled:
        titled -= {"wanted", "new"}  # «Housing now and housing requested»: its columns tell which
    return any(asked & kind and titled & turning for kind, turning in _TURNED_BY)


def needs_its_section(said: Sequence[Meaning]) -> bool:
    """Whether a label means nothing without knowing whose or when: «Name», «Borough», «Date»."""
    asked = frozenset[str]().union(*said)
    return bool(asked & (_PERSON | {"area", "date", "when"})) and len(said) <= 2
