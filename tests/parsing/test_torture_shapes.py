"""Shapes that have broken other readers: each is a definite reading within the limits, no bug is told (F31, reliability §6)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from parsing.answers import Answer
from parsing.boxes import with_boxes
from parsing.contacts import emails_in
from parsing.delivery import bounce_of
from parsing.forms import FORMS
from parsing.headers import HeaderBlock
from parsing.html import text_of
from parsing.local_workshop import LocalWorkshop
from parsing.readings import Mail
from parsing.sentences import sentences_of
from scheme.agreement import load, shipped
from service.reading_room import ReadingRoom
from tests.support.torture_shapes import LARGE, MAILS_LARGE, SMALL

SCHEME = load(shipped("pan_london"))


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (), workshop=LocalWorkshop(path="/nowhere")) as opened:
        opened.read_file("a.txt", b"A look around.")
        yield opened


def is_definite(mail: Mail) -> bool:
    return bool(mail.unreadable or mail.readings)


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


QUICK = (
    "one_line_of_a_mebibyte.eml",
    "one_mebibyte_of_dots.eml",
    "one_mebibyte_of_at_signs.eml",
    "one_mebibyte_of_colons.eml",
    "one_mebibyte_of_references.eml",
    "charset_idna.eml",
)


@pytest.mark.parametrize("name", QUICK)
def test_a_mail_of_one_endless_line_is_read_without_the_limits_having_to_end_it(room: ReadingRoom, name: str) -> None:
    mail = room.read_file(name, MAILS_LARGE[name]())
    sentences = (mail.unreadable, *(getattr(reading, "why", "") for reading in mail.readings))
    assert not any("Reading it " in sentence for sentence in sentences)


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
