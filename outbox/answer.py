"""The answer to an enquiry: the scheme's own texts and nothing else, drafted for the coordinator (R074). It is about no case.

Its words follow from its cause, the topics that were asked about: `compose_answer` writes them, and the gate (leaks.py)
holds the finished bytes to them.
"""

from __future__ import annotations

from collections.abc import Sequence

from scheme.agreement import Scheme

KIND = "answer"
SUBJECT = "Your question"
DANGER = "immediate_danger"  # stands before all answers where the mail speaks of danger (R007)
THANKS = "Thank you for your question."
A_PERSON = "A person will look at your question and answer it."
CLOSING = "If this does not answer it, please write again."


def answer_cause(question: str, topics: Sequence[str]) -> str:
    """One answer to a question of the queue: «answer Q17 pets,how_long»."""
    return f"{KIND} {question} {','.join(topics)}"


def draft_of(topics: Sequence[str], scheme: Scheme) -> tuple[str, ...]:
    """The paragraphs of a draft. A topic that the scheme answers no more is left out, and with no topic only a person answers."""
    danger = [_answer(DANGER, scheme)] if DANGER in topics else []
    told = [answer for topic in topics if topic != DANGER and (answer := _answer(topic, scheme))]
    return ("Hello,", *danger, THANKS, *(told or [A_PERSON]), *([CLOSING] if told else []), scheme.name)


def words_of(cause: str, scheme: Scheme) -> tuple[str, ...]:
    """The paragraphs that an answer of this cause has; none if it is no answer's, or the scheme has not all of its answers."""
    kind, _, rest = cause.partition(" ")
    topics = [topic for topic in rest.partition(" ")[2].split(",") if topic]
    known = topics and all(_answer(topic, scheme) for topic in topics) and topics != [DANGER]
    return draft_of(topics, scheme) if kind == KIND and known else ()


def _answer(topic: str, scheme: Scheme) -> str:
    if topic == DANGER:
        return " ".join(scheme.texts[DANGER].split())
    found = scheme.topic(topic)
    return found.answer if found else ""
