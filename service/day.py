"""The day's round: once a day the clocks of every open request are looked at (matching/clocks.py), each in its own transaction.

A day counts as gone through when the last of them has been. Killed or stopped before that, the round begins anew, and what was
told already is not told again. It waits for the mail: an answer that lies in the mailbox must not be asked for once more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from matching.case import OPEN, Case
from matching.clocks import LAPSE, grounds_to_lapse, pass_day, strikes, without_leads
from matching.decision import Decision, Question
from matching.release import release_where_room
from service.deciding import WEATHER, record_decision
from service.line import Line
from store import beats, cases, messages, partners, questions, rounds
from store.engine import Tx
from store.gather import facts_of_day, facts_of_pot

log = logging.getLogger("reciprocal")

ROUND = "day"
LONGEST_UNIT = 300.0  # seconds
WHO = "the clocks"

FAULT = (
    "A fault of the program stopped the {what} on {day}: reminders and questions of that day may be missing. Pass this on to "
    "whoever looks after the program, and look yourself at what it is about."
)


def pass_the_day(line: Line) -> int:
    """The round of today, unless it has been made; gives how many units of work it did."""
    today = line.now().date()
    with line.store.read() as tx:
        if rounds.last_done(tx, ROUND) == today or not _all_mail_is_heard(tx, today):
            return 0
        waiting = tuple(case.reference for case in cases.every(tx, *OPEN) if _may_strike(line, case, today))
    units = [(f"clocks of {each}", partial(_pass_one, line=line, reference=each, today=today), each) for each in waiting]
    units += [
        (name, partial(_beside_the_cases, part=part, line=line, today=today), "") for name, part in BESIDE_THE_CASES.items()
    ]
    done = 0
    for what, work, reference in units:
        if line.stop():
            return done
        line.ties.within(LONGEST_UNIT)
        _unit(line, work, what, reference, today)
        done += 1
    line.store.write(partial(_gone_through, line=line, today=today))
    log.info("The day's round is done.", extra={"cases": len(waiting)})
    return done + 1


def _all_mail_is_heard(tx: Tx, today: date) -> bool:
    """Whether the mailbox has been looked at today, and every mail that it had is decided."""
    looked = beats.of(tx, beats.MAILBOX).at
    if looked is None or looked.date() < today:
        return False
    return not any(messages.by_stage(tx, stage, limit=1) for stage in ("kept", "read"))


def _may_strike(line: Line, case: Case, today: date) -> bool:
    """A look at the case alone. One that cannot even be looked at is a unit all the same, so that its fault is asked about."""
    try:
        return strikes(case, line.scheme.policy(case.policy), today)
    except Exception:  # noqa: BLE001 - the unit meets the same bug and asks about it
        return True


def _unit(line: Line, work: Callable[[Tx], None], what: str, reference: str, today: date) -> None:
    """A bug stops one unit and is asked about; weather stops the round, which goes on later (F14)."""
    try:
        line.store.write(work)
    except WEATHER:
        raise
    except Exception:
        log.exception("a unit of the day's round stopped", extra={"unit": what})
        line.store.write(partial(_ask_about_fault, line=line, what=what, reference=reference, today=today))


def _pass_one(tx: Tx, line: Line, reference: str, today: date) -> None:
    line.ties.check(tx)
    case = cases.find(tx, reference)
    if case is None or not case.open:
        return
    facts = facts_of_day(tx, case, cause=f"clocks of {reference}")
    decision = pass_day(case, facts, line.scheme, today)
    if decision != Decision():
        record_decision(tx, line, decision, facts, cause=f"clocks of {reference}: {_told_now(case, decision)}", who=WHO)


def _told_now(case: Case, decision: Decision) -> str:
    """What was told, as the name of this cause, without the day: told again by a restored store, a letter is the same letter."""
    after = next(each for each in decision.cases if each.reference == case.reference)
    return " + ".join(each.rpartition(" on ")[0] for each in after.told[len(case.told) :])


def _ask_about_fault(tx: Tx, line: Line, what: str, reference: str, today: date) -> None:
    line.ties.check(tx)
    if not questions.is_open(tx, what, "fault"):
        why = FAULT.format(what=what, day=today.isoformat())
        questions.ask(tx, Question(kind="fault", why=why, case=reference), cause=what, now=line.now())


def _gone_through(tx: Tx, line: Line, today: date) -> None:
    line.ties.check(tx)
    rounds.mark_gone_through(tx, ROUND, today)


def _beside_the_cases(tx: Tx, part: Callable[[Tx, Line, date], None], line: Line, today: date) -> None:
    line.ties.check(tx)
    part(tx, line, today)


def _let_held_go_on(tx: Tx, line: Line, today: date) -> None:
    """Room under the cap that no mail has made: a policy's new date of effect, or a request that waited paused (R050)."""
    if not cases.held(tx):
        return
    cause = f"day {today.isoformat()}:held"
    facts = facts_of_pot(tx, cause=cause)
    decision = release_where_room(facts, line.scheme, today, cases.out(tx))
    known = {(asked.question.case, asked.question.why) for asked in questions.open_all(tx)}
    decision = replace(decision, questions=tuple(each for each in decision.questions if (each.case, each.why) not in known))
    if decision.cases or decision.questions:
        record_decision(tx, line, decision, facts, cause=cause, who=WHO)


def _settle_lapses(tx: Tx, line: Line, today: date) -> None:
    """A request that was asked about and has been answered for since needs no answer of a person."""
    for asked in questions.open_all(tx):
        case = cases.find(tx, asked.question.case) if asked.question.kind == LAPSE else None
        if case is not None and not grounds_to_lapse(case, line.scheme.policy(case.policy), today):
            questions.settle(tx, asked.cause, answer="there has been an answer", now=line.now(), kinds=(LAPSE,))


def _ask_after_leads(tx: Tx, line: Line, today: date) -> None:
    """R020: a landlord of whose requests nobody can decide."""
    for name, question in without_leads(partners.every(tx), cases.every(tx, *OPEN)):
        _ask_once_a_week(tx, line, name, question, today)


def _ask_once_a_week(tx: Tx, line: Line, landlord: str, question: Question, today: date) -> None:
    """Asked again in another week, as long as it is so and nobody has the question before them: an import asks it too (R020)."""
    year, week, _ = today.isocalendar()
    before_them = (asked.question for asked in questions.open_all(tx) if asked.question.kind == question.kind)
    if not any(known.why.startswith(f"{landlord} ") for known in before_them):
        questions.ask(tx, question, cause=f"named lead of {landlord} in week {week} of {year}", now=line.now())


# What belongs to no single request, after them all.
BESIDE_THE_CASES: Mapping[str, Callable[[Tx, Line, date], None]] = {
    "settling of what was answered": _settle_lapses,
    "release of held requests": _let_held_go_on,
    "look at the named leads": _ask_after_leads,
}
