"""PDF forms for the tests: printed ones (ruled or not) and fillable ones, filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)
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


Tagged = Sequence[Sequence[tuple[str, float, float]]]  # rows of cells: words, from the left, from the bottom


def tagged_pdf(rows: Tagged, *, loose: Sequence[tuple[str, float, float]] = (), suspect: bool = False) -> bytes:
    """A page whose structure tells of a table; each line of a cell (parted by a line break) stands 12 points below the last."""
    marked: list[str] = []
    for number, (words, x, y) in enumerate(cell for row in rows for cell in row):
        lines = "".join(f"1 0 0 1 {x} {y - 12 * at} Tm ({line}) Tj " for at, line in enumerate(words.split("\n")))
        marked.append(f"/TD <</MCID {number}>> BDC BT /F1 10 Tf {lines}ET EMC")
    marked += [f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET" for words, x, y in loose]
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    page[NameObject("/Resources")] = _dictionary(Font=_dictionary(F1=writer._add_object(fonts)))
    stream = DecodedStreamObject()
    stream.set_data("\n".join(marked).encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    counted = iter(range(len(marked)))
    made: list[PdfObject] = [
        _element(writer, "TR", [_element(writer, "TD", NumberObject(next(counted)), page) for _ in row], page) for row in rows
    ]
    root = _dictionary(Type=NameObject("/StructTreeRoot"), K=_element(writer, "Table", made, page))
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    writer.root_object[NameObject("/MarkInfo")] = _dictionary(Marked=BooleanObject(True), Suspects=BooleanObject(suspect))
    return _written(writer)


def _element(writer: PdfWriter, kind: str, kids: PdfObject | list[PdfObject], page: DictionaryObject) -> PdfObject:
    inner = ArrayObject(kids) if isinstance(kids, list) else kids
    made = _dictionary(S=NameObject(f"/{kind}"), K=inner)
    if page.indirect_reference is not None:
        made[NameObject("/Pg")] = page.indirect_reference
    return writer._add_object(made)


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
