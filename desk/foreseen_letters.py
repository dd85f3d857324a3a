"""The letters that would follow, laid together: a circular to forty landlords is one letter to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.answering import ForeseenLetter

MOST_OCTETS = 50_000  # of letters' words on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    subject: str
    to: tuple[str, ...]
    text: str  # empty: the page has no room for it
    held: str = ""


def laid_together(letters: Iterable[ForeseenLetter]) -> tuple[Together, ...]:
    """Letters of the very same words are one, with all that get it."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for letter in letters:
        found.setdefault((letter.kind, letter.subject, letter.text, letter.held), []).append(letter.to)
    together, room = [], MOST_OCTETS
    for (_, subject, text, held), to in found.items():
        room -= len(text.encode())
        together.append(Together(subject=subject, to=tuple(to), text=text if room > 0 else "", held=held))
    return tuple(together)
