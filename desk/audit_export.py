"""The audit as a file to keep: with each line's link and the one that it follows, so that it can be checked elsewhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC

from store.audit_lines import Line

COLUMNS = ("line", "at", "who", "act", "about", "details", "follows", "link")
DOES_SOMETHING = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula


def as_json_lines(lines: Sequence[Line]) -> bytes:
    """A line is right if its link is the SHA-256 of json.dumps([follows, at, who, act, about, details])."""
    return "".join(f"{json.dumps(dict(zip(COLUMNS, _told(line), strict=True)), ensure_ascii=False)}\n" for line in lines).encode()


def as_csv(lines: Sequence[Line]) -> bytes:
    """For a spreadsheet: what it might run as a formula stands behind an apostrophe."""
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(COLUMNS)
    sheet.writerows([_as_words(value) for value in _told(line)] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _told(line: Line) -> tuple[int | str, ...]:
    at = line.at.astimezone(UTC).isoformat()
    return (line.id, at, line.who, line.act, line.about, line.details, line.follows, line.chain)


def _as_words(value: int | str) -> int | str:
    return f"'{value}" if isinstance(value, str) and value.startswith(DOES_SOMETHING) else value
