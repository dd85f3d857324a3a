"""Who speaks, and for whom: authority is a whole registered address plus a passed sender check, nothing else (DESIGN §6)."""

from __future__ import annotations

from matching.case import Case
from matching.facts import Facts
from scheme.register import Partner


def speaks_as_officer(facts: Facts, case: Case) -> bool:
    """One of the case's nominating officers, or the coordinator for one (R017, R034)."""
    return bool(facts.speaker.coordinator) or (facts.speaker.verified and case.is_officer(facts.speaker.address))


def speaks_as_lead(facts: Facts, landlord: str) -> bool:
    """A named lead of this landlord, a deputy on its list, or the coordinator for one (R021)."""
    if facts.speaker.coordinator:
        return True
    return facts.speaker.verified and (is_named_lead(facts, landlord) or is_deputy(facts, landlord))


def is_deputy(facts: Facts, landlord: str) -> bool:
    partner = facts.active(landlord)
    return partner is not None and facts.speaker.address.lower() in partner.deputies


def is_named_lead(facts: Facts, landlord: str) -> bool:
    partner = facts.active(landlord)
    return partner is not None and facts.speaker.address.lower() in partner.named_leads


def partner_speaking(facts: Facts) -> Partner | None:
    """The one active partner that has this mailbox; None for a stranger, and for a mailbox that two of them share."""
    address = facts.speaker.address.lower()
    if not address or not facts.speaker.verified:
        return None
    partners = [partner for partner in facts.partners if partner.status == "active" and address in partner.mailboxes]
    return partners[0] if len(partners) == 1 else None
