"""A landlord's statement: its own side and the rule, and nothing from which the other side could be learned (R048, R054, D11)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matching.ledger import carry, carry_over, correct, post, reserve
from scheme.terms import Policy
from service import opening, statement
from service.config import WrongUsage
from store import ledger
from tests.matching.world import SCHEME
from tests.service.test_journeys import whole_story
from tests.support.cast import ref
from tests.support.region import Region

REF = ref(1)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """After a whole move: Hackney's household has gone to Camden, on 16 November 2026."""
    region = Region(home=tmp_path / "region").open()
    region.tell(*whole_story())
    return region


def of(region: Region, landlord: str, at: date = date(2026, 12, 31)) -> dict[str, Any]:
    with region.store_open() as (settings, store):
        return statement.statement(store, opening.scheme_with_register(settings, store), landlord, at)


@pytest.mark.rule("R048", "R054")
def test_the_one_that_received_sees_its_household_its_debt_and_the_rule(region: Region) -> None:
    found = of(region, "London Borough of Hackney")
    assert (found["landlord"], found["owes"], found["received"], found["given"]) == ("Hackney", 1, 1, 0)
    (line,) = found["lines"]
    assert line == {
        "when": "2026 Q4",
        "reference": REF,
        "what": "One home received, for a household of yours",
        "homes": 1,
        "owes": 1,
    }
    assert (found["rule"]["cap"], found["rule"]["counts"], found["rule"]["counted"], found["rule"]["room"]) == (3, "net", 1, 2)


@pytest.mark.rule("R048", "R054")
def test_the_one_that_gave_sees_its_home_and_the_day(region: Region) -> None:
    (line,) = of(region, "Camden")["lines"]
    assert (line["when"], line["what"], line["owes"]) == ("2026-11-16", "One home given", -1)


@pytest.mark.rule("R054")
@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_no_form_of_it_names_the_other_side_or_the_day_of_a_move(region: Region, form: str) -> None:
    found = of(region, "Hackney")
    text = {"json": json.dumps, "csv": statement.as_csv, "html": statement.as_html}[form](found)
    assert REF in text
    for hidden in ("Camden", "2026-11-16", "16 November", "Brent", "Clarion"):
        assert hidden not in text


@pytest.mark.rule("R048")
def test_on_an_earlier_day_nothing_had_moved(region: Region) -> None:
    found = of(region, "Hackney", date(2026, 11, 15))
    assert (found["owes"], found["lines"]) == (0, [])


def test_an_accepted_home_counts_and_names_nothing(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "accepted").open()
    region.tell(*whole_story()[:4])
    home, rehousing = of(region, "Hackney", date(2099, 1, 1)), of(region, "Camden", date(2099, 1, 1))
    assert (home["reserved"], home["reserved_in_its_homes"], home["rule"]["counted"]) == (1, 0, 1)
    assert (rehousing["reserved"], rehousing["reserved_in_its_homes"]) == (0, 1)
    assert home["lines"] == rehousing["lines"] == []


def test_a_stranger_has_no_statement(region: Region) -> None:
    with pytest.raises(WrongUsage, match="no landlord of the register"):
        of(region, "Nowhere Homes")
    with pytest.raises(WrongUsage):
        of(region, "opening balances")


def moved(case: str, home: str, to: str, day: date) -> tuple[Any, ...]:
    return post(case=case, move=1, home=home, rehousing=to, day=day)


def test_the_order_of_the_lines_tells_no_day() -> None:
    """Between two dated homes given, a received one would lie between their days: it stands before both."""
    entries = (
        *moved("ARC-01-26", "B", "A", date(2026, 4, 2)),
        *moved("ARC-02-26", "A", "B", date(2026, 4, 15)),
        *moved("ARC-03-26", "C", "A", date(2026, 6, 30)),
        *moved("ARC-04-26", "A", "C", date(2026, 7, 1)),
    )
    told = [(each.when, each.reference, each.owes) for each in statement.lines(entries, "A")]
    assert told == [
        ("2026 Q2", "ARC-02-26", 1),
        ("2026-04-02", "ARC-01-26", 0),
        ("2026-06-30", "ARC-03-26", -1),
        ("2026 Q3", "ARC-04-26", 0),
    ]


def test_balances_brought_in_and_over_and_what_is_taken_back() -> None:
    day = date(2026, 4, 1)
    entries = [*carry(landlord="A", owes=2, day=day, reason="opening balance"), *moved("ARC-01-26", "A", "B", day)]
    entries += [*correct(case="ARC-01-26", move=1, home="A", rehousing="B", day=day, reason="never went to B")]
    entries += [*reserve(case="ARC-02-26", move=1, home="A", rehousing="B", day=day)]
    entries += carry_over(entries, "A", "D", day=day, reason="merger")
    told = [(each.what, each.homes, each.owes) for each in statement.lines(entries, "A")]
    assert told == [
        ("One home received, for a household of yours", 1, 1),
        ("A home received is taken back: the move was none", -1, 0),
        ("Opening balance", 2, 2),
        ("Balance carried over in a merger", -2, 0),
    ]
    assert [each.what for each in statement.lines(entries, "B")] == [
        "One home given",
        "A home given is taken back: the move was none",
    ]


def test_the_rule_is_the_one_of_the_day(region: Region) -> None:
    later = Policy(since=date(2026, 12, 1), owed_cap=2, cap_counts="since_last")
    scheme = replace(SCHEME, policies=(*SCHEME.policies, later))
    with region.store_open() as (_, store):
        before = statement.statement(store, scheme, "Hackney", date(2026, 11, 30))["rule"]
        after = statement.statement(store, scheme, "Hackney", date(2026, 12, 1))["rule"]
        with store.read() as tx:
            assert ledger.given_since_last(tx)["Hackney"] == 1
    assert (before["cap"], before["counts"]) == (3, "net")
    assert after == {"cap": 2, "counts": "since_last", "since": "2026-12-01", "counted": 1, "room": 1}


@pytest.mark.rule("R048", "R054")
def test_the_command_gives_it_as_text_csv_and_a_page(region: Region) -> None:
    at = ("--at", "2026-12-31")
    assert "Hackney owes 1 home(s) at the end of 2026-12-31" in region.command("statement", "Hackney", *at).stdout
    rows = list(csv.DictReader(io.StringIO(region.command("statement", "Hackney", *at, "--csv").stdout)))
    assert [row["reference"] for row in rows] == [REF]
    region.command("statement", "Hackney", *at, "--html", str(region.home / "hackney.html"))
    assert "<td>2026 Q4</td>" in (region.home / "hackney.html").read_text(encoding="utf-8")
    both = region.command("statement", "Hackney", "--json", "--csv", check=False)
    assert (both.returncode, "one of" in both.stderr) == (2, True)


def test_a_cell_that_a_spreadsheet_would_reckon_stays_a_text() -> None:
    found = {"lines": [{"when": "2026 Q4", "reference": "=1+1", "what": "x", "homes": 1, "owes": -1}]}
    assert "'=1+1" in statement.as_csv(found)
    assert ",-1\n" in statement.as_csv(found)
