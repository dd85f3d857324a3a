"""A delivery report and the letter it belongs to: booked when proved and certain, else a question. Never a case's state (F24).

Anyone can write «your mail could not be delivered». It counts when a server wrote it that had the letter in its hands: our own,
or one of the recipient's domain, proved by the boundary's check (F32). The rest tells a person, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matching.decision import Decision, Note, Returned, ask, ignore
from matching.facts import SentLetter, Speaker
from parsing.readings import Bounce, Fate, Recipient, SenderCheck

MAY_COME_BACK = frozenset({"sent", "uncertain"})
SHARED_SUFFIX = re.compile(r"(co|org|gov|ac|nhs|police|net|com|sch|ltd|plc|me|mod)\.[a-z]{2}")
WHAT_TO_DO = (
    "Find out the right address from the organisation, put the register or the case right (R028), and send the news by hand; "
    "or let the same letter go again with --accept."
)


def book_bounce(bounce: Bounce, letters: Sequence[SentLetter], speaker: Speaker, ours: str, known: frozenset[str]) -> Decision:
    """`letters` are those it may be about; `known` are the references of ours that its subject names; `ours` is our address."""
    letter = _the_letter(bounce, letters, known)
    if letter is None:
        return ask("bounce", _why_not_found(bounce))
    told = _what_it_says(bounce, letter)
    if told is None or told.fate is Fate.UNCLEAR:
        return ask("bounce", _why_unclear(bounce, letter, told))
    if not _is_proved(bounce, letter, speaker, ours):
        return _unproved(letter, told)
    if told.fate is Fate.DELAYED:
        return _delayed(letter, told)
    if told.fate is Fate.DELIVERED:
        return ignore("a report that a letter was delivered")
    return _came_back(letter, told)


def _the_letter(bounce: Bounce, letters: Sequence[SentLetter], known: frozenset[str]) -> SentLetter | None:
    """The one letter: by the word on its envelope, by the id of what it brings back, by an id it mentions, else the only one to
    that mailbox on that case.
    """
    by_token = [letter for letter in letters if letter.by_token]
    if by_token:
        return by_token[0] if len(by_token) == 1 else None
    for ids in (bounce.letters, bounce.mentions):
        named = [letter for letter in letters if letter.message_id in ids]
        if len(named) > 1:
            named = [letter for letter in named if _what_it_says(bounce, letter)]
        if named:
            return named[0] if len(named) == 1 else None
    if bounce.letters:
        return None  # it brings back a letter that is none of ours
    fitting = [
        letter
        for letter in letters
        if letter.case in known and letter.state in MAY_COME_BACK and _what_it_says(bounce, letter) is not None
    ]
    exact = [letter for letter in fitting if letter.subject.casefold() in bounce.subject.casefold()]
    return (exact or fitting)[0] if len(exact or fitting) == 1 else None


def _what_it_says(bounce: Bounce, letter: SentLetter) -> Recipient | None:
    """What the report says of the letter's own recipient; None if it speaks of others only."""
    return next((each for each in bounce.recipients if letter.to.casefold() in each.addresses), None)


def _is_proved(bounce: Bounce, letter: SentLetter, speaker: Speaker, ours: str) -> bool:
    if bounce.made_here or letter.by_token:  # only who had the letter can name its token
        return True
    if speaker.doubt or speaker.check is not SenderCheck.PASSED:
        return False
    writer = speaker.address.rpartition("@")[2]
    return any(_of_one_house(writer, address.rpartition("@")[2].casefold()) for address in (letter.to, ours))


def _of_one_house(writer: str, domain: str) -> bool:
    """The same domain, or one within the other; what strangers may register under is nobody's house."""
    if not writer or not domain:
        return False
    shorter = min(writer, domain, key=len)
    within = writer == domain or max(writer, domain, key=len).endswith(f".{shorter}")
    return within and "." in shorter and not SHARED_SUFFIX.fullmatch(shorter)


def _came_back(letter: SentLetter, told: Recipient) -> Decision:
    if letter.state == "refused":
        return ignore("a letter came back that was known to have been refused")
    if letter.state not in MAY_COME_BACK:
        return ask("bounce", f"{_named(letter)} came back{_reason(told)}, but it is {letter.state}: look at it.")
    again = f" It was sent {letter.attempts} times." if letter.attempts > 1 else ""
    why = f"{_named(letter)} could not be delivered{_reason(told)}.{again} {WHAT_TO_DO}"
    note = f"The letter {letter.kind} to {letter.to} came back{_reason(told)}."
    return Decision(
        returned=(Returned(letter=letter.id, reply=_reply(told), why=why),),
        notes=(Note(case=letter.case, what=note),) if letter.case else (),
    )


def _delayed(letter: SentLetter, told: Recipient) -> Decision:
    """Still being tried: no state changes, the history knows."""
    if not letter.case:
        return ignore("a letter is delayed, and still being tried")
    return Decision(notes=(Note(case=letter.case, what=f"The letter {letter.kind} to {letter.to} is delayed{_reason(told)}."),))


def _unproved(letter: SentLetter, told: Recipient) -> Decision:
    if told.fate is not Fate.FAILED:
        return ignore("an unproved report of a delay or a delivery")
    if letter.state not in MAY_COME_BACK:
        return ignore("an unproved delivery failure of a letter that has not gone")
    why = (
        f"A mail says that {_named(letter)} could not be delivered{_reason(told)}. Nothing proves that a mail server of "
        "ours or of the recipient wrote it, so nothing was changed: ask the recipient by telephone whether the letter came."
    )
    return ask("bounce", why)


def _why_not_found(bounce: Bounce) -> str:
    named = (
        ", ".join(address for each in bounce.recipients for address in each.addresses[:1]) or "a recipient that it does not name"
    )
    return (
        f"A mail says that a letter to {named} could not be delivered; which letter of ours it is about cannot be told. "
        "Look at the mail and at the outbox, and see whether the address in the register or on the case is right (R028)."
    )


def _why_unclear(bounce: Bounce, letter: SentLetter, told: Recipient | None) -> str:
    if told is not None:
        return f"A delivery report on {_named(letter)} does not say clearly what became of it{_reason(told)}: look at it."
    others = ", ".join(address for each in bounce.recipients for address in each.addresses) or "nobody by address"
    return (
        f"A delivery report brings back {_named(letter)}, but speaks of {others}. Nothing was changed: "
        "find out whether the letter is passed on to that address."
    )


def _named(letter: SentLetter) -> str:
    return f"The letter «{letter.subject}» ({letter.kind}) to {letter.to}"


def _reason(told: Recipient) -> str:
    reply = _reply(told)
    return f" ({reply})" if reply else ""


def _reply(told: Recipient) -> str:
    return " ".join(dict.fromkeys(each for each in (told.status, told.said) if each))
