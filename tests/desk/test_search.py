"""One search, and the list of cases: what is looked for is found, the page stays small, and nothing is decided by it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from matching.case import Case, Officer, State
from store import cases
from store.engine import Store
from tests.support.lines import SCHEME
from tests.support.played import AFTER
from tests.support.sitting import CORA, RHODA, Sitting, sitting

TODAY = AFTER.date()


@pytest.fixture(scope="module")
def desk(month: Sitting) -> Sitting:
    return month


@pytest.mark.parametrize("written", ["NMR-01-26", "nmr 1/26", "NMR0126", "  nmr-01-2026 "])
def test_a_reference_in_any_spelling_leads_straight_to_the_case(desk: Sitting, written: str) -> None:
    assert desk.visitor(RHODA).get(f"/search?q={written.replace(' ', '+')}").goes_to == "/cases/NMR-01-26"


def test_a_question_leads_straight_to_its_page(desk: Sitting) -> None:
    assert desk.visitor(RHODA).get("/search?q=q5").goes_to == "/questions/Q5"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("ashr", "/cases?landlord=Ashrigg"),
        ("Quirke", "/cases?officer=mabel.quirke%40safeharbour.example"),
        ("safe harbour", "/cases?officer=mabel.quirke%40safeharbour.example"),
        ("mabel.quirke@safe", "/cases?officer=mabel.quirke%40safeharbour.example"),
        ("hythew", "/cases?area=Hythewick"),
        ("hythew", "/cases?home_area=Hythewick"),
        ("lead@saltings", "/partners/Saltings%20Trust"),
        ("07", "/cases/NMR-07-26"),
    ],
)
def test_a_part_of_a_name_finds_it_in_its_group(desk: Sitting, written: str, link: str) -> None:
    page = desk.visitor(RHODA).get(f"/search?q={written.replace(' ', '+').replace('@', '%40')}")
    assert f'"{link}"' in page.text.replace("&amp;", "&")


def test_what_each_link_of_the_search_leads_to_has_as_many_cases_as_it_said(desk: Sitting) -> None:
    visitor = desk.visitor(CORA)
    assert "Mabel Quirke Safe Harbour, mabel.quirke@safeharbour.example: 6 cases" in visitor.get("/search?q=quirke").words
    assert "Cases 6 " in visitor.get("/cases?officer=mabel.quirke%40safeharbour.example").words


def test_without_a_result_it_says_what_can_be_searched_for(desk: Sitting) -> None:
    page = desk.visitor(CORA).get("/search?q=zzzz")
    assert "Nothing is found for «zzzz»" in page.words
    assert "a reference in any spelling: NMR-07-26" in page.words


@pytest.mark.parametrize("hostile", ["%25", "_%25_", "<script>alert(1)</script>", "'%20OR%20'1'='1", "%00%01", "x" * 5000, "\\"])
def test_what_is_no_name_finds_nothing_and_harms_nothing(desk: Sitting, hostile: str) -> None:
    page = desk.visitor(CORA).get(f"/search?q={hostile.replace(' ', '+').replace('<', '%3C').replace('>', '%3E')}")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert "/cases/NMR" not in page.text


def test_as_you_type_only_the_results_are_sent_and_nobody_is_led_away(desk: Sitting) -> None:
    page = desk.visitor(CORA).get("/search?q=NMR-01-26", HX_Request="true")
    assert page.status == 200
    assert 'href="/cases/NMR-01-26"' in page.text
    assert "<html" not in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 8), ("state=open", 3), ("state=held", 0), ("state=ended", 2), ("state=moved", 3), ("state=nonsense", 8),
        ("landlord=Ashrigg", 3), ("area=Hythewick", 3), ("landlord=Ashrigg&area=Hythewick&state=moved", 2),
        ("landlord=Nobody", 0),
    ],
)  # fmt: skip
def test_the_list_shows_the_cases_that_are_asked_for(desk: Sitting, query: str, shown: int) -> None:
    page = desk.visitor(RHODA).get(f"/cases?{query}")
    assert page.text.count('<th scope="row">') == shown


def test_sorted_by_clock_what_runs_out_next_stands_first(desk: Sitting) -> None:
    text = desk.visitor(RHODA).get("/cases?sort=clock").text
    order = [text.index(f'href="/cases/{reference}"') for reference in ("NMR-05-26", "NMR-06-26", "NMR-07-26", "NMR-08-26")]
    assert order == sorted(order)


def test_the_file_has_all_that_the_list_has_and_no_cell_is_a_formula(desk: Sitting) -> None:
    taken = desk.visitor(RHODA).get("/cases.csv?state=open")
    assert taken.headers["content-disposition"] == 'attachment; filename="cases-2026-04-01.csv"'
    rows = list(csv.reader(io.StringIO(taken.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["reference", "NMR-07-26", "NMR-06-26", "NMR-05-26"]
    assert rows[3][6:] == ["Answer to Lantern House by", "2026-03-31"]


def test_a_hundred_cases_are_two_pages(store: Store, tmp_path: Path) -> None:
    with sitting(store, tmp_path, now=AFTER) as desk:
        store.write(lambda tx: [cases.put(tx, _case(number)) for number in range(1, 101)])
        visitor = desk.visitor(CORA)
        for sort in ("reference", "clock"):
            first, second = (visitor.get(f"/cases?sort={sort}&page={page}") for page in (1, 2))
            assert first.text.count('<th scope="row">') == second.text.count('<th scope="row">') == 50
            assert "Page 2 of 2" in second.words
        assert visitor.get("/cases?page=99").words == visitor.get("/cases?page=2").words
        assert "12+" in visitor.get("/search?q=agency").words


def _case(number: int) -> Case:
    asked = TODAY - timedelta(days=number % 30)
    return Case(
        reference=f"ARC-{number:02d}-26",
        state=State.AWAITING_APPROVAL,
        policy=SCHEME.policy_on(asked).version,
        landlord="Camden",
        bedrooms=2,
        areas_requested=("Brent", "Ealing"),
        officers=(Officer(name="Olive Marsh", email=f"officer{number}@agency.example", agency="An Agency"),),
        received_on=asked,
        complete_on=asked,
        approval_asked_on=asked,
    )


def test_what_a_list_has_shown_stands_in_the_audit_and_never_what_was_looked_for(desk: Sitting) -> None:
    visitor = desk.visitor(RHODA)
    visitor.get("/search?q=quirke")
    visitor.get("/search?q=05")
    visitor.get("/cases?state=open")
    with desk.desk.store.read() as tx:
        lines = tx.exec_driver_sql("SELECT about, details FROM audit WHERE act = 'saw'").all()
    assert ("list search", "NMR-05-26") in [tuple(line) for line in lines]
    assert ("list cases", "NMR-07-26 NMR-06-26 NMR-05-26") in [tuple(line) for line in lines]
    assert not any("quirke" in f"{line}".casefold() for line in lines)
