"""The messages: kept as bytes, then read, decided, or shunted. A stage is only ever left by a guarded step.

Each step is one `UPDATE … WHERE stage = …`: it answers True when it moved the row, so however often a task runs, and on
however many machines, each effect is single (I3).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import uuid4

import sqlalchemy as sa

from ingest.message import Place, RawMessage
from parsing.readings import Mail
from store import audit, listed, questions
from store.codec import from_data, to_data
from store.engine import Tx
from store.schema import Stage, Way, clean_text, insert_new, messages, places, text_key

MOST_ATTEMPTS = 3  # of one stage; then the message is shunted (I4)
DESK = "desk"
TAKEN_BACK = "taken back before it was decided"
LONGEST_TO_TAKE_BACK = timedelta(minutes=10)  # so long may a word of the desk wait for its second thoughts


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    id: int
    new: bool  # False: these very bytes had come before


class Loaded(NamedTuple):
    raw: RawMessage
    stage: Stage
    mail: Mail | None  # None until it has been read


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAnswer:
    """What a coordinator said at the desk, besides the reading: her name, the question, her reason."""

    by: str
    question: str  # empty: she spoke of herself, and answers none
    reason: str = ""
    way: Way = Way.SAID

    @property
    def vouched(self) -> bool:
        """Whether she speaks for the sender. To have a mail read once more says nothing about who sent it."""
        return self.way is not Way.READ_AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Something said at the desk that the line has not decided. `until`: before then it surely does not; None: at any moment."""

    message: int
    question: str  # empty: she spoke of herself
    by: str
    said_at: datetime
    until: datetime | None
    case: str = ""
    kinds: tuple[str, ...] = ()  # what it says: "outcome", "case_order" …

    @property
    def key(self) -> str:
        """What it is taken back by."""
        return self.question or f"word {self.message}"


def keep(tx: Tx, raw: RawMessage, now: datetime) -> Kept:
    """Keeps the bytes. The same bytes again add the place only (F10); other bytes are never lost, wherever they lay."""
    known = _numbered(tx, raw.fingerprint)
    number = known or _insert(tx, raw, source="mailbox", arrived_at=raw.arrived_at or now)
    lay = {"account": raw.place.account, "folder": raw.place.folder, "name": raw.place.name}
    insert_new(tx, places, **lay, uidvalidity=raw.place.uidvalidity, uid=raw.place.uid, message=number)
    listed.take(tx, raw.place, now)
    return Kept(id=number, new=known is None)


def _numbered(tx: Tx, fingerprint: str) -> int | None:
    return tx.execute(sa.select(messages.c.id).where(messages.c.fingerprint == fingerprint)).scalar()


def _insert(tx: Tx, raw: RawMessage, **more: Any) -> int:
    row = {
        "fingerprint": raw.fingerprint,
        "data": raw.data,
        "size": raw.size or len(raw.data),
        "left_on_server": raw.left_on_server,
    }
    number = tx.execute(messages.insert().values(**{**row, "stage": Stage.KEPT, **more}).returning(messages.c.id)).scalar_one()
    return int(number)


def places_known(tx: Tx, waiting: Iterable[Place]) -> frozenset[Place]:
    """Which of the places have been taken in. One without UIDVALIDITY proves nothing: its bytes must be looked at (F2)."""
    known: set[Place] = set()
    certain = sorted((place for place in waiting if place.uidvalidity), key=_folder)
    for (account, folder, uidvalidity), lying in groupby(certain, key=_folder):
        by_uid = {place.uid: place for place in lying}
        of_folder = sa.select(places.c.uid).where(
            places.c.account == account,
            places.c.folder == folder,
            places.c.uidvalidity == uidvalidity,
            places.c.uid.between(min(by_uid), max(by_uid)),
        )
        known.update(by_uid[uid] for uid in tx.execute(of_folder).scalars() if uid in by_uid)
    return frozenset(known)


def last_place(tx: Tx) -> int:
    """The number of the last place that was taken in; 0 before the first."""
    return int(tx.execute(sa.select(sa.func.max(places.c.id))).scalar() or 0)


def places_taken_since(tx: Tx, gone: Iterable[Place], last: int) -> frozenset[Place]:
    """Which of the places another run has taken in, and filed away, after the place of this number (F28)."""
    newer = sa.select(places.c.account, places.c.folder, places.c.uidvalidity, places.c.uid, places.c.name)
    taken = {tuple(row) for row in tx.execute(newer.where(places.c.id > last))}
    return frozenset(place for place in gone if (place.account, place.folder, place.uidvalidity, place.uid, place.name) in taken)


