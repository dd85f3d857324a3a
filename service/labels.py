"""Wordings that a coordinator teaches: what may be taught is looked at here, before anything is kept (forms.md §2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from parsing.answers import as_shown
from parsing.form import Form, OtherQuestion, Question, SharedQuestion, labels_of
from parsing.forms import FORMS
from parsing.label_words import stripped
from parsing.readings import Reading
from scheme.agreement import Scheme
from scheme.terms import LearnedLabel, spelling_key
from service.config import WrongUsage
from service.resolve import CannotResolve
from store import learned
from store.engine import Store

if TYPE_CHECKING:
    from parsing.form import Asked

NOTHING = "nothing"  # «LABEL=nothing»: a question that this service has no use for
SAME_FORM = {"withdrawal": "change"}  # kinds of reading that come from another kind's form


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One «LABEL=FIELD» of hers."""

    label: str
    key: str


def lessons(written: Sequence[str]) -> tuple[Lesson, ...]:
    """What she wrote behind --learn. Raises WrongUsage for what is no LABEL=FIELD."""
    taught: dict[str, Lesson] = {}
    for each in written:
        label, given, key = (part.strip() for part in each.rpartition("="))
        key = key.strip("«»\"' ").casefold().replace(" ", "_").replace("-", "_")
        label = label.strip("«»")
        if not given or not label or not key:
            raise WrongUsage(f"«{each}» teaches nothing. Write LABEL=FIELD, as it stands on the form, or LABEL={NOTHING}.")
        lesson = Lesson(label=label, key="" if key == NOTHING else key)
        if taught.setdefault(_spelling(label), lesson).key != lesson.key:
            raise WrongUsage(f"«{label}» is given two meanings. Give it one.")
    return tuple(taught.values())


def to_be_learned(lessons: Sequence[Lesson], reading: Reading, scheme: Scheme) -> tuple[LearnedLabel, ...]:
    """What is new in the lessons for the form of this reading. Raises with a sentence for what must not be taught."""
    form = form_of(reading.kind)
    if form is None or not (reading.unknown or any(_meaning(lesson, form, scheme) for lesson in lessons)):
        raise CannotResolve(
            "This question is not about a form that asks what this service does not know. If the program was renewed since it "
            "was asked, read the mail again first: --read-again."
        )
    return tuple(found for lesson in lessons if (found := _new(lesson, form, reading, scheme)))


def form_of(kind: str) -> Form | None:
    """The form that readings of this kind come from."""
    return next((form for form in FORMS if form.kind == SAME_FORM.get(kind, kind)), None)


def _new(lesson: Lesson, form: Form, reading: Reading, scheme: Scheme) -> LearnedLabel | None:
    """None: it has been taught since, and just so."""
    keys = tuple(question.key for question in form.questions)
    if lesson.key and lesson.key not in keys:
        raise WrongUsage(
            f"«{lesson.key}» is no field of the {form.title.lower()}. The fields: {', '.join(keys)}; or {NOTHING}, for a "
            "question that this service has no use for."
        )
    if (known := _meaning(lesson, form, scheme)) is not None:
        if _asks(known) == (lesson.key,):
            return None
        what = f"as {' and '.join(_asks(known))}" if any(_asks(known)) else "as one that it has no use for"
        raise CannotResolve(
            f"The form knows the question «{as_shown(lesson.label)}» already, {what}. If that was taught by mistake, revoke "
            "it («reciprocal labels»); if it is wrong on this one form, say the right value: --set FIELD=VALUE."
        )
    return LearnedLabel(form=form.kind, label=stripped(_as_it_stands(lesson.label, reading)), key=lesson.key)


def _meaning(lesson: Lesson, form: Form, scheme: Scheme) -> Asked | None:
    return labels_of(form, scheme).question(lesson.label)


def _asks(known: Asked) -> tuple[str, ...]:
    match known:
        case Question():
            return (known.key,)
        case SharedQuestion():
            return known.keys
        case OtherQuestion():
            return ("",)


def _as_it_stands(label: str, reading: Reading) -> str:
    """The unknown label that she means; a long one may be written as the question in the queue shows it."""
    for unknown in reading.unknown:
        if _spelling(label) in (_spelling(unknown), _spelling(as_shown(unknown))):
            return unknown
    named = "; ".join(f"«{each}»" for each in reading.unknown)
    raise CannotResolve(f"«{as_shown(label)}» is not among the questions that are unknown on this form. These are: {named}.")


def _spelling(label: str) -> str:
    return spelling_key(stripped(label))


def is_unknown(label: LearnedLabel, unknown: Sequence[str]) -> bool:
    """Whether a form's unknown questions hold this wording."""
    return _spelling(label.label) in map(_spelling, unknown)


def revoke(store: Store, written: str, by: str) -> str:
    """From now on the wording is asked about again. Returns a sentence; raises CannotResolve with one."""
    if not by.strip():
        raise WrongUsage("Say who revokes it: --by NAME.")
    with store.read() as tx:
        found = learned.find(tx, written)
    if found is None:
        raise CannotResolve(f"There is no learned label «{written}». «reciprocal labels» lists them.")
    if not store.write(lambda tx: learned.revoke(tx, found.id, by=by.strip(), now=datetime.now(UTC))):
        raise CannotResolve(f"{found.id} has been revoked already, by {found.revoked_by}.")
    return f"{found.id} is revoked: a form with «{found.label.label}» is asked about again. Cases that are open stay as they are."
