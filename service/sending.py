"""Sending: claim, commit, send with no transaction open, record what the peer said (F19–F22). The gate is asked just before."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr

from outbox import answer, asking, complaint
from outbox.alarm import KIND as ALARM
from outbox.digest import KIND as DIGEST
from outbox.journal import JournalTrouble, Word
from outbox.leaks import alarm_leaks, answer_leaks, asking_leaks, complaint_leaks, leaks
from outbox.message import OutboundMessage
from outbox.morning import KIND as MORNING
from outbox.smtp import (
    HAND_OVER_LASTS,
    Outcome,
    PostTrouble,
    Refused,
    Sent,
    TakesLetters,
    TryLater,
    Uncertain,
    Withheld,
    is_secure,
)
from service import digest as digest_round
from service import morning as morning_round
from service import reconcile
from service.line import Line
from store import beats, cases, messages, outbox, partners, switches
from store.engine import StoreTrouble, Tx
from store.outbox import CLAIM_LASTS, Claim

log = logging.getLogger("reciprocal")

GATES_OF_THE_KNOWN = {answer.KIND: answer_leaks, asking.KIND: asking_leaks}  # to a mailbox of the register, or an officer
NO_LONGER_NEEDED = "D12:"  # how the gate says that the request has been closed since
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))  # then every 4 hours (F22)
GIVE_UP_AFTER = timedelta(days=5)
TRIED_FOR_DAYS = 30  # attempts that fit into these five days
JITTER = 0.1  # of a pause, so that what was put off together does not come back together
GRACE = 30.0  # seconds, in which a post that was hung up on comes to its end before the watchdog ends the process
HELD_UP = CLAIM_LASTS - timedelta(seconds=HAND_OVER_LASTS)  # a claim that is older no longer covers the hand-over


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of sending: its line, the open door, and the domains that stand still in it (O5)."""

    line: Line
    post: Callable[[], TakesLetters]
    still: set[str] = field(default_factory=set)


def send_due(this: Round) -> int:
    """Hand over every letter that is due. Raises PostTrouble when nothing can go, whoever it is to."""
    line = this.line
    _write_down(line)
    reconcile.look_after(line)
    with line.store.read() as tx:
        if switches.is_on(tx, switches.PAUSED) or not outbox.anything_due(tx, line.now()):
            return 0
    door = this.post()
    handed_over = 0
    while not line.stop() and (taken := line.store.write(lambda tx: _claim(tx, this))):
        _hand_over(this, door, *taken)
        handed_over += 1
    return handed_over


def _write_down(line: Line) -> None:
    """What came of a letter is remembered until the store has taken it: a full disk must not make it go twice (F14, F18)."""
    while line.unrecorded:
        line.store.write(line.unrecorded[0])
        line.unrecorded.pop(0)


def _claim(tx: Tx, this: Round) -> tuple[OutboundMessage, Claim] | None:
    line = this.line
    line.ties.check(tx)
    claim = Claim(at=line.now(), fence=line.ties.fence(tx))
    message = outbox.claim(tx, claim.at, fence=claim.fence, most=line.most, leaving_out=this.still)
    return None if message is None else (message, claim)


def _hand_over(this: Round, door: TakesLetters, message: OutboundMessage, claim: Claim) -> None:
    """The looks before the first word, the hand-over, and what came of it."""
    line = this.line
    try:
        if not _may_go(line, message, claim):
            return
    except StoreTrouble:  # nothing has been said of it yet
        line.unrecorded.append(lambda tx: _give_back(tx, message, claim))
        raise
    line.ties.within(HAND_OVER_LASTS + GRACE)
    outcome = door.send(message, _return_path(line, message))
    log.debug("letter handed over", extra={"letter": message.id, "kind": message.kind, "outcome": type(outcome).__name__})
    end = _note_if_possible(line, _word_of(outcome), message)
    line.unrecorded.append(lambda tx: _note_outcome(tx, line, message, outcome, claim, end))
    _write_down(line)
    _remember_what_stands_still(this, message, outcome)


