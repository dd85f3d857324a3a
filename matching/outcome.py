"""What became of an offer: viewed, accepted, refused, withdrawn, moved in (R043–R051). Here the pot changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from matching.amendment import caught_up
from matching.caps import Gate, may_accept, policies_for
from matching.case import (
    LET_GO,
    LIVE,
    Case,
    Offer,
    OfferState,
    State,
    close,
    end_offer,
    lapse_offers,
    step,
    where_it_stands,
    with_offer,
)
from matching.circulation import closing_notices
from matching.decision import Decision, ask, ignore, noted, together
from matching.facts import Facts
from matching.ledger import Entry, Pair, post, reserve, void
from matching.letters import home_of, to_leads, to_offerer, to_officers
from matching.letting_go import (
    already_let_go,
    ask_again,
    ask_of_the_others,
    let_others_go,
    offers_of_the_home,
    take_home_from_others,
)
from matching.meant import candidates_meant, is_another, names, the_offer_let_go, the_offer_meant
from matching.pauses import open_at_last
from matching.release import release_held
from matching.speaker import partner_speaking, speaks_as_officer
from matching.viewing import take_viewing
from parsing.field import Field
from parsing.readings import Outcome
from scheme.agreement import Scheme

CROSSED = (OfferState.REFUSED, OfferState.WITHDRAWN, *LET_GO)  # ends that a late word may have meant
TAKEN = (OfferState.ACCEPTED, OfferState.HOUSED)


def take_outcome(reading: Outcome, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not (speaks_as_officer(facts, case) or _offers_of_the_speaker(case, facts)):
        return ask(
            "sender",
            "An outcome came from somebody who is neither an officer of the request nor a landlord that offered.",
            case=case,
        )
    if doubts := reading.all_doubts():
        return ask("doubt", "The report on the offer is not clear: " + " ".join(doubts), case=case)
    stage = reading.stage.value
    if not case.open and not (stage == "tenancy_started" and case.state is State.MOVED):
        return ask("closed", f"A report on an offer came for a request that is closed ({case.state}).", case=case)
    match stage:
        case "viewing_booked" | "viewed" | "no_show":
            return take_viewing(reading, case, facts, today)
        case "accepted":
            return _accept(reading.stage, case, facts, scheme, today)
        case "refused":
            return _refuse(reading, case, facts, scheme, today)
        case "offer_withdrawn":
            return withdraw_offer(reading.stage, case, facts, scheme, today)
        case "tenancy_started":
            return _move_in(reading, case, facts, scheme, today)
        case _:
            return ask("outcome", "The report does not say what became of the offer: ask whoever sent it.", case=case)


def _accept(said: Field[str], case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    accepted = case.offers_in(OfferState.ACCEPTED)
    if accepted:
        if is_another(accepted[0], case, facts, said):
            return ask(
                "offer",
                "An acceptance was reported of one landlord's home, but another one's is already accepted: ask the officer.",
                case=case,
            )
        return ignore("the same acceptance again")
    offer = the_offer_meant(case, facts, (OfferState.OPEN,), crossed=(OfferState.WITHDRAWN, *LET_GO), said=said)
    if offer is None:
        return ask("offer", _why_nothing_to_accept(case), case=case)
    reserved = _reserved(offer, case, facts, scheme, today)
    if not reserved.entries:
        return together(_told_to_wait(offer, case, facts), reserved)
    return together(reserved, _told_of_acceptance(offer, reserved.cases[0], facts, today))


def _told_to_wait(offer: Offer, case: Case, facts: Facts) -> Decision:
    """Officer and landlord hear, once, that a person looks first, so that nobody signs or gives notice; never why (R049)."""
    key = f"acceptance waits {offer.id}"
    if facts.speaker.coordinator or key in case.told:
        return Decision()
    case = replace(case, told=(*case.told, key))
    letters = (*to_officers("acceptance_waits", case), *to_offerer("acceptance_waits", case, offer, facts))
    return Decision(cases=(case,), letters=letters)


def _why_nothing_to_accept(case: Case) -> str:
    why = "An acceptance came, but it is not clear which open offer it means: ask the officer."
    gone = dict.fromkeys(offer.landlord for offer in case.offers_in(OfferState.GONE))
    return f"{why} The home that {' and '.join(gone)} offered was taken for another request." if gone else why


def _told_of_acceptance(offer: Offer, case: Case, facts: Facts, today: date) -> Decision:
    """Officer and landlord hear of it; the other landlords that keep a home free hear that they need not."""
    let_go = let_others_go(case, offer, facts, today)
    letters = (
        *to_officers("acceptance_recorded", let_go.cases[0], home=home_of(offer)),
        *to_offerer("acceptance_recorded", let_go.cases[0], offer, facts),
    )
    return together(let_go, Decision(letters=letters))


def _reserved(offer: Offer, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The offer accepted, its place under the cap reserved and its home taken; or a question at the last gate."""
    if elsewhere := [each.reference for each in facts.same_homes if offers_of_the_home(offer, each, *TAKEN)]:
        why = f"The home of {offer.landlord} was accepted here, but it is taken for {elsewhere[0]} already: ask {offer.landlord}."
        return ask("offer", why, case=case)
    if offer.area not in case.safe_areas:
        return ask(
            "offer",
            "The home that was accepted is in an area that is not, or no longer, one of the safe areas asked for.",
            case=case,
        )
    gate = may_accept(case.landlord, facts, *policies_for(case, scheme, today), case=case)
    if not gate.open:
        return ask(
            "cap", f"An offer was accepted but cannot be: {gate.because} Go on above the cap with a reason, or wait.", case=case
        )
    case = with_offer(step(case, State.ACCEPTED), replace(offer, state=OfferState.ACCEPTED, accepted_on=today))
    case = replace(case, cap_override=gate.override or case.cap_override)
    return together(
        noted(case, _above(f"The offer of {offer.landlord} was accepted.", gate)),
        Decision(entries=_entries(reserve, case, offer, today, reason=gate.override)),
        take_home_from_others(offer, facts, today),
    )


