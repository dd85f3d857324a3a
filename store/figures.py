"""How much lies where and since when: for the metrics, the health page and the alarms. Counts and times only (D18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from outbox.alarm import KIND as ALARM
from store import beats, switches
from store.beats import Beat
from store.engine import Tx
from store.schema import LetterState, Stage, listed, messages, outbox, questions

UNREAD = (Stage.KEPT, Stage.READ)
UNSENT = (LetterState.WAITING, LetterState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A look at the whole line at one moment. A time is None where nothing lies."""

    messages: Mapping[str, int] = field(default_factory=dict)  # by stage
    letters: Mapping[str, int] = field(default_factory=dict)  # by state
    asked: int = 0  # questions ever asked
    questions: int = 0  # open ones
    urgent: int = 0
    listed_open: int = 0  # on the server's list, and not yet in our books
    oldest_unread: datetime | None = None  # when the oldest mail that is not decided came
    oldest_unsent: datetime | None = None  # when the oldest letter that waits was written; alarms cause no alarm
    oldest_question: datetime | None = None
    last_mail: datetime | None = None  # when the newest mail of the mailbox came
    paused: bool = False
    beats: tuple[Beat, ...] = ()

    def beat(self, name: str) -> Beat:
        return next((each for each in self.beats if each.name == name), Beat(name=name, at=None))


def look(tx: Tx) -> Figures:
    by_mail = messages.c.source == "mailbox"
    open_ones = questions.c.answered_at.is_(None)
    return Figures(
        messages=_counted(tx, messages.c.stage),
        letters=_counted(tx, outbox.c.state),
        asked=_count(tx, questions, sa.true()),
        questions=_count(tx, questions, open_ones),
        urgent=_count(tx, questions, open_ones & questions.c.urgent),
        listed_open=_count(tx, listed, listed.c.fate == ""),
        oldest_unread=_when(tx, sa.func.min(messages.c.arrived_at), messages.c.stage.in_(UNREAD) & by_mail),
        oldest_unsent=_when(tx, sa.func.min(outbox.c.created_at), outbox.c.state.in_(UNSENT) & (outbox.c.kind != ALARM)),
        oldest_question=_when(tx, sa.func.min(questions.c.opened_at), open_ones),
        last_mail=_when(tx, sa.func.max(messages.c.arrived_at), by_mail),
        paused=switches.is_on(tx, switches.PAUSED),
        beats=beats.every(tx),
    )


def _counted(tx: Tx, column: sa.Column[str]) -> dict[str, int]:
    return {str(name): count for name, count in tx.execute(sa.select(column, sa.func.count()).group_by(column).order_by(column))}


def _count(tx: Tx, table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(table).where(which)).scalar_one())


def _when(tx: Tx, what: sa.ColumnElement[datetime], which: sa.ColumnElement[bool]) -> datetime | None:
    return tx.execute(sa.select(what).where(which)).scalar()
