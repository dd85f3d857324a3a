"""What people write in a Word file and what it holds besides: controls, lists, data, pictures, ink (forms.md §2.2)."""

from __future__ import annotations

import pytest

from parsing.document import Document
from parsing.files import open_document
from tests.support.word_maker import NAMESPACES, cell, package, paragraph, sdt, table, unpacked, word_file

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STORE = "{11111111-2222-3333-4444-555555555555}"


def opened(data: bytes) -> Document:
    (found,) = open_document("form.docx", data)
    assert isinstance(found, Document), found
    return found


def row(label: str, answer: str) -> str:
    return table(f"<w:tr>{cell(paragraph(label))}{cell(answer)}</w:tr>", columns=2)


def with_part(data: bytes, kind: str, part: str, xml: str) -> bytes:
    """The file with one more part that hangs on its body."""
    parts = unpacked(data)
    parts[f"word/{part}"] = xml.encode()
    rels = parts["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rId77" Type="{RELATION}/{kind}" Target="{part}"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()
    return package(parts)


def bound(shown: str, held: str) -> bytes:
    binding = f'<w:dataBinding w:xpath="/data[1]/answer[1]" w:storeItemID="{STORE}"/><w:text/>'
    parts = {
        "customXml/item1.xml": f"<data><answer>{held}</answer></data>".encode(),
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{STORE}"/>'
        ).encode(),
    }
    control = f"<w:p>{sdt(f'<w:r><w:t>{shown}</w:t></w:r>', 'Tenancy type', kind=binding)}</w:p>"
    return word_file(row("Tenancy type", control), extra_parts=parts)


def test_a_control_that_shows_other_words_than_its_data_is_a_doubt() -> None:
    (doubt,) = opened(bound("Secure", "Assured")).doubts
    assert "data behind it" in doubt
    assert "Assured" not in doubt
    assert opened(bound("Secure", " secure ")).doubts == ()


GLOSSARY = (
    f"<w:glossaryDocument {NAMESPACES}><w:docParts><w:docPart><w:docPartPr><w:name w:val='P1'/></w:docPartPr>"
    "<w:docPartBody><w:p><w:r><w:t>Pick the tenancy held</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts>"
    "</w:glossaryDocument>"
)


@pytest.mark.parametrize(
    ("shown", "marked", "read", "doubts"),
    [
        ("Pick the tenancy held", False, "", 0),  # typed over and typed back, or a program that drops the mark
        ("Pick the tenancy held", True, "", 0),
        ("Secure", False, "Secure", 0),
        ("Secure", True, "", 1),  # a program that keeps the mark on what was filled in
    ],
)
@pytest.mark.parametrize("level", ["run", "block"])
def test_a_file_s_own_placeholder_is_no_answer(shown: str, marked: bool, read: str, doubts: int, level: str) -> None:
    kind = '<w:placeholder><w:docPart w:val="P1"/></w:placeholder><w:text/>'
    run = f"<w:r><w:t>{shown}</w:t></w:r>"
    control = (
        f"<w:p>{sdt(run, 'Tenancy type', empty=marked, kind=kind)}</w:p>"
        if level == "run"
        else sdt(f"<w:p>{run}</w:p>", "Tenancy type", empty=marked, kind=kind)
    )
    found = opened(with_part(word_file(row("Tenancy type", control)), "glossaryDocument", "glossary/document.xml", GLOSSARY))
    (made,) = found.tables()
    assert made.rows[0][1].text == read
    assert len(found.doubts) == doubts


def numbering(text: str, font: str) -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{text}"/>{fonts}</w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("☐", "", "☐ Yes"),
        ("\uf0a8", "Wingdings", "☐ Yes"),
        ("\uf0fe", "Wingdings", "☒ Yes"),
        ("\uf0b7", "Symbol", "Yes"),
        ("•", "", "Yes"),
        ("o", "Courier New", "Yes"),
        ("%1.", "", "Yes"),
    ],
)
def test_a_bullet_drawn_as_a_box_is_a_box(text: str, font: str, shown: str) -> None:
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Yes</w:t></w:r></w:p>'
    assert opened(with_part(word_file(item), "numbering", "numbering.xml", numbering(text, font))).text == shown


def picture(where: str = "") -> str:
    return f'<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="rId5"/></wp:inline></w:drawing></w:r>{where}</w:p>'


def test_a_picture_where_an_answer_is_expected_is_a_doubt() -> None:
    (doubt,) = opened(word_file(row("Areas to avoid", picture()))).doubts
    assert "picture" in doubt
    assert opened(word_file(row("Areas to avoid", picture() + paragraph("Camden")))).doubts == ()
    assert opened(word_file(picture() + paragraph("Letterhead"))).doubts == ()


def test_ink_is_a_doubt() -> None:
    found = opened(word_file('<w:p><w:r><w:t>Name</w:t><w:pict><w14:contentPart r:id="rId3"/></w:pict></w:r></w:p>'))
    assert any("pen" in doubt for doubt in found.doubts)


def test_a_hidden_row_is_no_answer_and_is_kept_out_of_sight() -> None:
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(paragraph('Areas to avoid'))}{cell(paragraph('Camden'))}</w:tr>"
    found = opened(word_file(table(hidden + f"<w:tr>{cell(paragraph('Pets'))}{cell(paragraph('No'))}</w:tr>", columns=2)))
    assert "Camden" not in found.text
    assert any("Camden" in line.text and line.where.note == "hidden row" for line in found.hidden)


def test_a_paragraph_where_none_should_stand_is_read() -> None:
    odd = "<w:p><w:smartTag><w:p><w:r><w:t>Camden</w:t></w:r></w:p></w:smartTag></w:p>"
    assert opened(word_file(odd)).text == "Camden"


def test_a_grid_of_boxes_below_its_question_in_one_cell_is_its_answer() -> None:
    grid = table(f"<w:tr>{cell(paragraph('☒ Brent'))}{cell(paragraph('☐ Camden'))}</w:tr>", columns=2)
    found = opened(word_file(table(f"<w:tr>{cell(paragraph('Areas of choice') + grid + '<w:p/>')}</w:tr>", columns=1)))
    first = next(iter(found.tables()))
    assert first.rows[0][0].text == "Areas of choice\n☒ Brent\t☐ Camden"


@pytest.mark.parametrize("part", ["word/document.xml", "word/document2.xml"])
def test_the_body_is_found_by_the_package_s_relation(part: str) -> None:
    parts = unpacked(word_file(paragraph("Camden")))
    parts[part] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", part.encode())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"/word/document.xml", b"/" + part.encode())
    assert opened(package(parts)).text == "Camden"
