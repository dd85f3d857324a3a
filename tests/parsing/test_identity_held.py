"""Papers that tell who the applicant is, and clean ones, in every place; written before the rules were looked at (R029).

A line of `identity_held.txt`: T or C (telling, clean) | place | words | what must stand nowhere in what is given out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text

from parsing.read import read_file
from parsing.readings import as_json
from scheme.agreement import load, shipped
from tests.support.pdf_maker import form_pdf
from tests.support.word_maker import cell, form_docx, paragraph, table, word_file

SCHEME = load(shipped("pan_london"))
ANSWERS = {
    "Applicant has given consent": "Yes",
    "Applicant's landlord": "Peabody",
    "Borough of residence": "Hackney",
    "Tenancy type": "Secure",
    "Where is the applicant living now?": "Refuge",
    "Rent arrears": "No",
    "Details of adults (above 18) requesting to move": "F 34",
    "Details of children": "F 9, M 7",
    "Bedrooms requested": "3",
    "Boroughs requested": "Sutton, Merton, Kingston, Croydon, Bromley",
    "Reason for request": "Domestic abuse",
    "Support in place": "Harbour Support",
    "Nominating officer name": "Dawn Reeve",
    "Agency": "Lantern House",
    "Nominating officer email": "dawn.reeve@lantern.example",
    "Nominating officer phone": "020 7946 0123",
    "Brief summary of risk": "High risk, MARAC 1 March 2026.",
}
CELLS = {
    "summary": "Brief summary of risk",
    "children": "Details of children",
    "adults": "Details of adults (above 18) requesting to move",
    "support": "Support in place",
    "areas": "Boroughs requested",
    "risk": "Reason for request",
    "landlord": "Applicant's landlord",
    "staying": "Where is the applicant living now?",
    "arrears": "Rent arrears",
    "officer": "Nominating officer name",
}
PROPERTIES = {"title": "dc:title", "keywords": "cp:keywords", "description": "dc:description"}
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><{tag}>{words}</{tag}></cp:coreProperties>'
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="Client"><vt:lpwstr>{words}</vt:lpwstr></property></Properties>'
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{words}"/></wp:inline></w:drawing></w:r></w:p>'
)
BOX = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
IN_FORM = {
    "comment": "comments",
    "deleted": "deleted",
    "header": "header",
    "footer": "footer",
    "hidden": "hidden_words",
}


def held() -> Iterator[Any]:
    for line in (Path(__file__).parent / "identity_held.txt").read_text(encoding="utf-8").splitlines():
        kind, place, words, *told = line.split("|")
        yield pytest.param(kind == "T", place, words, tuple(told[0].split(";")) if told else (), id=f"{kind}-{place}-{words}")


def paper(place: str, words: str) -> tuple[str, bytes]:
    """A filled form that holds the words in that place: (file name, bytes)."""
    label = place.removeprefix("row:") if place.startswith("row:") else CELLS.get(place)
    rows = list((ANSWERS | ({label: words} if label else {})).items())
    if place in ("mail", "body"):
        return "request.eml", _mail(place, words, form_docx(rows))
    if place.startswith("pdf"):
        return "form.pdf", _pdf(place, words, form_pdf(rows))
    if place in IN_FORM:
        inside: dict[str, Any] = {IN_FORM[place]: (words,) if place == "comment" else words}
        return "form.docx", form_docx(rows, **inside)
    if label or place == "file":
        return words if place == "file" else "form.docx", form_docx(rows)
    return "form.docx", _with_part(place, words, rows)


def _with_part(place: str, words: str, rows: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"<w:tr>{cell(paragraph(label))}{cell(paragraph(value))}</w:tr>" for label, value in rows)
    body = {"alt": PICTURE.format(words=escape(words)), "textbox": BOX.format(words=paragraph(words))}.get(place, "")
    parts = {}
    if place in PROPERTIES:
        parts["docProps/core.xml"] = CORE.format(tag=PROPERTIES[place], words=escape(words)).encode()
    if place == "custom":
        parts["docProps/custom.xml"] = CUSTOM.format(words=escape(words)).encode()
    assert body or parts, place
    return word_file(table(lines, columns=2) + body, extra_parts=parts)


def _mail(place: str, words: str, form: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Dawn Reeve <dawn.reeve@lantern.example>", "reciprocal@reciprocal.example"
    mail["Subject"] = words if place == "mail" else "Property request"
    mail["Message-ID"], mail["Date"] = "<a@lantern.example>", "Mon, 02 Mar 2026 10:00:00 +0000"
    mail.set_content(f"{words if place == 'body' else 'Please find attached.'}\n\nKind regards\nDawn Reeve\n")
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    mail.add_attachment(form, maintype="application", subtype=kind, filename="form.docx")
    return mail.as_bytes()


def _pdf(place: str, words: str, form: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form)))
    if place == "pdfnote":
        writer.add_annotation(0, Text(rect=(50, 50, 80, 80), text=words))
    else:
        writer.add_metadata({{"pdftitle": "/Title", "pdfsubject": "/Subject"}[place]: words})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("telling", "place", "words", "hidden"), list(held()))
def test_what_tells_is_found_and_shown_masked_and_nothing_else(
    telling: bool, place: str, words: str, hidden: tuple[str, ...]
) -> None:
    mail = read_file(*paper(place, words), SCHEME)
    found = [each for reading in mail.readings for each in getattr(reading, "identity", ())]
    assert mail.readings
    assert bool(found) is telling
    given = f"{json.dumps(as_json(mail, 'x'), ensure_ascii=False)} {found}".casefold()
    assert not [each for each in hidden if re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", given)]
