"""How far the viewing of an offered home has come: arranged, viewed, or nobody came (R043). Told to nobody further."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import LIVE, Case, Offer, with_offer
from matching.decision import Decision, noted
from matching.facts import Facts
from matching.meant import the_offer_meant
from parsing.readings import Outcome

SAID = {
    "viewing_booked": "A viewing is booked.",
    "viewed": "The home was viewed.",
    "no_show": "Nobody came to the viewing.",
}


def take_viewing(reading: Outcome, case: Case, facts: Facts, today: date) -> Decision:
    """The officer's word and the landlord's count alike. Which of several homes is meant may stay open: it decides nothing."""
    stage = reading.stage.value or ""
    offer = the_offer_meant(case, facts, LIVE, crossed=(), said=reading.stage)
    if offer is None:
        return noted(case, SAID[stage])
    day = reading.date.value
    if not _is_news(offer, stage, day, today):
        return noted(case, SAID[stage])
    when = f" ({day.isoformat()})" if day else ""
    case = with_offer(case, replace(offer, viewing=stage, viewing_on=day or _day_known(offer, stage, today)))
    return noted(case, f"{SAID[stage].rstrip('.')}, of {offer.landlord}{when}.")


def _is_news(offer: Offer, stage: str, day: date | None, today: date) -> bool:
    """A booking that comes after the viewing was told is an old mail, unless its day is still to come: then they look again."""
    return stage != "viewing_booked" or offer.viewing in {"", "viewing_booked"} or (day is not None and day >= today)


def _day_known(offer: Offer, stage: str, today: date) -> date | None:
    """The day on which it was booked for, once that is past, is the day on which it was viewed."""
    known = offer.viewing_on
    return known if known and (stage == "viewing_booked" or known <= today) else None
