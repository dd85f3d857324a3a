"""Shapes that have broken other readers: each is a definite reading within the limits, no bug is told (F31, reliability §6)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from parsing.answers import Answer
from parsing.boxes import with_boxes
from parsing.contacts import emails_in
from parsing.delivery import bounce_of
from parsing.forms import FORMS
from parsing.headers import HeaderBlock
from parsing.html import text_of
from parsing.local_workshop import LocalWorkshop
from parsing.pdf_bulk import draws_too_much, why_too_much
from parsing.readings import Mail
from parsing.sentences import sentences_of
from parsing.text_file import MAX_LINES, read_html
from scheme.agreement import load, shipped
from service.reading_room import ReadingRoom
from tests.support.torture_shapes import LARGE, MAILS_LARGE, SMALL, WORDS, page_pdf, stream

SCHEME = load(shipped("pan_london"))


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=LocalWorkshop(path="/nowhere")) as opened:
        opened.read_file("a.txt", b"A look around.")
        yield opened


def is_definite(mail: Mail) -> bool:
    """Something is said of it, and no child had to be ended by its limits."""
    return bool(mail.unreadable or mail.readings) and "Reading it" not in told(mail)


def told(mail: Mail) -> str:
    return "\n".join((mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings)))


@pytest.mark.parametrize("name", SMALL)
def test_a_small_torture_is_read_or_left_with_a_reason(room: ReadingRoom, name: str) -> None:
    assert is_definite(room.read_file(name, SMALL[name]()))


@pytest.mark.proof
@pytest.mark.parametrize("name", LARGE)
def test_a_large_torture_is_read_or_left_with_a_reason_in_time(room: ReadingRoom, name: str) -> None:
    data = LARGE[name]()
    began = time.monotonic()
    assert is_definite(room.read_file(name, data))
    assert time.monotonic() - began < 40  # two children of fifteen seconds, and the machine's other work


# Floods that once only the limits of time and memory ended, and the sentence that each has of its own.
OWN_SENTENCES = {
    "pdf_packed_ten_times.pdf": "grow beyond its limit",
    "pdf_packed_twice.pdf": "grow beyond its limit",
    "pdf_of_a_million_signs.pdf": "draw more than any form",
    "pdf_of_a_million_lines.pdf": "draw more than any form",
    "pdf_of_a_million_boxes.pdf": "draw more than any form",
    "pdf_of_a_million_states.pdf": "draw more than any form",
    "pdf_drawings_laugh.pdf": "draw more than any form",
    "pdf_of_a_wide_font_map.pdf": "claim more letters than there are",
    "pdf_of_long_font_map.pdf": "claim more letters than there are",
    "pdf_filter_names_itself.pdf": "point at each other in a circle",
    "pdf_of_streams.pdf": "more pieces than any form",
    "word_paragraph_of_a_mebibyte.docx": "holds more words than any form",
    "flat_word_of_open_parts.xml": "damaged Word file",
    "flat_word_of_one_part.xml": "damaged Word file",
    "one_line_of_a_mebibyte.eml": "a sentence of several pages",
    "one_mebibyte_of_at_signs.eml": "a sentence of several pages",
    "one_mebibyte_of_colons.eml": "a sentence of several pages",
    "one_mebibyte_of_references.eml": "a sentence of several pages",
    "charset_idna.eml": "a sentence of several pages",
    "html_page_of_depth.html": "nested too deeply",
    "html_of_depth.eml": "page is nested too deeply",
    "two_million_line_ends.eml": "more than 1,000,000 lines",
}


@pytest.mark.parametrize("name", OWN_SENTENCES)
def test_a_flood_is_told_in_a_sentence_of_its_own_before_the_limits_have_to_end_it(room: ReadingRoom, name: str) -> None:
    mail = room.read_file(name, {**SMALL, **LARGE}[name]())
    assert OWN_SENTENCES[name] in told(mail)
    assert is_definite(mail)


def test_a_web_page_of_thirty_thousand_labels_is_read_as_far_as_any_form_goes() -> None:
    page = read_html("<p>Pets: <b>No</b>" * 30_000 + "<table>" + "<tr><td>Pets<td>No" * 30_000)
    assert len(page.blocks) == MAX_LINES
    assert any("5,000 lines" in doubt for doubt in page.doubts)
    table = read_html("<table>" + "<tr><td>Pets<td>No" * 30_000)
    assert sum(len(each.rows) for each in table.tables()) == MAX_LINES
    assert any("5,000 lines" in doubt for doubt in table.doubts)


def test_drawings_within_drawings_count_each_time_they_are_drawn() -> None:
    """A form drawn as one drawing is none the worse for it; one of ten levels of ten drawings each is endless."""
    logo = stream(WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    modest = page_pdf(b"/X Do " * 20, logo, more=b"/XObject<</X 6 0 R>>")
    assert not draws_too_much(PdfReader(BytesIO(modest)))
    assert draws_too_much(PdfReader(BytesIO(page_pdf(b"/X Do " * 30_000, logo, more=b"/XObject<</X 6 0 R>>"))))


@pytest.mark.parametrize("unit", [b"stream\n", b"stream\nx\x9c", b"1 0 obj 2 0 R endobj ", b"beginbfrange <0000> <FFFF> [<"])
def test_a_pdf_of_nothing_but_beginnings_is_measured_at_once(unit: bytes) -> None:
    """Ten MiB of «stream» took two minutes: what follows each was copied to be unpacked."""
    began = time.process_time()
    why_too_much((unit * (10 << 20))[: 10 << 20])
    assert time.process_time() - began < 5


def test_a_chain_of_objects_that_leads_somewhere_is_no_circle() -> None:
    chain = b"".join(b"%d 0 obj %d 0 R endobj\n" % (at, at + 1) for at in range(1, 100_000))
    assert why_too_much(chain) == ""
    assert "circle" in why_too_much(chain + b"100000 0 obj 5 0 R endobj")


def test_a_sentence_of_several_pages_decides_nothing(room: ReadingRoom) -> None:
    (reading,) = room.read_file("long.eml", MAILS_LARGE["one_line_of_a_mebibyte.eml"]()).readings
    assert "several pages" in getattr(reading, "why", "")


def test_dots_and_abbreviations_without_end_take_no_time_and_part_as_before() -> None:
    began = time.process_time()
    sentences_of("." * 60_000 + " no." * 15_000)
    emails_in("xn--a" * 12_000)
    assert time.process_time() - began < 3
    assert [each.text for each in sentences_of("It is approx. two. Mr. Hall agrees?! Yes.")] == [
        "It is approx. two.",
        "Mr. Hall agrees?!",
        "Yes.",
    ]
    assert emails_in("sam@a.example/jo@b.example") == ["sam@a.example", "/jo@b.example"]


UNITS = (
    "1 ",
    "( ",
    "_ ",
    "_",
    "and ",
    "F ",
    "£1 ",
    "Yes / No ",
    "☐ Yes ☒ No ",
    ", ",
    "a@b.example ",
    "1/1/2026 ",
    "\n",
    " ",
    ": ",
)
READERS = {
    **{id(asked.answer.read): asked.answer.read for form in FORMS for asked in form.questions},
    **{id(asked.read): asked.read for form in FORMS for asked in form.shared},
}


@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_every_form_answers_five_thousand_signs_at_once(unit: str) -> None:
    """Line ends alone took some readers minutes: a pattern that begins with any blank looks at them again from each."""
    words = (unit * 5_000)[:5_000]
    began = time.process_time()
    for read in READERS.values():
        read(Answer(text=words), SCHEME)
    assert time.process_time() - began < 5  # sixty readers


def test_thousands_of_underscores_hide_no_typed_tick() -> None:
    began = time.process_time()
    with_boxes("_" * 5_000 + "a" + "_ " * 5_000)
    assert time.process_time() - began < 5
    assert with_boxes("_x_ Yes ___ No") == "☒ Yes ___ No"


def test_a_quotation_below_a_table_of_great_breadth_is_marked_at_once() -> None:
    """Seed 2038966906 of the form pasted as a Word table: a page of blanks before no quotation."""
    began = time.process_time()
    text_of("<pre>" + " " * 60_000 + ".</pre>" + "<p>x</p>" * 50)
    assert time.process_time() - began < 5
    assert text_of("<p>Approved.</p> <blockquote> <p>May we?</p> </blockquote> <p>Sam</p>").split() == [
        "Approved.",
        ">",
        "May",
        "we?",
        "Sam",
    ]


def test_columns_that_stand_far_apart_are_parted_at_once_and_as_before(room: ReadingRoom) -> None:
    """Thousands of blanks between two labels of a line."""
    line = "Something else: one" + " " * 60_000 + "And more"
    began = time.monotonic()
    assert is_definite(room.read_file("wide.txt", f"Pets: No\n{line}\n".encode()))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("unit", ["\n", "\n> ", "Message-ID: <", "delivery to ", "- "])
def test_a_delivery_report_without_words_takes_no_time(unit: str) -> None:
    nothing = HeaderBlock()
    words = (unit * 60_000)[:60_000]
    began = time.process_time()
    bounce_of((words,), nothing, nothing, words)
    assert time.process_time() - began < 3
