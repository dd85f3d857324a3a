"""The line, in one place: take_in → read_kept → decide_read → send_due. Each unit commits once, and each is repeatable.

Its two ends at the outside have rooms of their own: intake.py and sending.py.

A unit that raises is shunted with its trace and its stage, becomes a question, and the rest go on (STYLE 25).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from email.utils import parseaddr
from math import inf

from matching.clocks import heard
from matching.decide import DANGER, decide, nobodys_word
from matching.decision import Question
from matching.delivery import book_bounce
from matching.facts import Speaker
from parsing.came_to import came_to
from parsing.readings import (
    Bounce,
    Complaint,
    ContactChange,
    Enquiry,
    Mail,
    Reading,
    SenderCheck,
    TenantMail,
    Unreadable,
)
from service import complaints, digest, morning
from service.day import pass_the_day
from service.deciding import WEATHER, record_decision
from service.intake import take_in
from service.line import Line
from service.reading_room import ReaderAway
from service.sending import Counter
from store import messages, outbox, questions
from store.engine import Tx
from store.gather import facts_for, letters_for
from store.record import record
from store.schema import Stage

log = logging.getLogger("reciprocal")

__all__ = ["Line", "decide_read", "read_kept", "take_in", "whole_line"]

LONGEST_UNIT = 1800.0  # seconds: sixty files at a quarter of a minute, ten minutes of foreign programs, and a letter
SECONDS_TO_GLANCE, SHORTEST_GLANCE = 30.0, 1.0  # at all that wait, and at each of them

FAULT = (
    "A fault of the program stopped this mail, which is kept whole. Deal with it by hand, and pass the number of this "
    "question to whoever looks after the program; after the mend, resolve it with --accept and the mail goes on."
)
OTHER_WORDS = (
    "This mail carries the Message-ID of an earlier mail but says something else. Compare the two; if this one is genuine, "
    "resolve the question with --accept."
)


def read_kept(line: Line, slow: set[int] | None = None) -> int:
    """Read every kept mail; of those that were glanced at and found `slow`, one, and only when no other waits.

    The attempt is counted before it is made, so that no mail can break the line for ever (I4). Fifty mails that take long
    delay a good one by fifty glances, and what comes later by one reading (F13, I5). The fewer wait, the longer a glance
    may last, so that on an ordinary day the mails are read in the order in which they came.
    """
    with line.store.read() as tx:
        waiting = messages.by_stage(tx, "kept")
    put_off: set[int] = set() if slow is None else slow
    ready = [number for number in waiting if number not in put_off]
    seconds = max(SHORTEST_GLANCE, SECONDS_TO_GLANCE / len(ready)) if len(waiting) > 1 and ready else inf
    return _each(line, ready or waiting[:1], "kept", lambda line, number: _read_one(line, number, seconds, put_off))


def decide_read(line: Line, after_each: Callable[[], int] = lambda: 0) -> int:
    """Decide every read mail: gather, decide, compose and record in one transaction. `after_each` follows each commit.

    A word of the desk that can still be taken back waits for its time.
    """
    with line.store.read() as tx:
        waiting = messages.to_decide(tx, line.now())
    return _each(line, waiting, "read", _decide_one, after_each)


def _each(
    line: Line,
    numbers: Sequence[int],
    stage: str,
    deed: Callable[[Line, int], None],
    after_each: Callable[[], int] = lambda: 0,
) -> int:
    """Each by itself: a bug stops its own message. Weather stops the turn and no message (F14, F18)."""
    done = 0
    for message_id in numbers:
        if line.stop():
            break
        line.ties.within(LONGEST_UNIT)
        try:
            deed(line, message_id)
        except WEATHER:
            raise
        except Exception:  # noqa: BLE001 - a bug stops its own message, keeps it with the trace, and lets the rest pass
            _shunt(line, message_id, stage, traceback.format_exc())
        done += 1 + after_each()
    return done


def _shunt(line: Line, message_id: int, stage: str, trace: str) -> None:
    log.error("mail shunted", extra={"mail": message_id, "stage": stage})
    line.store.write(lambda tx: shunt_within(tx, line, message_id, stage, trace))


def shunt_within(tx: Tx, line: Line, message_id: int, stage: str, trace: str) -> None:
    if messages.shunt(tx, message_id, stage, trace):
        questions.ask(tx, Question(kind="fault", why=FAULT), cause=f"{message_id}:shunt", now=line.now(), message=message_id)


def _read_one(line: Line, message_id: int, seconds: float, slow: set[int]) -> None:
    may_try = line.store.write(lambda tx: messages.start_attempt(tx, message_id))
    with line.store.read() as tx:
        raw = messages.load(tx, message_id).raw
    if may_try:
        try:
            mail = line.read(raw) if line.glance is None or seconds == inf else line.glance(raw, seconds)
        except ReaderAway:
            line.store.write(lambda tx: messages.take_back_attempt(tx, message_id))
            raise
        if mail is None:  # it takes longer than a glance, so it waits until everybody else has had one
            slow.add(message_id)
            line.store.write(lambda tx: messages.take_back_attempt(tx, message_id))
            return
    else:
        mail = Mail(unreadable="The program has stopped three times while it read this mail. Open it by hand, with care.")
    address, by = came_to(raw.data, secure=line.secure_addresses, open_to_all=line.open_addresses)  # R072
    noted = replace(mail, came_to=address, came_by=by)
    line.store.write(lambda tx: messages.mark_read(tx, message_id, noted))
    log.debug("mail read", extra={"mail": message_id, "kinds": ", ".join(each.kind for each in mail.readings)})


def _decide_one(line: Line, message_id: int) -> None:
    line.store.write(lambda tx: decide_within(tx, line, message_id))
    log.debug("mail decided", extra={"mail": message_id})


def decide_within(tx: Tx, line: Line, message_id: int) -> None:
    """All that follows from one read message, in the caller's transaction."""
    line.ties.check(tx)
    kept = messages.load(tx, message_id)
    if kept.stage is not Stage.READ:
        return  # another run has decided it since they were listed: a second decision would see other facts (F28, I3)
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
        for question in (trouble, *([Question(kind="danger", why=DANGER, urgent=True)] if kept.mail.urgent else [])):
            questions.ask(tx, question, cause=cause, now=line.now(), message=message_id)
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
    return vouched_before and _is_equal(mail, twin)


