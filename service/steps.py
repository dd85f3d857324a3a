"""The line, in one place: take_in → read_kept → decide_read → send_due. Each unit commits once, and each is repeatable.

A unit that raises is shunted with its trace and its stage, becomes a question, and the rest go on (STYLE 25).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from ingest.message import Place, RawMessage
from matching.decide import decide
from matching.decision import Decision, Letter, Question
from outbox.compose import compose
from outbox.message import OutboundMessage
from outbox.smtp import PostTrouble, Refused, Sent, TryLater, Uncertain, is_secure
from parsing.readings import Mail, Reading
from scheme.agreement import Scheme
from scheme.register import Partner
from store import cases, messages, outbox, partners, questions
from store.engine import Connection, Store
from store.gather import facts_for
from store.record import record

log = logging.getLogger("reciprocal")

FILED_AT_ONCE = 50  # mails whose bytes are committed before the server is told to move them
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))  # then every 4 hours (F22)
GIVE_UP_AFTER = timedelta(days=5)


class Mailbox(Protocol):
    """What the line needs of a mailbox: the same verbs over a server and over a directory."""

    def waiting(self) -> tuple[Place, ...]: ...
    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]: ...
    def file_away(self, places: Sequence[Place]) -> None: ...
    def watch(self, seconds: float) -> bool: ...


class Post(Protocol):
    def send(self, message: OutboundMessage, sender_address: str) -> Sent | Refused | TryLater | Uncertain: ...


@dataclass(frozen=True, kw_only=True)
class Line:
    """What the four steps need, handed to them as arguments. `now` gives aware datetimes."""

    store: Store
    scheme: Scheme  # with the register's names laid over
    sender: str  # the From line of our letters
    secure_domains: tuple[str, ...]
    open_mailbox: Callable[[], AbstractContextManager[Mailbox]]
    open_post: Callable[[], AbstractContextManager[Post]]
    read: Callable[[RawMessage], Mail]
    now: Callable[[], datetime]
    stop: Callable[[], bool] = lambda: False  # asked between two units: has TERM come?


def take_in(line: Line) -> int:
    """Keep the bytes of every arrival, one transaction a mail; only after the commits file the mails away (I1)."""
    taken = 0
    with line.open_mailbox() as mailbox:
        waiting = mailbox.waiting()
        with line.store.read() as tx:
            known = messages.places_known(tx, waiting)
        mailbox.file_away([place for place in waiting if place in known])
        arrivals = mailbox.arrivals([place for place in waiting if place not in known])
        while batch := tuple(islice(arrivals, FILED_AT_ONCE)):
            for raw in batch:
                taken += line.store.write(lambda tx, raw=raw: messages.keep(tx, raw, line.now())).new
            mailbox.file_away([raw.place for raw in batch])
            if line.stop():
                break
    return taken


def read_kept(line: Line) -> int:
    """Read every kept mail; the attempt is counted before it is made, so that no mail can break the line for ever (I4)."""
    return _each(line, "kept", _read_one)


def decide_read(line: Line) -> int:
    """Decide every read mail: gather, decide, compose and record in one transaction."""
    return _each(line, "read", _decide_one)


def _each(line: Line, stage: str, deed: Callable[[Line, int], None]) -> int:
    with line.store.read() as tx:
        ids = messages.by_stage(tx, stage)
    done = 0
    for message_id in ids:
        if line.stop():
            break
        try:
            deed(line, message_id)
        except Exception:  # noqa: BLE001 - a bug stops its own message, keeps it with the trace, and lets the rest pass
            _shunt(line, message_id, stage, traceback.format_exc())
        done += 1
    return done


def _shunt(line: Line, message_id: int, stage: str, trace: str) -> None:
    log.error("message %s shunted at stage %s", message_id, stage)
    why = "A fault of the program stopped this mail. It is kept. Deal with it by hand and pass its number to whoever looks after the program."
    cause = f"{message_id}:shunt"

    def shunt(tx: Connection) -> None:
        if messages.shunt(tx, message_id, stage, trace):
            record(
                tx,
                Decision(questions=(Question(kind="fault", why=why),)),
                (),
                cause=cause,
                message_id=message_id,
                reading_number=0,
                who="program",
                now=line.now(),
            )

    line.store.write(shunt)


def _read_one(line: Line, message_id: int) -> None:
    if line.store.write(lambda tx: messages.start_attempt(tx, message_id)):
        with line.store.read() as tx:
            raw = messages.load(tx, message_id).raw
        mail = line.read(raw)
    else:
        mail = Mail(unreadable="The program has stopped three times while it read this mail. Open it by hand, with care.")
    line.store.write(lambda tx: messages.mark_read(tx, message_id, mail))


def _decide_one(line: Line, message_id: int) -> None:
    line.store.write(lambda tx: _decide_within(tx, line, message_id))


def _decide_within(tx: Connection, line: Line, message_id: int) -> None:
    kept = messages.load(tx, message_id)
    assert kept.mail is not None, "a message of the stage «read» has its reading"
    mail = kept.mail
    if why := messages.repeats(tx, message_id, mail):
        messages.mark_decided(tx, message_id, why)
        return
    if trouble := _trouble_of_whole(tx, message_id, mail):
        _record(tx, line, Decision(questions=(trouble,)), message_id, 0)
        messages.mark_decided(tx, message_id, "asked")
        return
    notes = [_decide_reading(tx, line, message_id, mail, number, reading) for number, reading in enumerate(mail.readings)]
    messages.mark_decided(tx, message_id, "; ".join(note for note in notes if note))


def _trouble_of_whole(tx: Connection, message_id: int, mail: Mail) -> Question | None:
    if messages.claims_anothers_id(tx, message_id, mail):
        return Question(
            kind="message_id",
            why="This mail carries the Message-ID of an earlier mail but says something else. Compare the two, then "
            "resolve this question with --accept if it is genuine.",
        )
    if mail.unreadable:
        return Question(kind="unreadable", why=mail.unreadable)
    return None


def _decide_reading(tx: Connection, line: Line, message_id: int, mail: Mail, number: int, reading: Reading) -> str:
    cause = f"{message_id}:{number}"
    today = line.now().date()
    facts = facts_for(tx, mail, reading, cause=cause, scheme=line.scheme, today=today, message_id=message_id)
    decision = decide(reading, facts, line.scheme, today)
    _record(tx, line, decision, message_id, number, who=facts.speaker.coordinator or facts.speaker.address)
    return decision.ignored


def _record(tx: Connection, line: Line, decision: Decision, message_id: int, number: int, who: str = "program") -> None:
    cause = f"{message_id}:{number}"
    register = {partner.name: partner for partner in partners.every(tx)} if decision.letters else {}
    letters = [_composed(line, letter, cause, register.get(letter.partner)) for letter in decision.letters]
    record(tx, decision, letters, cause=cause, message_id=message_id, reading_number=number, who=who, now=line.now())


def _composed(line: Line, letter: Letter, cause: str, partner: Partner | None) -> OutboundMessage:
    return compose(letter, cause=cause, scheme=line.scheme, partner=partner, sender=line.sender, today=line.now().date())


def send_due(line: Line) -> int:
    """Hand over every letter that is due: claim, commit, send with no transaction open, record what the peer said (F19–F22)."""
    with line.store.read() as tx:
        if not outbox.anything_due(tx, line.now()):
            return 0
    sent = 0
    with line.open_post() as post:
        while not line.stop() and (message := line.store.write(lambda tx: outbox.claim(tx, line.now()))):
            if why := _held_because(line, message):
                _hold(line, message, why)
                continue
            outcome = post.send(message, _address_of(line.sender))
            line.store.write(lambda tx, message=message, outcome=outcome: _note_outcome(tx, line, message, outcome))
            sent += 1
    return sent


def _held_because(line: Line, message: OutboundMessage) -> str:
    """The gate before hand-over, at the last moment and from the store's present state (D2, D15, D16). Empty = may go."""
    from outbox.leaks import leaks

    if not is_secure(message.to, line.secure_domains):
        return f"{message.to} is not at a secure domain (smtp.secure_domains). Reach this person another way, or have the domain added."
    with line.store.read() as tx:
        case = cases.find(tx, message.case)
        partner = next((each for each in partners.every(tx) if each.name == message.partner), None)
    assert case is not None, "a letter is always about a case"
    found = leaks(message, case=case, partner=partner, scheme=line.scheme, sender=line.sender)
    return " ".join(found)


