"""Plain-words mails → readings: approvals, declines, offers, outcomes, withdrawals (R024-R028, forms §2.4).

Declared wordings (parsing/wordings.py) are looked for sentence by sentence; every hit keeps its sentence as quote. A
decision is a value only if nothing else in the mail takes it back: a condition, a question, a restriction, another
decision, somebody else's authority. Whatever is not understood is asked about, never guessed (R071).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from parsing import wordings
from parsing.change_words import find_change, find_contact_change, find_withdrawal
from parsing.decision_words import find_decision
from parsing.offer_words import find_nil_return, find_offer, is_nil
from parsing.outcome_words import find_outcome
from parsing.readings import (
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from parsing.said import MANY, Words, find_reference
from parsing.sentences import sentences_of
from scheme.agreement import Scheme


def read_reply(
    text: str, scheme: Scheme, *, subject: str = "", source: str = "message", sent_on: date | None = None
) -> tuple[Reading, ...]:
    """Every reading in the words, at least one. `sent_on` is the day that «Monday» and «3/4» are counted from."""
    said = Words(
        sentences=sentences_of(text),
        scheme=scheme,
        source=source,
        sent_on=sent_on,
        reference=find_reference(text, subject, scheme, source),
    )
    if not said.sentences:
        return (_not_understood(said, "The mail says nothing that can be acted on; read it by hand."),)
    alone = _complaint(said) or _tenant(said) or _sarcasm(said)
    if alone:
        return (alone,)
    readings = _apart(said, tuple(reading for find in FINDERS if (reading := find(said)) is not None))
    return readings or (
        _enquiry(said) or _not_understood(said, "The mail's words were not understood; read it and say what it means."),
    )


def find_urgent(text: str) -> str:
    """The words that signal immediate danger, empty if there are none (R007)."""
    return next((sentence.text[:300] for sentence in sentences_of(text) if wordings.URGENT.search(sentence.plain)), "")


def _not_understood(said: Words, why: str) -> Unreadable:
    return Unreadable(source=said.source, why=why, reference=said.reference)


# --- who writes: readings that stand alone ----------------------------------------------------------------------------


def _complaint(said: Words) -> Reading | None:
    """A complaint is never read as anything else (R056)."""
    for sentence in said.sentences:
        if wordings.COMPLAINT.search(sentence.plain):
            denied = wordings.NO_COMPLAINT.search(sentence.plain)
            doubts = ("The mail says that it is no complaint, or not yet one; read it by hand.",) if denied else ()
            return Complaint(source=said.source, reference=said.reference, doubts=doubts)
    return None


def _tenant(said: Words) -> Reading | None:
    """A mail from the tenant goes to a person (R012)."""
    by_tenant = any(wordings.TENANT.search(sentence.plain) for sentence in said.sentences)
    if not by_tenant or wordings.PROFESSIONAL.search(said.plain):
        return None
    return TenantMail(source=said.source)


def _sarcasm(said: Words) -> Reading | None:
    if any(wordings.SARCASM.search(sentence.plain) for sentence in said.sentences) and not _plainly_two_marks(said):
        return _not_understood(said, "The mail's tone leaves open what is meant; read it and say what it means.")
    return None


def _plainly_two_marks(said: Words) -> bool:
    """«Any takers??» is eager, not doubtful: several marks count only beside words of decision."""
    return not re.search(r"\b(approv|agree|declin|support|signed|yes|fine|happy|ok)\w*", said.plain) and not re.search(
        r"🙄|😂|😉|as if|yeah,? right", said.plain
    )


def _enquiry(said: Words) -> Enquiry | None:
    asks = any(sentence.asks or wordings.ENQUIRY.match(sentence.plain) for sentence in said.sentences)
    return Enquiry(source=said.source, reference=said.reference) if asks else None


def asks_something(text: str) -> bool:
    """Whether there is a question beyond «could you confirm receipt?»."""
    return any(each.asks and not wordings.HARMLESS_PHRASE.search(each.plain) for each in sentences_of(text))


FINDERS: tuple[Callable[[Words], Reading | None], ...] = (
    find_decision,
    find_offer,
    find_nil_return,
    find_outcome,
    find_withdrawal,
    find_change,
    find_contact_change,
)


# --- several at once --------------------------------------------------------------------------------------------------


def _apart(said: Words, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What merely echoes another reading goes; of several left each is in doubt. A new contact stands beside anything."""
    readings = _without_echoes(said, found)
    telling = [reading for reading in readings if not isinstance(reading, ContactChange)]
    if len(telling) < 2:
        return readings
    return tuple(in_doubt(reading, MANY) for reading in readings)


def _without_echoes(said: Words, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    kinds = {type(reading) for reading in found}
    return tuple(reading for reading in found if not _is_echo(said, reading, kinds, found))


def _is_echo(said: Words, reading: Reading, kinds: set[type], found: tuple[Reading, ...]) -> bool:
    decided = next((each for each in found if isinstance(each, LandlordDecision)), None)
    stage = next((each.stage.value or each.stage.proposal for each in found if isinstance(each, Outcome)), None)
    declines = decided is not None and decided.decision.value in {"decline", "not_ours"}
    match reading:
        case LandlordDecision():
            weak = reading.decision.value is None and reading.decision.doubt.startswith("It sounds like")
            return (weak and bool(kinds - {LandlordDecision, ContactChange})) or (
                Change in kinds and reading.decision.value == "need_info"
            )
        case PropertyOffer():
            return (
                declines or (stage is not None and reading.offer_status.value == "open") or (NilReturn in kinds and is_nil(said))
            )
        case NilReturn():
            return declines and not is_nil(said)
        case Outcome():
            own = {stage} <= {"refused"} and declines
            booking = stage == "viewing_booked" and PropertyOffer in kinds
            ended = stage in {"refused", "accepted", "tenancy_started"} and Withdrawal in kinds and _is_rehousing(found)
            return own or booking or ended or (stage == "refused" and _withdraws_only(said, found))
        case Withdrawal():
            closing = reading.change.value == "withdrawn" and wordings.ONLY_CLOSE.search(reading.change.quote.casefold())
            unseen = stage == "no_show" and reading.change.value == "lost_contact"
            return declines or unseen or bool(closing and stage in {"tenancy_started", "accepted"})
        case Change():
            return (decided is not None and not declines and reading.change.value in {"bedrooms", "household"}) or declines
        case _:
            return False


def _is_rehousing(found: tuple[Reading, ...]) -> bool:
    return any(isinstance(each, Withdrawal) and each.change.value == "rehoused_elsewhere" for each in found)


def _withdraws_only(said: Words, found: tuple[Reading, ...]) -> bool:
    """«Doesn't want to move now» says nothing of an offer."""
    return any(isinstance(each, Withdrawal) for each in found) and not re.search(
        r"\b(offer|property|flat|viewing|viewed|it down|house|accept)", said.plain
    )


def in_doubt(reading: Reading, why: str) -> Reading:
    """The same reading, to be settled by a person: a landlord's decision then is a proposal only."""
    if isinstance(reading, LandlordDecision) and reading.decision.value is not None:
        decision = reading.decision
        return replace(reading, decision=replace(decision, value=None, doubt=why, proposal=decision.value))
    return replace(reading, doubts=(*reading.doubts, why))
