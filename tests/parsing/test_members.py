"""People told one row each, or counted and listed (forms.md §2.2(6))."""

from __future__ import annotations

import pytest

from parsing.document import Document
from parsing.form import fill
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.readings import RequestForm
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def read(household: str) -> RequestForm:
    text = f"Property request\nHousehold\n{household}\nHome wanted\nBedrooms needed: 3\nBoroughs requested: Sutton, Merton\n"
    reading = fill(Document(source="form.txt", file_type="text", blocks=read_text(text).blocks), PROPERTY_REQUEST, SCHEME)
    assert isinstance(reading, RequestForm)
    return reading


def told(reading: RequestForm) -> tuple[list[tuple[int | None, str | None]] | None, list[tuple[int | None, str | None]] | None]:
    both = [reading.adults.value, reading.children.value]
    adults, children = (None if people is None else [(each.age, each.sex) for each in people] for people in both)
    return adults, children


@pytest.mark.parametrize(
    "household",
    [
        "Adult 1: F 34\nChild 1: M 9\nChild 2: F 7",
        "Adult 1 (applicant): age, sex: 34, F\nChild 1: age, sex: 9, M\nChild 2: age, sex: 7, F",
        "Adult 1 age: 34\nAdult 1 gender: female\nChild 1 age: 9\nChild 1 gender: M\nChild 2 age: 7\nChild 2 gender: F",
        "Person 1: F 34\nPerson 2: M 9\nPerson 3: F 7",
        "First adult: F 34\nFirst child: M 9\nSecond child: F 7\nThird child:",
        "Adult 1: F 34\nChild 1 school: Larch\nChild 1: M 9\nChild 2: F 7",
        "Number of adults: 1\nNumber of children: two\nAges and sex of adults: F 34\nAges and sex of children: M 9, F 7",
    ],
)
def test_members_in_rows_of_their_own_are_the_household(household: str) -> None:
    reading = read(household)
    assert told(reading) == ([(34, "f")], [(9, "m"), (7, "f")])
    assert set(reading.unknown) <= {"Child 1 school:"}


@pytest.mark.parametrize(
    "household",
    [
        "Adult 1: F 34\nChild 1 age: 9\nChild 2 age: 7",
        "Adult 1: F 34\nChild 1 age: 9\nChild 1 age: 8\nChild 1 gender: M",
        "Adult 1: F 34\nChild 1: M 9\nChild 1: M 8",
        "Adult 1: F 34\nChild 1 not moving: M 9",
        "Adult 1: F 34\nChild 1: M 9\nChild 2 (with the perpetrator): F 7",
        "Number of adults: 1\nNumber of children: 3\nAges and sex of adults: F 34\nAges and sex of children: M 9, F 7",
    ],
)
def test_half_a_row_a_row_twice_and_another_number_are_asked_about(household: str) -> None:
    reading = read(household)
    assert told(reading)[1] is None
    assert reading.unknown or reading.children.doubt
