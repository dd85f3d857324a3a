"""Changes and withdrawals come from the officer; only what is safer happens at once (R017, R034, D12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from matching.case import OfferState, State
from matching.facts import Speaker
from matching.ledger import Balance, EntryKind, balance, carry
from parsing.readings import Change, ContactChange, Person, SenderCheck
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR_LEAD,
    MALLORY,
    PRIYA,
    SAM,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    approval,
    change,
    coordinator,
    kinds,
    order,
    outcome,
    questions,
    said,
    unsure,
    verified,
    withdrawal,
)

DEPUTY = "deputy@northam.example"
AISHA = "aisha@agency.example"


@pytest.mark.rule("R034")
@pytest.mark.parametrize("address", [MALLORY, DANA, SOUTHBY, PRIYA])
def test_nobody_but_an_officer_changes_a_request(address: str) -> None:  # R034
    world = World()
    reference = world.approved()
    decision = world.hear(change(change="areas", areas_removed=("Southby",)), address, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["sender"], (), ())


def test_an_area_taken_off_is_off_at_once() -> None:
    world = World()
    decision = world.hear(change(change="areas", areas_removed=("Southby",)), SAM, world.approved())
    assert decision.cases[0].areas_requested == ("Eastley",)
    assert kinds(decision) == [("change_recorded", SAM), ("circular_amended", HARBOUR_LEAD), ("closed", SOUTHBY)]
    assert decision.questions == ()
    assert decision.notes[0].what == "Areas were Eastley, Southby; are now Eastley."  # R034: old and new


def test_an_area_added_is_confirmed_by_a_person_first() -> None:
    world = World()
    decision = world.hear(change(change="areas", areas_added=("Midford",)), SAM, world.approved())
    assert (questions(decision), decision.cases, kinds(decision)) == (["change"], (), [("change_asked", SAM)])
    assert "Midford" in decision.questions[0].why


def test_of_both_in_one_mail_only_the_safer_happens() -> None:
    world = World()
    decision = world.hear(change(change="areas", areas_added=("Midford",), areas_removed=("Southby",)), SAM, world.approved())
    assert decision.cases[0].areas_requested == ("Eastley",)
    assert questions(decision) == ["change"]


def test_a_doubt_on_what_is_added_does_not_keep_what_is_taken_off() -> None:
    world = World()
    decision = world.hear(change(change="areas", areas_added=unsure(), areas_removed=("Southby",)), SAM, world.approved())
    assert decision.cases[0].areas_requested == ("Eastley",)
    assert questions(decision) == ["doubt"]


DOUBTS = [
    pytest.param(change(change="areas", areas_removed=unsure()), id="what is taken off is in doubt"),
    pytest.param(change(change=unsure(), areas_removed=("Southby",)), id="what kind of change is in doubt"),
    pytest.param(replace(change(areas_removed=("Southby",)), doubts=("Between the lines.",)), id="the whole mail is in doubt"),
    pytest.param(change(change="bedrooms", bedrooms_needed=unsure()), id="the number is in doubt"),
]


@pytest.mark.parametrize("reading", DOUBTS)
def test_a_change_in_doubt_changes_nothing(reading: Change) -> None:
    world = World()
    decision = world.hear(reading, SAM, world.approved())
    assert (questions(decision), decision.cases, decision.letters) == (["doubt"], (), ())


ASKED_FOR = [
    pytest.param(change(change="bedrooms", bedrooms_needed=3), id="bedrooms (R033)"),
    pytest.param(change(change="officer", new_officer_name="Aisha", new_officer_email="aisha@other.example"), id="officer"),
    pytest.param(change(change="household"), id="household"),
    pytest.param(change(change="areas", areas_added=("Midford",)), id="areas added"),
]
BOTH_OFFICERS = {"officer2_name": "Priya", "officer2_email": PRIYA}


@pytest.mark.parametrize("reading", ASKED_FOR)
def test_any_other_change_is_for_a_person_and_the_stored_addresses_hear_that_it_was_asked(reading: Change) -> None:
    """A mailbox in a stranger's hands asks for another officer: whoever is stored today rings us. Values stand in no letter."""
    world = World()
    decision = world.hear(reading, SAM, world.approved(**BOTH_OFFICERS))
    assert (questions(decision), decision.cases) == (["change"], ())
    assert kinds(decision) == [("change_asked", PRIYA), ("change_asked", SAM)]
    assert {letter.case for letter in decision.letters} == {world.cases["ARC-01-25"]}


