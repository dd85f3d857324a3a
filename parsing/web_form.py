"""A web form's notification without the words of the website that sends it (R073): when it came, from where, how to see it."""

from __future__ import annotations

import re
from dataclasses import replace

from parsing.document import Block, Cell, Document, Line, Table

OF_THE_WEBSITE = re.compile(
    r"\W{0,4}(submission (date|time|id|number|from|ip)|submitted (on|at|from|values)|(submitted )?by anonymous"
    r"|(date|time) submitted|(entry|response|record|form) (id|no|number)\b"
    r"|form ref(erence)?\b(?![^\n]*\b[A-Z]{2,6}[-/ ]\d{1,3}[-/ ]\d{2,4}\b)|ip( address)?\b|(user )?(browser|agent|referr?er)\b"
    r"|(page|source|referring|form) url\b|responder\b.{0,4}anonymous|(start|completion|end) time\b|time ?stamp\b|captcha\b"
    r"|last modified\b|the results of this submission|(view|edit) (this )?(submission|entry|response)\b|you can (view|edit)\b"
    r"|https?://\S+\s*$|(this|the) (e-?mail|message|notification) (was|is|has been) (sent|generated|an automat)"
    r"|this is an automat|(microsoft|google|gravity|jot) ?forms?\b|a? ?new (submission|response|entry)\b|powered by\b"
    r"|==+\s*\S.*==+\s*$|submitted by anonymous)",
    re.IGNORECASE,
)


def without_website(document: Document) -> Document:
    """The questions and answers alone. What is set aside is still searched for names."""
    spelt = _with_colons(document.blocks)
    kept = [(each, _kept(each)) for each in spelt]
    stay = {id(line) for _, after in kept for line in _lines(after)}
    aside = tuple(line for before, _ in kept for line in _lines(before) if id(line) not in stay)
    return replace(document, blocks=tuple(after for _, after in kept if after is not None), hidden=(*document.hidden, *aside))


# «12. Tenancy type = Assured», line by line: a flow's way to write «Tenancy type: Assured».
EQUALS = re.compile(r"(?:\d{1,2}[.)] )?(?P<asked>[^=:]{2,90}?) = (?P<told>\S.*)")
SEVERAL = 5


def _with_colons(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    equal = [each for each in blocks if isinstance(each, Line) and EQUALS.fullmatch(each.text)]
    if len(equal) < SEVERAL:
        return blocks
    return tuple(
        replace(each, text=f"{found['asked']}: {found['told']}")
        if isinstance(each, Line) and (found := EQUALS.fullmatch(each.text))
        else each
        for each in blocks
    )


def _kept(block: Block) -> Block | None:
    if isinstance(block, Line):
        return None if OF_THE_WEBSITE.match(block.text) else block
    rows = tuple(row for row in block.rows if not _is_of_the_website(row))
    return replace(block, rows=rows) if rows else None


def _lines(block: Block | None) -> tuple[Line, ...]:
    match block:
        case None:
            return ()
        case Line():
            return (block,)
        case Table():
            return tuple(line for row in block.rows for cell in row for line in cell.lines)


def _is_of_the_website(row: tuple[Cell, ...]) -> bool:
    first = next((line.text for cell in row for line in cell.lines if line.text), "")
    return bool(OF_THE_WEBSITE.match(first))
