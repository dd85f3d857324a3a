"""Every layout says the same: one form, laid out in each way that people lay out forms (forms.md §2.2(1)).

Nothing is read by its position: the same questions and answers stand in each layout and must give the same reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from parsing.answers import wordings
from parsing.document import Document
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.readings import RequestForm, Withdrawal
from scheme.agreement import Scheme, load, shipped
from scheme.terms import LearnedLabel
from tests.support.word_maker import cell, paragraph, table, word_file

SCHEME = load(shipped("pan_london"))
Asked = Sequence[tuple[str, str]]

REQUEST: Asked = (
    ("Applicant has given consent", "Yes"),
    ("Consent date", "01/02/2026"),
    ("Date of referral", "02/02/2026"),
    ("Applicant's landlord", "Peabody"),
    ("Borough of residence", "Hackney"),
    ("Number of bedrooms, floor and type of current property", "3 bed, 2nd floor flat"),
    ("Tenancy type", "Assured"),
    ("Is it a joint tenancy?", "No"),
    ("Where is the applicant living now?", "Refuge"),
    ("Is the household currently overcrowded?", "No"),
    ("Details of adults (above 18) requesting to move", "F 34"),
    ("Details of children", "M 9, F 7"),
    ("Bedrooms requested", "3"),
    ("Boroughs requested", "Brent, Ealing, Harrow, Barnet, Enfield"),
    ("Areas to avoid", "Camden"),
    ("Pets", "No"),
    ("Main reason for request", "Domestic abuse"),
    ("Support in place", "Harbour Advice"),
)
OFFICER: Asked = (
    ("Name", "Olive Marsh"),
    ("Role", "IDVA"),
    ("Agency", "Harbour Advice"),
    ("Email", "olive.marsh@harbour-advice.example"),
    ("Telephone", "020 7946 0123"),
)
SECOND: Asked = (
    ("Name", "Bea Quill"),
    ("Role", "Caseworker"),
    ("Agency", "Harbour Advice"),
    ("Email", "bea.quill@harbour-advice.example"),
    ("Telephone", "020 7946 0456"),
)
MANAGER: Asked = (
    ("Name", "Max Boss"),
    ("E-mail", "max.boss@harbour-advice.example"),
    ("Telephone", "020 7946 0888"),
    ("Date", "05/02/2026"),
)
LANDLORD: Asked = (("Name", "Lee Landon"), ("Email", "lee.landon@peabody.example"), ("Telephone", "020 7946 0777"))
MEANT = {
    "consent_given": True,
    "consent_date": date(2026, 2, 1),
    "referral_date": date(2026, 2, 2),
    "applicant_landlord": "Peabody",
    "area_residence": "Hackney",
    "current_bedrooms": 3,
    "current_floor": 2,
    "current_type": "flat",
    "tenancy_type": "assured",
    "joint_tenancy": False,
    "currently_staying": "refuge",
    "overcrowded": False,
    "bedrooms_needed": 3,
    "areas_requested": ("Barnet", "Brent", "Ealing", "Enfield", "Harrow"),
    "areas_at_risk": ("Camden",),
    "pets": False,
    "risk_primary": "domestic_abuse",
    "support_agency": "Harbour Advice",
    "officer_name": "Olive Marsh",
    "officer_role": "IDVA",
    "officer_agency": "Harbour Advice",
    "officer_email": "olive.marsh@harbour-advice.example",
    "officer_phone": "020 7946 0123",
    "officer2_name": "Bea Quill",
    "officer2_email": "bea.quill@harbour-advice.example",
}
SECTIONS = (
    ("Consent", 0, 3),
    ("Housing", 3, 10),
    ("Household", 10, 12),
    ("The home wanted", 12, 16),
    ("Risk and support", 16, 18),
)
LONG = (
    "Please read the guidance at the back of this form before you answer. We need this to decide whether the household "
    "can be put forward, and forms without it will be sent back to you."
)
HINTS = wordings(
    """
    Tick one | DD/MM/YYYY | This is the date you send the form | Name of council or housing association |
    Borough only, no address | e.g. 2 bed, 3rd floor flat | Secure, assured, introductory |
    If yes, name the other tenant's status | Home, TA, refuge | Yes or No | Age and gender only | Age and gender of each |
    See the bedroom standard | At least five boroughs | Where the household would be at risk | Cats, dogs etc | One only |
    Name of agency
    """
)


def row(*texts: str | tuple[str, int]) -> str:
    """Cells; a line break starts a new paragraph; (text, 2) goes over two columns."""
    pairs = [(text, 1) if isinstance(text, str) else text for text in texts]
    return f"<w:tr>{''.join(cell(lines(text), span=wide) for text, wide in pairs)}</w:tr>"


def lines(text: str) -> str:
    return "".join(paragraph(part) for part in text.split("\n"))


def rows(*made: str, columns: int = 2) -> str:
    return table("".join(made), columns=columns)


def unmarked(text: str) -> str:
    """A paragraph whose underscores are meant as such."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def beside(asked: Asked) -> str:
    return rows(*(row(*each) for each in asked))