def _folder(place: Place) -> tuple[str, str, int]:
    return place.account, place.folder, place.uidvalidity


def by_stage(tx: Tx, stage: str, limit: int = 1000) -> tuple[int, ...]:
    """Numbers of the messages at a stage, in the order in which they came."""
    rows = sa.select(messages.c.id).where(messages.c.stage == stage).order_by(messages.c.id).limit(limit)
    return tuple(tx.execute(rows).scalars())


def to_decide(tx: Tx, now: datetime, limit: int = 1000) -> tuple[int, ...]:
    """The read messages that are to be decided now: without what a coordinator may still take back.

    A time that lies further ahead than any such pause was set by a clock that has gone back since (F27): it waits no more.
    """
    its_time = messages.c.not_before
    due = sa.or_(its_time.is_(None), its_time <= now, its_time > now + LONGEST_TO_TAKE_BACK)
    rows = sa.select(messages.c.id).where(messages.c.stage == Stage.READ, due).order_by(messages.c.id).limit(limit)
    return tuple(tx.execute(rows).scalars())


def load(tx: Tx, number: int) -> Loaded:
    row = tx.execute(sa.select(messages).where(messages.c.id == number)).one()
    raw = RawMessage(
        data=row.data, place=_place(tx, number), arrived_at=row.arrived_at, size=row.size, left_on_server=row.left_on_server
    )
    return Loaded(raw=raw, stage=Stage(row.stage), mail=None if row.mail is None else from_data(Mail, row.mail))


def exists(tx: Tx, number: int) -> bool:
    return tx.execute(sa.select(messages.c.id).where(messages.c.id == number)).first() is not None


def bytes_of(tx: Tx, number: int) -> bytes | None:
    """A kept mail as it came, whole; None if there is none, or only its header block was fetched."""
    row = tx.execute(sa.select(messages.c.data, messages.c.left_on_server).where(messages.c.id == number)).first()
    return None if row is None or row.left_on_server else bytes(row.data)


def _place(tx: Tx, number: int) -> Place:
    """Where it lay last."""
    row = tx.execute(sa.select(places).where(places.c.message == number).order_by(places.c.id.desc()).limit(1)).first()
    if row is None:
        return Place(account=DESK)
    return Place(account=row.account, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid, name=row.name)


def start_attempt(tx: Tx, number: int) -> bool:
    """Counts an attempt; the caller commits before it tries (I4). False: it has had its attempts, shunt it."""
    counted = messages.update().values(attempts=messages.c.attempts + 1)
    return _moved(tx, counted.where(messages.c.attempts < MOST_ATTEMPTS), number, Stage.KEPT, Stage.READ)


def take_back_attempt(tx: Tx, number: int) -> None:
    """It was only a glance, or nothing at all, and did no harm."""
    fewer = messages.update().values(attempts=messages.c.attempts - 1).where(messages.c.attempts > 0)
    _moved(tx, fewer, number, Stage.KEPT)


def mark_read(tx: Tx, number: int, mail: Mail) -> bool:
    said = text_key(mail.message_id) if mail.message_id else None
    return _moved(
        tx, messages.update().values(stage=Stage.READ, mail=to_data(mail), said_key=said, attempts=0), number, Stage.KEPT
    )


def mark_decided(tx: Tx, number: int, note: str = "") -> bool:
    return _moved(tx, messages.update().values(stage=Stage.DECIDED, decided_note=note, attempts=0), number, Stage.READ)


def shunt(tx: Tx, number: int, stage: str, trace: str) -> bool:
    """Sets a message aside with its trace, so that the rest goes on; from the stage in which it went wrong only."""
    aside = messages.update().values(stage=Stage.SHUNTED, shunted_from=stage, trouble=trace)
    return _moved(tx, aside, number, Stage(stage))


def take_up_again(tx: Tx, number: int) -> bool:
    """After the fault is mended: a shunted message goes on from where it stood, as if it had been right at once (I6)."""
    again = messages.update().values(stage=messages.c.shunted_from, shunted_from="", trouble="", attempts=0)
    return _moved(tx, again, number, Stage.SHUNTED)


def _moved(tx: Tx, step: sa.Update, number: int, *stages: Stage) -> bool:
    return tx.execute(step.where(messages.c.id == number, messages.c.stage.in_(stages))).rowcount == 1


def stage_of(tx: Tx, number: int) -> Stage | None:
    """None: there is no such message."""
    stage = tx.execute(sa.select(messages.c.stage).where(messages.c.id == number)).scalar()
    return None if stage is None else Stage(stage)


