"""The letters: written with the decision, claimed one at a time, their fate recorded. No row ever vanishes (O1).

Claim, commit, send, record: no transaction is open while the post is (F19). A letter whose answer was lost is sent again
as the same bytes, unless a home's address stands in it: then a person is asked (O3).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from matching.decision import Question
from matching.facts import SentLetter
from outbox.complaint import complaint_cause
from outbox.message import OutboundMessage
from store import caps, questions, switches, tokens
from store.caps import USUAL, Most
from store.engine import Tx
from store.schema import LetterState, outbox

CLAIM_LASTS = timedelta(minutes=5)  # longer than the longest hand-over (outbox/smtp.py HAND_OVER_LASTS); a test compares them
UNCERTAIN_PAUSE = timedelta(minutes=1)
MOST_UNCERTAIN = 3  # attempts; a server that never answers may have taken each of them
DELAYED_AFTER = timedelta(hours=4)  # so long may a server put a letter off before a person hears of it (F22)
LONGEST_PAUSE = timedelta(
    hours=5
)  # no letter is put off for longer: a time beyond was set by a clock that has gone back since (F27)
LONGEST_REPLY = 500  # characters of a server's answer that are kept
STILL_TO_GO = (LetterState.WAITING, LetterState.SENDING)
RELEASED = "the program stopped while it was being handed over"  # what a freed letter says of itself until it is settled


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
class Claim:
    """Who took a letter: when, and under which holding of the line (F20)."""

    at: datetime
    fence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """How many letters are still to go, and since when the oldest of them waits."""

    count: int
    oldest: datetime | None


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


def claim(
    tx: Tx, now: datetime, *, fence: int = 0, most: Most = USUAL, leaving_out: Collection[str] = ()
) -> OutboundMessage | None:
    """Takes the next letter that is due; the caller commits before it sends. None: nothing is due, or sending is paused.

    A later letter to the same mailbox on the same case waits for the earlier one, and for no other (O5). `fence` is the
    number of the lease under which it is taken (F20); domains that are left out are those that stand still just now.
    """
    if switches.is_on(tx, switches.PAUSED):
        return None
    while (row := _next(tx, now, leaving_out)) is not None:
        if caps.put_off(tx, row, most, now) or caps.held(tx, row, most, now):
            continue
        mine = {"state": LetterState.SENDING, "claimed_at": now, "fence": fence, "attempts": outbox.c.attempts + 1}
        tx.execute(outbox.update().where(outbox.c.number == row.number).values(**mine))
        return replace(_message(row), token=tokens.of(tx, row.id))
    return None


def _next(tx: Tx, now: datetime, leaving_out: Collection[str]) -> Any:
    """The row whose turn it is: what was never tried goes before what a server has put off."""
    before = outbox.alias("before")
    in_its_way = sa.exists().where(
        before.c.recipient == outbox.c.recipient,
        before.c.reference == outbox.c.reference,
        before.c.number < outbox.c.number,
        before.c.state.in_(STILL_TO_GO),
    )
    due = sa.select(outbox).where(_due(now), ~in_its_way)
    for domain in leaving_out:
        due = due.where(~sa.func.lower(outbox.c.recipient).endswith(f"@{domain}", autoescape=True))
    tried = sa.case((outbox.c.attempts > 0, 1), else_=0)
    return tx.execute(due.order_by(tried, outbox.c.number).limit(1)).first()


def _due(now: datetime) -> sa.ColumnElement[bool]:
    its_time = sa.or_(outbox.c.next_at <= now, outbox.c.next_at > now + LONGEST_PAUSE)
    return sa.and_(outbox.c.state == LetterState.WAITING, its_time)


def _stale(now: datetime, older_than: timedelta = CLAIM_LASTS) -> sa.ColumnElement[bool]:
    """A claim that has run out, or was made by a clock that has gone back since."""
    run_out = sa.or_(outbox.c.claimed_at <= now - older_than, outbox.c.claimed_at > now + CLAIM_LASTS)
    return sa.and_(outbox.c.state == LetterState.SENDING, run_out)


def anything_due(tx: Tx, now: datetime) -> bool:
    """A quick look before any door is opened."""
    return tx.execute(sa.select(outbox.c.number).where(_due(now)).limit(1)).first() is not None


def release_stale(tx: Tx, now: datetime, older_than: timedelta = CLAIM_LASTS) -> int:
    """Frees letters whose sender died. At the start of the only sender `older_than` may be nothing."""
    rows = tx.execute(sa.select(outbox).where(_stale(now, older_than)).order_by(outbox.c.number)).all()
    for row in rows:
        if row.holds_address or row.attempts >= MOST_UNCERTAIN:
            uncertain(tx, row.id, RELEASED, now)
        else:
            _moved(tx, row.id, state=LetterState.WAITING, next_at=now, reply=RELEASED)
    return len(rows)


def not_handed_over(tx: Tx, letter: str, now: datetime) -> bool:
    """Of a freed letter it has become known that nothing was handed over: it goes as if nothing had been."""
    if not _moved(tx, letter, (LetterState.WAITING, LetterState.UNCERTAIN), state=LetterState.WAITING, next_at=now, reply=""):
        return False
    questions.settle(tx, f"letter {letter}", answer="it was not handed over", now=now, kinds=("uncertain",))
    return True


def found_refused(tx: Tx, letter: str, reply: str, now: datetime) -> bool:
    """Of a letter that still waits it has become known that it was refused."""
    if not _moved(tx, letter, (LetterState.WAITING, LetterState.UNCERTAIN), state=LetterState.REFUSED, reply=_short(reply)):
        return False
    questions.settle(tx, f"letter {letter}", answer="it was refused", now=now, kinds=("delayed", "uncertain"))
    return True


def doubt(tx: Tx, letter: str, now: datetime) -> None:
    """Of a letter that waits it has become known that it may have arrived: only one with an address asks a person (O3)."""
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).one()
    if row.state == LetterState.WAITING and row.holds_address:
        _moved(tx, letter, (LetterState.WAITING,), state=LetterState.SENDING)
        uncertain(tx, letter, "it was being handed over, says the journal", now)


def released(tx: Tx) -> tuple[str, ...]:
    """Letters whose sender died and of which nobody has said yet what became of them."""
    states = (LetterState.WAITING, LetterState.UNCERTAIN)
    freed = sa.select(outbox.c.id).where(outbox.c.state.in_(states), outbox.c.reply == RELEASED).order_by(outbox.c.number)
    return tuple(tx.execute(freed).scalars())


def still_claimed(tx: Tx, letter: str, claimed_at: datetime, fence: int = 0) -> bool:
    """Whether a claim still holds and letters may go at all: asked right before the hand-over (O4)."""
    mine = sa.select(outbox.c.number).where(
        outbox.c.id == letter,
        outbox.c.state == LetterState.SENDING,
        outbox.c.claimed_at == claimed_at,
        outbox.c.fence == fence,
    )
    return tx.execute(mine).first() is not None and not switches.is_on(tx, switches.PAUSED)


def give_back(tx: Tx, letter: str, of: Claim | None = None) -> bool:
    """Nothing was tried, for a reason that is not the letter's: no attempt counts, and its turn stays where it was."""
    if not _moved(tx, letter, of=of, state=LetterState.WAITING, attempts=outbox.c.attempts - 1, reply=""):
        return False
    if of is not None:
        questions.settle(tx, f"letter {letter}", answer="it was not handed over", now=of.at, kinds=("uncertain",))
    return True


