"""Which answers make sense to which question: a table of values, for the question's page. What it shows, the service takes.

A way that is shown is never refused as such; what she writes into it may be. Tests compare the table with service/resolve.py over
every kind of question that the program asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any  # what a reading says, as it is stored

from matching.clocks import LAPSE
from scheme.agreement import Scheme
from store import addressees, messages, outbox
from store.engine import Tx
from store.questions import Asked
from store.schema import LetterState, Stage
from store.schema import Way as CameBy


class Way(StrEnum):
    """One way to answer. Its value is the name that its form has on the page."""

    CONFIRM = "confirm"  # it is as it was read, and I vouch for the sender
    CORRECT = "correct"  # the right values of fields
    CHOOSE = "choose"  # what it is, if it is not what it was read as
    REASON = "reason"  # confirm or correct, with a reason: above the cap, another number of bedrooms, a change
    LAPSE = "lapse"  # the request is at its end
    LET_GO = "let_go"  # the same letter goes again
    ARRIVED = "arrived"  # its reader has what stands in the letter
    SEND_DRAFT = "send_draft"
    ASK_SENDER = "ask_sender"
    PASSWORD = "password"  # noqa: S105 - the name of a way, no secret
    UPLOAD = "upload"  # the file that I opened by hand
    TEACH = "teach"  # what an unknown wording of the form means
    READ_AGAIN = "read_again"
    PASS_ON = "pass_on"  # noqa: S105 - to the complaints team; no secret either
    TAKE_UP = "take_up"  # after a mend of the program
    ENTER = "enter"  # nothing here: what she finds out, she enters on the request's page
    SET_ASIDE = "set_aside"  # nothing follows, for a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a question is about, as far as the ways to answer it hang on it."""

    case: str = ""
    reading: str = ""  # the kind of the one reading that is asked about; empty: there are several, or none
    readings: int = 0  # how many the mail has, or 1 where one is asked about
    has_mail: bool = False
    needs_password: bool = False
    unknown: tuple[str, ...] = ()  # wordings of its form that nobody has taught yet
    said_at_the_desk: bool = False  # her own words: read again, they would be lost
    shunted: bool = False
    unclear: bool = False  # something of the form is missing or in doubt
    sender: str = ""  # the mailbox that may be written back to; empty: nobody
    draft: bool = False  # the scheme's texts answer what is asked
    passed_on: bool = False
    letter: LetterState | None = None  # of the letter that it is about


# The first is what most often is right. Whether each makes sense for what it is about, NEEDS says.
_READ = (Way.CONFIRM, Way.CORRECT, Way.CHOOSE)
_WITH_REASON = (Way.REASON, Way.CORRECT, Way.CHOOSE)
_AS_A_PERSON = (Way.CHOOSE,)  # confirmed, it would only be asked about once more
_TOLD: tuple[Way, ...] = ()
WAYS: Mapping[str, tuple[Way, ...]] = {
    # of what a mail says
    "amendment": (Way.CONFIRM, *_WITH_REASON),
    "approval": _READ,
    "bedrooms": _WITH_REASON,
    "cap": (Way.REASON,),
    "change": (Way.CONFIRM, *_WITH_REASON),
    "circulation": _READ,
    "closed": _READ,
    "date": (Way.CORRECT, Way.CONFIRM, Way.CHOOSE),
    "doubt": _READ,
    "eligibility": _READ,
    "identity": _READ,
    "landlord": _READ,
    "message_id": _READ,
    "offer": _READ,
    "order": (Way.CORRECT, Way.CONFIRM),
    "outcome": _READ,
    "pause": _READ,
    "reference": (Way.CORRECT, Way.CHOOSE),
    "reopen": _READ,
    "sender": _READ,
    "shield": _READ,
    "swap": _READ,
    "tenancy": _READ,
    "withdrawal": _READ,
    # of a mail that only a person answers
    "bounce": _AS_A_PERSON,
    "complaint": (Way.PASS_ON, *_AS_A_PERSON),
    "contact_change": _AS_A_PERSON,
    "danger": _TOLD,
    "enquiry": (Way.SEND_DRAFT, *_AS_A_PERSON),
    "tenant": _AS_A_PERSON,
    "unreadable": (Way.PASSWORD, Way.UPLOAD, *_AS_A_PERSON),
    "fault": (Way.TAKE_UP,),
    # of a letter of ours
    "delayed": (Way.ARRIVED,),
    "delivery": (Way.LET_GO, Way.ARRIVED),
    "held_letter": (Way.LET_GO, Way.ARRIVED),
    "many_alike": (Way.LET_GO, Way.ARRIVED),
    "uncertain": (Way.ARRIVED, Way.LET_GO),
    # what a clock or the books say
    "alarm": _TOLD,
    LAPSE: (Way.LAPSE,),
    "many_letters": _TOLD,
    "named_lead": _TOLD,
    "never_seen": _TOLD,
    "renumbered": _TOLD,
    "restored": _TOLD,
    "silence": _TOLD,
    "vanished": _TOLD,
    "warn": _TOLD,
}
BESIDE = (Way.ASK_SENDER, Way.TEACH, Way.READ_AGAIN, Way.ENTER, Way.SET_ASIDE)  # whatever the kind
NOT_READ_AGAIN = frozenset({"fault", "message_id"})
WITHOUT_FIELDS = frozenset({"tenant"})
STANDS_STILL = frozenset({LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN})
SAYS = {"landlord_decision": "decision", "outcome": "stage", "change": "change", "withdrawal": "change"}
GONE = frozenset({LetterState.SENT, LetterState.CANCELLED})


