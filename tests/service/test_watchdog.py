"""The watchdog over the loops (F4): first the door is shut from outside, then the process ends to be started anew."""

from __future__ import annotations

import logging
import os
import random
import socket
from pathlib import Path

import pytest

from service import notify
from service.back_off import LONGEST, LONGEST_REST, REST, BackOff
from service.watchdog import GRACE, HUNG, Pulse, Watchdog, stacks


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Door:
    def __init__(self) -> None:
        self.shut = 0

    def hang_up(self) -> None:
        self.shut += 1
        raise OSError("and it is not even there any more")


def watched(clock: Clock, at_least: float = 0.0) -> tuple[Pulse, Watchdog, list[int]]:
    pulse, ended = Pulse("mailbox", at_least, clock), list[int]()
    return pulse, Watchdog([pulse], end=ended.append, clock=clock), ended


def test_whoever_is_heard_of_in_time_is_left_alone() -> None:
    clock = Clock()
    pulse, watchdog, ended = watched(clock)
    for clock.seconds in range(0, 600, 50):
        pulse.within(60)
        assert watchdog.look()
    pulse.rest()
    clock.seconds += 10_000
    assert watchdog.look()
    assert not ended


def test_a_silent_loop_has_its_door_shut_once_and_may_go_on() -> None:
    clock, door = Clock(), Door()
    pulse, watchdog, ended = watched(clock)
    pulse.opened(door)
    pulse.within(60)
    for clock.seconds in (61, 70, 80):
        assert not watchdog.look()
    assert door.shut == 1
    pulse.within(60)
    assert watchdog.look()
    assert not ended


def test_one_that_cannot_be_woken_ends_the_process_and_says_where_it_hangs(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    pulse, watchdog, ended = watched(clock)
    pulse.within(60)
    for clock.seconds in (61, 61 + GRACE + 1):
        assert not watchdog.look()
    assert ended == [HUNG]
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.CRITICAL]
    assert "test_one_that_cannot_be_woken" in caplog.records[-1].getMessage()


def test_no_promise_is_shorter_than_two_looks_at_the_mailbox() -> None:
    clock = Clock()
    pulse, watchdog, _ = watched(clock, at_least=120)
    pulse.within(1)
    clock.seconds = 119
    assert watchdog.look()
    clock.seconds = 121
    assert not watchdog.look()


def test_the_stacks_name_functions_and_hold_no_value() -> None:
    a_name_nobody_may_read = "Rosalind Achterberg"
    told = stacks()
    assert "test_the_stacks_name_functions_and_hold_no_value" in told
    assert a_name_nobody_may_read not in told


def test_pauses_grow_to_a_minute_and_never_make_a_busy_loop() -> None:
    longest = BackOff(lambda _low, high: high)
    assert [longest.pause() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert all(BackOff(random.Random(seed).uniform).pause() >= 0.2 for seed in range(200))  # noqa: S311 - it only draws pauses
    assert longest.pause() == LONGEST


def test_after_a_refused_sign_in_nobody_knocks_for_a_minute_at_least_f9() -> None:
    longest, shortest = BackOff(lambda _low, high: high), BackOff(lambda low, _high: low)
    pauses = [longest.pause(permanent=True) for _ in range(8)]
    assert pauses == [60, 120, 240, 480, 960, 1920, LONGEST_REST, LONGEST_REST]
    assert {shortest.pause(permanent=True) for _ in range(8)} == {REST}


def test_a_line_that_breaks_sooner_than_its_last_pause_is_not_yet_well() -> None:
    back_off = BackOff(lambda _low, high: high)
    for _ in range(5):
        back_off.pause()
    back_off.well_for(10)
    assert back_off.pause() == 32
    back_off.well_for(33)
    assert back_off.pause() == 1


def test_systemd_is_told_over_its_socket_and_nobody_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify.ready()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.settimeout(5)
        monkeypatch.chdir(tmp_path)
        systemd.bind("notify")
        monkeypatch.setenv("NOTIFY_SOCKET", "notify")
        for deed in (notify.ready, notify.alive, notify.stopping, lambda: notify.status("Standing\nby.")):
            deed()
        assert [systemd.recv(100) for _ in range(4)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1", b"STATUS=Standing by."]
    notify.alive()  # systemd has gone: nobody is told, and nothing breaks
    abstract = f"@reciprocal-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.settimeout(5)
        systemd.bind("\0" + abstract[1:])
        monkeypatch.setenv("NOTIFY_SOCKET", abstract)
        notify.ready()
        assert systemd.recv(100) == b"READY=1"
