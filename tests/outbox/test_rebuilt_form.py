"""The circular's form: made by us, the same each time, and pleasant to read (D5, D8)."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from outbox.disclosure import Audience
from outbox.rebuilt_form import FONT, HEADER, rebuilt_form
from tests.outbox.post import as_read, post

FACTS = (("Reference", "ARC-07-26"), ("Bedrooms needed", "2"), ("Pets", "no <b> & “none”"))


def attached() -> EmailMessage:
    (form,) = post("circular", Audience.STOCK_LANDLORD).parsed().iter_attachments()
    assert isinstance(form, EmailMessage)
    return form


def test_the_form_says_its_title_and_the_facts_in_two_columns() -> None:
    document = docx.Document(io.BytesIO(rebuilt_form(title="ARC-07-26: a home is wanted", facts=FACTS)))
    assert [(paragraph.text, paragraph.style.name) for paragraph in document.paragraphs] == [
        ("ARC-07-26: a home is wanted", "Heading 1")
    ]
    (table,) = document.tables
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [HEADER, *FACTS]


def test_the_first_row_is_a_header_to_a_screen_reader() -> None:
    document = docx.Document(io.BytesIO(rebuilt_form(title="x", facts=FACTS)))
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in document.tables[0].rows]
    assert marked == [True, False, False, False]


def test_the_form_fits_its_page_and_has_one_font() -> None:
    document = docx.Document(io.BytesIO(rebuilt_form(title="x", facts=FACTS)))
    section, (table,) = document.sections[0], document.tables
    width = sum(column.width for column in table.columns)
    room = section.page_width - section.left_margin - section.right_margin
    assert abs(width - room) < Cm(0.01)
    assert {document.styles[name].font.name for name in ("Normal", "Heading 1")} == {FONT}


@pytest.mark.rule("D8")
def test_the_form_bears_nobodys_name_and_no_history() -> None:
    properties = docx.Document(io.BytesIO(rebuilt_form(title="x", facts=FACTS))).core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "title", "identifier", "version"):
        assert getattr(properties, name) == ""
    assert properties.revision == 1
    assert properties.created.year == properties.modified.year == 2000


def test_the_form_has_the_parts_that_it_needs_and_no_more() -> None:
    with zipfile.ZipFile(io.BytesIO(rebuilt_form(title="x", facts=FACTS))) as package:
        assert package.namelist() == [
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
            "word/styles.xml",
        ]  # fmt: skip
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if b"rsid" in package.read(name)]
        assert package.testzip() is None


@pytest.mark.rule("D8")
def test_the_same_facts_are_the_same_bytes_and_others_are_not() -> None:
    assert rebuilt_form(title="x", facts=FACTS) == rebuilt_form(title="x", facts=FACTS)
    assert rebuilt_form(title="x", facts=FACTS) != rebuilt_form(title="x", facts=FACTS[:2])


def test_the_form_is_small_enough_for_a_hundred_landlords() -> None:
    assert len(rebuilt_form(title="x", facts=FACTS)) < 6000


def test_the_circular_carries_the_form_under_the_reference() -> None:
    form = attached()
    assert form.get_filename() == "ARC-07-26.docx"
    assert form.get_content_disposition() == "attachment"
    content = form.get_payload(decode=True)
    assert isinstance(content, bytes)
    document = docx.Document(io.BytesIO(content))
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows]
    assert ("Reference", "ARC-07-26") in rows
    assert ("Bedrooms needed", "2") in rows


@pytest.mark.parametrize("region", ["pan_london", "northmere"])
def test_the_form_says_nothing_that_the_letter_does_not(region: str) -> None:
    posted = post("circular", Audience.STOCK_LANDLORD, region)
    (form,) = posted.parsed().iter_attachments()
    content = form.get_payload(decode=True)
    assert isinstance(content, bytes)
    document = docx.Document(io.BytesIO(content))
    text = as_read(posted.text)
    for row in document.tables[0].rows[1:]:
        label, value = (cell.text for cell in row.cells)
        assert f"{label}: {value}" in text
