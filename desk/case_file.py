"""All that is known of one case, gathered once: what its page tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.case_clocks import running
from desk.clock_words import Clock
from matching.case import Case
from scheme.agreement import Scheme
from store import case_papers, cases, changes, messages, questions
from store.case_papers import CaseLetter, KeptMail, Line, Step
from store.cases import HistoryLine
from store.changes import ChangeLine
from store.engine import Tx
from store.messages import Undecided
from store.questions import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    case: Case
    history: tuple[HistoryLine, ...]
    changes: tuple[ChangeLine, ...]
    questions: tuple[Asked, ...]
    mails: tuple[KeptMail, ...]
    undecided: tuple[Undecided, ...]  # what was said at the desk a moment ago
    letters: tuple[CaseLetter, ...]
    steps: tuple[Step, ...]
    ledger: tuple[Line, ...]
    clocks: tuple[Clock, ...]
    today: date

    @property
    def open_questions(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.questions if each.answered_at is None)


def open_file(tx: Tx, reference: str, scheme: Scheme, today: date) -> CaseFile | None:
    """None: there is no such case."""
    case = cases.find(tx, reference)
    if case is None:
        return None
    history = cases.history_of(tx, reference)
    changed = changes.of_case(tx, reference)
    asked = questions.of_case(tx, reference)
    return CaseFile(
        case=case,
        history=history,
        changes=changed,
        questions=asked,
        mails=case_papers.mails(tx, frozenset(_messages(history, changed, asked))),
        undecided=tuple(_undecided(tx, reference, asked)),
        letters=case_papers.letters(tx, reference),
        steps=case_papers.steps(tx, reference, [line.because for line in history]),
        ledger=case_papers.lines(tx, reference),
        clocks=running(case, scheme, today),
        today=today,
    )


def _messages(history: tuple[HistoryLine, ...], changed: tuple[ChangeLine, ...], asked: tuple[Asked, ...]) -> Iterator[int]:
    """The messages that anything about the case came from."""
    causes = (*(line.because for line in history), *(line.because for line in changed))
    yield from (number for number in map(message_of, causes) if number is not None)
    yield from (each.message for each in asked if each.message is not None)


def _undecided(tx: Tx, reference: str, asked: tuple[Asked, ...]) -> Iterator[Undecided]:
    answered = {each.id for each in asked}
    yield from (each for each in messages.undecided_words(tx) if each.case == reference or each.question in answered)


def message_of(cause: str) -> int | None:
    """The message of a cause, «7:0»; None where it came from no message."""
    number, _, reading = cause.partition(":")
    return int(number) if number.isdecimal() and reading.isdecimal() else None
