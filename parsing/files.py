"""A file that came by mail → Documents. What it is, is seen from its bytes, never from its name (forms.md §2.2 item 9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from parsing import (
    archive,
    compound_file,
    local_workshop,
    locked_file,
    mail_wordings,
    office_file,
    outlook_file,
    pdf_file,
    runs,
    scan,
    signatures,
    text_file,
    ticks,
    word_file,
)
from parsing.archive import Refused
from parsing.document import Document, NotRead
from parsing.envelope import LIMIT_ATTACHMENTS, open_envelope
from parsing.html import is_endlessly_deep
from parsing.locked_file import BY_HAND
from parsing.page_pictures import PageFile
from parsing.picture_size import may_be_a_page
from parsing.workshop import Workshop

Opened: TypeAlias = tuple[Document | NotRead, ...]

MAX_ATTACHMENT = 10 * 1024 * 1024
MAX_LEVELS = 3  # mails within mails within files
TINY = 20_000  # octets; a picture in a mail smaller than that is a logo, unless it has the pixels of a page

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ADORNMENT = (".ics", ".vcf", ".p7s", ".asc")  # of a mail within a file

_FORM_PLEASE = "Ask the sender for the form as a Word file or a PDF."
_EMPTY = "The file is empty. Ask the sender to attach it again."
_TOO_LARGE = "The file is larger than 10 MiB, so it was not opened. Ask for the form alone."
_SHEET = f"It is a spreadsheet, not a form. Look at it yourself. {_FORM_PLEASE}"
_SLIDES = f"It is a presentation, not a form. Look at it yourself. {_FORM_PLEASE}"
_PUBLISHER = f"It is a Publisher file, which is not read here. {_FORM_PLEASE}"
_OUTLOOK = "It is a damaged message saved from Outlook. Ask the sender to forward the mail itself."
_WINMAIL = "It is a damaged winmail.dat, in which Outlook wraps attachments. Ask for the mail again as HTML or plain text."
_WINMAIL_EMPTY = "It is a winmail.dat, in which Outlook wraps attachments, and it holds none. Nothing is lost with it."
_APPLE = "It is a {} file, made on a Mac. Ask the sender to export it as Word or PDF."
_WORD_PAGE = "It is a Word file saved as a web page. Ask the sender to save it as .docx."
_WEB_ARCHIVE = "It is a web page kept as an archive (.mht). Ask the sender to print it to a PDF, or to save it as .docx."
_TWO_IN_ONE = (
    "It is two files in one, a PDF with an archive behind it, and may show other things to other programs. It was not opened; "
    f"ask the sender how it was made. {_FORM_PLEASE}"
)
_DEEP_PAGE = f"It is a web page that is nested too deeply to be read. {_FORM_PLEASE}"
_SECURE_PAGE = f"It is a web page that leads to a secure message, not the message itself. {BY_HAND}"
_ATTACHED_WORDS = "It is an attached mail whose words are not the sender's own; read it by hand."
_TOO_MANY = f"It has more than {LIMIT_ATTACHMENTS} attachments, so none was opened; open it by hand."
_TOO_DEEP = "Mails are nested too deep in it; open it by hand."
_UNKNOWN = "It is a file of a kind that is not known here. Look at it yourself, or ask the sender for a Word file or a PDF."

# How a file begins → why it is not read.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "It is a .rar archive. Ask the sender to attach the form itself."),
    (b"7z\xbc\xaf", "It is a .7z archive. Ask the sender to attach the form itself."),
    (b"\x1f\x8b", "It is a .gz archive. Ask the sender to attach the form itself."),
    (b"MSCF", "It is a .cab archive. Ask the sender to attach the form itself."),
    (b"MZ", "It is a program. It was not opened; ask the sender whether the mail is really theirs."),
    (b"\x7fELF", "It is a program. It was not opened; ask the sender whether the mail is really theirs."),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", f"It is a OneNote page. {_FORM_PLEASE}"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "It is a shortcut to a file, not the file. Ask the sender to attach the form itself."),
    (b"%!PS", f"It is a PostScript file. {_FORM_PLEASE}"),
    (b"ITSF", f"It is a help file. {_FORM_PLEASE}"),
    (b"\xffWPC", f"It is a WordPerfect file. {_FORM_PLEASE}"),
    (b"ID3", "It is a sound recording. Listen to it yourself."),
    (b"OggS", "It is a sound recording. Listen to it yourself."),
)
# Streams inside an OLE file → why it is not read. The first that is found holds.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("Workbook", _SHEET),
    ("Book", _SHEET),
    ("PowerPoint Document", _SLIDES),
    ("Quill", _PUBLISHER),
    ("VisioDocument", f"It is a drawing of Visio. {_FORM_PLEASE}"),
    ("MatOST", f"It is a Works file. {_FORM_PLEASE}"),
)
# A name inside an OLE file that does not open any more → what it was.
_DAMAGED_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "It is a damaged file behind a password. Ask the sender to send it again, by a secure way."),
    ("__properties_version1.0", _OUTLOOK),
    ("__substg1.0_", _OUTLOOK),
    ("WordDocument", "It is a damaged Word file of the old kind (.doc). Ask the sender to save it as .docx and send it again."),
    ("Workbook", _SHEET),
    ("PowerPoint Document", _SLIDES),
)
_OPEN_DOCUMENT: tuple[tuple[bytes, str], ...] = (
    (b".spreadsheet", _SHEET),
    (b".presentation", _SLIDES),
    (b".graphics", f"It is a drawing. {_FORM_PLEASE}"),
)


PageKeeper: TypeAlias = Callable[[PageFile], None]  # takes what has pages that can be drawn


def no_pages(_file: PageFile) -> None:
    """Nobody wants to look at them: the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What holds for a file and for everything inside it."""

    workshop: Workshop
    read_sheet: scan.SheetReader  # of a scan
    password: str = ""
    keep_pages: PageKeeper = no_pages
    level: int = 0  # of mails within mails
    in_archive: bool = False

    @property
    def deeper(self) -> _Opening:
        return replace(self, level=self.level + 1)


def open_document(
    name: str,
    data: bytes,
    *,
    workshop: Workshop | None = None,
    read_sheet: scan.SheetReader | None = None,
    password: str = "",
    keep_pages: PageKeeper = no_pages,
) -> Opened:
    """What a file says: one Document or NotRead, or one for each file of an archive. Never raises for what is in the file.

    Old office files and pictures go through the workshop, by default this machine's own. `read_sheet` reads a page of a
    scan, by default right here. `password` opens a locked file. `keep_pages` gets each PDF and each picture that was read.
    """
    shop = workshop or local_workshop.HERE
    opening = _Opening(workshop=shop, read_sheet=read_sheet or scan.sheets_by(shop), password=password, keep_pages=keep_pages)
    return tuple(_settled(each) for each in _open(_safe_name(name), data, opening))


def _settled(found: Document | NotRead) -> Document | NotRead:
    """«seeing» is a need that is met in here, or not at all. What was read goes on without endless runs of one sign."""
    if isinstance(found, Document):
        return runs.tamed(found)
    return replace(found, needs="") if found.needs == "seeing" else found


def _safe_name(name: str) -> str:
    """The name as it may stand in a sentence: no path, no control characters, not endless."""
    base = re.split(r"[/\\]", name)[-1]
    return " ".join(ticks.plain(base).split())[:120] or "a file without a name"


def _open(source: str, data: bytes, opening: _Opening) -> Opened:
    if not data.strip(b"\x00 \r\n\t"):
        return (NotRead(source=source, why=_EMPTY),)
    if len(data) > MAX_ATTACHMENT:
        return (NotRead(source=source, why=_TOO_LARGE),)
    if data.startswith(_ZIP):
        return _open_zip(source, data, opening)
    if data.startswith(signatures.OLE):
        return _open_compound(source, data, opening)
    if outlook_file.is_winmail(data):
        return _open_winmail(source, data, opening)
    if b"%PDF-" in data[:1024]:
        return (_open_pdf(source, data, opening),)
    if sealed := locked_file.sealed_mail(source, data):
        return (sealed,)
    if scan.is_picture(data):
        seen = scan.read_picture(source, data, opening.read_sheet)
        return (_with_pages(seen, [data], opening),)
    if why := next((why for start, why in _BEGINNINGS if data.startswith(start)), ""):
        return (NotRead(source=source, why=why),)
    return _open_text(source, data, opening)


# ------------------------------------------------------------------------------------------------ PDF


def _open_pdf(source: str, data: bytes, opening: _Opening) -> Document | NotRead:
    if data.rfind(b"PK\x05\x06") > data.rfind(b"%%EOF") >= 0:
        return NotRead(source=source, why=_TWO_IN_ONE)
    if locked_file.is_sealed_pdf(data):
        return locked_file.sealed_pdf(source)
    found = pdf_file.read_pdf(source, data, password=opening.password)
    if isinstance(found, NotRead) and found.needs == "seeing":
        found = scan.read_scanned_pdf(source, data, opening.read_sheet, password=opening.password)
    elif isinstance(found, Document) and found.pictures:
        found = scan.with_pages_seen(found, data, opening.read_sheet, password=opening.password)
    return _with_pages(found, [data], opening, is_pdf=True)


def _with_pages(
    found: Document | NotRead, files: Iterable[bytes], opening: _Opening, *, is_pdf: bool = False
) -> Document | NotRead:
    """What was read, once its pages are handed to whoever keeps them. Of what was not read nobody knows what it tells."""
    if isinstance(found, Document) and opening.keep_pages is not no_pages:
        for data in files:
            opening.keep_pages(PageFile.of(found.source, data, is_pdf=is_pdf))
    return found


# ------------------------------------------------------------------------------------------------ text of any kind


def _open_text(source: str, data: bytes, opening: _Opening) -> Opened:
    if data.startswith(b"{\\rtf"):
        return (office_file.read_rich_text(source, data, opening.workshop),)
    text = text_file.decoded(data)
    if text is None:
        return (NotRead(source=source, why=_UNKNOWN),)
    start = text[:4096].casefold()
    if found := _open_office_xml(source, data, start, opening):
        return (found,)
    if "content-type: multipart/related" in start and "content-location:" in text.casefold()[:65_536]:
        return (NotRead(source=source, why=_WEB_ARCHIVE),)
    if re.search(r"^(mime-version|message-id|received|return-path|date): ", start, re.MULTILINE) and "\nfrom: " in f"\n{start}":
        return _open_mail(source, data, opening)
    if re.search(r"<(html|body|table|!doctype html)\b", start):
        return (_open_page(source, text),)
    return (text_file.read_text(text, source=source),)


def _open_office_xml(source: str, data: bytes, start: str, opening: _Opening) -> Document | NotRead | None:
    if "<pkg:package" in start:
        return office_file.read_flat_word(source, data)
    if "<office:document" in start and "opendocument" in start:
        return office_file.read_flat_open_text(source, data, opening.workshop)
    if "<?mso-application" in start or "office/word/2003/wordml" in start:
        return office_file.read_word_2003(source)
    if "urn:schemas-microsoft-com:office:word" in start:
        return NotRead(source=source, why=_WORD_PAGE)
    return None


def _open_page(source: str, text: str) -> Document | NotRead:
    if is_endlessly_deep(text):
        return NotRead(source=source, why=_DEEP_PAGE)
    page = text_file.read_html(text, source=source)
    words = page.text if len(page.text) < 6_000 else ""
    if any(pattern.search(words) for pattern in mail_wordings.WRAPPERS) or _PORTAL.search(text[:200_000]):
        return NotRead(source=source, why=_SECURE_PAGE, needs="opening")
    return page


# What the pages of secure mail carry out of sight: the address that their one button leads to, or the sealed message itself.
_PORTAL = re.compile(
    r"""(?:action|href)\s*=\s*["']?https?://[^"'\s>]{0,300}(?:\.cjsm\.net|\.egress\.com|securemail|secure-?message|securedoc|"""
    r"""websafe|/formpostdir/|mimecast\.com/s|voltage-pp|zixmail|messageencryption|outlook\.office\.com/encryption)""",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------------------------ zips: office files and archives


def _open_zip(source: str, data: bytes, opening: _Opening) -> Opened:
    parts = archive.contents(data, opening.password)
    if isinstance(parts, Refused):
        return (NotRead(source=source, why=parts.why, needs=parts.needs),)
    if "[Content_Types].xml" in parts and any(name.lower().startswith("word/") for name in parts):
        return (_open_word(source, parts, opening),)
    kind = parts.get("mimetype", b"")
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return (office_file.read_open_text(source, parts, data, opening.workshop),)
    if why := _why_not_office(parts):
        return (NotRead(source=source, why=why),)
    if opening.in_archive:
        return (NotRead(source=source, why="It is an archive within an archive, which is not opened. Ask for the form itself."),)
    inside = replace(opening, in_archive=True)
    members = [(name, content) for name, content in parts.items() if not _is_junk(name)]
    found = [each for name, content in members for each in _open(f"{source}: {_safe_name(name)}", content, inside)]
    return tuple(found) or (NotRead(source=source, why="The zip is empty. Ask the sender to attach the form itself."),)


def _open_word(source: str, parts: Mapping[str, bytes], opening: _Opening) -> Document | NotRead:
    """A Word file; one that holds only pictures is looked at as a scan."""
    found = word_file.read_word(source, parts)
    if isinstance(found, NotRead) and found.needs == "seeing":
        media = [content for name, content in sorted(parts.items()) if name.startswith("word/media/")]
        pictures = [each for each in media if scan.is_picture(each)]
        seen = scan.read_pictures(source, pictures, opening.read_sheet)
        return _with_pages(seen, pictures, opening) if isinstance(seen, Document) else found
    return found


def _why_not_office(parts: Mapping[str, bytes]) -> str:
    if any(name.startswith("xl/") for name in parts):
        return _SHEET
    if any(name.startswith("ppt/") for name in parts):
        return _SLIDES
    if any(name.startswith("visio/") for name in parts):
        return f"It is a drawing of Visio. {_FORM_PLEASE}"
    kind = parts.get("mimetype", b"")
    if kind.startswith((b"application/vnd.oasis", b"application/epub")):
        return next((why for word, why in _OPEN_DOCUMENT if word in kind), _UNKNOWN)
    if any(name.endswith((".iwa", ".apxl")) or name in ("Index.zip", "index.xml") for name in parts):
        return _APPLE.format(_apple_kind(parts))
    if "FixedDocSeq.fdseq" in parts or any(name.endswith(".fpage") for name in parts):
        return f"It is an XPS file. {_FORM_PLEASE}"
    return ""


def _apple_kind(names: Iterable[str]) -> str:
    if any("CalculationEngine" in name for name in names):
        return "Numbers"
    return "Keynote" if any("Slide" in name or name.endswith(".apxl") for name in names) else "Pages"


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or name.rpartition("/")[2] in _JUNK


# ------------------------------------------------------------------------------------------------ OLE files


def _open_compound(source: str, data: bytes, opening: _Opening) -> Opened:
    file = compound_file.open_compound(data)
    if file is None:
        why = next((why for stream, why in _DAMAGED_OLE if stream.encode("utf-16-le") in data), _UNKNOWN)
        return (NotRead(source=source, why=why),)
    if locked_file.is_locked(file):
        opened = locked_file.unlocked(source, data, file, opening.password)
        return (opened,) if isinstance(opened, NotRead) else _open(source, opened, replace(opening, password=""))
    if outlook_file.is_saved_message(file):
        mail = outlook_file.as_mail(data)
        return _open_mail(source, mail, opening) if mail else (NotRead(source=source, why=_OUTLOOK),)
    if file.has("WordDocument"):
        return (office_file.read_old_word(source, data, file, opening.workshop),)
    why = next((why for stream, why in _OLE_STREAMS if file.has(stream)), _UNKNOWN)
    return (NotRead(source=source, why=why),)


# ------------------------------------------------------------------------------------------------ mails within files


def _open_winmail(source: str, data: bytes, opening: _Opening) -> Opened:
    wrapped = outlook_file.open_winmail(data)
    if wrapped is None:
        return (NotRead(source=source, why=_WINMAIL),)
    if opening.level >= MAX_LEVELS:
        return (NotRead(source=source, why=_TOO_DEEP),)
    papers = [(name, content) for name, content in wrapped.papers if not _is_adornment(name, content)]
    if len(papers) > LIMIT_ATTACHMENTS or wrapped.has_more:
        return (NotRead(source=source, why=_TOO_MANY),)
    found = [each for name, content in papers for each in _open(f"{source}: {_safe_name(name)}", content, opening.deeper)]
    if not found and opening.level:  # a message within the winmail.dat
        return (NotRead(source=source, why=_ATTACHED_WORDS),)
    return tuple(found) or (NotRead(source=source, why=_WINMAIL_EMPTY),)


def _open_mail(source: str, data: bytes, opening: _Opening) -> Opened:
    """The papers of a mail that came as a file. Its words are somebody else's and never count (F35)."""
    if opening.level >= MAX_LEVELS:
        return (NotRead(source=source, why=_TOO_DEEP),)
    envelope = open_envelope(data)
    papers = [(part.name or part.where, part.data) for part in envelope.parts if not _is_adornment(part.name, part.data)]
    papers += [(part.name, part.data) for part in envelope.nested]
    found = [each for name, content in papers for each in _open(f"{source} > {_safe_name(name)}", content, opening.deeper)]
    if envelope.unreadable or not found:
        return (*found, NotRead(source=source, why=envelope.unreadable or _ATTACHED_WORDS))
    return tuple(found)


def _is_adornment(name: str, content: bytes) -> bool:
    is_logo = len(content) < TINY and scan.is_picture(content) and not may_be_a_page(content)
    return name.casefold().endswith(_ADORNMENT) or is_logo
