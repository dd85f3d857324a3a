"""Wordings of forms that a coordinator has taught: listed, revocable, and never taken away (forms.md §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from scheme.terms import LearnedLabel, spelling_key
from store import audit, counters
from store.engine import Tx
from store.schema import insert_new, text_key
from store.schema import learned_labels as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A wording as it was taught, and what became of it."""

    id: str  # short enough to be typed: "L3"
    label: LearnedLabel
    question: str  # in answer to which it was taught
    by: str
    at: datetime
    revoked_by: str = ""
    revoked_at: datetime | None = None


def learn(tx: Tx, label: LearnedLabel, *, question: str, by: str, now: datetime) -> str | None:
    """Keeps what was taught and gives its id; None when that wording of that form has a meaning in force already."""
    number = counters.next_of(tx, "label")
    said = {"form": label.form, "label": label.label, "label_key": _key(label.label), "key": label.key, "question": question}
    if not insert_new(tx, table, id=f"L{number}", number=number, learned_by=by, learned_at=now, **said):
        return None
    counters.reach(tx, "label", number)
    audit.write(tx, now=now, who=by, act="learned", about=f"L{number}", details=f"{label.form}: {label.key or 'nothing'}")
    return f"L{number}"


def _key(label: str) -> str:
    return text_key(spelling_key(label))


def in_force(tx: Tx) -> tuple[LearnedLabel, ...]:
    """What forms are read with, in the order in which it was taught."""
    rows = tx.execute(sa.select(table).where(table.c.revoked_at.is_(None)).order_by(table.c.number))
    return tuple(_label(row) for row in rows)


def listing(tx: Tx) -> tuple[Learned, ...]:
    """All that was ever taught, revoked wordings too."""
    return tuple(_learned(row) for row in tx.execute(sa.select(table).order_by(table.c.number)))


def find(tx: Tx, written: str) -> Learned | None:
    """The wording that a person names, however she writes it: «l3», «3»."""
    row = tx.execute(sa.select(table).where(table.c.id == f"L{written.strip().upper().removeprefix('L')}")).first()
    return None if row is None else _learned(row)


def revoke(tx: Tx, written: str, *, by: str, now: datetime) -> bool:
    """From now on the wording is unknown again. False: there is none of this id in force."""
    assert by, "a revocation has a name"
    found = find(tx, written)
    if found is None:
        return False
    close = table.update().values(revoked_by=by, revoked_at=now)
    if tx.execute(close.where(table.c.id == found.id, table.c.revoked_at.is_(None))).rowcount != 1:
        return False
    audit.write(tx, now=now, who=by, act="revoked", about=found.id)
    return True


def _label(row: Any) -> LearnedLabel:
    return LearnedLabel(form=row.form, label=row.label, key=row.key)


def _learned(row: Any) -> Learned:
    return Learned(
        id=row.id,
        label=_label(row),
        question=row.question,
        by=row.learned_by,
        at=row.learned_at,
        revoked_by=row.revoked_by,
        revoked_at=row.revoked_at,
    )
