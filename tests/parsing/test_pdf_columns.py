"""Pages without rules and tags: what stands plainly is an answer; rows that cannot be told apart are in doubt, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from parsing.document import Document
from parsing.files import open_document
from parsing.pdf_columns import Columns, columns_in
from parsing.pdf_layout import TablePart, parts_of
from parsing.pdf_letters import Word
from parsing.pdf_nested import parted
from parsing.pdf_page import Grid
from parsing.pdf_sight import Box
from parsing.pdf_words import clashes, in_lines, text_of
from parsing.read import read_file
from parsing.readings import RequestForm
from scheme.agreement import load, shipped
from tests.support import pdf_maker

LONDON = load(shipped("pan_london"))
Placed = Sequence[tuple[float, float, str]]  # from the left, down from the top, the words
LABEL, VALUE = 50, 200


def page_of(placed: Placed, *, bold: Sequence[str] = ()) -> bytes:
    def draw(page: Canvas) -> None:
        for x, down, words in placed:
            page.setFont("Helvetica-Bold" if words in bold else "Helvetica", 10)
            page.drawString(x, 800 - down, words)

    return pdf_maker.printed_page(draw)


def opened(data: bytes) -> Document:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    assert not found.only_proposes
    return found


def rows_of(document: Document) -> dict[str, str]:
    return {row[0].text: row[1].text for table in document.tables() for row in table.rows if len(row) == 2}


def unsure(document: Document) -> set[str]:
    return {line.text for line in document.unsure()}


def form(rows: Sequence[tuple[str, str]], *, pitch: float = 20, down: float = 0) -> list[tuple[float, float, str]]:
    return [
        (x, down + pitch * at, words)
        for at, row in enumerate(rows)
        for x, words in zip((LABEL, VALUE), row, strict=True)
        if words
    ]


ROWS = [("Tenancy type", "Secure"), ("Current landlord", "Peabody"), ("Pets", "No"), ("Bedrooms needed", "2")]


def test_plain_rows_are_answers_without_a_doubt() -> None:
    found = opened(page_of(form(ROWS)))
    assert rows_of(found) == dict(ROWS)
    assert not found.unsure()
    assert not found.doubts


def test_an_answer_s_second_line_that_stands_evenly_between_two_rows_leaves_these_two_in_doubt() -> None:
    placed = [*form(ROWS, pitch=12), (LABEL, 48, "Safe boroughs"), (VALUE, 48, "Brent, Camden,"), (VALUE, 60, "Ealing")]
    placed += [(LABEL, 72, "Areas to avoid"), (VALUE, 72, "Sutton"), (LABEL, 84, "Overcrowded"), (VALUE, 84, "Yes")]
    found = opened(page_of(placed))
    assert {"Brent, Camden, Ealing", "Sutton"} <= unsure(found)
    assert not unsure(found) & {"Secure", "Peabody", "No", "2", "Yes"}
    assert found.doubts


def test_an_answer_s_second_line_with_room_below_it_is_the_answer_s() -> None:
    placed = [*form(ROWS), (LABEL, 80, "Safe boroughs"), (VALUE, 80, "Brent, Camden,"), (VALUE, 92, "Ealing")]
    placed += form([("Areas to avoid", "Sutton"), ("Overcrowded", "Yes")], down=112)
    found = opened(page_of(placed))
    assert " ".join(rows_of(found)["Safe boroughs"].split()) == "Brent, Camden, Ealing"
    assert not found.unsure()


def test_an_answer_that_ends_level_with_its_label_begins_above_it() -> None:
    placed = [*form(ROWS), (VALUE, 80, "Brent, Camden,"), (VALUE, 92, "Ealing"), (LABEL, 92, "Safe boroughs")]
    placed += form([("Areas to avoid", "Sutton"), ("Overcrowded", "Yes")], down=112)
    found = opened(page_of(placed))
    assert " ".join(rows_of(found)["Safe boroughs"].split()) == "Brent, Camden, Ealing"
    assert rows_of(found)["Bedrooms needed"] == "2"


def test_a_line_as_near_to_one_row_as_lines_are_and_as_far_from_the_other_as_rows_are_is_told_by_that() -> None:
    lists = [(LABEL, 61.6, "Safe boroughs"), (VALUE, 61.6, "Brent / Camden /"), (VALUE, 75, "Ealing")]
    sets = [(LABEL, 90.4, "Staying at"), (VALUE, 90.4, "[ ] Home"), (VALUE, 103.8, "[x] Refuge"), (VALUE, 117.2, "[ ] Elsewhere")]
    rest = form([("Areas to avoid", ""), ("Overcrowded", "Yes")], pitch=15.4, down=132.6)
    found = opened(page_of([*form(ROWS, pitch=15.4), *lists, *sets, *rest]))
    assert " ".join(rows_of(found)["Safe boroughs"].split()) == "Brent / Camden / Ealing"
    assert rows_of(found)["Staying at"] == "[ ] Home\n[x] Refuge\n[ ] Elsewhere"
    assert rows_of(found)["Areas to avoid"] == ""
    assert not found.unsure()


def test_lines_below_an_answer_of_which_two_stand_as_far_apart_as_rows_stay_in_doubt() -> None:
    placed = [*form(ROWS, pitch=15.4), (LABEL, 61.6, "Safe boroughs"), (VALUE, 61.6, "Brent"), (VALUE, 75, "Camden")]
    placed += [(VALUE, 90.4, "Sutton"), (LABEL, 103.8, "Areas to avoid"), (VALUE, 103.8, "Merton"), (LABEL, 119.2, "Overcrowded")]
    found = opened(page_of([*placed, (VALUE, 119.2, "Yes")]))
    assert {"Safe boroughs", "Areas to avoid"} <= unsure(found)
    assert not unsure(found) & {"Secure", "Peabody", "No", "2", "Yes"}


def test_a_row_right_below_a_full_answer_is_one_where_it_stands_as_far_down_as_rows_do() -> None:
    rows = [
        *ROWS,
        ("Ages and sexes of children", "male aged 10, female aged 1, female aged 7"),
        ("Expected date of birth", "N/A"),
    ]
    found = opened(page_of(form(rows, pitch=13.4)))
    assert rows_of(found) == dict(rows)
    assert not found.unsure()


def test_typed_boxes_and_words_that_stand_at_a_column_by_chance_begin_none() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 10)
        grid = [("[ ] Brent", "[x] Kensington & Chelsea", "[ ] Sutton"), ("[ ] Ealing", "[ ] Merton", "[x] Harrow")]
        for at, row in enumerate(grid):
            for x, words in zip((LABEL, 160, 300), row, strict=True):
                page.drawString(x, 700 - 16 * at, words)
        edge = 160 + page.stringWidth("[x] Kensington & ", "Helvetica", 10)
        for at, row in enumerate([("Pets", "[ ] Yes   [x] No"), ("Tenancy", "Secure"), ("Joint", "[x] Yes   [ ] No")]):
            page.drawString(LABEL, 640 - 16 * at, row[0])
            page.drawString(edge, 640 - 16 * at, row[1])

    found = opened(pdf_maker.printed_page(draw))
    told = [[cell.text for cell in row] for table in found.tables() for row in table.rows]
    assert told[:2] == [["[ ] Brent", "[x] Kensington & Chelsea", "[ ] Sutton"], ["[ ] Ealing", "[ ] Merton", "[x] Harrow"]]
    assert [[" ".join(cell.split()) for cell in row] for row in told[2:]] == [
        ["Pets", "[ ] Yes [x] No"],
        ["Tenancy", "Secure"],
        ["Joint", "[x] Yes [ ] No"],
    ]


def test_a_heading_in_another_look_is_no_rest_of_the_label_above_it() -> None:
    rows = [*ROWS, ("Date of request", "17/06/2026"), ("Consent", ""), ("Applicant has given consent", "Yes")]
    found = opened(page_of(form(rows, pitch=13), bold=["Consent"]))
    assert rows_of(found)["Date of request"] == "17/06/2026"
    assert not found.unsure()


def test_rows_as_far_apart_as_the_plain_ones_are_rows_although_their_lines_are_full() -> None:
    rows = [*ROWS, ("Officer's organisation", "Fernhill Support"), ("Officer's e-mail address", "sian.obriain@fernhill.example")]
    found = opened(page_of(form(rows)))
    assert rows_of(found) == dict(rows)
    assert not found.unsure()


def test_answers_that_stand_nearly_as_close_to_the_next_label_are_in_doubt() -> None:
    placed = [(x, down + (6 if x == VALUE else 0), words) for x, down, words in form(ROWS, pitch=13)]
    assert {value for _, value in ROWS} <= unsure(opened(page_of(placed)))


def test_an_answer_that_floats_between_two_labels_is_in_doubt() -> None:
    placed = [*form(ROWS), (LABEL, 100, "Areas of choice"), (VALUE, 124, "Brent, Camden, Ealing"), (LABEL, 138, "No-go boroughs")]
    placed += [(VALUE, 162, "Sutton"), (LABEL, 190, "Version 3")]
    found = opened(page_of(placed))
    assert {"Brent, Camden, Ealing", "Sutton"} <= unsure(found)
    assert not unsure(found) & {"Secure", "Peabody", "No", "2"}


def test_two_lines_of_an_answer_set_in_below_its_label_are_in_doubt() -> None:
    placed: list[tuple[float, float, str]] = []
    for at, (label, value) in enumerate(ROWS):
        placed += [(LABEL, 40 * at, label), (LABEL + 60, 40 * at + 14, value)]
    placed += [(LABEL, 160, "Job title"), (LABEL + 60, 174, "Housing Options"), (LABEL + 60, 187, "Officer")]
    found = opened(page_of(placed))
    assert unsure(found) == {"Housing Options", "Officer"}


def test_an_e_mail_address_below_its_label_does_not_go_on_with_it() -> None:
    placed: list[tuple[float, float, str]] = []
    for at, (label, value) in enumerate([*ROWS, ("1.5 Secure email address", "olive.marsh@lantern.example")]):
        placed += [(LABEL, 26 * at, label), (LABEL, 26 * at + 12, value)]
    words = [line.text for line in opened(page_of(placed)).lines()]
    assert words[-2:] == ["1.5 Secure email address", "olive.marsh@lantern.example"]


def test_only_the_field_in_doubt_is_a_proposal_and_the_paper_says_so() -> None:
    placed = [*form(ROWS, pitch=12), (LABEL, 48, "Safe boroughs"), (VALUE, 48, "Brent, Camden,"), (VALUE, 60, "Ealing")]
    placed += [(LABEL, 72, "Areas to avoid"), (VALUE, 72, "Sutton"), (LABEL, 84, "Overcrowded"), (VALUE, 84, "Yes")]
    (reading,) = read_file("form.pdf", page_of(placed), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert reading.tenancy_type.value == "secure"
    assert reading.overcrowded.value is True
    assert reading.areas_requested.doubt
    assert reading.areas_requested.proposal == ("Brent", "Camden", "Ealing")
    assert reading.areas_at_risk.doubt
    assert any("which words belong together" in doubt for doubt in reading.doubts)


def test_a_third_line_where_labels_and_answers_stand_in_pairs_is_in_doubt() -> None:
    placed: list[tuple[float, float, str]] = []
    for at, (label, value) in enumerate(ROWS):
        placed += [(LABEL, 36 * at, label), (LABEL, 36 * at + 12, value)]
    placed += [(LABEL, 144, "Job title"), (LABEL, 156, "Housing Options"), (LABEL, 168, "Officer"), (LABEL, 192, "Version 3")]
    assert unsure(opened(page_of(placed))) == {"Job title", "Housing Options", "Officer"}


def test_a_label_that_ends_level_with_its_answer_is_one() -> None:
    placed = [*form(ROWS, pitch=13), (LABEL, 52, "Name of the cover"), (LABEL, 64, "officer"), (VALUE, 64, "Dev Patel")]
    placed += form([("Overcrowded", "Yes")], down=77)
    assert rows_of(opened(page_of(placed)))["Name of the cover officer"] == "Dev Patel"


def two_pages(first: Placed, second: Placed) -> bytes:
    def draw(page: Canvas) -> None:
        for number, placed in enumerate((first, second), 1):
            page.setFont("Helvetica", 10)
            for x, down, words in placed:
                page.drawString(x, 800 - down, words)
            page.drawString(300, 20, str(number))
            if number == 1:
                page.showPage()

    return pdf_maker.printed_page(draw)


def test_an_answer_alone_at_the_edge_of_a_page_is_no_page_number_and_no_running_title() -> None:
    first = [(LABEL, 700, "Pets"), (LABEL, 712, "No"), (LABEL, 730, "Bedrooms needed"), (LABEL, 742, "2")]
    words = [line.text for line in opened(two_pages(first, [(LABEL, 0, "Tenancy type"), (LABEL, 12, "Secure")])).lines()]
    assert words.index("Bedrooms needed") + 1 == words.index("2")
    assert words[-1] == "1"


def test_a_page_that_begins_in_the_middle_of_a_row_leaves_that_row_in_doubt() -> None:
    first = form(ROWS, down=640)
    second = [(VALUE, 0, "Brent, Camden,"), (VALUE, 12, "Ealing"), (LABEL, 12, "Safe boroughs")]
    second += form([("Areas to avoid", "Sutton"), ("Overcrowded", "Yes")], down=32)
    found = unsure(opened(two_pages(first, second)))
    assert {"Brent, Camden,", "Ealing"} <= found
    assert "Secure" not in found
    assert "Yes" not in found


def test_two_lines_of_an_answer_that_are_no_list_may_be_one_line_torn() -> None:
    placed = [*form(ROWS), (LABEL, 80, "Job title"), (VALUE, 80, "Housing Options"), (VALUE, 92, "Officer")]
    placed += form([("Officer's e-mail", "olive.marsh@lantern.example")], down=112)
    assert unsure(opened(page_of(placed))) == {"Housing Options", "Officer"}


def test_an_answer_that_slips_does_not_go_to_the_empty_row_below() -> None:
    rows = [*ROWS, ("Children", "1 x female aged 8"), ("", "1 x male aged 10"), ("Expecting? EDD", ""), ("Overcrowded", "Yes")]
    placed = [(x, down + (3 if x == VALUE else 0), words) for x, down, words in form(rows, pitch=15)]
    found = opened(page_of(placed))
    assert rows_of(found).get("Expecting? EDD", "") != "1 x male aged 10" or "1 x male aged 10" in unsure(found)
    assert "1 x female aged 8" in " ".join(unsure(found))


def test_a_running_title_close_above_the_rest_of_its_page_parts_no_answer() -> None:
    title = (LABEL, -4, "Northmere Housing Partnership")
    first = [title, (LABEL, 10, "Reciprocal move request"), *form(ROWS[:2], down=700)]
    words = [line.text for line in opened(two_pages(first, [title, *form(ROWS[2:], down=12)])).lines()]
    assert words.count("Northmere Housing Partnership") == 1
    assert words.index("Peabody") + 1 == words.index("Pets")


def stacked(rows: Sequence[Sequence[str]]) -> list[tuple[float, float, str]]:
    """Labels and their answers below each other, at one even distance."""
    return [(LABEL, 14.0 * at, words) for at, words in enumerate(words for row in rows for words in row)]


def test_a_second_line_that_sounds_like_a_question_is_never_dropped_in_silence() -> None:
    asked = [*ROWS, ("Job title", "Housing Options", "Officer"), ("Overcrowded", "Yes")]
    (reading,) = read_file("form.pdf", page_of(stacked(asked)), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert reading.officer_role.value is None
    assert "«Officer»" in reading.officer_role.doubt
    assert reading.overcrowded.value is True
    assert not reading.tenancy_type.doubt


def words(text: str, *, left: float, top: float) -> list[Word]:
    """The words of a text side by side; a stroke stands for the wider gap before the next choice."""
    made: list[Word] = []
    for part in text.split():
        if part == "|":
            left += 6
            continue
        made.append(Word(text=part, x0=left, x1=left + 5 * len(part), top=top, bottom=top + 10))
        left += 5 * len(part) + 3
    return made


def test_a_choice_behind_another_one_begins_no_column() -> None:
    answers = ["☒ Yes | ☐ No", "☐ Yes | ☒ No", "2nd floor"]
    lines = [(*words("Question", left=50, top=20 * at), *words(text, left=200, top=20 * at)) for at, text in enumerate(answers)]
    (found,) = columns_in(lines)
    assert isinstance(found, Columns)
    assert [text_of(row[1][0]) for row in found.rows] == ["☒ Yes ☐ No", "☐ Yes ☒ No", "2nd floor"]


def test_a_grid_of_choices_is_no_row_of_the_questions_below_it() -> None:
    places = (50.0, 150.0, 250.0)
    grid = [["☐ Brent", "☒ Camden", "☐ Ealing"], ["☒ Enfield", "☐ Harrow", "☐ Merton"], ["☒ Sutton"]]
    lines = [
        tuple(word for left, text in zip(places, row, strict=False) for word in words(text, left=left, top=16 * at))
        for at, row in enumerate(grid)
    ]
    asked = [("Pets", "No"), ("Tenancy", "Secure")]
    lines += [
        (*words(label, left=50, top=64 + 16 * at), *words(given, left=200, top=64 + 16 * at))
        for at, (label, given) in enumerate(asked)
    ]
    first, second = columns_in(lines)
    assert isinstance(first, Columns)
    assert isinstance(second, Columns)
    assert [[text_of(cell[0]) if cell else "" for cell in row] for row in first.rows] == [*grid[:2], ["☒ Sutton", "", ""]]
    assert [[text_of(cell[0]) for cell in row] for row in second.rows] == [list(row) for row in asked]


def test_a_label_beside_a_ruled_table_keeps_it() -> None:
    """The label stands level with the middle of the table, between rows that have their answers on the page."""
    cells: tuple[Box, ...] = ((200, 30, 260, 50), (260, 30, 320, 50), (200, 50, 260, 70), (260, 50, 320, 70))
    grid = Grid(box=(200, 30, 320, 70), rows=(cells[:2], cells[2:]))
    placed = [
        ("Pets", 50, 5),
        ("No", 200, 5),
        ("Adults", 50, 45),
        ("Age", 205, 35),
        ("Sex", 265, 35),
        ("34", 205, 55),
        ("F", 265, 55),
    ]
    placed += [("Tenancy", 50, 80), ("Secure", 200, 80)]
    page = [word for text, left, top in placed for word in words(text, left=left, top=top)]
    parts = parts_of(page, [grid], [], 1, (600, 800))
    told = [
        [[text_of(line) for cell in row for line in cell.lines] for row in part.rows]
        for part in parts
        if isinstance(part, TablePart)
    ]
    assert told == [[["Pets", "No"]], [["Adults"]], [["Age", "Sex"], ["34", "F"]], [["Tenancy", "Secure"]]]


BOXED, SET_IN = 240, 244  # where boxes to write in begin, and the words in them


def boxed(rows: Sequence[tuple[str, Sequence[str]]], *, top: float = 700) -> bytes:
    """Labels, each with a box to write in beside it that holds its answer's lines."""

    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 9)
        down = top
        for label, lines in rows:
            for at, words in enumerate(label.split("|")):
                page.drawString(LABEL, down - 11 * at, words)
            page.rect(BOXED, down - 11 * len(lines) + 7, 290, 11 * len(lines) + 4)
            for at, words in enumerate(lines):
                page.drawString(SET_IN, down - 11 * at, words)
            down -= 11 * len(lines) + 12

    return pdf_maker.printed_page(draw)


