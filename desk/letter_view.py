"""A letter of ours as a person may look at it: its stored bytes taken apart, a home's address under stars (matrix, column CO)."""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

STARS = "********"
ADDRESS = re.compile(r"^Address:[ \t]*(?P<address>[^\n]*(?:\n {4}[^\n]*)*)", re.MULTILINE)  # as outbox/compose.py wraps a fact
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_READ = "The letter cannot be taken apart, so it is not shown. It would not go out either: the last check reads it whole."
NOT_FOUND = "A home's address stands in this letter, and not where it is expected, so the words are not shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of ours that goes with the letter."""

    name: str
    kind: str
    data: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_form(self) -> bool:
        """A Word form that we made."""
        return self.kind == WORD


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """What its reader gets. `raw` is empty while something is covered: in the bytes it would stand open."""

    size: int
    sha256: str  # of the very bytes
    sender: str = ""
    to: str = ""
    subject: str = ""
    date: datetime | None = None
    message_id: str = ""
    text: str = ""
    is_covered: bool = False  # an address stands in it, and is not shown
    both_say_the_same: bool = False  # the HTML part and the text part
    attachments: tuple[Attachment, ...] = ()
    raw: str = ""
    why_not: str = ""  # why its words are not shown, as a sentence


def words_of(data: bytes, *, covered: tuple[str, ...] = ()) -> str:
    """The text part, with a home's address and whatever else is to be covered under stars."""
    view = view_of(data)
    text = view.text or view.why_not
    for words in covered:
        text = text.replace(words, STARS) if words.strip() else text
    return text


def view_of(data: bytes, *, holds_address: bool = False, uncovered: bool = False) -> LetterView:
    """A letter's stored bytes as a value; never an exception. `uncovered`: somebody gave her reason, and it is on record."""
    whole = LetterView(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    try:
        return _opened(data, whole, holds_address=holds_address, uncovered=uncovered)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return LetterView(size=whole.size, sha256=whole.sha256, why_not=NOT_READ)


def _opened(data: bytes, whole: LetterView, *, holds_address: bool, uncovered: bool) -> LetterView:
    message = email.message_from_bytes(data, policy=default)
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    if not isinstance(plain, EmailMessage):
        return LetterView(size=whole.size, sha256=whole.sha256, why_not=NOT_READ)
    text = str(plain.get_content()).replace("\r\n", "\n")
    html = str(page.get_content()) if isinstance(page, EmailMessage) else ""
    shown, found = (text, False) if uncovered else _covered(text)
    is_lost = holds_address and not uncovered and not found
    return LetterView(
        size=whole.size,
        sha256=whole.sha256,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        date=getattr(message["Date"], "datetime", None),
        message_id=str(message["Message-ID"] or ""),
        text="" if is_lost else shown,
        is_covered=found or is_lost,
        both_say_the_same=_words(text) == _words(_visible(html)),
        attachments=tuple(_attached(message)),
        raw="" if found or is_lost else data.decode("ascii", "replace").replace("\r\n", "\n"),
        why_not=NOT_FOUND if is_lost else "",
    )


def _covered(text: str) -> tuple[str, bool]:
    """The text with the address under stars wherever it stands, and whether there was one."""
    addresses = [" ".join(found["address"].split()) for found in ADDRESS.finditer(text)]
    covered = ADDRESS.sub(f"Address: {STARS}", text)
    for address in filter(None, addresses):
        again = r"\s+".join(re.escape(word) for word in address.split())
        covered = re.sub(again, STARS, covered, flags=re.IGNORECASE)
    return covered, any(addresses)


def _attached(message: EmailMessage) -> Iterator[Attachment]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Attachment(name=part.get_filename() or "a file without a name", kind=part.get_content_type(), data=content)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _visible(page: str) -> str:
    reader = _Visible()
    reader.feed(page)
    reader.close()
    return " ".join(reader.words)


class _Visible(HTMLParser):
    """The words that a page of ours shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the parser calls it
        self._in_head = self._in_head or tag == "head"

    def handle_endtag(self, tag: str) -> None:
        self._in_head = self._in_head and tag != "head"

    def handle_data(self, data: str) -> None:
        if not self._in_head:
            self.words.append(data)
