"""The period's figures: the bars sum to 100, a small cell is never seen by others (R059–R064, D17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import ledger
from matching.case import Case, Household, State
from matching.period import Period, figures_of, shared, whole_percents
from scheme.agreement import Scheme, load, shipped

LONDON = load(shipped("pan_london"))
YEAR = Period(since=date(2025, 1, 1), until=date(2025, 12, 31))
# Grounds by the bar of the published table (R060), in its order.
BARS = ("domestic_abuse", "serious_youth_violence", "other_high_risk", "sexual_violence", "hate_crime")


def case(number: int, **changes: object) -> Case:
    known = Case(reference=f"ARC-{number:02}-25", state=State.MOVED, policy="2025-01-01", received_on=date(2025, 3, 1))
    return replace(known, **changes)  # type: ignore[arg-type]


@pytest.mark.rule("R060", "R061", "R062")
def test_the_published_shares_come_out_of_a_store_of_their_size() -> None:
    counts = dict(zip(BARS, (58, 26, 9, 5, 2), strict=True))
    grounds = [ground for ground, count in counts.items() for _ in range(count)]
    figures = figures_of([case(number, risk_primary=ground) for number, ground in enumerate(grounds, 1)], (), LONDON, YEAR)
    assert tuple(each.number for each in figures.by_group) == (58, 26, 9, 5, 2)
    assert tuple(each.label for each in figures.by_group) == LONDON.report_groups
    assert whole_percents([each.number for each in figures.by_group]) == (58, 26, 9, 5, 2)
    assert figures.vawg == 63


@pytest.mark.rule("R059")
def test_the_published_moves_and_people_come_out_of_the_ledger() -> None:
    homes = [2] * 164 + [3] * 63  # 227 households, 517 people
    cases = [
        case(number, landlord="Hackney", household=Household(adults=1, children=people - 1))
        for number, people in enumerate(homes, 1)
    ]
    entries = [
        leg
        for each in cases
        for leg in ledger.post(case=each.reference, move=1, home="Hackney", rehousing="Camden", day=date(2025, 6, 1))
    ]
    figures = figures_of(cases, entries, LONDON, YEAR)
    assert (figures.moves, figures.people) == (227, 517)
    assert round(figures.people / figures.moves, 2) == 2.28
    assert {each.name: (each.received, each.given, each.owes) for each in figures.landlords} == {
        "Hackney": (227, 0, 227),
        "Camden": (0, 227, -227),
    }


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=9))
@pytest.mark.rule("R062")
def test_whole_shares_sum_to_a_hundred_and_stay_within_one_of_the_truth(numbers: list[int]) -> None:
    shares, total = whole_percents(numbers), sum(numbers)
    assert sum(shares) == (100 if total else 0)
    for number, share in zip(numbers, shares, strict=True):
        assert abs(share - (number * 100 / total if total else 0)) < 1
        assert number or not share


@given(st.integers(0, 10_000))
@pytest.mark.rule("R064", "D17")
def test_what_others_see_is_nothing_fewer_than_five_or_a_multiple_of_five(number: int) -> None:
    seen = shared(number)
    assert seen is None if 0 < number < 5 else seen is not None and seen % 5 == 0 and abs(seen - number) <= 2


@given(st.integers(0, 400), st.integers(1, 4))
@pytest.mark.rule("R064", "D17")
def test_no_difference_of_two_shared_reports_tells_of_fewer_than_five(before: int, more: int) -> None:
    """Whether 1 or 4 came in between, what is seen is a step of 0 or 5: the same as for other numbers."""
    first, second = shared(before), shared(before + more)
    if first is not None and second is not None:
        assert second - first in {0, 5}


@pytest.mark.rule("R064")
def test_the_groups_that_are_studied_are_counted_by_the_schemes_own_list() -> None:
    cases = [case(1, groups=("lbt_women",)), case(2, groups=("lbt_women", "leaving_care")), case(3)]
    figures = figures_of(cases, (), LONDON, YEAR)
    assert {each.label: each.number for each in figures.monitored} == {
        "LBT women": 2,
        "Young women leaving care": 1,
        "Women in contact with the criminal justice system": 0,
    }
    assert figures_of(cases, (), _without_groups(), YEAR).monitored == ()


def _without_groups() -> Scheme:
    return replace(LONDON, monitoring=())


@pytest.mark.rule("R059")
def test_the_people_who_moved_are_those_that_the_report_of_the_move_counts() -> None:
    posted = ledger.post(case="ARC-01-25", move=1, home="Hackney", rehousing="Camden", day=date(2025, 6, 1))
    asked = case(1, household=Household(adults=2, children=3))
    assert figures_of([asked], posted, LONDON, YEAR).people == 5
    figures = figures_of([replace(asked, people_moved=(1, None))], posted, LONDON, YEAR)
    assert (figures.adults, figures.children) == (1, 3)


def test_a_corrected_move_is_no_move() -> None:
    day = date(2025, 6, 1)
    posted = ledger.post(case="ARC-01-25", move=1, home="Hackney", rehousing="Camden", day=day)
    undone = ledger.correct(case="ARC-01-25", move=1, home="Hackney", rehousing="Camden", day=day, reason="never moved in")
    assert figures_of([case(1)], (*posted, *undone), LONDON, YEAR).moves == 0


def test_requests_count_by_the_day_they_came_and_moves_by_the_tenancy() -> None:
    early = case(1, received_on=date(2024, 12, 31))
    posted = ledger.post(case="ARC-01-25", move=1, home="Hackney", rehousing="Camden", day=date(2025, 1, 1))
    figures = figures_of([early], posted, LONDON, YEAR)
    assert (figures.requests, figures.moves) == (0, 1)


@pytest.mark.rule("R036")
def test_the_days_to_the_circular_run_from_the_later_of_form_and_approval() -> None:
    out = case(1, complete_on=date(2025, 3, 1), approved_on=date(2025, 3, 6), circulated_on=date(2025, 3, 12))
    late = case(2, complete_on=date(2025, 3, 9), approved_on=date(2025, 3, 2), circulated_on=date(2025, 3, 20))
    figures = figures_of([out, late], (), LONDON, YEAR)
    assert (figures.circulated, figures.circulated_in_time, figures.days_to_circulate) == (2, 1, 8.5)


def test_moves_outside_the_pot_are_counted_apart() -> None:
    gone = [case(1, state=State.WITHDRAWN, moved_outside="own_stock", closed_on=date(2025, 5, 1))]
    figures = figures_of(gone, (), LONDON, YEAR)
    assert [each.number for each in figures.outside] == [1, 0]
    assert figures.moves == 0
