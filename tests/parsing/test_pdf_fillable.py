"""Fillable PDFs: each field finds its label, and where it does not, its row alone is in doubt."""

from __future__ import annotations

from collections.abc import Callable

from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document
from parsing.files import open_document
from parsing.read import read_file
from parsing.readings import RequestForm
from scheme.agreement import load, shipped
from tests.support import pdf_maker

LONDON = load(shipped("pan_london"))
Values = dict[str, str]


def filled(draw: Callable[[Canvas], object], values: Values) -> bytes:
    return pdf_maker.filled(pdf_maker.printed_page(draw), values)


def rows_of(data: bytes) -> list[tuple[str, str]]:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    assert not found.only_proposes
    rows = [row for table in found.tables() for row in table.rows]
    return [(row[0].text, " ".join(row[1].text.split())) for row in rows]


def unsure_rows(data: bytes) -> set[str]:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    unsure = {line.where.place for line in found.unsure()}
    return {row[0].text for table in found.tables() for row in table.rows if row[1].where.place in unsure}


def field(page: Canvas, name: str, x: float, y: float, *, width: float = 150, height: float = 16, tooltip: str = "") -> None:
    page.acroForm.textfield(name=name, x=x, y=y, width=width, height=height, borderWidth=0, tooltip=tooltip or None)


def test_a_label_on_two_lines_beside_its_field_is_whole() -> None:
    def draw(page: Canvas) -> None:
        for at, label in enumerate((("Where is the applicant", "living now?"), ("Tenancy type",), ("Boroughs where", "at risk"))):
            for down, words in enumerate(label):
                page.drawString(50, 750 - 40 * at - 12 * down, words)
            field(page, f"Text{at}", 200, 744 - 40 * at)

    values = {"Text0": "Refuge", "Text1": "Secure", "Text2": "Brent"}
    assert rows_of(filled(draw, values)) == [
        ("Where is the applicant living now?", "Refuge"),
        ("Tenancy type", "Secure"),
        ("Boroughs where at risk", "Brent"),
    ]


def test_a_label_above_its_field_is_its_label_in_two_columns_too() -> None:
    def draw(page: Canvas) -> None:
        for at, labels in enumerate((("Tenancy type", "Borough of residence"), ("Pets", "Bedrooms needed"))):
            for across, label in zip((50, 300), labels, strict=True):
                page.drawString(across, 750 - 50 * at, label)
                field(page, label.replace(" ", ""), across, 728 - 50 * at)

    values = {"Tenancytype": "Secure", "Boroughofresidence": "Brent", "Pets": "No", "Bedroomsneeded": "2"}
    assert rows_of(filled(draw, values)) == [
        ("Tenancy type", "Secure"),
        ("Borough of residence", "Brent"),
        ("Pets", "No"),
        ("Bedrooms needed", "2"),
    ]


def test_four_columns_are_two_questions_a_row_although_one_label_goes_on_below() -> None:
    def draw(page: Canvas) -> None:
        for across, label in ((50, "Sole or joint"), (300, "Previous landlord")):
            page.drawString(across, 750, label)
        page.drawString(300, 738, "(TA only)")
        field(page, "Text1", 140, 744, width=120)
        field(page, "Text2", 420, 744, width=120)

    assert rows_of(filled(draw, {"Text1": "Sole", "Text2": "Peabody"})) == [
        ("Sole or joint", "Sole"),
        ("Previous landlord (TA only)", "Peabody"),
    ]


def boxes(page: Canvas, name: str, y: float, words: tuple[str, ...], *, before: bool = False, step: int = 60) -> None:
    for at, word in enumerate(words):
        page.acroForm.checkbox(name=f"{name}_{at}", x=200 + step * at, y=y, size=10, borderWidth=0)
        page.drawString((174 if before else 214) + step * at, y, word)


def test_ticks_have_their_words_after_them_before_them_or_above_their_column() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 750, "Pets?")
        boxes(page, "pets", 750, ("Yes", "No"))
        page.drawString(400, 750, "Date signed")
        field(page, "Text1", 470, 746, width=80)
        page.drawString(50, 720, "Overcrowded?")
        boxes(page, "full", 720, ("Yes", "No"), before=True)
        for x, words in ((196, "Yes"), (257, "No")):
            page.drawString(x, 690, words)
        for down, label in enumerate(("Wheelchair user", "Rent arrears")):
            page.drawString(50, 672 - 14 * down, label)
            boxes(page, label, 672 - 14 * down, ("", ""))

    values = {"pets_0": "/Yes", "full_1": "/Yes", "Wheelchair user_0": "/Yes", "Rent arrears_1": "/Yes", "Text1": "1 May 2026"}
    assert rows_of(filled(draw, values)) == [
        ("Pets?", "☒ Yes ☐ No"),
        ("Date signed", "1 May 2026"),
        ("Overcrowded?", "Yes ☐ No ☒"),
        ("Wheelchair user", "☒ Yes ☐ No"),
        ("Rent arrears", "☐ Yes ☒ No"),
    ]


