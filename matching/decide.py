"""What follows from one reading: the whole protocol on one screen. Values in, a Decision out; no clock, no store, no mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never

from matching.approval import take_landlord_decision
from matching.case import Case
from matching.change import take_change, take_withdrawal
from matching.contacts import contact_task
from matching.decision import Decision, add_about, ask, ignore, noted, together
from matching.facts import Facts
from matching.letters import notice_of_change
from matching.likeness import looks_like_one_of_ours
from matching.offer import take_offer
from matching.orders import take_order
from matching.outcome import take_outcome
from matching.request import about_change, take_request
from matching.shield import from_behind_the_shield, is_shut_out
from matching.speaker import partner_speaking
from matching.swaps import with_warning
from parsing.readings import (
    Automatic,
    CaseOrder,
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    RequestForm,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from scheme.agreement import Scheme

AboutACase: TypeAlias = LandlordDecision | PropertyOffer | Outcome | Change | Withdrawal | CaseOrder
DANGER = "The mail speaks of immediate danger: call the officer now."
REPLIES_TO_A_CHANGE = frozenset({"change_recorded", "change_asked"})
REPLIES_TO_A_FORM = frozenset({"acknowledgement", "more_information", "landlord_not_registered"})


def decide(reading: Reading, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """Everything that one reading changes. In doubt it asks a person and changes nothing else."""
    if facts.speaker.automatic is not Automatic.NO:
        return _of_a_machine(reading, facts)
    decision = with_warning(_of_a_person(reading, facts, scheme, today), facts, today)
    decision = _with_likeness(decision, facts, scheme)
    return _with_danger(decision, facts) if facts.urgent else decision


def _with_likeness(decision: Decision, facts: Facts, scheme: Scheme) -> Decision:
    """Whoever is asked about is named for what they only look like. The coordinator's own word needs no such warning."""
    if not decision.questions or facts.speaker.coordinator or not (like := looks_like_one_of_ours(facts, scheme)):
        return decision
    return replace(decision, questions=tuple(replace(each, why=f"{each.why} {like}") for each in decision.questions))


def _of_a_machine(reading: Reading, facts: Facts) -> Decision:
    """No person wrote it: never anybody's word, never a nil return (F24–F26). «She has left» is a task all the same (R028)."""
    if isinstance(reading, ContactChange) and facts.speaker.automatic is Automatic.OUT_OF_OFFICE:
        return _for_a_person(reading, facts)
    if facts.speaker.automatic is Automatic.BOUNCE:
        return ask(
            "bounce",
            "A letter came back: see whether the address in the register or on the case is still right (R028).",
            case=facts.case,
        )
    return ignore(nobodys_word(facts.speaker.automatic))


def nobodys_word(automatic: Automatic) -> str:
    """Why a machine's mail is passed over."""
    return f"no person wrote this mail: {automatic.replace('_', ' ')}"


def _of_a_person(reading: Reading, facts: Facts, scheme: Scheme, today: date) -> Decision:
    match reading:
        case Enquiry() | Complaint() | TenantMail() | ContactChange() | Unreadable():
            return _for_a_person(reading, facts)
        case _ if not facts.speaker.verified:
            return ask("sender", _why_unverified(facts), case=facts.case)
        case RequestForm() | NilReturn() if facts.case is not None and is_shut_out(facts.case, facts):
            return from_behind_the_shield(facts.case)
        case RequestForm():
            return take_request(reading, facts, scheme, today)
        case NilReturn():
            return _nil_return(reading, facts)
    if (case := _the_case(reading.reference.doubt, reading.reference.value, facts)) is None:
        return ask(
            "reference",
            facts.case_doubt or reading.reference.doubt or "It is not clear which request this is about: find the case.",
        )
    return _about_a_case(reading, case, facts, scheme, today)


