"""What an acceptance lets go: the other homes of the request, and the same home on other requests. First acceptance wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import LET_GO, Case, Offer, OfferState, end_offer, where_it_stands, with_offer
from matching.decision import Decision, ask, noted, together
from matching.facts import Facts
from matching.letters import home_of, to_offerer, to_officers


def let_others_go(case: Case, taken: Offer, facts: Facts, today: date) -> Decision:
    """Every other open offer of the request ends; its landlord hears that the home need not be kept free, and no more."""
    others = case.offers_in(OfferState.OPEN)
    for offer in others:
        case = end_offer(case, offer, OfferState.LAPSED, today)
    letters = {
        letter.to: letter
        for offer in others
        if offer.landlord != taken.landlord
        for letter in to_offerer("offer_no_longer_needed", case, offer, facts)
    }
    decision = Decision(cases=(case,), letters=tuple(letters.values()))
    if any(offer.landlord == taken.landlord for offer in others):
        why = f"{taken.landlord} offered several homes and one is accepted: tell it which, and that it need not keep the others."
        return together(decision, ask("offer", why, case=case))
    return decision


def take_home_from_others(taken: Offer, facts: Facts, today: date) -> Decision:
    """The same home is open to no other request any more. Their officers hear that it is gone, and never to whom."""
    decisions = []
    for case in facts.same_homes:
        for offer in offers_of_the_home(taken, case):
            case = where_it_stands(end_offer(case, offer, OfferState.GONE, today))  # noqa: PLW2901 - the case as it goes on
            told = Decision(letters=to_officers("offer_gone", case, home=home_of(offer)))
            decisions += [noted(case, f"The home that {offer.landlord} offered is no longer free."), told]
    return together(*decisions)


def offers_of_the_home(taken: Offer, case: Case, *states: OfferState) -> tuple[Offer, ...]:
    """The offers of this very home on another case."""
    among = case.offers_in(*(states or (OfferState.OPEN,)))
    return tuple(offer for offer in among if taken.home and offer.home == taken.home)


def ask_again(case: Case, ended: Offer) -> Decision:
    """An accepted home has fallen through: a person asks whoever was let go for it. Nothing revives by itself."""
    if ended.state is not OfferState.ACCEPTED:
        return Decision()
    beside = dict.fromkeys(offer.landlord for offer in case.offers_in(OfferState.LAPSED))
    questions = [
        ask(
            "offer",
            f"The accepted home fell through. Ask {landlord} again whether the home that it offered is still free.",
            case=case,
        )
        for landlord in beside
    ]
    return together(*questions)


def ask_of_the_others(case: Case, ended: Offer, facts: Facts, *, taken_back: bool) -> Decision:
    """The home of an offer that ended may now be free for, or lost to, the other requests that it was offered to."""
    states = (OfferState.OPEN,) if taken_back else (OfferState.GONE,)
    names = [other.reference for other in facts.same_homes if offers_of_the_home(ended, other, *states)]
    if not names or (not taken_back and ended.state is not OfferState.ACCEPTED):
        return Decision()
    what = (
        "took the home back that it had offered"
        if taken_back
        else "has its home back, which fell through here after it had been offered"
    )
    why = f"{ended.landlord} {what} to {', '.join(names)} as well: ask {ended.landlord} what holds for that request."
    return ask("offer", why, case=case)


def already_let_go(case: Case, offer: Offer, state: OfferState, today: date, reason: str = "") -> Decision:
    """Word on a home that had been let go already: it is kept, and nobody needs to be told."""
    assert offer.state in LET_GO, f"the offer {offer.id} is {offer.state}"
    case = with_offer(case, replace(offer, state=state, ended_on=today, refusal_reason=reason))
    return noted(case, f"The offer of {offer.landlord}, which had been let go, was {state}.")
