"""One home offered to several requests: the first acceptance takes it, and nobody hears of another's request (R042, D7)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from matching.case import LIVE, Case, OfferState, State
from matching.decision import Decision
from matching.ledger import EntryKind, balance
from parsing.readings import Outcome
from tests.matching.world import (
    EASTLEY,
    HARBOUR,
    PRIYA,
    SAM,
    SOUTHBY,
    TODAY,
    World,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    said,
    with_policy,
    withdrawal,
)

STARTED = outcome("tenancy_started", tenancy_start_date=TODAY)


def two_requests(world: World) -> tuple[str, str]:
    first = world.approved()
    second = world.approved(risk_primary="stalking", tenancy_type="assured", officer_email=PRIYA, officer_name="Priya")
    return first, second


def offered_to(world: World, *references: str, by: str = SOUTHBY, area: str = "Southby") -> list[Decision]:
    """One mail that offers one home to each: its readings are decided one after another, under one number."""
    mail = world.happened
    return [
        world.hear(
            offer(area, also_for=tuple(other for other in references if other != each)), by, each, cause=f"{mail}:{number}"
        )
        for number, each in enumerate(references)
    ]


def states(world: World, reference: str) -> list[OfferState]:
    return [made.state for made in world.cases[reference].offers]


@pytest.mark.rule("R042")
def test_one_home_is_an_offer_to_each_request_that_it_suits() -> None:
    world = World()
    first, second = two_requests(world)
    decisions = offered_to(world, first, second)
    assert [kinds(each) for each in decisions] == [
        [("offer_notice", SAM), ("offer_recorded", SOUTHBY)],
        [("offer_notice", PRIYA), ("offer_recorded", SOUTHBY)],
    ]
    (one,), (other,) = (world.cases[each].offers for each in (first, second))
    assert one.home == other.home != ""
    assert one.id != other.id
    assert (one.also_for, other.also_for) == ((second,), (first,))


def test_where_it_does_not_suit_a_person_is_asked_and_the_other_request_has_it_all_the_same() -> None:
    world = World()
    first, second = two_requests(world)
    world.at(second, bedrooms=3)
    _, asked = offered_to(world, first, second)
    assert (questions(asked), asked.letters) == (["bedrooms"], ())
    assert states(world, first) == [OfferState.OPEN]


@pytest.mark.parametrize("reading", [outcome("accepted"), STARTED], ids=["accepted", "started at once"])
def test_the_first_acceptance_takes_it_and_the_others_officers_hear_that_it_is_gone(reading: Outcome) -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    decision = world.hear(reading, SAM, first)
    assert states(world, second) == [OfferState.GONE]
    assert world.cases[second].state is State.CIRCULATED
    gone = [letter for letter in decision.letters if letter.case.reference == second]
    assert [(letter.kind, letter.to) for letter in gone] == [("offer_gone", PRIYA)]
    assert first not in repr((gone[0].home, gone[0].about, gone[0].reason))
    assert all(first not in note.what for note in decision.notes if note.case == second)


def test_who_accepts_second_is_asked_about() -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    world.hear(outcome("accepted"), SAM, first)
    decision = world.hear(outcome("accepted"), PRIYA, second)
    assert (questions(decision), decision.entries) == (["offer"], ())
    assert "was taken for another request" in decision.questions[0].why


def test_other_homes_of_the_other_request_stay() -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    world.hear(offer("Eastley"), EASTLEY, second)
    world.hear(outcome("accepted"), SAM, first)
    assert states(world, second) == [OfferState.GONE, OfferState.OPEN]
    assert world.cases[second].state is State.OFFERED


def test_a_refusal_by_one_leaves_it_to_the_other() -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    assert questions(world.hear(outcome("refused"), SAM, first)) == []
    assert (states(world, first), states(world, second)) == ([OfferState.REFUSED], [OfferState.OPEN])
    assert world.hear(outcome("accepted"), PRIYA, second).entries


@pytest.mark.parametrize(("stage", "wanted"), [("refused", "has its home back"), ("offer_withdrawn", "")])
def test_when_it_falls_through_a_person_is_asked_about_the_others(stage: str, wanted: str) -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    world.hear(outcome("accepted"), SAM, first)
    asked = [each.why for each in world.hear(outcome(stage), SAM, first).questions]
    assert [why for why in asked if second in why] == [why for why in asked if wanted and wanted in why]
    assert bool(asked) is bool(wanted)
    assert states(world, second) == [OfferState.GONE]


def test_a_home_taken_back_from_one_may_be_lost_to_the_other_so_a_person_asks() -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    decision = world.hear(outcome("offer_withdrawn"), SOUTHBY, first)
    assert questions(decision) == ["offer"]
    assert second in decision.questions[0].why
    assert states(world, second) == [OfferState.OPEN]


def test_the_same_home_offered_to_one_more_is_still_one_home() -> None:
    world = World()
    first, second = two_requests(world)
    world.hear(offer(), SOUTHBY, first)
    again, new = offered_to(world, first, second)
    assert (kinds(again), questions(again)) == ([], [])
    assert new.letters
    world.hear(outcome("accepted"), PRIYA, second)
    assert states(world, first) == [OfferState.GONE]


def test_a_chain_of_mails_about_one_home_is_one_home() -> None:
    world = World()
    first, second = two_requests(world)
    third = world.approved(risk_primary="hate_crime", tenancy_type="starter")
    offered_to(world, first, second)
    offered_to(world, third, second)
    world.hear(outcome("accepted"), SAM, third)
    assert [states(world, each) for each in (first, second, third)] == [
        [OfferState.GONE],
        [OfferState.GONE],
        [OfferState.ACCEPTED],
    ]


def test_a_late_mail_never_offers_a_home_that_is_taken() -> None:
    world = World()
    first, second = two_requests(world)
    offered_to(world, first, second)
    world.hear(outcome("accepted"), SAM, first)
    _, late = offered_to(world, first, second)
    assert (questions(late), late.letters) == (["offer"], ())
    third = world.approved(risk_primary="hate_crime", tenancy_type="starter")
    for speaker in (SOUTHBY, coordinator(SOUTHBY)):
        decision = world.hear(offer(also_for=(first,)), speaker, third)
        assert (questions(decision), decision.letters) == (["offer"], ())
    assert world.hear(offer(), coordinator(SOUTHBY), second).letters  # in her word it is another home


def test_homes_that_turn_out_to_be_one_are_not_both_accepted() -> None:
    world = World()
    first, second = two_requests(world)
    world.hear(offer(), SOUTHBY, first)
    world.hear(offer(), SOUTHBY, second)
    world.hear(outcome("accepted"), SAM, first)
    assert questions(offered_to(world, first, second)[1]) == ["offer"]  # it was the same home all along
    decision = world.hear(outcome("accepted"), PRIYA, second)
    assert (questions(decision), decision.entries) == (["offer"], ())
    assert f"taken for {first} already" in decision.questions[0].why


def test_two_homes_of_two_mails_are_two() -> None:
    world = World()
    first, second = two_requests(world)
    world.hear(offer(), SOUTHBY, first)
    world.hear(offer(), SOUTHBY, second)
    world.hear(outcome("accepted"), SAM, first)
    assert states(world, second) == [OfferState.OPEN]


LANDLORDS = {SOUTHBY: "Southby", EASTLEY: "Eastley", HARBOUR: "Eastley"}


class SharedHomes(RuleBasedStateMachine):
    """Several landlords offer homes to one, two or three of four requests, and anything may become of each, in any order."""

    @initialize(cap=st.sampled_from([1, 3]))
    def begin(self, cap: int) -> None:
        self.world = World(scheme=with_policy(owed_cap=cap))
        risks = ("domestic_abuse", "stalking", "hate_crime", "serious_youth_violence")
        self.officers = [f"officer{number}@agency.example" for number in range(4)]
        self.cases = [
            self.world.approved(risk_primary=risk, officer_email=officer, current_bedrooms=2)
            for risk, officer in zip(risks, self.officers, strict=True)
        ]

    @rule(to=st.sets(st.integers(0, 3), min_size=1, max_size=3), by=st.sampled_from(sorted(LANDLORDS)), again=st.booleans())
    def offer_one_home(self, to: set[int], by: str, again: bool) -> None:
        for _ in range(1 + again):
            for each in offered_to(self.world, *(self.cases[number] for number in sorted(to)), by=by, area=LANDLORDS[by]):
                self.look_at(each)

    @rule(number=st.integers(0, 3), stage=st.sampled_from(["accepted", "accepted", "refused", "offer_withdrawn", "viewed"]))
    def the_officer_reports(self, number: int, stage: str) -> None:
        self.look_at(self.world.hear(outcome(stage), self.officers[number], self.cases[number]))

    @rule(number=st.integers(0, 3), stage=st.sampled_from(["accepted", "refused", "offer_withdrawn"]), which=st.integers(0, 9))
    def the_officer_names_a_home(self, number: int, stage: str, which: int) -> None:
        made = self.world.cases[self.cases[number]].offers
        if made:
            words = f"It is the offer from {made[which % len(made)].landlord}."
            self.look_at(self.world.hear(Outcome(stage=said(stage, words)), self.officers[number], self.cases[number]))

    @rule(number=st.integers(0, 3), by=st.sampled_from(sorted(LANDLORDS)), stage=st.sampled_from(["accepted", "offer_withdrawn"]))
    def the_landlord_reports(self, number: int, by: str, stage: str) -> None:
        self.look_at(self.world.hear(outcome(stage), by, self.cases[number]))

    @rule(number=st.integers(0, 3), reading=st.sampled_from([STARTED, withdrawal()]), dice=st.integers(0, 3))
    def it_ends(self, number: int, reading: Any, dice: int) -> None:
        if dice == 0:
            self.look_at(self.world.hear(reading, self.officers[number], self.cases[number]))

    def look_at(self, decision: Decision) -> None:
        """Every letter speaks of its own case alone, to that case's officer or to a landlord."""
        for letter in decision.letters:
            number = self.cases.index(letter.case.reference)
            assert letter.partner or letter.to == self.officers[number]
            others = set(self.cases) - {letter.case.reference}
            assert not any(other in repr((letter.home, letter.about, letter.missing, letter.reason)) for other in others)
        for note in decision.notes:
            assert not any(other in note.what for other in self.cases)

    @invariant()
    def a_home_is_taken_once_and_a_request_takes_one(self) -> None:
        taken = [made for case in self.all_cases() for made in case.offers_in(OfferState.ACCEPTED, OfferState.HOUSED)]
        shared = [made.home for made in taken if made.home]
        assert len(shared) == len(set(shared))
        for case in self.all_cases():
            assert len(case.offers_in(OfferState.ACCEPTED, OfferState.HOUSED)) <= 1
            assert not (case.state is State.ACCEPTED and case.offers_in(OfferState.OPEN))

    @invariant()
    def the_states_agree(self) -> None:
        for case in self.all_cases():
            live = {made.state for made in case.offers_in(*LIVE)}
            if case.open:
                accepted, offered = OfferState.ACCEPTED in live, bool(live)
                wanted = State.ACCEPTED if accepted else State.OFFERED if offered else State.CIRCULATED
                assert case.state is wanted
            else:
                assert not live

    @invariant()
    def the_pot_is_balanced(self) -> None:
        standings = balance(self.world.entries).values()
        assert sum(each.owes for each in standings) == 0
        accepted = sum(case.state is State.ACCEPTED for case in self.all_cases())
        assert sum(each.reserved for each in standings) == accepted
        posted = [entry.case for entry in self.world.entries if entry.kind is EntryKind.POST]
        assert all(posted.count(each) == 2 for each in posted)

    def all_cases(self) -> list[Case]:
        return list(self.world.cases.values())


SharedHomes.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestSharedHomes = SharedHomes.TestCase
