"""Pause and resume: all letters stop at once, in every process, and nothing is lost by it (O7)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from service import switch
from store import audit, outbox, switches
from tests.store.rows import a_letter
from tests.support.door import Door, line_to, one_round, states
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

LETTERS = tuple(a_letter(cause=f"{number}:1", to=f"lead{number}@southmere.example") for number in range(4))


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


@pytest.fixture
def gate_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate has tests of its own, and the letters here say nothing."""
    monkeypatch.setattr("service.sending._held_because", lambda *_: "")


def test_paused_nothing_goes_and_resumed_all_goes(region: Region) -> None:
    assert "paused" in region.command("pause", "--by", "Cora Hale", "--reason", "wrong register").stdout
    region.tell(request_mail(request_form()))
    region.run()
    assert region.rehearsed() == []
    assert {each["state"] for each in region.look("outbox")} == {"waiting"}
    said = region.command("resume", "--by", "Cora Hale").stdout
    assert f"{len(region.look('outbox'))} letters wait" in said
    region.run()
    assert {each["state"] for each in region.look("outbox")} == {"sent"}
    assert len(region.rehearsed()) == len(region.look("outbox"))


def test_who_paused_and_why_is_shown_wherever_somebody_looks(region: Region) -> None:
    region.command("pause", "--by", "Cora Hale", "--reason", "wrong register")
    checked = region.command("check", check=False)
    assert checked.returncode == 1
    assert "WRONG letters: Sending is PAUSED" in checked.stdout
    for said in (region.command("outbox").stdout, region.command("health", check=False).stdout, checked.stdout):
        assert "PAUSED" in said
        assert "Cora Hale" in said
        assert "wrong register" in said
    assert region.command("outbox", "--json").stdout.strip() == "[]"  # a list, as the contract says
    region.command("resume", "--by", "Cora Hale")
    assert "Letters go out as they are due." in region.command("health", check=False).stdout
    assert "is not paused" in region.command("resume").stdout
    with region.store_open() as (_, store), store.read() as tx:
        assert audit.problems(tx) == ()
        assert audit.head(tx)


def test_whoever_pauses_in_a_hurry_need_not_give_a_name(region: Region) -> None:
    region.command("pause")
    with region.store_open() as (_, store), store.read() as tx:
        paused = switches.of(tx, switches.PAUSED)
    assert paused is not None
    assert paused.on
    assert paused.by


@pytest.mark.usefixtures("gate_open")
def test_a_pause_in_the_middle_of_a_round_lets_the_letter_in_hand_go_and_no_other(region: Region) -> None:
    door = Door()
    with line_to(region, door, *LETTERS) as line:
        said: list[str] = []
        door.at_each = lambda _: said.append(switch.pause(line.store, "Cora Hale", "", datetime.now(UTC)))
        one_round(line)
        assert len(door.taken) == 1
        assert states(line, LETTERS) == ["sent", "waiting", "waiting", "waiting"]
        assert "One letter is being handed over" in said[0]


def test_a_pause_between_claim_and_hand_over_stops_that_letter_too(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door()
    with line_to(region, door, LETTERS[0]) as line:

        def paused_meanwhile(*_: object) -> str:
            switch.pause(line.store, "Cora Hale", "", datetime.now(UTC))
            return ""

        monkeypatch.setattr("service.sending._held_because", paused_meanwhile)
        one_round(line)
        assert door.taken == []
        assert states(line, LETTERS[:1]) == ["waiting"]
        with line.store.read() as tx:
            assert outbox.tries(tx, LETTERS[0].id).attempts == 0
        switch.resume(line.store, line.journal, "Cora Hale", datetime.now(UTC))  # type: ignore[arg-type]  # it has one
        monkeypatch.setattr("service.sending._held_because", lambda *_: "")
        one_round(line)
        assert len(door.taken) == 1
