"""Every input limit of reliability §6: at it a file is read, over it there is a sentence, and nothing is lost in silence."""

# ruff: noqa: E501 - rows of a table stand on one line

from __future__ import annotations

import io
import random
import zipfile
from base64 import encodebytes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from parsing import pdf_file
from parsing.document import NotRead
from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from parsing.pdf_file import read_pdf
from parsing.readings import Mail
from scheme.agreement import load, shipped
from service.reading_room import ReadingRoom
from tests.support import pdf_maker, word_maker
from tests.support.ole_maker import winmail

SCHEME = load(shipped("pan_london"))
MIB = 1024 * 1024
HEAD = "From: sam@agency.example\nTo: desk@reciprocal.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
FORM = word_maker.form_docx([("Pets", "No"), ("Bedrooms needed", "2")])


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=LocalWorkshop(path="/nowhere")) as opened:
        yield opened


def sentences(mail: Mail) -> str:
    return "\n".join((mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings)))


# ------------------------------------------------------------------------------------------------ mails


def mail_of(size: int) -> bytes:
    """Of so many octets in all, most of them in two attachments."""
    made = attached(("a.bin", noise(9 * MIB)), ("b.bin", noise(9 * MIB)))
    return made + b"x" * (size - len(made))


def header_block_of(size: int) -> bytes:
    padding = "".join(f"X-{number}: {'a' * 900}\n" for number in range((size - len(HEAD)) // 910))
    block = HEAD + padding
    return (block + f"X-Last: {'b' * (size - len(block) - 8)}\n\nApproved.\n").encode()


def parts(count: int) -> bytes:
    """A whole of so many parts, itself being one."""
    inside = "".join(f"--b\nContent-Type: text/plain\n\nline {number}\n" for number in range(count - 1))
    return (HEAD + f'Content-Type: multipart/mixed; boundary="b"\n\n{inside}--b--\n').encode()


def depth(levels: int) -> bytes:
    inside = "".join(f"Content-Type: multipart/mixed; boundary=b{each}\n\n--b{each}\n" for each in range(levels))
    return (HEAD + inside + "Content-Type: text/plain\n\nApproved.\n").encode()


def addresses(count: int) -> bytes:
    """The sender's and the receiver's among them."""
    return (HEAD + "Cc: " + ",\n ".join(f"p{each}@agency.example" for each in range(count - 2)) + "\n\nApproved.\n").encode()


def attached(*papers: tuple[str, bytes]) -> bytes:
    inside = b"".join(
        b"--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="%s"\n\n%s' % (name.encode(), encodebytes(data))
        for name, data in papers
    )
    words = b"--b\nContent-Type: text/plain\n\nPlease find the forms.\n"
    return (HEAD + 'Content-Type: multipart/mixed; boundary="b"\n\n').encode() + words + inside + b"--b--\n"


def attachments(count: int) -> bytes:
    return attached(*((f"note {number}.txt", b"Remember the milk.") for number in range(count)))


def with_mails(count: int) -> bytes:
    inner = f"--b\nContent-Type: message/rfc822\n\n{HEAD}Subject: old\n\nApproved.\n"
    return (HEAD + 'Content-Type: multipart/mixed; boundary="b"\n\n' + inner * count + "--b--\n").encode()


def mails_in_mails(levels: int) -> bytes:
    """A form within so many mails, each in the next one."""
    mail = attached(("form.docx", FORM))
    for _ in range(levels):
        mail = (HEAD + "Content-Type: message/rfc822\n\n").encode() + mail
    return mail


# ------------------------------------------------------------------------------------------------ files


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def noise(size: int) -> bytes:
    """Octets that pack to about a sixth, the same in every run."""
    bits = random.Random(7).getrandbits(8 * 40_000)  # noqa: S311 - it must be the same, not secret
    block = f"{bits:b}".encode()
    return (block * (size // len(block) + 1))[:size]


PROGRAM = b"MZ" + noise(3 * MIB - 2) + bytes(7 * MIB)  # known by its first two octets, and not looked at further


def word_of(size: int) -> bytes:
    """A Word file whose document.xml has so many octets."""
    around = len(word_maker.unpacked(_commented(b""))["word/document.xml"])
    return _commented(noise(size - around))


def _commented(words: bytes) -> bytes:
    return word_maker.word_file(word_maker.paragraph("Pets: No") + f"<!--{words.decode()}-->")


def paragraphs(count: int) -> bytes:
    """Most of them empty, as a form of many rows is."""
    return word_maker.word_file(word_maker.paragraph("Pets: No") + "<w:p/>" * (count - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    at: Callable[[], bytes]
    over: Callable[[], bytes]
    why: str
    name: str = "a.eml"


LIMITS: Mapping[str, Limit] = {
    "a message of 25 MiB": Limit(at=lambda: mail_of(25 * MIB), over=lambda: mail_of(25 * MIB + 1), why="larger than 25 MiB"),
    "a header block of 100 KiB": Limit(at=lambda: header_block_of(100 * 1024), over=lambda: header_block_of(100 * 1024 + 20), why="larger than 100 KiB"),
    "a million lines": Limit(
        at=lambda: (HEAD + "\n").encode() + b"ok\n" * (1_000_000 - HEAD.count("\n") - 1), over=lambda: (HEAD + "\n").encode() + b"ok\n" * 1_000_000,
        why="more than 1,000,000 lines",
    ),
    "200 parts": Limit(at=lambda: parts(200), over=lambda: parts(201), why="more than 200 parts"),
    "parts 20 deep": Limit(at=lambda: depth(20), over=lambda: depth(21), why="deeper than 20"),
    "200 addresses": Limit(at=lambda: addresses(200), over=lambda: addresses(201), why="more than 200 addresses"),
    "20 attachments": Limit(at=lambda: attachments(20), over=lambda: attachments(21), why="more than 20 attachments"),
    "3 mails attached": Limit(at=lambda: with_mails(3), over=lambda: with_mails(4), why="more than 3 mails attached"),
    "mails 3 deep": Limit(at=lambda: mails_in_mails(3), over=lambda: mails_in_mails(4), why="more than 3 mails"),
    "an attachment of 10 MiB": Limit(
        at=lambda: attached(("a.txt", b"Pets: no\n" + b" " * (10 * MIB - 9))), over=lambda: attached(("a.txt", b"Pets: no\n" + b" " * (10 * MIB - 8))),
        why="larger than 10 MiB",
    ),
    "a PDF of 50 pages": Limit(at=lambda: pdf_maker.with_pages(50), over=lambda: pdf_maker.with_pages(51), why="more than 50 pages", name="a.pdf"),
    "a zip of 200 files": Limit(
        at=lambda: zipped({f"{each}.txt": b"" for each in range(200)}), over=lambda: zipped({f"{each}.txt": b"" for each in range(201)}),
        why="more files than any form needs", name="a.zip",
    ),
    "a zip that grows to 50 MiB": Limit(
        at=lambda: zipped({f"{each}.txt": PROGRAM for each in range(5)}),
        over=lambda: zipped({**{f"{each}.txt": PROGRAM for each in range(5)}, "6.txt": b"x"}),
        why="grow beyond its limit", name="a.zip",
    ),
    "a file of 20 MiB in a zip": Limit(
        at=lambda: zipped({"word/media/a.bin": noise(20 * MIB), "[Content_Types].xml": b"", **word_maker.unpacked(FORM)}),
        over=lambda: zipped({"word/media/a.bin": noise(20 * MIB + 1), "[Content_Types].xml": b"", **word_maker.unpacked(FORM)}),
        why="grow beyond its limit", name="a.docx",
    ),
    "a hundredfold": Limit(
        at=lambda: zipped({"a.txt": noise(3 * MIB)}), over=lambda: zipped({"a.txt": bytes(3 * MIB)}), why="more than a hundredfold", name="a.zip"
    ),
    "a document.xml of 10 MiB": Limit(at=lambda: word_of(10 * MIB), over=lambda: word_of(10 * MIB + 1), why="larger than 10 MiB", name="a.docx"),
    "20,000 paragraphs": Limit(at=lambda: paragraphs(20_000), over=lambda: paragraphs(20_001), why="more than 20,000 paragraphs", name="a.docx"),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_at_a_limit_is_read_and_what_is_over_it_is_told(room: ReadingRoom, name: str) -> None:
    limit = LIMITS[name]
    at, over = room.read_file(limit.name, limit.at()), room.read_file(limit.name, limit.over())
    assert at.readings
    assert limit.why not in sentences(at)
    assert "Reading it" not in sentences(at)
    assert limit.why in sentences(over)
    assert "hand" in sentences(over) or "sk " in sentences(over) or "harmful" in sentences(over)


def test_a_form_within_three_mails_is_told_of(room: ReadingRoom) -> None:
    assert "form.docx is none of the scheme's forms" in sentences(room.read_file("a.eml", mails_in_mails(3)))


def test_each_of_twenty_attachments_is_told_of(room: ReadingRoom) -> None:
    """No limit short of its own sentence takes one away."""
    told = sentences(room.read_file("a.eml", attachments(20)))
    assert all(f"note {number}.txt is none of the scheme's forms" in told for number in range(20))


def test_a_file_of_outlook_with_more_attachments_than_are_read_says_so(room: ReadingRoom) -> None:
    papers = {f"{number}.docx": FORM for number in range(21)}
    assert "more than 20 attachments" in sentences(room.read_file("winmail.dat", winmail(papers)))
    assert "more than 20" not in sentences(room.read_file("winmail.dat", winmail(dict(list(papers.items())[:20]))))


def test_more_text_than_two_mebibytes_is_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_maker.form_pdf([("Pets", "No"), ("Bedrooms needed", "2")])
    length = len("".join(line.text for line in _document(data).lines()))
    assert pdf_file.MAX_TEXT == 2 * MIB
    monkeypatch.setattr(pdf_file, "MAX_TEXT", 2 * length)
    assert not isinstance(read_pdf("a.pdf", data), NotRead)
    monkeypatch.setattr(pdf_file, "MAX_TEXT", length // 2)
    found = read_pdf("a.pdf", data)
    assert isinstance(found, NotRead)
    assert "more text than any form" in found.why


def _document(data: bytes) -> pdf_file.Document:
    found = read_pdf("a.pdf", data)
    assert not isinstance(found, NotRead)
    return found


XML_TRICKS: Mapping[str, bytes] = {
    "an entity": b'<!DOCTYPE a [<!ENTITY b "Pets: No">]>',
    "a file of this machine": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    "another machine": b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
}


@pytest.mark.parametrize("trick", XML_TRICKS)
def test_xml_that_declares_anything_is_not_opened(trick: str) -> None:
    held = word_maker.unpacked(FORM)
    for part in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        body = held.get(part, b"<a/>")
        start = body.find(b"?>") + 2 if body.startswith(b"<?xml") else 0
        (found,) = open_document("a.docx", zipped({**held, part: body[:start] + XML_TRICKS[trick] + body[start:]}))
        assert isinstance(found, NotRead)
        assert "document type declaration" in found.why


def test_a_text_node_of_great_length_is_refused_by_the_xml_reader_itself() -> None:
    """`huge_tree` stays off: more than ten million signs in one text are an error, whatever the size of the part."""
    held = word_maker.unpacked(FORM)
    endless = held.get("docProps/app.xml", b"<Properties></Properties>")
    endless = endless.replace(b"</Properties>", b"<Company>" + noise(10_500_000).replace(b"<", b"") + b"</Company></Properties>")
    (found,) = open_document("a.docx", zipped({**held, "docProps/app.xml": endless}))
    assert isinstance(found, NotRead)
    assert "damaged" in found.why


RISKY: Mapping[str, tuple[Mapping[str, bytes], str]] = {
    "a macro": ({"word/vbaProject.bin": b"x"}, "macro"),
    "an embedded object": ({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, "embedded"),
    "a template elsewhere": (
        {
            "word/_rels/settings.xml.rels": b'<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/attachedTemplate" Target="http://192.0.2.1/a.dotm" TargetMode="External"/></Relationships>'
        },
        "template",
    ),
}


@pytest.mark.parametrize("name", RISKY)
def test_what_a_word_file_could_run_is_a_doubt_of_its_own(name: str) -> None:
    more, word = RISKY[name]
    (found,) = open_document("a.docx", zipped({**word_maker.unpacked(FORM), **more}))
    assert not isinstance(found, NotRead)
    assert any(word in doubt for doubt in found.doubts)
