"""Whether the store contradicts itself: what `reciprocal verify` asks. Each check gives what it counted, and what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from outbox.message import letter_id
from store import anchors, audit, ledger_checks, listed
from store.engine import Tx
from store.schema import Stage, messages, outbox, places, postings
from store.schema import audit as audit_lines

MOST_TOLD = 20  # sentences of one check


class Found(NamedTuple):
    counted: str
    problems: tuple[str, ...]


def _ledger(tx: Tx) -> Found:
    return Found(f"{_count(tx, postings)} postings; all balances sum to zero.", ledger_checks.problems(tx))


def _audit(tx: Tx) -> Found:
    """The newest link stands in the sentence: noted elsewhere, it shows later whether lines were cut off at the end."""
    head = audit.head(tx)
    return Found(
        f"{_count(tx, audit_lines)} lines in one chain; the newest link is {head[:16] or 'none yet'}.", audit.problems(tx)
    )


def _anchors(tx: Tx) -> Found:
    return Found(f"{anchors.count(tx)} links were noted on their day, and stand in the audit.", tuple(anchors.problems(tx)))


def _mailbox(tx: Tx) -> Found:
    sums = listed.sums(tx)
    counted = f"{sums.listed} listed = {sums.taken} taken in + {sums.vanished} vanished + {sums.open} still to be fetched."
    return Found(counted, listed.problems(tx))


def _messages(tx: Tx) -> Found:
    rows = tx.execute(sa.select(messages.c.stage, sa.func.count().label("number")).group_by(messages.c.stage)).mappings()
    by_stage: Mapping[str, int] = {row["stage"]: row["number"] for row in rows}
    parts = " + ".join(f"{by_stage.get(stage, 0)} {stage}" for stage in Stage)
    return Found(f"{sum(by_stage.values())} mails = {parts}.", tuple(_bent_messages(tx)))


def _bent_messages(tx: Tx) -> Iterator[str]:
    """Bytes that are no longer those that came, and places of mails that are not there."""
    whole = sa.select(messages.c.id, messages.c.fingerprint, messages.c.data).where(
        messages.c.source == "mailbox", messages.c.left_on_server == "", messages.c.erased_at.is_(None)
    )
    for row in tx.execute(whole.order_by(messages.c.id)).yield_per(50):
        if hashlib.sha256(_octets(row.data)).hexdigest() != row.fingerprint:
            yield f"Mail {row.id} is not the one that came: its bytes have changed."
    lost = sa.select(places.c.id).where(~sa.exists().where(messages.c.id == places.c.message)).order_by(places.c.id)
    for row in tx.execute(lost):
        yield f"Place {row.id} names a mail that is not in the store."


def _letters(tx: Tx) -> Found:
    wrong = []
    rows = sa.select(
        outbox.c.number, outbox.c.id, outbox.c.cause, outbox.c.kind, outbox.c.recipient, outbox.c.message_id, outbox.c.data
    )
    for row in tx.execute(rows.order_by(outbox.c.number)).yield_per(50):
        if row.id != letter_id(row.cause, row.kind, row.recipient):
            wrong.append(f"Letter {row.number} has an id that its cause, kind and recipient do not give.")
        if row.message_id.strip("<>").encode() not in _octets(row.data).partition(b"\r\n\r\n")[0]:
            wrong.append(f"Letter {row.number} does not carry its own Message-ID.")
    return Found(f"{_count(tx, outbox)} letters, each with its own id and Message-ID.", tuple(wrong))


def _file(tx: Tx) -> Found:
    """The database's own look at itself; a server does that by other means."""
    if tx.dialect.name != "sqlite":
        return Found("The database server looks after its own files.", ())
    said = [str(row[0]) for row in tx.exec_driver_sql("PRAGMA integrity_check(20)")]
    return Found("The file is whole.", () if said == ["ok"] else ("The file of the store is damaged: restore a backup.",))


CHECKS: Mapping[str, Callable[[Tx], Found]] = {
    "file": _file,
    "ledger": _ledger,
    "audit": _audit,
    "anchors": _anchors,
    "mailbox": _mailbox,
    "messages": _messages,
    "letters": _letters,
}


def every(tx: Tx) -> Iterator[tuple[str, Found]]:
    """Each check, in one snapshot."""
    for what, check in CHECKS.items():
        found = check(tx)
        yield what, found._replace(problems=found.problems[:MOST_TOLD])


def _octets(data: object) -> bytes:
    """Whoever bends a file by hand may leave text behind."""
    return data if isinstance(data, bytes) else b""


def _count(tx: Tx, table: sa.Table) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
