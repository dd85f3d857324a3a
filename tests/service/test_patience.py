"""A refused sign-in is not hammered (F9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ingest.mailbox import MailboxTrouble
from service.patience import REST, Patient


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
