"""How requests end, and what is called back when consent is gone (R017, D12, D14)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.case import OfferState, State
from matching.decision import Decision
from matching.endings import close_as_ineligible, decline, lapse
from matching.ledger import EntryKind, carry
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR,
    HARBOUR_LEAD,
    MALLORY,
    NORTHAM_LETTINGS,
    PARTNERS,
    SAM,
    SCHEME,
    SOUTHBY,
    TODAY,
    World,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    withdrawal,
)

DEPUTY = "deputy@northam.example"
LEADS = [("recall", DANA), ("recall", DEPUTY)]
CIRCULARS = [("recall", EASTLEY), ("recall", HARBOUR_LEAD), ("recall", SOUTHBY)]


def ended(world: World, reference: str, verb: Any, *more: Any) -> Decision:
    decision: Decision = verb(world.cases[reference], world.facts(withdrawal(), coordinator(), reference), SCHEME, TODAY, *more)
    world.apply(decision)
    return decision


@pytest.mark.rule("R017")
def test_a_household_rehoused_elsewhere_is_counted_as_a_move_outside_the_pot() -> None:
    world = World()
    (case,) = world.hear(withdrawal("rehoused_elsewhere"), SAM, world.approved()).cases
    assert (case.state, case.moved_outside, world.entries) == (State.WITHDRAWN, "elsewhere", [])


@pytest.mark.rule("R017")
def test_when_contact_is_lost_the_request_rests_and_a_person_decides() -> None:
    """Out of touch is not out of danger: it is not closed over the household's head."""
    world = World()
    reference = world.approved()
    decision = world.hear(withdrawal("lost_contact"), SAM, reference)
    (case,) = decision.cases
    assert (case.state, case.paused_on) == (State.CIRCULATED, TODAY)
    assert [(question.kind, question.urgent) for question in decision.questions] == [("withdrawal", True)]
    assert ("request_paused", SOUTHBY) in kinds(decision)
    assert not {"closed", "case_closed"} & {letter.kind for letter in decision.letters}
    again = world.hear(withdrawal("lost_contact"), SAM, reference)
    assert (again.letters, again.cases) == ((), ())
    assert world.hear(withdrawal("lost_contact"), coordinator(SAM), reference).cases[0].state is State.WITHDRAWN


@pytest.mark.rule("R017", "D12", "D14")
def test_consent_withdrawn_calls_back_all_that_landlords_were_told() -> None:
    world = World()
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, world.approved())
    assert decision.cases[0].state is State.WITHDRAWN
    assert kinds(decision) == sorted([("withdrawal_recorded", SAM), *LEADS, *CIRCULARS])
    assert {letter.reason for letter in decision.letters} == {""}
    assert questions(decision) == ["change"]
    assert f"{DANA}: approval request" in decision.questions[0].why
    assert f"{SOUTHBY}: circular" in decision.questions[0].why


@pytest.mark.rule("D14")
def test_whoever_keeps_a_home_free_hears_it_from_the_recall_alone() -> None:
    world = World()
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, world.accepted())
    assert [letter.kind for letter in decision.letters if letter.partner == "Southby"] == ["recall"]
    assert decision.cases[0].offers[0].state is OfferState.LAPSED
    assert [entry.kind for entry in decision.entries] == [EntryKind.VOID] * 2


def test_a_mailbox_beside_the_circulars_that_offered_is_called_back_too() -> None:
    world = World()
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, world.offered(by=HARBOUR))
    assert {letter.to for letter in decision.letters if letter.partner == "Harbour Homes"} == {HARBOUR, HARBOUR_LEAD}


@pytest.mark.rule("D12")
@pytest.mark.parametrize("state", ["waiting", "held", "refused", "uncertain"])
def test_what_has_not_gone_does_not_go_any_more(state: str) -> None:
    world = World()
    reference = world.approved()
    circulars = [f"L{number}" for number, letter in enumerate(world.letters) if letter.kind == "circular"]
    world.fates = dict.fromkeys(circulars, state)
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, reference)
    assert decision.stopped == tuple(circulars)
    told = {letter.to for letter in decision.letters} - {SAM}
    assert told == ({DANA, DEPUTY, EASTLEY, HARBOUR_LEAD, SOUTHBY} if state == "uncertain" else {DANA, DEPUTY})


