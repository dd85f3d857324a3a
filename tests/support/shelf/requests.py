"""Property requests of the shelf: clean ones in every voice, layout and flavour, and in every kind of file."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from tests.support.shelf.answers import Answers, Hand, fill
from tests.support.shelf.flavours import FLAVOURS, boxed_title
from tests.support.shelf.layouts import GUIDANCE, LAYOUTS
from tests.support.shelf.paper import Line, Paper
from tests.support.shelf.printed import fillable, plain_text, printed, web_page
from tests.support.shelf.voices import TITLES, VOICES, lines, truth_of
from tests.support.word_maker import paragraph, word_file

KIND = "property_request"
FOOTERS = ("Form version 4.1, April 2019", "PLHR form v3 – page 1 of 2", "", "OFFICIAL-SENSITIVE when complete")
WAYS = ("plain", "plain", "run_sdt", "cell_sdt", "legacy_text", "dropdown", "block_sdt")
TICKS = ("w14_tick", "legacy_tick", "sym_tick", "literal_tick")


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - drawing samples, no secret


def way_of(draw: random.Random, row: Line, flavour: str) -> str:
    """How the answer was entered. Google and Pages know no controls: they write the signs themselves."""
    if not row.question:
        return ""
    boxes = "☒" in row.text or "☐" in row.text
    if flavour in ("docx-google", "docx-pages"):
        return "literal_tick" if boxes else "plain"
    if boxes:
        return "grid" if row.question == "wanted" and draw.random() < 0.5 else draw.choice(TICKS)
    if "date" in row.question and row.question != "consent_and_date":
        return draw.choice(("plain", "date", "legacy_text"))
    if "@" in row.text or any(mark in row.text for mark in ("~~", "**", "==", "__", "\n")) or not row.text:
        return "plain"
    return draw.choice(WAYS)


def word_form(
    rows: Sequence[Line],
    draw: random.Random,
    *,
    title: str,
    layout: str,
    flavour: str = "docx",
    after: str = "",
    ruled: bool = False,
    **around: object,
) -> bytes:
    """The rows as a word-processor file."""
    written = [(row.label, row.text, way_of(draw, row, flavour)) for row in rows]
    head = boxed_title(title) if flavour == "docx-pages" else paragraph(title, style="Title")
    body = head + paragraph(draw.choice(GUIDANCE)) + LAYOUTS[layout](written) + after
    body = with_rules(body) if ruled else body
    author = next((row.text for row in rows if row.question == "name"), "")
    return word_file(FLAVOURS[flavour](body, draw), author=author, footer=draw.choice(FOOTERS), **around)  # type: ignore[arg-type]


EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def with_rules(body: str) -> str:
    """Tables as wide as the page, every cell ruled off, as forms are printed."""
    columns = max(grid.count("<w:gridCol ") for grid in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body))
    wide = body.replace('w:w="2400"', f'w:w="{9600 // columns}"')
    return wide.replace("</w:tblPr>", f"<w:tblBorders>{EDGES}</w:tblBorders></w:tblPr>")


def clean_rows(seed: int, voice: str, *, looks: bool = True) -> tuple[list[Line], random.Random]:
    draw = dice(seed)
    said: Answers = fill(Hand(draw=draw, looks=looks))
    return lines(voice, said), draw


def clean(seed: int, voice: str, layout: str, flavour: str = "docx", *, label: str = "") -> Paper:
    rows, draw = clean_rows(seed, voice)
    data = word_form(rows, draw, title=TITLES[voice], layout=layout, flavour=flavour)
    return Paper(
        name=f"{label or flavour.partition('-')[2] or 'word'}_{voice}_{layout}",
        kind=KIND,
        format=flavour,
        layout=layout,
        data=data,
        truth=truth_of(rows),
    )


def _of_word() -> Iterator[Paper]:
    """Every layout in at least two voices."""
    voices, layouts = tuple(VOICES), tuple(LAYOUTS)
    for at, layout in enumerate(layouts):
        yield clean(20_000 + at, voices[at % 5], layout)
        yield clean(21_000 + at, voices[(at + 2) % 5], layout)


def _of_others() -> Iterator[Paper]:
    voices, layouts = (
        tuple(VOICES),
        ("two_column", "four_column", "split_tables", "label_in_cell", "merged", "paragraphs", "nested"),
    )
    for at, layout in enumerate(layouts):
        yield clean(22_000 + at, voices[at % 5], layout, "docx-google")
        yield clean(23_000 + at, voices[(at + 3) % 5], layout, "docx-pages")


_SAVED = (
    ("public", "two_column"),
    ("older", "four_column"),
    ("council", "split_tables"),
    ("agency", "label_above"),
    ("newer", "merged"),
    ("council", "numbered"),
    ("public", "text_boxes"),
    ("older", "repeated_header"),
)
_PRINTED = (
    ("public", "two_column"),
    ("older", "two_column"),
    ("council", "two_column"),
    ("agency", "four_column"),
    ("newer", "split_tables"),
    ("public", "guided"),
    ("older", "repeated_header"),
    ("council", "numbered"),
    ("agency", "label_above"),
    ("newer", "four_column"),
)
FOREIGN: Sequence[tuple[str, str, str, str]] = (  # format, ending, voice, layout
    *(("docx-libreoffice", ".docx", voice, layout) for voice, layout in _SAVED),
    *(("pdf-word", ".pdf", voice, layout) for voice, layout in _PRINTED),
    ("odt", ".odt", "public", "two_column"),
    ("odt", ".odt", "council", "split_tables"),
    ("doc", ".doc", "older", "two_column"),
    ("doc", ".doc", "newer", "four_column"),
    ("doc", ".doc", "public", "label_above"),
    ("rtf", ".rtf", "agency", "two_column"),
    ("rtf", ".rtf", "older", "split_tables"),
)


def _of_foreign_programs() -> Iterator[Paper]:
    for at, (sort, ending, voice, layout) in enumerate(FOREIGN):
        rows, draw = clean_rows(24_000 + at, voice)
        flavour = "docx-google" if ending == ".rtf" else "docx"  # tick boxes do not survive in RTF, signs do
        data = word_form(rows, draw, title=TITLES[voice], layout=layout, flavour=flavour, ruled=True)
        name = f"{sort.partition('-')[2] or sort}_{voice}_{layout}".replace("word_", "printed_")
        yield Paper(name=name, kind=KIND, format=sort, layout=layout, ending=ending, made_from=data, truth=truth_of(rows))


def _of_pdf() -> Iterator[Paper]:
    named = ("key", "number", "slug")
    for at, voice in enumerate((*VOICES, "public", "council", "agency")):
        rows, _ = clean_rows(25_000 + at, voice, looks=False)
        names, tooltips = named[at % 3], at % 3 == 1 or at % 2 == 0
        data = fillable(rows, names=names, tooltips=tooltips, ruled=at % 2 == 0)
        layout = f"fields_by_{names}"
        yield Paper(
            name=f"fillable_{voice}_{layout}",
            kind=KIND,
            format="pdf-acroform",
            layout=layout,
            ending=".pdf",
            data=data,
            truth=truth_of(rows),
        )
    for at, voice in enumerate((*VOICES, "older")):
        rows, _ = clean_rows(26_000 + at, voice, looks=False)
        layout = ("ruled", "unruled", "label_above")[at % 3]
        data = printed(rows, title=TITLES[voice], ruled=layout != "unruled", label_above=layout == "label_above")
        yield Paper(
            name=f"flat_{voice}_{layout}",
            kind=KIND,
            format="pdf-flat",
            layout=layout,
            ending=".pdf",
            data=data,
            truth=truth_of(rows),
        )
    for at, voice in enumerate(("public", "newer")):
        rows, _ = clean_rows(26_500 + at, voice, looks=False)
        data = fillable(rows, ruled=at == 0, flat=True)
        yield Paper(
            name=f"flattened_{voice}",
            kind=KIND,
            format="pdf-flat",
            layout="flattened_fields",
            ending=".pdf",
            data=data,
            truth=truth_of(rows),
        )


def _of_text() -> Iterator[Paper]:
    for at, voice in enumerate(("public", "older", "council", "newer")):
        rows, _ = clean_rows(27_000 + at, voice)
        shape = ("table", "dl")[at % 2]
        data = web_page(rows, title=TITLES[voice], shape=shape)
        yield Paper(
            name=f"web_{voice}_{shape}", kind=KIND, format="html", layout=shape, ending=".html", data=data, truth=truth_of(rows)
        )
    for at, voice in enumerate(("agency", "public", "council", "older")):
        rows, _ = clean_rows(28_000 + at, voice, looks=False)
        shape = ("colon", "below")[at % 2]
        data = plain_text(rows, title=TITLES[voice], shape=shape)
        yield Paper(
            name=f"text_{voice}_{shape}", kind=KIND, format="txt", layout=shape, ending=".txt", data=data, truth=truth_of(rows)
        )


SCANS: Sequence[tuple[str, str, str, int, float]] = (  # ending, voice, layout, dots an inch, turned by degrees
    (".png", "agency", "two_column", 110, 0.0),
    (".jpg", "agency", "two_column", 110, 0.6),
    (".pdf", "public", "two_column", 150, 0.0),
    (".pdf", "agency", "split_tables", 150, 0.4),
)


def scans() -> Iterator[tuple[Paper, str, int, float]]:
    """(paper, kind of picture, dots an inch, degrees): to be printed and photographed."""
    for at, (ending, voice, layout, dots, turned) in enumerate(SCANS):
        rows, draw = clean_rows(29_000 + at, voice, looks=False)
        data = word_form(rows, draw, title=TITLES[voice], layout=layout, flavour="docx-google", ruled=True)
        kind = {".png": "png", ".jpg": "jpeg", ".pdf": "pdf"}[ending]
        paper = Paper(
            name=f"scan_{kind}_{voice}_{layout}",
            kind=KIND,
            format=f"scan-{kind}",
            layout=layout,
            ending=ending,
            made_from=data,
            truth=truth_of(rows),
        )
        yield paper, kind, dots, turned


def papers() -> Iterator[Paper]:
    for made in (_of_word, _of_others, _of_foreign_programs, _of_pdf, _of_text):
        yield from made()
