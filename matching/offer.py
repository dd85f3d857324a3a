"""A home offered to a request (R039, R042–R046): recorded, told to the officer, or put to a person."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from matching.case import CLOSED, LIVE, Case, Offer, OfferState, State, step, with_offer
from matching.decision import Decision, OfferedHome, ask, but_ask, noted, together
from matching.facts import Facts
from matching.letters import to_mailbox, to_officers
from matching.meant import the_landlord_offering
from matching.outcome import withdraw_offer
from matching.same_home import for_others_too, home_id, may_be_the_same_home, of_a_home_taken, such_a_home, taken_elsewhere
from matching.speaker import partner_speaking, speaks_as_officer
from matching.suit import why_area_unsuited, why_bedrooms_unsuited
from parsing.readings import PropertyOffer
from scheme.agreement import Scheme
from scheme.register import Partner

SAYS_NOTHING_NEW = {"reference", "offer_status"}
COUNTED = frozenset({*LIVE, OfferState.REFUSED, OfferState.HOUSED})  # of a scheme that limits offers: what reached the household
DECIDING = ("reference", "area", "bedrooms", "offer_status")


def take_offer(reading: PropertyOffer, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    partner = partner_speaking(facts)
    if partner is None and reading.offer_status.value == "withdrawn" and speaks_as_officer(facts, case):
        return _taken_back(reading, case, facts, scheme, today)
    partner = partner or _named_by_officer(reading, case, facts)
    if why := _why_not_from(partner, case, facts):
        return together(_notice_while_held(reading, partner, case, facts), ask("offer", why, case=case))
    assert partner is not None, "a partner without a reason against it is one"
    if doubts := deciding_doubts(reading):
        return ask("doubt", "The offer is not clear: " + " ".join(doubts), case=case)
    if reading.offer_status.value == "withdrawn":
        return withdraw_offer(reading.offer_status, case, facts, scheme, today)
    if kept := _kept_free(reading, partner, case):
        return kept
    if why := _why_not_now(case):
        return together(_polite_notice(reading, partner, case, facts), ask("offer", why, case=case))
    if taken := taken_elsewhere(reading, partner, facts):
        return of_a_home_taken(*taken, reading, case, facts)
    if earlier := _live_offer_of_such_a_home(reading, partner, case):
        if may_be_the_same_home(reading, earlier):
            return _told_again(reading, earlier, partner, case, facts)
        return ask(
            "offer", f"{partner.name} wrote again of a home like the one it offered, but not quite: is it another one?", case=case
        )
    if question := _question_on_the_home(reading, partner, case, facts, scheme):
        return question
    return _record(reading, partner, case, facts, today)


def _named_by_officer(reading: PropertyOffer, case: Case, facts: Facts) -> Partner | None:
    """The landlord whose offer the officer passes on to us, where her words name exactly one and its stock fits (R042)."""
    if not case.is_officer(facts.speaker.address):
        return None
    partner = facts.active(the_landlord_offering(reading.offer_status.quote, reading.area.value or "", facts))
    return partner if partner and reading.area.value in partner.areas and _mailbox_of(partner, case) else None


def _mailbox_of(partner: Partner, case: Case) -> str:
    """Where a landlord is written to that has not written itself."""
    known = (*partner.offers_from, *partner.circulars_to, *partner.named_leads)
    return next((address for address in known if address not in case.shut_out), "")


def _told_again(reading: PropertyOffer, earlier: Offer, partner: Partner, case: Case, facts: Facts) -> Decision:
    """The same offer once more. The landlord's own word completes one that an officer had passed on: now all of it is told."""
    if not earlier.passed_on or facts.speaker.address.lower() not in partner.mailboxes:
        return for_others_too(reading, earlier, case, facts)
    said = replace(earlier, passed_on=False, made_by=facts.speaker.address.lower(), reply_by=reading.reply_by.value)
    return _told(reading, said, partner, with_offer(case, said), facts, f"{partner.name} confirmed its offer.")


