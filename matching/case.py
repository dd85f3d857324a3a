"""A case: one household's request on its way, and the steps it may take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class State(StrEnum):
    RECEIVED = "received"
    AWAITING_APPROVAL = "awaiting_approval"
    HELD_AT_CAP = "held_at_cap"
    CIRCULATED = "circulated"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    MOVED = "moved"
    DECLINED = "declined"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


CLOSED = frozenset({State.MOVED, State.DECLINED, State.INELIGIBLE, State.WITHDRAWN, State.LAPSED})
OPEN = frozenset(State) - CLOSED
ENDINGS = frozenset({State.DECLINED, State.INELIGIBLE, State.WITHDRAWN, State.LAPSED})

# The whole table of allowed steps; docs/line.md draws it and a test compares the two.
STEPS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.AWAITING_APPROVAL}) | ENDINGS,
    State.AWAITING_APPROVAL: frozenset({State.HELD_AT_CAP, State.CIRCULATED}) | ENDINGS,
    State.HELD_AT_CAP: frozenset({State.AWAITING_APPROVAL, State.CIRCULATED}) | ENDINGS,
    State.CIRCULATED: frozenset({State.AWAITING_APPROVAL, State.OFFERED}) | ENDINGS,
    State.OFFERED: frozenset({State.CIRCULATED, State.ACCEPTED}) | ENDINGS,
    State.ACCEPTED: frozenset({State.CIRCULATED, State.OFFERED, State.MOVED}) | ENDINGS,
    State.MOVED: frozenset(),
    **{state: frozenset() for state in ENDINGS},
}

# What only a person may do, and no reading of a mail: a closed request goes on again under its own reference.
AGAIN = frozenset({State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.CIRCULATED})
REOPENINGS: dict[State, frozenset[State]] = {
    State.DECLINED: frozenset({State.RECEIVED, State.AWAITING_APPROVAL}),  # never on the approval that was taken back
    State.INELIGIBLE: AGAIN,
    State.WITHDRAWN: AGAIN,
    State.LAPSED: AGAIN,
    State.MOVED: AGAIN,  # once its move has been taken back from the ledger
}
TAKEN_BACK = "move taken back"  # among a case's `told`: the household has not moved after all


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A nominating officer: a professional's work contact (R015)."""

    name: str
    email: str
    agency: str = ""
    role: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Counts and age bands only: exact ages stay in the reading (disclosure.md)."""

    adults: int = 0
    children: int = 0
    under_5: int = 0
    aged_5_to_10: int = 0
    aged_11_to_17: int = 0
    expecting: bool = False


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # another home was accepted, or the request ended: the landlord need not keep it free
    GONE = "gone"  # the same home was taken for another request
    HOUSED = "housed"  # the tenancy has started


LIVE = (OfferState.OPEN, OfferState.ACCEPTED)  # somebody keeps the home free for the household
LET_GO = (OfferState.LAPSED, OfferState.GONE)  # over by nobody's word on this very home
_ENDS = frozenset({OfferState.REFUSED, OfferState.WITHDRAWN})
# The whole table of an offer's steps; docs/line.md draws it. What has ended never opens again: the landlord offers anew.
OFFER_STEPS: dict[OfferState, frozenset[OfferState]] = {
    OfferState.OPEN: _ENDS | {OfferState.ACCEPTED, *LET_GO},
    OfferState.ACCEPTED: _ENDS | {OfferState.LAPSED, OfferState.HOUSED},
    OfferState.LAPSED: _ENDS,
    OfferState.GONE: _ENDS,
    **{state: frozenset() for state in (*_ENDS, OfferState.HOUSED)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A home offered to a case. No address: that is in the officer's letter and nowhere else (DESIGN §5)."""

    id: str  # derived from its cause, so that the same offer twice is one
    landlord: str
    area: str = ""
    bedrooms: int | None = None
    property_type: str = ""
    floor: int | None = None
    state: OfferState = OfferState.OPEN
    made_on: date
    reply_by: date | None = None
    accepted_on: date | None = None
    made_by: str = ""  # mailbox that offered: its confirmations go there
    passed_on: bool = False  # told us by the officer, and not yet by its landlord (R042)
    refusal_reason: str = ""
    ended_on: date | None = None
    viewing: str = ""  # viewing_booked | viewed | no_show: how far it has come (R043)
    viewing_on: date | None = None
    home: str = ""  # the same for all offers of one home that one mail makes to several requests
    also_for: tuple[str, ...] = ()  # the other requests that the same home is offered to
    beside: tuple[str, ...] = ()  # ids of the offers still live when this one ended: a late word may have meant this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the rules may know of a request. Business key of its move: reference + `move`."""

    reference: str
    state: State
    policy: str  # version (date) of the policy it came in under
    landlord: str = ""  # the approver: applicant's landlord, or the one that owes, or the original one (R003, R022)
    area_residence: str = ""
    bedrooms: int | None = None
    areas_requested: tuple[str, ...] = ()
    areas_at_risk: tuple[str, ...] = ()
    risk_primary: str = ""
    tenancy_type: str = ""
    household: Household = Household()
    ground_floor_only: bool | None = None
    step_free: bool | None = None
    wheelchair: bool | None = None
    pets: bool | None = None
    pets_rehome: bool | None = None
    support_in_place: bool | None = None
    officers: tuple[Officer, ...] = ()
    former_officers: tuple[str, ...] = ()  # mailboxes: told once that they are no longer the officer, and nothing more
    received_on: date
    complete_on: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    acknowledged_owing: bool = False
    awaiting_panel: bool = False  # the landlord's panel decides (R024); `panel_date` only if its day is known
    panel_date: date | None = None
    circulated_on: date | None = None
    circulated_to: tuple[str, ...] = ()  # partners' names that have had the circular
    closed_on: date | None = None
    offers: tuple[Offer, ...] = ()
    excluded: tuple[str, ...] = ()  # partners that must not hear of it (conflict shield)
    move: int = 1  # number of the move being made; a fallen-through or reversed move is never reused
    people_fingerprints: tuple[str, str] = (
        "",
        "",
    )  # of the adults, of the children: two families of one officer may else look alike
    form_fingerprint: str = ""  # of what the form says, so that the same form again is recognised
    urgent: bool = False
    cap_override: str = ""  # coordinator's reason for going on above the cap
    # the clocks (matching/clocks.py)
    approval_asked_on: date | None = None  # when its landlord was last asked for approval (R024, R027)
    heard_on: date | None = None  # the last word from an officer: silence counts from here
    told: tuple[str, ...] = ()  # keys of what a clock has told already, so that a day that is gone through twice tells it once
    # on its way
    paused_on: date | None = None
    paused_until: date | None = None
    # who must not hear of it beside `excluded`, and who may offer again all the same
    shut_out: tuple[str, ...] = ()  # mailboxes (conflict shield)
    may_offer_again: tuple[str, ...] = ()  # landlords whose soft bar a person has lifted (R044)
    # how it stands with the household's tenancy
    owed_tenancy: bool = False  # owed, not held: the approver is the landlord that owes (R003, C1)
    in_temporary_accommodation: bool = False  # the approver is the original landlord (R022)
    people_moved: tuple[int | None, int | None] = (None, None)  # adults and children, as the report of the move counts them (F5)
    groups: tuple[str, ...] = ()  # keys of the scheme's monitoring groups, for figures alone and never for a letter (R064)
    moved_outside: str = ""  # own_stock | elsewhere: a move that is counted and posts nothing

    @property
    def open(self) -> bool:
        return self.state in OPEN

    def offers_in(self, *states: OfferState) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.state in states)

    @property
    def safe_areas(self) -> tuple[str, ...]:
        """The areas where a home may be looked for: never one at risk, never the one it must leave (R001)."""
        unsafe = {*self.areas_at_risk, self.area_residence}
        return tuple(area for area in self.areas_requested if area not in unsafe)

    def is_officer(self, address: str) -> bool:
        return bool(address) and address.lower() in {officer.email for officer in self.officers}


