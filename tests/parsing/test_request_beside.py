"""Rows of a request form that fill no field, yet speak of what one says (forms.md §2.2(1), (6); R001, R032)."""

from __future__ import annotations

import pytest

from parsing.document import Document
from parsing.form import fill
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.readings import RequestForm
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
HOME = """Current home
Landlord: Peabody
Borough where the home is: Hackney
Tenancy type: Assured
{}
Floor: 2nd
Overcrowded: No
"""
REST = """Household
Adults: 1 female, 34
Children: 1 male, 9
{}
Home wanted
Bedrooms needed: 2
Boroughs requested: Sutton, Merton
Boroughs not safe: Newham, Hackney
"""


def read(home: str = "Property type: flat", beside: str = "") -> RequestForm:
    text = f"Property request\n{HOME.format(home)}{REST.format(beside)}"
    reading = fill(Document(source="form.txt", file_type="text", blocks=read_text(text).blocks), PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    return reading


def doubted(reading: RequestForm) -> set[str]:
    return {key for key, field in reading.fields() if field.doubt}


def test_nothing_is_in_doubt_without_such_a_row() -> None:
    assert doubted(read()) == set()


@pytest.mark.parametrize(
    "row",
    [
        "Total number of people moving: 3",
        "Total in household: 3",
        "Number of people to be rehoused: four",
        "Number of household members: 1",
    ],
)
def test_a_total_that_is_not_that_of_the_people_listed_puts_them_in_doubt(row: str) -> None:
    reading = read(beside=row)
    assert doubted(reading) == {"adults", "children"}
    assert reading.adults.proposal is not None
    assert "2 are listed" in reading.adults.doubt


def test_the_same_total_does_not() -> None:
    assert doubted(read(beside="Total number of people moving: 2")) == set()
    assert doubted(read(beside="Total number of people moving: 3\nDue date if pregnant: 12/01/2027")) == set()
    assert doubted(read(beside="Total number of people moving: 2\nDue date if pregnant: 12/01/2027")) == set()


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        ("Is a 3 bedroom property required?: Yes", {"bedrooms_needed"}),
        ("Is a two-bed home needed?: No", {"bedrooms_needed"}),
        ("Is a three bedroom property needed?: perhaps later", {"bedrooms_needed"}),
        ("Is a 2 bedroom property required?: Yes", set()),
        ("Is a 3 bedroom property required?: No", set()),
    ],
)
def test_a_size_named_in_a_question_is_compared_with_the_size_asked_for(row: str, doubts: set[str]) -> None:
    assert doubted(read(beside=row)) == doubts


@pytest.mark.parametrize(
    "row",
    [
        "Boroughs vetted by the police: Sutton, Camden",
        "Where the brothers have been seen: Merton",
        "Vetted places: Barnet",
    ],
)
def test_areas_under_a_question_that_is_not_known_put_both_lists_in_doubt(row: str) -> None:
    assert {"areas_requested", "areas_at_risk"} <= doubted(read(beside=row))


def test_one_area_under_a_question_that_is_none_of_ours_does_not() -> None:
    assert doubted(read(beside="Social worker: Brent")) == set()


# ── told by its neighbours ──


