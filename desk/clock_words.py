"""The clock of a request that runs out next, as somebody at the desk reads it: «Circulate by 6 Nov 2026»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from matching.case import Case, OfferState
from matching.clocks import days_left
from scheme.agreement import Scheme

SOON = 2  # days before the end from which a clock is shown as pressing


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    day: date
    says: str  # «Circulate by»
    left: int  # days; below zero when the day is past

    @property
    def tone(self) -> str:
        return "bad" if self.left < 0 else "warn" if self.left <= SOON else ""

    @property
    def in_days(self) -> str:
        if self.left < 0:
            return f"{_days(-self.left)} ago"
        return f"{_days(self.left)} left" if self.left else "today"


def next_clock(case: Case, scheme: Scheme, today: date) -> Clock | None:
    """The one that runs out soonest; None while none runs."""
    return min(_clocks(case, scheme, today), key=lambda clock: clock.day, default=None)


def _clocks(case: Case, scheme: Scheme, today: date) -> Iterator[Clock]:
    left = days_left(case, scheme.policy(case.policy), today)
    if left is not None:
        yield Clock(day=today + timedelta(days=left), says="Circulate by", left=left)
    for offer in case.offers:
        if case.open and offer.state is OfferState.OPEN and offer.reply_by:
            yield Clock(day=offer.reply_by, says=f"Answer to {offer.landlord} by", left=(offer.reply_by - today).days)


def since(then: datetime, now: datetime) -> str:
    """How long something has waited: «since 3 days»."""
    days = (now.date() - then.date()).days
    if days > 0:
        return f"for {_days(days)}"
    hours = int((now - then).total_seconds() // 3600)
    return f"for {hours} hour{'' if hours == 1 else 's'}" if hours > 0 else "just now"


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
