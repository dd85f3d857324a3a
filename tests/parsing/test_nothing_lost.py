"""Every paper in a mail is read, asked about, or a declared decoration: nothing is lost in silence (F31, forms.md §2.2 item 9)."""

# ruff: noqa: E501 - a mail's lines stand as they come

from __future__ import annotations

from base64 import encodebytes
from functools import partial

import pytest

from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from parsing.read import read_file
from parsing.readings import Mail, Unreadable
from scheme.agreement import load, shipped
from tests.support.nested_papers import HEAD, Leaf, drawn, picture

SCHEME = load(shipped("pan_london"))
BARE = LocalWorkshop(path="/nowhere")
ONLY_WORDS = "words are not the sender's own"  # tells of a mail's words, and of none of its papers


def read_so(data: bytes) -> Mail:
    return read_file("top.eml", data, SCHEME, opener=partial(open_document, workshop=BARE))


def what_became_of(leaf: Leaf, mail: Mail) -> str:
    if mail.unreadable:
        return "asked with the whole mail"
    own = [reading for reading in mail.readings if reading.source.endswith(leaf.name)]
    if own:
        return "asked" if any(isinstance(reading, Unreadable) for reading in own) else "read"
    asked = [each for each in mail.readings if isinstance(each, Unreadable) and ONLY_WORDS not in each.why]
    if any(each.source.endswith(leaf.around[1:]) for each in asked):
        return "asked with what holds it"
    return "decoration" if leaf.is_decoration else "LOST"


def lost_in(numbers: range) -> list[tuple[int, Leaf]]:
    lost = []
    for number in numbers:
        data, leaves = drawn(number)
        mail = read_so(data)
        lost += [(number, leaf) for leaf in leaves if what_became_of(leaf, mail) == "LOST"]
    return lost


@pytest.mark.rule("R071")
@pytest.mark.parametrize("tens", range(5))
def test_each_leaf_is_read_or_asked_about_or_decoration(tens: int) -> None:
    assert lost_in(range(10 * tens, 10 * tens + 10)) == []


@pytest.mark.proof
def test_each_leaf_of_three_hundred_mails_is_read_or_asked_about_or_decoration() -> None:
    assert lost_in(range(50, 300)) == []


PAGES = {
    "a photo within the letter": ("image/png", picture(1200, 1600, filler=30_000), "inline"),
    "a scan of few octets": ("image/png", picture(827, 1169), "attachment"),
    "a fax": ("image/tiff", b"II*\x00\x08\x00\x00\x00" + bytes(400), "inline"),
    "a photo of a telephone": ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + (1600).to_bytes(2, "big") + (1200).to_bytes(2, "big") + bytes(90), "inline"),
}  # fmt: skip
LOGOS = {
    "a logo": ("image/png", picture(300, 120, filler=40_000), "inline"),
    "a banner": ("image/png", picture(1200, 200, filler=40_000), "inline"),
    "a small mark": ("image/gif", b"GIF89a" + (16).to_bytes(2, "little") * 2 + bytes(60), "attachment"),
}


def with_picture(kind: str, data: bytes, how: str) -> bytes:
    head = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nApproved, ARC-07-26.\n--b\n"
    part = (
        f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\nContent-Disposition: {how}; filename=p.x\nContent-ID: <p>\n\n"
    )
    return head.encode() + part.encode() + encodebytes(data) + b"--b--\n"


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_with_the_pixels_of_a_page_is_looked_at_wherever_it_stands(name: str) -> None:
    assert any(reading.source == "p.x" for reading in read_so(with_picture(*PAGES[name])).readings)


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_asks_nothing(name: str) -> None:
    assert [reading.source for reading in read_so(with_picture(*LOGOS[name])).readings] == ["message"]


def test_a_form_packed_into_the_words_is_asked_about() -> None:
    mail = read_so(f"{HEAD}\nWe approve ARC-07-26.\n\nbegin 644 form.docx\nM4$L#!!0\n`\nend\n".encode())
    assert all(reading.all_doubts() or isinstance(reading, Unreadable) for reading in mail.readings)
    assert any("packed into its words" in doubt for reading in mail.readings for doubt in reading.all_doubts())


def test_a_damaged_paper_in_a_machines_mail_is_asked_about_and_a_leaflet_is_not() -> None:
    def sent(name: str, data: bytes) -> Mail:
        head = f"{HEAD}Auto-Submitted: auto-replied\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nForm attached.\n--b\n"
        part = f"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename={name}\n\n"
        return read_so(head.encode() + part.encode() + encodebytes(data) + b"--b--\n")

    assert [reading.source for reading in sent("form.pdf", b"%PDF-1.7\n%cut short").readings] == ["form.pdf"]
    assert [reading.source for reading in sent("form.rar", b"Rar!\x1a\x07\x00" + bytes(40)).readings] == ["form.rar"]
    assert sent("leaflet.txt", b"Our opening hours are 9 to 5.").readings == ()


SEALED = {
    "Egress": ("Subject: Secure email from Colm Darby", "Colm Darby has sent you a secure email using Egress.\n\nTo read this message, sign in at https://reader.egress.example/x\n"),
    "Egress, new words": ("Subject: ARC-07-26 approval", "You've received an encrypted message via Egress Protect. Click here to open the message.\n"),
    "Microsoft Purview": ("Subject: ARC-07-26", "Colm Darby (lead@camden.example) has sent you a protected message.\n\nRead the message\n\nLearn about messages protected by Microsoft Purview Message Encryption.\n"),
    "CJSM": ("Subject: New CJSM message", "You have received a new CJSM message. Log in to https://web.cjsm.example to view the message.\n"),
    "Mimecast": ("Subject: Secure message from Camden", "You have received a secure message. Log in to the Mimecast Secure Messaging portal to read it.\n"),
    "Galaxkey": ("Subject: Galaxkey secured email", "This email has been secured with Galaxkey. Click the link below to view the secured email:\nhttps://manager.galaxkey.example/x\n"),
    "Zix": ("Subject: Zix secure message", "You have a new encrypted message from lead@camden.example waiting. Click below to read it.\n\nThe message will expire on 14 December 2026.\n"),
    "Proofpoint": ("Subject: ARC-07-26", "This is a secure message.\nClick here by 2026-12-14 09:00 to read your message. After that, open the attachment.\nMore Info · Disclaimer\n"),
    "Cisco": ("Subject: You have received a secure message", "Read your secure message by opening the attachment, securedoc_2026.html.\n"),
    "Virtru": ("Subject: ARC-07-26", "Colm Darby is using Virtru to send you an encrypted email.\n\nUnlock Message\n"),
    "Totemomail": ("Subject: ARC-07-26", "You have received an encrypted e-mail from Colm Darby. Please log in to the secure webmail portal to read it.\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEALED)
def test_a_secure_wrapper_asks_to_be_opened(name: str) -> None:
    subject, words = SEALED[name]
    (asked,) = read_so(f"{HEAD.replace('Subject: papers', subject)}\n{words}".encode()).readings
    assert isinstance(asked, Unreadable)
    assert asked.needs == "opening"


@pytest.mark.parametrize("words", ["We approve ARC-07-26. I could not open your Egress message, please send it again.", "We use Galaxkey from December. ARC-07-26 is approved."])  # fmt: skip
def test_a_person_who_speaks_of_a_wrapper_is_read(words: str) -> None:
    assert "landlord_decision" in {reading.kind for reading in read_so(f"{HEAD}\n{words}\n".encode()).readings}
