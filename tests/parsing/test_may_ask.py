"""How many of a form's labels a document may hold is never told too low: else the right form would not be read at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from parsing.document import Document
from parsing.files import open_document
from parsing.form import labels_of
from parsing.forms import FORMS
from parsing.may_ask import may_ask
from parsing.pairing import PASSED
from parsing.pairs import pairs_in
from tests.accept import SHELF, scheme
from tests.support.word_maker import cell, paragraph, table, word_file

SAMPLES = sorted((SHELF / "forms").rglob("*.docx"))
REQUEST = FORMS[0]


def opened(name: str, data: bytes) -> list[Document]:
    return [each for each in open_document(name, data) if isinstance(each, Document)]


def known_and_at_most(document: Document) -> list[tuple[int, int]]:
    """For each form how many labels a whole reading knows, and how many it may know."""
    words = may_ask(document)
    counted = []
    for form in FORMS:
        labels = labels_of(form, scheme())
        known = {pair.label for pair in pairs_in(document, labels) if pair.question not in (None, PASSED)}
        counted.append((len(known), words.at_most(labels)))
    return counted


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.relative_to(SHELF).as_posix())
def test_no_reading_of_a_form_knows_more_labels_than_it_may(sample: Path) -> None:
    for document in opened(sample.name, sample.read_bytes()):
        assert all(known <= at_most for known, at_most in known_and_at_most(document))


def rows_of(rows: Sequence[Sequence[str]]) -> str:
    made = (f"<w:tr>{''.join(cell(paragraph(text)) for text in row)}</w:tr>" for row in rows)
    return table("".join(made), columns=len(rows[0]))


def request_labels_in(*blocks: str) -> tuple[int, int]:
    (document,) = opened("form.docx", word_file("".join(blocks)))
    return known_and_at_most(document)[0]


def test_labels_that_ask_by_their_section_are_counted() -> None:
    rows = [("Name", "Olive Marsh"), ("Role", "IDVA"), ("Email", "olive.marsh@harbour-advice.example")]
    title = paragraph("Nominating officer")
    known, at_most = request_labels_in(title, rows_of(rows))
    assert known == 4
    assert at_most >= 4


def test_each_label_of_one_line_is_counted() -> None:
    known, at_most = request_labels_in(paragraph("Bedrooms requested: 3   Pets: No   Tenancy type: Secure"))
    assert known == 3
    assert at_most >= 3


def test_a_row_asks_for_two_things_below_the_heads_of_two_columns() -> None:
    rows = [("", "Now", "Requested"), ("Borough", "Hackney", "Ealing"), ("Bedrooms", "2", "3")]
    known, at_most = request_labels_in(rows_of(rows))
    assert known == 4
    assert at_most >= 4


def test_words_of_no_form_rule_it_out() -> None:
    assert request_labels_in(paragraph("Lunch on Friday is at noon."), paragraph("Bring a chair!")) == (0, 0)
