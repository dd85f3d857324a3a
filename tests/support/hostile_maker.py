"""Makes tests/samples/hostile/*.docx|pdf|zip, each named for its flaw: `python -m tests.support.hostile_maker`."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from pathlib import Path

from tests.support import pdf_maker, word_maker
from tests.support.torture_shapes import SMALL

FOLDER = Path(__file__).parent.parent / "samples" / "hostile"
MIB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LEFT_TO_THE_ROOM = {  # only a child's limits end these, or what is said of them hangs on the machine or may yet be better
    "encoding_unknown.eml",
    "form_as_uuencode.eml",
    "pdf_drawings_laugh.pdf",
    "pdf_filter_names_itself.pdf",
    "pdf_page_of_a_kilometre.pdf",
    "pdf_page_without_size.pdf",
    "pdf_picture_without_end.pdf",
    "ole_links_in_a_circle.doc",
    "ole_sectors_of_any_size.doc",
    "ole_folders_in_a_circle.doc",
    "ole_of_endless_tables.doc",
    "tiff_in_a_circle.tiff",
    "gif_of_65535.gif",
    "bmp_of_two_thousand_millions.bmp",
}


def write() -> None:
    """Every file anew; the same bytes each time."""
    shapes = {name: made() for name, made in SMALL.items() if name not in LEFT_TO_THE_ROOM}
    for name, content in {**_word_files(), **_archives(), **_pdf_files(), **shapes}.items():
        (FOLDER / name).write_bytes(content)


def _word_files() -> dict[str, bytes]:
    form = word_maker.form_docx([("Pets", "No")])
    parts = word_maker.unpacked(form)
    body = parts["word/document.xml"].decode()
    evil = body.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1)
    wide = evil.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    nested = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
    return {
        "zip_bomb.docx": word_maker.word_file("<w:p/>", extra_parts={"word/big.xml": bytes(150 * MIB)}),
        "ratio_bomb.docx": word_maker.word_file("<w:p/>", extra_parts={"word/big.xml": bytes(8 * MIB)}),
        "entity.docx": word_maker.package({**parts, "word/document.xml": evil.encode()}),
        "entity_utf16.docx": word_maker.package({**parts, "word/document.xml": wide}),
        "duplicate_part.docx": _zip([*parts.items(), ("word/document.xml", parts["word/document.xml"])]),
        "truncated.docx": form[: len(form) // 2],
        "not_a_zip_after_all.docx": word_maker.package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x"}),
        "encrypted.docx": OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "legacy_doc.docx": OLE + "WordDocument".encode("utf-16-le") + bytes(512),
        "picture_only.docx": word_maker.word_file("<w:p/>", extra_parts={"word/media/image1.png": b"\x89PNG"}),
        "deep_tables.docx": word_maker.word_file(nested),
    }


def _archives() -> dict[str, bytes]:
    return {
        "nested_archive.zip": _zip([("inner.zip", _zip([("a.txt", b"Pets: no")]))]),
        "path_traversal.zip": _zip([("../../a.txt", b"Pets: no")]),
        "too_many_files.zip": _zip([(f"{at}.txt", b"Pets: no") for at in range(201)]),
        "empty.zip": _zip([]),
    }


def _pdf_files() -> dict[str, bytes]:
    form = pdf_maker.form_pdf([("Pets", "No")])
    bomb = zlib.compress(bytes(120 * MIB), 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream"
    return {
        "truncated.pdf": form[:60],
        "encrypted.pdf": pdf_maker.encrypted(form, "secret"),
        "scan.pdf": pdf_maker.with_pages(1),
        "too_many_pages.pdf": pdf_maker.with_pages(51),
        "stream_bomb.pdf": _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", stream),
        "xfa.pdf": _pdf(b"<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(x)/Fields[]>>>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        "no_pages.pdf": _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
    }


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # duplicate names are the flaw that is wanted
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _pdf(*objects: bytes) -> bytes:
    made = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


if __name__ == "__main__":
    write()
