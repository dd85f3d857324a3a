"""`reciprocal status`: in three lines whether letters go, what waits, and what only a person can settle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from store import outbox, questions, switches
from store.engine import Store
from store.outbox import Unsent
from store.switches import Switch


def lines(store: Store, now: datetime) -> Iterator[str]:
    with store.read() as tx:
        paused, waiting = switches.of(tx, switches.PAUSED), outbox.unsent(tx)
        asked = questions.open_all(tx)
    yield state(paused) or "Letters go."
    yield told_of_waiting(waiting, now)
    urgent = sum(each.question.urgent for each in asked)
    yield f"{len(asked)} open questions, {urgent} of them urgent."


def state(paused: Switch | None) -> str:
    """One sentence for whoever looks; empty while letters may go."""
    if paused is None or not paused.on:
        return ""
    reason = f" {paused.reason.rstrip('.')}." if paused.reason else ""
    since = f"since {paused.at:%d %B %Y %H:%M} UTC by {paused.by}"
    return f"Sending is PAUSED {since}.{reason} «reciprocal resume» lets letters go again."


def state_of(store: Store) -> str:
    with store.read() as tx:
        return state(switches.of(tx, switches.PAUSED))


def told_of_waiting(waiting: Unsent, now: datetime) -> str:
    """How many letters are still to go, and how old the oldest is."""
    if waiting.oldest is None:
        return "No letter waits."
    hours, minutes = divmod(max(0, int((now - waiting.oldest).total_seconds())) // 60, 60)
    letters = "1 letter waits" if waiting.count == 1 else f"{waiting.count} letters wait"
    return f"{letters}, the oldest for {hours} h {minutes:02} min."
