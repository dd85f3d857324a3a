"""Writes the morning letter from the day's page: each line a sentence of outbox/morning.py with its places filled."""

from __future__ import annotations

from collections.abc import Iterator

from matching.agenda import Agenda, Due
from outbox.compose import Block, finished
from outbox.day_words import counted, number_of, sentences
from outbox.disclosure import day_in_words, one_line
from outbox.message import OutboundMessage
from outbox.morning import (
    ANCHOR,
    ANCHOR_HEADING,
    ANCHOR_TODO,
    KIND,
    OPENING,
    SECTIONS,
    SHORT,
    SUBJECT,
    WELL,
    morning_cause,
)


def compose_morning(
    page: Agenda, to: str, *, link: str, lines: int, names_requests: bool, scheme_name: str, sender: str
) -> OutboundMessage:
    """The finished letter to one coordinator. Without `names_requests` it counts, and names none."""
    blocks = tuple(_blocks(page, link, lines, names_requests=names_requests, scheme_name=scheme_name))
    return finished(
        kind=KIND, cause=morning_cause(page.day.isoformat()), to=to, subject=SUBJECT, blocks=blocks, sender=sender, today=page.day
    )


def _blocks(page: Agenda, link: str, lines: int, *, names_requests: bool, scheme_name: str) -> Iterator[Block]:
    opening = OPENING if page.items else WELL
    yield _paragraph(opening.format(day=day_in_words(page.day)))
    if page.items and not names_requests:
        yield _paragraph(SHORT)
    for due in Due:
        if items := page.of(due):
            yield Block(mark="#", lines=(SECTIONS[due].heading,))
            yield _paragraph(SECTIONS[due].todo)
            yield Block(mark="-", lines=tuple(sentences(items, page.day)) if names_requests else (counted(items),))
    if link:
        yield Block(mark="#", lines=(ANCHOR_HEADING,))
        yield Block(mark="-", lines=(ANCHOR.format(lines=number_of(lines, "line", "lines"), link=link),))
        yield _paragraph(ANCHOR_TODO)
    yield _paragraph(one_line(scheme_name))


def _paragraph(words: str) -> Block:
    return Block(mark="", lines=(words,))