def each_line(form: str) -> Callable[[Asked], str]:
    return lambda asked: "".join(lines(form.format(label, answer)) for label, answer in asked)


def one_column(form: str) -> Callable[[Asked], str]:
    return lambda asked: rows(*(row(form.format(label, answer)) for label, answer in asked), columns=1)


def above(asked: Asked) -> str:
    return rows(*(row(text) for pair in asked for text in pair), columns=1)


def across(asked: Asked, size: int = 3) -> str:
    parts = [asked[at : at + size] for at in range(0, len(asked), size)]
    return "".join(rows(row(*(a for a, _ in part)), row(*(b for _, b in part)), columns=len(part)) for part in parts)


def wide(pairs: int) -> Callable[[Asked], str]:
    def made(asked: Asked) -> str:
        filled = [*asked, *[("", "")] * (-len(asked) % pairs)]
        parts = [filled[at : at + pairs] for at in range(0, len(filled), pairs)]
        return rows(*(row(*(text for pair in part for text in pair)) for part in parts), columns=2 * pairs)

    return made


def people(made: Callable[[Asked], str]) -> str:
    return paragraph("Nominating officer") + made(OFFICER) + paragraph("Second nominating officer") + made(SECOND)


def whole(made: Callable[[Asked], str]) -> str:
    return made(REQUEST) + people(made)


def titled(*sections: tuple[str, Asked]) -> str:
    return rows(*(each for title, asked in sections for each in (row((title, 2)), *(row(*pair) for pair in asked))))


def in_margin(*sections: tuple[str, Asked]) -> str:
    made = []
    for title, asked in sections:
        for at, (label, answer) in enumerate(asked):
            margin = cell(paragraph(title), down="restart") if at == 0 else cell("<w:p/>", down="continue")
            made.append(f"<w:tr>{margin}{cell(paragraph(label))}{cell(paragraph(answer))}</w:tr>")
    return rows(*made, columns=3)


def parts(*more: tuple[str, Asked]) -> tuple[tuple[str, Asked], ...]:
    return (*((title, REQUEST[first:last]) for title, first, last in SECTIONS), *more)


