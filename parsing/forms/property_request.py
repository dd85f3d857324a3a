"""The property request form (forms.md F1): its questions, its shared answers, and what settles them."""

from __future__ import annotations

from parsing.answers import wordings
from parsing.form import Form
from parsing.forms.request_questions import QUESTIONS
from parsing.forms.request_settled import settle, spared
from parsing.forms.request_shared import OTHERS, SHARED
from parsing.readings import RequestForm

PROPERTY_REQUEST = Form(
    kind="property_request",
    title="Property request",
    titles=wordings("""
        Urgent property request | Property request form | Reciprocal request form | Request for a move |
        Housing reciprocal application
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
    decides="areas_requested",
    settle=settle,
    spared=spared,
    follows_scheme=True,
)
