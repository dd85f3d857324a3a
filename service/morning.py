"""The morning's round: the day's page gathered, a letter to each coordinator, the audit's link noted (R036, R055, L7).

Once a working day, from the hour that is configured on. A day on which the service did not run is not made up for.
"""

from __future__ import annotations

import logging
from datetime import date

from matching.decision import Question
from outbox.message import OutboundMessage
from outbox.morning import morning_cause
from outbox.morning_gate import Asked, Books, morning_leaks
from outbox.morning_letter import compose_morning
from outbox.smtp import is_secure
from service.agenda import page_of
from service.line import Line, NotMine
from service.logs import trace_of
from store import anchors, audit, cases, ledger, outbox, partners, questions, rounds
from store.engine import StoreTrouble, Tx

log = logging.getLogger("reciprocal")

ROUND = "morning"
FAULT = (
    "A fault of the program kept this morning's letter from being written. Look at «reciprocal queue» and «reciprocal cases» "
    "yourself today, and pass the number of this question to whoever looks after the program."
)


def write_due(line: Line) -> int:
    """The letters of this morning, if it is time and they have not been written; gives how many."""
    local = line.morning.place.local(line.now())
    if local.hour < line.morning.at_hour or not line.morning.place.is_working_day(local.date()):
        return 0
    with line.store.read() as tx:
        if _is_done(tx, local.date()):
            return 0
    try:
        return line.store.write(lambda tx: _write(tx, line, local.date()))
    except (StoreTrouble, NotMine):
        raise
    except Exception as fault:  # noqa: BLE001 - a day's page that cannot be written must not keep the mails from going on
        kind, trace = type(fault).__name__, trace_of(fault.__traceback__)
        log.error("the morning letter could not be written (%s: %s)", kind, trace)  # noqa: TRY400 - its words may quote a case
        line.store.write(lambda tx: _give_up(tx, line, local.date()))
        return 0


def _give_up(tx: Tx, line: Line, today: date) -> None:
    """A fault of the program: a person is told once that day, and looks at the queue herself."""
    if rounds.mark_done(tx, ROUND, today):
        questions.ask(tx, Question(kind="fault", why=FAULT), cause=morning_cause(today.isoformat()), now=line.now())


def _is_done(tx: Tx, today: date) -> bool:
    done = rounds.last_done(tx, ROUND)
    return done is not None and done >= today


def _write(tx: Tx, line: Line, today: date) -> int:
    """In one transaction, so that of two who try one writes, and of a crash nothing is left (F28)."""
    line.ties.check(tx)
    if not rounds.mark_done(tx, ROUND, today):
        return 0
    anchor = anchors.drop(tx, today, line.now())
    if not line.morning.to:
        return 0
    page = page_of(tx, line.scheme, line.morning.place, today)
    for to in line.morning.to:
        letter = compose_morning(
            page,
            to,
            link=anchor.link if anchor else "",
            lines=anchor.lines if anchor else 0,
            names_requests=is_secure(to, line.secure_domains),
            scheme_name=line.scheme.name,
            sender=line.sender,
        )
        outbox.queue(tx, letter, line.now())
    return len(line.morning.to)


def leaks_of(line: Line, message: OutboundMessage) -> tuple[str, ...]:
    """The gate before hand-over, from the store's present state (D16)."""
    with line.store.read() as tx:
        names = {partner.name for partner in partners.every(tx)} | {each.name for each in line.scheme.landlords}
        books = Books(
            case=lambda reference: cases.find(tx, reference),
            question=lambda key: _asked(tx, key),
            landlords=frozenset(" ".join(name.split()) for name in (*names, *ledger.balances(tx))),
            kinds=questions.kinds(tx),
            line_of=lambda link: audit.place_of(tx, link),
        )
        return morning_leaks(
            message,
            books,
            coordinators=line.morning.to,
            secure=is_secure(message.to, line.secure_domains),
            scheme_name=line.scheme.name,
            sender=line.sender,
            today=line.morning.place.local(line.now()).date(),
        )


def _asked(tx: Tx, key: str) -> Asked | None:
    """As the letter may tell of it: without a reference that is no case of ours."""
    found = questions.find(tx, key)
    if found is None:
        return None
    case = found.question.case
    return Asked(kind=found.question.kind, case=case if case and cases.find(tx, case) is not None else "")