OFFICERS = (("Nominating officer", OFFICER), ("Second officer", SECOND))
LAYOUTS: dict[str, str] = {
    "two columns": whole(beside),
    "two columns, colons and stars": whole(lambda asked: beside([(f"{label}: *", answer) for label, answer in asked])),
    "capitals": whole(lambda asked: beside([(label.upper(), answer) for label, answer in asked])),
    "four columns": whole(wide(2)),
    "six columns": wide(3)(REQUEST) + people(beside),
    "sections within the table": titled(*parts(*OFFICERS)),
    "numbered sections": titled(*((f"Section {at}: {title}", asked) for at, (title, asked) in enumerate(parts(*OFFICERS), 1))),
    "sections down the margin": in_margin(*parts(*OFFICERS)),
    "numbers in front": rows(*(row(f"{at}.", *pair) for at, pair in enumerate(REQUEST, 1)), columns=3) + people(beside),
    "a column of guidance": rows(
        row("Question", "Guidance", "Answer"), *(row(a, "Please give full details", b) for a, b in REQUEST), columns=3
    )
    + people(beside),
    "a column of hints without a title": rows(*(row(a, hint, b) for (a, b), hint in zip(REQUEST, HINTS, strict=True)), columns=3)
    + people(beside),
    "a title over the columns of each part": "".join(
        rows(row(title, "Guidance", "Answer"), *(row(a, "Please give full details", b) for a, b in asked), columns=3)
        for title, asked in parts(("Nominating officer", OFFICER), ("Second officer", SECOND))
    ),
    "an empty column between the pairs": rows(
        *(row(*REQUEST[at], "", *REQUEST[at + 1]) for at in range(0, len(REQUEST), 2)), columns=5
    )
    + people(beside),
    "two officers side by side": beside(REQUEST)
    + rows(
        row("Nominating officer", "Olive Marsh", "Second officer", "Bea Quill"),
        *(row(a, b, c, d) for (a, b), (c, d) in zip(OFFICER[1:], SECOND[1:], strict=True)),
        columns=4,
    ),
    "a column for the office": rows(
        row("Question", "Answer", "For office use only"), *(row(a, b, "") for a, b in REQUEST), columns=3
    )
    + people(beside),
    "a block of the office before": titled(("For office use only", (("Date received", "03/02/2026"), ("Received by", "JS"))))
    + whole(beside),
    "a block of the office after": whole(beside)
    + titled(("FOR OFFICE USE ONLY", (("Date received", "03/02/2026"), ("Landlord lead", "Tom Brook")))),
    "label above": whole(above),
    "label and answer as two paragraphs of a cell": whole(one_column("{}\n{}")),
    "label and answer in one cell": whole(one_column("{}: {}")),
    "two labels with answers in a row": rows(*(row(": ".join(REQUEST[at]), ": ".join(REQUEST[at + 1])) for at in range(0, 18, 2)))
    + people(one_column("{}: {}")),
    "all in a few cells": rows(
        *(row("\n".join(f"{a}: {b}" for a, b in REQUEST[at : at + 9])) for at in (0, 9)),
        *(row(f"{title}\n" + "\n".join(f"{a}: {b}" for a, b in asked)) for title, asked in OFFICERS),
        columns=1,
    ),
    "questions across": across(REQUEST)
    + paragraph("Nominating officers")
    + rows(row(*(a for a, _ in OFFICER)), row(*(b for _, b in OFFICER)), row(*(b for _, b in SECOND)), columns=5),
    "officers down, questions across": beside(REQUEST)
    + rows(
        row("", *(a for a, _ in OFFICER)),
        row("Nominating officer", *(b for _, b in OFFICER)),
        row("Second nominating officer", *(b for _, b in SECOND)),
        columns=6,
    ),
    "officers across, questions down": beside(REQUEST)
    + rows(
        row("", "Nominating officer", "Second nominating officer"),
        *(row(a, b, c) for (a, b), (_, c) in zip(OFFICER, SECOND, strict=True)),
        columns=3,
    ),
    "lines": whole(each_line("{}: {}")),
    "lines with tabs": whole(each_line("{}\t{}")),
    "lines with colon and tabs": whole(each_line("{}:\t\t{}")),
    "lines with wide gaps": whole(each_line("{}          {}")),
    "lines with dashes": whole(each_line("{} - {}")),
    "lines with arrows": whole(each_line("{} > {}")),
    "lines with bars": whole(each_line("{} | {}")),
    "two in a line, all apart by tabs": "".join(
        paragraph("\t".join((*REQUEST[at], *REQUEST[at + 1]))) for at in range(0, len(REQUEST), 2)
    )
    + people(each_line("{}\t{}")),
    "boxes below their questions": whole(lambda asked: "".join(paragraph(a) + rows(row(b), columns=1) for a, b in asked)),
    "an empty first column": rows(*(row("", *pair) for pair in REQUEST), columns=3) + people(beside),
    "lines of underscores": whole(lambda asked: "".join(unmarked(f"{label}: ____{answer}______") for label, answer in asked)),
    "underscores without a colon": whole(lambda asked: "".join(unmarked(f"{label} ____{answer}____") for label, answer in asked)),
    "lines of dots": whole(each_line("{} ………{}………")),
    "lines of full stops": whole(each_line("{}: ..........{}..........")),
    "bullets": whole(each_line("• {}: {}")),
    "numbered lines": "".join(lines(f"{at}. {a}\n{b}") for at, (a, b) in enumerate(REQUEST, 1)) + people(each_line("{}: {}")),
    "answer on the next line": whole(each_line("{}\n{}")),
    "answer on the next line after a colon": whole(each_line("{}:\n{}")),
    "several in one line": "".join(paragraph("   ".join(f"{a}: {b}" for a, b in REQUEST[at : at + 2])) for at in range(0, 18, 2))
    + people(lambda asked: paragraph("  ".join(f"{a}: {b}" for a, b in asked))),
    "empty rows between": whole(lambda asked: rows(*(each for pair in asked for each in (row(*pair), row("", ""))))),
    "half table, half lines": beside(REQUEST[:9]) + each_line("{}: {}")(REQUEST[9:]) + people(beside),
    "half lines, half table": each_line("{}: {}")(REQUEST[:9]) + beside(REQUEST[9:]) + people(beside),
    "many small tables": "".join(beside(REQUEST[at : at + 3]) + "<w:p/>" for at in range(0, 18, 3)) + people(beside),
    "repeated header rows": rows(
        *(each for at in range(0, 18, 6) for each in (row("Question", "Response"), *(row(*x) for x in REQUEST[at : at + 6])))
    )
    + people(beside),
    "instructions longer than the question": beside([(f"{a}\n{LONG}", b) for a, b in REQUEST]) + people(beside),
    "instructions in rows of their own": rows(*(each for pair in REQUEST for each in (row((LONG, 2)), row(*pair))))
    + people(beside),
    "a hint between question and answer": each_line("{}\n(Please see the guidance notes before you answer this.)\n{}")(REQUEST)
    + people(beside),
    "a covering letter": lines(
        "Harbour Advice\nDear colleague,\nPlease find below a new request for your scheme.\n"
        "Name of agency and my details are at the end.\nKind regards\nOlive Marsh\nIDVA\nProperty request form"
    )
    + whole(beside),
    "other people's blocks": beside(REQUEST)
    + "".join(
        paragraph(title) + beside(asked)
        for title, asked in (("Landlord contact", LANDLORD), *OFFICERS, ("Authorising manager", MANAGER))
    ),
    "other people's sections": titled(("Authorising manager", MANAGER), *parts(("Landlord contact", LANDLORD), *OFFICERS)),
    "other people's lines": "".join(
        paragraph(title) + each_line("{}: {}")(asked)
        for title, asked in (
            *parts(),
            ("Social worker", (("Name", "Sol Ade"), ("Email", "sol.ade@camden.gov.uk"))),
            *OFFICERS,
            ("Team manager", MANAGER),
        )
    ),
    "nested": rows(row("x"), columns=1).replace(paragraph("x"), beside(REQUEST) + "<w:p/>") + people(beside),
}


