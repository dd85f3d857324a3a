"""Request forms: who may send one, what keeps it, what the officer and the landlord are told (R001–R035)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.case import Household, State
from matching.decide import decide
from matching.request import form_fingerprint, looks_like
from parsing.field import Field, Where
from parsing.readings import IdentityFound, Person, RequestForm
from tests.matching.world import (
    DANA,
    EASTLEY_LEAD,
    MALLORY,
    PRIYA,
    SAM,
    SCHEME,
    TODAY,
    World,
    approval,
    coordinator,
    kinds,
    questions,
    request,
    said,
    unsure,
    verified,
    with_policy,
)

NAME = IdentityFound(what="a name", where=Where(source="form.docx", table=1, row=2), masked="J*** S****")


@pytest.mark.rule("R014", "R027")
def test_a_whole_form_opens_a_case_and_asks_the_landlord() -> None:  # R014, R027
    decision = World().hear(request(officer2_name="Priya", officer2_email=PRIYA), SAM)
    (case,) = decision.cases
    assert (case.reference, case.state, case.landlord) == ("ARC-01-25", State.AWAITING_APPROVAL, "Northam")
    assert (case.received_on, case.complete_on, case.policy) == (TODAY, TODAY, "2025-01-01")
    assert kinds(decision) == [
        ("acknowledgement", PRIYA),
        ("acknowledgement", SAM),
        ("approval_request", DANA),
        ("approval_request", "deputy@northam.example"),
    ]
    assert decision.questions == ()
    assert {letter.partner for letter in decision.letters} == {"", "Northam"}


def test_the_case_holds_counts_and_bands_and_no_ages() -> None:
    (case,) = World().hear(request(pregnancy_due=TODAY), SAM).cases
    assert case.household == Household(
        adults=1, children=3, under_5=1, aged_5_to_10=1, expecting=True
    )  # one child's age is not known


def test_children_on_the_edges_of_the_bands() -> None:
    children = tuple(Person(age=age) for age in (0, 4, 5, 10, 11, 17, 18))
    (case,) = World().hear(request(children=children), SAM).cases
    assert case.household == Household(adults=1, children=7, under_5=2, aged_5_to_10=2, aged_11_to_17=2)


@pytest.mark.rule("R002", "R070")
def test_each_test_of_eligibility_is_kept_with_its_place() -> None:  # R002
    notes = [note.what for note in World().hear(request(), SAM).notes]
    assert "At risk where it lives: yes (form.docx, table 1, row 2)" in notes
    assert len([note for note in notes if ": yes" in note]) == 7


# Who may send one.

SENDERS = [
    pytest.param(verified(MALLORY), request(), id="a stranger with a passed check"),
    pytest.param(verified("someone@agency.example"), request(), id="another address of the officer's domain"),
    pytest.param(verified("sam@freemail.example"), request(officer_email="sam@freemail.example"), id="a private mailbox (R016)"),
    pytest.param(verified(SAM), request(officer_email=unsure()), id="the officer's address is in doubt"),
    pytest.param(verified(DANA), request(), id="a named lead who is no officer of it, with a form of no known case"),
    pytest.param(replace(verified(SAM), doubt="There are two From addresses."), request(), id="a sender in doubt"),
]


@pytest.mark.rule("R012")
@pytest.mark.parametrize(("speaker", "form"), SENDERS)
def test_a_form_from_anybody_but_its_officer_only_asks(speaker: Any, form: RequestForm) -> None:  # R012, D13
    decision = World().hear(form, speaker)
    assert questions(decision) == ["sender"]
    assert (decision.cases, decision.letters, decision.entries) == ((), (), ())


def test_the_second_officer_may_send_it() -> None:
    assert World().hear(request(officer2_name="Priya", officer2_email=PRIYA), PRIYA).cases


@pytest.mark.rule("R011")
def test_a_landlords_own_housing_officer_may_nominate() -> None:  # R011
    officer = "housing@northam.example"
    assert World().hear(request(officer_email=officer), officer).cases[0].state is State.AWAITING_APPROVAL


def test_the_coordinator_may_enter_a_form_for_an_officer() -> None:
    assert World().hear(request(), coordinator()).cases[0].state is State.AWAITING_APPROVAL


# What keeps it.


@pytest.mark.rule("R029")
def test_a_form_that_may_tell_who_it_is_goes_nowhere() -> None:  # R029
    decision = World().hear(request(identity=(NAME,)), SAM)
    assert questions(decision) == ["identity"]
    assert decision.letters == ()
    assert decision.cases[0].state is State.RECEIVED
    assert "J***" not in decision.questions[0].why


def test_a_form_with_a_doubt_waits_and_the_officer_is_acknowledged() -> None:
    decision = World().hear(request(areas_at_risk=unsure("«N» is not clear."), pets=unsure("«a bit» is not clear.")), SAM)
    assert questions(decision) == ["doubt"]
    assert "«N» is not clear. «a bit» is not clear." in decision.questions[0].why
    assert kinds(decision) == [("acknowledgement", SAM)]
    assert decision.cases[0].state is State.RECEIVED
    assert decision.cases[0].areas_at_risk == ()


def test_a_doubt_of_the_whole_document_keeps_it_too() -> None:
    assert questions(World().hear(request(doubts=("A comment stands in the form.",)), SAM)) == ["doubt"]


@pytest.mark.parametrize(
    ("form", "about"),
    [
        (request(areas_requested=unsure("«Dock End» is a place (R030). The whole area is left out (R031).")), ("part_of_area",)),
        (request(areas_requested=unsure("No area by that spelling (R035).", quote="Southby or Faraway")), ("outside_region",)),
        (request(areas_requested=unsure("No area by that spelling (R035).", quote="Farawayish")), ()),
        (request(areas_requested=said(("Eastley", "Southby"), quote="Eastley, Southby, Faraway")), ("outside_region",)),
        (request(areas_at_risk=unsure("No area by that spelling (R035).", quote="Faraway")), ()),
        (request(pets=unsure("Not an area (R031).")), ()),
    ],
    ids=[
        "a part of an area (R031)",
        "outside the region (R035)",
        "a mere misspelling",
        "beside good areas",
        "nobody wants to go there",
        "a doubt about something else",
    ],
)
def test_the_letter_says_what_an_unclear_area_calls_for(form: RequestForm, about: tuple[str, ...]) -> None:
    assert World().hear(form, SAM).letters[0].about == about


@pytest.mark.parametrize(
    "key", ["consent_given", "applicant_landlord", "area_residence", "areas_requested", "risk_primary", "officer_name"]
)
def test_without_an_essential_answer_the_officer_is_asked(key: str) -> None:
    decision = World().hear(request(without=(key,), missing=(key, "pets_rehome")), SAM)
    (letter,) = decision.letters
    assert (letter.kind, letter.to) == ("more_information", SAM)
    assert set(letter.missing) == {key, "pets_rehome"}
    assert decision.cases[0].state is State.RECEIVED
    assert decision.questions == ()


@pytest.mark.rule("R002")
def test_what_is_missing_is_listed_in_the_forms_order() -> None:
    without = ("risk_primary", "consent_given", "areas_requested")
    letter = World().hear(request(without=without, missing=("risk_primary", "pets_rehome")), SAM).letters[0]
    assert letter.missing == ("consent_given", "areas_requested", "pets_rehome", "risk_primary")


def test_a_completed_form_need_not_repeat_what_an_earlier_one_said() -> None:
    world = World()
    first = request(without=("risk_primary", "consent_given"), missing=("risk_primary", "consent_given"))
    world.hear(first, SAM)
    part = RequestForm(source="form.docx", risk_primary=said("stalking"), missing=("consent_given", "pets", "areas_requested"))
    decision = world.hear(part, SAM, "ARC-01-25", earlier_form=first)
    assert list(world.cases) == ["ARC-01-25"]
    assert [(letter.kind, letter.missing) for letter in decision.letters] == [("more_information", ("consent_given",))]
    assert [(each.field, each.new) for each in decision.changes] == [("risk_primary", "stalking")]
    assert world.hear(part, SAM, "ARC-01-25", earlier_form=first).ignored == "the same form again"


def test_answers_of_one_family_never_complete_the_form_of_another() -> None:
    world = World()
    first = request(without=("risk_primary",))
    world.hear(first, SAM)
    other = request(without=("consent_given",), reference="ARC-01-25", adults=(Person(age=50), Person(age=51)))
    decision = world.hear(other, SAM, "ARC-01-25", earlier_form=first)
    assert [letter.missing for letter in decision.letters] == [("consent_given",)]


def test_who_is_no_officer_of_the_case_completes_nothing() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    part = RequestForm(source="form.docx", risk_primary=said("stalking"))
    assert questions(world.hear(part, PRIYA, "ARC-01-25")) == ["sender"]


def test_one_of_two_answers_will_do_where_the_scheme_says_so() -> None:
    assert World().hear(request(without=("bedrooms_needed",)), SAM).cases[0].bedrooms == 2  # R033
    decision = World().hear(request(without=("bedrooms_needed", "current_bedrooms")), SAM)
    assert decision.letters[0].missing == ("bedrooms_needed",)


def test_an_answer_that_can_wait_holds_nothing_up() -> None:
    decision = World().hear(request(without=("pets",), missing=("pets",)), SAM)
    assert decision.cases[0].state is State.AWAITING_APPROVAL
    assert next(letter for letter in decision.letters if letter.kind == "acknowledgement").missing == ("pets",)


@pytest.mark.rule("R033")
def test_a_number_of_bedrooms_in_doubt_is_no_number() -> None:  # R033
    decision = World().hear(request(bedrooms_needed=unsure()), SAM)
    assert questions(decision) == ["doubt"]
    assert decision.cases[0].bedrooms is None


def test_what_is_both_missing_and_in_doubt_is_asked_of_both() -> None:
    decision = World().hear(request(without=("risk_primary",), areas_at_risk=unsure()), SAM)
    assert questions(decision) == ["doubt"]
    assert kinds(decision) == [("more_information", SAM)]


@pytest.mark.rule("R040")
def test_too_few_areas_are_asked_for_again() -> None:  # R040
    decision = World(scheme=with_policy(minimum_areas=3)).hear(request(), SAM)
    (letter,) = decision.letters
    assert (letter.kind, letter.missing, letter.about) == ("more_information", ("areas_requested",), ("more_areas",))


def test_areas_at_risk_do_not_count_towards_the_minimum() -> None:
    form = request(areas_requested=("Eastley", "Southby", "Westow", "Northam"))
    assert kinds(World(scheme=with_policy(minimum_areas=3)).hear(form, SAM)) == [("more_information", SAM)]


@pytest.mark.rule("R013")
@pytest.mark.parametrize("landlord", ["Nobody Homes", "Resting Homes", "Gone Homes"])
def test_a_landlord_that_takes_no_part_is_told_to_the_officer(landlord: str) -> None:  # R013
    decision = World().hear(request(applicant_landlord=landlord), SAM)
    assert questions(decision) == ["landlord"]
    assert kinds(decision) == [("landlord_not_registered", SAM)]
    assert decision.cases[0].state is State.RECEIVED


HELD = [
    pytest.param(request(areas_requested=("Northam",)), "eligibility", id="only the area of residence (R001)"),
    pytest.param(request(risk_primary="noise"), "eligibility", id="no ground of the scheme (R004)"),
    pytest.param(request(risk_primary="other_high_risk"), "eligibility", id="another high risk (C3)"),
    pytest.param(request(tenancy_type="licence"), "eligibility", id="no social tenancy (R002)"),
    pytest.param(request(consent_given=False), "eligibility", id="no consent"),
    pytest.param(request(bedrooms_needed=3), "bedrooms", id="another number of bedrooms (R033)"),
    pytest.param(request(applicant_landlord="Leaderless Homes"), "landlord", id="a landlord without a named lead (R020)"),
    pytest.param(request(officer_role="Self"), "eligibility", id="filled in by the applicant (R016)"),
]


@pytest.mark.rule("R004")
@pytest.mark.parametrize(("form", "kind"), HELD)
def test_nobody_is_turned_away_by_a_machine(form: RequestForm, kind: str) -> None:
    decision = World().hear(form, SAM)
    assert questions(decision) == [kind]
    assert decision.cases[0].state is State.RECEIVED
    assert not any(letter.kind == "approval_request" for letter in decision.letters)


@pytest.mark.rule("R003", "R022")
def test_how_it_stands_with_the_tenancy_is_kept_with_the_case() -> None:
    """C1: a tenancy owed counts like one held; the coordinator sees it with the case, and is asked nothing that is sure."""
    owed = World().hear(request(without=("tenancy_type",), tenancy_owed="Northam", currently_staying="other"), SAM)
    assert (owed.cases[0].owed_tenancy, owed.cases[0].landlord, owed.questions) == (True, "Northam", ())
    placed = request(currently_staying="temporary_accommodation", original_landlord="Northam", applicant_landlord="Eastley")
    (case,) = World().hear(placed, SAM).cases
    assert (case.in_temporary_accommodation, case.owed_tenancy, case.landlord) == (True, False, "Northam")


@pytest.mark.rule("R021", "R022")
def test_the_authority_that_placed_the_household_cannot_approve() -> None:
    world = World()
    placed = request(currently_staying="temporary_accommodation", original_landlord="Northam", applicant_landlord="Eastley")
    decision = world.hear(placed, SAM)
    assert {letter.to for letter in decision.letters if letter.kind == "approval_request"} == {DANA, "deputy@northam.example"}
    assert questions(world.hear(approval(), EASTLEY_LEAD, "ARC-01-25"))
    assert world.cases["ARC-01-25"].approved_on is None
    world.hear(approval(), DANA, "ARC-01-25")
    assert world.cases["ARC-01-25"].approved_by == "Northam" or world.cases["ARC-01-25"].approved_on == TODAY


@pytest.mark.rule("R023")
def test_temporary_accommodation_with_nothing_before_and_nothing_owed_goes_to_a_person() -> None:
    decision = World().hear(request(currently_staying="temporary_accommodation", tenancy_type="non_secure"), SAM)
    assert "eligibility" in questions(decision)
    assert any("R023" in question.why for question in decision.questions)
    assert decision.cases[0].state is State.RECEIVED


@pytest.mark.rule("R033")
def test_another_number_of_bedrooms_goes_on_with_her_name_and_reason_on_record() -> None:
    world = World()
    larger = request(bedrooms_needed=3)
    assert questions(world.hear(larger, SAM)) == ["bedrooms"]
    decision = world.hear(larger, coordinator(SAM), "ARC-01-25", reason="a child needs a room of its own")
    assert decision.cases[0].state is State.AWAITING_APPROVAL
    assert any("3 and not 2 as now, on the word of Ada Coordinator: a child needs a room" in note.what for note in decision.notes)


@pytest.mark.rule("R016")
@pytest.mark.parametrize(
    "answers", [{"officer_name": "The applicant"}, {"officer_role": "Tenant"}, {"officer_agency": "Self-referral"}]
)
def test_an_officer_who_may_be_the_applicant_is_for_a_person(answers: dict[str, str]) -> None:
    decision = World().hear(request(**answers), SAM)
    assert questions(decision) == ["eligibility"]
    assert decision.cases[0].state is State.RECEIVED


@pytest.mark.rule("R023")
def test_in_temporary_accommodation_with_nothing_before_waits_for_a_person() -> None:  # R023
    decision = World().hear(request(currently_staying="temporary_accommodation", tenancy_type="non_secure"), SAM)
    assert "R023" in decision.questions[0].why
    assert decision.cases[0].state is State.RECEIVED


@pytest.mark.rule("R016")
def test_a_private_mailbox_of_a_second_officer_is_not_written_to() -> None:  # R016, D3
    decision = World().hear(request(officer2_email="p@freemail.example"), SAM)
    assert {letter.to for letter in decision.letters} == {SAM}
    assert questions(decision) == ["eligibility"]


# The same form, a changed form, a form that belongs to a case.


def test_the_same_form_again_changes_nothing() -> None:
    world = World()
    world.hear(request(), SAM)
    decision = world.hear(request(reference="ARC-01-25"), SAM, "ARC-01-25")
    assert decision.ignored == "the same form again"
    assert world.hear(request(), SAM).ignored == "the same form again"
    assert len(world.cases) == 1


def test_a_completed_form_goes_on_under_the_same_reference() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    decision = world.hear(request(), SAM, "ARC-01-25")
    assert decision.cases[0].state is State.AWAITING_APPROVAL
    assert list(world.cases) == ["ARC-01-25"]


def test_a_completed_form_finds_its_case_without_a_reference() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    world.hear(request(), SAM)
    assert [case.state for case in world.cases.values()] == [State.AWAITING_APPROVAL]


def test_another_household_of_the_same_officer_gets_its_own_case() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    other = request(adults=(Person(age=50), Person(age=51)), children=(), areas_requested=("Midford",), tenancy_type="assured")
    world.hear(other, SAM)
    assert [case.state for case in world.cases.values()] == [State.RECEIVED, State.AWAITING_APPROVAL]


def test_another_household_in_an_old_thread_takes_nobodys_place() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    other = request(adults=(Person(age=50), Person(age=51)), children=(), areas_requested=("Midford",))
    assert questions(world.hear(other, SAM, "ARC-01-25")) == ["amendment"]
    assert world.cases["ARC-01-25"].household.adults == 1


@pytest.mark.rule("R034")
def test_a_changed_form_that_may_be_another_familys_is_for_a_person() -> None:
    """Nobody's age stands in it that would tell one family from another: no reference, no thread, only likeness."""
    world = World()
    world.requested()
    decision = world.hear(request(areas_requested=("Eastley", "Midford")), SAM)
    assert (questions(decision), decision.cases, decision.letters) == (["amendment"], (), ())
    assert "Areas were Eastley, Southby; are now Eastley, Midford." in decision.questions[0].why


