"""The letters: written with the decision, claimed one at a time, their fate recorded. No row ever vanishes (O1).

Claim, commit, send, record: no transaction is open while the post is (F19). A letter whose answer was lost is sent again
as the same bytes, unless a home's address stands in it: then a person is asked (O3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from matching.decision import Question
from matching.facts import SentLetter
from outbox.message import OutboundMessage
from store import questions
from store.engine import Tx
from store.schema import LetterState, outbox

CLAIM_LASTS = timedelta(minutes=5)
UNCERTAIN_PAUSE = timedelta(minutes=1)
MOST_UNCERTAIN = 3  # attempts; a server that never answers may have taken each of them
LONGEST_REPLY = 500  # characters of a server's answer that are kept
STILL_TO_GO = (LetterState.WAITING, LetterState.SENDING)


class NotTheSame(Exception):
    """One id, other bytes: the same cause must write the same letter (O2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """What `outbox` prints of a letter (CONTRACT): never its text."""

    id: str
    case: str
    kind: str
    to: str
    subject: str
    state: str  # as the outside knows it: a letter being sent is still waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """How often a letter has been tried and since when, for the next pause."""

    attempts: int
    since: datetime


def queue(tx: Tx, message: OutboundMessage, now: datetime, *, held: str = "") -> bool:
    """Puts a letter into the outbox, or holds it for the reason given. False: this very letter is there already."""
    there = tx.execute(sa.select(outbox.c.data).where(outbox.c.id == message.id)).scalar()
    if there is not None:
        if there != message.data:
            raise NotTheSame(f"Letter {message.id} ({message.kind}) was written before with other words.")
        return False
    same = ("id", "cause", "kind", "partner", "subject", "message_id", "data", "holds_address")
    row: dict[str, Any] = {name: getattr(message, name) for name in same}
    state = LetterState.HELD if held else LetterState.WAITING
    row |= {"recipient": message.to, "reference": message.case or None, "state": state, "reply": held}
    tx.execute(outbox.insert().values(**row, next_at=now, created_at=now))
    return True


def claim(tx: Tx, now: datetime) -> OutboundMessage | None:
    """Takes the next letter that is due; the caller commits before it sends. None: nothing is due.

    A later letter to the same mailbox on the same case waits for the earlier one, and for no other (O5).
    """
    release_stale(tx, now)
    before = outbox.alias("before")
    in_its_way = sa.exists().where(
        before.c.recipient == outbox.c.recipient,
        before.c.reference == outbox.c.reference,
        before.c.number < outbox.c.number,
        before.c.state.in_(STILL_TO_GO),
    )
    due = sa.select(outbox.c.number).where(outbox.c.state == LetterState.WAITING, outbox.c.next_at <= now, ~in_its_way)
    taken = (
        outbox.update()
        .where(outbox.c.number == due.order_by(outbox.c.number).limit(1).scalar_subquery())
        .where(outbox.c.state == LetterState.WAITING)
        .values(state=LetterState.SENDING, claimed_at=now, attempts=outbox.c.attempts + 1)
        .returning(outbox)
    )
    row = tx.execute(taken).first()
    return None if row is None else _message(row)


def release_stale(tx: Tx, now: datetime, older_than: timedelta = CLAIM_LASTS) -> int:
    """Frees letters whose sender died. At the start of the only sender `older_than` may be nothing."""
    stale = sa.select(outbox).where(outbox.c.state == LetterState.SENDING, outbox.c.claimed_at <= now - older_than)
    rows = tx.execute(stale.order_by(outbox.c.number)).all()
    for row in rows:
        if row.holds_address:
            uncertain(tx, row.id, "the program stopped while it was being handed over", now)
        else:
            _moved(tx, row.id, (LetterState.SENDING,), state=LetterState.WAITING, next_at=now, claimed_at=None)
    return len(rows)


def still_claimed(tx: Tx, letter: str, claimed_at: datetime) -> bool:
    """Whether a claim still holds: asked by a sender that was held up, before it hands over (O4)."""
    mine = sa.select(outbox.c.number).where(
        outbox.c.id == letter, outbox.c.state == LetterState.SENDING, outbox.c.claimed_at == claimed_at
    )
    return tx.execute(mine).first() is not None


def record_sent(tx: Tx, letter: str, reply: str, now: datetime) -> bool:
    """The server has it. True whatever was thought of it meanwhile: a letter that has gone must not go again."""
    origins = (*STILL_TO_GO, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.SENT, sent_at=now, claimed_at=None, reply=_short(reply))


def record_refused(tx: Tx, letter: str, reply: str) -> bool:
    """A permanent refusal: never tried again by itself."""
    return _moved(tx, letter, (LetterState.SENDING,), state=LetterState.REFUSED, claimed_at=None, reply=_short(reply))


def record_returned(tx: Tx, letter: str, reply: str) -> bool:
    """The server had taken it, and sent it back: no copy of it has arrived (F24)."""
    origins = (LetterState.SENT, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.REFUSED, sent_at=None, claimed_at=None, reply=_short(reply))


def try_later(tx: Tx, letter: str, reply: str, next_at: datetime) -> bool:
    return _moved(
        tx, letter, (LetterState.SENDING,), state=LetterState.WAITING, claimed_at=None, next_at=next_at, reply=_short(reply)
    )


def uncertain(tx: Tx, letter: str, reply: str, now: datetime) -> bool:
    """The answer was lost. The same bytes go again, twice at most; with an address in them a person is asked at once (O3)."""
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).one()
    if not row.holds_address and row.attempts < MOST_UNCERTAIN:
        return try_later(tx, letter, reply, now + UNCERTAIN_PAUSE)
    if not _moved(tx, letter, (LetterState.SENDING,), state=LetterState.UNCERTAIN, claimed_at=None, reply=_short(reply)):
        return False
    address = " A home's address stands in it." if row.holds_address else ""
    why = (
        f"Whether the letter «{row.subject}» ({row.kind}) to {row.recipient} arrived is not known.{address} "
        "Ask the recipient; then mark it as sent, or send it again."
    )
    questions.ask(tx, Question(kind="uncertain", why=why, case=row.reference or ""), cause=f"letter {letter}", now=now)
    return True