def test_lines_in_a_box_to_write_in_are_one_answer_and_break_where_somebody_broke_them() -> None:
    areas = ["Hammersmith and Fulham", "Waltham Forest", "Brent", "Camden"]
    rows = [("Which boroughs would be safe for|them?", areas), ("Where is it unsafe?", ["Sutton"]), ("Support", ["Fernhill"])]
    found = opened(boxed(rows))
    assert rows_of(found) == {
        "Which boroughs would be safe for them?": "\n".join(areas),
        "Where is it unsafe?": "Sutton",
        "Support": "Fernhill",
    }
    assert not found.unsure()


def test_words_that_found_no_room_in_their_box_go_on() -> None:
    full = ["Ealing, Enfield, Greenwich, Hackney, Haringey, Harrow, Islington, Waltham", "Forest, Sutton"]
    found = opened(boxed([("Safe boroughs", full), ("Where is it unsafe?", ["Brent"]), ("Support", ["Fernhill"])]))
    assert rows_of(found)["Safe boroughs"] == " ".join(full)


def test_one_label_with_a_box_beside_it_is_a_row_of_its_own() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 9)
        for at, words in enumerate(["Tick every borough that is safe", "[ ] Brent   [x] Camden", "[x] Ealing   [ ] Sutton"]):
            page.drawString(LABEL, 700 - 14 * at, words)
        page.drawString(LABEL, 640, "Who will support them?")
        page.rect(BOXED, 635, 200, 15)
        page.drawString(SET_IN, 637, "Fernhill Support")
        page.drawString(LABEL, 600, "[ ] I agree")

    found = opened(pdf_maker.printed_page(draw))
    assert rows_of(found) == {"Who will support them?": "Fernhill Support"}
    assert not found.unsure()


