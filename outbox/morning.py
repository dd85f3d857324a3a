"""The morning letter's words: what is due today, told to the coordinators in sentences of fixed forms (R036, R055).

Its forms are data for two hands: `compose_morning` fills them, and the gate (morning_gate.py) takes each line apart by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KIND = "morning"
SUBJECT = "Reciprocal: what is due today"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    heading: str
    todo: str  # what to do about its lines


# The keys are those of matching/agenda.py Due, in its order; a test compares them.
SECTIONS: Mapping[str, SectionWords] = MappingProxyType(
    {
        "danger": SectionWords(
            heading="Urgent questions",
            todo="Somebody may be in danger. Open each one first, with “reciprocal queue ID”, and act on it before all else.",
        ),
        "circulate": SectionWords(
            heading="Requests to circulate",
            todo="These are complete and approved, and landlords have not been told. See in the queue what each waits for.",
        ),
        "answers": SectionWords(
            heading="Offers that want an answer",
            todo="Ring the nominating officer. If the household needs more time, ask the landlord to keep the home.",
        ),
        "approvals": SectionWords(
            heading="Landlords that have not answered",
            todo="Ring the landlord’s named lead, or a deputy, and ask for its decision.",
        ),
        "panels": SectionWords(heading="Panels", todo="Ask the landlord after its panel what was decided."),
        "letters": SectionWords(
            heading="Letters that have not gone",
            todo="See with “reciprocal queue” why, and let each go, or tell its reader another way.",
        ),
        "questions": SectionWords(
            heading="Open questions",
            todo="Answer the oldest first: “reciprocal queue ID” shows what was read, “reciprocal resolve ID” answers.",
        ),
        "tenancies": SectionWords(
            heading="Tenancies to start", todo="Ask the nominating officer whether the tenancy has begun, and on which day."
        ),
        "pauses": SectionWords(heading="Pauses that have ended", todo="Ask the nominating officer whether the request goes on."),
        "held": SectionWords(
            heading="On hold at the cap",
            todo="Ask each landlord for a home for another landlord’s household: the request that waits longest goes on first.",
        ),
    }
)

# What a line may say. A word in braces is a place that the letter fills, and the gate looks into.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "circulate": "{reference} of {landlord}: to be circulated by {day} ({when})",
        "circulate_now": "{reference} of {landlord}: to be circulated by {day} ({when}). Do this one now",
        "answer": "{reference}: {landlord} offers a home and wants an answer by {day} ({when})",
        "approval": "{reference}: {landlord} was asked on {day} ({when})",
        "panel": "{reference}: the panel of {landlord} meets on {day} ({when})",
        "panel_met": "{reference}: the panel of {landlord} met on {day} ({when})",
        "tenancy": "{reference}: the home of {landlord} is accepted",
        "pause": "{reference}: paused until {day} ({when})",
        "held": "{landlord}: {requests} on hold; the oldest is {reference}, received on {day}",
        "kind": "{questions} about “{kind}”; the oldest is of {day} ({when})",
        "question": "{question}, “{kind}”, asked on {day} ({when})",
        "question_about": "{question}, “{kind}”, about {reference}, asked on {day} ({when})",
        "letter": "the letter “{letter}” of {day} {state}",
        "letter_about": "the letter “{letter}” about {reference}, of {day}, {state}",
        "more": "and {count} more",
        # to a mailbox where no request may be named
        "counted": "{count} on the list",
    }
)
OPENING = "Good morning. This is what is due on {day}, the most urgent first."
WELL = "Good morning. All is well: nothing is due on {day}."
SHORT = "This mailbox is not at a secure domain, so no request is named here: “reciprocal today” shows the list."
ANCHOR_HEADING = "For the record"
ANCHOR = "The audit has {lines}; its newest link is {link}"
ANCHOR_TODO = (
    "Please keep this letter. “reciprocal verify --anchor” with this link shows, on any later day, whether a line up to here was "
    "changed or taken away."
)
NO_LANDLORD = "a landlord not known yet"
# of a letter that does not go by itself
STATES: Mapping[str, str] = MappingProxyType({"held": "is held", "refused": "was refused", "uncertain": "may not have arrived"})


def morning_cause(day: str) -> str:
    """One morning letter a day. `day` as 2026-12-01."""
    return f"{KIND} {day}"
