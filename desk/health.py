"""Is the line well? Findings from the figures, each a sentence for whoever is woken by it (F4, F14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.beats import LINE, MAILBOX, POST
from store.figures import Figures

PASSING = timedelta(minutes=5)  # trouble that is younger passes by itself, mostly
STILL = timedelta(minutes=15)  # a line that has not turned for so long stands still
DOORS = {
    MAILBOX: "The mailbox cannot be reached",
    POST: "Letters cannot be handed over",
    LINE: "The line cannot do its work",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long something may lie before a person is told."""

    lying: timedelta = timedelta(hours=4)
    quiet: timedelta | None = timedelta(hours=72)  # None: it may be quiet for ever


def limits_of(after_hours: int, quiet_hours: int) -> Limits:
    """As the configuration has them; no quiet hours: it may be quiet for ever."""
    return Limits(lying=timedelta(hours=after_hours), quiet=timedelta(hours=quiet_hours) if quiet_hours else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`what` is a short name for programs; `sentence` says how it is, without a word of any mail."""

    what: str
    ok: bool
    sentence: str


def findings(figures: Figures, now: datetime, limits: Limits) -> tuple[Finding, ...]:
    return (
        _turning(figures, now),
        *(_door(figures, name, now) for name in (MAILBOX, POST)),
        _lying("unread", figures.oldest_unread, now, limits, "mail lies undecided"),
        _unsent(figures, now, limits),
        *_quiet(figures, now, limits),
        Finding(what="sending", ok=True, sentence=_of_sending(figures)),
        Finding(what="questions", ok=True, sentence=_of_questions(figures)),
    )


def _turning(figures: Figures, now: datetime) -> Finding:
    beat = figures.beat(LINE)
    if beat.at is None:
        return Finding(what=LINE, ok=False, sentence="The line has never run. Start it: reciprocal run.")
    if now - beat.at > STILL:
        return Finding(what=LINE, ok=False, sentence=f"The line last turned {told(now - beat.at)} ago. Is the service running?")
    if beat.since is not None and now - beat.since > PASSING:
        return Finding(what=LINE, ok=False, sentence=f"{DOORS[LINE]} for {told(now - beat.since)}: {beat.trouble}")
    return Finding(what=LINE, ok=True, sentence="The line turns.")


def _door(figures: Figures, name: str, now: datetime) -> Finding:
    beat = figures.beat(name)
    if beat.since is None:
        last = f"went well {told(now - beat.at)} ago" if beat.at else "has not been needed yet"
        return Finding(what=name, ok=True, sentence=f"The {name} {last}.")
    sentence = f"{DOORS[name]} for {told(now - beat.since)} ({beat.failures} tries): {beat.trouble}"
    return Finding(what=name, ok=now - beat.since <= PASSING, sentence=sentence)


def _lying(what: str, oldest: datetime | None, now: datetime, limits: Limits, words: str) -> Finding:
    if oldest is None:
        return Finding(what=what, ok=True, sentence=f"No {words}.")
    return Finding(what=what, ok=now - oldest <= limits.lying, sentence=f"The oldest {words} since {told(now - oldest)}.")


def _unsent(figures: Figures, now: datetime, limits: Limits) -> Finding:
    """What a person has stopped is not late."""
    found = _lying("unsent", figures.oldest_unsent, now, limits, "letter waits")
    return Finding(what=found.what, ok=found.ok or figures.paused, sentence=found.sentence)


def _quiet(figures: Figures, now: datetime, limits: Limits) -> Iterator[Finding]:
    """No news may be bad news: a rule on the server that moves our mails elsewhere looks just like a quiet week."""
    if limits.quiet is None or figures.last_mail is None:
        return
    since = now - figures.last_mail
    words = f"The last mail came {told(since)} ago."
    if since > limits.quiet:
        words += " Send yourself a test mail: somebody may have changed the mailbox's rules or its password."
    yield Finding(what="quiet", ok=since <= limits.quiet, sentence=words)


def _of_sending(figures: Figures) -> str:
    if figures.paused:
        return "All sending is stopped. To let letters go again: reciprocal resume."
    return "Letters go out as they are due."


def _of_questions(figures: Figures) -> str:
    urgent = f", {figures.urgent} of them urgent" if figures.urgent else ""
    return f"{figures.questions} questions wait for a person{urgent}."


def told(since: timedelta) -> str:
    """How a person says it: «4 minutes», «3 hours», «2 days»."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if (count := int(since.total_seconds() // size)) >= 1:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "less than a minute"