def read(body: str, scheme: Scheme = SCHEME) -> RequestForm:
    (opened,) = open_document("form.docx", word_file(paragraph("Property request form") + body))
    assert isinstance(opened, Document)
    form = recognise(opened, FORMS, scheme)
    assert form is not None
    reading = fill(opened, form, scheme)
    assert isinstance(reading, RequestForm)
    return reading


def said(reading: RequestForm) -> dict[str, Any]:
    found = {key: getattr(reading, key).value for key in MEANT}
    return {key: tuple(sorted(value)) if isinstance(value, tuple) else value for key, value in found.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_makes_no_difference_to_what_is_said(layout: str) -> None:
    reading = read(LAYOUTS[layout])
    assert said(reading) == MEANT
    assert reading.doubts == ()
    assert reading.identity == ()


CAR = ("Does the household own a car?", "Yes, a red one")
BUS = ("Preferred transport links", "Bus 55")
STRANGE: Asked = (*REQUEST[:4], CAR, *REQUEST[4:9], BUS, *REQUEST[9:])


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (beside, (CAR, BUS)),
        (above, (CAR, BUS)),
        (wide(2), (CAR, BUS)),
        (each_line("{}: {}"), (CAR, BUS)),
        (each_line("{}\t{}"), (CAR, BUS)),
        (each_line("{} – {}"), (CAR, BUS)),
    ],
    ids=["beside", "above", "four columns", "lines", "tabs", "dashes"],
)
def test_an_unknown_question_is_named_and_takes_no_neighbour_s_answer(made: Callable[[Asked], str], named: Asked) -> None:
    reading = read(made(STRANGE) + people(beside))
    assert {key: value for key, value in said(reading).items() if value != MEANT[key] and not getattr(reading, key).doubt} == {}
    assert {label.rstrip(":?") for label, _ in named} <= {label.rstrip(":?") for label in reading.unknown}


