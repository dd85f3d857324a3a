"""Pause and resume: one person stops every letter at once, whoever would send it; and how it stands (F36, O7)."""

from __future__ import annotations

from datetime import datetime
from getpass import getuser

from outbox.journal import Journal
from service import reconcile
from service.reconcile import Settled
from store import outbox, switches
from store.engine import Store, Tx
from store.outbox import Unsent
from store.switches import PAUSED, Switch

RESTORED = "The store was restored"  # how the reason of a pause begins that «restore» has made


class CannotResume(ValueError):
    """Letters may not go yet: a sentence that says what to do first."""


def who(named: str) -> str:
    """The name that was given, else the one this machine knows: in an emergency nobody should have to look for an option."""
    try:
        return named.strip() or getuser()
    except (KeyError, OSError):
        return "somebody at this machine"


def pause(store: Store, by: str, reason: str, now: datetime) -> str:
    """From now on no process takes a letter in hand; at most the one that is in hand still goes."""

    in_hand = store.write(lambda tx: stop(tx, by, reason, now))
    rest = "One letter is being handed over this moment and may still go. " if in_hand else ""
    return f"Sending is paused. {rest}Mails are still taken in and decided; their letters wait for «reciprocal resume»."


def stop(tx: Tx, by: str, reason: str, now: datetime) -> int:
    """Gives how many letters are in hand this moment and may still go."""
    switches.turn(tx, PAUSED, on=True, by=by, reason=reason, now=now)
    return outbox.in_hand(tx)


def resume(
    store: Store, journal: Journal, by: str, now: datetime, *, done_folder: str = "", without_journal: bool = False
) -> str:
    """What the journal of hand-overs knows better is put right first; then the letters that wait may go."""
    return store.write(lambda tx: _resume(tx, journal, by, now, done_folder, without_journal=without_journal))


def _resume(tx: Tx, journal: Journal, by: str, now: datetime, done_folder: str, *, without_journal: bool) -> str:
    paused = switches.of(tx, PAUSED)
    if paused is None or not paused.on:
        return "Sending is not paused."
    if paused.reason.startswith(RESTORED) and not journal.name and not without_journal:
        raise CannotResume(
            f"The store was restored, and the journal of letters {journal.path} is not there: nobody can tell which letters have "
            "gone since the backup. Put it back in its place; or say --without-journal, and letters of that time may go twice."
        )
    settled = reconcile.set_right(tx, journal, now)
    if settled.unknown:
        reconcile.ask_for_what_is_unknown(tx, settled.unknown, done_folder, now)
    switches.turn(tx, PAUSED, on=False, by=by, reason="", now=now)
    waiting = outbox.unsent(tx).count
    return " ".join((*_found(settled), f"Sending goes on: {waiting} letters wait to go."))


def _found(settled: Settled) -> tuple[str, ...]:
    told = (
        (settled.gone, "had gone already, says the journal, and do not go again."),
        (settled.refused, "had been refused, says the journal: see the queue."),
        (
            settled.doubtful,
            "may have arrived: where an address stands in one, the queue asks; the others go again as the same bytes.",
        ),
        (settled.unknown, "went out that this store does not know of: the queue says what to do."),
    )
    return tuple(f"{count} {'letter' if count == 1 else 'letters'} {words}" for count, words in told if count)


# --- how it stands -----------------------------------------------------------------------------------------------------


def state(paused: Switch | None) -> str:
    """One sentence for whoever looks; empty while letters may go."""
    if paused is None or not paused.on:
        return ""
    reason = f" {paused.reason.rstrip('.')}." if paused.reason else ""
    since = f"since {paused.at:%d %B %Y %H:%M} UTC by {paused.by}"
    return f"Sending is PAUSED {since}.{reason} «reciprocal resume» lets letters go again."


def state_of(store: Store) -> str:
    with store.read() as tx:
        return state(switches.of(tx, PAUSED))


def told_of_waiting(waiting: Unsent, now: datetime) -> str:
    """How many letters are still to go, and how old the oldest is."""
    if waiting.oldest is None:
        return "No letter waits."
    hours, minutes = divmod(max(0, int((now - waiting.oldest).total_seconds())) // 60, 60)
    letters = "1 letter waits" if waiting.count == 1 else f"{waiting.count} letters wait"
    return f"{letters}, the oldest for {hours} h {minutes:02} min."
