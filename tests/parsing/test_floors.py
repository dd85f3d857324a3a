"""Floors: ground is 0, lower ground is -1, one floor or a question (CONTRACT.md)."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.answers import Answer
from parsing.floors import FLOOR
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def read(said: str) -> Any:
    """The value; or "doubt", or "blank"."""
    field = FLOOR.read(Answer(text=said), SCHEME)
    return "doubt" if field.doubt else "blank" if field.blank else field.value


@pytest.mark.parametrize(
    ("said", "floor"),
    [
        ("G", 0),
        ("GF", 0),
        ("G/F", 0),
        ("Grd", 0),
        ("Gnd floor", 0),
        ("Ground floor flat", 0),
        ("ground level", 0),
        ("0", 0),
        ("Floor 0", 0),
        ("LG", -1),
        ("LGF", -1),
        ("Lower ground floor", -1),
        ("-1", -1),
        ("1st", 1),
        ("First", 1),
        ("1st flr", 1),
        ("1st floor flat", 1),
        ("2/F", 2),
        ("2nd", 2),
        ("2nd floor (with lift)", 2),
        ("second floor no lift", 2),
        ("Level 3", 3),
        ("3rd fl", 3),
        ("Floor: 3 of 5", 3),
        ("3rd floor of 10", 3),
        ("4th floor out of 12 floors", 4),
        ("fourth", 4),
        ("13th", 13),
        ("22nd floor", 22),
        ("☐ Ground ☒ 1st ☐ 2nd", 1),
        ("third floor maisonette", 3),
    ],
)
def test_one_floor_is_read(said: str, floor: int) -> None:
    assert read(said) == floor


@pytest.mark.parametrize(
    "said",
    [
        "1st-3rd",
        "1-2",
        "1st & 2nd",
        "ground and first",
        "1st or 2nd",
        "Floors 1 and 2",
        "top floor",
        "upper ground",
        "raised ground",
        "mezzanine",
        "garden level",
        "up to 2nd floor",
        "2nd floor or above",
        "no higher than 2nd",
        "not ground",
        "ground?",
        "1.5",
        "2+",
        "5 of 3",
        "3/5",
        "1st floor, 2 bed flat",
        "high",
        "2F",
        "not known",
        "TBC",
        "any",
        "as above",
        "low rise",
        "☒ Ground ☒ 1st",
        "approx 3rd",
    ],
)
def test_a_range_a_most_or_a_name_without_a_number_is_asked_about(said: str) -> None:
    assert read(said) == "doubt"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "N/A",
        "House",
        "N/A (house)",
        "n/a - bungalow",
        "terraced house",
        "mid-terrace house",
        "-",
    ],
)
def test_a_house_has_no_floor(said: str) -> None:
    assert read(said) == "blank"
