"""One mail or document with what was read from it, for a person to check before anything is done (`reciprocal read --show`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desk.covering import covered_lines, places_of, without_identity
from parsing.cover import is_covered
from parsing.document import COMPARE, Document
from parsing.evidence import Shown, marked
from parsing.readings import Mail, Reading, Unreadable, plain
from store import messages, questions
from store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    key: str
    value: Any  # of the field's own type
    where: str
    doubt: str
    proposal: Any = None  # what it probably means, where there is a doubt
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document, or the mail's own words, and what one reading took from it."""

    source: str
    kind: str
    lines: tuple[Shown, ...] = ()
    hidden: tuple[str, ...] = ()  # places of what does not show, with the masked words that may tell who somebody is
    answers: tuple[Answer, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def papers_of(mail: Mail, documents: Mapping[str, Document], body: str) -> tuple[Paper, ...]:
    """Each reading of a file beside the words that it was read from."""
    papers = [_paper(reading, _opened(documents, reading.source) or body) for reading in mail.readings]
    if body.strip() and not any(reading.source == "message" for reading in mail.readings):
        told = tuple(found for reading in mail.readings for found in reading.identity)
        lines = tuple(replace(line, text=without_identity(line.text, told)) for line in marked(body, Unreadable(why="")))
        papers.insert(0, Paper(source="message", kind="nothing was read from it", lines=lines))
    return tuple(papers)


def asked_about(store: Store, question: str) -> tuple[Paper, ...]:
    """What the readings that a question is about took, without the words around it."""
    with store.read() as tx:
        asked = questions.find(tx, question)
        if asked is None or asked.message is None:
            return ()
        mail = messages.load(tx, asked.message).mail or Mail()
    number = asked.reading
    chosen = mail.readings if number is None else mail.readings[number : number + 1]
    return tuple(_paper(reading, "") for reading in chosen)


def as_data(paper: Paper) -> dict[str, Any]:
    """For programs: the same, with values as `read` prints them."""
    answers = [
        {"key": each.key, "value": plain(each.value), "proposal": plain(each.proposal)}
        | {"quote": each.quote, "where": each.where, "doubt": each.doubt}
        for each in paper.answers
    ]
    told = {"source": paper.source, "kind": paper.kind, "answers": answers}
    return told | {"missing": list(paper.missing), "doubts": list(paper.doubts)}


def _opened(documents: Mapping[str, Document], source: str) -> Document | None:
    """The document of a reading, whose name may stand under stars there; its places are then named by the covered name too."""
    return next((_renamed(each, source) for name, each in documents.items() if is_covered(source, name)), None)


def _renamed(document: Document, source: str) -> Document:
    hidden = tuple(replace(line, where=replace(line.where, source=source)) for line in document.hidden)
    return replace(document, source=source, hidden=hidden)


def _paper(reading: Reading, said_in: Document | str) -> Paper:
    words = said_in if isinstance(said_in, Document) or reading.source == "message" else ""
    shown = marked(words, reading) if words else ()
    return Paper(
        source=reading.source,
        kind=reading.kind,
        lines=covered_lines([line for line in shown if not line.is_hidden], reading.identity),
        hidden=tuple(places_of([line for line in shown if line.is_hidden], reading.identity)),
        answers=tuple(_answers(reading)),
        missing=reading.missing,
        doubts=tuple(dict.fromkeys(_doubts(reading))),
    )


def _doubts(reading: Reading) -> Iterator[str]:
    if isinstance(reading, Unreadable):
        yield without_identity(reading.why, reading.identity)
    yield from (field.doubt for _, field in reading.fields() if field.doubt.endswith(COMPARE))
    yield from (without_identity(doubt, reading.identity) for doubt in reading.doubts)
    yield from (f"{found.what} stands in {found.where}: {found.masked}" for found in reading.identity)


def _answers(reading: Reading) -> Iterator[Answer]:
    for key, field in reading.fields():
        if not field.blank:
            said, meant = (
                without_identity(each, reading.identity) if isinstance(each, str) else each
                for each in (field.value, field.proposal)
            )
            quote, doubt = (without_identity(each, reading.identity) for each in (field.quote, field.doubt))
            yield Answer(key=key, value=said, where=str(field.where), doubt=doubt, proposal=meant, quote=quote)
