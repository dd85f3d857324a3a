"""A question as a person reads it: what kind it is, in plain words, and its sentence without the signs that are for the shell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

KINDS: Mapping[str, str] = {
    "alarm": "Alarm",
    "amendment": "Changed form",
    "approval": "Landlord's approval",
    "bedrooms": "Number of bedrooms",
    "bounce": "Returned letter",
    "cap": "Above the cap",
    "change": "Change to a request",
    "circulation": "Nobody to circulate to",
    "closed": "About a closed request",
    "complaint": "Complaint",
    "contact_change": "Contact has changed",
    "danger": "Immediate danger",
    "date": "A missing date",
    "delayed": "Letter slow to go",
    "delivery": "Letter not delivered",
    "doubt": "Not read for certain",
    "eligibility": "Can the scheme help?",
    "enquiry": "Enquiry",
    "fault": "Fault of the program",
    "held_letter": "Letter held back",
    "identity": "Tells who the applicant is",
    "landlord": "Which landlord?",
    "lapse": "Shall it lapse?",
    "many_alike": "Many letters of one kind",
    "many_letters": "Many letters to one mailbox",
    "message_id": "Two mails under one number",
    "named_lead": "No named lead",
    "never_seen": "Mail never seen",
    "offer": "Offer of a home",
    "order": "Your order",
    "outcome": "News of an offer",
    "pause": "Paused request",
    "reference": "Which request?",
    "renumbered": "Mailbox renumbered",
    "reopen": "Open it again?",
    "restored": "Restored from a backup",
    "sender": "Who sent it?",
    "shield": "Safety of a request",
    "silence": "Nothing heard for long",
    "swap": "Possible direct swap",
    "tenancy": "Has the tenancy started?",
    "tenant": "A tenant wrote",
    "uncertain": "Did the letter arrive?",
    "unreadable": "Could not be read",
    "vanished": "Mail that disappeared",
    "warn": "Time to circulate runs out",
    "withdrawal": "Withdrawal",
}

NEEDS: Mapping[str, str] = {
    "password": "needs its password",
    "opening": "to be opened by hand",
    "wording": "a wording to be learned",
    "comparing": "to be compared with the original",
}

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_RULES = re.compile(r"\s*\((?:[RDFL]\d+(?:[–-][RDFL]?\d+)?(?:, )?)+\)")
# What the sentences say to somebody at the shell, and how it is said here. Tried in this order.
_SHELL = tuple(
    (re.compile(sign), words)
    for sign, words in (
        (r"\.? ?\(reciprocal resolve ID --(?:password|file …)\)", ""),
        (r"reciprocal enter \S+ --as case_order --set order=reopen --set reason=…", "open it again on the request's page"),
        (
            r"then: reciprocal enter \S+ --as change --set change=officer[^.]*?=\S+ --set new_officer_email=\w+",
            "then say so on the request's page",
        ),
        (
            r"then «reciprocal enter \S+ --as case_order --set order=landlord --set partner=…»",
            "then name it on the request's page",
        ),
        (
            r"«reciprocal enter \S+ --as landlord_decision --set decision=decline» ends it",
            "enter its decline on the request's page: that ends it",
        ),
        (r"answer with --set decision=approve or --set decision=decline", "say below that it approves, or that it declines"),
        (
            r"answer with --set new_officer_name=NAME --set new_officer_email=MAILBOX",
            "give the new officer's name and mailbox below",
        ),
        (r"with «reciprocal pot correct»", "on the ledger's page"),
        (r"«reciprocal partners export», mend the row, «reciprocal partners import FILE»", "mend its row on the partners' page"),
        (r"«reciprocal contact» says whom to ring", "Its page among the partners says whom to ring"),
        (r"Look at «reciprocal today» and «reciprocal queue» yourself", "Look at Today and at the queue yourself"),
        (
            r"Look at «reciprocal outbox» whether they should; «reciprocal pause» stops them all",
            "Look at the outbox whether they should; there you can also pause all letters",
        ),
        (
            r"--accept lets it lapse; if it goes on, --dismiss REASON",
            "you can let it lapse below; if it goes on, set this question aside with a reason",
        ),
        (r"--accept lets the request go on, or --read-again", "confirm, and the request goes on; or have the mail read again"),
        (r"let the same letter go again with --accept", "let the same letter go again"),
        (r"mark it as sent with --sent, or send it again with --accept", "say below that it has arrived, or let it go again"),
        (
            r"tell the recipient another way and then say --sent",
            "tell the recipient another way and then say that it has arrived",
        ),
        (r"needs the coordinator's word and reason, --accept --override REASON", "needs your word, and your reason"),
        (r"or put it right with --set", "or put it right"),
        (r"resolve (?:it|the question) with --accept", "confirm here"),
        (r"let it go with --accept", "let it go below"),
        (r"close this with --dismiss REASON", "set this question aside with a reason"),
    )
)


def kind(code: str) -> str:
    return KINDS.get(code, code.replace("_", " ").capitalize())


def plain(why: str) -> str:
    """The sentence for this page: no numbers of rules, no options of a command, days as they are written."""
    for sign, words in _SHELL:
        why = sign.sub(words, why)
    return _DAY.sub(_as_written, _RULES.sub("", why))


def _as_written(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found.group())
    except ValueError:
        return found.group()
    return f"{day.day} {day:%b %Y}"
