"""Marks of a mail that no person wrote: out of office, bounce, receipt, loop, bulk (F24-F26, R071).

An automatic mail is never acted on as people's words. A person's mail that mentions her leave is not automatic: taking
an approval for an out-of-office reply would lose it, so the words of leave alone count only when nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsing.readings import Automatic

LOOP_RECEIVED = 25  # stations that a mail may have passed before it is going round in circles
OWN_MARK = "x-reciprocal-"  # begins the header fields that only our own letters carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the finders look at: header fields (lower-case names), the kind of the parts, and the new words."""

    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: str = ""
    sender: str = ""
    content_types: frozenset[str] = frozenset()
    report_type: str = ""
    words: str = ""
    has_papers: bool = False  # a mail that brings a form is a person's, whatever its words

    def first(self, name: str) -> str:
        """The field's first value in lower case, empty if there is none."""
        return next(iter(self.headers.get(name, ())), "").strip().lower()


def automatic_mark(marks: Marks) -> Automatic:
    """The mark that holds, the gravest first."""
    for found, holds in (
        (Automatic.BOUNCE, is_bounce),
        (Automatic.RECEIPT, is_receipt),
        (Automatic.LOOP, is_loop),
        (Automatic.OUT_OF_OFFICE, is_out_of_office),
        (Automatic.BULK, is_bulk),
    ):
        if holds(marks):
            return found
    return Automatic.NO


BOUNCE_SENDER = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]+)@", re.IGNORECASE)
BOUNCE_SUBJECT = re.compile(
    r"\s*(undeliver(able|ed)|undelivered mail|delivery (status notification|failure|has failed)|mail delivery (failed|system)"
    r"|(message|mail) (delivery )?(could not be delivered|not delivered|failure)|returned mail|returning message"
    r"|failure notice|warning: (could not send|message .* delayed)|delivery delayed|message blocked|nondeliverable)",
    re.IGNORECASE,
)
BOUNCE_WORDS = re.compile(
    r"(could not be delivered|(wasn't|was not|couldn't be|could not be) delivered"
    r"|delivery to the following recipients? (has )?failed"
    r"|the following address(es)? (failed|had permanent)|permanent fatal errors|recipient address rejected|user unknown"
    r"|mailbox (is )?(full|unavailable)|550 5\.\d\.\d|undeliverable)",
    re.IGNORECASE,
)


def is_bounce(marks: Marks) -> bool:
    """A delivery report, well-formed or in the words of some server."""
    if marks.report_type in {"delivery-status", "feedback-report"} or "message/delivery-status" in marks.content_types:
        return True
    daemon = bool(BOUNCE_SENDER.match(marks.sender)) or bool(BOUNCE_SENDER.search(marks.first("from")))
    null_path = marks.first("return-path") == "<>"
    if BOUNCE_SUBJECT.match(marks.subject):
        return daemon or null_path or bool(marks.first("x-failed-recipients")) or bool(BOUNCE_WORDS.search(marks.words))
    return daemon and bool(BOUNCE_WORDS.search(marks.words))


RECEIPT_SUBJECT = re.compile(
    r"\s*(read|not read|delivered|relayed|read receipt|return receipt( \(displayed\))?)\s*(:|$)", re.IGNORECASE
)
RECEIPT_WORDS = re.compile(
    r"^\W*(your message|this is a (receipt|read receipt|return receipt)|the message was (read|deleted|displayed)"
    r"|your message .{0,300}(was|has been) (read|deleted|displayed))",
    re.IGNORECASE | re.DOTALL,
)


def is_receipt(marks: Marks) -> bool:
    """A machine's note that a mail was read. «Read: …» over a person's own words is a person's."""
    if marks.report_type == "disposition-notification" or "message/disposition-notification" in marks.content_types:
        return True
    return bool(RECEIPT_SUBJECT.match(marks.subject)) and (not marks.words.strip() or bool(RECEIPT_WORDS.match(marks.words)))


