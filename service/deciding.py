"""The end of every decision, whatever caused it: its letters are written and all of it is recorded, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from matching.decision import Decision, Letter, letter_cause
from matching.facts import Facts
from outbox.compose import compose
from outbox.message import OutboundMessage
from scheme.register import Partner
from service.line import Line, NotMine
from service.reading_room import ReaderAway
from store.engine import StoreTrouble, Tx
from store.record import record

WEATHER = (StoreTrouble, NotMine, ReaderAway)  # what says nothing of the work in hand


def record_decision(
    tx: Tx,
    line: Line,
    decision: Decision,
    facts: Facts,
    *,
    cause: str,
    who: str,
    message_id: int | None = None,
    reading_number: int | None = None,
    beside: Sequence[OutboundMessage] = (),
) -> None:
    """`beside` are finished letters that go with the decision's own."""
    letters = [*_composed(line, decision.letters, cause, facts), *beside]
    record(tx, decision, letters, cause=cause, message_id=message_id, reading_number=reading_number, who=who, now=line.now())


def _composed(line: Line, letters: Sequence[Letter], cause: str, facts: Facts) -> list[OutboundMessage]:
    register: dict[str, Partner] = {partner.name: partner for partner in facts.partners}
    return [
        compose(
            letter,
            cause=letter_cause(cause, letter),
            scheme=line.scheme,
            partner=register.get(letter.partner),
            sender=line.sender,
            today=line.now().date(),
        )
        for letter in letters
    ]
