"""The conflict shield: a partner or a mailbox hears no more of a case, and nothing shows why (D10, D13)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.case import OfferState, State
from matching.decision import Decision
from parsing.readings import CaseOrder, NilReturn
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR_LEAD,
    PRIYA,
    SAM,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    approval,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    request,
    said,
    withdrawal,
)

SECOND_LEAD = "deputy@northam.example"


def order(what: str, **more: Any) -> CaseOrder:
    return CaseOrder(order=said(what), **{key: said(value) for key, value in more.items()})


def ordered(world: World, reference: str, what: str, **more: Any) -> Decision:
    return world.hear(order(what, **more), coordinator(), reference)


def test_before_the_circular_it_is_simply_left_out() -> None:
    world = World()
    reference = world.requested()
    decision = ordered(world, reference, "exclude", partner="Southby")
    assert (decision.letters, decision.questions) == ((), ())
    world.hear(approval(), DANA, reference)
    assert world.cases[reference].circulated_to == ("Eastley", "Harbour Homes")


def test_who_had_the_circular_hears_that_it_is_closed_once_and_nothing_after() -> None:
    world = World()
    reference = world.approved()
    assert kinds(ordered(world, reference, "exclude", partner="Southby")) == [("closed", SOUTHBY)]
    assert ordered(world, reference, "exclude", partner="Southby").ignored == "the same order again"
    before = len(world.letters)
    world.hear(withdrawal(), SAM, reference)
    assert SOUTHBY not in {letter.to for letter in world.letters[before:]}


def test_the_notice_is_the_one_that_everybody_gets_when_a_request_is_over() -> None:
    shut, ended = World(), World()
    first, second = shut.approved(), ended.approved()
    (notice,) = ordered(shut, first, "exclude", partner="Southby").letters
    (other,) = [each for each in ended.hear(withdrawal(), SAM, second).letters if each.to == SOUTHBY]
    assert (notice.kind, notice.reason, notice.about) == (other.kind, other.reason, other.about)


@pytest.mark.parametrize("reason", ["A cousin of the perpetrator works there.", ""])
def test_no_reason_stands_in_history_letters_or_case(reason: str) -> None:
    world = World()
    reference = world.approved()
    decision = ordered(world, reference, "exclude", partner="Southby", reason=reason)
    assert [note.what for note in decision.notes] == ["The conflict shield of the request was changed."]
    if reason:
        assert reason not in repr(decision)


def test_its_open_offer_ends_as_one_that_is_no_longer_needed() -> None:
    world = World()
    reference = world.offered()
    decision = ordered(world, reference, "exclude", partner="Southby")
    assert kinds(decision) == [("offer_no_longer_needed", SOUTHBY), ("offer_withdrawn", SAM)]
    case = world.cases[reference]
    assert (case.state, case.offers[0].state) == (State.CIRCULATED, OfferState.WITHDRAWN)


def test_an_accepted_home_is_settled_first() -> None:
    world = World()
    reference = world.accepted()
    decision = ordered(world, reference, "exclude", partner="Southby")
    assert (questions(decision), decision.cases, decision.letters) == (["shield"], (), ())


def test_the_landlord_that_approves_cannot_be_shut_out_as_a_whole() -> None:
    world = World()
    decision = ordered(world, world.requested(), "exclude", partner="Northam")
    assert (questions(decision), decision.cases) == (["shield"], ())


FROM_BEHIND: list[Any] = [
    pytest.param(offer(), SOUTHBY, id="an offer"),
    pytest.param(offer(), SOUTHBY_LEAD, id="an offer of its lead"),
    pytest.param(outcome("offer_withdrawn"), SOUTHBY, id="a word on an offer"),
    pytest.param(NilReturn(), SOUTHBY, id="nothing suitable"),
    pytest.param(approval(), SOUTHBY_LEAD, id="an approval"),
]


@pytest.mark.parametrize(("reading", "speaker"), FROM_BEHIND)
def test_what_it_writes_is_a_question_and_never_answered(reading: Any, speaker: str) -> None:
    world = World()
    reference = world.approved()
    ordered(world, reference, "exclude", partner="Southby")
    decision = world.hear(reading, speaker, reference)
    assert (len(decision.questions), decision.cases, decision.letters, decision.notes) == (1, (), (), ())
    assert "must not hear" in decision.questions[0].why


def test_a_mailbox_that_it_shares_with_another_landlord_is_closed_to_that_one_too() -> None:
    world = World()
    northam, southby, eastley, *others = world.partners
    world.partners = (northam, southby, replace(eastley, circulars_to=(SOUTHBY, EASTLEY)), *others)
    reference = world.requested()
    ordered(world, reference, "exclude", partner="Southby")
    decision = world.hear(approval(), DANA, reference)
    assert [to for kind, to in kinds(decision) if kind == "circular"] == [HARBOUR_LEAD, EASTLEY]


# One mailbox.


@pytest.mark.rule("R021", "R027")
def test_a_lead_that_is_shut_out_is_not_told_and_approves_nothing() -> None:
    world = World()
    reference = world.requested()
    assert ordered(world, reference, "exclude", mailbox=DANA).questions == ()
    assert questions(world.hear(approval(), DANA, reference)) == ["sender"]
    decision = world.hear(approval(), SECOND_LEAD, reference)
    assert world.cases[reference].approved_by == SECOND_LEAD
    assert DANA not in {letter.to for letter in decision.letters}
    assert DANA not in {letter.to for letter in world.hear(withdrawal(), SAM, reference).letters}


@pytest.mark.rule("R020", "R027")
def test_when_no_lead_is_left_a_person_is_asked() -> None:
    world = World()
    reference = world.requested()
    ordered(world, reference, "exclude", mailbox=DANA)
    decision = ordered(world, reference, "exclude", mailbox=SECOND_LEAD)
    assert questions(decision) == ["shield"]
    assert "no mailbox of Northam is left to approve" in decision.questions[0].why


def test_one_of_several_mailboxes_just_hears_no_more() -> None:
    world = World()
    northam, southby, *others = world.partners
    world.partners = (northam, replace(southby, circulars_to=(SOUTHBY, "amy@southby.example")), *others)
    reference = world.approved()
    assert ordered(world, reference, "exclude", mailbox="Amy@southby.example").letters == ()
    told = {letter.to for letter in world.hear(withdrawal(), SAM, reference).letters}
    assert SOUTHBY in told
    assert "amy@southby.example" not in told


def test_the_only_mailbox_of_a_landlord_hears_that_it_is_closed() -> None:
    world = World()
    reference = world.approved()
    assert kinds(ordered(world, reference, "exclude", mailbox=SOUTHBY)) == [("closed", SOUTHBY)]
    assert SOUTHBY not in {letter.to for letter in world.hear(withdrawal(), SAM, reference).letters}


@pytest.mark.rule("R014")
def test_an_officer_that_is_shut_out_hears_no_more_and_without_another_a_person_is_asked() -> None:
    world = World()
    reference = world.requested(officer2_name="Priya", officer2_email=PRIYA)
    assert ordered(world, reference, "exclude", mailbox=PRIYA).questions == ()
    decision = world.hear(approval(), DANA, reference)
    assert [to for kind, to in kinds(decision) if kind == "circulated"] == [SAM]
    assert questions(world.hear(withdrawal(), PRIYA, reference)) == ["sender"]
    assert questions(ordered(world, reference, "exclude", mailbox=SAM)) == ["shield"]


def test_a_form_of_an_officer_that_is_shut_out_changes_nothing() -> None:
    world = World()
    reference = world.requested(officer2_name="Priya", officer2_email=PRIYA)
    ordered(world, reference, "exclude", mailbox=PRIYA)
    decision = world.hear(request(areas_requested=("Midford",), reference=reference), PRIYA, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["sender"], (), ())


# Let in again.


def test_whoever_never_had_the_circular_gets_it_when_it_is_let_in() -> None:
    world = World()
    reference = world.requested()
    ordered(world, reference, "exclude", partner="Southby")
    world.hear(approval(), DANA, reference)
    assert kinds(ordered(world, reference, "include", partner="Southby")) == [("circular", SOUTHBY)]
    assert "Southby" in world.cases[reference].circulated_to
    assert ordered(world, reference, "include", partner="Southby").ignored == "the same order again"


def test_whoever_had_it_and_its_closing_gets_no_second_one() -> None:
    world = World()
    reference = world.approved()
    ordered(world, reference, "exclude", partner="Southby")
    let_in = ordered(world, reference, "include", partner="Southby")
    assert let_in.letters == ()
    assert "tell it yourself" in let_in.questions[0].why
    assert world.cases[reference].excluded == ()


# Another landlord is asked (R021, R022).


@pytest.mark.rule("R021", "R022", "R027")
def test_the_right_landlord_is_asked_and_the_other_one_is_out() -> None:
    world = World()
    reference = world.requested(areas_requested=("Northam", "Midford"), area_residence="Westow", areas_at_risk=("Westow",))
    decision = ordered(world, reference, "landlord", partner="Southby")
    assert kinds(decision) == [("approval_request", SOUTHBY_LEAD), ("case_closed", DANA), ("case_closed", SECOND_LEAD)]
    case = world.cases[reference]
    assert (case.landlord, case.excluded, case.approval_asked_on) == ("Southby", ("Northam",), TODAY)
    assert world.hear(approval(), DANA, reference).cases == ()
    world.hear(approval(), SOUTHBY_LEAD, reference)
    assert world.cases[reference].circulated_to == ("Harbour Homes", "Leaderless Homes")


@pytest.mark.rule("R020")
@pytest.mark.parametrize("partner", ["Resting Homes", "Leaderless Homes", "Nobody"])
def test_a_landlord_that_nobody_can_ask_is_not_taken(partner: str) -> None:
    world = World()
    decision = ordered(world, world.requested(), "landlord", partner=partner)
    assert (questions(decision), decision.cases, decision.letters) == (["landlord"], (), ())


def test_after_the_approval_the_landlord_stands() -> None:
    world = World()
    decision = ordered(world, world.approved(), "landlord", partner="Southby")
    assert (questions(decision), decision.cases) == (["landlord"], ())