def test_another_officer_asked_for_in_unclear_words_is_noticed_all_the_same() -> None:
    world = World()
    decision = world.hear(change(change="officer", new_officer_email=unsure()), SAM, world.approved())
    assert (questions(decision), kinds(decision), decision.cases) == (["doubt"], [("change_asked", SAM)], ())


def test_a_change_of_nobody_knows_what_is_for_a_person_alone() -> None:
    world = World()
    decision = world.hear(change(), SAM, world.approved())
    assert (questions(decision), decision.cases, decision.letters) == (["change"], (), ())


SAYS_NOTHING: list[Any] = [
    pytest.param(coordinator(SAM), {}, id="she enters it herself"),
    pytest.param(verified(SAM), {"decided_before": True}, id="read again"),
    pytest.param(replace(verified(SAM), check=SenderCheck.NONE), {}, id="not proved"),
    pytest.param(replace(verified(SAM), check=SenderCheck.FAILED), {}, id="failed"),
    pytest.param(verified(SAM, doubt="Two From fields."), {}, id="in doubt"),
    pytest.param(verified(MALLORY), {}, id="a stranger"),
    pytest.param(verified(PRIYA), {}, id="an officer of another case"),
    pytest.param(verified(SOUTHBY), {}, id="a landlord"),
    pytest.param(verified(DANA), {}, id="the applicant's landlord"),
]


@pytest.mark.parametrize(("speaker", "more"), SAYS_NOTHING)
@pytest.mark.parametrize("reading", ASKED_FOR)
def test_nobody_else_brings_such_a_notice_about(reading: Change, speaker: Speaker, more: dict[str, Any]) -> None:  # D13
    world = World()
    decision = world.hear(reading, speaker, world.approved(), **more)
    assert "change_asked" not in {letter.kind for letter in decision.letters}


def test_a_change_that_is_done_at_once_is_noticed_as_done_alone() -> None:  # D14
    world = World()
    both = change(change="areas", areas_added=("Midford",), areas_removed=("Southby",))
    told = {kind for kind, _ in kinds(world.hear(both, SAM, world.approved()))}
    assert told == {"change_recorded", "circular_amended", "closed"}


NEW_CONTACT = ContactChange(new_officer_name=said("Aisha"), new_officer_email=said("aisha@agency.example"))


@pytest.mark.parametrize(
    ("speaker", "told"),
    [(SAM, [("change_asked", SAM)]), (DANA, [("change_asked", DANA)]), (SOUTHBY_LEAD, []), (MALLORY, [])],
    ids=["its officer", "its landlord's lead", "another landlord", "a stranger"],
)
def test_a_change_of_contact_about_a_case_is_noticed_to_the_party_that_is_stored(
    speaker: str, told: list[tuple[str, str]]
) -> None:  # R028
    world = World()
    decision = world.hear(NEW_CONTACT, speaker, world.approved())
    assert (questions(decision), kinds(decision), decision.cases) == (["contact_change"], told, ())


def test_a_change_of_contact_about_no_case_or_a_closed_one_is_noticed_to_nobody() -> None:  # D12
    world = World()
    reference = world.approved()
    assert world.hear(NEW_CONTACT, DANA).letters == ()
    world.hear(withdrawal(), SAM, reference)
    assert world.hear(NEW_CONTACT, SAM, reference).letters == ()


def test_the_same_change_again_is_one() -> None:
    world = World()
    reference = world.approved()
    world.hear(change(areas_removed=("Southby",)), SAM, reference)
    assert world.hear(change(areas_removed=("Southby",)), SAM, reference).ignored == "the same change again"
    assert world.hear(change(areas_added=("Eastley",)), SAM, reference).ignored == "the same change again"


def test_an_area_taken_off_under_an_offer_alerts_a_person() -> None:
    world = World()
    decision = world.hear(change(areas_removed=("Southby",)), SAM, world.offered())
    assert questions(decision) == ["change"]
    assert "on offer" in decision.questions[0].why


