"""Fillable PDFs in many layouts: every field is read with the question printed for it, and with no other (forms.md §2.2(1))."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsing.document import Document, Line
from parsing.files import open_document
from parsing.form import fill, recognise
from parsing.forms import FORMS
from parsing.forms.property_request import PROPERTY_REQUEST
from parsing.pdf_form_words import Cells, left_of, phrases_of
from parsing.pdf_letters import Word
from parsing.pdf_sight import Box
from parsing.readings import Person
from scheme.agreement import load, shipped
from tests.support import pdf_maker
from tests.support.fillable_maker import LEFT, Asked, Look, Sheet

SCHEME = load(shipped("pan_london"))


def read(data: bytes) -> Document:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


def asked_in(document: Document) -> list[tuple[str, str]]:
    return [
        (plain(label.text), plain(given.text)) for table in document.tables() if table.is_asked for label, given in table.rows
    ]


def doubts_in(document: Document) -> list[str]:
    return [line.doubt for table in document.tables() for row in table.rows for cell in row for line in cell.lines if line.doubt]


# ── every layout, set in many ways ──────────────────────────────────────────────────────────────────────────────────

WORDS = (
    "Who is the landlord?",
    "Which borough is the property in?",
    "What size and kind of home is it, and on which floor?",
    "Name of the council or housing association to which rent is paid",
    "If in temporary accommodation: who was the social landlord before that?",
    "Adults moving (age and sex)",
    "Support agency that will go on working with the household after the move",
    "Is there anything else that we should know before we look for a home",
    "Tenancy type",
    "E-mail",
)
YES_OR_NO = (
    "Overcrowded?",
    "Rent arrears",
    "Does anybody else hold the tenancy jointly with the person?",
    "Has the person to be moved been told what will be shared, with whom, and do they agree to it?",
)
LISTS = {
    "Security of tenure": ("Secure", "Assured", "Flexible (fixed term secure)", "Introductory", "Assured fixed term", "Starter"),
    "Where has the person been staying this week?": ("Still at home", "In a refuge", "Staying with friends", "Somewhere else"),
}
GIVEN = ("Hackney", "12/03/2026", "F 34, M 9", "a much longer answer that fills most of the line", "", "Yes, two budgies")
HINTS = ("", "", "(Tick one)", "Give at least five.")


def some_questions(chance: random.Random, *, hints: bool = True) -> list[Asked]:
    made = []
    for label in chance.sample([*WORDS, *YES_OR_NO, *LISTS], 9):
        hint = chance.choice(HINTS) if hints else ""
        if label in YES_OR_NO or label in LISTS:
            choices = LISTS.get(label) or chance.choice([("Yes", "No"), ("Yes", "No", "Not known")])
            ticked = (chance.choice(choices),) if chance.random() < 0.9 else ()
            made.append(Asked(label=label, choices=choices, ticked=ticked, hint=hint, is_set=chance.random() < 0.5))
        else:
            made.append(Asked(label=label, text=chance.choice(GIVEN), lines=chance.choice([1, 1, 2, 3]), hint=hint))
    return made


def some_look(chance: random.Random, **fixed: Any) -> Look:
    made: dict[str, Any] = {
        "size": chance.choice([8.5, 9, 10, 11]),
        "leading": chance.choice([1.15, 1.2, 1.3]),
        "between": chance.choice([4, 6, 8, 12]),
        "label_width": chance.choice([130, 170, 200, 240]),
        "align": chance.choice(["top", "middle", "bottom"]),
        "box_side": chance.choice(["before", "before", "after"]),
        "box_gap": chance.choice([2, 4, 6, 9]),
        "choice_gap": chance.choice([8, 14, 20, 30]),
        "field_height": chance.choice([13, 15, 18, 22]),
        "bold": chance.random() < 0.3,
        "tooltips": chance.random() < 0.3,
    }
    return Look(**{**made, **fixed})


def beside(chance: random.Random) -> tuple[bytes, list[Asked]]:
    asked, sheet = some_questions(chance), Sheet(look=some_look(chance, ruled=chance.random() < 0.4))
    sheet.title("Section 1: the request")
    sheet.rows_beside(asked[:5])
    sheet.title("Section 2: the move")
    sheet.rows_beside(asked[5:])
    return sheet.save(), asked


def in_pairs(chance: random.Random) -> tuple[bytes, list[Asked]]:
    asked = [each for each in some_questions(chance, hints=False) if len(each.choices) < 4]
    sheet = Sheet(look=some_look(chance, ruled=chance.random() < 0.3, align="top"))
    sheet.title("The request")
    sheet.rows_in_pairs(asked)
    return sheet.save(), asked


def above(chance: random.Random) -> tuple[bytes, list[Asked]]:
    asked, sheet = some_questions(chance), Sheet(look=some_look(chance, between=chance.choice([7, 10, 14])))
    sheet.title("The request")
    sheet.note("Please answer every question.")
    sheet.rows_above(asked)
    return sheet.save(), asked


def above_in_pairs(chance: random.Random) -> tuple[bytes, list[Asked]]:
    asked = [each for each in some_questions(chance) if len(each.choices) < 4]
    sheet = Sheet(look=some_look(chance, between=chance.choice([7, 10, 14])))
    sheet.title("The request")
    sheet.rows_above_in_pairs(asked)
    return sheet.save(), asked


AREAS = ("Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "City of London", "Croydon", "Ealing")


def grids(chance: random.Random) -> tuple[bytes, list[Asked]]:
    sheet = Sheet(look=some_look(chance, columns=chance.choice([2, 3, 4]), size=chance.choice([8.5, 9])))
    asked = [
        Asked(label=label, choices=AREAS, ticked=tuple(chance.sample(AREAS, 3)))
        for label in ("Safe boroughs (tick every borough)", "Boroughs to avoid")
    ]
    sheet.rows_above(asked)
    return sheet.save(), asked


def matrix(chance: random.Random) -> tuple[bytes, list[Asked]]:
    sheet = Sheet(look=some_look(chance))
    asked = [
        Asked(label=label, choices=("Yes", "No"), ticked=(chance.choice(("Yes", "No")),), is_set=chance.random() < 0.5)
        for label in YES_OR_NO
    ]
    sheet.matrix(("Yes", "No"), asked, ruled=chance.random() < 0.5)
    return sheet.save(), asked


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("layout", [beside, in_pairs, above, above_in_pairs, grids, matrix])
def test_every_question_is_read_with_its_own_answer(
    layout: Callable[[random.Random], tuple[bytes, list[Asked]]], seed: int
) -> None:
    data, asked = layout(random.Random(f"{layout.__name__} {seed}"))  # noqa: S311 - the same forms every time
    found = read(data)
    truth = [(plain(f"{label} {each.hint}"), plain(given)) for each in asked for label, given in [each.truth]]
    assert sorted(asked_in(found)) == sorted(truth)
    assert doubts_in(found) == []
    assert (found.doubts, found.only_proposes) == ((), "")


# ── tables, blocks and rows of fields ───────────────────────────────────────────────────────────────────────────────


def rows_in(document: Document) -> list[list[list[str]]]:
    return [[[plain(cell.text) for cell in row] for row in table.rows] for table in document.tables() if not table.is_asked]


def lines_in(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("ruled", [True, False])
def test_people_in_rows_are_a_table_below_the_words_that_ask_for_them(ruled: bool) -> None:
    sheet = Sheet(look=Look())
    sheet.people("Adults moving", ("Age", "Sex"), [("Adult 1", ("34", "F")), ("Adult 2", ("40", "M"))], ruled=ruled)
    sheet.people("Children moving", ("Age", "Sex"), [("", ("4", "F")), ("", ("", ""))], ruled=ruled)
    found = read(sheet.save())
    assert lines_in(found) == ["Adults moving", "Children moving"]
    assert rows_in(found) == [
        [["", "Age", "Sex"], ["Adult 1", "34", "F"], ["Adult 2", "40", "M"]],
        [["Age", "Sex"], ["4", "F"], ["", ""]],
    ]


def place(sheet: Sheet, x: float, label: str, text: str, width: float = 60) -> None:
    """A label and its field on the line that is being written."""
    sheet.words(x, sheet.y, label)
    sheet.field(Asked(label=label, text=text), x + 40, sheet.y + 11, width, 15)


def test_people_in_lines_are_a_table_too() -> None:
    sheet = Sheet(look=Look())
    for number, (age, sex) in enumerate((("34", "F"), ("40", "M")), 1):
        sheet.y -= 20
        sheet.words(LEFT, sheet.y, f"Adult {number}")
        place(sheet, LEFT + 80, "Age", age)
        place(sheet, LEFT + 200, "Sex", sex)
    found = read(sheet.save())
    assert rows_in(found) == [[["", "Age", "Sex"], ["Adult 1", "34", "F"], ["Adult 2", "40", "M"]]]
    assert lines_in(found) == []


def test_blocks_side_by_side_are_read_one_after_the_other() -> None:
    sheet = Sheet(look=Look(label_width=90))
    sheet.y -= 20
    sheet.words(LEFT, sheet.y, "Officer 1", font="Helvetica-Bold")
    sheet.words(LEFT + 260, sheet.y, "Officer 2", font="Helvetica-Bold")
    sheet.y -= 10
    for label, one, other in (("Name", "Ada Okafor", "Bola Ade"), ("E-mail", "ada@a.example", "bola@b.example")):
        sheet.beside(Asked(label=label, text=one), width=240)
        sheet.y -= sheet.beside(Asked(label=label, text=other), x=LEFT + 260, width=240) + 7
    found = read(sheet.save())
    assert [line.text for line in found.lines()] == [
        *("Officer 1", "Name", "Ada Okafor", "E-mail", "ada@a.example"),
        *("Officer 2", "Name", "Bola Ade", "E-mail", "bola@b.example"),
    ]


def test_fields_side_by_side_below_one_label_are_one_answer() -> None:
    sheet = Sheet(look=Look())
    for label, values, step, stroke in (
        ("Bedrooms / floor / type", ("2", "3rd", "flat"), 70, ""),
        ("Date of referral", ("12", "03", "2026"), 50, "/"),
    ):
        sheet.y -= 25
        sheet.words(LEFT, sheet.y, label)
        for at, value in enumerate(values):
            sheet.field(Asked(label=label, text=value), LEFT + 170 + step * at, sheet.y + 11, 36, 15)
            if stroke and at:
                sheet.words(LEFT + 158 + step * at, sheet.y, stroke)
    assert asked_in(read(sheet.save())) == [
        ("Bedrooms / floor / type", "2, 3rd, flat"),
        ("Date of referral", "12/03/2026"),
    ]


def ticks(sheet: Sheet, x: float, ticked: str, choices: tuple[str, ...] = ("Yes", "No")) -> float:
    for choice in choices:
        sheet.box("", choice, x, sheet.y - 1, Asked(label="", choices=choices, ticked=(ticked,)))
        sheet.words(x + 13, sheet.y + 1, choice)
        x += 24 + 5 * len(choice)
    return x


def test_two_questions_in_one_line_come_apart() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT, sheet.y, "Overcrowded?")
    end = ticks(sheet, LEFT + 64, "No")
    sheet.words(end, sheet.y, "Rent arrears")
    ticks(sheet, end + 60, "Yes")
    assert asked_in(read(sheet.save())) == [("Overcrowded?", "☐ Yes ☒ No"), ("Rent arrears", "☒ Yes ☐ No")]


def test_a_field_after_the_last_box_tells_what_other_means() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT, sheet.y, "Reason")
    end = ticks(sheet, LEFT + 100, "Other, please state:", ("Domestic abuse", "Other, please state:"))
    sheet.field(Asked(label="", text="Hate crime"), end - 20, sheet.y + 11, 100, 15)
    assert asked_in(read(sheet.save())) == [("Reason", "☐ Domestic abuse ☒ Other, please state: Hate crime")]


def test_a_box_alone_asks_by_its_own_word() -> None:
    sheet = Sheet(look=Look())
    ticks(sheet, LEFT, "The applicant has given consent", ("The applicant has given consent",))
    assert asked_in(read(sheet.save())) == [("The applicant has given consent", "☒")]


@pytest.mark.parametrize("label_top", [14, 16])
def test_a_label_in_the_cell_of_its_field_or_in_the_one_above_asks_for_it(label_top: int) -> None:
    sheet = Sheet(look=Look())
    for at, (label, value) in enumerate((("Tenancy type", "Secure"), ("Floor", "2"))):
        sheet.words(LEFT + 203 * at, sheet.y - 10, label)
        sheet.field(Asked(label=label, text=value), LEFT + 3 + 200 * at, sheet.y - label_top, 190, 14)
    edges = [sheet.y - 32, sheet.y - 14, sheet.y] if label_top == 16 else [sheet.y - 30, sheet.y]
    sheet.canvas.grid([LEFT - 2, LEFT + 200, LEFT + 400], edges)
    assert asked_in(read(sheet.save())) == [("Tenancy type", "Secure"), ("Floor", "2")]


def test_words_set_closer_to_the_field_above_them_ask_for_that_one() -> None:
    sheet = Sheet(look=Look())
    for label, value in (("Name of officer", "Ada Okafor"), ("Date of referral", "12/03/2026"), ("Agency", "Harbour")):
        sheet.field(Asked(label=label, text=value), LEFT, sheet.y, 200, 15)
        sheet.y -= 15
        sheet.words(LEFT, sheet.y - 9, label, size=8)
        sheet.y -= 26
    assert asked_in(read(sheet.save())) == [
        ("Name of officer", "Ada Okafor"),
        ("Date of referral", "12/03/2026"),
        ("Agency", "Harbour"),
    ]


def test_a_line_to_write_on_is_no_part_of_the_label() -> None:
    sheet = Sheet(look=Look())
    for label, value in (("Landlord:", "Peabody"), ("Tenancy type:", "Secure")):
        sheet.y -= 20
        sheet.words(LEFT, sheet.y, label + "_" * 40)
        sheet.field(Asked(label=label, text=value), LEFT + stringWidth(label, "Helvetica", 9), sheet.y + 11, 150, 15)
    assert asked_in(read(sheet.save())) == [("Landlord:", "Peabody"), ("Tenancy type:", "Secure")]


def test_a_hint_below_its_field_is_the_label_s_and_no_title() -> None:
    sheet = Sheet(look=Look())
    for label, value in (("Landlord", "Peabody"), ("Tenancy type", "Secure")):
        sheet.y -= 12
        sheet.beside(Asked(label=label, text=value))
        sheet.words(LEFT + 170, sheet.y - 23, "Give as much as you can.", size=7)
        sheet.y -= 30
    found = read(sheet.save())
    assert asked_in(found) == [
        ("Landlord Give as much as you can.", "Peabody"),
        ("Tenancy type Give as much as you can.", "Secure"),
    ]
    assert lines_in(found) == []


def test_labels_that_end_at_their_fields_are_whole() -> None:
    sheet = Sheet(look=Look())
    asked = (("Landlord of the home that the household lives in now and pays rent to", "Peabody"), ("Tenancy type", "Secure"))
    for label, value in asked:
        lines = sheet.lines(label, 140)
        sheet.canvas.setFont("Helvetica", 9)
        for at, line in enumerate(lines):
            sheet.canvas.drawRightString(LEFT + 150, sheet.y - 9 - 11 * at, line)
        sheet.field(Asked(label=label, text=value), LEFT + 160, sheet.y, 200, 15)
        sheet.y -= max(18, 11 * len(lines) + 4)
    assert asked_in(read(sheet.save())) == list(asked)


def test_several_questions_in_one_ruled_cell_are_read_apart() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT + 4, sheet.y - 12, "Officer")
    for x, y, label, value in ((104, 12, "Name", "Ada"), (254, 12, "E-mail", "a@b.example"), (104, 30, "Tel", "020 7946 0123")):
        sheet.words(LEFT + x, sheet.y - y, label)
        sheet.field(Asked(label=label, text=value), LEFT + x + 36, sheet.y - y + 9, 100, 13)
    sheet.canvas.grid([LEFT, LEFT + 100, LEFT + 500], [sheet.y - 40, sheet.y])
    assert asked_in(read(sheet.save())) == [("Name", "Ada"), ("E-mail", "a@b.example"), ("Tel", "020 7946 0123")]


# ── where nobody can tell ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_field_between_two_labels_is_in_doubt_and_both_are_named() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT, sheet.y, "Tenancy type")
    sheet.words(LEFT + 170, sheet.y + 14, "Floor")
    sheet.field(Asked(label="", text="Second"), LEFT + 170, sheet.y + 11, 160, 15)
    found = read(sheet.save())
    assert asked_in(found) == [("Tenancy type", "Second"), ("Floor", "Second")]
    assert all("«Tenancy type»" in doubt and "«Floor»" in doubt for doubt in doubts_in(found))
    assert len(doubts_in(found)) == 2


def test_a_value_beside_which_nothing_is_asked_is_brought_up() -> None:
    sheet = Sheet(look=Look())
    sheet.title("The request")
    sheet.field(Asked(label="", text="Second"), LEFT + 170, sheet.y - 60, 160, 15)
    (doubt,) = read(sheet.save()).doubts
    assert "«Second»" in doubt
    assert "Text1" not in doubt


def test_words_printed_in_an_empty_field_are_only_proposed_and_a_pattern_is_nothing() -> None:
    sheet = Sheet(look=Look())
    for label, printed in (("Tenancy type", "Secure"), ("Date", "dd/mm/yyyy")):
        sheet.y -= 30
        sheet.words(LEFT + 200, sheet.y, label)
        sheet.words(LEFT + 305, sheet.y, printed)
        sheet.field(Asked(label=label), LEFT + 300, sheet.y + 11, 120, 15)
    found = read(sheet.save())
    assert ("Tenancy type", "Secure") in asked_in(found)
    assert ("Date", "") in asked_in(found)
    assert ["empty field" in doubt for doubt in doubts_in(found)] == [True]


def test_fields_over_each_other_with_different_words_are_in_doubt() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT, sheet.y, "Tenancy type")
    for value in ("Secure", "Assured"):
        sheet.field(Asked(label="Tenancy type", text=value), LEFT + 100, sheet.y + 11, 120, 15)
    found = read(sheet.save())
    assert asked_in(found) == [("Tenancy type", "Secure Assured")]
    assert ["over each other" in doubt for doubt in doubts_in(found)] == [True]


def test_boxes_without_order_or_words_are_in_doubt() -> None:
    sheet = Sheet(look=Look())
    sheet.words(LEFT, sheet.y, "Overcrowded")
    for at in range(2):
        sheet.box("", "Yes", LEFT + 200 + 40 * at, sheet.y, Asked(label="", choices=("Yes",), ticked=("Yes",)))
    assert ["what these boxes stand for" in doubt for doubt in doubts_in(read(sheet.save()))] == [True]


def test_fields_within_a_sentence_are_in_doubt() -> None:
    sheet = Sheet(look=Look())
    for x, words, value in ((0, "There are", "2"), (80, "adults and", "3")):
        sheet.words(LEFT + x, sheet.y, words)
        sheet.field(Asked(label=words, text=value), LEFT + x + 48, sheet.y + 11, 28, 15)
    sheet.words(LEFT + 160, sheet.y, "children moving")
    assert ["within a sentence" in doubt for doubt in doubts_in(read(sheet.save()))] == [True, True]


def test_a_field_shown_again_on_the_next_page_needs_no_second_label() -> None:
    sheet = Sheet(look=Look(names=lambda number, label: "ref" if label == "Reference" else f"Text{number}"))
    sheet.rows_beside([Asked(label="Reference", text="ARC-01-26")])
    sheet.canvas.showPage()
    sheet.field(Asked(label="Reference", text="ARC-01-26"), LEFT + 400, 800, 100, 15)
    sheet.y = 700
    sheet.rows_beside([Asked(label="Tenancy type", text="Secure")])
    found = read(sheet.save())
    assert found.doubts == ()
    assert [row for row in asked_in(found) if row[0]] == [("Reference", "ARC-01-26"), ("Tenancy type", "Secure")]


def test_boxes_above_others_of_which_no_words_ask_put_these_in_doubt() -> None:
    sheet = Sheet(look=Look())
    for y, choices, ticked in ((700, ("Yes", "No"), "Yes"), (682, ("Yes", "No"), "No")):
        sheet.y = y
        ticks(sheet, LEFT + 200, ticked, choices)
    sheet.words(LEFT, 682, "Overcrowded?")
    found = read(sheet.save())
    assert ["same list" in doubt for doubt in doubts_in(found)] == [True]
    assert ["no question stands" in doubt for doubt in found.doubts] == [True]


# ── as a reading ────────────────────────────────────────────────────────────────────────────────────────────────────

REQUEST = [
    Asked(label="Client signed consent?", choices=("Yes", "No"), ticked=("Yes",), is_set=True),
    Asked(label="Date of consent", text="02/03/2026"),
    Asked(label="Date of request", text="03/03/2026"),
    Asked(label="Landlord of current home", text="Hackney"),
    Asked(label="Borough of residence", text="Hackney"),
    Asked(label="Tenancy type", text="Secure"),
    Asked(label="Is the household currently overcrowded?", choices=("Yes", "No"), ticked=("No",)),
    Asked(label="Bedrooms needed", text="3"),
    Asked(label="Boroughs requested", text="Barnet, Bexley, Brent, Bromley, Croydon", lines=2, hint="Give at least five."),
    Asked(label="Areas to avoid", text="Hackney, Newham", lines=2),
    Asked(label="Pets", choices=("Yes", "No"), ticked=("No",)),
    Asked(label="Nominating officer", text="Ada Okafor"),
    Asked(label="Officer's e-mail", text="ada.okafor@harbour.example"),
]
SAID = {
    "consent_given": True,
    "consent_date": date(2026, 3, 2),
    "referral_date": date(2026, 3, 3),
    "applicant_landlord": "Hackney",
    "area_residence": "Hackney",
    "tenancy_type": "secure",
    "overcrowded": False,
    "adults": (Person(age=34, sex="f"), Person(age=40, sex="m")),
    "children": (Person(age=4, sex="f"),),
    "bedrooms_needed": 3,
    "areas_requested": ("Barnet", "Bexley", "Brent", "Bromley", "Croydon"),
    "areas_at_risk": ("Hackney", "Newham"),
    "pets": False,
    "officer_name": "Ada Okafor",
    "officer_email": "ada.okafor@harbour.example",
}


def request(put: Callable[[Sheet, list[Asked]], None], **look: Any) -> bytes:
    sheet = Sheet(look=Look(**look))
    sheet.title("Property request form", size=15)
    put(sheet, REQUEST[:7])
    sheet.people("Adults moving", ("Age", "Sex"), [("Adult 1", ("34", "F")), ("Adult 2", ("40", "M"))])
    sheet.people("Children moving", ("Age", "Sex"), [("Child 1", ("4", "F"))])
    put(sheet, REQUEST[7:])
    return sheet.save()


def said(data: bytes) -> Any:
    """Any: the fields of whichever reading the test expects."""
    found = read(data)
    assert recognise(found, FORMS, SCHEME) is PROPERTY_REQUEST
    return fill(found, PROPERTY_REQUEST, SCHEME)


@pytest.mark.parametrize("put", [Sheet.rows_beside, Sheet.rows_in_pairs, Sheet.rows_above, Sheet.rows_above_in_pairs])
@pytest.mark.parametrize("box_side", ["before", "after"])
def test_a_request_is_read_the_same_in_every_layout(put: Callable[[Sheet, list[Asked]], None], box_side: str) -> None:
    reading = said(request(put, box_side=box_side))
    assert {key: field.value for key, field in reading.fields() if not field.blank} == SAID
    assert reading.doubts == ()


def changed(change: Callable[[str, DictionaryObject], None]) -> Any:
    return said(pdf_maker.changed_fields(request(Sheet.rows_beside, names=lambda number, _: f"Text{number}"), change))


def number_of(label: str) -> str:
    """The name of the field that stands beside a label: they are numbered from the top, a box after its question."""
    data = request(Sheet.rows_beside)
    return next(
        named.name
        for named in read(data).named
        if named.value == next(each.text for each in REQUEST if each.label == label) and not named.name.startswith("x")
    )


def test_a_value_that_the_page_does_not_show_puts_its_own_question_in_doubt() -> None:
    name = number_of("Bedrooms needed")

    def change(owner: str, widget: DictionaryObject) -> None:
        if owner == name:
            widget[NameObject("/V")] = TextStringObject("5")

    reading = changed(change)
    assert (reading.bedrooms_needed.value, reading.bedrooms_needed.proposal) == (None, 5)
    assert "shows «3»" in reading.bedrooms_needed.doubt
    assert name not in reading.bedrooms_needed.doubt
    assert reading.tenancy_type.value == "secure"


def test_a_hidden_field_answers_nothing_by_its_name_either() -> None:
    data = request(Sheet.rows_beside, names=lambda number, label: "pets_rehome" if label == "Tenancy type" else f"Text{number}")

    def hide(owner: str, widget: DictionaryObject) -> None:
        if owner == "pets_rehome":
            widget[NameObject("/F")] = NumberObject(2)
            widget[NameObject("/V")] = TextStringObject("Yes")

    reading = said(pdf_maker.changed_fields(data, hide))
    assert reading.pets_rehome.blank
    assert reading.tenancy_type.blank


def test_a_help_text_that_asks_something_else_than_the_print_is_a_doubt() -> None:
    name = number_of("Areas to avoid")

    def change(owner: str, widget: DictionaryObject) -> None:
        if owner == name:
            widget[NameObject("/TU")] = TextStringObject("Boroughs requested")

    reading = changed(change)
    assert reading.areas_at_risk.value is None
    assert "«Areas to avoid»" in reading.areas_at_risk.doubt
    assert "«Boroughs requested»" in reading.areas_at_risk.doubt
    assert reading.areas_requested.value is None


def test_what_is_written_in_white_is_a_doubt() -> None:
    name = number_of("Tenancy type")

    def change(owner: str, widget: DictionaryObject) -> None:
        if owner == name:
            widget[NameObject("/DA")] = TextStringObject("/Helv 8 Tf 1 g")
            del widget["/MK"]

    assert "white" in changed(change).tenancy_type.doubt


@pytest.mark.parametrize(("held", "shown"), [("/No", "/Off"), ("/Off", "/Yes"), ("/No", "/Yes")])
def test_buttons_that_show_something_else_than_they_hold_are_in_doubt(held: str, shown: str) -> None:
    def change(_: str, widget: DictionaryObject) -> None:
        if "/Parent" in widget:  # the only set of buttons: the consent
            widget["/Parent"].get_object()[NameObject("/V")] = NameObject(held)
            states = widget["/AP"]["/N"]  # type: ignore[index]  # a dictionary of appearances
            widget[NameObject("/AS")] = NameObject(shown if shown in states else "/Off")

    reading = changed(change)
    assert reading.consent_given.value is None
    assert "the page shows otherwise" in reading.consent_given.doubt


def test_boxes_of_the_row_above_part_no_label_from_its_wide_field() -> None:
    def word(text: str, left: float, top: float) -> Word:
        return Word(text=text, x0=left, x1=left + 5 * len(text), top=top, bottom=top + 9)

    boxes: list[Box] = [(160, 50, 170, 60), (205, 50, 215, 60)]  # «☐ Yes ☐ No» beside «Wheelchair»
    wide: Box = (232, 68, 553, 110)
    printed = [word("Wheelchair", 45, 51), word("Boroughs", 45, 70), word("Step-free", 300, 51)]
    phrases = phrases_of(printed, [*boxes, wide], Cells(rows=()))
    assert [phrase.text for phrase in left_of(wide, phrases, boxes)] == ["Boroughs"]
    below: list[Box] = [(160, 82, 170, 92), (205, 82, 215, 92)]  # they stand under «Boroughs», in columns of their own
    assert not left_of(wide, phrases, below)
