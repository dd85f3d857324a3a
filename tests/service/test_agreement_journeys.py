"""Journeys through the whole agreement as strangers write them: what each reader ends up with, and what nobody may."""

from __future__ import annotations

from pathlib import Path

import pytest

from matching.case import Case
from service import opening
from service.resolve import Answer, resolve
from store import cases
from tests.support.cast import ref
from tests.support.papers import approval, outcome, request_form, request_mail
from tests.support.region import Region

REF = ref(1)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def the_case(region: Region) -> Case:
    with region.store_open() as (_, store), store.read() as tx:
        case = cases.find(tx, REF)
    assert case is not None
    return case


def answer(region: Region, question: str, said: Answer) -> None:
    with region.store_open() as (settings, store):
        resolve(store, opening.scheme_with_register(settings, store), question, said, "Ada")
    region.run()


def whys(region: Region) -> list[str]:
    return [each["why"] for each in region.look("queue")]


@pytest.mark.rule("R016", "R029")
@pytest.mark.parametrize("label", ["Applicant's name", "Name of applicant"])
def test_an_officer_who_names_herself_as_the_applicant_is_asked_about(region: Region, label: str) -> None:
    region.tell(request_mail(request_form(**{label: "Olive Marsh"})))
    assert region.told() == []
    assert len(whys(region)) == 1
    assert set(region.states().values()) <= {"received"}


@pytest.mark.rule("R034")
def test_an_old_question_that_is_accepted_late_brings_no_unsafe_area_back(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(request_mail(request_form(**{"Boroughs requested": "Camden, Brent, Ealing"}), number=2))
    (old,) = region.look("queue")
    region.tell(request_mail(request_form(**{"Boroughs requested": "Brent", "Areas to avoid": "Hackney, Camden"}), number=3))
    answer(region, old["id"], Answer(accept=True))
    assert the_case(region).areas_requested == ("Brent",)
    assert "Camden" in the_case(region).areas_at_risk
    (fresh,) = region.look("queue")
    assert "Areas were Brent; are now Brent, Camden, Ealing." in fresh["why"]
    answer(region, fresh["id"], Answer(accept=True))
    assert set(the_case(region).areas_requested) == {"Brent", "Camden", "Ealing"}
    assert whys(region) == []


@pytest.mark.rule("R034", "R037")
def test_an_area_on_record_as_unsafe_is_added_only_by_a_new_form_and_the_question_says_so(region: Region) -> None:
    region.tell(request_mail(request_form()), approval(REF))
    region.tell(request_mail(request_form(**{"Boroughs requested": "Camden", "Areas to avoid": "Hackney, Brent"}), number=3))
    region.tell(outcome(REF, "Please add Brent.", number=4))
    assert "The form says that Brent is not safe" in whys(region)[0]
    before = len(region.letters("circular", "circulars@brent.example"))
    region.tell(request_mail(request_form(), number=5))
    answer(region, region.look("queue")[-1]["id"], Answer(accept=True))
    assert the_case(region).areas_at_risk == ("Hackney",)
    assert len(region.letters("circular", "circulars@brent.example")) == before + 1


def test_a_lead_who_answers_before_the_landlord_is_settled_is_asked_about_in_whole_sentences(region: Region) -> None:
    region.tell(request_mail(request_form(**{"Tenancy type": "Owed a tenancy"})))
    region.tell(approval(REF))
    assert any("it is not settled yet which landlord must approve." in why for why in whys(region))


@pytest.mark.rule("R024")
def test_a_panel_that_she_has_taken_note_of_is_not_asked_about_again(region: Region) -> None:
    region.tell(request_mail(request_form()), approval(REF, words="It is with our panel."))
    (asked,) = region.look("queue")
    answer(region, asked["id"], Answer(accept=True))
    assert whys(region) == []
    assert the_case(region).awaiting_panel


@pytest.mark.rule("R025")
def test_an_approval_on_a_condition_says_how_it_is_answered_once_it_is_settled(region: Region) -> None:
    region.tell(request_mail(request_form()), approval(REF, words="Approved subject to the property being vacant."))
    (asked,) = region.look("queue")
    assert "--set decision=approve" in asked["why"]
    answer(region, asked["id"], Answer(fields=("decision=approve",)))
    assert region.states() == {REF: "circulated"}


@pytest.mark.rule("R034")
def test_a_form_with_another_landlord_for_surely_the_same_people_joins_its_case(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(request_mail(request_form(**{"Applicant's landlord": "Clarion"}), number=2))
    assert region.states() == {REF: "awaiting_approval"}
    (asked,) = region.look("queue")
    assert "The landlord that approves was Hackney; is now Clarion." in asked["why"]
    answer(region, asked["id"], Answer(accept=True))
    assert the_case(region).landlord == "Clarion"
    assert len(region.letters("approval_request", "lead@clarion.example")) == 1


@pytest.mark.rule("R021")
def test_an_approval_after_a_decline_counts_once_she_has_opened_the_request_again(region: Region) -> None:
    region.tell(request_mail(request_form()), approval(REF, words="Declined: not at risk."), approval(REF, number=3))
    (asked,) = region.look("queue")
    assert "order=reopen" in asked["why"]
    region.enter(REF, "case_order", "order=reopen", "reason=decided anew")
    assert region.states() == {REF: "awaiting_approval"}
    answer(region, asked["id"], Answer(accept=True))
    assert region.states() == {REF: "circulated"}