def test_tick_boxes_at_the_edge_and_words_set_in_are_one_column() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 9)
        rows = [("Landlord", "Peabody"), ("Overcrowded?", ""), ("Floor", "2nd"), ("Pets?", ""), ("Tenancy", "Secure")]
        for at, (label, given) in enumerate(rows):
            down = 700 - 20 * at
            page.drawString(LABEL, down, label)
            if given:
                page.drawString(SET_IN, down, given)
                continue
            for x, words in ((BOXED, "Yes"), (BOXED + 40, "No")):
                page.rect(x, down - 1, 9, 9)
                page.drawString(x + 13, down, words)
            page.line(BOXED + 42, down + 1, BOXED + 47, down + 6)
            page.line(BOXED + 42, down + 6, BOXED + 47, down + 1)

    found = opened(pdf_maker.printed_page(draw))
    assert {label: " ".join(given.split()) for label, given in rows_of(found).items()} == {
        "Landlord": "Peabody",
        "Overcrowded?": "☐ Yes ☒ No",
        "Floor": "2nd",
        "Pets?": "☐ Yes ☒ No",
        "Tenancy": "Secure",
    }
    assert not found.unsure()


def ticked(page: Canvas, x: float, up: float) -> None:
    page.line(x + 2, up + 2, x + 7, up + 7)
    page.line(x + 2, up + 7, x + 7, up + 2)


