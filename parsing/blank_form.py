"""The scheme's blank forms, made from the same declared questions that read them back (R024: no place for a name).

Each answer's control carries its question's key as its name, a box «key.choice»: a form that was filled in with them is read
by name, and by its printed questions as well. The same scheme gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from parsing.form import Form, Question
from scheme.agreement import Scheme

Node: TypeAlias = Any  # an element of python-docx or a canvas of reportlab; none leave this module

_KEPT = "\u00a0"  # no line ends between a box and its words
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
# At the head of every page. The form's own reader meets these lines too: none may look like a question of any form.
_ADVICE = (
    "Please leave out whatever shows who somebody is. No names, addresses or dates of birth of the household are asked for.",
    "Leave a question empty rather than guess. The coordinator will ask you.",
)
_HINTS = {
    "date": "day/month/year",
    "people": "Age and sex of each, for example F 34, M 9",
    "floor": "A number, or ground",
    "areas": "Tick each",
    "grounds": "Tick each that applies",
}
_PROMPTS = {"date": "Click or tap to enter a date.", "one_of": "Choose an item."}
_ROOM_FOR_MORE = ("people",)
_DEFAULT_SECTION = "The form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a question is put on the page."""

    key: str
    label: str
    hint: str
    sort: str  # text, date, one_of or boxes
    choices: tuple[str, ...] = ()
    lines: int = 1


def asked(question: Question, scheme: Scheme) -> Asked:
    """The question as it is printed: its choices are the scheme's where they are about areas, landlords or grounds."""
    sort = question.answer.sort
    choices = {
        "yes_no": ("Yes", "No"),
        "one_of": tuple(choice.label for choice in question.answer.choices),
        "area": tuple(area.name for area in scheme.areas),
        "areas": tuple(area.name for area in scheme.areas),
        "ground": tuple(ground.label for ground in scheme.grounds),
        "grounds": tuple(ground.label for ground in scheme.grounds),
    }.get(sort, ())
    kinds = {
        "yes_no": "boxes",
        "areas": "boxes",
        "grounds": "boxes",
        "area": "one_of",
        "ground": "one_of",
        "one_of": "one_of",
        "date": "date",
    }
    return Asked(
        key=question.key,
        label=question.labels[0],
        hint=question.note or _HINTS.get(sort, ""),
        sort=kinds.get(sort, "text"),
        choices=choices,
        lines=3 if sort in _ROOM_FOR_MORE else 1,
    )


def sections(form: Form, scheme: Scheme) -> Iterator[tuple[str, list[Asked]]]:
    for section in form.sections:
        yield section or _DEFAULT_SECTION, [asked(each, scheme) for each in form.questions if each.section == section]


def _title(form: Form) -> str:
    return form.title if form.title.lower().endswith("form") else f"{form.title} form"


def _in_lines(choices: Sequence[str]) -> list[Sequence[str]]:
    """Short answers stand in one line, the items of long lists two or three to a line, long wordings alone."""
    if len(choices) <= 3:
        return [choices]
    across = 1 if max(map(len, choices)) > 24 else 2 if max(map(len, choices)) > 14 else 3
    return [choices[at : at + across] for at in range(0, len(choices), across)]


# ------------------------------------------------------------------------------------------------ Word


def write_blank(form: Form, scheme: Scheme) -> bytes:
    """The form as a .docx: headings, and tables of question and content control."""
    document = docx.Document()
    _set_page(document)
    document.add_heading(_title(form), level=0)
    header = document.sections[0].header
    header.paragraphs[0].text = _ADVICE[0]
    for advice in _ADVICE[1:]:
        header.add_paragraph(advice)
    for heading, questions in sections(form, scheme):
        document.add_heading(heading, level=1)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for each in questions:
            _word_row(table.add_row(), each)
        document.add_paragraph()
    out = BytesIO()
    document.save(out)
    return _stable(out.getvalue())


def _set_page(document: Node) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for language in document.styles.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lang"):
        language.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "en-GB")


def _word_row(row: Node, question: Asked) -> None:
    label, answer = row.cells
    label.paragraphs[0].add_run(question.label).bold = True
    if question.hint:
        label.add_paragraph(f"({question.hint})").runs[0].font.size = Pt(9)
    holder = answer.paragraphs[0]._p
    for at, xml in enumerate(_controls(question)):
        if at:
            holder = answer.add_paragraph()._p
        for control in parse_xml(f"<w:p {nsdecls('w')} {_W14}>{xml}</w:p>"):
            holder.append(control)


def _controls(question: Asked) -> list[str]:
    """The answer's paragraphs as OOXML."""
    if question.sort == "boxes":
        return ["".join(_box(question, choice) for choice in line) for line in _in_lines(question.choices)]
    kind = {"text": '<w:text w:multiLine="1"/>', "date": _DATE, "one_of": _drop_down(question)}[question.sort]
    prompt = _PROMPTS.get(question.sort, "Click or tap here to enter text.")
    return [_control(question.key, question.label, kind, _run(prompt, style="PlaceholderText"), empty=True)]


