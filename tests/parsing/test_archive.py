"""The limits of reliability §6 for zips: all are checked before anything is inflated."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest

from parsing.archive import MAX_ENTRIES, Refused, contents
from parsing.document import Document, NotRead
from parsing.files import open_document
from tests.support import word_maker as word

MIB = 1024 * 1024


def refusal(data: bytes) -> str:
    found = contents(data)
    assert isinstance(found, Refused), dict(found)
    return found.why


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression) as archive:
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of the duplicate names that a test wants
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def noise(size: int) -> bytes:
    """Bytes that do not pack, the same in every run."""
    block = bytes(value * value % 251 ^ value % 256 for value in range(65537))
    return (block * (size // len(block) + 1))[:size]


def test_an_ordinary_zip_gives_its_files() -> None:
    assert dict(contents(zipped(("a.txt", b"one"), ("b/c.txt", b"two")))) == {"a.txt": b"one", "b/c.txt": b"two"}


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ([(f"{at}.txt", b"x") for at in range(MAX_ENTRIES + 1)], "more files"),
        ([("a.txt", bytes(21 * MIB))], "grow beyond"),
        ([(f"{at}.txt", bytes(18 * MIB)) for at in range(3)], "grow beyond"),
        ([("a.txt", bytes(2 * MIB))], "hundredfold"),
        ([("a.txt", b"1"), ("a.txt", b"2")], "two files of one name"),
        ([("a.txt", b"1"), ("A.TXT", b"2")], "two files of one name"),
        ([("../a.txt", b"1")], "points outside"),
        ([("/etc/a.txt", b"1")], "points outside"),
        ([("C:/a.txt", b"1")], "points outside"),
        ([("b/../../a.txt", b"1")], "points outside"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_zip_beyond_a_limit_is_refused_with_its_reason(members: list[tuple[str, bytes]], why: str) -> None:
    assert why in refusal(zipped(*members))


def test_many_files_that_together_swell_are_refused() -> None:
    members = [(f"{at}.txt", bytes(MIB - 1)) for at in range(40)]  # 40 files, each too small to count alone
    assert "hundredfold" in refusal(zipped(*members))


def test_tidy_xml_may_pack_well() -> None:
    assert contents(zipped(("word/document.xml", b"<w:p/>" * 100_000))) == {"word/document.xml": b"<w:p/>" * 100_000}


def test_a_bomb_is_refused_without_taking_memory() -> None:
    """LIBRARIES §1.4: a 182 KB file took 315 MB before lxml gave up on it."""
    data = word.word_file("<w:p/>", extra_parts={"word/big.xml": bytes(150 * MIB)})
    assert len(data) < 200_000
    tracemalloc.start()
    (found,) = open_document("bomb.docx", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, NotRead)
    assert "beyond its limit" in found.why
    assert peak < 2 * MIB


def lying(data: bytes, *, size: int, crc: int | None = None) -> bytes:
    """The zip with another size declared for its only member."""
    changed = bytearray(data)
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    for crc_at in (local + 14, central + 16):
        if crc is not None:
            struct.pack_into("<I", changed, crc_at, crc)
        struct.pack_into("<I", changed, crc_at + 8, size)
    return bytes(changed)


def test_a_member_longer_than_it_declares_is_refused() -> None:
    honest = zipped(("a.txt", noise(5000)))
    prefix = noise(5000)[:100]
    assert "damaged" in refusal(lying(honest, size=100))
    assert "damaged" in refusal(lying(honest, size=100, crc=zlib.crc32(prefix)))  # even with the checksum of what it declares


def test_a_member_shorter_than_it_declares_is_refused() -> None:
    assert "damaged" in refusal(lying(zipped(("a.txt", b"short")), size=500))


def test_a_zip_that_needs_a_password_says_so() -> None:
    data = bytearray(zipped(("a.txt", b"secret")))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert "password" in refusal(bytes(data))


def test_a_directory_too_large_to_list_is_refused_unseen() -> None:
    data = bytearray(zipped(("a.txt", b"x")))
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 9 * MIB)
    assert "more files" in refusal(bytes(data))


@pytest.mark.parametrize("cut", [4, 30, 60, 200])
def test_a_zip_cut_short_is_refused(cut: int) -> None:
    assert refusal(word.form_docx([("Pets", "No")])[:-cut])


def test_an_archive_gives_each_of_its_files() -> None:
    form = word.form_docx([("Pets", "No")])
    found = open_document(
        "forms.zip", zipped(("one/a.docx", form), ("b.docx", form), ("photo.png", b"\x89PNG\r\n"), ("empty.pdf", b""))
    )
    assert [type(each) for each in found] == [Document, Document, NotRead, NotRead]
    assert [each.source for each in found] == [
        "forms.zip: a.docx",
        "forms.zip: b.docx",
        "forms.zip: photo.png",
        "forms.zip: empty.pdf",
    ]


def test_what_a_mac_adds_to_an_archive_is_passed_over() -> None:
    found = open_document("a.zip", zipped(("a.txt", b"Pets: no"), ("__MACOSX/._a.txt", b"\x00\x05"), ("x/.DS_Store", b"\x00")))
    assert [each.source for each in found] == ["a.zip: a.txt"]


def test_a_file_of_an_archive_that_has_no_name_is_told_of() -> None:
    """Found by the ten thousand bent files: zipfile itself stumbles over the last letter of an empty name."""
    made, nameless = io.BytesIO(), zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(nameless, b"MZ program")
    (found,) = open_document("a.zip", made.getvalue())
    assert isinstance(found, NotRead)
    assert found.source == "a.zip: a file without a name"


def test_an_archive_within_an_archive_is_not_opened() -> None:
    (found,) = open_document("a.zip", zipped(("b.zip", zipped(("c.txt", b"Pets: no")))))
    assert isinstance(found, NotRead)
    assert "archive within an archive" in found.why
