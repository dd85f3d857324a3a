"""A mail opened: who wrote it and how far that is proved, its words, its parts. The only mail-parser import.

The sender is read from the raw header block (parsing/headers.py): the library takes the first of two From fields and
repairs what it does not understand, and repaired is not good enough for a question of authority. Its tree of parts is
walked here leaf by leaf, since its own list loses attachments without a name and mixes the words of attached mails
into ours.
"""

from __future__ import annotations

import base64
import binascii
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from types import MappingProxyType
from typing import TypeAlias

import mailparser
from mailparser.exceptions import MailParserError

from parsing.automatic import Marks, automatic_mark
from parsing.delivery import bounce_of, says_success
from parsing.headers import (
    HeaderBlock,
    answers_of,
    decoded,
    header_block,
    message_id_of,
    one_line,
    sender_name_of,
    sender_of,
    sent_at_of,
    text_in,
)
from parsing.html import is_endlessly_deep, text_of
from parsing.quotation import quotation_begins
from parsing.readings import Automatic, Bounce, SenderCheck
from parsing.reply import new_words
from parsing.runs import without_runs
from parsing.sender_check import made_here, sender_check

logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # its warnings quote what strangers wrote

MIB = 1024 * 1024
LIMIT_MESSAGE = 25 * MIB
LIMIT_LINES = 1_000_000  # the library keeps each as a string of its own
LIMIT_HEADER_BLOCK = 100 * 1024
LIMIT_PARTS = 200
LIMIT_DEPTH = 20
LIMIT_ADDRESSES = 200
LIMIT_ATTACHMENTS = 20
LIMIT_NESTED = 3
LIMIT_BODY_CHARS = 200_000
LIMIT_PAGE_CHARS = 400_000  # a mail's HTML; Outlook writes ten signs for one that is shown
NO_KEYS: Mapping[str, str] = MappingProxyType({})
CUT_SHORT = "The mail is too long to be read to its end; read it by hand."
INVITED = "The mail answers an invitation in a calendar; see whether its words answer a letter as well."

Tree: TypeAlias = Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A leaf of the mail's tree: an attachment, or an attached mail as its bytes."""

    name: str  # as it came, without folders and control characters; may be empty
    content_type: str
    data: bytes = field(repr=False)
    where: str = ""  # "part 3"
    inline: bool = False  # shown inside the letter: a logo, a picture in a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """`nested` are attached mails, each as its bytes: their words never mix into ours."""

    sender: str = ""
    sender_name: str = ""  # as shown; proves nothing
    sender_doubt: str = ""
    sender_check: SenderCheck = SenderCheck.NONE
    automatic: Automatic = Automatic.NO
    subject: str = ""
    message_id: str = ""
    answers_to: tuple[str, ...] = ()
    sent_at: str = ""
    body: str = ""  # plain text
    body_is_html: bool = False
    html: str = ""  # the page itself where there is no plain text: a web form's table keeps its shape there
    parts: tuple[Part, ...] = ()
    nested: tuple[Part, ...] = ()
    doubts: tuple[str, ...] = ()
    bounce: Bounce | None = None  # what a delivery report tells of the letter it is about
    made_here: bool = False  # our own boundary's server wrote it
    unreadable: str = ""  # a sentence when the mail as a whole was not opened


def open_envelope(
    data: bytes,
    trusted_authserv_ids: Sequence[str] = (),
    *,
    received_above_stamp: int | None = None,
    dkim_keys: Mapping[str, str] = NO_KEYS,
) -> Envelope:
    """Opens one mail. Whatever is wrong with it comes back as sentences, never as an exception."""
    head = header_block(data)
    outside = _outside(head, trusted_authserv_ids, received_above_stamp)
    over = _over_the_limits(data, head)
    if over:
        return replace(outside, unreadable=over)
    outside = _with_witness(outside, data, dkim_keys)
    tree = _tree(data)
    if tree is None:
        return replace(outside, unreadable="The mail's structure cannot be read; open it by hand.")
    over = _over_the_tree_limits(tree)
    return replace(outside, unreadable=over) if over else _inside(outside, head, tree)


