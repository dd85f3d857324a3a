"""Who was asked about what in a mail, and when: it stands in the letters, and in no row beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from outbox.asking import KIND, asked_in
from store import addressees, messages
from store.engine import Tx
from store.questions import Asked
from store.schema import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    letter: str  # its id
    to: str
    keys: tuple[str, ...]  # the questions of the form
    at: datetime
    state: str  # of the letter: waiting, sent, held …


def asked_for(tx: Tx, asked: Asked) -> tuple[AskedFor, ...]:
    """The letters that were written to the sender about this question, the oldest first."""
    if asked.message is None:
        return ()
    sender, _ = addressees.of_sender(tx, messages.mail_as_data(tx, asked.message))
    if not sender:
        return ()
    written = sa.select(outbox).where(outbox.c.recipient == sender, outbox.c.kind == KIND).order_by(outbox.c.number)
    return tuple(
        AskedFor(letter=row.id, to=row.recipient, keys=asked_in(row.cause)[1], at=row.created_at, state=row.state)
        for row in tx.execute(written)
        if asked_in(row.cause)[0] == asked.id
    )