def test_the_last_area_taken_off_is_off_and_asked_about() -> None:
    world = World()
    decision = world.hear(change(areas_removed=("Eastley", "Southby")), SAM, world.approved())
    assert decision.cases[0].areas_requested == ()
    assert "last area" in decision.questions[0].why


def test_an_area_moved_from_off_to_on_is_asked_about() -> None:
    world = World()
    decision = world.hear(change(areas_removed=("Southby",), areas_added=("Southby",)), SAM, world.approved())
    assert decision.cases[0].areas_requested == ("Eastley",)
    assert questions(decision) == ["change"]


def test_a_change_of_a_closed_request_is_for_a_person() -> None:  # D12
    world = World()
    reference = world.approved()
    world.hear(withdrawal(), SAM, reference)
    assert questions(world.hear(change(areas_removed=("Southby",)), SAM, reference)) == ["closed"]


def test_an_area_that_the_coordinator_adds_reaches_the_partners_there() -> None:
    world = World()
    reference = world.approved(areas_requested=("Southby",))
    assert world.cases[reference].circulated_to == ("Southby", "Harbour Homes")
    decision = world.hear(change(change="areas", areas_added=("Eastley",)), coordinator(SAM), reference)
    assert decision.cases[0].areas_requested == ("Southby", "Eastley")
    assert decision.cases[0].circulated_to == ("Southby", "Harbour Homes", "Eastley")
    assert kinds(decision) == [("change_recorded", SAM), ("circular", EASTLEY), ("circular_amended", HARBOUR_LEAD)]
    assert decision.questions == ()


def test_an_area_at_risk_reaches_nobody_even_when_she_adds_it() -> None:
    world = World()
    decision = world.hear(change(areas_added=("Westow",)), coordinator(SAM), world.approved())
    assert kinds(decision) == [("change_recorded", SAM)]
    assert "Westow" not in decision.cases[0].safe_areas


def test_before_the_circular_nobody_is_told_of_an_area_added() -> None:
    world = World()
    decision = world.hear(change(areas_added=("Midford",)), coordinator(SAM), world.requested())
    assert kinds(decision) == [("change_recorded", SAM)]


ENTERED: list[Any] = [
    pytest.param(change(change="bedrooms", bedrooms_needed=3), {"bedrooms": 3}, id="bedrooms before the circular (R033)"),
    pytest.param(change(change="bedrooms", bedrooms_needed=2), {}, id="the same number"),
    pytest.param(change(change="household"), None, id="a household that nobody has counted"),
    pytest.param(change(change="officer"), None, id="an officer without an address"),
]


@pytest.mark.parametrize(("reading", "changed"), ENTERED)
def test_what_the_coordinator_enters(reading: Change, changed: dict[str, Any] | None) -> None:
    world = World()
    reference = world.requested()
    decision = world.hear(reading, coordinator(SAM), reference)
    if changed is None:
        assert questions(decision) == ["change"]
    elif not changed:
        assert decision.ignored
    else:
        assert {key: getattr(decision.cases[0], key) for key in changed} == changed
        told = [("approval_amended", DANA), ("approval_amended", DEPUTY), ("change_recorded", SAM)]
        assert kinds(decision) == told


@pytest.mark.rule("R033", "R034")
def test_other_bedrooms_of_a_request_that_is_out_reach_the_landlords_that_look_for_it() -> None:
    world = World()
    decision = world.hear(change(change="bedrooms", bedrooms_needed=3), coordinator(SAM), world.approved())
    amended = [("circular_amended", each) for each in (HARBOUR_LEAD, EASTLEY, SOUTHBY)]
    assert kinds(decision) == sorted([("change_recorded", SAM), *amended])
    assert [(each.field, each.old, each.new) for each in decision.changes] == [("bedrooms", "2", "3")]


