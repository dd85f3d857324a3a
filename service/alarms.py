"""Standing still is told: a letter to the coordinators and a question, once a day for each thing that is wrong (F4, F14)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.health import Limits, limits_of, told
from matching.decision import Question
from outbox.alarm import ALARMS, KIND, alarm_cause
from outbox.compose import compose_alarm
from service.config import AlarmsSection
from store import outbox, questions
from store.beats import LINE, MAILBOX, POST
from store.engine import Store, Tx
from store.figures import Figures, look

log = logging.getLogger("reciprocal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    what: str  # a key of ALARMS
    since: datetime


def raise_due(store: Store, section: AlarmsSection, sender: str, now: datetime) -> tuple[Alarm, ...]:
    """Write the letters and the question of everything that has stood still too long. A letter comes once a day while it lasts,
    the question once.
    """

    def write(tx: Tx) -> tuple[Alarm, ...]:
        due = due_alarms(look(tx), limits_of(section.after_hours, section.quiet_hours), now)
        return tuple(alarm for alarm in due if _tell(tx, alarm, section.to, sender, now))

    new = store.write(write)
    for alarm in new:
        log.error("Alarm: %s for %s.", alarm.what, told(now - alarm.since), extra={"alarm": alarm.what})
    return new


def due_alarms(figures: Figures, limits: Limits, now: datetime) -> tuple[Alarm, ...]:
    """What has stood still for longer than the limits allow."""
    lying = [
        *((name, figures.beat(name).since) for name in (MAILBOX, POST, LINE)),
        ("unread", figures.oldest_unread),
        ("unsent", None if figures.paused else figures.oldest_unsent),
    ]
    due = [Alarm(what=what, since=since) for what, since in lying if since is not None and now - since > limits.lying]
    if limits.quiet is not None and figures.last_mail is not None and now - figures.last_mail > limits.quiet:
        due.append(Alarm(what="quiet", since=figures.last_mail))
    return tuple(due)


def _tell(tx: Tx, alarm: Alarm, coordinators: Sequence[str], sender: str, now: datetime) -> bool:
    cause = alarm_cause(alarm.what, now.date().isoformat())
    words = ALARMS[alarm.what]
    letters = [compose_alarm(cause, to, sender=sender, today=now.date()) for to in coordinators]
    news = [outbox.queue(tx, letter, now) for letter in letters]
    if not _is_asked(tx, alarm.what):
        question = Question(kind=KIND, why=f"{words.what} {words.todo}", urgent=True)
        news.append(questions.ask(tx, question, cause=cause, now=now) is not None)
    return any(news)


def _is_asked(tx: Tx, what: str) -> bool:
    return any(each.cause.startswith(alarm_cause(what, "")) for each in questions.open_all(tx))