MATRIX = [("Is the tenancy joint?", True), ("Is the household overcrowded?", False), ("Pets", False), ("Rent arrears", True)]
BOXES = (400.0, 450.0)


def test_yes_and_no_centred_over_boxes_are_the_head_of_a_matrix() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica-Bold", 9)
        for x, words in zip(BOXES, ("Yes", "No"), strict=True):
            page.drawCentredString(x + 4.5, 700, words)
        page.setFont("Helvetica", 9)
        for at, (label, yes) in enumerate(MATRIX):
            up = 680 - 18 * at
            page.drawString(LABEL, up, label)
            page.line(LABEL, up - 4, 500, up - 4)
            for x in BOXES:
                page.rect(x, up - 1, 9, 9)
            ticked(page, BOXES[0 if yes else 1], up - 1)
        for at, (label, given) in enumerate([("Date of consent", "23/10/2026"), ("Bedrooms needed", "2")]):
            page.drawString(LABEL, 590 - 22 * at, label)
            page.rect(BOXED, 586 - 22 * at, 250, 15)
            page.drawString(SET_IN, 590 - 22 * at, given)

    (reading,) = read_file("form.pdf", pdf_maker.printed_page(draw), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert (reading.joint_tenancy.value, reading.overcrowded.value, reading.rent_arrears.value) == (True, False, True)
    assert reading.consent_date.value is not None
    assert reading.bedrooms_needed.value == 2


def ruled(page: Canvas, up: float, edges: Sequence[float], cells: Sequence[str]) -> None:
    for (left, right), words in zip(pairwise(edges), cells, strict=True):
        page.rect(left, up, right - left, 18)
        page.drawString(left + 4, up + 5, words)


def test_a_matrix_that_a_page_break_cuts_goes_on_although_another_table_stands_right_below_its_rest() -> None:
    edges, others = (50, 400, 450, 500), (50, 240, 500)
    rows = [(label, "[x]" if yes else "[ ]", "[ ]" if yes else "[x]") for label, yes in MATRIX]

    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 9)
        for at, cells in enumerate([("", "Yes", "No"), *rows[:2]]):
            ruled(page, 120 - 18 * at, edges, cells)
        page.showPage()
        page.setFont("Helvetica", 9)
        for at, cells in enumerate(rows[2:]):
            ruled(page, 780 - 18 * at, edges, cells)
        for at, told in enumerate([("Date of consent", "23/10/2026"), ("Bedrooms needed", "2")]):
            ruled(page, 744 - 18 * at, others, told)

    found = opened(pdf_maker.printed_page(draw))
    assert [[[cell.text for cell in row] for row in table.rows] for table in found.tables()] == [
        [["", "Yes", "No"], *map(list, rows)],
        [["Date of consent", "23/10/2026"], ["Bedrooms needed", "2"]],
    ]


