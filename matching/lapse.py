"""A request that lapses: nobody answered for it for long. All who knew of it learn that it is over, and none learns why (D12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import LIVE, Case, OfferState, State, close, lapse_offers
from matching.circulation import closing_notices
from matching.decision import Decision, noted, together
from matching.facts import Facts
from matching.ledger import void
from matching.letters import to_leads, to_officers
from matching.release import release_held
from scheme.agreement import Scheme

BEFORE_ITS_LANDLORD_KNEW = frozenset({State.RECEIVED})


def lapse(case: Case, facts: Facts, scheme: Scheme, today: date, because: str) -> Decision:
    """What was reserved is given back, so the landlord's next held case may go on."""
    live = case.offers_in(*LIVE)
    undone = tuple(
        entry
        for offer in case.offers_in(OfferState.ACCEPTED)
        for entry in void(
            case=case.reference,
            move=case.move,
            home=case.landlord,
            rehousing=offer.landlord,
            day=today,
            reason="the request has lapsed",
        )
    )
    ended = lapse_offers(close(case, State.LAPSED, today))
    ended = replace(ended, move=case.move + bool(undone))
    to_landlord = () if case.state in BEFORE_ITS_LANDLORD_KNEW else to_leads("case_closed", ended, case.landlord, facts)
    letters = (*to_officers("case_closed", ended), *to_landlord, *closing_notices(ended, live, facts))
    return together(
        noted(ended, f"Lapsed. {because}"),
        Decision(entries=undone, letters=letters),
        release_held(case.landlord, facts.after(undone), scheme, today, but=case.reference),
    )
