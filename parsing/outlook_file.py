"""What Outlook wraps mails in: winmail.dat (TNEF) and saved messages (.msg) → what is inside, as parts or as an ordinary mail.

Of a .msg the few properties that make up a mail are read here ([MS-OXMSG], [MS-OXPROPS]). Hostile bytes give less, no error.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import SMTP, compat32
from email.utils import format_datetime, formataddr
from itertools import islice
from typing import Any, TypeAlias

from tnefparse import TNEF  # type: ignore[import-untyped] # it ships no types; they stay behind this door

from parsing import signatures
from parsing.compound_file import CompoundFile, open_compound

logging.getLogger("tnefparse").setLevel(logging.CRITICAL)  # its warnings quote what strangers wrote

MAX_PARTS = 100
MAX_LEVELS = 3  # messages within messages
MAX_BODY = 2 * 1024 * 1024

Raw: TypeAlias = Any  # an object of tnefparse or email; neither's types leave this module


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A mail's words and papers, taken out of their wrapping."""

    sender: str = ""  # as the file claims; nobody has checked it
    sender_name: str = ""
    subject: str = ""
    body: str = ""
    html: str = ""
    headers: str = ""  # those it came with over the net, where the file kept them
    message_id: str = ""
    answers_to: str = ""
    sent_at: datetime | None = None
    papers: tuple[tuple[str, bytes], ...] = ()  # name and bytes; an attached mail as the bytes of an ordinary one
    has_more: bool = False  # papers than were taken out


# ------------------------------------------------------------------------------------------------ winmail.dat


def is_winmail(data: bytes) -> bool:
    return data.startswith(signatures.TNEF)


def open_winmail(data: bytes) -> Wrapped | None:
    """What a winmail.dat holds, or None if it is damaged. An attached message stays a winmail.dat of its own."""
    try:
        inner: Raw = TNEF(data, do_checksum=False)
        papers = tuple(_tnef_papers(inner))
        has_more = len(inner.attachments) > MAX_PARTS
        return Wrapped(body=_words(inner.body), html=_words(inner.htmlbody), papers=papers, has_more=has_more)
    except Exception:  # noqa: BLE001 - the library meets hostile bytes with whatever its own parts raise
        return None


def _tnef_papers(inner: Raw) -> Iterator[tuple[str, bytes]]:
    for number, each in enumerate(inner.attachments[:MAX_PARTS], 1):
        data = each.data[0] if isinstance(each.data, list) and each.data else each.data
        if isinstance(data, bytes) or data is None:  # one that is empty is asked about as well
            yield _tnef_name(each) or f"attachment {number}", data or b""


def _tnef_name(attachment: Raw) -> str:
    for name in (attachment.long_filename, lambda: attachment.name):
        try:
            said = name()
        except (UnicodeDecodeError, AttributeError, TypeError, IndexError):
            continue
        said = said[0] if isinstance(said, list) and said else said
        text = said.decode("cp1252", "replace") if isinstance(said, bytes) else str(said or "")
        if text.strip("\x00 "):
            return text.strip("\x00 ")
    return ""


def _words(said: Raw) -> str:
    said = said[0] if isinstance(said, list) and said else said
    text = said.decode("cp1252", "replace") if isinstance(said, bytes) else str(said or "")
    return text.strip("\x00").replace("\r\n", "\n")[:MAX_BODY]


# ------------------------------------------------------------------------------------------------ .msg


_SUBJECT, _BODY, _HTML, _RICH = "0037", "1000", "1013", "1009"
_SENDER_NAME, _SENDER, _SENDER_SMTP, _FOR_SMTP = "0C1A", "0C1F", "5D01", "5D02"
_HEADERS, _MESSAGE_ID, _ANSWERS_TO = "007D", "1035", "1042"
_DATA, _LONG_NAME, _SHORT_NAME, _MIME, _EMBEDDED = "3701", "3707", "3704", "370E", "3701000D"
_SENT_AT, _DELIVERED_AT = 0x00390040, 0x0E060040
_HIDDEN = 0x7FFE000B


def is_saved_message(file: CompoundFile) -> bool:
    return any(name.startswith("__properties_version1.0") for name in file.names) and any(
        name.startswith(("__substg1.0_", "__recip_version1.0", "__attach_version1.0", "__nameid")) for name in file.names
    )


