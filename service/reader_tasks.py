"""What a child of the reading room does with what it is handed. It can start nothing itself: other files and foreign programs
are asked for over its line, and come back as values."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from desk.papers import Paper
from ingest.message import Place, RawMessage
from parsing.cover import Cover
from parsing.document import Document, NotRead
from parsing.files import no_pages, open_document
from parsing.form import fill, labels_of
from parsing.forms import FORMS
from parsing.page_pictures import PageFile, Picturing, pictured
from parsing.pdf_drawing import PlacedWord
from parsing.read import Opener, read, read_file, words_of_mail
from parsing.readings import Mail
from parsing.scan import Sheet, read_sheet
from parsing.text_file import read_text
from parsing.workshop import NotMade, SeenWord
from scheme.agreement import Scheme
from service import wire
from service.drawn_pages import MOST_PAGES
from service.shown_pages import picturing, secrets_in, sheet_of
from service.shown_papers import Own, ShownPapers, cover_over, held_in, shares, shown
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

    def keep_file(self, file: PageFile) -> None:
        """What has pages that a person may want to see."""
        self.ask("keep_file", file.data, name=file.source, is_pdf=file.is_pdf, pages=file.pages)

    def keep_words(self, sheet: Sheet, words: tuple[PlacedWord, ...]) -> None:
        """Where a machine saw each word on a page."""
        self.ask("keep_words", b"", name=sheet.source, page=sheet.page, words=[to_data(word) for word in words])

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
    return {"mail": to_data(_read_mail(desk, task, data, desk.open))}


def _read_mail(desk: Desk, task: dict[str, Any], data: bytes, opener: Opener) -> Mail:
    raw = RawMessage(
        data=data, place=Place(account="reader"), arrived_at=datetime.now(UTC), left_on_server=task.get("left_on_server", "")
    )
    return read(
        raw,
        desk.scheme,
        trusted_authserv_ids=desk.trusted,
        received_above_stamp=task.get("received_above"),
        dkim_keys=task.get("dkim_keys", {}),
        opener=opener,
    )


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
    came_with: list[int] = []  # for each of them the number of the attachment, as the room counts them
    numbers = count(1)

    def opening(name: str, held: bytes) -> tuple[Document | NotRead, ...]:
        opened = desk.open(name, held)
        found.extend(opened)
        came_with.extend([next(numbers)] * len(opened))
        return opened

    fresh = _read_mail(desk, task, data, opening) if task["is_mail"] else _read_file(desk, task, data, opening)
    kept = from_data(Mail, task["kept"])
    held = held_in(data, kept, tuple(found), is_mail=task["is_mail"])
    cover = cover_over(held, kept, fresh, desk.scheme)
    told = list(shown(held, kept, cover))
    of_papers = zip(found, came_with, shares(kept, found), strict=True)
    for number, (each, opened, own) in enumerate(of_papers, int(held.is_mail)):
        if isinstance(each, Document):
            told[number] = _with_pictures(desk, told[number], each, opened, own, cover)
    return {"shown": to_data(ShownPapers(papers=tuple(told)))}


def _with_pictures(desk: Desk, paper: Paper, document: Document, opened: int, own: Own, cover: Cover) -> Paper:
    """A paper with a picture of each page that can be drawn; of the others why not."""
    told, _ = desk.ask("count", b"", opened=opened, name=document.source)
    pages = range(1, min(int(told["pages"]), MOST_PAGES) + 1)
    secrets = secrets_in(document, own, cover) if pages else {}
    sheets, notes = [], []
    for page in pages:
        about = to_data(picturing(page, document, cover, secrets.get(page, ())))
        made, _ = desk.ask("draw", b"", opened=opened, name=document.source, paper=paper.number, page=page, about=about)
        if made.get("is_drawn"):
            sheets.append(sheet_of(page, made, own))
        if made.get("note"):
            notes.append(str(made["note"]))
    return replace(paper, sheets=tuple(sheets), notes=(*paper.notes, *dict.fromkeys(notes)))


def draw(_desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    """A page as a picture of ours; what is to be covered is painted over before it leaves."""
    made = pictured(data, from_data(Picturing, task["about"]))
    return {"picture": {**to_data(replace(made, png=b"")), "png": base64.b64encode(made.png).decode()}}


def document(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    keep = desk.keep_file if task.get("for_eyes") else no_pages
    found = open_document(task["name"], data, workshop=desk, read_sheet=desk.sheet, password=task["password"], keep_pages=keep)
    return {"opened": to_data(Opened.of(found))}


def sheet(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    page = Sheet(source=task["name"], file=data, password=task["password"], **task["about"])
    keep = partial(desk.keep_words, page) if task.get("for_eyes") else None
    return {"opened": to_data(Opened.of((read_sheet(page, desk, keep),)))}


TASKS: Mapping[str, Task] = {
    "mail": mail,
    "file": file,
    "file_with_words": file_with_words,
    "papers": papers,
    "draw": draw,
    "document": document,
    "sheet": sheet,
}
