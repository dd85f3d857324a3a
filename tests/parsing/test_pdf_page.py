"""What a page shows: places, drawn ticks, words that nobody sees, tables over page breaks (R029)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document, NotRead, Table
from parsing.files import open_document
from tests.support import pdf_maker

ROWS = [("Tenancy type", "Secure"), ("Pets", "No")]


def read(data: bytes) -> Document:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    return found


def answers(document: Document) -> dict[str, str]:
    rows = (row for table in document.tables() for row in table.rows)
    return {asked.text: given.text for row in rows for asked, given in pairwise(row)}


def boxes(document: Document) -> dict[str, tuple[int, ...]]:
    return {line.text: line.where.box for line in document.lines()}


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_place_is_told_in_points_from_the_top_left_corner() -> None:
    found = boxes(read(pdf_maker.printed_page(lambda page: page.drawString(100, 700, "Secure"))))
    left, top, right, bottom = found["Secure"]
    assert (left, right - left) == (100, 32)
    assert 842 - 700 - 10 <= top < bottom <= 842 - 700 + 4


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    data = pdf_maker.printed_page(lambda page: (page.rotate(90), page.drawString(100, -100, "Secure")))
    left, top, right, bottom = boxes(read(pdf_maker.turned(data, 90)))["Secure"]
    assert (left, right - left) == (100, 32)
    assert 80 < top < bottom < 110


def test_what_lies_beyond_the_crop_is_not_shown() -> None:
    data = pdf_maker.printed_page(lambda page: (page.drawString(100, 700, "Secure"), page.drawString(100, 100, "Harrow")))
    found = read(pdf_maker.cropped(data, 50, 400, 545, 800))
    assert found.text == "Secure"
    assert any(line.text == "Harrow" for line in found.hidden)
    assert boxes(found)["Secure"][0] == 50


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_field_s_place_follows_the_page(degrees: int) -> None:
    form = pdf_maker.filled(pdf_maker.fillable_pdf([("officer_name", "Officer", "text")]), {"officer_name": "Ada Okafor"})
    (named,) = read(pdf_maker.turned(form, degrees)).named
    left, top, right, bottom = named.where.box
    wide, high = (right - left, bottom - top) if degrees in (0, 180) else (bottom - top, right - left)
    assert (wide, high) == (200, 16)


# ── words that nobody sees ──────────────────────────────────────────────────────────────────────────────────────────


def invisible(page: Canvas) -> None:
    text = page.beginText(100, 650)
    text.setTextRenderMode(3)
    text.textOut("Harrow")
    page.drawText(text)


def clipped(page: Canvas) -> None:
    page.saveState()
    path = page.beginPath()
    path.rect(300, 300, 50, 50)
    page.clipPath(path, stroke=0)
    page.drawString(100, 650, "Harrow")
    page.restoreState()


def covered(page: Canvas) -> None:
    page.drawString(100, 650, "Harrow")
    page.rect(90, 645, 100, 20, fill=1, stroke=0)


def tiny(page: Canvas) -> None:
    page.setFont("Helvetica", 1)
    page.drawString(100, 650, "Harrow")


def beyond_the_edge(page: Canvas) -> None:
    page.drawString(100, -40, "Harrow")


@pytest.mark.parametrize("hide", [invisible, clipped, covered, tiny, beyond_the_edge])
def test_words_that_do_not_show_are_no_answer_and_are_searched(hide: Callable[[Canvas], None]) -> None:
    found = read(pdf_maker.printed_page(lambda page: (page.drawString(100, 700, "Brent"), hide(page))))
    assert found.text == "Brent"
    assert any(line.text == "Harrow" for line in found.hidden)
    assert found.doubts


def test_words_of_a_layer_that_is_switched_off_do_not_show() -> None:
    data = pdf_maker.printed_page(lambda page: (page.drawString(100, 700, "Brent"), page.drawString(100, 650, "Harrow")))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")})
    )
    shown = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown}
    )
    page = writer.pages[0]
    page["/Resources"].get_object()[NameObject("/Properties")] = DictionaryObject({NameObject("/Off"): layer})  # type: ignore[index]
    before, harrow, after = page.get_contents().get_data().partition(b"BT 1 0 0 1 100 650 Tm (Harrow) Tj T* ET")  # type: ignore[union-attr]
    stream = DecodedStreamObject()
    stream.set_data(before + b"/OC /Off BDC " + harrow + b" EMC" + after)
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    assert harrow
    assert read(out.getvalue()).text == "Brent"


# ── letters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_letters_placed_one_by_one_are_words() -> None:
    def draw(page: Canvas) -> None:
        for word, start in (("Ada", 100.0), ("Okafor", 130.0)):
            across = start
            for letter in word:
                page.drawString(across, 700, letter)
                across += page.stringWidth(letter, "Helvetica", 10)

    assert read(pdf_maker.printed_page(draw)).text == "Ada Okafor"


def test_words_printed_twice_are_bold_and_stand_once() -> None:
    found = read(
        pdf_maker.printed_page(lambda page: (page.drawString(100, 700, "Secure"), page.drawString(100.3, 700, "Secure")))
    )
    (line,) = found.lines()
    assert (line.text, [piece.bold for piece in line.pieces]) == ("Secure", [True])


def test_an_address_that_broke_over_two_lines_is_whole() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(54, 750, "E-mail")
        page.drawString(154, 750, "ada.okafor@harbour-")
        page.drawString(154, 738, "advice.example")
        page.grid([50, 150, 250], [730, 765])

    assert answers(read(pdf_maker.printed_page(draw))) == {"E-mail": "ada.okafor@harbour-advice.example"}


def test_a_label_that_runs_into_the_next_cell_stays_whole_and_is_a_doubt() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(54, 750, "Is the perpetrator on the tenancy?")
        page.drawString(154, 750, "No")
        page.grid([50, 150, 250], [740, 765])

    found = read(pdf_maker.printed_page(draw))
    assert answers(found) == {"Is the perpetrator on the tenancy?": "No"}
    assert any("over each other" in doubt for doubt in found.doubts)


# ── drawn ticks ─────────────────────────────────────────────────────────────────────────────────────────────────────


def cross(page: Canvas) -> None:
    page.line(122, 702, 128, 708)
    page.line(122, 708, 128, 702)


def check(page: Canvas) -> None:
    page.lines([(122, 705, 124, 702), (124, 702, 128, 709)])


@pytest.mark.parametrize("mark", [cross, check, lambda page: page.drawString(121.7, 701.5, "X")])
def test_a_square_with_something_in_it_is_ticked_and_an_empty_one_is_not(mark: Callable[[Canvas], object]) -> None:
    def draw(page: Canvas) -> None:
        page.rect(120, 700, 10, 10)
        page.rect(170, 700, 10, 10)
        page.drawString(50, 701, "Pets?")
        page.drawString(134, 701, "Yes")
        page.drawString(184, 701, "No")
        mark(page)

    (line,) = read(pdf_maker.printed_page(draw)).lines()
    assert " ".join(line.text.split()) == "Pets? ☒ Yes ☐ No"


def test_a_ring_round_a_word_is_a_doubt() -> None:
    found = read(
        pdf_maker.printed_page(lambda page: (page.drawString(100, 700, "Pets Yes / No"), page.ellipse(118, 696, 142, 712)))
    )
    assert any("drawn by hand" in doubt for doubt in found.doubts)


def test_words_on_a_bright_bar_are_highlighted() -> None:
    def draw(page: Canvas) -> None:
        page.setFillColorRGB(1, 1, 0)
        page.rect(100, 698, 18, 12, fill=1, stroke=0)
        page.setFillColorRGB(0, 0, 0)
        page.drawString(100, 700, "Yes / No")

    (line,) = read(pdf_maker.printed_page(draw)).lines()
    assert [piece.text.strip() for piece in line.pieces if piece.highlighted] == ["Yes"]


# ── blanks and columns ──────────────────────────────────────────────────────────────────────────────────────────────


def test_words_on_a_writing_line_are_the_answer_to_the_words_before_it() -> None:
    def draw(page: Canvas) -> None:
        for down, (label, value) in enumerate((("Tenancy type", "Secure"), ("Pets", ""))):
            page.drawString(54, 750 - 20 * down, label)
            page.drawString(160, 751 - 20 * down, value)
            page.line(150, 748 - 20 * down, 350, 748 - 20 * down)

    assert answers(read(pdf_maker.printed_page(draw))) == {"Tenancy type": "Secure", "Pets": ""}


def test_columns_without_rules_are_a_table_whose_labels_may_break_over() -> None:
    def draw(page: Canvas) -> None:
        for down, (label, value) in enumerate(
            (("Number of bedrooms and", "2 bed flat"), ("floor of the home", ""), ("Tenancy type", "Secure"), ("Pets", "No"))
        ):
            page.drawString(54, 750 - 12 * down, label)
            page.drawString(172, 750 - 12 * down, value)

    found = read(pdf_maker.printed_page(draw))
    assert answers(found) == {"Number of bedrooms and floor of the home": "2 bed flat", "Tenancy type": "Secure", "Pets": "No"}
    assert not found.unsure()


def test_columns_whose_rows_cannot_be_told_apart_are_unsure() -> None:
    def draw(page: Canvas) -> None:
        for down, (label, value) in enumerate(
            (("Support agency for", "Lantern Womens Aid"), ("Registered tenants", "Moves and others"))
        ):
            page.drawString(54, 750 - 12 * down, label)
            page.drawString(150, 750 - 12 * down, value)

    found = read(pdf_maker.printed_page(draw))
    assert {line.text for line in found.unsure()} >= {"Lantern Womens Aid Moves and others"}
    assert found.doubts


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def two_pages(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> bytes:
    out = BytesIO()
    page = pdf_maker.canvas(out)
    for number, rows in enumerate((first, second), 1):
        page.setFont("Helvetica", 10)
        page.drawString(54, 20, f"Page {number} of 2")
        page.drawString(54, 820, "OFFICIAL-SENSITIVE")
        for at, (label, value) in enumerate(rows):
            page.drawString(54, 780 - 24 * at, label)
            page.drawString(254, 780 - 24 * at, value)
            page.grid([50, 250, 545], [772 - 24 * at, 796 - 24 * at])
        page.showPage()
    page.save()
    return out.getvalue()


def test_a_table_over_a_page_break_is_one_table_and_running_titles_stand_once() -> None:
    found = read(
        two_pages([("Question", "Answer"), ("Areas", "Barnet")], [("Question", "Answer"), ("", "Brent"), ("Pets", "No")])
    )
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Question", "Answer"],
        ["Areas", "Barnet\nBrent"],
        ["Pets", "No"],
    ]
    assert [line.text for line in found.lines()].count("OFFICIAL-SENSITIVE") == 1
    assert table.rows[2][0].where.page == 2


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    def draw(page: Canvas) -> None:
        for left, words in ((50, ("Page one", "Pets No")), (50 + A4[1] / 2, ("Page two", "Pets Yes"))):
            for down, text in enumerate(words):
                page.drawString(left, 500 - 20 * down, text)

    found = read(pdf_maker.printed_page(draw, size=(A4[1], A4[0])))
    assert [line.text for line in found.lines()] == ["Page one", "Pets No", "Page two", "Pets Yes"]


# ── fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = [("officer_name", "Nominating officer", "text"), ("pets", "Pets", "tick")]


def form(**values: str) -> bytes:
    return pdf_maker.filled(pdf_maker.fillable_pdf(FIELDS), values)


def test_a_value_that_differs_from_what_is_drawn_is_a_doubt() -> None:
    def change(name: str, widget: DictionaryObject) -> None:
        if name == "officer_name":
            widget[NameObject("/V")] = TextStringObject("Bola Ade")

    found = read(pdf_maker.changed_fields(form(officer_name="Ada Okafor"), change))
    assert answers(found)["Nominating officer"] == "Bola Ade"
    (line,) = [line for line in found.lines() if line.text == "Bola Ade"]
    assert "Ada Okafor" in line.doubt
    assert not found.doubts


def test_a_value_that_is_drawn_as_it_is_is_no_doubt() -> None:
    assert read(form(officer_name="Ada Okafor", pets="/Yes")).doubts == ()


def test_a_field_without_a_name_is_read_where_it_stands() -> None:
    def change(name: str, widget: DictionaryObject) -> None:
        if name == "officer_name":
            del widget["/T"]

    found = read(pdf_maker.changed_fields(form(officer_name="Ada Okafor"), change))
    assert answers(found)["Nominating officer"] == "Ada Okafor"


def test_a_field_that_no_tree_holds_is_read_from_its_page() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form(officer_name="Ada Okafor"))))
    writer.root_object["/AcroForm"].get_object()[NameObject("/Fields")] = ArrayObject()  # type: ignore[index]
    out = BytesIO()
    writer.write(out)
    assert answers(read(out.getvalue()))["Nominating officer"] == "Ada Okafor"


@pytest.mark.parametrize("flag", [2, 32])
def test_a_hidden_field_is_neither_an_answer_nor_named(flag: int) -> None:
    from pypdf.generic import NumberObject

    def change(name: str, widget: DictionaryObject) -> None:
        if name == "officer_name":
            widget[NameObject("/F")] = NumberObject(flag)

    found = read(pdf_maker.changed_fields(form(officer_name="Ada Okafor"), change))
    assert "Ada" not in found.text
    assert "officer_name" not in {named.name for named in found.named}
    assert any(line.text == "Ada Okafor" for line in found.hidden)


XFA = "<xdp:xdp xmlns:xdp='x'><xfa:datasets><xfa:data><form><name>{}</name></form></xfa:data></xfa:datasets></xdp:xdp>"


def with_xfa(data: bytes, name: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    stream = DecodedStreamObject()
    stream.set_data(XFA.format(name).encode())
    writer.root_object["/AcroForm"].get_object()[NameObject("/XFA")] = writer._add_object(stream)  # type: ignore[index]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_static_xfa_form_that_says_the_same_is_read() -> None:
    assert read(with_xfa(form(officer_name="Ada Okafor"), "Ada Okafor")).doubts == ()


def test_a_static_xfa_form_that_says_otherwise_is_a_doubt() -> None:
    assert any("XFA" in doubt for doubt in read(with_xfa(form(officer_name="Ada Okafor"), "Bola Ade")).doubts)


def test_an_xfa_form_without_ordinary_values_is_a_question() -> None:
    (found,) = open_document("form.pdf", with_xfa(form(), "Ada Okafor"))
    assert isinstance(found, NotRead)
    assert "XFA" in found.why
