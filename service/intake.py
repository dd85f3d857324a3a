"""Taking in: the bytes of every arrival are kept and committed, and only then is the mail filed away on the server (I1).

1. write down what is listed; 2. ask about what was listed once and is gone; 3. file away what is kept already; 4. fetch the
rest, one transaction a mail, and file each batch away after its commits; 5. ask about what had gone before it could be fetched.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.message import Place, RawMessage
from matching.decision import Question
from service.line import Line, Mailbox, NotMine
from store import listed, messages, questions
from store.engine import StoreTrouble, Tx

log = logging.getLogger("reciprocal")

FILED_AT_ONCE = 50  # mails whose bytes are committed before the server is told to move them
SECONDS_TO_FETCH = 700.0  # one message may trickle for ten minutes before its own limit ends it
SECONDS_TO_ANSWER = 300.0  # a handful of commands, each with half a minute to be answered in
MOST_NAMED = 20  # numbers in one question
VANISHED = (
    "A mail was in the mailbox and had gone before it could be taken in: somebody has moved or deleted it. If you find it, "
    "move it back and it will be read."
)
NOT_KEPT = (
    "A fault of the program kept a mail from being taken in. It lies in the mailbox still: deal with it by hand, and pass the "
    "number of this question to whoever looks after the program."
)
RENUMBERED = (
    "The mail server has numbered the folder «{folder}» afresh.{waited} Whatever lies in the folder now is read, and nothing is "
    "read twice. If the folder was restored from a backup, mails of the last hours may be missing: ask whoever runs the server."
)
NEVER_SEEN = (
    "{mails} and went again before this service saw {them} (the folder «{folder}», {numbers}): moved or deleted by somebody, "
    "or by a rule. If you find one in another folder that is meant for this service, move it back and it will be read."
)


def take_in(line: Line) -> int:
    """One round over a connection of its own; gives how many new mails were kept."""
    with line.open_mailbox() as mailbox:
        return take_in_from(line, mailbox)


def take_in_from(line: Line, mailbox: Mailbox) -> int:
    """One round over an open mailbox; gives how many new mails were kept."""
    with line.store.read() as tx:
        last = messages.last_place(tx) - FILED_AT_ONCE  # another run may have kept so many and not yet filed them away
    waiting, known = _listed(line, mailbox)
    mailbox.file_away([place for place in waiting if place in known])
    taken = _fetched(line, mailbox, [place for place in waiting if place not in known])
    for remark in mailbox.remarks:
        log.warning("%s", remark)
    _ask_after(line, mailbox.vanished, last)
    return taken


def _fetched(line: Line, mailbox: Mailbox, places: Sequence[Place]) -> int:
    taken = 0
    line.ties.within(SECONDS_TO_FETCH)
    arrivals = mailbox.arrivals(places)
    while batch := tuple(_kept(line, raw) for raw in islice(arrivals, FILED_AT_ONCE)):
        taken += sum(kept is not None and kept.new for _, kept in batch)
        line.ties.wake()
        line.ties.within(SECONDS_TO_ANSWER)
        mailbox.file_away([place for place, kept in batch if kept is not None])
        if line.stop():
            break
        line.ties.within(SECONDS_TO_FETCH)
    return taken


def _kept(line: Line, raw: RawMessage) -> tuple[Place, messages.Kept | None]:
    """None: a fault of the program kept it out. It stays where it is, a person is asked, and the next one comes in."""

    def keep(tx: Tx) -> messages.Kept:
        line.ties.check(tx)
        return messages.keep(tx, raw, line.now())

    line.ties.within(SECONDS_TO_FETCH)
    try:
        kept = line.store.write(keep)
    except (StoreTrouble, NotMine):
        raise
    except Exception:
        log.exception("A mail was not kept, and keeps no other out (F13).", extra={"uid": raw.place.uid})
        question = Question(kind="fault", why=NOT_KEPT)
        line.store.write(lambda tx: questions.ask(tx, question, cause=f"place {raw.place}", now=line.now()))
        return raw.place, None
    log.debug("mail kept", extra={"mail": kept.id, "new": kept.new, "fingerprint": raw.fingerprint[:12]})
    return raw.place, kept


# --- the books of what was listed (I2) --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One look at a folder, beside what the books say of it."""

    here: Place  # the folder, with its present numbering
    uidnext: int
    known: frozenset[Place]  # taken in already
    fresh: tuple[Place, ...]  # without a line in the books
    gone: tuple[Place, ...]  # with a line that is still open, and no longer there
    before: listed.Folder | None

    @property
    def renumbered(self) -> bool:
        return self.before is not None and self.before.uidvalidity != self.here.uidvalidity

    @property
    def is_news(self) -> bool:
        return bool(self.fresh or self.gone or self.renumbered or (self.before is None and self.here.uidvalidity))


