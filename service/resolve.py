"""The coordinator's answer to a question: stored as a Reading with her name as its source, then decided by the same line.

So there is one way for anything to happen (DESIGN §4). Nothing is changed here but the question and a new message.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from matching.case import Case, State
from matching.decision import Question
from parsing import readings
from parsing.field import Field, Where
from parsing.readings import LandlordDecision, Mail, Person, Reading
from scheme.agreement import Scheme
from store import cases, messages, outbox, questions
from store.engine import Store, Tx
from store.questions import Asked

SEVERAL_AREAS = {"areas_requested", "areas_at_risk", "areas_added", "areas_removed"}
ONE_AREA = {"area_residence", "area"}
LANDLORDS = {"applicant_landlord", "original_landlord", "tenancy_owed"}
KINDS: Mapping[str, type[Any]] = {kind.kind: kind for kind in typing.get_args(readings.Reading)}


class CannotResolve(ValueError):
    """The answer does not fit the question: a sentence that says what would."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the coordinator said. One of `accept`, `fields`, `kind`, `override` or `dismiss` at least."""

    accept: bool = False
    fields: tuple[str, ...] = ()  # "key=value"
    kind: str = ""
    override: str = ""
    dismiss: str = ""

    @property
    def empty(self) -> bool:
        return not (self.accept or self.fields or self.kind or self.override or self.dismiss)


def resolve(store: Store, scheme: Scheme, question_id: str, answer: Answer, by: str) -> str:
    """Store the answer; returns a sentence on what happens next. Raises CannotResolve with a sentence."""
    if answer.empty:
        raise CannotResolve(
            "Say what the answer is: --accept, --set FIELD=VALUE, --as KIND, --override REASON or --dismiss REASON."
        )
    if not by.strip():
        raise CannotResolve("Say who answers: --by NAME.")
    return store.write(lambda tx: _resolve(tx, scheme, question_id, answer, by.strip()))


def _resolve(tx: Tx, scheme: Scheme, question_id: str, answer: Answer, by: str) -> str:
    if held := _held_case(tx, scheme, question_id):
        return _go_above_the_cap(tx, held, answer, by)
    asked = questions.find(tx, question_id)
    if asked is None:
        raise CannotResolve(f"There is no question {question_id}. «reciprocal queue» lists the open ones.")
    if asked.answered_at is not None:
        raise CannotResolve(f"{asked.id} has been answered already, by {asked.answered_by}.")
    now = datetime.now(UTC)
    if answer.dismiss:
        questions.answer(tx, asked.id, answer=f"dismissed: {answer.dismiss}", by=by, now=now)
        return f"{asked.id} is closed. Nothing follows from it."
    if asked.message is None:
        return _resolve_letter(tx, asked, answer, by, now)
    if asked.question.kind == "fault":
        return _take_up_again(tx, asked, answer, by, now)
    mail = messages.load(tx, asked.message).mail or Mail()
    told = _answered(mail, asked.reading, asked.question.case, scheme, answer, by)
    messages.add_answer(tx, asked.id, told, by, answer.override, now)
    return f"{asked.id} is answered. The line decides it with the next «reciprocal run»."


def _held_case(tx: Tx, scheme: Scheme, written: str) -> Case | None:
    """The case held at the cap that a reference names; a hold asks no question, so its reference stands for one."""
    named = scheme.references_in(written)
    case = cases.find(tx, str(named[0])) if len(named) == 1 else None
    return case if case and case.state is State.HELD_AT_CAP else None


def _go_above_the_cap(tx: Tx, case: Case, answer: Answer, by: str) -> str:
    """Her reason lets a held case go on: kept as a question that she answered, and decided as the approval once more."""
    if not answer.override:
        raise CannotResolve(f"{case.reference} is held because its landlord owes as many homes as it may. Say --override REASON.")
    now = datetime.now(UTC)
    why = f"{case.reference} is held at the cap: {case.landlord} owes as many homes as it may."
    asked = questions.ask(tx, Question(kind="cap", why=why, case=case.reference), cause=f"override {now.isoformat()}", now=now)
    assert asked is not None, "a cause with this very moment in it is new"
    where = Where(source="desk", note=f"answered by {by}")
    approval = LandlordDecision(
        source="desk",
        reference=Field(value=case.reference, quote=case.reference, where=where),
        decision=Field(value="approve", quote=answer.override, where=where),
    )
    messages.add_answer(tx, asked, Mail(sender=messages.DESK, readings=(approval,)), by, answer.override, now)
    return f"{case.reference} goes on above the cap with the next «reciprocal run»; your reason is on record."


def _resolve_letter(tx: Tx, asked: Asked, answer: Answer, by: str, now: datetime) -> str:
    """--accept lets a letter go again, the same bytes; the gate looks at it once more."""
    letter = asked.cause.removeprefix("letter ")
    if not answer.accept or not outbox.send_again(tx, letter, now):
        raise CannotResolve(f"{asked.id} is about a letter. Let it go again with --accept, or close it with --dismiss REASON.")
    questions.answer(tx, asked.id, answer="to be sent again", by=by, now=now)
    return f"{asked.id} is answered. The letter goes again with the next «reciprocal run»."


def _take_up_again(tx: Tx, asked: Asked, answer: Answer, by: str, now: datetime) -> str:
    if not answer.accept or asked.message is None or not messages.take_up_again(tx, asked.message):
        raise CannotResolve(f"{asked.id} waits for a mend of the program. Then --accept takes the mail up again.")
    questions.answer(tx, asked.id, answer="taken up again", by=by, now=now)
    return f"{asked.id} is answered. The mail goes on with the next «reciprocal run»."


