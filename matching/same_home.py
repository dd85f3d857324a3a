"""When two offers are of one home: told again, told for other requests as well, or taken. No address is stored to tell."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from matching.case import LIVE, Case, Offer, OfferState, with_offer
from matching.decision import Decision, ask, ignore, noted, together
from matching.facts import Facts
from parsing.readings import PropertyOffer
from scheme.register import Partner


def such_a_home(reading: PropertyOffer, offer: Offer) -> bool:
    return (offer.area, offer.bedrooms) == (reading.area.value, reading.bedrooms.value)


def may_be_the_same_home(reading: PropertyOffer, offer: Offer) -> bool:
    said = (reading.property_type.value, reading.floor.value)
    known = (offer.property_type or None, offer.floor)
    return all(new is None or old is None or new == old for new, old in zip(said, known, strict=True))


def for_others_too(reading: PropertyOffer, earlier: Offer, case: Case, facts: Facts) -> Decision:
    """The same home again; if now for other requests as well, that is kept, so that one acceptance takes it from all."""
    others = tuple(each for each in reading.also_for if each not in (*earlier.also_for, case.reference))
    if not others:
        return ignore("the same offer again")
    home = earlier.home or home_id(reading, earlier.landlord, facts)
    case = with_offer(case, replace(earlier, home=home, also_for=(*earlier.also_for, *others)))
    return noted(case, f"{earlier.landlord} offers its home to other requests as well.")


def home_id(reading: PropertyOffer, landlord: str, facts: Facts) -> str:
    """One id for all offers that one mail makes of one home; the one that it has already on another of these requests."""
    if not reading.also_for:
        return ""
    own = (offer for case in facts.same_homes for offer in case.offers_in(*LIVE) if offer.landlord == landlord and offer.home)
    known = next((offer.home for offer in own if such_a_home(reading, offer) and may_be_the_same_home(reading, offer)), "")
    return known or hashlib.sha256(f"{facts.cause.partition(':')[0]}\n{landlord}".encode()).hexdigest()[:16]


def taken_elsewhere(reading: PropertyOffer, partner: Partner, facts: Facts) -> tuple[Case, Offer] | None:
    """The request for which such a home of this landlord, offered to both, is taken already."""
    if facts.speaker.coordinator and not reading.also_for:
        return None  # she knows it to be another home
    taken = (
        (case, offer)
        for case in facts.same_homes
        for offer in case.offers_in(OfferState.ACCEPTED, OfferState.HOUSED)
        if offer.landlord == partner.name and such_a_home(reading, offer)
    )
    return next(taken, None)


def of_a_home_taken(other: Case, taken: Offer, reading: PropertyOffer, case: Case, facts: Facts) -> Decision:
    """A person asks. An offer that turns out to be of the very home is bound to it, so that it cannot be accepted as well."""
    why = f"{taken.landlord} offers a home like the one that was taken for {other.reference}: is it another one?"
    own = (offer for offer in case.offers_in(OfferState.OPEN) if offer.landlord == taken.landlord)
    earlier = next((offer for offer in own if such_a_home(reading, offer) and may_be_the_same_home(reading, offer)), None)
    if earlier is None or not reading.also_for:
        return ask("offer", why, case=case)
    home = taken.home or earlier.home or home_id(reading, taken.landlord, facts)
    also_for = tuple(dict.fromkeys((*earlier.also_for, other.reference)))
    bound = (
        with_offer(case, replace(earlier, home=home, also_for=also_for)),
        with_offer(other, replace(taken, home=home)),
    )
    return together(Decision(cases=bound), ask("offer", why, case=case))
