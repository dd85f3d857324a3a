"""The cap: a landlord may not have more than so many homes owed without giving one back (R049, R050, domain/fairness §5.2).

Three gates: at approval the landlord is told, at circulation the case is held, at acceptance it is refused. Accepted offers
count as commitments. The queue of held cases is first come, first served, for each landlord.

The cap has a date of effect (R050), and a case keeps the policy that it came in under: so a gate is open when it is open under
that policy or under the one of today. A higher cap lets go on who waits; a lower one is for those who come after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matching.case import Case
from matching.facts import Facts
from scheme.agreement import Scheme
from scheme.terms import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Open, or shut for a reason that a coordinator can read. `override` is her reason when only that opened it."""

    because: str = ""
    override: str = ""

    @property
    def open(self) -> bool:
        return not self.because


OPEN_GATE = Gate()


def policies_for(case: Case, scheme: Scheme, today: date) -> tuple[Policy, ...]:
    """The policy that the case came in under, and the one of today: the cap of either may let it go on (R050)."""
    return tuple(dict.fromkeys((scheme.policy(case.policy), scheme.policy_on(today))))


def commitments(landlord: str, facts: Facts, policy: Policy) -> int:
    """What is compared with the cap: homes owed and homes reserved (L3)."""
    balance = facts.balance(landlord)
    if policy.cap_counts == "since_last":
        return facts.given_since_last.get(landlord, 0) + balance.reserved
    return balance.committed


def room(landlord: str, facts: Facts, *policies: Policy) -> int:
    """How many more of its households may be rehoused before it gives a home; never less than none."""
    return max(0, *(policy.owed_cap - commitments(landlord, facts, policy) for policy in policies))


def may_circulate(landlord: str, facts: Facts, *policies: Policy, case: Case | None = None) -> Gate:
    """Held when the cap is full, or while older cases of the same landlord wait (first come, first served)."""
    shut = _full(landlord, facts, policies)
    older = _held_before(landlord, facts, case)
    if not shut and older:
        shut = f"{len(older)} older case(s) of {landlord} are held at the cap: first come, first served."
    return _unless_overridden(shut, facts, case)


def may_accept(landlord: str, facts: Facts, *policies: Policy, case: Case | None = None) -> Gate:
    """Refused at acceptance when the cap is full: the last and hard gate (L3)."""
    return _unless_overridden(_full(landlord, facts, policies), facts, case)


def _full(landlord: str, facts: Facts, policies: tuple[Policy, ...]) -> str:
    if room(landlord, facts, *policies):
        return ""
    newest = policies[-1]
    counted = commitments(landlord, facts, newest)
    since_last = newest.cap_counts == "since_last"
    how = "received or reserved since it last gave one" if since_last else "owed or reserved"
    return f"{landlord} stands at {counted} homes {how}, and the cap is {newest.owed_cap} (R049)."


def waiting(landlord: str, facts: Facts) -> tuple[Case, ...]:
    """Its cases in the held queue, oldest first. One that is paused waits for its household, and holds nobody up."""
    return tuple(each for each in facts.held if each.landlord == landlord and each.paused_on is None)


def _held_before(landlord: str, facts: Facts, case: Case | None) -> tuple[Case, ...]:
    held = waiting(landlord, facts)
    if case is None:
        return held
    names = [each.reference for each in held]
    return held[: names.index(case.reference)] if case.reference in names else held


def _unless_overridden(shut: str, facts: Facts, case: Case | None) -> Gate:
    """A coordinator may go on above the cap, with a reason; given once, it stays with the case."""
    reason = facts.override if facts.speaker.coordinator else ""
    reason = reason or (case.cap_override if case else "")
    if not shut:
        return OPEN_GATE
    return Gate(override=reason) if reason else Gate(because=shut)


def releasable(landlord: str, facts: Facts, scheme: Scheme, today: date, *, out: int = 0) -> tuple[Case, ...]:
    """Which held cases of the landlord may go on now: the oldest, as many as there is room. `out`: places that are spoken for."""
    free: list[Case] = []
    for case in waiting(landlord, facts):
        if room(landlord, facts, *policies_for(case, scheme, today)) <= out + len(free):
            break
        free.append(case)
    return tuple(free)
