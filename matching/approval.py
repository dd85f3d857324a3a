"""The landlord's word on a request (R021–R025), and the first gate of the cap behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.caps import may_circulate, policies_for
from matching.case import Case, State, close, step
from matching.circulation import circulate
from matching.decision import Decision, Letter, ask, but_ask, ignore, noted, together
from matching.facts import Facts
from matching.letters import to_leads, to_mailbox, to_officers
from matching.speaker import is_named_lead, speaks_as_lead
from parsing.readings import LandlordDecision
from scheme.agreement import Scheme
from scheme.terms import Policy

BEYOND_APPROVAL = frozenset({State.HELD_AT_CAP, State.CIRCULATED, State.OFFERED, State.ACCEPTED, State.MOVED})


def take_landlord_decision(reading: LandlordDecision, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not speaks_as_lead(facts, case.landlord):
        return ask(
            "approval", "A decision on the request came from somebody who is not a named lead of its landlord (R021).", case=case
        )
    if doubts := reading.all_doubts():
        return ask("doubt", "The landlord's answer is not clear: " + " ".join(doubts), case=case)
    match reading.decision.value:
        case "approve":
            return _approve(reading, case, facts, scheme, today)
        case "decline":
            return _decline(reading, case, today)
        case "pending_panel":
            return _await_panel(reading, case)
        case "not_ours":
            return ask("landlord", f"{case.landlord} says that this is not its household: find the right landlord.", case=case)
        case "conditional":
            return ask(
                "approval",
                "The landlord agrees only on a condition, which is no approval (R025): settle it with the named lead.",
                case=case,
            )
        case "need_info":
            return ask("approval", "The landlord asks for more before it decides: answer the named lead.", case=case)
        case _:
            return ask("approval", "The landlord's answer says neither yes nor no: ask the named lead.", case=case)


def _approve(reading: LandlordDecision, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    policy = scheme.policy(case.policy)
    if case.state is State.HELD_AT_CAP and facts.speaker.coordinator:
        return past_the_gate(case, facts, scheme, today)
    if case.state in BEYOND_APPROVAL:
        return ignore("the same approval again")
    if case.state is not State.AWAITING_APPROVAL:
        return ask("approval", f"An approval came for a request that is {_words(case.state)}: nothing was changed.", case=case)
    if case.approved_on and not facts.speaker.coordinator:
        return ignore("the same approval again")
    if why := _why_no_full_approval(reading, facts, policy):
        return ask("approval", why, case=case)
    approved = replace(
        case,
        approved_on=case.approved_on or today,
        approved_by=case.approved_by or facts.speaker.address.lower() or facts.speaker.coordinator,
        acknowledged_owing=case.acknowledged_owing or reading.acknowledges_owing.value is True,
        panel_date=None,
    )
    onwards = past_the_gate(approved, facts, scheme, today)
    told_already = case.approved_on or any(letter.kind == "cap_reached" for letter in onwards.letters)  # one letter says both
    letters = () if told_already else _approval_recorded(approved, facts)
    return together(noted(approved, f"Approved by {case.landlord}."), Decision(letters=letters), onwards)


def _why_no_full_approval(reading: LandlordDecision, facts: Facts, policy: Policy) -> str:
    """An approval accepts that one home will be owed, whatever becomes of the perpetrator's tenancy (R025)."""
    if reading.condition_text.value and not facts.speaker.coordinator:  # she enters a plain yes when the condition is settled
        return "The approval carries a condition, so it is none yet (R025): settle it with the named lead."
    if reading.acknowledges_owing.value is False:
        return "The landlord approves but does not accept that it will owe one home (R025): settle it with the named lead."
    if policy.approval_needs_owing_words and reading.acknowledges_owing.value is not True:
        return "The approval does not say that one home will be owed, as this scheme asks (R025): ask the named lead to say so."
    return ""


def _approval_recorded(case: Case, facts: Facts) -> tuple[Letter, ...]:
    """To the lead who approved; when the coordinator entered it for nobody in particular, to all named leads."""
    if not is_named_lead(facts, case.landlord):
        return to_leads("approval_recorded", case, case.landlord, facts)
    return (to_mailbox("approval_recorded", case, facts.speaker.address.lower(), facts.active(case.landlord), facts),)


def past_the_gate(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """An approved request goes on: to the landlords, or into the queue at the cap. One that rests waits until it is resumed."""
    if case.paused_on:
        return noted(case, "The request is paused: it goes on when it is resumed.")
    gate = may_circulate(case.landlord, facts, *policies_for(case, scheme, today), case=case)
    if gate.open:
        return circulate(case, facts, scheme.policy(case.policy), today, gate=gate)
    if case.state is State.HELD_AT_CAP:
        return ask("cap", f"{gate.because} To go on above the cap, say why.", case=case)
    case = step(case, State.HELD_AT_CAP)
    letters = (*to_officers("on_hold", case), *to_leads("cap_reached", case, case.landlord, facts, balance=True))
    return together(noted(case, f"Held at the cap. {gate.because}"), Decision(letters=letters))


def _decline(reading: LandlordDecision, case: Case, today: date) -> Decision:
    if case.state is State.DECLINED:
        return ignore("the same decline again")
    if case.state is not State.AWAITING_APPROVAL or case.approved_on:
        return ask("approval", f"A decline came for a request that is {_words(case.state)}: nothing was changed.", case=case)
    reason = reading.decline_reason.value or ""
    case = replace(close(case, State.DECLINED, today), moved_outside="own_stock" if reason == "own_stock" else "")
    return together(
        noted(case, f"Declined by {case.landlord}" + (f": {_words(reason)}." if reason else ".")),
        Decision(letters=to_officers("declined", case, reason=reason)),
    )


def _await_panel(reading: LandlordDecision, case: Case) -> Decision:
    """The landlord's panel decides; its day is kept, the approval is still open (R024)."""
    if case.state is not State.AWAITING_APPROVAL or case.approved_on:
        return ask("approval", f"The landlord speaks of a panel, but the request is {_words(case.state)}.", case=case)
    day = reading.panel_date.value
    why = (
        "The landlord's panel will decide"
        + (f" on {day.isoformat()}" if day else "; the day is not known")
        + ": look again then (R024)."
    )
    return but_ask(noted(replace(case, panel_date=day or case.panel_date), why), "approval", why, case=case)


def _words(value: str) -> str:
    return value.replace("_", " ")
