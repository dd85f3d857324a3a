"""`reciprocal report`: its forms agree, and what may be shared has no landlord and no small cell (R058, R062)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from matching.case import Case, Household, State
from matching.period import Period
from scheme.agreement import load, shipped
from service.config import WrongUsage
from service.report import write_report
from store import cases
from store.engine import Store, open_store
from tests.support.cast import YEAR
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region

LONDON = load(shipped("pan_london"))
YEAR_25 = Period(since=date(2025, 1, 1), until=date(2025, 12, 31))
GROUNDS = {"domestic_abuse": 58, "serious_youth_violence": 26, "other_high_risk": 9, "sexual_violence": 5, "hate_crime": 2}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:///{tmp_path / 'reciprocal.db'}")
    grounds = [ground for ground, count in GROUNDS.items() for _ in range(count)]

    def fill(tx: object) -> None:
        for number, ground in enumerate(grounds, 1):
            known = Case(
                reference=f"ARC-{number:02}-25", state=State.RECEIVED, policy="2025-01-01", received_on=date(2025, 3, 1),
                risk_primary=ground, landlord="Hackney", household=Household(adults=1, children=2),
            )  # fmt: skip
            cases.put(tx, known)  # type: ignore[arg-type]

    opened.write(fill)
    return opened


def lines(path: Path) -> dict[tuple[str, str, str], str]:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    return {(table, line, column): value for table, line, column, value in rows[1:]}


@pytest.mark.rule("R060", "R061", "R062", "R065")
def test_the_table_of_grounds_comes_out_of_the_store_in_every_form(store: Store, tmp_path: Path) -> None:
    files = write_report(store, LONDON, YEAR_25, tmp_path / "report")
    said = lines(tmp_path / "report" / "report.csv")
    shares = [said["grounds", group, "Share"] for group in LONDON.report_groups]
    assert shares == ["58 %", "26 %", "9 %", "5 %", "2 %"]
    assert said["grounds", "Violence against women and girls, all together", "Share"] == "63 %"
    page = (tmp_path / "report" / "report.html").read_text()
    assert all(f'<td class="number">{share}</td>' in page for share in shares)
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|src=", page)
    picture = (tmp_path / "report" / "grounds.svg").read_text()
    assert "Domestic abuse: 58 per cent" in picture
    with zipfile.ZipFile(tmp_path / "report" / "report.xlsx") as book:
        words = book.read("xl/sharedStrings.xml").decode()
        assert "Serious youth violence" in words
        assert "xl/charts/chart1.xml" in book.namelist()
    assert len(files) == 8


@pytest.mark.rule("R058", "R064")
def test_what_may_be_shared_names_no_landlord_and_no_small_cell(store: Store, tmp_path: Path) -> None:
    write_report(store, LONDON, YEAR_25, tmp_path / "report")
    shared = tmp_path / "report" / "to_share"
    said = lines(shared / "report.csv")
    assert said["grounds", "Hate crime", "Requests"] == "fewer than 5"
    assert said["grounds", "High-risk community safety", "Requests"] == "10"
    numbers = [value for (_, _, column), value in said.items() if column in {"Requests", "Number"}]
    assert all(value in {"fewer than 5", "–", "0"} or float(value) % 5 == 0 for value in numbers)
    assert sum(int(said["grounds", group, "Share"].removesuffix(" %")) for group in LONDON.report_groups) == 100
    for path in shared.iterdir():
        data = path.read_bytes()
        words = (
            b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
            if path.suffix == ".xlsx"
            else data
        )
        assert b"Hackney" not in words
        assert b"ARC-" not in words


def test_the_same_figures_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_report(store, LONDON, YEAR_25, tmp_path / name)
    for path in (tmp_path / "first").rglob("*.*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes(), path


def test_no_report_is_written_over_another(store: Store, tmp_path: Path) -> None:
    write_report(store, LONDON, YEAR_25, tmp_path / "report")
    with pytest.raises(WrongUsage, match="not an empty folder"):
        write_report(store, LONDON, YEAR_25, tmp_path / "report")
    with pytest.raises(WrongUsage, match="ends before"):
        write_report(store, LONDON, Period(since=date(2025, 2, 1), until=date(2025, 1, 1)), tmp_path / "other")


def test_the_command_says_what_it_wrote_and_what_it_misses(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", real=True).open()
    region.tell(request_mail(request_form()), approval(f"ARC-01-{YEAR:02}"))
    year = date.today().year  # noqa: DTZ011 - the command speaks of the machine's own days
    done = region.command("report", "--from", f"{year}-01-01", "--to", f"{year}-12-31", "--out", str(tmp_path / "out"))
    assert "report.html" in done.stdout
    assert lines(tmp_path / "out" / "report.csv")["headline", "Requests circulated", "Number"] == "1"
    wrong = region.command("report", "--from", "soon", "--to", "2026-01-01", "--out", str(tmp_path / "x"), check=False)
    assert wrong.returncode == 2
    assert "soon" in wrong.stderr
