"""Writes the weekly digest to one mailbox: each request as a table of facts, then where the landlord stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matching.digest import Digest, Listed, Standing
from outbox import digest
from outbox.compose import Block, finished
from outbox.disclosure import access_in_words, day_in_words, one_line
from outbox.message import OutboundMessage


def compose_digest(news: Digest, *, scheme_name: str, sender: str, today: date) -> OutboundMessage:
    blocks = tuple(_blocks(news, scheme_name))
    cause = digest.digest_cause(today)
    return finished(kind=digest.KIND, cause=cause, to=news.to, subject=digest.SUBJECT, blocks=blocks, sender=sender, today=today)


def _blocks(news: Digest, scheme_name: str) -> Iterator[Block]:
    yield _paragraph(digest.REQUESTS_OPENING if news.requests else digest.NO_REQUESTS)
    if news.requests:
        yield _paragraph(digest.REQUESTS_TODO)
    for listed in news.requests:
        yield Block(mark="#", lines=(listed.reference,))
        yield _facts(digest.OF_A_REQUEST, _told(listed))
    for standing in news.standings:
        yield Block(mark="#", lines=(digest.STANDING.format(landlord=one_line(standing.landlord)),))
        yield _facts(digest.OF_A_STANDING, _counted(standing))
        yield _paragraph(digest.STANDING_TODO)
    yield _paragraph(digest.DISCRETION)
    yield _paragraph(one_line(scheme_name))


def _paragraph(words: str) -> Block:
    return Block(mark="", lines=(words,))


def _facts(labels: tuple[str, ...], values: tuple[str, ...]) -> Block:
    return Block(mark="|", lines=tuple(f"{label} | {value}" for label, value in zip(labels, values, strict=True)))


def _told(listed: Listed) -> tuple[str, ...]:
    bedrooms = digest.NOT_STATED if listed.bedrooms is None else str(listed.bedrooms)
    access = access_in_words(listed) or digest.NOT_STATED
    return ", ".join(listed.areas), bedrooms, access, day_in_words(listed.since)


def _counted(standing: Standing) -> tuple[str, ...]:
    balance = standing.balance
    return tuple(str(each) for each in (balance.given, balance.received, balance.owes, balance.reserved, standing.room))
