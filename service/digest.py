"""The weekly round: a digest to each mailbox that has something to read, where the policy wants one (R037, R054)."""

from __future__ import annotations

from datetime import date

from matching.digest import digests
from outbox.digest import KIND, digest_cause
from outbox.digest_gate import Pot, digest_leaks
from outbox.digest_letter import compose_digest
from outbox.message import OutboundMessage
from scheme.checks import WEEKDAYS
from service.line import Line
from service.rounds import make_once
from store import audit, cases, counters, ledger, outbox
from store.engine import Tx
from store.gather import facts_of_pot

ROUND = "digest"


def write_due(line: Line) -> int:
    """This week's digests, if it is time and they have not been written; gives how many.

    From the policy's weekday and the morning letter's hour on: a service that was off that day makes up for it in the same week.
    """
    local = line.morning.place.local(line.now())
    today = local.date()
    weekday = line.scheme.policy_on(today).weekly_digest
    if not weekday or today.weekday() < WEEKDAYS.index(weekday) or local.hour < line.morning.at_hour:
        return 0
    return make_once(line, ROUND, today, lambda tx: _write(tx, line, today), is_done=lambda last: _week(last) >= _week(today))


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _write(tx: Tx, line: Line, today: date) -> int:
    facts, news = facts_of_pot(tx, cause=KIND), _news(tx)
    policy = line.scheme.policy_on(today)
    name, sender = line.scheme.name, line.sender
    written = digests(cases.open_ones(tx), facts, policy, news, outbox.circulars_sent(tx))
    letters = [compose_digest(each, scheme_name=name, sender=sender, today=today) for each in written]
    for letter in letters:
        outbox.queue(tx, letter, line.now())
    if letters:
        details = "; ".join(f"letter {letter.kind} {letter.id}" for letter in letters)
        audit.write(tx, now=line.now(), who="the line", act="told", about=digest_cause(today), details=details)
    return len(letters)


def _news(tx: Tx) -> frozenset[str]:
    """The landlords of whom something was written into the ledger since the last digests: by its order, for a day may be past."""
    newest, landlords = ledger.written_after(tx, counters.last(tx, ROUND))
    counters.reach(tx, ROUND, newest)
    return landlords


def leaks_of(line: Line, message: OutboundMessage) -> tuple[str, ...]:
    """The gate before hand-over, from the store's present state (D16)."""
    today = line.morning.place.local(line.now()).date()
    with line.store.read() as tx:
        facts = facts_of_pot(tx, cause=KIND)
        pot = Pot(
            case=lambda reference: cases.find(tx, reference),
            is_reference=lambda words: [str(each) for each in line.scheme.references_in(words)] == [words],
            partners=facts.partners,
            balances=facts.balances,
            given_since_last=facts.given_since_last,
            policy=line.scheme.policy_on(today),
            had=outbox.circulars_sent(tx),
        )
        return digest_leaks(message, pot, scheme_name=line.scheme.name, sender=line.sender, today=today)
