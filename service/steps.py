"""The line, in one place: take_in → read_kept → decide_read → send_due. Each unit commits once, and each is repeatable.

A unit that raises is shunted with its trace and its stage, becomes a question, and the rest go on (STYLE 25).
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from itertools import islice
from typing import Protocol

from ingest.message import Place, RawMessage
from matching.decide import decide, nobodys_word
from matching.decision import Letter, Question, letter_cause
from matching.delivery import book_bounce
from matching.facts import Speaker
from outbox.compose import compose
from outbox.leaks import leaks
from outbox.message import OutboundMessage
from outbox.smtp import Outcome, PostTrouble, Refused, Sent, TakesLetters, TryLater, Uncertain, is_secure
from parsing.readings import Bounce, Mail, Reading, SenderCheck
from scheme.agreement import Scheme
from scheme.register import Partner
from store import cases, messages, outbox, partners, questions
from store.engine import Store, Tx
from store.gather import facts_for, letters_for
from store.record import record

log = logging.getLogger("reciprocal")

FILED_AT_ONCE = 50  # mails whose bytes are committed before the server is told to move them
FAULT = (
    "A fault of the program stopped this mail, which is kept whole. Deal with it by hand, and pass the number of this "
    "question to whoever looks after the program; after the mend, resolve it with --accept and the mail goes on."
)
OTHER_WORDS = (
    "This mail carries the Message-ID of an earlier mail but says something else. Compare the two; if this one is genuine, "
    "resolve the question with --accept."
)
VANISHED = (
    "A mail was in the mailbox and had gone before it could be taken in: somebody has moved or deleted it. If you find it, "
    "move it back and it will be read."
)
NO_LONGER_NEEDED = "D12:"  # how the gate says that the request has been closed since
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))  # then every 4 hours (F22)
GIVE_UP_AFTER = timedelta(days=5)


class Mailbox(Protocol):
    """What the line needs of a mailbox: the same verbs over a server and over a directory."""

    def waiting(self) -> tuple[Place, ...]: ...
    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]: ...
    def file_away(self, places: Sequence[Place]) -> None: ...
    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool: ...
    @property
    def vanished(self) -> Sequence[Place]: ...  # listed, and gone before they could be fetched (F12)
    @property
    def remarks(self) -> Sequence[str]: ...  # what the mailbox could not do, as sentences


@dataclass(frozen=True, kw_only=True)
class Line:
    """What the four steps need, handed to them as arguments. `now` gives aware datetimes."""

    store: Store
    scheme: Scheme  # with the register's names laid over
    sender: str  # the From line of our letters
    secure_domains: tuple[str, ...]
    open_mailbox: Callable[[], AbstractContextManager[Mailbox]]
    open_post: Callable[[], AbstractContextManager[TakesLetters]]
    read: Callable[[RawMessage], Mail]
    now: Callable[[], datetime]
    refreshed: Callable[[Line], Line] = lambda line: line  # the line with today's register
    stop: Callable[[], bool] = lambda: False  # asked between two units: has TERM come?


def take_in(line: Line) -> int:
    """Keep the bytes of every arrival, one transaction a mail; only after the commits file the mails away (I1)."""
    taken = 0
    with line.store.read() as tx:
        last = messages.last_place(tx) - FILED_AT_ONCE  # another run may have kept so many and not yet filed them away
    with line.open_mailbox() as mailbox:
        waiting = mailbox.waiting()
        with line.store.read() as tx:
            known = messages.places_known(tx, waiting)
        mailbox.file_away([place for place in waiting if place in known])
        arrivals = mailbox.arrivals([place for place in waiting if place not in known])
        while batch := tuple(islice(arrivals, FILED_AT_ONCE)):
            taken += sum(_keep(line, raw) for raw in batch)
            mailbox.file_away([raw.place for raw in batch])
            if line.stop():
                break
        _note_vanished(line, mailbox, last)
    return taken


def _note_vanished(line: Line, mailbox: Mailbox, last: int) -> None:
    """A mail that was listed but could not be fetched is never passed over in silence (I2, F12).

    Unless another run has taken it in, after the place numbered `last` (F28).
    """
    for remark in mailbox.remarks:
        log.warning("%s", remark)
    if not mailbox.vanished:
        return
    with line.store.read() as tx:
        taken = messages.places_taken_since(tx, mailbox.vanished, last)
    for place in mailbox.vanished:
        if place not in taken:
            _ask_after(line, place)


def _ask_after(line: Line, place: Place) -> None:
    question = Question(kind="vanished", why=VANISHED)
    line.store.write(lambda tx: questions.ask(tx, question, cause=f"place {place}", now=line.now()))


def _keep(line: Line, raw: RawMessage) -> bool:
    return line.store.write(lambda tx: messages.keep(tx, raw, line.now())).new


def read_kept(line: Line) -> int:
    """Read every kept mail; the attempt is counted before it is made, so that no mail can break the line for ever (I4)."""
    return _each(line, "kept", _read_one)


def decide_read(line: Line, after_each: Callable[[], int] = lambda: 0) -> int:
    """Decide every read mail: gather, decide, compose and record in one transaction. `after_each` follows each commit."""
    return _each(line, "read", _decide_one, after_each)


def _each(line: Line, stage: str, deed: Callable[[Line, int], None], after_each: Callable[[], int] = lambda: 0) -> int:
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
        done += 1 + after_each()
    return done


def _shunt(line: Line, message_id: int, stage: str, trace: str) -> None:
    log.error("message %s shunted at stage %s", message_id, stage)

    def shunt(tx: Tx) -> None:
        if messages.shunt(tx, message_id, stage, trace):
            questions.ask(tx, Question(kind="fault", why=FAULT), cause=f"{message_id}:shunt", now=line.now(), message=message_id)

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


def _decide_within(tx: Tx, line: Line, message_id: int) -> None:
    kept = messages.load(tx, message_id)
    assert kept.mail is not None, "a message of the stage «read» has its reading"
    if _is_our_own_letter(tx, message_id, kept.mail):
        messages.mark_decided(tx, message_id, "our own letter come back")
        return
    twin = _twin(tx, message_id, kept.raw.fingerprint, kept.mail)
    if twin is not None and _says_the_same(kept.mail, twin):
        messages.mark_decided(tx, message_id, "a copy of an earlier mail")
        return
    if trouble := _trouble_of_whole(kept.mail, twin):
        cause = f"{message_id}:whole"
        questions.ask(tx, trouble, cause=cause, now=line.now(), message=message_id)
        messages.mark_decided(tx, message_id, "asked about as a whole")
        return
    if kept.mail.bounce is not None:
        messages.mark_decided(tx, message_id, _book_bounce(tx, line, message_id, kept.mail, kept.mail.bounce))
        return
    notes = [_decide_reading(tx, line, message_id, kept.mail, number) for number in range(len(kept.mail.readings))]
    notes += [] if kept.mail.readings else [nobodys_word(kept.mail.automatic)]  # no mail ends without a reason (I2)
    messages.mark_decided(tx, message_id, "; ".join(note for note in notes if note))


def _is_our_own_letter(tx: Tx, message_id: int, mail: Mail) -> bool:
    """Whether it carries the Message-ID of a letter of ours: a gateway may have taken off the marks of the loop (F26)."""
    return bool(mail.message_id) and not messages.desk_answer(tx, message_id) and outbox.is_ours(tx, mail.message_id)


def _twin(tx: Tx, message_id: int, fingerprint: str, mail: Mail) -> Mail | None:
    """An earlier mail that claims the same Message-ID with other bytes (F11)."""
    number = messages.same_claimed_id(tx, mail.message_id, fingerprint)
    if number is None or number > message_id or messages.desk_answer(tx, message_id):
        return None
    return messages.load(tx, number).mail


def _says_the_same(mail: Mail, twin: Mail) -> bool:
    """Whether it is a copy that came by another road. A first copy that nobody vouched for does not silence a second one."""
    vouched_before = twin.sender_check in (SenderCheck.PASSED, mail.sender_check)
    return vouched_before and replace(mail, sender_check=twin.sender_check) == twin


def _trouble_of_whole(mail: Mail, twin: Mail | None) -> Question | None:
    if twin is not None and replace(mail, sender_check=twin.sender_check) != twin:
        return Question(kind="message_id", why=OTHER_WORDS)
    if mail.unreadable:
        return Question(kind="unreadable", why=mail.unreadable)
    return None


def _decide_reading(tx: Tx, line: Line, message_id: int, mail: Mail, number: int) -> str:
    cause = f"{message_id}:{number}"
    today = line.now().date()
    reading: Reading = mail.readings[number]
    facts = facts_for(tx, mail, reading, cause=cause, scheme=line.scheme, today=today)
    decision = decide(reading, facts, line.scheme, today)
    register = {partner.name: partner for partner in facts.partners}
    letters = [_composed(line, letter, cause, register.get(letter.partner)) for letter in decision.letters]
    who = facts.speaker.coordinator or facts.speaker.address
    record(tx, decision, letters, cause=cause, message_id=message_id, reading_number=number, who=who, now=line.now())
    return decision.ignored


def _book_bounce(tx: Tx, line: Line, message_id: int, mail: Mail, bounce: Bounce) -> str:
    """A delivery report goes to the letter it belongs to, never to a case (F24)."""
    known = frozenset(str(each) for each in line.scheme.references_in(bounce.subject))
    speaker = Speaker(address=mail.sender, check=mail.sender_check, doubt=mail.sender_doubt, automatic=mail.automatic)
    decision = book_bounce(bounce, letters_for(tx, bounce), speaker, parseaddr(line.sender)[1], known)
    cause = f"{message_id}:bounce"
    record(tx, decision, (), cause=cause, message_id=message_id, reading_number=None, who="a mail server", now=line.now())
    return decision.ignored


def _composed(line: Line, letter: Letter, cause: str, partner: Partner | None) -> OutboundMessage:
    return compose(
        letter,
        cause=letter_cause(cause, letter),
        scheme=line.scheme,
        partner=partner,
        sender=line.sender,
        today=line.now().date(),
    )


def send_due(line: Line, post: Callable[[], TakesLetters]) -> int:
    """Hand over every letter that is due: claim, commit, send with no transaction open, record what the peer said (F19–F22)."""
    with line.store.read() as tx:
        due = outbox.next_due(tx)
    if due is None or due > line.now():
        return 0
    door = post()
    handed_over = 0
    while not line.stop() and (message := line.store.write(lambda tx: outbox.claim(tx, line.now()))):
        _hand_over(line, door, message)
        handed_over += 1
    return handed_over


def _hand_over(line: Line, post: TakesLetters, message: OutboundMessage) -> None:
    if why := _held_because(line, message):
        line.store.write(lambda tx: _hold(tx, line, message, why))
        return
    outcome = post.send(message, parseaddr(line.sender)[1])
    line.store.write(lambda tx: _note_outcome(tx, line, message, outcome))


def _held_because(line: Line, message: OutboundMessage) -> str:
    """The gate before hand-over, from the store's present state (D2, D15, D16). Empty: it may go."""
    if not is_secure(message.to, line.secure_domains):
        return f"{message.to} is not at a secure domain (smtp.secure_domains). Reach this person another way, or add the domain."
    with line.store.read() as tx:
        case = cases.find(tx, message.case)
        partner = partners.named(tx, message.partner)
    assert case is not None, "a letter is always about a case"
    return " ".join(leaks(message, case=case, partner=partner, scheme=line.scheme, sender=line.sender))


