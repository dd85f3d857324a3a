"""A swap of two households' homes is told to the coordinator, and the pot's ordinary give and take is not (R052)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from matching.case import OfferState, State
from matching.decision import Decision
from tests.matching.world import (
    NORTHAM_LETTINGS,
    SAM,
    SOUTHBY,
    SOUTHBYS_HOUSEHOLD,
    TODAY,
    World,
    household,
    offer,
    outcome,
    questions,
)


def two_ways(**other: Any) -> tuple[World, str, str]:
    """Northam's household is offered Southby's home in Southby; Southby's household, which leaves Southby, is circulated."""
    world = World()
    ours = world.offered()
    theirs = world.approved(**household(2), **{**SOUTHBYS_HOUSEHOLD, "areas_requested": ("Northam", "Westow"), **other})
    return world, ours, theirs


def back(world: World, theirs: str, area: str = "Northam") -> Decision:
    return world.hear(offer(area, world.cases[theirs].bedrooms), NORTHAM_LETTINGS, theirs)


@pytest.mark.rule("R052")
def test_a_household_for_a_household_is_warned_of_with_both_dangers() -> None:
    world, ours, theirs = two_ways()
    decision = back(world, theirs)
    assert questions(decision) == ["swap"]
    (question,) = decision.questions
    assert (question.case, question.urgent) == (theirs, False)
    assert ours in question.why
    assert "harassed" in question.why
    assert "old address" in question.why
    assert world.cases[theirs].state is State.OFFERED  # a warning stops nothing by itself


@pytest.mark.rule("R052")
@pytest.mark.parametrize("stage", ["accepted", "tenancy_started"])
def test_it_is_told_again_when_one_of_the_two_is_accepted(stage: str) -> None:
    world, _, theirs = two_ways()
    back(world, theirs)
    more = {"tenancy_start_date": TODAY} if stage == "tenancy_started" else {}
    decision = world.hear(outcome(stage, **more), SAM, theirs)
    assert questions(decision) == (["swap"] if stage == "accepted" else [])


@pytest.mark.rule("R052")
def test_a_home_that_was_left_the_other_day_is_warned_of_too() -> None:
    world = World()
    world.moved()
    theirs = world.approved(**household(2), **{**SOUTHBYS_HOUSEHOLD, "areas_requested": ("Northam",)})
    assert questions(back(world, theirs)) == ["swap"]


@pytest.mark.rule("R052")
def test_what_the_pot_is_for_is_no_swap() -> None:
    world = World()
    ours = world.moved()
    theirs = world.approved(**household(2), **{**SOUTHBYS_HOUSEHOLD, "areas_requested": ("Northam",)})
    world.at(ours, closed_on=TODAY - timedelta(days=91))  # long ago
    assert questions(back(world, theirs)) == []


@pytest.mark.rule("R052")
@pytest.mark.parametrize("over", [OfferState.REFUSED, OfferState.WITHDRAWN, OfferState.LAPSED])
def test_an_offer_that_is_over_is_no_half_of_a_swap(over: OfferState) -> None:
    world, ours, theirs = two_ways()
    world.at(ours, offers=(replace(world.cases[ours].offers[0], state=over),))
    assert questions(back(world, theirs)) == []


@pytest.mark.rule("R052")
def test_a_home_in_another_area_than_the_one_left_is_no_swap() -> None:
    world, _, theirs = two_ways()
    assert questions(back(world, theirs, "Westow")) == []


@pytest.mark.rule("R052")
def test_a_ring_of_three_is_no_direct_swap() -> None:
    world = World()
    world.offered(by="lettings@eastley.example", area="Eastley")
    theirs = world.approved(**household(2), **{**SOUTHBYS_HOUSEHOLD, "areas_requested": ("Northam",)})
    assert questions(back(world, theirs)) == []


@pytest.mark.rule("R052")
def test_a_case_is_never_its_own_other_half() -> None:
    world = World()
    reference = world.offered()
    assert questions(world.hear(outcome("accepted"), SAM, reference)) == []
    assert world.cases[reference].offers[0].landlord == "Southby"
    assert SOUTHBY in {letter.to for letter in world.letters}
