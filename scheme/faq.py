"""Questions that people ask, with the scheme's own answers: `[[faq]]` in the scheme file (R074).

A topic is known by phrases, and by nothing like them: «how long … take» is these words in this order within one sentence,
with at most six others where the dots stand. What no phrase names is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scheme.terms import spelling_key

BETWEEN = r"(?: \w+){0,6}? "  # where the dots stand
LONGEST = 1_000  # characters of a sentence that are looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One question with its answer, in the scheme's words."""

    key: str
    phrases: tuple[str, ...]
    answer: str


def topics_in(sentence: str, topics: Sequence[Topic]) -> tuple[str, ...]:
    """Keys of the topics that a sentence asks about, in the order of the scheme file."""
    words = f" {spelling_key(sentence[:LONGEST])} "
    return tuple(topic.key for topic in topics if any(_shape(each).search(words) for each in topic.phrases))


@lru_cache(maxsize=1024)
def _shape(phrase: str) -> re.Pattern[str]:
    parts = (re.escape(spelling_key(part)).replace(r"\ ", " ") for part in phrase.replace("...", "…").split("…"))
    return re.compile(" " + BETWEEN.join(part for part in parts if part) + " ")