def _tree(data: bytes) -> Tree | None:
    """The tree of parts: the library's, or the standard parser's where a strange character set makes the library give up."""
    for parse in (lambda: mailparser.parse_from_bytes(data).message, lambda: message_from_bytes(data)):
        try:
            return parse()
        except (MailParserError, MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
            continue
    return None


def _outside(head: HeaderBlock, trusted: Sequence[str], received_above: int | None) -> Envelope:
    sender, doubt = sender_of(head)
    check, check_doubt = sender_check(head, sender, trusted, received_above=received_above)
    subjects = head.all("subject")
    return Envelope(
        sender=sender,
        sender_name=sender_name_of(head),
        sender_doubt=doubt or check_doubt,
        sender_check=SenderCheck.NONE if doubt and check is SenderCheck.PASSED else check,
        made_here=made_here(head, trusted),
        subject=one_line(decoded(subjects[0])) if subjects else "",
        message_id=message_id_of(head),
        answers_to=answers_of(head),
        sent_at=sent_at_of(head),
        doubts=("The mail has several subjects.",) if len(subjects) > 1 else (),
    )


def _with_witness(outside: Envelope, data: bytes, keys: Mapping[str, str]) -> Envelope:
    """Our own look at the signature may take the boundary's word back; it never gives one (F32)."""
    if not keys or outside.sender_check is not SenderCheck.PASSED:
        return outside
    from parsing.dkim_witness import dkim_witness  # noqa: PLC0415 - only where keys can be had

    against = dkim_witness(data, outside.sender, keys)
    return replace(outside, sender_check=SenderCheck.FAILED, sender_doubt=against) if against else outside


# --- the limits ---------------------------------------------------------------------------------------------------


def _over_the_limits(data: bytes, head: HeaderBlock) -> str:
    """What in the raw bytes is more than any honest mail has (reliability §6), as a sentence."""
    if len(data) > LIMIT_MESSAGE:
        return f"The mail is larger than {LIMIT_MESSAGE // MIB} MiB; open it by hand."
    if data.count(b"\n") > LIMIT_LINES:
        return f"The mail has more than {LIMIT_LINES:,} lines; open it by hand."
    if head.size > LIMIT_HEADER_BLOCK:
        return f"The mail's header block is larger than {LIMIT_HEADER_BLOCK // 1024} KiB; open it by hand."
    addressed = sum(value.count("@") for name, value in head.fields if name in {"from", "to", "cc", "bcc", "reply-to", "sender"})
    if addressed > LIMIT_ADDRESSES:
        return f"The mail names more than {LIMIT_ADDRESSES} addresses; open it by hand."
    if _delimiters(data) > 2 * LIMIT_PARTS:
        return f"The mail has more than {LIMIT_PARTS} parts; open it by hand."
    return ""


def _delimiters(data: bytes) -> int:
    """How many part boundaries the bytes hold, counted before a tree is built of them."""
    declared = set(re.findall(rb'boundary\*?0?\*?=\s*"?([^"\s;]{1,70})', data, re.IGNORECASE)[: 2 * LIMIT_PARTS])
    return sum(data.count(b"\n--" + boundary) for boundary in declared)


def _over_the_tree_limits(tree: Tree) -> str:
    attachments = nested = 0
    for parts, (part, depth) in enumerate(_nodes(tree), 1):
        if depth > LIMIT_DEPTH:
            return f"The mail's parts are nested deeper than {LIMIT_DEPTH}; open it by hand."
        if parts > LIMIT_PARTS:
            return f"The mail has more than {LIMIT_PARTS} parts; open it by hand."
        nested += part.get_content_type() in ATTACHED_MAILS
        attachments += not part.is_multipart() and not _is_body(part) and not _is_inline(part)
    if attachments > LIMIT_ATTACHMENTS:
        return f"The mail has more than {LIMIT_ATTACHMENTS} attachments; open it by hand."
    if nested > LIMIT_NESTED:
        return f"The mail has more than {LIMIT_NESTED} mails attached; open it by hand."
    return ""


def _nodes(tree: Tree) -> Iterator[tuple[Tree, int]]:
    """Every part with its depth; without recursion, so that depth itself is harmless."""
    waiting = [(tree, 0)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        waiting.extend((child, depth + 1) for child in reversed(_children(part)))


ATTACHED_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})


def _children(part: Tree) -> list[Tree]:
    held = part.get_payload() if part.is_multipart() else None  # of a leaf, get_payload decodes: and chokes on odd charsets
    return [child for child in held if isinstance(child, Message)] if isinstance(held, list) else []


# --- the inside ---------------------------------------------------------------------------------------------------


