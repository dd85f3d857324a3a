"""Marks of a mail that no person wrote: out of office, bounce, receipt, loop, bulk (F24-F26, R071).

An automatic mail is never acted on as people's words. A person's mail that mentions her leave is not automatic: taking
an approval for an out-of-office reply would lose it, so the words of leave alone count only when nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsing import mail_wordings
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
    calendar: str = ""  # what a calendar part wants: "request", "reply", "cancel"
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
    r"\s*(\[?postmaster\]?\s*:?\s*)?(undeliver(able|ed)|(e-?)?mail delivery (failed|failure|system)|undelivered mail"
    r"|delivery (status notification|failure|has failed|delayed|incomplete)|delayed mail|rejected\s*:"
    r"|(message|e-?mail) (delivery )?(could not be delivered|not delivered|failure|undeliverable|blocked|rejected|expired)"
    r"|message status\s*-\s*undeliverable|returned (mail|to sender)|returning message|failure notice"
    r"|non-?delivery (report|notice)"
    r"|warning: (could not send|message .* delayed)|nondeliverable|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen"
    r"|your message did not reach|message (was )?not delivered"
    r"|non remis|échec de la remise|no se puede entregar|niedostarczon|zwrot poczty|onbestelbaar)",
    re.IGNORECASE,
)
BOUNCE_WORDS = re.compile(
    r"(could not be delivered|(wasn't|was not|couldn't be|could not be|has not( yet)? been) delivered"
    r"|delivery to the following recipients? (has )?failed"
    r"|the following address(es)? (failed|had permanent)|permanent fatal errors|(recipient|address) (address )?rejected"
    r"|did not reach (some or all of )?(the|its) (intended )?recipient|recipients?(\(s\))? cannot be reached"
    r"|user unknown|unknown user|mailbox (is )?(full|unavailable)|over quota|\b5\d\d[ -]5\.\d\.\d|undeliver|no mailbox here)",
    re.IGNORECASE,
)


SERVERS_CODE = re.compile(r"(?<![\d.])[45]\d\d[ -]|(?<![\d.])[45]\.\d{1,3}\.\d")


def is_bounce(marks: Marks) -> bool:
    """A delivery report, well-formed or in the words of some server."""
    if marks.report_type in {"delivery-status", "feedback-report"} or "message/delivery-status" in marks.content_types:
        return True
    daemon = bool(BOUNCE_SENDER.match(marks.sender)) or bool(BOUNCE_SENDER.search(marks.first("from")))
    null_path = marks.first("return-path") == "<>"
    if BOUNCE_SUBJECT.match(marks.subject):
        sent_by_machine = daemon or null_path or bool(marks.first("x-failed-recipients")) or bool(marks.first("auto-submitted"))
        # «Mails to Dawn could not be delivered» is somebody's word; a server says it with its code
        return sent_by_machine or bool(BOUNCE_WORDS.search(marks.words) and SERVERS_CODE.search(marks.words))
    return daemon and bool(BOUNCE_WORDS.search(marks.words))


RECEIPT_SUBJECT = re.compile(
    r"\s*(read|not read|delivered|relayed|read receipt|return receipt( \(displayed\))?|gelesen|nicht gelesen|lu|non lu"
    r"|leído|gelezen|przeczytano)\s*(:|$)|\s*return receipt( \(displayed\))? - ",
    re.IGNORECASE,
)
RECEIPT_WORDS = re.compile(
    r"^\W*(your (message|document)|this is a (receipt|read receipt|return receipt)|return receipt"
    r"|the message was (read|deleted|displayed)|ihre nachricht|votre message|delivery to these recipients"
    r"|your message .{0,300}(was|has been) (read|deleted|displayed))",
    re.IGNORECASE | re.DOTALL,
)
ANSWERED_INVITATION = re.compile(r"\s*(accepted|declined|tentative|zugesagt|abgesagt|accepté)\s*:", re.IGNORECASE)


def is_receipt(marks: Marks) -> bool:
    """A machine's note that a mail was read. «Read: …» over a person's own words is a person's."""
    if marks.report_type == "disposition-notification" or "message/disposition-notification" in marks.content_types:
        return True
    if _answers_an_invitation(marks):
        return True
    return bool(RECEIPT_SUBJECT.match(marks.subject)) and (not marks.words.strip() or bool(RECEIPT_WORDS.match(marks.words)))