def test_a_new_officer_takes_the_place_of_the_one_who_leaves() -> None:  # R014, R034
    world = World()
    reading = change(change="officer", new_officer_name="Aisha", new_officer_email="Aisha@agency.example")
    reference = world.requested()
    decision = world.hear(reading, coordinator(SAM), reference)
    assert [(each.name, each.email, each.agency) for each in decision.cases[0].officers] == [
        ("Aisha", "aisha@agency.example", "The Agency")
    ]
    told = [("approval_amended", DANA), ("approval_amended", DEPUTY), ("change_recorded", AISHA), ("officer_changed", SAM)]
    assert kinds(decision) == told
    assert world.hear(reading, coordinator(SAM), reference).ignored


def test_a_new_officer_stands_beside_the_others_when_nobody_leaves() -> None:
    world = World()
    reading = change(change="officer", new_officer_name="Aisha", new_officer_email="aisha@agency.example")
    assert len(world.hear(reading, coordinator(), world.requested()).cases[0].officers) == 2


@pytest.mark.rule("R014")
def test_the_officer_hands_her_request_on_to_a_colleague_at_once() -> None:
    """She is the old officer's word herself; both are told, so that she rings if it was not she."""
    world = World()
    reference = world.approved()
    decision = world.hear(change(change="officer", new_officer_name="Aisha", new_officer_email=AISHA), SAM, reference)
    case = decision.cases[-1]
    assert ([each.email for each in case.officers], case.former_officers) == ([AISHA], (SAM,))
    assert questions(decision) == []
    assert {("change_recorded", AISHA), ("officer_changed", SAM)} <= set(kinds(decision))
    assert questions(world.hear(withdrawal(), SAM, reference)) == ["sender"]
    assert world.hear(withdrawal(), AISHA, reference).cases[0].state is State.WITHDRAWN


@pytest.mark.rule("R014")
@pytest.mark.parametrize("address", ["aisha@elsewhere.example", "aisha@freemail.example", "aisha@mail.agency.example"])
def test_a_mailbox_elsewhere_waits_for_a_person(address: str) -> None:
    """Her own mailbox may be in a stranger's hands."""
    world = World()
    reference = world.approved()
    reading = change(change="officer", new_officer_name="Aisha", new_officer_email=address)
    decision = world.hear(reading, SAM, reference)
    assert (questions(decision), kinds(decision), decision.cases) == (["change"], [("change_asked", SAM)], ())
    assert world.hear(reading, coordinator(SAM), reference).cases[-1].officers[0].email == address


@pytest.mark.rule("R014", "D13")
def test_whoever_says_that_she_has_taken_over_is_not_written_to_and_nothing_changes() -> None:
    world = World()
    decision = world.hear(change(change="officer", new_officer_email=AISHA, new_officer_name="Aisha"), AISHA, world.approved())
    assert (questions(decision), decision.letters, decision.cases) == (["sender"], (), ())
    assert "telephone the officer whose address is stored" in decision.questions[0].why


@pytest.mark.rule("R014")
def test_an_officer_who_has_left_goes_and_the_last_one_never() -> None:
    world = World()
    reference = world.approved(**BOTH_OFFICERS)
    left = order("officer_left", mailbox=SAM)
    decision = world.hear(left, coordinator(), reference)
    assert [each.email for each in decision.cases[-1].officers] == [PRIYA]
    assert ("officer_changed", SAM) in kinds(decision)
    assert world.hear(left, coordinator(), reference).ignored
    last = world.hear(order("officer_left", mailbox=PRIYA), coordinator(), reference)
    assert (questions(last), last.cases) == (["change"], ())


GROWN: dict[str, Any] = {
    "change": "household",
    "adults": (Person(age=34, sex="f"), Person(age=70, sex="f")),
    "children": (Person(age=4, sex="m"), Person(age=9, sex="f"), Person(age=0, sex="m")),
}


@pytest.mark.rule("R033", "R034")
def test_a_household_that_grows_is_told_in_counts_to_whom_it_concerns_and_its_bedrooms_are_asked_about() -> None:
    world = World()
    reference = world.approved()
    asked = world.hear(change(change="household"), SAM, reference)
    assert (questions(asked), asked.cases) == (["change"], ())
    decision = world.hear(change(**GROWN), coordinator(SAM), reference)
    household = decision.cases[-1].household
    assert (household.adults, household.children, household.under_5) == (2, 3, 2)
    assert ("circular_amended", SOUTHBY) in kinds(decision)
    assert [each.field for each in decision.changes] == ["household"]
    assert "R033" in decision.questions[-1].why
    assert world.hear(change(**GROWN), coordinator(SAM), reference).ignored


