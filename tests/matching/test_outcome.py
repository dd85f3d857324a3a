"""What became of an offer, and what the pot makes of it (R043–R053, D11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matching.case import OfferState, State
from matching.ledger import Balance, EntryKind, balance, carry
from parsing.readings import Outcome
from tests.matching.world import (
    DANA,
    EASTLEY,
    EASTLEY_LEAD,
    HARBOUR,
    HARBOUR_LEAD,
    MALLORY,
    NORTHAM_LETTINGS,
    PARTNERS,
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
    unsure,
    withdrawal,
)

DEPUTY = "deputy@northam.example"
STARTED = outcome("tenancy_started", tenancy_start_date=TODAY)
OPENING = date(2025, 1, 1)


def owing(landlord: str, homes: int) -> list[Any]:
    return list(carry(landlord=landlord, owes=homes, day=OPENING, reason="opening"))


@pytest.mark.rule("R043")
@pytest.mark.parametrize("address", [SAM, SOUTHBY])
@pytest.mark.parametrize("stage", ["viewing_booked", "viewed", "no_show"])
def test_a_viewing_stands_on_the_offer_and_is_told_to_nobody(stage: str, address: str) -> None:
    world = World()
    decision = world.hear(outcome(stage, date=TODAY), address, world.offered())
    assert len(decision.notes) == 1
    assert (decision.letters, decision.entries, decision.questions) == ((), (), ())
    assert decision.cases[0].state is State.OFFERED
    (made,) = decision.cases[0].offers
    assert (made.viewing, made.viewing_on, made.state) == (stage, TODAY, OfferState.OPEN)


@pytest.mark.rule("R043")
def test_from_offer_received_to_viewed() -> None:
    world = World()
    reference = world.offered()
    seen = [world.cases[reference].offers[0].viewing]
    for stage in ("viewing_booked", "viewed", "viewing_booked"):
        world.hear(outcome(stage), SAM, reference)
        seen.append(world.cases[reference].offers[0].viewing)
    assert seen == ["", "viewing_booked", "viewed", "viewed"]  # the last word is an old mail
    world.hear(outcome("viewing_booked", date=TODAY + timedelta(days=2)), SAM, reference)
    assert world.cases[reference].offers[0].viewing == "viewing_booked"  # they look again


def test_the_day_of_a_booked_viewing_stays_when_it_has_been_viewed() -> None:
    world = World()
    reference = world.offered()
    world.hear(outcome("viewing_booked", date=TODAY), SAM, reference)
    world.hear(outcome("viewed"), SAM, reference)
    assert world.cases[reference].offers[0].viewing_on == TODAY


def test_a_viewing_of_one_of_two_homes_is_noted_of_neither() -> None:
    world = World()
    decision = world.hear(outcome("viewed"), SAM, two_offers(world))
    assert [made.viewing for made in decision.cases[0].offers] == ["", ""]
    assert len(decision.notes) == 1


@pytest.mark.parametrize("address", [MALLORY, DANA, EASTLEY, NORTHAM_LETTINGS])
@pytest.mark.parametrize("stage", ["viewed", "accepted", "refused", "offer_withdrawn", "tenancy_started"])
def test_nobody_but_the_officer_and_the_offering_landlord_reports(stage: str, address: str) -> None:
    world = World()
    decision = world.hear(outcome(stage), address, world.offered())
    assert (questions(decision), decision.cases, decision.letters, decision.entries) == (["sender"], (), (), ())


UNCLEAR = [
    pytest.param(outcome(unsure()), "doubt", id="the stage is in doubt"),
    pytest.param(outcome("accepted", date=unsure()), "doubt", id="a date is in doubt"),
    pytest.param(outcome(None), "outcome", id="no stage"),
]


@pytest.mark.parametrize(("reading", "kind"), UNCLEAR)
def test_an_unclear_report_is_for_a_person(reading: Outcome, kind: str) -> None:
    world = World()
    decision = world.hear(reading, SAM, world.offered())
    assert (questions(decision), decision.cases, decision.entries) == ([kind], (), ())


# Acceptance.


@pytest.mark.parametrize("address", [SAM, SOUTHBY, SOUTHBY_LEAD])
def test_an_acceptance_reserves_a_place_and_tells_both(address: str) -> None:  # L3
    world = World()
    reference = world.offered()
    decision = world.hear(outcome("accepted"), address, reference)
    assert decision.cases[0].state is State.ACCEPTED
    assert decision.cases[0].offers[0].state is OfferState.ACCEPTED
    assert [(entry.kind, entry.landlord, entry.homes) for entry in decision.entries] == [
        (EntryKind.RESERVE, "Northam", -1),
        (EntryKind.RESERVE, "Southby", 1),
    ]
    assert kinds(decision) == [("acceptance_recorded", SOUTHBY), ("acceptance_recorded", SAM)]
    assert balance(world.entries)["Northam"] == Balance(reserved=1)


@pytest.mark.rule("R051")
def test_an_acceptance_by_word_of_mouth_starts_no_tenancy() -> None:  # forms 43
    world = World()
    world.accepted()
    assert balance(world.entries)["Northam"].received == 0


def states_of(world: World, reference: str) -> list[OfferState]:
    return [made.state for made in world.cases[reference].offers]


def two_offers(world: World) -> str:
    reference = world.offered()
    world.hear(offer("Eastley"), EASTLEY, reference)
    return reference


def test_with_two_open_offers_the_officers_yes_is_for_a_person() -> None:
    world = World()
    decision = world.hear(outcome("accepted"), SAM, two_offers(world))
    assert (questions(decision), decision.entries) == (["offer"], ())


def test_with_two_open_offers_a_landlord_means_its_own_and_the_first_acceptance_wins() -> None:
    world = World()
    decision = world.hear(outcome("accepted"), EASTLEY, two_offers(world))
    assert {made.landlord: made.state for made in decision.cases[0].offers} == {
        "Southby": OfferState.LAPSED,
        "Eastley": OfferState.ACCEPTED,
    }
    assert kinds(decision) == sorted(
        [("acceptance_recorded", EASTLEY), ("acceptance_recorded", SAM), ("offer_no_longer_needed", SOUTHBY)]
    )
    let_go = next(letter for letter in decision.letters if letter.to == SOUTHBY)
    assert (let_go.home, let_go.balance, let_go.reason) == (None, None, "")


def test_an_acceptance_of_a_home_that_was_let_go_is_for_a_person() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    named = Outcome(stage=said("accepted", "We accept the offer from Southby."))
    assert questions(world.hear(named, SAM, reference)) == ["offer"]
    world.hear(outcome("refused"), EASTLEY, reference)
    for reading in (named, outcome("accepted")):
        decision = world.hear(reading, SAM, reference)
        assert (questions(decision), decision.entries) == (["offer"], ())


def test_the_other_home_of_the_same_landlord_is_a_persons_to_tell_of() -> None:
    world = World()
    reference = world.offered(HARBOUR)
    world.hear(offer("Eastley"), HARBOUR, reference)
    decision = world.hear(Outcome(stage=said("accepted", "We accept the flat in Eastley.")), SAM, reference)
    assert [made.state for made in decision.cases[0].offers] == [OfferState.LAPSED, OfferState.ACCEPTED]
    assert questions(decision) == ["offer"]
    assert "offer_no_longer_needed" not in {letter.kind for letter in decision.letters}


def test_an_acceptance_that_crossed_with_a_withdrawal_is_for_a_person() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("offer_withdrawn"), SOUTHBY, reference)
    assert questions(world.hear(outcome("accepted"), SAM, reference)) == ["offer"]
    assert world.hear(outcome("accepted"), coordinator(), reference).entries


def test_after_one_refusal_the_yes_means_the_other() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("refused"), SOUTHBY, reference)
    assert world.hear(outcome("accepted"), SAM, reference).cases[0].state is State.ACCEPTED


def test_an_acceptance_of_nothing_is_for_a_person() -> None:
    world = World()
    assert questions(world.hear(outcome("accepted"), SAM, world.approved())) == ["offer"]


@pytest.mark.rule("R049")
@pytest.mark.rule("R049")
def test_at_the_cap_an_acceptance_is_refused_to_the_coordinator_and_nobody_signs() -> None:  # L3
    world = World()
    reference = world.offered()
    world.entries.extend(owing("Northam", 3))
    decision = world.hear(outcome("accepted"), SAM, reference)
    assert (questions(decision), decision.entries) == (["cap"], ())
    assert kinds(decision) == [("acceptance_waits", SOUTHBY), ("acceptance_waits", SAM)]
    assert {(letter.balance, letter.home, letter.reason) for letter in decision.letters} == {(None, None, "")}
    assert (world.cases[reference].state, states_of(world, reference)) == (State.OFFERED, [OfferState.OPEN])
    again = world.hear(outcome("accepted"), SOUTHBY, reference)
    assert (questions(again), again.letters) == (["cap"], ())
    above = world.hear(outcome("accepted"), coordinator(SAM), reference, override="life-threatening")
    assert {entry.reason for entry in above.entries} == {"life-threatening"}
    assert above.cases[0].cap_override == "life-threatening"


def test_a_case_let_past_the_cap_once_is_not_stopped_again() -> None:
    world = World(entries=owing("Northam", 3))
    reference = world.approved()
    world.hear(approval(), coordinator(), reference, override="life-threatening")
    world.hear(offer(), SOUTHBY, reference)
    assert world.hear(outcome("accepted"), SAM, reference).entries


def test_a_home_in_an_area_taken_off_since_is_not_accepted() -> None:
    world = World()
    reference = world.offered()
    world.at(reference, areas_requested=("Eastley",))
    assert questions(world.hear(outcome("accepted"), SAM, reference)) == ["offer"]


def test_the_same_acceptance_again_is_one() -> None:
    world = World()
    reference = world.accepted()
    for address in (SAM, SOUTHBY):
        assert world.hear(outcome("accepted"), address, reference).ignored == "the same acceptance again"


def test_another_landlord_that_reports_an_acceptance_is_for_a_person() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    assert questions(world.hear(outcome("accepted"), SOUTHBY, reference)) == ["offer"]


# Refusal and withdrawal of an offer.


@pytest.mark.rule("R044")
def test_a_refusal_goes_back_to_the_circular_and_tells_the_group_of_reason() -> None:
    world = World()
    decision = world.hear(outcome("refused", refusal_reason="too_small"), SAM, world.offered())
    (case,) = decision.cases
    assert (case.state, case.offers[0].state, case.offers[0].refusal_reason) == (
        State.CIRCULATED,
        OfferState.REFUSED,
        "too_small",
    )
    assert (case.offers[0].landlord, case.offers[0].ended_on) == ("Southby", TODAY)
    assert kinds(decision) == [("refusal_recorded", SOUTHBY), ("refusal_recorded", SAM)]
    assert {letter.reason for letter in decision.letters} == {"too_small"}
    assert decision.entries == ()


def test_a_refusal_of_one_of_two_leaves_the_other_open() -> None:
    world = World()
    decision = world.hear(outcome("refused"), EASTLEY, two_offers(world))
    assert decision.cases[0].state is State.OFFERED


@pytest.mark.parametrize("stage", ["refused", "offer_withdrawn"])
def test_the_end_of_an_accepted_offer_gives_its_place_back(stage: str) -> None:  # L3
    world = World()
    reference = world.accepted()
    decision = world.hear(outcome(stage), SAM, reference)
    assert [(entry.kind, entry.landlord, entry.homes, entry.move) for entry in decision.entries] == [
        (EntryKind.VOID, "Southby", -1, 1),
        (EntryKind.VOID, "Northam", 1, 1),
    ]
    assert (decision.cases[0].state, decision.cases[0].move) == (State.CIRCULATED, 2)
    assert balance(world.entries)["Northam"] == Balance()


@pytest.mark.parametrize("stage", ["refused", "offer_withdrawn"])
def test_when_the_accepted_offer_ends_a_person_asks_whom_it_had_let_go(stage: str) -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    decision = world.hear(outcome(stage), EASTLEY, reference)
    assert decision.cases[0].state is State.CIRCULATED
    assert any("Ask Southby again" in question.why for question in decision.questions)
    assert SOUTHBY not in {letter.to for letter in decision.letters}
    again = world.hear(offer(), SOUTHBY, reference)
    assert [made.state for made in again.cases[0].offers_in(OfferState.OPEN)] == [OfferState.OPEN]


@pytest.mark.parametrize(("stage", "state"), [("refused", OfferState.REFUSED), ("offer_withdrawn", OfferState.WITHDRAWN)])
def test_word_on_a_home_that_was_let_go_is_kept_and_leaves_the_accepted_one(stage: str, state: OfferState) -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    decision = world.hear(outcome(stage), SOUTHBY, reference)
    assert (decision.cases[0].state, decision.entries, decision.letters, decision.questions) == (State.ACCEPTED, (), (), ())
    assert [made.state for made in decision.cases[0].offers] == [state, OfferState.ACCEPTED]
    assert world.hear(outcome(stage), SOUTHBY, reference).cases == ()


def test_an_officers_refusal_that_could_mean_the_home_let_go_is_for_a_person() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    decision = world.hear(outcome("refused"), SAM, reference)
    assert (questions(decision), decision.entries) == (["offer"], ())
    named = world.hear(Outcome(stage=said("refused", "They refused the offer from Southby.")), SAM, reference)
    assert [made.state for made in named.cases[0].offers] == [OfferState.REFUSED, OfferState.ACCEPTED]


def test_an_accepted_home_that_its_landlord_takes_back_is_urgent() -> None:
    world = World()
    decision = world.hear(outcome("offer_withdrawn"), SOUTHBY, world.accepted())
    assert [(question.kind, question.urgent) for question in decision.questions] == [("offer", True)]
    assert [entry.kind for entry in decision.entries] == [EntryKind.VOID, EntryKind.VOID]
    assert ("offer_withdrawn", SAM) in kinds(decision)
    world = World()
    assert questions(world.hear(outcome("offer_withdrawn"), SAM, world.accepted())) == []  # who says it knows it


def test_a_withdrawn_offer_is_told_to_the_officers() -> None:
    for reading in (
        outcome("offer_withdrawn"),
        offer(offer_status="withdrawn"),
        offer(None, bedrooms=None, offer_status="withdrawn"),
    ):
        world = World()
        decision = world.hear(reading, SOUTHBY, world.offered())
        assert decision.cases[0].offers[0].state is OfferState.WITHDRAWN
        assert kinds(decision) == [("offer_withdrawn", SOUTHBY), ("offer_withdrawn", SAM)]


@pytest.mark.parametrize("stage", ["refused", "offer_withdrawn"])
def test_the_same_end_of_an_offer_again_is_one(stage: str) -> None:
    world = World()
    reference = world.offered()
    world.hear(outcome(stage), SAM, reference)
    for address in (SAM, SOUTHBY):
        assert world.hear(outcome(stage), address, reference).ignored


@pytest.mark.parametrize("stage", ["refused", "offer_withdrawn"])
def test_a_late_second_report_never_ends_the_other_offer(stage: str) -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome(stage), SOUTHBY, reference)
    decision = world.hear(outcome(stage), SAM, reference)
    assert (questions(decision), decision.cases) == (["offer"], ())


@pytest.mark.parametrize("stage", ["refused", "offer_withdrawn"])
def test_the_end_of_no_offer_is_for_a_person(stage: str) -> None:
    world = World()
    assert questions(world.hear(outcome(stage), SAM, world.approved())) == ["offer"]
    world = World()
    assert questions(world.hear(outcome(stage), SAM, two_offers(world))) == ["offer"]


def test_a_refusal_of_a_later_offer_is_its_own() -> None:
    world = World()
    reference = world.offered()
    world.hear(outcome("refused"), SAM, reference)
    world.hear(offer("Eastley"), EASTLEY, reference)
    decision = world.hear(outcome("refused"), SAM, reference)
    assert [made.state for made in decision.cases[0].offers] == [OfferState.REFUSED, OfferState.REFUSED]


@pytest.mark.parametrize("stage", ["viewed", "accepted", "refused", "offer_withdrawn", "tenancy_started"])
def test_a_report_on_a_closed_request_is_for_a_person(stage: str) -> None:  # D12
    world = World()
    reference = world.offered()
    world.hear(withdrawal(), SAM, reference)
    decision = world.hear(outcome(stage), SAM, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["closed"], (), ())


def test_an_offer_withdrawn_from_a_closed_request_is_for_a_person() -> None:
    world = World()
    reference = world.offered()
    world.hear(withdrawal(), SAM, reference)
    assert questions(world.hear(offer(offer_status="withdrawn"), SOUTHBY, reference)) == ["closed"]


# The tenancy.


@pytest.mark.rule("R047", "R051")
def test_a_tenancy_start_posts_two_entries_and_tells_everybody_their_part() -> None:  # R047, D11
    world = World()
    reference = world.accepted()
    started = TODAY - timedelta(days=2)
    decision = world.hear(outcome("tenancy_started", tenancy_start_date=started), SAM, reference)
    (case,) = decision.cases
    assert (case.state, case.closed_on, case.offers[0].state) == (State.MOVED, TODAY, OfferState.HOUSED)
    assert [(entry.kind, entry.landlord, entry.homes, entry.day) for entry in decision.entries] == [
        (EntryKind.POST, "Northam", -1, started),
        (EntryKind.POST, "Southby", 1, started),
    ]
    assert kinds(decision) == sorted(
        [
            ("move_recorded", SAM),
            ("home_counted", SOUTHBY),
            ("home_owed", DANA),
            ("home_owed", DEPUTY),
            ("closed", EASTLEY),
            ("closed", HARBOUR_LEAD),
        ]
    )
    assert balance(world.entries) == {"Northam": Balance(received=1), "Southby": Balance(given=1)}


def test_each_landlord_is_told_its_own_balance_only() -> None:  # D11
    world = World()
    world.moved()
    told = {letter.kind: letter for letter in world.letters[-6:]}
    assert (told["home_owed"].partner, told["home_owed"].balance) == ("Northam", Balance(received=1))
    assert (told["home_counted"].partner, told["home_counted"].balance) == ("Southby", Balance(given=1))
    assert told["closed"].balance is None
    assert told["home_owed"].home is None
    assert told["home_owed"].reason == ""


@pytest.mark.rule("D11")
def test_the_applicants_landlord_hears_of_no_offer_before_the_end() -> None:  # D11
    world = World()
    world.moved()
    after_approval = [
        letter.kind for letter in world.letters if letter.partner == "Northam" and letter.kind != "approval_recorded"
    ]
    assert after_approval == ["approval_request"] * 2 + ["home_owed"] * 2


def test_the_mailbox_that_offered_has_left_so_the_leads_are_told() -> None:  # D2
    world = World()
    reference = world.accepted()
    world.partners = tuple(
        replace(each, offers_from=(), circulars_to=()) if each.name == "Southby" else each for each in PARTNERS
    )
    assert ("home_counted", SOUTHBY_LEAD) in kinds(world.hear(STARTED, SAM, reference))


def test_a_rehousing_landlord_that_has_left_since_is_counted_and_not_written_to() -> None:
    world = World()
    reference = world.accepted()
    world.partners = tuple(replace(each, status="left") if each.name == "Southby" else each for each in PARTNERS)
    decision = world.hear(STARTED, SAM, reference)
    assert len(decision.entries) == 2
    assert "Southby" not in {letter.partner for letter in decision.letters}


def test_the_start_of_an_open_offer_is_acceptance_and_start_in_one() -> None:
    world = World()
    reference = world.offered()
    decision = world.hear(STARTED, SOUTHBY, reference)
    assert [entry.kind for entry in decision.entries] == [EntryKind.RESERVE] * 2 + [EntryKind.POST] * 2
    assert [case.state for case in decision.cases] == [State.MOVED]
    assert "acceptance_recorded" not in {letter.kind for letter in decision.letters}
    assert balance(world.entries)["Northam"] == Balance(received=1)
    assert next(letter for letter in decision.letters if letter.kind == "home_owed").balance == Balance(received=1)


@pytest.mark.rule("R049")
def test_at_the_cap_a_start_without_an_acceptance_is_for_a_person() -> None:  # R049
    world = World()
    reference = world.offered()
    world.entries.extend(owing("Northam", 3))
    decision = world.hear(STARTED, SAM, reference)
    assert (questions(decision), decision.entries, decision.cases) == (["cap"], (), ())


STARTS: list[Any] = [
    pytest.param(outcome("tenancy_started"), "date", id="no day"),
    pytest.param(outcome("tenancy_started", tenancy_start_date=TODAY + timedelta(days=1)), "date", id="a day to come"),
    pytest.param(outcome("tenancy_started", tenancy_start_date=unsure()), "doubt", id="a day in doubt"),
]


@pytest.mark.parametrize(("reading", "kind"), STARTS)
def test_a_tenancy_without_a_sure_first_day_posts_nothing(reading: Outcome, kind: str) -> None:
    world = World()
    decision = world.hear(reading, SAM, world.accepted())
    assert (questions(decision), decision.entries, decision.cases) == ([kind], (), ())


def test_the_day_of_the_report_will_do() -> None:
    world = World()
    decision = world.hear(outcome("tenancy_started", date=TODAY), SAM, world.accepted())
    assert {entry.day for entry in decision.entries} == {TODAY}


def test_a_start_with_no_offer_or_two_is_for_a_person() -> None:
    world = World()
    assert questions(world.hear(STARTED, SAM, world.approved())) == ["offer"]
    world = World()
    reference = two_offers(world)
    for address in (SAM, SOUTHBY):
        assert questions(world.hear(STARTED, address, reference)) == ["offer"]


def test_a_start_reported_by_another_landlord_is_for_a_person() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    assert questions(world.hear(STARTED, SOUTHBY, reference)) == ["offer"]
    world.hear(STARTED, EASTLEY, reference)
    assert questions(world.hear(STARTED, SOUTHBY, reference)) == ["offer"]


def test_both_report_the_start_and_it_is_one_move() -> None:  # L5
    world = World()
    reference = world.moved()
    for address in (SAM, SOUTHBY):
        assert world.hear(STARTED, address, reference).ignored == "the same tenancy start again"
    assert len(world.entries) == 4


def test_offers_left_open_lapse_when_the_household_moves() -> None:
    world = World()
    reference = two_offers(world)
    world.hear(outcome("accepted"), EASTLEY, reference)
    decision = world.hear(STARTED, SAM, reference)
    assert [made.state for made in decision.cases[0].offers] == [OfferState.LAPSED, OfferState.HOUSED]
    assert [letter.kind for letter in world.letters if letter.to == SOUTHBY][-2:] == ["offer_no_longer_needed", "closed"]


def test_offers_left_open_lapse_at_a_start_that_nobody_accepted_before() -> None:
    world = World()
    decision = world.hear(STARTED, EASTLEY, two_offers(world))
    assert questions(decision) == ["offer"]
    named = Outcome(stage=said("tenancy_started", "The tenancy with Eastley has started."), tenancy_start_date=said(TODAY))
    decision = world.hear(named, SAM, "ARC-01-25")
    assert [made.state for made in decision.cases[0].offers] == [OfferState.LAPSED, OfferState.HOUSED]
    assert [kind for kind, to in kinds(decision) if to == SOUTHBY] == ["offer_no_longer_needed"]  # D14


# A home given frees a place.


def held_at_southby(world: World, count: int) -> list[str]:
    """Cases of Southby's own households, held: it owes three already."""
    world.entries.extend(owing("Southby", 3))
    references = []
    for number in range(count):
        form = request(
            applicant_landlord="Southby",
            area_residence="Southby",
            areas_requested=("Eastley",),
            areas_at_risk=("Southby",),
            current_bedrooms=number + 1,
            bedrooms_needed=number + 1,
            risk_primary=("stalking", "hate_crime", "domestic_abuse")[number],
        )
        world.hear(form, SAM)
        reference = list(world.cases)[-1]
        world.hear(approval(), SOUTHBY_LEAD, reference)
        references.append(reference)
    assert all(world.cases[each].state is State.HELD_AT_CAP for each in references)
    return references