def _answered(mail: Mail, number: int | None, case: str, scheme: Scheme, answer: Answer, by: str) -> Mail:
    """The mail as the coordinator would have it read: the reading asked about, or all when the whole mail was."""
    chosen = mail.readings if number is None else mail.readings[number : number + 1]
    if answer.kind:
        chosen = (_as_kind(answer.kind, chosen),)
    if not chosen:
        raise CannotResolve("Nothing could be read from this mail. Say what it is: --as KIND --set FIELD=VALUE …")
    corrected = tuple(_corrected(reading, case, scheme, answer, by) for reading in chosen)
    return dataclasses.replace(mail, readings=corrected, unreadable="", automatic=readings.Automatic.NO)


def _as_kind(kind: str, chosen: tuple[Reading, ...]) -> Reading:
    if kind not in KINDS or kind == "unreadable":
        raise CannotResolve(
            f"«{kind}» is no kind of mail. The kinds: {', '.join(each for each in KINDS if each != 'unreadable')}."
        )
    if chosen and chosen[0].kind == kind:
        return chosen[0]
    reading: Reading = KINDS[kind](source=chosen[0].source if chosen else "message")
    return reading


def _corrected(reading: Reading, case: str, scheme: Scheme, answer: Answer, by: str) -> Reading:
    """The reading with her values; what she did not touch stays as it was read, and her word settles the rest of the doubts."""
    changes: dict[str, Any] = {"doubts": (), "identity": ()}
    for written in answer.fields:
        key, given, text = written.partition("=")
        if not given or key.strip() not in dict(reading.fields()):
            keys = ", ".join(name for name, _ in reading.fields())
            raise CannotResolve(
                f"«{written}» is no field of this {reading.kind.replace('_', ' ')}. Write FIELD=VALUE; the fields: {keys}."
            )
        changes[key.strip()] = _field(type(reading), key.strip(), text.strip(), scheme, by)
    reference = getattr(reading, "reference", None)
    if case and reference is not None and reference.value is None and "reference" not in changes:
        changes["reference"] = Field(value=case, quote=case, where=Where(source="desk", note=f"answered by {by}"))
    changed = dataclasses.replace(reading, **changes)
    still_missing = tuple(key for key in changed.missing if getattr(changed, key, Field()).blank)
    return dataclasses.replace(changed, missing=still_missing)


def _field(kind: type[Any], key: str, text: str, scheme: Scheme, by: str) -> Field[Any]:
    hint = typing.get_args(typing.get_type_hints(kind)[key])[0]
    return Field(value=_value(hint, key, text, scheme), quote=text, where=Where(source="desk", note=f"answered by {by}"))


def _value(hint: Any, key: str, text: str, scheme: Scheme) -> Any:
    """The typed value of what she wrote; exact spellings only, even from her."""
    if key in SEVERAL_AREAS:
        return tuple(sorted({_area(word, scheme) for word in _words(text)}))
    if key in ONE_AREA:
        return _area(text, scheme)
    if key in LANDLORDS:
        return _landlord(text, scheme)
    if key == "reference":
        return _reference(text, scheme)
    if hint is bool:
        return _yes_or_no(key, text)
    if hint is int:
        return _whole(key, text)
    if hint is date:
        return _day(key, text)
    if hint == tuple[Person, ...]:
        return tuple(_person(word) for word in _words(text))
    return tuple(_words(text)) if typing.get_origin(hint) is tuple else text


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


def _area(text: str, scheme: Scheme) -> str:
    area = scheme.area(text)
    if area is None:
        raise CannotResolve(f"«{text}» is no area of this scheme.{_perhaps(scheme.area_proposals(text))}")
    return area.name


def _landlord(text: str, scheme: Scheme) -> str:
    landlord = scheme.landlord(text)
    if landlord is None:
        raise CannotResolve(
            f"«{text}» is no landlord that the scheme or the register knows.{_perhaps(scheme.landlord_proposals(text))}"
        )
    return landlord


def _perhaps(names: tuple[str, ...]) -> str:
    return f" Perhaps: {', '.join(names)}." if names else ""


def _reference(text: str, scheme: Scheme) -> str:
    found = scheme.references_in(text)
    if len(found) != 1:
        raise CannotResolve(f"«{text}» is no reference. Write it as {scheme.reference_prefix}-01-26.")
    return str(found[0])


def _yes_or_no(key: str, text: str) -> bool:
    known = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    if text.casefold() not in known:
        raise CannotResolve(f"«{key}» is yes or no, not «{text}».")
    return known[text.casefold()]


def _whole(key: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CannotResolve(f"«{key}» is a whole number, not «{text}».") from None


def _day(key: str, text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise CannotResolve(f"«{key}» is a day: write it as 2026-11-22 or 22/11/2026, not «{text}».")


def _person(word: str) -> Person:
    """«34f», «9 m», «12»: an age in years and, if known, f, m or other."""
    digits = "".join(char for char in word if char.isdigit())
    letters = "".join(char for char in word if char.isalpha()).casefold()
    if not digits or letters not in {"", "f", "m", "other"}:
        raise CannotResolve(f"«{word}» is no person. Write ages with f, m or nothing, as: 34f, 9m, 2.")
    return Person(age=int(digits), sex=letters or None)
