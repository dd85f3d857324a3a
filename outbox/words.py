"""The words in which letters name closed-list values and questions: tables, so that no raw key reaches a reader."""

from __future__ import annotations

PROPERTY_TYPES = {
    "studio": "studio",
    "flat": "flat",
    "maisonette": "maisonette",
    "house": "house",
    "bungalow": "bungalow",
    "sheltered": "sheltered home",
    "supported": "supported home",
}

TENURES = {
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
    "shared_ownership": "shared ownership",
}

ACCESS_NEEDS = {
    "ground_floor_only": "ground floor only",
    "step_free": "step-free access",
    "wheelchair": "suitable for a wheelchair",
}

# Reasons of a decline and of a refusal, from the closed lists of the contract.
REASONS = {
    "not_our_tenant": "the landlord says that this is not its tenant",
    "not_at_risk": "the landlord does not find that the household is at risk",
    "own_stock": "the landlord means to rehouse the household in its own homes",
    "arrears_or_asb": "rent arrears or conduct of the tenancy",
    "at_cap": "the landlord cannot take on another home to give back at present",
    "threshold": "the landlord finds that its threshold is not met",
    "no_tenancy": "the household neither holds nor is owed a social tenancy",
    "not_at_risk_there": "the household is not at risk where it lives",
    "same_area": "no other area is wanted than the one in which the household lives",
    "outside_region": "the areas that are wanted are outside the region of the scheme",
    "no_ground": "none of the grounds of the scheme applies",
    "area_unsafe": "the area is not safe for the household",
    "too_small": "the home is too small",
    "floor_or_access": "the floor or the access",
    "condition": "the condition of the home",
    "location": "the location",
    "rent_or_tenure": "the rent or the kind of tenancy",
    "pets": "pets",
    "changed_mind": "the household has changed its mind",
    "no_longer_at_risk": "the household is no longer at risk",
    "other": "another reason",
}

QUESTIONS = {
    "consent_given": "whether the applicant agrees to the request and to the sharing of its facts",
    "consent_date": "the date on which the applicant agreed",
    "referral_date": "the date of the referral",
    "applicant_landlord": "the applicant's landlord",
    "area_residence": "the area in which the applicant's tenancy is",
    "current_bedrooms": "the number of bedrooms in the present home",
    "current_floor": "the floor of the present home",
    "current_type": "the type of the present home",
    "tenancy_type": "the kind of tenancy",
    "tenancy_owed": "the landlord or authority that owes the tenancy",
    "joint_tenancy": "whether the tenancy is a joint one",
    "other_tenant_is_perpetrator": "whether the other joint tenant is the source of the risk",
    "currently_staying": "where the household is staying now: at home, in a refuge, in temporary accommodation or elsewhere",
    "original_landlord": "the landlord of the tenancy before temporary accommodation",
    "overcrowded": "whether the present home is overcrowded",
    "rent_arrears": "whether there are rent arrears",
    "adults": "the ages of the adults in the household",
    "children": "the ages of the children in the household",
    "pregnancy_due": "whether a baby is expected, and when",
    "bedrooms_needed": "the number of bedrooms needed",
    "areas_requested": "the areas in which a home is wanted",
    "areas_at_risk": "the areas that are not safe",
    "ground_floor_only": "whether only the ground floor will do",
    "step_free": "whether step-free access is needed",
    "wheelchair": "whether the home must be suitable for a wheelchair",
    "pets": "whether there is a pet",
    "pets_rehome": "whether the household would consider rehoming a pet",
    "risk_primary": "the main kind of risk",
    "risk_other": "other kinds of risk",
    "support_agency": "the agency that supports the applicant",
    "registered_housing_moves": "whether the applicant is registered with another scheme for moves",
    "officer_name": "the nominating officer's name",
    "officer_role": "the nominating officer's role",
    "officer_agency": "the nominating officer's agency",
    "officer_email": "the nominating officer's work e-mail address",
    "officer_phone": "the nominating officer's work telephone number",
    "officer2_name": "the second officer's name",
    "officer2_email": "the second officer's work e-mail address",
}

