"""Letters to partners that came back or stand still: what the register's page says of their mailboxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from store.engine import Tx
from store.schema import LetterState, outbox, questions

STUCK = (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    letter: str
    partner: str
    to: str
    case: str
    subject: str
    state: str
    reply: str  # the server's answer, or why it is held
    at: datetime  # when a person was told of it, else when it was written


def undelivered(tx: Tx, partner: str = "") -> tuple[Undelivered, ...]:
    """Of one partner or of all, the newest first."""
    told = sa.select(questions.c.cause, sa.func.max(questions.c.opened_at).label("at")).group_by(questions.c.cause).subquery()
    rows = (
        sa.select(outbox, told.c.at.label("told_at"))
        .join(told, told.c.cause == sa.literal("letter ") + outbox.c.id, isouter=True)
        .where(outbox.c.state.in_(STUCK), outbox.c.partner == partner if partner else outbox.c.partner != "")
        .order_by(outbox.c.number.desc())
    )
    return tuple(
        Undelivered(
            letter=row.id,
            partner=row.partner,
            to=row.recipient,
            case=row.reference or "",
            subject=row.subject,
            state=row.state,
            reply=row.reply,
            at=row.told_at or row.created_at,
        )
        for row in tx.execute(rows)
    )
