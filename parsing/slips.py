"""Words that are a slip of the pen apart: for proposals and for doubts, never for a value."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def closest(word: str, spellings: Iterable[str], least: int) -> str | None:
    """The spelling that comes closest, if at least so many hundredths of it are the same."""
    found = process.extractOne(word, spellings, scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None