@pytest.mark.parametrize("made", [beside, above, each_line("{}: {}"), each_line("{}\n{}"), one_column("{}\n{}")])
def test_a_taught_label_asks_its_question_in_every_layout(made: Callable[[Asked], str]) -> None:
    learned = LearnedLabel(form="property_request", label="Animals of the house?", key="pets")
    taught = SCHEME.with_learned((learned,))
    asked = [("Animals of the house?", answer) if label == "Pets" else (label, answer) for label, answer in REQUEST]
    assert said(read(made(asked) + people(beside), taught)) == MEANT


def test_an_empty_answer_is_not_filled_from_its_neighbours() -> None:
    asked = [(label, "" if label in ("Pets", "Areas to avoid") else answer) for label, answer in REQUEST]
    for made in (beside, above, wide(2), each_line("{}: {}")):
        reading = read(made(asked) + people(beside))
        assert {"pets", "areas_at_risk"} <= set(reading.missing)
        assert said(reading) == {**MEANT, "pets": None, "areas_at_risk": None}


def test_a_number_alone_asks_nothing() -> None:
    """«2» and «additional» are one word to a label: an answer of one digit once made a header of its question."""
    asked = (("Bedrooms requested", "2"), ("Boroughs requested", "Brent"), ("Areas to avoid", "None"))
    reading = read(beside(REQUEST[:12]) + across(asked) + beside(REQUEST[15:]))
    assert (reading.bedrooms_needed.value, reading.areas_requested.value, reading.areas_at_risk.value) == (2, ("Brent",), ())


def test_what_explains_a_question_does_not_ask_another() -> None:
    """«… before you answer» once made the former landlord of the applicant's landlord."""
    reading = read(beside([(f"{label}\n{LONG}", answer) for label, answer in REQUEST]))
    assert reading.applicant_landlord.value == "Peabody"
    assert reading.original_landlord.blank


@pytest.mark.parametrize("title", ["About you", "5. Rehousing needs", "Your details"])
def test_a_section_s_title_is_no_part_of_the_answer_above_it(title: str) -> None:
    asked = each_line("{}: {}")(REQUEST) + paragraph(title) + each_line("{}: {}")(OFFICER)
    assert read(asked).support_agency.value == "Harbour Advice"


@pytest.mark.parametrize("sentence", ["Please answer every question.", "Return the form to the coordinator by secure e-mail."])
def test_guidance_below_a_question_is_no_answer(sentence: str) -> None:
    reading = read(paragraph("2. Consent") + paragraph(sentence) + whole(beside))
    assert said(reading) == MEANT


def test_a_column_of_boxes_that_nobody_ticked_is_one_of_answers_all_the_same() -> None:
    """«Yes» is empty throughout, «No» ticked: the column of «Yes» is not one of hints, nor a tick in «No» a yes."""
    asked = ("Is it a joint tenancy?", "Overcrowded", "Rent arrears", "Pets", "Wheelchair user", "Step-free access")
    body = rows(
        row("", "Yes", "No"),
        *(row(label, "☐", "☒") for label in asked),
        columns=3,
    )
    (document,) = open_document("form.docx", word_file(body))
    assert isinstance(document, Document)
    form = next(each for each in FORMS if each.kind == "property_request")
    said = dict(fill(document, form, SCHEME).fields())
    keys = ("joint_tenancy", "overcrowded", "rent_arrears", "pets", "wheelchair", "step_free")
    assert [said[key].value for key in keys] == [False] * 6


def test_an_agency_whose_name_sounds_like_a_question_makes_no_telephone_below_it_the_supporter_s() -> None:
    officer = (
        ("1.2 Name of officer making the referral", "Ada Okafor"),
        ("1.3 Role of officer", "Floating support worker"),
        ("1.4 Service / organisation", "Fernhill Support"),
        ("1.5 Secure email address", "ada.okafor@fernhill.example"),
        ("1.6 Contact telephone number", "07700 900456"),
    )
    asked = (*officer, *REQUEST[:12])
    (document,) = open_document("form.docx", word_file("".join(paragraph(text) for pair in asked for text in pair)))
    assert isinstance(document, Document)
    form = next(each for each in FORMS if each.kind == "property_request")
    said = dict(fill(document, form, SCHEME).fields())
    assert said["support_agency"].value is None
    assert said["officer_phone"].value == "07700 900456"


def given(body: str, kind: str = "property_request") -> dict[str, Any]:
    """What a form of this kind says, however little of it there is."""
    (document,) = open_document("form.docx", word_file(body))
    assert isinstance(document, Document)
    form = next(each for each in FORMS if each.kind == kind)
    reading = fill(document, form, SCHEME)
    return {**dict(reading.fields()), "unknown": getattr(reading, "unknown", ())}