FORM_AGAIN = "form_again"  # what is asked for where a paper could not be read; no field of any form
# What the forms of landlords and officers ask on the way, likewise.
REPLY_QUESTIONS = {
    "reference": "which request it is about: its reference",
    "decision": "whether you approve the request, decline it, or need more time",
    "acknowledges_owing": "whether you know that you will owe the pot one home",
    "condition_text": "whether your approval hangs on a condition",
    "decline_reason": "the reason of the decline",
    "panel_date": "the day of your panel",
    "area": "the area in which the home is",
    "bedrooms": "the number of bedrooms of the home",
    "property_type": "the type of the home",
    "floor": "the floor of the home",
    "lift": "whether there is a lift",
    "address": "the address of the home",
    "tenure": "the kind of tenancy that is offered",
    "rent": "the rent",
    "rent_period": "whether the rent is by the week or by the month",
    "pets_allowed": "whether pets are allowed",
    "available_from": "from when on the home is free",
    "viewing_date": "the day of the viewing",
    "reply_by": "by when you need an answer",
    "offer_status": "whether the offer stands",
    "stage": "what became of the offer: a viewing is booked, it is accepted or refused, or the tenancy has started",
    "date": "the day on which it was",
    "refusal_reason": "the reason of the refusal",
    "tenancy_start_date": "the day on which the tenancy started",
    "adults_moved": "how many adults have moved",
    "children_moved": "how many children have moved",
    "change": "what is to change",
    "areas_added": "the areas to be added",
    "areas_removed": "the areas to be taken off",
    "new_officer_name": "the new officer's name",
    "new_officer_email": "the new officer's work e-mail address",
    "pause_until": "until when the request is to rest",
    FORM_AGAIN: "the form itself once more, as a Word file or a PDF: not locked, and not inside another file",
}

# The same questions as the blank form prints them; a test compares the two.
ON_THE_FORM = {
    "consent_given": "Applicant has given consent",
    "consent_date": "Date of consent",
    "referral_date": "Date of referral",
    "applicant_landlord": "Applicant's landlord",
    "current_bedrooms": "Number of bedrooms in current property",
    "current_floor": "Floor of current property",
    "current_type": "Type of current property",
    "tenancy_type": "Tenancy type",
    "tenancy_owed": "Owed a tenancy by",
    "joint_tenancy": "Is it a joint tenancy?",
    "other_tenant_is_perpetrator": "Is the perpetrator on the tenancy?",
    "currently_staying": "Where is the applicant living now?",
    "original_landlord": "If in TA, previous social landlord",
    "overcrowded": "Is the household currently overcrowded?",
    "rent_arrears": "Rent arrears",
    "adults": "Details of adults (above 18) requesting to move",
    "children": "Details of children",
    "pregnancy_due": "Expecting? Due date",
    "bedrooms_needed": "Bedrooms requested",
    "areas_requested": "Areas requested",
    "areas_at_risk": "Areas to avoid",
    "ground_floor_only": "Ground floor only",
    "step_free": "Step-free access",
    "wheelchair": "Wheelchair user",
    "pets": "Pets",
    "pets_rehome": "Would you rehome your pet?",
    "risk_primary": "Main reason for request",
    "risk_other": "Other risks",
    "support_agency": "Support in place",
    "officer_name": "Name of nominating officer",
    "officer_role": "Nominating officer's role",
    "officer_agency": "Nominating officer's agency",
    "officer_email": "Nominating officer's e-mail",
    "officer_phone": "Nominating officer's telephone",
    "officer2_name": "Second nominating officer's name",
    "officer2_email": "Second nominating officer's e-mail",
}


def is_question(key: str) -> bool:
    return key in QUESTIONS or key in REPLY_QUESTIONS


def as_asked(key: str) -> str:
    """The question as the blank form prints it, so that it is found there, and what it means."""
    meant = QUESTIONS.get(key) or REPLY_QUESTIONS[key]
    return f"“{ON_THE_FORM[key]}”: {meant}" if key in ON_THE_FORM else meant
