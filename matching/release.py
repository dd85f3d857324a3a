"""The held queue: when a place under the cap becomes free, the landlord's oldest held cases go on (domain/fairness §5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.caps import OPEN_GATE, releasable
from matching.circulation import circulate
from matching.decision import Decision, together
from matching.facts import Facts
from scheme.agreement import Scheme


def release_held(landlord: str, facts: Facts, scheme: Scheme, today: date, *, but: str = "") -> Decision:
    """Circulates the landlord's held cases for which there is room now, oldest first; none that rests.

    `but`: a case that is just closing.
    """
    mine = (case for case in facts.held if case.landlord == landlord and case.reference != but)
    held = tuple(case for case in mine if not case.paused_on)
    if not held:
        return Decision()
    oldest_policy = scheme.policy(held[0].policy)
    free = releasable(landlord, replace(facts, held=held), oldest_policy)
    return together(*(circulate(case, facts, scheme.policy(case.policy), today, gate=OPEN_GATE) for case in free))
