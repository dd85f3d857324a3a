"""What a person calls a field and its value: the labels of our own blank forms and plain words. No page shows a key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from matching.field_types import CLOSED_LISTS, GROUNDS
from parsing.readings import Person
from scheme.agreement import Scheme

LABELS: Mapping[str, str] = {
    "consent_given": "Applicant has given consent",
    "consent_date": "Date of consent",
    "reference": "Request",
    "referral_date": "Date of referral",
    "applicant_landlord": "Applicant's landlord",
    "area_residence": "Area of residence",
    "current_bedrooms": "Bedrooms in the current home",
    "current_floor": "Floor of the current home",
    "current_type": "Type of the current home",
    "tenancy_type": "Tenancy type",
    "tenancy_owed": "Owed a tenancy by",
    "joint_tenancy": "Is it a joint tenancy?",
    "other_tenant_is_perpetrator": "Is the perpetrator on the tenancy?",
    "currently_staying": "Where the household is living now",
    "original_landlord": "If in temporary accommodation, previous social landlord",
    "overcrowded": "Is the household overcrowded?",
    "rent_arrears": "Rent arrears",
    "adults": "Adults requesting to move",
    "children": "Children",
    "pregnancy_due": "Expecting? Due date",
    "bedrooms_needed": "Bedrooms requested",
    "areas_requested": "Areas requested",
    "areas_at_risk": "Areas to avoid",
    "ground_floor_only": "Ground floor only",
    "step_free": "Step-free access",
    "wheelchair": "Wheelchair user",
    "pets": "Pets",
    "pets_rehome": "Would they rehome their pet?",
    "risk_primary": "Main reason for the request",
    "risk_other": "Other risks",
    "support_agency": "Support in place",
    "registered_housing_moves": "Registered on Housing Moves?",
    "officer_name": "Nominating officer",
    "officer_role": "Nominating officer's role",
    "officer_agency": "Nominating officer's agency",
    "officer_email": "Nominating officer's e-mail",
    "officer_phone": "Nominating officer's telephone",
    "officer2_name": "Second nominating officer",
    "officer2_email": "Second nominating officer's e-mail",
    "form_again": "The form itself, once more",
    "decision": "Decision",
    "acknowledges_owing": "The landlord understands that it will owe one home",
    "condition_text": "Conditions",
    "decline_reason": "Reason for the decline",
    "panel_date": "Panel date",
    "area": "Area of the home",
    "bedrooms": "Bedrooms",
    "property_type": "Type of home",
    "floor": "Floor",
    "lift": "Lift",
    "address": "Address",
    "tenure": "Tenure",
    "rent": "Rent",
    "rent_period": "Rent period",
    "pets_allowed": "Pets allowed",
    "available_from": "Available from",
    "viewing_date": "Viewing date",
    "reply_by": "Reply by",
    "offer_status": "Offer status",
    "stage": "What became of the offer",
    "date": "Date",
    "refusal_reason": "Reason for the refusal",
    "tenancy_start_date": "Tenancy start date",
    "adults_moved": "Adults moved",
    "children_moved": "Children moved",
    "change": "What has changed",
    "areas_added": "Areas added",
    "areas_removed": "Areas removed",
    "new_officer_name": "New nominating officer or contact",
    "new_officer_email": "New nominating officer's or contact's e-mail",
    "pause_until": "Paused until",
    "order": "Your order",
    "partner": "Landlord",
    "mailbox": "Mailbox",
    "until": "Until",
    "ineligible_reason": "Why the scheme cannot help",
    "groups": "Groups whose access is studied",
    "reason": "Reason",
    "offer": "Which offer is meant",
}

# Closed lists of the contract, every value of them. Where a value has other words under another key, it stands in `OWN_WORDS`.
WORDS: Mapping[str, str] = {
    "studio": "studio",
    "flat": "flat",
    "maisonette": "maisonette",
    "house": "house",
    "bungalow": "bungalow",
    "sheltered": "sheltered home",
    "supported": "supported home",
    "secure": "secure",
    "flexible": "flexible (fixed term)",
    "introductory": "introductory",
    "assured": "assured",
    "assured_fixed_term": "assured, fixed term",
    "starter": "starter",
    "protected": "protected",
    "demoted": "demoted",
    "licence": "licence",
    "non_secure": "non-secure",
    "owed": "owed a tenancy",
    "shared_ownership": "shared ownership",
    "home": "at home",
    "temporary_accommodation": "in temporary accommodation",
    "refuge": "in a refuge",
    "family_or_friends": "with family or friends",
    "other": "another reason",
    "approve": "approves",
    "decline": "declines",
    "conditional": "agrees on a condition",
    "pending_panel": "a panel will decide",
    "not_ours": "says it is not its household",
    "need_info": "asks for more before it decides",
    "not_our_tenant": "not its tenant",
    "not_at_risk": "it does not find the household at risk",
    "own_stock": "it will rehouse the household itself",
    "arrears_or_asb": "rent arrears or conduct of the tenancy",
    "at_cap": "it cannot take on another home to give back",
    "threshold": "its threshold is not met",
    "no_tenancy": "no social tenancy held or owed",
    "not_at_risk_there": "not at risk where it lives",
    "same_area": "no other area is wanted",
    "outside_region": "the areas wanted are outside the region",
    "no_ground": "none of the grounds applies",
    "viewing_booked": "a viewing is booked",
    "viewed": "the home was viewed",
    "accepted": "accepted",
    "refused": "refused",
    "no_show": "nobody came to the viewing",
    "offer_withdrawn": "the offer is withdrawn",
    "tenancy_started": "the tenancy has started",
    "area_unsafe": "the area is not safe",
    "too_small": "too small",
    "floor_or_access": "floor or access",
    "condition": "condition of the home",
    "location": "location",
    "rent_or_tenure": "rent or kind of tenancy",
    "pets": "pets",
    "changed_mind": "changed mind",
    "no_longer_at_risk": "no longer at risk",
    "open": "open",
    "withdrawn": "withdrawn",
    "week": "a week",
    "month": "a month",
    "areas": "the areas wanted",
    "bedrooms": "the number of bedrooms",
    "officer": "the nominating officer",
    "household": "who is in the household",
    "pause": "it is to be paused",
    "resume": "it goes on again",
    "reopen": "it is to be opened again",
    "still_needed": "it is still needed",
    "rehoused_elsewhere": "rehoused by another way",
    "consent_withdrawn": "consent is withdrawn",
    "lost_contact": "contact is lost",
    "exclude": "keep a landlord or mailbox out of this request",
    "include": "let a landlord or mailbox back in",
    "give_contact": "give the officers a named lead of the landlord",
    "landlord": "name another landlord",
    "lift_bar": "let a landlord offer again",
    "lapse": "let the request lapse",
    "ineligible": "the scheme cannot help",
    "declined": "the landlord no longer approves",
    "officer_left": "an officer has left",
    "groups": "note the groups whose access is studied",
    "note": "write a note into the history",
}
OWN_WORDS: Mapping[tuple[str, str], str] = {
    ("currently_staying", "other"): "somewhere else",
    ("change", "withdrawn"): "the request is withdrawn",
    ("order", "bedrooms"): "another number of bedrooms",
    ("order", "pause"): "pause the request",
    ("order", "resume"): "let the request go on",
    ("order", "reopen"): "open the request again",
}

MAIL_KINDS: Mapping[str, str] = {
    "property_request": "a request",
    "landlord_decision": "a landlord's decision",
    "property_offer": "an offer of a home",
    "nil_return": "«nothing suitable» from a landlord",
    "outcome": "news of an offer",
    "change": "a change to a request",
    "withdrawal": "a withdrawal",
    "enquiry": "an enquiry",
    "complaint": "a complaint",
    "tenant": "a tenant's mail",
    "contact_change": "a change of a contact",
    "case_order": "your order",
    "unreadable": "something that could not be read",
}

_PEOPLE = {"adults": "adult", "children": "child"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def label(key: str) -> str:
    return LABELS.get(key, key.replace("_", " ").capitalize())


def said(key: str, value: Any, scheme: Scheme) -> str:
    """A value as a person writes it; «not said» where there is none. Any: a field has the type of its key."""
    match value:
        case None | "":
            return "not said"
        case bool():
            return "yes" if value else "no"
        case date():
            return _day(value)
        case int():
            return _number(key, value)
        case Person():
            return _person(key, value)
        case tuple() | list():
            return ", ".join(said(key, each, scheme) for each in value) or "none"
        case _:
            return _word(key, str(value), scheme)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _number(key: str, value: int) -> str:
    if "floor" not in key:
        return str(value)
    return {0: "ground floor", -1: "lower ground floor"}.get(value, f"floor {value}")


def _person(key: str, person: Person) -> str:
    age = "age not said" if person.age is None else str(person.age)
    return " ".join(word for word in (_PEOPLE.get(key, ""), age, person.sex or "") if word)


def _word(key: str, value: str, scheme: Scheme) -> str:
    if key in GROUNDS and (ground := scheme.ground(value)):
        return ground.label
    if key == "groups":
        return next((group.label for group in scheme.monitoring if group.key == value), value)
    if key == "rent":
        return f"£{value}"
    if _ISO.fullmatch(value):
        return _day(date.fromisoformat(value))
    return OWN_WORDS.get((key, value)) or (WORDS.get(value, value) if key in CLOSED_LISTS else value)