def as_it_came(tx: Tx, number: int) -> int | None:
    """The mail itself, behind whatever was said at the desk of it; None where nobody wrote a mail."""
    found: int | None = number
    while found is not None and (answer := desk_answer(tx, found)) is not None:
        asked = questions.find(tx, answer.question)
        found = asked.message if asked else None
    return found


def trouble(tx: Tx, number: int) -> str:
    """The trace of what shunted a message."""
    return str(tx.execute(sa.select(messages.c.trouble).where(messages.c.id == number)).scalar_one())


def same_claimed_id(tx: Tx, message_id: str, fingerprint: str) -> int | None:
    """An earlier mail that claims the same Message-ID with other bytes: a question, not a duplicate (F11)."""
    if not message_id:
        return None
    alike = sa.select(messages.c.id).where(
        messages.c.said_key == text_key(message_id), messages.c.fingerprint != fingerprint, messages.c.source == "mailbox"
    )
    return tx.execute(alike.order_by(messages.c.id).limit(1)).scalar()


def add_answer(
    tx: Tx,
    question: str,
    mail: Mail,
    by: str,
    reason: str,
    now: datetime,
    way: Way = Way.SAID,
    *,
    not_before: datetime | None = None,
) -> int | None:
    """A coordinator's answer comes in as a message of its own, already read. None: the question is no longer open.

    `not_before`: from then on the line decides it, and until then she may take it back.
    """
    assert by, "an answer has a name"
    if not questions.answer(tx, question, answer=_kinds(mail), by=by, now=now):
        return None
    words = {"question": question, "by": clean_text(by), "reason": clean_text(reason), "mail": to_data(mail)}
    data = json.dumps(words, ensure_ascii=True, sort_keys=True).encode()
    raw = RawMessage(data=data, place=Place(account=DESK), arrived_at=now)
    said = {"source": DESK, "stage": Stage.READ, "mail": to_data(mail), "answered_by": by, "answers": question, "reason": reason}
    return _insert(tx, raw, arrived_at=now, way=way, not_before=not_before, **said)


def add_word(tx: Tx, mail: Mail, by: str, override: str, now: datetime, *, not_before: datetime | None = None) -> int:
    """A coordinator's word that answers no question, already read. The same word twice is two: the rules say what it adds."""
    assert by, "a word has a name"
    words = {"word": uuid4().hex, "by": clean_text(by), "reason": clean_text(override), "mail": to_data(mail)}
    data = json.dumps(words, ensure_ascii=True, sort_keys=True).encode()
    raw = RawMessage(data=data, place=Place(account=DESK), arrived_at=now)
    said = {"source": DESK, "stage": Stage.READ, "mail": to_data(mail), "answered_by": by, "reason": override}
    number = _insert(tx, raw, arrived_at=now, way=Way.SAID, not_before=not_before, **said)
    audit.write(tx, now=now, who=by, act="said", about=f"message {number}")
    return number


def add_handed_in(
    tx: Tx, question: str, name: str, data: bytes, mail: Mail, by: str, now: datetime, *, not_before: datetime | None = None
) -> int:
    """A file that a coordinator opened by hand, its very bytes, already read. `handed_in_before` has been asked first."""
    assert by, "whoever hands in has a name"
    raw = RawMessage(data=data, place=Place(account=DESK, name=name), arrived_at=now)
    said = {"source": DESK, "stage": Stage.READ, "mail": to_data(mail), "answered_by": by, "answers": question}
    own = {"way": Way.HANDED_IN, "fingerprint": _fingerprint_at_the_desk(data), "not_before": not_before}
    number = _insert(tx, raw, arrived_at=now, **own, **said)
    insert_new(tx, places, account=DESK, folder="", name=name, uidvalidity=0, uid=0, message=number)
    return number


def undecided_words(tx: Tx) -> tuple[Undecided, ...]:
    """What was said at the desk and waits for the line, the oldest first: all of it can still be taken back."""
    waiting = sa.select(messages).where(messages.c.source == DESK, messages.c.stage == Stage.READ).order_by(messages.c.id)
    return tuple(_undecided(row) for row in tx.execute(waiting))


def undecided_word(tx: Tx, number: int) -> Undecided | None:
    """The one of this number; None if the line has decided it, or it was no word of the desk."""
    mine = sa.select(messages).where(messages.c.id == number, messages.c.source == DESK, messages.c.stage == Stage.READ)
    row = tx.execute(mine).first()
    return None if row is None else _undecided(row)


