"""Letters in plain words: what each kind is called, what stays undone without it, and what a server or the gate has said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from store.schema import LetterState


class Said(NamedTuple):
    name: str
    undone: str  # what stays undone if it never goes


KINDS: Mapping[str, Said] = {
    "acknowledgement": Said(
        "Request received", "The officer does not hear that the request has come, nor what is asked of them."
    ),
    "more_information": Said(
        "More information needed", "The officer is not asked for what is missing, and the request stands still."
    ),
    "landlord_not_registered": Said(
        "Landlord does not take part", "The officer does not hear that the landlord has yet to join."
    ),
    "approval_request": Said("Approval requested", "The landlord is not asked for its approval, and the request stands still."),
    "approval_chase": Said("Approval still awaited", "The landlord is not reminded that its approval is awaited."),
    "approval_amended": Said(
        "Approval: the request has changed", "The landlord approves, or has approved, without knowing the change."
    ),
    "approval_recorded": Said("Approval recorded", "Its reader does not hear that the approval is on record."),
    "cap_reached": Said("Approved and on hold", "The landlord does not hear that its request waits because it owes three homes."),
    "on_hold": Said("Request on hold", "The officer does not hear that the request waits, and may think that it circulates."),
    "declined": Said("Not approved", "The officer does not hear that the landlord has not approved."),
    "circular": Said("Circular", "This landlord is not asked for a home."),
    "circular_amended": Said("Circular: the request has changed", "This landlord goes on looking for what was asked before."),
    "circulated": Said("Sent to landlords", "The officer does not hear that landlords have been asked."),
    "offer_notice": Said("A home is offered", "The officer does not hear of the offer, and the family does not either."),
    "offer_recorded": Said("Offer recorded", "The landlord does not hear that its offer has come."),
    "offer_heard": Said("We hear of an offer", "The landlord is not asked about the offer that we heard of."),
    "offer_reminder": Said("Answer to an offer awaited", "The officer is not reminded, and the home may be lost."),
    "offer_withdrawn": Said("Offer withdrawn", "Its reader does not hear that the home is no longer offered."),
    "acceptance_recorded": Said("Acceptance recorded", "Its reader does not hear that the offer is accepted."),
    "acceptance_waits": Said("Acceptance waits", "Its reader does not hear that the acceptance has to wait."),
    "refusal_recorded": Said("Refusal recorded", "Its reader does not hear that the offer is refused."),
    "offer_gone": Said("Home no longer free", "The officer does not hear that the home is gone."),
    "offer_no_longer_needed": Said("Offer no longer needed", "The landlord keeps its home free for nothing."),
    "offer_not_now": Said("Not open for offers", "The landlord does not hear that the request takes no offers now."),
    "move_recorded": Said("Move recorded", "The officer does not hear that the move is on record."),
    "home_counted": Said("Home counted", "The landlord does not hear that its home is counted in the pot."),
    "home_owed": Said("One home is owed", "The landlord does not hear that it owes one home."),
    "still_needed": Said("Is the move still needed?", "The officer is not asked whether the move is still needed."),
    "lapse_warning": Said("About to be closed", "Its reader does not hear that the request is about to be closed."),
    "closed": Said("Request closed (to landlords asked)", "This landlord goes on looking for a home."),
    "case_closed": Said("Request closed", "Its reader does not hear that the request is closed."),
    "withdrawal_recorded": Said("Withdrawal recorded", "Its reader does not hear that the request was withdrawn."),
    "officer_changed": Said("No longer its officer", "The former officer does not hear that another one has taken over."),
    "reopened": Said("Request open again", "Its reader does not hear that the request is open again."),
    "not_eligible": Said("Not eligible", "The officer does not hear that the scheme cannot help."),
    "recall": Said("Please delete", "Its reader is not asked to delete what should not have come. Ask them another way."),
    "request_paused": Said("Request paused", "Its reader does not hear that the request rests."),
    "request_open_again": Said("Request goes on", "Its reader does not hear that the request goes on."),
    "lead_contact": Said("A named lead's contact", "The officer does not get the contact that you had sent."),
    "change_recorded": Said("Change recorded", "The officer does not hear that the change is on record."),
    "change_asked": Said("A change was asked for", "Its reader does not hear that somebody asked for a change."),
    "please_tell_us": Said("Question about a mail", "Whoever sent the mail is not asked what was missing or unclear in it."),
    "answer": Said("Answer to an enquiry", "Whoever asked gets no answer."),
    "complaint": Said("Complaint passed on", "The complaints team does not get the complaint. Pass it on another way."),
    "alarm": Said("Alarm", "The coordinator does not get this alarm by letter."),
    "morning": Said("Morning letter", "The coordinator does not get that day's list by letter. The desk has it too."),
    "digest": Said("Weekly digest", "This mailbox does not get the week's list of open requests."),
}
TO_STOCK = frozenset({"circular", "circular_amended", "closed", "request_paused", "request_open_again", "digest"})
TO_NOBODY_OF_A_CASE = {
    "alarm": "coordinator",
    "morning": "coordinator",
    "complaint": "complaints team",
    "answer": "who asked",
    "digest": "landlord with homes",
}

GATE: Mapping[str, str] = {  # the rules of the look before a letter goes, as a person needs them
    "D1": "The letter is not addressed as it should be.",
    "D2": "Its reader is not in the register, or on the request, in the role that this letter is for.",
    "D3": "Its reader is not in the register, or on the request, in the role that this letter is for.",
    "D4": "The letter says something that this reader may not know.",
    "D5": "The letter says something that we did not write.",
    "D6": "The letter holds what may tell who or where somebody is.",
    "D7": "The letter's subject or head says more than the reference.",
    "D8": "The attached form is not as we make it.",
    "D9": "The two forms of the letter do not say the same.",
    "D10": "This landlord must not get the letter, or not for this request as it stands.",
    "D11": "The letter could tell the applicant's landlord where the household went.",
    "D12": "The request has gone on since the letter was written, so the letter is no longer true.",
    "D15": "Its reader's mailbox is not a secure one.",
    "D19": "The letter could not be read whole, so it was kept back.",
}
SERVER: tuple[tuple[str, str], ...] = (  # of a server's own words, the first that fits
    (r"5\.1\.[0-36]|user unknown|no such (?:user|mailbox)|unknown (?:user|recipient)", "There is no such mailbox there."),
    (r"5\.1\.10|5\.4\.4|no such domain|host not found", "There is no mail server under this address."),
    (r"[45]\.2\.2|mailbox (?:is )?full|quota", "The mailbox is full."),
    (r"[45]\.2\.1|disabled", "The mailbox is closed."),
    (r"[45]\.3\.4|[45]\.2\.3|too (?:big|large)|\b552\b", "The letter is too big for that server."),
    (r"5\.7\.|policy|spam|blocked|denied", "The server does not take our letters: its rules, or a filter, refuse them."),
    (r"greylist|try (?:again )?later|^4\d\d", "The server put the letter off; it asks us to come again."),
    (r"^5\d\d", "The server refused the letter."),
)
STOPPED_BY_SELF = "the request was ended before it went"


def name_of(kind: str) -> str:
    return KINDS[kind].name if kind in KINDS else kind.replace("_", " ")


def undone_without(kind: str) -> str:
    return KINDS[kind].undone if kind in KINDS else "Its reader does not get this letter."


def role_of(kind: str, partner: str, landlord: str) -> str:
    """Who reads it. `landlord`: the applicant's, of the request that it is about."""
    if kind in TO_NOBODY_OF_A_CASE:
        return TO_NOBODY_OF_A_CASE[kind]
    if not partner:
        return "whoever wrote to us" if kind == "please_tell_us" and not landlord else "nominating officer"
    if partner == landlord:
        return "applicant's landlord"
    return "landlord with homes" if kind in TO_STOCK else "landlord that offered"


