"""The morning's round: the day's page gathered, a letter to each coordinator, the audit's link noted (R036, R055, L7).

Once a working day, from the hour that is configured on. A day on which the service did not run is not made up for.
"""

from __future__ import annotations

from datetime import date

from outbox.message import OutboundMessage
from outbox.morning_gate import Asked, Books, morning_leaks
from outbox.morning_letter import compose_morning
from outbox.smtp import is_secure
from service.agenda import page_of
from service.line import Line
from service.rounds import make_once
from store import anchors, audit, cases, ledger, outbox, partners, questions
from store.engine import Tx

ROUND = "morning"


def write_due(line: Line) -> int:
    """The letters of this morning, if it is time and they have not been written; gives how many."""
    local = line.morning.place.local(line.now())
    if local.hour < line.morning.at_hour or not line.morning.place.is_working_day(local.date()):
        return 0
    today = local.date()
    return make_once(line, ROUND, today, lambda tx: _write(tx, line, today), is_done=lambda last: last >= today)


def _write(tx: Tx, line: Line, today: date) -> int:
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
