"""Shapes that have broken readers of mails and documents elsewhere, made by code: loops, bombs, depths and floods (F31).

`SMALL` are tried with every run of the tests, `LARGE` with the proofs.
"""

# ruff: noqa: E501 - a table of shapes, one a line

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from base64 import encodebytes
from binascii import b2a_uu
from collections.abc import Callable, Mapping

from tests.support import word_maker
from tests.support.ole_maker import ole_file, saved_message

Shape = Callable[[], bytes]
HEAD = b"From: sam@agency.example\nTo: desk@reciprocal.example\nSubject: %s\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def form() -> bytes:
    return word_maker.form_docx([("Pets", "No"), ("Bedrooms needed", "2")])


# ------------------------------------------------------------------------------------------------ mails


def _mail(subject: bytes, head: bytes, body: bytes) -> bytes:
    return HEAD % subject + head + b"\n" + body


def _parts(boundary: bytes, *parts: bytes, closed: bool = True) -> bytes:
    return b"".join(b"--%s\n%s\n" % (boundary, part) for part in parts) + (b"--%s--\n" % boundary if closed else b"")


def _attached(name: bytes, data: bytes) -> bytes:
    return b"Content-Type: %s\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; %s\n\n%s" % (
        WORD,
        name,
        encodebytes(data),
    )


TEXT = b"Content-Type: text/plain; charset=utf-8\n\nPlease find the form.\n"


def _mixed(subject: bytes, body: bytes, boundary: bytes = b"outer") -> bytes:
    return _mail(subject, b'Content-Type: multipart/mixed; boundary="%s"\n' % boundary, body)


def _inner_with_the_same_boundary() -> bytes:
    inner = b'Content-Type: multipart/mixed; boundary="outer"\n\n' + _parts(b"outer", TEXT)
    return _mixed(b"same boundary", _parts(b"outer", inner, _attached(b'filename="form.docx"', form())))


def _boundary_that_begins_another() -> bytes:
    inner = b'Content-Type: multipart/alternative; boundary="outer-1"\n\n' + _parts(b"outer-1", TEXT)
    return _mixed(b"boundary within boundary", _parts(b"outer", inner, _attached(b'filename="form.docx"', form())))