AREAS = ("Barnet", "Brent", "Camden", "Ealing", "Harrow")


def test_marks_beside_names_answer_what_their_column_asks_of_the_names() -> None:
    """«Borough» over the names asks for no borough; «Would accept» says what a mark below it means."""
    marks = ((name, "☒" if name != "Camden" else "☐", "☒" if name == "Camden" else "☐") for name in AREAS)
    said = given(rows(row("Borough", "Would accept", "At risk there"), *(row(*each) for each in marks), columns=3))
    assert said["areas_requested"].value == ("Barnet", "Brent", "Ealing", "Harrow")
    assert said["areas_at_risk"].value == ("Camden",)
    assert said["area_residence"].blank
    assert said["unknown"] == ()


def test_marks_below_a_column_that_asks_nothing_known_are_told_once() -> None:
    said = given(rows(row("Borough", "Quill grade"), *(row(name, "☒") for name in AREAS)) + beside(REQUEST[:4]))
    assert said["unknown"] == ("Borough: Quill grade",)


def test_statements_with_marks_below_yes_and_no_are_no_names() -> None:
    stated = ("There is a joint tenant", "The household is overcrowded", "Housing Moves application made", "Pets are kept")
    said = given(rows(row("", "Yes", "No"), *(row(each, "☐", "☒") for each in stated), columns=3))
    assert [said[key].value for key in ("joint_tenancy", "overcrowded")] == [False, False]


@pytest.mark.parametrize(
    ("told", "adults", "children"),
    [
        ((("Mother", "34", "F"), ("", "", "")), 1, 0),
        ((("Mother", "34", "F"), ("Partner", "36", "M")), 2, 0),
        ((("None", "", ""), ("", "", "")), 0, 0),
    ],
)
def test_people_in_a_table_of_their_own_within_the_answer_are_told_once(told: Asked, adults: int, children: int) -> None:
    people_of = rows(row("Relationship", "Age", "Sex"), *(row(*each) for each in told), columns=3)
    asked = f"<w:tr>{cell(paragraph('Details of adults moving'))}{cell(people_of + '<w:p/>')}</w:tr>"
    said = given(rows(row("Tenancy type", "Assured"), asked, row("Details of children", "None")))
    assert said["unknown"] == ()
    assert len(said["adults"].value or ()) == adults
    assert said["children"].value == ()


def test_what_tells_how_to_answer_is_no_answer_to_its_question() -> None:
    """«Which adults are moving? Give age and sex.» is answered in the box below, even where the box says «2 adults» again."""
    said = given(
        "".join(
            paragraph(asked) + rows(row(answer), columns=1)
            for asked, answer in (
                ("Which adults are moving? Give age and sex.", "2 adults: man (45), woman (41)"),
                ("Which children are moving? Give age and sex of each.", "One boy (10)"),
                ("Pets", "No"),
            )
        )
    )
    assert [(person.age, person.sex) for person in said["adults"].value] == [(45, "m"), (41, "f")]
    assert [(person.age, person.sex) for person in said["children"].value] == [(10, "m")]


def test_a_title_in_the_margin_takes_no_question_beside_it_for_its_answer() -> None:
    """«Household» asks on some forms; beside it stand questions here, some of them in words of no form."""
    asked = (("Grown-ups that go along", "F 34"), ("Pets kept", "No"), ("Pets may be rehomed", "Not applicable"), ("Car", "Red"))
    said = given(beside(REQUEST[:6]) + in_margin(("Household", asked)))
    assert said["pets"].value is False
    assert said["adults"].blank
    assert "Grown-ups that go along" in said["unknown"]


def test_questions_asked_by_their_signs_share_a_cell_with_their_answers_where_the_others_do() -> None:
    said = given(
        rows(
            row("Landlord now\nPeabody", "Borough of current residence\nEnfield", "Bedrooms in current property\n2"),
            row("Tenancy type\nAssured", "Pets\nNo", "Where the applicant is staying\nRefuge"),
            columns=3,
        )
    )
    values = [said[key].value for key in ("applicant_landlord", "area_residence", "current_bedrooms", "currently_staying")]
    assert values == ["Peabody", "Enfield", 2, "refuge"]


