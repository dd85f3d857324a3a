"""The raw header block of a mail, read by a strict grammar: one From, one plain address, nothing repaired (F23, F32)."""

from __future__ import annotations

import email.header
import email.utils
import re
import unicodedata
from binascii import Error as BadBase64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError

LIMIT_VALUE_CHARS = 20_000
CHARSET = re.compile(
    r"utf-?(8|7|16(-?[bl]e)?|32)|us-ascii|ascii|iso-?8859-?\d+|(windows|cp)-?(125\d|437|850)|latin-?\d|koi8-[ru]|gb(k|2312|18030)|big5"
    r"|shift_jis|euc-(jp|kr)|iso-2022-jp|macintosh|mac-roman",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderBlock:
    """The fields in their order, names in lower case, values unfolded but not decoded."""

    fields: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()  # sentences: what in the block is not as it must be
    size: int = 0  # octets

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for each, value in self.fields if each == name)

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        return {name: self.all(name) for name in dict(self.fields)}


def header_block(data: bytes) -> HeaderBlock:
    """Everything before the first empty line."""
    start = data.removeprefix(b"\xef\xbb\xbf")
    of_mbox = start[:5] == b"From "  # a line of an exporting client
    if of_mbox:
        start = start.partition(b"\n")[2]
    ended = re.search(rb"\r?\n\r?\n|\A\r?\n", start[: 4 * 1024 * 1024])
    block = start[: ended.start()] if ended else start[: 4 * 1024 * 1024]
    fields, stray = _fields(block[: 1024 * 1024])
    lines = block + (ended[0] if ended else b"")
    faults = tuple(_faults(lines, fields, stray=stray or of_mbox, smuggled=_is_smuggled(start, block)))
    return HeaderBlock(fields=tuple(fields), faults=faults, size=len(block))


def _fields(block: bytes) -> tuple[list[tuple[str, str]], bool]:
    """The fields, and whether a line is none: another program might begin or end the block there."""
    fields: list[tuple[str, str]] = []
    stray = False
    for line in block.decode("utf-8", "surrogateescape").split("\n"):
        text = line.removesuffix("\r")
        if text[:1] in {" ", "\t"} and fields:
            stray = stray or not text.strip(BLANKS)
            name, value = fields[-1]
            fields[-1] = (name, (value + " " + text.strip(BLANKS))[:LIMIT_VALUE_CHARS])
        elif named := re.match(r"([!-9;-~]+)([ \t]*):", text):
            stray = stray or bool(named[2])
            fields.append((named[1].lower(), text[named.end() :].strip(BLANKS)[:LIMIT_VALUE_CHARS]))
        else:
            stray = stray or bool(text)
    return fields, stray


BLANKS = " \t"  # and no other: what else looks like one may be part of a name
ONCE = ("subject", "date", "message-id", "content-type", "content-transfer-encoding")


def _faults(block: bytes, fields: list[tuple[str, str]], *, stray: bool, smuggled: bool) -> Iterator[str]:
    """`block` with the empty line that ends it."""
    bare_lf = len(re.findall(rb"(?<!\r)\n", block))
    if b"\r" in block.replace(b"\r\n", b"") or (bare_lf and b"\r\n" in block):
        yield "the header block has bare line ends, which are used to smuggle a second sender"
    if b"\x00" in block:
        yield "the header block holds NUL characters"
    if stray:
        yield "the header block has a line that is no header field"
    names = [name for name, _ in fields]
    if twice := [name for name in ONCE if names.count(name) > 1]:
        yield f"the header block has {names.count(twice[0])} {twice[0].title()} fields, of which each program takes another"
    if smuggled:
        yield "the mail holds a lone dot between bare line ends, which is used to smuggle mails"


def _is_smuggled(data: bytes, block: bytes) -> bool:
    """A «.» line ended in a way that some servers take for the end of the mail (CVE-2023-51764 and its kin)."""
    if b"\r\n" not in block:
        return False
    return bool(re.search(rb"(?<!\r)\n\.\r?\n|\r\n\.\n|\r\.\r|\n\.\r(?!\n)", data))


ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})+")
QUOTED = r'"(?:[^"\\]|\\.)*"'
MAILBOX = re.compile(rf"(?P<name>(?:{QUOTED}|[^\"<>()\[\],;:@\\])*?)\s*<(?P<address>[^<>\s]+)>")
_SIGN = r"[^\s<>()\"',;:@]"
LIKE_ADDRESS = re.compile(rf"(?<!{_SIGN}){_SIGN}+@{_SIGN}+\.(?!\.){_SIGN}+")


