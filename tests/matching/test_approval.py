"""The landlord's word, the cap behind it, and the circular (R021–R025, R036–R038, R049, D10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching.case import State
from matching.circulation import partners_for
from matching.ledger import Balance, Entry, carry
from parsing.readings import LandlordDecision
from scheme.register import Partner
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR_LEAD,
    MALLORY,
    NORTHAM_LETTINGS,
    PARTNERS,
    SAM,
    SCHEME,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    approval,
    coordinator,
    decision_of_landlord,
    kinds,
    questions,
    unsure,
    verified,
    with_policy,
)

CIRCULAR = [("circular", HARBOUR_LEAD), ("circular", EASTLEY), ("circular", SOUTHBY)]


def owing(homes: int) -> list[Entry]:
    return list(carry(landlord="Northam", owes=homes, day=date(2025, 1, 1), reason="opening"))


@pytest.mark.rule("R021", "R037")
def test_an_approval_circulates_to_the_partners_with_homes_there() -> None:  # R021, R036, R037
    world = World()
    reference = world.requested()
    decision = world.hear(approval(), DANA, reference)
    (case,) = decision.cases
    assert (case.state, case.approved_on, case.approved_by, case.circulated_on) == (State.CIRCULATED, TODAY, DANA, TODAY)
    assert case.circulated_to == ("Southby", "Eastley", "Harbour Homes")
    assert kinds(decision) == sorted([("approval_recorded", DANA), ("circulated", SAM), *CIRCULAR])
    assert decision.questions == ()
    assert decision.entries == ()


@pytest.mark.rule("R021")
@pytest.mark.parametrize("address", [MALLORY, SOUTHBY_LEAD, NORTHAM_LETTINGS, SAM, "deputy2@northam.example"])
def test_only_a_named_lead_of_the_applicants_landlord_approves(address: str) -> None:  # R021
    world = World()
    reference = world.requested()
    decision = world.hear(approval(), address, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["approval"], (), ())


@pytest.mark.rule("R021")
def test_a_deputy_on_the_list_approves() -> None:  # R021
    world = World()
    assert world.hear(approval(), "Deputy@northam.example", world.requested()).cases[0].state is State.CIRCULATED


def test_the_lead_of_a_partner_that_pauses_approves_nothing() -> None:
    world = World()
    reference = world.requested()
    world.partners = tuple(replace(partner, status="paused") if partner.name == "Northam" else partner for partner in PARTNERS)
    assert questions(world.hear(approval(), DANA, reference)) == ["approval"]


def test_the_coordinator_may_enter_an_approval() -> None:
    world = World()
    decision = world.hear(approval(), coordinator(), world.requested())
    assert decision.cases[0].approved_by == "Ada Coordinator"
    assert ("approval_recorded", DANA) in kinds(decision)


NO_APPROVAL = [
    pytest.param(
        decision_of_landlord("conditional", condition_text="vacant possession"), "approval", id="vacant possession first (R025)"
    ),
    pytest.param(decision_of_landlord("need_info"), "approval", id="the lead wants to know more"),
    pytest.param(decision_of_landlord("not_ours"), "landlord", id="not its household: the wrong landlord, no refusal"),
    pytest.param(decision_of_landlord(None), "approval", id="neither yes nor no"),
    pytest.param(decision_of_landlord(unsure()), "doubt", id="the decision is in doubt"),
    pytest.param(approval(panel_date=unsure()), "doubt", id="a yes with a doubt beside it"),
    pytest.param(replace(approval(), doubts=("Inline answers.",)), "doubt", id="a doubt of the whole mail"),
    pytest.param(approval(condition_text="not to Southby"), "approval", id="a yes with a condition"),
    pytest.param(approval(acknowledges_owing=False), "approval", id="a yes that will not owe a home (R025)"),
]


@pytest.mark.rule("R025")
@pytest.mark.parametrize(("reading", "kind"), NO_APPROVAL)
def test_what_is_no_full_approval_is_for_a_person(reading: LandlordDecision, kind: str) -> None:
    world = World()
    decision = world.hear(reading, DANA, world.requested())
    assert (questions(decision), decision.cases, decision.letters) == ([kind], (), ())


@pytest.mark.rule("R025")
def test_the_coordinator_enters_a_plain_yes_when_a_condition_is_settled() -> None:  # R025
    world = World()
    reference = world.requested()
    assert questions(world.hear(decision_of_landlord("conditional", condition_text="8 weeks"), coordinator(DANA), reference)) == [
        "approval"
    ]
    assert questions(world.hear(approval(condition_text="8 weeks", acknowledges_owing=False), coordinator(DANA), reference)) == [
        "approval"
    ]
    assert world.hear(approval(condition_text="8 weeks"), coordinator(DANA), reference).cases[0].state is State.CIRCULATED


@pytest.mark.rule("R025")
def test_a_scheme_may_ask_for_the_owing_words() -> None:  # R025
    world = World(scheme=with_policy(approval_needs_owing_words=True))
    reference = world.requested()
    assert questions(world.hear(approval(), DANA, reference)) == ["approval"]
    (case,) = world.hear(approval(acknowledges_owing=True), DANA, reference).cases
    assert case.acknowledged_owing
    assert case.state is State.CIRCULATED


@pytest.mark.rule("R024")
def test_a_panel_is_waited_for_with_its_day() -> None:  # R024
    world = World()
    reference = world.requested()
    decision = world.hear(decision_of_landlord("pending_panel", panel_date=date(2025, 3, 20)), DANA, reference)
    assert decision.cases[0].panel_date == date(2025, 3, 20)
    assert (questions(decision), decision.letters) == (["approval"], ())
    assert "2025-03-20" in decision.questions[0].why
    again = world.hear(decision_of_landlord("pending_panel"), DANA, reference)
    assert again.cases[0].panel_date == date(2025, 3, 20)


def test_a_decline_closes_the_case_and_tells_the_officers_the_group_of_reason() -> None:
    world = World()
    decision = world.hear(decision_of_landlord("decline", decline_reason="threshold"), DANA, world.requested())
    (case,) = decision.cases
    assert (case.state, case.closed_on) == (State.DECLINED, TODAY)
    (letter,) = decision.letters
    assert (letter.kind, letter.to, letter.reason) == ("declined", SAM, "threshold")
    assert decision.questions == ()


AFTERWARDS: list[Any] = [
    pytest.param("approve", State.HELD_AT_CAP, "", id="an approval of a held case again is the same"),
    pytest.param("approve", State.OFFERED, "", id="an approval of an offered case again is the same"),
    pytest.param("approve", State.MOVED, "", id="an approval of a case that moved is the same"),
    pytest.param("approve", State.DECLINED, "approval", id="an approval after a decline contradicts it"),
    pytest.param("approve", State.WITHDRAWN, "approval", id="an approval of a withdrawn case"),
    pytest.param("decline", State.DECLINED, "", id="a decline again is the same"),
    pytest.param("decline", State.CIRCULATED, "approval", id="a decline after the approval contradicts it"),
    pytest.param("decline", State.MOVED, "approval", id="a decline after the move"),
    pytest.param("pending_panel", State.CIRCULATED, "approval", id="a panel after the approval"),
    pytest.param("decline", State.RECEIVED, "approval", id="a decline before anybody asked"),
]


@pytest.mark.parametrize(("word", "state", "question"), AFTERWARDS)
def test_a_later_word_changes_nothing(word: str, state: State, question: str) -> None:
    world = World()
    reference = world.requested()
    world.at(reference, state=state)
    decision = world.hear(decision_of_landlord(word), DANA, reference)
    assert (decision.cases, decision.letters) == ((), ())
    assert questions(decision) == ([question] if question else [])
    assert bool(decision.ignored) is not bool(question)


# The cap at the circular.


@pytest.mark.rule("R049")
def test_at_the_cap_the_case_is_held_and_only_the_landlord_learns_its_figures_once() -> None:  # R049, D14
    world = World(entries=owing(3))
    decision = world.hear(approval(), DANA, world.requested())
    assert decision.cases[0].state is State.HELD_AT_CAP
    assert decision.cases[0].approved_on == TODAY
    assert kinds(decision) == [
        ("cap_reached", DANA),
        ("cap_reached", "deputy@northam.example"),
        ("on_hold", SAM),
    ]
    balances = {letter.kind: letter.balance for letter in decision.letters}
    assert balances["cap_reached"] == Balance(received=3)
    assert balances["on_hold"] is None


def test_a_case_is_held_behind_an_older_one() -> None:
    world = World(entries=owing(3))
    first = world.approved()
    world.entries.clear()
    second = world.approved(areas_requested=("Midford", "Eastley", "Southby"), risk_primary="stalking", tenancy_type="assured")
    assert [world.cases[each].state for each in (first, second)] == [State.HELD_AT_CAP, State.HELD_AT_CAP]


def test_the_coordinator_releases_a_held_case_with_a_reason() -> None:
    world = World(entries=owing(3))
    reference = world.approved()
    assert questions(world.hear(approval(), coordinator(), reference)) == ["cap"]
    decision = world.hear(approval(), coordinator(), reference, override="life-threatening")
    assert decision.cases[0].state is State.CIRCULATED
    assert decision.cases[0].cap_override == "life-threatening"
    assert kinds(decision) == sorted([("circulated", SAM), *CIRCULAR])
    assert any("life-threatening" in note.what for note in decision.notes)


def test_the_coordinator_approves_above_the_cap_in_one() -> None:
    world = World(entries=owing(3))
    decision = world.hear(approval(), coordinator(), world.requested(), override="life-threatening")
    assert decision.cases[0].state is State.CIRCULATED


def test_a_reason_from_a_landlord_is_no_override() -> None:
    world = World(entries=owing(3))
    decision = world.hear(approval(), DANA, world.requested(), override="please")
    assert decision.cases[0].state is State.HELD_AT_CAP


def test_a_held_case_above_the_cap_asks_when_the_reason_does_not_help() -> None:
    world = World(entries=owing(3), partners=tuple(partner for partner in PARTNERS if partner.name == "Northam"))
    reference = world.requested()
    world.hear(approval(), DANA, reference)
    assert questions(world.hear(approval(), coordinator(), reference, override="life-threatening")) == ["circulation"]


# Who gets the circular.


def circulated_to(world: World, **answers: Any) -> tuple[str, ...]:
    return world.cases[world.approved(**answers)].circulated_to


@pytest.mark.rule("R037")
def test_a_partner_without_homes_there_hears_nothing() -> None:  # R037
    assert circulated_to(World(), areas_requested=("Eastley",)) == ("Eastley", "Harbour Homes")


@pytest.mark.rule("R001", "R037")
def test_no_partner_is_told_for_an_area_at_risk_or_of_residence() -> None:  # R001, R030
    world = World()
    assert circulated_to(world, areas_requested=("Eastley", "Southby", "Northam"), areas_at_risk=("Southby",)) == (
        "Eastley",
        "Harbour Homes",
    )


def test_a_partner_that_is_shut_out_hears_nothing() -> None:  # conflict shield
    world = World()
    reference = world.requested()
    world.at(reference, excluded=("Southby",))
    decision = world.hear(approval(), DANA, reference)
    assert decision.cases[0].circulated_to == ("Eastley", "Harbour Homes")
    assert SOUTHBY not in {letter.to for letter in decision.letters}


def test_the_applicants_landlord_hears_nothing_even_with_homes_there() -> None:  # D10
    landlord = next(partner for partner in PARTNERS if partner.name == "Northam")
    world = World(partners=(replace(landlord, areas=("Northam", "Eastley", "Southby")), *PARTNERS[1:]))
    assert "Northam" not in circulated_to(world)


def test_a_mailbox_that_the_applicants_landlord_reads_gets_no_circular() -> None:  # D10
    shared = replace(PARTNERS[1], circulars_to=(SOUTHBY, NORTHAM_LETTINGS))
    world = World(partners=(PARTNERS[0], shared, *PARTNERS[2:]))
    world.approved()
    assert {letter.to for letter in world.letters if letter.kind == "circular"} == {SOUTHBY, EASTLEY, HARBOUR_LEAD}


def test_a_partner_that_shares_all_its_mailboxes_with_that_landlord_is_left_out() -> None:  # D10
    shared = replace(PARTNERS[1], circulars_to=(NORTHAM_LETTINGS,))
    assert circulated_to(World(partners=(PARTNERS[0], shared, *PARTNERS[2:]))) == ("Eastley", "Harbour Homes")


def test_one_mailbox_of_two_partners_gets_one_circular() -> None:  # D14
    twin = Partner(name="Twin Homes", areas=("Southby",), named_leads=("lead@twin.example",), circulars_to=(SOUTHBY,))
    world = World(partners=(*PARTNERS, twin))
    world.approved()
    assert [letter.to for letter in world.letters if letter.kind == "circular"].count(SOUTHBY) == 1


def test_a_scheme_may_circulate_to_all() -> None:  # C2
    names = circulated_to(World(scheme=with_policy(circulate_to="all")), areas_requested=("Eastley",))
    assert names == ("Southby", "Eastley", "Harbour Homes", "Leaderless Homes")


def test_without_a_safe_area_nobody_is_told_whatever_the_policy() -> None:
    world = World()
    case = replace(world.cases[world.requested()], areas_requested=("Northam",))
    for circulate_to in ("stock", "all"):
        assert partners_for(case, PARTNERS, replace(SCHEME.policies[0], circulate_to=circulate_to)) == ()


@pytest.mark.rule("R071")
def test_with_nobody_to_tell_a_person_is_asked_and_the_approval_kept() -> None:  # R071
    world = World()
    reference = world.requested(areas_requested=("Midford",))
    world.partners = tuple(partner for partner in PARTNERS if "Midford" not in partner.areas)
    decision = world.hear(approval(), DANA, reference)
    assert questions(decision) == ["circulation"]
    assert (decision.cases[0].state, decision.cases[0].approved_on) == (State.AWAITING_APPROVAL, TODAY)
    assert kinds(decision) == [("approval_recorded", DANA)]
    assert world.hear(approval(), DANA, reference).ignored == "the same approval again"
    world.partners = PARTNERS
    later = world.hear(approval(), coordinator(), reference)
    assert later.cases[0].state is State.CIRCULATED
    assert "approval_recorded" not in {letter.kind for letter in later.letters}


def test_an_unproved_sender_approves_nothing() -> None:  # D13
    world = World()
    reference = world.requested()
    spoofed = replace(verified(DANA), doubt="The check failed.")
    decision = world.hear(approval(), spoofed, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["sender"], (), ())
