"""A coordinator at a table of her own: the desk's answering over one store, without a server, and the line after her."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.message import MailboxTrouble
from outbox.journal import Journal
from outbox.smtp import Rehearsal
from parsing.readings import Mail
from service.behind_the_desk import Behind
from service.desk_answering import LineAnswering
from service.line import Line
from service.reading_room import ReadingRoom
from store import partners
from store.engine import Store, open_store
from tests.support.played import AFTER, played_scheme

TEAM = "complaints@region.example"


@dataclass(frozen=True, kw_only=True)
class Table:
    """`at_once` is the line in the moment in which she speaks; `later`, when nothing can be taken back any more."""

    store: Store
    behind: Behind
    at_once: Line
    later: Line
    does: LineAnswering


@contextmanager
def at_the_table(month: Path, folder: Path, *, complaints: tuple[str, ...] = ()) -> Iterator[Table]:
    """Over a copy of the played month, on the morning after it."""
    store = open_store(f"sqlite:///{shutil.copy(month, folder / 'month.db')}")
    with store.read() as tx:
        scheme = played_scheme().with_register(partners.every(tx))

    def no_mailbox() -> object:
        raise MailboxTrouble("This desk has no mailbox.")

    line = Line(
        store=store,
        scheme=scheme,
        sender="Reciprocal <desk@reciprocal.example>",
        secure_domains=("example",),
        open_mailbox=no_mailbox,  # type: ignore[arg-type]  # it is never opened
        open_post=lambda: Rehearsal(folder),
        read=lambda _: Mail(),
        now=lambda: AFTER,
        complaints=complaints,
    )
    behind = Behind(
        store=store,
        line=lambda: line,
        open_room=lambda scheme: ReadingRoom(scheme, ("mx.reciprocal.example",)),
        now=lambda: AFTER,
        journal=Journal(folder / "journal"),
    )
    later = replace(line, now=lambda: AFTER + behind.undo)
    try:
        yield Table(store=store, behind=behind, at_once=line, later=later, does=LineAnswering(behind))
    finally:
        store.close()