@pytest.mark.rule("R049", "R051")
def test_a_home_given_releases_the_oldest_held_case() -> None:  # R049, fairness 5.2
    world = World()
    moving = world.accepted()
    first, second = held_at_southby(world, 2)
    decision = world.hear(STARTED, SAM, moving)
    assert [world.cases[each].state for each in (first, second)] == [State.CIRCULATED, State.HELD_AT_CAP]
    assert decision.cases[0].reference == moving
    circulars = [(letter.case.reference, letter.to) for letter in decision.letters if letter.kind == "circular"]
    assert circulars == [(first, EASTLEY), (first, HARBOUR_LEAD)]


def test_as_many_are_released_as_there_is_room() -> None:
    world = World()
    moving = world.accepted()
    held = held_at_southby(world, 3)
    world.entries.extend(owing("Southby", -1))
    decision = world.hear(STARTED, SAM, moving)  # 3 − 1 − 1 leaves room for two
    assert [world.cases[each].state for each in held] == [State.CIRCULATED, State.CIRCULATED, State.HELD_AT_CAP]
    to_eastley = [letter for letter in decision.letters if (letter.kind, letter.to) == ("circular", EASTLEY)]
    assert [letter.case.reference for letter in to_eastley] == held[:2]


def test_a_reservation_given_back_releases_a_held_case_too() -> None:
    world = World(entries=owing("Northam", 2))
    reference = world.accepted()
    held = world.approved(risk_primary="stalking", tenancy_type="assured", areas_requested=("Eastley",))
    assert world.cases[held].state is State.HELD_AT_CAP
    world.hear(outcome("refused"), SAM, reference)
    assert world.cases[held].state is State.CIRCULATED


