"""What a form of the desk gives out is what an answer takes: every value of every type goes there and back."""

from __future__ import annotations

import typing
from datetime import date
from typing import Any

import pytest

from desk.field_inputs import Kind, as_text, input_of, is_same, joined, landlords
from parsing import readings
from parsing.field import Where
from parsing.readings import CaseOrder, LandlordDecision, Outcome, Person, RequestForm
from service import answers
from tests.support.lines import SCHEME


def fields() -> list[tuple[type[Any], str]]:
    kinds = [kind for kind in typing.get_args(readings.Reading) if kind is not readings.Unreadable]
    return [(kind, key) for kind in kinds for key, _ in kind().fields()]


@pytest.mark.parametrize(("kind", "key"), fields(), ids=lambda value: getattr(value, "kind", value))
def test_every_choice_that_a_form_offers_is_taken(kind: type[Any], key: str) -> None:
    asked = input_of(kind, key, SCHEME)
    for value, words in asked.choices:
        assert words
        answers.field(kind, key, value, SCHEME, Where())
    assert asked.choices or asked.kind not in (Kind.SELECT, Kind.BOXES) or (key == "groups" and not SCHEME.monitoring)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        (RequestForm, "consent_given", True),
        (RequestForm, "consent_date", date(2026, 11, 3)),
        (RequestForm, "bedrooms_needed", 2),
        (RequestForm, "current_floor", -1),
        (RequestForm, "areas_requested", ("Brent", "Camden")),
        (RequestForm, "area_residence", "Hackney"),
        (RequestForm, "adults", (Person(age=34, sex="f"), Person(age=36))),
        (RequestForm, "children", (Person(age=9, sex="other"),)),
        (RequestForm, "risk_other", ("stalking", "hate_crime")),
        (RequestForm, "officer_email", "olive@advice.example"),
        (RequestForm, "applicant_landlord", "Hackney"),
        (LandlordDecision, "decision", "pending_panel"),
        (Outcome, "stage", "tenancy_started"),
        (CaseOrder, "reference", "ARC-07-26"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_value_goes_into_the_form_and_comes_back_as_it_was(kind: type[Any], key: str, value: object) -> None:
    assert answers.field(kind, key, as_text(value), SCHEME, Where()).value == value


def test_a_person_of_unknown_age_is_left_to_be_written() -> None:
    assert as_text((Person(age=None, sex="f"), Person(age=3))) == "3"


def test_ticked_boxes_are_one_answer_whatever_their_order() -> None:
    assert joined(["Brent", " Camden ", ""]) == "Brent, Camden"
    assert is_same("Brent, Camden", "Camden,Brent")
    assert not is_same("Brent", "")


def test_the_landlords_are_those_of_scheme_and_register() -> None:
    assert "Hackney" in landlords(SCHEME)
