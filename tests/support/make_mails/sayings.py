"""What people say, and what they mean by it: (folder, name, words, meaning). The truth is written here, never by the reader."""

# ruff: noqa: E501 - the words stand as people write them

from __future__ import annotations

from typing import Any

from tests.support.make_mails.model import REFERENCE, Meant

Saying = tuple[str, str, str, Meant]


def _meant(kind: str, **fields: Any) -> Meant:
    return Meant(kind=kind, fields={"reference": REFERENCE, **fields})


def _decision(decision: str, **more: Any) -> Meant:
    return _meant("landlord_decision", decision=decision, **more)


CAMDEN_FLAT = {
    "area": "Camden",
    "bedrooms": 2,
    "property_type": "flat",
    "floor": 2,
    "lift": False,
    "rent": "131.20",
    "rent_period": "week",
    "available_from": "2026-08-03",
    "reply_by": "2026-07-20",
    "offer_status": "open",
}
SAYINGS: tuple[Saying, ...] = (
    ("approval", "approved", "Approved. Please circulate.", _decision("approve")),
    ("approval", "owing", "We approve this request and understand that we will owe one home to the pot.", _decision("approve", acknowledges_owing=True)),
    ("decline", "possession", "We are not able to approve this, there is a live possession order.", _decision("decline", decline_reason="arrears_or_asb")),
    ("offer", "second_floor_flat", "We can offer a 2 bed second floor flat in Camden, no lift, at £131.20 per week.\nIt is available from 3 August 2026. Please reply by 20 July 2026.", _meant("property_offer", **CAMDEN_FLAT)),
    ("approval", "happy", "I am happy to approve this one.", _decision("approve")),
    ("outcome", "accepted", "She has accepted the offer.", _meant("outcome", stage="accepted")),
    ("approval", "agreed", "This is agreed, please go ahead and circulate.", _decision("approve")),
    ("decline", "cap", "Declined. We already owe three homes.", _decision("decline", decline_reason="at_cap")),
    ("outcome", "started", "The tenancy started on 6 July 2026. One adult and two children moved in.", _meant("outcome", stage="tenancy_started", date="2026-07-06", tenancy_start_date="2026-07-06", adults_moved=1, children_moved=2)),
    ("change", "boroughs_added", "Please add Bexley and Bromley to the boroughs.", _meant("change", change="areas", areas_added=["Bexley", "Bromley"])),
    ("approval", "panel", "Approved by our panel this morning, please circulate.", _decision("approve")),
    ("offer", "house", "We have a 3 bedroom house in Brent for this family. The rent is £148.75 per week.\nPlease let us know by 20 July 2026.", _meant("property_offer", area="Brent", bedrooms=3, property_type="house", rent="148.75", rent_period="week", reply_by="2026-07-20", offer_status="open")),
    ("change", "withdrawn", "Please withdraw this request, she no longer wants to move.", _meant("withdrawal", change="withdrawn")),
    ("approval", "support", "Yes, we support this move.", _decision("approve")),
    ("outcome", "viewing", "A viewing is booked for 15 July 2026.", _meant("outcome", stage="viewing_booked", date="2026-07-15")),
    ("decline", "not_ours", "Not one of ours, I'm afraid.", _decision("not_ours")),
    ("reply", "nil_return", "Nothing suitable from us at the moment.", _meant("nil_return")),
    ("approval", "no_objections", "No objections from our side, please circulate it.", _decision("approve")),
    ("change", "borough_removed", "Please remove Croydon from the boroughs.", _meant("change", change="areas", areas_removed=["Croydon"])),
    ("outcome", "too_small", "The family has viewed it and has refused it: it is too small for them.", _meant("outcome", stage="refused", refusal_reason="too_small")),
    ("decline", "ended", "Unfortunately we cannot support this request. The tenancy ended in March.", _decision("decline", decline_reason="not_our_tenant")),
    ("offer", "withdrawn", "The offer is withdrawn, the property is no longer available.", _meant("property_offer", offer_status="withdrawn")),
    ("approval", "formal", "Please take this as our formal approval of the request.", _decision("approve")),
    ("reply", "nothing_this_time", "We have no suitable properties for this household this time.", _meant("nil_return")),
    ("outcome", "no_show", "The client did not turn up to the viewing.", _meant("outcome", stage="no_show")),
)  # fmt: skip
ENQUIRIES: tuple[Saying, ...] = (
    ("reply", "enquiry_how_long", "Could you tell me how long an approval usually takes?", _meant("enquiry")),
    ("reply", "enquiry_form", "Which form do we need to fill in for a second child?", _meant("enquiry")),
)
# Said in the words of the trade, each in its own way; the shelf counts how many are read.
WORDINGS: tuple[Saying, ...] = (
    ("approval", "nod", "You have our approval for this household.", _decision("approve")),
    ("approval", "confirm", "I confirm that we agree to this nomination.", _decision("approve")),
    ("approval", "sign_off", "Our director has signed off the request. Please proceed.", _decision("approve")),
    ("approval", "green_light", "We have approved this at our end.", _decision("approve")),
    ("approval", "content", "The council is content to support the application.", _decision("approve")),
    ("approval", "acknowledge", "Approved. We accept that we will owe a property to the reciprocal.", _decision("approve", acknowledges_owing=True)),
    ("approval", "emoji", "👍 approved", _decision("approve")),
    ("decline", "turned_down", "The panel has turned this down.", _decision("decline")),
    ("decline", "refuse", "We do not agree to this request.", _decision("decline")),
    ("decline", "not_approved", "This is not approved.", _decision("decline")),
    ("decline", "own_stock", "Declined, as we will move her within our own stock.", _decision("decline", decline_reason="own_stock")),
    ("outcome", "accepting", "We are accepting this offer.", _meant("outcome", stage="accepted")),
    ("outcome", "viewed", "She viewed the property on 7 July 2026.", _meant("outcome", stage="viewed", date="2026-07-07")),
    ("change", "boroughs_both", "Please add Merton and remove Sutton.", _meant("change", change="areas", areas_added=["Merton"], areas_removed=["Sutton"])),
    ("change", "consent", "She has withdrawn her consent.", _meant("withdrawal", change="consent_withdrawn")),
    ("reply", "nothing_available", "We do not have anything available that matches.", _meant("nil_return")),
)  # fmt: skip
