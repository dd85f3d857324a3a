"""Sending: claim, commit, send with no transaction open, record what the peer said (F19–F22). The gate is asked just before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from email.utils import parseaddr

from matching.decision import Question
from outbox.leaks import leaks
from outbox.message import OutboundMessage
from outbox.smtp import Outcome, PostTrouble, Refused, Sent, TakesLetters, TryLater, Uncertain, is_secure
from service.line import Line
from store import cases, outbox, partners, questions
from store.engine import Tx

NO_LONGER_NEEDED = "D12:"  # how the gate says that the request has been closed since
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))  # then every 4 hours (F22)
GIVE_UP_AFTER = timedelta(days=5)


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
