"""PDF forms for the tests: printed ones (ruled or not) and fillable ones, filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfgen.canvas import Canvas

LEFT, MIDDLE, RIGHT, ROW = 50, 250, 545, 24


def canvas(out: BytesIO) -> Canvas:
    """A page whose bytes do not depend on the clock."""
    return Canvas(out, pagesize=A4, invariant=True)


def form_pdf(
    rows: Sequence[tuple[str, str]], *, title: str = "Property request form", ruled: bool = True, author: str = ""
) -> bytes:
    """A printed form: label and value side by side, ruled or not. ☒ and ☐ are drawn in ZapfDingbats, ~~x~~ is struck."""
    out = BytesIO()
    page = canvas(out)
    page.setAuthor(author)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(LEFT, 790, title)
    top = 770
    for label, value in rows:
        page.setFont("Helvetica", _size_for(label, MIDDLE - LEFT - 8))
        page.drawString(LEFT + 4, top - 16, label)
        _write(page, MIDDLE + 4, top - 16, value)
        if ruled:
            page.grid([LEFT, MIDDLE, RIGHT], [top - ROW, top])
        top -= ROW
        if top < 80:
            page.showPage()
            top = 790
    page.save()
    return out.getvalue()


def _size_for(text: str, width: float) -> float:
    """10 points, or smaller for a label that would run into the next column."""
    return min(10, 10 * width / max(1, pdfmetrics.stringWidth(text, "Helvetica", 10)))


def _write(page: Canvas, x: float, y: float, text: str) -> None:
    for part in _parts(text):
        font = "ZapfDingbats" if part in ("☒", "☐") else "Helvetica"
        struck = part.startswith("~~") and len(part) > 4
        shown = {"☒": "\u2714", "☐": "\u274f"}.get(part, part.strip("~") if struck else part)
        page.setFont(font, 10)
        page.drawString(x, y, shown)
        width = pdfmetrics.stringWidth(shown, font, 10)
        if struck:
            page.line(x, y + 3, x + width, y + 3)
        x += width


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"([☒☐]|~~.+?~~)", text) if part]


def fillable_pdf(fields: Iterable[tuple[str, str, str]], *, tooltips: bool = True, ruled: bool = False) -> bytes:
    """A blank AcroForm: (name, label, sort), sort being text, tick, choice or yes_no (two buttons of one set)."""
    out = BytesIO()
    page = canvas(out)
    top = 770
    for name, label, sort in fields:
        page.setFont("Helvetica", _size_for(label, MIDDLE - LEFT - 8))
        page.drawString(LEFT + 4, top - 16, label)
        page.setFont("Helvetica", 10)
        _field(page, page.acroForm, name, label if tooltips else "", sort, top - 20)
        if ruled:
            page.grid([LEFT, MIDDLE, RIGHT], [top - ROW, top])
        top -= ROW
        if top < 60:
            page.showPage()
            top = 790
    page.save()
    return out.getvalue()


def _field(page: Canvas, form: AcroForm, name: str, tooltip: str, sort: str, y: float) -> None:
    place = {"x": MIDDLE + 4, "y": y, "tooltip": tooltip or None, "borderWidth": 0}
    if sort == "tick":
        form.checkbox(name=name, size=14, **place)
        page.drawString(MIDDLE + 24, y + 4, "Yes")
    elif sort == "choice":
        form.choice(name=name, options=[" ", "Secure", "Assured"], value=" ", width=150, height=16, **place)
    elif sort == "yes_no":
        for at, answer in enumerate(("Yes", "No")):
            form.radio(name=name, value=answer, size=14, **{**place, "x": MIDDLE + 4 + 60 * at})
            page.drawString(MIDDLE + 24 + 60 * at, y + 4, answer)
    else:
        form.textfield(name=name, width=200, height=16, **place)


def filled(blank: bytes, values: dict[str, str]) -> bytes:
    """The blank form with these values; ticks and buttons by the name of their state («/Yes»)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank)))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    return _written(writer)


def encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    return _written(writer)


def with_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def printed_page(draw: Callable[[Canvas], None], *, size: tuple[float, float] = A4) -> bytes:
    """One page with whatever is drawn on it."""
    out = BytesIO()
    page = Canvas(out, pagesize=size, invariant=True)
    page.setFont("Helvetica", 10)
    draw(page)
    page.save()
    return out.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    """The same file with pages that say they are to be shown turned."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(degrees)
    return _written(writer)


def cropped(data: bytes, left: float, bottom: float, right: float, top: float) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        page[NameObject("/CropBox")] = ArrayObject([FloatObject(each) for each in (left, bottom, right, top)])
    return _written(writer)


def changed_fields(data: bytes, change: Callable[[str, DictionaryObject], None]) -> bytes:
    """The same form after `change(name, widget)` of each widget."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            widget = annotation.get_object()
            owner = widget if "/T" in widget else widget["/Parent"].get_object()
            change(str(owner.get("/T", "")), widget)
    return _written(writer)
