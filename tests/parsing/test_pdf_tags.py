"""The structure that a tagged PDF tells of itself: followed where the page agrees, doubted where it does not (R029)."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from parsing import pdf_file, pdf_layout
from parsing.document import Document, NotRead, Table
from parsing.files import open_document
from tests.support import pdf_maker

# Every line stands as far from the next as within a paragraph: geometry alone cannot tell where a row begins.
TIGHT = (
    (("Tenancy type", 50, 700), ("Secure", 150, 700)),
    (("Job title", 50, 688), ("Housing Options\nOfficer", 150, 688)),
    (("Agency", 50, 664), ("Lantern Aid", 150, 664)),
)
STACKED = (
    (("Job title", 50, 700),),
    (("Housing Options\nOfficer", 50, 688),),
    (("Agency", 50, 664),),
    (("Lantern Aid", 50, 652),),
)
LIE = (
    (("Tenancy type", 50, 700), ("Assured", 150, 640)),
    (("Tenancy owed", 50, 640), ("Secure", 150, 700)),
)


def read(data: bytes) -> Document:
    (found,) = open_document("form.pdf", data)
    assert isinstance(found, Document), found
    return found


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]


def test_a_table_without_rules_is_read_by_its_tags() -> None:
    found = read(pdf_maker.tagged_pdf(TIGHT))
    assert rows(found) == [["Tenancy type", "Secure"], ["Job title", "Housing Options Officer"], ["Agency", "Lantern Aid"]]
    assert not found.unsure()


def test_labels_above_their_answers_are_told_apart_by_tags() -> None:
    found = read(pdf_maker.tagged_pdf(STACKED))
    assert rows(found) == [["Job title"], ["Housing Options Officer"], ["Agency"], ["Lantern Aid"]]
    assert not found.unsure()


def test_a_structure_that_puts_a_value_beside_another_label_is_doubted() -> None:
    """Secure and Assured have changed places in the structure: a reader of the structure sees what nobody sees on the page."""
    found = read(pdf_maker.tagged_pdf(LIE))
    assert all(line.is_unsure for line in found.lines())
    assert found.doubts
    assert not any("Assured" in row and "Tenancy type" in row for row in rows(found))


def test_a_structure_that_leaves_visible_words_out_is_not_followed() -> None:
    partial = read(pdf_maker.tagged_pdf(TIGHT[:1] + TIGHT[2:], loose=[("and Assured", 190, 690)]))
    assert "and Assured" in partial.text


def test_words_outside_the_table_stay_lines() -> None:
    found = read(pdf_maker.tagged_pdf(TIGHT, loose=[("Property request form", 50, 760)]))
    assert found.text.split("\n")[0] == "Property request form"
    assert len(rows(found)) == 3


def test_a_file_that_calls_its_own_structure_suspect_is_read_by_its_places() -> None:
    assert not read(pdf_maker.tagged_pdf(LIE, suspect=True)).unsure()


@pytest.mark.parametrize("ring", [True, False])
def test_a_structure_that_makes_no_sense_harms_nothing(ring: bool) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_maker.tagged_pdf(TIGHT))))
    root = writer.root_object["/StructTreeRoot"].get_object()
    assert isinstance(root, DictionaryObject)
    table = root["/K"].get_object()
    assert isinstance(table, DictionaryObject)
    table[NameObject("/K")] = ArrayObject([root.raw_get("/K")]) if ring else NumberObject(10**9)
    out = BytesIO()
    writer.write(out)
    assert "Housing Options" in read(out.getvalue()).text


# ── words that are not whole ────────────────────────────────────────────────────────────────────────────────────────


def narrow(value: tuple[str, ...], *, right: float) -> bytes:
    def draw(page: Canvas) -> None:
        page.grid([50, 150, right], [670, 720])
        page.drawString(54, 706, "Email")
        for at, line in enumerate(value):
            page.drawString(154, 706 - 12 * at, line)

    return pdf_maker.printed_page(draw)


def test_an_address_that_filled_its_cell_goes_on_in_the_next_line() -> None:
    found = read(narrow(("olive.marsh@lantern.exampl", "e"), right=154 + 126))
    assert rows(found) == [["Email", "olive.marsh@lantern.example"]]
    assert not found.unsure()


def test_an_address_that_had_room_for_more_ends_with_its_line() -> None:
    assert rows(read(narrow(("a.marsh@lantern.example", "secure"), right=300))) == [["Email", "a.marsh@lantern.example secure"]]


def test_words_that_go_on_below_the_edge_of_their_box_only_propose() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 700, "Boroughs requested")
        page.saveState()
        clip = page.beginPath()
        clip.rect(200, 696, 200, 12)
        page.clipPath(clip, stroke=0)
        page.drawString(202, 700, "Brent, Ealing")
        page.drawString(202, 688, "Harrow, Barnet")
        page.restoreState()

    found = read(pdf_maker.printed_page(draw))
    assert "cut off" in found.only_proposes
    assert any("Barnet" in line.text for line in found.hidden)


def test_words_that_run_off_the_page_leave_the_rest_unsure() -> None:
    found = read(pdf_maker.printed_page(lambda page: page.drawString(520, 700, "Housing Options Officer")))
    assert found.unsure()


def test_a_value_in_the_middle_of_its_row_without_rules_leaves_its_page_unsure() -> None:
    def draw(page: Canvas) -> None:
        for top, label, values in ((700, "Areas to avoid", ("Haringey", "Enfield")), (660, "Pets", ("No",))):
            page.drawString(50, top, label)
            for at, value in enumerate(values):
                page.drawString(250, top + 7.5 * (len(values) - 1) - 15 * at, value)

    assert {line.text for line in read(pdf_maker.printed_page(draw)).unsure()} >= {"Haringey", "Enfield"}


def test_the_corner_of_a_box_to_write_in_is_no_tick() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(50, 700, "Housing Options Officer")
        page.line(300, 700, 306, 706)
        page.line(303, 700, 306, 703)

    assert read(pdf_maker.printed_page(draw)).text == "Housing Options Officer"


# ── our own faults ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fault_of_ours_is_told_and_not_taken_for_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(pdf_layout, "in_lines", breaks)
    with pytest.raises(KeyError, match="ours"):
        pdf_file.read_pdf("form.pdf", pdf_maker.tagged_pdf((), loose=[("Secure", 50, 700)]))


def test_a_file_cut_short_is_damaged_and_no_fault_of_ours() -> None:
    data = pdf_maker.tagged_pdf(TIGHT)
    assert isinstance(pdf_file.read_pdf("form.pdf", data[: len(data) // 3]), NotRead)
