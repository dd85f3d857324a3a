"""A mail about several cases, cut into one section a case: a list, bullets or lines that each begin with a reference.

A single sentence is cut where each case has exactly one part of its own («ARC-01-26 yes, ARC-02-26 no»), or is said of
every case that it lists («ARC-01-26 and ARC-02-26 are approved»). Whatever is less plain stays whole and is asked about.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsing.shared_home import written
from scheme.agreement import Scheme

BULLET = re.compile(r"^\s*(?:[-*•·–▪]|\(?\d{1,2}[.):]|\(?[a-h][.)])?\s*(?:re|ref|reference|case)?\s*[:.]?\s*", re.IGNORECASE)
BEGINNING = 24  # characters in which a section's reference must begin and end


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The words about one case. Empty lines stand for what lies before, so that line numbers hold."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """What is said of each case, and what stands around."""

    each: tuple[Section, ...]
    around: str
    in_one_breath: bool = False  # cut out of one sentence, or said of several cases together


def sections_of(text: str, scheme: Scheme) -> Sections | None:
    """None unless two or more cases each have one section of their own and are named nowhere else."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _heading(line, scheme)]
    if len(heads) < 2:
        return None
    ends = [_end(lines, start, nxt) for start, nxt in zip(heads, [*heads[1:], len(lines)], strict=True)]
    each = tuple(
        Section(reference=_heading(lines[start], scheme), text="\n" * start + "\n".join(lines[start:end]))
        for start, end in zip(heads, ends, strict=True)
    )
    inside = {number for start, end in zip(heads, ends, strict=True) for number in range(start, end)}
    around = "\n".join("" if number in inside else line for number, line in enumerate(lines))
    named = [section.reference for section in each]
    alone = all(len(scheme.references_in(section.text)) == 1 for section in each)
    if len(set(named)) < len(named) or not alone or scheme.references_in(around):
        return None
    return Sections(each=each, around=around)


def _heading(line: str, scheme: Scheme) -> str:
    """The reference that a line begins with, empty if it begins with none."""
    begun = BULLET.sub("", line, count=1)[:BEGINNING]
    found = scheme.references_in(begun)
    begins = re.match(rf"{re.escape(scheme.reference_prefix)}\b|{re.escape(scheme.reference_prefix)}\d", begun, re.IGNORECASE)
    return str(found[0]) if len(found) == 1 and begins else ""


def _end(lines: list[str], start: int, following: int) -> int:
    """A section ends at the next one, or at an empty line that nothing but other words follow."""
    return next((number for number in range(start + 1, following) if not lines[number].strip()), following)


def told_apart(text: str, scheme: Scheme, *, answers: bool = False) -> Sections | None:
    """Two or more cases named on one line, each once: said of all that are listed, or a part each; `answers` an approval asked for."""
    named = [number for number, line in enumerate(text.split("\n")) if scheme.references_in(line)]
    if len(named) != 1:
        return None
    lines = text.split("\n")
    line = lines[named[0]]
    spans = [found.span() for found in written(scheme).finditer(line)]
    references = [str(each) for each in scheme.references_in(line)]
    alike = [[str(each) for each in scheme.references_in(line[start:end])] for start, end in spans]
    if len(references) < 2 or alike != [[each] for each in references]:
        return None
    lead_in = LEAD_IN.match(line[: spans[0][0]])
    if lead_in and lead_in.end() == spans[0][0]:  # «For the two sisters: ARC-01-26 …» leads to all that follows
        line, spans = line[lead_in.end() :], [(start - lead_in.end(), end - lead_in.end()) for start, end in spans]
    parts = _listed(line, spans) or _a_part_each(line, spans, answers=answers)
    if not parts:
        return None
    lead = "\n" * named[0]
    each = tuple(Section(reference=reference, text=lead + part) for reference, part in zip(references, parts, strict=True))
    around = "\n".join("" if number == named[0] else other for number, other in enumerate(lines))
    return Sections(each=each, around=around, in_one_breath=True)


NOT_OF_ALL = re.compile(
    r"\b(one of|either|neither|nor|or|respectively|former|latter|first|second|other|others|another|only|except|not|cannot|can't|swap|same)\b|n't\b|\?",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s*(?:,|and|&|\+|,\s*and)\s*", re.IGNORECASE)
BOTH = re.compile(r"\b(?:both(?: of)?|all(?: (?:two|three|four))?(?: of)?)\s*$", re.IGNORECASE)


def _listed(line: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """«ARC-01-26 and ARC-02-26 are approved»: the line once for each, with that reference alone."""
    gaps = [line[end:start] for (_, end), (start, _) in pairwise(spans)]
    if not all(JOINED.fullmatch(gap) for gap in gaps) or NOT_OF_ALL.search(line):
        return []
    before, after = BOTH.sub("", line[: spans[0][0]]), line[spans[-1][1] :]
    return [
        f"{before}{line[start:end]}{re.sub(r'^( (?:are|is|have been))? both', lambda kept: kept[1] or '', after)}"
        for start, end in spans
    ]


LEAD_IN = re.compile(
    r"\W*(?:for|re|on|about|as for|regarding|with regards? to|concerning|thanks for|in respect of) (?:the |these |those |both |your |our |my )*(?:two|three|four|both|\d)?"
    r" ?(?:sisters|brothers|siblings|cousins|cases|requests|families|households|referrals|applications|tenants|clients|ladies|women|neighbours|of them|you sent(?: me| us)?(?: \w+)?)+\s*[:–-]\s*",
    re.IGNORECASE,
)
CUT = re.compile(r"[,;]\s*(?:(?:and|but|while|whereas)\b)?|\b(?:and|but|while|whereas)\b|[.](?=\s)", re.IGNORECASE)
BARE = re.compile(
    r"^(\W*[\w\s/-]*?\d\W*(?:is |it's )?(?:a |an )?)(yes|no)((?:\W|\b(?:thanks|thank you|please|sorry|from us|i'm afraid)\b)*)$",
    re.IGNORECASE,
)


def _a_part_each(line: str, spans: Sequence[tuple[int, int]], *, answers: bool) -> list[str]:
    """«ARC-01-26 yes, ARC-02-26 no»: cut at the one joint between two references; with more than one it is not plain."""
    cuts = [
        [(end + found.start(), end + found.end()) for found in CUT.finditer(line[end:start])]
        for (_, end), (start, _) in pairwise(spans)
    ]
    if any(len(each) != 1 for each in cuts):
        return []
    joints = [each[0] for each in cuts]
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(line)]
    parts = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return [_spelt_out(part) for part in parts] if answers else parts


def _spelt_out(part: str) -> str:
    """A bare yes or no beside a reference decides it."""
    found = BARE.match(part)
    return f"{found[1]}{'approved' if found[2].casefold() == 'yes' else 'declined'}{found[3]}" if found else part