def test_ticks_in_several_lines_are_one_answer() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 750, "Safe boroughs")
        for down, names in enumerate((("Brent", "Camden"), ("Ealing", "Sutton"), ("Harrow",))):
            boxes(page, f"row{down}", 750 - 16 * down, names, step=100)
        page.drawString(50, 690, "Tenancy type")
        field(page, "Text1", 200, 686)

    values = {"row0_1": "/Yes", "row2_0": "/Yes", "Text1": "Secure"}
    assert rows_of(filled(draw, values)) == [
        ("Safe boroughs", "☐ Brent ☒ Camden ☐ Ealing ☐ Sutton ☒ Harrow"),
        ("Tenancy type", "Secure"),
    ]


def cramped(page: Canvas, *, tooltip: str = "") -> None:
    """Three lines of label beside two fields: the middle one stands level with neither."""
    page.drawString(50, 760, "Landlord")
    field(page, "Text0", 200, 756)
    for down, words in enumerate(("Where is the applicant", "living now and", "tenancy type")):
        page.drawString(50, 720 - 12 * down, words)
    field(page, "Text1", 200, 716, height=11, tooltip=tooltip)
    field(page, "Text2", 200, 692, height=11)


def test_where_a_label_s_words_may_be_of_two_fields_those_rows_alone_are_unsure() -> None:
    data = filled(cramped, {"Text0": "Peabody", "Text1": "Refuge", "Text2": "Secure"})
    assert unsure_rows(data) == {"Where is the applicant", "tenancy type"}


def test_a_tooltip_settles_what_the_page_leaves_open() -> None:
    def draw(page: Canvas) -> None:
        cramped(page, tooltip="Currently staying")

    data = filled(draw, {"Text0": "Peabody", "Text1": "Refuge", "Text2": "Secure"})
    assert ("Currently staying", "Refuge") in rows_of(data)
    assert unsure_rows(data) == {"tenancy type"}


def test_words_beside_a_table_of_people_are_its_title() -> None:
    def draw(page: Canvas) -> None:
        for number, label in enumerate(("Adults moving", "Children moving")):
            top = 750 - 60 * number
            page.drawString(50, top - 14, label)
            page.grid([200, 300, 360, 440], [top - 40, top - 20, top])
            for across, head in zip((204, 304, 364), ("Person", "Age", "Sex"), strict=True):
                page.drawString(across, top - 14, head)
            page.drawString(204, top - 34, f"{label[:-9]} 1")
            field(page, f"age{number}", 302, top - 38, width=50)
            field(page, f"sex{number}", 362, top - 38, width=50)

    (found,) = open_document("form.pdf", filled(draw, {"age0": "41", "sex0": "Male", "age1": "9", "sex1": "Female"}))
    assert isinstance(found, Document)
    words = [line.text for line in found.lines()]
    assert words.index("Adults moving") < words.index("41") < words.index("Children moving") < words.index("9")


# ── printed words are never a value ─────────────────────────────────────────────────────────────────────────────────

REQUEST = {
    "Tenancy type": "Secure",
    "Current landlord": "Peabody",
    "Bedrooms needed": "2",
    "Boroughs requested": "Brent, Camden, Ealing, Harrow, Barnet",
    "Officer's name": "Ada Okafor",
}


def request(extra: Callable[[Canvas], object], values: Values) -> RequestForm:
    def draw(page: Canvas) -> None:
        for at, label in enumerate(REQUEST):
            page.drawString(50, 780 - 30 * at, label)
            field(page, label, 200, 776 - 30 * at)
        extra(page)

    (reading,) = read_file("form.pdf", filled(draw, {**REQUEST, **values}), LONDON).readings
    assert isinstance(reading, RequestForm)
    return reading


def test_a_label_is_never_the_answer_to_the_label_above_it() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 600, "Officer's agency")
        page.drawString(50, 570, "E-mail:")
        page.drawString(50, 540, "Harbour Advice")

    found = request(draw, {})
    assert found.officer_name.value == "Ada Okafor"
    assert found.officer_agency.blank
    assert found.officer_email.blank


def test_words_of_a_printed_form_with_a_field_for_the_date_are_its_answers() -> None:
    def draw(page: Canvas) -> None:
        for at, (label, value) in enumerate((*REQUEST.items(), ("Date of referral", ""))):
            page.drawString(50, 780 - 30 * at, label)
            page.drawString(200, 780 - 30 * at, value)
        page.drawString(50, 500, "Date of consent")
        field(page, "Text1", 200, 496)

    (reading,) = read_file("form.pdf", filled(draw, {"Text1": "1 May 2026"}), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert reading.tenancy_type.quote == "Secure"


def test_a_field_whose_picture_shows_another_value_is_in_doubt_itself() -> None:
    def change(name: str, widget: DictionaryObject) -> None:
        if name == "Bedrooms needed":
            widget[NameObject("/V")] = TextStringObject("3")

    def draw(page: Canvas) -> None:
        for at, label in enumerate(REQUEST):
            page.drawString(50, 780 - 30 * at, label)
            field(page, label, 200, 776 - 30 * at)

    (reading,) = read_file("form.pdf", pdf_maker.changed_fields(filled(draw, REQUEST), change), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert reading.bedrooms_needed.doubt
    assert reading.tenancy_type.value == "secure"
