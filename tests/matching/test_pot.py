"""The pot over time: the worked example of both readings of the cap, and the held queue when room appears (fairness §5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from matching.case import State
from matching.ledger import balance
from matching.release import release_where_room
from parsing.readings import NilReturn, Reading
from scheme.agreement import Scheme
from tests.matching.world import (
    DANA,
    EASTLEY,
    NORTHAM_LETTINGS,
    SAM,
    SCHEME,
    SOUTHBYS_HOUSEHOLD,
    TODAY,
    World,
    decision_of_landlord,
    household,
    offer,
    outcome,
    with_policy,
    withdrawal,
)


def ask_for(world: World, number: int) -> str:
    return world.approved(**household(number))


def give(world: World, number: int) -> None:
    """Northam rehouses a household of Southby's."""
    world.moved(by=NORTHAM_LETTINGS, area="Northam", **household(number), **SOUTHBYS_HOUSEHOLD)


def rehouse(world: World, reference: str) -> None:
    world.hear(offer("Eastley", world.cases[reference].bedrooms), EASTLEY, reference)
    world.hear(outcome("accepted"), SAM, reference)
    world.hear(outcome("tenancy_started", tenancy_start_date=TODAY), SAM, reference)
    assert world.cases[reference].state is State.MOVED


@pytest.mark.rule("R049", "R050", "R051")
@pytest.mark.parametrize(("counts", "further", "owes"), [("net", 1, 3), ("since_last", 3, 5)])
def test_the_worked_example_of_the_two_readings_of_the_cap(counts: str, further: int, owes: int) -> None:
    """After three moves both block. One home given: one more under `net`, three more and a debt of five under `since_last`."""
    world = World(scheme=with_policy(cap_counts=counts))
    for number in range(3):
        rehouse(world, ask_for(world, number))
    held = ask_for(world, 3)
    assert world.cases[held].state is State.HELD_AT_CAP
    give(world, 4)
    rehouse(world, held)
    for number in range(further - 1):
        rehouse(world, ask_for(world, 5 + number))
    assert world.cases[ask_for(world, 9)].state is State.HELD_AT_CAP
    assert balance(world.entries)["Northam"].owes == owes


@pytest.mark.rule("R051")
def test_a_home_that_is_only_offered_lets_nobody_go_on() -> None:
    world = World()
    for number in range(3):
        rehouse(world, ask_for(world, number))
    held = ask_for(world, 3)
    given = world.accepted(by=NORTHAM_LETTINGS, area="Northam", **household(4), **SOUTHBYS_HOUSEHOLD)
    assert world.cases[held].state is State.HELD_AT_CAP
    world.hear(outcome("tenancy_started", tenancy_start_date=TODAY), SAM, given)
    assert world.cases[held].state is State.CIRCULATED


def full() -> tuple[World, list[str]]:
    """Northam stands at the cap, and three of its cases are held."""
    world = World()
    for number in range(3):
        rehouse(world, ask_for(world, number))
    return world, [ask_for(world, 3 + number) for number in range(3)]


def round_of_the_day(world: World, scheme: Scheme, out: dict[str, int] | None = None) -> list[str]:
    """The references that went on."""
    later = TODAY + timedelta(days=30)
    decision = release_where_room(world.facts(NilReturn(), SAM), scheme, later, out or {})
    world.apply(decision)
    return [case.reference for case in decision.cases]


@pytest.mark.rule("R050")
def test_a_higher_cap_lets_the_oldest_held_cases_go_on_from_its_day() -> None:
    world, held = full()
    higher = replace(SCHEME.policies[0], since=TODAY + timedelta(days=30), owed_cap=5)
    scheme = replace(SCHEME, policies=(*SCHEME.policies, higher))
    assert round_of_the_day(world, SCHEME) == []
    assert round_of_the_day(world, scheme) == held[:2]
    assert round_of_the_day(world, scheme, {"Northam": 2}) == []  # the same day gone through twice
    assert {"circular", "circulated"} <= {letter.kind for letter in world.letters if letter.case.reference in held[:2]}


def test_a_paused_case_stays_held_and_the_next_one_goes_on() -> None:
    world, held = full()
    world.at(held[0], paused_on=TODAY)
    higher = replace(SCHEME.policies[0], since=TODAY + timedelta(days=30), owed_cap=4)
    assert round_of_the_day(world, replace(SCHEME, policies=(*SCHEME.policies, higher))) == [held[1]]
    assert world.cases[held[0]].state is State.HELD_AT_CAP


OUTSIDE = [
    pytest.param(decision_of_landlord("decline", decline_reason="own_stock"), DANA, "own_stock", id="own stock"),
    pytest.param(withdrawal("rehoused_elsewhere"), SAM, "elsewhere", id="another pathway"),
    pytest.param(decision_of_landlord("decline", decline_reason="threshold"), DANA, "", id="declined"),
    pytest.param(withdrawal(), SAM, "", id="withdrawn"),
]


@pytest.mark.parametrize(("reading", "who", "outside"), OUTSIDE)
def test_a_move_outside_the_pot_is_noted_and_posts_nothing(reading: Reading, who: str, outside: str) -> None:
    world = World()
    reference = world.requested()
    world.hear(reading, who, reference)
    assert (world.cases[reference].moved_outside, world.entries) == (outside, [])
    assert not world.cases[reference].open
