"""A quarter of the bench's year: in whatever order causality allows its mails, it ends the same, and the books hold (L8)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.year import Ended, Year, play
from bench.year_people import Said, in_any_order


# Some weeks of few households in every run of the tests; a quarter of many is a proof, the whole year `make bench-year`.
@pytest.fixture(scope="module", params=[(14, 9), pytest.param((40, 13), marks=pytest.mark.proof)], ids=["weeks", "quarter"])
def quarter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Ended]:
    home: Path = tmp_path_factory.mktemp("quarter")
    count, weeks = request.param
    played = [play(Year(seed=7, households=count, weeks=weeks, order=order), home / str(order)) for order in (0, 3)]
    return played[0], played[1]


@pytest.mark.rule("R047", "R049", "R066")
def test_the_quarter_ends_the_same_in_another_order(quarter: tuple[Ended, Ended]) -> None:
    first, second = quarter
    for part in first.state:
        assert first.state[part] == second.state[part], part


@pytest.mark.rule("R047")
def test_the_books_hold_at_its_end_and_something_happened(quarter: tuple[Ended, Ended]) -> None:
    for each in quarter:
        assert each.wrong == ()
        assert each.figures["requests"] in {14, 40}
        assert each.figures["moves"] >= 1
        assert each.figures["offers"] >= 3
        assert sum(balance.owes for balance in each.state["balances"].values()) == 0


def test_a_shuffle_keeps_the_order_of_what_touches_one_landlord_or_one_household() -> None:

    said = [
        Said(household=number % 5, sender="", subject="", words=str(number), touches=frozenset({f"L{number % 3}"}))
        for number in range(30)
    ]
    orders = {tuple(each.words for each in in_any_order(said, random.Random(seed))) for seed in range(20)}  # noqa: S311 - no secret
    assert len(orders) > 1
    for order in orders:
        for index in range(3):
            same = [word for word in order if int(word) % 3 == index]
            assert same == sorted(same, key=int)
        for index in range(5):
            same = [word for word in order if int(word) % 5 == index]
            assert same == sorted(same, key=int)
