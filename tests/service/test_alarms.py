"""When the line stands still the coordinator is told: once a day by letter while it lasts, once by a question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.alarms import raise_due
from service.config import AlarmsSection
from store import beats, outbox, questions
from store.engine import Store
from tests.support.cast import OURS
from tests.support.region import Region

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
SECTION = AlarmsSection(to=("robin@region.example", "kim@region.example"))
SENDER = "Reciprocal <reciprocal@hub.example>"


def raised(store: Store, now: datetime) -> list[str]:
    return [alarm.what for alarm in raise_due(store, SECTION, SENDER, now)]


def letters(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as tx:
        return [(each.kind, each.to, each.case) for each in outbox.listing(tx)]


def asked(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.question.why for each in questions.open_all(tx)]


def test_a_mailbox_out_of_reach_for_hours_is_told_to_every_coordinator_once_a_day(store: Store) -> None:
    store.write(lambda tx: beats.troubled(tx, beats.MAILBOX, "no answer", NOW))
    assert raised(store, NOW + timedelta(hours=4)) == []
    assert raised(store, NOW + timedelta(hours=5)) == ["mailbox"]
    assert raised(store, NOW + timedelta(hours=6)) == []
    assert letters(store) == [("alarm", "robin@region.example", ""), ("alarm", "kim@region.example", "")]
    assert raised(store, NOW + timedelta(hours=25)) == ["mailbox"]
    assert len(letters(store)) == 4
    assert len(asked(store)) == 1
    assert "reciprocal check" in asked(store)[0]


def test_what_goes_well_again_is_not_told(store: Store) -> None:
    store.write(lambda tx: beats.troubled(tx, beats.MAILBOX, "no answer", NOW))
    store.write(lambda tx: beats.well(tx, beats.MAILBOX, NOW + timedelta(hours=1)))
    assert raised(store, NOW + timedelta(hours=9)) == []
    assert letters(store) == []


def test_without_coordinators_the_question_stands_all_the_same(store: Store) -> None:
    store.write(lambda tx: beats.troubled(tx, beats.POST, "no answer", NOW))
    assert [each.what for each in raise_due(store, AlarmsSection(), SENDER, NOW + timedelta(hours=5))] == ["post"]
    assert letters(store) == []
    assert len(asked(store)) == 1


def test_an_alarm_passes_the_gate_and_goes_while_one_to_somebody_else_does_not(tmp_path: Path) -> None:
    """A coordinator's mailbox may be an ordinary one: no case stands in an alarm (D2, D4)."""
    region = Region(
        home=tmp_path / "region",
        environment={"RECIPROCAL__ALARMS__TO": "robin@ordinary.test", "RECIPROCAL__MORNING__DAYS": "none"},
    ).open()
    with region.store_open() as (settings, store):
        began = datetime.now(UTC) - timedelta(hours=31)  # what goes by the clock on the wall must lie behind it
        store.write(lambda tx: beats.troubled(tx, beats.MAILBOX, "no answer", began))
        raise_due(store, settings.alarms, f"Reciprocal <{OURS}>", began + timedelta(hours=5))
        raise_due(store, SECTION, f"Reciprocal <{OURS}>", began + timedelta(hours=30))
    region.run()
    assert {(each["to"], each["state"]) for each in region.letters("alarm")} == {
        ("robin@ordinary.test", "sent"),
        ("robin@region.example", "held"),
        ("kim@region.example", "held"),
    }
    assert [str(each["To"]) for each in region.rehearsed()] == ["robin@ordinary.test"]
