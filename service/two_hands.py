"""What two people do, or one after a day: noted when it is asked for, done or dropped once, each step in the audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk.office import Refused
from desk.two_people import alone_from, may_confirm
from service.behind_the_desk import Behind
from store import asked_acts, audit
from store.asked_acts import DONE, DROPPED, AskedAct
from store.engine import Tx

SETTLED = {DONE: "confirmed", DROPPED: "dropped"}


def asked(tx: Tx, behind: Behind, *, kind: str, about: str, data: Any, reason: str, by: str) -> int:  # Any: the kind's own shape
    """One request for the same thing waits at a time, so that nobody confirms what another has taken back in her mind."""
    if not reason.strip():
        raise Refused("Say why: your reason stands for good.")
    for act in waiting_acts(tx, kind):
        if act.about == about:
            when = behind.place.local(act.asked_at)
            raise Refused(f"{act.asked_by} asked for this on {_day(when)} already: confirm it, or drop it first.")
    now = behind.now()
    number = asked_acts.ask(tx, kind=kind, about=about, data=data, reason=reason.strip(), by=by, now=now)
    audit.write(tx, now=now, who=by, act=f"asked for a {kind}", about=about, details=f"request {number}")
    return number


def waiting_acts(tx: Tx, kind: str) -> tuple[AskedAct, ...]:
    return asked_acts.waiting(tx, kind)


def confirmed(tx: Tx, behind: Behind, number: int, kind: str, by: str) -> AskedAct:
    """Settles it as done, for the deed that follows in the same transaction."""
    now, act = behind.now(), still_waiting(tx, number, kind, behind.place.local)
    if not may_confirm(act, by, now):
        when = behind.place.local(alone_from(act))
        raise Refused(f"You asked for this yourself. Another coordinator confirms it, or you do from {_moment(when)} on.")
    _settle(tx, act, DONE, by, now)
    return act


def drop(behind: Behind, number: int, kind: str, by: str, reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why it is dropped.")

    def work(tx: Tx) -> None:
        act = still_waiting(tx, number, kind, behind.place.local)
        _settle(tx, act, DROPPED, by, behind.now(), reason.strip())

    behind.store.write(work)


def still_waiting(tx: Tx, number: int, kind: str, local: Callable[[datetime], datetime]) -> AskedAct:
    act = asked_acts.find(tx, number)
    if act is None or act.kind != kind:
        raise Refused("Nothing of this number was asked for.")
    if act.settled_at is not None:
        raise Refused(f"{act.settled_by} {SETTLED[act.outcome]} this on {_moment(local(act.settled_at))}.")
    return act


def _settle(tx: Tx, act: AskedAct, outcome: str, by: str, now: datetime, details: str = "") -> None:
    if not asked_acts.settle(tx, act.id, outcome, by=by, now=now):
        raise Refused("Somebody else settled it at the same moment. Look at it again.")
    told = f"request {act.id}{': ' if details else ''}{details}"
    audit.write(tx, now=now, who=by, act=f"{SETTLED[outcome]} a {act.kind}", about=act.about, details=told)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"


def _moment(at: datetime) -> str:
    return f"{_day(at)}, {at:%H:%M}"