def _inside(outside: Envelope, head: HeaderBlock, tree: Tree) -> Envelope:
    leaves = list(_leaves(tree))
    plain, html, doubts = _body(tree)
    body = without_runs(plain or text_of(html))[:LIMIT_BODY_CHARS]
    if CUT_SHORT in doubts and quotation_begins(lines := body.split("\n")) < len(lines):
        doubts = tuple(each for each in doubts if each != CUT_SHORT)  # what was cut off is quotation
    subject = outside.subject
    report = str(tree.get_param("report-type", "") or "").lower() if tree.get_content_type() == "multipart/report" else ""
    marks = Marks(
        headers=head.by_name(),
        subject=subject,
        sender=outside.sender,
        content_types=frozenset(part.get_content_type() for part, _ in _nodes(tree)),
        report_type=report,
        words=new_words(body, outside.sender_name).text,
        calendar=_calendar(tree),
        has_papers=any(not _is_body(part) and not _is_inline(part) and not _is_report(part) for _, part in leaves)
        or any(part.get_content_type() in ATTACHED_MAILS for _, part in leaves),
    )
    mark = automatic_mark(marks)
    bounce = _bounce(leaves, head, body, at_home=outside.made_here) if mark is Automatic.BOUNCE else None
    if bounce and says_success(bounce):
        mark = Automatic.RECEIPT
    nested, broken = _nested(leaves)
    return replace(
        outside,
        automatic=mark,
        body=body,
        body_is_html=bool(html and not plain),
        html=html,
        parts=tuple(_part(part, number) for number, part in leaves if not _is_body(part) and not _is_report(part)),
        nested=nested,
        doubts=(*outside.doubts, *doubts, *broken, *((INVITED,) if marks.calendar == "reply" and marks.words else ())),
        bounce=bounce if mark is Automatic.BOUNCE else None,
    )


def _calendar(tree: Tree) -> str:
    """What its calendar part wants, in lower case; empty if there is none."""
    parts = (part for part, _ in _nodes(tree) if part.get_content_type() == "text/calendar")
    return next((str(part.get_param("method", "") or _method_in(_payload(part))).lower() for part in parts), "")


def _method_in(calendar: bytes) -> str:
    found = re.search(rb"^METHOD:([A-Za-z]{1,20})", calendar, re.MULTILINE)
    return found[1].decode() if found else ""


def _leaves(tree: Tree) -> Iterator[tuple[int, Tree]]:
    """Every leaf with its number, an attached mail counting as one: what is inside it is not ours."""
    waiting, number = [tree], 0
    while waiting:
        part = waiting.pop()
        number += 1
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting.extend(reversed(_children(part)))
        else:
            yield number, part


def _is_body(part: Tree) -> bool:
    """Text that is the letter itself, not a file beside it."""
    if part.get_content_type() not in {"text/plain", "text/html"}:
        return False
    return part.get_content_disposition() != "attachment" and not _name(part)


def _is_inline(part: Tree) -> bool:
    return part.get_content_maintype() == "image" and (part.get_content_disposition() == "inline" or "content-id" in part)


def _is_report(part: Tree) -> bool:
    return part.get_content_type() in {
        "message/delivery-status",
        "message/disposition-notification",
        *ATTACHED_MAILS,
        "text/rfc822-headers",
        "message/feedback-report",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
    }


def _part(part: Tree, number: int) -> Part:
    return Part(
        name=_name(part),
        content_type=part.get_content_type(),
        data=_payload(part),
        where=f"part {number}",
        inline=_is_inline(part),
    )


def _name(part: Tree) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError):
        return "file"
    return one_line(decoded(str(name))).replace("\\", "/").rpartition("/")[2][:200] if name else ""


def _payload(part: Tree) -> bytes:
    try:
        held = part.get_payload(decode=True)
    except (LookupError, ValueError, AttributeError, binascii.Error):
        held = None
    return held if isinstance(held, bytes) else b""


def _body(tree: Tree) -> tuple[str, str, tuple[str, ...]]:
    """(plain text, HTML, doubts) of the letter's own words. HTML only where there is no plain text."""
    plain, html, faults = _texts(tree)
    doubts = list(faults)
    if html.strip() and (STUB.match(plain) or not new_words(plain).text):
        plain = ""  # nothing of the sender's own in it
    if plain.strip() and html.strip() and _differ(plain, text_of(html)):
        doubts.append("The mail's plain text and its HTML say different things; look at both before acting on either.")
    if any(_is_body(part) and _packing(part) not in PACKINGS for _, part in _leaves(tree)):
        doubts.append("The mail's text is packed in a way that is not known here, so its words may not be what was written.")
    if PACKED.search(plain):
        doubts.append("The mail has a file packed into its words (uuencode), which was not opened; look at it by hand.")
    return (plain if plain.strip() else ""), ("" if plain.strip() else html), tuple(doubts)


PACKED = re.compile(r"^begin [0-7]{3,4} \S.{0,200}$|^=ybegin ", re.MULTILINE)
PACKINGS = frozenset({"", "7bit", "8bit", "binary", "quoted-printable", "base64", "x-uuencode", "uuencode", "x-uue", "uue"})


