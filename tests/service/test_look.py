"""The looking commands' JSON, key by key, as CONTRACT.md says it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from matching.case import State
from tests.support.cast import STRANGER, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region

REF = ref(1)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = Region(home=tmp_path_factory.mktemp("look")).open()
    words = "We can offer a 2 bed flat at 14 Example Street, ZZ99 9ZZ, in Camden. Please reply by 25/11/2026."
    accepted = outcome(REF, "We accept the offer.", number=4)
    for each in (request_mail(request_form()), approval(REF), offer(REF, words=words), accepted, approval(REF, sender=STRANGER)):
        region.tell(each)
    return region


def printed(region: Region, *words: str) -> Any:
    done = region.command(*words, "--json")
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_cases(region: Region) -> None:
    (case,) = printed(region, "cases")
    assert set(case) == {"reference", "state", "landlord", "bedrooms", "areas", "circulated_on", "policy"}
    assert case["state"] in set(State)
    assert (case["reference"], case["state"], case["landlord"]) == (REF, "accepted", "Hackney")
    assert (case["bedrooms"], case["areas"]) == (2, ["Brent", "Camden"])
    assert date.fromisoformat(case["circulated_on"])
    assert date.fromisoformat(case["policy"])


def test_ledger(region: Region) -> None:
    found = printed(region, "ledger")
    assert set(found) == {"balances", "entries", "outside", "overrides"}
    assert set(found["balances"]) == {"Brent", "Camden", "Clarion", "Ealing", "Hackney"}
    for balance in found["balances"].values():
        assert set(balance) == {"given", "received", "owes", "reserved"}
        assert balance["owes"] == balance["received"] - balance["given"]
    assert found["balances"]["Hackney"]["reserved"] == 1
    assert found["balances"]["Camden"]["reserved"] == 0
    assert sum(entry["homes"] for entry in found["entries"]) == 0


def test_outbox(region: Region) -> None:
    for letter in printed(region, "outbox"):
        assert set(letter) == {"id", "case", "kind", "to", "subject", "state"}
        assert letter["state"] == "sent"
        assert letter["subject"].startswith(f"{REF}: ")


def test_queue(region: Region) -> None:
    (question,) = printed(region, "queue")
    assert {"id", "case", "kind", "why", "source", "opened"} <= set(question)
    assert (question["case"], question["kind"]) == (REF, "approval")
    assert datetime.fromisoformat(question["opened"]).tzinfo


@pytest.mark.rule("R028")
def test_partners(region: Region) -> None:
    hackney = next(each for each in printed(region, "partners") if each["name"] == "Hackney")
    assert (hackney["kind"], hackney["status"], hackney["since"]) == ("council", "active", "2017-01-01")
    assert hackney["named_leads"] == ["nadia.ferris@hackney.example"]


@pytest.mark.parametrize("written", [REF, REF.lower(), REF.replace("-", " ", 1).replace("-", "/"), REF.replace("-", "")])
def test_a_case_by_its_reference_in_any_spelling(region: Region, written: str) -> None:
    assert printed(region, "case", written)["reference"] == REF


@pytest.mark.parametrize("words", [("cases",), ("case", REF), ("outbox",), ("ledger",), ("queue",), ("partners",)])
def test_no_look_prints_the_offered_homes_address(region: Region, words: tuple[str, ...]) -> None:
    for how in ((), ("--json",)):
        said = region.command(*words, *how).stdout
        assert "Example Street" not in said
        assert "ZZ99" not in said


@pytest.mark.parametrize(
    ("words", "code"), [(("case", "ARC-99-26"), 1), (("ledger", "--at", "soon"), 2), (("partners", "import", "none.csv"), 1)]
)
def test_what_is_not_there_is_a_sentence(region: Region, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    done = region.command(*(str(tmp_path / word) if word.endswith(".csv") else word for word in words), check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.strip().endswith(".")
    assert "Errno" not in done.stderr
