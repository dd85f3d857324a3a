"""`reciprocal report`: a period's figures as page, workbook, CSV and picture, for the coordinator and for others (R058, R062)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path

from matching.period import Period, figures_of
from scheme.agreement import Scheme
from service.config import WrongUsage
from service.report_pictures import bars
from service.report_sheets import workbook
from service.report_tables import Sheet, period_in_words, sheets_of
from store import cases, ledger
from store.engine import Store

SHARED_FOLDER = "to_share"
STYLE = (
    "body{font:17px/1.5 Arial,sans-serif;color:#1d1d1b;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.8rem}h2{font-size:1.3rem;margin-top:2.5rem}p.note{color:#505a5f}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem .45rem 0}"
    "th,td{border-bottom:1px solid #b1b4b6}"
    "td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto;margin-top:1rem}"
    "@media print{body{margin:0}h2{break-after:avoid}table,svg{break-inside:avoid}}"
)


def write_report(store: Store, scheme: Scheme, period: Period, directory: Path) -> tuple[Path, ...]:
    """The report into a new or empty folder; what may be shared lies in a folder of its own. Gives the files."""
    if period.until < period.since:
        raise WrongUsage("The period ends before it begins: give the earlier day with --from.")
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise WrongUsage(f"{directory} is not an empty folder. Name a new one: no report is written over another.")
    with store.read() as tx:
        figures = figures_of(cases.every(tx), ledger.entries(tx), scheme, period)
    title = f"{scheme.name}: {period_in_words(period)}"
    return (
        *_write(directory, title, sheets_of(figures, for_others=False)),
        *_write(directory / SHARED_FOLDER, title, sheets_of(figures, for_others=True)),
    )


def _write(directory: Path, title: str, sheets: Sequence[Sheet]) -> tuple[Path, ...]:
    directory.mkdir(parents=True, exist_ok=True)
    written = [(directory / f"{sheet.key}.svg", bars(sheet.title, sheet.bars).encode()) for sheet in sheets if sheet.bars]
    written += [
        (directory / "report.html", page(title, sheets).encode()),
        (directory / "report.xlsx", workbook(sheets, title)),
        (directory / "report.csv", table(sheets).encode("utf-8-sig")),
    ]
    for path, data in written:
        path.write_bytes(data)
    return tuple(path for path, _ in written)


def page(title: str, sheets: Sequence[Sheet]) -> str:
    """One page that stands for itself: no script, nothing from elsewhere."""
    parts = "".join(_part(sheet) for sheet in sheets)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>{parts}</main></body></html>\n"
    )


def _part(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col"{_aligned(at)}>{escape(word)}</th>' for at, word in enumerate(sheet.header))
    rows = "".join(f"<tr>{''.join(_cell(at, cell) for at, cell in enumerate(row))}</tr>" for row in sheet.rows)
    picture = bars(sheet.title, sheet.bars) if sheet.bars else ""
    note = f'<p class="note">{escape(sheet.note)}</p>'
    return f"<h2>{escape(sheet.title)}</h2>{note}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{picture}"


def _aligned(column: int) -> str:
    return ' class="number"' if column else ""


def _cell(column: int, value: object) -> str:
    if not column:
        return f'<th scope="row">{escape(str(value))}</th>'
    return f'<td class="number">{escape(str(value))}</td>'


def table(sheets: Sequence[Sheet]) -> str:
    """One CSV with a line a figure: table, line, column, value. A word that a spreadsheet might run as a formula is quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("table", "line", "column", "value"))
    for sheet in sheets:
        for row in sheet.rows:
            for column, value in zip(sheet.header[1:], row[1:], strict=True):
                writer.writerow((sheet.key, _harmless(row[0]), column, _harmless(value)))
    return out.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"} else value