def hold(tx: Tx, letter: str, why: str) -> bool:
    """Not to be handed over until a person lets it go."""
    return _moved(tx, letter, STILL_TO_GO, state=LetterState.HELD, claimed_at=None, reply=_short(why))


def send_again(tx: Tx, letter: str, now: datetime) -> bool:
    """A person lets a held, refused or uncertain letter go: the same bytes."""
    origins = (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.WAITING, next_at=now)


def cancel(tx: Tx, letter: str, why: str) -> bool:
    """A person stops a letter. One that is being handed over can no longer be stopped."""
    origins = (LetterState.WAITING, LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.CANCELLED, reply=_short(why))


def _moved(tx: Tx, letter: str, origins: tuple[LetterState, ...], **changes: Any) -> bool:
    return tx.execute(outbox.update().where(outbox.c.id == letter, outbox.c.state.in_(origins)).values(**changes)).rowcount == 1


def _short(reply: str) -> str:
    return reply[:LONGEST_REPLY]


def tries(tx: Tx, letter: str) -> Tries:
    row = tx.execute(sa.select(outbox.c.attempts, outbox.c.created_at).where(outbox.c.id == letter)).one()
    return Tries(attempts=row.attempts, since=row.created_at)


def next_due(tx: Tx) -> datetime | None:
    """When the next waiting letter is due; None when none waits."""
    return tx.execute(sa.select(sa.func.min(outbox.c.next_at)).where(outbox.c.state == LetterState.WAITING)).scalar()


def listing(tx: Tx) -> tuple[LetterLine, ...]:
    """Every letter in the order of writing, without those that a person cancelled."""
    shown = sa.select(outbox).where(outbox.c.state != LetterState.CANCELLED).order_by(outbox.c.number)
    return tuple(
        LetterLine(
            id=row.id,
            case=row.reference or "",
            kind=row.kind,
            to=row.recipient,
            subject=row.subject,
            state=LetterState.WAITING if row.state == LetterState.SENDING else LetterState(row.state),
        )
        for row in tx.execute(shown)
    )


def find(tx: Tx, letter: str) -> OutboundMessage | None:
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).first()
    return None if row is None else _message(row)


def letters_about(tx: Tx, message_ids: Sequence[str], recipients: Sequence[str]) -> tuple[SentLetter, ...]:
    """The letters that a delivery report may be about: those it names by Message-ID, and all to the mailboxes it names."""
    spellings = [each for said in message_ids for each in _spellings(said)]
    named = sa.or_(
        outbox.c.message_id.in_(spellings), sa.func.lower(outbox.c.recipient).in_([each.lower() for each in recipients])
    )
    same = ("id", "kind", "subject", "state", "attempts")
    return tuple(
        SentLetter(
            **{name: getattr(row, name) for name in same},
            message_id=f"<{row.message_id.strip('<>')}>",
            to=row.recipient,
            case=row.reference or "",
        )
        for row in tx.execute(sa.select(outbox).where(named).order_by(outbox.c.number))
    )


def is_ours(tx: Tx, message_id: str) -> bool:
    """Whether a Message-ID is that of a letter of ours."""
    return tx.execute(sa.select(outbox.c.number).where(outbox.c.message_id.in_(_spellings(message_id)))).first() is not None


def cases_of_thread(tx: Tx, message_ids: tuple[str, ...]) -> tuple[str, ...]:
    """References of the cases whose letters these Message-IDs name, each once, in the order given."""
    asked = {spelling: number for number, said in enumerate(message_ids) for spelling in _spellings(said)}
    named = sa.select(outbox.c.message_id, outbox.c.reference).where(
        outbox.c.message_id.in_(asked), outbox.c.reference.is_not(None)
    )
    rows = sorted(tx.execute(named), key=lambda row: asked[row.message_id])
    return tuple(dict.fromkeys(row.reference for row in rows))


def _spellings(message_id: str) -> tuple[str, str]:
    bare = message_id.strip().strip("<>")
    return bare, f"<{bare}>"


def _message(row: Any) -> OutboundMessage:
    same = ("id", "cause", "kind", "partner", "subject", "message_id", "data", "holds_address")
    return OutboundMessage(**{name: getattr(row, name) for name in same}, to=row.recipient, case=row.reference or "")
