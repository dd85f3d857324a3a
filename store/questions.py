"""The open questions are the exception queue: what only a person can settle, each asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from matching.decision import Question
from store import audit, counters
from store.engine import Tx
from store.schema import cases, insert_new, text_key
from store.schema import questions as table

THE_LINE = "the line"  # who answers a question that has settled itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it stands in the queue."""

    id: str  # short enough to be typed: "Q17"
    cause: str
    question: Question
    message: int | None = None
    reading: int | None = None
    opened_at: datetime
    answered_at: datetime | None = None
    answer: str = ""
    answered_by: str = ""

    @property
    def source(self) -> str:
        """Where it comes from, for the queue."""
        if self.message is None:
            return self.cause
        return f"message {self.message}" + ("" if self.reading is None else f", reading {self.reading}")


def ask(
    tx: Tx, question: Question, *, cause: str, now: datetime, message: int | None = None, reading: int | None = None
) -> str | None:
    """Opens a question and gives its id; None when the same cause has already asked it."""
    asked = sa.select(table.c.id).where(
        table.c.cause == cause, table.c.kind == question.kind, table.c.why_key == text_key(question.why)
    )
    if tx.execute(asked).first() is not None:
        return None
    number = counters.next_of(tx, "question")
    counters.reach(tx, "question", number)
    row = {
        "cause": cause,
        "kind": question.kind,
        "why": question.why,
        "urgent": question.urgent,
        "reference": question.case or None,
    }
    where = {"message": message, "reading": reading, "opened_at": now}
    assert insert_new(tx, table, id=f"Q{number}", number=number, why_key=text_key(question.why), **row, **where)
    return f"Q{number}"


def reword(tx: Tx, key: str, why: str) -> bool:
    """The same open question with what has been found since; its id stays, so that whoever has noted it may answer it."""
    words = table.update().values(why=why, why_key=text_key(why))
    return tx.execute(words.where(table.c.id == key, table.c.answered_at.is_(None))).rowcount == 1