def is_loop(marks: Marks) -> bool:
    """Our own letter come back, or a mail that goes round (F26)."""
    if len(marks.headers.get("received", ())) >= LOOP_RECEIVED:
        return True
    return any(name.startswith(OWN_MARK) for name in marks.headers)


SURE_SUBJECT = re.compile(
    r"\s*(automatic reply|auto[- ]?reply|autoreply|auto[- ]?response|automated (reply|response)|auto)\s*:", re.IGNORECASE
)
LEAVE_SUBJECT = re.compile(
    r"\s*((re|aw)\s*:\s*)?(out of (the )?office|ooo\b|o/o|away from (the|my) (office|desk)|on (annual |sick |maternity )?leave"
    r"|automated acknowledg|automatic reply|auto reply)",
    re.IGNORECASE,
)
OF_ONESELF = re.compile(
    r"\b(i am|i'm|i’m|i will|i'll|i’ll|my (return|absence)|out of office|this mailbox|automat\w+"
    r"|i do not work)\b",
    re.IGNORECASE,
)
AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-autogenerated", "x-auto-reply-from")
LEAVE_WORDS = re.compile(
    r"(out of (the )?office|(on|taking) (annual |sick |maternity |paternity |parental |study |special )?leave"
    r"|away from (my|the) (desk|office|work)|(currently|now|am|be) away\b|on holiday|non[- ]working day|do not work on"
    r"|limited access to (my )?e?-?mails?|(return|back) (to (work|the office) )?(on|in the office|from|until)\b"
    r"|will (be )?(return|respond|reply)\w* (to you )?(when|on|upon|as soon)|no longer (work|with)"
    r"|automat(ed|ic) (reply|response|message|acknowledg)|this (mailbox|inbox) is not monitored)",
    re.IGNORECASE,
)
LEAVE_SENTENCE = re.compile(
    LEAVE_WORDS.pattern[:-1]
    + r"|thank(s| you) for (your|getting|contacting)|urgent|emergenc|in my absence|please (contact|e-?mail|call|speak)"
    r"|can be (reached|contacted)"
    r"|will (get back|come back) to you|your (e-?mail|message) (will|has)|not be (forwarded|checking)|auto)",
    re.IGNORECASE,
)


def is_out_of_office(marks: Marks) -> bool:
    """An absence note or another answer that a machine wrote."""
    if marks.first("auto-submitted").startswith(("auto-replied", "auto-notified")):
        return True
    if any(name in marks.headers for name in AUTO_HEADERS) or marks.first("precedence") in {"auto_reply", "auto-reply"}:
        return True
    if SURE_SUBJECT.match(marks.subject):
        return True
    of_leave = bool(LEAVE_WORDS.search(marks.words))
    if LEAVE_SUBJECT.match(marks.subject) and (of_leave or not marks.words.strip()):
        return _says_only_leave(marks.words) or not re.match(r"\s*(re|aw)\s*:", marks.subject, re.IGNORECASE)
    return of_leave and not marks.has_papers and bool(OF_ONESELF.search(marks.words)) and _says_only_leave(marks.words)


def _says_only_leave(words: str) -> bool:
    """Every sentence is about the absence, so nothing is lost by not reading it."""
    sentences = [each for each in re.split(r"(?<=[.!?])\s+|\n+", words.strip()) if len(each.split()) > 3]
    return bool(sentences) and len(words) < 2_000 and all(LEAVE_SENTENCE.search(each) for each in sentences)


def is_bulk(marks: Marks) -> bool:
    """A mailing list or a newsletter. A web form's notification is auto-generated too, and stays readable (R073)."""
    listed = any(name in marks.headers for name in ("list-id", "list-unsubscribe", "list-post"))
    return listed or marks.first("precedence") in {"bulk", "list", "junk"}


MESSAGE_ID = re.compile(r"^(?:Original-)?Message-ID:\s*(<[^<>\s]{1,240}@[^<>\s]{1,240}>)", re.IGNORECASE | re.MULTILINE)


def returned_message_id(report: str) -> str:
    """The Message-ID of the letter that a bounce brings back, empty if it does not tell (F24)."""
    found = MESSAGE_ID.search(report)
    return found[1] if found else ""
