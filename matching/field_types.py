"""What values a field can have, by its key: the closed lists of the contract; areas, landlords, mailboxes.

A coordinator's answer is read by these tables, and the desk chooses the inputs of its forms by the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from matching.orders import ORDERS

SEVERAL_AREAS = frozenset({"areas_requested", "areas_at_risk", "areas_added", "areas_removed"})
ONE_AREA = frozenset({"area_residence", "area"})
LANDLORDS = frozenset({"applicant_landlord", "original_landlord", "tenancy_owed", "partner"})
MAILBOXES = frozenset({"officer_email", "officer2_email", "new_officer_email", "mailbox"})
GROUNDS = frozenset({"risk_primary", "risk_other"})
HOMES = ("studio", "flat", "maisonette", "house", "bungalow", "sheltered", "supported")
TENANCIES = (
    "secure", "flexible", "introductory", "assured", "assured_fixed_term", "starter", "protected", "demoted", "licence",
    "non_secure", "owed", "shared_ownership",
)  # fmt: skip
# The closed lists of the contract, by field.
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "current_type": HOMES,
    "property_type": HOMES,
    "tenancy_type": TENANCIES,
    "tenure": TENANCIES,
    "currently_staying": ("home", "temporary_accommodation", "refuge", "family_or_friends", "other"),
    "decision": ("approve", "decline", "conditional", "pending_panel", "not_ours", "need_info"),
    "decline_reason": ("not_our_tenant", "not_at_risk", "own_stock", "arrears_or_asb", "at_cap", "threshold", "other"),
    "ineligible_reason": ("no_tenancy", "not_at_risk_there", "same_area", "outside_region", "no_ground"),
    "stage": ("viewing_booked", "viewed", "accepted", "refused", "no_show", "offer_withdrawn", "tenancy_started"),
    "refusal_reason": (
        "area_unsafe", "too_small", "floor_or_access", "condition", "location", "rent_or_tenure", "pets", "changed_mind",
        "no_longer_at_risk", "other",
    ),
    "offer_status": ("open", "withdrawn"),
    "rent_period": ("week", "month"),
    "change": (
        "areas", "bedrooms", "officer", "household", "pause", "resume", "reopen", "still_needed", "withdrawn",
        "rehoused_elsewhere", "consent_withdrawn", "lost_contact",
    ),
    "order": tuple(ORDERS),
}  # fmt: skip
# What a number can be at all, by field.
BOUNDS: Mapping[str, tuple[int, int]] = {"floor": (-3, 60), "current_floor": (-3, 60)}
ANY_NUMBER = (0, 30)