def test_a_released_case_with_nobody_to_tell_is_for_a_person() -> None:
    world = World()
    moving = world.accepted()
    (held,) = held_at_southby(world, 1)
    world.at(held, areas_requested=("Northam",), excluded=("Northam",))
    decision = world.hear(STARTED, SAM, moving)
    assert questions(decision) == ["circulation"]
    assert world.cases[held].state is State.HELD_AT_CAP
    assert world.cases[moving].state is State.MOVED


def test_eastley_leads_are_never_written_to_without_a_part() -> None:
    world = World()
    world.moved()
    assert EASTLEY_LEAD not in {letter.to for letter in world.letters}
    assert HARBOUR not in {letter.to for letter in world.letters}


# Which home the words mean.


@pytest.mark.parametrize(
    ("words", "landlord"),
    [
        ("We accept the offer from Eastley.", "Eastley"),
        ("She would like to take Southby's flat.", "Southby"),
        ("Offer accepted: the flat in Eastley", "Eastley"),
    ],
)
def test_of_two_offers_the_one_that_the_words_name_is_accepted(words: str, landlord: str) -> None:
    world = World()
    reference = two_offers(world)
    decision = world.hear(Outcome(stage=said("accepted", words)), SAM, reference)
    assert [made.landlord for made in decision.cases[0].offers_in(OfferState.ACCEPTED)] == [landlord]


