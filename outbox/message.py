"""OutboundMessage: a letter rendered whole when it was decided, stored, and sent as the same bytes however often."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """`data` is the finished message with CRLF line ends; id and Message-ID derive from what caused it (O2)."""

    id: str
    cause: str
    kind: str
    to: str
    case: str
    partner: str
    subject: str
    message_id: str
    data: bytes = field(repr=False)
    token: str = field(default="", repr=False, compare=False)  # stands on the envelope, so that a bounce can name it (F24)
    holds_address: bool = False  # an address of a home stands in it: after a lost answer a person is asked (O3)


def letter_id(cause: str, kind: str, to: str) -> str:
    """Same cause, kind and recipient: same letter. 32 hex digits."""
    return hashlib.sha256(f"{cause}\n{kind}\n{to}".encode()).hexdigest()[:32]
