"""What a child of the reading room does with what it is handed. It can start nothing itself: other files and foreign programs
are asked for over its line, and come back as values."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from ingest.message import Place, RawMessage
from parsing.document import Document, NotRead
from parsing.files import open_document
from parsing.form import fill, labels_of
from parsing.forms import FORMS
from parsing.read import Opener, read, read_file, words_of_mail
from parsing.readings import Mail
from parsing.scan import Sheet, read_sheet
from parsing.text_file import read_text
from parsing.workshop import NotMade, SeenWord
from scheme.agreement import Scheme
from service import wire
from service.shown_papers import ShownPapers, cover_over, held_in, shown
from store.codec import from_data, to_data

Task: TypeAlias = Callable[["Desk", dict[str, Any], bytes], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What became of one file, as it goes over the wire."""

    documents: tuple[Document, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    order: tuple[bool, ...] = ()  # True stands for the next document, False for the next that was not read

    @staticmethod
    def of(found: tuple[Document | NotRead, ...]) -> Opened:
        return Opened(
            documents=tuple(each for each in found if isinstance(each, Document)),
            not_read=tuple(each for each in found if isinstance(each, NotRead)),
            order=tuple(isinstance(each, Document) for each in found),
        )

    def in_order(self) -> tuple[Document | NotRead, ...]:
        """Raises StopIteration where the other side has lied about the order."""
        documents, not_read = iter(self.documents), iter(self.not_read)
        return tuple([next(documents) if is_document else next(not_read) for is_document in self.order])


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWords:
    words: tuple[SeenWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a child sits: what it knows, and its line to the room."""

    line: socket.socket
    scheme: Scheme
    trusted: tuple[str, ...]

    def ask(self, what: str, data: bytes, **more: Any) -> tuple[dict[str, Any], bytes]:
        wire.send(self.line, {"ask": what, **more}, data)
        return wire.receive(self.line)

    def open(self, name: str, data: bytes) -> tuple[Document | NotRead, ...]:
        """An attachment, opened by another child: if that one dies, this mail is still read."""
        told, _ = self.ask("open", data, name=name)
        return from_data(Opened, told["opened"]).in_order()

    def sheet(self, sheet: Sheet) -> Document | NotRead:
        """A page of a scan, looked at by another child: the limits are for one page, not for as many as there are."""
        about = {"at": sheet.at, "page": sheet.page, "tables": sheet.tables, "is_pdf": sheet.is_pdf}
        told, _ = self.ask("sheet", sheet.file, name=sheet.source, about=about)
        return from_data(Opened, told["opened"]).in_order()[0]

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        told, made = self.ask("as_word_file", data, kind=kind)
        return NotMade(why=told["why"]) if told.get("why") else made

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        told, _ = self.ask("words_in_picture", picture)
        return NotMade(why=told["why"]) if told.get("why") else from_data(SeenWords, told["seen"]).words


SPECIMEN = b"""From: a@b.example
To: c@d.example
Subject: RE: X-01-26
Date: Mon, 2 Nov 2026 10:00:00 +0000
Message-ID: <a@b.example>
Content-Type: text/plain

Hello,

Approved from our side, we will owe one home. We can offer a 2 bed flat. She viewed it and accepts. Please add an area.

Kind regards
A
"""


def warm_up(scheme: Scheme) -> None:
    """What every reading looks up or makes at first use is made once, before the first child is born."""
    letter = read_text("Bedrooms needed: 2\nTenancy type: secure\nBoroughs requested: none\nReference: none")
    every_label = [label for form in FORMS for question in form.questions for label in question.labels]
    for form in FORMS:
        labels = labels_of(form, scheme)
        for label in every_label:
            labels.question(label)
        fill(letter, form, scheme)
    from_data(Mail, to_data(read_file("specimen.eml", SPECIMEN, scheme)))
    from_data(Opened, to_data(Opened.of((letter, NotRead(source="specimen", why="It is a specimen.")))))


def mail(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    raw = RawMessage(
        data=data, place=Place(account="reader"), arrived_at=datetime.now(UTC), left_on_server=task.get("left_on_server", "")
    )
    return {
        "mail": to_data(
            read(
                raw,
                desk.scheme,
                trusted_authserv_ids=desk.trusted,
                received_above_stamp=task.get("received_above"),
                dkim_keys=task.get("dkim_keys", {}),
                opener=desk.open,
            )
        )
    }


def file(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    return {"mail": to_data(_read_file(desk, task, data, desk.open))}


def _read_file(desk: Desk, task: dict[str, Any], data: bytes, opener: Opener) -> Mail:
    return read_file(
        task["name"],
        data,
        desk.scheme,
        trusted_authserv_ids=desk.trusted,
        received_above_stamp=task.get("received_above"),
        opener=opener,
    )


def file_with_words(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    """A file, with the words that it was read from."""
    opened: list[Document] = []

    def opening(name: str, held: bytes) -> tuple[Document | NotRead, ...]:
        found = desk.open(name, held)
        opened.extend(each for each in found if isinstance(each, Document))
        return found

    read_so = _read_file(desk, task, data, opening)
    body = words_of_mail(data) if read_so.message_id or read_so.sender or read_so.subject else ""
    return {"mail": to_data(read_so), "opened": to_data(Opened.of(tuple(opened))), "body": body}


def papers(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    """A mail and its papers for a person's eyes, as they were read (`kept`), with who the applicant is covered."""
    found: list[Document | NotRead] = []

    def opening(name: str, held: bytes) -> tuple[Document | NotRead, ...]:
        opened = desk.open(name, held)
        found.extend(opened)
        return opened

    fresh = _read_file(desk, task, data, opening)
    kept = from_data(Mail, task["kept"])
    held = held_in(data, kept, tuple(found), is_mail=task["is_mail"])
    cover = cover_over(held, kept, fresh, desk.scheme)
    return {"shown": to_data(ShownPapers(papers=shown(held, kept, cover)))}


def document(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    found = open_document(task["name"], data, workshop=desk, read_sheet=desk.sheet, password=task["password"])
    return {"opened": to_data(Opened.of(found))}


def sheet(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    page = Sheet(source=task["name"], file=data, password=task["password"], **task["about"])
    return {"opened": to_data(Opened.of((read_sheet(page, desk),)))}


TASKS: Mapping[str, Task] = {
    "mail": mail,
    "file": file,
    "file_with_words": file_with_words,
    "papers": papers,
    "document": document,
    "sheet": sheet,
}