def test_a_form_like_several_requests_is_for_a_person() -> None:
    world = World()
    world.hear(request(), SAM)
    world.cases["ARC-02-25"] = replace(world.cases["ARC-01-25"], reference="ARC-02-25")
    decision = world.hear(request(areas_requested=("Eastley", "Midford")), SAM)
    assert questions(decision) == ["amendment"]
    assert "ARC-01-25, ARC-02-25" in decision.questions[0].why


def test_a_form_for_somebody_elses_case_is_for_a_person() -> None:
    world = World()
    world.hear(request(without=("risk_primary",)), SAM)
    form = request(officer_email=PRIYA, reference="ARC-01-25")
    assert questions(world.hear(form, PRIYA, "ARC-01-25")) == ["amendment"]


def test_a_form_for_a_closed_case_is_for_a_person() -> None:
    world = World()
    world.requested()
    world.at("ARC-01-25", state=State.WITHDRAWN)
    assert questions(world.hear(request(), SAM)) == ["closed"]
    assert questions(world.hear(request(bedrooms_needed=3), SAM, "ARC-01-25")) == ["closed"]


def test_a_form_that_names_an_unknown_reference_is_for_a_person() -> None:
    decision = World().hear(request(reference="ARC-77-25"), SAM, case_doubt="There is no case ARC-77-25.")
    assert questions(decision) == ["reference"]