def _hold(line: Line, message: OutboundMessage, why: str) -> None:
    question = Question(kind="held_letter", why=f"The letter {message.id} ({message.kind}) was not sent: {why}", case=message.case)

    def hold(tx: Connection) -> None:
        outbox.record_held(tx, message.id, why)
        questions.ask(tx, question, cause=f"letter:{message.id}", message_id=None, reading_number=0, now=line.now())

    line.store.write(hold)


def _note_outcome(tx: Connection, line: Line, message: OutboundMessage, outcome: Sent | Refused | TryLater | Uncertain) -> None:
    now = line.now()
    match outcome:
        case Sent():
            outbox.record_sent(tx, message.id, outcome.reply, now)
        case TryLater():
            pause = outbox.record_try_later(tx, message.id, outcome.reply, now, RETRY_PAUSES, GIVE_UP_AFTER)
            if not pause:
                _ask_about_letter(tx, message, "could not be delivered for five days", outcome.reply, now)
        case Refused():
            outbox.record_refused(tx, message.id, outcome.reply, now)
            _ask_about_letter(tx, message, "was refused by the recipient's server", outcome.reply, now)
        case Uncertain():
            outbox.record_uncertain(tx, message.id, outcome.why, now)
            if message.holds_address:
                _ask_about_letter(tx, message, "may or may not have arrived, and holds an address: ring before it goes again", "", now)


def _ask_about_letter(tx: Connection, message: OutboundMessage, what: str, reply: str, now: datetime) -> None:
    why = f"The letter {message.id} ({message.kind}) to {message.to} {what}. {reply}".strip()
    question = Question(kind="delivery", why=why, case=message.case)
    questions.ask(tx, question, cause=f"letter:{message.id}", message_id=None, reading_number=0, now=now)


def _address_of(sender: str) -> str:
    from email.utils import parseaddr

    return parseaddr(sender)[1]


def whole_line(line: Line) -> int:
    """All that is due now, until nothing more is. Trouble of one door does not keep the other stations waiting."""
    done = 0
    while turn := read_kept(line) + decide_read(line) + send_due(line):
        done += turn
        if line.stop():
            break
    return done


__all__ = ["Line", "Mailbox", "Post", "PostTrouble", "decide_read", "read_kept", "replace", "send_due", "take_in", "whole_line"]
