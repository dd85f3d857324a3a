"""Word files: each way in which Word lets people answer is read exactly (forms.md §2.2; R0 «read the XML ourselves»)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parsing.document import Document, Line, NotRead, Table
from parsing.files import open_document
from tests.support import word_maker as word


def read(data: bytes, name: str = "form.docx") -> Document:
    (found,) = open_document(name, data)
    assert isinstance(found, Document), found
    return found


def body(xml: str) -> Document:
    return read(word.word_file(xml))


def answer(document: Document, label: str) -> str:
    """The text of the cell beside the one that holds the label."""
    for table in document.tables():
        for row in table.rows:
            for asked, given in pairwise(row):
                if asked.text == label:
                    return given.text
    raise AssertionError(f"no cell says {label!r}: {document.text}")


TEXT_WAYS = (
    "plain",
    "run_sdt",
    "block_sdt",
    "cell_sdt",
    "row_sdt",
    "dropdown",
    "date",
    "legacy_text",
    "legacy_dropdown",
    "tracked_insert",
    "textbox",
    "nested_table",
    "hyperlink",
    "merged",
)
TICK_WAYS = ("w14_tick", "legacy_tick", "sym_tick", "literal_tick", "plain", "run_sdt", "cell_sdt")
EMPTY_WAYS = ("plain", "run_sdt", "block_sdt", "cell_sdt", "row_sdt", "dropdown", "date", "legacy_text", "textbox")


@pytest.mark.parametrize("layout", ["two_column", "four_column"])
@pytest.mark.parametrize("way", TEXT_WAYS)
def test_an_answer_is_read_whichever_way_it_was_entered(way: str, layout: str) -> None:
    if (way, layout) == ("merged", "four_column"):
        layout = "two_column"
    rows = [("Tenancy type", "Secure", way), ("Reference", "ARC-01-16")]
    found = read(word.form_docx(rows, layout=layout))
    assert answer(found, "Tenancy type") == "Secure"
    assert answer(found, "Reference") == "ARC-01-16"
    assert not found.doubts


@pytest.mark.parametrize("way", TICK_WAYS)
def test_a_tick_of_every_encoding_becomes_one_of_our_two(way: str) -> None:
    found = read(word.form_docx([("Pets", "☒ Yes ☐ No", way), ("Overcrowded", "☐ Yes ☒ No", way)]))
    assert answer(found, "Pets") == "☒ Yes ☐ No"
    assert answer(found, "Overcrowded") == "☐ Yes ☒ No"


@pytest.mark.parametrize("way", EMPTY_WAYS)
def test_an_untouched_answer_is_nothing_and_its_cell_stays(way: str) -> None:
    found = read(word.form_docx([("Tenancy type", "", way), ("Reference", "ARC-01-16")]))
    (table,) = found.tables()
    assert answer(found, "Tenancy type") == ""
    assert [len(row) for row in table.rows] == [2, 2]


@pytest.mark.parametrize("way", ["run_sdt", "block_sdt", "cell_sdt", "dropdown", "date"])
def test_a_content_control_names_its_answer(way: str) -> None:
    found = read(word.form_docx([("Tenancy type", "Secure", way)]))
    (table,) = found.tables()
    assert table.rows[0][1].tags == ("tenancy_type", "Tenancy type")
    assert table.rows[0][0].tags == ()
    assert [(each.name, each.value) for each in found.named] == [("tenancy_type", "Secure")]


def test_a_control_around_a_row_names_its_answer_and_not_its_question() -> None:
    found = read(word.form_docx([("Tenancy type", "Secure", "row_sdt")]))
    (table,) = found.tables()
    assert [cell.tags for cell in table.rows[0]] == [(), ("tenancy_type", "Tenancy type")]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ('<w14:checked w14:val="1"/>', "☒"),
        ('<w14:checked w14:val="true"/>', "☒"),
        ('<w14:checked w14:val="on"/>', "☒"),
        ("<w14:checked/>", "☒"),
        ('<w14:checked w14:val="0"/>', "☐"),
        ('<w14:checked w14:val="false"/>', "☐"),
        ("", "☐"),
    ],
)
def test_the_state_of_a_tick_box_is_its_own(xml: str, shown: str) -> None:
    sdt = word.sdt(word.runs(shown), "", kind=f"<w14:checkbox>{xml}</w14:checkbox>")
    found = body(f"<w:p><w:r><w:t>Consent </w:t></w:r>{sdt}</w:p>")
    assert found.text == f"Consent {shown}"
    assert not found.doubts


def test_a_tick_box_whose_picture_belies_its_state_is_a_doubt() -> None:
    kind = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
    found = body(f"<w:p>{word.sdt('<w:r><w:t>☒</w:t></w:r>', 'Pets', kind=kind)}</w:p>")
    assert any("state says otherwise" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☒"),
        ('<w:default w:val="1"/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_a_legacy_tick_box_is_checked_by_its_state_and_else_by_its_default(box: str, shown: str) -> None:
    field = word._field(" FORMCHECKBOX ", f"<w:checkBox>{box}</w:checkBox>", "")
    assert body(f"<w:p>{field}</w:p>").text == shown


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "☒"),
        ("Wingdings", "F0FD", "☒"),
        ("Wingdings", "F0FC", "☒"),
        ("Wingdings", "00FE", "☒"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("Wingdings 2", "F052", "☒"),
        ("Wingdings 2", "F053", "☒"),
        ("Wingdings 2", "F050", "☒"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Symbol", "F0D6", "☒"),
    ],
)
def test_a_tick_drawn_in_a_symbol_font_is_a_tick(font: str, code: str, shown: str) -> None:
    as_symbol = f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>'
    as_letter = f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>&#x{code};</w:t></w:r></w:p>'
    assert body(as_symbol).text == shown
    assert body(as_letter).text == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("✓ Yes", "☒ Yes"),
        ("✔", "☒"),
        ("☑ Yes □ No", "☒ Yes ☐ No"),
        ("☐ Yes ✗ No", "☐ Yes ☒ No"),
        ("✗", "✗"),  # alone it may mean «no»: a person has to look
        ("✓ Yes ✗ No", "☒ Yes ✗ No"),
        ("x", "x"),
    ],
)
def test_typed_ticks_are_ticks_where_that_is_certain(typed: str, shown: str) -> None:
    assert body(word.paragraph(typed)).text == shown


def test_struck_words_are_no_answer_but_stay_as_pieces() -> None:
    found = read(word.form_docx([("Overcrowded", "~~Yes~~ / **No**", "strike")]))
    (table,) = found.tables()
    cell = table.rows[0][1]
    assert cell.text == "/ No"
    assert [(piece.text, piece.struck, piece.bold) for piece in cell.lines[0].pieces] == [
        ("Yes", True, False),
        (" / ", False, False),
        ("No", False, True),
    ]


@pytest.mark.parametrize(
    ("look", "struck"),
    [
        ("<w:strike/>", True),
        ("<w:dstrike/>", True),
        ('<w:strike w:val="1"/>', True),
        ('<w:strike w:val="0"/>', False),
        ('<w:strike w:val="false"/>', False),
        ('<w:strike/><w:dstrike w:val="0"/>', True),
        ('<w:rStyle w:val="Gone"/>', True),
        ('<w:rStyle w:val="AlsoGone"/>', True),
        ('<w:rStyle w:val="AlsoGone"/><w:strike w:val="0"/>', False),
    ],
)
def test_strike_through_comes_from_the_run_or_its_style(look: str, struck: bool) -> None:
    found = body(f"<w:p><w:r><w:t>Pets </w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>Yes</w:t></w:r></w:p>")
    assert found.text == ("Pets" if struck else "Pets Yes")


@pytest.mark.parametrize(("mark", "aspect"), [("**", "bold"), ("__", "underlined"), ("==", "highlighted")])
def test_a_marked_word_keeps_its_mark(mark: str, aspect: str) -> None:
    (line,) = body(word.paragraph(f"Yes / {mark}No{mark}")).lines()
    assert [(piece.text, getattr(piece, aspect)) for piece in line.pieces] == [("Yes / ", False), ("No", True)]


def test_deleted_words_are_hidden_and_make_a_doubt() -> None:
    found = body(f"<w:p><w:r><w:t>Safe in Brent</w:t></w:r>{word.deletion(' and Harrow')}</w:p>")
    assert found.text == "Safe in Brent"
    assert any(line.text == "and Harrow" and line.where.note == "struck out in a tracked change" for line in found.hidden)
    assert any("tracked changes" in doubt for doubt in found.doubts)


def test_moved_words_stand_where_they_were_moved_to() -> None:
    run = "<w:r><w:t>Brent</w:t></w:r>"
    found = body(f'<w:p><w:moveFrom w:author="A">{run}</w:moveFrom></w:p><w:p><w:moveTo w:author="A">{run}</w:moveTo></w:p>')
    assert found.text == "Brent"
    assert found.doubts


def test_a_deleted_row_is_no_row() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{word.cell(word.paragraph('Pets'))}{word.cell(word.paragraph('Yes'))}</w:tr>"
    kept = f"<w:tr>{word.cell(word.paragraph('Floor'))}{word.cell(word.paragraph('2'))}</w:tr>"
    found = body(word.table(row + kept, columns=2))
    assert found.text == "Floor\n2"
    assert "Pets" in found.hidden[0].text


def test_words_added_in_a_tracked_change_say_so_and_name_nobody() -> None:
    found = read(word.form_docx([("Bedrooms needed", "3", "tracked_insert")]))
    (table,) = found.tables()
    assert str(table.rows[0][1].lines[0].where) == "form.docx, table 1, row 1, cell 2, added in a tracked change"


def test_comments_properties_and_the_file_name_are_hidden_not_answers() -> None:
    found = read(
        word.form_docx([("Pets", "No")], author="Ada Okafor", comments=["Is this Sara?"], hidden_words="ring me"), "Sara A.docx"
    )
    hidden = {line.text for line in found.hidden}
    assert {"Is this Sara?", "Ada Okafor", "Sara A.docx", "ring me"} <= hidden
    assert "Sara" not in found.text
    assert "ring" not in found.text
    assert any("comments" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("look", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_words_that_nobody_can_see_are_hidden_and_a_doubt(look: str) -> None:
    found = body(f"<w:p><w:r><w:t>Brent</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>Harrow</w:t></w:r></w:p>")
    assert found.text == "Brent"
    assert any(line.text == "Harrow" for line in found.hidden)
    assert found.doubts


def test_white_words_on_a_dark_cell_are_a_heading() -> None:
    dark = '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    found = body(word.table(f"<w:tr>{dark}<w:t>Section 1</w:t></w:r></w:p></w:tc></w:tr>", columns=1))
    assert found.text == "Section 1"
    assert not found.doubts


def test_a_text_box_is_read_once_after_its_holder() -> None:
    found = body(word.paragraph("Above") + word._textbox("Pets", "No dogs") + word.paragraph("Below"))
    assert [(line.text, line.where.note) for line in found.lines()] == [("Above", ""), ("No dogs", "text box"), ("Below", "")]


def test_an_old_text_box_alone_is_read_too() -> None:
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{word.paragraph('No dogs')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert body(f"<w:p><w:r>{old}</w:r></w:p>").text == "No dogs"


def test_a_form_inside_a_layout_table_is_a_table_of_its_own() -> None:
    inner = word._two_column([("Pets", "No", "plain"), ("Floor", "2", "plain")])
    found = body(word.table(f"<w:tr>{word.cell(inner + '<w:p/>')}</w:tr>", columns=1))
    assert answer(found, "Pets") == "No"
    assert len(list(found.tables())) == 1
    assert found.text == "Pets\nNo\nFloor\n2"


def test_what_stands_around_a_table_in_a_row_of_its_own_stays_around_it() -> None:
    inner = word._two_column([("Age", "Sex", "plain"), ("9", "M", "plain")])
    rows = (word.cell(word.paragraph("Children")), word.cell(inner + "<w:p/>"), word.cell(word.paragraph("Pets")))
    found = body(word.table("".join(f"<w:tr>{row}</w:tr>" for row in rows), columns=1))
    assert found.text == "Children\nAge\nSex\n9\nM\nPets"
    assert [[len(row) for row in table.rows] for table in found.tables()] == [[1], [2, 2], [1]]


def test_a_list_of_children_in_a_nested_table_is_in_the_answer() -> None:
    found = read(word.form_docx([("Children", "Age|Sex\n5|F\n9|M", "nested_table")]))
    assert answer(found, "Children") == "Age\tSex\n5\tF\n9\tM"


def test_merged_cells_stand_once_at_their_first_place() -> None:
    found = read(word.form_docx([("Details", "", "section"), ("Areas", "Brent\nHarrow", "merged"), ("Pets", "No", "merged")]))
    (table,) = found.tables()
    shape = [[(cell.text, cell.row, cell.column, cell.columns) for cell in row] for row in table.rows]
    assert shape == [
        [("Details", 1, 1, 2)],
        [("Areas", 2, 1, 1), ("Brent", 2, 2, 1)],
        [("Harrow", 3, 2, 1)],
        [("Pets", 4, 1, 1), ("No", 4, 2, 1)],
    ]


def test_headers_footers_and_footnotes_are_read_with_a_note() -> None:
    found = read(word.form_docx([("Pets", "No")], header="Urgent Property Request", footer="v3", footnote="see above"))
    noted = {line.where.note: line.text for line in found.lines() if line.where.note}
    assert noted == {"header": "Urgent Property Request", "footer": "v3", "footnote": "see above"}


def test_the_result_of_a_field_is_read_and_its_code_is_not() -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.example" </w:instrText></w:r>'
    result = '<w:r><w:fldChar w:fldCharType="separate"/><w:t>write to us</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    found = body(
        f'<w:p>{code}{result}</w:p><w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>1 May 2026</w:t></w:r></w:fldSimple></w:p>'
    )
    assert found.text == "write to us\n1 May 2026"
    assert any("mailto:a@b.example" in line.text for line in found.hidden)


def test_a_link_within_a_form_field_is_no_word_of_it() -> None:
    """So LibreOffice writes what an old file holds: the link's code stands in front of the words."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>'
    words = '<w:r><w:t>HYPERLINK "mailto:a@b.example"a@b.example</w:t></w:r>'
    made = f'{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert body(f"<w:p>{made}</w:p>").text == "a@b.example"


