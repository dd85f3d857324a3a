"""A file that came by mail → Documents. What it is, is seen from its bytes, never from its name (forms.md §2.2 item 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsing import archive, pdf_file, text_file, ticks, word_file
from parsing.archive import Refused
from parsing.document import Document, NotRead
from parsing.workshop import Workshop

MAX_ATTACHMENT = 10 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

_PICTURE = "It is a picture. Type in what it says at the desk."
_OLD_WORD = "It is a Word file of the old kind (.doc). Ask the sender to save it as .docx, or open it and type it in at the desk."
_LOCKED = "It needs its password. Ask the sender for the form without one, by a secure way."
_SHEET = "It is a spreadsheet, not a form. Look at it yourself."
_SLIDES = "It is a presentation, not a form. Look at it yourself."
_OUTLOOK = "It is a message saved from Outlook. Ask the sender to forward the mail itself."
_OPEN_TEXT = "It is an OpenDocument text (.odt). Ask the sender to save it as .docx or PDF, or type it in at the desk."
_RICH_TEXT = "It is a rich text file (.rtf). Ask the sender to save it as .docx or PDF, or type it in at the desk."
_WORD_XML = "It is a Word file saved as XML or as a web page. Ask the sender to save it as .docx."
_WINMAIL = "It is a winmail.dat, in which Outlook wraps attachments. Ask the sender to send the mail again as HTML or plain text."
_UNKNOWN = "It is a file of a kind that is not known here. Look at it yourself, or ask the sender for a Word file or a PDF."

# How a file begins → why it is not read.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", _RICH_TEXT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"\x78\x9f\x3e\x22", _WINMAIL),
    (b"Rar!", "It is a .rar archive. Ask the sender to attach the form itself."),
    (b"7z\xbc\xaf", "It is a .7z archive. Ask the sender to attach the form itself."),
    (b"\x1f\x8b", "It is a .gz archive. Ask the sender to attach the form itself."),
    (b"MZ", "It is a program. It was not opened; ask the sender whether the mail is really theirs."),
)
# A stream's name inside an OLE file, in UTF-16 as it is stored there → why it is not read. The first that is found holds.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("__substg1.0_", _OUTLOOK),
    ("__properties_version1.0", _OUTLOOK),
    ("WordDocument", _OLD_WORD),
    ("Workbook", _SHEET),
    ("PowerPoint Document", _SLIDES),
)


def open_document(
    name: str,
    data: bytes,
    *,
    workshop: Workshop | None = None,  # noqa: ARG001 - used when old office files and pictures are read
    password: str = "",  # noqa: ARG001 - used when locked files are opened
) -> tuple[Document | NotRead, ...]:
    """What a file says: one Document or NotRead, or one for each file of an archive. Never raises for what is in the file."""
    source = _safe_name(name)
    if not data.strip(b"\x00 \r\n\t"):
        return (NotRead(source=source, why="The file is empty. Ask the sender to attach it again."),)
    if len(data) > MAX_ATTACHMENT:
        return (NotRead(source=source, why="The file is larger than 10 MiB, so it was not opened. Ask for the form alone."),)
    if data.startswith(_ZIP):
        return _open_zip(source, data)
    return (_open_single(source, data),)


def _safe_name(name: str) -> str:
    """The name as it may stand in a sentence: no path, no control characters, not endless."""
    base = re.split(r"[/\\]", name)[-1]
    return " ".join(ticks.plain(base).split())[:120] or "a file without a name"


def _open_single(source: str, data: bytes) -> Document | NotRead:
    if data.startswith(_OLE):
        return NotRead(source=source, why=_why_not_ole(data))
    if b"%PDF-" in data[:1024]:
        return pdf_file.read_pdf(source, data)
    if why := next((why for start, why in _BEGINNINGS if data.startswith(start)), ""):
        return NotRead(source=source, why=why)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return NotRead(source=source, why=_PICTURE)
    return _open_text(source, data)


def _why_not_ole(data: bytes) -> str:
    return next((why for stream, why in _OLE_STREAMS if stream.encode("utf-16-le") in data), _UNKNOWN)


def _open_text(source: str, data: bytes) -> Document | NotRead:
    text = text_file.decoded(data)
    if text is None:
        return NotRead(source=source, why=_UNKNOWN)
    start = text[:4096].casefold()
    if "<?mso-application" in start or "<pkg:package" in start or "urn:schemas-microsoft-com:office:word" in start:
        return NotRead(source=source, why=_WORD_XML)
    if re.search(r"^(mime-version|message-id|received|return-path): ", start, re.MULTILINE) and "\nfrom: " in f"\n{start}":
        return NotRead(source=source, why="It is a mail saved as a file. Ask the sender to forward the mail itself.")
    if re.search(r"<(html|body|table|!doctype html)\b", start):
        return text_file.read_html(text, source=source)
    return text_file.read_text(text, source=source)


# ------------------------------------------------------------------------------------------------ zips: Word files and archives


def _open_zip(source: str, data: bytes, *, inside: bool = False) -> tuple[Document | NotRead, ...]:
    parts = archive.contents(data)
    if isinstance(parts, Refused):
        return (NotRead(source=source, why=parts.why),)
    if "[Content_Types].xml" in parts and any(name.lower().startswith("word/") for name in parts):
        return (word_file.read_word(source, parts),)
    if why := _why_not_office(parts):
        return (NotRead(source=source, why=why),)
    if inside:
        return (NotRead(source=source, why="It is an archive within an archive, which is not opened. Ask for the form itself."),)
    found = [each for name, content in parts.items() if not _is_junk(name) for each in _open_member(source, name, content)]
    return tuple(found) or (NotRead(source=source, why="The zip is empty. Ask the sender to attach the form itself."),)


def _why_not_office(parts: Mapping[str, bytes]) -> str:
    if any(name.startswith("xl/") for name in parts):
        return _SHEET
    if any(name.startswith("ppt/") for name in parts):
        return _SLIDES
    kind = parts.get("mimetype", b"")
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return _OPEN_TEXT if b".text" in kind else _UNKNOWN
    if any(name.endswith(".iwa") or name == "Index.zip" for name in parts):
        return "It is a Pages file. Ask the sender to export it as Word or PDF."
    return ""


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or name.rpartition("/")[2] in _JUNK


def _open_member(archive_name: str, name: str, content: bytes) -> tuple[Document | NotRead, ...]:
    source = f"{archive_name}: {_safe_name(name)}"
    if content.startswith(_ZIP):
        return _open_zip(source, content, inside=True)
    if not content.strip(b"\x00 \r\n\t"):
        return (NotRead(source=source, why="The file is empty. Ask the sender to attach it again."),)
    if len(content) > MAX_ATTACHMENT:
        return (NotRead(source=source, why="The file is larger than 10 MiB, so it was not opened. Ask for the form alone."),)
    return (_open_single(source, content),)