def _hold(tx: Tx, line: Line, message: OutboundMessage, why: str) -> None:
    outbox.hold(tx, message.id, why)
    if NO_LONGER_NEEDED in why:
        outbox.cancel(tx, message.id, why)
        what = f"The letter {message.kind} was not sent: no longer needed."
        cases.note(tx, message.case, what, who="program", because=f"letter {message.id}", now=line.now())
        return
    _ask_about(tx, message, f"was not sent. {why}", line.now(), kind="held_letter")


def _note_outcome(tx: Tx, line: Line, message: OutboundMessage, outcome: Outcome) -> None:
    now = line.now()
    match outcome:
        case Sent():
            outbox.record_sent(tx, message.id, outcome.reply, now)
        case TryLater():
            _try_later(tx, message, outcome, now)
        case Refused():
            outbox.record_refused(tx, message.id, outcome.reply)
            _ask_about(tx, message, f"was refused by the recipient's server ({outcome.reply}). Check the address.", now)
        case Uncertain():
            outbox.uncertain(tx, message.id, outcome.why, now)


def _try_later(tx: Tx, message: OutboundMessage, outcome: TryLater, now: datetime) -> None:
    tries = outbox.tries(tx, message.id)
    if now - tries.since > GIVE_UP_AFTER:
        outbox.record_refused(tx, message.id, outcome.reply)
        _ask_about(tx, message, f"could not be delivered for {GIVE_UP_AFTER.days} days ({outcome.reply}).", now)
    else:
        pause = RETRY_PAUSES[min(tries.attempts, len(RETRY_PAUSES)) - 1]
        outbox.try_later(tx, message.id, outcome.reply, now + pause)


