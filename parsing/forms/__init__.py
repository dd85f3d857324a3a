"""The forms that the scheme knows, each declared as data. A new form is one module and its line here."""

from __future__ import annotations

from parsing.form import Form
from parsing.forms.change import CHANGE
from parsing.forms.landlord_decision import LANDLORD_DECISION
from parsing.forms.outcome import OUTCOME
from parsing.forms.property_offer import PROPERTY_OFFER
from parsing.forms.property_request import PROPERTY_REQUEST

FORMS: tuple[Form, ...] = (PROPERTY_REQUEST, LANDLORD_DECISION, PROPERTY_OFFER, OUTCOME, CHANGE)
