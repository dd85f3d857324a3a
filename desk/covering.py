"""Lines of a paper for a person's eyes, without the words that may tell who the applicant is (R029, disclosure's «masked»).

What was found goes by its place and its mask alone, «J*** S****»; the words themselves are known to nobody any more. A covered
text keeps its length, so that what is marked in it stays right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from desk.papers import Run
from parsing.evidence import Shown
from parsing.field import Where
from parsing.identity import masked
from parsing.readings import IdentityFound

_EDGES = "«»\"'“”‘’()[],;.:!?"
_A_SENTENCE = 4  # words of a mask: it tells of no more, and what follows them in the line belongs to it


def covered_lines(lines: Sequence[Shown], identity: Sequence[IdentityFound]) -> tuple[Shown, ...]:
    """Lines with stars for what was found. What cannot be found where it must be is covered with the whole place."""
    texts = [line.text for line in lines]
    for found in identity:
        at = places_found(lines, found)
        if at:
            joined = "\n".join(texts[number] for number in at)
            for number, text in zip(at, _with_stars(joined, found.masked).split("\n"), strict=True):
                texts[number] = text
    return tuple(replace(line, text=text) for line, text in zip(lines, texts, strict=True))


def places_found(lines: Sequence[Shown], found: IdentityFound) -> list[int]:
    """The lines of the cell, or the one line, in which it was found."""
    wanted = _place(found.where)
    return [number for number, line in enumerate(lines) if _place(line.where) == wanted]


def _place(where: Where) -> Where:
    """Without what is no part of the place: the paper's name, which may be covered, and the edges of the words."""
    return replace(where, source="", box=())


def _with_stars(text: str, mask: str) -> str:
    covered = _under_stars(text, mask)
    if covered != text or mask in text:
        return covered
    return "".join("*" if char.isalnum() else char for char in text)


def without_identity(text: str, identity: Sequence[IdentityFound]) -> str:
    """A sentence of our own that quotes the paper, with the same words covered."""
    for found in identity:
        if " " in found.masked or any(char.isdigit() for char in found.masked):
            text = _under_stars(text, found.masked)
    return text


def words_under(text: str, mask: str) -> tuple[str, ...]:
    """The runs of words whose mask is this one, as they stand there."""
    return tuple(text[start:end] for start, end in _runs_under(text, mask))


def _under_stars(text: str, mask: str) -> str:
    for start, end in _runs_under(text, mask):
        inner = "".join("*" if char.isalnum() and number else char for number, char in enumerate(text[start:end]))
        text = text[:start] + inner + text[end:]
    return text


def _runs_under(text: str, mask: str) -> Iterator[tuple[int, int]]:
    size = len(mask.split())
    spots = list(_spots(text))
    for at in range(len(spots) - size + 1):
        window = spots[at : at + size]
        if masked(" ".join(text[start:end] for start, end in window)) == mask:
            last = window[-1][1]
            line_ends = text.find("\n", last)
            yield window[0][0], (len(text) if line_ends < 0 else line_ends) if size >= _A_SENTENCE else last


def _spots(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand, without the marks around them."""
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        inner = word.strip(_EDGES)
        if inner:
            begin = start + word.index(inner)
            yield begin, begin + len(inner)


# ------------------------------------------------------------------------------------------------ as it is shown


def places_of(hidden: Sequence[Shown], identity: Sequence[IdentityFound]) -> Iterator[str]:
    """Each place once. What is hidden is never told but masked."""
    for place in dict.fromkeys(str(line.where) for line in hidden):
        told = dict.fromkeys(found.masked for found in identity if str(found.where) == place)
        yield f"{place}: {', '.join(told)}" if told else place


def runs_of(line: Shown) -> tuple[Run, ...]:
    """A line cut where an answer begins or ends."""
    cuts = sorted({0, len(line.text), *(edge for span in line.spans for edge in (span.start, span.end))})
    runs = []
    for start, end in pairwise(cuts):
        over = [span for span in line.spans if span.start <= start and span.end >= end]
        keys = tuple(dict.fromkeys(span.key for span in over))
        runs.append(Run(text=line.text[start:end], keys=keys, in_doubt=any(span.in_doubt for span in over)))
    return tuple(runs)


A_TENANT = "a tenant, whose address is covered"


def sender_shown(sender: str, kinds: Iterable[str]) -> str:
    """Who sent a mail, as it may be seen: a tenant's own mailbox tells who the applicant is (disclosure, column CO)."""
    return A_TENANT if "tenant" in kinds else sender
