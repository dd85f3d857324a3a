"""Nothing may tell who the applicant is (R029), and a clean form raises no alarm."""

from __future__ import annotations

import pytest

from parsing.document import Document, Line
from parsing.field import Where
from parsing.identity import find_identity, masked
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def found_in(text: str, *, source: str = "message", hidden: tuple[Line, ...] = ()) -> tuple[str, ...]:
    blocks = read_text(text).blocks
    document = Document(source=source, file_type="text", blocks=blocks, hidden=hidden)
    return tuple(each.what for each in find_identity(document, SCHEME))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("He was seen near ZZ9 9ZZ twice.", "a postcode"),
        ("NI number: AB 12 34 56 C", "a National Insurance number"),
        ("Her DOB is 04/05/1990", "a date of birth"),
        ("Date of birth: 4 May 1990", "a date of birth"),
        ("Applicant's name: Maria Testcase", "a name"),
        ("Client name: Maria Testcase", "a name"),
        ("Perpetrator's name: John Doe", "a name"),
        ("Tenant: Ms Testcase moved in 2019", "a name"),
        ("She lives at 12 Example Road with her children", "a street address"),
        ("You can ring her on 07700 900456", "a telephone number"),
        ("Write to maria@freemail.example", "an e-mail address"),
    ],
)
def test_what_may_tell_who_the_applicant_is_is_found(text: str, what: str) -> None:
    assert what in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Applicant's name: N/A",
        "Consent given on 01/02/2026",
        "Boroughs requested: Camden, Islington and Brent",
        "3 bed, 2nd floor flat",
        "2 bedroom house in a quiet place",
        "Landlord: Notting Hill Genesis",
        "Reference: ARC-01-26",
        "1 adult female 34, 2 children (9, 7)",
        "Support in place: Harbour Advice",
        "DASH score 17",
        "born in hospital",
        "Do not write the applicant's name on this form.",
        "Nominating officer name: Jane Smith",
        "Officer telephone: 020 7946 0123",
    ],
)
def test_plain_answers_raise_no_alarm(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize(
    "name", ["Request - Jane Testcase.docx", "JaneTestcase_form.docx", "Jane Testcase property request form.pdf"]
)
def test_a_probable_name_in_the_file_name_is_found(name: str) -> None:
    assert found_in("x", source=name) == ("a probable name in the file name",)


@pytest.mark.parametrize(
    "name",
    [
        "Property request ARC-01-26.docx",
        "Urgent Property Request (final).docx",
        "PLHR form v2 Hackney.docx",
        "form.docx",
        "Housing Reciprocal Referral 2 Feb 2026.pdf",
        "scan0001.pdf",
    ],
)
def test_a_plain_file_name_raises_no_alarm(name: str) -> None:
    assert found_in("x", source=name) == ()


def test_words_that_a_file_hides_are_searched() -> None:
    comment = Line(text="Please ask Maria Testcase", where=Where(source="form.docx", note="comment by Ada Okafor"))
    deleted = Line(text="Maria Testcase", where=Where(source="form.docx", note="struck out by Ada Okafor"))
    assert found_in("x", hidden=(comment,)) == ("a probable name in words that the file hides",)
    assert found_in("x", hidden=(deleted,)) == ("a probable name in words that the file hides",)


def test_the_author_of_the_file_is_the_officer() -> None:
    author = Line(text="Olive Marsh", where=Where(source="form.docx", note="author"))
    assert found_in("x", hidden=(author,)) == ()


def test_a_finding_is_masked() -> None:
    assert masked("Maria Testcase") == "M**** T*******"
    (document,) = (Document(source="Request - Jane Testcase.docx", file_type="docx"),)
    assert "Testcase" not in repr([each.masked for each in find_identity(document, SCHEME)])
