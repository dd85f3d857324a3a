"""What stands among a form's remarks may turn what its boxes say (R024): a person reads it."""

from __future__ import annotations

import pytest

from parsing.document import Document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.readings import LandlordDecision, RequestForm
from parsing.text_file import read_text
from scheme.agreement import load, shipped

SCHEME = load(shipped("pan_london"))


def read(text: str) -> LandlordDecision | RequestForm:
    document = Document(source="form.txt", file_type="text", blocks=read_text(text).blocks)
    form = recognise(document, FORMS, SCHEME)
    assert form is not None
    reading = fill(document, form, SCHEME)
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