def _ask_about(tx: Tx, message: OutboundMessage, what: str, now: datetime, kind: str = "delivery") -> None:
    why = f"The letter «{message.subject}» ({message.kind}) to {message.to} {what}"
    questions.ask(tx, Question(kind=kind, why=why, case=message.case), cause=f"letter {message.id}", now=now)


class Counter:
    """The post's counter: opened when the first letter is due, kept open for the next ones, left alone once it is shut."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._doors = ExitStack()
        self._post: TakesLetters | None = None
        self.trouble: PostTrouble | None = None

    def __enter__(self) -> Counter:
        return self

    def __exit__(self, *_: object) -> None:
        self._doors.close()

    def send_due(self) -> int:
        if self.trouble is not None:
            return 0
        try:
            return send_due(self._line, self._open)
        except PostTrouble as trouble:
            self.trouble = trouble
            return 0

    def _open(self) -> TakesLetters:
        if self._post is None:
            self._post = self._doors.enter_context(self._line.open_post())
        return self._post


def whole_line(line: Line) -> int:
    """All that is due now, until nothing more is. Raises PostTrouble at the end if letters could not go.

    A decision's letters go before the next decision is taken: a circular is of no use, and stopped by the gate, when the
    request has been closed in the meantime (D12, D16).
    """
    with Counter(line) as counter:
        done = counter.send_due()
        while turn := read_kept(line) + decide_read(line, counter.send_due) + counter.send_due():
            done += turn
            if line.stop():
                break
    if counter.trouble is not None:
        raise counter.trouble
    return done
