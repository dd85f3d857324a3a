"""The end of every decision, whatever caused it: its letters are written and all of it is recorded, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from matching.decision import Decision, Letter, letter_cause
from matching.facts import Facts
from outbox.compose import compose
from outbox.message import OutboundMessage
from scheme.agreement import Scheme
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
    own = composed(
        decision.letters,
        cause=cause,
        scheme=line.scheme,
        partners=facts.partners,
        sender=line.sender,
        today=line.now().date(),
    )
    letters = [*own, *beside]
    record(tx, decision, letters, cause=cause, message_id=message_id, reading_number=reading_number, who=who, now=line.now())


def composed(
    letters: Iterable[Letter], *, cause: str, scheme: Scheme, partners: Iterable[Partner], sender: str, today: date
) -> list[OutboundMessage]:
    """The finished messages of a decision's letters, in their order."""
    register = {partner.name: partner for partner in partners}
    return [
        compose(
            letter,
            cause=letter_cause(cause, letter),
            scheme=scheme,
            partner=register.get(letter.partner),
            sender=sender,
            today=today,
        )
        for letter in letters
    ]
