"""Working days are those of the place: holidays, days in lieu of them, and a clock that changes twice a year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service.working_days import Place, trouble_with

ENGLAND = Place()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 12, 1), True),  # a Tuesday
        (date(2026, 12, 5), False),  # a Saturday
        (date(2026, 12, 6), False),  # a Sunday
        (date(2026, 12, 24), True),  # Christmas Eve is worked in England
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),  # Boxing Day falls on a Saturday: the Monday is in lieu of it
        (date(2026, 12, 29), True),
        (date(2027, 3, 26), False),  # Good Friday
        (date(2027, 3, 29), False),  # Easter Monday
        (date(2027, 3, 30), True),
        (date(2027, 12, 27), False),  # Christmas on a Saturday, Boxing Day on a Sunday: two days in lieu
        (date(2027, 12, 28), False),
        (date(2028, 1, 3), False),  # New Year's Day on a Saturday
        (date(2026, 8, 31), False),  # the late summer bank holiday
        (date(2026, 8, 3), True),  # which Scotland keeps earlier
    ],
)
def test_the_days_worked_in_england(day: date, worked: bool) -> None:
    assert ENGLAND.is_working_day(day) is worked


def test_another_part_of_the_country_keeps_other_days() -> None:
    scotland = Place(subdivision="SCT")
    assert not scotland.is_working_day(date(2026, 8, 3))
    assert scotland.is_working_day(date(2027, 3, 29))


@pytest.mark.parametrize(
    ("now", "hour"),
    [
        (datetime(2026, 12, 1, 7, 0, tzinfo=UTC), 7),  # winter
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), 7),  # summer: an hour ahead
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), 0),  # the hour from 1 to 2 does not exist
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), 2),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 1),  # the hour from 1 to 2 comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 1),
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall(now: datetime, hour: int) -> None:
    assert ENGLAND.local(now).hour == hour


def test_a_place_that_is_not_known_is_told_in_a_sentence() -> None:
    assert trouble_with(ENGLAND) == ()
    assert "no time zone" in trouble_with(Place(zone="Europe/Nowhere"))[0]
    assert "public holidays are not known" in trouble_with(Place(country="XX"))[0]
    assert "public holidays are not known" in trouble_with(Place(subdivision="NOWHERE"))[0]
