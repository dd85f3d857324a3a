"""Mails that hold papers in mails in archives in mails: drawn by a number, with a list of every leaf and of what it lies in."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from base64 import encodebytes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tests.support import word_maker
from tests.support.ole_maker import message_streams, ole_file, saved_message, winmail

HEAD = "From: sam@agency.example\nTo: desk@reciprocal.example\nSubject: papers\nDate: Mon, 30 Nov 2026 10:00:00 +0000\nMessage-ID: <a@b.example>\nMIME-Version: 1.0\n"  # noqa: E501
DECORATION = ("ics", "vcf", "small.png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    around: tuple[str, ...]  # the names of what it lies in, the outermost first

    @property
    def is_decoration(self) -> bool:
        return self.name.endswith(DECORATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file or a mail, and the leaves within it."""

    name: str
    data: bytes
    leaves: tuple[Leaf, ...] = ()
    is_mail: bool = False


@cache
def _form() -> bytes:
    return word_maker.form_docx([("Pets", "No"), ("Bedrooms needed", "2"), ("Consent given", "Yes"), ("Tenancy type", "Secure")])


def picture(width: int, height: int, filler: int = 0) -> bytes:
    """A white PNG of that size; `filler` octets more, as a camera writes them."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\x00" + b"\xff" * width for _ in range(height))
    more = chunk(b"teXt", bytes(filler)) if filler else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


LEAVES: Mapping[str, Callable[[], bytes]] = {
    "form.docx": _form,
    "letter.docx": lambda: word_maker.word_file(word_maker.paragraph("Dear all, the meeting is on Monday.")),
    "note.txt": lambda: b"Remember the milk.",
    "broken.pdf": lambda: b"%PDF-1.7\n%cut short",
    "old.rar": lambda: b"Rar!\x1a\x07\x00" + bytes(40),
    "empty.docx": lambda: b"",
    "odd.bin": lambda: bytes(range(1, 256)) * 4,
    "locked.docx": lambda: ole_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 300}),
    "message.rpmsg": lambda: b"\x76\xe8\x04\x60\xc4\x11\xe3\x86" + bytes(90),
    "smime.p7m": lambda: b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" + bytes(90),
    "secure.html": lambda: b"<html><body><form action='https://reader.egress.com/x'><p>Open</p></form></body></html>",
    "scan.png": lambda: picture(600, 850),
    "photo.png": lambda: picture(640, 900, filler=30_000),
    "small.png": lambda: picture(120, 60),
    "visit.ics": lambda: b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    "sam.vcf": lambda: b"BEGIN:VCARD\nFN:Sam\nEND:VCARD\n",
}


def drawn(number: int) -> tuple[bytes, tuple[Leaf, ...]]:
    """A mail and every leaf in it, the same for a number in every run."""
    draw = random.Random(number)  # noqa: S311 - it must be replayed, not secret
    mail = _mail(draw, "top.eml", [_held(draw, f"{number}-{at}", 1) for at in range(draw.randint(1, 4))])
    return mail.data, mail.leaves


def _held(draw: random.Random, number: str, level: int) -> Held:
    if level > 4 or draw.random() < 0.5:
        kind = draw.choice(sorted(LEAVES))
        name = f"{number} {kind}"
        return Held(name=name, data=LEAVES[kind](), leaves=(Leaf(name=name, around=()),))
    inside = [_held(draw, f"{number}-{at}", level + 1) for at in range(draw.randint(1, 3))]
    return draw.choice((_mail, _mail, _saved, _winmail, _zip))(draw, number, inside)


def _mail(draw: random.Random, number: str, inside: list[Held]) -> Held:
    name = f"{number} mail.eml"
    parts = b"".join(_part(draw, each) for each in inside)
    words = b"--b%b\nContent-Type: text/plain\n\nPlease see attached.\n"
    mark = str(draw.randrange(10**9)).encode()
    body = (words + parts).replace(b"--b%b\n", b"--b" + mark + b"\n") + b"--b" + mark + b"--\n"
    data = HEAD.encode() + b'Content-Type: multipart/mixed; boundary="b' + mark + b'"\n\n' + body
    return Held(name=name, data=data, leaves=_within(name, inside), is_mail=True)


def _part(draw: random.Random, each: Held) -> bytes:
    """An attachment as one program or another writes it; a picture now and then inside the letter, a mail in four ways."""
    named = b'filename="%s"' % each.name.encode()
    if each.is_mail:
        way = draw.randrange(4)
        if way < 2:
            kind = (b"message/rfc822", b"message/global")[way]
            return b"--b%%b\nContent-Type: %s\nContent-Disposition: attachment; %s\n\n%s\n" % (kind, named, each.data)
        kind = (b"message/rfc822", b"application/octet-stream")[way - 2]
    else:
        kind = b"image/png" if each.name.endswith(".png") else b"application/octet-stream"
    shown = each.name.endswith(".png") and draw.random() < 0.5
    how = b"inline" if shown else b"attachment"
    more = b"Content-ID: <p%d>\n" % draw.randrange(10**6) if shown else b""
    head = b'--b%%b\nContent-Type: %s; name="%s"\nContent-Transfer-Encoding: base64\nContent-Disposition: %s; %s\n%s\n'
    return head % (kind, each.name.encode(), how, named, more) + encodebytes(each.data)


def _saved(draw: random.Random, number: str, inside: list[Held]) -> Held:
    name = f"{number} saved.msg"
    mails = [each for each in inside if each.is_mail]
    papers = {each.name: each.data for each in inside if not each.is_mail}
    papers |= {each.name: each.data for each in mails}
    if draw.random() < 0.2:
        inner = message_streams(sender="sam@agency.example", subject="old", body="Words of another.", embedded=True)
        return Held(
            name=name,
            data=saved_message(body="See attached.", papers=papers, messages={"old": inner}),
            leaves=_within(name, inside),
        )
    return Held(name=name, data=saved_message(body="See attached.", papers=papers), leaves=_within(name, inside))


def _winmail(draw: random.Random, number: str, inside: list[Held]) -> Held:
    name = f"{number} winmail.dat"
    body = "See attached." if draw.random() < 0.5 else ""
    return Held(name=name, data=winmail({each.name: each.data for each in inside}, body=body), leaves=_within(name, inside))


def _zip(draw: random.Random, number: str, inside: list[Held]) -> Held:
    name = f"{number} forms.zip"
    folder = "papers/" if draw.random() < 0.3 else ""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in inside:
            archive.writestr(folder + each.name, each.data)
    return Held(name=name, data=made.getvalue(), leaves=_within(name, inside))


def _within(name: str, inside: list[Held]) -> tuple[Leaf, ...]:
    return tuple(Leaf(name=leaf.name, around=(name, *leaf.around)) for each in inside for leaf in each.leaves)