def _taken_back(reading: PropertyOffer, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The officer passes on that the landlord has taken its offer back."""
    if doubts := deciding_doubts(reading):
        return ask("doubt", "The news of the offer is not clear: " + " ".join(doubts), case=case)
    return withdraw_offer(reading.offer_status, case, facts, scheme, today)


def _kept_free(reading: PropertyOffer, partner: Partner, case: Case) -> Decision | None:
    """«We can hold it for 48 hours» from a landlord whose offer is live: it tells of that home, and is no new offer."""
    live = [offer for offer in case.offers_in(*LIVE) if offer.landlord == partner.name]
    told = {key for key, field in reading.fields() if not field.blank}
    if not live or told & {"area", "bedrooms", "property_type", "floor", "address"}:
        return None
    if told <= SAYS_NOTHING_NEW:
        return noted(case, f"{partner.name} wrote again of the home it offers.")
    what = ", ".join(sorted(key.replace("_", " ") for key in told - SAYS_NOTHING_NEW))
    return ask("offer", f"{partner.name} wrote more of the home it offers ({what}): pass it on to the officer.", case=case)


def deciding_doubts(reading: PropertyOffer) -> tuple[str, ...]:
    """Doubts on what decides; the letter leaves out any other answer in doubt, and a person is told."""
    return (*(field.doubt for key, field in reading.fields() if field.doubt and key in DECIDING), *reading.doubts)


def _why_not_from(partner: Partner | None, case: Case, facts: Facts) -> str:
    if partner is None:
        return "An offer came from an address that is not the mailbox of one active partner: find out who offers."
    if partner.name == case.landlord:
        return f"{partner.name} offers a home to its own household: that is no move through the pot."
    if partner.name in case.excluded or facts.speaker.address.lower() in case.shut_out:
        return f"An offer came from {partner.name}, which must not hear of this request: find out how it did."
    if partner.name not in case.circulated_to and not facts.speaker.coordinator:
        return f"An offer came from {partner.name}, which has not had the circular: find out how it knows."
    return ""


def _why_not_now(case: Case) -> str:
    if case.state in {State.CIRCULATED, State.OFFERED}:
        return "An offer came for a request that is paused: keep it in mind." if case.paused_on else ""
    if case.state is State.ACCEPTED:
        return "An offer came although another home is already accepted: tell the landlord, or keep it in mind."
    if case.state in CLOSED:
        return f"An offer came for a request that is closed ({case.state})."
    return f"An offer came for a request that is not circulated ({case.state.replace('_', ' ')})."


def _polite_notice(reading: PropertyOffer, partner: Partner, case: Case, facts: Facts) -> Decision:
    """To a landlord that had the circular: the request takes no offers now, and nothing need be kept free. Never why.

    One whose very home was taken hears no such thing of it: its mail may be the old one again.
    """
    taken = case.offers_in(OfferState.ACCEPTED, OfferState.HOUSED)
    heard = partner.name in case.circulated_to or case.state is State.HELD_AT_CAP
    known = facts.decided_before or facts.speaker.coordinator or not heard
    known = known or facts.speaker.address.lower() not in partner.mailboxes
    if known or any(offer.landlord == partner.name and such_a_home(reading, offer) for offer in taken):
        return Decision()
    return Decision(letters=(to_mailbox("offer_not_now", case, facts.speaker.address.lower(), partner, facts),))


def _notice_while_held(reading: PropertyOffer, partner: Partner | None, case: Case, facts: Facts) -> Decision:
    """A held request has no circular yet: a partner that an officer told of it hears that it need keep nothing free.

    That the request exists and takes no offers is all that it learns, and a person asks how it knew.
    """
    if partner is None or case.state is not State.HELD_AT_CAP or partner.name in {case.landlord, *case.excluded}:
        return Decision()
    if deciding_doubts(reading) or reading.offer_status.value == "withdrawn":
        return Decision()
    return Decision() if facts.speaker.address.lower() in case.shut_out else _polite_notice(reading, partner, case, facts)


def _live_offer_of_such_a_home(reading: PropertyOffer, partner: Partner, case: Case) -> Offer | None:
    own = (offer for offer in case.offers_in(*LIVE) if offer.landlord == partner.name)
    return next((offer for offer in own if such_a_home(reading, offer)), None)


def _question_on_the_home(reading: PropertyOffer, partner: Partner, case: Case, facts: Facts, scheme: Scheme) -> Decision | None:
    """What a person must settle first. A coordinator's word settles size, soft bar and number of offers; never the area."""
    if why := why_area_unsuited(case, reading.area.value):
        return ask("offer", why, case=case)
    why = why_bedrooms_unsuited(case, reading.bedrooms.value)
    if why and (reading.bedrooms.value is None or not facts.speaker.coordinator):
        return ask("bedrooms", why, case=case)
    if facts.speaker.coordinator:
        return None
    if softly_barred(case, partner.name):
        return ask("offer", f"{_the_refusal(case, partner.name)} (R044): may the officer be told of the new one?", case=case)
    allowed = scheme.policy(case.policy).offers_per_request
    made = [offer for offer in case.offers if offer.state in COUNTED]
    if allowed and len(made) >= allowed:
        return ask(
            "offer",
            f"The request has had {len(made)} offers, and the scheme allows {allowed}: may the officer be told?",
            case=case,
        )
    return None


def softly_barred(case: Case, landlord: str) -> bool:
    """A landlord whose offer was refused will generally not offer again, until a person lifts that (R044)."""
    refused = any(offer.landlord == landlord for offer in case.offers_in(OfferState.REFUSED))
    return refused and landlord not in case.may_offer_again


def _the_refusal(case: Case, landlord: str) -> str:
    last = [offer for offer in case.offers_in(OfferState.REFUSED) if offer.landlord == landlord][-1]
    when = f" on {last.ended_on.isoformat()}" if last.ended_on else ""
    why = f" ({last.refusal_reason.replace('_', ' ')})" if last.refusal_reason else ""
    return f"{landlord} offers again although its earlier offer was refused{when}{why}"


def _record(reading: PropertyOffer, partner: Partner, case: Case, facts: Facts, today: date) -> Decision:
    speaker = facts.speaker.address.lower()
    passed_on = speaker not in partner.mailboxes
    offer = Offer(
        id=offer_id(case, partner, facts.cause),
        landlord=partner.name,
        area=reading.area.value or "",
        bedrooms=reading.bedrooms.value,
        property_type=reading.property_type.value or "",
        floor=reading.floor.value,
        made_on=today,
        reply_by=reading.reply_by.value,
        made_by=_mailbox_of(partner, case) if passed_on else speaker,
        passed_on=passed_on,
        home=home_id(reading, partner.name, facts),
        also_for=tuple(each for each in reading.also_for if each != case.reference),
    )
    if facts.speaker.coordinator and softly_barred(case, partner.name):
        case = replace(case, may_offer_again=(*case.may_offer_again, partner.name))
    case = with_offer(case if case.state is State.OFFERED else step(case, State.OFFERED), offer)
    if passed_on:
        return _heard(reading, offer, partner, case, facts)
    return _told(reading, offer, partner, case, facts, f"{partner.name} offered a home.")


def _heard(reading: PropertyOffer, offer: Offer, partner: Partner, case: Case, facts: Facts) -> Decision:
    """An offer that had reached one officer alone: its landlord hears what was recorded, another officer of it (R014, R042)."""
    home = _home(reading, partner)
    letters = (
        *(letter for letter in to_officers("offer_notice", case, home=home) if letter.to != facts.speaker.address.lower()),
        to_mailbox("offer_heard", case, offer.made_by, partner, facts, home=replace(home, address="")),
    )
    what = f"{partner.name} offered a home to the officer, who passed it on; {partner.name} is asked to say so if it did not."
    return together(noted(case, what), Decision(letters=letters))


def _told(reading: PropertyOffer, offer: Offer, partner: Partner, case: Case, facts: Facts, what: str) -> Decision:
    """The officers get the home with its address, the landlord what was recorded of it."""
    home = _home(reading, partner)
    letters = (
        *to_officers("offer_notice", case, home=home),
        to_mailbox("offer_recorded", case, offer.made_by, partner, facts, home=replace(home, address="")),
    )
    recorded = together(noted(case, what), Decision(letters=letters))
    left_out = tuple(key.replace("_", " ") for key, field in reading.fields() if field.doubt)
    if not left_out:
        return recorded
    why = f"The officer was told of the offer without what was not clear: {', '.join(left_out)}. Ask the landlord and pass it on."
    return but_ask(recorded, "doubt", why, case=case)


def offer_id(case: Case, partner: Partner, cause: str) -> str:
    """Same cause, case and landlord: same offer. 16 hex digits."""
    return hashlib.sha256(f"{cause}\n{case.reference}\n{partner.name}".encode()).hexdigest()[:16]


def _home(reading: PropertyOffer, partner: Partner) -> OfferedHome:
    return OfferedHome(
        landlord=partner.name,
        area=reading.area.value or "",
        bedrooms=reading.bedrooms.value,
        property_type=reading.property_type.value or "",
        floor=reading.floor.value,
        lift=reading.lift.value,
        address=reading.address.value or "",
        tenure=reading.tenure.value or "",
        rent="" if reading.rent_period.doubt else reading.rent.value or "",  # an amount a week or a month is no small matter
        rent_period=reading.rent_period.value or "",
        pets_allowed=reading.pets_allowed.value,
        available_from=reading.available_from.value,
        viewing_date=reading.viewing_date.value,
        reply_by=reading.reply_by.value,
    )
