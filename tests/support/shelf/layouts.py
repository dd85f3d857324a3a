"""The shapes that a form takes in a word processor: each layout makes a body's OOXML of rows (label, value, way).

A row without a way is a section's heading. Ways are those of word_maker.WAYS, and "grid": ticks in a table within the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.support.word_maker import cell, entered, paragraph, runs, table, tick_of, value_cell

Row = tuple[str, str, str]
GUIDANCE = (
    "Please do not write the applicant’s name anywhere on this form.",
    "Return the form to the coordinator by secure e-mail.",
    "Please answer every question; incomplete forms will be returned.",
)
HINTS: Mapping[str, str] = {
    "Boroughs requested": "Please list as many as are safe",
    "Safe boroughs": "Tick all that apply",
    "Areas of choice": "Whole boroughs only",
    "5.2 Which boroughs would the applicant accept?": "at least five, please",
    "Boroughs considered safe": "Please list as many as are safe",
}


def _sections(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """(heading, its rows); the heading is empty for rows that stand before the first."""
    heading, held = "", []
    for row in rows:
        if row[2]:
            held.append(row)
            continue
        if held or heading:
            yield heading, held
        heading, held = row[0], []
    yield heading, held


def _pair(row: Row) -> str:
    return f"<w:tr>{cell(paragraph(row[0]))}{_value(row)}</w:tr>"


def _value(row: Row) -> str:
    label, text, way = row
    return cell(grid(text) + "<w:p/>") if way == "grid" else value_cell(label, text, way)


def _inside(row: Row) -> str:
    label, text, way = row
    return grid(text) + "<w:p/>" if way == "grid" else entered(label, text, way)


def grid(text: str, *, across: int = 3) -> str:
    """Ticks with their words, three across, as content controls."""
    boxes = text.split("\n")
    rows = [boxes[at : at + across] for at in range(0, len(boxes), across)]
    made = [[cell(f"<w:p>{runs(each, tick=tick_of('w14_tick'))}</w:p>") for each in row] for row in rows]
    padded = [[*row, *([cell("<w:p/>")] * (across - len(row)))] for row in made]
    return table("".join(f"<w:tr>{''.join(row)}</w:tr>" for row in padded), columns=across)


def _heading(text: str, *, span: int) -> str:
    return f"<w:tr>{cell(_bold(text), span=span)}</w:tr>"


def _bold(text: str) -> str:
    return "<w:p>" + runs(f"**{text}**") + "</w:p>"


def two_column(rows: Sequence[Row]) -> str:
    return table("".join(_pair(row) if row[2] else _heading(row[0], span=2) for row in rows), columns=2)


def four_column(rows: Sequence[Row]) -> str:
    made = []
    for heading, held in _sections(rows):
        made += [_heading(heading, span=4)] if heading else []
        for at in range(0, len(held), 2):
            cells = [cell(paragraph(row[0])) + _value(row) for row in held[at : at + 2]]
            cells += [cell("<w:p/>", span=2)] * (2 - len(cells))
            made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return table("".join(made), columns=4)


def label_above(rows: Sequence[Row]) -> str:
    made = [
        f"<w:tr>{cell(paragraph(row[0]))}</w:tr><w:tr>{_value(row)}</w:tr>" if row[2] else _heading(row[0], span=1)
        for row in rows
    ]
    return table("".join(made), columns=1)


def label_in_cell(rows: Sequence[Row]) -> str:
    """The label in bold, the answer in the paragraph below it, both in one cell."""
    made = [f"<w:tr>{cell(_bold(row[0]) + _inside(row))}</w:tr>" if row[2] else _heading(row[0], span=1) for row in rows]
    return table("".join(made), columns=1)


def one_cell(rows: Sequence[Row]) -> str:
    """«Label: answer» in one cell across."""
    made = [_across(*row) if row[2] else _heading(row[0], span=2) for row in rows]
    return table("".join(made), columns=2)


def _across(label: str, text: str, way: str) -> str:
    said = f"{label}: {text}" if label[-1] not in ":?" else f"{label} {text}"
    return f"<w:tr>{cell(entered('', said, way if 'tick' in way else 'plain'), span=2)}</w:tr>"


def numbered(rows: Sequence[Row]) -> str:
    """Number, question, answer, with a header row."""
    made = [
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(cell(paragraph(each)) for each in ('No.', 'Question', 'Answer'))}</w:tr>"
    ]
    for at, row in enumerate((each for each in rows if each[2]), 1):
        made.append(f"<w:tr>{cell(paragraph(f'{at}.'))}{cell(paragraph(row[0]))}{_value(row)}</w:tr>")
    return table("".join(made), columns=3)


def noted(rows: Sequence[Row]) -> str:
    """Question, answer, and a column of notes for whoever fills it in."""
    head = ("Question", "Answer", "Guidance notes")
    made = [f"<w:tr>{''.join(cell(paragraph(each)) for each in head)}</w:tr>"]
    for row in rows:
        if not row[2]:
            made.append(_heading(row[0], span=3))
            continue
        made.append(f"<w:tr>{cell(paragraph(row[0]))}{_value(row)}{cell(paragraph(HINTS.get(row[0], '')))}</w:tr>")
    return table("".join(made), columns=3)


def split_tables(rows: Sequence[Row]) -> str:
    """A table for each section, its heading and some guidance between them as paragraphs."""
    made = []
    for at, (heading, held) in enumerate(_sections(rows)):
        made.append(paragraph(heading, style="Heading1") if heading else "")
        made.append(paragraph(GUIDANCE[at % len(GUIDANCE)]))
        made.append(table("".join(_pair(row) for row in held), columns=2) if held else "")
    return "".join(made) + "<w:p/>"


def repeated_header(rows: Sequence[Row]) -> str:
    made = []
    for heading, held in _sections(rows):
        made.append(_heading(heading, span=2) if heading else "")
        made.append(f"<w:tr>{cell(paragraph('Question'))}{cell(paragraph('Answer'))}</w:tr>")
        made += [_pair(row) for row in held]
    return table("".join(made), columns=2)


def merged(rows: Sequence[Row]) -> str:
    """The section's name down the left over its rows; a value of several lines goes down beside its label."""
    made = []
    for heading, held in _sections(rows):
        for at, row in enumerate(held):
            side = cell(paragraph(heading if at == 0 else ""), down="restart" if at == 0 else "continue")
            made.append(f"<w:tr>{side}{cell(paragraph(row[0]))}{_value(row)}</w:tr>")
    return table("".join(made), columns=3)