def record_sent(tx: Tx, letter: str, reply: str, now: datetime, by: str = questions.THE_LINE) -> bool:
    """The server has it. True whatever was thought of it meanwhile: a letter that has gone must not go again."""
    origins = tuple(state for state in LetterState if state is not LetterState.SENT)
    if not _moved(tx, letter, origins, state=LetterState.SENT, sent_at=now, reply=_short(reply)):
        return False
    questions.settle(tx, f"letter {letter}", answer="it has gone", now=now, by=by)
    return True


def record_refused(tx: Tx, letter: str, reply: str, now: datetime, of: Claim | None = None) -> bool:
    """A permanent refusal: never tried again by itself."""
    if not _moved(tx, letter, of=of, state=LetterState.REFUSED, reply=_short(reply)):
        return False
    questions.settle(tx, f"letter {letter}", answer="it was refused", now=now, kinds=("delayed", "uncertain"))
    return True


def record_returned(tx: Tx, letter: str, reply: str) -> bool:
    """The server had taken it, and sent it back: no copy of it has arrived (F24)."""
    origins = (LetterState.SENT, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.REFUSED, sent_at=None, reply=_short(reply))


def try_later(tx: Tx, letter: str, reply: str, next_at: datetime, now: datetime | None = None, of: Claim | None = None) -> bool:
    """Nothing was handed over: whoever was asked what became of it need not find out."""
    if not _moved(tx, letter, of=of, state=LetterState.WAITING, next_at=next_at, reply=_short(reply)):
        return False
    questions.settle(tx, f"letter {letter}", answer="it was not handed over", now=now or next_at, kinds=("uncertain",))
    return True


