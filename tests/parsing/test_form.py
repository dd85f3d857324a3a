"""Layouts: where an answer stands makes no difference to what it says (forms.md §2.2(1))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from parsing.document import Cell, Document, Line, NamedValue, Table
from parsing.field import Where
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.readings import Reading, RequestForm, Unreadable
from parsing.text_file import read_text
from scheme.agreement import load, shipped
from tests.support.word_maker import cell, form_docx, paragraph, table, word_file

SCHEME = load(shipped("pan_london"))
NAMES = [area.name for area in SCHEME.areas]
BASE = (
    ("Applicant's landlord", "Hackney"),
    ("Borough of residence", "Hackney"),
    ("Tenancy type", "Secure"),
    ("Reason for request", "Domestic abuse"),
)


def rows(*lines: Sequence[str]) -> str:
    """A table; a line break in a text starts a new paragraph of its cell."""
    made = ("".join(cell("".join(paragraph(part) for part in text.split("\n"))) for text in line) for line in lines)
    return table("".join(f"<w:tr>{line}</w:tr>" for line in made), columns=max(map(len, lines)))


def document(*blocks: str) -> Document:
    body = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    (opened,) = open_document("form.docx", word_file(body))
    assert isinstance(opened, Document)
    return opened


def read(*blocks: str) -> Any:
    """Any: a test looks at the fields of whichever reading it expects."""
    return reading_of(document(*blocks))


def reading_of(opened: Document) -> Reading:
    form = recognise(opened, FORMS, SCHEME)
    assert form is not None
    return fill(opened, form, SCHEME)


def test_a_grid_of_boxes_below_its_question() -> None:
    grid = [[f"{'☒' if name in ('Brent', 'Ealing') else '☐'} {name}" for name in NAMES[at : at + 3]] for at in range(0, 33, 3)]
    reading = read(rows(*BASE), rows(["Boroughs requested (tick all that apply)"], *grid, ["Areas to avoid", "Camden"]))
    assert reading.areas_requested.value == ("Brent", "Ealing")
    assert reading.areas_at_risk.value == ("Camden",)


def test_a_grid_in_a_table_of_its_own_below_a_line() -> None:
    grid = [[x for name in NAMES[at : at + 3] for x in ("☒" if name == "Brent" else "☐", name)] for at in range(0, 33, 3)]
    reading = read(rows(*BASE), "Boroughs requested", rows(*grid))
    assert reading.areas_requested.value == ("Brent",)


def test_areas_down_and_questions_across() -> None:
    matrix = [[name, "x" if name == "Brent" else "", "X" if name == "Camden" else ""] for name in NAMES]
    reading = read(rows(*BASE), rows(["Borough", "Requested boroughs", "Boroughs to avoid"], *matrix))
    assert reading.areas_requested.value == ("Brent",)
    assert reading.areas_at_risk.value == ("Camden",)


def test_areas_down_in_two_halves_side_by_side_and_the_same_questions_across_both() -> None:
    halves = [("Brent", "☒", "☐", "Camden", "☐", "☒"), ("Ealing", "☐", "☐", "Harrow", "☒", "☐"), ("Merton", "☒", "☐", "", "", "")]
    head = ["Borough", "Requested boroughs", "Boroughs to avoid"] * 2
    reading = read(rows(*BASE), rows(head, *map(list, halves)))
    assert reading.areas_requested.value == ("Brent", "Harrow", "Merton")
    assert reading.areas_at_risk.value == ("Camden",)


def test_columns_headed_yes_and_no() -> None:
    reading = read(
        rows(*BASE),
        rows(["", "Yes", "No"], ["Is it a joint tenancy?", "x", ""], ["Any pets?", "", "☒"], ["Overcrowded?", "", ""]),
    )
    assert (reading.joint_tenancy.value, reading.pets.value) == (True, False)
    assert reading.overcrowded.blank


def test_a_mark_in_one_of_two_columns_without_a_header_says_nothing() -> None:
    assert read(rows(*BASE, ["Any pets?", "", "☒"])).pets.doubt


def test_question_and_answer_in_one_cell() -> None:
    reading = read(
        rows(
            ["Applicant's landlord: Peabody", "Borough of residence: Hackney"],
            ["Tenancy type: Assured", "Joint tenancy? No"],
            ["Bed need: 3", ""],
        )
    )
    assert (reading.applicant_landlord.value, reading.tenancy_type.value, reading.joint_tenancy.value) == (
        "Peabody",
        "assured",
        False,
    )
    assert reading.bedrooms_needed.value == 3


def test_numbered_rows_of_three_cells() -> None:
    assert read(rows(*([f"1.{at}", *pair] for at, pair in enumerate(BASE)))).applicant_landlord.value == "Hackney"


def test_lines_of_a_mail() -> None:
    reading: Any = reading_of(
        read_text(
            "Date of referral: 02/02/2026\nApplicant's landlord: Peabody\nBorough of residence: Hackney\n"
            "Number of bedrooms, floor and type: 2 bed, 1st floor flat\nBoroughs "
            "requested:\nBrent\nEaling\nAreas to avoid: Camden\n"
            "Reason for request: Domestic abuse\nNominating officer: Jane Smith\nEmail: jane@harbour-advice.example\n"
        )
    )
    assert reading.areas_requested.value == ("Brent", "Ealing")
    assert (reading.current_bedrooms.value, reading.current_floor.value, reading.current_type.value) == (2, 1, "flat")
    assert (reading.officer_name.value, reading.officer_email.value) == ("Jane Smith", "jane@harbour-advice.example")


def test_two_officers_in_the_rows_below_their_questions() -> None:
    officers = rows(
        ["Name", "Agency", "Email"],
        ["Jane Smith", "Harbour", "jane@harbour.example"],
        ["Tom Brook", "Bridge", "tom@bridge.example"],
    )
    reading = read(rows(*BASE), "Nominating officers", officers)
    assert (reading.officer_name.value, reading.officer2_name.value) == ("Jane Smith", "Tom Brook")
    assert (reading.officer_email.value, reading.officer2_email.value) == ("jane@harbour.example", "tom@bridge.example")


def test_the_section_says_whose_name_it_is() -> None:
    officers = rows(["Nominating officer 1"], ["Name", "Jane Smith"], ["Nominating officer 2"], ["Name", "Tom Brook"])
    reading = read(rows(*BASE), officers)
    assert (reading.officer_name.value, reading.officer2_name.value) == ("Jane Smith", "Tom Brook")


def test_a_short_row_of_its_own_that_asks_is_the_section_of_what_follows() -> None:
    rooms = (
        ["Your details"],
        ["Name", "Jane Smith"],
        ["Victim's tenancy"],
        ["Bedrooms", "2"],
        ["Home required"],
        ["Bedrooms", "3"],
    )
    reading = read(rows(*BASE, *rooms))
    assert (reading.current_bedrooms.value, reading.bedrooms_needed.value) == (2, 3)
    assert reading.officer_name.value == "Jane Smith"


def test_a_manager_s_row_is_the_section_of_a_manager_s_mail() -> None:
    signed = (
        ["Authorising manager"],
        ["Email", "max@harbour.example"],
        ["Nominating officer"],
        ["Email", "jane@harbour.example"],
    )
    assert read(rows(*BASE, *signed)).officer_email.value == "jane@harbour.example"


def test_a_question_answered_below_is_no_section_of_the_next() -> None:
    reading = read(
        rows(*([each] for pair in (*BASE, ["Current home", "2 bed flat, 3rd floor"], ["Floor", "3rd"]) for each in pair))
    )
    assert reading.current_bedrooms.value == 2


def test_an_officer_in_one_cell() -> None:
    reading = read(rows(*BASE, ["Nominating officer", "Jane Smith\nIDVA\nHarbour Advice\njane@harbour.example\n020 7946 0123"]))
    said = [getattr(reading, f"officer_{key}").value for key in ("name", "role", "agency", "email", "phone")]
    assert said == ["Jane Smith", "IDVA", "Harbour Advice", "jane@harbour.example", "020 7946 0123"]


def test_people_in_a_table_of_ages() -> None:
    children = rows(["Age", "Gender"], ["5", "F"], ["7", "M"])
    reading = read(
        rows(*BASE),
        "Details of adults",
        rows(["Age", "Gender", "Relationship"], ["34", "F", "Applicant"]),
        "Details of children",
        children,
    )
    assert [(each.age, each.sex) for each in reading.adults.value] == [(34, "f")]
    assert [(each.age, each.sex) for each in reading.children.value] == [(5, "f"), (7, "m")]


def test_one_cell_for_the_household_and_one_for_the_pets() -> None:
    reading = read(
        rows(*BASE, ["Household composition", "mum + 3 kids (2, 5, 11), expecting"], ["Pets", "Yes, one cat - would rehome"])
    )
    assert len(reading.adults.value) == 1
    assert len(reading.children.value) == 3
    assert (reading.pets.value, reading.pets_rehome.value) == (True, True)
    assert "expecting" in reading.pregnancy_due.doubt


def test_a_hint_below_the_question_is_no_answer() -> None:
    reading = read(
        rows(
            *BASE,
            ["Boroughs requested\nPlease list at least five boroughs", "Brent\nEaling"],
            ["Areas to avoid: please list", ""],
        )
    )
    assert reading.areas_requested.value == ("Brent", "Ealing")
    assert reading.areas_at_risk.blank


def test_the_date_beside_the_consent_is_the_consent_s() -> None:
    reading = read(
        rows(*BASE, ["Applicant has given consent", "☒ Yes"], ["Date", "01/02/2026"], ["Date of request", "03/02/2026"])
    )
    assert str(reading.consent_date.value) == "2026-02-01"
    assert str(reading.referral_date.value) == "2026-02-03"


def test_an_unknown_question_that_was_answered_is_named() -> None:
    reading = read(
        "Please complete all sections.",
        rows(["Question", "Answer"], *BASE, ["Does the household have a car?", "Yes, red"], ["Favourite colour?", ""]),
    )
    assert len(reading.doubts) == 1
    assert "Does the household have a car?" in reading.doubts[0]
    assert "colour" not in reading.doubts[0]


def test_words_that_explain_the_form_raise_no_doubt() -> None:
    notes = [
        "This scheme is not emergency accommodation and moves may take time.",
        "Do not write the applicant's name on this form.",
        "Section 2",
    ]
    reading = read(
        *notes,
        rows(*BASE, ["Please answer every question. Forms with gaps are sent back."]),
        "Return this form to the coordinator.",
    )
    assert reading.doubts == ()


def test_two_different_answers_to_one_question_are_asked_about() -> None:
    reading = read(rows(*BASE, ["Tenancy type", "Assured"]))
    assert reading.tenancy_type.value is None
    assert "twice" in reading.tenancy_type.doubt


def test_two_requests_in_one_file_are_not_mixed() -> None:
    other = (
        ("Applicant's landlord", "Peabody"),
        ("Borough of residence", "Brent"),
        ("Tenancy type", "Assured"),
        ("Reason for request", "Stalking"),
    )
    assert isinstance(read(rows(*BASE), rows(*other)), Unreadable)


def test_a_reading_has_its_words_and_their_place() -> None:
    field = read(rows(*BASE)).applicant_landlord
    assert (field.quote, str(field.where)) == ("Hackney", "form.docx, table 1, row 1, cell 2")


def test_named_fields_of_a_pdf_or_of_our_own_form() -> None:
    named = {
        "applicant_landlord": "Hackney",
        "area_residence": "Hackney",
        "tenancy_type": "Secure",
        "consent_given": "☒ Yes ☐ No",
        "areas_requested.Brent": "☒",
        "areas_requested.Ealing": "☐",
        "areas_requested.Camden": "☒",
    }
    opened = Document(
        source="form.pdf",
        file_type="pdf",
        named=tuple(
            NamedValue(name=name, value=value, where=Where(source="form.pdf", note=name)) for name, value in named.items()
        ),
    )
    reading: Any = fill(opened, PROPERTY_REQUEST, SCHEME)
    assert reading.areas_requested.value == ("Brent", "Camden")
    assert reading.consent_given.value is True


def test_words_typed_beside_a_control_count_with_it() -> None:
    opened = document(rows(*BASE, ["Boroughs requested", "Brent, not Camden"]))
    named = NamedValue(name="areas_requested", value="Brent", where=Where(source="form.docx"))
    reading: Any = fill(
        Document(source="form.docx", file_type="docx", blocks=opened.blocks, named=(named,)), PROPERTY_REQUEST, SCHEME
    )
    assert reading.areas_requested.value is None
    assert reading.areas_requested.doubt


@pytest.mark.parametrize("words", ["Thank you for your help today.", "Name: Jane\nTel: 1", "Landlord: Hackney"])
def test_a_document_that_asks_too_little_is_no_form(words: str) -> None:
    assert recognise(read_text(words), FORMS, SCHEME) is None


def test_a_form_is_known_by_its_questions_not_by_its_title() -> None:
    data = form_docx([("Reference", "ARC-01-26"), ("Decision", "Approved"), ("Panel date", "")], title="Urgent Property Request")
    (opened,) = open_document("Property request.docx", data)
    assert isinstance(opened, Document)
    form = recognise(opened, FORMS, SCHEME)
    assert form is not None
    assert form.kind == "landlord_decision"


@pytest.mark.rule("R022")
def test_a_household_in_temporary_accommodation_must_name_its_former_landlord() -> None:
    reading = read(rows(*BASE, ["Where is the applicant living now?", "Temporary accommodation"]))
    assert "original_landlord" in reading.missing


def test_answers_that_make_others_needless_spare_them() -> None:
    reading = read(rows(*BASE, ["Pets", "No"], ["Joint tenancy?", "No"], ["Current property", "3 bed house"]))
    assert not {"pets_rehome", "other_tenant_is_perpetrator", "current_floor"} & set(reading.missing)


@pytest.mark.parametrize(
    ("wanted", "risky", "why"),
    [("Brent, Camden", "Camden", "R031"), ("Brent, Newham", "near Stratford", "R031"), ("Hackney, Brent", "None", "R001")],
)
def test_an_area_wanted_and_at_risk_or_lived_in_is_asked_about(wanted: str, risky: str, why: str) -> None:
    reading = read(rows(*BASE, ["Boroughs requested", wanted], ["Areas to avoid", risky]))
    assert isinstance(reading, RequestForm)
    assert reading.areas_requested.value is None
    assert why in reading.areas_requested.doubt


def test_the_date_of_consent_asks_for_a_date_alone() -> None:
    reading = read(
        rows(*BASE, ["Has the applicant given consent?", "☒ Yes ☐ No"], ["Date of consent (day/month/year)", "01/02/2026"])
    )
    assert reading.consent_given.value is True
    assert str(reading.consent_date.value) == "2026-02-01"


def test_a_heading_on_risk_and_support_does_not_make_the_officer_s_agency_a_support_agency() -> None:
    table_of_rows = rows(["Risk and support", ""], ["Support in place", "Lantern"], ["Job title", "IDVA"], ["Agency", "Harbour"])
    reading = read(rows(*BASE), table_of_rows)
    assert (reading.support_agency.value, reading.officer_role.value, reading.officer_agency.value) == (
        "Lantern",
        "IDVA",
        "Harbour",
    )


@pytest.mark.parametrize("made", ["table", "lines"])
def test_another_person_s_rows_are_never_the_officer_s(made: str) -> None:
    people = (
        ("Support worker details", ("Name", "Sol Ade"), ("Agency", "Lantern"), ("Email", "sol.ade@lantern.example")),
        ("Nominating officer details", ("Name", "Olive Marsh"), ("Agency", "Harbour"), ("Email", "olive@harbour.example")),
    )
    blocks: list[str] = []
    for title, *lines in people:
        blocks += [title, *([rows(*lines)] if made == "table" else [f"{label}: {value}" for label, value in lines])]
    reading = read(rows(*BASE), *blocks)
    assert (reading.officer_name.value, reading.officer_agency.value) == ("Olive Marsh", "Harbour")
    assert reading.officer_email.value == "olive@harbour.example"


def test_a_numbered_section_title_asks_nothing_and_answers_nothing() -> None:
    reading = read(
        "Section 1: Consent",
        rows(["Applicant has given consent", "Yes"], ["Consent date", "01/02/2026"]),
        "Section 2: Current housing",
        rows(*BASE),
    )
    assert (reading.consent_given.value, str(reading.consent_date.value), reading.doubts) == (True, "2026-02-01", ())


def test_an_answer_in_the_words_of_a_question_makes_no_table_header() -> None:
    reading = read(
        rows(*BASE, ["39", "Job title", "IDVA"], ["40", "Organisation", "Harbour"], ["41", "Email", "o@harbour.example"])
    )
    assert (reading.officer_role.value, reading.officer_agency.value) == ("IDVA", "Harbour")
    assert reading.support_agency.blank


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Arrears? Repayment plan? None", "rent_arrears", False),
        ("consent_given: Yes", "consent_given", True),
        ("Borough of current address: Camden", "area_residence", "Camden"),
        ("Name of current social landlord: Camden", "applicant_landlord", "Camden"),
        ("Today's date: 04/02/2026", "referral_date", "2026-02-04"),
        ("Cover officer name: Bea Quill", "officer2_name", "Bea Quill"),
    ],
)
def test_a_line_is_parted_where_its_label_ends(line: str, key: str, value: object) -> None:
    kept = [
        row
        for row in BASE
        if key not in ("area_residence", "applicant_landlord") or row[0] == "Tenancy type" or "Reason" in row[0]
    ]
    reading = read(rows(*kept, ["Bedrooms requested", "2"], ["Pets", "No"]), line)
    found = getattr(reading, key).value
    assert (found if isinstance(found, bool | str) else str(found)) == value


def test_a_dash_within_an_answer_below_its_question_parts_nothing() -> None:
    reading = read(rows(*BASE), rows(["Children - ages and gender"], ["F 7"], ["Support agency"], ["Floating support - Harbour"]))
    assert len(reading.children.value) == 1
    assert reading.support_agency.value == "Floating support - Harbour"


def test_areas_read_from_boxes_are_in_doubt_where_other_boxes_with_areas_were_not_read() -> None:
    """A page has torn a row off the grid: leaving areas out in silence is as wrong as reading others (R030)."""
    whole = read_text("Boroughs requested: ☒ Camden ☐ Brent\nTenancy type: Secure\nBedrooms needed: 2")
    torn = read_text("Boroughs requested: ☒ Camden ☐ Brent\nTenancy type: Secure\nBedrooms needed: 2\n\n☒ Barnet ☐ Ealing")
    read = fill(whole, PROPERTY_REQUEST, SCHEME)
    doubted = fill(torn, PROPERTY_REQUEST, SCHEME)
    assert isinstance(read, RequestForm)
    assert isinstance(doubted, RequestForm)
    assert read.areas_requested.value == ("Camden",)
    assert doubted.areas_requested.value is None
    assert doubted.areas_requested.doubt


CHANGE = (
    ("What has changed?", "Areas"),
    ("Areas added", "Camden"),
    ("Date of change", "3 March 2026"),
    ("Nominating officer", "Ada Okafor"),
    ("Email", "ada@harbour.example"),
)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("ARC-07-26", "ARC-07-26"),
        ("ARC-07-26 (assigned by the coordinator on 3 March 2026)", "ARC-07-26"),
        ("e.g. ARC-01-16", None),
        ("(like ARC-01-16)", None),
        ("format ARC-01-16", None),
        ("see ARC-07-26", None),
        ("not ARC-07-26", None),
    ],
)
def test_only_the_answer_is_the_case_s_reference(answer: str, value: str | None) -> None:
    reading = read("Change notice", rows(("Reference", answer), *CHANGE))
    assert (reading.kind, reading.reference.value) == ("change", value)


@pytest.mark.parametrize("intro", ["Please quote the reference, e.g. ARC-01-16, in all mails.", "Reference format: ARC-01-16"])
def test_an_example_is_never_the_case_s_reference(intro: str) -> None:
    reading = read("Change notice", intro, rows(*CHANGE))
    assert reading.reference.blank


def test_the_header_s_reference_is_only_proposed_where_the_form_leaves_it_open() -> None:
    (opened,) = open_document(
        "form.docx", form_docx([("Reference", ""), *CHANGE], title="Change notice", header="Reference: ARC-01-16")
    )
    assert isinstance(opened, Document)
    field = dict(reading_of(opened).fields())["reference"]
    assert (field.value, field.proposal) == (None, "ARC-01-16")
    assert "template" in field.doubt


@pytest.mark.parametrize("answer", ["IDVA\nBased at: the hub", "IDVA\nBudget code: 4411", "IDVA\nFull time? Yes"])
def test_a_question_inside_an_answer_is_not_cut_off_in_silence(answer: str) -> None:
    reading = read(rows(*BASE, ("Role", answer)))
    assert reading.officer_role.value is None
    assert "another question" in reading.officer_role.doubt


def nested(*lines: Sequence[str]) -> str:
    return f"<w:tr>{cell(rows(*lines) + '<w:p/>')}</w:tr>"


def one_cell(text: str) -> str:
    return f"<w:tr>{cell(paragraph(text))}</w:tr>"


def test_a_table_in_a_row_of_its_own_answers_the_row_above() -> None:
    grid = [[f"{'☒' if name in ('Brent', 'Ealing') else '☐'} {name}" for name in NAMES[at : at + 3]] for at in range(0, 33, 3)]
    people = [["Relationship", "Age", "Sex"], ["Applicant", "34", "F"], ["Partner", "36", "M"], ["", "", ""]]
    children = [["Relationship", "Age", "Sex"], ["Son", "3", "M"]]
    reading = read(
        rows(*BASE),
        table(
            one_cell("Adults in the household who are moving")
            + nested(*people)
            + one_cell("Children in the household who are moving")
            + nested(*children)
            + one_cell("Tick every borough the household can safely live in")
            + nested(*grid)
            + one_cell("Size of property required")
            + one_cell("3 bed"),
            columns=1,
        ),
    )
    assert [person.age for person in reading.adults.value] == [34, 36]
    assert [person.age for person in reading.children.value] == [3]
    assert reading.areas_requested.value == ("Brent", "Ealing")
    assert reading.bedrooms_needed.value == 3
    assert reading.doubts == ()


def test_yes_and_no_beside_a_column_for_comments() -> None:
    reading = read(
        rows(*BASE),
        rows(
            ["Please mark Yes or No", "Yes", "No", "Comments"],
            ["Tenant has consented to the request", "x", "", ""],
            ["The tenancy is a joint one", "", "x", ""],
            ["The household keeps pets", "", "x", "had a cat"],
        ),
    )
    assert (reading.consent_given.value, reading.joint_tenancy.value) == (True, False)
    assert reading.pets.value is None


def test_label_and_typed_boxes_in_one_cell_are_not_the_question_of_the_next_cell() -> None:
    reading = read(
        rows(*BASE),
        rows(
            ["Client’s consent: [x] Yes  [ ] No", "Date of consent: 9th September 2026"],
            ["Sole/joint: [x] sole  [ ] joint", "Perpetrator on tenancy: [ ] Yes  [x] No"],
            ["Staying at: In the property", "Overcrowded: [x] Yes  [ ] No"],
        ),
    )
    assert (reading.consent_given.value, str(reading.consent_date.value)) == (True, "2026-09-09")
    assert (reading.joint_tenancy.value, reading.other_tenant_is_perpetrator.value) == (False, False)
    assert (reading.currently_staying.value, reading.overcrowded.value) == ("home", True)


def test_a_bold_title_below_an_answer_is_no_part_of_it() -> None:
    title = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Why the move is needed</w:t></w:r></w:p>"
    answers = [f"{label}: {value}" for label, value in BASE[:3]]
    reading = read(*answers, "Boroughs that must be avoided: Brent, Bromley", title, "Kind of harm: Stalking")
    assert reading.areas_at_risk.value == ("Brent", "Bromley")
    assert reading.risk_primary.value == "stalking"


@pytest.mark.parametrize(
    ("label", "answer", "joint"),
    [
        ("Is the tenancy in the applicant's sole name?", "Yes", False),
        ("Is the tenancy in the applicant's sole name?", "No", True),
        ("Sole tenancy?", "Sole", False),
        ("Is the tenancy in sole or joint names?", "☒ Sole  ☐ Joint", False),
        ("Is it a joint tenancy?", "Yes", True),
    ],
)
def test_a_question_asked_the_other_way_round_is_answered_the_other_way_round(label: str, answer: str, joint: bool) -> None:
    assert read(rows(*BASE, (label, answer))).joint_tenancy.value is joint


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Does the applicant have no pets?", "pets"),
        ("Can the household manage without step-free access?", "step_free"),
        ("Adults (not moving)", "adults"),
        ("Children remaining with their father", "children"),
        ("Perpetrator's landlord", "applicant_landlord"),
    ],
)
def test_a_turned_question_is_asked_about_and_never_answers_the_other(label: str, key: str) -> None:
    reading = read(rows(*BASE[1:], ("Bedrooms requested", "3"), (label, "Yes")))
    assert dict(reading.fields())[key].blank
    assert any("does not know" in doubt for doubt in reading.doubts)


def test_the_home_they_have_beside_the_one_they_ask_for() -> None:
    reading = read(
        rows(*BASE[2:], ("Consent date", "4 September 2026")),
        rows(
            ["", "Now", "Requested"],
            ["Borough", "Hackney", "Lambeth, Wandsworth"],
            ["Bedrooms", "2", "3"],
            ["Property type", "Maisonette", "Any"],
            ["Floor", "Fourth", "Any"],
            ["Landlord", "Hackney Council", "Any"],
        ),
    )
    assert (reading.area_residence.value, reading.areas_requested.value) == ("Hackney", ("Lambeth", "Wandsworth"))
    assert (reading.current_bedrooms.value, reading.bedrooms_needed.value) == (2, 3)
    assert (reading.current_type.value, reading.current_floor.value, reading.applicant_landlord.value) == (
        "maisonette",
        4,
        "Hackney",
    )
    assert reading.doubts == ()


@pytest.mark.parametrize(("moves", "ages"), [("Yes", [3]), ("No", []), ("", None), ("Not sure", None)])
def test_people_who_do_not_move_are_not_counted(moves: str, ages: list[int] | None) -> None:
    reading = read(
        rows(*BASE),
        "Everyone in the household",
        rows(["Person", "Age", "Gender", "Moving?"], ["Applicant", "33", "Female", "Yes"], ["Child 1", "3", "Male", moves]),
    )
    assert (reading.children.value if ages is None else [each.age for each in reading.children.value]) == ages


def test_the_only_question_of_a_row_in_a_table_that_asks_across() -> None:
    reading = read(
        rows(*BASE),
        rows(
            ["Nominating officer details"],
            ["Full name", "Post held"],
            ["Gareth Sethi", "Youth Worker"],
            ["Contact number", ""],
            ["020 7946 0326", ""],
        ),
    )
    assert (reading.officer_name.value, reading.officer_phone.value) == ("Gareth Sethi", "020 7946 0326")
    assert reading.identity == ()


def test_questions_across_that_only_their_signs_tell() -> None:
    reading = read(
        rows(*BASE),
        rows(
            ["When was this form completed?", "Is the client aware of, and in agreement with, this referral?"],
            ["9 November 2026", "☒ Yes  ☐ No"],
        ),
    )
    assert (str(reading.referral_date.value), reading.consent_given.value) == ("2026-11-09", True)


@pytest.mark.parametrize("answer", ["☐ Yes  ☐ No  ☒ No pets", "Not applicable", "☐ Yes ☐ No ☒ N/A"])
def test_no_pets_to_rehome_is_no_refusal_to_rehome(answer: str) -> None:
    reading = read(rows(*BASE, ("Any pets?", "No"), ("If yes, would they be prepared to rehome the pet?", answer)))
    assert reading.pets_rehome.blank


def test_an_answer_with_a_comment_in_the_margin_is_only_proposed() -> None:
    remarked = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Brent</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>, Ealing</w:t></w:r></w:p>'
    )
    asked = table(f"<w:tr>{cell(paragraph('Safe boroughs'))}{cell(remarked)}</w:tr>", columns=2)
    reading = read(rows(*BASE), asked)
    assert (reading.areas_requested.value, reading.areas_requested.proposal) == (None, ("Brent", "Ealing"))
    assert "comment" in reading.areas_requested.doubt
    assert reading.tenancy_type.value == "secure"


def test_what_a_landlord_puts_into_the_scheme_is_nobody_s_landlord() -> None:
    reading = read(rows(*BASE, ("Bedrooms in the home our landlord will put into the pot", "4")))
    assert reading.applicant_landlord.value == "Hackney"


def test_an_instruction_in_a_row_of_its_own_answers_no_section() -> None:
    table_with_titles = rows(
        ["3. Household"],
        ["Ages and gender only. Do not give names."],
        ["Adults to be included", "Female, 34"],
        ["Children to be included", "Boy 9, girl 7"],
        ["Is the tenancy held solely or jointly?", "Solely"],
    )
    reading = read(rows(*BASE), table_with_titles)
    assert [person.age for person in reading.adults.value] == [34]
    assert [person.age for person in reading.children.value] == [9, 7]
    assert reading.joint_tenancy.value is False


@pytest.mark.rule("R014")
def test_a_cover_officer_beside_the_nominating_one_is_the_second() -> None:
    across = rows(
        ["", "Nominating officer", "Cover officer", "Line manager"],
        ["Name", "Ada Okafor", "Tom Reid", "Una West"],
        ["Email", "ada@harbour.example", "tom@harbour.example", "una@harbour.example"],
    )
    reading = read(rows(*BASE), across)
    assert (reading.officer_name.value, reading.officer2_name.value) == ("Ada Okafor", "Tom Reid")
    assert (reading.officer_email.value, reading.officer2_email.value) == ("ada@harbour.example", "tom@harbour.example")


def test_who_signed_below_the_word_signed_is_no_applicant() -> None:
    lines = (
        "ARC: ARC-08-26",
        "From: Sinead Hartnell",
        "Our decision is:",
        "Approved",
        "We understand we will owe one home:",
        "Yes",
    )
    reading = read("Landlord approval slip", *lines, "Signed:", "Sinead Hartnell", "Date:", "20 October 2026")
    assert (reading.kind, reading.decision.value, reading.identity) == ("landlord_decision", "approve", ())


@pytest.mark.parametrize("label", ["Applicant's signature:", "Signed by the client:", "Consent signed:"])
def test_who_signed_as_the_applicant_is_found(label: str) -> None:
    assert read(rows(*BASE), label, "Marianne Testcase").identity


def test_no_children_in_the_household_s_table_do_not_answer_a_question_on_children_that_is_left_open() -> None:
    household = rows(["", "Age", "Sex"], ["Adult 1", "24", "Female"])
    reading = read(rows(*BASE), "Household", household, rows(["Adults moving", "F 24"], ["Children moving", ""]))
    assert [(each.age, each.sex) for each in reading.adults.value] == [(24, "f")]
    assert reading.children.value is None
    assert "a question of its own" in reading.children.doubt


def test_tables_of_people_in_the_cells_below_their_questions_answer_them() -> None:
    def people(*lines: Sequence[str]) -> str:
        return rows(["Relationship", "Age", "Sex"], *lines) + "<w:p/>"

    held = [people(["Applicant", "34", "F"], ["", "", ""]), people(["Son", "3", "M"])]
    asked = ["Adults moving", "Children moving"]
    cells = [paragraph(asked[0]), held[0], paragraph(asked[1]), held[1]]
    reading = read(rows(*BASE), table("".join(f"<w:tr>{cell(each)}</w:tr>" for each in cells), columns=1))
    assert [(each.age, each.sex) for each in reading.adults.value] == [(34, "f")]
    assert [(each.age, each.sex) for each in reading.children.value] == [(3, "m")]
    assert reading.doubts == ()


def test_a_grid_of_boxes_heads_nothing() -> None:
    grid = [[f"{'☒' if name in ('Brent', 'Ealing') else '☐'} {name}" for name in NAMES[at : at + 3]] for at in range(0, 33, 3)]
    reading = read(
        rows(*BASE), "Boroughs requested (tick every borough that would be safe)", rows(*grid, ["Areas to avoid", "Camden"])
    )
    assert reading.areas_requested.value == ("Brent", "Ealing")
    assert reading.areas_at_risk.value == ("Camden",)
    assert reading.doubts == ()


def test_a_household_that_names_no_children_does_not_answer_a_question_about_them_that_was_left_open() -> None:
    left_open = read(rows(*BASE, ("Household composition", "F 34"), ("Details of children", "")))
    assert left_open.children.value is None
    assert left_open.children.proposal == ()
    assert "left open" in left_open.children.doubt
    assert [each.age for each in left_open.adults.value] == [34]
    not_asked = read(rows(*BASE, ("Household composition", "F 34")))
    assert not_asked.children.value == ()
    assert not_asked.children.doubt == ""


def test_a_row_of_people_whose_words_stand_in_another_column_is_not_dropped() -> None:
    people = rows(("", "Age", "Sex", "Relationship"), ("Child 1", "9", "M", ""), ("Child 2", "", "", "Girl of five"))
    reading = read(rows(*BASE), "Details of children", people)
    assert [(each.age, each.sex) for each in reading.children.value] == [(9, "m"), (5, "f")]


def test_how_to_answer_is_no_answer() -> None:
    reading = read(rows(*BASE), rows(("Areas to avoid - tick",)), rows(("☒ Brent", "☐ Camden"), ("☐ Ealing", "☒ Sutton")))
    assert reading.areas_at_risk.value == ("Brent", "Sutton")


def test_an_answer_of_several_lines_is_a_proposal_where_one_of_them_is_unsure_and_the_same_word_elsewhere_is_none() -> None:
    def answered(row: int, label: str, *lines: tuple[str, bool]) -> tuple[Cell, Cell]:
        where = Where(source="form.pdf", table=1, row=row, cell=2)
        given = tuple(Line(text=text, where=where, is_unsure=unsure) for text, unsure in lines)
        asks = Line(text=label, where=Where(source="form.pdf", table=1, row=row, cell=1))
        return Cell(row=row, column=1, lines=(asks,)), Cell(row=row, column=2, lines=given)

    asked = [answered(at, label, (given, False)) for at, (label, given) in enumerate(BASE, 1)]
    asked.append(answered(5, "Areas to avoid", ("Brent", False), ("Hackney", True)))
    reading: Any = reading_of(Document(source="form.pdf", file_type="pdf", blocks=(Table(rows=tuple(asked)),)))
    assert reading.area_residence.value == "Hackney"
    assert reading.areas_at_risk.value is None
    assert reading.areas_at_risk.doubt
    assert reading.tenancy_type.value == "secure"


def test_a_title_that_could_ask_is_not_answered_by_a_table_that_asks_in_words_of_no_form() -> None:
    asked = rows(
        ["Chief worry", "☐ Domestic abuse ☒ Hate crime"],
        ["Who works with the family?", "Fernhill Support"],
        ["How long for?", "Two years"],
        ["Kept informed by", "Letters"],
    )
    reading = read(rows(*BASE[:3]), "Risk", asked)
    assert reading.risk_primary.blank
    assert {"Chief worry", "Who works with the family?"} <= set(reading.unknown)
    chosen = rows(["☐ Domestic abuse", "☒ Hate crime"], ["☐ Stalking", "☐ Sexual violence"])
    assert read(rows(*BASE[:3]), "Type of risk", chosen).risk_primary.value == "hate_crime"