@pytest.mark.rule("R021")
def test_the_form_sent_back_by_the_landlord_is_no_new_request() -> None:  # R021
    world = World()
    reference = world.requested()
    assert "sent the request form back" in world.hear(request(), DANA, reference).ignored
    assert "sent the request form back" in world.hear(request(reference=reference, pets=True), DANA, reference).ignored
    assert questions(world.hear(request(pets=True), DANA, reference)) == ["sender"]
    another_family = request(reference=reference, adults=(Person(age=50), Person(age=51)), children=())
    assert questions(world.hear(another_family, DANA, reference)) == ["sender"]
    assert questions(world.hear(request(reference=reference), MALLORY, reference)) == ["sender"]


# The coordinator completes it.

SETTLED = [
    pytest.param(request(areas_at_risk=unsure()), request(), id="a doubt"),
    pytest.param(request(identity=(NAME,)), request(), id="a name that she took out (R029)"),
    pytest.param(request(bedrooms_needed=3), request(bedrooms_needed=3), id="another number of bedrooms (R033)"),
    pytest.param(request(risk_primary="other_high_risk"), request(risk_primary="other_high_risk"), id="another high risk (C3)"),
]


@pytest.mark.parametrize(("first", "settled"), SETTLED)
def test_a_form_that_the_coordinator_has_settled_goes_on(first: RequestForm, settled: RequestForm) -> None:
    for about in ("", "ARC-01-25"):
        world = World()
        world.hear(first, SAM)
        decision = world.hear(settled, coordinator(), about)
        assert decision.cases[0].state is State.AWAITING_APPROVAL
        assert ("acknowledgement", SAM) in kinds(decision)
        assert list(world.cases) == ["ARC-01-25"]
        assert world.hear(settled, coordinator(), about).ignored == "the same form again"


