"""A rent and its period: one amount, one period, or a question (forms.md F3)."""

from __future__ import annotations

import pytest

from parsing.answers import Answer
from parsing.money import RENT, RENT_PERIOD
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


@pytest.mark.parametrize(
    ("said", "rent", "period"),
    [
        ("£128.40 pw", "128.40", "week"),
        ("£139.20 p/w incl sc", "139.20", "week"),
        ("£139.20pw", "139.20", "week"),
        ("£139.20 p.w.", "139.20", "week"),
        ("£139.20/wk", "139.20", "week"),
        ("£139.20 per week", "139.20", "week"),
        ("£139 weekly", "139.00", "week"),
        ("£139.2 a week", "139.20", "week"),
        ("£ 139.20 p/wk", "139.20", "week"),
        ("£560 pcm", "560.00", "month"),
        ("£560pcm", "560.00", "month"),
        ("£560 p.c.m", "560.00", "month"),
        ("£560 per calendar month", "560.00", "month"),
        ("£560 per month", "560.00", "month"),
        ("£1,128.00 pcm", "1128.00", "month"),
        ("£560/month", "560.00", "month"),
        ("£560 p/m", "560.00", "month"),
        ("139.20", "139.20", None),
        ("£139.20", "139.20", None),
        ("£139.20 plus heating", None, None),
    ],
)
def test_an_amount_and_its_period_are_read(said: str, rent: str | None, period: str | None) -> None:
    assert RENT.read(Answer(text=said), SCHEME).value == rent
    assert RENT_PERIOD.read(Answer(text=said), SCHEME).value == period


@pytest.mark.parametrize(
    "said",
    [
        "£139-£150",
        "£139–150",
        "£139 - 150 pw",
        "£139 to £150",
        "between £139 and £150",
        "£139 or £150",
        "approx £139",
        "circa £139",
        "from £139",
        "up to £150",
        "£139 pw (£603 pcm)",
        "£120 + £10 service charge",
        "£139,20",
        "£1.139,20",
        "£139 over 48 weeks",
        "£6,700 per annum",
        "£278 fortnightly",
        "£550 four-weekly",
        "£139?",
        "~£139",
        "TBC",
        "social rent",
        "LHA rate",
        "to be confirmed",
        "see attached",
        "one hundred and thirty",
    ],
)
def test_a_range_a_hedge_or_a_strange_figure_is_asked_about(said: str) -> None:
    field = RENT.read(Answer(text=said), SCHEME)
    assert field.value is None
    assert field.doubt


@pytest.mark.parametrize("said", ["pw / pcm", "£139 pw or £603 pcm", "£6,700 per annum", "fortnightly", "four weekly"])
def test_a_period_that_is_not_plainly_a_week_or_a_month_is_asked_about(said: str) -> None:
    assert RENT_PERIOD.read(Answer(text=said), SCHEME).doubt
