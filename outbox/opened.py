"""A finished message taken apart again, to the last part of its attachment, for the gate (D5, D8, D9, D19).

It knows one shape of message and one shape of attachment, and calls everything else a problem: what cannot be read
whole counts as a leak. Nothing here is shared with the modules that write letters.
"""

from __future__ import annotations

import base64
import binascii
import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import EmailPolicy, default
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from outbox.opened_form import WORD, OpenedForm, open_form

MAY_STAND_ONCE = (
    "from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
    "x-reciprocal-letter", "mime-version", "content-type", "content-transfer-encoding",
)  # fmt: skip
OF_A_PART = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "mime-version"})
SHAPE = ["multipart/alternative", "text/plain", "text/html"]
LONGEST_LINE = 998

TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset"}, "title": set(), "body": {"style"}, "h1": {"style"}, "h2": {"style"},
    "p": set(), "ul": set(), "li": set(), "table": {"style"}, "tr": set(), "th": {"scope", "style"}, "td": {"style"},
}  # fmt: skip
# The HTML as a whole, to the letter: a parser forgives, and forgets what it has forgiven («</td name of a landlord>»).
GRAMMAR = r"""(?:[^<>]|<!DOCTYPE html>|</[a-z]+[12]?>|<[a-z]+[12]?(?: [a-z]+="[^"<>]*")*>)*"""
PLAIN_VALUES = {"lang": {"en"}, "charset": {"utf-8"}, "scope": {"row"}}
# A style that hides has no place here: neither a property of another name nor another value.
STYLES = {
    "margin": r"\d+px", "max-width": r"[3-9]\d\dpx", "font-family": r"Arial,Helvetica,sans-serif", "font-size": r"(1[4-9]|2\d)px",
    "line-height": r"1\.[3-6]", "color": r"#1d1d1b", "background": r"#ffffff", "border-collapse": r"collapse",
    "text-align": r"left", "vertical-align": r"top", "padding": r"\d{1,2}(px)?( \d{1,2}(px)?){0,3}",
    "border-bottom": r"1px solid #c8c8c8",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    html: str = ""  # its visible words
    title: str = ""  # of the HTML
    cells: tuple[tuple[str, str], ...] = ()  # of the HTML: label and value
    behind: tuple[str, ...] = ()  # whatever is not shown: attributes, comments, boundaries, parameters, parts' names
    form: OpenedForm | None = None
    form_name: str = ""
    file: bytes | None = None  # attached as it is, where the message may have such a file
    problems: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def surfaces(self) -> tuple[tuple[str, str], ...]:
        """Everything that somebody could read, by name of the place."""
        form = self.form or OpenedForm()
        return (
            ("the headers", "\n".join(value for key, value in self.headers if key not in {"from", "to", "reply-to", "date"})),
            ("the text part", self.text),
            ("the HTML part", self.html),
            ("what the HTML part and the envelope do not show", "\n".join((self.title, *self.behind, self.form_name))),
            ("the attached form", "\n".join(form.shown)),
            ("what the attached form does not show", "\n".join(form.behind)),
        )


class _EachOnce(EmailPolicy):
    """The library parses a header anew at every look, and a letter's few headers are looked at a hundred times."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # Any: the library's own header object
        return _parsed(name, value)


@lru_cache(maxsize=256)
def _parsed(name: str, value: str) -> Any:
    return default.header_fetch_parse(name, value)


READING = _EachOnce()


def open_message(data: bytes, attached: str = WORD) -> Opened:
    """Every header, word and attribute of a message; never an exception. `attached`: the type of the one file it may have."""
    try:
        message = email.message_from_bytes(data, policy=READING)
        assert isinstance(message, EmailMessage), "the default policy makes EmailMessages"
        return _open(message, data, attached)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError, binascii.Error) as error:
        return Opened(problems=(f"D19: the message cannot be taken apart ({type(error).__name__}).",))


def _open(message: EmailMessage, data: bytes, attached: str) -> Opened:
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    problems = [*_wrong_bytes(data), *_wrong_shape(parts, attached)]
    behind: list[str] = []
    for part in parts:
        problems += _wrong_part(part, attached, first=part is message)
        behind += _behind(part)
    leaves = {part.get_content_type(): part for part in parts if not part.is_multipart()}
    text, html = (_words_of(leaves.get(kind), problems) for kind in ("text/plain", "text/html"))
    page = _Page()
    if not re.fullmatch(GRAMMAR, html):
        page.problems.append("D9: the HTML part is not written as we write it.")
    page.feed(html)
    page.close()
    file = _bytes_of(leaves[attached], problems) if attached in leaves else None
    form = open_form(file) if file is not None and attached == WORD else None
    return Opened(
        headers=tuple((key.lower(), str(value)) for key, value in message.items()),
        text=text,
        html=page.shown(),
        title="".join(page.title),
        cells=page.cells(),
        behind=(*behind, *page.behind),
        form=form,
        form_name=str(leaves[attached].get_filename() or "") if attached in leaves else "",
        file=file if form is None else None,
        problems=(*problems, *page.problems, *(form.problems if form else ())),
    )


def _wrong_bytes(data: bytes) -> list[str]:
    problems = []
    if not data.isascii() or b"\0" in data:
        problems.append("D19: the message holds raw bytes beyond ASCII.")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data) or any(len(line) > LONGEST_LINE for line in data.split(b"\r\n")):
        problems.append("D19: the message has a line that does not end in CRLF or is too long (F23).")
    return problems


def _wrong_shape(parts: list[EmailMessage], attached: str) -> list[str]:
    shape = [part.get_content_type() for part in parts]
    if shape not in (SHAPE, ["multipart/mixed", *SHAPE, attached]):
        return ["D19: the message is not built of a text part, an HTML part and at most one form."]
    return []


def _wrong_part(part: EmailMessage, attached: str, *, first: bool) -> list[str]:
    names = [key.lower() for key in part]
    problems = []
    unknown = set(names) - (set(MAY_STAND_ONCE) if first else OF_A_PART)
    if unknown or len(names) != len(set(names)):
        problems.append("D1: the message has a header that does not belong there, or one twice.")
    if part.defects or any(getattr(value, "defects", ()) for value in part.values()):
        problems.append("D19: a part of the message is malformed.")
    if (part.preamble or "").strip() or (part.epilogue or "").strip():
        problems.append("D5: there are words between the parts of the message.")
    if {key for key, _ in _parameters(part, "content-type")} - {"charset", "boundary"}:
        problems.append("D7: a part carries a parameter of its own.")
    is_file = part.get_content_type() == attached
    if (part.get_content_disposition() or "") != ("attachment" if is_file else ""):
        problems.append("D8: a part is attached or shown in a way that we do not use.")
    if {key for key, _ in _parameters(part, "content-disposition")} - {"filename"}:
        problems.append("D7: an attachment carries a parameter of its own.")
    return problems


def _parameters(part: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in (part.get_params(header=header) or [])[1:]]


def _behind(part: EmailMessage) -> list[str]:
    """Parameters of the part's headers; a boundary is checked by its shape, since it is made of our id."""
    found = [f"{key} {value}" for header in OF_A_PART for key, value in _parameters(part, header) if key != "boundary"]
    boundary = part.get_boundary() or ""
    return found if re.fullmatch(r"(=[0-9a-f]{32}=\d)?", boundary) else [*found, boundary]


def _bytes_of(part: EmailMessage | None, problems: list[str]) -> bytes:
    """The content of a part, decoded strictly: padding and strange letters in base64 are where things hide."""
    if part is None:
        return b""
    encoding = str(part.get("content-transfer-encoding", "7bit")).lower()
    if encoding == "base64":
        return base64.b64decode("".join(str(part.get_payload()).split()), validate=True)
    if encoding not in {"quoted-printable", "7bit"}:
        problems.append("D19: a part is encoded in a way that we do not use.")
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words_of(part: EmailMessage | None, problems: list[str]) -> str:
    content = _bytes_of(part, problems)
    if part is not None and (part.get_content_charset() or "us-ascii") not in {"utf-8", "us-ascii"}:
        problems.append("D19: a part is in a character set that we do not use.")
    return content.decode("utf-8")


class _Page(HTMLParser):
    """The words of the HTML part, and everything in it that is not a word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.behind: list[str] = []
        self.title: list[str] = []
        self._shown: list[str] = []
        self._cells: list[tuple[str, list[str]]] = []
        self._inside = ""

    def shown(self) -> str:
        return "".join(self._shown)

    def cells(self) -> tuple[tuple[str, str], ...]:
        """Each label with the value beside it."""
        words = [(tag, " ".join("".join(text).split())) for tag, text in self._cells]
        return tuple((label, value) for (one, label), (two, value) in pairwise(words) if (one, two) == ("th", "td"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._shown.append("\n")
        self._inside = tag
        if tag in {"th", "td"}:
            self._cells.append((tag, []))
        if tag not in TAGS:
            self.problems.append("D9: the HTML part has an element that we do not use.")
        for name, value in attrs:
            self.behind.append(f"{name} {value or ''}")
            if name not in TAGS.get(tag, ()) or not _plain_attribute(name, value or ""):
                self.problems.append("D9: the HTML part has an attribute that could hide or fetch something.")

    def handle_endtag(self, tag: str) -> None:
        self._shown.append("\n")
        if tag not in TAGS:
            self.problems.append("D9: the HTML part has an element that we do not use.")
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title.append(data)
            return
        self._shown.append(data)
        if self._inside in {"th", "td"} and self._cells:
            self._cells[-1][1].append(data)

    def handle_comment(self, data: str) -> None:
        self._not_shown(data)

    def unknown_decl(self, data: str) -> None:
        self._not_shown(data)

    def handle_pi(self, data: str) -> None:
        self._not_shown(data)

    def handle_decl(self, decl: str) -> None:
        if decl != "DOCTYPE html":
            self._not_shown(decl)

    def _not_shown(self, data: str) -> None:
        self.behind.append(data)
        self.problems.append("D5: the HTML part holds a comment or a declaration.")


def _plain_attribute(name: str, value: str) -> bool:
    if name != "style":
        return value in PLAIN_VALUES.get(name, ())
    declared = (each.partition(":") for each in value.split(";") if each)
    return all(re.fullmatch(STYLES.get(key, r"(?!)"), setting) for key, _, setting in declared)
