"""Answers of one form that contradict each other are asked about; ordinary ones are left alone (R001, R022, R024, R031, R032)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from parsing.answers import Answer
from parsing.field import Field, Where
from parsing.form import Form
from parsing.forms.change import CHANGE
from parsing.forms.landlord_decision import LANDLORD_DECISION
from parsing.forms.outcome import OUTCOME
from parsing.forms.property_offer import PROPERTY_OFFER
from parsing.forms.property_request import PROPERTY_REQUEST
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))
PLAIN = {
    "applicant_landlord": "Hackney",
    "area_residence": "Hackney",
    "tenancy_type": "Secure",
    "joint_tenancy": "Sole",
    "adults": "F 34",
    "children": "M 9, F 7",
    "bedrooms_needed": "3",
    "areas_requested": "Sutton, Merton",
    "areas_at_risk": "Newham",
    "risk_primary": "Domestic abuse",
    "referral_date": "02/03/2026",
    "consent_date": "01/03/2026",
}


def settled(form: Form, answers: dict[str, str]) -> dict[str, Field[Any]]:
    """The form's fields after they were read one by one and compared."""
    fields = {
        question.key: question.answer.read(Answer(text=answers.get(question.key, "")), SCHEME) for question in form.questions
    }
    return dict(form.settle(fields, SCHEME).fields)


def doubted(form: Form, answers: dict[str, str]) -> set[str]:
    return {key for key, field in settled(form, answers).items() if field.doubt}


@pytest.mark.parametrize(
    ("changed", "doubts"),
    [
        ({}, set()),
        ({"areas_requested": "Newham, Sutton"}, {"areas_requested", "areas_at_risk"}),
        ({"areas_requested": "Newham, Suton"}, {"areas_requested", "areas_at_risk"}),
        ({"areas_requested": "Sutton, not Newham"}, {"areas_requested"}),
        ({"areas_requested": "Hackney, Sutton"}, {"areas_requested"}),
        ({"area_residence": "Hackney or Sutton"}, {"area_residence", "areas_requested"}),
        ({"areas_at_risk": "Sutton?"}, {"areas_at_risk", "areas_requested"}),
        ({"joint_tenancy": "Joint with perpetrator"}, set()),
        ({"joint_tenancy": "Joint with perpetrator", "other_tenant_is_perpetrator": "No"}, {"other_tenant_is_perpetrator"}),
        ({"joint_tenancy": "Sole", "other_tenant_is_perpetrator": "Yes"}, {"joint_tenancy", "other_tenant_is_perpetrator"}),
        ({"joint_tenancy": "Sole", "tenancy_type": "Joint secure"}, {"joint_tenancy"}),
        ({"joint_tenancy": "Joint", "tenancy_type": "Joint secure"}, set()),
        ({"tenancy_type": "Probationary"}, set()),
        ({"tenancy_type": "Probationary", "applicant_landlord": ""}, {"tenancy_type"}),
        ({"children": "None", "bedrooms_needed": "4"}, {"bedrooms_needed"}),
        ({"children": "None", "bedrooms_needed": "2"}, set()),
        ({"children": "not known", "bedrooms_needed": "4"}, {"children"}),
        ({"pregnancy_due": "01/02/2026"}, {"pregnancy_due"}),
        ({"pregnancy_due": "01/06/2026"}, set()),
        ({"pregnancy_due": "01/06/2027"}, {"pregnancy_due"}),
        ({"adults": "F 34, expecting"}, {"pregnancy_due"}),
        ({"adults": "F 34, expecting", "pregnancy_due": "01/06/2026"}, set()),
        ({"current_type": "House", "current_floor": "3"}, {"current_floor"}),
        ({"current_type": "House", "current_floor": "Ground"}, set()),
        ({"pets": "No", "pets_rehome": "Yes"}, {"pets", "pets_rehome"}),
        ({"pets": "Yes", "pets_rehome": "Yes"}, set()),
        ({"referral_date": "03/13/2026"}, {"referral_date", "consent_date"}),
        ({"risk_other": "Domestic abuse, stalking"}, set()),
    ],
)
def test_a_request_s_contradictions_are_asked_about(changed: dict[str, str], doubts: set[str]) -> None:
    assert doubted(PROPERTY_REQUEST, {**PLAIN, **changed}) == doubts


def test_an_area_in_both_lists_is_named_in_one_sentence_for_each_with_both_places() -> None:
    said = {"areas_requested": ("Newham, Sutton", 7), "areas_at_risk": ("Newham, Brent", 8)}
    fields = settled(PROPERTY_REQUEST, PLAIN)
    for key, (text, row) in said.items():
        answer = Answer(text=text, where=Where(source="form.docx", table=1, row=row))
        fields[key] = PROPERTY_REQUEST.question(key).answer.read(answer, SCHEME)
    asked = PROPERTY_REQUEST.settle(fields, SCHEME).fields
    wanted, risky = asked["areas_requested"], asked["areas_at_risk"]
    assert (wanted.value, wanted.quote, wanted.proposal) == (None, "Newham, Sutton", ("Sutton",))
    assert (risky.value, risky.quote, risky.proposal) == (None, "Newham, Brent", ("Brent", "Newham"))
    for field in (wanted, risky):
        assert (
            "Newham: asked for (form.docx, table 1, row 7) and named as not safe as well (form.docx, table 1, row 8)"
            in field.doubt
        )


