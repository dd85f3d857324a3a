"""A request that rests for a while: nothing goes on until an officer or the coordinator says so (R017, R034).

A pause is always the safer thing, so it takes effect at once. The waiting time goes on; an approval is kept, and circulates only
when the request goes on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from matching.amendment import catch_up
from matching.approval import past_the_gate
from matching.case import LIVE, Case, State
from matching.circulation import circular_recipients
from matching.decision import Decision, Letter, but_ask, ignore, noted, together
from matching.facts import Facts
from matching.letters import to_circular_recipients, to_officers
from matching.release import release_held
from scheme.agreement import Scheme
from scheme.terms import Policy

STILL_ASKED_TO_WAIT = "asked not to offer"  # among a case's `told`: it went on while a home was accepted, so landlords still wait
LOOKED_FOR = frozenset({State.CIRCULATED, State.OFFERED})  # landlords have the circular and may still offer


def pause(case: Case, facts: Facts, scheme: Scheme, today: date, *, until: date | None = None) -> Decision:
    """Landlords are asked not to offer for now; of a home that is kept free already, a person asks the officer."""
    if case.paused_on and until in {None, case.paused_until}:
        return ignore("the same pause again")
    again = until or _looked_at_again(scheme.policy(case.policy), today)
    paused = replace(case, paused_on=case.paused_on or today, paused_until=again)
    what = (
        f"Paused until {until.isoformat()}."
        if until
        else "Paused." + (f" To be looked at on {again.isoformat()}." if again else "")
    )
    told = () if case.paused_on else (*to_officers("request_paused", paused), *_to_landlords("request_paused", paused, facts))
    decision = together(noted(paused, what), Decision(letters=told))
    if not case.offers_in(*LIVE):
        return decision
    return but_ask(
        decision, "change", "The request is paused while a home is kept free for it: ask the officer at once.", case=paused
    )


def _looked_at_again(policy: Policy, today: date) -> date | None:
    """A pause without an end would sleep for ever, for no other clock runs beside it: after so long it is asked about."""
    days = policy.silence_lapse_days or policy.silence_ask_days
    return today + timedelta(days=days) if days else None


def pause_for_lost_contact(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Out of touch is not out of danger: the request keeps its place, rests, and a person says whether it ends."""
    why = (
        "The officer has lost contact with the household, so the request rests and is not closed. Find out with the officer "
        "whether the household is safe. When it is to be closed, accept this; when it is to go on, enter the change «resume»."
    )
    paused = pause(case, facts, scheme, today)
    return but_ask(replace(paused, ignored=""), "withdrawal", why, case=next(iter(paused.cases), case), urgent=True)


def resume(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """On from where it rested: the approval that waited goes past the gate, and who newly qualifies gets the circular."""
    if not case.paused_on:
        return ignore("the request is not paused")
    resumed = _waited_for(replace(case, paused_on=None, paused_until=None), wait=case.state is State.ACCEPTED)
    told = (*to_officers("request_open_again", resumed), *_to_landlords("request_open_again", resumed, facts))
    return together(noted(resumed, "Goes on after a pause."), Decision(letters=told), _onwards(resumed, facts, scheme, today))


def open_at_last(case: Case, facts: Facts) -> tuple[Case, tuple[Letter, ...]]:
    """The accepted home has fallen through: landlords that a pause had stopped, and that heard no more, may offer again."""
    if STILL_ASKED_TO_WAIT not in case.told or case.paused_on or case.state not in LOOKED_FOR:
        return case, ()
    case = _waited_for(case, wait=False)
    return case, _to_landlords("request_open_again", case, facts)


def _waited_for(case: Case, *, wait: bool) -> Case:
    kept = tuple(each for each in case.told if each != STILL_ASKED_TO_WAIT)
    return replace(case, told=(*kept, STILL_ASKED_TO_WAIT) if wait else kept)


def _onwards(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if case.state is State.AWAITING_APPROVAL and case.approved_on:
        return past_the_gate(case, facts, scheme, today)
    if case.state is State.HELD_AT_CAP:
        held = tuple(case if each.reference == case.reference else each for each in facts.held)
        return release_held(case.landlord, replace(facts, held=held), scheme, today)
    return catch_up(case, facts, scheme) if case.state in LOOKED_FOR else Decision()


def _to_landlords(kind: str, case: Case, facts: Facts) -> tuple[Letter, ...]:
    """Whoever looks for a home for it; a landlord that has offered one hears of it from a person."""
    if case.state not in LOOKED_FOR:
        return ()
    offered = {offer.landlord for offer in case.offers_in(*LIVE)}
    return to_circular_recipients(
        kind, case, (each for each in circular_recipients(case, facts) if each.name not in offered), facts
    )
