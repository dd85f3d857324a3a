"""One daemon holds the line; the next stands by, and takes over at once from a process that is dead (F20, F29)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service import holder
from store import leases, outbox
from store.engine import Store, open_store
from tests.store.rows import a_letter, put_case

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ELSEWHERE = "another-machine/4711/99"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    yield store
    store.close()


def a_dead_process() -> str:
    """The name that a process of this machine went by which has ended since."""
    words = "from service.holder import this_process; print(this_process())"
    return subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout.strip()


def test_a_second_daemon_stands_by_while_the_first_renews(store: Store) -> None:
    me = holder.this_process()
    assert holder.hold(store, ELSEWHERE, NOW)
    assert not holder.hold(store, me, NOW + timedelta(minutes=1))
    assert holder.hold(store, ELSEWHERE, NOW + timedelta(minutes=2))
    assert not holder.hold(store, me, NOW + timedelta(minutes=4))


def test_a_lease_of_another_machine_runs_out_within_four_minutes(store: Store) -> None:
    assert holder.hold(store, ELSEWHERE, NOW)
    assert holder.hold(store, holder.this_process(), NOW + timedelta(minutes=3, seconds=1))


def test_a_dead_process_of_this_machine_is_succeeded_at_once(store: Store) -> None:
    assert holder.hold(store, a_dead_process(), NOW)
    assert holder.hold(store, holder.this_process(), NOW + timedelta(seconds=1))


def test_a_living_process_of_this_machine_is_not_taken_for_dead(store: Store) -> None:
    assert holder.hold(store, holder.this_process(), NOW)
    assert not holder.hold(store, ELSEWHERE, NOW + timedelta(seconds=1))


def test_another_process_under_the_same_number_is_not_the_holder(store: Store) -> None:
    machine, number, started = holder.this_process().split("/")
    assert int(number) == os.getpid()
    assert holder.hold(store, f"{machine}/{number}/{int(started) - 1}", NOW)
    assert holder.hold(store, holder.this_process(), NOW + timedelta(seconds=1))


def test_whoever_takes_over_sends_the_letters_that_the_dead_one_had_in_hand(store: Store) -> None:
    assert holder.hold(store, a_dead_process(), NOW)
    store.write(put_case)
    store.write(lambda tx: outbox.queue(tx, a_letter(), NOW))
    assert store.write(lambda tx: outbox.claim(tx, NOW)) is not None
    assert store.write(lambda tx: outbox.claim(tx, NOW)) is None
    assert holder.hold(store, holder.this_process(), NOW + timedelta(seconds=1))
    assert store.write(lambda tx: outbox.claim(tx, NOW + timedelta(seconds=1))) is not None


def test_an_orderly_end_leaves_the_line_free(store: Store) -> None:
    me = holder.this_process()
    holder.hold(store, me, NOW)
    holder.let_go(store, me, NOW)
    with store.read() as tx:
        assert leases.holder_of(tx, holder.LINE) == ""
    assert holder.hold(store, ELSEWHERE, NOW)
