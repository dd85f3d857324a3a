"""The same rows outside a word processor: printed and fillable PDF, a web page, plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from tests.support.pdf_maker import fillable_pdf, filled
from tests.support.shelf.paper import Line

SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=SMALL, fontName="Helvetica-Bold")
TICK, BOX = '<font name="ZapfDingbats">\u2714</font>', '<font name="ZapfDingbats">\u274f</font>'


def printed(rows: Sequence[Line], *, title: str, ruled: bool = True, label_above: bool = False) -> bytes:
    """A form that was filled in and printed: text on pages, with or without rules."""
    out = BytesIO()
    made = SimpleDocTemplate(out, pagesize=A4, invariant=1, topMargin=40, bottomMargin=40, title="")
    both = [_cells(row) for row in rows]
    stacked = [[each] for row, pair in zip(rows, both, strict=True) for each in (pair if row.question else pair[:1])]
    cells = stacked if label_above else both
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else [])]
    made.build([Paragraph(title, BOLD), Spacer(1, 8), Grid(cells, colWidths=[480] if label_above else [220, 270], style=look)])
    return out.getvalue()


def _cells(row: Line) -> list[Paragraph | str]:
    if not row.question:
        return [Paragraph(escape(row.label), BOLD), ""]
    return [Paragraph(escape(row.label), SMALL), Paragraph(_looks(row.text), SMALL) if row.text else ""]


def _looks(text: str) -> str:
    made = re.sub(r"~~(.+?)~~", r"<strike>\1</strike>", escape(text, quote=False))
    made = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", made)
    return made.replace("☒", TICK).replace("☐", BOX).replace("\n", "<br/>")


def fillable(rows: Sequence[Line], *, names: str = "key", tooltips: bool = True, ruled: bool = True, flat: bool = False) -> bytes:
    """A fillable form, filled in; fields are named by key, by number («Text7»), or by a slug of the label.

    Flattened ones have no buttons: two buttons of one name would get one look.
    """
    asked = [row for row in rows if row.question]
    named = [(_name(row, at, names), row) for at, row in enumerate(asked, 1)]
    blank = fillable_pdf(
        [(name, row.label, "yes_no" if _is_boxes(row.text) and not flat else "text") for name, row in named],
        tooltips=tooltips,
        ruled=ruled,
    )
    values = {name: _value(row.text, flat=flat) for name, row in named if row.text}
    return _flattened(blank, values) if flat else filled(blank, values)


def _name(row: Line, at: int, names: str) -> str:
    key = next(iter(row.truth), row.question) if len(row.truth) == 1 else row.question
    slug = "_".join(re.findall(r"[A-Za-z0-9]+", row.label))[:40]
    return {"key": key, "number": f"Text{at}", "slug": slug}[names]


def _is_boxes(text: str) -> bool:
    return text in ("☒ Yes ☐ No", "☐ Yes ☒ No", "Yes ☒ No ☐", "Yes ☐ No ☒")


def _value(text: str, *, flat: bool) -> str:
    if _is_boxes(text) and flat:
        return "Yes" if text in ("☒ Yes ☐ No", "Yes ☒ No ☐") else "No"
    if _is_boxes(text):
        return "/Yes" if text in ("☒ Yes ☐ No", "Yes ☒ No ☐") else "/No"
    spoken = re.sub(r"☐ (Yes|No)|(Yes|No) ☐|☒ ?| ☒", "", text)
    return " ".join(spoken.replace("\n", ", ").split())


def _flattened(blank: bytes, values: dict[str, str]) -> bytes:
    """The answers made part of the page, the fields thrown away: «printed to PDF» out of a viewer."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(blank)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False, flatten=True)
    writer.remove_annotations(subtypes="/Widget")
    writer.root_object.pop("/AcroForm", None)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def web_page(rows: Sequence[Line], *, title: str, shape: str = "table") -> bytes:
    """A form saved as a web page: a table, or a list of terms."""
    head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>"
    body = "".join(_web_row(row, shape) for row in rows)
    return f"{head}<{shape}>{body}</{shape}></body></html>\n".encode()


def _web_row(row: Line, shape: str) -> str:
    label, text = escape(row.label), escape(row.text).replace("\n", "<br>")
    text = re.sub(r"~~(.+?)~~", r"<s>\1</s>", text)
    for mark, tag in (("**", "b"), ("==", "mark"), ("__", "u")):
        text = re.sub(rf"{re.escape(mark)}(.+?){re.escape(mark)}", rf"<{tag}>\1</{tag}>", text)
    if shape == "dl":
        return f"<dt>{label}</dt><dd>{text}</dd>" if row.question else f"<dt><b>{label}</b></dt><dd></dd>"
    return f"<tr><th>{label}</th><td>{text}</td></tr>" if row.question else f"<tr><th colspan='2'>{label}</th></tr>"


def plain_text(rows: Sequence[Line], *, title: str, shape: str = "colon") -> bytes:
    """A form typed into a text file: «Label: answer», or the label and the answer below it."""
    made = [title, "=" * len(title), ""]
    for row in rows:
        if not row.question:
            made += ["", row.label, "-" * len(row.label)]
        elif shape == "colon":
            made.append(f"{row.label}{'' if row.label[-1] in ':?' else ':'} {row.text.replace(chr(10), ', ')}")
        else:
            made += [row.label, f"  {row.text}".replace("\n", "\n  "), ""]
    return ("\r\n".join(made) + "\r\n").encode()
