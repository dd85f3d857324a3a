"""A closed request that a person opens again, under its own reference (R034). No mail does it by itself.

Landlords have deleted what they had, so the circular goes out anew. An approval counts again while it is recent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.approval import past_the_gate
from matching.case import TAKEN_BACK, Case, OfferState, State, open_again
from matching.decision import Decision, Letter, ask, but_ask, ignore, noted, together
from matching.endings import RECALLED
from matching.facts import Facts
from matching.letters import to_leads, to_officers
from scheme.agreement import Scheme
from scheme.terms import Policy

# The facts without which nobody can be asked, by the question of the form that gives them.
NEEDED = {
    "applicant_landlord": "landlord",
    "area_residence": "area_residence",
    "areas_requested": "safe_areas",
    "bedrooms_needed": "bedrooms",
    "risk_primary": "risk_primary",
}


def reopen(case: Case, facts: Facts, scheme: Scheme, today: date, why: str = "") -> Decision:
    """Back to where it can go on from: to be completed, to be approved, or past the gate of the cap."""
    if case.open:
        return ignore("the request is open")
    if case.state is State.MOVED and TAKEN_BACK not in case.told:
        why = "The household has moved, and its move is counted: take it back first, with «reciprocal pot correct»."
        return ask("closed", why, case=case)
    if not case.officers:
        return ask("closed", "The request has no officer to write to: take it as a new request.", case=case)
    opened = together(_opened(case, facts, scheme, today), Decision(reopened=(case.reference,)))
    reason = f" Reason: {why}" if why else ""
    return together(noted(_afresh(case, State.RECEIVED, today), f"Opened again; it was {case.state}.{reason}"), opened)


def _opened(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if missing := _missing(case):
        received = _without_approval(_afresh(case, State.RECEIVED, today))
        return together(noted(received, "It waits for a whole form."), Decision(letters=_asked_for(received, missing)))
    partner = facts.active(case.landlord)
    if partner is None or not partner.named_leads:
        received = _without_approval(_afresh(case, State.RECEIVED, today))
        why = f"{case.landlord} is not an active partner with a named lead, so it cannot be asked for approval (R013)."
        return but_ask(noted(received, "Its landlord does not take part."), "landlord", why, case=received)
    waiting = _afresh(case, State.AWAITING_APPROVAL, today)
    if _approval_counts(case, scheme.policy(case.policy), today):
        told = (*to_officers("reopened", waiting), *to_leads("reopened", waiting, waiting.landlord, facts))
        return together(
            noted(waiting, "The approval stands."), Decision(letters=told), past_the_gate(waiting, facts, scheme, today)
        )
    asked = replace(_without_approval(waiting), approval_asked_on=today)
    letters = (*to_officers("reopened", asked), *to_leads("approval_request", asked, asked.landlord, facts))
    return together(noted(asked, "The landlord is asked for its approval anew."), Decision(letters=letters))


def _afresh(case: Case, state: State, today: date) -> Case:
    """What belonged to the ending, and to who was told before it, counts no more; offers and refusals are its history.

    A home that nobody moved into after all is over, too. An offer's own table knows no such step, for no mail can take it.
    """
    lapsed = tuple(replace(each, state=OfferState.LAPSED) if each.state is OfferState.HOUSED else each for each in case.offers)
    return replace(
        open_again(case, state),
        offers=lapsed,
        circulated_on=None,
        circulated_to=(),
        cap_override="",
        panel_date=None,
        paused_on=None,
        paused_until=None,
        moved_outside="",
        heard_on=today,
        told=tuple(each for each in case.told if each == RECALLED and state is State.RECEIVED),
    )


def _without_approval(case: Case) -> Case:
    return replace(case, approved_on=None, approved_by="", acknowledged_owing=False)


def _missing(case: Case) -> tuple[str, ...]:
    """Consent that was withdrawn must be given anew; what the case itself does not know, a form must say."""
    consent = ("consent_given",) if RECALLED in case.told else ()
    return (*consent, *(key for key, known in NEEDED.items() if not getattr(case, known)))


def _asked_for(case: Case, missing: tuple[str, ...]) -> tuple[Letter, ...]:
    return to_officers("more_information", case, missing=missing)


def _approval_counts(case: Case, policy: Policy, today: date) -> bool:
    """An approval is good for as long as one may be waited for; one that was taken back never is (R025)."""
    if case.state is State.DECLINED or case.approved_on is None:
        return False
    return not policy.approval_lapse_days or (today - case.approved_on).days <= policy.approval_lapse_days
