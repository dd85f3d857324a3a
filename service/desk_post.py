"""Letters' acts for the desk: the same deeds as the shell's, each with its questions settled, in one transaction."""

from __future__ import annotations

from datetime import datetime

from desk.office import Refused
from desk.post_acts import Tried
from matching.decision import Question
from outbox.journal import JournalTrouble
from outbox.message import OutboundMessage
from outbox.opened_form import open_form
from service import sending, switch
from service.behind_the_desk import Behind
from service.switch import CannotResume
from store import audit, cases, letters, outbox, questions, switches
from store.caps import LET_GO, MANY_ALIKE, TOO_MANY
from store.engine import Tx
from store.schema import LetterState

MEANWHILE = {
    LetterState.SENT: "It has gone meanwhile: nothing was changed.",
    LetterState.SENDING: "It is being handed over this very moment, so nothing was changed. Look again in a minute.",
    LetterState.WAITING: "It waits to go by itself now: somebody has let it go meanwhile. Nothing was changed.",
    LetterState.CANCELLED: "It was cancelled meanwhile: nothing was changed.",
    LetterState.HELD: "It was held back meanwhile: nothing was changed. Look at it again.",
    LetterState.REFUSED: "It was refused meanwhile: nothing was changed. Look at it again.",
    LetterState.UNCERTAIN: "It is not known any more whether it has arrived: nothing was changed. Look at it again.",
}
RELEASED_FROM = (LetterState.HELD, LetterState.REFUSED, LetterState.UNCERTAIN)
STOPPED_FROM = (*RELEASED_FROM, LetterState.WAITING)
ARRIVED_FROM = (LetterState.UNCERTAIN, LetterState.WAITING)
WITHOUT_JOURNAL = (
    "The store was restored from a backup, and the journal of letters is not there: nobody can tell which letters have gone "
    "since. Have it put back in its place; or tick that letters of that time may go twice."
)


class LetterActs:
    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    def form_lines(self, data: bytes) -> tuple[str, ...]:
        return open_form(data).shown

    def tried(self, letter: str) -> tuple[Tried, ...]:
        try:
            return tuple(Tried(at=each.at, word=each.word) for each in self.behind.journal.about(letter))
        except JournalTrouble:
            raise Refused("The journal of letters cannot be read. Tell whoever looks after the line.") from None

    def why_held(self, letter: str) -> str:
        with self.behind.store.read() as tx:
            message = outbox.find(tx, letter)
        return sending.why_held(self.behind.line(), message) if message else ""

    def release(self, letter: str, seen: LetterState, by: str) -> str:
        return self.behind.store.write(lambda tx: _release(tx, letter, seen, by, self.behind.now()))

    def cancel(self, letter: str, seen: LetterState, reason: str, by: str) -> str:
        return self.behind.store.write(lambda tx: _cancel(tx, letter, seen, reason, by, self.behind.now()))

    def has_arrived(self, letter: str, seen: LetterState, by: str) -> str:
        return self.behind.store.write(lambda tx: _has_arrived(tx, letter, seen, by, self.behind.now()))

    def pause(self, reason: str, by: str) -> str:
        in_hand = self.behind.store.write(lambda tx: switch.stop(tx, by, reason, self.behind.now()))
        rest = " One letter is being handed over this moment and may still go." if in_hand else ""
        return f"Sending is paused.{rest} Mails are still taken in and decided; their letters wait until you let them go."

    def journal_is_lost(self) -> bool:
        with self.behind.store.read() as tx:
            paused = switches.of(tx, switches.PAUSED)
        return bool(paused and paused.on and paused.reason.startswith(switch.RESTORED) and not self.behind.journal.name)

    def resume(self, by: str, *, without_journal: bool) -> str:
        behind = self.behind
        try:
            return switch.resume(
                behind.store,
                behind.journal,
                by,
                behind.now(),
                done_folder=behind.done_folder,
                without_journal=without_journal,
            )
        except CannotResume:
            raise Refused(WITHOUT_JOURNAL) from None
        except JournalTrouble:
            raise Refused(
                "The journal of letters cannot be read, so no letter may go. Tell whoever looks after the line."
            ) from None


def _release(tx: Tx, letter: str, seen: LetterState, by: str, now: datetime) -> str:
    message = _as_seen(tx, letter, seen, RELEASED_FROM)
    was = letters.find(tx, letter)
    if not outbox.send_again(tx, letter, now):
        raise _gone_on(tx, letter)
    if was and was.reply == TOO_MANY:
        _let_past_the_cap(tx, message, by, now)
    _note(tx, letter, LET_GO, by, now)
    return "The letter goes again: the same bytes, within a minute, if the look before it goes finds nothing against it."


def _let_past_the_cap(tx: Tx, message: OutboundMessage, by: str, now: datetime) -> None:
    """Her word counts against «too many of its kind» too, should its question have been closed without one."""
    if questions.is_open(tx, f"letter {message.id}", MANY_ALIKE):
        return
    why = f"The letter «{message.subject}» to {message.to} was looked at and let go."
    question = Question(kind=MANY_ALIKE, why=why, case=message.case)
    questions.ask(tx, question, cause=f"letter {message.id}", now=now)
    questions.settle(tx, f"letter {message.id}", answer=LET_GO, now=now, kinds=(MANY_ALIKE,), by=by)


def _cancel(tx: Tx, letter: str, seen: LetterState, reason: str, by: str, now: datetime) -> str:
    message = _as_seen(tx, letter, seen, STOPPED_FROM)
    if not outbox.cancel(tx, letter, f"{reason} ({by})"):
        raise _gone_on(tx, letter)
    if message.case:
        what = f"The letter {message.kind} to {message.to} goes no more: {reason}"
        cases.note(tx, message.case, what, who=by, because=f"letter {letter}", now=now)
    _note(tx, letter, "cancelled", by, now)
    return "The letter is cancelled: it never goes."


def _has_arrived(tx: Tx, letter: str, seen: LetterState, by: str, now: datetime) -> str:
    _as_seen(tx, letter, seen, ARRIVED_FROM)
    if not outbox.record_sent(tx, letter, f"it has arrived, says {by}", now, by):
        raise _gone_on(tx, letter)
    _note(tx, letter, "it has arrived", by, now)
    return "The letter counts as sent and does not go again."


def _as_seen(tx: Tx, letter: str, seen: LetterState, origins: tuple[LetterState, ...]) -> OutboundMessage:
    """The letter, if it still stands as she saw it and may be dealt with from there."""
    message = outbox.find(tx, letter)
    if message is None:
        raise Refused("There is no such letter.")
    if outbox.state_of(tx, letter) is not seen or seen not in origins:
        raise _gone_on(tx, letter)
    return message


def _gone_on(tx: Tx, letter: str) -> Refused:
    state = outbox.state_of(tx, letter)
    return Refused(MEANWHILE[state] if state else "There is no such letter.")


def _note(tx: Tx, letter: str, done: str, by: str, now: datetime) -> None:
    """What was asked about the letter is answered by what was done with it, and who did it stands in the audit."""
    asked = [each.id for each in questions.open_of(tx, f"letter {letter}")]
    questions.settle(tx, f"letter {letter}", answer=done, now=now, by=by)
    audit.write(tx, now=now, who=by, act=done, about=f"letter {letter}", details=" ".join(asked))
