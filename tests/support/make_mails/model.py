"""A mail of the shelf and the truth about it, and the bytes as a boundary would have handed them over."""

# ruff: noqa: E501 - header fields stand on one line, as they come

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.make_mails.clients import Body

BOUNDARY = "mx.reciprocal.example"
OURS = "Reciprocal <reciprocal@reciprocal.example>"
REFERENCE = "ARC-07-26"


@dataclass(frozen=True, kw_only=True)
class Meant:
    """One thing that the sender meant: its kind, its fields, and those of which nobody should be sure."""

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sample:
    """`question`: a person must be asked. `clean`: it must go straight through, without a doubt."""

    path: str  # "approval/gmail/plain_yes"
    data: bytes
    readings: tuple[Meant, ...] = ()
    automatic: str = ""
    question: bool = False

    @property
    def truth(self) -> dict[str, Any]:
        return {
            "automatic": self.automatic,
            "readings": [
                {"kind": each.kind, "fields": dict(each.fields), "doubted": list(each.doubted)} for each in self.readings
            ],
            "question": self.question,
            "clean": not self.question and not self.automatic,
        }


@dataclass(frozen=True, kw_only=True)
class Paper:
    name: str
    data: bytes
    content_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    inline: bool = False


def mail(
    body: Body,
    *,
    sender: str = "Nadia Ferris <nadia.ferris@hackney.example>",
    subject: str = f"RE: {REFERENCE}: approval requested",
    number: int = 1,
    extra: Sequence[tuple[str, str]] = (),
    papers: Sequence[Paper] = (),
    charset: str = "utf-8",
    encoding: str = "quoted-printable",
    claimed: str = "",
    flowed: bool = False,
) -> bytes:
    """The bytes of a mail. `claimed`: a character set named in the header that is not the one used."""
    leaves = []
    for kind, text in (("plain", body.plain), ("html", body.page)):
        if text:
            leaves.append(_leaf(f"text/{kind}", text, charset, encoding, claimed, flowed=flowed and kind == "plain"))
    tree = leaves[0] if len(leaves) == 1 else _multipart("alternative", leaves, f"=_alt{number:03}")
    if papers:
        tree = _multipart("mixed", [tree, *(_paper(each) for each in papers)], f"=_mix{number:03}")
    return _head(sender, subject, number, extra) + tree


def raw(content: bytes, *, sender: str, subject: str, number: int, extra: Sequence[tuple[str, str]] = ()) -> bytes:
    """A mail whose MIME head and body are given whole."""
    return _head(sender, subject, number, extra) + content


def multipart(subtype: str, parts: Sequence[tuple[str, str]], mark: str, more: str = "") -> bytes:
    """Parts as (head lines, text)."""
    return _multipart(subtype, [f"{head}\n\n{text}".encode() for head, text in parts], mark, more)


def _head(sender: str, subject: str, number: int, extra: Sequence[tuple[str, str]]) -> bytes:
    domain = sender.rpartition("@")[2].rstrip(">")
    when = f"{8 + number % 2} Jul 2026 {8 + number % 9:02}:{number % 60:02}:02 +0100"
    day = "Wed" if number % 2 == 0 else "Thu"
    lines = [
        f"Delivered-To: {OURS.rpartition('<')[2].rstrip('>')}",
        f"Authentication-Results: {BOUNDARY};\n\tspf=pass smtp.mailfrom={domain};\n\tdmarc=pass (policy=reject) header.from={domain}",
        f"Received: from out.{domain} (out.{domain} [192.0.2.{number % 250}])\n\tby {BOUNDARY} with ESMTPS id 7c{number:05}; {day}, {when}",
    ]
    given = {name.lower() for name, _ in extra}
    usual = (
        ("From", sender),
        ("To", OURS),
        ("Subject", _encoded(subject)),
        ("Date", f"{day}, {when}"),
        ("Message-ID", f"<s{number:05}.20260708@{domain}>"),
        ("MIME-Version", "1.0"),
    )
    lines += [f"{name}: {value}" for name, value in usual if name.lower() not in given and value is not None]
    lines += [f"{name}: {value}" for name, value in extra if value]
    return ("\n".join(lines) + "\n").encode()


def _encoded(subject: str) -> str:
    if subject.isascii():
        return subject
    return f"=?utf-8?B?{base64.b64encode(subject.encode()).decode()}?="


def _leaf(kind: str, text: str, charset: str, encoding: str, claimed: str, *, flowed: bool) -> bytes:
    data = text.encode(charset)
    more = "; format=flowed" if flowed else ""
    head = f'Content-Type: {kind}; charset="{claimed or charset}"{more}\nContent-Transfer-Encoding: {encoding}\n\n'.encode()
    match encoding:
        case "base64":
            return head + base64.encodebytes(data)
        case "quoted-printable":
            return head + quopri.encodestring(data)
        case _:
            return head + data


def _paper(paper: Paper) -> bytes:
    how = "inline" if paper.inline else "attachment"
    head = f'Content-Type: {paper.content_type}; name="{paper.name}"\nContent-Disposition: {how}; filename="{paper.name}"\n'
    if paper.inline:
        head += f"Content-ID: <{paper.name}>\n"
    if paper.content_type == "message/rfc822":
        return head.encode() + b"\n" + paper.data
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(paper.data)


def _multipart(subtype: str, parts: Sequence[bytes], mark: str, more: str = "") -> bytes:
    between = f"--{mark}\n".encode()
    inside = b"".join(between + part.rstrip(b"\n") + b"\n\n" for part in parts)
    return f'Content-Type: multipart/{subtype}; {more}boundary="{mark}"\n\n'.encode() + inside + f"--{mark}--\n".encode()
