"""One home offered to whichever of several requests it suits: «this flat could suit ARC-01-26, ARC-04-26 or ARC-09-26».

Certain only where one home is spoken of, in one place, and the requests are alternatives. «A flat for each», «two flats», «a
flat for ARC-01-26 and one for ARC-04-26» stay whole and are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from parsing.field import Field
from parsing.readings import PropertyOffer, Reading
from scheme.agreement import Scheme

JOINED = re.compile(r"\s*(?:,|/|;|or|and|&|,\s*(?:or|and)(?: even| possibly| perhaps| maybe)?)\s*(?:for\s+)?", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:either|any(?: one)?(?: of)?|one of|whichever of)[\s:]*$", re.IGNORECASE)
ALTERNATIVES = re.compile(
    r"\b(?:or|either|any of|any one of|one of|whichever|suits?|suitable|fits?|match(?:es)?|consider\w*)\b|\d\s*/\s*[a-z]",
    re.IGNORECASE,
)
# More homes than one, or one for each: then it is not the same home that everybody is offered.
SEVERAL_HOMES = re.compile(
    r"\b(?:each|both|also|respectively|two|three|four|several|couple|pair|another|second|other|homes|flats|houses|properties|voids|offers|units"
    r"|maisonettes|bungalows|studios|[2-9] (?:x|of|no)\b|former|latter|first come)\b",
    re.IGNORECASE,
)
OF_THESE = re.compile(
    r"\b(?:either|any(?: one)?|one|whichever) of (?:the |these |those |your |our |the above )?(?:two |three |four )?"
    r"(?:households|families|requests|cases|applicants|them)\b",
    re.IGNORECASE,
)


def offered_to_several(
    text: str, subject: str, scheme: Scheme, read_one: Callable[[str, str], tuple[Reading, ...]]
) -> tuple[Reading, ...]:
    """A reading for each request that the one home is offered to; nothing unless that is certain.

    `read_one` reads words and a subject that name one request.
    """
    named = tuple(map(str, scheme.references_in(text)))
    above = tuple(map(str, scheme.references_in(subject)))
    if len(named) > 1 and set(above) <= set(named):
        line, place = _one_place(text, named, scheme)
        versions = [(text.replace(line, place.format(each), 1), each) for each in named] if place else []
    elif not named and len(above) > 1 and OF_THESE.search(text):
        line, singular = "", OF_THESE.sub("this household", text)
        versions = [(singular, each) for each in above]
    else:
        return ()
    if SEVERAL_HOMES.search(OF_THESE.sub("", text)):
        return ()
    titled = {each: written(scheme).sub(each, subject) for _, each in versions}
    found = [_alone(read_one(words, titled[each]), each, text, line) for words, each in versions]
    if not found or any(each is None for each in found):
        return ()
    everybody = tuple(reference for _, reference in versions)
    return tuple(
        replace(offer, also_for=tuple(other for other in everybody if other != each))
        for each, offer in zip(everybody, found, strict=True)
        if offer is not None
    )


def _one_place(text: str, named: tuple[str, ...], scheme: Scheme) -> tuple[str, str]:
    """The one line that lists the requests, and the same line with a gap «{}» in the list's place; empty if there is no such."""
    lines = [line for line in text.split("\n") if scheme.references_in(line)]
    if len(lines) != 1 or text.count(lines[0]) != 1 or not ALTERNATIVES.search(lines[0]):
        return "", ""
    line = lines[0]
    spans = [found.span() for found in written(scheme).finditer(line)]
    gaps = [line[end:start] for (_, end), (start, _) in pairwise(spans)]
    if len(spans) != len(named) or not all(JOINED.fullmatch(gap) for gap in gaps):
        return "", ""
    before, after = BEFORE.sub("", line[: spans[0][0]]), line[spans[-1][1] :]
    return line, "{}".join(part.replace("{", "{{").replace("}", "}}") for part in (before, after))


def written(scheme: Scheme) -> re.Pattern[str]:
    """A reference of the scheme as people write it."""
    prefix = re.escape(scheme.reference_prefix)
    return re.compile(rf"\b{prefix}[\s/-]{{0,2}}\d{{1,4}}[\s/-]\d{{2,4}}\b", re.IGNORECASE)


def _alone(readings: tuple[Reading, ...], reference: str, text: str, line: str) -> PropertyOffer | None:
    """The offer, if it is all that the words say of this request and nothing in it is in doubt; quoted as the mail has it."""
    if len(readings) != 1 or not isinstance(readings[0], PropertyOffer) or readings[0].all_doubts():
        return None
    offer = readings[0]
    if offer.offer_status.value != "open" or offer.reference.value != reference:
        return None
    if (
        offer.area.value is None and offer.bedrooms.value is None
    ):  # «would either like this one?»: which home it is stands elsewhere
        return None
    quoted: dict[str, Any] = {  # Any: each key has the field of its own type
        key: replace(field, quote=line.strip()[:300]) for key, field in offer.fields() if _is_reworded(field, text) and line
    }
    return replace(offer, **quoted)


def _is_reworded(field: Field[Any], text: str) -> bool:
    return bool(field.quote) and " ".join(field.quote.split()) not in " ".join(text.split())
