"""Dates: day before month, the year written, and nothing guessed (forms.md §2.2(6))."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.answers import Answer
from parsing.dates import beside_month_first, dates_in, read_date
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


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1/2/26", date(2026, 2, 1)),
        ("01-02-2026", date(2026, 2, 1)),
        ("1.2.2026", date(2026, 2, 1)),
        ("01 02 2026", date(2026, 2, 1)),
        ("1 February 2026", date(2026, 2, 1)),
        ("1st of February, 2026", date(2026, 2, 1)),
        ("1Feb2026", date(2026, 2, 1)),
        ("Sun 1 Feb 2026", date(2026, 2, 1)),
        ("Sunday, 1st February 2026", date(2026, 2, 1)),
        ("01/02/2026 10:30", date(2026, 2, 1)),
        ("01/02/2026 at 10am", date(2026, 2, 1)),
        ("by 01/02/2026", date(2026, 2, 1)),
        ("Yes - EDD 14/06/2026", date(2026, 6, 14)),
        ("Yes, due 14 June 2026", date(2026, 6, 14)),
        ("Yes (verbal) 01/02/26", date(2026, 2, 1)),
        ("2026/02/01", date(2026, 2, 1)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("5 Sept 2026", date(2026, 9, 5)),
        ("5th Sept. 2026", date(2026, 9, 5)),
        ("COP Friday 20 March 2026", date(2026, 3, 20)),
        ("31.12.25", date(2025, 12, 31)),
        ("Feb 1, 2026", date(2026, 2, 1)),
        ("Thurs 2nd April 2026", date(2026, 4, 2)),
        ("Available 02/03/2026", date(2026, 3, 2)),
        ("panel 02/03/2026", date(2026, 3, 2)),
    ],
)
def test_a_whole_day_is_read_in_every_usual_way_of_writing_it(said: str, day: date) -> None:
    assert read_date(Answer(text=said), SCHEME).value == day


@pytest.mark.parametrize(
    "said",
    [
        "today",
        "yesterday",
        "tomorrow",
        "this morning",
        "last week",
        "next Friday",
        "early March",
        "early March 2026",
        "mid-March 2026",
        "end of March 2026",
        "w/c 3 March",
        "w/c 2 March 2026",
        "week of 2 March 2026",
        "10th-12th March 2026",
        "10 - 12 March 2026",
        "2/3/26 to 9/3/26",
        "since 02/03/2026",
        "after 02/03/2026",
        "around 02/03/2026",
        "02/03/2026?",
        "29/02/2026",
        "31 April 2026",
        "00/03/2026",
        "32/01/2026",
        "15/06/85",
        "15/06/1985",
        "02/03/2062",
        "Monday 3 March 2026",
        "Friday",
        "3 March",
        "March",
        "2026",
        "Spring 2026",
        "20260302",
        "02/2026",
        "TBC",
        "?",
        "pending",
        "as above",
        "see attached",
        "12/25/2025",
        "possibly 02/03/2026",
        "Due 14/06/26, 24 weeks",
        "refused",
        "prefer not to say",
        "02/03/2026 not yet signed",
    ],
)
def test_what_names_no_one_day_is_a_doubt(said: str) -> None:
    field = read_date(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize(
    "said",
    [
        "immediately",
        "as soon as possible",
        "none",
        "No",
        "not pregnant",
        "nobody is pregnant",
        "-",
        "n/a",
    ],
)
def test_no_day_at_all_is_blank(said: str) -> None:
    assert read_date(Answer(text=said), SCHEME).blank


def test_one_date_that_can_only_be_month_first_makes_the_ambiguous_ones_doubtful() -> None:
    fields = {
        key: read_date(Answer(text=said), SCHEME)
        for key, said in {"a": "02/13/2026", "b": "03/04/2026", "c": "4 March 2026", "d": "05/05/2026", "e": "20/03/2026"}.items()
    }
    wary = beside_month_first(fields)
    assert wary["b"].value is None
    assert wary["b"].proposal == date(2026, 4, 3)
    assert [wary[key].value for key in "cde"] == [date(2026, 3, 4), date(2026, 5, 5), date(2026, 3, 20)]


def test_without_a_month_first_date_nothing_changes() -> None:
    fields = {key: read_date(Answer(text=said), SCHEME) for key, said in {"a": "31/02/2026", "b": "03/04/2026"}.items()}
    assert beside_month_first(fields) == fields
