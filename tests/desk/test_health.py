"""What is well and what is not, from the figures alone; each finding says what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.health import Limits, findings, told
from store.beats import LINE, MAILBOX, POST, Beat
from store.figures import Figures

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LIMITS = Limits()


def wrong(figures: Figures, limits: Limits = LIMITS) -> set[str]:
    return {each.what for each in findings(figures, NOW, limits) if not each.ok}


def turning(*more: Beat, **figures) -> Figures:
    return Figures(beats=(Beat(name=LINE, at=NOW - MINUTE), *more), **figures)


def bad(name: str, for_: timedelta) -> Beat:
    return Beat(name=name, at=None, trouble="It did not answer in time.", since=NOW - for_, failures=9)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (turning(), set()),
        (Figures(), {LINE}),  # never run
        (Figures(beats=(Beat(name=LINE, at=NOW - 16 * MINUTE),)), {LINE}),  # stands still
        (turning(bad(MAILBOX, 4 * MINUTE)), set()),  # passes by itself, mostly
        (turning(bad(MAILBOX, 6 * MINUTE)), {MAILBOX}),
        (turning(bad(POST, 6 * MINUTE)), {POST}),
        (turning(oldest_unread=NOW - 3 * HOUR), set()),
        (turning(oldest_unread=NOW - 5 * HOUR), {"unread"}),
        (turning(oldest_unsent=NOW - 5 * HOUR), {"unsent"}),
        (turning(oldest_unsent=NOW - 5 * HOUR, paused=True), set()),  # a person has stopped it
        (turning(last_mail=NOW - 71 * HOUR), set()),
        (turning(last_mail=NOW - 73 * HOUR), {"quiet"}),
    ],
)
def test_what_is_wrong_is_found(figures: Figures, expected: set[str]) -> None:
    assert wrong(figures) == expected


def test_a_region_may_be_quiet_for_ever_if_its_configuration_says_so() -> None:
    assert not wrong(turning(last_mail=NOW - 9999 * HOUR), Limits(quiet=None))


def test_a_pause_is_said_but_is_no_trouble() -> None:
    (sending,) = [each for each in findings(turning(paused=True), NOW, Limits()) if each.what == "sending"]
    assert sending.ok
    assert "reciprocal resume" in sending.sentence


@pytest.mark.parametrize(
    ("since", "words"),
    [(timedelta(seconds=59), "less than a minute"), (MINUTE, "1 minute"), (3 * HOUR, "3 hours"), (49 * HOUR, "2 days")],
)
def test_times_are_said_as_a_person_says_them(since: timedelta, words: str) -> None:
    assert told(since) == words
