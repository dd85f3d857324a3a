"""The report as a workbook: a sheet a table, numbers as numbers, the bars as a chart. The only import of xlsxwriter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from service.report_tables import Sheet

FIXED_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same figures give the same bytes
LONGEST_NAME = 31  # characters that a sheet's name may have


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """The bytes of a .xlsx without an author."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": FIXED_DAY})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"italic": True, "text_wrap": False}),
        "header": book.add_format({"bold": True, "bottom": 1}),
    }
    for sheet in sheets:
        _add(book, sheet, formats)
    book.close()
    return held.getvalue()


def _add(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:  # Any: the library's types stay in this module
    page = book.add_worksheet(sheet.key[:LONGEST_NAME])
    page.set_column(0, 0, 56)
    page.set_column(1, len(sheet.header), 18)
    page.write(0, 0, sheet.title, formats["title"])
    page.write(1, 0, sheet.note, formats["note"])
    page.write_row(3, 0, sheet.header, formats["header"])
    for number, row in enumerate(sheet.rows, 4):
        page.write_row(number, 0, row)
    page.freeze_panes(4, 1)
    if sheet.bars:
        _draw(book, page, sheet)


def _draw(book: Any, page: Any, sheet: Sheet) -> None:
    """The shares stand beside the table as numbers, for the chart to be drawn from."""
    column = len(sheet.header) + 1
    page.write(3, column, "Share in per cent")
    for number, (_, share) in enumerate(sheet.bars, 4):
        page.write(number, column, share)
    last = 3 + len(sheet.bars)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": [sheet.key, 4, 0, last, 0], "values": [sheet.key, 4, column, last, column]})
    chart.set_title({"name": sheet.title})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    page.insert_chart(4 + len(sheet.rows) + 1, 0, chart)
