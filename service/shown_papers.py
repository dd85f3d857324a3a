"""A mail and its papers as values that a person may look at: words alone, the read ones marked, who the applicant is covered.

Made in the reading room's child, where strangers' bytes are looked at; what leaves it is this.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias

from desk.covering import covered_lines, places_found, places_of, runs_of, words_under
from desk.papers import Block, Cell, Paper, Run
from parsing.cover import Cover, cover_for, is_covered, joined
from parsing.document import Document, Line, NotRead, Table
from parsing.evidence import Shown, Span, marked
from parsing.field import Where
from parsing.identity import cover_of_found, cover_of_mail, cover_of_paper
from parsing.mail_parts import parts_of
from parsing.read import letter_in
from parsing.readings import Automatic, Mail, PropertyOffer, Reading, TenantMail, Unreadable
from scheme.agreement import Scheme

MESSAGE = "message"
MOST_SIGNS = 60_000  # of one paper
GOES_ON = "It is longer than any form or letter: only its beginning is shown here. The whole of it is in the original."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one mail, or one file, was found to hold."""

    body: str = ""  # the mail's own words; empty of a file
    page: Document | None = None  # the same as the page that its program shows, where a form stands in it
    subject: str = ""
    sender: str = ""  # name and address
    sent_at: str = ""
    is_mail: bool = False
    papers: tuple[Document | NotRead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPapers:
    """As they go over the wire."""

    papers: tuple[Paper, ...] = ()


def held_in(data: bytes, kept: Mail, papers: tuple[Document | NotRead, ...], *, is_mail: bool) -> Held:
    """What a mail's bytes hold besides its papers; of a file that was handed in the papers are all."""
    if not is_mail:
        return Held(papers=papers)
    said = letter_in(data)
    return Held(
        is_mail=True,
        body="\n".join(map(_plain, said.body.split("\n"))),
        page=said.page if any(each.source == MESSAGE for each in kept.readings) else None,
        subject=said.subject,
        sender=f"{said.sender_name} <{said.sender}>" if said.sender_name else said.sender,
        sent_at=said.sent_at,
        papers=papers,
    )


Own: TypeAlias = Sequence[tuple[int, Reading]]  # the readings of one paper, with their numbers in the mail


def shown(held: Held, mail: Mail, cover: Cover) -> tuple[Paper, ...]:
    """The mail's own words first. `mail`: as it was read when it was decided; the marks' keys are `key_of` its readings."""
    papers = [_letter(held, mail, cover)] if held.is_mail else []
    for found, own in zip(held.papers, shares(mail, held.papers), strict=True):
        papers.append(_document(found, own, cover) if isinstance(found, Document) else _not_read(found, own, cover))
    seen = {source for found in held.papers for source in (found.source, cover.over(found.source))}
    papers += [_unreadable(each, cover) for each in mail.readings if isinstance(each, Unreadable) and _is_elsewhere(each, seen)]
    return tuple(replace(_cut(paper), number=number) for number, paper in enumerate(papers))


def _cut(paper: Paper) -> Paper:
    """Its beginning, where it is endless: no form or letter is as long."""
    left = MOST_SIGNS
    for number, block in enumerate(paper.blocks):
        left -= sum(len(run.text) + 8 for line in _lines_in(block) for run in line)
        if left < 0:
            return replace(paper, blocks=paper.blocks[:number], notes=(*paper.notes, GOES_ON))
    return paper


def _lines_in(block: Block) -> Iterator[tuple[Run, ...]]:
    yield from block.lines
    yield from (line for row in block.table for cell in row for line in (*cell.lines, ()))


def key_of(number: int, key: str) -> str:
    """A mark's key while it is not yet known which of the mail's readings is asked about."""
    return f"{number}:{key}"


def own_of(mail: Mail, source: str) -> Own:
    """The readings of one paper, whose name may stand under stars there."""
    return [(number, each) for number, each in enumerate(mail.readings) if is_covered(each.source, source)]


def shares(mail: Mail, papers: Sequence[Document | NotRead]) -> tuple[Own, ...]:
    """For each paper its own readings. Of papers with one name each has as many as the others, in their order."""
    told = []
    for at, paper in enumerate(papers):
        own = own_of(mail, paper.source)
        alike = [number for number, each in enumerate(papers) if each.source == paper.source]
        share, left = divmod(len(own), len(alike))
        first = alike.index(at) * share
        told.append(own if left else own[first : first + share])
    return tuple(told)


def _is_elsewhere(reading: Unreadable, seen: set[str]) -> bool:
    """A paper that was not even opened: a sealed message, a mail too deep within mails."""
    if reading.source == MESSAGE:
        return False
    return not any(is_covered(reading.source, each) or is_covered(each, reading.source) for each in seen)


# ------------------------------------------------------------------------------------------------ the cover


def cover_over(held: Held, kept: Mail, fresh: Mail, scheme: Scheme) -> Cover:
    """Over everything that may tell who the applicant is, wherever it stands in the mail or its papers.

    `fresh` is what today's reader found in the same bytes: what either has found is covered.
    """
    readings = (*kept.readings, *fresh.readings)
    covers = [cover_for(_homes(readings), ())]
    if held.is_mail:
        subject = held.subject if kept.automatic is Automatic.NO else ""  # a machine's own words begin it
        covers.append(cover_of_mail(subject, held.body, held.sender, scheme, readings))
        if any(isinstance(each, TenantMail) for each in readings):  # she is who must not be told
            name, _, address = held.sender.rpartition(" <")
            covers.append(cover_of_found((("a name", name), ("an e-mail address", address.rstrip(">"))), scheme))
    for found in held.papers:
        own = [each for each in readings if is_covered(each.source, found.source)]
        covers += _of_paper(found, own, scheme)
    if held.page is not None:
        covers.append(cover_of_mail(held.subject, held.page.text, held.sender, scheme, readings))
        covers += [_of_reading(held.page, each, scheme) for each in readings if each.source == MESSAGE]
    return joined(covers)


def _homes(readings: Sequence[Reading]) -> Iterator[str]:
    """An offered home's address stands in its letter alone (disclosure, column CO). It is covered as it stands in its quote."""
    for each in readings:
        if isinstance(each, PropertyOffer) and not each.address.blank:
            address = each.address.value or each.address.proposal or ""
            found = address and cover_for([address], ()).over(each.address.quote) != each.address.quote
            yield from [address] if found else [address, *each.address.quote.split("\n")]


def _of_paper(found: Document | NotRead, own: Sequence[Reading], scheme: Scheme) -> Iterator[Cover]:
    if isinstance(found, NotRead):
        yield cover_of_paper(Document(source=found.source, file_type=""), scheme)
        return
    forms = [each for each in own if not isinstance(each, Unreadable)]
    yield from (_of_reading(found, each, scheme) for each in forms)
    if not forms:
        yield cover_of_paper(found, scheme)


def _of_reading(document: Document, reading: Reading, scheme: Scheme) -> Cover:
    """The words behind the masks of what a reading has found in its paper."""
    lines = marked(document, Unreadable(why=""))
    found = []
    for each in reading.identity:
        at = places_found(lines, each)
        words = words_under("\n".join(lines[number].text for number in at), each.masked)
        found += [(each.what, run) for run in words or words_under(document.text, each.masked)]
    return cover_of_found(found, scheme, reading)


# ------------------------------------------------------------------------------------------------ the mail's own words


def _letter(held: Held, mail: Mail, cover: Cover) -> Paper:
    own = own_of(mail, MESSAGE)
    lines = marked_lines(held.body, own, cover)
    head = tuple(_head(held, mail, _keys(lines), cover))
    said = Paper(number=0, source=MESSAGE, title="The mail", head=head)
    if held.page is not None and _is_read_better(marked_lines(held.page, own, cover), lines, own):
        return replace(said, blocks=_blocks(held.page, own, cover))
    return replace(said, blocks=tuple(_paragraphs(lines, parts_of(held.body, held.sender.rpartition(" <")[0]))))


def _is_read_better(page: Sequence[Shown], lines: Sequence[Shown], own: Own) -> bool:
    """Whether the mail's page shows what was read, its plain words less so: a web form's answers stand in its table."""
    if any(field.where.table for _, reading in own for _, field in reading.fields()):
        return True
    return len(_keys(page)) > len(_keys(lines))


def _keys(lines: Sequence[Shown]) -> frozenset[str]:
    return frozenset(span.key for line in lines for span in line.spans)


def _head(held: Held, mail: Mail, marked_below: frozenset[str], cover: Cover) -> Iterator[tuple[str, tuple[Run, ...]]]:
    if held.sender:
        yield "From", (Run(text=cover.over(_plain(held.sender))),)
    if held.sent_at:
        sent = datetime.fromisoformat(held.sent_at)
        yield "Sent", (Run(text=f"{sent.day} {sent:%b %Y, %H:%M}"),)
    if held.subject.strip():
        line = _marked_subject(" ".join(held.subject.split()), mail, marked_below)
        yield "Subject", _runs(replace(line, text=cover.over(line.text)))


def _marked_subject(subject: str, mail: Mail, marked_below: frozenset[str]) -> Shown:
    """With what was read from it. An empty mail's answer stands in its subject, and is told by the mail."""
    spans = []
    for number, reading in enumerate(mail.readings):
        for key, field in reading.fields():
            is_here = field.where.source == "subject" or (
                field.where.source == MESSAGE and key_of(number, key) not in marked_below
            )
            if is_here and field.quote and (at := subject.find(field.quote)) >= 0:
                spans.append(Span(start=at, end=at + len(field.quote), key=key_of(number, key), in_doubt=bool(field.doubt)))
    return Shown(text=subject, where=Where(source="subject"), spans=tuple(spans))


def _paragraphs(lines: Sequence[Shown], tones: Sequence[str]) -> Iterator[Block]:
    """Lines that stand together and are of one tone."""
    gathered: list[tuple[Run, ...]] = []
    last = ""
    for line, tone in zip(lines, tones, strict=True):
        if gathered and (not line.text.strip() or tone != last):
            yield Block(lines=tuple(gathered), tone=last)
            gathered = []
        if line.text.strip():
            gathered.append(_runs(line))
        last = tone
    if gathered:
        yield Block(lines=tuple(gathered), tone=last)


# ------------------------------------------------------------------------------------------------ documents


def _document(found: Document, own: Own, cover: Cover) -> Paper:
    name = _name(found.source, own, cover)
    hidden = [replace(line, where=replace(line.where, source="")) for line in _hidden(found)]
    identity = [each for _, reading in own for each in reading.identity]
    masked = [replace(each, where=replace(each.where, source="")) for each in identity]
    return Paper(
        number=0,
        source=name,
        title=name,
        blocks=_blocks(found, own, cover),
        hidden=tuple(cover.over(_plain(each)) for each in dict.fromkeys(places_of(hidden, masked)) if each),
    )


def _hidden(found: Document) -> Iterator[Shown]:
    """What somebody has put out of sight. The file's name and what programs write of themselves is in every file."""
    for line in found.hidden:
        if not line.where.note.casefold().startswith(_OF_EVERY_FILE):
            yield Shown(text=line.text, where=line.where, is_hidden=True)


_OF_EVERY_FILE = ("file name", "property", "name of a control", "bookmark", "building block")


def _not_read(found: NotRead, own: Own, cover: Cover) -> Paper:
    name = _name(found.source, own, cover)
    return Paper(number=0, source=name, title=name, why_not=cover.over(_plain(found.why.replace(found.source, name))))


def _unreadable(reading: Unreadable, cover: Cover) -> Paper:
    name = cover.over(_plain(reading.source))
    return Paper(number=0, source=name, title=name, why_not=cover.over(_plain(reading.why)))


def _name(source: str, own: Own, cover: Cover) -> str:
    return _plain(cover.over(next((each.source for _, each in own), source)))


def _blocks(document: Document, own: Own, cover: Cover) -> tuple[Block, ...]:
    """The document's blocks in their order, each line with its marks and under its cover."""
    lines = iter(marked_lines(document, own, cover))
    blocks = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [[(cell, [_lines(line, lines, cover) for line in cell.lines]) for cell in row] for row in block.rows]
            blocks.append(Block(table=_grid([[_cell(cell.column, cell.columns, own) for cell, own in row] for row in rows])))
        elif said := _lines(block, lines, cover):
            blocks.append(Block(lines=said))
    return tuple(blocks)


def _lines(line: Line, lines: Iterator[Shown], cover: Cover) -> tuple[tuple[Run, ...], ...]:
    """As many of the marked lines as stand in one line of the document, and what is struck through in it."""
    parts = [next(lines) for part in line.text.split("\n") if part.strip()]
    struck = [piece for piece in line.pieces if piece.struck and piece.text.strip()]
    if not struck:
        return tuple(map(_runs, parts))
    if len(parts) == 1 and (where := _where_struck(line)) is not None:
        return (_runs_with_struck(parts[0], [(at, cover.over(words)) for at, words in where]),)
    return (*map(_runs, parts), tuple(Run(text=_plain(cover.over(piece.text)), is_struck=True) for piece in struck))


def _where_struck(line: Line) -> list[tuple[int, str]] | None:
    """The struck words, each with its place in the line's text, which is without them; None if that cannot be told."""
    at, found = 0, []
    for piece in line.pieces:
        if piece.struck:
            found.append((at, piece.text))
        elif words := piece.text.strip():
            begin = line.text.find(words, at)
            if begin < 0:
                return None
            at = begin + len(words)
    return found


def _runs_with_struck(line: Shown, struck: Sequence[tuple[int, str]]) -> tuple[Run, ...]:
    """The line's runs with the struck words between them; none of these is read, so none is within a mark."""
    runs: list[Run] = []
    at = 0
    for run in runs_of(line):
        begin, at = at, at + len(run.text)
        cuts = sorted({begin, at, *(place for place, _ in struck if begin < place < at)})
        for start, end in pairwise(cuts):
            runs += [Run(text=_plain(words), is_struck=True) for place, words in struck if place == start]
            runs.append(replace(run, text=_plain(run.text[start - begin : end - begin])))
    return (*runs, *(Run(text=_plain(words), is_struck=True) for place, words in struck if place >= at))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    column: int  # counted from 1
    cell: Cell


def _cell(column: int, columns: int, own: Sequence[tuple[tuple[Run, ...], ...]]) -> _Placed:
    return _Placed(column=column, cell=Cell(lines=tuple(line for lines in own for line in lines), columns=columns))


def _grid(rows: Sequence[Sequence[_Placed]]) -> tuple[tuple[Cell, ...], ...]:
    """Every row filled to the table's width. A gap just below a cell of its width is that cell, merged downwards."""
    width = max((each.column + each.cell.columns - 1 for row in rows for each in row), default=0)
    grid: list[list[_Placed]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # column → (row, index) of the cell that reaches down to here
    for number, row in enumerate(rows):
        placed: list[_Placed] = []
        at = 1
        for each in (*sorted(row, key=lambda one: one.column), _Placed(column=width + 1, cell=Cell())):
            if each.column > at:
                _fill(grid, placed, open_cells, number, at, each.column - at)
            if each.column <= width and each.column >= at:
                open_cells[each.column] = (number, len(placed))
                placed.append(each)
            at = max(at, each.column + each.cell.columns)
        grid.append(placed)
    return tuple(tuple(each.cell for each in row) for row in grid)


def _fill(
    grid: list[list[_Placed]], placed: list[_Placed], open_cells: dict[int, tuple[int, int]], number: int, at: int, columns: int
) -> None:
    row, index = open_cells.get(at, (-1, 0))
    above = grid[row][index] if 0 <= row < number else None
    if above is not None and above.cell.columns == columns and row + above.cell.rows == number:
        grid[row][index] = replace(above, cell=replace(above.cell, rows=above.cell.rows + 1))
        return
    placed.append(_Placed(column=at, cell=Cell(columns=columns)))


# ------------------------------------------------------------------------------------------------ marks and covers


def marked_lines(said_in: Document | str, own: Own, cover: Cover) -> tuple[Shown, ...]:
    """The visible lines, with what its readings took marked and what they found of the applicant covered."""
    lines = [line for line in marked(said_in, Unreadable(why="")) if not line.is_hidden]
    spans: list[list[Span]] = [[] for _ in lines]
    for number, reading in own:
        for at, line in enumerate(line for line in marked(said_in, reading) if not line.is_hidden):
            spans[at] += [replace(span, key=key_of(number, span.key)) for span in line.spans]
    identity = [each for _, reading in own for each in reading.identity]
    under = covered_lines(lines, identity)
    return tuple(
        replace(line, text=cover.over(line.text), spans=tuple(dict.fromkeys(held)))
        for line, held in zip(under, spans, strict=True)
    )


def _runs(line: Shown) -> tuple[Run, ...]:
    return tuple(replace(run, text=_plain(run.text)) for run in runs_of(line))


def _plain(text: str) -> str:
    """Without signs that do not show, or turn the text around them."""
    return "".join(char for char in text if char == "\t" or unicodedata.category(char) not in _UNSEEN)


_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
