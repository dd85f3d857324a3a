"""The letter that asks a sender about what is missing or in doubt: the names of questions, never a value (matrix, «missing»).

Of a mail on a case it is a row of LETTERS, and its reader must be one of the case's. Of a mail that belongs to no case yet it
says the same in fixed words, follows from its cause, and has a gate of its own (leaks.py), as an answer to an enquiry has.
"""

from __future__ import annotations

from collections.abc import Sequence

from outbox.words import as_asked, is_question
from scheme.agreement import Scheme

KIND = "please_tell_us"
SUBJECT = "Your e-mail to us"
THANKS = "Thank you for your e-mail. We want to be sure that we understand it, and a part of it is not clear to us yet."
ASKS = "We ask you about:"
HOW = (
    "Please reply to this e-mail in your own words, or send the form again with these answers filled in. What was clear need not "
    "be said again."
)
THEN = "A coordinator looks at your answer. Until then we go no further with this part of your e-mail."
NO_NAMES = "Please do not write the name, address or telephone number of anyone in the household."


def asking_cause(question: str, keys: Sequence[str]) -> str:
    """Asked twice about the same, one letter is written: «please_tell_us Q17 adults,areas_requested»."""
    return f"{KIND} {question} {','.join(sorted(set(keys)))}"


def asked_in(cause: str) -> tuple[str, tuple[str, ...]]:
    """The question of the queue behind such a cause, and the keys that it asks about; empty if it is none."""
    kind, _, rest = cause.partition(" ")
    question, _, keys = rest.partition(" ")
    return (question, tuple(each for each in keys.split(",") if each)) if kind == KIND else ("", ())


def words_of(cause: str, scheme: Scheme) -> tuple[str, ...]:
    """The paragraphs of a letter of no case with this cause; none if it is no such cause, or asks what nobody knows."""
    _, keys = asked_in(cause)
    if not keys or not all(map(is_question, keys)):
        return ()
    listed = "\n".join(f"- {as_asked(key)}" for key in keys)
    return ("Hello,", THANKS, ASKS, listed, HOW, THEN, NO_NAMES, " ".join(scheme.name.split()))