def _packing(part: Tree) -> str:
    """The part's transfer encoding (RFC 2045 §6), without comments; the parser leaves an unknown one as it is."""
    return re.sub(r"\([^()]*\)", "", str(part.get("content-transfer-encoding", ""))).strip(' ;"\t\r\n').lower()


STUB = re.compile(
    r"\s*(your|this) (e?-?mail|mail client|message|client)[^.]{0,60}(html|view|display)[^.]{0,120}\.?"
    r"(\s*(please|to)\b[^.]{0,60}(view|read|see|use|open)[^.]{0,120}\.?)?\s*\Z",
    re.IGNORECASE,
)


ENDLESSLY_DEEP = "The mail's page is nested too deeply to be read; open it by hand."
WRONG_LETTERS = "The mail's text is not in the character set that it claims; some letters may be wrong."


def _texts(tree: Tree) -> tuple[str, str, tuple[str, ...]]:
    """(plain text, HTML, what is wrong with them), each at most as long as anybody writes."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    faults: dict[str, None] = {}
    for _, part in _leaves(tree):
        if not _is_body(part):
            continue
        kind = part.get_content_type()
        most = LIMIT_PAGE_CHARS if kind == "text/html" else LIMIT_BODY_CHARS
        charset = part.get_content_charset("") if isinstance(part.get_param("charset", ""), str) else ""
        packed = _payload(part)
        text, held = text_in(packed[: 4 * most], charset or "")
        text = without_runs(text.replace("\r\n", "\n").replace("\r", "\n"))
        if not held:
            faults[WRONG_LETTERS] = None
        if len(packed) > 4 * most or len(text) > most:
            faults[CUT_SHORT] = None
        if kind == "text/html" and is_endlessly_deep(text[:most]):
            faults[ENDLESSLY_DEEP] = None
            continue
        texts[kind].append(text[:most])
    return "\n".join(texts["text/plain"]), "\n".join(texts["text/html"]), tuple(faults)


DECIDING = frozenset(
    {"not", "no", "never", "cannot", "unable", "withdrawn", "approve", "approved", "agree", "agreed", "accept", "accepted"}
    | {"decline", "declined", "refuse", "refused", "reject", "rejected", "support"}
)


def _differ(plain: str, shown: str) -> bool:
    """Whether the two versions differ in their words, links and pictures' names apart."""
    first, second = (_words(new_words(text).text) for text in (plain, shown))
    apart = first ^ second
    return bool(apart & DECIDING) or any(each.isdigit() for each in apart) or len(apart) > max(6, len(first | second) // 4)


def _words(text: str) -> frozenset[str]:
    without_links = re.sub(r"<?(https?://|mailto:|cid:|www\.)\S+|\[cid:[^\[\]]*\]|(?<!\S)[^\s@]+@\S+", " ", text)
    return frozenset(re.findall(r"[a-z0-9]+", without_links.casefold().replace("’", "'").replace("'", "")))


def _nested(leaves: list[tuple[int, Tree]]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    found: list[Part] = []
    broken: list[str] = []
    for number, part in leaves:
        if part.get_content_type() not in ATTACHED_MAILS:
            continue
        data = _attached_mail(part)
        if not data:
            broken.append(f"An attached mail (part {number}) could not be opened; look at it by hand.")
        found.append(Part(name=_name(part) or "attached.eml", content_type="message/rfc822", data=data, where=f"part {number}"))
    return tuple(found), tuple(broken)


def _attached_mail(part: Tree) -> bytes:
    """Its bytes, also where the sender wrapped it in base64 against the rules."""
    inside = _children(part)
    try:
        if not inside:
            return _payload(part)
        if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
            return base64.b64decode(str(inside[0].get_payload()), validate=False)
        return inside[0].as_bytes()
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return b""


def _bounce(leaves: list[tuple[int, Tree]], head: HeaderBlock, body: str, *, at_home: bool) -> Bounce:
    """What the report's parts and words tell of our letter."""
    reports = [_report_text(part) for _, part in leaves if part.get_content_type() in REPORTS]
    returned = None
    for _, part in leaves:
        if part.get_content_type() in RETURNED:
            inner = _attached_mail(part) if part.get_content_type() in ATTACHED_MAILS else _payload(part)
            returned = returned or header_block(inner.lstrip())
    return bounce_of(reports, returned, head, body, made_here=at_home)


REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
RETURNED = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"}
)


def _report_text(part: Tree) -> str:
    """A delivery-status part as its groups of fields; the parser takes each group for the head of a mail."""
    groups = _children(part)
    if groups:
        return "\n\n".join("\n".join(f"{name}: {value}" for name, value in group.items()) for group in groups)
    return _payload(part).decode("utf-8", "replace")
