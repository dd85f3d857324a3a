"""Drawn tick boxes: a tick lies within its box and belongs to nothing outside it; anything else is a doubt, never a tick."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Line
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document
from parsing.files import open_document
from parsing.read import read_file
from parsing.readings import RequestForm
from scheme.agreement import load, shipped
from tests.support import pdf_maker

LONDON = load(shipped("pan_london"))

Draw = Callable[[Canvas], object]


def text_of(data: bytes) -> str:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    return " ".join(found.text.split())


def pets(*marks: Draw) -> bytes:
    """«Pets? [ ] Yes [ ] No», and whatever is drawn; the box of «Yes» reaches from 120 to 130 across and from 700 to 710 up."""

    def draw(page: Canvas) -> None:
        page.rect(120, 700, 10, 10)
        page.rect(170, 700, 10, 10)
        page.drawString(50, 701, "Pets?")
        page.drawString(134, 701, "Yes")
        page.drawString(184, 701, "No")
        for mark in marks:
            mark(page)

    return pdf_maker.printed_page(draw)


def picture_of_a_tick() -> ImageReader:
    made = Image.new("L", (40, 40), 255)
    ImageDraw.Draw(made).line((6, 20, 16, 32, 34, 6), fill=0, width=5)
    return ImageReader(made)


def stroke(*points: tuple[float, float]) -> Draw:
    def draw(page: Canvas) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            page.line(x0, y0, x1, y1)

    return draw


def curve(page: Canvas) -> None:
    path = page.beginPath()
    path.moveTo(121.5, 705)
    path.curveTo(123, 703, 124, 701, 124.5, 702)
    path.curveTo(126, 705, 127, 708, 129, 709)
    page.drawPath(path)


def filled_tick(page: Canvas) -> None:
    path = page.beginPath()
    for at, point in enumerate(((121.5, 705), (124, 701.5), (128.5, 708), (127.5, 708.7), (124, 703.5), (122.3, 705.8))):
        (path.lineTo if at else path.moveTo)(*point)
    path.close()
    page.drawPath(path, stroke=0, fill=1)


def letter(text: str, x: float, y: float, font: str = "Helvetica", size: float = 10) -> Draw:
    def draw(page: Canvas) -> None:
        page.setFont(font, size)
        page.drawString(x, y, text)
        page.setFont("Helvetica", 10)

    return draw


def grey(share: float, mark: Draw) -> Draw:
    def draw(page: Canvas) -> None:
        page.setStrokeGray(share)
        page.setFillGray(share)
        mark(page)
        page.setStrokeGray(0)
        page.setFillGray(0)

    return draw


CROSS = (stroke((122, 702), (128, 708)), stroke((122, 708), (128, 702)))
WHOLE_CROSS = (stroke((120, 700), (130, 710)), stroke((120, 710), (130, 700)))
TICKS: dict[str, tuple[Draw, ...]] = {
    "an X of two lines": CROSS,
    "an X from corner to corner": WHOLE_CROSS,
    "a tick of two lines": (stroke((122, 705), (124, 702), (128, 709)),),
    "a tick that hangs out a little": (stroke((121, 705), (124, 702), (131.5, 711.5)),),
    "a hand-drawn curve": (curve,),
    "a filled outline of a tick": (filled_tick,),
    "a typed x": (letter("x", 122.5, 702.5),),
    "a typed X": (letter("X", 121.7, 701.5),),
    "a large X": (letter("X", 120.8, 700.5, size=12),),
    "a ✓ of ZapfDingbats": (letter("\u2714", 121, 701.5, "ZapfDingbats"),),
    "a ✔ of ZapfDingbats larger than the box": (letter("\u2714", 119.8, 700.5, "ZapfDingbats", 12),),
    "a ✗ of ZapfDingbats": (letter("\u2718", 121, 701.5, "ZapfDingbats"),),
    "a disc of ZapfDingbats": (letter("\u25cf", 121.5, 702, "ZapfDingbats", 9),),
    "a smaller square, filled": (lambda page: page.rect(122.5, 702.5, 5, 5, fill=1),),
    "a picture": (lambda page: page.drawImage(picture_of_a_tick(), 120.5, 700.5, 9, 9),),
}


@pytest.mark.parametrize("marks", TICKS.values(), ids=TICKS)
def test_a_mark_within_its_box_is_a_tick(marks: tuple[Draw, ...]) -> None:
    assert text_of(pets(*marks)) == "Pets? ☒ Yes ☐ No"


DOUBTS: dict[str, tuple[Draw, ...]] = {
    "a box filled in": (lambda page: page.rect(120, 700, 10, 10, fill=1),),
    "a tick half outside": (stroke((123, 706), (128, 703), (140, 722)),),
    "a faint cross": tuple(grey(0.8, each) for each in CROSS),
    "a dash": (stroke((122, 705), (128, 705)),),
    "a speck": (lambda page: page.circle(125, 705, 0.8, fill=1),),
    "a rule through the box": (stroke((100, 705), (150, 705)),),
    "a strike through box and word": (stroke((119, 703), (150, 706)),),
    "text over the box": (letter("Hammersmith and Fulham", 30, 701.5),),
    "text that begins in the box": (letter("maybe", 123, 701.5),),
    "another word typed in the box": (letter("n", 122.5, 702.5),),
    "an x that ends a word": (letter("Esse", 100.6, 701.5), letter("x", 121.7, 701.5)),
    "an x between two words": (letter("two", 104.5, 701.5), letter("x", 122.5, 701.5), letter("three", 129, 701.5)),
    "a cross beside the box": (stroke((112, 702), (118, 708)), stroke((112, 708), (118, 702))),
    "a ring round the box": (lambda page: page.circle(125, 705, 9),),
    "a typed ✓ beside the box": (letter("\u2714", 110, 701.5, "ZapfDingbats"),),
    "a large picture over the box": (lambda page: page.drawImage(picture_of_a_tick(), 117, 697, 20, 20, mask=[250, 255]),),
}


@pytest.mark.parametrize("marks", DOUBTS.values(), ids=DOUBTS)
def test_a_mark_that_is_not_plainly_the_box_s_own_leaves_it_in_doubt(marks: tuple[Draw, ...]) -> None:
    assert "☒⁇" in text_of(pets(*marks))


def test_one_mark_over_two_boxes_leaves_both_in_doubt() -> None:
    def draw(page: Canvas) -> None:
        for across, name in ((120, "Yes"), (135, "No")):
            page.rect(across, 700, 10, 10)
            page.drawString(across, 685, name)
        page.line(122, 702, 144, 709)

    assert text_of(pdf_maker.printed_page(draw)).count("☒⁇") == 2


def test_an_empty_box_of_any_make_is_empty() -> None:
    def draw(page: Canvas) -> None:
        page.rect(100, 700, 10, 10)
        page.setLineWidth(2)
        page.rect(150, 700, 11, 11)
        page.setLineWidth(1)
        page.circle(205, 705, 5)
        page.setFillGray(0.9)
        page.rect(250, 700, 10, 10, fill=1)
        page.setFillGray(0)
        page.rect(300, 700, 10, 10, fill=1)
        page.setFillGray(1)
        page.rect(301, 701, 8, 8, fill=1, stroke=0)
        page.setFillGray(0)
        for at, name in enumerate("ABCDE"):
            page.drawString(114 + 50 * at, 701, name)

    assert text_of(pdf_maker.printed_page(draw)) == "☐ A ☐ B ☐ C ☐ D ☐ E"


def test_ticks_and_crosses_on_one_page_leave_the_crosses_in_doubt() -> None:
    found = text_of(pets(letter("\u2714", 121, 701.5, "ZapfDingbats"), letter("\u2718", 171, 701.5, "ZapfDingbats")))
    assert found == "Pets? ☒ Yes ☒⁇ No"


def test_a_mark_drawn_over_a_printed_box_leaves_it_in_doubt() -> None:
    def draw(page: Canvas) -> None:
        for at, name in enumerate(("Yes", "No")):
            letter("\u274f", 120 + 50 * at, 700, "ZapfDingbats")(page)
            page.drawString(134 + 50 * at, 700, name)
        page.line(121, 701, 127, 707)
        page.line(121, 707, 127, 701)

    assert text_of(pdf_maker.printed_page(draw)) == "☒⁇ Yes ☐ No"


def test_a_mark_drawn_into_a_cell_or_over_a_word_is_seen_and_never_an_answer() -> None:
    def draw(page: Canvas) -> None:
        page.grid([50, 150, 200, 250], [700, 720, 740])
        for at, words in enumerate(("Question", "Yes", "No")):
            page.drawString((54, 154, 204)[at], 726, words)
        page.drawString(54, 706, "Pets?")
        page.lines([(168, 708, 172, 704), (172, 704, 180, 716)])
        page.drawString(54, 660, "Overcrowded? Yes / No")
        page.ellipse(120, 655, 142, 671)

    found = text_of(pdf_maker.printed_page(draw))
    assert found.startswith("Question Yes No Pets? ☒⁇")
    assert found.count("☒⁇") == 2


# ── what is laid over the page ──────────────────────────────────────────────────────────────────────────────────────


def laid_over(note: FreeText | Line) -> str:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pets())))
    writer.add_annotation(0, note)
    out = BytesIO()
    writer.write(out)
    return text_of(out.getvalue())


def test_a_letter_laid_on_one_box_is_a_tick_and_one_that_may_be_meant_for_it_a_doubt() -> None:
    assert laid_over(FreeText(text="X", rect=(118, 698, 132, 712))) == "Pets? ☒ Yes ☐ No"
    assert "☒⁇" in laid_over(FreeText(text="X", rect=(125, 690, 160, 715)))
    assert "☒⁇" in laid_over(FreeText(text="not sure", rect=(118, 698, 160, 712)))
    assert "☒⁇" in laid_over(Line(p1=(121, 701), p2=(129, 709), rect=(121, 701, 129, 709)))


def test_a_form_field_over_a_drawn_box_is_that_box() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 701, "Pets?")
        for across, name in ((120, "Yes"), (170, "No")):
            page.rect(across, 700, 10, 10)
            page.acroForm.checkbox(name=f"pets_{name}", x=across, y=700, size=10, borderWidth=0)
            page.drawString(across + 14, 701, name)

    assert text_of(pdf_maker.filled(pdf_maker.printed_page(draw), {"pets_Yes": "/Yes"})) == "Pets? ☒ Yes ☐ No"


# ── the whole answer ────────────────────────────────────────────────────────────────────────────────────────────────


def areas(*marks: Draw) -> bytes:
    """A grid of boxes with areas in two columns, each name close to the next column's box."""

    def draw(page: Canvas) -> None:
        page.drawString(54, 770, "Property request form")
        for down, (label, value) in enumerate((("Tenancy type", "Secure"), ("Bedrooms needed", "2"), ("Pets", "No"))):
            page.drawString(54, 746 - 24 * down, label)
            page.drawString(254, 746 - 24 * down, value)
            page.grid([50, 250, 545], [740 - 24 * down, 764 - 24 * down])
        page.drawString(54, 674, "Boroughs requested")
        page.grid([50, 250, 545], [600, 692])
        for down, names in enumerate((("Hammersmith and Fulham", "Merton"), ("Camden", "Newham"), ("Ealing", "Sutton"))):
            for across, name in zip((254, 400), names, strict=True):
                page.rect(across, 670 - 20 * down, 9, 9)
                page.drawString(across + 14, 671 - 20 * down, name)
        for mark in marks:
            mark(page)

    return pdf_maker.printed_page(draw)


def requested(data: bytes) -> RequestForm:
    (reading,) = read_file("form.pdf", data, LONDON).readings
    assert isinstance(reading, RequestForm)
    return reading


def test_the_areas_of_a_drawn_grid_are_those_ticked() -> None:
    found = requested(areas(letter("X", 255, 651), letter("X", 401, 651)))
    assert found.areas_requested.value == ("Camden", "Newham")


def test_a_word_that_runs_into_the_next_column_s_box_ticks_nothing_and_the_whole_answer_is_in_doubt() -> None:
    found = requested(areas(letter("X", 255, 651), letter("Hammersmith and Fulham", 292, 671)))
    assert found.areas_requested.value is None
    assert found.areas_requested.doubt