def sender_of(head: HeaderBlock) -> tuple[str, str]:
    """The one plain From address in lower case, and a sentence if it is missing or not to be trusted."""
    values = head.all("from")
    if len(values) != 1:
        found = "no From field" if not values else f"{len(values)} From fields"
        return "", f"The mail has {found}; find out who wrote it."
    address, doubt = one_address(values[0])
    if doubt:
        return address, doubt
    if head.faults:
        return address, f"The sender is not to be trusted: {head.faults[0]}."
    for name in SPEAKS_TOO:
        values = tuple(value for value in head.all(name) if value)
        if len(values) > 1 or any(one_address(value) != (address, "") for value in values):
            return address, f"The mail says From {address} but its {name.title()} names another address; find out who wrote it."
    return address, ""


SPEAKS_TOO = ("sender", "reply-to", "resent-from", "resent-sender", "resent-reply-to")


def sender_name_of(head: HeaderBlock) -> str:
    """The name shown beside the From address, empty if there is none."""
    shown = decoded(head.first("from")).partition("<")[0]
    return one_line(shown).strip("\"' ")[:100] if "@" not in shown else ""


def one_address(value: str) -> tuple[str, str]:
    """(address, doubt) of a From value. An address that may be read in two ways is no address."""
    if any(ord(each) > 126 or (ord(each) < 32 and each != "\t") for each in value):
        return "", "The From field holds raw characters outside ASCII; find out who wrote the mail."
    if len(value) > 1_000:
        return "", "The From field is far too long; find out who wrote the mail."
    bare = value.strip(BLANKS)
    if len(bare) <= 254 and ADDRESS.fullmatch(bare):
        return bare.lower(), ""
    mailbox = MAILBOX.fullmatch(bare)
    if not mailbox or len(mailbox["address"]) > 254 or not ADDRESS.fullmatch(mailbox["address"]):
        return "", "The From field is not exactly one plain address; find out who wrote the mail."
    address = mailbox["address"].lower()
    shown = unicodedata.normalize("NFKC", decoded(mailbox["name"])).lower()
    if any(other.strip(".") != address for other in LIKE_ADDRESS.findall(shown)) or ("@" in shown and address not in shown):
        return address, "The sender's display name shows another address than the mail came from; find out who wrote it."
    return address, ""


MESSAGE_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")


def message_id_of(head: HeaderBlock) -> str:
    """The one well-formed Message-ID, angle brackets included; empty otherwise. A claim, no more."""
    values = head.all("message-id")
    return values[0] if len(values) == 1 and MESSAGE_ID.fullmatch(values[0]) and values[0].isascii() else ""


def answers_of(head: HeaderBlock) -> tuple[str, ...]:
    """In-Reply-To, then References from the nearest to the farthest; malformed ids are left out."""
    near = [found for value in head.all("in-reply-to") for found in MESSAGE_ID.findall(value)]
    far = [found for value in head.all("references") for found in MESSAGE_ID.findall(value)]
    return tuple(dict.fromkeys(found for found in (*near, *reversed(far)) if found.isascii()))[:50]


def sent_at_of(head: HeaderBlock) -> str:
    """The Date field as ISO 8601, empty if it names no possible day of this service."""
    moment = _moment(head.first("date"))
    return moment.isoformat() if moment and 1995 <= moment.year <= 2100 else ""


def _moment(value: str) -> datetime | None:
    try:
        return email.utils.parsedate_to_datetime(value) if value else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def decoded(value: str) -> str:
    """Encoded words and raw 8-bit text as people read them; what cannot be decoded shows as replacement characters."""
    raw = value.encode("utf-8", "surrogateescape")
    text = text_in(raw, "")[0]
    try:
        chunks = email.header.decode_header(text)
    except (HeaderParseError, BadBase64, ValueError, LookupError):
        return text
    return "".join(chunk if isinstance(chunk, str) else text_in(chunk, charset or "ascii")[0] for chunk, charset in chunks)


def one_line(text: str) -> str:
    """Without line ends, control and direction characters: what may stand in a subject or a file name."""
    shown = "".join(each for each in text if each.isprintable() or each in "\t\r\n\xa0\u2028")
    return " ".join(re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", shown).split())[:500]


# What mail programs name is often only a part of what they mean.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}
SINGLE_BYTE = re.compile(r"(us-)?ascii|iso-?8859-?\d+|(windows|cp)-?125\d|latin-?\d", re.IGNORECASE)


def _is_utf8(data: bytes) -> bool:
    """Letters outside ASCII that are whole in UTF-8: by chance, other letters hardly ever are."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def text_in(data: bytes, charset: str) -> tuple[str, bool]:
    """(text, whether it could be told what the letters are). An unknown or wrong charset never stops us."""
    declared = charset.strip().strip("\"'")
    declared = WIDER.get(declared.lower().replace("_", "-"), declared)
    if SINGLE_BYTE.fullmatch(declared) and _is_utf8(data):
        declared = "utf-8"
    for name in (declared, "utf-8", "cp1252"):
        if not CHARSET.fullmatch(name):
            continue
        try:
            return data.decode(name), True
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1"), False