def nested(rows: Sequence[Row]) -> str:
    """Each section is a table within a cell of an outer one."""
    made = []
    for heading, held in _sections(rows):
        inner = table("".join(_pair(row) for row in held), columns=2)
        made.append(f"<w:tr>{cell(paragraph(heading) + inner + '<w:p/>')}</w:tr>")
    return table("".join(made), columns=1)


def text_boxes(rows: Sequence[Row]) -> str:
    """Labels in cells, plain answers in text boxes laid over them."""
    boxed = [(label, text, "textbox" if way == "plain" and text else way) for label, text, way in rows]
    return two_column(boxed)


def paragraphs(rows: Sequence[Row]) -> str:
    """No table at all: «Label: answer», one a line."""
    return "".join(_one_line(*row) if row[2] else paragraph(row[0], style="Heading1") for row in rows)


def _one_line(label: str, text: str, way: str) -> str:
    asked = f"**{label}:** " if label[-1] not in ":?" else f"**{label}** "
    return f"<w:p>{runs(asked)}{_run(text, way)}</w:p>"


def _run(text: str, way: str) -> str:
    flat = ", ".join(each.lstrip("• ") for each in text.split("\n")) if "☒" not in text else text.replace("\n", "   ")
    return runs(flat, tick=tick_of(way) if "tick" in way else None)


def wide(rows: Sequence[Row]) -> str:
    """Three labels side by side, their answers in the row below."""
    made = []
    for heading, held in _sections(rows):
        made.append(_heading(heading, span=3) if heading else "")
        for at in range(0, len(held), 3):
            row = held[at : at + 3]
            rest = [cell("<w:p/>")] * (3 - len(row))
            made.append(f"<w:tr>{''.join([*(cell(paragraph(each[0])) for each in row), *rest])}</w:tr>")
            made.append(f"<w:tr>{''.join([*(_value(each) for each in row), *rest])}</w:tr>")
    return table("".join(made), columns=3)


def guided(rows: Sequence[Row]) -> str:
    """Instructions in rows of their own and hints below the labels."""
    made = [_heading(GUIDANCE[0], span=2)]
    for at, row in enumerate(rows):
        if not row[2]:
            made += [_heading(row[0], span=2), f"<w:tr>{cell(paragraph(GUIDANCE[at % len(GUIDANCE)]), span=2)}</w:tr>"]
            continue
        hint = (
            f"<w:p><w:r><w:rPr><w:i/><w:sz w:val='16'/></w:rPr><w:t>{HINTS[row[0]]}</w:t></w:r></w:p>" if row[0] in HINTS else ""
        )
        made.append(f"<w:tr>{cell(paragraph(row[0]) + hint)}{_value(row)}</w:tr>")
    return table("".join(made), columns=2)


LAYOUTS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "two_column": two_column,
    "four_column": four_column,
    "label_above": label_above,
    "label_in_cell": label_in_cell,
    "one_cell": one_cell,
    "numbered": numbered,
    "noted": noted,
    "split_tables": split_tables,
    "repeated_header": repeated_header,
    "merged": merged,
    "nested": nested,
    "text_boxes": text_boxes,
    "paragraphs": paragraphs,
    "wide": wide,
    "guided": guided,
}