def _may_go(line: Line, message: OutboundMessage, claim: Claim) -> bool:
    """The gate, a line in the journal, and the claim once more (O4). False: what is to be done with it has been written down."""
    if why := why_held(line, message):
        line.store.write(lambda tx: _hold(tx, line, message, why, claim))
        return False
    if reconcile.went_before(line, message):
        return False
    try:
        _note(line, Word.BEGUN, message)
    except JournalTrouble:
        line.store.write(lambda tx: outbox.give_back(tx, message.id, claim))
        raise
    mine = False
    try:
        mine = _still_mine(line, message, claim)
    finally:
        if not mine:
            _note_if_possible(line, Word.LATER, message)
    if not mine:
        line.store.write(lambda tx: outbox.give_back(tx, message.id, claim))
    return mine


def why_held(line: Line, message: OutboundMessage) -> str:
    """What the gate says of a letter now; empty: it may go. Nothing has been said of it yet.

    What cannot be looked at does not go (D19), and keeps no other from going.
    """
    try:
        return _held_because(line, message)
    except StoreTrouble:
        raise
    except Exception as fault:
        log.exception("letter %s could not be looked at", message.id)
        return f"The look at it before it goes failed by a fault of the program ({type(fault).__name__})."


def _give_back(tx: Tx, message: OutboundMessage, claim: Claim) -> None:
    outbox.give_back(tx, message.id, claim)


def _held_because(line: Line, message: OutboundMessage) -> str:
    """The gate before hand-over, from the store's present state (D2, D15, D16). Empty: it may go."""
    with line.store.read() as tx:
        return held_because(tx, line, message)


def held_because(tx: Tx, line: Line, message: OutboundMessage) -> str:
    """The same by the store as this transaction sees it: what is only foreseen stands in no other."""
    if message.kind == ALARM:  # tells of no case, and must reach a coordinator whose mailbox is an ordinary one
        return " ".join(alarm_leaks(message, coordinators=line.coordinators, sender=line.sender))
    if message.kind == MORNING:  # goes to an ordinary mailbox too, and names no request there
        return " ".join(morning_round.leaks_of(line, message))
    if not is_secure(message.to, line.secure_domains):
        return f"{message.to} is not at a secure domain (smtp.secure_domains). Reach this person another way, or add the domain."
    if message.kind == DIGEST:
        return " ".join(digest_round.leaks_of(line, message))
    if message.kind in (answer.KIND, complaint.KIND) or (message.kind == asking.KIND and not message.case):
        return " ".join(_leaks_of_no_case(tx, line, message))
    case = cases.find(tx, message.case)
    partner = partners.named(tx, message.partner)
    home = partners.named(tx, case.landlord) if case else None
    assert case is not None, "a letter is about a case unless it is an alarm"
    return " ".join(leaks(message, case=case, partner=partner, home=home, scheme=line.scheme, sender=line.sender))


def _leaks_of_no_case(tx: Tx, line: Line, message: OutboundMessage) -> tuple[str, ...]:
    """What is about no case has a gate of its own: an answer to an enquiry, a question to a sender, a complaint (R056, R074)."""
    if message.kind in GATES_OF_THE_KNOWN:
        case = next((each for each in cases.by_officer(tx, message.to) if each.open), None)
        register = partners.every(tx)
        gate = GATES_OF_THE_KNOWN[message.kind]
        return gate(message, case=case, partners=register, scheme=line.scheme, sender=line.sender)
    number = complaint.message_of(message.cause)
    original = messages.bytes_of(tx, number) if number is not None else None
    return complaint_leaks(message, complaints_to=line.complaints, original=original, sender=line.sender)


def _still_mine(line: Line, message: OutboundMessage, claim: Claim) -> bool:
    """The last look before the first word: nobody has paused or taken over, and the claim covers the hand-over (F20, O4)."""
    with line.store.read() as tx:
        return (
            line.ties.mine(tx) and line.now() - claim.at < HELD_UP and outbox.still_claimed(tx, message.id, claim.at, claim.fence)
        )


def _return_path(line: Line, message: OutboundMessage) -> str:
    """Where a bounce goes: our address, with the letter's token in it where the provider delivers such addresses (F24)."""
    address = parseaddr(line.sender)[1]
    if not line.bounce_tag:
        return address
    local, _, domain = address.rpartition("@")
    return f"{local}{line.bounce_tag}b.{message.token}@{domain}"


def _note(line: Line, word: Word, message: OutboundMessage) -> int:
    return line.journal.note(word, message, line.now()) if line.journal else 0


def _note_if_possible(line: Line, word: Word, message: OutboundMessage) -> int:
    """After the hand-over: the store knows too, and the next letter will not go while the journal cannot be written."""
    try:
        return _note(line, word, message)
    except JournalTrouble as trouble:
        log.warning("%s", trouble)
        return 0