def test_a_form_that_still_cannot_go_on_writes_to_nobody_again() -> None:
    world = World()
    world.hear(request(applicant_landlord="Nobody Homes"), SAM)
    decision = world.hear(request(applicant_landlord="Nobody Homes"), coordinator())
    assert (questions(decision), decision.letters) == (["landlord"], ())


# The same papers are read once more, after a wording was learned or the register was mended.

READ_AGAIN = {"answers": "Q1", "decided_before": True}


@pytest.mark.parametrize("first", [request(areas_at_risk=unsure()), request(doubts=("It asks what nobody knows.",))])
def test_a_form_that_reads_whole_the_second_time_goes_on(first: RequestForm) -> None:
    world = World()
    world.hear(first, SAM)
    decision = world.hear(request(reference="ARC-01-25"), SAM, "ARC-01-25", **READ_AGAIN)
    assert decision.cases[0].state is State.AWAITING_APPROVAL
    assert ("acknowledgement", SAM) in kinds(decision)
    assert list(world.cases) == ["ARC-01-25"]


@pytest.mark.parametrize("second", [request(areas_at_risk=unsure()), request(areas_at_risk=unsure("«hm» is not clear."))])
def test_a_form_that_is_still_in_doubt_asks_again_and_writes_to_nobody_again(second: RequestForm) -> None:
    world = World()
    world.hear(request(areas_at_risk=unsure()), SAM)
    decision = world.hear(replace(second, reference=said("ARC-01-25")), SAM, "ARC-01-25", **READ_AGAIN)
    assert (questions(decision), decision.letters) == (["doubt"], ())


