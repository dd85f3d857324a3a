"""Offers: from whom, for what, how many (R039, R042–R046)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching.case import Offer, OfferState, State
from matching.suit import suits
from parsing.readings import PropertyOffer
from tests.matching.world import (
    DANA,
    EASTLEY,
    HARBOUR,
    MALLORY,
    NORTHAM_LETTINGS,
    PARTNERS,
    PRIYA,
    SAM,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    said,
    unsure,
    with_policy,
)


@pytest.mark.rule("R042")
def test_a_good_offer_is_told_to_the_officer_with_its_address_and_recorded_without() -> None:
    world = World()
    reference = world.approved()
    reading = offer(
        property_type="flat",
        floor=2,
        lift=True,
        address="12 Sea Street",
        rent="139.00",
        rent_period="week",
        reply_by=date(2025, 3, 14),
    )
    decision = world.hear(reading, SOUTHBY, reference)
    (case,) = decision.cases
    (made,) = case.offers
    assert case.state is State.OFFERED
    assert (made.landlord, made.area, made.bedrooms, made.state) == ("Southby", "Southby", 2, OfferState.OPEN)
    assert (made.made_on, made.made_by, made.reply_by) == (TODAY, SOUTHBY, date(2025, 3, 14))
    assert kinds(decision) == [("offer_notice", SAM), ("offer_recorded", SOUTHBY)]
    notice, recorded = decision.letters
    assert notice.home is not None
    assert (notice.home.address, notice.home.landlord, notice.home.rent) == ("12 Sea Street", "Southby", "139.00")
    assert recorded.home == replace(notice.home, address="")
    assert "12 Sea Street" not in repr((decision.cases, decision.notes))


@pytest.mark.parametrize("address", [SOUTHBY, "voids@southby.example", SOUTHBY_LEAD])
def test_any_mailbox_of_the_partner_may_offer(address: str) -> None:
    world = World()
    decision = world.hear(offer(), address, world.approved())
    assert ("offer_recorded", address) in kinds(decision)


def test_a_second_landlord_may_offer_too() -> None:
    world = World()
    decision = world.hear(offer("Eastley"), EASTLEY, world.offered())
    assert [each.landlord for each in decision.cases[0].offers] == ["Southby", "Eastley"]


NOT_FROM: list[Any] = [
    pytest.param(MALLORY, {}, id="a stranger"),
    pytest.param(SAM, {}, id="the officer"),
    pytest.param(DANA, {}, id="the applicant's own landlord"),
    pytest.param("lead@resting.example", {}, id="a partner that pauses"),
    pytest.param("all@leaderless.example", {}, id="a partner that had no circular"),
    pytest.param(SOUTHBY, {"excluded": ("Southby",)}, id="a partner that is shut out"),
    pytest.param(SOUTHBY, {"shut_out": (SOUTHBY,)}, id="a mailbox that is shut out"),
]


@pytest.mark.parametrize(("address", "changes"), NOT_FROM)
def test_an_offer_from_anybody_else_is_for_a_person(address: str, changes: dict[str, Any]) -> None:
    world = World()
    reference = world.approved()
    world.at(reference, **changes)
    decision = world.hear(offer(), address, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["offer"], (), ())


def test_a_mailbox_that_two_partners_share_speaks_for_neither() -> None:
    twin = replace(PARTNERS[1], name="Twin Homes")
    world = World(partners=(*PARTNERS, twin))
    assert questions(world.hear(offer(), SOUTHBY, world.approved())) == ["offer"]


HOMES = [
    pytest.param(offer("Westow"), "offer", id="an area at risk: never"),
    pytest.param(offer("Northam"), "offer", id="the area of residence: never (R001)"),
    pytest.param(offer("Midford"), "offer", id="an area that was not asked for"),
    pytest.param(offer(None), "offer", id="no area"),
    pytest.param(offer(bedrooms=None), "bedrooms", id="no number of bedrooms"),
    pytest.param(offer(bedrooms=3), "bedrooms", id="another number of bedrooms (R046)"),
    pytest.param(offer(unsure()), "doubt", id="the area is in doubt"),
    pytest.param(offer(bedrooms=None, offer_status=unsure()), "doubt", id="open or withdrawn is in doubt"),
    pytest.param(replace(offer(), doubts=("Two homes in one mail.",)), "doubt", id="two homes in one mail"),
]


@pytest.mark.rule("R001")
def test_the_area_that_the_household_leaves_is_never_offered() -> None:  # R001
    world = World()
    reference = world.approved(areas_requested=("Northam", "Southby"), areas_at_risk=("Westow",))
    decision = world.hear(offer("Northam"), SOUTHBY, reference)
    assert (questions(decision), decision.letters) == (["offer"], ())
    assert "must leave" in decision.questions[0].why


@pytest.mark.rule("R039", "R046")
@pytest.mark.parametrize(("reading", "kind"), HOMES)
def test_a_home_that_does_not_clearly_suit_is_for_a_person(reading: PropertyOffer, kind: str) -> None:
    world = World()
    decision = world.hear(reading, SOUTHBY, world.approved())
    assert (questions(decision), decision.cases, decision.letters) == ([kind], (), ())


@pytest.mark.rule("R039")
def test_both_area_and_bedrooms_must_hold() -> None:
    world = World()
    case = world.cases[world.approved()]
    assert suits(case, area="Southby", bedrooms=2)
    assert not suits(case, area="Southby", bedrooms=3)
    assert not suits(case, area="Westow", bedrooms=2)
    assert not suits(replace(case, bedrooms=None), area="Southby", bedrooms=2)


def test_a_doubt_that_decides_nothing_is_left_out_of_the_notice_and_asked() -> None:
    world = World()
    decision = world.hear(offer(rent=unsure()), SOUTHBY, world.approved())
    assert decision.cases[0].state is State.OFFERED
    assert questions(decision) == ["doubt"]
    assert "rent" in decision.questions[0].why
    assert decision.letters[0].home is not None
    assert decision.letters[0].home.rent == ""


def test_a_rent_is_left_out_of_the_notice_where_its_period_is_in_doubt() -> None:
    world = World()
    decision = world.hear(offer(rent="560.00", rent_period=unsure()), SOUTHBY, world.approved())
    assert "rent period" in decision.questions[0].why
    assert decision.letters[0].home is not None
    assert (decision.letters[0].home.rent, decision.letters[0].home.rent_period) == ("", "")


OUT_OF_SEASON = [State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.ACCEPTED, State.MOVED, State.WITHDRAWN]


@pytest.mark.parametrize("state", OUT_OF_SEASON)
@pytest.mark.rule("D12", "R043")
def test_an_offer_out_of_season_is_for_a_person_and_its_landlord_need_keep_nothing(state: State) -> None:
    world = World()
    reference = world.approved()
    world.at(reference, state=state)
    decision = world.hear(offer(), SOUTHBY, reference)
    assert (questions(decision), kinds(decision), decision.cases) == (["offer"], [("offer_not_now", SOUTHBY)], ())
    (letter,) = decision.letters
    assert (letter.home, letter.reason, letter.about) == (None, "", ())


@pytest.mark.parametrize("state", [state for state in OUT_OF_SEASON if state is not State.HELD_AT_CAP])
def test_whoever_had_no_circular_is_not_told_that_the_request_takes_no_offers(state: State) -> None:  # D13
    world = World()
    reference = world.approved()
    world.at(reference, state=state, circulated_to=("Eastley",))
    for address in (SOUTHBY, MALLORY, DANA, coordinator(SOUTHBY)):
        decision = world.hear(offer(), address, reference)
        assert (questions(decision), decision.letters) == (["offer"], ())


def test_an_offer_to_a_paused_request_is_answered_alike() -> None:
    world = World()
    reference = world.approved()
    world.at(reference, paused_on=TODAY)
    decision = world.hear(offer(), SOUTHBY, reference)
    assert (questions(decision), kinds(decision)) == (["offer"], [("offer_not_now", SOUTHBY)])


def test_the_landlord_whose_home_was_accepted_is_never_told_to_let_it_to_somebody_else() -> None:
    world = World()
    decision = world.hear(offer(), SOUTHBY, world.accepted())
    assert (questions(decision), decision.letters) == (["offer"], ())


def test_the_same_offer_again_is_one() -> None:
    world = World()
    reference = world.offered()
    assert world.hear(offer(), SOUTHBY, reference).ignored == "the same offer again"
    assert world.hear(offer(floor=3), SOUTHBY, reference).ignored == "the same offer again"


def test_another_home_of_the_same_kind_is_for_a_person() -> None:
    world = World()
    reference = world.approved()
    world.hear(offer(floor=1), SOUTHBY, reference)
    assert questions(world.hear(offer(floor=4), SOUTHBY, reference)) == ["offer"]


@pytest.mark.rule("R044")
def test_a_landlord_that_was_refused_does_not_simply_offer_again() -> None:
    world = World()
    reference = world.offered(HARBOUR)
    world.hear(outcome("refused", refusal_reason="too_small"), SAM, reference)
    asked = world.hear(offer("Eastley"), HARBOUR, reference)
    assert (questions(asked), asked.letters) == (["offer"], ())
    assert f"refused on {TODAY.isoformat()} (too small) (R044)" in asked.questions[0].why
    assert world.hear(offer("Eastley"), SOUTHBY, reference).cases
    assert world.hear(offer("Eastley"), coordinator(HARBOUR), reference).cases


@pytest.mark.rule("R044")
def test_the_soft_bar_is_lifted_by_a_person_until_the_next_refusal() -> None:
    world = World()
    reference = world.offered(HARBOUR)
    world.hear(outcome("refused"), SAM, reference)
    world.hear(offer("Eastley"), coordinator(HARBOUR), reference)
    assert world.cases[reference].may_offer_again == ("Harbour Homes",)
    world.hear(offer(None, bedrooms=None, offer_status="withdrawn"), HARBOUR, reference)
    assert world.hear(offer("Eastley"), HARBOUR, reference).cases
    world.hear(outcome("refused"), HARBOUR, reference)
    assert world.cases[reference].may_offer_again == ()
    assert questions(world.hear(offer("Eastley"), HARBOUR, reference)) == ["offer"]


OFFERS = [
    pytest.param(1, ["Southby", "Eastley"], 1, id="one offer a request"),
    pytest.param(2, ["Southby", "Eastley"], 2, id="two"),
    pytest.param(0, ["Southby", "Eastley", "Harbour Homes"], 3, id="as many as there are"),
]


@pytest.mark.rule("R045")
@pytest.mark.parametrize(("allowed", "landlords", "recorded"), OFFERS)
def test_the_scheme_may_limit_offers(allowed: int, landlords: list[str], recorded: int) -> None:
    world = World(scheme=with_policy(offers_per_request=allowed))
    reference = world.approved()
    mailboxes = {"Southby": (SOUTHBY, "Southby"), "Eastley": (EASTLEY, "Eastley"), "Harbour Homes": (HARBOUR, "Eastley")}
    asked = [world.hear(offer(area), address, reference) for address, area in (mailboxes[name] for name in landlords)]
    assert len(world.cases[reference].offers) == recorded
    assert [questions(decision) for decision in asked[recorded:]] == [["offer"]] * (len(landlords) - recorded)


def test_an_offer_that_the_landlord_took_back_does_not_count() -> None:
    world = World(scheme=with_policy(offers_per_request=1))
    reference = world.offered()
    world.hear(offer(offer_status="withdrawn"), SOUTHBY, reference)
    assert world.hear(offer("Eastley"), EASTLEY, reference).cases


BY_COORDINATOR = [
    pytest.param(offer(bedrooms=3), EASTLEY, "Eastley", True, id="another number of bedrooms she may pass on (R046)"),
    pytest.param(offer(bedrooms=None), EASTLEY, "Eastley", False, id="no number she may not"),
    pytest.param(offer("Westow"), EASTLEY, "Westow", False, id="an area at risk she may not"),
    pytest.param(offer("Midford"), EASTLEY, "Midford", False, id="an area not asked for she may not"),
    pytest.param(offer("Southby"), "all@leaderless.example", "Southby", True, id="a partner without the circular she may"),
    pytest.param(offer("Southby"), MALLORY, "Southby", False, id="a stranger she may not"),
    pytest.param(offer("Southby"), DANA, "Southby", False, id="the applicant's own landlord she may not"),
    pytest.param(offer("Southby"), "", "Southby", False, id="nobody in particular she may not"),
]


@pytest.mark.parametrize(("reading", "address", "area", "told"), BY_COORDINATOR)
def test_what_the_coordinator_may_pass_on(reading: PropertyOffer, address: str, area: str, told: bool) -> None:
    world = World()
    reading = replace(reading, area=replace(reading.area, value=area))
    decision = world.hear(reading, coordinator(address), world.approved())
    assert bool(decision.letters) is told
    assert bool(decision.questions) is not told


def test_an_offer_without_a_case_is_for_a_person() -> None:
    decision = World().hear(offer(), SOUTHBY)
    assert questions(decision) == ["reference"]


def test_offers_of_one_cause_have_their_own_ids() -> None:
    world = World()
    reference = world.offered()
    world.hear(offer("Eastley"), EASTLEY, reference)
    ids = [made.id for made in world.cases[reference].offers]
    assert len(set(ids)) == 2
    assert all(isinstance(made, Offer) for made in world.cases[reference].offers)


def test_word_that_a_home_is_kept_free_is_no_new_offer() -> None:
    world = World()
    reference = world.offered()
    decision = world.hear(offer(None, bedrooms=None, offer_status="open"), SOUTHBY, reference)
    assert (questions(decision), decision.letters) == ([], ())
    assert [note.what for note in decision.notes] == ["Southby wrote again of the home it offers."]
    assert len(world.cases[reference].offers) == 1


def test_what_a_landlord_adds_to_its_offer_is_passed_on_by_a_person() -> None:
    world = World()
    reference = world.offered()
    decision = world.hear(offer(None, bedrooms=None, rent="131.20", rent_period="week"), SOUTHBY, reference)
    assert questions(decision) == ["offer"]
    assert "rent" in decision.questions[0].why


def test_an_offer_of_no_home_at_all_from_a_landlord_that_has_offered_none_is_for_a_person() -> None:
    world = World()
    assert questions(world.hear(offer(None, bedrooms=None), SOUTHBY, world.approved())) == ["offer"]


# An offer that reached the officer alone.


def passed_on(
    words: str = "Southby have offered a 2 bed flat in Southby.", area: str = "Southby", **answers: Any
) -> PropertyOffer:
    return offer(area, offer_status=said("open", words), **answers)


@pytest.mark.rule("R042")
@pytest.mark.parametrize(
    "words",
    [
        "Southby have offered a 2 bed flat in Southby.",
        "We have been offered a 2 bed flat by Southby Council.",
        "We have an offer from Southby: a 2 bed flat.",
        "Good news! The Southby council are happy to offer her a 2 bed.",
    ],
)
def test_an_offer_that_an_officer_passes_on_is_recorded_and_its_landlord_hears_of_it(words: str) -> None:
    world = World()
    reference = world.approved()
    decision = world.hear(passed_on(words), SAM, reference)
    (made,) = decision.cases[0].offers
    assert (made.landlord, made.made_by, made.passed_on, made.state) == ("Southby", SOUTHBY, True, OfferState.OPEN)
    assert (kinds(decision), questions(decision)) == ([("offer_heard", SOUTHBY)], [])
    assert world.hear(passed_on(words), SAM, reference).ignored == "the same offer again"
    assert world.hear(outcome("accepted"), SAM, reference).entries


@pytest.mark.rule("R042", "R014")
def test_the_other_officer_gets_the_notice_that_the_first_one_does_not_need() -> None:
    world = World()
    reference = world.approved(officer2_name="Priya", officer2_email=PRIYA)
    assert kinds(world.hear(passed_on(), SAM, reference)) == [("offer_heard", SOUTHBY), ("offer_notice", PRIYA)]


@pytest.mark.rule("R042", "R045")
def test_the_landlords_own_word_completes_what_an_officer_passed_on() -> None:
    world = World()
    reference = world.approved()
    world.hear(passed_on(), SAM, reference)
    decision = world.hear(offer(address="12 Sea Street"), SOUTHBY_LEAD, reference)
    (made,) = decision.cases[0].offers
    assert (made.passed_on, made.made_by) == (False, SOUTHBY_LEAD)
    assert kinds(decision) == [("offer_notice", SAM), ("offer_recorded", SOUTHBY_LEAD)]
    assert world.hear(offer(), SOUTHBY_LEAD, reference).ignored == "the same offer again"


PASSED_ON_IN_DOUBT = [
    pytest.param(passed_on("We have been offered a 2 bed flat in Southby."), {}, "offer", id="no landlord named"),
    pytest.param(passed_on("The flat in Southby is offered by Eastley, not by Southby."), {}, "offer", id="two landlords named"),
    pytest.param(passed_on("They offered a 2 bed flat by Southby Road."), {}, "offer", id="a road"),
    pytest.param(passed_on("A 2 bed in Southby."), {}, "offer", id="only a place"),
    pytest.param(passed_on("Northam have offered a 2 bed flat."), {}, "offer", id="the applicant's own landlord"),
    pytest.param(passed_on("Resting Homes have offered a 2 bed flat."), {}, "offer", id="a partner that pauses"),
    pytest.param(passed_on("Eastley have offered a 2 bed flat in Southby."), {}, "offer", id="a landlord without stock there"),
    pytest.param(passed_on(), {"circulated_to": ("Eastley",)}, "offer", id="a landlord that had no circular"),
    pytest.param(passed_on(), {"excluded": ("Southby",)}, "offer", id="a landlord that is shut out"),
    pytest.param(passed_on(), {"shut_out": tuple(PARTNERS[1].mailboxes)}, "offer", id="none of its mailboxes may hear"),
    pytest.param(passed_on(), {"state": State.ACCEPTED}, "offer", id="another home is accepted"),
    pytest.param(passed_on(bedrooms=3), {}, "bedrooms", id="another number of bedrooms"),
    pytest.param(passed_on(area="Westow"), {}, "offer", id="an area at risk"),
    pytest.param(replace(passed_on(), doubts=("It is not clear.",)), {}, "doubt", id="a doubt"),
]


@pytest.mark.parametrize(("reading", "changes", "kind"), PASSED_ON_IN_DOUBT)
def test_what_an_officer_passes_on_in_doubt_is_for_a_person(reading: PropertyOffer, changes: dict[str, Any], kind: str) -> None:
    world = World()
    reference = world.approved()
    world.at(reference, **changes)
    decision = world.hear(reading, SAM, reference)
    assert (questions(decision), decision.cases, decision.letters) == ([kind], (), ())


@pytest.mark.parametrize("address", [MALLORY, PRIYA])
def test_nobody_but_an_officer_of_the_request_passes_an_offer_on(address: str) -> None:
    world = World()
    decision = world.hear(passed_on(), address, world.approved())
    assert (questions(decision), decision.letters) == (["offer"], ())


@pytest.mark.rule("R049", "D12")
@pytest.mark.parametrize(
    ("address", "shut_out", "told"),
    [
        (SOUTHBY, {}, ["offer_not_now"]),
        (SOUTHBY, {"excluded": ("Southby",)}, []),
        (SOUTHBY, {"shut_out": (SOUTHBY,)}, []),
        (NORTHAM_LETTINGS, {}, []),  # the household's own landlord
        (MALLORY, {}, []),
    ],
)
def test_an_offer_for_a_held_request_is_asked_about_and_its_landlord_need_keep_nothing(
    address: str, shut_out: dict[str, tuple[str, ...]], told: list[str]
) -> None:
    world = World()
    reference = world.approved()
    held = replace(world.cases[reference], state=State.HELD_AT_CAP, circulated_to=(), circulated_on=None)
    world.cases[reference] = replace(held, **shut_out)  # type: ignore[arg-type]
    decision = world.hear(offer(), address, reference)
    assert [letter.kind for letter in decision.letters] == told
    assert {letter.to for letter in decision.letters} <= {address}
    assert questions(decision) == ["offer"]
    assert not decision.cases