def test_an_untouched_legacy_drop_down_is_read_with_a_doubt() -> None:
    entries = '<w:ddList><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>'
    found = body(f"<w:p>{word._field(' FORMDROPDOWN ', entries, '')}</w:p>")
    assert found.text == "Yes"
    assert any("nobody may have chosen it" in doubt for doubt in found.doubts)


def test_the_prompt_of_a_drop_down_is_nothing_even_if_word_thinks_it_chosen() -> None:
    kind = '<w:dropDownList><w:listItem w:displayText="Pick one" w:value=""/></w:dropDownList>'
    assert body(word.paragraph("Floor") + f"<w:p>{word.sdt(word.runs('Pick one'), 'Floor', kind=kind)}</w:p>").text == "Floor\n"


@pytest.mark.parametrize(
    ("day_format", "shown", "read_as"), [("M/d/yyyy", "3/4/2026", "4 March 2026"), ("dd/MM/yyyy", "03/04/2026", "03/04/2026")]
)
def test_a_date_picked_month_first_is_said_in_words(day_format: str, shown: str, read_as: str) -> None:
    picked = "2026-03-04" if day_format.startswith("M") else "2026-04-03"
    kind = f'<w:date w:fullDate="{picked}T00:00:00Z"><w:dateFormat w:val="{day_format}"/></w:date>'
    assert body(f"<w:p>{word.sdt(word.runs(shown), 'Date', kind=kind)}</w:p>").text == read_as