def _of_papers(about: About) -> bool:
    return about.has_mail and not about.shunted and not about.said_at_the_desk


NEEDS: Mapping[Way, Callable[[About], bool]] = {
    Way.CONFIRM: lambda about: about.readings > 0,
    Way.CORRECT: lambda about: about.readings == 1 and about.reading not in WITHOUT_FIELDS,
    Way.CHOOSE: lambda about: about.has_mail,
    Way.REASON: lambda about: about.readings > 0,
    Way.LAPSE: lambda about: bool(about.case),
    Way.LET_GO: lambda about: about.letter in STANDS_STILL,
    Way.ARRIVED: lambda about: about.letter is not None and about.letter not in GONE,
    Way.SEND_DRAFT: lambda about: bool(about.sender) and about.draft,
    Way.ASK_SENDER: lambda about: about.unclear and bool(about.sender),
    Way.PASSWORD: lambda about: about.needs_password and _of_papers(about),
    Way.UPLOAD: _of_papers,
    Way.TEACH: lambda about: bool(about.unknown) and _of_papers(about),
    Way.READ_AGAIN: _of_papers,
    Way.PASS_ON: lambda about: about.has_mail and not about.passed_on,
    Way.TAKE_UP: lambda about: about.shunted,
    Way.ENTER: lambda about: bool(about.case) and not about.has_mail and about.letter is None,
    Way.SET_ASIDE: lambda _: True,
}


def ways_of(kind: str, about: About) -> tuple[Way, ...]:
    """The ways to answer a question of this kind, the likeliest first. A kind that is not in the table is as one of a reading."""
    beside = [way for way in BESIDE if not (kind in NOT_READ_AGAIN and way in (Way.READ_AGAIN, Way.TEACH, Way.ASK_SENDER))]
    return tuple(way for way in dict.fromkeys((*WAYS.get(kind, _READ), *beside)) if NEEDS[way](about))


def about(tx: Tx, asked: Asked, scheme: Scheme) -> About:
    if asked.message is None:
        named, _, letter = asked.cause.partition(" ")
        return About(case=asked.question.case, letter=outbox.state_of(tx, letter) if named == "letter" else None)
    mail = messages.mail_as_data(tx, asked.message)
    reading = messages.reading_as_data(tx, asked.message, asked.reading)
    readings = mail.get("readings", ())
    meant = reading or (readings[0] if len(readings) == 1 else {})
    answer = messages.desk_answer(tx, asked.message)
    sender, _ = addressees.of_sender(tx, mail)
    return About(
        case=asked.question.case,
        reading=str(meant.get("kind", "")),
        readings=1 if reading else len(readings),
        has_mail=True,
        needs_password=reading.get("needs") == "password",
        unknown=tuple(reading.get("unknown", ())),
        said_at_the_desk=answer is not None and answer.way is CameBy.SAID,
        shunted=messages.stage_of(tx, asked.message) is Stage.SHUNTED,
        unclear=bool(unclear_keys(reading)),
        sender=sender,
        draft=any(scheme.topic(each["topic"]) for each in reading.get("asked", ())),
        passed_on=outbox.is_passed_on(tx, messages.as_it_came(tx, asked.message)),
    )


def unclear_keys(reading: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions of a form that were not answered, or of whose answer the reading is not sure.

    Where the doubt is about a reply as a whole, it is asked what the reply is there to say; where nothing could be read, for the
    form itself.
    """
    if reading.get("kind") == "unreadable":
        return ("form_again",)
    missing = [key for each in reading.get("missing", ()) for key in each.split("|")]
    doubtful = [key for key, value in reading.items() if isinstance(value, dict) and value.get("doubt")]
    whole = SAYS.get(str(reading.get("kind")), "") if reading.get("doubts") else ""
    return tuple(dict.fromkeys((*missing, *doubtful))) or ((whole,) if whole else ())