def test_a_second_reading_is_no_way_around_who_may_speak() -> None:
    world = World()
    world.hear(request(areas_at_risk=unsure()), SAM)
    assert questions(world.hear(request(reference="ARC-01-25"), MALLORY, "ARC-01-25", **READ_AGAIN)) == ["sender"]
    larger = request(bedrooms_needed=3, reference="ARC-01-25")  # R033: a person's word would let it pass
    assert questions(world.hear(larger, SAM, "ARC-01-25", **READ_AGAIN)) == ["bedrooms"]


def test_the_coordinator_says_that_it_is_another_household() -> None:
    world = World()
    world.requested()
    other = request(areas_requested=("Eastley", "Midford"))
    assert questions(world.hear(other, SAM)) == ["amendment"]
    world.hear(other, coordinator(SAM))
    assert len(world.cases) == 2


# Immediate danger.


@pytest.mark.rule("R007")
def test_danger_alerts_a_person_and_the_reply_says_where_help_is() -> None:  # R007
    decision = World().hear(request(), SAM, urgent="fleeing tonight")
    (danger,) = [question for question in decision.questions if question.kind == "danger"]
    assert danger.urgent
    assert danger.case == "ARC-01-25"
    assert decision.cases[0].urgent
    assert {letter.kind: letter.about for letter in decision.letters} == {
        "acknowledgement": ("immediate_danger",),
        "approval_request": (),
    }


