"""Where each answer stands in the words it was read from, for a person to check: values, without any presentation.

`marked` gives the lines of a document or a mail with the read words as spans. The words are looked for first where the field says
they stand, then near by, and at last anywhere; words that stand nowhere are left unmarked rather than marked wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias

from parsing.boxes import with_boxes
from parsing.cover import is_covered
from parsing.document import Document, Line, Table
from parsing.field import Field, Where
from parsing.readings import Reading

_WORD = re.compile(r"[☒☐]|[\[(][ xX✓✔_]{0,3}[\])]|[^\s☒☐\[\]]+|\S")
_EDGES = "«»\"'“”‘’()[],;.:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Read words within a line: from `start` up to before `end`."""

    start: int
    end: int
    key: str
    in_doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line as it stands in the document, or as the mail shows it."""

    text: str
    where: Where = Where()
    spans: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    line: int
    start: int
    end: int
    plain: str


Words: TypeAlias = Sequence[_Word]


def marked(said_in: Document | str, reading: Reading) -> tuple[Shown, ...]:
    """The lines of a document, or of a mail's plain words, with what the reading took from them."""
    lines = list(_lines_of(said_in))
    words = [word for at, line in enumerate(lines) for word in _words(line.text, at)]
    spans: list[list[Span]] = [[] for _ in lines]
    for key, field in reading.fields():
        if field.blank or not field.quote:
            continue
        for line, start, end in _places(field, lines, words):
            spans[line].append(Span(start=start, end=end, key=key, in_doubt=bool(field.doubt)))
    seen = tuple(
        replace(line, spans=tuple(sorted(set(own), key=lambda span: (span.start, span.end, span.key))))
        for line, own in zip(lines, spans, strict=True)
    )
    return (*seen, *_hidden(said_in))


def line_of(quote: str, text: str, near: int = 0) -> int:
    """The line of a text, counted from 1, in which the quoted words begin; 0 if they are not in it. Of several the nearest."""
    words = _all_words(text)
    for wanted in (_plain_words(quote), _plain_words(quote.split("\n", maxsplit=1)[0])):
        lines = [found[0].line + 1 for at in range(len(words)) if (found := _found(wanted, words[at : at + len(wanted)], 0))]
        if lines:
            return min(lines, key=lambda line: abs(line - near)) if near else lines[0]
    return 0


@lru_cache(maxsize=1)  # each answer of a mail is looked for in the same words
def _all_words(text: str) -> tuple[_Word, ...]:
    return tuple(word for at, line in enumerate(text.split("\n")) for word in _words(line, at))


def _lines_of(said_in: Document | str) -> Iterator[Shown]:
    if isinstance(said_in, str):
        for number, text in enumerate(said_in.split("\n"), 1):
            yield Shown(text=text, where=Where(source="message", line=number))
        return
    for block in said_in.blocks:
        for line in _in_table(block) if isinstance(block, Table) else (block,):
            for text in line.text.split("\n"):
                if text.strip():
                    yield Shown(text=text, where=line.where, tags=line.tags)


def _in_table(table: Table) -> Iterator[Line]:
    for row in table.rows:
        for cell in row:
            for line in cell.lines:
                yield replace(line, where=line.where if line.where.table else cell.where)


def _hidden(said_in: Document | str) -> Iterator[Shown]:
    if isinstance(said_in, Document):
        for line in said_in.hidden:
            yield Shown(text=line.text, where=line.where, is_hidden=True)


# ------------------------------------------------------------------------------------------------ finding the words


def _words(text: str, line: int) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        if plain := _plain(match.group()):
            yield _Word(line=line, start=match.start(), end=match.end(), plain=plain)


def _plain(word: str) -> str:
    if (box := with_boxes(word).strip()) in ("☒", "☐"):
        return box
    return word.strip(_EDGES).casefold().replace("’", "'")


def _plain_words(quote: str) -> list[str]:
    return [word.plain for word in _words(" ".join(quote.split()), 0)]


def _places(field: Field[Any], lines: Sequence[Shown], words: Words) -> list[tuple[int, int, int]]:
    """(line, start, end) of each stretch of the quoted words."""
    nearest = [at for at, line in enumerate(lines) if _is_at(field.where, line)]
    starts = nearest or [0]
    wanted = _plain_words(field.quote)
    for start in dict.fromkeys((*starts, *_row_of(field.where, lines))):
        found = _found(wanted, words, _first_word_at(words, start))
        if found and (not nearest or found[0].line in nearest or found[0].line - start <= 3):
            return _stretches(found)
    apart = [word for part in field.quote.split("\n") for word in _part(part, words, lines, field.where, nearest)]
    if apart:
        return _stretches(apart)
    return _stretches(_found(wanted, words, 0)) if wanted else []


def _is_at(where: Where, line: Shown) -> bool:
    if where.note.startswith("form field "):
        return where.note.removeprefix("form field ") in line.tags
    own = line.where
    if (where.table, where.row, where.cell, where.page) != (own.table, own.row, own.cell, own.page):
        return False
    return where.line in (0, own.line) and (not where.note or where.note == own.note)


def _row_of(where: Where, lines: Sequence[Shown]) -> list[int]:
    return [at for at, line in enumerate(lines) if where.row and (line.where.table, line.where.row) == (where.table, where.row)]


def _first_word_at(words: Words, line: int) -> int:
    return next((at for at, word in enumerate(words) if word.line >= line), len(words))


def _found(wanted: Sequence[str], words: Words, first: int) -> list[_Word]:
    """The first stretch of words that says this, from a given word on."""
    if not wanted:
        return []
    for at in range(first, len(words) - len(wanted) + 1):
        if all(_is_word(words[at + step].plain, each) for step, each in enumerate(wanted)):
            return list(words[at : at + len(wanted)])
    return []


def _is_word(plain: str, wanted: str) -> bool:
    """The same word, or the one under the stars: quotations go on without what may tell who somebody is (R029)."""
    return plain == wanted or ("*" in wanted and is_covered(wanted, plain))


def _part(part: str, words: Words, lines: Sequence[Shown], where: Where, nearest: Sequence[int]) -> list[_Word]:
    """One line of a quote that was put together from several places."""
    wanted = _plain_words(part)
    around = nearest or _row_of(where, lines)
    start = _first_word_at(words, min(around)) if around else 0
    return _found(wanted, words, start) or _found(wanted, words, 0) or _pieces(wanted, words, start)


def _pieces(wanted: Sequence[str], words: Words, start: int) -> list[_Word]:
    """The words one by one in their order, near by: columns lay others between them."""
    found: list[_Word] = []
    at = start
    for each in wanted:
        near = next((number for number in range(at, min(at + 40, len(words))) if _is_word(words[number].plain, each)), None)
        if near is None:
            return []
        found.append(words[near])
        at = near + 1
    return found


def _stretches(words: Sequence[_Word]) -> list[tuple[int, int, int]]:
    """Words of one line that follow each other as one stretch."""
    stretches: list[tuple[int, int, int]] = []
    for word in words:
        if stretches and stretches[-1][0] == word.line and 0 <= word.start - stretches[-1][2] <= 3:
            stretches[-1] = (word.line, stretches[-1][1], word.end)
        else:
            stretches.append((word.line, word.start, word.end))
    return stretches