def open_all(tx: Tx) -> tuple[Asked, ...]:
    """The queue: urgent ones first, then the oldest."""
    rows = sa.select(table).where(table.c.answered_at.is_(None)).order_by(table.c.urgent.desc(), table.c.number)
    return tuple(_asked(row) for row in tx.execute(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open question by what the queue is sorted and sifted by, without its words."""

    id: str
    number: int
    kind: str
    urgent: bool
    reference: str  # of the case; may be none of ours
    landlord: str  # of that case
    opened_at: datetime


def waiting(tx: Tx) -> tuple[Waiting, ...]:
    """All open questions, the oldest first, with the landlords of their cases: columns only."""
    named = sa.select(
        table.c.id, table.c.number, table.c.kind, table.c.urgent, table.c.reference, table.c.opened_at, cases.c.landlord
    ).select_from(table.outerjoin(cases, cases.c.reference == table.c.reference))
    rows = tx.execute(named.where(table.c.answered_at.is_(None)).order_by(table.c.number))
    return tuple(
        Waiting(
            id=row.id,
            number=row.number,
            kind=row.kind,
            urgent=row.urgent,
            reference=row.reference or "",
            landlord=row.landlord or "",
            opened_at=row.opened_at,
        )
        for row in rows
    )


def some(tx: Tx, ids: Sequence[str]) -> dict[str, Asked]:
    """A few questions by their ids."""
    return {row.id: _asked(row) for row in tx.execute(sa.select(table).where(table.c.id.in_(ids)))}


def answered_since(tx: Tx, since: datetime, limit: int = 50) -> tuple[Asked, ...]:
    """What people have answered since then, the newest first; what has settled itself is not among it."""
    rows = sa.select(table).where(table.c.answered_at >= since, table.c.answered_by != THE_LINE)
    return tuple(_asked(row) for row in tx.execute(rows.order_by(table.c.answered_at.desc(), table.c.number.desc()).limit(limit)))


def open_about(tx: Tx, message: int) -> tuple[Asked, ...]:
    """The open questions about one message, the oldest first."""
    rows = sa.select(table).where(table.c.message == message, table.c.answered_at.is_(None)).order_by(table.c.number)
    return tuple(_asked(row) for row in tx.execute(rows))


def about(tx: Tx, message: int) -> tuple[Asked, ...]:
    """All questions about one message, answered ones too, the oldest first."""
    rows = sa.select(table).where(table.c.message == message).order_by(table.c.number)
    return tuple(_asked(row) for row in tx.execute(rows))


def open_of(tx: Tx, cause: str) -> tuple[Asked, ...]:
    """The open questions of one cause, the oldest first: «letter …»."""
    rows = sa.select(table).where(table.c.cause == cause, table.c.answered_at.is_(None)).order_by(table.c.number)
    return tuple(_asked(row) for row in tx.execute(rows))


def find(tx: Tx, key: str) -> Asked | None:
    """The question that a person names, however she writes it: «q17», «17»."""
    row = tx.execute(sa.select(table).where(table.c.id == f"Q{key.strip().upper().removeprefix('Q')}")).first()
    return None if row is None else _asked(row)


def answer(tx: Tx, key: str, *, answer: str, by: str, now: datetime) -> bool:
    """Closes a question; False when there is none open of this id, so that two people cannot both answer.

    Whoever answered stands in the audit at once: what follows is decided later, and may be nothing.
    """
    found = find(tx, key)
    if found is None:
        return False
    close = table.update().values(answered_at=now, answer=answer, answered_by=by)
    closed = tx.execute(close.where(table.c.id == found.id, table.c.answered_at.is_(None))).rowcount == 1
    if closed and by != THE_LINE:
        audit.write(tx, now=now, who=by, act="answered", about=f"question {found.id}")
    return closed


def reopen(tx: Tx, key: str) -> bool:
    """Open again as it was, with its old clock; False when it is open. What its answer was, the caller writes down."""
    again = table.update().values(answered_at=None, answer="", answered_by="")
    return tx.execute(again.where(table.c.id == key, table.c.answered_at.is_not(None))).rowcount == 1


def answered_beside(tx: Tx, answer: str, at: datetime) -> tuple[Asked, ...]:
    """Those that one answer closed besides its own, in the same moment."""
    rows = sa.select(table).where(table.c.answer == answer, table.c.answered_at == at).order_by(table.c.number)
    return tuple(_asked(row) for row in tx.execute(rows))


def reanswer(tx: Tx, key: str, answer: str) -> None:
    """Other words for the answer of one that is closed."""
    tx.execute(table.update().values(answer=answer).where(table.c.id == key, table.c.answered_at.is_not(None)))


def settle(tx: Tx, cause: str, *, answer: str, now: datetime, kinds: Sequence[str] = (), by: str = THE_LINE) -> int:
    """Closes what time has settled: the open questions of a cause, or those of some kinds only. Gives how many."""
    close = table.update().where(table.c.cause == cause, table.c.answered_at.is_(None))
    if kinds:
        close = close.where(table.c.kind.in_(kinds))
    return tx.execute(close.values(answered_at=now, answer=answer, answered_by=by)).rowcount


def kinds(tx: Tx) -> frozenset[str]:
    """Every kind of question that was ever asked."""
    return frozenset(tx.execute(sa.select(table.c.kind).distinct()).scalars())


def is_open(tx: Tx, cause: str, kind: str) -> bool:
    asked = sa.select(table.c.id).where(table.c.cause == cause, table.c.kind == kind, table.c.answered_at.is_(None))
    return tx.execute(asked).first() is not None


def was_answered(tx: Tx, cause: str, kind: str, answer: str) -> bool:
    """Whether a person has ever answered so."""
    said = sa.select(table.c.id).where(table.c.cause == cause, table.c.kind == kind, table.c.answer == answer)
    return tx.execute(said).first() is not None


def every(tx: Tx) -> tuple[Asked, ...]:
    """All that was ever asked, in the order in which it was."""
    return tuple(_asked(row) for row in tx.execute(sa.select(table).order_by(table.c.number)))


def asked_after(tx: Tx, number: int) -> tuple[Asked, ...]:
    """What was asked after the question of this number."""
    return tuple(_asked(row) for row in tx.execute(sa.select(table).where(table.c.number > number).order_by(table.c.number)))


def of_case(tx: Tx, reference: str) -> tuple[Asked, ...]:
    """All questions about a case, answered ones too."""
    return tuple(
        _asked(row) for row in tx.execute(sa.select(table).where(table.c.reference == reference).order_by(table.c.number))
    )


def _asked(row: Any) -> Asked:
    question = Question(kind=row.kind, why=row.why, case=row.reference or "", urgent=row.urgent)
    kept = ("id", "cause", "message", "reading", "opened_at", "answered_at", "answer", "answered_by")
    return Asked(question=question, **{name: getattr(row, name) for name in kept})


def count_open(tx: Tx) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(table).where(table.c.answered_at.is_(None))).scalar_one())