@pytest.mark.rule("R007")
def test_danger_from_an_unproved_sender_alerts_and_says_nothing() -> None:  # R007, D13
    decision = World().hear(request(), replace(verified(SAM), doubt="spoofed"), urgent="fleeing tonight")
    assert sorted(questions(decision)) == ["danger", "sender"]
    assert (decision.letters, decision.cases) == ((), ())


# The fingerprint.


def test_the_same_answers_in_other_places_are_the_same_form() -> None:
    moved = replace(request(), risk_primary=Field(value="domestic_abuse", quote="DV", where=Where(page=3)))
    assert form_fingerprint(moved) == form_fingerprint(request())
    assert form_fingerprint(request(reference="ARC-01-25")) == form_fingerprint(request())


@pytest.mark.parametrize(
    "other",
    [
        request(pets=True),
        request(adults=(Person(age=35, sex="f"),)),
        request(areas_requested=("Eastley",)),
        request(without=("pets",)),
        request(pets=unsure()),
    ],
    ids=["another answer", "another age", "another area", "an answer less", "an answer in doubt"],
)
def test_other_answers_are_another_form(other: RequestForm) -> None:
    assert form_fingerprint(other) != form_fingerprint(request())


def test_two_unlike_answers_in_doubt_are_two_forms() -> None:
    one, two = (request(areas_requested=unsure(quote=quote)) for quote in ("all but Eastley", "all but Southby"))
    assert form_fingerprint(one) != form_fingerprint(two)
    assert form_fingerprint(one) == form_fingerprint(request(areas_requested=unsure(quote="ALL  but Eastley")))