def _uuencoded(data: bytes, name: bytes) -> bytes:
    lines = b"".join(b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 " + name + b"\n" + lines + b"`\nend\n"


def _yenc(data: bytes) -> bytes:
    packed = bytes((byte + 42) % 256 for byte in data).replace(b"=", b"=}").replace(b"\n", b"=J").replace(b"\x00", b"=@")
    return b"=ybegin line=128 size=%d name=form.docx\n%s\n=yend size=%d\n" % (len(data), packed.replace(b"\r", b"=M"), len(data))


MAILS_SMALL: Mapping[str, Shape] = {
    "boundary_of_the_inner_is_the_outers.eml": _inner_with_the_same_boundary,
    "boundary_begins_another.eml": _boundary_that_begins_another,
    "boundary_never_closed.eml": lambda: _mixed(
        b"never closed", _parts(b"outer", TEXT, _attached(b'filename="form.docx"', form()), closed=False)
    ),
    "boundary_empty.eml": lambda: _mixed(b"empty boundary", _parts(b"", TEXT, _attached(b'filename="form.docx"', form())), b""),
    "boundary_missing.eml": lambda: _mail(b"no boundary", b"Content-Type: multipart/mixed\n", _parts(b"x", TEXT)),
    "boundary_named_twice.eml": lambda: _mail(
        b"two boundaries",
        b"Content-Type: multipart/mixed; boundary=one; boundary=two\n",
        _parts(b"one", TEXT) + _parts(b"two", _attached(b'filename="form.docx"', form())),
    ),
    "name_in_pieces.eml": lambda: _mixed(
        b"rfc2231",
        _parts(b"outer", TEXT, _attached(b"filename*1*=%20f%C3%B6rm;\n filename*0*=utf-8'en'The; filename*2=\".docx\"", form())),
    ),
    "name_in_broken_pieces.eml": lambda: _mixed(
        b"rfc2231 broken",
        _parts(b"outer", TEXT, _attached(b"filename*0*=no-such''%ZZ%E9; filename*7*=%; filename*=''; filename=\"a", form())),
    ),
    "form_as_uuencode.eml": lambda: _mail(b"uu", b"", b"Please find the form.\n\n" + _uuencoded(form(), b"form.docx")),
    "form_as_yenc.eml": lambda: _mail(
        b"yenc", b"Content-Transfer-Encoding: 8bit\n", b"Please find the form.\n\n" + _yenc(form())
    ),
    "charset_that_is_no_charset.eml": lambda: _mail(
        b"rot13", b"Content-Type: text/plain; charset=rot13\n", b"Nccebirq sebz bhe fvqr.\n"
    ),
    "encoding_unknown.eml": lambda: _mail(
        b"encoding", b"Content-Type: text/plain\nContent-Transfer-Encoding: x-quick\n", b"Approved from our side.\n"
    ),
    "external_body.eml": lambda: _mail(
        b"elsewhere", b'Content-Type: message/external-body; access-type=URL; URL="http://form.example/"\n', TEXT
    ),
    "partial_message.eml": lambda: _mail(
        b"part 1", b'Content-Type: message/partial; number=1; total=2; id="a@b.example"\n', TEXT
    ),
}
MIB = 1 << 20
MAILS_LARGE: Mapping[str, Shape] = {
    "one_line_of_a_mebibyte.eml": lambda: _mail(b"long", b"", b"We approve of this " * (MIB // 19)),
    "one_word_of_a_mebibyte.eml": lambda: _mail(b"long", b"", b"a" * MIB),
    "one_mebibyte_of_spaces.eml": lambda: _mail(b"long", b"", b"Approved" + b" " * MIB + b"."),
    "one_mebibyte_of_digits.eml": lambda: _mail(b"long", b"", b"Tel: " + b"07700 900" * (MIB // 9)),
    "one_mebibyte_of_dots.eml": lambda: _mail(b"long", b"", b"Name " + b"." * MIB),
    "one_mebibyte_of_at_signs.eml": lambda: _mail(b"long", b"", b"a@" * (MIB // 2)),
    "one_mebibyte_of_colons.eml": lambda: _mail(b"long", b"", b"Pets: " * (MIB // 6)),
    "one_mebibyte_of_dashes.eml": lambda: _mail(b"long", b"", b"-" * MIB + b"\n" + b"- " * (MIB // 4)),
    "one_mebibyte_of_references.eml": lambda: _mail(b"long", b"", b"ARC-01-26 " * (MIB // 10)),
    "a_hundred_thousand_short_lines.eml": lambda: _mail(b"long", b"", b"ok\n" * 100_000),
    "fifty_thousand_labels.eml": lambda: _mail(b"long", b"", b"Pets: no\n" * 50_000),
    "fifty_thousand_sentences.eml": lambda: _mail(b"long", b"", b"She viewed it. We can offer a flat. " * 25_000),
    "a_hundred_thousand_empty_lines.eml": lambda: _mail(b"long", b"", b"\n" * 100_000 + b"Approved."),
    "ten_thousand_levels_of_quotation.eml": lambda: _mail(
        b"deep", b"", b"".join(b">" * at + b" Approved.\n" for at in range(1, 1_300))
    ),
    "ten_thousand_arrows_on_a_line.eml": lambda: _mail(b"deep", b"", (b"> " * 10_000 + b"Approved.\n") * 20),
    "ten_thousand_quotation_heads.eml": lambda: _mail(
        b"deep", b"", b"On Mon, 2 Nov 2026 at 10:00, Sam <sam@agency.example> wrote:\n" * 10_000
    ),
    "five_thousand_recipients.eml": lambda: _mail(
        b"many", b"Cc: " + b",\n ".join(b"p%d@agency.example" % at for at in range(5_000)) + b"\n", b"Approved."
    ),
    "deep_brackets_in_a_header.eml": lambda: _mail(
        b"(" * 20_000, b"Reply-To: " + b"(" * 20_000 + b"\nCc: " + b"<" * 20_000 + b"\n", b"Approved."
    ),
    "ten_thousand_encoded_words.eml": lambda: _mail(b"=?utf-8?q?a?= " * 6_000, b"", b"Approved."),
    "a_header_of_quotes.eml": lambda: _mail(
        b"x", b'Cc: "' + b'\\"' * 20_000 + b"\nReferences: " + b"<a@" * 20_000 + b"\n", b"Ok."
    ),
    "a_type_of_parameters.eml": lambda: _mail(b"x", b"Content-Type: text/plain" + b"; a*0*=b" * 9_000 + b"\n", b"Approved."),
    "charset_punycode.eml": lambda: _mail(
        b"slow", b"Content-Type: text/plain; charset=punycode\n", b"a" * 400_000 + b"-b9" * 200_000
    ),
    "charset_idna.eml": lambda: _mail(b"slow", b"Content-Type: text/plain; charset=idna\n", b"xn--a" * 100_000),
    "charset_unicode_escape.eml": lambda: _mail(
        b"slow", b"Content-Type: text/plain; charset=unicode_escape\n", b"\\U0001F600" * 50_000
    ),
    "soft_line_ends.eml": lambda: _mail(
        b"x", b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n", b"=\n" * 300_000
    ),
    "html_of_depth.eml": lambda: _mail(b"x", b"Content-Type: text/html\n", b"<div>" * 100_000 + b"Approved."),
    "html_of_depth_in_tables.eml": lambda: _mail(b"x", b"Content-Type: text/html\n", b"<table><tr><td>" * 20_000 + b"Approved."),
    "html_of_open_comments.eml": lambda: _mail(b"x", b"Content-Type: text/html\n", b"<!--" * 200_000 + b"<![" * 100_000),
    "html_of_open_tags.eml": lambda: _mail(b"x", b"Content-Type: text/html\n", b"<a " * 200_000 + b"<" * 200_000),
    "html_of_attributes.eml": lambda: _mail(
        b"x", b"Content-Type: text/html\n", b"<p " + b'style="display:none" ' * 40_000 + b">Approved.</p>"
    ),
    "html_of_entities.eml": lambda: _mail(b"x", b"Content-Type: text/html\n", b"&amp" * 200_000 + b"&#" * 200_000),
    "html_of_cells.eml": lambda: _mail(
        b"x", b"Content-Type: text/html\n", b"<table>" + b"<tr><td colspan=9999999 rowspan=9999999>Pets<td>No" * 20_000
    ),
    "two_million_line_ends.eml": lambda: _mail(b"long", b"", b"Approved." + b"\n" * 2_000_000),
    "a_thousand_parts.eml": lambda: _mixed(b"many", _parts(b"outer", *[TEXT] * 1_000)),
    "attached_mails_in_each_other.eml": lambda: _in_each_other(100),
}


def _in_each_other(levels: int) -> bytes:
    made = _mail(b"deepest", b"", b"Approved.")
    for _ in range(levels):
        made = _mail(b"x", b"Content-Type: message/rfc822\n", made)
    return made


# ------------------------------------------------------------------------------------------------ PDF


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Objects numbered from 1, the first being the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.replace(b"@", b"%d" % start),
        start,
    )


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R%s>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
WORDS = b"BT /F 11 Tf 60 700 Td (Pets: No) Tj ET\n"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(content), more) + content + b"\nendstream"


def page_pdf(
    content: bytes, *others: bytes, catalogue: bytes = b"", page: bytes = b"", more: bytes = b"", trailer: bytes = b""
) -> bytes:
    """One page; `others` are numbered from 6."""
    return pdf(CATALOGUE % catalogue, PAGES, page or PAGE % more, stream(content), FONT, *others, trailer=trailer)


def _form_laughs() -> bytes:
    """Ten levels of drawings, each drawing the next one ten times."""
    levels = [
        stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (at + 7))
        for at in range(10)
    ]
    last = stream(WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    return page_pdf(b"/X Do", *levels, last, more=b"/XObject<</X 6 0 R>>")


def _packed_often(times: int, size: int) -> bytes:
    content = bytes(size)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return page_pdf(
        b"", stream(content, b"/Filter[" + b"/FlateDecode" * times + b"]"), page=PAGE.replace(b"4 0 R", b"6 0 R") % b""
    )


def _deep_pages(levels: int) -> bytes:
    nodes = [b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (at + 1, at + 3) for at in range(levels)]
    last = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (levels + 1)
    return pdf(CATALOGUE % b"", *nodes, last)


PDFS_SMALL: Mapping[str, Shape] = {
    "pdf_table_of_places_loops.pdf": lambda: page_pdf(WORDS, trailer=b"/Prev @"),
    "pdf_pages_in_a_circle.pdf": lambda: pdf(CATALOGUE % b"", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "pdf_page_is_its_own_parent.pdf": lambda: pdf(CATALOGUE % b"", b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 3 0 R>>"),
    "pdf_page_of_a_kilometre.pdf": lambda: page_pdf(WORDS, page=(PAGE % b"").replace(b"595 842", b"99999999 99999999")),
    "pdf_page_without_size.pdf": lambda: page_pdf(WORDS, page=(PAGE % b"").replace(b"0 0 595 842", b"0 0 0 0")),
    "pdf_page_turned_inside_out.pdf": lambda: page_pdf(WORDS, page=(PAGE % b"").replace(b"0 0 595 842", b"595 842 -1e30 null")),
    "pdf_javascript.pdf": lambda: page_pdf(WORDS, b"<</S/JavaScript/JS(app.alert\\(1\\))>>", catalogue=b"/OpenAction 6 0 R"),
    "pdf_launches.pdf": lambda: page_pdf(WORDS, b"<</S/Launch/F(cmd.exe)>>", catalogue=b"/OpenAction 6 0 R"),
    "pdf_with_a_file_inside.pdf": lambda: page_pdf(
        WORDS,
        b"<</Type/Filespec/F(form.docx)/EF<</F 7 0 R>>>>",
        stream(form(), b"/Type/EmbeddedFile"),
        catalogue=b"/Names<</EmbeddedFiles<</Names[(form.docx) 6 0 R]>>>>",
    ),
    "pdf_drawing_draws_itself.pdf": lambda: page_pdf(
        WORDS + b"/X Do",
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
        more=b"/XObject<</X 6 0 R>>",
    ),
    "pdf_drawings_laugh.pdf": _form_laughs,
    "pdf_fields_in_a_circle.pdf": lambda: page_pdf(
        WORDS, b"<</T(a)/FT/Tx/V(x)/Kids[6 0 R 7 0 R]/Parent 7 0 R>>", b"<</T(b)/Kids[6 0 R]/Parent 6 0 R>>",
        catalogue=b"/AcroForm<</Fields[6 0 R]>>",
    ),
    "pdf_filter_names_itself.pdf": lambda: page_pdf(WORDS, b"6 0 R", page=(PAGE % b"").replace(b"/Contents 4 0 R", b"/Contents 6 0 R")),
    "pdf_length_refers_to_itself.pdf": lambda: pdf(
        CATALOGUE % b"", PAGES, PAGE % b"", b"<</Length 4 0 R>>stream\n" + WORDS + b"\nendstream", FONT
    ),
    "pdf_picture_without_end.pdf": lambda: page_pdf(
        b"/X Do", stream(b"x", b"/Type/XObject/Subtype/Image/Width 99999/Height 99999/ColorSpace/DeviceRGB/BitsPerComponent 8"),
        more=b"/XObject<</X 6 0 R>>",
    ),
    "pdf_outlines_in_a_circle.pdf": lambda: page_pdf(WORDS, b"<</First 6 0 R/Last 6 0 R/Next 6 0 R>>", catalogue=b"/Outlines 6 0 R"),
    "pdf_of_two_generations.pdf": lambda: page_pdf(WORDS) + page_pdf(WORDS.replace(b"No", b"Yes"))[9:],
}  # fmt: skip
PDFS_LARGE: Mapping[str, Shape] = {
    "pdf_packed_ten_times.pdf": lambda: _packed_often(10, 40 * MIB),
    "pdf_packed_twice.pdf": lambda: _packed_often(2, 400 * MIB),
    "pdf_of_deep_arrays.pdf": lambda: page_pdf(WORDS, b"[" * 200_000),
    "pdf_of_deep_strings.pdf": lambda: page_pdf(b"BT " + b"(" * 300_000),
    "pdf_of_a_million_signs.pdf": lambda: page_pdf(b"BT /F 1 Tf " + b"(a) Tj 1 0 Td " * 150_000 + b"ET"),
    "pdf_of_a_million_lines.pdf": lambda: page_pdf(b"0 0 m 1 1 l S " * 300_000),
    "pdf_of_a_million_boxes.pdf": lambda: page_pdf(WORDS + b"1 1 9 9 re S " * 200_000),
    "pdf_of_a_million_states.pdf": lambda: page_pdf(b"q " * 1_000_000 + WORDS),
    "pdf_of_deep_pages.pdf": lambda: _deep_pages(20_000),
    "pdf_of_wide_pages.pdf": lambda: pdf(CATALOGUE % b"", b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>", PAGE % b"", stream(WORDS), FONT),
    "pdf_of_a_wide_font_map.pdf": lambda: _mapped(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"),
    "pdf_of_long_font_map.pdf": lambda: _mapped(b"100 beginbfrange " + b"<0000> <FFFF> <0000> " * 3_000 + b"endbfrange"),
    "pdf_of_widths.pdf": lambda: _fonted(b"/W[0 999999999 500]"),
    "pdf_of_open_objects.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj << " * 100_000,
    "pdf_of_streams.pdf": lambda: b"%PDF-1.7\n" + b"stream\nx\x9c" * 900_000,
    "pdf_of_references.pdf": lambda: b"%PDF-1.7\n" + b"trailer <</Root 1 0 R/Prev 9>> startxref 9\n" * 50_000,
    "pdf_of_fields.pdf": lambda: page_pdf(
        WORDS, *[b"<</T(f%d)/FT/Tx/V(x)/Rect[0 0 9 9]/Subtype/Widget/P 3 0 R>>" % at for at in range(6_000)],
        catalogue=b"/AcroForm<</Fields[" + b" ".join(b"%d 0 R" % (at + 6) for at in range(6_000)) + b"]>>",
    ),
}  # fmt: skip


def _mapped(rows: bytes) -> bytes:
    return _fonted(b"/ToUnicode 7 0 R", stream(b"1 begincodespacerange <0000> <FFFF> endcodespacerange " + rows))


def _fonted(more: bytes, *others: bytes) -> bytes:
    inner = (
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>"
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H%s%s>>]%s>>"
    outer, within = (more, b"") if others else (b"", more)
    return page_pdf(
        b"BT /G 11 Tf 60 700 Td <00410042> Tj ET",
        font % (inner, within, outer),
        *others,
        page=(PAGE % b"").replace(b"/F 5 0 R", b"/F 5 0 R/G 6 0 R"),
    )


# ------------------------------------------------------------------------------------------------ Word files

RELS = "word/_rels/document.xml.rels"
TO_PART = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/>'


def _related(*relations: str, body: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    made = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(relations)
    return word_maker.word_file(
        body or word_maker.paragraph("Pets: No"), extra_parts={RELS: (made + "</Relationships>").encode(), **(parts or {})}
    )


def _rows(count: int, words: str = "Pets") -> str:
    row = word_maker.cell(word_maker.paragraph(words)) + word_maker.cell(word_maker.paragraph("No"))
    return word_maker.table(f"<w:tr>{row}</w:tr>" * count, columns=2)


def _many_entries(count: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for at in range(count):
            package.writestr(f"{at}", b"")
    return made.getvalue()


EXTERNAL = ' TargetMode="External"'
WORDS_SMALL: Mapping[str, Shape] = {
    "word_relation_to_itself.docx": lambda: _related(
        TO_PART.format(1, "header", "document.xml", ""), TO_PART.format(2, "footnotes", "../word/document.xml", "")
    ),
    "word_takes_in_a_file.docx": lambda: _related(
        TO_PART.format(1, "aFChunk", "afchunk.htm", ""),
        body='<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r1"/>'
        + word_maker.paragraph("Pets: No"),
        parts={"word/afchunk.htm": b"<html><body>Pets: Yes</body></html>"},
    ),
    "word_template_elsewhere.docx": lambda: _related(
        TO_PART.format(1, "attachedTemplate", "http://192.0.2.1/evil.dotm", EXTERNAL),
        TO_PART.format(2, "image", "\\\\192.0.2.1\\share\\a.png", EXTERNAL),
    ),
    "word_style_of_itself.docx": lambda: word_maker.word_file(
        word_maker.paragraph("Pets: No", style="A"),
        extra_parts={
            "word/styles.xml": b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b'<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
        },
    ),
    "word_cell_wider_than_the_world.docx": lambda: word_maker.word_file(
        word_maker.table(
            f"<w:tr>{word_maker.cell(word_maker.paragraph('Pets'), span=2**31)}{word_maker.cell(word_maker.paragraph('No'))}</w:tr>",
            columns=2,
        )
    ),
    "word_zip_of_overlapping_files.docx": lambda: form().replace(b"word/document.xml", b"word/documens.xml", 1),
}
WORDS_LARGE: Mapping[str, Shape] = {
    "word_table_of_19999_rows.docx": lambda: word_maker.word_file(_rows(9_990)),
    "word_cell_of_100000_signs.docx": lambda: word_maker.word_file(_rows(1) + _rows(1, "a 1. Yes / No; " * 7_000)),
    "word_paragraph_of_a_mebibyte.docx": lambda: word_maker.word_file(word_maker.paragraph("Pets no " * 130_000)),
    "word_of_20000_runs.docx": lambda: word_maker.word_file(
        "<w:p>" + "<w:r><w:rPr><w:strike/></w:rPr><w:t>Yes </w:t></w:r><w:r><w:t>No </w:t></w:r>" * 20_000 + "</w:p>"
    ),
    "word_of_deep_controls.docx": lambda: word_maker.word_file(
        "<w:sdt><w:sdtContent>" * 3_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3_000
    ),
    "word_of_attributes.docx": lambda: word_maker.word_file(
        "<w:p " + " ".join(f'a{at}="x"' for at in range(100_000)) + "><w:r><w:t>Pets: No</w:t></w:r></w:p>"
    ),
    "word_of_ticks.docx": lambda: word_maker.word_file(word_maker.paragraph("☐ Yes ☒ No " * 20_000)),
    "word_of_commas.docx": lambda: word_maker.word_file(_rows(1) + _rows(1, "Hackney, Camden and " * 5_000)),
    "zip_of_65535_entries.zip": lambda: _many_entries(65_535),
    "flat_word_of_open_parts.xml": lambda: b"<?xml version='1.0'?><pkg:package>" + b"<pkg:part " * 100_000 + b"<pkg:part>" * 100_000,
    "flat_word_of_one_part.xml": lambda: b"<pkg:package>" + b'<pkg:part pkg:name="/word/a"><pkg:xmlData>' * 40_000 + b"</pkg:part>" * 40_000,
}  # fmt: skip

# ------------------------------------------------------------------------------------------------ older files and pictures


def _ole(*changes: tuple[int, str, int]) -> bytes:
    """A file of streams with numbers put in: place, how it is written, what."""
    made = bytearray(ole_file({"WordDocument": bytes(range(256)) * 40, "1Table": b"x" * 900}))
    for place, how, what in changes:
        struct.pack_into(how, made, place, what)
    return bytes(made)


def _ole_links_in_a_circle() -> bytes:
    """Every link of the file's table points at the table's own first sector, or a stream's at itself."""
    made = bytearray(ole_file({"WordDocument": bytes(range(256)) * 400}))
    table = 512 * (1 + struct.unpack_from("<I", made, 76)[0])
    for at in range(0, 512, 4):
        (link,) = struct.unpack_from("<i", made, table + at)
        if link >= 0:
            struct.pack_into("<I", made, table + at, at // 4)
    return bytes(made)


def _png(width: int, height: int, data: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    others = b"".join(chunk(*each) for each in chunks)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + others + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def _tiff(pages: int, *, loop: bool = False) -> bytes:
    made = b"II*\x00" + struct.pack("<I", 8)
    for at in range(pages):
        tags = ((256, 4, 1), (257, 4, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 4), (278, 4, 1), (279, 4, 1))
        after = 8 if loop else len(made) + 2 + 12 * len(tags) + 4 if at + 1 < pages else 0
        made += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, kind, 1, what) for tag, kind, what in tags)
        made += struct.pack("<I", after)
    return made


OTHERS_SMALL: Mapping[str, Shape] = {
    "png_of_60000_by_60000.png": lambda: _png(60_000, 60_000, b""),
    "png_without_a_picture.png": lambda: _png(0, 0, b""),
    "tiff_in_a_circle.tiff": lambda: _tiff(1, loop=True),
    "gif_of_65535.gif": lambda: b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x01\x00\x00;",
    "bmp_of_two_thousand_millions.bmp": lambda: b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 24, 0, 0, 0, 0, 0, 0),
    "ole_links_in_a_circle.doc": _ole_links_in_a_circle,
    "ole_sectors_of_any_size.doc": lambda: _ole((30, "<H", 31), (32, "<H", 31)),
    "ole_folders_in_a_circle.doc": lambda: _ole((512 + 512 + 68, "<I", 0), (512 + 512 + 72, "<I", 0), (512 + 512 + 76, "<I", 0)),
    "ole_of_endless_tables.doc": lambda: _ole((68, "<I", 0), (72, "<I", 2**31)),
}  # fmt: skip
_ROWS_OF_OURS = b"Landlord: Peabody\nTenancy type: Assured\nFloor: 2\nBedrooms needed: 2\nBoroughs requested: Sutton\nType of risk: Stalking\n"
OTHERS_LARGE: Mapping[str, Shape] = {
    "png_that_swells.png": lambda: _png(7_700, 7_700, bytes(7_701 * 7_700)),
    "png_of_swelling_words.png": lambda: _png(9, 9, bytes(90), *[(b"zTXt", b"a\0\0" + zlib.compress(bytes(60 * MIB), 9))] * 40),
    "tiff_of_10000_pages.tiff": lambda: _tiff(10_000),
    "rtf_of_groups.rtf": lambda: b"{\\rtf1 " + b"{" * 500_000,
    "rtf_of_boxes.rtf": lambda: b"{\\rtf1 " + b"{\\*\\ffdata\\fftype1 {" * 100_000,
    "rtf_of_one_box.rtf": lambda: b"{\\rtf1 \\fftype1" + b"a" * (8 * MIB),
    "rtf_of_bytes.rtf": lambda: b"{\\rtf1 \\bin999999999 " + b"\x00{}" * 100_000,
    "mails_saved_in_each_other.msg": lambda: saved_message(papers={f"{at}.docx": form() for at in range(60)}),
    "winmail_of_wrong_lengths.dat": lambda: b"\x78\x9f\x3e\x22\x00\x00" + b"\x02\x0f\x80\x06\x00\xff\xff\xff\x7f" * 100_000,
    "html_page_of_labels.html": lambda: b"<html><body>" + b"<p>Pets: <b>No</b>" * 30_000,
    "html_page_of_depth.html": lambda: b"<html><body>" + b"<div>" * 400_000 + b"Pets: No",
    "text_of_labels.txt": lambda: b"Pets: No\nBedrooms needed: 2\n" * 20_000,
    "text_of_strange_rows.txt": lambda: _ROWS_OF_OURS + b"Quilt of the barn: blue [x] red [ ] green [ ]\nChild 1: M 9\n" * 9_000,
    "text_of_dates_and_reasons.txt": lambda: _ROWS_OF_OURS + b"Date: 02/11/2026\nReason for request: seen\nTeam: North\n" * 9_000,
}  # fmt: skip

SMALL: Mapping[str, Shape] = {**MAILS_SMALL, **PDFS_SMALL, **WORDS_SMALL, **OTHERS_SMALL}
LARGE: Mapping[str, Shape] = {**MAILS_LARGE, **PDFS_LARGE, **WORDS_LARGE, **OTHERS_LARGE}
