"""A form that comes again with other answers: it joins its case, and those hear of it whom it concerns (R034, D10, D12)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.amendment import amend, changes_between
from matching.case import OfferState, State
from matching.decision import Decision
from parsing.field import Where
from parsing.readings import IdentityFound, Person
from tests.matching.world import (
    DANA,
    EASTLEY,
    EASTLEY_LEAD,
    HARBOUR_LEAD,
    PRIYA,
    SAM,
    SOUTHBY,
    TODAY,
    World,
    approval,
    change,
    coordinator,
    kinds,
    offer,
    outcome,
    questions,
    request,
    said,
    unsure,
)

DEPUTY = "deputy@northam.example"
FAMILY: dict[str, Any] = {"children": (Person(age=4, sex="m"), Person(age=9, sex="f"))}


def changed(decision: Decision) -> list[tuple[str, str, str]]:
    return [(each.field, each.old, each.new) for each in decision.changes]


def known(world: World, step: str = "approved", **answers: Any) -> str:
    """A case whose people are known to the year."""
    reference: str = getattr(world, step)(**{**FAMILY, **answers})
    return reference


# Before the landlord is asked.


@pytest.mark.rule("R034")
def test_a_corrected_form_joins_its_case_and_each_change_is_kept_with_old_and_new() -> None:
    world = World()
    world.hear(request(without=("risk_primary",), **FAMILY), SAM)
    decision = world.hear(request(bedrooms_needed=2, areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")
    assert list(world.cases) == ["ARC-01-25"]
    assert changed(decision) == [("areas_requested", "Eastley, Southby", "Eastley"), ("risk_primary", "", "domestic abuse")]


@pytest.mark.rule("R034")
def test_a_new_request_has_no_changes() -> None:
    assert World().hear(request(), SAM).changes == ()


# On its way.


@pytest.mark.rule("R034")
@pytest.mark.parametrize("about", ["", "ARC-01-25"], ids=["by its likeness", "by its reference or thread"])
def test_an_area_taken_off_is_off_at_once_and_who_has_no_home_left_is_let_go(about: str) -> None:
    world = World()
    known(world)
    decision = world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, about)
    assert decision.questions == ()
    assert changed(decision) == [("areas_requested", "Eastley, Southby", "Eastley")]
    assert kinds(decision) == [("change_recorded", SAM), ("circular_amended", HARBOUR_LEAD), ("closed", SOUTHBY)]
    assert world.cases["ARC-01-25"].circulated_to == ("Eastley", "Harbour Homes")
    assert decision.notes[0].what == "Areas were Eastley, Southby; are now Eastley."


@pytest.mark.rule("R034")
def test_an_area_newly_at_risk_is_left_out_at_once() -> None:
    world = World()
    known(world)
    form = request(areas_at_risk=("Northam", "Westow", "Southby"), areas_requested=("Eastley",), **FAMILY)
    decision = world.hear(form, SAM)
    assert decision.cases[-1].safe_areas == ("Eastley",)
    assert ("closed", SOUTHBY) in kinds(decision)
    assert decision.questions == ()


ASKED = [
    pytest.param(
        {"areas_requested": ("Eastley", "Southby", "Midford")}, "Areas were Eastley, Southby; are now", id="an area added"
    ),
    pytest.param({"areas_at_risk": ("Northam",)}, "Areas at risk were Northam, Westow; are now Northam.", id="less at risk"),
    pytest.param({"bedrooms_needed": 3}, "Bedrooms were 2; are now 3.", id="bedrooms"),
    pytest.param({"applicant_landlord": "Eastley"}, "The landlord that approves was Northam; is now Eastley.", id="landlord"),
    pytest.param({"risk_primary": "stalking"}, "The main risk was domestic abuse; is now stalking.", id="ground"),
    pytest.param({"wheelchair": True}, "Suitable for a wheelchair was not stated; is now yes.", id="access"),
    pytest.param({"pregnancy_due": TODAY}, "expecting", id="household"),
    pytest.param(
        {"officer2_name": "Priya", "officer2_email": PRIYA}, "Priya <priya@agency.example>", id="another officer (R014)"
    ),
]


@pytest.mark.rule("R034")
@pytest.mark.parametrize(("answers", "words"), ASKED)
def test_anything_else_is_asked_once_with_old_and_new_in_words(answers: dict[str, Any], words: str) -> None:
    world = World()
    before = known(world) and world.cases["ARC-01-25"]
    form = request(**{**FAMILY, **answers})
    decision = world.hear(form, SAM, "ARC-01-25")
    assert questions(decision) == ["amendment"]
    assert words in decision.questions[0].why
    assert (decision.changes, kinds(decision)) == ((), [("change_asked", SAM)])
    assert changes_between(before, world.cases["ARC-01-25"]) == ()
    assert world.hear(form, SAM, "ARC-01-25").ignored == "the same form again"


@pytest.mark.rule("R034")
def test_of_both_in_one_form_the_safer_part_is_done_and_the_rest_is_asked() -> None:
    world = World()
    known(world)
    decision = world.hear(request(areas_requested=("Eastley", "Midford"), **FAMILY), SAM)
    assert changed(decision) == [("areas_requested", "Eastley, Southby", "Eastley")]
    assert questions(decision) == ["amendment"]
    assert "Areas were Eastley; are now Eastley, Midford." in decision.questions[0].why
    assert ("change_asked", SAM) not in kinds(decision)  # what was done tells it already


CANNOT_BE_SURE = [
    pytest.param({"areas_requested": unsure()}, id="the areas are in doubt"),
    pytest.param(
        {"areas_requested": ("Eastley",), "doubts": ("A comment stands in the form.",)}, id="the whole form is in doubt"
    ),
    pytest.param(
        {
            "areas_requested": ("Eastley",),
            "identity": (IdentityFound(what="a name", where=Where(source="form.docx"), masked="J*** S****"),),
        },
        id="the papers may tell who it is (R029)",
    ),
    pytest.param({"areas_requested": ("Eastley",), "adults": (Person(age=51),)}, id="the people are others"),
    pytest.param(
        {"areas_requested": ("Eastley",), "risk_primary": "stalking", "bedrooms_needed": 1, "current_bedrooms": 1},
        id="much differs",
    ),
]


@pytest.mark.rule("R034", "R029")
@pytest.mark.parametrize("answers", CANNOT_BE_SURE)
def test_nothing_is_done_at_once_where_it_is_not_sure(answers: dict[str, Any]) -> None:
    world = World()
    before = known(world) and world.cases["ARC-01-25"]
    decision = world.hear(request(**{**FAMILY, **answers}), SAM, "ARC-01-25")
    assert questions(decision) == ["amendment"]
    assert decision.changes == ()
    assert changes_between(before, world.cases["ARC-01-25"]) == ()
    assert {letter.kind for letter in decision.letters} <= {"change_asked"}


@pytest.mark.rule("R034")
def test_what_a_later_form_leaves_open_stays_as_it_was() -> None:
    world = World()
    known(world, wheelchair=True)
    form = request(without=("children", "areas_at_risk", "risk_primary"), areas_requested=("Eastley",))
    decision = world.hear(form, SAM, "ARC-01-25")
    assert changed(decision) == [("areas_requested", "Eastley, Southby", "Eastley")]
    assert world.cases["ARC-01-25"].household.children == 2
    assert world.cases["ARC-01-25"].wheelchair is True


@pytest.mark.rule("R014")
def test_a_form_with_one_officer_strikes_out_no_colleague() -> None:
    world = World()
    known(world, officer2_name="Priya", officer2_email=PRIYA)
    decision = world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")
    assert [each.email for each in world.cases["ARC-01-25"].officers] == [SAM, PRIYA]
    assert {letter.to for letter in decision.letters if letter.kind == "change_recorded"} == {SAM, PRIYA}


# She accepts it.


def accepted(world: World, **answers: Any) -> Decision:
    form = request(**{**FAMILY, **answers})
    world.hear(form, SAM, "ARC-01-25")
    return world.hear(form, coordinator(SAM), "ARC-01-25", reason="she has called the officer")


@pytest.mark.rule("R034", "R037")
def test_an_accepted_area_is_told_to_those_who_qualify_only_now() -> None:
    world = World()
    known(world, areas_requested=("Southby",))
    assert world.cases["ARC-01-25"].circulated_to == ("Southby", "Harbour Homes")
    decision = accepted(world, areas_requested=("Southby", "Eastley"))
    assert decision.questions == ()
    assert changed(decision) == [("areas_requested", "Southby", "Southby, Eastley")]
    assert kinds(decision) == [("change_recorded", SAM), ("circular", EASTLEY), ("circular_amended", HARBOUR_LEAD)]
    assert world.cases["ARC-01-25"].circulated_to == ("Southby", "Harbour Homes", "Eastley")


@pytest.mark.rule("R034")
def test_a_fact_that_every_circular_shows_is_told_to_all_who_had_it() -> None:
    world = World()
    known(world)
    decision = accepted(world, wheelchair=True)
    assert kinds(decision) == [
        ("change_recorded", SAM),
        *((("circular_amended", to)) for to in sorted((HARBOUR_LEAD, EASTLEY, SOUTHBY))),
    ]


@pytest.mark.rule("R034")
def test_what_no_landlord_was_shown_is_told_to_the_officers_alone() -> None:
    world = World()
    known(world)
    decision = accepted(world, risk_primary="stalking")
    assert kinds(decision) == [("change_recorded", SAM)]


@pytest.mark.rule("R034", "R033")
def test_another_number_of_bedrooms_is_kept_with_her_name_and_reason() -> None:
    world = World()
    known(world)
    decision = accepted(world, bedrooms_needed=3)
    assert changed(decision) == [("bedrooms", "2", "3")]
    assert any("Ada Coordinator: she has called the officer" in note.what for note in decision.notes)


@pytest.mark.rule("R034", "R014")
def test_an_accepted_officer_is_written_to_like_the_first() -> None:
    world = World()
    known(world)
    decision = accepted(world, officer2_name="Priya", officer2_email=PRIYA)
    assert {letter.to for letter in decision.letters if letter.kind == "change_recorded"} == {SAM, PRIYA}
    assert ("circular_amended", SOUTHBY) in kinds(decision)  # landlords ring the officers (R015)


@pytest.mark.rule("R034")
def test_a_landlord_that_has_still_to_decide_hears_what_it_decides_on() -> None:
    world = World()
    known(world, "requested")
    assert kinds(accepted(world, wheelchair=True)) == [
        ("approval_amended", DANA),
        ("approval_amended", DEPUTY),
        ("change_recorded", SAM),
    ]
    assert kinds(accepted(world, wheelchair=True, areas_requested=("Eastley", "Southby", "Midford"))) == [
        ("change_recorded", SAM)
    ]


@pytest.mark.rule("R034", "R021")
def test_another_landlord_must_approve_and_nobody_looks_on_meanwhile() -> None:
    world = World()
    known(world)
    decision = accepted(world, applicant_landlord="Eastley")
    case = world.cases["ARC-01-25"]
    assert (case.state, case.landlord, case.approved_on, case.circulated_to) == (State.AWAITING_APPROVAL, "Eastley", None, ())
    assert kinds(decision) == [
        ("approval_request", EASTLEY_LEAD),
        ("change_recorded", SAM),
        ("closed", HARBOUR_LEAD),
        ("closed", SOUTHBY),
    ]
    assert "tell it so yourself" in decision.questions[0].why
    assert questions(world.hear(approval(), DANA, "ARC-01-25"))  # the old landlord's word counts no more
    world.hear(approval(), EASTLEY_LEAD, "ARC-01-25")
    assert world.cases["ARC-01-25"].state is State.CIRCULATED


@pytest.mark.rule("R013", "R034")
def test_a_landlord_that_takes_no_part_is_not_taken_over() -> None:
    world = World()
    known(world)
    decision = accepted(world, applicant_landlord="Resting Homes", wheelchair=True)
    assert questions(decision) == ["landlord"]
    assert (world.cases["ARC-01-25"].landlord, world.cases["ARC-01-25"].wheelchair) == ("Northam", None)


@pytest.mark.rule("R034")
@pytest.mark.parametrize("step", ["offered", "accepted"])
def test_with_a_home_on_offer_another_landlord_waits(step: str) -> None:
    world = World()
    known(world, step)
    decision = accepted(world, applicant_landlord="Eastley")
    assert (questions(decision), world.cases["ARC-01-25"].landlord) == (["change"], "Northam")


@pytest.mark.rule("R001", "R034")
def test_only_the_area_of_residence_is_no_request_whoever_accepts_it() -> None:
    world = World()
    known(world)
    decision = accepted(world, area_residence="Eastley", areas_requested=("Eastley",))
    assert "eligibility" in questions(decision)
    assert world.cases["ARC-01-25"].area_residence == "Northam"


@pytest.mark.rule("R029", "R034")
def test_names_and_doubts_are_put_to_her_after_the_amendment() -> None:
    world = World()
    known(world)
    found = IdentityFound(what="a name", where=Where(source="form.docx"), masked="J*** S****")
    assert questions(accepted(world, wheelchair=True, identity=(found,))) == ["identity"]
    assert questions(accepted(world, wheelchair=True, pets=unsure())) == ["doubt"]
    assert world.cases["ARC-01-25"].wheelchair is None


@pytest.mark.rule("R034")
def test_a_home_on_offer_in_an_area_taken_off_is_asked_about_at_once() -> None:
    world = World()
    known(world, "offered")
    decision = world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")
    (question,) = decision.questions
    assert question.urgent
    assert "home on offer" in question.why
    assert "Southby" in world.cases["ARC-01-25"].circulated_to  # it keeps a home free, and is not just let go
    assert ("closed", SOUTHBY) not in kinds(decision)


@pytest.mark.rule("R034", "R046")
def test_a_home_on_offer_that_has_another_size_now_is_asked_about() -> None:
    world = World()
    known(world, "offered")
    decision = accepted(world, bedrooms_needed=3)
    assert "A home on offer has 2 bedroom(s), and the request now needs 3" in decision.questions[0].why


@pytest.mark.rule("R034")
def test_what_changes_while_a_request_rests_is_shown_to_landlords_when_it_goes_on() -> None:
    world = World()
    known(world)
    world.hear(change(change="pause"), SAM, "ARC-01-25")
    assert kinds(accepted(world, wheelchair=True)) == [("change_recorded", SAM)]
    less = world.hear(request(wheelchair=True, areas_requested=("Southby",), **FAMILY), SAM)
    assert kinds(less) == [("change_recorded", SAM), ("closed", EASTLEY)]
    decision = world.hear(change(change="resume"), SAM, "ARC-01-25")
    assert [to for kind, to in kinds(decision) if kind == "circular_amended"] == [HARBOUR_LEAD, SOUTHBY]
    assert "circular_amended" not in {kind for kind, _ in kinds(world.hear(change(change="resume"), SAM, "ARC-01-25"))}


@pytest.mark.rule("R034")
def test_a_request_that_has_moved_takes_no_amendment() -> None:
    world = World()
    known(world, "moved")
    assert questions(world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")) == ["closed"]


def test_a_mailbox_that_two_landlords_share_is_told_one_thing() -> None:
    world = World()
    shared = tuple(
        replace(each, circulars_to=(SOUTHBY,), named_leads=(HARBOUR_LEAD,)) if each.name == "Harbour Homes" else each
        for each in world.partners
    )
    world.partners = shared
    known(world)
    decision = world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")
    assert [kind for kind, to in kinds(decision) if to == SOUTHBY] == ["circular_amended"]


def test_a_case_that_is_as_it_was_brings_nothing_about() -> None:
    world = World()
    case = world.cases[known(world)]
    facts = world.facts(request(), SAM, "ARC-01-25")
    assert amend(case, case, facts, world.scheme, TODAY).ignored


def test_an_offer_after_the_amendment_is_taken_by_the_new_facts() -> None:
    world = World()
    known(world)
    world.hear(request(areas_requested=("Eastley",), **FAMILY), SAM, "ARC-01-25")
    decision = world.hear(offer("Southby"), HARBOUR_LEAD, "ARC-01-25")
    assert questions(decision)
    assert world.cases["ARC-01-25"].offers_in(OfferState.OPEN) == ()


def test_the_order_of_a_list_is_no_change() -> None:
    world = World()
    known(world)
    form = request(areas_requested=("Southby", "Eastley"), areas_at_risk=("Westow", "Northam"), pets_rehome=False, **FAMILY)
    decision = world.hear(form, SAM, "ARC-01-25")
    assert "Areas" not in decision.questions[0].why


def test_the_reference_on_a_form_leads_to_its_case() -> None:
    world = World()
    known(world)
    form = request(areas_requested=("Eastley",), reference=said("ARC-01-25"), **FAMILY)
    assert changed(world.hear(form, SAM, "ARC-01-25")) == [("areas_requested", "Eastley, Southby", "Eastley")]


@pytest.mark.rule("R034", "R037", "D10")
def test_what_changes_while_a_home_is_accepted_is_shown_when_it_falls_through() -> None:
    world = World()
    reference = world.accepted()
    taken_off = world.hear(change(change="areas", areas_removed=("Eastley",)), SAM, reference)
    assert [(letter.kind, letter.to) for letter in taken_off.letters if letter.partner] == [("closed", EASTLEY)]
    grown = world.hear(change(change="bedrooms", bedrooms_needed=3), coordinator(SAM), reference)
    assert [letter.kind for letter in grown.letters if letter.partner] == []  # nobody looks for a home just now
    fallen = world.hear(outcome("offer_withdrawn"), SOUTHBY, reference)
    amended = {letter.to for letter in fallen.letters if letter.kind == "circular_amended"}
    assert amended == {SOUTHBY, HARBOUR_LEAD}
    assert EASTLEY not in {letter.to for letter in fallen.letters}
    again = world.hear(outcome("offer_withdrawn"), SOUTHBY, reference)
    assert not again.letters