def test_few_answers_in_common_prove_nothing() -> None:
    world = World()
    world.hear(request(), SAM)
    case = world.cases["ARC-01-25"]
    assert looks_like(request(areas_requested=("Midford",)), case)
    assert not looks_like(request(areas_requested=("Midford",), risk_primary="stalking"), case)
    assert not looks_like(request(without=("areas_requested", "adults", "children", "risk_primary")), case)
    assert not looks_like(request(officer_email=PRIYA), case)


def test_deciding_twice_gives_the_same_decision() -> None:
    facts = World().facts(request(), SAM)
    assert decide(request(), facts, SCHEME, TODAY) == decide(request(), facts, SCHEME, TODAY)


def test_an_approval_before_the_request_is_whole_is_for_a_person() -> None:
    world = World()
    world.hear(request(pets=unsure()), SAM)
    assert questions(world.hear(approval(), DANA, "ARC-01-25")) == ["approval"]


def test_an_officers_address_is_kept_in_lower_case() -> None:
    (case,) = World().hear(request(officer_email=said("SAM@agency.example")), SAM).cases
    assert [officer.email for officer in case.officers] == [SAM]


def test_the_case_says_what_the_form_says() -> None:
    form = request(officer_phone="020 7946 0123", officer2_name="Priya", officer2_email=PRIYA, step_free=True, pets_rehome=True)
    (case,) = World().hear(form, SAM).cases
    assert (case.area_residence, case.bedrooms, case.tenancy_type, case.risk_primary) == (
        "Northam",
        2,
        "secure",
        "domestic_abuse",
    )
    assert (case.areas_requested, case.areas_at_risk) == (("Eastley", "Southby"), ("Northam", "Westow"))
    assert (case.step_free, case.pets, case.pets_rehome, case.wheelchair) == (True, False, True, None)
    first, second = case.officers
    assert (first.name, first.email, first.agency) == ("Sam Officer", SAM, "The Agency")
    assert (first.role, first.phone) == ("Support worker", "020 7946 0123")
    assert (second.name, second.email, second.role) == ("Priya", PRIYA, "")


@pytest.mark.parametrize(("answers", "support"), [({}, True), ({"without": ("support_agency",)}, None)], ids=["said", "not said"])
def test_support_is_there_or_not_known(answers: dict[str, Any], support: bool | None) -> None:
    assert World().hear(request(**answers), SAM).cases[0].support_in_place is support


def test_one_area_of_three_is_too_few() -> None:  # R040
    decision = World(scheme=with_policy(minimum_areas=3)).hear(request(areas_requested=("Southby",)), SAM)
    assert kinds(decision) == [("more_information", SAM)]


def test_the_acknowledgement_of_a_form_that_waits_names_what_is_missing() -> None:
    waiting = World().hear(request(areas_at_risk=unsure(), without=("pets",), missing=("pets",)), SAM)
    assert waiting.letters[0].missing == ("pets",)
    unregistered = World().hear(request(applicant_landlord="Nobody Homes", without=("pets",), missing=("pets",)), SAM)
    assert unregistered.letters[0].missing == ()


def test_six_answers_in_common_are_enough_and_two_that_differ_too_many() -> None:
    world = World()
    world.hear(request(), SAM)
    case = world.cases["ARC-01-25"]
    six = request(without=("areas_at_risk", "children", "areas_requested"))
    assert looks_like(six, case)
    assert not looks_like(request(without=("areas_at_risk", "children", "areas_requested", "adults")), case)
    two_differ = request(areas_at_risk=("Westow",), areas_requested=("Midford",))
    assert not looks_like(two_differ, case)


def test_one_answer_changed_in_a_thread_is_the_same_household_and_two_may_not_be() -> None:
    for changes, kept in (
        ({"areas_requested": ("Midford",)}, True),
        ({"areas_requested": ("Midford",), "areas_at_risk": ("Westow",)}, False),
    ):
        world = World()
        world.hear(request(without=("risk_primary",)), SAM)
        decision = world.hear(request(**changes), SAM, "ARC-01-25")
        assert (questions(decision) == []) is kept
