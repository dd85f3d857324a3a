"""The coordinator's four duties each have a command that shows where things stand (R055)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from service.cli import app
from tests.support.cast import ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import ROOT, Region

DUTIES = {
    "keep the contact list": ("partners",),
    "receive requests and circulate them": ("run", "queue", "resolve", "cases"),
    "follow offers": ("case", "outbox"),
    "keep it fair": ("ledger",),
}
GUIDES = "\n".join((ROOT / "docs" / name).read_text() for name in ("guide_coordinator.md", "operating.md"))


@pytest.mark.rule("R055")
@pytest.mark.parametrize("duty", DUTIES)
def test_each_duty_has_its_commands_and_the_guides_name_them(duty: str) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has commands
    for command in DUTIES[duty]:
        assert command in commands
        assert f"reciprocal {command}" in GUIDES


@pytest.mark.rule("R055")
def test_each_duty_is_seen_by_its_command(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()))
    region.tell(approval(ref(1), number=20))
    region.tell(offer(ref(1), number=21))
    (one,) = region.look("cases")
    case: dict[str, Any] = region.look("case", ref(1))
    assert {each["name"]: each["named_leads"] for each in region.look("partners")}["Camden"] == ["colm.darby@camden.example"]
    assert (one["state"], bool(one["circulated_on"])) == ("offered", True)
    assert [(each["landlord"], each["state"]) for each in case["offers"]] == [("Camden", "open")]
    region.tell(outcome(ref(1), "We accept the offer.", number=22))
    assert region.look("ledger")["balances"]["Hackney"]["reserved"] == 1
