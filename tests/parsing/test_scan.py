"""Scans and photographs: what a machine saw is proposed, field by field, and never answered (forms.md §2.2 items 2 and 9)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document, NotRead
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.local_workshop import HERE, LocalWorkshop
from parsing.readings import Reading
from parsing.scan import read_picture, sheets_by
from parsing.seen_page import made_readable, page_of
from parsing.workshop import NotMade, SeenWord
from scheme.agreement import load, shipped
from tests.support import pdf_maker, word_maker
from tests.support.foreign_programs import need
from tests.support.scan_maker import scanned, scanned_pdf, scanned_tiff

SCHEME = load(shipped("pan_london"))
BARE = LocalWorkshop(path="/nowhere")
ROWS = [
    ("Applicant has given consent", "☒ Yes ☐ No"),
    ("Date of consent", "2 March 2026"),
    ("Date of referral", "3 March 2026"),
    ("Applicant's landlord", "Hackney Council"),
    ("Borough of residence", "Hackney"),
    ("Number of bedrooms, floor and type of current property", "2 bed, 1st floor flat"),
    ("Tenancy type", "Secure"),
    ("Joint tenancy?", "☐ Yes ☒ No"),
    ("Where is the applicant living now?", "Home"),
    ("Is the household currently overcrowded?", "No"),
    ("Adults moving", "F 34"),
    ("Children moving", "M 9, F 7"),
    ("Bedrooms requested", "3"),
    ("Boroughs requested", "Camden, Islington, Lewisham, Southwark, Lambeth"),
    ("Boroughs where at risk", "Hackney, Newham"),
    ("Pets", "No"),
    ("Reason for request", "Domestic abuse"),
    ("Support in place", "IDVA, Harbour Advice"),
    ("Nominating officer", "Ada Okafor"),
    ("Role", "IDVA"),
    ("Agency", "Harbour Advice"),
    ("Email", "ada.okafor@harbour.example"),
    ("Phone", "020 7946 0123"),
]
RULED, LOOSE = pdf_maker.form_pdf(ROWS), pdf_maker.form_pdf(ROWS, ruled=False)
SCANS = {
    "a clean scan": lambda: scanned(RULED, dots=200),
    "a coarse scan": lambda: scanned(RULED, dots=150),
    "a speckled scan, askew": lambda: scanned(RULED, dots=300, noise=25, tilt=0.7),
    "a form without rules, askew": lambda: scanned(LOOSE, dots=200, noise=15, tilt=-1.2),
    "a page fed in sideways, as a JPEG": lambda: scanned(RULED, dots=200, quarters=1, kind="JPEG"),
    "a PDF of a picture": lambda: scanned_pdf(RULED),
}


def filled(document: Document) -> Reading:
    form = recognise(document, FORMS, SCHEME)
    assert form is not None, document.text
    return fill(document, form, SCHEME)


def typed() -> dict[str, object]:
    (document,) = open_document("form.pdf", RULED)
    assert isinstance(document, Document)
    return {key: field.value for key, field in filled(document).fields() if field.value is not None}


@pytest.mark.parametrize("kind", SCANS)
def test_a_scan_proposes_what_the_form_says_and_answers_nothing(kind: str) -> None:
    """«in doubt ask, never guess»: ≥ 85 % of the fields are the right proposal; no field has a value."""
    need("tesseract")
    (document,) = open_document("form", SCANS[kind]())
    assert isinstance(document, Document), document
    assert document.is_scan
    assert any("machines err" in doubt for doubt in document.doubts)
    expected, found = typed(), dict(filled(document).fields())
    assert len(expected) >= 24
    assert all(field.value is None and field.doubt for field in found.values() if not field.blank)
    right = [key for key, value in expected.items() if found[key].proposal == value]
    assert len(right) >= 0.85 * len(expected), sorted(set(expected) - set(right))


class Eyes:
    """Sees the words it is told to; the test says where they stand."""

    def __init__(self, words: Sequence[tuple[str, int, int]]) -> None:
        self.words = words

    def words_in_picture(self, picture: bytes) -> tuple[SeenWord, ...] | NotMade:
        assert picture.startswith(b"\x89PNG")
        return tuple(
            SeenWord(text=text, left=left, top=top, right=left + 14 * len(text), bottom=top + 24, line=at, sure=90)
            for at, (text, left, top) in enumerate(self.words)
        )

    def as_word_file(self, data: bytes, kind: str) -> bytes | NotMade:
        return NotMade(why=f"{len(data)} bytes of {kind} are not opened here.")


PAGE = Image.new("L", (1654, 2339), 255)


def drawn(*boxes: tuple[int, int, str]) -> bytes:
    """An A4 page at 200 dots an inch with small boxes: left, top and what is inside."""
    page = PAGE.copy()
    for left, top, inside in boxes:
        _square(page, left, top)
        for step in range(20):
            if inside == "x":
                _dot(page, left + 4 + step, top + 4 + step)
                _dot(page, left + 23 - step, top + 4 + step)
            elif inside == "speck" and step < 8:
                _dot(page, left + 12, top + 8 + step)
    made = io.BytesIO()
    page.save(made, "PNG")
    return made.getvalue()


def _square(page: Image.Image, left: int, top: int) -> None:
    page.paste(0, (left, top, left + 28, top + 28))
    page.paste(255, (left + 2, top + 2, left + 26, top + 26))


def _dot(page: Image.Image, left: int, top: int) -> None:
    page.paste(0, (left, top, left + 3, top + 3))


def lines(picture: bytes, words: Sequence[tuple[str, int, int]]) -> Document:
    found = read_picture("form.png", picture, sheets_by(Eyes(words)))
    assert isinstance(found, Document), found
    return found


YES_NO = [("Pets", 100, 302), ("Yes", 340, 302), ("No", 540, 302)]


def test_boxes_are_seen_as_ticked_or_empty() -> None:
    found = lines(drawn((300, 300, "x"), (500, 300, "")), YES_NO)
    assert " ".join(found.text.split()) == "Pets ☒ Yes ☐ No"


def test_a_box_that_cannot_be_told_is_a_doubt_and_no_tick() -> None:
    found = lines(drawn((300, 300, "speck"), (500, 300, "")), YES_NO)
    assert " ".join(found.text.split()) == "Pets ? Yes ☐ No"
    assert any("could not be told to be ticked or empty (page 1)" in doubt for doubt in found.doubts)


def test_a_box_character_that_was_seen_without_a_box_is_no_tick() -> None:
    assert " ".join(lines(drawn(), [("Pets", 100, 302), ("☒", 300, 302), ("Yes", 340, 302)]).text.split()) == "Pets Yes"


def test_a_word_with_a_stroke_through_it_is_struck() -> None:
    page = PAGE.copy()
    page.paste(0, (338, 313, 386, 315))
    made = io.BytesIO()
    page.save(made, "PNG")
    (line,) = lines(made.getvalue(), [("Joint", 100, 302), ("Yes", 340, 302), ("No", 440, 302)]).lines()
    assert [piece.text for piece in line.pieces if piece.struck] == ["Yes"]
    assert "Yes" not in line.text


def test_a_place_is_told_in_points_of_the_page_as_it_came() -> None:
    (line,) = lines(drawn(), [("Pets", 278, 556)]).lines()
    assert line.where.page == 1
    assert line.where.box == pytest.approx((100, 200, 120, 209), abs=1)


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_place_on_a_turned_page_is_told_as_it_came(turned: int) -> None:
    page = PAGE.copy()
    page.paste(0, (300, 600, 420, 660))
    upright = made_readable(page, turned=turned)
    left, top, right, bottom = upright.ink.point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert upright.place(left, top, right, bottom) == pytest.approx((108, 216, 151, 238), abs=2)


def test_words_between_rules_are_cells_and_wrapped_lines_one() -> None:
    need("tesseract")
    (found,) = open_document("form.png", scanned(pdf_maker.form_pdf(ROWS[:6])))
    assert isinstance(found, Document)
    (table,) = found.tables()
    assert [len(row) for row in table.rows] == [2] * 6
    assert table.rows[5][0].text == "Number of bedrooms, floor and type of current property"
    cell = table.rows[3][1]
    assert (cell.row, cell.column, cell.where.table, cell.where.row, cell.where.cell) == (4, 2, 1, 4, 2)
    assert cell.where.box == pytest.approx((254, 149, 330, 160), abs=6)


def size_of(data: bytes, at: int = 0) -> tuple[int, int] | None:
    page = page_of(data, at)
    return page.size if page else None


def test_every_page_of_a_tiff_is_read() -> None:
    pages = [pdf_maker.form_pdf([(f"Question {at}", "Yes")]) for at in (1, 2, 3)]
    assert [size_of(scanned_tiff(pages), at) for at in range(4)] == [(1241, 1754)] * 3 + [None]
    found = read_picture("form.tiff", scanned_tiff(pages), sheets_by(Eyes([("Pets", 278, 556)])))
    assert isinstance(found, Document)
    assert [line.where.page for line in found.lines()] == [1, 2, 3]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_pictures_of_every_kind_are_opened(kind: str, mode: str) -> None:
    made = io.BytesIO()
    picture = PAGE.resize((400, 560)).convert("RGBA" if (kind, mode) in {("BMP", "RGBA"), ("GIF", "RGBA")} else mode)
    (picture.convert("RGB") if kind in ("JPEG", "BMP") and mode in ("P", "RGBA") else picture).save(made, kind)
    page = page_of(made.getvalue())
    assert page is not None
    assert (page.mode, page.size) == ("L", (400, 560))


def test_a_photograph_stands_as_the_camera_held_it() -> None:
    picture = PAGE.resize((300, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    assert size_of(made.getvalue()) == (200, 300)


def test_a_word_file_that_holds_only_a_scan_is_read_as_one() -> None:
    body = word_maker.word_file("<w:p/>", extra_parts={"word/media/image1.png": drawn((300, 300, "x"), (500, 300, ""))})
    (found,) = open_document("form.docx", body, workshop=Eyes(YES_NO))
    assert isinstance(found, Document)
    assert found.is_scan


def bomb() -> bytes:
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "damaged or too large"),
        (b"II*\x00" + b"\xff" * 60, "damaged or too large"),
        (bomb(), "damaged or too large"),
        (drawn()[:400], "damaged or too large"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "HEIC"),
        (drawn(), "without words"),
    ],
    ids=["damaged PNG", "damaged TIFF", "bomb", "cut short", "HEIC", "blank"],
)
def test_what_cannot_be_seen_says_so(data: bytes, said: str) -> None:
    (found,) = open_document("form", data, workshop=Eyes([]))
    assert isinstance(found, NotRead)
    assert said in found.why
    assert found.needs == ""


def test_a_machine_without_eyes_says_what_to_install() -> None:
    (found,) = open_document("form.pdf", scanned_pdf(RULED, dots=100), workshop=BARE)
    assert isinstance(found, NotRead)
    assert "tesseract-ocr" in found.why


def test_the_workshop_of_this_machine_is_the_one_that_is_used() -> None:
    need("tesseract")
    assert not isinstance(HERE.words_in_picture(drawn()), NotMade)


def with_a_scanned_page(first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]], *, stamp: str = "") -> bytes:
    """A page of words, and one that went through a scanner."""

    def draw(page: Canvas) -> None:
        page.drawImage(ImageReader(io.BytesIO(scanned(pdf_maker.form_pdf(second), dots=200))), 0, 0, 595, 842)
        page.drawString(450, 20, stamp)

    writer = PdfWriter()
    for part in (pdf_maker.form_pdf(first), pdf_maker.printed_page(draw)):
        writer.append(PdfReader(io.BytesIO(part)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("stamp", ["", "Page 2 of 2"])
def test_a_scanned_page_among_pages_of_words_is_read_too_and_only_proposed(stamp: str) -> None:
    need("tesseract")
    (found,) = open_document("form.pdf", with_a_scanned_page(ROWS[:10], ROWS[10:], stamp=stamp))
    assert isinstance(found, Document)
    reading = filled(found)
    said = dict(reading.fields())
    assert said["tenancy_type"].value == "secure"
    assert said["areas_requested"].value is None
    assert said["areas_requested"].proposal == ("Camden", "Islington", "Lambeth", "Lewisham", "Southwark")
    assert said["areas_requested"].where.page == 2
    assert said["areas_requested"].where.box
    assert any(doubt.startswith("Page 2 of it is a picture") for doubt in reading.doubts)


def test_a_scanned_page_that_nobody_can_look_at_is_told() -> None:
    (found,) = open_document("form.pdf", with_a_scanned_page(ROWS[:10], ROWS[10:]), workshop=BARE)
    assert isinstance(found, Document)
    assert any("Page 2" in doubt and "Look at the original" in doubt for doubt in found.doubts)
    assert not any("Page 1" in doubt for doubt in found.doubts)
