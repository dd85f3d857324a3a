"""A mail opened: who wrote it and how far that is proved, its words, its parts. The only mail-parser and authres import.

The sender is read from the raw header block by a strict grammar (F23): the library takes the first of two From fields
and repairs what it does not understand, and repaired is not good enough for a question of authority. For headers, the
date and the tree of parts the library is used; the tree's leaves are walked here, since it loses attachments without a
name and mixes the words of attached mails into ours.
"""

from __future__ import annotations

import base64
import binascii
import email.header
import email.utils
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message

import authres
import mailparser
from mailparser.exceptions import MailParserError

from parsing.automatic import Marks, automatic_mark, returned_message_id
from parsing.html import text_of
from parsing.readings import Automatic, SenderCheck
from parsing.reply import new_words

MIB = 1024 * 1024
LIMIT_MESSAGE = 25 * MIB
LIMIT_HEADER_BLOCK = 100 * 1024
LIMIT_PARTS = 200
LIMIT_DEPTH = 20
LIMIT_ADDRESSES = 200
LIMIT_ATTACHMENTS = 20
LIMIT_NESTED = 3
LIMIT_BODY_CHARS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A leaf of the mail's tree: an attachment, or an attached mail as its bytes."""

    name: str  # as it came, without folders and control characters; may be empty
    content_type: str
    data: bytes = field(repr=False)
    where: str = ""  # "part 3"
    inline: bool = False  # shown inside the letter: a logo, a signature's picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
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
    parts: tuple[Part, ...] = ()
    nested: tuple[Part, ...] = ()  # message/rfc822, each as bytes: their words never mix into ours
    doubts: tuple[str, ...] = ()
    bounced_message_id: str = ""  # of our letter, when this is its bounce and says so
    unreadable: str = ""  # a sentence when the mail as a whole was not opened


def open_envelope(data: bytes, trusted_authserv_ids: Sequence[str] = ()) -> Envelope:
    """Opens one mail. Whatever is wrong with it comes back as sentences, never as an exception."""
    head = header_block(data)
    outside = Envelope(
        message_id=_message_id(head),
        answers_to=_answers_to(head),
        sent_at=_sent_at(head),
        subject=_one_line(decoded(head.first("subject"))),
        **_who(head, data, trusted_authserv_ids),
    )
    over = _over_the_limits(data, head)
    if over:
        return _put(outside, unreadable=over)
    try:
        tree = mailparser.parse_from_bytes(data).message
    except (MailParserError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as trouble:
        return _put(outside, unreadable=f"The mail's structure could not be read ({type(trouble).__name__}); open it by hand.")
    over = _over_the_tree_limits(tree)
    if over:
        return _put(outside, unreadable=over)
    return _opened(outside, head, tree)


def _put(envelope: Envelope, **changes: object) -> Envelope:
    from dataclasses import replace

    return replace(envelope, **changes)  # type: ignore[arg-type]  # names are checked by replace itself