def test_what_heads_a_table_of_an_offer_is_no_question() -> None:
    offer = (("Applicant reference", "ARC-07-26"), ("Borough of the property", "Brent"), ("Number of bedrooms", "2"))
    said = given(beside((("Detail", "Offer"), *offer)), kind="property_offer")
    assert said["bedrooms"].value == 2
    assert said["unknown"] == ()


def test_several_boroughs_below_the_home_requested_are_those_that_are_wanted() -> None:
    title = paragraph("Home requested")
    assert given(title + beside((("Bedrooms", "2"), ("Boroughs", "Brent, Ealing"))))["areas_requested"].value == (
        "Brent",
        "Ealing",
    )


def test_a_notice_that_somebody_is_rehoused_another_way_withdraws_the_request() -> None:
    ticked = "☐ Boroughs\n☐ Household\n☒ Rehoused another way\n☐ Consent withdrawn"
    (document,) = open_document("n.docx", word_file(beside((("ARC reference", "ARC-07-26"), ("Type of change", ticked)))))
    assert isinstance(document, Document)
    form = next(each for each in FORMS if "change" in each.keys)
    reading = fill(document, form, SCHEME)
    assert isinstance(reading, Withdrawal)
    assert reading.change.value == "rehoused_elsewhere"


def down(label: str, *choices: Sequence[str]) -> list[str]:
    """A label that goes down over a row for each of these."""
    first = [cell(paragraph(label), down="restart"), *[cell("<w:p/>", down="continue")] * (len(choices) - 1)]
    cells = ("".join(cell(lines(text)) for text in choice) for choice in choices)
    return [f"<w:tr>{at}{made}</w:tr>" for at, made in zip(first, cells, strict=True)]


def test_a_choice_a_row_with_its_mark_beside_it() -> None:
    marked = down("Tenancy type", ("Secure", ""), ("Assured", "x"), ("Introductory", ""))
    said = given(rows(row("Pets", ("No", 2)), *marked, row("Areas to avoid", ("Camden", 2)), columns=3))
    assert (said["tenancy_type"].value, said["areas_at_risk"].value) == ("assured", ("Camden",))
    open_still = down("Tenancy type", ("Secure", ""), ("Assured", ""), ("Introductory", ""))
    assert given(rows(*open_still, columns=3))["tenancy_type"].value is None


def test_a_list_that_is_counted_down_beside_its_question() -> None:
    listed = down("Boroughs requested", *((f"{at}.", name) for at, name in enumerate(AREAS, 1)))
    said = given(rows(row("Pets", ("No", 2)), *listed, columns=3))
    assert said["areas_requested"].value == tuple(sorted(AREAS))


def test_what_marks_an_answer_is_no_part_of_it() -> None:
    said = given(beside((("Support in place", "Answer: Harbour Advice"), ("Pets", "Response: No"))))
    assert (said["support_agency"].value, said["pets"].value) == ("Harbour Advice", False)


@pytest.mark.parametrize("words", ["[Harbour Advice]", "<Harbour Advice>"])
def test_words_in_brackets_may_be_the_form_s_own_prompt(words: str) -> None:
    said = given(beside((("Support in place", words), ("Pets", "No"))))
    assert said["support_agency"].value is None
    assert said["support_agency"].doubt


def test_a_hint_behind_a_question_is_no_answer_to_it() -> None:
    asked = paragraph("Is it a joint tenancy? (please be as precise as you can)") + paragraph("No") + paragraph("Pets: No")
    assert given(asked)["joint_tenancy"].value is False


def test_a_question_of_no_form_above_a_box_is_told() -> None:
    """Where boxes answer, the line above one asks, whatever it says: else it passed for a title and its answer for nothing."""
    made = "".join(paragraph(a) + rows(row(b), columns=1) for a, b in (*REQUEST[:6], ("Quill grade of this entry", "Lime green")))
    said = given(made + paragraph("Pets: No"))
    assert said["unknown"] == ("Quill grade of this entry",)


def test_two_people_named_side_by_side_have_each_what_stands_below_them() -> None:
    said = given(
        rows(
            row("Nominating officer", "Olive Marsh", "Second officer", "Bea Quill"),
            row("Email", "olive.marsh@harbour-advice.example", "Second officer's email", "bea.quill@harbour-advice.example"),
            row("Agency", "Harbour Advice", "Pets", "No"),
            columns=4,
        )
    )
    assert said["officer_email"].value == "olive.marsh@harbour-advice.example"
    assert said["officer2_email"].value == "bea.quill@harbour-advice.example"
    assert said["officer_agency"].value == "Harbour Advice"


