"""A mail opened: who wrote it and how far that is proved, its words, its parts. The only mail-parser and authres import.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import TypeAlias

import authres
import mailparser
from mailparser.exceptions import MailParserError

from parsing.automatic import Marks, automatic_mark, returned_message_id
from parsing.headers import (
    HeaderBlock,
    answers_of,
    decoded,
    header_block,
    message_id_of,
    one_line,
    sender_of,
    sent_at_of,
    text_in,
)
from parsing.html import text_of
from parsing.readings import Automatic, SenderCheck
from parsing.reply import new_words

logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # its warnings quote what strangers wrote

MIB = 1024 * 1024
LIMIT_MESSAGE = 25 * MIB
LIMIT_HEADER_BLOCK = 100 * 1024
LIMIT_PARTS = 200
LIMIT_DEPTH = 20
LIMIT_ADDRESSES = 200
LIMIT_ATTACHMENTS = 20
LIMIT_NESTED = 3
LIMIT_BODY_CHARS = 200_000

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
    bounced_message_id: str = ""  # of our letter, when this is its bounce and says so
    unreadable: str = ""  # a sentence when the mail as a whole was not opened


def open_envelope(data: bytes, trusted_authserv_ids: Sequence[str] = ()) -> Envelope:
    """Opens one mail. Whatever is wrong with it comes back as sentences, never as an exception."""
    head = header_block(data)
    outside = _outside(head, trusted_authserv_ids)
    over = _over_the_limits(data, head)
    if over:
        return replace(outside, unreadable=over)
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


def _outside(head: HeaderBlock, trusted: Sequence[str]) -> Envelope:
    sender, doubt = sender_of(head)
    check, check_doubt = _sender_check(head, sender, trusted)
    subjects = head.all("subject")
    return Envelope(
        sender=sender,
        sender_doubt=doubt or check_doubt,
        sender_check=check,
        subject=one_line(decoded(subjects[0])) if subjects else "",
        message_id=message_id_of(head),
        answers_to=answers_of(head),
        sent_at=sent_at_of(head),
        doubts=("The mail has several subjects.",) if len(subjects) > 1 else (),
    )


# --- the sender check ---------------------------------------------------------------------------------------------

RESULTS = "authentication-results"
AUTHORS_FIELDS = frozenset({"from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type"})
FAILS = frozenset({"fail", "hardfail", "softfail", "permerror", "policy", "reject"})
# Names under which strangers register: a signature of such a domain vouches for nobody.
SHARED_SUFFIX = re.compile(r"(co|org|gov|ac|nhs|police|net|com|sch|ltd|plc|me|mod)\.[a-z]{2}")


def _sender_check(head: HeaderBlock, sender: str, trusted: Sequence[str]) -> tuple[SenderCheck, str]:
    """What the trusted boundary says of the From address, and a doubt if its words cannot be read (F32)."""
    ids = {each.strip().casefold() for each in trusted}
    stamped = _boundary_results(head) if ids else []
    if not stamped:
        return SenderCheck.NONE, ""
    verdicts: list[tuple[str, str, dict[str, str]]] = []
    for number, value in enumerate(stamped):
        read = _read_results(value)
        if read is None and number == 0:
            return SenderCheck.NONE, "The topmost Authentication-Results cannot be read; the sender is unverified."
        if read is None or read[0] not in ids:
            break
        verdicts.extend(read[1])
    domain = sender.rpartition("@")[2]
    return (_verdict(verdicts, domain) if domain else SenderCheck.NONE), ""


def _boundary_results(head: HeaderBlock) -> list[str]:
    """The topmost unbroken run of Authentication-Results, none if it stands where only an author can have put it."""
    names = [name for name, _ in head.fields]
    if RESULTS not in names:
        return []
    start = names.index(RESULTS)
    if "received" in names and AUTHORS_FIELDS & set(names[:start]):
        return []  # a boundary stamps above what it was given, beside its Received
    run = []
    for name, value in head.fields[start:]:
        if name != RESULTS:
            break
        run.append(value)
    return run


def _read_results(value: str) -> tuple[str, list[tuple[str, str, dict[str, str]]]] | None:
    """(authserv-id, [(method, result, properties)]), or None if it is not as RFC 8601 has it."""
    try:
        header = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {value[:10_000]}")
    except (authres.AuthResError, ValueError, AttributeError, TypeError, IndexError):
        return None
    results = [
        (
            str(result.method).lower(),
            str(result.result).lower(),
            {f"{each.type}.{each.name}".lower(): str(each.value).strip().strip('"<>').lower() for each in result.properties},
        )
        for result in header.results or ()
    ]
    return str(header.authserv_id or "").strip('"').casefold(), results


def _verdict(verdicts: list[tuple[str, str, dict[str, str]]], domain: str) -> SenderCheck:
    """DMARC decides alone; without it an aligned DKIM signature, then SPF of the very domain."""
    dmarc = [
        (result, _domain(said.get("header.from", domain)) == domain) for method, result, said in verdicts if method == "dmarc"
    ]
    if any(result in FAILS or (result == "pass" and not ours) for result, ours in dmarc):
        return SenderCheck.FAILED
    if any(result == "pass" for result, _ in dmarc):
        return SenderCheck.PASSED
    dkim = [
        (result, _vouches(_domain(said.get("header.d") or said.get("header.i", "")), domain))
        for method, result, said in verdicts
        if method == "dkim"
    ]
    signed = {result for result, aligned in dkim if aligned}
    if "pass" in signed:
        return SenderCheck.FAILED if signed & FAILS else SenderCheck.PASSED
    spf = {result for method, result, said in verdicts if method == "spf" and _domain(said.get("smtp.mailfrom", "")) == domain}
    if "pass" in spf and not spf & FAILS and not signed & FAILS:
        return SenderCheck.PASSED
    only = {result for method, result, _ in verdicts if method in {"dkim", "spf"}} - {"none", "neutral"}
    return SenderCheck.FAILED if only and only <= FAILS else SenderCheck.NONE


def _domain(named: str) -> str:
    return named.rpartition("@")[2].strip(".")


def _vouches(signer: str, domain: str) -> bool:
    """The signer is the From domain or its parent. A child never vouches: on shared domains it is another person's."""
    if signer == domain:
        return bool(signer)
    return "." in signer and not SHARED_SUFFIX.fullmatch(signer) and domain.endswith(f".{signer}")


