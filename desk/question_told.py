"""What became of a question that is answered: who said what, and what followed from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk import asked_words, field_words
from desk.queue_list import DISMISSED
from parsing.field import Field
from parsing.readings import Mail
from scheme.agreement import Scheme
from store import cases, messages, outbox, questions
from store.codec import from_data
from store.engine import Tx
from store.questions import THE_LINE, Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    by: str
    at: datetime
    says: str  # in a sentence
    set_aside: str = ""  # the reason
    reason: str = ""  # hers, to go on above the cap or for a change
    fields: tuple[tuple[str, str], ...] = ()  # what she said, by label
    until: datetime | None = None  # it can be taken back until then
    waits: bool = False  # the line has not decided it
    note: str = ""  # why nothing followed
    history: tuple[str, ...] = ()
    letters: tuple[tuple[str, str, str], ...] = ()  # to whom, about what, how far
    questions: tuple[tuple[str, str], ...] = ()  # what was asked then


def told_of(tx: Tx, asked: Asked, scheme: Scheme) -> Told:
    assert asked.answered_at is not None, "it is answered"
    set_aside = asked.answer.removeprefix(DISMISSED) if asked.answer.startswith(DISMISSED) else ""
    by = "the service itself" if asked.answered_by == THE_LINE else asked.answered_by
    answer = messages.answer_to(tx, asked.id)
    if answer is None:
        return Told(by=by, at=asked.answered_at, says=_says(asked, set_aside), set_aside=set_aside)
    return Told(
        by=by,
        at=asked.answered_at,
        says=_says(asked, set_aside),
        set_aside=set_aside,
        reason=answer.reason,
        fields=tuple(_her_fields(from_data(Mail, answer.mail), scheme)) if answer.mail else (),
        until=answer.not_before if answer.waits else None,
        waits=answer.waits,
        note=answer.note,
        history=tuple(line.what for line in cases.history_because(tx, asked.question.case, f"{answer.number}:")),
        letters=tuple((line.to, line.subject, line.state) for line in outbox.caused_by(tx, answer.number)),
        questions=tuple((each.id, asked_words.plain(each.question.why)) for each in questions.about(tx, answer.number)),
    )


def _says(asked: Asked, set_aside: str) -> str:
    if set_aside:
        return "set aside"
    kinds = [field_words.MAIL_KINDS.get(kind, kind) for kind in asked.answer.split(", ")]
    return ", ".join(kinds)


def _her_fields(mail: Mail, scheme: Scheme) -> list[tuple[str, str]]:
    """What she said herself; what she left as it was read stands in the mail."""
    return [
        (field_words.label(key), field_words.said(key, field.value, scheme))
        for reading in mail.readings
        for key, field in reading.fields()
        if _is_hers(field)
    ]


def _is_hers(field: Field[object]) -> bool:
    return field.where.source == "desk" and field.value is not None
