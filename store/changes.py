"""What of a case was changed: old value, new value, who, when and because of which message (R034). Only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from matching.decision import Changed
from store.engine import Tx
from store.schema import case_changes, clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    field: str
    old: str
    new: str
    who: str
    at: datetime
    because: str  # id of the cause: "<message>:<reading>"


def add(tx: Tx, changed: Changed, *, who: str, because: str, now: datetime) -> None:
    words = {"reference": changed.reference, "field": changed.field, "old": changed.old, "new": changed.new}
    said = {key: clean_text(value) for key, value in {**words, "who": who, "because": because}.items()}
    tx.execute(case_changes.insert().values(**said, at=now))


def of_case(tx: Tx, reference: str) -> tuple[ChangeLine, ...]:
    """The changes of a case, in the order in which they were made."""
    rows = tx.execute(sa.select(case_changes).where(case_changes.c.reference == reference).order_by(case_changes.c.id))
    return tuple(
        ChangeLine(field=row.field, old=row.old, new=row.new, who=row.who, at=row.at, because=row.because) for row in rows
    )