def uncertain(tx: Tx, letter: str, reply: str, now: datetime, of: Claim | None = None) -> bool:
    """The answer was lost. The same bytes go again, twice at most; with an address in them a person is asked at once (O3)."""
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).one()
    if not row.holds_address and row.attempts < MOST_UNCERTAIN:
        return try_later(tx, letter, reply, now + UNCERTAIN_PAUSE, now, of)
    if not _moved(tx, letter, of=of, state=LetterState.UNCERTAIN, reply=_short(reply)):
        return False
    address = " A home's address stands in it." if row.holds_address else ""
    why = (
        f"Whether the letter «{row.subject}» ({row.kind}) to {row.recipient} arrived is not known.{address} "
        "Ask the recipient; then mark it as sent with --sent, or send it again with --accept."
    )
    ask_about(tx, _message(row), "uncertain", why, now)
    return True


def ask_about(tx: Tx, message: OutboundMessage, kind: str, why: str, now: datetime) -> None:
    """A question about a letter: once while it is open, and anew when the same has happened again since it was answered."""
    cause = f"letter {message.id}"
    asked = questions.ask(tx, Question(kind=kind, why=why, case=message.case), cause=cause, now=now)
    if asked is None and not questions.is_open(tx, cause, kind):
        why += f" (Once more, on {now:%Y-%m-%d at %H:%M:%S} UTC.)"
        questions.ask(tx, Question(kind=kind, why=why, case=message.case), cause=cause, now=now)


def needs_looking_after(tx: Tx, now: datetime) -> bool:
    """Whether a claim has run out, or a person has yet to hear of a letter that is slow to go."""
    return tx.execute(sa.select(outbox.c.number).where(sa.or_(_stale(now), _slow(now))).limit(1)).first() is not None


def tell_delays(tx: Tx, now: datetime) -> int:
    """Letters that their server keeps putting off: a person hears of each once (F22). Gives how many she hears of now."""
    slow = sa.select(outbox).where(_slow(now))
    rows = tx.execute(slow.order_by(outbox.c.number)).all()
    for row in rows:
        why = (
            f"The letter «{row.subject}» ({row.kind}) to {row.recipient} has waited since {row.created_at:%d %B %H:%M} UTC: "
            f"its server puts it off ({row.reply}). It is tried again by itself for five days. If it is urgent, tell the "
            "recipient another way and then say --sent; or close this with --dismiss REASON."
        )
        ask_about(tx, _message(row), "delayed", why, now)
        tx.execute(outbox.update().where(outbox.c.number == row.number).values(delay_told_at=now))
    return len(rows)


def _slow(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        outbox.c.state == LetterState.WAITING,
        outbox.c.attempts > 1,
        outbox.c.delay_told_at.is_(None),
        outbox.c.created_at <= now - DELAYED_AFTER,
    )


def hold(tx: Tx, letter: str, why: str, of: Claim | None = None) -> bool:
    """Not to be handed over until a person lets it go."""
    origins = STILL_TO_GO if of is None else (LetterState.SENDING,)
    return _moved(tx, letter, origins, of=of, state=LetterState.HELD, reply=_short(why))


