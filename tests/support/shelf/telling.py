"""Requests that tell who the applicant is, where nobody looks: file name, properties, comments, pictures' descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.support.shelf.paper import Line, Paper
from tests.support.shelf.requests import clean_rows, word_form
from tests.support.shelf.voices import TITLES, truth_of
from tests.support.word_maker import deletion, paragraph

NAME = "Maria Testcase"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="Picture 1" descr="Photo of Maria Testcase at the front door"/>'
    '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Maria Testcase, property request</dc:title></cp:coreProperties>'
)
# Name, further rows of the form, what stands around the form, the file's own name where that tells.
TELLING: Sequence[tuple[str, Sequence[tuple[str, str]], Mapping[str, Any], str]] = (
    ("row_client_name", (("Client’s full name", NAME),), {}, ""),
    ("row_address", (("Applicant’s current address", "14 Example Road, ZZ99 9ZZ"),), {}, ""),
    ("row_phone", (("Applicant’s telephone number", "07700 900777"),), {}, ""),
    ("row_perpetrator", (("Name of perpetrator", "John Testcase"),), {}, ""),
    ("file_name", (), {}, "Maria_Testcase_property_request"),
    ("title_property", (), {"extra_parts": {"docProps/core.xml": CORE.encode()}}, ""),
    ("comment", (), {"comments": ("Ms Testcase says the flat is damp",)}, ""),
    ("tracked_deletion", (), {"deleted": f"Applicant: {NAME}"}, ""),
    ("picture_description", (), {"picture": True}, ""),
    ("header", (), {"header": f"Client: {NAME}"}, ""),
    ("footnote", (), {"footnote": "DOB 04/05/1990"}, ""),
    ("summary_surname", (("Brief summary of risk", "Ms Testcase was followed home from work."),), {}, ""),
    ("summary_insurance", (("Any other information", "NI number QQ 12 34 56 C"),), {}, ""),
)


def papers() -> Iterator[Paper]:
    for at, (name, rows, around, own_name) in enumerate(TELLING):
        asked, draw = clean_rows(40_000 + at, ("public", "older", "council", "agency", "newer")[at % 5])
        voice = ("public", "older", "council", "agency", "newer")[at % 5]
        cut = next(number for number, row in enumerate(asked) if row.question == "overcrowded") + 1
        asked = [*asked[:cut], *(Line(question="other", label=label, text=text) for label, text in rows), *asked[cut:]]
        yield Paper(
            name=own_name or f"telling_{name}",
            kind="property_request",
            format="docx",
            layout="two_column",
            data=_made(asked, draw, voice, dict(around)),
            truth=truth_of(asked),
            clean=False,
            identity=True,
        )


def _made(rows: list[Line], draw: Any, voice: str, around: dict[str, Any]) -> bytes:
    after = PICTURE if around.pop("picture", False) else ""
    if deleted := around.pop("deleted", ""):
        after += f"<w:p>{deletion(deleted)}</w:p>"
    return word_form(rows, draw, title=TITLES[voice], layout="two_column", after=after or paragraph(""), **around)
