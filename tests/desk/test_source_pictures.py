"""Pages of PDFs and scans as pictures of ours, what may tell who the applicant is painted over (issue 6, item 8; R029)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document
from parsing.local_workshop import HERE
from parsing.page_pictures import MOST_OCTETS, Picturing, Secret, pictured
from parsing.scan import read_picture, sheets_by
from store.engine import Store, open_store
from tests.support import pdf_maker, scan_maker
from tests.support.brought import NOW, brought_file, marks, panel
from tests.support.fresh import fresh_store
from tests.support.sitting import Reply, Sitting, sitting

SHELF = Path(__file__).parent.parent / "samples" / "forms" / "property_request"
ROWS = [
    ("Applicant's name", "Maria Testcase"),
    ("Tenancy type", "Secure"),
    ("Overcrowded", "No"),
    ("Pets", "No"),
    ("Bedrooms needed", "2"),
    ("Any other information", "Maria was seen at 4 Rose Court, SE5 8TR"),
    ("Current landlord", "Hackney"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(fresh_store(tmp_path_factory.mktemp("pictures") / "store.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with sitting(store, tmp_path_factory.mktemp("letters"), now=NOW) as desk:
        yield desk


def pictures(desk: Sitting, reply: Reply) -> list[bytes]:
    found = [desk.visitor().get(path) for path in re.findall(r'<img src="([^"]+)"', reply.text)]
    assert all(each.status == 200 and each.headers["content-type"] == "image/png" for each in found)
    return [each.data for each in found]


def words_on(png: bytes) -> str:
    """What a machine reads on a picture, rules and all."""
    seen = read_picture("picture.png", png, sheets_by(HERE))
    return seen.text if isinstance(seen, Document) else ""


def test_a_fillable_pdf_is_drawn_with_its_answers_and_a_box_around_each(store: Store, desk: Sitting) -> None:
    number = brought_file(store, "referral.pdf", (SHELF / "fillable_council_fields_by_key.pdf").read_bytes())
    reply = panel(desk.visitor(), number)
    drawn = pictures(desk, reply)
    assert len(drawn) == 2
    assert all(len(each) < MOST_OCTETS for each in drawn)
    assert "Harbour Advice" in words_on(drawn[0]), "filled fields show"
    assert marks(reply)["bedrooms_needed"] == "3 bed"
    assert re.search(r'<g id="w-bedrooms_needed" data-key="bedrooms_needed"[^>]*><title>Bedrooms requested</title>', reply.text)
    ids = re.findall(r' id="([^"]+)"', reply.text)
    assert len(ids) == len(set(ids))
    assert "style=" not in reply.text


def as_it_is(pdf: bytes) -> bytes:
    return pdf


@pytest.mark.rule("R029")
@pytest.mark.parametrize(
    ("name", "as_sent"),
    [("a.pdf", as_it_is), ("b.png", scan_maker.scanned), ("c.pdf", scan_maker.scanned_pdf)],
    ids=["printed", "photographed", "scanned"],
)
def test_who_the_applicant_is_is_painted_over_before_a_picture_leaves_the_room(
    store: Store, desk: Sitting, name: str, as_sent: Callable[[bytes], bytes]
) -> None:
    reply = panel(desk.visitor(), brought_file(store, name, as_sent(pdf_maker.form_pdf(ROWS))))
    assert not re.search("maria|testcase|rose court|8tr", reply.text, re.IGNORECASE)
    (drawn,) = pictures(desk, reply)
    read = words_on(drawn)
    assert "Hackney" in read
    assert "Secure" in read
    assert not re.search("mari|testc|rose|court|8tr", read, re.IGNORECASE)
    assert "covered in a picture" in reply.words


@pytest.mark.rule("R029")
def test_a_name_in_a_form_field_or_a_note_is_painted_over_with_the_field() -> None:
    blank = pdf_maker.fillable_pdf([("who", "Name of the tenant", "text"), ("pets", "Pets", "text")])
    filled = pdf_maker.filled(blank, {"who": "Maria Testcase", "pets": "Testcase no"})
    made = pictured(filled, Picturing(page=1, is_pdf=True, runs=("mariatestcase",), names=("testcase",)))
    assert made.is_covered
    assert not re.search("mari|testc", words_on(made.png), re.IGNORECASE)


def test_what_stands_somewhere_in_a_line_unfound_is_covered_with_the_line_and_without_a_line_there_is_no_picture() -> None:
    page = pdf_maker.printed_page(lambda canvas: canvas.drawString(72, 700, "Somebody stands here"))
    secret = Secret(words=("Testcase",), box=(70, 130, 220, 150))
    made = pictured(page, Picturing(page=1, is_pdf=True, secrets=(secret,)))
    assert made.png
    assert "omebody" not in words_on(made.png)
    refused = pictured(page, Picturing(page=1, is_pdf=True, secrets=(Secret(words=("Testcase",)),)))
    assert not refused.png
    assert "its place could not be found" in refused.note


def test_a_page_on_which_no_words_can_be_made_out_has_no_picture() -> None:
    page = pdf_maker.printed_page(lambda canvas: canvas.circle(200, 400, 90, fill=1))
    made = pictured(page, Picturing(page=3, is_pdf=True))
    assert not made.png
    assert made.note.startswith("There is no picture of page 3")
    assert pictured(pdf_maker.printed_page(lambda canvas: canvas.showPage()), Picturing(page=1, is_pdf=True)).png, (
        "a blank one has"
    )


def test_a_picture_pasted_beside_the_words_is_covered_since_nobody_has_looked_into_it() -> None:
    photo = io.BytesIO()
    Image.new("RGB", (200, 200), (200, 30, 30)).save(photo, "PNG")

    def draw_over_itself(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(photo), 0, 0, 595, 842)
        canvas.drawString(72, 700, "Pets: No")

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Pets: No")
        canvas.drawImage(ImageReader(photo), 100, 200, 300, 300)

    made = pictured(pdf_maker.printed_page(draw), Picturing(page=1, is_pdf=True))
    assert made.note == "A picture on page 1 is covered: no machine has looked for names in it."
    whole = pdf_maker.printed_page(draw_over_itself)
    assert "no machine has looked for names in it" in pictured(whole, Picturing(page=1, is_pdf=True)).note
    colours = Image.open(io.BytesIO(made.png)).convert("RGB").getcolors(1 << 20)
    assert colours
    assert not any(red > 150 and green < 90 for _, (red, green, _blue) in colours)  # type: ignore[misc]  # RGB: three parts


def test_a_page_cut_down_is_covered_where_its_words_stand() -> None:
    page = pdf_maker.cropped(pdf_maker.form_pdf(ROWS), 40, 300, 560, 830)
    made = pictured(page, Picturing(page=1, is_pdf=True, runs=("mariatestcase",)))
    read = words_on(made.png)
    assert "Hackney" in read
    assert "Testcase" not in read


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_turned_page_is_covered_where_its_words_stand(quarters: int) -> None:
    page = pdf_maker.turned(pdf_maker.form_pdf(ROWS), quarters)
    made = pictured(page, Picturing(page=1, is_pdf=True, runs=("mariatestcase",)))
    picture = Image.open(io.BytesIO(made.png)).rotate(quarters, expand=True)
    upright = io.BytesIO()
    picture.save(upright, "PNG")
    read = words_on(upright.getvalue())
    assert "Hackney" in read
    assert "Testcase" not in read


def test_a_locked_file_and_a_film_say_why_they_are_not_shown(store: Store, desk: Sitting) -> None:
    locked = pdf_maker.encrypted(pdf_maker.form_pdf(ROWS), "secret")
    reply = panel(desk.visitor(), brought_file(store, "locked.pdf", locked))
    assert "The PDF needs its password." in reply.words
    assert "<img" not in reply.text
    assert (
        "It is a film" in panel(desk.visitor(), brought_file(store, "a.mp4", b"\x00\x00\x00\x18ftypmp42" + b"x" * 90_000)).words
    )


def test_a_picture_that_was_never_opened_is_not_to_be_had(desk: Sitting) -> None:
    assert desk.visitor().get("/papers/4711/1/1.png").status == 404
    assert desk.stranger().get("/papers/1/1/1.png").status == 303
