"""A complaint goes on to the complaints team as it came, where the configuration names one (R056, docs/discussions.md)."""

from __future__ import annotations

from outbox.complaint import KIND, LARGEST, complaint_cause
from outbox.compose import compose_complaint
from outbox.message import OutboundMessage, letter_id
from parsing.readings import PERHAPS_NONE, Automatic, Complaint, Mail, Reading
from service.line import Line
from store import messages, outbox
from store.engine import Tx


def passed_on(tx: Tx, line: Line, message_id: int, mail: Mail, reading: Reading) -> tuple[OutboundMessage, ...] | None:
    """The letters that pass a complaint on, without those that are written already; None where a person must pass it on."""
    if not isinstance(reading, Complaint) or PERHAPS_NONE in reading.doubts or mail.automatic is not Automatic.NO:
        return None
    readers = [each for each in line.complaints if each.casefold() != mail.sender.casefold()]
    number = messages.as_it_came(tx, message_id)
    original = None if number is None else messages.bytes_of(tx, number)
    if number is None or original is None or len(original) > LARGEST or len(readers) != len(line.complaints) or not readers:
        return None
    cause = complaint_cause(number)
    new = [each for each in readers if outbox.find(tx, letter_id(cause, KIND, each)) is None]
    today = line.now().date()
    return tuple(compose_complaint(cause, each, original, sender=line.sender, today=today) for each in new)
