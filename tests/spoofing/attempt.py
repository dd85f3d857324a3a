"""An attempt: one forged mail, its bytes, and what is right to come of it. Bytes are written by hand: nothing is repaired."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.spoofing.acts import ACTS, EVIL, ONE_A_ROLE, Act, form_of
from tests.support.cast import BOUNDARY, OURS, ref

Line = str | bytes
UNKNOWN = ref(77)
RECEIVED = (
    f"Received: from mail.evil.test (mail.evil.test [192.0.2.9])\r\n\tby {BOUNDARY} with ESMTPS id 4F1;"
    " Tue, 17 Nov 2026 10:00:00 +0000"
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Right(StrEnum):
    """What is right to come of an attempt, besides that no case, entry or letter changes."""

    ASKED = "a person is asked"
    IGNORED = "it is ignored with a reason, as a machine's or as a copy of what was dealt with"
    EITHER = "a person is asked, or it is ignored with a reason"


class Named(StrEnum):
    """Which reference the mail names."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a forged mail claims: an act, a case, the name of the one who may say it. `salt` keeps Message-IDs apart."""

    act: Act
    named: Named
    salt: str = ""

    @property
    def reference(self) -> str:
        return {Named.KNOWN: ref(self.act.case or 1), Named.UNKNOWN: UNKNOWN, Named.ABSENT: ""}[self.named]

    @property
    def voice(self) -> str:
        return self.act.voice

    @property
    def address(self) -> str:
        return self.act.address

    @property
    def local(self) -> str:
        return self.address.partition("@")[0]

    @property
    def domain(self) -> str:
        return self.address.partition("@")[2]

    @property
    def person(self) -> str:
        return self.act.person

    @property
    def subject(self) -> str:
        return f"RE: {self.reference}: your request" if self.reference else "RE: your request"

    @property
    def body(self) -> str:
        return f"Hello,\r\n\r\n{self.act.words}\r\n\r\nKind regards\r\n{self.person}\r\n"

    @property
    def message_id(self) -> str:
        mark = hashlib.sha256(f"{self.salt}\n{self.act.name}\n{self.named}".encode()).hexdigest()[:24]
        return f"<{mark}@mail.evil.test>"


def vouched(domain: str, *, by: str = BOUNDARY) -> str:
    """The stamp of a boundary that found DMARC passed for a domain."""
    return f"Authentication-Results: {by}; dmarc=pass header.from={domain}"


def written(
    claim: Claim,
    *,
    top: Sequence[Line] = (),
    sender: Sequence[Line] | None = None,
    more: Sequence[Line] = (),
    body: Line | None = None,
    content: Line | None = None,
    subject: str | None = None,
    message_id: str | None = None,
    below: Sequence[Line] = (),
) -> bytes:
    """A mail of these very lines, the boundary's on top, the author's beneath; by default in the victim's name, saying the act.

    `content` is the whole of MIME header and body after the common fields; without it a plain text, or the act's form beside it.
    """
    subject = claim.subject if subject is None else subject
    message_id = claim.message_id if message_id is None else message_id
    fields: list[Line] = [*top, *([f"From: {claim.voice}"] if sender is None else sender), f"To: {OURS}"]
    fields += [f"Subject: {subject}"] if subject else []
    fields += ["Date: Tue, 17 Nov 2026 10:00:00 +0000"]
    fields += [f"Message-ID: {message_id}"] if message_id else []
    fields += [*more, "MIME-Version: 1.0", *below]
    head = b"\r\n".join(each.encode() if isinstance(each, str) else each for each in fields)
    return head + b"\r\n" + (_octets(content) if content is not None else _default_content(claim, body))


def _octets(line: Line) -> bytes:
    return line.encode() if isinstance(line, str) else line


def _default_content(claim: Claim, body: Line | None) -> bytes:
    words = _octets(claim.body if body is None else body)
    form = form_of(claim.act) if body is None else b""
    plain = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + words
    return multipart("mixed", plain, attached("Property request.docx", WORD, form)) if form else plain


def multipart(kind: str, *parts: bytes, boundary: str = "=_b1", preamble: str = "", epilogue: str = "") -> bytes:
    """A multipart's header and body, each part with its own header lines."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n{preamble}'.encode()
    inner = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return head + inner + f"--{boundary}--\r\n{epilogue}".encode()


def text(words: Line, kind: str = "plain", *, more: str = "") -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n{more}\r\n"
    return head.encode() + _octets(words) + b"\r\n"


def attached(name: str, kind: str, data: bytes) -> bytes:
    packed = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return (
        f'Content-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode() + packed


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A way to forge, independent of what is said. `acts` are those it is tried with."""

    name: str
    forge: Callable[[Claim], bytes]
    right: Right = Right.ASKED
    acts: tuple[Act, ...] = ONE_A_ROLE
    named: tuple[Named, ...] = tuple(Named)
    why: str = ""  # where asking is not what is right, or not obviously


@dataclass(frozen=True, kw_only=True)
class Attempt:
    shape: str
    role: str
    act: str
    named: Named
    data: bytes
    right: Right = Right.ASKED

    def __str__(self) -> str:
        return f"{self.shape}; {self.act}; {self.named} reference"


def attempts_of(shapes: Sequence[Shape]) -> tuple[Attempt, ...]:
    """Every shape with every act and every kind of reference that it is tried with."""
    return tuple(
        Attempt(
            shape=shape.name,
            role=act.role,
            act=act.name,
            named=named,
            data=shape.forge(Claim(act=act, named=named, salt=shape.name)),
            right=shape.right,
        )
        for shape in shapes
        for act in shape.acts
        for named in shape.named
    )


EVERY_ACT = ACTS
EVIL_DOMAIN = EVIL.partition("@")[2]
