"""The draft of an answer to an enquiry, from the scheme's own texts (R074), and the safe words for a tenant (R012).

A draft is shown to the coordinator. It leaves only by her word, and only to a mailbox of the register or to an officer of an
open case whose mail is proved; to a tenant or a stranger the service has no way to send it (D13, R019).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outbox.answer import DANGER, KIND, answer_cause, draft_of, words_of
from outbox.message import letter_id
from scheme.agreement import Scheme
from store import addressees, cases, messages, outbox
from store.engine import Tx
from store.questions import Asked

NEVER_SENT = (
    "The service never sends this. First find out, with somebody who supports the tenant, by what way it is safe to be in touch."
)
NO_ANSWER = "The scheme's texts have no answer to it: write one yourself."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    text: str
    topics: tuple[str, ...] = ()
    to: str = ""  # who gets it with --send-draft; empty: nobody, and `warning` says why
    warning: str = ""


def draft_for(tx: Tx, scheme: Scheme, asked: Asked) -> Draft | None:
    """The draft that belongs to a question; None where the question calls for none."""
    if asked.message is None or asked.question.kind not in ("enquiry", "tenant"):
        return None
    mail = messages.mail_as_data(tx, asked.message)
    danger = (DANGER,) if mail.get("urgent") else ()
    if asked.question.kind == "tenant":
        texts = [" ".join(scheme.texts[key].split()) for key in (*danger, "ask_a_professional")]
        return Draft(text=_laid_out(("Hello,", *texts, scheme.name)), warning=NEVER_SENT)
    reading = messages.reading_as_data(tx, asked.message, asked.reading)
    topics = tuple(each["topic"] for each in reading.get("asked", ()) if scheme.topic(each["topic"]))
    to, warning = addressees.of_sender(tx, mail)
    if to and not topics:
        to, warning = "", NO_ANSWER
    return Draft(text=_laid_out(draft_of((*danger, *topics), scheme)), topics=(*danger, *topics), to=to, warning=warning)


def as_data(draft: Draft) -> dict[str, Any]:
    return {"text": draft.text, "topics": list(draft.topics), "to": draft.to or None, "warning": draft.warning}


def _laid_out(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(textwrap.fill(each, 72, break_long_words=False, break_on_hyphens=False) for each in paragraphs)


def send(tx: Tx, scheme: Scheme, asked: Asked, *, by: str, sender: str, now: datetime) -> str:
    """Puts the draft into the outbox as a letter; gives the reason why not, empty if it is there."""
    draft = draft_for(tx, scheme, asked)
    if draft is None:
        return f"{asked.id} is no enquiry, so there is no draft to send."
    from outbox.compose import compose_answer  # a look at the queue has no time for the templates

    cause = answer_cause(asked.id, draft.topics)
    if not draft.to or not words_of(cause, scheme):
        return draft.warning or NO_ANSWER
    if outbox.find(tx, letter_id(cause, KIND, draft.to)) is None:
        outbox.queue(tx, compose_answer(cause, draft.to, scheme=scheme, sender=sender, today=now.date()), now)
    if asked.question.case and cases.find(tx, asked.question.case):
        what = "A question was answered from the scheme's texts."
        cases.note(tx, asked.question.case, what, who=by, because=asked.id, now=now)
    return ""
