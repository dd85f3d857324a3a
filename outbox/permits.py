"""What the gate holds a letter to: its own list, written apart from LETTERS so that two hands must agree (D4, D12).

Nothing here is imported from the modules that write letters; tests/outbox compares the lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from matching.case import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What one letter may hold besides fixed words."""

    subject: str
    items: frozenset[str] = frozenset()
    form: bool = False


def _permit(subject: str, *items: str, form: bool = False) -> Permit:
    return Permit(subject=subject, items=frozenset({"case", "reference", *items}), form=form)


_NEEDS = ("household_bands", "needs")
_REQUEST = ("areas_requested", "areas_at_risk", *_NEEDS)

# (kind of letter, who reads it)
PERMITS: dict[tuple[str, str], Permit] = {
    ("acknowledgement", "officer"): _permit("request received", *_REQUEST, "applicant_landlord", "missing"),
    ("more_information", "officer"): _permit("more information needed", "missing"),
    ("landlord_not_registered", "officer"): _permit("the landlord does not take part yet", "applicant_landlord"),
    ("approval_request", "home_landlord"): _permit(
        "approval requested", "area_of_residence", "risk_group", "applicant_landlord", "officer_contact", *_NEEDS
    ),
    ("approval_chase", "home_landlord"): _permit(
        "approval still awaited", "area_of_residence", "applicant_landlord", "officer_contact", *_NEEDS
    ),
    ("approval_amended", "home_landlord"): _permit(
        "the request has changed", "area_of_residence", "risk_group", "applicant_landlord", "officer_contact", *_NEEDS
    ),
    ("approval_recorded", "home_landlord"): _permit("approval recorded"),
    ("approval_recorded", "officer"): _permit("approval recorded"),
    ("cap_reached", "home_landlord"): _permit("approved and on hold", "own_balance"),
    ("on_hold", "officer"): _permit("on hold"),
    ("declined", "officer"): _permit("not approved", "outcome"),
    ("circular", "stock_landlord"): _permit("a home is wanted", "areas_in_stock", "officer_contact", *_NEEDS, form=True),
    ("circular_amended", "stock_landlord"): _permit(
        "the request has changed", "areas_in_stock", "officer_contact", *_NEEDS, form=True
    ),
    ("circulated", "officer"): _permit("sent to landlords", "areas_requested"),
    ("offer_notice", "officer"): _permit("a home is offered", "home", "home_address", "destination"),
    ("offer_recorded", "offering_landlord"): _permit("your offer is recorded", "home", "officer_contact"),
    ("offer_heard", "offering_landlord"): _permit("we hear of your offer", "home", "officer_contact"),
    ("offer_reminder", "officer"): _permit("an answer is awaited", "home", "destination"),
    ("offer_withdrawn", "officer"): _permit("an offer is withdrawn", "home", "destination"),
    ("offer_withdrawn", "offering_landlord"): _permit("your offer is withdrawn"),
    ("acceptance_recorded", "officer"): _permit("acceptance recorded", "destination"),
    ("acceptance_recorded", "offering_landlord"): _permit("your offer is accepted", "officer_contact"),
    ("acceptance_waits", "officer"): _permit("please wait"),
    ("acceptance_waits", "offering_landlord"): _permit("please wait"),
    ("refusal_recorded", "officer"): _permit("refusal recorded", "destination", "outcome"),
    ("refusal_recorded", "offering_landlord"): _permit("your offer is not taken up"),
    ("offer_gone", "officer"): _permit("a home is no longer free", "home", "destination"),
    ("offer_no_longer_needed", "offering_landlord"): _permit("your offer is no longer needed"),
    ("offer_not_now", "offering_landlord"): _permit("not open for offers"),
    ("move_recorded", "officer"): _permit("move recorded"),
    ("home_counted", "offering_landlord"): _permit("your home is counted", "own_balance"),
    ("home_owed", "home_landlord"): _permit("one home is owed", "own_balance"),
    ("still_needed", "officer"): _permit("is the move still needed"),
    ("lapse_warning", "officer"): _permit("about to be closed"),
    ("lapse_warning", "home_landlord"): _permit("about to be closed"),
    ("closed", "stock_landlord"): _permit("closed"),
    ("closed", "offering_landlord"): _permit("closed"),
    ("case_closed", "officer"): _permit("closed"),
    ("case_closed", "home_landlord"): _permit("closed"),
    ("case_closed", "offering_landlord"): _permit("closed"),
    ("withdrawal_recorded", "officer"): _permit("withdrawal recorded"),
    ("withdrawal_recorded", "home_landlord"): _permit("closed"),
    ("officer_changed", "officer"): _permit("you are no longer its officer"),
    ("reopened", "officer"): _permit("open again"),
    ("reopened", "home_landlord"): _permit("open again"),
    ("not_eligible", "officer"): _permit("not eligible", "outcome"),
    ("recall", "stock_landlord"): _permit("please delete"),
    ("recall", "offering_landlord"): _permit("please delete"),
    ("recall", "home_landlord"): _permit("please delete"),
    ("request_paused", "officer"): _permit("paused"),
    ("request_paused", "stock_landlord"): _permit("please do not offer for now"),
    ("request_open_again", "officer"): _permit("open again"),
    ("request_open_again", "stock_landlord"): _permit("open again"),
    ("lead_contact", "officer"): _permit("a named lead", "applicant_landlord", "lead_addresses"),
    ("change_recorded", "officer"): _permit("change recorded", *_REQUEST),
    ("change_asked", "officer"): _permit("a change was asked for"),
    ("change_asked", "home_landlord"): _permit("a change was asked for"),
    ("please_tell_us", "officer"): _permit("we ask you about your e-mail", "missing"),
    ("please_tell_us", "home_landlord"): _permit("we ask you about your e-mail", "missing"),
    ("please_tell_us", "offering_landlord"): _permit("we ask you about your e-mail", "missing"),
}

# What may still be sent about a case that has ended without a move (D12).
CLOSING = frozenset(
    {
        "closed",
        "case_closed",
        "withdrawal_recorded",
        "declined",
        "not_eligible",
        "recall",
        "offer_no_longer_needed",
        "offer_not_now",
        "home_owed",
        "home_counted",
        "move_recorded",
    }
)
# The one letter that a landlord behind the conflict shield may still get: that the request is over.
LAST_WORDS = frozenset({"closed", "offer_no_longer_needed"})
ENDED = frozenset({State.WITHDRAWN, State.INELIGIBLE, State.LAPSED, State.DECLINED})
# The one letter that may still go to whoever was the officer: that she is no longer.
FORMER_OFFICERS_LETTER = "officer_changed"
# What may not be sent any more about a household that has moved.
NOT_AFTER_A_MOVE = frozenset(
    {
        *("approval_request", "approval_amended", "circular", "circular_amended", "circulated"),
        *("cap_reached", "on_hold", "offer_notice"),
    }
)
CIRCULARS = frozenset({"circular", "circular_amended"})  # what tells of a request that looks for a home (D10)
STATES_OF_A_CIRCULAR = frozenset({State.CIRCULATED, State.OFFERED})
# What a clock has written is of no use any more when the request has gone on while the letter waited.
ONLY_WHILE: dict[str, frozenset[State]] = {
    "approval_chase": frozenset({State.AWAITING_APPROVAL}),
    "offer_reminder": frozenset({State.OFFERED, State.ACCEPTED}),
    "still_needed": frozenset({State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.CIRCULATED}),
    "lapse_warning": frozenset({State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.CIRCULATED}),
}
