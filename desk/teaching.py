"""What an unknown wording of a form may turn out to ask: the questions of the form that a kind of reading comes from."""

from __future__ import annotations

from desk import field_words
from parsing.forms import FORMS

FORM_OF = {"withdrawal": "change"}  # kinds of reading that come from another kind's form


def meanings(kind: str) -> tuple[tuple[str, str], ...]:
    """Keys, each with its label."""
    form = next((each for each in FORMS if each.kind == FORM_OF.get(kind, kind)), None)
    return tuple((question.key, field_words.label(question.key)) for question in form.questions) if form else ()