def test_a_box_under_the_end_of_a_word_stands_before_the_words_behind_it() -> None:
    printed = [("Hammersmith", 14, 60), ("and", 63, 80), ("Fulham", 83, 126), ("Haringey", 133, 170)]
    line = [Word(text=text, x0=left, x1=right, top=10, bottom=20, run=1) for text, left, right in printed]
    boxes = [Word(text="☐", x0=left, x1=left + 10, top=10, bottom=20, is_box=True) for left in (0, 120)]
    (found,) = in_lines([*line, *boxes])
    assert text_of(found) == "☐ Hammersmith and Fulham ☐ Haringey"
    assert not clashes(found)


def test_a_word_printed_over_the_end_of_another_is_no_part_of_it() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 10)
        page.drawString(LABEL, 700, "Fulham")
        page.drawString(LABEL + page.stringWidth("Fulham", "Helvetica", 10) - 1.5, 700, "Haringey")

    assert [line.text for line in opened(pdf_maker.printed_page(draw)).lines()] == ["Fulham Haringey"]


def test_a_full_line_goes_on_in_one_that_stands_nearer_than_paragraphs_do() -> None:
    full = "Boroughs requested: Croydon, Islington, Enfield, Redbridge, Westminster, Camden, Tower"
    told = ["Date of request: 04/11/2026", "Consent given: Yes", "Current borough: Brent", "Pets: No", full]
    placed = [*((LABEL, 15.4 * at, words) for at, words in enumerate(told)), (LABEL, 75, "Hamlets, Bromley")]
    found = opened(page_of([*placed, (LABEL, 90.4, "Boroughs to avoid: Hackney")]))
    assert [line.text for line in found.lines()][-2:] == [f"{full} Hamlets, Bromley", "Boroughs to avoid: Hackney"]
    assert not found.unsure()


