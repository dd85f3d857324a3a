"""Tables as files for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desk.web import Answer, file

CSV = "text/csv; charset=utf-8"


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_file(text: str, name: str, seen: str) -> Answer:
    """The mark at its beginning tells a spreadsheet which letters these are."""
    return replace(file(text.encode("utf-8-sig"), name, CSV), seen=seen)


def _plain(cell: object) -> object:
    """A spreadsheet takes a text that begins so for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
