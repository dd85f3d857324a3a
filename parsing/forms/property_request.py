"""The property request form (forms.md F1): its questions, its shared answers, and what settles them."""

from __future__ import annotations

from parsing.answers import word_set, wordings
from parsing.form import Form
from parsing.forms.request_beside import against_rows_beside
from parsing.forms.request_questions import QUESTIONS
from parsing.forms.request_settled import settle, spared
from parsing.forms.request_shared import OTHERS, SHARED
from parsing.readings import RequestForm

PROPERTY_REQUEST = Form(
    kind="property_request",
    title="Property request",
    titles=wordings("""
        Urgent property request | Property request form | Reciprocal request form | Request for a move |
        Housing reciprocal application | Reciprocal request | Reciprocal referral
    """),
    reading=RequestForm,
    questions=QUESTIONS,
    shared=SHARED,
    others=OTHERS,
    known_by=(
        "areas_requested",
        "areas_at_risk",
        "bedrooms_needed",
        "risk_primary",
        "consent_given",
    ),
    at_least=4,
    kin=(
        (
            "Current home",
            word_set("""
                applicant_landlord area_residence current_bedrooms current_floor current_type tenancy_type joint_tenancy
                other_tenant_is_perpetrator overcrowded rent_arrears
            """),
        ),
        ("Nominating officer", word_set("officer_name officer_role officer_agency officer_email officer_phone")),
    ),
    decides="areas_requested",
    beside=against_rows_beside,
    settle=settle,
    spared=spared,
    follows_scheme=True,
)
