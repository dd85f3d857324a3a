"""Opening balances: what the landlords of a scheme that has run by hand owe and are owed on the day it begins here.

A CSV, read whole and checked whole: with anything wrong in it, nothing of it is written.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheme.agreement import Scheme
from scheme.terms import spelling_key

COLUMNS = {
    "landlord": "landlord",
    "name": "landlord",
    "partner": "landlord",
    "owes": "owes",
    "given": "given",
    "received": "received",
    "note": "note",
    "notes": "note",
}
MINUS = str.maketrans({"−": "-", "–": "-", "+": None, " ": None, "\u00a0": None})
MOST = 10_000  # homes; above it somebody has put a year or a sum of money into the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: int
    landlord: str
    owes: int  # below nothing: in credit


def read(file: Path, scheme: Scheme, partners: Sequence[str]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The balances of a file, and all that is wrong with it as sentences."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (f"{file} is not in UTF-8. In the spreadsheet, choose «Save as … CSV UTF-8».",)
    first = text.lstrip().partition("\n")[0]
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    lines = [(number, each) for number, each in enumerate(cells, 1) if any(cell.strip() for cell in each)]
    if not lines:
        return (), ("The file is empty.",)
    header = [COLUMNS.get(spelling_key(cell), "") for cell in lines[0][1]]
    if problems := tuple(_wrong_header(header, lines[0][1])):
        return (), problems
    rows: list[Row] = []
    wrong: list[str] = []
    for number, each in lines[1:]:
        try:
            rows.append(_row(number, dict(zip(header, (*each, *([""] * len(header))), strict=False)), scheme, partners))
        except ValueError as error:
            wrong.append(f"Line {number}: {error}")
    return tuple(rows), (*wrong, *_twice(rows))


def _wrong_header(header: Sequence[str], written: Sequence[str]) -> Iterator[str]:
    for column, cell in zip(header, written, strict=True):
        if cell.strip() and not column:
            yield f"The column «{cell.strip()}» is not known. The columns: landlord, and owes or received and given; note."
        if column and header.count(column) > 1:
            yield f"The column «{cell.strip()}» stands there twice."
    if "landlord" not in header:
        yield "There is no column «landlord»."
    if ("owes" in header) is ("received" in header or "given" in header):
        yield "Give either one column «owes» (below nothing: in credit), or the two columns «received» and «given»."
    elif ("received" in header) is not ("given" in header):
        yield "The columns «received» and «given» belong together."


def _row(line: int, row: dict[str, str], scheme: Scheme, partners: Sequence[str]) -> Row:
    """Raises ValueError with a sentence."""
    landlord = _landlord(row["landlord"].strip(), scheme, partners)
    if "owes" in row:
        return Row(line=line, landlord=landlord, owes=_homes(row["owes"], landlord))
    received, given = (_homes(row[column], landlord) for column in ("received", "given"))
    if received < 0 or given < 0:
        raise ValueError(f"{landlord} cannot have received or given fewer than no homes.")
    return Row(line=line, landlord=landlord, owes=received - given)


def _landlord(written: str, scheme: Scheme, partners: Sequence[str]) -> str:
    if not written:
        raise ValueError("the landlord is missing.")
    name = written if written in partners else scheme.landlord(written) or ""
    if name in partners:
        return name
    near = difflib.get_close_matches(written, partners, n=3) or [
        each for each in scheme.landlord_proposals(written) if each in partners
    ]
    perhaps = f" Perhaps {' or '.join(near)} is meant; write it so." if near else ""
    raise ValueError(f"«{written}» is no landlord of the register.{perhaps}")


def _homes(written: str, landlord: str) -> int:
    try:
        homes = int(written.translate(MINUS) or "nothing")
    except ValueError:
        raise ValueError(f"«{written.strip()}» of {landlord} is no number of homes; write 0 for none.") from None
    if abs(homes) > MOST:
        raise ValueError(f"{homes} of {landlord} is no number of homes.")
    return homes


def _twice(rows: Sequence[Row]) -> Iterator[str]:
    first: dict[str, int] = {}
    for row in rows:
        if row.landlord in first:
            yield f"Line {row.line}: {row.landlord} stands in line {first[row.landlord]} already."
        first.setdefault(row.landlord, row.line)
