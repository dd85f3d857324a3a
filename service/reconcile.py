"""The store against the journal of hand-overs: what went before a crash, and whether the store is an old one (F36, O7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matching.decision import Question
from outbox.journal import Entry, Journal, Word, digest_of
from outbox.message import OutboundMessage
from service.line import Line
from store import counters, outbox, questions, switches
from store.engine import Tx
from store.schema import LetterState

SET_RIGHT = "set right after a restore"  # a counter: how often
OLDER = (
    "The journal of letters tells of letters that went out and that this store does not know of: the store is older than the "
    "journal, as after a restore."
)
SAYS_THE_JOURNAL = "accepted, says the journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the journal knew better: how many letters had gone, were refused, may have arrived, and are unknown to the store."""

    gone: int = 0
    refused: int = 0
    doubtful: int = 0
    unknown: int = 0


def look_after(line: Line) -> None:
    """Before a round: free what a dead sender had in hand, tell of what is slow, and see what the journal knows better."""
    with line.store.read() as tx:
        work = outbox.needs_looking_after(tx, line.now())
    if work:
        line.store.write(lambda tx: _free_and_tell(tx, line.now()))
    if line.journal is None or not (name := line.journal.name):
        return
    with line.store.read() as tx:
        known = counters.last(tx, name)
        paused = switches.is_on(tx, switches.PAUSED)
    if not paused and line.journal.size > known:
        news, end = line.journal.since(known)
        line.store.write(lambda tx: _hear(tx, name, news, end, line.now()))


def _free_and_tell(tx: Tx, now: datetime) -> None:
    outbox.release_stale(tx, now)
    outbox.tell_delays(tx, now)


def _hear(tx: Tx, name: str, news: Sequence[Entry], end: int, now: datetime) -> None:
    """A process was killed between a hand-over and its commit: then its letters are in hand or freed. Else the store is old."""
    freed, in_hand = set(outbox.released(tx)), False
    for letter, word in _last_words(news).items():
        state = outbox.state_of(tx, letter)
        if state is LetterState.SENDING:
            in_hand = True  # its sender is at it, or its claim runs out: heard then
        elif letter in freed:
            _settle(tx, letter, word, now)
        elif word is Word.ACCEPTED and state is not LetterState.SENT:
            switches.turn(tx, switches.PAUSED, on=True, by=questions.THE_LINE, reason=OLDER, now=now)
            return
    if not in_hand:
        counters.reach(tx, name, end)


def _last_words(news: Sequence[Entry]) -> Mapping[str, Word]:
    """What became of each letter: once accepted it has gone, whatever else was tried."""
    last: dict[str, Word] = {}
    for entry in news:
        if last.get(entry.letter) is not Word.ACCEPTED:
            last[entry.letter] = entry.word
    return last


def _settle(tx: Tx, letter: str, word: Word, now: datetime) -> None:
    match word:
        case Word.ACCEPTED:
            outbox.record_sent(tx, letter, SAYS_THE_JOURNAL, now)
        case Word.REFUSED:
            _refused(tx, letter, now)
        case Word.LATER:
            outbox.not_handed_over(tx, letter, now)
        case Word.BEGUN | Word.UNKNOWN:
            outbox.doubt(tx, letter, now)


def _refused(tx: Tx, letter: str, now: datetime) -> None:
    message = outbox.find(tx, letter)
    if message is not None and outbox.found_refused(tx, letter, "refused, says the journal", now):
        why = f"The letter «{message.subject}» ({message.kind}) to {message.to} was refused by the recipient's server. "
        outbox.ask_about(tx, message, "delivery", why + "Check the address.", now)


def known_up_to(tx: Tx, line: Line, end: int) -> None:
    """In the transaction that records an outcome: the store knows what the journal says up to here."""
    if line.journal is not None and end:
        counters.reach(tx, line.journal.name, end)


def set_right(tx: Tx, journal: Journal, now: datetime) -> Settled:
    """By a person's word, after a restore: what the journal says has happened counts, and the rest may go."""
    name = journal.name
    if not name:
        return Settled()
    news, end = journal.since(counters.last(tx, name))
    found: dict[str, int] = {"gone": 0, "refused": 0, "doubtful": 0, "unknown": 0}
    for letter, word in _last_words(news).items():
        state = outbox.state_of(tx, letter)
        if state is None:
            found["unknown"] += word is Word.ACCEPTED
        elif state is LetterState.SENDING and word is not Word.ACCEPTED:
            continue  # its sender is at it this moment, or its claim runs out: settled then
        elif state is not LetterState.SENT:
            _settle(tx, letter, word, now)
            found["gone"] += word is Word.ACCEPTED
            found["refused"] += word is Word.REFUSED
            found["doubtful"] += word in (Word.BEGUN, Word.UNKNOWN)
    counters.reach(tx, name, end)
    if any(found.values()):
        counters.reach(tx, SET_RIGHT, counters.next_of(tx, SET_RIGHT))
    return Settled(**found)


def went_before(line: Line, message: OutboundMessage) -> bool:
    """Whether a letter that was decided anew after a restore has gone already: the very same bytes, says the journal."""
    with line.store.read() as tx:
        written = outbox.tries(tx, message.id).since if counters.last(tx, SET_RIGHT) else None
    if line.journal is None or written is None:
        return False
    digest = digest_of(message)
    gone = (each.at < written for each in line.journal.about(message.id) if each.word is Word.ACCEPTED and each.digest == digest)
    return any(gone) and line.store.write(lambda tx: outbox.record_sent(tx, message.id, SAYS_THE_JOURNAL, line.now()))


def ask_for_what_is_unknown(tx: Tx, unknown: int, done_folder: str, now: datetime) -> None:
    """The mails that caused those letters lie where dealt-with mails lie, and this store has never seen them."""
    why = (
        f"{unknown} letters went out that this store does not know of: the mails that caused them came after the backup, and lie "
        f"in the folder {done_folder}. Move the mails that came since the backup back into the inbox: they are read again, and "
        "what has gone does not go twice. Then close this with --dismiss REASON."
    )
    questions.ask(tx, Question(kind="restored", why=why), cause=f"restore {now.isoformat()}", now=now)
