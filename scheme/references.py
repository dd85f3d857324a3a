"""Finding case references in running text: read when written whole, never pieced together (forms.md 2.2.4)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from scheme.terms import DASHES, Reference

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))  # soft hyphens and zero-width marks of mail clients


def find_references(text: str, prefix: str) -> tuple[Reference, ...]:
    """Distinct references in the order in which they stand."""
    plain = unicodedata.normalize("NFKC", text.translate(DASHES)).translate(DASHES).translate(INVISIBLE)
    found: dict[Reference, None] = {}
    for match in _pattern(prefix).finditer(plain):
        digits = next((group, match[f"{group}_year"]) for group in ("marked", "spaced", "joined") if match[group])
        sequence, year = int(match[digits[0]]), int(digits[1][-2:])
        if sequence:
            found[Reference(prefix=prefix, sequence=sequence, year=year)] = None
    return tuple(found)


@cache
def _pattern(prefix: str) -> re.Pattern[str]:
    """`ARC-01-16`, `ARC 01/16`, `arc-1-16`, `ARC0116`, `ARC10126`, also broken over a (quoted) line.

    No letter or digit may touch it, and no further number may hang on it: `ARC 01/02/2023` is a date, `ARC-01-16/17`
    might be two cases, `ARC 0116 496 0123` is somebody's phone.
    A «sequence» such as 2016 is a year written first: not read either.
    """
    gap = r"[ \t]*(?:\r?\n[ \t>]*)?"
    mark = rf"{gap}[-/_.]{gap}"
    return re.compile(
        rf"""(?<![^\W_]) {re.escape(prefix)} (?:{gap}[-/_.:\#]{gap} | {gap})
        (?:
            (?P<marked>(?!20[0-9]{{2}})[0-9]{{1,4}}) {mark} (?P<marked_year>(?:20)?[0-9]{{2}})
          | (?P<spaced>[0-9]{{2,3}}) (?:[ \t]+|[ \t]*\r?\n[ \t>]*) (?P<spaced_year>[0-9]{{2}}) (?!\s*[0-9])
          | (?P<joined>[0-9]{{2,3}}) (?P<joined_year>[0-9]{{2}}) (?![ \t-]*[0-9]{{3}})
        )
        (?! [^\W_] | [-/.:][0-9] )""",
        re.VERBOSE | re.IGNORECASE,
    )