def test_nested_controls_give_their_answers_once() -> None:
    inner = word.sdt(word.runs("Brent"), "Area")
    found = body(word.sdt(f"<w:p>{inner}</w:p>", "Section"))
    assert found.text == "Brent"
    assert [(each.name, each.value) for each in found.named] == [("area", "Brent")]
    assert next(found.lines()).tags == ("area", "Area")


def test_breaks_tabs_and_odd_spaces_become_plain_ones() -> None:
    runs = "<w:r><w:t>3</w:t><w:tab/><w:t>bed</w:t><w:br/><w:t>2nd\u00a0floor\u200b</w:t><w:noBreakHyphen/><w:t>flat</w:t></w:r>"
    assert body(f"<w:p>{runs}</w:p>").text == "3\tbed\n2nd floor-flat"


@pytest.mark.parametrize("kind", [word.TEMPLATE_TYPE, word.MACRO_TYPE])
def test_templates_and_macro_files_are_read_like_any_other(kind: str) -> None:
    found = read(word.form_docx([("Pets", "No")], main_type=kind))
    assert answer(found, "Pets") == "No"


def test_a_macro_is_not_run_and_makes_a_doubt() -> None:
    found = read(word.form_docx([("Pets", "No")], main_type=word.MACRO_TYPE, extra_parts={"word/vbaProject.bin": b"\xd0\xcf"}))
    assert any("macro" in doubt for doubt in found.doubts)


