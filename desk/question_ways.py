"""Which ways are open with a question: a table by its kind, and what its mail adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matching.clocks import LAPSE as SHALL_IT_LAPSE
from parsing.forms import FORMS
from parsing.readings import Complaint, Enquiry, Reading, Unreadable
from store.questions import Asked

ANSWER, SET_ASIDE, LET_GO, ARRIVED, LAPSE, TAKE_UP = "answer", "set_aside", "let_go", "arrived", "lapse", "take_up"
SEND_DRAFT, ASK_SENDER, COMPLAINT, READ_AGAIN, LEARN = "send_draft", "ask_sender", "complaint", "read_again", "learn"
UNLOCK, HAND_IN, REASON = "unlock", "hand_in", "reason"
ABOUT_LETTERS = ("delivery", "held_letter")
REASONED: Mapping[str, str] = {  # kinds whose answer may, or must, give a reason that stays with the case
    "cap": "Why the request goes on above the cap",
    "bedrooms": "Why another number of bedrooms",
    "amendment": "Why the change is right",
    "change": "Why the change is right",
}
FORM_OF = {"withdrawal": "change"}  # kinds of reading that come from another kind's form


def ways_of(asked: Asked, chosen: Sequence[Reading]) -> tuple[str, ...]:
    """The ways that are open, the likeliest first. To set it aside is always one."""
    return (*dict.fromkeys(_ways(asked, chosen)), SET_ASIDE)


def _ways(asked: Asked, chosen: Sequence[Reading]) -> Iterator[str]:
    if asked.question.kind == SHALL_IT_LAPSE:
        yield LAPSE
    elif asked.message is None:
        if asked.cause.startswith("letter "):
            yield from (LET_GO, ARRIVED)
    elif asked.question.kind == "fault":
        yield TAKE_UP
    else:
        yield from _of_mail(asked, chosen)


def _of_mail(asked: Asked, chosen: Sequence[Reading]) -> Iterator[str]:
    if any(isinstance(reading, Unreadable) for reading in chosen):
        yield from (UNLOCK, HAND_IN) if any(getattr(each, "needs", "") == "password" for each in chosen) else (HAND_IN,)
    if any(isinstance(reading, Enquiry) for reading in chosen):
        yield SEND_DRAFT
    if any(isinstance(reading, Complaint) for reading in chosen):
        yield COMPLAINT
    if any(reading.unknown for reading in chosen):
        yield LEARN
    yield ANSWER
    if asked.question.kind in REASONED:
        yield REASON
    if asked.reading is not None:
        yield ASK_SENDER
    yield READ_AGAIN


def form_fields(kind: str) -> tuple[str, ...]:
    """The questions of the form that this kind of reading comes from: what an unknown wording may turn out to ask."""
    form = next((each for each in FORMS if each.kind == FORM_OF.get(kind, kind)), None)
    return tuple(question.key for question in form.questions) if form else ()