# Pauses.


@pytest.mark.rule("R017", "R034")
def test_a_pause_takes_effect_at_once_and_asks_landlords_not_to_offer() -> None:
    world = World()
    reference = world.approved()
    until = TODAY + timedelta(days=30)
    decision = world.hear(change(change="pause", pause_until=until), SAM, reference)
    (case,) = decision.cases
    assert (case.state, case.paused_on, case.paused_until) == (State.CIRCULATED, TODAY, until)
    stock = [("request_paused", each) for each in (HARBOUR_LEAD, EASTLEY, SOUTHBY)]
    assert kinds(decision) == sorted([("request_paused", SAM), *stock])
    assert decision.questions == ()
    assert world.hear(change(change="pause"), SAM, reference).ignored


def test_a_pause_without_an_end_is_looked_at_again_and_does_not_sleep_for_ever() -> None:
    world = World()
    (case,) = world.hear(change(change="pause"), SAM, world.approved()).cases
    assert case.paused_until == TODAY + timedelta(days=30)


def test_a_home_that_is_kept_free_when_a_request_pauses_is_asked_about() -> None:
    world = World()
    decision = world.hear(change(change="pause"), SAM, world.offered())
    assert questions(decision) == ["change"]
    assert ("request_paused", SOUTHBY) not in kinds(decision)


@pytest.mark.rule("R036")
def test_an_approval_during_a_pause_is_kept_and_goes_out_when_the_request_goes_on() -> None:
    world = World()
    reference = world.requested()
    world.hear(change(change="pause"), SAM, reference)
    approved = world.hear(approval(), DANA, reference)
    assert (world.cases[reference].state, world.cases[reference].approved_on) == (State.AWAITING_APPROVAL, TODAY)
    assert "circular" not in {letter.kind for letter in approved.letters}
    resumed = world.hear(change(change="resume"), SAM, reference)
    assert world.cases[reference].state is State.CIRCULATED
    assert {("request_open_again", SAM), ("circular", SOUTHBY)} <= set(kinds(resumed))
    assert world.hear(change(change="resume"), SAM, reference).ignored


def test_a_held_request_that_is_paused_lets_others_go_first_and_goes_on_after() -> None:
    world = World(entries=list(carry(landlord="Northam", owes=3, day=TODAY, reason="opening")))
    first = world.approved()
    world.hear(change(change="pause"), SAM, first)
    assert world.cases[first].state is State.HELD_AT_CAP
    world.entries.clear()
    world.hear(change(change="resume"), SAM, first)
    assert world.cases[first].state is State.CIRCULATED


def test_a_pause_is_lifted_by_its_officer_or_the_coordinator_alone() -> None:
    world = World()
    reference = world.approved()
    world.hear(change(change="pause"), SAM, reference)
    for address in (MALLORY, DANA, SOUTHBY, PRIYA):
        assert world.hear(change(change="resume"), address, reference).cases == ()
    assert world.hear(order("resume"), coordinator(), reference).cases[0].paused_on is None


# Withdrawal.


def test_a_withdrawal_tells_everybody_that_knew_and_nobody_why() -> None:  # D12
    world = World()
    reference = world.approved()
    decision = world.hear(withdrawal("rehoused_elsewhere"), SAM, reference)
    (case,) = decision.cases
    assert (case.state, case.closed_on) == (State.WITHDRAWN, TODAY)
    assert kinds(decision) == sorted(
        [
            ("withdrawal_recorded", SAM),
            ("case_closed", DANA),
            ("case_closed", DEPUTY),
            ("closed", SOUTHBY),
            ("closed", EASTLEY),
            ("closed", HARBOUR_LEAD),
        ]
    )
    assert {letter.reason for letter in decision.letters} == {""}
    assert decision.notes[0].what == "Withdrawn by the officer (rehoused elsewhere)."