def test_the_strict_flavour_of_the_standard_is_read() -> None:
    plain = word.form_docx([("Pets", "☒ Yes", "w14_tick")])
    addresses = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    )
    parts = word.unpacked(plain)
    for usual, strict in addresses:
        parts = {name: content.replace(usual, strict) for name, content in parts.items()}
    assert answer(read(word.package(parts)), "Pets") == "☒ Yes"


def test_a_link_to_a_part_that_is_not_there_does_no_harm() -> None:
    parts = word.unpacked(word.form_docx([("Pets", "No")]))
    del parts["word/styles.xml"]
    assert answer(read(word.package(parts)), "Pets") == "No"


def test_places_are_told_as_a_person_counts() -> None:
    found = read(word.form_docx([("Pets", "No"), ("Floor", "2")], title="Form"))
    title, table = found.blocks
    assert isinstance(title, Line)
    assert isinstance(table, Table)
    assert str(title.where) == "form.docx, line 1"
    assert str(table.rows[1][1].where) == "form.docx, table 1, row 2, cell 2"


def test_a_word_file_of_only_a_picture_asks_for_a_person() -> None:
    (found,) = open_document("scan.docx", word.word_file("<w:p/>", extra_parts={"word/media/image1.png": b"\x89PNG"}))
    assert isinstance(found, NotRead)
    assert "only a picture" in found.why


def test_reading_is_linear_in_the_length_of_the_file() -> None:
    """A table of 3,000 rows in the seconds that python-docx's own `cell(i, j)` would need for 300 (LIBRARIES §1.4)."""
    found = read(word.form_docx([(f"Question {at}", f"Answer {at}", "run_sdt") for at in range(3000)]))
    assert answer(found, "Question 2999") == "Answer 2999"