def _undecided(row: Any) -> Undecided:
    readings = (row.mail or {}).get("readings", ())
    named = (each.get("reference", {}).get("value") for each in readings)
    return Undecided(
        message=row.id,
        question=row.answers or "",
        by=row.answered_by,
        said_at=row.arrived_at,
        until=row.not_before,
        case=next((each for each in named if each), ""),
        kinds=tuple(each["kind"] for each in readings),
    )


def is_decided_in_part(tx: Tx, question: str, said_at: datetime) -> bool:
    """Whether one of the files that were handed in together has been decided already."""
    others = sa.select(messages.c.id).where(
        messages.c.source == DESK,
        messages.c.answers == question,
        messages.c.arrived_at == said_at,
        messages.c.stage != Stage.READ,
        messages.c.decided_note != TAKEN_BACK,
    )
    return tx.execute(others.limit(1)).first() is not None


def take_back(tx: Tx, number: int) -> bool:
    """A word of the desk that is not decided ends here, kept. False: the line was quicker, or it is no such word (I3).

    The same words, or the same file, may come again, so its fingerprint becomes one that nothing else has.
    """
    gone = hashlib.sha256(b"taken back\n%d" % number).hexdigest()
    step = messages.update().values(stage=Stage.DECIDED, decided_note=TAKEN_BACK, fingerprint=gone)
    return _moved(tx, step.where(messages.c.source == DESK), number, Stage.READ)


def _fingerprint_at_the_desk(data: bytes) -> str:
    """Never that of a mail: should the same bytes come by mail one day, they are new."""
    return hashlib.sha256(b"handed in\n" + data).hexdigest()


def handed_in_before(tx: Tx, data: bytes) -> DeskAnswer | None:
    """For which question these very bytes were handed in already."""
    number = _numbered(tx, _fingerprint_at_the_desk(data))
    return None if number is None else desk_answer(tx, number)


def came_by_mail(tx: Tx, data: bytes) -> int | None:
    """The number of the mail that has these very bytes."""
    return _numbered(tx, hashlib.sha256(data).hexdigest())


def _kinds(mail: Mail) -> str:
    return ", ".join(reading.kind for reading in mail.readings)


def desk_answer(tx: Tx, number: int) -> DeskAnswer | None:
    """Who answered at the desk, if a message came from there. A mail can never say this of itself."""
    row = tx.execute(sa.select(messages).where(messages.c.id == number, messages.c.source == DESK)).first()
    if row is None:
        return None
    return DeskAnswer(by=row.answered_by, question=row.answers or "", reason=row.reason, way=Way(row.way))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The message that answers a question, as far as the line has come with it."""

    number: int
    waits: bool  # it is not decided yet
    not_before: datetime | None
    note: str  # why nothing followed from it
    reason: str
    mail: dict[str, Any] | None


def answer_to(tx: Tx, question: str) -> Answering | None:
    """The last one, for a paper that was handed in may be of several files."""
    kept = (messages.c.id, messages.c.stage, messages.c.not_before, messages.c.decided_note, messages.c.reason, messages.c.mail)
    row = tx.execute(sa.select(*kept).where(messages.c.answers == question).order_by(messages.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Answering(
        number=row.id,
        waits=row.stage == Stage.READ,
        not_before=row.not_before,
        note=row.decided_note,
        reason=row.reason,
        mail=row.mail,
    )


def undecided(tx: Tx, asked: Collection[str]) -> dict[str, datetime]:
    """Which of these questions have an answer that waits, so long can be taken back, and until when."""
    rows = sa.select(messages.c.answers, messages.c.not_before).where(
        messages.c.answers.in_(asked), messages.c.stage == Stage.READ, messages.c.not_before.is_not(None)
    )
    return {row.answers: row.not_before for row in tx.execute(rows)}


def arrived_at(tx: Tx, number: int) -> datetime | None:
    return tx.execute(sa.select(messages.c.arrived_at).where(messages.c.id == number)).scalar()


def mail_as_data(tx: Tx, number: int) -> dict[str, Any]:
    """What a mail says as it is stored, for a look that has no time for the codec. Empty if it was never read."""
    return dict(tx.execute(sa.select(messages.c.mail).where(messages.c.id == number)).scalar() or {})


def mails_as_data(tx: Tx, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    """The same of several mails at once."""
    rows = tx.execute(sa.select(messages.c.id, messages.c.mail).where(messages.c.id.in_(numbers)))
    return {row.id: dict(row.mail or {}) for row in rows}


def reading_as_data(tx: Tx, number: int, reading: int | None) -> dict[str, Any]:
    """One reading of a mail, likewise. Empty if there is none."""
    readings = mail_as_data(tx, number).get("readings", ())
    return dict(readings[reading]) if reading is not None and reading < len(readings) else {}
