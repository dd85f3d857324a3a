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
