"""What stands among a form's remarks may turn what its boxes say (R024): a person reads it."""

from __future__ import annotations

from datetime import date

import pytest

from parsing.document import Document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.readings import LandlordDecision, Outcome, PropertyOffer, Reading, RequestForm
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def any_form(text: str) -> Reading:
    document = Document(source="form.txt", file_type="text", blocks=read_text(text).blocks)
    form = recognise(document, FORMS, SCHEME)
    assert form is not None
    return fill(document, form, SCHEME)


def read(text: str) -> LandlordDecision | RequestForm:
    reading = any_form(text)
    assert isinstance(reading, LandlordDecision | RequestForm)
    return reading


def decision(decided: str, remark: str) -> LandlordDecision:
    reading = read(
        f"Landlord decision\nReference: ARC-07-26\nDecision: {decided}\nWe understand we will owe: Yes\nComments: {remark}\n"
    )
    assert isinstance(reading, LandlordDecision)
    return reading


@pytest.mark.parametrize(
    "remark",
    [
        "please hold until the panel has confirmed",
        "Not before the arrears are cleared",
        "agreed in principle",
        "Unless the police object",
    ],
)
def test_an_approval_beside_a_remark_that_may_turn_it_is_asked_about(remark: str) -> None:
    said = decision("Approved", remark).decision
    assert said.value is None
    assert remark in said.doubt


@pytest.mark.parametrize(
    ("decided", "remark", "value"), [("Approved", "None", "approve"), ("Declined", "Not our tenant", "decline")]
)
def test_an_idle_remark_and_the_reason_of_a_no_turn_nothing(decided: str, remark: str, value: str) -> None:
    assert decision(decided, remark).decision.value == value


@pytest.mark.parametrize(
    ("remark", "wanted"),
    [("Her brother-in-law lives in Sutton", None), ("She was followed home from work", ("Merton", "Sutton"))],
)
def test_a_remark_that_names_a_wanted_area_puts_the_list_in_doubt(remark: str, wanted: tuple[str, ...] | None) -> None:
    reading = read(
        "Property request form\nApplicant's landlord: Peabody\nBorough of residence: Hackney\nTenancy type: Secure\n"
        f"Areas requested: Sutton, Merton\nAreas to avoid: Hackney\nBedrooms requested: 2\nAdditional information: {remark}\n"
    )
    assert isinstance(reading, RequestForm)
    areas = reading.areas_requested.value
    assert (tuple(sorted(areas)) if areas else None) == wanted


OFFER = """Property offer
Reference: ARC-07-26
Borough: Sutton
Bedrooms: {}
Property type: Flat
Floor: 2
Rent: £120 pw
Description: {}
"""


@pytest.mark.parametrize(
    ("bedrooms", "description", "value"),
    [("3", "A 2 bedroom flat in a quiet block", None), ("2", "A two-bed flat in a quiet block", 2), ("2", "A quiet block", 2)],
)
def test_a_home_described_in_another_size_is_asked_about(bedrooms: str, description: str, value: int | None) -> None:
    reading = any_form(OFFER.format(bedrooms, description))
    assert isinstance(reading, PropertyOffer)
    assert reading.bedrooms.value == value


def test_an_address_that_is_told_later_is_none() -> None:
    reading = any_form(OFFER.format("2", "Quiet") + "Address: Will be given to the officer by telephone\n")
    assert isinstance(reading, PropertyOffer)
    assert reading.address.blank
    assert not reading.address.doubt


@pytest.mark.parametrize(
    ("comment", "value"),
    [
        ("Tenancy commenced Monday 16 November 2026 and keys were given", None),
        ("Tenancy commenced 9 November 2026", date(2026, 11, 9)),
        ("Gas check on 16 November 2026", date(2026, 11, 9)),
        ("None\nTenancy agreement signed, tenancy runs from: 16 November 2026", None),
    ],
)
def test_a_comment_that_has_the_tenancy_begin_on_another_day_is_asked_about(comment: str, value: date | None) -> None:
    reading = any_form(
        "Outcome of an offer\nReference: ARC-07-26\nOutcome: Tenancy started\nTenancy start date: 09/11/2026\n"
        f"Adults moved: 1\nChildren moved: 0\nComments: {comment}\n"
    )
    assert isinstance(reading, Outcome)
    assert reading.tenancy_start_date.value == value