def why(state: LetterState, reply: str, *, holds_address: bool = False, attempts: int = 0) -> str:
    """Why it stands where it stands, in plain words; empty where there is nothing to explain."""
    match state:
        case LetterState.HELD:
            return _why_held(reply)
        case LetterState.REFUSED:
            return _server_said(reply) or "It was refused."
        case LetterState.UNCERTAIN:
            first = "The connection broke while it was handed over: it may have arrived, and it may not."
            return f"{first} A home's address stands in it, so it does not go twice by itself." if holds_address else first
        case LetterState.WAITING if attempts:
            return _server_said(reply) or "It could not be handed over yet; it is tried again by itself."
        case LetterState.SENDING:
            return "It is being handed over this moment."
        case _:
            return ""


def _why_held(reply: str) -> str:
    """The gate may have found several things."""
    if "too many of its kind" in reply:
        return "It would be one too many of its kind on this request within a day: two programs may be answering each other."
    if "secure_domains" in reply:
        return GATE["D15"]
    if "fault of the program" in reply:
        return "The look at it before it goes failed by a fault of the program."
    found = dict.fromkeys(GATE[rule] for rule in re.findall(r"\b(D\d+):", reply) if rule in GATE)
    return " ".join(found) or "It was kept back until a person has looked."


def _server_said(reply: str) -> str:
    return next((words for pattern, words in SERVER if re.search(pattern, reply, re.IGNORECASE)), "")
