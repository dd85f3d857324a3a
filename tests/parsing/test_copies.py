"""What no question asks for is never part of an answer in silence, and two forms in one file are two readings (R073)."""

from __future__ import annotations

import pytest

from parsing.document import Document, Line
from parsing.form import fill, fill_each
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.furniture import is_parting
from parsing.readings import RequestForm, Unreadable
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
FORM = """Property request form
Consent given: Yes
Date of referral: 3 May 2024
Applicant's landlord: {landlord}
Borough of residence: {area}
Tenancy type: Secure
Bedrooms requested: 2
"""


def two(between: str = "\n") -> Document:
    return read_text(FORM.format(landlord="Peabody", area="Camden") + between + FORM.format(landlord="Hyde", area="Brent"))


def test_two_forms_in_one_file_are_two_readings_that_share_no_answer() -> None:
    said = fill_each(two(), PROPERTY_REQUEST, SCHEME)
    assert [(each.applicant_landlord.value, each.area_residence.value) for each in said if isinstance(each, RequestForm)] == [
        ("Peabody", "Camden"),
        ("Hyde", "Brent"),
    ]


def test_copies_that_ask_differently_are_for_a_person_to_part() -> None:
    said = fill_each(two("Any pets: No\n"), PROPERTY_REQUEST, SCHEME)
    assert [type(each) for each in said] == [Unreadable]


def lines_read(words: str) -> RequestForm:
    lines = tuple(Line(text=text) for text in words.splitlines())
    said = fill(Document(source="form.txt", file_type="text", blocks=lines), PROPERTY_REQUEST, SCHEME)
    assert isinstance(said, RequestForm)
    return said


def test_a_line_in_the_place_of_a_question_is_no_part_of_the_answer_above_it() -> None:
    said = lines_read("Support agency\nSolace Lane Project\nLead contact there\nWeekdays only\nBedrooms requested\n2\n")
    assert (said.support_agency.value, said.bedrooms_needed.value) == ("Solace Lane Project", 2)
    assert said.unknown == ("Lead contact there",)


def test_a_line_that_may_be_another_question_leaves_the_answer_in_doubt() -> None:
    said = lines_read("Support agency\nSolace Lane Project\nLead contact there\nPat\nQuill\nBedrooms requested\n2\n")
    assert said.support_agency.value is None
    assert "Lead contact there" in said.support_agency.doubt
    assert said.bedrooms_needed.value == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thank you. Send the completed form by secure e-mail.", True),
        ("Westvale form v4.2 Jan 2024 | Page 1", True),
        ("Email address: sam@agency.example", False),
        ("Please do not place the household in Camden.", False),
    ],
)
def test_a_form_s_last_words_are_no_answer(text: str, parts: bool) -> None:
    assert is_parting(text) is parts