def _word_of(outcome: Outcome) -> Word:
    match outcome:
        case Sent():
            return Word.ACCEPTED
        case Refused():
            return Word.REFUSED
        case Uncertain():
            return Word.UNKNOWN
        case TryLater() | Withheld():
            return Word.LATER


def _remember_what_stands_still(this: Round, message: OutboundMessage, outcome: Outcome) -> None:
    if isinstance(outcome, TryLater) and outcome.stops == "everybody":
        raise PostTrouble(outcome.reply)
    if isinstance(outcome, TryLater) and outcome.stops == "domain":
        this.still.add(message.to.rpartition("@")[2].lower())


def _hold(tx: Tx, line: Line, message: OutboundMessage, why: str, claim: Claim) -> None:
    if not outbox.hold(tx, message.id, why, claim):
        return
    if NO_LONGER_NEEDED in why:
        outbox.cancel(tx, message.id, why)
        what = f"The letter {message.kind} goes no more: it is no longer needed."
        if message.case:
            cases.note(tx, message.case, what, who="program", because=f"letter {message.id}", now=line.now())
        return
    _ask_about(tx, message, f"was not sent. {why}", line.now(), kind="held_letter")


def _note_outcome(tx: Tx, line: Line, message: OutboundMessage, outcome: Outcome, claim: Claim, end: int) -> None:
    """What one sender found. Only «sent» stands against a later claim: what has gone must not go again (F20)."""
    now = line.now()
    match outcome:
        case Sent():
            outbox.record_sent(tx, message.id, outcome.reply, now)
        case TryLater():
            _try_later(tx, message, outcome, now, claim)
        case Refused():
            if outbox.record_refused(tx, message.id, outcome.reply, now, claim):
                why = f"was refused by the recipient's server ({outcome.reply}). Check the address."
                _ask_about(tx, message, why, now)
        case Uncertain():
            outbox.uncertain(tx, message.id, outcome.why, now, claim)
        case Withheld():
            _hold(tx, line, message, outcome.why, claim)
    reconcile.known_up_to(tx, line, end)


def _try_later(tx: Tx, message: OutboundMessage, outcome: TryLater, now: datetime, claim: Claim) -> None:
    if outcome.stops == "everybody":
        outbox.give_back(tx, message.id, claim)
        return
    tries = outbox.tries(tx, message.id)
    # Both: a letter that was held for a week, or a clock that jumped, must not make the first «try later» the last.
    if now - tries.since > GIVE_UP_AFTER and tries.attempts >= TRIED_FOR_DAYS:
        if outbox.record_refused(tx, message.id, outcome.reply, now, claim):
            _ask_about(tx, message, f"could not be delivered for {GIVE_UP_AFTER.days} days ({outcome.reply}).", now)
    else:
        outbox.try_later(tx, message.id, outcome.reply, now + pause_after(tries.attempts, message.id), now, claim)


def pause_after(attempts: int, letter: str) -> timedelta:
    """Growing, and a little different for each letter: the same letter and attempt give the same pause, so it can be replayed."""
    pause = RETRY_PAUSES[max(0, min(attempts, len(RETRY_PAUSES)) - 1)]
    return pause * (1 + JITTER * random.Random(f"{letter} {attempts}").random())  # noqa: S311 - no secret


def _ask_about(tx: Tx, message: OutboundMessage, what: str, now: datetime, kind: str = "delivery") -> None:
    outbox.ask_about(tx, message, kind, f"The letter «{message.subject}» ({message.kind}) to {message.to} {what}", now)


class Counter:
    """The post's counter: opened when the first letter is due, kept open for the next ones, left alone once it is shut."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._doors = ExitStack()
        self._post: TakesLetters | None = None
        self._round = Round(line=line, post=self._open)
        self.trouble: PostTrouble | None = None

    def __enter__(self) -> Counter:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.ties.opened(None)
        self._doors.close()

    def send_due(self) -> int:
        if self.trouble is not None:
            return 0
        try:
            done = send_due(self._round)
        except PostTrouble as trouble:
            self.trouble = trouble
            self._line.ties.beat(beats.POST, trouble.sentence)
            return 0
        self._line.ties.beat(beats.POST, "")
        return done

    def _open(self) -> TakesLetters:
        if self._post is None:
            self._post = self._doors.enter_context(self._line.open_post())
            self._line.ties.opened(self._post)
        return self._post