def _about_a_case(reading: AboutACase, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if is_shut_out(case, facts):
        return from_behind_the_shield(case, "offer" if isinstance(reading, PropertyOffer) else "sender")
    match reading:
        case LandlordDecision():
            return take_landlord_decision(reading, case, facts, scheme, today)
        case PropertyOffer():
            return take_offer(reading, case, facts, scheme, today)
        case Outcome():
            return take_outcome(reading, case, facts, scheme, today)
        case Change():
            return _with_advice(take_change(reading, case, facts, scheme, today), about_change(reading, scheme))
        case Withdrawal():
            return take_withdrawal(reading, case, facts, scheme, today)
        case CaseOrder():
            return take_order(reading, case, facts, scheme, today)
        case _:
            assert_never(reading)


def _the_case(doubt: str, reference: str | None, facts: Facts) -> Case | None:
    """The one case that is meant. A coordinator has chosen it herself, whatever the mail said."""
    if facts.case_doubt or facts.case is None:
        return None
    if facts.speaker.coordinator:
        return facts.case
    return None if doubt or (reference and reference != facts.case.reference) else facts.case


def _why_unverified(facts: Facts) -> str:
    said = facts.speaker.doubt or f"no trusted check says that {facts.speaker.address or 'the sender'} really sent it"
    return f"The sender is not proved: {said}. Nothing was done; call a number that you know, then answer for them."


def _for_a_person(reading: Enquiry | Complaint | TenantMail | ContactChange | Unreadable, facts: Facts) -> Decision:
    """What a machine must not answer (R012, R028, R056, R071, R074)."""
    match reading:
        case Enquiry():
            why = "Somebody asks a question: answer it from the scheme's texts."
        case Complaint():
            why = (
                "A complaint: it goes on to the complaints team as it came, and its sender is sent nothing (R056). See whether "
                "anything else is to be done."
                if facts.passed_on
                else "A complaint: pass it to the complaints team as it is (R056)."
            )
        case TenantMail():
            why = "A tenant wrote: a person answers, safely, and no machine does (R012)."
        case ContactChange():
            why = contact_task(reading, facts)
        case Unreadable():
            why = reading.why
        case _:
            assert_never(reading)
    unproved = "" if facts.speaker.verified else " The sender is not proved."
    beside = "".join(f" {each}" for each in reading.doubts if isinstance(reading, Complaint | TenantMail))
    question = ask(reading.kind, why + beside + unproved, case=facts.case, urgent=isinstance(reading, TenantMail))
    if isinstance(reading, ContactChange) and facts.case is not None and facts.speaker.automatic is Automatic.NO:
        return together(Decision(letters=notice_of_change(facts.case, facts)), question)
    return question


def _nil_return(reading: NilReturn, facts: Facts) -> Decision:
    """«Nothing suitable from us»: a line in the history, where it is known of what; in doubt a question."""
    partner = partner_speaking(facts)
    if partner is None and not facts.speaker.coordinator:
        return ask(
            "sender",
            "An answer to a circular came from an address that is not the mailbox of one active partner.",
            case=facts.case,
        )
    if reading.doubts:
        return ask("doubt", "The answer to the circular is not clear: " + " ".join(reading.doubts), case=facts.case)
    if facts.case is None or facts.case_doubt:
        return ignore("nothing suitable to offer, and no one request named")
    if partner is not None and not facts.speaker.coordinator and partner.name not in facts.case.circulated_to:
        why = f"{partner.name} answers a circular that it has not had: find out how it knows of the request."
        return ask("sender", why, case=facts.case)
    return noted(facts.case, f"{partner.name if partner else 'A landlord'} has nothing suitable.")


def _with_danger(decision: Decision, facts: Facts) -> Decision:
    """Words of immediate danger: a person is alerted at once, the case flagged, and the reply says where help is (R007)."""
    about = decision.cases[:1] or ((facts.case,) if facts.case else ())
    alert = ask("danger", DANGER, case=about[0] if about else None, urgent=True)
    known = about if facts.speaker.verified else decision.cases[:1]
    flagged = replace(decision, cases=(*(replace(case, urgent=True) for case in known), *decision.cases[1:]))
    replies = {letter.kind for letter in decision.letters if not letter.partner and letter.to == facts.speaker.address.lower()}
    return together(add_about(flagged, REPLIES_TO_A_FORM | replies, "immediate_danger"), alert)


def _with_advice(decision: Decision, about: tuple[str, ...]) -> Decision:
    """What an officer's words on places call for stands in the reply to them (R031, R035)."""
    for key in about:
        decision = add_about(decision, REPLIES_TO_A_CHANGE, key)
    return decision