def test_a_landlord_that_may_not_be_written_to_is_named_for_the_telephone() -> None:
    world = World()
    reference = world.approved()
    world.at(reference, excluded=("Eastley",))
    world.partners = tuple(
        replace(each, status="left")
        if each.name == "Southby"
        else replace(each, named_leads=(DANA,))
        if each.name == "Northam"
        else each
        for each in PARTNERS
    )
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, reference)
    assert kinds(decision) == [("recall", DANA), ("recall", HARBOUR_LEAD), ("withdrawal_recorded", SAM)]
    why = decision.questions[0].why.partition("No letter may go to")[2]
    assert all(box in why for box in (SOUTHBY, EASTLEY, DEPUTY))
    assert HARBOUR_LEAD not in why


def test_consent_withdrawn_after_the_end_calls_back_once() -> None:
    world = World()
    reference = world.approved()
    world.hear(withdrawal(), SAM, reference)
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, reference)
    assert (kinds(decision), decision.cases[0].state) == (sorted([*LEADS, *CIRCULARS]), State.WITHDRAWN)
    assert world.hear(withdrawal("consent_withdrawn"), SAM, reference).ignored


def test_consent_withdrawn_by_a_stranger_calls_nothing_back() -> None:  # D13
    world = World()
    decision = world.hear(withdrawal("consent_withdrawn"), MALLORY, world.approved())
    assert (questions(decision), decision.letters, decision.cases) == (["sender"], (), ())


STAGES = ["requested", "approved", "offered", "accepted"]


@pytest.mark.rule("D12")
@pytest.mark.parametrize("stage", STAGES)
def test_a_lapse_ends_the_request_wherever_it_stands(stage: str) -> None:
    world = World()
    reference = getattr(world, stage)()
    decision = ended(world, reference, lapse, "nobody has answered since 1 January.")
    (case,) = decision.cases
    assert (case.state, case.closed_on) == (State.LAPSED, TODAY)
    assert [note.what for note in decision.notes] == ["Lapsed: nobody has answered since 1 January."]
    told = {letter.kind for letter in decision.letters}
    assert told <= {"case_closed", "closed", "offer_no_longer_needed"}
    assert {letter.to for letter in decision.letters} >= {SAM, DANA, DEPUTY}
    assert bool(decision.entries) is (stage == "accepted")


@pytest.mark.parametrize("stage", STAGES)
def test_a_request_that_is_not_eligible_is_closed_and_only_the_officer_learns_why(stage: str) -> None:
    world = World()
    decision = ended(world, getattr(world, stage)(), close_as_ineligible, "no_longer_at_risk")
    assert decision.cases[0].state is State.INELIGIBLE
    assert {(letter.kind, letter.to) for letter in decision.letters if letter.reason} == {("not_eligible", SAM)}


@pytest.mark.parametrize("stage", STAGES)
def test_a_landlord_that_no_longer_agrees_ends_it(stage: str) -> None:
    world = World()
    decision = ended(world, getattr(world, stage)(), decline, "own_stock")
    assert decision.cases[0].state is State.DECLINED
    assert {(letter.kind, letter.to) for letter in decision.letters if letter.reason} == {("declined", SAM)}
    assert NORTHAM_LETTINGS not in {letter.to for letter in decision.letters}


def test_an_ending_lets_the_landlords_next_request_go_on() -> None:
    world = World(entries=list(carry(landlord="Northam", owes=2, day=TODAY, reason="opening")))
    reference = world.accepted()
    held = world.approved(risk_primary="stalking", tenancy_type="assured", areas_requested=("Eastley",))
    assert world.cases[held].state is State.HELD_AT_CAP
    ended(world, reference, lapse, "silence.")
    assert world.cases[held].state is State.CIRCULATED


def test_nothing_but_a_polite_notice_follows_after_an_ending() -> None:
    world = World()
    reference = world.accepted()
    ended(world, reference, lapse, "silence.")
    before = len(world.letters)
    world.hear(offer("Eastley"), EASTLEY, reference)
    world.hear(outcome("tenancy_started", tenancy_start_date=TODAY), SOUTHBY, reference)
    assert [letter.kind for letter in world.letters[before:]] == ["offer_not_now"]  # so that the landlord keeps nothing free
