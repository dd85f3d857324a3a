"""Locked files say which lock it is and what to do; with the password they open, as what they are (forms.md §2.2 items 9, 10)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader, PdfWriter

from parsing.document import Document, NotRead
from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from tests.support import pdf_maker, word_maker
from tests.support.ole_maker import ole_file

BARE = LocalWorkshop(path="/nowhere")
NOISE = bytes(value * value % 251 ^ value * 7 % 256 for value in range(9000))  # the library locks no file below 4 KiB
FORM = word_maker.form_docx([("Pets", "No")], extra_parts={"word/media/picture.bin": NOISE})
PDF = pdf_maker.form_pdf([("Pets", "No")])


def locked_word(data: bytes, password: str) -> bytes:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, made)
    return made.getvalue()


def locked_zip(files: dict[str, bytes], password: bytes) -> bytes:
    """The old lock of zips, which Python's own library opens but does not make (APPNOTE 6.1)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            archive.writestr(info, _scrambled(bytes(11) + bytes([zlib.crc32(content) >> 24]) + content, password))
    data = bytearray(made.getvalue())
    for mark, flags, crc, size in ((b"PK\x03\x04", 6, 14, 22), (b"PK\x01\x02", 8, 16, 24)):
        at = -1
        for content in files.values():
            at = data.index(mark, at + 1)
            struct.pack_into("<H", data, at + flags, 1)
            struct.pack_into("<I", data, at + crc, zlib.crc32(content))
            struct.pack_into("<I", data, at + size, len(content))
    return bytes(data)


def _scrambled(content: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        turn(byte)
    made = bytearray()
    for byte in content:
        mask = (keys[2] | 2) & 0xFFFF
        made.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        turn(byte)
    return bytes(made)


def _crc(old: int, byte: int) -> int:
    return (zlib.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF) & 0xFFFFFFFF


LOCKED_WORD = locked_word(FORM, "swift blue")
LOCKED = {
    "word": LOCKED_WORD,
    "pdf": pdf_maker.encrypted(PDF, "swift blue"),
    "zip": locked_zip({"form.docx": FORM}, b"swift blue"),
    "a locked file in a locked zip": locked_zip({"form.docx": LOCKED_WORD}, b"swift blue"),
}


@pytest.mark.parametrize("data", LOCKED.values(), ids=LOCKED)
def test_a_locked_file_asks_for_its_password_and_opens_with_it(data: bytes) -> None:
    (asked,) = open_document("form", data, workshop=BARE)
    assert isinstance(asked, NotRead)
    assert asked.needs == "password"
    assert "resolve ID --password" in asked.why
    (opened,) = open_document("form", data, workshop=BARE, password="swift blue")
    assert isinstance(opened, Document), opened
    assert "Pets" in opened.text


@pytest.mark.parametrize("data", LOCKED.values(), ids=LOCKED)
def test_a_wrong_password_is_a_sentence_and_asks_again(data: bytes) -> None:
    (asked,) = open_document("form", data, workshop=BARE, password="slow red")
    assert isinstance(asked, NotRead)
    assert asked.needs == "password"
    assert "with this password" in asked.why


def test_a_password_does_not_hurt_a_file_that_needs_none() -> None:
    for data in (FORM, PDF):
        (opened,) = open_document("form", data, workshop=BARE, password="swift blue")
        assert isinstance(opened, Document)


def test_a_pdf_that_only_forbids_changes_opens_at_once() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("", "its owner's", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    (opened,) = open_document("form.pdf", made.getvalue(), workshop=BARE)
    assert isinstance(opened, Document)


@pytest.mark.parametrize(
    "data",
    [
        ole_file({"\x06DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace": b"x", "EncryptedPackage": b"x" * 5000}),
        ole_file({"\x09DRMContent": b"x" * 5000}),
        PDF.replace(b"trailer", b"%/Filter /MicrosoftIRMServices\ntrailer"),
    ],
    ids=["Office", "old Office", "PDF"],
)
def test_rights_management_is_opened_by_hand_whatever_the_password(data: bytes) -> None:
    (sealed,) = open_document("form", data, workshop=BARE, password="swift blue")
    assert isinstance(sealed, NotRead)
    assert sealed.needs == "opening"
    assert "resolve ID --file" in sealed.why


def test_a_zip_with_the_new_lock_is_opened_by_hand() -> None:
    data = bytearray(locked_zip({"a.txt": b"Pets: no"}, b"swift blue"))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 99)
    (sealed,) = open_document("forms.zip", bytes(data), workshop=BARE, password="swift blue")
    assert isinstance(sealed, NotRead)
    assert sealed.needs == "opening"


def test_a_lock_that_would_take_hours_to_try_is_not_tried() -> None:
    """The number of rounds stands in the file; a stranger may write any."""
    slow = LOCKED_WORD.replace(b' <p:encryptedKey spinCount="100000"', b'<p:encryptedKey spinCount="9999999"')
    assert slow != LOCKED_WORD
    (found,) = open_document("form.docx", slow, workshop=BARE, password="swift blue")
    assert isinstance(found, NotRead)
    assert found.needs == "opening"


def test_a_locked_file_cut_anywhere_is_told_and_never_raises() -> None:
    for cut in range(8, len(LOCKED_WORD), len(LOCKED_WORD) // 30):
        (found,) = open_document("form.docx", LOCKED_WORD[:cut], workshop=BARE, password="swift blue")
        assert isinstance(found, NotRead)


def test_the_library_knows_what_we_locked() -> None:
    assert msoffcrypto.OfficeFile(io.BytesIO(LOCKED_WORD)).is_encrypted()
