"""The letters as a person looks at them: in groups with counts, a page at a time, and one whole. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from store.engine import Tx
from store.schema import LetterState, cases, outbox


class Group(StrEnum):
    """How the letters are sorted for whoever looks: by what is to be done."""

    HELD = "held"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    DELAYED = "delayed"  # waiting, and put off by its server at least once
    WAITING = "waiting"
    SENT = "sent"
    CANCELLED = "cancelled"


MOST_COUNTED = 5_000  # letters of a group
FOR_A_PERSON = (Group.HELD, Group.UNCERTAIN, Group.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; empty: whatever it is."""

    case: str = ""
    kind: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter without its words. `landlord`: the applicant's, of the request that it is about."""

    number: int
    id: str
    kind: str
    to: str
    case: str
    partner: str
    landlord: str
    subject: str
    state: LetterState
    attempts: int
    next_at: datetime
    created_at: datetime
    sent_at: datetime | None
    reply: str
    holds_address: bool

    @property
    def group(self) -> Group:
        if self.state in (LetterState.WAITING, LetterState.SENDING):
            return Group.DELAYED if self.attempts and self.state is LetterState.WAITING else Group.WAITING
        return Group(self.state)


_LOOKS = (
    *(outbox.c[name] for name in ("number", "id", "kind", "partner", "subject", "state", "attempts", "next_at", "created_at")),
    *(outbox.c[name] for name in ("sent_at", "reply", "holds_address", "recipient", "reference")),
)


def counts(tx: Tx, wanted: Wanted) -> Mapping[Group, int]:
    """How many letters stand in each group; no further than MOST_COUNTED, for that many nobody looks through."""
    return {group: _count(tx, group, wanted) for group in Group}


def _count(tx: Tx, group: Group, wanted: Wanted) -> int:
    some = sa.select(outbox.c.number).where(*_in_group(group), *_only(wanted)).limit(MOST_COUNTED).subquery()
    return int(tx.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())


def page(tx: Tx, group: Group, wanted: Wanted, *, page: int, size: int) -> tuple[Letter, ...]:
    """A page of a group: what has gone with the newest first, what stands with the oldest first."""
    order = outbox.c.number.desc() if group in (Group.SENT, Group.CANCELLED) else outbox.c.number
    chosen = sa.select(outbox.c.number).where(*_in_group(group), *_only(wanted)).order_by(order)
    numbers = chosen.limit(size).offset((page - 1) * size).scalar_subquery()
    rows = tx.execute(_looked().where(outbox.c.number.in_(numbers)).order_by(order))
    return tuple(_letter(row) for row in rows)


def find(tx: Tx, letter: str) -> Letter | None:
    row = tx.execute(_looked().where(outbox.c.id == letter)).first()
    return None if row is None else _letter(row)


def in_hand_or_to_go(tx: Tx) -> Mapping[str, int]:
    """What would go if letters may go: how many of each kind."""
    waits = outbox.c.state.in_((LetterState.WAITING, LetterState.SENDING))
    rows = tx.execute(sa.select(outbox.c.kind, sa.func.count().label("letters")).where(waits).group_by(outbox.c.kind))
    return {row.kind: row.letters for row in rows}


def _looked() -> sa.Select[Any]:
    beside = outbox.outerjoin(cases, cases.c.reference == outbox.c.reference)
    return sa.select(*_LOOKS, cases.c.landlord).select_from(beside)


def _only(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    asked = ((outbox.c.reference, wanted.case), (outbox.c.kind, wanted.kind), (outbox.c.partner, wanted.partner))
    return [column == words for column, words in asked if words]


def _in_group(group: Group) -> tuple[sa.ColumnElement[bool], ...]:
    match group:
        case Group.DELAYED:
            return (outbox.c.state == LetterState.WAITING, outbox.c.attempts > 0)
        case Group.WAITING:
            fresh = sa.and_(outbox.c.state == LetterState.WAITING, outbox.c.attempts == 0)
            return (sa.or_(fresh, outbox.c.state == LetterState.SENDING),)
        case _:
            return (outbox.c.state == group.value,)


def _letter(row: Any) -> Letter:  # Any: a row of the outbox
    same = (
        "number",
        "id",
        "kind",
        "partner",
        "subject",
        "attempts",
        "next_at",
        "created_at",
        "sent_at",
        "reply",
        "holds_address",
    )
    return Letter(
        **{name: getattr(row, name) for name in same},
        to=row.recipient,
        case=row.reference or "",
        landlord=row.landlord or "",
        state=LetterState(row.state),
    )