def _above(what: str, gate: Gate) -> str:
    return f"{what} Above the cap: {gate.override}" if gate.override else what


def _entries(kind: Callable[..., Pair], case: Case, offer: Offer, day: date, *, reason: str = "") -> Pair:
    return kind(case=case.reference, move=case.move, home=case.landlord, rehousing=offer.landlord, day=day, reason=reason)


def _refuse(reading: Outcome, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    reason = reading.refusal_reason.value or ""
    if let_go := the_offer_let_go(case, facts, reading.stage):
        return already_let_go(case, let_go, OfferState.REFUSED, today, reason)
    offer = the_offer_meant(case, facts, LIVE, crossed=CROSSED, said=reading.stage)
    if offer is None:
        if not candidates_meant(case, facts, LIVE) and candidates_meant(case, facts, (OfferState.REFUSED,)):
            return ignore("the same refusal again")
        return ask("offer", "A refusal came, but it is not clear which offer it means: ask the officer.", case=case)
    ended, undone = _end(offer, case, OfferState.REFUSED, today, reason=reason)
    ended = replace(ended, may_offer_again=tuple(each for each in ended.may_offer_again if each != offer.landlord))
    ended, open_again = open_at_last(ended, facts)
    letters = (
        *open_again,
        *to_offerer("refusal_recorded", ended, offer, facts, reason=reason),
        *to_officers("refusal_recorded", ended, home=home_of(offer), reason=reason),
    )
    return together(
        noted(ended, f"The offer of {offer.landlord} was refused" + (f": {reason.replace('_', ' ')}." if reason else ".")),
        Decision(entries=undone, letters=letters),
        caught_up(ended, facts, scheme),
        ask_again(ended, offer),
        ask_of_the_others(ended, offer, facts, taken_back=False),
        _room_again(ended, undone, facts, scheme, today),
    )


def withdraw_offer(said: Field[str], case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The landlord takes its offer back; said by itself or by the officer."""
    if not case.open:
        return ask("closed", f"An offer was withdrawn for a request that is closed ({case.state}).", case=case)
    if let_go := the_offer_let_go(case, facts, said):
        return already_let_go(case, let_go, OfferState.WITHDRAWN, today)
    offer = the_offer_meant(case, facts, LIVE, crossed=CROSSED, said=said)
    if offer is None:
        if not candidates_meant(case, facts, LIVE) and candidates_meant(case, facts, (OfferState.WITHDRAWN,)):
            return ignore("the same withdrawal of an offer again")
        return ask("offer", "An offer was withdrawn, but it is not clear which one: ask the landlord.", case=case)
    ended, undone = _end(offer, case, OfferState.WITHDRAWN, today)
    ended, open_again = open_at_last(ended, facts)
    letters = (
        *open_again,
        *to_officers("offer_withdrawn", ended, home=home_of(offer)),
        *to_offerer("offer_withdrawn", ended, offer, facts),  # so that a landlord hears what was said for it
    )
    return together(
        noted(ended, f"{offer.landlord} withdrew its offer."),
        Decision(entries=undone, letters=letters),
        caught_up(ended, facts, scheme),
        _taken_from_under_them(ended, offer, facts),
        ask_again(ended, offer),
        ask_of_the_others(ended, offer, facts, taken_back=True),
        _room_again(ended, undone, facts, scheme, today),
    )


def _taken_from_under_them(case: Case, offer: Offer, facts: Facts) -> Decision:
    """The household may have given notice already: a person rings at once, unless it is the officer who says it."""
    if offer.state is not OfferState.ACCEPTED or speaks_as_officer(facts, case):
        return Decision()
    why = (
        f"{offer.landlord} withdrew a home that was accepted: call the officer now, for the household may have given up its own."
    )
    return ask("offer", why, case=case, urgent=True)


def _end(offer: Offer, case: Case, state: OfferState, today: date, *, reason: str = "") -> tuple[Case, tuple[Entry, ...]]:
    """The offer over, the case back where it stands without it; an accepted one frees its place and spends its move's number."""
    undone: tuple[Entry, ...] = ()
    move = case.move
    if offer.state is OfferState.ACCEPTED:
        undone = _entries(void, case, offer, today, reason=f"the accepted offer was {state}")
        move += 1
    return where_it_stands(replace(end_offer(case, offer, state, today, reason), move=move)), undone


def _room_again(case: Case, undone: tuple[Entry, ...], facts: Facts, scheme: Scheme, today: date) -> Decision:
    return release_held(case.landlord, facts.after(undone), scheme, today) if undone else Decision()


def _move_in(reading: Outcome, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The tenancy has started: the two entries are posted, everybody told no more than they may know (R047, D11)."""
    housed = case.offers_in(OfferState.HOUSED)
    if case.state is State.MOVED:
        another = is_another(housed[0], case, facts, reading.stage)
        return _another_start(case) if another else ignore("the same tenancy start again")
    day = reading.tenancy_start_date.value or reading.date.value
    if day is None:
        return ask("date", "A tenancy has started, but its first day is not said: ask, for the ledger needs it.", case=case)
    if day > today:
        return ask(
            "date",
            f"A tenancy is reported as started on {day.isoformat()}, which is still to come: nothing was posted.",
            case=case,
        )
    case = replace(case, people_moved=(reading.adults_moved.value, reading.children_moved.value))
    taken = case.offers_in(OfferState.ACCEPTED)
    if taken:
        another = is_another(taken[0], case, facts, reading.stage)
        return _another_start(case) if another else _moved(taken[0], day, case, facts, scheme, today)
    offer = the_offer_meant(case, facts, (OfferState.OPEN,), crossed=(OfferState.WITHDRAWN, *LET_GO), said=reading.stage)
    several = len(case.offers_in(OfferState.OPEN)) > 1
    if offer is None or (several and not names(reading.stage.quote, offer, facts)):
        return ask("offer", "A tenancy has started, but no offer was accepted and it is not clear which home it is.", case=case)
    accepted = _reserved(offer, case, facts, scheme, today)
    if not accepted.entries:
        return accepted
    case = accepted.cases[0]
    moved = _moved(case.offers_in(OfferState.ACCEPTED)[0], day, case, facts.after(accepted.entries), scheme, today)
    return together(accepted, moved)


def _another_start(case: Case) -> Decision:
    return ask(
        "offer",
        "A tenancy start was reported of one landlord's home, but it is another one's that was accepted: ask the officer.",
        case=case,
    )


def _moved(offer: Offer, day: date, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    posted = _entries(post, case, offer, day)
    facts = facts.after(posted)
    moved = lapse_offers(with_offer(close(case, State.MOVED, today), replace(offer, state=OfferState.HOUSED)))
    others = tuple(other for other in case.offers_in(*LIVE) if other.landlord != offer.landlord)
    letters = (
        *to_officers("move_recorded", moved),
        *to_offerer("home_counted", moved, offer, facts, balance=True),
        *to_leads("home_owed", moved, case.landlord, facts, balance=True),
        *closing_notices(moved, others, facts, but=offer.landlord),
    )
    return together(
        noted(moved, "The tenancy has started; the move is posted."),
        Decision(entries=posted, letters=letters),
        release_held(offer.landlord, facts, scheme, today),
    )


def _offers_of_the_speaker(case: Case, facts: Facts) -> tuple[Offer, ...]:
    partner = partner_speaking(facts)
    return tuple(offer for offer in case.offers if partner and offer.landlord == partner.name)
