"""Labels of other hands: whatever a form's question is called, it is never read as another's (forms.md §2.2, GOALS «Reading»)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.labels import DANGEROUS, found_of
from parsing.concepts import Way, said_in
from parsing.form import labels_of
from parsing.forms import FORMS
from parsing.labels import keys_asked
from parsing.pairing import Pairing
from parsing.witness import Witness
from scheme.agreement import load, shipped

REQUEST = labels_of(next(form for form in FORMS if form.kind == "property_request"), load(shipped("pan_london")))
# Each may be taken for the other by a person too. The answers of these questions are read closed: a wrong one is asked about.
FIT_TWO = {
    "Perpetrator's tenure",
    "Customer reference (CRM)",
    "2.9 In what kind of accommodation is the resident at the date of this request?",
}


def held() -> Iterator[dict[str, Any]]:
    form = keys = ""
    for line in (Path(__file__).parent / "labels_held.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            form, keys = line.removeprefix("== ").split(" ", 1)
        elif line and not line.startswith("#"):
            label, _, section = line.removeprefix("! ").removesuffix("]]").partition(" [[")
            asked = [] if keys == "-" else keys.split()
            yield {"form": form, "label": label, "keys": asked, "section": section, "inverted": line.startswith("! ")}


FOUND = found_of(list(held()))


def test_no_label_is_read_as_another() -> None:
    wrong = {row["label"]: sorted(keys_asked(question)) for verdict, row, question in FOUND if verdict in DANGEROUS}
    assert set(wrong) <= FIT_TWO, wrong


@pytest.mark.parametrize("form", [form.kind for form in FORMS])
def test_most_labels_are_known(form: str) -> None:
    asking = [verdict for verdict, row, _ in FOUND if row["keys"] and row["form"] == form]
    assert asking.count("right") / len(asking) >= 0.75


@pytest.mark.parametrize(
    ("label", "section", "asked"),
    [
        ("Boroughs", "Safe areas", {"areas_requested"}),
        ("Boroughs", "Areas of risk", {"areas_at_risk"}),
        ("Bedrooms", "Present home", {"current_bedrooms"}),
        ("Number of bedrooms", "What the family needs", {"bedrooms_needed"}),
        ("Bedrooms", "Previous home", set()),
        ("Floor", "Hostel", set()),
        ("Ground floor", "Property required", {"ground_floor_only"}),
        ("Ground floor", "Current home", set()),
        ("Borough", "Police contact", set()),
        ("Landlord", "Person causing harm", set()),
        ("Role", "MARAC representative", set()),
        ("Date", "Consent for research", set()),
        ("Name", "B Nominating officer", {"officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"}),
    ],
)
def test_a_bare_label_is_read_with_its_section(label: str, section: str, asked: set[str]) -> None:
    pairing = Pairing(labels=REQUEST, witness=Witness(labels=REQUEST), section=section)
    assert keys_asked(pairing.question(label)) == asked


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Landlord and borough", set()),  # two questions that no answer of ours covers
        ("Officer's telephone and e-mail", {"officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"}),
        (
            "Name and role of nominating officer",
            {"officer_name", "officer_role", "officer_agency", "officer_email", "officer_phone"},
        ),
        ("Can the tenant manage stairs?", {"step_free"}),
        ("Is the rent account clear?", {"rent_arrears"}),
        ("No", set()),
        ("2 bed", set()),
        ("Officer: secure e-mail", {"officer_email"}),
        ("Landlord: Camden", set()),
        ("What kind of property is the tenancy?", set()),
        ("IDVA service", set()),
        ("Reciprocal request form", set()),
        ("Tenant has no stairs", set()),
        ("Applicant has moved", set()),
    ],
)
def test_a_label_of_two_questions_or_an_answer_asks_neither(label: str, asked: set[str]) -> None:
    assert keys_asked(REQUEST.question(label)) == asked


@pytest.mark.parametrize(
    ("form", "label", "asked"),
    [
        ("landlord_decision", "Applicant has consented to this request", set()),  # the landlord's own yes is another
        ("landlord_decision", "Decision is conditional upon", {"condition_text"}),
        ("change", "Number of bedrooms in current home", set()),
        ("change", "Which application is to be changed?", {"reference"}),
        ("change", "Why is the request withdrawn?", {"change"}),
        ("outcome", "What happened and when", set()),  # asks two things at once
        ("outcome", "Applicant's reason for saying no", {"refusal_reason"}),
    ],
)
def test_a_label_of_the_other_forms_asks_what_it_means(form: str, label: str, asked: set[str]) -> None:
    labels = labels_of(next(each for each in FORMS if each.kind == form), load(shipped("pan_london")))
    assert keys_asked(labels.question(label)) == asked


def test_a_word_that_nobody_knows_leaves_a_label_unread() -> None:
    assert said_in("Borough of the marmoset") is None


def test_a_way_needs_something_of_each_word_and_nothing_else() -> None:
    way = Way.of("area live/now ; person -past")
    fits = {text: way.fits(said_in(text) or ()) for text in ("Borough they live in", "Borough", "Borough they lived in before")}
    assert fits == {"Borough they live in": True, "Borough": False, "Borough they lived in before": False}


def test_a_way_of_words_that_are_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="No words are known for nonsense"):
        Way.of("area nonsense")