def open_saved_message(file: CompoundFile) -> Wrapped:
    """What a .msg holds."""
    return _message(file, "", 0)


def as_mail(data: bytes) -> bytes | None:
    """A .msg as the ordinary mail it once was; None if it is none. Its sender is the file's claim, checked by nobody."""
    file = open_compound(data)
    return _composed(open_saved_message(file)) if file is not None and is_saved_message(file) else None


def _message(file: CompoundFile, folder: str, level: int) -> Wrapped:
    addresses = (_text(file, folder, each) for each in (_SENDER_SMTP, _FOR_SMTP, _SENDER))
    rich = _unpacked_rich_text(file.read(f"{folder}__substg1.0_{_RICH}0102"))
    body, html = _text(file, folder, _BODY), _text(file, folder, _HTML) or _html(file, folder)
    papers = tuple(_papers(file, folder, level))
    if rich and not body.strip() and not html.strip():
        papers = (*papers, ("message.rtf", rich))
    return Wrapped(
        sender=next((each for each in addresses if "@" in each), ""),
        sender_name=_text(file, folder, _SENDER_NAME),
        subject=_text(file, folder, _SUBJECT),
        body=body.replace("\r\n", "\n"),
        html=html,
        headers=_text(file, folder, _HEADERS),
        message_id=_text(file, folder, _MESSAGE_ID),
        answers_to=_text(file, folder, _ANSWERS_TO),
        sent_at=_moment(file, folder),
        papers=papers,
    )


def _text(file: CompoundFile, folder: str, tag: str) -> str:
    wide = file.read(f"{folder}__substg1.0_{tag}001F")
    if wide:
        return wide.decode("utf-16-le", "replace").strip("\x00")[:MAX_BODY]
    return file.read(f"{folder}__substg1.0_{tag}001E").decode("cp1252", "replace").strip("\x00")[:MAX_BODY]


def _html(file: CompoundFile, folder: str) -> str:
    page = file.read(f"{folder}__substg1.0_{_HTML}0102")
    try:
        return page.decode("utf-8")[:MAX_BODY]
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")[:MAX_BODY]


def _fixed(file: CompoundFile, folder: str, head: int) -> dict[int, bytes]:
    """The properties of a fixed size: their tag and their eight bytes."""
    table = file.read(f"{folder}__properties_version1.0")[head:]
    rows = (table[at : at + 16] for at in range(0, min(len(table), 16 * 2_000) - 15, 16))
    return {int(struct.unpack_from("<I", row)[0]): row[8:] for row in rows}


def _moment(file: CompoundFile, folder: str) -> datetime | None:
    found = _fixed(file, folder, 24 if folder else 32)
    ticks = next((struct.unpack("<Q", found[each])[0] for each in (_SENT_AT, _DELIVERED_AT) if each in found), 0)
    try:
        return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def _papers(file: CompoundFile, folder: str, level: int) -> Iterator[tuple[str, bytes]]:
    start = f"{folder}__attach_version1.0_#"
    held = dict.fromkeys(
        name[: name.index("/", len(start))] for name in file.names if name.startswith(start) and "/" in name[len(start) :]
    )
    shown = (each for each in held if not any(_fixed(file, f"{each}/", 8).get(_HIDDEN, b"\x00")[:1]))  # no picture of the body
    for number, each in enumerate(islice(shown, MAX_PARTS), 1):
        inside = f"{each}/"
        name = _text(file, inside, _LONG_NAME) or _text(file, inside, _SHORT_NAME) or f"attachment {number}"
        embedded = f"{inside}__substg1.0_{_EMBEDDED}/"
        if any(each.startswith(embedded) for each in file.names):
            yield _embedded(file, embedded, name, level)
        else:  # one that is empty, or only a link to a file elsewhere, is asked about as well
            yield name, file.read(f"{inside}__substg1.0_{_DATA}0102")


def _embedded(file: CompoundFile, folder: str, name: str, level: int) -> tuple[str, bytes]:
    """A message within the message as an ordinary mail; an object that is none (a drawing, a chart) as nothing."""
    if level + 1 >= MAX_LEVELS:
        return name, b"From: unknown\r\nMIME-Version: 1.0\r\n\r\n"
    return f"{name}.eml", _composed(_message(file, folder, level + 1))


