"""Writes a Decision whole: cases, entries, letters, questions, history and the audit line, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from matching.decision import Decision, Question, Returned
from outbox.message import OutboundMessage
from store import audit, cases, changes, ledger, messages, outbox, questions
from store.cases import Stale
from store.engine import Tx

__all__ = ["Stale", "record"]


def record(
    tx: Tx,
    decision: Decision,
    letters: Sequence[OutboundMessage],
    *,
    cause: str,
    message_id: int | None,
    reading_number: int | None,
    who: str,
    now: datetime,
    by: str = "",
) -> None:
    """Raises Stale when a case has moved on since the facts were gathered: then nothing of the decision stands.

    `message_id` is the number of our row, not the sender's claim. `by`: a person who did it herself, without a message.
    The cases come first: all the rest points at them.
    """
    for case in decision.cases:
        cases.put(tx, case, reopened=case.reference in decision.reopened)
    ledger.post_all(tx, decision.entries, because=cause)
    for stopped in decision.stopped:
        _stop(tx, stopped, now)
    for letter in letters:
        outbox.queue(tx, letter, now)
    for each in decision.returned:
        _came_back(tx, each, now)
    for question in decision.questions:
        questions.ask(tx, question, cause=cause, now=now, message=message_id, reading=reading_number)
    for note in decision.notes:
        cases.note(tx, note.case, note.what, who=who, because=cause, now=now)
    for changed in decision.changes:
        changes.add(tx, changed, who=who, because=cause, now=now)
    audit.write(
        tx, now=now, who=by or _for_ever(tx, message_id), act="decided", about=cause, details=_what_changed(decision, letters)
    )


def _came_back(tx: Tx, returned: Returned, now: datetime) -> None:
    """The letter is refused, and its question is about the letter, so that its answer may let it go again."""
    letter = outbox.find(tx, returned.letter)
    if letter is None or not outbox.record_returned(tx, returned.letter, returned.reply):
        return
    question = Question(kind="delivery", why=returned.why, case=letter.case)
    questions.ask(tx, question, cause=f"letter {returned.letter}", now=now)


def _stop(tx: Tx, letter: str, now: datetime) -> None:
    """A letter that has not gone does not go. One that is just being handed over was not foreseen: then nothing stands."""
    if not outbox.cancel(tx, letter, "the request was ended before it went") and outbox.state_of(tx, letter) != "cancelled":
        raise Stale(f"The letter {letter} cannot be stopped any more: it is on its way.")
    questions.settle(tx, f"letter {letter}", answer="it was stopped", now=now)


def _for_ever(tx: Tx, message_id: int | None) -> str:
    """A coordinator answers for her decisions by name; a writer's address does not enter the audit, which is never erased."""
    answer = None if message_id is None else messages.desk_answer(tx, message_id)
    return answer.by if answer else "the line"


def _what_changed(decision: Decision, letters: Sequence[OutboundMessage]) -> str:
    """References, states and kinds only: an audit line outlives the erasure of a case (L7)."""
    parts = [
        *(f"{case.reference} {case.state}" for case in decision.cases),
        *(f"{entry.kind} {entry.case} move {entry.move} {entry.landlord} {entry.homes:+d}" for entry in decision.entries),
        *(f"posting {seal}" for seal in ledger.seals(decision.entries)),
        *(f"letter {letter.kind} {letter.id}" for letter in letters),
        *(f"returned {each.letter}" for each in decision.returned),
        *(f"stopped {each}" for each in decision.stopped),
        *(f"reopened {each}" for each in decision.reopened),
        *(f"question {question.kind}" for question in decision.questions),
        *(["ignored"] if decision.ignored else []),
    ]
    return "; ".join(parts)
