"""A complaint goes on to the complaints team as it came, where the configuration names one (R056, docs/discussions.md)."""

from __future__ import annotations

from datetime import datetime

from outbox.complaint import KIND, LARGEST, complaint_cause
from outbox.compose import compose_complaint
from outbox.message import OutboundMessage, letter_id
from parsing.readings import PERHAPS_NONE, Automatic, Complaint, Mail, Reading
from service.line import Line
from service.resolve import CannotResolve, the_open_question
from store import audit, messages, outbox, questions
from store.engine import Tx

NO_TEAM = (
    "No complaints team is set. Ask whoever looks after the service to put its mailbox into the configuration (complaints.to); "
    "or pass the complaint on from your own mailbox and set this question aside."
)
FROM_THE_TEAM = "The complaint comes from the complaints team's own mailbox, so it would only go back there. See what they want."
NOT_WHOLE = (
    "The mail is too big to be passed on, or was fetched only in part. Pass it on from the mailbox itself, then set this "
    "question aside."
)


def passed_on(tx: Tx, line: Line, message_id: int, mail: Mail, reading: Reading) -> tuple[OutboundMessage, ...] | None:
    """The letters that pass a complaint on, without those that are written already; None where a person must pass it on."""
    if not isinstance(reading, Complaint) or PERHAPS_NONE in reading.doubts or mail.automatic is not Automatic.NO:
        return None
    letters, why_not = _letters(tx, line, message_id, mail.sender)
    return None if why_not else letters


def pass_on(tx: Tx, line: Line, question_id: str, by: str, now: datetime) -> str:
    """The coordinator has read that it is one: the same letters, and the question is answered. An alert beside it stays open."""
    asked = the_open_question(tx, line.scheme, question_id)
    if asked.message is None or asked.question.kind != "complaint":
        raise CannotResolve(f"{asked.id} is not about a complaint. If the mail is one, say first that it is.")
    letters, why_not = _letters(tx, line, asked.message, str(messages.mail_as_data(tx, asked.message).get("sender", "")))
    if why_not:
        raise CannotResolve(why_not)
    for letter in letters:
        outbox.queue(tx, letter, now)
    questions.answer(tx, asked.id, answer="passed on to the complaints team", by=by, now=now)
    audit.write(tx, now=now, who=by, act="passed on a complaint", about=f"question {asked.id}")
    gone = "It goes to the complaints team within a minute, as it came." if letters else "The complaints team has it already."
    return f"{asked.id} is answered. {gone} Its sender is sent nothing."


def _letters(tx: Tx, line: Line, message_id: int, sender: str) -> tuple[tuple[OutboundMessage, ...], str]:
    """Those that are still to be written, or why none can be."""
    readers = [each for each in line.complaints if each.casefold() != sender.casefold()]
    if not line.complaints:
        return (), NO_TEAM
    if len(readers) != len(line.complaints):
        return (), FROM_THE_TEAM
    number = messages.as_it_came(tx, message_id)
    original = None if number is None else messages.bytes_of(tx, number)
    if number is None or original is None or len(original) > LARGEST:
        return (), NOT_WHOLE
    cause = complaint_cause(number)
    new = [each for each in readers if outbox.find(tx, letter_id(cause, KIND, each)) is None]
    today = line.now().date()
    return tuple(compose_complaint(cause, each, original, sender=line.sender, today=today) for each in new), ""
