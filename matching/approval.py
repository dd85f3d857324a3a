"""The landlord's word on a request (R021–R025), and the first gate of the cap behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.caps import may_circulate, policies_for
from matching.case import Case, State, close, step
from matching.circulation import circulate
from matching.decision import Decision, Letter, ask, but_ask, ignore, noted, together
from matching.endings import decline
from matching.facts import Facts
from matching.letters import to_leads, to_mailbox, to_officers
from matching.second_word import second_word
from matching.speaker import is_deputy, is_named_lead, partner_speaking, speaks_as_lead
from parsing.readings import LandlordDecision
from scheme.agreement import Scheme
from scheme.terms import Policy

BEYOND_APPROVAL = frozenset({State.HELD_AT_CAP, State.CIRCULATED, State.OFFERED, State.ACCEPTED, State.MOVED})


def take_landlord_decision(reading: LandlordDecision, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not speaks_as_lead(facts, case.landlord):
        return ask("approval", _why_not_from_them(case, facts), case=case)
    if doubts := reading.all_doubts():
        return ask("doubt", "The landlord's answer is not clear: " + " ".join(doubts), case=case)
    if case.approved_on and case.state in (*BEYOND_APPROVAL, State.AWAITING_APPROVAL) and not facts.speaker.coordinator:
        return second_word(reading, case, facts.speaker.address)
    match reading.decision.value:
        case "approve":
            return _approve(reading, case, facts, scheme, today)
        case "decline":
            return _decline(reading, case, facts, scheme, today)
        case "pending_panel":
            return _await_panel(reading, case, facts, today)
        case "not_ours":
            why = f"{case.landlord} says that this is not its household: find the right landlord, then «reciprocal enter "
            return ask("landlord", f"{why}{case.reference} --as case_order --set order=landlord --set partner=…».", case=case)
        case "conditional":
            return ask(
                "approval",
                "The landlord agrees only on a condition, which is no approval (R025): settle it with the named lead, then "
                "answer with --set decision=approve or --set decision=decline.",
                case=case,
            )
        case "need_info":
            why = "The landlord asks for more before it decides: answer the named lead, then close this with --dismiss REASON."
            return ask("approval", why, case=case)
        case _:
            return ask("approval", "The landlord's answer says neither yes nor no: ask the named lead.", case=case)


def _why_not_from_them(case: Case, facts: Facts) -> str:
    """Who may approve, and who wrote instead: an authority that only placed the household may not (R021, R022)."""
    why = "A decision on the request came from somebody who is neither a named lead of its landlord nor a deputy (R021)."
    partner = partner_speaking(facts)
    if partner is None or partner.name == case.landlord:
        return why
    if not case.landlord:
        return f"{why} It came from {partner.name}, and it is not settled yet which landlord must approve."
    if case.in_temporary_accommodation:
        return (
            f"{why} It came from {partner.name}; of a household in temporary accommodation only {case.landlord} decides (R022)."
        )
    return f"{why} It came from {partner.name}, and the household's landlord is {case.landlord}."


def _approve(reading: LandlordDecision, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    policy = scheme.policy(case.policy)
    if case.state is State.HELD_AT_CAP and facts.speaker.coordinator:
        return past_the_gate(case, facts, scheme, today)
    if case.state in BEYOND_APPROVAL:
        return ignore("the same approval again")
    if case.state is not State.AWAITING_APPROVAL:
        why = f"An approval came for a request that is {_words(case.state)}: nothing was changed. {_how_it_counts_yet(case)}"
        return ask("approval", why, case=case)
    if why := _why_no_full_approval(reading, facts, policy):
        return ask("approval", why, case=case)
    approved = replace(
        case,
        approved_on=case.approved_on or today,
        approved_by=case.approved_by or facts.speaker.address.lower() or facts.speaker.coordinator,
        acknowledged_owing=case.acknowledged_owing or reading.acknowledges_owing.value is True,
        awaiting_panel=False,
        panel_date=None,
    )
    onwards = past_the_gate(approved, facts, scheme, today)
    told_already = case.approved_on or any(letter.kind == "cap_reached" for letter in onwards.letters)  # one letter says both
    letters = () if told_already else _approval_recorded(approved, facts)
    return together(noted(approved, _words_of_approval(approved, reading, facts)), Decision(letters=letters), onwards)


def _how_it_counts_yet(case: Case) -> str:
    """What she does with an approval that came too early or too late."""
    if case.open:
        return "Settle its other questions first, then accept this."
    again = f"reciprocal enter {case.reference} --as case_order --set order=reopen --set reason=…"
    return f"If it goes on after all: «{again}», then accept this."


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
    """To the lead who approved; else to all named leads, and to the deputy who approved for them (R021)."""
    leads = to_leads("approval_recorded", case, case.landlord, facts)
    if is_deputy(facts, case.landlord):
        own = to_mailbox("approval_recorded", case, facts.speaker.address.lower(), facts.active(case.landlord), facts)
        return (*(letter for letter in leads if letter.to != own.to), own)
    if not is_named_lead(facts, case.landlord):
        return leads
    return (to_mailbox("approval_recorded", case, facts.speaker.address.lower(), facts.active(case.landlord), facts),)


def _words_of_approval(case: Case, reading: LandlordDecision, facts: Facts) -> str:
    """What the record says of the landlord's acceptance that it will owe one home, whatever comes of the tenancy (R025)."""
    if reading.acknowledges_owing.value is True:
        owing = "It says that it will owe one home."
    elif facts.speaker.coordinator:
        owing = "Entered by the coordinator."
    else:
        owing = "It answers our letter, which says that one home will be owed whatever comes of the tenancy."
    return f"Approved by {case.landlord}. {owing}"


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


