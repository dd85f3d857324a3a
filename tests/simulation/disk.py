"""The store's file and the ways in which it lets a process down: full for a while, or cut off by the process's own death.

The database is a real SQLite file. Every transaction is a point at which the baton may change hands, before it and after it;
within one nobody else may write anyway. A process can die before its commit (nothing happened) and after it (all did).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from outbox.journal import Journal, JournalTrouble, Word
from outbox.message import OutboundMessage
from scheme.agreement import load, shipped_default
from scheme.register import parse_csv
from store import partners
from store.engine import Store, Tx, open_store
from tests.simulation.clock import STARTS

MEMORY = Path("/dev/shm")


@contextmanager
def folder_of_a_world() -> Iterator[Path]:
    """In memory where the machine has such a place."""
    with tempfile.TemporaryDirectory(prefix="simulation-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


class Runs(Protocol):
    """What the store asks of the process that uses it."""

    def point(self, at: str) -> None: ...
    def may_die(self, at: str) -> None: ...
    def committed(self) -> None: ...
    def disk_is_full(self) -> bool: ...


class Database:
    """One file, opened once and made new for each world: so SQLAlchemy's compiled statements serve them all."""

    def __init__(self, folder: Path, register: str) -> None:
        self.path = folder / "world.db"
        self.store = open_store(f"sqlite:///{self.path}")
        for engine in (self.store.writer, self.store.reader):
            engine.dispose()
            sa.event.listen(engine, "connect", _in_a_hurry)
        scheme = load(shipped_default())
        rows, problems = parse_csv(register, scheme)
        assert not problems
        self.store.write(lambda tx: partners.replace(tx, rows, STARTS[0]))
        self._fresh = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.path)) as made:
            made.backup(self._fresh)

    def make_new(self) -> None:
        self.journal.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as old:
            self._fresh.backup(old)

    @property
    def journal(self) -> Path:
        return self.path.with_name("letters.journal")

    @contextmanager
    def looked_at(self) -> Iterator[sqlite3.Connection]:
        """A connection of the auditor's own, who can only look."""
        with closing(
            sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
        ) as rows:
            rows.row_factory = sqlite3.Row
            yield rows

    def close(self) -> None:
        self.store.close()
        self._fresh.close()


def _in_a_hurry(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # no power is cut in here: what is killed is a thread


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStore(Store):
    """The store as one process has it."""

    process: Runs

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        self.process.point("a transaction")
        with Store.begin(self) as tx:  # super() does not know a class that slots have made anew
            before = _changes(tx)
            yield tx
            if _changes(tx) != before and self.process.disk_is_full():
                raise sa.exc.OperationalError("COMMIT", {}, _full())
            self.process.may_die("before a commit")
        self.process.committed()
        self.process.point("after a commit")

    @contextmanager
    def read(self) -> Iterator[Tx]:
        self.process.point("a look")
        with Store.read(self) as tx:
            yield tx


@dataclass(frozen=True, slots=True)
class ProcessJournal(Journal):
    """The journal of hand-overs as one process writes it: on the same disk, and cut off by the same death."""

    process: Runs

    def note(self, word: Word, message: OutboundMessage, now: datetime) -> int:
        self.process.may_die("before a line of the journal")
        if self.process.disk_is_full():
            raise JournalTrouble("The journal of letters cannot be written: the invented disk is full.")
        end = Journal.note(self, word, message, now)
        self.process.may_die("after a line of the journal")
        return end


def _full() -> sqlite3.OperationalError:
    """As SQLite says it."""
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode, full.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
    return full


def _changes(tx: Tx) -> int:
    driver = tx.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.total_changes