def test_answers_close_below_their_questions_do_not_go_on_with_them() -> None:
    asked = ["Who is the landlord?", "Tenancy type", "Name of the agency that works with the family now", "Overcrowded"]
    lines = [(label, given) for label, given in zip(asked, ["Peabody", "Secure", "Fernhill", "Yes"], strict=True)]
    placed = [(LABEL, 28.8 * at + 13.4 * down, words) for at, pair in enumerate(lines) for down, words in enumerate(pair)]
    assert [line.text for line in opened(page_of(placed)).lines()] == [words for pair in lines for words in pair]


def test_a_running_foot_is_no_part_of_the_last_answer() -> None:
    first = [*form(ROWS), (LABEL, 760, "Ashdown Housing - form 2")]
    second = [(LABEL, 20, "Form completed on"), (VALUE, 20, "10/11/2026"), (LABEL, 760, "Ashdown Housing - form 2")]
    (reading,) = read_file("form.pdf", two_pages(first, second), LONDON).readings
    assert isinstance(reading, RequestForm)
    assert reading.referral_date.quote == "10/11/2026"


def test_a_table_in_a_cell_whose_rules_meet_the_outer_table_s_is_a_table_of_its_own() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 9)
        people = [(600, [("Age", "Gender"), ("29", "F")]), (564, [("Age", "Gender"), ("10", "M"), ("7", "F"), ("1", "F")])]
        for (up, rows), label in zip(people, ("Adults moving", "Children moving"), strict=True):
            high = 18 * len(rows)
            page.rect(LABEL, up - high, 150, high)
            page.rect(LABEL + 150, up - high, 312, high)
            page.drawString(LABEL + 4, up - 12, label)
            for at, cells in enumerate(rows):
                ruled(page, up - 18 * (at + 1), (LABEL + 156, 300, 506), cells)

    found = opened(pdf_maker.printed_page(draw))
    assert [[[cell.text for cell in row] for row in table.rows] for table in found.tables()] == [
        [["Adults moving"]],
        [["Age", "Gender"], ["29", "F"]],
        [["Children moving"]],
        [["Age", "Gender"], ["10", "M"], ["7", "F"], ["1", "F"]],
    ]


def test_narrow_cells_that_hold_words_are_no_gutters() -> None:
    rows: tuple[tuple[Box, ...], ...] = tuple(
        ((50.0, up, 58.0, up + 16), (58.0, up, 150.0, up + 16), (150.0, up, 240.0, up + 16), (240.0, up, 248.0, up + 16))
        for up in (100.0,)
    )
    assert parted(rows, [(52.0, 104.0, 56.0, 112.0)]) == [rows]
    assert parted(rows, []) != [rows]
