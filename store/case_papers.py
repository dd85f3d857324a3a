"""Everything that hangs on one case: the mails behind it, the letters about it, its steps, its lines of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any  # a row of the database has columns of every type

import sqlalchemy as sa

from matching.case import State
from matching.ledger import COUNTED, EntryKind
from parsing.readings import Mail
from store.cases import AT_ONCE
from store.codec import from_data
from store.engine import Tx
from store.schema import LetterState, Way, audit, messages, outbox, postings

MOST_MAILS = 200  # the newest, of a case that has more


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMail:
    """A mail, or what was said at the desk, as it was read. Its bytes stay where they are."""

    number: int
    arrived_at: datetime
    said_by: str  # at the desk; empty: it came by mail
    way: Way
    answers: str  # the question that it answers
    mail: Mail

    @property
    def at(self) -> datetime:
        """When it was written, as it says itself; else when it came."""
        try:
            said = datetime.fromisoformat(self.mail.sent_at)
        except ValueError:
            return self.arrived_at
        return said if said.utcoffset() is not None else self.arrived_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetter:
    id: str
    kind: str
    to: str
    partner: str
    subject: str
    state: LetterState
    reply: str
    attempts: int
    holds_address: bool
    written_at: datetime
    sent_at: datetime | None
    cause: str
    data: bytes = field(default=b"", repr=False)  # only where one letter is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The case was written in this state, because of that."""

    at: datetime
    state: State
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A posting of the case, its two legs, and what each landlord owes once it is written."""

    kind: EntryKind
    move: int
    day: date
    homes: int
    down: str  # the landlord whose leg is below zero
    up: str
    down_owes: int
    up_owes: int
    reason: str


def mails(tx: Tx, numbers: Collection[int]) -> tuple[KeptMail, ...]:
    """In the order in which they came; those that were never read are left out."""
    newest = sorted(numbers)[-MOST_MAILS:]
    columns = ("id", "arrived_at", "answered_by", "way", "answers", "mail")
    rows = sa.select(*(messages.c[name] for name in columns)).where(messages.c.id.in_(newest), messages.c.mail.is_not(None))
    return tuple(
        KeptMail(
            number=row.id,
            arrived_at=row.arrived_at,
            said_by=row.answered_by,
            way=Way(row.way),
            answers=row.answers or "",
            mail=from_data(Mail, row.mail),
        )
        for row in tx.execute(rows.order_by(messages.c.id))
    )


def letters(tx: Tx, reference: str) -> tuple[CaseLetter, ...]:
    """Every letter on the case, in the order of writing, without its bytes."""
    rows = sa.select(*_letter_columns()).where(outbox.c.reference == reference).order_by(outbox.c.number)
    return tuple(_letter(row) for row in tx.execute(rows))


def letter(tx: Tx, reference: str, key: str) -> CaseLetter | None:
    """One of them, with its bytes."""
    rows = sa.select(*_letter_columns(), outbox.c.data).where(outbox.c.id == key, outbox.c.reference == reference)
    row = tx.execute(rows).first()
    return None if row is None else _letter(row, bytes(row.data))


def _letter_columns() -> tuple[sa.Column[Any], ...]:
    names = (
        "id", "kind", "recipient", "partner", "subject", "state", "reply", "attempts", "holds_address", "created_at", "sent_at",
        "cause",
    )  # fmt: skip
    return tuple(outbox.c[name] for name in names)


def _letter(row: Any, data: bytes = b"") -> CaseLetter:
    same = ("id", "kind", "partner", "subject", "reply", "attempts", "holds_address", "sent_at", "cause")
    return CaseLetter(
        **{name: getattr(row, name) for name in same},
        to=row.recipient,
        state=LetterState(row.state),
        written_at=row.created_at,
        data=data,
    )


def steps(tx: Tx, reference: str, causes: Collection[str]) -> tuple[Step, ...]:
    """The states in which it was written, as the audit has them; the same again is none."""
    wanted = list(dict.fromkeys(causes))
    columns = sa.select(audit.c.id, audit.c.at, audit.c.about, audit.c.details)
    found: list[Any] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        found += tx.execute(columns.where(audit.c.about.in_(some))).all()
    taken: list[Step] = []
    for row in sorted(found, key=lambda row: row.id):
        state = _state_in(row.details, reference)
        if state is not None and (not taken or taken[-1].state is not state):
            taken.append(Step(at=row.at, state=state, because=row.about))
    return tuple(taken)


def _state_in(details: str, reference: str) -> State | None:
    """What store/record.py has written of the case: «ARC-01-26 circulated»."""
    for part in details.split("; "):
        name, _, state = part.partition(" ")
        if name == reference and state in set(State):
            return State(state)
    return None


def lines(tx: Tx, reference: str) -> tuple[Line, ...]:
    rows = tx.execute(sa.select(postings).where(postings.c.reference == reference).order_by(postings.c.id)).all()
    return tuple(_line(tx, row) for row in rows)


def _line(tx: Tx, row: Any) -> Line:
    """A contrary posting has the signs turned."""
    sides = (row.owing_landlord, row.owed_landlord)
    down, up = sides[::-1] if row.kind in {EntryKind.VOID, EntryKind.CORRECT} else sides
    return Line(
        kind=EntryKind(row.kind),
        move=row.move,
        day=row.day,
        homes=row.homes,
        down=down,
        up=up,
        down_owes=_owes(tx, down, row.id),
        up_owes=_owes(tx, up, row.id),
        reason=row.reason,
    )


def _owes(tx: Tx, landlord: str, up_to: int) -> int:
    """Received less given, once the posting of this number is written (matching/ledger.py Balance.owes)."""
    signed = sa.case((postings.c.kind == EntryKind.CORRECT, -postings.c.homes), else_=postings.c.homes)
    counting = postings.c.kind.in_((*sorted(COUNTED), EntryKind.CORRECT))
    side = sa.case((postings.c.owing_landlord == landlord, signed), else_=-signed)
    mine = sa.or_(postings.c.owing_landlord == landlord, postings.c.owed_landlord == landlord)
    total = sa.select(sa.func.coalesce(sa.func.sum(side), 0)).where(mine, counting, postings.c.id <= up_to)
    return int(tx.execute(total).scalar_one())
