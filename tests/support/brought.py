"""Mails that came in and were read, so that somebody can look at their papers at the desk."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

from desk.papers import Opened, Paper, Run
from ingest.message import Place, RawMessage
from parsing.read import read
from scheme.agreement import Scheme
from service.desk_papers import RoomPapers
from store import messages
from store.engine import Store
from tests.support.lines import SCHEME
from tests.support.papers import with_attachments
from tests.support.sitting import Reply, Visitor

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PATIENCE = 90.0  # seconds: a scan's pages are looked at one by one, beside whatever else the machine does


def brought(store: Store, data: bytes, *, scheme: Scheme = SCHEME) -> int:
    """The number of a mail that was kept and read."""
    number = int.from_bytes(data[:8], "big") % 10**6 + len(data)
    place = Place(account="box@hub.example", folder="INBOX", uidvalidity=7, uid=number)
    raw = RawMessage(data=data, place=place, arrived_at=NOW)
    kept = store.write(lambda tx: messages.keep(tx, raw, NOW)).id
    store.write(lambda tx: messages.mark_read(tx, kept, read(raw, scheme)))
    return kept


def brought_file(store: Store, name: str, data: bytes) -> int:
    return brought(store, with_attachments((name, data), number=len(data) % 9000 + 10))


def opened(papers: RoomPapers, message: int, reading: int | None = None) -> Opened:
    until = time.monotonic() + PATIENCE
    while (found := papers.of_message(message, reading)) is None:
        assert time.monotonic() < until, "it was never opened"
        time.sleep(0.05)
    return found


def panel(visitor: Visitor, message: int, query: str = "") -> Reply:
    """The source as the page fetches it, asked for until it is opened."""
    until = time.monotonic() + PATIENCE
    while "source-waits" in (reply := visitor.get(f"/papers/{message}/shown{query}")).text:
        assert time.monotonic() < until, "it was never opened"
        time.sleep(0.05)
    return reply


def runs_of(paper: Paper) -> list[Run]:
    runs = [run for _, words in paper.head for run in words]
    for block in paper.blocks:
        lines = (*block.lines, *(line for row in block.table for cell in row for line in cell.lines))
        runs += [run for line in lines for run in line]
    return runs


def words_of(paper: Paper) -> str:
    return " ".join(run.text for run in runs_of(paper))


def marks(reply: Reply) -> dict[str, str]:
    """What is marked on a page, by the keys that begin there."""
    found: dict[str, str] = {}
    for keys, words in re.findall(r'<mark[^>]* data-key="([^"]*)"[^>]*>([^<]*)</mark>', reply.text):
        for key in keys.split():
            found[key] = f"{found.get(key, '')} {words}".strip()
    return found
