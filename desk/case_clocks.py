"""Every clock of a request that runs, as somebody at the desk reads it; the one that runs out next comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from desk.clock_words import Clock
from matching.case import Case, OfferState, State
from matching.clocks import WAITING, days_left
from scheme.agreement import Scheme
from scheme.terms import Policy


def running(case: Case, scheme: Scheme, today: date) -> tuple[Clock, ...]:
    """None of them runs for a request that has ended, and only the pause's for one that rests."""
    if not case.open:
        return ()
    if case.paused_on:
        until = case.paused_until
        return (_clock("Paused until", until, today),) if until else ()
    policy = scheme.policy(case.policy)
    found = [clock for clocks in CLOCKS for clock in clocks(case, policy, today)]
    return tuple(sorted(found, key=lambda clock: clock.day))


def _clock(says: str, day: date, today: date) -> Clock:
    return Clock(day=day, says=says, left=(day - today).days)


def _circulation(case: Case, policy: Policy, today: date) -> Iterator[Clock]:
    left = days_left(case, policy, today)
    if left is not None:
        yield _clock("Circulate by", today + timedelta(days=left), today)


def _offers(case: Case, policy: Policy, today: date) -> Iterator[Clock]:
    for offer in case.offers_in(OfferState.OPEN):
        day = offer.reply_by or offer.made_on + timedelta(days=policy.offer_ask_days)
        yield _clock(f"Answer to {offer.landlord} {'by' if offer.reply_by else 'asked for on'}", day, today)


def _approval(case: Case, policy: Policy, today: date) -> Iterator[Clock]:
    """Until its panel has met, else until its landlord is reminded again, and at last until it may lapse."""
    asked = case.approval_asked_on or case.complete_on
    if case.state is not State.AWAITING_APPROVAL or case.approved_on or asked is None:
        return
    if case.panel_date and case.panel_date >= today:
        yield _clock("Panel on", case.panel_date, today)
        return
    since = max(asked, case.panel_date) if case.panel_date else asked
    steps = [since + timedelta(days=days) for days in policy.approval_chase_days]
    ahead = next((day for day in steps if day >= today), None)
    if ahead is not None:
        yield _clock("Approval chased on", ahead, today)
    elif policy.approval_lapse_days:
        yield _clock("May lapse without approval from", since + timedelta(days=policy.approval_lapse_days), today)


def _tenancies(case: Case, policy: Policy, today: date) -> Iterator[Clock]:
    if policy.tenancy_ask_days:
        for offer in case.offers_in(OfferState.ACCEPTED):
            since = offer.accepted_on or offer.made_on
            yield _clock(f"Tenancy with {offer.landlord} asked about on", since + timedelta(days=policy.tenancy_ask_days), today)


def _silence(case: Case, policy: Policy, today: date) -> Iterator[Clock]:
    if case.state in WAITING and policy.silence_ask_days:
        since = case.heard_on or case.circulated_on or case.received_on
        yield _clock("Officers asked whether it is still needed on", since + timedelta(days=policy.silence_ask_days), today)


CLOCKS: tuple[Callable[[Case, Policy, date], Iterator[Clock]], ...] = (_circulation, _offers, _approval, _tenancies, _silence)
