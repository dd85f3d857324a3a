"""The circular's facts as a Word form that we made ourselves: never a copy of the one that came in (D5, D8).

python-docx starts every document from a template with a thumbnail, a theme, a customXml part and its maker's name. Only
the parts in KEPT leave this module, with fixed properties, in a fixed order and with a fixed date: the same facts give
the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row

KEPT_STYLES = frozenset({"Normal", "Heading1", "DefaultParagraphFont", "TableNormal", "TableGrid", "NoList"})
KEPT = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.STYLES)
HEADER = ("Question", "Answer")
WIDTHS = (Cm(6), Cm(10.5))
FONT = "Arial"
FIXED_DAY = datetime(2000, 1, 1, tzinfo=UTC)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can name


def rebuilt_form(*, title: str, facts: tuple[tuple[str, str], ...]) -> bytes:
    """A title and a table of two columns, as the bytes of a .docx."""
    document = Document(io.BytesIO(_empty()))
    document.add_paragraph(title, style="Heading 1")
    _add_facts(document, facts)
    held = io.BytesIO()
    document.save(held)
    return _packed_again(held.getvalue())


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """The form without words, made once: the library's template takes longer to read than all the rest."""
    document = Document()
    _strip(document)
    _set_style(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _strip(document: WordDocument) -> None:
    """Drops every part that python-docx's template brings and a reader does not need, and what it says of its maker."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in KEPT]:
            del relations[key]
    properties = document.core_properties
    for name in (
        "author",
        "last_modified_by",
        "comments",
        "keywords",
        "subject",
        "category",
        "content_status",
        "identifier",
        "title",
    ):
        setattr(properties, name, "")
    properties.language, properties.version, properties.revision = "en-GB", "", 1
    properties.created = properties.modified = FIXED_DAY.replace(tzinfo=None)


def _set_style(document: WordDocument) -> None:
    """One plain font, said to every script and without the theme, which has been dropped."""
    for name, size in (("Normal", 11), ("Heading 1", 16)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0x1D, 0x1D, 0x1B)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(12)
    _prune_styles(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin = page.bottom_margin = Cm(2.5)


def _prune_styles(document: WordDocument) -> None:
    """Only the styles that the form uses: the template's hundreds would be most of the file, and all of the search for leaks."""
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:latentStyles") or (style.tag == qn("w:style") and style.get(qn("w:styleId")) not in KEPT_STYLES):
            styles.remove(style)
    for linked in list(styles.iter(qn("w:link"), qn("w:next"), qn("w:rsid"))):
        linked.getparent().remove(linked)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    section = document.sections[0]._sectPr
    for name in [name for name in section.attrib if "rsid" in name]:
        del section.attrib[name]


def _add_facts(document: WordDocument, facts: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _mark_as_header(_add_row(table, HEADER, bold=(True, True), shade="E6E6E6"))
    for fact in facts:
        _add_row(table, fact, bold=(True, False))
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width


def _add_row(table: Table, words: tuple[str, str], *, bold: tuple[bool, bool], shade: str = "") -> _Row:
    row: _Row = table.add_row()
    for cell, text, heavy, width in zip(row.cells, words, bold, WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
        paragraph.add_run(text).bold = heavy
        if shade:
            _shade(cell, shade)
    return row


def _shade(cell: _Cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _mark_as_header(row: _Row) -> None:
    """A screen reader says the header with each cell, and Word repeats it on a second page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _packed_again(data: bytes) -> bytes:
    """The same parts in one order, without dates, attributes of a system, or anything between them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, date_time=ZIP_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return packed.getvalue()
