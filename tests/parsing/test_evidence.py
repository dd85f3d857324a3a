"""Evidence: every value can be shown in the words it was read from (DESIGN §3, a value never travels without its words)."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsing.boxes import with_boxes
from parsing.document import Document
from parsing.evidence import Shown, line_of, marked
from parsing.field import Field, Where
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.read import read_file
from parsing.readings import LandlordDecision, Reading
from scheme.agreement import load, shipped
from tests.support import pdf_maker

SCHEME = load(shipped("pan_london"))
SHELF = Path(__file__).parent.parent / "samples" / "forms"
FILES = sorted(path for path in SHELF.rglob("*") if path.suffix in (".docx", ".pdf"))


ROWS = [
    ("Tenancy type", "Secure"),
    ("Overcrowded", "No"),
    ("Pets", "No"),
    ("Bedrooms needed", "2"),
    ("Current landlord", "Hackney"),
]


def read_form(name: str, data: bytes) -> tuple[Document, Reading] | None:
    (document,) = open_document(name, data)
    if not isinstance(document, Document) or (form := recognise(document, FORMS, SCHEME)) is None:
        return None
    return document, fill(document, form, SCHEME)


def words_marked(shown: tuple[Shown, ...], key: str) -> str:
    return " ".join(line.text[span.start : span.end] for line in shown for span in line.spans if span.key == key)


def plain(words: str) -> str:
    return "".join(char for char in with_boxes(words).casefold() if char.isalnum() or char in "☒☐")


@pytest.mark.rule("R070")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_of_the_shelf_is_shown_in_its_words(path: Path) -> None:
    found = read_form(path.name, path.read_bytes())
    if found is None:
        return  # what is no form has no values to show
    document, reading = found
    shown = marked(document, reading)
    for key, field in reading.fields():
        if field.value is not None:
            assert plain(field.quote) == plain(words_marked(shown, key)), f"{key}: {field.quote!r} at {field.where}"


def test_the_words_of_two_like_answers_are_told_apart_by_their_place() -> None:
    found = read_form("form.pdf", pdf_maker.form_pdf(ROWS))
    assert found is not None
    shown = marked(*found)
    (line,) = [line for line in shown for span in line.spans if span.key == "pets"]
    assert (line.text, line.where.row) == ("No", 3)


def test_a_place_on_a_page_has_its_box() -> None:
    found = read_form("form.pdf", pdf_maker.form_pdf(ROWS))
    assert found is not None
    left, top, right, bottom = dict(found[1].fields())["tenancy_type"].where.box
    assert 250 < left < right < 300
    assert 70 < top < bottom < 100


def test_a_doubtful_answer_is_marked_as_such() -> None:
    reading = LandlordDecision(
        decision=Field(quote="not approved yet", where=Where(source="message", line=2), doubt="It is unclear.")
    )
    shown = marked("Hello,\nit is not approved yet.\nAda", reading)
    assert [(line.text[span.start : span.end], span.in_doubt) for line in shown for span in line.spans] == [
        ("not approved yet.", True)
    ]


def test_hidden_words_are_shown_apart() -> None:
    found = read_form("form.pdf", pdf_maker.form_pdf(ROWS, author="Ada"))
    assert found is not None
    assert any(line.is_hidden and line.text == "Ada" for line in marked(*found))


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("we approve this", 3),
        ("Hello Sam", 1),
        ("approve this request\nand will owe one", 3),
        ("nothing of the kind", 0),
        ("", 0),
    ],
)
def test_the_line_of_a_quote(quote: str, line: int) -> None:
    assert line_of(quote, "Hello Sam,\n\nwe approve this request\nand will owe one.") == line


MAIL = """From: Dawn Okafor <dawn@landlord.example>
To: reciprocal@example.org
Subject: {subject}
Date: Mon, 02 Mar 2026 09:00:00 +0000
Message-ID: <one@landlord.example>

{body}
"""


def mail_fields(subject: str, body: str) -> dict[str, Field[object]]:
    data = MAIL.format(subject=subject, body=body).replace("\n", "\r\n").encode()
    (reading, *_) = read_file("a.eml", data, SCHEME).readings
    return dict(reading.fields())


def test_an_answer_from_a_mail_s_own_words_has_its_line() -> None:
    fields = mail_fields("Your request", "Hello,\n\nI can confirm that ARC-04-26\nis approved by us.\n\nDawn")
    assert (fields["decision"].where.source, fields["decision"].where.line) in (("message", 3), ("message", 4))
    assert str(fields["reference"].where) == "message, line 3"


def test_an_answer_from_the_subject_says_so() -> None:
    assert str(mail_fields("ARC-04-26", "This is approved by us.")["reference"].where) == "subject"
