"""PDFs: printed forms by their rules and lines, fillable ones by their values laid on the page (LIBRARIES §1.3)."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Highlight, MarkupAnnotation, Text
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from reportlab.lib.utils import ImageReader

from parsing.document import Document, NotRead
from parsing.files import open_document
from tests.support import pdf_maker

FIELDS = [
    ("tenancy_type", "Tenancy type", "choice"),
    ("pets", "Pets", "tick"),
    ("overcrowded", "Overcrowded?", "yes_no"),
    ("officer_name", "Nominating officer", "text"),
    ("officer_email", "Officer's e-mail", "text"),
]
VALUES = {"tenancy_type": "Secure", "pets": "/Yes", "overcrowded": "/No", "officer_name": "Ada Okafor"}
READ = {
    "Tenancy type": "Secure",
    "Pets": "☒ Yes",
    "Overcrowded?": "☐ Yes ☒ No",
    "Nominating officer": "Ada Okafor",
    "Officer's e-mail": "",
}


def read(data: bytes) -> Document:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    return found


def why(data: bytes) -> str:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, NotRead), found
    return found.why


def answers(document: Document) -> dict[str, str]:
    rows = (row for table in document.tables() for row in table.rows)
    return {asked.text: given.text for row in rows for asked, given in pairwise(row)}


def test_a_ruled_form_is_a_table_with_its_ticks() -> None:
    found = read(pdf_maker.form_pdf([("Tenancy type", "Secure"), ("Pets", "☒ Yes ☐ No"), ("Bedrooms needed", "")]))
    assert answers(found) == {"Tenancy type": "Secure", "Pets": "☒ Yes ☐ No", "Bedrooms needed": ""}
    assert next(found.lines()).text == "Property request form"


def test_an_unruled_form_is_a_table_by_its_columns() -> None:
    found = read(pdf_maker.form_pdf([("Tenancy type", "Secure"), ("Pets", "☒ Yes ☐ No")], ruled=False))
    assert next(found.lines()).text == "Property request form"
    assert answers(found) == {"Tenancy type": "Secure", "Pets": "☒ Yes ☐ No"}


def test_one_line_with_a_gap_has_a_tab_there() -> None:
    found = read(pdf_maker.form_pdf([("Tenancy type", "Secure")], ruled=False))
    assert [line.text for line in found.lines()] == ["Property request form", "Tenancy type\tSecure"]


@pytest.mark.parametrize("ruled", [True, False])
def test_words_with_a_line_through_them_are_struck(ruled: bool) -> None:
    found = read(pdf_maker.form_pdf([("Overcrowded", "~~Yes~~ / No")], ruled=ruled))
    (line,) = [line for line in found.lines() if "No" in line.text]
    assert "Yes" not in line.text
    assert [piece.text.strip() for piece in line.pieces if piece.struck] == ["Yes"]


def test_a_value_that_ran_over_into_a_second_line_is_one_line() -> None:
    out = io.BytesIO()
    page = pdf_maker.canvas(out)
    page.setFont("Helvetica", 10)
    page.drawString(54, 750, "Areas")
    page.drawString(154, 750, "Barking and Dagenham, Tower")
    page.drawString(154, 738, "Hamlets")
    page.grid([50, 150, 300], [730, 765])
    page.save()
    assert answers(read(out.getvalue())) == {"Areas": "Barking and Dagenham, Tower Hamlets"}


def test_lines_that_were_ended_on_purpose_stay_apart() -> None:
    out = io.BytesIO()
    page = pdf_maker.canvas(out)
    page.setFont("Helvetica", 10)
    page.drawString(54, 750, "Areas")
    page.drawString(154, 750, "Barnet")
    page.drawString(154, 738, "Brent")
    page.grid([50, 150, 300], [730, 765])
    page.save()
    assert answers(read(out.getvalue())) == {"Areas": "Barnet\nBrent"}


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("tooltips", [True, False])
def test_a_filled_form_is_read_by_question_whatever_its_make(tooltips: bool, ruled: bool) -> None:
    blank = pdf_maker.fillable_pdf(FIELDS, tooltips=tooltips, ruled=ruled)
    assert answers(read(pdf_maker.filled(blank, VALUES))) == READ


def test_the_fields_of_a_filled_form_are_named() -> None:
    found = read(pdf_maker.filled(pdf_maker.fillable_pdf(FIELDS), VALUES))
    named = {each.name: each.value for each in found.named}
    assert named == {
        "tenancy_type": "Secure",
        "pets": "☒",
        "overcrowded": "No",
        "officer_name": "Ada Okafor",
        "officer_email": "",
    }
    assert str(found.named[0].where) == "form.pdf, page 1, form field tenancy_type"
    tags = {tag for line in found.lines() for tag in line.tags}
    assert tags == set(named)


def test_a_blank_form_has_no_values() -> None:
    found = read(pdf_maker.fillable_pdf(FIELDS))
    assert answers(found) == {**dict.fromkeys(READ, ""), "Pets": "☐ Yes", "Overcrowded?": "☐ Yes ☐ No"}


def test_a_value_counts_before_its_picture_on_the_page() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_maker.fillable_pdf(FIELDS))))
    for annotation in writer.pages[0]["/Annots"]:  # a program that sets values and leaves every appearance as it was
        field = annotation.get_object()
        if field.get("/T") == "pets":
            field[NameObject("/V")] = NameObject("/Yes")
            field[NameObject("/AS")] = NameObject("/Off")
    assert answers(read(written(writer)))["Pets"] == "☒ Yes"


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_note(note: object, rows: list[tuple[str, str]]) -> Document:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_maker.form_pdf(rows))))
    writer.add_annotation(0, note)  # type: ignore[arg-type]  # pypdf's own kinds of annotation share no public base
    return read(written(writer))


def test_words_typed_onto_a_printed_form_are_its_answers() -> None:
    found = with_note(FreeText(text="Secure", rect=(260, 750, 340, 766)), [("Tenancy type", "")])
    assert answers(found) == {"Tenancy type": "Secure"}


def test_a_note_stuck_on_the_page_is_hidden_and_a_doubt() -> None:
    found = with_note(Text(text="Is this Sara?", rect=(400, 750, 420, 766)), [("Tenancy type", "Secure")])
    assert any(line.text == "Is this Sara?" for line in found.hidden)
    assert "Sara" not in found.text
    assert found.doubts


def quads(x0: float, y0: float, x1: float, y1: float) -> ArrayObject:
    return ArrayObject([FloatObject(number) for number in (x0, y1, x1, y1, x0, y0, x1, y0)])


def struck_over() -> MarkupAnnotation:
    note = Highlight(rect=(252, 750, 273, 765), quad_points=quads(252, 750, 273, 765))
    note[NameObject("/Subtype")] = NameObject("/StrikeOut")
    return note


def test_a_strike_laid_over_the_page_strikes_its_words() -> None:
    found = with_note(struck_over(), [("Overcrowded", "Yes / No")])
    (line,) = [line for line in found.lines() if "No" in line.text]
    assert [(piece.text.strip(), piece.struck) for piece in line.pieces] == [("Yes", True), ("/ No", False)]


def test_a_highlight_laid_over_the_page_marks_its_words() -> None:
    found = with_note(Highlight(rect=(252, 750, 273, 765), quad_points=quads(252, 750, 273, 765)), [("Overcrowded", "Yes / No")])
    (line,) = [line for line in found.lines() if "No" in line.text]
    assert [piece.text.strip() for piece in line.pieces if piece.highlighted] == ["Yes"]


def test_properties_are_hidden() -> None:
    found = read(pdf_maker.form_pdf([("Pets", "No")], author="Ada Okafor"))
    assert any(line.text == "Ada Okafor" and line.where.note == "property Author" for line in found.hidden)


@pytest.mark.parametrize("colour", [(1, 1, 1), (0.99, 0.99, 0.99)])
def test_white_words_on_white_are_hidden_and_a_doubt(colour: tuple[float, float, float]) -> None:
    out = io.BytesIO()
    page = pdf_maker.canvas(out)
    page.drawString(50, 750, "Brent")
    page.setFillColorRGB(*colour)
    page.drawString(50, 730, "Harrow")
    page.save()
    found = read(out.getvalue())
    assert found.text == "Brent"
    assert any(line.text == "Harrow" for line in found.hidden)
    assert found.doubts


def test_white_words_on_a_dark_ground_are_a_heading() -> None:
    out = io.BytesIO()
    page = pdf_maker.canvas(out)
    page.setFillColorRGB(0.1, 0.2, 0.4)
    page.rect(40, 740, 300, 24, fill=1, stroke=0)
    page.setFillColorRGB(1, 1, 1)
    page.drawString(50, 750, "Section 1")
    page.save()
    found = read(out.getvalue())
    assert found.text == "Section 1"
    assert not found.doubts


def test_a_scan_with_recognised_words_is_read_with_a_doubt() -> None:
    from PIL import Image

    out = io.BytesIO()
    page = pdf_maker.canvas(out)
    page.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
    page.drawString(50, 750, "Tenancy type: Secure")
    page.save()
    found = read(out.getvalue())
    assert "Tenancy type: Secure" in found.text
    assert any("recognised by a machine" in doubt for doubt in found.doubts)


def test_an_xfa_form_a_locked_one_a_scan_and_a_long_one_say_what_to_do() -> None:
    form = pdf_maker.fillable_pdf(FIELDS)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    writer.root_object["/AcroForm"].get_object()[NameObject("/XFA")] = TextStringObject("x")  # type: ignore[index]  # it is a dictionary
    assert "XFA" in why(written(writer))
    assert "password" in why(pdf_maker.encrypted(form, "secret"))
    assert "picture" in why(pdf_maker.with_pages(1))
    assert "50 pages" in why(pdf_maker.with_pages(51))


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_maker.form_pdf([("Pets", "No")]))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    assert answers(read(written(writer))) == {"Pets": "No"}


def test_a_hidden_field_is_no_answer() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_maker.filled(pdf_maker.fillable_pdf(FIELDS), VALUES))))
    for annotation in writer.pages[0]["/Annots"]:
        field = annotation.get_object()
        if field.get("/T") == "officer_name":
            field[NameObject("/F")] = FloatObject(2)
    found = read(written(writer))
    assert "Ada Okafor" not in found.text
    assert any(line.text == "Ada Okafor" for line in found.hidden)


def test_the_second_page_is_told_as_such() -> None:
    found = read(pdf_maker.form_pdf([(f"Question {at}", f"Answer {at}") for at in range(40)]))
    last = [line for line in found.lines() if line.text == "Answer 39"]
    assert [line.where.page for line in last] == [2]
    assert answers(found)["Question 39"] == "Answer 39"


def test_need_appearances_changes_nothing() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_maker.filled(pdf_maker.fillable_pdf(FIELDS), VALUES))))
    form = writer.root_object["/AcroForm"].get_object()
    assert isinstance(form, DictionaryObject)
    form[NameObject("/NeedAppearances")] = BooleanObject(True)
    assert answers(read(written(writer))) == READ