# ------------------------------------------------------------------------------------------------ as an ordinary mail


def _composed(wrapped: Wrapped) -> bytes:
    mail = EmailMessage(policy=SMTP)
    for name, value in _head(wrapped):
        with suppress(
            ValueError, MessageError, IndexError, AttributeError
        ):  # a header that the standard library refuses is left out
            mail[name] = _one_line(value)
    mail.set_content(_sayable(wrapped.body))
    if wrapped.html.strip():
        mail.add_alternative(_sayable(wrapped.html), subtype="html")
    for name, data in wrapped.papers:
        kind = ("message", "rfc822") if name.endswith(".eml") else ("application", "octet-stream")
        _attach(mail, name, data, kind)
    return mail.as_bytes()


def _head(wrapped: Wrapped) -> Iterator[tuple[str, str]]:
    """The mail's own headers where the file kept them, else the properties. What a server said of the sender is left out."""
    kept = HeaderParser(policy=compat32).parsestr(wrapped.headers) if wrapped.headers else None
    given = {
        "From": _sender(wrapped),
        "Subject": wrapped.subject,
        "Date": format_datetime(wrapped.sent_at) if wrapped.sent_at else "",
        "Message-ID": wrapped.message_id,
        "In-Reply-To": wrapped.answers_to,
    }
    for name, value in given.items():
        said = str(kept.get(name, "")) if kept is not None else ""
        if said or value:
            yield name, said or value
    for name in ("References", "Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "List-Id"):
        if kept is not None and kept.get(name):
            yield name, str(kept.get(name))


def _sender(wrapped: Wrapped) -> str:
    """As a From field says it. An address that no mail can have is nobody's, and the envelope asks who wrote it."""
    address = _one_line(wrapped.sender)
    return formataddr((_one_line(wrapped.sender_name), address)) if address and address.isascii() else "unknown"


def _one_line(value: str) -> str:
    return " ".join(_sayable(value).split())[:2_000]


def _sayable(text: str) -> str:
    """Without half characters, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _attach(mail: EmailMessage, name: str, data: bytes, kind: tuple[str, str]) -> None:
    plain = _one_line(name)[:120]
    if kind == ("message", "rfc822"):
        inner = EmailMessage(policy=SMTP)
        inner["Content-Type"] = "message/rfc822"
        inner["Content-Disposition"] = f'attachment; filename="{plain.replace(chr(34), "")}"'
        inner.set_payload([message_from_bytes(data)])
        if mail.get_content_type() != "multipart/mixed":
            mail.make_mixed()
        mail.attach(inner)
    else:
        mail.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=plain)


# ------------------------------------------------------------------------------------------------ packed rich text

_RICH_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096


def _unpacked_rich_text(packed: bytes) -> bytes:
    """[MS-OXRTFCP]: pieces said before are pointed at. Empty if it is nothing, damaged or too large."""
    if len(packed) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", packed)
    if kind == 0x414C454D or size > MAX_BODY:  # «MELA»: not packed at all
        return packed[16 : 16 + size] if size <= MAX_BODY else b""
    window, at, place, made = bytearray(_RICH_START.ljust(_WINDOW, b"\x00")), len(_RICH_START), 16, bytearray()
    while place < len(packed) and len(made) < size:
        flags, place = packed[place], place + 1
        for bit in range(8):
            wide = flags >> bit & 1
            if place + wide >= len(packed):
                return bytes(made[:size])
            if not wide:
                said = packed[place : place + 1]
            else:
                where, length = packed[place] << 4 | packed[place + 1] >> 4, (packed[place + 1] & 15) + 2
                if where == at:
                    return bytes(made[:size])
                said = _pointed_at(window, where, at, length)
            place += 1 + wide
            for byte in said:
                window[at] = byte
                at = (at + 1) % _WINDOW
            made += said
    return bytes(made[:size])


def _pointed_at(window: bytearray, where: int, at: int, length: int) -> bytes:
    """Bytes of the window; what is just being written counts too, so a run may repeat itself."""
    said = bytearray()
    for step in range(length):
        here = (where + step) % _WINDOW
        back = (here - at) % _WINDOW
        said.append(said[back] if back < len(said) else window[here])
    return bytes(said)
