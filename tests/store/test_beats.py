"""When each part last did its work, and what keeps it from doing so (F4, F14)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from service.heart import EVERY, Heart
from store import beats
from store.engine import Store, StoreTrouble

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_trouble_has_a_beginning_and_ends_with_the_next_good_beat(store: Store) -> None:
    store.write(lambda tx: beats.well(tx, beats.MAILBOX, NOW))
    for minute in (1, 2):
        store.write(lambda tx, minute=minute: beats.troubled(tx, beats.MAILBOX, "It is away.", NOW + timedelta(minutes=minute)))
    with store.read() as tx:
        found = beats.of(tx, beats.MAILBOX)
    assert (found.at, found.since, found.failures) == (NOW, NOW + timedelta(minutes=1), 2)
    store.write(lambda tx: beats.well(tx, beats.MAILBOX, NOW + timedelta(minutes=3)))
    with store.read() as tx:
        assert beats.of(tx, beats.MAILBOX) == beats.Beat(name=beats.MAILBOX, at=NOW + timedelta(minutes=3))
        assert beats.of(tx, beats.POST).at is None


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def written(store: Store) -> list[str]:
    rows: list[str] = []

    def note(_connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("INSERT INTO beats", "UPDATE beats")):
            rows.append(statement)

    sa.event.listen(store.writer, "before_cursor_execute", note)
    return rows


def test_what_does_not_change_is_written_once_a_minute_and_a_change_at_once(store: Store, written: list[str]) -> None:
    clock = Clock()
    heart = Heart(store, lambda: NOW, clock)
    for clock.seconds in range(50):
        heart.beat(beats.MAILBOX)
    first = len(written)
    assert first <= 2  # an insert, which a row of before turns into an update
    heart.beat(beats.MAILBOX, "It is away.")
    heart.beat(beats.MAILBOX, "It is away.")
    heart.beat(beats.LINE)
    with store.read() as tx:
        assert beats.of(tx, beats.MAILBOX).trouble == "It is away."
        assert beats.of(tx, beats.MAILBOX).failures == 1
    clock.seconds += EVERY
    heart.beat(beats.MAILBOX, "It is away.")
    heart.beat(beats.MAILBOX)
    with store.read() as tx:
        assert beats.of(tx, beats.MAILBOX).trouble == ""


def test_a_store_that_cannot_be_written_keeps_nobody_from_working(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    heart = Heart(store, lambda: NOW, Clock())

    def full(*_: object) -> None:
        raise StoreTrouble("The disk of the store is full.")

    with monkeypatch.context() as patch:
        patch.setattr(beats, "troubled", full)
        heart.beat(beats.LINE, "The disk of the store is full.")
    heart.beat(beats.LINE, "The disk of the store is full.")  # there is room again: it is written now
    with store.read() as tx:
        assert beats.of(tx, beats.LINE).trouble == "The disk of the store is full."