def send_again(tx: Tx, letter: str, now: datetime) -> bool:
    """A person lets a held, refused or uncertain letter go: the same bytes, and all the patience that a new one has."""
    origins = (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
    afresh: dict[str, Any] = {"attempts": 0, "next_at": now, "claimed_at": now, "delay_told_at": None, "reply": ""}
    return _moved(tx, letter, origins, state=LetterState.WAITING, **afresh)


def cancel(tx: Tx, letter: str, why: str) -> bool:
    """A person stops a letter. One that is being handed over can no longer be stopped."""
    origins = (LetterState.WAITING, LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
    return _moved(tx, letter, origins, state=LetterState.CANCELLED, reply=_short(why))


def _moved(
    tx: Tx,
    letter: str,
    origins: Sequence[LetterState] = (LetterState.SENDING,),
    *,
    of: Claim | None = None,
    **changes: Any,
) -> bool:
    """`of`: the word of one sender, which counts while nobody has taken the letter after it, even if it was freed meanwhile."""
    where: sa.ColumnElement[bool] = outbox.c.state.in_(origins)
    if of is not None:
        freed = sa.and_(outbox.c.state.in_((LetterState.WAITING, LetterState.UNCERTAIN)), outbox.c.reply == RELEASED)
        where = sa.and_(sa.or_(where, freed), outbox.c.claimed_at == of.at, outbox.c.fence == of.fence)
    return tx.execute(outbox.update().where(outbox.c.id == letter, where).values(**changes)).rowcount == 1


def _short(reply: str) -> str:
    return reply[:LONGEST_REPLY]


def tries(tx: Tx, letter: str) -> Tries:
    row = tx.execute(sa.select(outbox.c.attempts, outbox.c.created_at).where(outbox.c.id == letter)).one()
    return Tries(attempts=row.attempts, since=row.created_at)


def unsent(tx: Tx) -> Unsent:
    waiting = sa.select(sa.func.count(), sa.func.min(outbox.c.created_at)).where(outbox.c.state.in_(STILL_TO_GO))
    count, oldest = tx.execute(waiting).one()
    return Unsent(count=count, oldest=oldest)


def in_hand(tx: Tx) -> int:
    """Letters that are being handed over this moment."""
    count = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.state == LetterState.SENDING)
    return int(tx.execute(count).scalar_one())


def state_of(tx: Tx, letter: str) -> LetterState | None:
    """None: there is no such letter."""
    state = tx.execute(sa.select(outbox.c.state).where(outbox.c.id == letter)).scalar()
    return None if state is None else LetterState(state)


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


def caused_by(tx: Tx, message: int) -> tuple[LetterLine, ...]:
    """The letters that one message caused, cancelled ones too."""
    caused = sa.select(outbox).where(outbox.c.cause >= f"{message}:", outbox.c.cause < f"{message};")  # «;» follows «:»
    return tuple(
        LetterLine(id=row.id, case=row.reference or "", kind=row.kind, to=row.recipient, subject=row.subject, state=row.state)
        for row in tx.execute(caused.order_by(outbox.c.number))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A letter that does not go by itself, and that a person has yet to say something about."""

    kind: str
    case: str
    state: LetterState
    created_at: datetime


def stuck(tx: Tx) -> tuple[Stuck, ...]:
    """Held, refused or of unknown fate, the oldest first. One about which a question was answered is settled."""
    asked = {each.cause for each in questions.open_all(tx)}
    states = (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
    rows = tx.execute(sa.select(outbox).where(outbox.c.state.in_(states)).order_by(outbox.c.number))
    return tuple(
        Stuck(kind=row.kind, case=row.reference or "", state=LetterState(row.state), created_at=row.created_at)
        for row in rows
        if f"letter {row.id}" in asked
    )


def circulars_sent(tx: Tx) -> frozenset[tuple[str, str]]:
    """The circulars that have gone: reference and mailbox."""
    gone = sa.select(outbox.c.reference, outbox.c.recipient).where(
        outbox.c.kind == "circular", outbox.c.state == LetterState.SENT
    )
    return frozenset((row.reference, row.recipient.lower()) for row in tx.execute(gone))


def find(tx: Tx, letter: str) -> OutboundMessage | None:
    row = tx.execute(sa.select(outbox).where(outbox.c.id == letter)).first()
    return None if row is None else _message(row)


def letters_about(
    tx: Tx, message_ids: Sequence[str], recipients: Sequence[str], by_token: Collection[str] = ()
) -> tuple[SentLetter, ...]:
    """The letters that a delivery report may be about: those it names by token or Message-ID, and all to mailboxes it names."""
    spellings = [each for said in message_ids for each in _spellings(said)]
    named = sa.or_(
        outbox.c.id.in_(by_token),
        outbox.c.message_id.in_(spellings),
        sa.func.lower(outbox.c.recipient).in_([each.lower() for each in recipients]),
    )
    rows = tx.execute(sa.select(outbox).where(named).order_by(outbox.c.number))
    return tuple(replace(_as_sent(row), by_token=row.id in by_token) for row in rows)


def letters_of(tx: Tx, reference: str) -> tuple[SentLetter, ...]:
    """Every letter on a case, whatever became of it, in the order of writing."""
    rows = tx.execute(sa.select(outbox).where(outbox.c.reference == reference).order_by(outbox.c.number))
    return tuple(_as_sent(row) for row in rows)


def _as_sent(row: Any) -> SentLetter:
    same = ("id", "kind", "subject", "state", "attempts", "partner")
    return SentLetter(
        **{name: getattr(row, name) for name in same},
        message_id=f"<{row.message_id.strip('<>')}>",
        to=row.recipient,
        case=row.reference or "",
    )


def is_passed_on(tx: Tx, message: int | None) -> bool:
    """Whether a mail has gone on to the complaints team, or is about to (R056)."""
    if message is None:
        return False
    return tx.execute(sa.select(outbox.c.number).where(outbox.c.cause == complaint_cause(message)).limit(1)).first() is not None


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
