"""What happened in a period, as figures: requests by ground, outcomes, moves, waiting, landlords (R059–R065).

The coordinator sees every figure as it is. Whoever else gets a report sees counts from five on, each rounded to the nearest
five, so that neither a small cell nor the difference of two reports shows one household (D17).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from matching.case import Case, OfferState, State
from matching.ledger import Entry, EntryKind, balance
from scheme.agreement import Scheme

SMALLEST_SHARED = 5
OUTSIDE = {"own_stock": "In the landlord's own stock", "elsewhere": "In another way"}
ENDED_AS = {
    State.MOVED: "Moved",
    State.WITHDRAWN: "Withdrawn",
    State.DECLINED: "Not approved",
    State.INELIGIBLE: "Not eligible",
    State.LAPSED: "Lapsed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Landlord:
    """A landlord's moves in the period, and what it owes at its end."""

    name: str
    received: int
    given: int
    owes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of one period. Requests count in the period in which they came, moves in that of the tenancy's first day."""

    period: Period
    requests: int
    by_group: tuple[Count, ...]  # the bars of the report, in the scheme's order (R060)
    no_group: int  # requests whose ground is not settled
    vawg: int  # the total over the grounds marked so (R061)
    vawg_groups: frozenset[str]  # the bars that make it
    now: tuple[Count, ...]  # what has become of the requests by now
    circulated: int
    circulated_in_time: int  # within the policy's days of being complete and approved (R036)
    days_to_circulate: float | None  # median; None where nothing was circulated
    offers: int
    refused: int
    moves: int
    adults: int
    children: int
    outside: tuple[Count, ...]  # moves that are counted and post nothing
    overrides: int  # requests that went on above the cap
    monitored: tuple[Count, ...]  # households of the groups whose access is studied (R064)
    landlords: tuple[Landlord, ...]

    @property
    def people(self) -> int:
        return self.adults + self.children


def figures_of(cases: Sequence[Case], entries: Sequence[Entry], scheme: Scheme, period: Period) -> Figures:
    """The figures of a period from the whole store."""
    came = [case for case in cases if period.holds(case.received_on)]
    out = [case for case in cases if period.holds(case.circulated_on)]
    days = [waited for case in out if (waited := _days_to_circulate(case)) is not None]
    in_time = [case for case in out if (_days_to_circulate(case) or 0) <= scheme.policy(case.policy).circulate_within_days]
    posted = _moves(entries, period)
    housed = [case for case in cases if case.reference in {entry.case for entry in posted}]
    offers = [offer for case in cases for offer in case.offers if period.holds(offer.made_on)]
    grounds = Counter(_group(case, scheme) for case in came)
    return Figures(
        period=period,
        requests=len(came),
        by_group=tuple(Count(label=group, number=grounds[group]) for group in scheme.report_groups),
        no_group=grounds[""],
        vawg=sum(_is_vawg(case, scheme) for case in came),
        vawg_groups=frozenset(ground.report_group for ground in scheme.grounds if ground.vawg),
        now=_what_became(came),
        circulated=len(out),
        circulated_in_time=len(in_time),
        days_to_circulate=median(days) if days else None,
        offers=len(offers),
        refused=sum(offer.state is OfferState.REFUSED for offer in offers),
        moves=len({(entry.case, entry.move) for entry in posted}),
        adults=sum(_who_moved(case)[0] for case in housed),
        children=sum(_who_moved(case)[1] for case in housed),
        outside=_outside(cases, period),
        overrides=sum(bool(case.cap_override) for case in came),
        monitored=tuple(
            Count(label=group.label, number=sum(group.key in case.groups for case in came)) for group in scheme.monitoring
        ),
        landlords=_landlords(entries, posted, period),
    )


def _group(case: Case, scheme: Scheme) -> str:
    ground = scheme.ground(case.risk_primary) if case.risk_primary else None
    return ground.report_group if ground else ""


def _is_vawg(case: Case, scheme: Scheme) -> bool:
    ground = scheme.ground(case.risk_primary) if case.risk_primary else None
    return bool(ground and ground.vawg)


def _what_became(came: Iterable[Case]) -> tuple[Count, ...]:
    states = Counter(case.state for case in came)
    ended = tuple(Count(label=label, number=states[state]) for state, label in ENDED_AS.items())
    return (Count(label="Still open", number=sum(states.values()) - sum(each.number for each in ended)), *ended)


def _days_to_circulate(case: Case) -> int | None:
    """Calendar days from the later of complete and approved (R036, C6)."""
    if not (case.circulated_on and case.complete_on and case.approved_on):
        return None
    return (case.circulated_on - max(case.complete_on, case.approved_on)).days


def _moves(entries: Sequence[Entry], period: Period) -> tuple[Entry, ...]:
    """Both legs of every posted move of the period that stands."""
    undone = {(entry.case, entry.move) for entry in entries if entry.kind is EntryKind.CORRECT}
    return tuple(
        entry
        for entry in entries
        if entry.kind is EntryKind.POST and period.holds(entry.day) and (entry.case, entry.move) not in undone
    )


def _who_moved(case: Case) -> tuple[int, int]:
    """Adults and children as the report of the move counts them; where it does not, as the request has them."""
    adults, children = case.people_moved
    return (
        case.household.adults if adults is None else adults,
        case.household.children if children is None else children,
    )


def _outside(cases: Iterable[Case], period: Period) -> tuple[Count, ...]:
    ways = Counter(case.moved_outside for case in cases if period.holds(case.closed_on))
    return tuple(Count(label=label, number=ways[way]) for way, label in OUTSIDE.items())


def _landlords(entries: Sequence[Entry], posted: Sequence[Entry], period: Period) -> tuple[Landlord, ...]:
    at_the_end = balance(entries, period.until)
    received = Counter(entry.landlord for entry in posted if entry.homes < 0)
    given = Counter(entry.landlord for entry in posted if entry.homes > 0)
    return tuple(
        Landlord(name=name, received=received[name], given=given[name], owes=at_the_end[name].owes) for name in sorted(at_the_end)
    )


def whole_percents(numbers: Sequence[int]) -> tuple[int, ...]:
    """Shares in whole per cent that sum to 100: what is left by rounding down goes to the largest remainders (R062).

    Of nothing at all every share is 0.
    """
    total = sum(numbers)
    if not total:
        return tuple(0 for _ in numbers)
    shares = [number * 100 // total for number in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda at: (-(numbers[at] * 100 % total), at))
    for at in by_remainder[: 100 - sum(shares)]:
        shares[at] += 1
    return tuple(shares)


def shared(number: int) -> int | None:
    """A count as somebody outside may see it: 0, or from five on to the nearest five; None = fewer than five (D17)."""
    if 0 < number < SMALLEST_SHARED:
        return None
    return (number + SMALLEST_SHARED // 2) // SMALLEST_SHARED * SMALLEST_SHARED
