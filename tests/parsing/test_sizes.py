"""Bedrooms and counts of people: one whole number, or a person is asked (forms.md F1 bedrooms_needed, R032)."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.answers import Answer, Reader
from parsing.sizes import BEDROOMS, COUNT
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def read(reader: Reader, said: str) -> Any:
    """The value; or "doubt", or "blank"."""
    field = reader.read(Answer(text=said), SCHEME)
    return "doubt" if field.doubt else "blank" if field.blank else field.value


@pytest.mark.parametrize(
    ("said", "rooms"),
    [
        ("2 bed need", 2),
        ("2-bed", 2),
        ("2-bedroom", 2),
        ("2 x bedroom", 2),
        ("2 double bedrooms", 2),
        ("2B/3P", 2),
        ("2bed4p", 2),
        ("2b/4p", 2),
        ("2 bed, 4 people", 2),
        ("2 bed (4 person)", 2),
        ("two (2)", 2),
        ("2 (two) bedrooms", 2),
        ("3 bedrooms in total", 3),
        ("Three bedroom house", 3),
        ("1 bed flat", 1),
        ("four", 4),
        ("4 BEDROOMS", 4),
        ("3bdrm", 3),
        ("☐ 1 bed ☒ 2 bed ☐ 3 bed", 2),
        ("1 ☐ 2 ☐ 3 ☒", 3),
        ("Bedrooms: 2", 2),
        ("[ ] 1 [x] 2 [ ] 3", 2),
    ],
)
def test_a_plain_number_of_bedrooms_is_read(said: str, rooms: int) -> None:
    assert read(BEDROOMS, said) == rooms


@pytest.mark.parametrize(
    "said",
    [
        "2-3 bed",
        "2/3 bed",
        "2 to 3",
        "2 or 3",
        "2, maybe 3",
        "2 (3 if possible)",
        "3 (currently 2)",
        "3 bed + box room",
        "two (3)",
        "2.5",
        "2+",
        "2+ bed",
        "approx 2",
        "~2",
        "0",
        "-2",
        "40",
        "studio",
        "bedsit",
        "bed-sit",
        "1-bed flat or studio",
        "one double + one single",
        "1 double and 2 singles",
        "a couple",
        "several",
        "not known",
        "TBC",
        "as above",
        "see attached",
        "prefer not to say",
        "?",
        "2?",
        "not 2",
        "up to 3",
        "☒ 1 ☒ 2",
        "☒ 2 ☐ 3\nor 3 if the baby counts",
    ],
)
def test_a_range_a_hedge_or_a_studio_is_asked_about(said: str) -> None:
    assert read(BEDROOMS, said) == "doubt"


@pytest.mark.parametrize(
    "said",
    [
        "2 bed minimum",
        "min 2 bed",
        "minimum of 2 bedrooms",
        "at least 2",
        "At least 2",
        "min. 2",
        "2 or more",
        "2+",
        "no less than two",
        "2 bed or larger",
        "2 bed and above",
        "not fewer than 2",
        "2 bed upwards",
    ],
)
def test_a_least_number_is_asked_about_and_proposed(said: str) -> None:
    field = BEDROOMS.read(Answer(text=said), SCHEME)
    assert field.doubt
    assert field.proposal == 2


@pytest.mark.parametrize("said", ["min 2 or 3", "minimum 2, ideally 3", "at least 2-3", "max 3", "min 2 max 3", "at most 2"])
def test_a_least_number_beside_another_is_asked_about(said: str) -> None:
    assert read(BEDROOMS, said) == "doubt"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "N/A",
        "-",
        "Choose an item.",
        "☐ 1 ☐ 2 ☐ 3",
        "e.g. 2 bed",
        "Click or tap here to enter text.",
    ],
)
def test_an_untouched_answer_is_blank(said: str) -> None:
    assert read(BEDROOMS, said) == "blank"


def test_two_rooms_told_by_their_beds_and_a_studio_are_only_proposed() -> None:
    assert BEDROOMS.read(Answer(text="one double + one single"), SCHEME).proposal == 2
    assert BEDROOMS.read(Answer(text="studio"), SCHEME).proposal == 0


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("2", 2),
        ("two", 2),
        ("2 adults", 2),
        ("1 child", 1),
        ("0", 0),
        ("None", 0),
        ("no kids", 0),
        ("2?", "doubt"),
        ("2-3", "doubt"),
        ("2+", "doubt"),
        ("2 or 3", "doubt"),
        ("2 adults 1 child", "doubt"),
        ("99", "doubt"),
        ("some", "doubt"),
        ("-1", "doubt"),
        ("not known", "doubt"),
        ("N/A", "blank"),
    ],
)
def test_a_count_of_people_is_one_number(said: str, means: Any) -> None:
    assert read(COUNT, said) == means
