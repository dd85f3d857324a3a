"""Taking in: the bytes of every arrival are kept and committed, and only then is the mail filed away on the server (I1)."""

from __future__ import annotations

import logging
from itertools import islice

from ingest.message import Place, RawMessage
from matching.decision import Question
from service.line import Line, Mailbox
from store import messages, questions

log = logging.getLogger("reciprocal")

FILED_AT_ONCE = 50  # mails whose bytes are committed before the server is told to move them
VANISHED = (
    "A mail was in the mailbox and had gone before it could be taken in: somebody has moved or deleted it. If you find it, "
    "move it back and it will be read."
)


def take_in(line: Line) -> int:
    """Keep the bytes of every arrival, one transaction a mail; only after the commits file the mails away (I1)."""
    taken = 0
    with line.store.read() as tx:
        last = messages.last_place(tx) - FILED_AT_ONCE  # another run may have kept so many and not yet filed them away
    with line.open_mailbox() as mailbox:
        waiting = mailbox.waiting()
        with line.store.read() as tx:
            known = messages.places_known(tx, waiting)
        mailbox.file_away([place for place in waiting if place in known])
        arrivals = mailbox.arrivals([place for place in waiting if place not in known])
        while batch := tuple(islice(arrivals, FILED_AT_ONCE)):
            taken += sum(_keep(line, raw) for raw in batch)
            mailbox.file_away([raw.place for raw in batch])
            if line.stop():
                break
        _note_vanished(line, mailbox, last)
    return taken


def _note_vanished(line: Line, mailbox: Mailbox, last: int) -> None:
    """A mail that was listed but could not be fetched is never passed over in silence (I2, F12).

    Unless another run has taken it in, after the place numbered `last` (F28).
    """
    for remark in mailbox.remarks:
        log.warning("%s", remark)
    if not mailbox.vanished:
        return
    with line.store.read() as tx:
        taken = messages.places_taken_since(tx, mailbox.vanished, last)
    for place in mailbox.vanished:
        if place not in taken:
            _ask_after(line, place)


def _ask_after(line: Line, place: Place) -> None:
    question = Question(kind="vanished", why=VANISHED)
    line.store.write(lambda tx: questions.ask(tx, question, cause=f"place {place}", now=line.now()))


def _keep(line: Line, raw: RawMessage) -> bool:
    return line.store.write(lambda tx: messages.keep(tx, raw, line.now())).new