_DATE = (
    '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)


def _drop_down(question: Asked) -> str:
    items = "".join(f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>" for each in question.choices)
    return f'<w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>{items}</w:dropDownList>'


def _box(question: Asked, choice: str) -> str:
    kind = (
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    name = f"{question.key}.{choice}"
    words = _run(f" {choice}".replace(" ", _KEPT) + "    ")
    return _control(name, f"{question.label}: {choice}", kind, _run("☐")) + words


def _control(tag: str, title: str, kind: str, inner: str, *, empty: bool = False) -> str:
    names = f"<w:alias w:val={quoteattr(title[:64])}/><w:tag w:val={quoteattr(tag[:64])}/>"
    showing = "<w:showingPlcHdr/>" if empty else ""
    return f"<w:sdt><w:sdtPr>{names}{showing}{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _run(text: str, *, style: str = "") -> str:
    grey = '<w:rPr><w:color w:val="595959"/></w:rPr>' if style else ""
    return f'<w:r>{grey}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


_XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = b"http://schemas.openxmlformats.org/"
_EMPTY_PROPERTIES = {
    "docProps/core.xml": _XML_HEAD + b'<cp:coreProperties xmlns:cp="%spackage/2006/metadata/core-properties"/>' % _OOXML,
    "docProps/app.xml": _XML_HEAD + b'<Properties xmlns="%sofficeDocument/2006/extended-properties"/>' % _OOXML,
}


_OF_TEMPLATE = re.compile(rb"<(?:Relationship|Override) [^<>]*(?:thumbnail|customXml)[^<>]*/>")


def _stable(package: bytes) -> bytes:
    """The same parts in the same order with one date, without properties and without the template's picture and data."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = _EMPTY_PROPERTIES.get(name) or made.read(name)
            if name == "docProps/thumbnail.jpeg" or name.startswith("customXml/"):
                continue
            if name.endswith(".rels") or name == "[Content_Types].xml":
                content = _OF_TEMPLATE.sub(b"", content)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, content)
    return out.getvalue()


# ------------------------------------------------------------------------------------------------ PDF

_LEFT, _MIDDLE, _RIGHT = 45, 235, 550  # points from the left edge: labels, answers, margin
_TOP, _BOTTOM, _LINE = 800, 60, 16


def write_blank_pdf(form: Form, scheme: Scheme) -> bytes:
    """The form as a fillable PDF: the same questions in the same order, each field named by its key."""
    out = BytesIO()
    sheet = _Sheet(Canvas(out, pagesize=A4, invariant=True, lang="en-GB"))
    sheet.canvas.setTitle(_title(form))
    sheet.canvas.setAuthor("")
    sheet.words(_title(form), font="Helvetica-Bold", size=18)
    for heading, questions in sections(form, scheme):
        sheet.words(heading, font="Helvetica-Bold", size=13, room_after=60)
        for each in questions:
            sheet.row(each)
    sheet.canvas.save()
    return out.getvalue()


class _Sheet:
    """A page being written from the top down; a new one is begun where the next row finds no room."""

    def __init__(self, canvas: Node) -> None:
        self.canvas = canvas
        self._begin_page()

    def _begin_page(self) -> None:
        self.y = _TOP
        for advice in _ADVICE:
            self.words(advice, font="Helvetica", size=8)

    def words(self, text: str, *, font: str, size: int, room_after: int = 0) -> None:
        lines = simpleSplit(text, font, size, _RIGHT - _LEFT)
        self._room(len(lines) * (size + 3) + 10 + room_after)
        self.canvas.setFont(font, size)
        for line in lines:
            self.y -= size + 3
            self.canvas.drawString(_LEFT, self.y, line)
        self.y -= 7

    def row(self, question: Asked) -> None:
        label = simpleSplit(question.label, "Helvetica-Bold", 10, _MIDDLE - _LEFT - 8)
        hint = simpleSplit(f"({question.hint})", "Helvetica", 8, _MIDDLE - _LEFT - 8) if question.hint else []
        lines = _in_lines(question.choices) if question.sort == "boxes" else []
        height = max(13 * len(label) + 10 * len(hint) + (9 if hint else 0) + 8, _LINE * max(len(lines), question.lines) + 8)
        self._room(height)
        self.canvas.grid([_LEFT, _MIDDLE, _RIGHT], [self.y - height, self.y])
        self._label(label, hint)
        if lines:
            self._boxes(question, lines)
        else:
            self._field(question, height)
        self.y -= height

    def _label(self, label: list[str], hint: list[str]) -> None:
        at = self.y
        for lines, font, size, step in ((label, "Helvetica-Bold", 10, 13), (hint, "Helvetica", 8, 10)):
            self.canvas.setFont(font, size)
            for line in lines:
                at -= step
                self.canvas.drawString(_LEFT + 4, at, line)
            at -= 9  # so that the hint is no continuation of the label

    def _boxes(self, question: Asked, lines: Sequence[Sequence[str]]) -> None:
        self.canvas.setFont("Helvetica", 9)
        width = (_RIGHT - _MIDDLE - 8) / max(map(len, lines))
        for down, line in enumerate(lines, 1):
            for across, choice in enumerate(line):
                x, y = _MIDDLE + 5 + across * width, self.y - down * _LINE
                tip = f"{question.label}: {choice}"
                self.canvas.acroForm.checkbox(name=f"{question.key}.{choice}", tooltip=tip, x=x, y=y, size=11, borderWidth=1)
                self.canvas.drawString(x + 15, y + 2, choice)

    def _field(self, question: Asked, height: int) -> None:
        place = {"x": _MIDDLE + 4, "y": self.y - height + 4, "width": _RIGHT - _MIDDLE - 8, "height": height - 8}
        form, look = self.canvas.acroForm, {"borderWidth": 0, "fontSize": 10, "tooltip": question.label}
        if question.sort == "one_of":
            form.choice(name=question.key, options=[" ", *question.choices], value=" ", **look, **place)
        else:
            form.textfield(name=question.key, fieldFlags="multiline" if question.lines > 1 else "", maxlen=2000, **look, **place)

    def _room(self, height: int) -> None:
        if self.y - height < _BOTTOM:
            self.canvas.showPage()
            self._begin_page()
