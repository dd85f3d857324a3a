"""Asks a sender what is missing or in doubt in a mail, by the coordinator's word: prepared, shown, and sent through the outbox.

The letter goes to a mailbox that is known and proved, and to nobody else (D2, D3, D13). It names questions of the form and no
value, and it promises nothing. The question of the queue stays open: it is answered when the answer has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.ways import unclear_keys
from matching.case import Case
from matching.decision import Letter
from outbox import asking
from outbox.compose import compose, compose_asking
from outbox.message import OutboundMessage
from outbox.words import is_question
from scheme.register import Partner
from service.foreseeing import why_not
from service.line import Line
from service.resolve import CannotResolve, the_open_question
from store import addressees, audit, cases, messages, outbox, partners
from store.engine import Tx
from store.questions import Asked

NOTHING_UNCLEAR = "Nothing of it is missing or in doubt, so there is nothing to ask about."
NOT_OF_THE_CASE = (
    "The sender is neither an officer of {0} nor a landlord that has been told of it: a letter would tell them more than they "
    "know. Find out first how they know of it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The letter as it would go; `warning` says why it cannot."""

    keys: tuple[str, ...]
    letter: OutboundMessage | None = None
    warning: str = ""
    case: str = ""


def prepare(tx: Tx, line: Line, asked: Asked, keys: Sequence[str]) -> Prepared | None:
    """None where the question is not about a paper with questions of its own, or all of them are clear."""
    if asked.message is None:
        return None
    reading = messages.reading_as_data(tx, asked.message, asked.reading)
    unclear = tuple(key for key in unclear_keys(reading) if is_question(key))
    if not unclear:
        return None
    if unknown := [key for key in keys if not is_question(key)]:
        raise CannotResolve(f"Nobody can be asked about «{unknown[0]}»: it is no question of a form.")
    chosen = tuple(dict.fromkeys(keys)) or unclear
    mail = messages.mail_as_data(tx, asked.message)
    to, warning = addressees.of_sender(tx, mail)
    if not to:
        return Prepared(keys=chosen, warning=warning)
    case = cases.find(tx, asked.question.case) if asked.question.case else None
    reader, warning = _reader_in(case, to, partners.every(tx)) if case else (None, "")
    if warning:
        return Prepared(keys=chosen, warning=warning)
    letter = _composed(line, asking.asking_cause(asked.id, chosen), to, case, reader, chosen)
    return Prepared(keys=chosen, letter=letter, warning=why_not(tx, line, letter), case=letter.case)


def _reader_in(case: Case, to: str, register: Sequence[Partner]) -> tuple[Partner | None, str]:
    """The landlord that the sender speaks for, None for an officer; or why a letter on this case is not for them."""
    if case.is_officer(to):
        return None, ""
    offered = {offer.landlord for offer in case.offers}
    told = {case.landlord, *case.circulated_to, *offered}
    found = [each for each in register if to in {box.lower() for box in each.mailboxes} and each.name in told]
    if len(found) != 1:
        return None, NOT_OF_THE_CASE.format(case.reference)
    return found[0], ""


def _composed(
    line: Line, cause: str, to: str, case: Case | None, reader: Partner | None, keys: tuple[str, ...]
) -> OutboundMessage:
    today = line.now().date()
    if case is None:
        return compose_asking(cause, to, scheme=line.scheme, sender=line.sender, today=today)
    letter = Letter(kind=asking.KIND, to=to, case=case, partner=reader.name if reader else "", missing=keys)
    return compose(letter, cause=cause, scheme=line.scheme, partner=reader, sender=line.sender, today=today)


def ask_sender(tx: Tx, line: Line, question_id: str, keys: Sequence[str], by: str, now: datetime) -> str:
    """Puts the letter into the outbox. Asked twice about the same, one letter is written."""
    asked = the_open_question(tx, line.scheme, question_id)
    prepared = prepare(tx, line, asked, keys)
    if prepared is None:
        raise CannotResolve(NOTHING_UNCLEAR)
    if prepared.warning or prepared.letter is None:
        raise CannotResolve(f"Nothing was sent. {prepared.warning}")
    letter = prepared.letter
    if outbox.find(tx, letter.id) is not None:
        return f"{letter.to} has been asked about just this already. {asked.id} stays open until the answer has come."
    outbox.queue(tx, letter, now)
    if letter.case:
        what = f"The {'landlord' if letter.partner else 'officer'} was asked about what is not clear in a mail."
        cases.note(tx, letter.case, what, who=by, because=asked.id, now=now)
    audit.write(tx, now=now, who=by, act="asked the sender", about=f"question {asked.id}", details=f"{letter.kind} {letter.id}")
    return f"{letter.to} is asked within a minute. {asked.id} stays open until the answer has come."
