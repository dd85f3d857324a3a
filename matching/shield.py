"""The conflict shield: a partner, or one mailbox, that must not hear of a case, without anybody seeing why.

The reason stands in the coordinator's own order and nowhere else: no letter, no history line and no audit line has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import CLOSED, Case, OfferState, State, end_offer, step
from matching.circulation import circular_recipients, reachable_partners
from matching.decision import Decision, Letter, ask, but_ask, ignore, noted, together
from matching.facts import Facts
from matching.letters import (
    approvers,
    circular_mailboxes,
    home_of,
    to_circular_recipients,
    to_mailbox,
    to_offerer,
    to_officers,
)
from matching.speaker import partner_speaking
from parsing.readings import CaseOrder
from scheme.agreement import Scheme
from scheme.register import Partner

CHANGED = "The conflict shield of the request was changed."
MAY_BE_TOLD_OF_HOMES = frozenset({State.CIRCULATED, State.OFFERED})


def is_shut_out(case: Case, facts: Facts) -> bool:
    """Whether a mailbox that wrote must not hear of the case. What the coordinator enters for it is her own word."""
    if facts.speaker.coordinator:
        return False
    partner = partner_speaking(facts)
    return facts.speaker.address.lower() in case.shut_out or (partner is not None and partner.name in case.excluded)


def from_behind_the_shield(case: Case, kind: str = "sender") -> Decision:
    """No answer, and nothing that differs from outside; a person sees to it (D13)."""
    why = "A mail came from somebody who must not hear of this request (conflict shield). Nothing was done and nothing answered."
    return ask(kind, f"{why} Find out how they know of it.", case=case)


def shut_out(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """A partner or a mailbox hears no more. Who had the circular is told once that the request is closed, as any other is."""
    partner, mailbox = reading.partner.value or "", (reading.mailbox.value or "").lower()
    if partner and partner == case.landlord:
        why = (
            f"{partner} approves this request, so it cannot be shut out as a whole: shut out a mailbox, or name another landlord."
        )
        return ask("shield", why, case=case)
    if partner and any(offer.landlord == partner for offer in case.offers_in(OfferState.ACCEPTED)):
        why = f"A home of {partner} is accepted: enter what becomes of it first, then shut {partner} out."
        return ask("shield", why, case=case)
    shut = replace(case, excluded=_with(case.excluded, partner), shut_out=_with(case.shut_out, mailbox))
    if shut == case:
        return ignore("the same order again")
    goodbye = (*_to_partner(case, partner, facts), *_to_last_mailbox(case, shut, mailbox, facts))
    ended, told = _without_its_offers(shut, partner, today)
    letters = tuple(replace(letter, case=ended) for letter in goodbye)
    done = together(noted(ended, CHANGED), Decision(letters=(*letters, *told)))
    return _unless_nobody_is_left(done, case, ended, facts)


def _to_partner(case: Case, partner: str, facts: Facts) -> tuple[Letter, ...]:
    """As if the request were over: to whoever keeps a home free that it need not, else a closing notice."""
    if case.state in CLOSED or not partner or partner in case.excluded:
        return ()
    open_offers = [offer for offer in case.offers_in(OfferState.OPEN) if offer.landlord == partner]
    if open_offers:
        letters = [letter for offer in open_offers for letter in to_offerer("offer_no_longer_needed", case, offer, facts)]
        return tuple({letter.to: letter for letter in letters}.values())
    had_it = tuple(each for each in circular_recipients(case, facts) if each.name == partner)
    return to_circular_recipients("closed", case, had_it, facts)


def _to_last_mailbox(case: Case, shut: Case, mailbox: str, facts: Facts) -> tuple[Letter, ...]:
    """One of several mailboxes just hears no more. If it was the only one, its landlord has had its last word."""
    if case.state in CLOSED or not mailbox or mailbox in case.shut_out:
        return ()
    return tuple(
        to_mailbox("closed", shut, mailbox, partner, facts)
        for partner in circular_recipients(case, facts)
        if circular_mailboxes(case, partner, facts) == (mailbox,)
    )


def _without_its_offers(case: Case, partner: str, today: date) -> tuple[Case, tuple[Letter, ...]]:
    """An open offer of a landlord that is shut out ends; its officers hear that the home is not to be had."""
    told: tuple[Letter, ...] = ()
    for offer in case.offers_in(OfferState.OPEN):
        if offer.landlord == partner:
            case = end_offer(case, offer, OfferState.WITHDRAWN, today)
            told = (*told, *to_officers("offer_withdrawn", case, home=home_of(offer)))
    if case.state is State.OFFERED and not case.offers_in(OfferState.OPEN):
        case = step(case, State.CIRCULATED)
    return case, tuple(replace(letter, case=case) for letter in told)


def _unless_nobody_is_left(done: Decision, before: Case, case: Case, facts: Facts) -> Decision:
    """She is told when the shield leaves nobody to approve, or no officer to hear of it."""
    if case.state in CLOSED:
        return done
    if not case.approved_on and approvers(before, facts) and not approvers(case, facts):
        why = f"After this order no mailbox of {case.landlord} is left to approve: name another lead, or another landlord."
        done = but_ask(done, "shield", why, case=case)
    if case.officers and not to_officers("change_recorded", case):
        done = but_ask(
            done, "shield", "After this order no officer is left to hear of the request: enter another one.", case=case
        )
    return done


def include(reading: CaseOrder, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:  # noqa: ARG001 - a deed's signature
    """It may hear of the case again; a landlord that has never had the circular gets it now. None gets it a second time."""
    partner, mailbox = reading.partner.value, (reading.mailbox.value or "").lower()
    opened = replace(
        case,
        excluded=tuple(name for name in case.excluded if name != partner),
        shut_out=tuple(box for box in case.shut_out if box != mailbox),
    )
    if opened == case:
        return ignore("the same order again")
    newly = _newly_reached(opened, partner or "", facts, scheme)
    opened = replace(opened, circulated_to=(*opened.circulated_to, *(each.name for each in newly)))
    done = together(noted(opened, CHANGED), Decision(letters=to_circular_recipients("circular", opened, newly, facts)))
    if partner and partner in case.circulated_to and case.state in MAY_BE_TOLD_OF_HOMES:
        why = f"{partner} was told that {case.reference} is closed, and gets no circular again: tell it yourself if it may offer."
        return but_ask(done, "shield", why, case=opened)
    return done


def _newly_reached(case: Case, partner: str, facts: Facts, scheme: Scheme) -> tuple[Partner, ...]:
    if case.state not in MAY_BE_TOLD_OF_HOMES or partner in case.circulated_to:
        return ()
    return tuple(each for each in reachable_partners(case, facts, scheme.policy(case.policy)) if each.name == partner)


def _with(known: tuple[str, ...], new: str) -> tuple[str, ...]:
    return known if not new or new in known else (*known, new)