@pytest.mark.parametrize(
    ("label", "key", "value"), [("Bedrooms: 2", "current_bedrooms", 2), ("Type: flat", "current_type", "flat")]
)
def test_a_bare_label_between_two_rows_of_the_home_now_is_of_the_home_now(label: str, key: str, value: object) -> None:
    untitled = HOME.replace("Current home", "Nominating officer").format(label) + REST.format("")
    document = Document(source="form.txt", file_type="text", blocks=read_text(f"Property request\n{untitled}").blocks)
    reading = fill(document, PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    assert dict(reading.fields())[key].value == value
    assert not reading.unknown


def test_below_a_title_that_turns_it_a_bare_label_is_asked_about() -> None:
    turned = HOME.replace("Current home", "Previous home").format("Bedrooms: 2")
    document = Document(
        source="form.txt", file_type="text", blocks=read_text(f"Property request\n{turned}{REST.format('')}").blocks
    )
    reading = fill(document, PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    assert reading.current_bedrooms.value is None


def test_a_label_at_the_edge_of_a_group_is_not_told_by_it() -> None:
    reading = read(home="Property type: flat", beside="Bedrooms: 4")
    assert reading.current_bedrooms.value is None
    assert reading.bedrooms_needed.value in (2, None)
    assert reading.unknown or reading.bedrooms_needed.doubt


@pytest.mark.parametrize(
    ("row", "sure"),
    [
        ("Which borough does the perpetrator live in?: Newham", True),
        ("Which borough does the perpetrator live in?: Sutton", False),
        ("Which borough does the perpetrator live in?: Barnet", False),
        ("Place of the last incident: Hackney", True),
        ("Place of the last incident: Merton", False),
    ],
)
def test_where_the_danger_is_must_be_among_the_areas_that_are_not_safe(row: str, sure: bool) -> None:
    reading = read(beside=row)
    assert ("areas_requested" not in doubted(reading)) is sure
    assert ("areas_at_risk" not in doubted(reading)) is sure


# ── rows of another matter (docs/discussions.md) ──

WHOLE = """Property request
Consent given: Yes
Consent date: 12/10/2026
Date of referral: 14/10/2026
Landlord: Peabody
Borough where the home is: Hackney
Number of bedrooms in current property: 1
Floor of current property: 2
Type of current property: flat
Tenancy type: Assured
Sole or joint tenancy: Sole
Currently staying: At home
Overcrowded: No
Adults: 1 female, 34
Children: None
Pets: No
Bedrooms needed: 1
Boroughs requested: Sutton, Merton, Brent, Camden, Barnet
Boroughs not safe: Newham, Hackney
Type of risk: Domestic abuse
Support agency: Solace
Name of nominating officer: Olive Marsh
Agency of nominating officer: Solace
Email of nominating officer: olive.marsh@solace.example
{}
"""


def whole(row: str, *, without: str = "Pets: No\n") -> RequestForm:
    text = WHOLE.replace(without, "").format(row) if without != "Pets: No\n" else WHOLE.format(row)
    reading = fill(Document(source="form.txt", file_type="text", blocks=read_text(text).blocks), PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    return reading


@pytest.mark.parametrize(
    "row",
    [
        "MERLIN number: 77/26",
        "Known to YOT?: No",
        "School moves: Two",
        "Minutes saved: Yes",
        "CP plan date: 03/11/2026",
    ],
)
def test_a_row_of_another_matter_is_no_drift_where_nothing_is_missing(row: str) -> None:
    assert whole(row).missing == ()
    assert whole(row).doubts == ()


@pytest.mark.parametrize(
    "row",
    [
        "Sleeping arrangements: fine",  # no word tells that it is another matter
        "Rooms the school says they need: 3",  # unknown words, and a word of ours
        "MERLIN entry: seen in Barnet",  # an area
        "MERLIN note: not unless they move after Easter",  # it may turn something
    ],
)
def test_any_other_unknown_row_is_drift(row: str) -> None:
    assert len(whole(row).doubts) == 1 or doubted(whole(row))


def test_while_an_answer_is_missing_every_unknown_row_is_drift() -> None:
    reading = whole("MERLIN number: 77/26", without="Support agency: Solace\n")
    assert reading.missing == ("support_agency",)
    assert "MERLIN number" in reading.doubts[0]


# ── the form's own print, and labels with their answers in one line ──


@pytest.mark.parametrize(
    "row",
    [
        "Confidential: this form holds sensitive information about a household at risk",
        "Declaration: I have explained the scheme and its rules",
        "Reciprocal request: page 2 of 2",
    ],
)
def test_the_forms_own_print_asks_nothing(row: str) -> None:
    assert whole(row).doubts == ()


def test_the_tenancy_ticked_as_sole_or_joint_is_that() -> None:
    reading = read(home="Tenancy: ☒ Sole ☐ Joint")
    assert reading.joint_tenancy.value is False
    assert reading.tenancy_type.value == "assured"


def test_a_star_behind_a_question_mark_parts_label_and_answer_too() -> None:
    reading = read(home="Is the perpetrator on the tenancy?* No\nSole or joint: Joint")
    assert reading.other_tenant_is_perpetrator.value is False
    assert reading.joint_tenancy.value is True


def test_words_that_look_like_another_question_are_no_sure_answer() -> None:
    reading = read(beside="Support agency:\nSupport needs: low")
    assert reading.support_agency.value is None


@pytest.mark.parametrize(
    ("row", "sure"),
    [
        ("Notes: She will only consider a 3 bedroom home as her mother moves too", False),
        ("Notes: They live in a 3 bedroom home", True),
        ("Notes: A two bedroom home is needed soon", True),
    ],
)
def test_notes_that_speak_of_another_size_than_is_asked_for(row: str, sure: bool) -> None:
    assert ("bedrooms_needed" not in doubted(read(beside=row))) is sure


@pytest.mark.parametrize(("row", "sure"), [("Introductory tenancy", False), ("Assured tenancy", True), ("Yes, on 3 May", True)])
def test_a_row_that_names_another_tenancy(row: str, sure: bool) -> None:
    reading = read(beside=f"Tenancy status confirmed with landlord: {row}")
    assert ("tenancy_type" not in doubted(reading)) is sure


@pytest.mark.parametrize("row", ["Boroughs: Brent", "Areas: Barnet, Brent"])
def test_several_areas_under_a_bare_label_are_neither_wanted_nor_those_of_the_home(row: str) -> None:
    text = f"Property request\n{HOME.format(row).replace('Borough where the home is: Hackney', '')}{REST.format('')}"
    reading = fill(Document(source="form.txt", file_type="text", blocks=read_text(text).blocks), PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    assert reading.area_residence.value is None
    assert reading.areas_requested.value is None
    assert reading.unknown
