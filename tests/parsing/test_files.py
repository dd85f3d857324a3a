"""What a file is, is seen from its bytes; what is not read says why and what to do (R0 «never guess, never lose»)."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsing.document import Document, NotRead, Table
from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from tests.support import pdf_maker, word_maker
from tests.support.ole_maker import ole_file
from tests.support.torture_shapes import SMALL

HOSTILE = Path(__file__).parent.parent / "samples" / "hostile"
FORM = word_maker.form_docx([("Pets", "No")])
BARE = LocalWorkshop(path="/nowhere")  # a machine without LibreOffice and tesseract
DOC_HEAD = bytes(10) + b"\x00\x02" + bytes(5000)
LOCKED_DOC_HEAD = bytes(10) + b"\x00\x01" + bytes(5000)
OBFUSCATED_DOC_HEAD = bytes(10) + b"\x00\x81" + bytes(5000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def why(data: bytes, name: str = "form.docx") -> str:
    (found,) = open_document(name, data, workshop=BARE)
    assert isinstance(found, NotRead), found
    assert found.needs == ("password" if "--password" in found.why else "opening" if "--file" in found.why else "")
    return found.why


def document(data: bytes, name: str = "form.docx") -> Document:
    (found,) = open_document(name, data)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("name", ["form.docx", "form.pdf", "form", "form.doc", "FORM.DOCX.exe"])
def test_a_word_file_is_known_under_any_name(name: str) -> None:
    assert document(FORM, name).file_type == "docx"


def test_a_pdf_is_known_under_any_name() -> None:
    assert document(pdf_maker.form_pdf([("Pets", "No")]), "form.docx").file_type == "pdf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00" * 500, "empty"),
        (b" \r\n", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MiB"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        (ole_file({"WordDocument": DOC_HEAD}), "LibreOffice"),
        (ole_file({"WordDocument": LOCKED_DOC_HEAD}), "resolve ID --password"),
        (ole_file({"WordDocument": OBFUSCATED_DOC_HEAD}), "resolve ID --file"),
        (ole_file({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "resolve ID --password"),
        (ole_file({"\x06DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace": b"x", "EncryptedPackage": b"x"}), "resolve ID --file"),
        (ole_file({"Workbook": b"x" * 5000}), "spreadsheet"),
        (ole_file({"PowerPoint Document": b"x"}), "presentation"),
        (ole_file({"Quill/QuillSub/CONTENTS": b"x"}), "Publisher"),
        (ole_file({"nobody knows": b"x"}), "not known"),
        (OLE + bytes(600) + "__substg1.0_0037001F".encode("utf-16-le"), "forward the mail"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (OLE + bytes(600), "not known"),
        (b"{\\rtf1\\ansi Pets}", "LibreOffice"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "JPEG"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "film"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(50), "picture"),
        (b"\x78\x9f\x3e\x22\x01\x00", "winmail.dat"),
        (b"Rar!\x1a\x07\x00", ".rar"),
        (b"MZ\x90\x00" + bytes(50), "program"),
        (bytes(range(1, 256)) * 4, "not known"),
        (b"%PDF-1.7\n%cut short", "damaged"),
        (FORM[:2000], "cut short"),
        (word_maker.package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "LibreOffice"),
        (word_maker.package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x"}), "LibreOffice"),
        (
            word_maker.package(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "content.xml": b"\x8f\x11",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            "resolve ID --file",
        ),
        (
            word_maker.package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
            "spreadsheet",
        ),
        (word_maker.package({"Index/Document.iwa": b"x"}), "Pages"),
        (word_maker.package({"Index/CalculationEngine.iwa": b"x"}), "Numbers"),
        (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "OneNote"),
        (b"\x76\xe8\x04\x60\xc4\x11\xe3\x86" + bytes(40), "resolve ID --file"),
        (b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" + bytes(40), "S/MIME"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", "PGP"),
        (b"<html><body><form action='https://reader.egress.com/x'><p>Open</p></form></body></html>", "resolve ID --file"),
        (b"<html><body><p>Sam has sent you a protected message.</p></body></html>", "resolve ID --file"),
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n--a\nContent-Location: file:///C:/x.htm\n\n<p>',
            ".mht",
        ),
        (pdf_maker.form_pdf([("Pets", "No")]) + word_maker.package({"a.txt": b"x"}), "two files in one"),
        (word_maker.package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        (word_maker.package({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}), "presentation"),
        (word_maker.package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), "damaged"),
        (word_maker.package({"[Content_Types].xml": b"<Types/", "word/document.xml": b"<x/>"}), "damaged"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "saved as XML"),
        (b"Received: by mx.example\r\nFrom: a@b.example\r\nMIME-Version: 1.0\r\n\r\nHello", "not the sender's own"),
    ],
)
def test_what_is_not_read_says_why_in_a_sentence(data: bytes, reason: str) -> None:
    said = why(data)
    assert reason in said
    assert said[0].isupper()
    assert said.endswith(".")


def test_a_text_file_is_read_line_by_line() -> None:
    found = document("Tenancy type: Secure\r\n\r\nPets: ✓ Yes □ No\r\n".encode(), "form.txt")
    assert [(line.text, line.where.line) for line in found.lines()] == [("Tenancy type: Secure", 1), ("Pets: ☒ Yes ☐ No", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_the_usual_encodings_is_read(encoding: str) -> None:
    assert document("Rent: £139 – café".encode(encoding), "form.txt").text == "Rent: £139 – café"


def test_a_web_form_gives_its_tables_and_its_lines() -> None:
    page = (
        "<html><head><title>x</title><style>td{}</style></head><body><p>New request</p><table><tr><th>Pets</th>"
        "<td><input type=checkbox checked> Yes <input type=checkbox> No</td></tr>"
        "<tr><td>Overcrowded</td><td><s>Yes</s> No</td></tr>"
        "</table><div style='display:none'>Sara</div></body></html>"
    )
    found = document(page.encode(), "notice.html")
    (table,) = found.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [["Pets", "☒ Yes ☐ No"], ["Overcrowded", "No"]]
    assert found.text.startswith("New request")
    assert "Sara" not in found.text
    assert any(line.text == "Sara" for line in found.hidden)


def test_tables_that_lay_out_a_web_page_are_lines_and_those_within_are_tables() -> None:
    page = "<table><tr><td>Hello<table><tr><td>Pets</td><td>No</td></tr></table></td></tr></table>"
    blocks = document(f"<html><body>{page}</body></html>".encode()).blocks
    assert [type(block).__name__ for block in blocks] == ["Line", "Table"]
    assert isinstance(blocks[1], Table)
    assert [cell.text for cell in blocks[1].rows[0]] == ["Pets", "No"]


def test_a_file_name_in_a_sentence_has_no_path_and_no_controls() -> None:
    (found,) = open_document("../../a\r\nBcc: x\x00.docx", b"")
    assert found.source == "a Bcc: x.docx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_declaration_is_refused_in_every_encoding(encoding: str) -> None:
    parts = word_maker.unpacked(FORM)
    text = parts["word/document.xml"].decode()
    shown = text.replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
    evil = shown.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1)
    assert "declaration" in why(word_maker.package({**parts, "word/document.xml": evil.encode(encoding)}))


def test_an_encoding_that_could_hide_one_is_refused() -> None:
    parts = word_maker.unpacked(FORM)
    evil = parts["word/document.xml"].replace(b"UTF-8", b"UTF-7", 1)
    assert "declaration" in why(word_maker.package({**parts, "word/document.xml": evil}))


def test_a_body_of_utf_16_is_read() -> None:
    parts = word_maker.unpacked(FORM)
    body = parts["word/document.xml"].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert "Pets" in document(word_maker.package({**parts, "word/document.xml": body.encode("utf-16")})).text


def test_too_many_paragraphs_are_refused() -> None:
    assert "20,000 paragraphs" in why(word_maker.word_file("<w:p/>" * 20_001))


def test_tables_nested_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    (found,) = open_document("deep.docx", word_maker.word_file(word_maker.paragraph("Pets") + deep))
    assert isinstance(found, (Document, NotRead))
    deeper = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
    assert why(word_maker.word_file(deeper))


# What each hostile file must say; the files themselves are made by tests/support/hostile_maker.py.
HOSTILE_WHY = {
    "zip_bomb.docx": "limit",
    "ratio_bomb.docx": "hundredfold",
    "entity.docx": "declaration",
    "entity_utf16.docx": "declaration",
    "duplicate_part.docx": "two files of one name",
    "truncated.docx": "cut short",
    "not_a_zip_after_all.docx": "damaged",
    "encrypted.docx": "password",
    "legacy_doc.docx": "save it as .docx",
    "picture_only.docx": "picture",
    "deep_tables.docx": "",
    "nested_archive.zip": "archive within",
    "path_traversal.zip": "points outside",
    "too_many_files.zip": "more files",
    "empty.zip": "empty",
    "truncated.pdf": "damaged",
    "encrypted.pdf": "password",
    "scan.pdf": "esseract",
    "too_many_pages.pdf": "50 pages",
    "stream_bomb.pdf": "limit",
    "xfa.pdf": "XFA",
    "no_pages.pdf": "",
}


@pytest.mark.parametrize("name", sorted(HOSTILE_WHY))
def test_a_hostile_file_is_refused_with_a_definite_sentence(name: str) -> None:
    said = why((HOSTILE / name).read_bytes(), name)
    assert HOSTILE_WHY[name] in said
    assert said.endswith(".")


def test_every_hostile_file_is_expected() -> None:
    found = {path.name for path in HOSTILE.iterdir() if path.suffix in (".docx", ".pdf", ".zip")}
    assert found - set(SMALL) == set(HOSTILE_WHY)  # what the shapes say stands in their expected files


@pytest.mark.parametrize("made", [FORM, pdf_maker.form_pdf([("Pets", "No")])], ids=["docx", "pdf"])
def test_a_file_cut_anywhere_is_told_and_never_raises(made: bytes) -> None:
    for cut in range(1, len(made), len(made) // 40):
        assert open_document("form", made[:cut])
