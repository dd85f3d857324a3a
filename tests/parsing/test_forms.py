"""The sample forms against the truth that their generator knows: no silent error, clean ones straight through."""

from __future__ import annotations

from typing import Any

import pytest

from parsing.document import Document
from parsing.files import open_document
from parsing.form import OtherQuestion, Question, SharedQuestion, fill, labels_of, recognise
from parsing.forms import FORMS
from parsing.readings import Mail, Reading, as_json
from scheme.agreement import load, shipped
from tests.support.make_forms import SMALL, Sample, clean_request, path_of, samples

SCHEME = load(shipped("pan_london"))
SAMPLES = samples()
MORE = [clean_request(number) for number in range(100, 190)]  # not kept on disk: the same tables, drawn anew


def reading_of(sample: Sample) -> Reading:
    (document,) = open_document(f"{sample.name}.docx", sample.data)
    assert isinstance(document, Document)
    form = recognise(document, FORMS, SCHEME)
    assert form is not None, f"{sample.name} was not recognised"
    return fill(document, form, SCHEME)


def printed(reading: Reading) -> dict[str, Any]:
    said: dict[str, Any] = as_json(Mail(readings=(reading,)), "form.docx")["readings"][0]
    return said


def silent_errors(sample: Sample) -> list[str]:
    """Values that are given without a doubt and are not the truth."""
    fields = printed(reading_of(sample))["fields"]
    return [
        f"{sample.name}: {key} read as {field['value']!r}, truth {sample.truth.get(key)!r}"
        for key, field in fields.items()
        if field["value"] is not None and field["value"] != sample.truth.get(key)
    ]


def goes_straight_through(sample: Sample) -> bool:
    reading = reading_of(sample)
    fields = {key: field["value"] for key, field in printed(reading)["fields"].items()}
    return fields == sample.truth and not reading.missing and not reading.all_doubts() and not reading.identity


def test_there_are_enough_samples_of_every_form() -> None:
    assert len(SAMPLES) >= 40
    assert {sample.kind for sample in SAMPLES} == {
        "property_request",
        "landlord_decision",
        "property_offer",
        "outcome",
        "change",
        "withdrawal",
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_sample_on_disk_is_the_generator_s(sample: Sample) -> None:
    assert path_of(sample).read_bytes() == sample.data, "run python -m tests.support.make_forms and look at what changed"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_nothing_false_is_said_without_a_doubt(sample: Sample) -> None:
    assert silent_errors(sample) == []
    assert reading_of(sample).kind == sample.kind


@pytest.mark.parametrize("sample", [each for each in SAMPLES if each.doubted], ids=lambda sample: sample.name)
def test_a_trap_puts_its_field_in_doubt(sample: Sample) -> None:
    fields = dict(reading_of(sample).fields())
    assert {key for key, field in fields.items() if field.doubt} == sample.doubted


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_identity_is_found_where_it_stands_and_nowhere_else(sample: Sample) -> None:
    assert bool(reading_of(sample).identity) == sample.identity


def test_clean_forms_go_straight_through() -> None:
    clean = [sample for sample in (*SAMPLES, *MORE) if sample.clean]
    stuck = [sample.name for sample in clean if not goes_straight_through(sample)]
    assert len(clean) >= 100
    assert len(stuck) <= 0.03 * len(clean), stuck
    assert [error for sample in clean for error in silent_errors(sample)] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_every_wording_of_a_question_asks_that_question(form: Any) -> None:
    labels = labels_of(form, SCHEME)
    for question in form.questions:
        for wording in (*question.labels, question.key.replace("_", " ")):
            asked = labels.question(wording)
            keys = (asked.key,) if isinstance(asked, Question) else asked.keys if isinstance(asked, SharedQuestion) else ()
            assert question.key in keys, f"«{wording}» asks {keys}"
    for shared in form.shared:
        for wording in shared.labels:
            assert labels.question(wording) is shared, f"«{wording}»"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_the_keys_of_a_form_are_those_of_its_reading(form: Any) -> None:
    assert form.keys <= set(form.reading.__dataclass_fields__)
    assert not [key for key in form.known_by if key not in form.keys]


REQUEST = FORMS[0]


@pytest.mark.parametrize(
    ("wording", "key"),
    [
        ("Which boroughs is the household willing to move to?", "areas_requested"),
        ("Preferred area(s) of London", "areas_requested"),
        ("Boroughs requested by the applicant (excluding boroughs of risk)", "areas_requested"),
        ("Boroughs client cannot return to", "areas_at_risk"),
        ("Boroughs the applicant does not want to live in", "areas_at_risk"),
        ("Areas that should be avoided due to perpetrator's family", "areas_at_risk"),
        ("How many bedrooms does the applicant need?", "bedrooms_needed"),
        ("Size of accommodation required", "bedrooms_needed"),
        ("Current accommodation size", "current_bedrooms"),
        ("3.4 Household's borough at present *", "area_residence"),
        ("Who holds the tenancy / landlord", "applicant_landlord"),
        ("Has the tenant signed consent?", "consent_given"),
        ("Telephone no. of nominating officer", "officer_phone"),
        ("NO 2 email", "officer2_email"),
        ("Has the household applied to Housing Moves?", "registered_housing_moves"),
    ],
)
def test_a_wording_that_nobody_listed_is_told_by_what_it_means(wording: str, key: str) -> None:
    asked = labels_of(REQUEST, SCHEME).question(wording)
    assert key in ((asked.key,) if isinstance(asked, Question) else asked.keys if isinstance(asked, SharedQuestion) else ())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
@pytest.mark.parametrize(
    "wording",
    [
        "Previous reference",
        "Linked case reference",
        "Reference of partner's application",
        "Police reference",
        "Rent account reference",
        "Reference format",
        "Example of a reference",
        "Team code",
        "Post code",
    ],
)
def test_another_reference_is_not_the_case_s(form: Any, wording: str) -> None:
    asked = labels_of(form, SCHEME).question(wording)
    assert asked is None or isinstance(asked, OtherQuestion)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
@pytest.mark.parametrize(
    "wording", ["ARC", "ARC code", "Reference (e.g. ARC-01-16)", "PLHR reference number", "Unique reference"]
)
def test_the_case_s_reference_is_asked_in_many_ways(form: Any, wording: str) -> None:
    assert labels_of(form, SCHEME).question(wording) is form.question("reference")


@pytest.mark.parametrize(
    "wording", ["Does the household have a car?", "Where would you feel safe?", "Rent account balance", "Favourite colour"]
)
def test_a_wording_that_fits_no_question_asks_none(wording: str) -> None:
    assert labels_of(REQUEST, SCHEME).question(wording) is None


def test_a_question_about_the_housing_officer_is_not_about_the_nominating_one() -> None:
    assert isinstance(labels_of(REQUEST, SCHEME).question("Name of housing officer"), OtherQuestion)


def test_every_small_form_has_a_reference_question() -> None:
    assert all(
        any("ref" in label.casefold() or "offer for case" in label.casefold() for label, _ in rows)
        for _, _, _, rows, _, _ in SMALL
    )