def test_what_is_proposed_for_a_wider_word_leaves_out_the_areas_at_risk() -> None:
    fields = settled(PROPERTY_REQUEST, {**PLAIN, "areas_requested": "Anywhere"})
    assert fields["areas_requested"].value is None
    assert "Newham" not in fields["areas_requested"].proposal
    assert fields["areas_at_risk"].value == ("Newham",)


def test_joint_with_the_perpetrator_answers_both_questions() -> None:
    fields = settled(PROPERTY_REQUEST, {**PLAIN, "joint_tenancy": "Joint with perpetrator"})
    assert fields["joint_tenancy"].value is True
    assert fields["other_tenant_is_perpetrator"].value is True
    assert fields["other_tenant_is_perpetrator"].quote == "Joint with perpetrator"


def test_where_the_policy_inverts_the_choice_the_other_areas_are_proposed_and_never_taken() -> None:
    policy = replace(SCHEME.policies[-1], inverted_choice_grounds=("serious_youth_violence",))
    scheme = replace(SCHEME, policies=(policy,))
    answers = {**PLAIN, "risk_primary": "Serious youth violence", "areas_requested": "Any"}
    fields = {each.key: each.answer.read(Answer(text=answers.get(each.key, "")), scheme) for each in PROPERTY_REQUEST.questions}
    wanted = PROPERTY_REQUEST.settle(fields, scheme).fields["areas_requested"]
    assert wanted.value is None
    assert set(wanted.proposal) == {area.name for area in scheme.areas} - {"Newham", "Hackney"}
    other = PROPERTY_REQUEST.settle({**fields, "risk_primary": Field(value="stalking")}, scheme).fields["areas_requested"]
    assert "For this ground" not in other.doubt


@pytest.mark.parametrize(
    ("form", "answers", "doubts"),
    [
        (LANDLORD_DECISION, {"decision": "Approved"}, set()),
        (LANDLORD_DECISION, {"decision": "Approved", "condition_text": "None"}, set()),
        (LANDLORD_DECISION, {"decision": "Approved", "condition_text": "N/A"}, set()),
        (LANDLORD_DECISION, {"decision": "Approved", "condition_text": "Only if the arrears are cleared"}, {"decision"}),
        (LANDLORD_DECISION, {"decision": "Approved with conditions", "condition_text": "arrears plan kept"}, set()),
        (LANDLORD_DECISION, {"decision": "Approved", "decline_reason": "At cap"}, {"decision"}),
        (LANDLORD_DECISION, {"decision": "Declined", "decline_reason": "Can be housed in our own stock"}, set()),
        (LANDLORD_DECISION, {"decision": "Declined", "acknowledges_owing": "Yes"}, {"acknowledges_owing"}),
        (LANDLORD_DECISION, {"decision": "Approved?"}, {"decision"}),
        (LANDLORD_DECISION, {"decision": "Approved in principle"}, {"decision"}),
        (LANDLORD_DECISION, {"decision": "We need more information"}, set()),
        (LANDLORD_DECISION, {"decision": "Going to panel", "panel_date": "14/03/2026"}, set()),
        (OUTCOME, {"stage": "Accepted"}, set()),
        (OUTCOME, {"stage": "Accepted", "refusal_reason": "Too small"}, {"stage"}),
        (OUTCOME, {"stage": "Refused", "refusal_reason": "Too small"}, set()),
        (OUTCOME, {"stage": "Refused", "tenancy_start_date": "02/03/2026"}, {"stage"}),
        (OUTCOME, {"stage": "Tenancy started", "tenancy_start_date": "02/03/2026"}, set()),
        (PROPERTY_OFFER, {"property_type": "House", "floor": "2"}, {"floor"}),
        (PROPERTY_OFFER, {"property_type": "Flat", "floor": "2", "tenure": "Secure"}, set()),
        (PROPERTY_OFFER, {"viewing_date": "03/13/2026", "reply_by": "03/04/2026"}, {"viewing_date", "reply_by"}),
        (CHANGE, {"change": "Areas", "areas_added": "Sutton", "areas_removed": "None"}, set()),
        (CHANGE, {"change": "Areas", "areas_added": "None", "areas_removed": "Sutton"}, set()),
        (CHANGE, {"change": "Areas", "areas_added": "Sutton", "areas_removed": "Sutton"}, {"areas_added", "areas_removed"}),
        (CHANGE, {"change": "Please put on hold"}, set()),
        (CHANGE, {"change": "Withdrawn", "areas_added": "Sutton"}, {"change"}),
    ],
)
def test_contradictions_of_the_small_forms_are_asked_about(form: Form, answers: dict[str, str], doubts: set[str]) -> None:
    assert doubted(form, answers) == doubts


def test_nothing_added_is_no_answer_and_no_empty_list() -> None:
    fields = settled(CHANGE, {"change": "Areas", "areas_added": "None", "areas_removed": "None"})
    assert fields["areas_added"].blank
    assert fields["areas_removed"].blank


def test_an_offered_tenancy_is_a_word_of_the_scheme_where_it_is_exactly_one() -> None:
    assert settled(PROPERTY_OFFER, {"tenure": "Assured tenancy"})["tenure"].value == "assured"
    assert settled(PROPERTY_OFFER, {"tenure": "London Affordable Rent"})["tenure"].value == "London Affordable Rent"


def test_the_days_of_one_form_are_read_alike() -> None:
    fields = settled(PROPERTY_REQUEST, {**PLAIN, "referral_date": "03/13/2026"})
    assert fields["consent_date"].proposal == date(2026, 3, 1)