def _decline(reading: LandlordDecision, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if case.state is State.DECLINED:
        return ignore("the same decline again")
    if facts.speaker.coordinator and case.approved_on and case.open:  # she has rung the lead, who means it
        return decline(case, facts, scheme, today, reading.decline_reason.value or "")
    if case.state is not State.AWAITING_APPROVAL or case.approved_on:
        return ask("approval", f"A decline came for a request that is {_words(case.state)}: nothing was changed.", case=case)
    reason = reading.decline_reason.value or ""
    case = replace(
        close(case, State.DECLINED, today), moved_outside="own_stock" if reason == "own_stock" else "", awaiting_panel=False
    )
    return together(
        noted(case, f"Declined by {case.landlord}" + (f": {_words(reason)}." if reason else ".")),
        Decision(letters=to_officers("declined", case, reason=reason)),
    )


def _await_panel(reading: LandlordDecision, case: Case, facts: Facts, today: date) -> Decision:
    """The landlord's panel decides; its day is kept, the approval is still open (R024)."""
    if case.state is not State.AWAITING_APPROVAL or case.approved_on:
        return ask("approval", f"The landlord speaks of a panel, but the request is {_words(case.state)}.", case=case)
    day = reading.panel_date.value
    if day and day < today:
        why = f"The landlord names a day for its panel that has passed ({day.isoformat()}): ask the named lead what it decided."
        return but_ask(_panel(case, None, "The landlord's panel decides."), "approval", f"{why} (R024)", case=case)
    why = (
        "The landlord's panel will decide"
        + (f" on {day.isoformat()}" if day else "; the day is not known")
        + ": look again then (R024)."
    )
    kept = _panel(case, day, why)
    return kept if facts.speaker.coordinator else but_ask(kept, "approval", why, case=case)  # she has seen it


def _panel(case: Case, day: date | None, what: str) -> Decision:
    return noted(replace(case, awaiting_panel=True, panel_date=day or case.panel_date), what)


def _words(value: str) -> str:
    return value.replace("_", " ")
