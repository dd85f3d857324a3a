"""How far the store was written at one moment, and what has been written since: for a look at what an answer would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from matching.ledger import Entry, EntryKind
from outbox.message import OutboundMessage
from store import outbox, questions
from store.cases import HistoryLine
from store.engine import Tx
from store.questions import Asked
from store.schema import LetterState, Stage, history, messages, postings
from store.schema import entries as legs
from store.schema import outbox as letters
from store.schema import questions as asked

UNSETTLED = (LetterState.WAITING, LetterState.HELD, LetterState.UNCERTAIN, LetterState.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The newest row of each table, and the letters of which something may still become."""

    message: int
    letter: int
    posting: int
    question: int
    line: int
    unsettled: tuple[tuple[str, str], ...]  # id and state


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written after a mark, each in its order."""

    letters: tuple[OutboundMessage, ...] = ()
    let_go: tuple[OutboundMessage, ...] = ()  # letters that stood still, and go again
    stopped: tuple[OutboundMessage, ...] = ()  # letters that had not gone, and go no more
    entries: tuple[Entry, ...] = ()
    questions: tuple[Asked, ...] = ()
    history: tuple[tuple[str, HistoryLine], ...] = ()  # reference, and its line
    notes: tuple[str, ...] = ()  # why nothing followed of a word


def mark(tx: Tx) -> Mark:
    still = sa.select(letters.c.id, letters.c.state).where(letters.c.state.in_(UNSETTLED))
    return Mark(
        message=_newest(tx, messages.c.id),
        letter=_newest(tx, letters.c.number),
        posting=_newest(tx, postings.c.id),
        question=_newest(tx, asked.c.number),
        line=_newest(tx, history.c.id),
        unsettled=tuple((row.id, row.state) for row in tx.execute(still.order_by(letters.c.number))),
    )


def _newest(tx: Tx, number: sa.Column[int]) -> int:
    return int(tx.execute(sa.select(sa.func.max(number))).scalar() or 0)


def written_since(tx: Tx, before: Mark) -> Written:
    new = sa.select(letters.c.id).where(letters.c.number > before.letter).order_by(letters.c.number)
    words = sa.select(messages.c.decided_note).where(messages.c.id > before.message, messages.c.decided_note != "")
    lines = sa.select(history).where(history.c.id > before.line).order_by(history.c.id)
    return Written(
        letters=_letters(tx, tx.execute(new).scalars().all()),
        let_go=_letters(tx, _turned(tx, before, (LetterState.HELD, LetterState.UNCERTAIN, LetterState.REFUSED), "waiting")),
        stopped=_letters(tx, _turned(tx, before, UNSETTLED, "cancelled")),
        entries=_entries(tx, before.posting),
        questions=questions.asked_after(tx, before.question),
        history=tuple(
            (row.reference, HistoryLine(at=row.at, who=row.who, because=row.because, what=row.what)) for row in tx.execute(lines)
        ),
        notes=tuple(tx.execute(words.order_by(messages.c.id)).scalars()),
    )


def to_be_decided(tx: Tx, before: Mark, also: int | None = None) -> tuple[int, ...]:
    """Words that came after the mark and wait for the line, and the message `also` if it waits too."""
    which = sa.or_(messages.c.id > before.message, messages.c.id == also)
    rows = sa.select(messages.c.id).where(messages.c.stage == Stage.READ, which).order_by(messages.c.id)
    return tuple(tx.execute(rows).scalars())


def _turned(tx: Tx, before: Mark, origins: tuple[LetterState, ...], into: str) -> list[str]:
    return [letter for letter, state in before.unsettled if state in origins and outbox.state_of(tx, letter) == into]


def _letters(tx: Tx, ids: Sequence[str]) -> tuple[OutboundMessage, ...]:
    return tuple(letter for each in ids if (letter := outbox.find(tx, each)) is not None)


def _entries(tx: Tx, posting: int) -> tuple[Entry, ...]:
    rows = sa.select(legs).where(legs.c.posting > posting).order_by(legs.c.posting, legs.c.leg)
    return tuple(
        Entry(
            kind=EntryKind(row.kind),
            case=row.reference,
            move=row.move,
            landlord=row.landlord,
            homes=row.homes,
            day=row.day,
            reason=row.reason,
        )
        for row in tx.execute(rows)
    )
