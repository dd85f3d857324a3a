"""Second thoughts: a word of the desk is taken back until the line has decided it, and what was set aside is taken up again.

Nothing is deleted. A word taken back stays as a message from which nothing followed; its question is open again with its old
clock. Once the line has decided, letters may have gone: what is wrong then is put right by another word, like anything else.
"""

from __future__ import annotations

from datetime import datetime

from service.resolve import ABOVE_THE_CAP, SET_ASIDE, CannotResolve
from service.second_reading import closed_beside
from store import audit, cases, messages, outbox, questions
from store.engine import Tx
from store.messages import Undecided
from store.questions import Asked
from store.schema import LetterState

WORD = "word "  # «word 57»: what she said of herself, by the number of its message
STANDS = frozenset({LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN, LetterState.WAITING, LetterState.SENDING})
TOO_LATE = "{} has been decided already, so it cannot be taken back. What is wrong with it, say on the request's page."


def take_back(tx: Tx, written: str, by: str, now: datetime) -> str:
    """Gives a sentence; raises CannotResolve with one that says what would help."""
    if written.startswith(WORD):
        return _take_back_word(tx, written, by, now)
    asked = questions.find(tx, written)
    if asked is None:
        raise CannotResolve(f"There is no question «{written}».")
    if asked.answered_at is None:
        raise CannotResolve(f"{asked.id} is open: there is nothing to be taken back.")
    if asked.answer.startswith(SET_ASIDE):
        return _take_up_again(tx, asked, by, now)
    waiting = [each for each in messages.undecided_words(tx) if each.question == asked.id]
    if not waiting or messages.is_decided_in_part(tx, asked.id, waiting[0].said_at):
        raise CannotResolve(TOO_LATE.format(f"The answer to {asked.id}"))
    _end(tx, waiting)
    _open_again(tx, asked)
    _write_down(tx, asked, messages.TAKEN_BACK, by, now)
    return (
        f"Taken back. {asked.id} is open again." if not _stood_for_a_reason(asked) else "Taken back. The request is still held."
    )


def _take_back_word(tx: Tx, written: str, by: str, now: datetime) -> str:
    number = written.removeprefix(WORD).strip()
    word = messages.undecided_word(tx, int(number)) if number.isascii() and number.isdecimal() else None
    if word is None or word.question:
        raise CannotResolve(TOO_LATE.format("What you said"))
    _end(tx, [word])
    audit.write(tx, now=now, who=by, act=messages.TAKEN_BACK, about=f"message {word.message}", details=f"said by {word.by}")
    return f"Taken back. Nothing follows for {word.case}." if word.case else "Taken back. Nothing follows."


def _end(tx: Tx, words: list[Undecided]) -> None:
    """All files of one answer, or none: the exception takes the transaction back."""
    for word in words:
        if not messages.take_back(tx, word.message):
            raise CannotResolve(TOO_LATE.format(f"The answer to {word.question}" if word.question else "What you said"))


def _open_again(tx: Tx, asked: Asked) -> None:
    """Those that were closed beside it too. A reason to go above the cap answered no question, so none is asked now."""
    if _stood_for_a_reason(asked):
        questions.reanswer(tx, asked.id, messages.TAKEN_BACK)
        return
    assert asked.answered_at is not None, "an answer has its moment"
    for other in questions.answered_beside(tx, closed_beside(asked.id), asked.answered_at):
        questions.reopen(tx, other.id)
    questions.reopen(tx, asked.id)


def _stood_for_a_reason(asked: Asked) -> bool:
    return asked.cause.startswith(f"{ABOVE_THE_CAP} ")


def _take_up_again(tx: Tx, asked: Asked, by: str, now: datetime) -> str:
    """At any time, for nothing followed from it; unless what it asks about is no longer so."""
    if why := _moved_on(tx, asked):
        raise CannotResolve(f"{asked.id} cannot be taken up again: {why}")
    questions.reopen(tx, asked.id)
    if asked.question.case and cases.find(tx, asked.question.case):
        reason = asked.answer.removeprefix(SET_ASIDE)
        what = f"A question that {asked.answered_by} had set aside («{reason}») is open again."
        cases.note(tx, asked.question.case, what, who=by, because=asked.id, now=now)
    _write_down(tx, asked, "taken up again", by, now)
    return f"{asked.id} is open again."


def _moved_on(tx: Tx, asked: Asked) -> str:
    """Why it is no more what it was. A question's words are those of its day, and a case that has changed asks anew by itself."""
    assert asked.answered_at is not None, "it was set aside at some moment"
    if questions.is_open(tx, asked.cause, asked.question.kind):
        return "the same has been asked again since."
    about, _, letter = asked.cause.partition(" ")
    if about == "letter" and outbox.state_of(tx, letter) not in STANDS:
        return "its letter has gone, or goes no more."
    reference = asked.question.case
    if reference and any(line.at > asked.answered_at for line in cases.history_of(tx, reference)):
        return f"{reference} has moved on since. Say on its page what is to follow."
    return ""


def _write_down(tx: Tx, asked: Asked, act: str, by: str, now: datetime) -> None:
    """Who had answered stands in no row any more, so it stands here. Her words may be personal, and an audit is never erased."""
    answered = f"answered by {asked.answered_by} at {asked.answered_at:%Y-%m-%d %H:%M:%S}"
    audit.write(tx, now=now, who=by, act=act, about=f"question {asked.id}", details=f"{answered}; open again")
