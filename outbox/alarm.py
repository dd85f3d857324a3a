"""The alarm letter: the line stands still, and the coordinator is told (F4, F14). Fixed words, no case, no count, no name.

Its words are data for two hands: `compose_alarm` writes them, and the gate (leaks.py) holds the finished bytes to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KIND = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWords:
    subject: str
    what: str  # what is wrong, and since when about
    todo: str


_CHECK = "Ask whoever looks after the service to run “reciprocal check”: it says what to do. Nothing is lost: "
ALARMS: Mapping[str, AlarmWords] = MappingProxyType(
    {
        "mailbox": AlarmWords(
            subject="Reciprocal: the mailbox cannot be reached",
            what="The service has not been able to look into its mailbox for some hours.",
            todo=_CHECK + "mails wait on the server. If it is urgent, open the mailbox yourself and read what is there.",
        ),
        "line": AlarmWords(
            subject="Reciprocal: the line stands still",
            what="The service has not been able to deal with its mails for some hours.",
            todo=_CHECK + "every mail is kept. If it is urgent, open the mailbox yourself: all mails lie in its folders.",
        ),
        "unread": AlarmWords(
            subject="Reciprocal: a mail lies undecided",
            what="A mail has lain undecided for some hours, which should not happen.",
            todo=_CHECK
            + "the mail is kept. If it is urgent, open the mailbox yourself: it lies in the folder for mails that are done.",
        ),
        "post": AlarmWords(
            subject="Reciprocal: letters could not be sent",
            what="For some hours letters could not be handed to the outgoing mail server.",
            todo=_CHECK + "the letters wait and go by themselves. If one is urgent, telephone its recipient.",
        ),
        "unsent": AlarmWords(
            subject="Reciprocal: a letter has not gone",
            what="A letter has waited for some hours and has not gone.",
            todo=_CHECK + "it is tried again. “reciprocal outbox” shows which it is; if it is urgent, telephone its recipient.",
        ),
        "quiet": AlarmWords(
            subject="Reciprocal: no mail for some days",
            what="No mail has come to the service for some days.",
            todo="Send the mailbox a mail yourself. If nothing comes of it within the hour, somebody may have changed the "
            "mailbox’s rules, its address or its password: ask whoever looks after the mail server.",
        ),
    }
)


def alarm_cause(what: str, day: str) -> str:
    """One alarm of a kind a day. `day` as 2026-11-30."""
    return f"alarm {what} {day}"


def words_of(cause: str) -> AlarmWords | None:
    """The words that an alarm of this cause has; None if it is no alarm's."""
    name, _, rest = cause.partition(" ")
    return ALARMS.get(rest.partition(" ")[0]) if name == KIND else None