@pytest.mark.parametrize(
    "words",
    [
        "We accept the offer.",
        "We accept the flat in Eastley, not the one in Southby.",
        "We accept the offer instead of the flat in Eastley.",
        "We accept, Eastley is lovely.",
        "She refused the flat in Eastley and accepts.",
    ],
)
def test_of_two_offers_words_that_could_mean_either_are_for_a_person(words: str) -> None:
    world = World()
    reference = two_offers(world)
    assert questions(world.hear(Outcome(stage=said("accepted", words)), SAM, reference)) == ["offer"]


@pytest.mark.parametrize("stage", ["accepted", "refused"])
def test_words_on_the_home_of_another_landlord_never_touch_the_only_offer(stage: str) -> None:
    world = World()
    reference = world.offered()
    assert questions(world.hear(Outcome(stage=said(stage, "It is about the offer from Eastley.")), SAM, reference)) == ["offer"]


@pytest.mark.parametrize("stage", ["accepted", "tenancy_started"])
def test_news_of_another_landlords_home_is_no_repetition_of_the_accepted_one(stage: str) -> None:
    world = World()
    reference = world.accepted()
    news = Outcome(stage=said(stage, "The tenancy with Eastley"), tenancy_start_date=said(world.today))
    decision = world.hear(news, SAM, reference)
    assert (questions(decision), decision.entries) == (["offer"], ())


def test_a_reason_that_names_an_area_still_refuses_the_only_offer() -> None:
    world = World()
    reference = world.offered()
    words = "Refused: it is too close to Eastley, where his mother lives."
    assert not questions(world.hear(Outcome(stage=said("refused", words)), SAM, reference))
    assert world.cases[reference].state is State.CIRCULATED


def test_the_officer_may_pass_on_that_the_landlord_took_its_offer_back() -> None:
    world = World()
    reference = world.accepted()
    decision = world.hear(offer(None, bedrooms=None, offer_status="withdrawn"), SAM, reference)
    assert decision.cases[0].state is State.CIRCULATED
    assert [entry.kind for entry in decision.entries] == [EntryKind.VOID, EntryKind.VOID]
    assert kinds(decision) == [("offer_withdrawn", SOUTHBY), ("offer_withdrawn", SAM)]


@pytest.mark.rule("R059")
def test_a_tenancy_start_keeps_how_many_moved() -> None:
    world = World()
    reading = outcome("tenancy_started", tenancy_start_date=TODAY, adults_moved=1, children_moved=2)
    (case,) = world.hear(reading, SAM, world.accepted()).cases
    assert (case.state, case.people_moved) == (State.MOVED, (1, 2))
