"""The day's round: once a day the clocks of every open request are looked at (matching/clocks.py), each in its own transaction.

A day counts as gone through when the last of them has been. Killed or stopped before that, the round begins anew, and what was
told already is not told again. It waits for the mail: an answer that lies in the mailbox must not be asked for once more.
"""

from __future__ import annotations

import logging
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
from store.gather import facts_of_day

log = logging.getLogger("reciprocal")

ROUND = "day"
LONGEST_CASE = 300.0  # seconds that the clocks of one request may take
WHO = "the clocks"

FAULT = (
    "A fault of the program stopped the clocks of {reference} on {day}: its reminders and questions of that day may be missing. "
    "Pass this on to whoever looks after the program, and look at the request yourself."
)


def pass_the_day(line: Line) -> int:
    """The round of today, unless it has been made; gives how many requests it had something to tell of, and one for itself."""
    today = line.now().date()
    with line.store.read() as tx:
        if rounds.last_done(tx, ROUND) == today or not _all_mail_is_heard(tx, today):
            return 0
        waiting = tuple(case for case in cases.every(tx, *OPEN) if strikes(case, line.scheme.policy(case.policy), today))
    done = 0
    for case in waiting:
        if line.stop():
            return done
        line.ties.within(LONGEST_CASE)
        _one(line, case.reference, today)
        done += 1
    line.store.write(partial(_finish, line=line, today=today))
    log.info("The day's round is done.", extra={"cases": done})
    return done + 1


def _all_mail_is_heard(tx: Tx, today: date) -> bool:
    """Whether the mailbox has been looked at today, and every mail that it had is decided."""
    looked = beats.of(tx, beats.MAILBOX).at
    if looked is None or looked.date() < today:
        return False
    return not any(messages.by_stage(tx, stage, limit=1) for stage in ("kept", "read"))


def _one(line: Line, reference: str, today: date) -> None:
    """A bug stops the clocks of one request and is asked about; weather stops the round, which goes on later (F14)."""
    try:
        line.store.write(partial(_pass_one, line=line, reference=reference, today=today))
    except WEATHER:
        raise
    except Exception:
        log.exception("the clocks of a request stopped", extra={"case": reference})
        line.store.write(partial(_ask_about_fault, line=line, reference=reference, today=today))


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


def _ask_about_fault(tx: Tx, line: Line, reference: str, today: date) -> None:
    line.ties.check(tx)
    cause = f"clocks of {reference}"
    if not questions.is_open(tx, cause, "fault"):
        why = FAULT.format(reference=reference, day=today.isoformat())
        questions.ask(tx, Question(kind="fault", why=why, case=reference), cause=cause, now=line.now())


def _finish(tx: Tx, line: Line, today: date) -> None:
    """What belongs to no single request; then the day is gone through."""
    line.ties.check(tx)
    _settle_lapses(tx, line, today)
    _let_held_go_on(tx, line, today)
    for name, question in without_leads(partners.every(tx), cases.every(tx, *OPEN)):
        _ask_once_a_week(tx, line, f"named lead of {name}", question, today)
    rounds.mark_gone_through(tx, ROUND, today)


def _let_held_go_on(tx: Tx, line: Line, today: date) -> None:
    """Room under the cap that no mail has made: a policy's new date of effect, or a request that waited paused (R050)."""
    held = cases.held(tx)
    if not held:
        return
    cause = f"day {today.isoformat()}:held"
    facts = replace(facts_of_day(tx, held[0], cause=cause), case=None)
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


def _ask_once_a_week(tx: Tx, line: Line, cause: str, question: Question, today: date) -> None:
    """Asked again in another week, as long as it is so and nobody has the question before them."""
    year, week, _ = today.isocalendar()
    if all(asked.question.why != question.why for asked in questions.open_all(tx)):
        questions.ask(tx, question, cause=f"{cause} in week {week} of {year}", now=line.now())