def test_a_column_is_the_offices_only_where_it_is_headed_so() -> None:
    """«Reference (office use)» stands in one row; the question above it in the same column is nobody's but the officer's."""
    said = given(
        rows(
            row("Date of referral", "3 November 2026", "Tenant has agreed to this referral", "Yes"),
            row("Date of consent", "2 November 2026", "Reference (office use)", ""),
            columns=4,
        )
    )
    assert said["consent_given"].value is True
    assert said["referral_date"].value == date(2026, 11, 3)


@pytest.mark.parametrize(("wanted", "risky"), [("Requested", "At risk in"), ("Willing to move to", "Not safe")])
def test_what_stands_beside_a_title_that_is_nothing_but_boroughs_says_which(wanted: str, risky: str) -> None:
    said = given(in_margin(("Boroughs", ((wanted, "Barnet, Brent"), (risky, "Camden")))) + beside(REQUEST[:4]))
    assert said["areas_requested"].value == ("Barnet", "Brent")
    assert said["areas_at_risk"].value == ("Camden",)


def test_a_grid_of_areas_in_two_halves_is_asked_by_its_columns() -> None:
    head = ("Borough", "Willing to move to", "Not safe") * 2
    marks = [
        ("Barnet", "☒", "☐", "Harrow", "☐", "☒"),
        ("Brent", "☒", "☐", "Camden", "☐", "☐"),
        ("Ealing", "☐", "☐", "Bexley", "☒", "☐"),
    ]
    said = given(rows(row(*head), *(row(*each) for each in marks), columns=6) + beside(REQUEST[:4]))
    assert said["areas_requested"].value == ("Barnet", "Bexley", "Brent")
    assert said["areas_at_risk"].value == ("Harrow",)


def test_an_instruction_is_no_answer_to_the_title_above_it() -> None:
    body = lines("Boroughs requested\nTick every borough that the household would accept.\nBarnet, Brent") + beside(REQUEST[:4])
    assert given(body)["areas_requested"].value == ("Barnet", "Brent")


def test_a_label_that_asks_behind_its_colon_stands_above_its_answer() -> None:
    asked = (
        ("Current property: number of bedrooms", "2"),
        ("Current property: floor", "1"),
        ("Current property: type (flat, house, maisonette etc.)", "Flat"),
        ("Adults who need to move\nAge and gender only. Please do not give names", "1 woman, aged 29"),
    )
    said = given(above((*REQUEST[:4], *asked)))
    assert [said[f"current_{key}"].value for key in ("bedrooms", "floor", "type")] == [2, 1, "flat"]
    assert len(said["adults"].value) == 1


@pytest.mark.parametrize(("label", "agency"), [("Team", "Harbour Advice"), ("Employer", None)])
def test_a_team_beside_the_agency_is_a_part_of_it(label: str, agency: str | None) -> None:
    officer = (*OFFICER[:3], (label, "Lettings"), *OFFICER[3:])
    said = given(paragraph("Nominating officer") + beside(officer) + beside(REQUEST[:4]))
    assert said["officer_agency"].value == agency


def test_an_agency_s_name_is_not_the_officer_s() -> None:
    officer = (("Name of person making referral", "Olive Marsh"), ("Agency name", "Harbour Advice"))
    said = given(paragraph("Referrer details") + beside(officer) + beside(REQUEST[:4]))
    assert (said["officer_name"].value, said["officer_agency"].value) == ("Olive Marsh", "Harbour Advice")


def test_a_cell_with_its_own_answer_keeps_it_beside_one_of_another_question() -> None:
    officer = rows(
        row("Agency: Harbour Advice", "Budget code: n/a"), row("E-mail: ada@harbour-advice.example", "Telephone: 020 7946 0123")
    )
    said = given(paragraph("Nominating officer") + officer + beside(REQUEST[:4]))
    assert said["officer_agency"].value == "Harbour Advice"


def test_a_greeting_over_a_form_makes_nothing_below_it_the_coordinator_s() -> None:
    said = given(
        paragraph("Dear Co-ordinator") + beside((("Tenancy type", "Assured"), ("Home borough", "Hackney"), *REQUEST[:4]))
    )
    assert (said["tenancy_type"].value, said["area_residence"].value) == ("assured", "Hackney")