def _looked_at(tx: Tx, mailbox: Mailbox, waiting: Sequence[Place], open_before: Sequence[Place]) -> Listing:
    here, lying = mailbox.here, frozenset(waiting)
    return Listing(
        here=here,
        uidnext=max((mailbox.uidnext, *(place.uid + 1 for place in waiting))),
        known=messages.places_known(tx, waiting),
        fresh=listed.unwritten(tx, waiting),
        gone=tuple(place for place in open_before if place not in lying),
        before=listed.folder(tx, here.account, here.folder) if here.uidvalidity else None,
    )


def _listed(line: Line, mailbox: Mailbox) -> tuple[tuple[Place, ...], frozenset[Place]]:
    """What lies in the folder, and what of it was taken in already. What is new is written down, what has gone is asked about.

    The open lines are read before the folder is listed: what another run writes down in between is no mail that has gone (F28).
    """
    line.ties.within(SECONDS_TO_ANSWER)
    with line.store.read() as tx:
        open_before = listed.still_open(tx, mailbox.here.account, mailbox.here.folder)
    waiting = mailbox.waiting()
    with line.store.read() as tx:
        found = _looked_at(tx, mailbox, waiting, open_before)
    if found.is_news:
        line.store.write(lambda tx: _write_down(tx, line, found))
    return waiting, found.known


def _write_down(tx: Tx, line: Line, found: Listing) -> None:
    line.ties.check(tx)
    listed.write_down(tx, found.fresh, found.known, line.now())
    for place in found.gone:
        if place.uidvalidity == found.here.uidvalidity:
            _ask_after_one(tx, line, place)
        else:
            listed.vanish(tx, place)
    if found.renumbered:
        _ask_after_renumbering(tx, line, found)
    if found.here.uidvalidity and (found.before is None or found.renumbered):
        _account_for(tx, line, found)


def _ask_after(line: Line, gone: Sequence[Place], last: int) -> None:
    """A mail that was listed but could not be fetched is never passed over in silence (I2, F12).

    Unless another run has taken it in, after the place numbered `last` (F28).
    """

    def ask(tx: Tx) -> None:
        line.ties.check(tx)
        taken = messages.places_taken_since(tx, gone, last)
        for place in gone:
            if place in taken:
                listed.take(tx, place, line.now())  # our listing may have been written down after the other run took it
            else:
                _ask_after_one(tx, line, place)

    if gone:
        line.store.write(ask)


def _ask_after_one(tx: Tx, line: Line, place: Place) -> None:
    if listed.vanish(tx, place):
        questions.ask(tx, Question(kind="vanished", why=VANISHED), cause=f"place {place}", now=line.now())


def _ask_after_renumbering(tx: Tx, line: Line, found: Listing) -> None:
    """Numbers of ours mean nothing any more; a folder that was restored from a backup may have lost mails (F1)."""
    old = [place for place in found.gone if place.uidvalidity != found.here.uidvalidity]
    waited = f" {_mails(len(old))} listed under the old numbers and not yet taken in." if old else ""
    why = RENUMBERED.format(folder=found.here.folder, waited=waited)
    questions.ask(tx, Question(kind="renumbered", why=why), cause=f"numbering {found.here}", now=line.now())


def _account_for(tx: Tx, line: Line, found: Listing) -> None:
    here = found.here
    accounted = listed.Folder(uidvalidity=here.uidvalidity, uidnext=found.uidnext)
    listed.account_for(tx, here.account, here.folder, accounted, line.now())


def sweep(line: Line, mailbox: Mailbox) -> tuple[str, ...]:
    """The reconciliation: every number that the server gave since the last sweep is in the books, or is asked about (I2).

    Gives what the books contradict, as sentences; empty when they hold.
    """
    waiting, _ = _listed(line, mailbox)

    def reconcile(tx: Tx) -> tuple[str, ...]:
        line.ties.check(tx)
        found = _looked_at(tx, mailbox, waiting, ())
        if found.before is not None and not found.renumbered:
            _ask_after_numbers(tx, line, found, found.before)
            _account_for(tx, line, found)
        return listed.problems(tx)

    return line.store.write(reconcile)


def _ask_after_numbers(tx: Tx, line: Line, found: Listing, before: listed.Folder) -> None:
    """Mails that came and went between two looks: nobody here has seen them, so somebody should know."""
    numbers = listed.never_seen(tx, found.here.account, found.here.folder, before, found.uidnext)
    if not numbers:
        return
    named = ", ".join(str(number) for number in numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    one = len(numbers) == 1
    why = NEVER_SEEN.format(
        mails="One mail came" if one else f"{len(numbers)} mails came",
        them="it" if one else "them",
        folder=found.here.folder,
        numbers=f"number{'' if one else 's'} {named}{more}",
    )
    cause = f"numbers {found.here}/{before.uidnext}-{found.uidnext}"
    questions.ask(tx, Question(kind="never_seen", why=why), cause=cause, now=line.now())


def _mails(count: int) -> str:
    return "One mail was" if count == 1 else f"{count} mails were"