def test_a_withdrawal_before_anybody_was_asked_tells_the_officer_only() -> None:
    world = World()
    world.hear(withdrawal(), SAM, world.requested(pets=unsure()))
    assert kinds(world.hear(withdrawal(), SAM, "ARC-01-25")) == []
    assert [letter.kind for letter in world.letters] == ["acknowledgement", "withdrawal_recorded"]


@pytest.mark.parametrize(("step", "void"), [("offered", False), ("accepted", True)])
def test_a_withdrawal_frees_the_home_on_offer(step: str, void: bool) -> None:
    world = World()
    reference = getattr(world, step)()
    decision = world.hear(withdrawal(), SAM, reference)
    assert ("offer_no_longer_needed", SOUTHBY) in kinds(decision)
    assert decision.cases[0].offers[0].state is OfferState.LAPSED
    assert [entry.kind for entry in decision.entries] == ([EntryKind.VOID] * 2 if void else [])
    assert decision.cases[0].move == 1 + void
    assert balance(world.entries).get("Northam", Balance()) == Balance()


def test_a_withdrawal_of_a_household_with_a_home_lets_the_next_one_go_on() -> None:
    world = World(entries=list(carry(landlord="Northam", owes=2, day=TODAY, reason="opening")))
    reference = world.accepted()
    held = world.approved(risk_primary="stalking", tenancy_type="assured", areas_requested=("Eastley",))
    world.hear(withdrawal(), SAM, reference)
    assert world.cases[held].state is State.CIRCULATED


def test_a_held_case_that_is_withdrawn_is_not_released() -> None:
    world = World(entries=list(carry(landlord="Northam", owes=3, day=TODAY, reason="opening")))
    first = world.approved()
    second = world.approved(risk_primary="stalking", tenancy_type="assured", areas_requested=("Eastley",))
    world.entries.clear()
    world.hear(withdrawal(), SAM, first)
    assert [world.cases[each].state for each in (first, second)] == [State.WITHDRAWN, State.CIRCULATED]


@pytest.mark.parametrize(("address", "kind"), [(DANA, "withdrawal"), (SOUTHBY, "sender"), (MALLORY, "sender"), (PRIYA, "sender")])
def test_a_withdrawal_by_anybody_else_is_for_a_person(address: str, kind: str) -> None:
    world = World()
    decision = world.hear(withdrawal(), address, world.approved())
    assert (questions(decision), decision.cases, decision.letters) == ([kind], (), ())


def test_the_same_withdrawal_again_is_one() -> None:
    world = World()
    reference = world.approved()
    world.hear(withdrawal(), SAM, reference)
    assert world.hear(withdrawal("lost_contact"), SAM, reference).ignored == "the same withdrawal again"


def test_a_withdrawal_after_the_move_is_for_a_person() -> None:
    world = World()
    decision = world.hear(withdrawal(), SAM, world.moved())
    assert (questions(decision), decision.cases, decision.letters) == (["closed"], (), ())


def test_a_withdrawal_in_doubt_withdraws_nothing() -> None:
    world = World()
    decision = world.hear(replace(withdrawal(None), doubts=("Perhaps.",)), SAM, world.approved())
    assert (questions(decision), decision.cases) == (["doubt"], ())


def test_withdrawn_consent_asks_what_to_erase() -> None:
    world = World()
    decision = world.hear(withdrawal("consent_withdrawn"), SAM, world.approved())
    assert decision.cases[0].state is State.WITHDRAWN
    assert questions(decision) == ["change"]


def test_after_the_end_nothing_goes_out_any_more() -> None:  # D12
    world = World()
    reference = world.accepted()
    world.hear(withdrawal(None), SAM, reference)
    before = len(world.letters)
    for reading, address in (
        (approval(), DANA),
        (outcome("accepted"), SAM),
        (outcome("tenancy_started", tenancy_start_date=TODAY), SOUTHBY),
        (change(areas_removed=("Southby",)), SAM),
        (withdrawal(), SAM),
    ):
        world.hear(reading, address, reference)
    assert len(world.letters) == before


def test_a_landlord_that_keeps_a_home_free_gets_one_notice_and_not_two() -> None:  # D14
    world = World()
    decision = world.hear(withdrawal(), SAM, world.offered())
    assert [letter.kind for letter in decision.letters if letter.partner == "Southby"] == ["offer_no_longer_needed"]