INVITATION_WORDS = re.compile(
    r"(has|have) (accepted|declined|tentatively accepted|proposed a new time for) (this|the|your) (invitation|meeting|event)"
    r"|(accepted|declined) your (meeting|calendar) (request|invitation)|this event has been (updated|cancell?ed)",
    re.IGNORECASE,
)


def _answers_an_invitation(marks: Marks) -> bool:
    """«Accepted: viewing» is a click on an invitation, never the acceptance of a home."""
    if marks.calendar == "reply" and not marks.words.strip():
        return True
    answered = marks.calendar == "reply" or bool(ANSWERED_INVITATION.match(marks.subject))
    return answered and bool(INVITATION_WORDS.search(marks.words))


def is_loop(marks: Marks) -> bool:
    """Our own letter come back, or a mail that goes round (F26)."""
    if len(marks.headers.get("received", ())) >= LOOP_RECEIVED:
        return True
    return any(name.startswith(OWN_MARK) for name in marks.headers)


SURE_SUBJECT = re.compile(
    r"\s*(automatic reply|auto[- ]?reply|autoreply|auto[- ]?response|automated (reply|response)|auto|automatische antwort"
    r"|abwesenheitsnotiz|abwesenheit|réponse automatique|absence du bureau|ateb awtomatig|odpowiedź automatyczna"
    r"|allan o'r swyddfa"
    r"|automatisch antwoord|respuesta automática|risposta automatica|resposta automática|autosvar|automatiskt svar)\s*:",
    re.IGNORECASE,
)
LEAVE_SUBJECT = re.compile(
    r"\s*((re|aw)\s*:\s*)?(out of (the )?office|ooo\b|o/o|away from (the|my) (office|desk)|on (annual |sick |maternity )?leave"
    r"|automated acknowledg|automatic reply|auto reply|.{1,60}\bis out of (the )?office\b)",
    re.IGNORECASE,
)
OF_ONESELF = re.compile(
    r"\b(i am|i'm|i’m|i will|i'll|i’ll|my (return|absence)|our offices?|out of office|this mailbox|automat\w+"
    r"|i do not work|i (only )?work)\b",
    re.IGNORECASE,
)
AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-autogenerated", "x-auto-reply-from")
LEAVE_WORDS = re.compile(
    r"(out of (the )?office|(on|taking) (annual |sick |maternity |paternity |parental |study |special )?leave"
    r"|away from (my|the) (desk|office|work)|(currently|now|am|be) away\b|on holiday"
    r"|offices? (is|are|will be) closed|non[- ]working day|do not work on"
    r"|limited access to (my )?e?-?mails?|(return|back) (to (work|the office) )?(on|in the office|from|until)\b"
    r"|will (be )?(return|respond|reply)\w* (to you )?(when|on|upon|as soon)|no longer (work|with)"
    r"|\bi (only )?work (on )?(mon|tues|wednes|thurs|fri)days?\b|\bmy (working|usual) (days|hours) are\b"
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


# What decides something. A sentence with it is somebody's word, whatever it says of leave besides.
DECIDES = re.compile(
    r"\b(approv(e[ds]?|ing|al)|agree[ds]?|declin(e[ds]?|ing)|refus(e[ds]?|al|ing)|reject(ed|s)?|accept(ed|s|ing)?|withdraw\w*"
    r"|support (this|the|it|her|him|them)|supported|go ahead|proceed|happy (for|to|with)|fine (by|with)|no objections?|circulate"
    r"|offer(s|ed|ing)?|not (one of )?ours|signed up|moved in|keys|\d ?bed(room)?s?|nothing suitable|nil[- ]returns?"
    r"|(it is|it's|it’s) (a )?nil)\b",
    re.IGNORECASE,
)
MACHINE_SPEAKS = re.compile(
    r"(has been|have been|was) (opened on your behalf|received|logged|registered|created|assigned|given the reference)"
    r"|we have received your"
    r"|(confirming that )?we('ve| have)? got your (request|message|e-?mail)|this request's notifications"
    r"|your (ticket|case|enquiry|query|request) (number|reference|id|no\.?) is\b|reply above this line"
    r"|(do not|don't) reply to this|not monitored|automat(ed|ic)(ally)?\b|auto-?generated|unmonitored",
    re.IGNORECASE,
)
MACHINE_SENTENCE = re.compile(
    MACHINE_SPEAKS.pattern + r"|thank(s| you) for|additional comments|being (reviewed|looked at|dealt with)"
    r"|aim to (respond|reply)|working days|will (respond|reply|be in touch|get back|deal with)"
    r"|(reference|case|ticket) (number|no)|urgent|emergenc|(please|to) (contact|call|visit|quote)|opening hours|our website",
    re.IGNORECASE,
)
MACHINE_HEADERS = ("x-auto-response-suppress",)
LIKE_ANSWER = re.compile(r"^\W{0,3}[A-Za-z][^:\t\n]{2,80}(:|\t)[ \t]*\S", re.MULTILINE)
FEW_ANSWERS = 4  # lines of «label: value»; a web form's notification has more


# «Should be fine, I need a word with my manager when she is back on Thursday»: somebody else's leave, and a word to be heard.
ANOTHERS_LEAVE = re.compile(
    r"\b(?:she|he|they|manager|director|boss|team leader|lead|head of \w+)(?:['’](?:s|re|ll)| is| are| will be| gets?| comes?)? "
    r"(?:\w+ )?(?:back|in|on leave|away|off|out|return\w*)\b"
    r"|\b(?:i think|should be (?:fine|ok|okay)|need to (?:have|ask|check|speak|run|see))\b",
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
        answers = bool(re.match(r"\s*(re|aw)\s*:", marks.subject, re.IGNORECASE))
        return not _is_somebodys(marks.words) and (not answers or _says_only(LEAVE_SENTENCE, marks.words))
    if marks.has_papers or _is_somebodys(marks.words):
        return False
    return _is_acknowledgement(marks) or (
        of_leave
        and not ANOTHERS_LEAVE.search(marks.words)
        and bool(OF_ONESELF.search(marks.words))
        and _says_only(LEAVE_SENTENCE, marks.words)
    )


ABSENCE = re.compile(
    r"out of (the )?office|\bon (annual |sick |maternity |study )?leave|annual leave|away from (my|the) (desk|office)|on holiday"
    r"|\b(i am|i'm|i’m|i will be|i'll be|i’ll be) (currently |now )?away\b|return (to (work|the office) )?on\b",
    re.IGNORECASE,
)


def tells_of_absence(subject: str, words: str) -> bool:
    """Whether an automatic mail is somebody's absence note, rather than a machine's note of its own."""
    return bool(SURE_SUBJECT.match(subject) or LEAVE_SUBJECT.match(subject) or ABSENCE.search(words))


OF_A_CASE = re.compile(r"\b[A-Z]{2,6}[\s/-]{0,2}\d{1,4}[\s/-]\d{2}\b|\b(?i:nominating officer)\b")


def _is_somebodys(words: str) -> bool:
    """Words that no note left behind for everybody has: a decision, a case, somebody in danger."""
    return bool(DECIDES.search(words) or OF_A_CASE.search(words) or mail_wordings.URGENT.search(words.casefold()))


def _is_acknowledgement(marks: Marks) -> bool:
    """«Your enquiry has been received, reference 12345»: by its words, or by a machine's header and fewer of them."""
    if not MACHINE_SPEAKS.search(marks.words) or len(LIKE_ANSWER.findall(marks.words)) >= FEW_ANSWERS:
        return False
    generated = marks.first("auto-submitted").startswith("auto-generated") or any(
        name in marks.headers for name in MACHINE_HEADERS
    )
    return _says_only(MACHINE_SENTENCE, marks.words) or (generated and not DECIDES.search(marks.words))


def _says_only(kind: re.Pattern[str], words: str) -> bool:
    """Every sentence is of that kind and none decides anything, so nothing is lost by not reading it."""
    sentences = [each for each in re.split(r"(?<=[.!?])\s+|\n+", words.strip()) if len(each.split()) > 3]
    return bool(sentences) and len(words) < 2_000 and not DECIDES.search(words) and all(kind.search(each) for each in sentences)


def is_bulk(marks: Marks) -> bool:
    """A mailing list or a newsletter. A web form's notification is auto-generated too, and stays readable (R073)."""
    listed = any(name in marks.headers for name in ("list-id", "list-unsubscribe", "list-post"))
    return listed or marks.first("precedence") in {"bulk", "list", "junk"}
