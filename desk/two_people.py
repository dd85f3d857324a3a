"""What two people do, or one after a day (reliability §6, «four-eyes»): who may settle what was asked, and what it waits for."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.asked_acts import AskedAct

ALONE_AFTER = timedelta(hours=24)  # so long does the one who asked look at it again before she does it alone


def alone_from(act: AskedAct) -> datetime:
    """When whoever asked may confirm it herself."""
    return act.asked_at + ALONE_AFTER


def may_confirm(act: AskedAct, by: str, now: datetime) -> bool:
    return not act.outcome and (by != act.asked_by or now >= alone_from(act))
