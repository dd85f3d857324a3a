"""One daemon holds the line; the next stands by, and takes over at once from a process that is dead (F20, F29)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from service import holder
from service.holder import LASTS, Holding
from service.line import LEASE, NotMine
from store import leases, outbox
from store.engine import Store
from tests.store.rows import a_letter, put_case

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ELSEWHERE = "another-machine/4711/99"


def a_dead_process() -> str:
    """The name that a process of this machine went by which has ended since."""
    words = "from service.holder import this_process; print(this_process())"
    return subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout.strip()


class Clock:
    """A steady clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds

    def wait(self, span: timedelta) -> None:
        self.seconds += span.total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_second_daemon_stands_by_while_the_first_renews(store: Store, clock: Clock) -> None:
    first, second = Holding(store, ELSEWHERE, clock), Holding(store, clock=clock)
    for minute in range(12):
        assert first.hold(NOW + timedelta(minutes=minute))
        assert not second.hold(NOW + timedelta(minutes=minute))
        assert first.holds
        assert not second.holds
        clock.wait(timedelta(minutes=1))


def test_a_lease_of_another_machine_is_outlived_within_four_minutes(store: Store, clock: Clock) -> None:
    assert Holding(store, ELSEWHERE, clock).hold(NOW)
    second = Holding(store, clock=clock)
    assert not second.hold(NOW)
    clock.wait(LASTS - timedelta(seconds=1))
    assert not second.hold(NOW)
    clock.wait(timedelta(seconds=1))
    assert second.hold(NOW)
    assert timedelta(minutes=4) > LASTS


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-365), timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_jumps_on_one_machine_neither_freezes_the_line_nor_gives_it_two_holders_f27(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    first, second = Holding(store, ELSEWHERE, clock), Holding(store, clock=clock)
    assert first.hold(NOW + jump)  # the holder's clock is wrong …
    assert not second.hold(NOW)
    assert not second.hold(NOW + jump * 2)  # … or the other's is
    clock.wait(timedelta(minutes=2))
    assert first.hold(NOW + jump)
    assert not second.hold(NOW)
    clock.wait(LASTS)  # the first is gone, and whatever its row says, three minutes are enough
    assert second.hold(NOW)


def test_whoever_slept_through_its_lease_notices_before_it_acts_f20(store: Store, clock: Clock) -> None:
    sleeper, second = Holding(store, ELSEWHERE, clock), Holding(store, clock=clock)
    assert sleeper.hold(NOW)
    with store.begin() as tx:
        assert sleeper.is_mine(tx)
        assert sleeper.my_fence(tx) == 1
    assert not second.hold(NOW)
    clock.wait(LASTS)
    assert second.hold(NOW)
    with store.begin() as tx:
        assert not sleeper.is_mine(tx)
        with pytest.raises(NotMine):
            sleeper.my_fence(tx)
        assert second.my_fence(tx) == 2
    assert not sleeper.renew(NOW)
    assert not sleeper.holds


def test_a_lease_that_was_lost_and_won_back_has_another_fence(store: Store, clock: Clock) -> None:
    first, second = Holding(store, ELSEWHERE, clock), Holding(store, clock=clock)
    assert first.hold(NOW)
    assert not second.hold(NOW)
    clock.wait(LASTS)
    assert second.hold(NOW)
    second.let_go(NOW)
    with store.begin() as tx:
        assert not first.is_mine(tx)
    assert first.hold(NOW)
    assert first.fence > 2


def test_whoever_cannot_renew_stops_acting_by_itself(store: Store, clock: Clock) -> None:
    holding = Holding(store, clock=clock)
    assert holding.hold(NOW)
    clock.wait(LASTS)
    assert not holding.holds


def test_a_process_that_stands_by_takes_nothing_by_renewing(store: Store, clock: Clock) -> None:
    holding = Holding(store, clock=clock)
    assert not holding.renew(NOW)
    with store.read() as tx:
        assert leases.look(tx, LEASE) is None


def test_a_dead_process_of_this_machine_is_succeeded_at_once(store: Store) -> None:
    assert Holding(store, a_dead_process()).hold(NOW)
    assert Holding(store).hold(NOW)


def test_a_living_process_of_this_machine_is_not_taken_for_dead(store: Store) -> None:
    assert Holding(store).hold(NOW)
    assert not Holding(store, ELSEWHERE).hold(NOW)


def test_another_process_under_the_same_number_is_not_the_holder(store: Store) -> None:
    machine, number, started = holder.this_process().split("/")
    assert int(number) == os.getpid()
    assert Holding(store, f"{machine}/{number}/{int(started) - 1}").hold(NOW)
    assert Holding(store).hold(NOW)


def test_whoever_takes_over_sends_the_letters_that_the_dead_one_had_in_hand(store: Store) -> None:
    assert Holding(store, a_dead_process()).hold(NOW)
    store.write(put_case)
    store.write(lambda tx: outbox.queue(tx, a_letter(), NOW))
    assert store.write(lambda tx: outbox.claim(tx, NOW)) is not None
    assert store.write(lambda tx: outbox.claim(tx, NOW)) is None
    assert Holding(store).hold(NOW + timedelta(seconds=1))
    assert store.write(lambda tx: outbox.claim(tx, NOW + timedelta(seconds=1))) is not None


def test_an_orderly_end_leaves_the_line_free(store: Store) -> None:
    holding = Holding(store)
    assert holding.hold(NOW)
    holding.let_go(NOW)
    with store.read() as tx:
        lease = leases.look(tx, LEASE)
        assert lease is not None
        assert lease.holder == ""
    assert Holding(store, ELSEWHERE).hold(NOW)
