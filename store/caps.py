"""How many letters somebody gets: a loop dies here, and nobody is flooded (D14, F25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from matching.decision import Question
from store import questions
from store.engine import Tx
from store.schema import LetterState, outbox

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HAVE_GONE = (LetterState.SENDING, LetterState.SENT, LetterState.UNCERTAIN, LetterState.REFUSED)
MANY_ALIKE = "many_alike"
TOO_MANY = "too many of its kind"  # what such a letter says of itself
LET_GO = "to be sent again"  # how a person answers who has looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How many letters one mailbox gets in an hour, and how many of one kind on one case in a day."""

    an_hour: int = 300
    alike_a_day: int = 5


USUAL = Most()


def put_off(tx: Tx, row: Any, most: Most, now: datetime) -> bool:  # Any: a row of the outbox
    """Too many to this mailbox within the hour: all that waits for it waits until one of them is an hour old."""
    went = tx.execute(_went(now - HOUR).where(_to(row.recipient)).order_by(_WHEN)).all()
    if len(went) < most.an_hour:
        return False
    free_again = min(went[len(went) - most.an_hour].went_at, now) + HOUR  # the clock may have gone back
    waits = (outbox.c.state == LetterState.WAITING, _to(row.recipient), outbox.c.next_at < free_again)
    tx.execute(outbox.update().where(*waits).values(next_at=free_again))
    why = (
        f"More than {most.an_hour} letters to {row.recipient} have come together within an hour. The rest waits, and goes by "
        "itself, an hour's letters at a time. Look at «reciprocal outbox» whether they should; «reciprocal pause» stops them all."
    )
    questions.ask(tx, Question(kind="many_letters", why=why), cause=f"mailbox {row.recipient} on {now:%Y-%m-%d}", now=now)
    return True


def held(tx: Tx, row: Any, most: Most, now: datetime) -> bool:  # Any: a row of the outbox
    """One more of the same kind on the same case: programs may be answering each other, so a person looks first."""
    count = _alike_gone(tx, row, now)
    if count < most.alike_a_day:
        return False
    why = (
        f"The letter «{row.subject}» ({row.kind}) to {row.recipient} would be number {count + 1} of its kind on this case within "
        "a day: programs may be answering each other. Look at the case; let it go with --accept, or close this with "
        "--dismiss REASON."
    )
    tx.execute(outbox.update().where(outbox.c.number == row.number).values(state=LetterState.HELD, reply=TOO_MANY))
    questions.ask(tx, Question(kind=MANY_ALIKE, why=why, case=row.reference), cause=f"letter {row.id}", now=now)
    return True


def would_hold(tx: Tx, letter: str, most: Most, now: datetime) -> bool:
    """Whether a letter that waits would be one too many of its kind, by a look alone."""
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).first()
    return row is not None and _alike_gone(tx, row, now) >= most.alike_a_day


def _alike_gone(tx: Tx, row: Any, now: datetime) -> int:  # Any: a row of the outbox
    """Letters of its kind on its case that went to the same mailbox within a day; none counts once a person has let it go."""
    if row.reference is None or questions.was_answered(tx, f"letter {row.id}", MANY_ALIKE, LET_GO):
        return 0
    alike = (outbox.c.reference == row.reference, outbox.c.kind == row.kind, outbox.c.id != row.id)
    return len(tx.execute(_went(now - DAY).where(_to(row.recipient), *alike)).all())


_WHEN = sa.func.coalesce(outbox.c.claimed_at, outbox.c.sent_at)


def _went(since: datetime) -> sa.Select[Any]:
    """Letters that were handed over, or are being so, since then; and those of the future, should the clock have gone back."""
    return sa.select(_WHEN.label("went_at")).where(outbox.c.state.in_(HAVE_GONE), since < _WHEN)


def _to(recipient: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(outbox.c.recipient) == recipient.lower()
