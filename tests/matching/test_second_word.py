"""What a landlord says after its approval: the same again is nothing, and whatever contradicts it is a question (R021, R025)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matching.case import State
from matching.ledger import Balance, balance
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR_LEAD,
    SAM,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    approval,
    coordinator,
    decision_of_landlord,
    kinds,
    questions,
    verified,
)

SECOND_LEAD = "deputy@northam.example"  # of the register's two named leads
CONTRADICTIONS: list[Any] = [
    pytest.param(decision_of_landlord("decline"), "approval", "takes its approval back", id="a decline"),
    pytest.param(
        decision_of_landlord("conditional", condition_text="vacant possession"), "approval", "on a condition", id="cond"
    ),
    pytest.param(approval(condition_text="when he has left"), "approval", "with a condition", id="a yes with a condition"),
    pytest.param(approval(acknowledges_owing=False), "approval", "without owing a home", id="a yes that owes nothing"),
    pytest.param(decision_of_landlord("pending_panel"), "approval", "speaks of a panel", id="a panel"),
    pytest.param(decision_of_landlord("not_ours"), "landlord", "not its household", id="not ours"),
    pytest.param(decision_of_landlord("need_info"), "approval", "asks for more", id="more is asked"),
]


@pytest.mark.rule("R021", "R025")
@pytest.mark.parametrize("who", [DANA, SECOND_LEAD])
@pytest.mark.parametrize(("reading", "kind", "words"), CONTRADICTIONS)
def test_what_contradicts_an_approval_is_an_urgent_question_once_others_know(
    reading: Any, kind: str, words: str, who: str
) -> None:
    world = World()
    reference = world.approved()
    decision = world.hear(reading, who, reference)
    assert (questions(decision), decision.cases, decision.letters, decision.notes) == ([kind], (), (), ())
    (question,) = decision.questions
    assert question.urgent
    assert words in question.why
    assert ("another person" in question.why) is (who == SECOND_LEAD)


@pytest.mark.rule("R025")
def test_while_nobody_else_knows_it_is_a_question_that_can_wait() -> None:
    world = World()
    reference = world.approved()
    world.at(reference, state=State.HELD_AT_CAP, circulated_on=None)
    (question,) = world.hear(decision_of_landlord("decline"), DANA, reference).questions
    assert not question.urgent


@pytest.mark.rule("R021")
@pytest.mark.parametrize("who", [DANA, SECOND_LEAD])
def test_the_first_answer_counts_and_the_same_again_is_nothing(who: str) -> None:
    world = World()
    reference = world.approved()
    assert world.hear(approval(), who, reference).ignored == "the same approval again"


@pytest.mark.rule("R021", "R027")
def test_every_lead_is_asked_and_the_second_leads_no_is_a_question() -> None:
    world = World()
    reference = world.requested()
    assert {letter.to for letter in world.letters if letter.kind == "approval_request"} == {DANA, SECOND_LEAD}
    world.hear(approval(), SECOND_LEAD, reference)
    assert world.cases[reference].approved_by == SECOND_LEAD
    assert questions(world.hear(decision_of_landlord("decline"), DANA, reference)) == ["approval"]


@pytest.mark.rule("R021")
def test_another_landlords_lead_is_named_in_the_question() -> None:
    world = World()
    (question,) = world.hear(approval(), SOUTHBY_LEAD, world.requested()).questions
    assert "It came from Southby, and the household's landlord is Northam." in question.why


@pytest.mark.rule("R022")
def test_the_authority_that_placed_the_household_does_not_approve_and_is_named() -> None:
    world = World()
    reference = world.requested()
    world.at(reference, in_temporary_accommodation=True)
    decision = world.hear(approval(), SOUTHBY_LEAD, reference)
    assert (questions(decision), decision.cases) == (["approval"], ())
    assert "Southby" in decision.questions[0].why
    assert "only Northam decides (R022)" in decision.questions[0].why


@pytest.mark.rule("R025")
@pytest.mark.parametrize("stage", ["approved", "offered", "accepted"])
def test_the_coordinator_ends_a_request_whose_approval_is_gone(stage: str) -> None:
    world = World()
    reference = getattr(world, stage)()
    told = {letter.to for letter in world.hear(decision_of_landlord("decline"), coordinator(), reference).letters}
    assert world.cases[reference].state is State.DECLINED
    assert {SAM, SOUTHBY, EASTLEY, HARBOUR_LEAD} <= told
    assert sum(entry.homes for entry in world.entries) == 0
    assert balance(world.entries).get("Northam", Balance()) == Balance()


# R024: the panel.


@pytest.mark.rule("R024")
def test_a_panel_is_waited_for_also_without_a_day_and_is_over_with_the_approval() -> None:
    world = World()
    reference = world.requested()
    world.hear(decision_of_landlord("pending_panel"), DANA, reference)
    assert (world.cases[reference].awaiting_panel, world.cases[reference].panel_date) == (True, None)
    world.hear(approval(), DANA, reference)
    assert not world.cases[reference].awaiting_panel


@pytest.mark.rule("R024")
def test_a_panel_that_has_met_already_is_asked_about_and_its_day_not_kept() -> None:
    world = World()
    reference = world.requested()
    past = TODAY - timedelta(days=1)
    decision = world.hear(decision_of_landlord("pending_panel", panel_date=past), DANA, reference)
    assert (world.cases[reference].awaiting_panel, world.cases[reference].panel_date) == (True, None)
    assert (questions(decision), "has passed" in decision.questions[0].why) == (["approval"], True)
    world.hear(decision_of_landlord("pending_panel", panel_date=TODAY), DANA, reference)
    assert world.cases[reference].panel_date == TODAY


@pytest.mark.rule("R024")
def test_a_declined_request_waits_for_no_panel() -> None:
    world = World()
    reference = world.requested()
    world.hear(decision_of_landlord("pending_panel", panel_date=date(2025, 4, 1)), DANA, reference)
    world.hear(decision_of_landlord("decline"), DANA, reference)
    assert not world.cases[reference].awaiting_panel


# R025: what the record says of the home that will be owed.

RECORDS: list[Any] = [
    pytest.param(approval(acknowledges_owing=True), verified(DANA), True, "It says that it will owe one home.", id="said"),
    pytest.param(
        approval(), verified(DANA), False, "It answers our letter, which says that one home will be owed", id="answered"
    ),
    pytest.param(approval(), coordinator(), False, "Entered by the coordinator.", id="entered"),
]


@pytest.mark.rule("R025")
@pytest.mark.parametrize(("reading", "speaker", "acknowledged", "words"), RECORDS)
def test_the_record_says_how_the_owing_was_accepted(reading: Any, speaker: Any, acknowledged: bool, words: str) -> None:
    world = World()
    reference = world.requested()
    decision = world.hear(reading, speaker, reference)
    assert world.cases[reference].acknowledged_owing is acknowledged
    assert any(words in note.what for note in decision.notes)


@pytest.mark.rule("R026", "R053")
def test_no_word_about_the_perpetrator_is_recorded_or_moves_the_ledger() -> None:
    """Evicted, moved or still there: an approval is the same approval, and the pot counts homes only."""
    plain, told = World(), World()
    first, second = plain.requested(), told.requested()
    plain.hear(approval(), DANA, first)
    told.hear(approval(acknowledges_owing=True), DANA, second)
    told.hear(decision_of_landlord("conditional", condition_text="once the perpetrator is evicted"), DANA, second)
    for world, reference in ((plain, first), (told, second)):
        assert world.entries == []
        assert "perpetrator" not in repr(world.cases[reference])


# R021: deputies.

DEPUTY = "jo@northam.example"


def with_a_deputy() -> World:
    world = World()
    northam, *others = world.partners
    world.partners = (replace(northam, deputies=(DEPUTY,)), *others)
    return world


@pytest.mark.rule("R021")
def test_a_deputy_on_the_list_approves_is_not_asked_first_and_the_leads_hear_of_it() -> None:
    world = with_a_deputy()
    reference = world.requested()
    assert DEPUTY not in {letter.to for letter in world.letters}
    decision = world.hear(approval(), DEPUTY, reference)
    assert world.cases[reference].approved_by == DEPUTY
    assert [to for kind, to in kinds(decision) if kind == "approval_recorded"] == [DANA, SECOND_LEAD, DEPUTY]


@pytest.mark.rule("R021")
@pytest.mark.parametrize("address", ["ann@northam.example", "jo@northam.example.example", HARBOUR_LEAD])
def test_a_colleague_at_the_same_domain_is_no_deputy(address: str) -> None:
    world = with_a_deputy()
    decision = world.hear(approval(), address, world.requested())
    assert (questions(decision), decision.cases) == (["approval"], ())


@pytest.mark.rule("R021")
def test_a_deputy_whose_mail_is_not_proved_approves_nothing() -> None:
    world = with_a_deputy()
    spoofed = replace(verified(DEPUTY), doubt="The check failed.")
    assert questions(world.hear(approval(), spoofed, world.requested())) == ["sender"]