# What stands in these readings is that a person must look, not what she will find: two of them are alike with other words.
HOLD_NO_WORDS = (Enquiry, Complaint, TenantMail, ContactChange, Unreadable)


def _is_equal(mail: Mail, twin: Mail) -> bool:
    """Whether both say the same, however far each is proved (F11)."""
    if mail.unreadable:
        return False
    if any(isinstance(each, HOLD_NO_WORDS) for each in mail.readings) and twin.words and mail.words != twin.words:
        return False
    alike = replace(mail, sender_check=twin.sender_check, sender_doubt=twin.sender_doubt, words=twin.words)
    return replace(alike, came_to=twin.came_to, came_by=twin.came_by) == twin


def _trouble_of_whole(mail: Mail, twin: Mail | None) -> Question | None:
    if twin is not None and not _is_equal(mail, twin):
        return Question(kind="message_id", why=OTHER_WORDS)
    if mail.unreadable:
        return Question(kind="unreadable", why=mail.unreadable)
    return None


def _decide_reading(tx: Tx, line: Line, message_id: int, mail: Mail, number: int) -> str:
    cause = f"{message_id}:{number}"
    today = line.now().date()
    reading: Reading = mail.readings[number]
    on = complaints.passed_on(tx, line, message_id, mail, reading)
    facts = replace(facts_for(tx, mail, reading, cause=cause, scheme=line.scheme, today=today), passed_on=on is not None)
    decision = heard(decide(reading, facts, line.scheme, today), facts, today)
    who = facts.speaker.coordinator or facts.speaker.address
    record_decision(
        tx, line, decision, facts, cause=cause, who=who, message_id=message_id, reading_number=number, beside=on or ()
    )
    return decision.ignored


def _book_bounce(tx: Tx, line: Line, message_id: int, mail: Mail, bounce: Bounce) -> str:
    """A delivery report goes to the letter it belongs to, never to a case (F24)."""
    known = frozenset(str(each) for each in line.scheme.references_in(bounce.subject))
    speaker = Speaker(address=mail.sender, check=mail.sender_check, doubt=mail.sender_doubt, automatic=mail.automatic)
    decision = book_bounce(bounce, letters_for(tx, bounce), speaker, parseaddr(line.sender)[1], known)
    cause = f"{message_id}:bounce"
    record(tx, decision, (), cause=cause, message_id=message_id, reading_number=None, who="a mail server", now=line.now())
    return decision.ignored


def whole_line(line: Line) -> int:
    """All that is due now, until nothing more is. Raises PostTrouble at the end if letters could not go.

    A decision's letters go before the next decision is taken: a circular is of no use, and stopped by the gate, when the
    request has been closed in the meantime (D12, D16).
    """
    slow: set[int] = set()
    with Counter(line) as counter:
        done = counter.send_due()
        while turn := _hear(line, slow, counter) or pass_the_day(line) or _write_rounds(line):
            done += turn
            if line.stop():
                break
    if counter.trouble is not None:
        raise counter.trouble
    return done


def _hear(line: Line, slow: set[int], counter: Counter) -> int:
    """All the mail that is here comes before the clocks: what it says may be what they would ask for."""
    return read_kept(line, slow) + decide_read(line, counter.send_due) + counter.send_due()


def _write_rounds(line: Line) -> int:
    """The letters about no single case come last: they tell of the day as mails and clocks have left it."""
    return morning.write_due(line) + digest.write_due(line)
