"""A refused sign-in is not hammered (F9)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from traceback import walk_tb

import pytest

from ingest.mailbox import MailboxTrouble
from service.patience import LONGEST_REST, REST, Patient


class Doorway:
    """A door that counts who knocks; it stays shut for the trouble it is given."""

    def __init__(self, trouble: MailboxTrouble | None) -> None:
        self.trouble, self.knocks, self.time = trouble, 0, 0.0

    @contextmanager
    def opening(self) -> Iterator[str]:
        self.knocks += 1
        if self.trouble:
            raise self.trouble
        yield "open"

    def patient(self) -> Patient[str]:
        return Patient(self.opening, clock=lambda: self.time)


def knock(door: Patient[str]) -> str:
    with door() as answer:
        return answer


def test_after_a_refused_sign_in_nobody_knocks_for_a_minute() -> None:
    doorway = Doorway(MailboxTrouble("The password is wrong.", permanent=True))
    door = doorway.patient()
    for doorway.time in (0.0, 1.0, REST - 1):
        with pytest.raises(MailboxTrouble, match="The password is wrong"):
            knock(door)
    assert doorway.knocks == 1
    doorway.time, doorway.trouble = REST + 1, None
    assert knock(door) == "open"
    assert knock(door) == "open"


def test_bad_weather_is_tried_again_at_once() -> None:
    doorway = Doorway(MailboxTrouble("The server does not answer."))
    door = doorway.patient()
    for _ in range(3):
        with pytest.raises(MailboxTrouble):
            knock(door)
    assert doorway.knocks == 3


def test_the_rest_doubles_up_to_an_hour_and_begins_anew_after_an_open_door() -> None:
    """A day of a daemon that looks every ten seconds at a door whose password was changed."""
    doorway = Doorway(MailboxTrouble("The password is wrong.", permanent=True))
    door = doorway.patient()
    knocked_at = []
    while doorway.time < 4 * 3600:
        before = doorway.knocks
        with pytest.raises(MailboxTrouble):
            knock(door)
        knocked_at += [doorway.time] * (doorway.knocks - before)
        doorway.time += 10
    gaps = [later - earlier for earlier, later in pairwise(knocked_at)]
    assert gaps == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    doorway.time, trouble, doorway.trouble = doorway.time + LONGEST_REST, doorway.trouble, None
    assert knock(door) == "open"
    doorway.trouble = trouble
    for _ in range(2):
        with pytest.raises(MailboxTrouble):
            knock(door)
        doorway.time += REST + 1
    assert doorway.knocks == len(knocked_at) + 3


def test_of_several_threads_at_a_shut_door_one_knocks() -> None:
    """The watcher and the round begin at the same moment: one refusal is enough for both."""
    at_the_door = threading.Barrier(8)
    doorway = Doorway(MailboxTrouble("The password is wrong.", permanent=True))
    door = doorway.patient()
    told: list[str] = []

    def visitor() -> None:
        at_the_door.wait(timeout=30)
        try:
            knock(door)
        except MailboxTrouble as trouble:
            told.append(trouble.sentence)

    visitors = [threading.Thread(target=visitor) for _ in range(8)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join(timeout=30)
    assert told == ["The password is wrong."] * 8
    assert doorway.knocks == 1


def test_an_open_door_keeps_nobody_waiting() -> None:
    door = Doorway(None).patient()
    with door() as one, door() as other:
        assert (one, other) == ("open", "open")


def test_trouble_that_is_repeated_does_not_grow() -> None:
    """F5: each raising adds its lines to the trace of the same trouble."""
    doorway = Doorway(MailboxTrouble("The password is wrong.", permanent=True))
    door = doorway.patient()
    depths = []
    for _ in range(20):
        with pytest.raises(MailboxTrouble) as caught:
            knock(door)
        depths.append(len(list(walk_tb(caught.value.__traceback__))))
    assert len(set(depths[1:])) == 1
