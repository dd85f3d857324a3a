"""The alarm letter says fixed words to a coordinator of the configuration, and the gate lets nothing else through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outbox.alarm import ALARMS, alarm_cause
from outbox.compose import compose_alarm
from outbox.leaks import alarm_leaks
from outbox.message import OutboundMessage
from tests.outbox.post import SENDER, TODAY

COORDINATOR = "robin@region.example"


def alarm(what: str = "mailbox", to: str = COORDINATOR) -> OutboundMessage:
    return compose_alarm(alarm_cause(what, "2026-11-30"), to, sender=SENDER, today=TODAY)


def gate(message: OutboundMessage) -> tuple[str, ...]:
    return alarm_leaks(message, coordinators=("Robin@Region.example",), sender=SENDER)


@pytest.mark.parametrize("what", ALARMS)
def test_each_alarm_passes_the_gate_and_is_the_same_bytes_again(what: str) -> None:
    assert gate(alarm(what)) == ()
    assert alarm(what) == alarm(what)


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (lambda m: replace(m, to="else@region.example"), "D1"),
        (lambda m: replace(alarm(to="else@region.example"), subject=m.subject), "D2"),
        (lambda m: replace(m, case="ARC-07-26"), "D7"),
        (lambda m: replace(m, partner="Southwark"), "D4"),
        (lambda m: replace(m, cause="alarm unheard 2026-11-30"), "D4"),
        (lambda m: replace(m, cause=alarm_cause("post", "2026-11-30")), "D4"),
        (lambda m: replace(m, kind="circular"), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"some hours", b"some homes")), "D4"),
        (lambda m: replace(m, data=m.data.replace(b"some hours", b"Southwark.", 1)), "D9"),
        (lambda m: replace(m, data=m.data.replace(b"To: ", b"Cc: nosy@region.example\r\nTo: ")), "D"),
    ],
)
def test_a_spoiled_alarm_is_held(spoiled, rule: str) -> None:
    assert any(each.startswith(rule) for each in gate(spoiled(alarm())))
