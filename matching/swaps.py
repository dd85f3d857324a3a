"""Direct swaps: A's household into B's home and B's household into A's. Advised against, so a person is warned in time (R052).

Addresses are never stored (R030), so what can be seen is this: each of two households is offered a home by the other's landlord,
in the area that the other lives in or has just left. Only while both moves are live: that two landlords rehouse each other's
households over the years is what the pot is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from matching.case import LIVE, Case, Offer, OfferState
from matching.decision import Decision, ask, together
from matching.facts import Facts

JUST_LEFT = timedelta(days=90)  # a home is let again within that time; whoever gets it may get the old address with it


def swaps(case: Case, offer: Offer, others: Iterable[Case], today: date) -> Iterator[Case]:
    """The cases whose live move runs the other way."""
    for other in others:
        if other.reference == case.reference or other.landlord != offer.landlord or offer.area != other.area_residence:
            continue
        back = (each for each in other.offers if each.landlord == case.landlord and each.area == case.area_residence)
        if any(_is_live(each, other, today) for each in back):
            yield other


def _is_live(offer: Offer, case: Case, today: date) -> bool:
    if offer.state is OfferState.HOUSED:
        return case.closed_on is not None and case.closed_on + JUST_LEFT >= today
    return offer.state in LIVE


def with_warning(decision: Decision, facts: Facts, today: date) -> Decision:
    """The decision, and a question beside it where an offer or an acceptance in it closes the ring."""
    before = {case.reference: case for case in (facts.case, *facts.same_homes) if case}
    warnings = (
        _warning(case, other, offer)
        for case in decision.cases
        for offer in case.offers
        if offer.state in LIVE and offer.state is not _state_before(before.get(case.reference), offer)
        for other in swaps(case, offer, facts.moving, today)
    )
    return together(decision, *warnings)


def _state_before(case: Case | None, offer: Offer) -> OfferState | None:
    return next((known.state for known in case.offers if known.id == offer.id), None) if case else None


def _warning(case: Case, other: Case, offer: Offer) -> Decision:
    return ask(
        "swap",
        f"This may be a direct swap of two homes (R052): {offer.landlord} offers a home in {offer.area} to {case.reference}, and "
        f"{case.landlord} one in {case.area_residence} to {other.reference}, whose household leaves {offer.area}. Two dangers: "
        "the household that moves in may be harassed by whoever looks for the one that left, and it may come to know, and pass "
        "on, the old address of the other. Ask both landlords whether either home is one that these households leave; if it is, "
        "stop that offer.",
        case=case,
    )
