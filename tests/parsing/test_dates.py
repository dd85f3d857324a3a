"""Dates: day before month, the year written, and nothing guessed (forms.md §2.2(6))."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.answers import Answer
from parsing.dates import dates_in, read_date
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("01/02/2023", date(2023, 2, 1)),
        ("1/2/23", date(2023, 2, 1)),
        ("01.02.23", date(2023, 2, 1)),
        ("1st Feb 2023", date(2023, 2, 1)),
        ("2nd of March 2026", date(2026, 3, 2)),
        ("3 September '26", date(2026, 9, 3)),
        ("2026-03-02", date(2026, 3, 2)),
        ("March 2, 2026", date(2026, 3, 2)),
        ("Monday 2 March 2026", date(2026, 3, 2)),
        ("by noon on Friday 20/03/2026", date(2026, 3, 20)),
        ("13/01/2026 (13th January 2026)", date(2026, 1, 13)),
        ("Date: 14-Jan-2026", date(2026, 1, 14)),
    ],
)
def test_a_day_is_read_day_first(said: str, day: date) -> None:
    assert read_date(Answer(text=said), SCHEME).value == day


@pytest.mark.parametrize(
    "said",
    [
        "Feb 2023",
        "1st Feb",
        "31/02/2026",
        "02/13/2026",
        "13/25/2026",
        "01/02/2026 - 05/02/2026",
        "1/2/26 or 2/2/26",
        "Tuesday 2 March 2026",
        "w/c 02/03/2026",
        "before 02/03/2026",
        "approx 02/03/2026",
        "soon",
        "01/02/9999",
        "not known",
    ],
)
def test_what_leaves_a_choice_is_a_doubt(said: str) -> None:
    field = read_date(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize("said", ["", "dd/mm/yyyy", "asap", "ASAP", "N/A", "Click or tap to enter a date.", "__/__/____"])
def test_no_day_is_blank(said: str) -> None:
    assert read_date(Answer(text=said), SCHEME).blank


def test_a_month_first_date_is_only_proposed() -> None:
    assert read_date(Answer(text="02/13/2026"), SCHEME).proposal == date(2026, 2, 13)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_back(day: date) -> None:
    for shape in ("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d"):
        assert [each.day for each in dates_in(day.strftime(shape))] == [day]


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_doubt_and_never_an_error(said: str) -> None:
    field = read_date(Answer(text=said), SCHEME)
    assert field.value is None or not field.doubt
