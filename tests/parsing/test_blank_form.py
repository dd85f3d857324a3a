"""The blank forms are made from the questions that read them back: filled in, every answer comes back (R024; `forms`)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from parsing.answers import Reader
from parsing.blank_form import asked, sections, write_blank, write_blank_pdf
from parsing.document import Document
from parsing.files import open_document
from parsing.form import Form, Question, fill, recognise
from parsing.forms import FORMS
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.readings import Person
from scheme.agreement import Scheme, load, shipped
from tests.support import pdf_maker, word_maker

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WRITERS = {"docx": write_blank, "pdf": write_blank_pdf}
BY_KIND = [pytest.param(form, id=form.kind) for form in FORMS]

# What a careful officer fills in → what must be read. A tuple stands for boxes to tick.
ANSWERS: dict[str, tuple[str | tuple[str, ...], object]] = {
    "consent_given": (("Yes",), True),
    "consent_date": ("02/03/2026", date(2026, 3, 2)),
    "referral_date": ("03/03/2026", date(2026, 3, 3)),
    "applicant_landlord": ("Hackney", "Hackney"),
    "area_residence": ("Hackney", "Hackney"),
    "current_bedrooms": ("2", 2),
    "current_floor": ("3", 3),
    "current_type": ("Maisonette", "maisonette"),
    "tenancy_type": ("Assured fixed term", "assured_fixed_term"),
    "joint_tenancy": (("No",), False),
    "currently_staying": ("Refuge", "refuge"),
    "overcrowded": (("No",), False),
    "rent_arrears": (("Yes",), True),
    "adults": ("F 34", (Person(age=34, sex="f"),)),
    "children": ("M 9, F 5", (Person(age=9, sex="m"), Person(age=5, sex="f"))),
    "bedrooms_needed": ("3", 3),
    "areas_requested": (
        ("Barking and Dagenham", "Barnet", "Brent", "Kensington and Chelsea", "Tower Hamlets"),
        ("Barking and Dagenham", "Barnet", "Brent", "Kensington and Chelsea", "Tower Hamlets"),
    ),
    "areas_at_risk": (("Hackney", "Newham"), ("Hackney", "Newham")),
    "ground_floor_only": (("No",), False),
    "step_free": (("Yes",), True),
    "pets": (("No",), False),
    "support_agency": ("Harbour Support", "Harbour Support"),
    "registered_housing_moves": (("Yes",), True),
    "officer_name": ("Ada Okafor", "Ada Okafor"),
    "officer_email": ("ada.okafor@harbour.example", "ada.okafor@harbour.example"),
    "officer_phone": ("07700 900123", "07700 900123"),
}


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(shipped("pan_london"))


def read(data: bytes) -> Document:
    (found,) = open_document("form", data)
    assert isinstance(found, Document), found
    return found


def filled_word(blank: bytes, answers: dict[str, str | tuple[str, ...]]) -> bytes:
    """The form as Word leaves it after somebody has typed into its controls and ticked its boxes."""
    parts = word_maker.unpacked(blank)
    body = etree.fromstring(parts["word/document.xml"])
    controls = {sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): sdt for sdt in body.iter(f"{W}sdt")}
    for key, answer in answers.items():
        if isinstance(answer, tuple):
            for choice in answer:
                sdt = controls[f"{key}.{choice}"]
                sdt.find(f".//{W14}checked").set(f"{W14}val", "1")
                sdt.find(f".//{W}t").text = "☒"
        else:
            sdt = controls[key]
            properties = sdt.find(f"{W}sdtPr")
            properties.remove(properties.find(f"{W}showingPlcHdr"))
            sdt.find(f".//{W}t").text = answer
    return word_maker.package({**parts, "word/document.xml": etree.tostring(body)})


def filled_pdf(blank: bytes, answers: dict[str, str | tuple[str, ...]]) -> bytes:
    values = {}
    for key, answer in answers.items():
        values.update({f"{key}.{choice}": "/Yes" for choice in answer} if isinstance(answer, tuple) else {key: answer})
    return pdf_maker.filled(blank, values)


FILLERS = {"docx": filled_word, "pdf": filled_pdf}


@pytest.mark.parametrize("file_type", WRITERS)
@pytest.mark.parametrize("form", BY_KIND)
def test_a_blank_form_is_known_for_what_it_is_and_answers_nothing(form: Form, file_type: str, scheme: Scheme) -> None:
    found = read(WRITERS[file_type](form, scheme))
    assert found.file_type == file_type
    assert recognise(found, FORMS, scheme) is form
    said: Any = fill(found, form, scheme)
    assert {key: field for key, field in said.fields() if not field.blank} == {}
    assert said.doubts == ()
    assert said.identity == ()


@pytest.mark.parametrize("file_type", WRITERS)
def test_a_filled_request_form_is_read_back_field_for_field(file_type: str, scheme: Scheme) -> None:
    blank = WRITERS[file_type](PROPERTY_REQUEST, scheme)
    found = read(FILLERS[file_type](blank, {key: answer for key, (answer, _) in ANSWERS.items()}))
    assert recognise(found, FORMS, scheme) is PROPERTY_REQUEST
    said: Any = fill(found, PROPERTY_REQUEST, scheme)
    assert {key: field.value for key, field in said.fields() if not field.blank} == {
        key: value for key, (_, value) in ANSWERS.items()
    }
    assert said.all_doubts() == ()


@pytest.mark.parametrize("file_type", WRITERS)
@pytest.mark.parametrize("form", BY_KIND)
def test_the_same_scheme_gives_the_same_bytes(form: Form, file_type: str, scheme: Scheme) -> None:
    assert WRITERS[file_type](form, scheme) == WRITERS[file_type](form, scheme)


@pytest.mark.parametrize("form", BY_KIND)
def test_every_question_has_its_control_named_by_its_key(form: Form, scheme: Scheme) -> None:
    word = {each.name for each in read(write_blank(form, scheme)).named}
    pdf = set(PdfReader(io.BytesIO(write_blank_pdf(form, scheme))).get_fields() or {})
    expected = set()
    for question in form.questions:
        printed = asked(question, scheme)
        expected |= {f"{printed.key}.{choice}" for choice in printed.choices} if printed.sort == "boxes" else {printed.key}
    assert word == expected
    assert pdf == expected


@pytest.mark.parametrize("form", BY_KIND)
def test_no_name_of_a_control_is_cut_by_word(form: Form, scheme: Scheme) -> None:
    assert all(len(each.name) < 64 for each in read(write_blank(form, scheme)).named)


@pytest.mark.parametrize("form", BY_KIND)
def test_a_blank_form_tells_nothing_of_who_made_it(form: Form, scheme: Scheme) -> None:
    parts = word_maker.unpacked(write_blank(form, scheme))
    assert "docProps/thumbnail.jpeg" not in parts
    assert not [line for line in read(write_blank(form, scheme)).hidden if line.where.note.startswith("property")]


def test_the_form_has_headings_that_a_screen_reader_finds(scheme: Scheme) -> None:
    body = word_maker.unpacked(write_blank(PROPERTY_REQUEST, scheme))["word/document.xml"]
    styles = [each.get(f"{W}val") for each in etree.fromstring(body).iter(f"{W}pStyle")]
    assert styles.count("Title") == 1
    assert styles.count("Heading1") == len(PROPERTY_REQUEST.sections)


CLOSED = ("yes_no", "one_of", "area", "ground", "areas", "grounds")
# Questions that would contradict each other if both were answered: each set is left out in a pass of its own.
LEFT_OUT: dict[str, tuple[set[str], ...]] = {
    "landlord_decision": ({"decline_reason", "acknowledges_owing"}, {"decision"}),
    "outcome": ({"refusal_reason"}, {"stage"}),
    "change": ({"areas_added", "areas_removed"}, {"change"}),
}
WHOLE_FORM_PASSES = 4
LATER = {"areas_at_risk": 3, "area_residence": 5, "areas_removed": 3, "risk_other": 1}  # so that no two name the same


def expected(reader: Reader, choice: str, at: int, scheme: Scheme) -> object:
    values: dict[str, object] = {
        "yes_no": choice == "Yes",
        "one_of": reader.choices[at].value if reader.sort == "one_of" else None,
        "ground": scheme.grounds[at].key if reader.sort in ("ground", "grounds") else None,
        "area": choice,
    }
    value = values[reader.sort.removesuffix("s") if reader.sort in ("areas", "grounds") else reader.sort]
    return (value,) if reader.sort in ("areas", "grounds") else value


@pytest.mark.parametrize("name", ["pan_london", "northmere"])
@pytest.mark.parametrize("file_type", WRITERS)
@pytest.mark.parametrize("form", BY_KIND)
def test_every_choice_of_every_closed_list_is_read_back_without_a_doubt(form: Form, file_type: str, name: str) -> None:
    scheme = load(shipped(name))
    for left_out in LEFT_OUT.get(form.kind, (set(),)):
        closed = [each for each in form.questions if each.answer.sort in CLOSED and each.key not in left_out]
        counts = {each.key: len(asked(each, scheme).choices) for each in closed}
        # The whole form a few times, several areas at a time; what a list has more, on a form of the long lists: it opens faster.
        passes = min(WHOLE_FORM_PASSES, max(counts.values()))
        long = [each for each in closed if each.answer.sort != "areas" and counts[each.key] > passes]
        more = range(passes, max((counts[each.key] for each in long), default=0))
        for asking, numbers in ((form.questions, range(passes)), (long, more)):
            if not asking:
                continue
            blank = WRITERS[file_type](replace(form, questions=tuple(asking)), scheme)
            for number in numbers:
                answers, values = chosen_answers([each for each in closed if each in asking], number, passes, scheme)
                said: Any = fill(read(FILLERS[file_type](blank, answers)), form, scheme)
                assert said.all_doubts() == ()
                assert {key: field.value for key, field in said.fields() if key in values} == {
                    key: value for key, value in values.items() if key in dict(said.fields())
                }


def chosen_answers(
    closed: Sequence[Question], number: int, passes: int, scheme: Scheme
) -> tuple[dict[str, str | tuple[str, ...]], dict[str, object]]:
    """The `number`th choice of every list, begun again where a list is shorter: as filled in, and as it must be read."""
    answers: dict[str, str | tuple[str, ...]] = {}
    values: dict[str, object] = {}
    for question in closed:
        printed = asked(question, scheme)
        first = (number + LATER.get(question.key, 0)) % len(printed.choices)
        if question.answer.sort == "areas" and len(printed.choices) > passes:
            some = tuple(printed.choices[at] for at in range(first % passes, len(printed.choices), passes))
            answers[question.key], values[question.key] = some, tuple(sorted(some))
        else:
            answers[question.key] = (printed.choices[first],) if printed.sort == "boxes" else printed.choices[first]
            values[question.key] = expected(question.answer, printed.choices[first], first, scheme)
    return answers, values


def test_the_scheme_s_own_form_asks_in_the_scheme_s_own_words(scheme: Scheme) -> None:
    """The first wording of a question is the one that is printed; those that other forms use come after it."""
    printed = [each.label for _, questions in sections(FORMS[0], scheme) for each in questions]
    assert printed[:5] == [
        "Applicant has given consent",
        "Date of consent",
        "Application reference code",
        "Date of referral",
        "Applicant's landlord",
    ]
    assert {"Bedrooms requested", "Areas requested", "Areas to avoid", "Main reason for request"} <= set(printed)
    assert {"Name of nominating officer", "Nominating officer's role", "Nominating officer's e-mail"} <= set(printed)