# --- the limits ---------------------------------------------------------------------------------------------------


def _over_the_limits(data: bytes, head: HeaderBlock) -> str:
    """What in the raw bytes is more than any honest mail has (reliability §6), as a sentence."""
    if len(data) > LIMIT_MESSAGE:
        return f"The mail is larger than {LIMIT_MESSAGE // MIB} MiB; open it by hand."
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
        nested += part.get_content_type() == "message/rfc822"
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


def _children(part: Tree) -> list[Tree]:
    held = part.get_payload() if part.is_multipart() else None  # of a leaf, get_payload decodes: and chokes on odd charsets
    return [child for child in held if isinstance(child, Message)] if isinstance(held, list) else []


# --- the inside ---------------------------------------------------------------------------------------------------


def _inside(outside: Envelope, head: HeaderBlock, tree: Tree) -> Envelope:
    leaves = list(_leaves(tree))
    plain, html, doubts = _body(tree)
    body = plain or text_of(html)[:LIMIT_BODY_CHARS]
    subject = outside.subject
    report = str(tree.get_param("report-type", "") or "").lower() if tree.get_content_type() == "multipart/report" else ""
    marks = Marks(
        headers=head.by_name(),
        subject=subject,
        sender=outside.sender,
        content_types=frozenset(part.get_content_type() for part, _ in _nodes(tree)),
        report_type=report,
        words=new_words(body).text,
        has_papers=any(not _is_body(part) and not _is_inline(part) and not _is_report(part) for _, part in leaves)
        or any(part.get_content_type() == "message/rfc822" for _, part in leaves),
    )
    mark = automatic_mark(marks)
    nested, broken = _nested(leaves)
    return replace(
        outside,
        automatic=mark,
        body=body,
        body_is_html=bool(html and not plain),
        html=html,
        parts=tuple(_part(part, number) for number, part in leaves if not _is_body(part) and not _is_report(part)),
        nested=nested,
        doubts=(*outside.doubts, *doubts, *broken),
        bounced_message_id=_bounced(leaves, body) if mark is Automatic.BOUNCE else "",
    )


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
        "message/rfc822",
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
    plain, html, honest = _texts(tree)
    doubts = [] if honest else ["The mail's text is not in the character set that it claims; some letters may be wrong."]
    if STUB.match(plain) and html.strip():
        plain = ""
    if plain.strip() and html.strip() and _differ(plain, text_of(html)):
        doubts.append("The mail's plain text and its HTML say different things; look at both before acting on either.")
    return (plain if plain.strip() else ""), ("" if plain.strip() else html), tuple(doubts)


STUB = re.compile(
    r"\s*(your|this) (e?-?mail|mail client|message|client)[^.]{0,60}(html|view|display)[^.]{0,120}\.?\s*\Z", re.IGNORECASE
)


def _texts(tree: Tree) -> tuple[str, str, bool]:
    plain: list[str] = []
    html: list[str] = []
    honest = True
    for _, part in _leaves(tree):
        if not _is_body(part):
            continue
        charset = part.get_content_charset("") if isinstance(part.get_param("charset", ""), str) else ""
        text, held = text_in(_payload(part)[: 4 * LIMIT_BODY_CHARS], charset or "")
        honest = honest and held
        (html if part.get_content_type() == "text/html" else plain).append(
            text[:LIMIT_BODY_CHARS].replace("\r\n", "\n").replace("\r", "\n")
        )
    return "\n".join(plain), "\n".join(html), honest


DECIDING = frozenset(
    {"not", "no", "never", "cannot", "unable", "withdrawn", "approve", "approved", "agree", "agreed", "accept", "accepted"}
    | {"decline", "declined", "refuse", "refused", "reject", "rejected", "support"}
)


def _differ(plain: str, shown: str) -> bool:
    """Whether the two versions differ in their words, links and pictures' names apart."""
    first, second = (_words(new_words(text).text) for text in (plain, shown))
    apart = first ^ second
    return bool(apart & DECIDING) or len(apart) > max(6, len(first | second) // 4)


def _words(text: str) -> frozenset[str]:
    without_links = re.sub(r"<?(https?://|mailto:|cid:|www\.)\S+|\[cid:[^\]]*\]|\S+@\S+", " ", text)
    return frozenset(re.findall(r"[a-z0-9]+", without_links.casefold().replace("’", "'").replace("'", "")))


def _nested(leaves: list[tuple[int, Tree]]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    found: list[Part] = []
    broken: list[str] = []
    for number, part in leaves:
        if part.get_content_type() != "message/rfc822":
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


def _bounced(leaves: list[tuple[int, Tree]], body: str) -> str:
    """Our letter's Message-ID: from the headers that the report returns, else from its words."""
    for _, part in leaves:
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            inner = _attached_mail(part) if part.get_content_type() == "message/rfc822" else _payload(part)
            if found := message_id_of(header_block(inner)):
                return found
    return returned_message_id(body)
