"""A contact that has changed is a task: whose mailbox it is, which cases hang on it, and what puts it right (R028)."""

from __future__ import annotations

from matching.facts import Facts
from parsing.readings import Automatic, ContactChange
from scheme.register import Partner, find_by_mailbox

ROLES = {"named_leads": "a named lead", "circulars_to": "a mailbox for circulars", "offers_from": "a mailbox for offers"}
REGISTER = "Put the register right: «reciprocal partners export», mend the row, «reciprocal partners import FILE»."
OFFICER = (
    "Find out who the officer is now, then: reciprocal enter {} --as change --set change=officer --set new_officer_name=NAME "
    "--set new_officer_email=ADDRESS."
)
NOBODY = "This mailbox stands neither in the register nor on an open case: find out whose contact is meant."


def contact_task(reading: ContactChange, facts: Facts) -> str:
    """The sentences of the task. It changes nothing itself: whoever writes it may not be who they say they are."""
    address = facts.speaker.address.lower()
    partners = find_by_mailbox(facts.partners, address) if address else ()
    told = [
        "A contact has changed (R028).",
        f"{address or 'Somebody'} writes that the person has left."
        if facts.speaker.automatic is Automatic.OUT_OF_OFFICE
        else f"{address or 'Somebody'} writes of it.",
        *(_whose(partner, address) for partner in partners),
        *([f"It is an officer of {', '.join(facts.officer_of)}."] if facts.officer_of else []),
        *([f"Named as the new contact: {new}."] if (new := _named(reading)) else []),
        *([REGISTER] if partners else []),
        *(OFFICER.format(reference) for reference in facts.officer_of),
        *([] if partners or facts.officer_of else [NOBODY]),
    ]
    return " ".join(told)


def _whose(partner: Partner, address: str) -> str:
    roles = " and ".join(ROLES[role] for role in partner.roles_of(address))
    last = " the only named lead," if partner.named_leads == (address,) else ""
    return f"It is{last} {roles} of {partner.name}."


def _named(reading: ContactChange) -> str:
    """What was read for sure; a doubt is seen by «queue ID»."""
    return ", ".join(each.value for each in (reading.new_officer_name, reading.new_officer_email) if each.value)