def step(case: Case, state: State) -> Case:
    """The case in its next state. A step that STEPS does not allow is our own fault."""
    assert state in STEPS[case.state], f"{case.reference} cannot go from {case.state} to {state}"
    return replace(case, state=state)


def open_again(case: Case, state: State) -> Case:
    """A closed case in the state from which it goes on. A person has said so: no step of the line leads here."""
    assert state in REOPENINGS[case.state], f"{case.reference} cannot be opened again from {case.state} as {state}"
    return replace(case, state=state, closed_on=None)


def close(case: Case, state: State, day: date) -> Case:
    assert state in CLOSED, f"{state} does not close a case"
    return replace(step(case, state), closed_on=day, paused_on=None, paused_until=None)


def with_offer(case: Case, offer: Offer) -> Case:
    """The case with this offer added, or put in the place of the one with the same id."""
    before = next((known.state for known in case.offers if known.id == offer.id), None)
    if before is None:
        return replace(case, offers=(*case.offers, offer))
    assert offer.state is before or offer.state in OFFER_STEPS[before], f"an offer cannot go from {before} to {offer.state}"
    return replace(case, offers=tuple(offer if known.id == offer.id else known for known in case.offers))


def end_offer(case: Case, offer: Offer, state: OfferState, day: date, reason: str = "") -> Case:
    """The offer is over; which others were live beside it is kept, since people's mails cross."""
    beside = tuple(other.id for other in case.offers_in(*LIVE) if other.id != offer.id)
    return with_offer(case, replace(offer, state=state, ended_on=day, refusal_reason=reason, beside=beside))


def where_it_stands(case: Case) -> Case:
    """The case in the state that its live offers put it in, after one of them has ended."""
    if case.offers_in(OfferState.ACCEPTED):
        back = State.ACCEPTED
    else:
        back = State.OFFERED if case.offers_in(OfferState.OPEN) else State.CIRCULATED
    return case if case.state is back else step(case, back)


def lapse_offers(case: Case) -> Case:
    """The case ends: whatever is still live lapses."""
    for offer in case.offers_in(*LIVE):
        case = with_offer(case, replace(offer, state=OfferState.LAPSED))
    return case
