"""The held queue: when a place under the cap becomes free, the landlord's oldest held cases go on (domain/fairness §5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from matching.caps import OPEN_GATE, releasable
from matching.circulation import circulate
from matching.decision import Decision, together
from matching.facts import Facts
from scheme.agreement import Scheme


def release_held(landlord: str, facts: Facts, scheme: Scheme, today: date, *, but: str = "", out: int = 0) -> Decision:
    """Circulates the landlord's held cases for which there is room now, oldest first. `but`: a case that is just closing."""
    held = tuple(case for case in facts.held if case.landlord == landlord and case.reference != but)
    free = releasable(landlord, replace(facts, held=held), scheme, today, out=out)
    return together(*(circulate(case, facts, scheme.policy(case.policy), today, gate=OPEN_GATE) for case in free))


def release_where_room(facts: Facts, scheme: Scheme, today: date, out: Mapping[str, int]) -> Decision:
    """The same for every landlord with held cases: room that no mail has made, such as a policy's new date of effect (R050).

    `out`: how many requests of each landlord are out and have no accepted offer. They stood in line before, so the room is
    theirs first; and a day that is gone through twice lets nobody go on twice.
    """
    landlords = dict.fromkeys(case.landlord for case in facts.held)
    return together(*(release_held(each, facts, scheme, today, out=out.get(each, 0)) for each in landlords))
