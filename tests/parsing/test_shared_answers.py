"""One cell that answers several questions (forms.md §2.2(1)): each field by its own words, or in doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parsing.answers import Answer
from parsing.forms.shared_answers import consent_and_date, home_in_one_answer, needs, officer_in_one_answer, pets_and_rehoming
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
DOUBT = "doubt"


def said(reader: Any, text: str) -> tuple[Any, ...]:
    fields = reader(Answer(text=text), SCHEME).values()
    return tuple(DOUBT if field.doubt else field.value for field in fields)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("3 bed, 2nd floor flat", (3, 2, "flat")),
        ("Two bedroom first floor maisonette with lift", (2, 1, "maisonette")),
        ("2 bed flat", (2, None, "flat")),
        ("3 bed house", (3, None, "house")),
        ("3/2/flat", (3, 2, "flat")),
        ("2-3 bed flat, 1st floor", (DOUBT, DOUBT, "flat")),
        ("Flat, 2 bedrooms, 4th floor of 10", (2, 4, "flat")),
        ("4 bedroom, ground and first floor maisonette", (4, DOUBT, "maisonette")),
        ("G floor 1 bed flat", (1, 0, "flat")),
        ("2 bedroom, floor 3, flat", (2, 3, "flat")),
        ("2b4p lower ground floor flat", (2, -1, "flat")),
        ("studio flat, 5th floor", (DOUBT, 5, "studio")),
    ],
)
def test_bedrooms_floor_and_type(text: str, home: tuple[Any, ...]) -> None:
    assert said(home_in_one_answer, text) == home


@pytest.mark.rule("R032")
@pytest.mark.parametrize(
    ("text", "pets"),
    [
        ("No", (False, None)),
        ("Yes, one cat - would rehome", (True, True)),
        ("2 cats, would not rehome", (True, False)),
        ("1 dog", (True, None)),
        ("No dogs, 1 cat", (DOUBT, None)),
        ("not at present", (DOUBT, None)),
    ],
)
def test_pets_and_whether_they_would_be_rehomed(text: str, pets: tuple[Any, ...]) -> None:
    assert said(pets_and_rehoming, text) == pets


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("☒ Yes   Date: 01/02/2026", (True, date(2026, 2, 1))),
        ("☐ Yes Date:", (None, None)),
        ("☐ Yes ☒ No 01/02/2026", (False, date(2026, 2, 1))),
        ("Yes, verbal, 1 Feb 2026", (True, date(2026, 2, 1))),
        ("Yes on Feb 2026", (True, DOUBT)),
        ("Date: 01/02/2026", (DOUBT, date(2026, 2, 1))),
    ],
)
def test_consent_and_its_date(text: str, consent: tuple[Any, ...]) -> None:
    assert said(consent_and_date, text) == consent


@pytest.mark.parametrize(
    ("text", "name"),
    [("Jane Smith, IDVA, Harbour Advice", "Jane Smith"), ("Smith, Jane", DOUBT), ("Jane Smith and Tom Brook, Harbour", DOUBT)],
)
def test_the_officer_s_name_comes_first_and_is_one(text: str, name: str) -> None:
    assert said(officer_in_one_answer, text)[0] == name


def test_what_the_home_must_be_like() -> None:
    assert said(needs, "Ground floor and wheelchair") == (True, None, True)
    assert said(needs, "None") == (False, False, False)
    assert said(needs, "asthma, no stairs") == (DOUBT, DOUBT, DOUBT)
