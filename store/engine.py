"""Opens the store: one database, one writer at a time, made and migrated by itself on first use.

A writing transaction begins by waiting for its turn (SQLite: BEGIN IMMEDIATE, F17; PostgreSQL: an advisory lock of the
transaction), and only then looks at a row. So facts → decision → record is one step after another on both databases,
and no invariant rests on a retry. Reading sees one snapshot and waits for nobody.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
)  # migrations that this program knows, oldest first; a test compares them with the files
HEAD_VERSION = VERSIONS[-1]
WRITERS_TURN = 7_300_417  # any number, but for ever the same: older programs wait for it too
RETRY_PAUSES = (0.05, 0.2, 0.8)  # seconds
WORTH_REPEATING = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, waited too long for the turn
SQLITE_HABITS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    "recursive_triggers=ON",  # else INSERT OR REPLACE deletes rows past the triggers that forbid it
)
# A worker whose machine vanished must not keep its turn: the server ends a transaction that stands idle.
POSTGRES_TURN = (
    "SET LOCAL lock_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '60s'; "
    f"SELECT pg_advisory_xact_lock({WRITERS_TURN})"
)

FULL = "The disk of the store is full. Make room; the work goes on by itself then, and nothing is lost."
BROKEN = "The disk of the store does not read or write as it should. See to the disk; the work goes on by itself then."
DAMAGED = (  # SQLite says «malformed» of a page that the disk failed to read, too
    "The store's file cannot be read as it should: its disk fails, or the file is damaged. See to the disk; if that does not "
    "help, put the last backup back (reciprocal restore)."
)
AWAY = "The store's database server does not answer. See that it runs; the work goes on by itself then."
NOT_TO_BE_WRITTEN = "The store's file cannot be written any more. See to the disk and to the rights."
# How the two drivers name what is no fault of the work in hand, by the beginning of the name or of the SQLSTATE.
SQLITE_WEATHER = {
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": BROKEN,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": "The store's file cannot be opened. See to its folder, to the disk and to the rights.",
    "SQLITE_READONLY_": NOT_TO_BE_WRITTEN,
    "SQLITE_PROTOCOL": BROKEN,
    "SQLITE_NOMEM": "The machine has no memory left. End other programs; the work goes on by itself then.",
}
DISK_WEATHER = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EIO: BROKEN}
POSTGRES_WEATHER = {
    "08": AWAY,  # connection exceptions
    "57P0": AWAY,  # shut down, crashed, starting up
    "25P03": AWAY,  # we stood still for too long and the server ended the transaction
    "53100": FULL,
    "53": "The store's database server is short of memory or connections. Trying again later.",
    "58": "The store's database server has trouble with its disk. See to it; the work goes on by itself then.",
}

Tx = sa.Connection
T = TypeVar("T")


class StoreTrouble(Exception):
    """The store cannot be opened or has stopped answering: a sentence that says what to do. Nothing was committed for sure."""


class StoreWeather(StoreTrouble):
    """The right store, and the machine, the server or another program keeps us from it: it passes, or somebody makes room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The way to the rows: `begin` to write, `read` to look, `write` to do a piece of work and repeat it if told so."""

    writer: sa.Engine
    reader: sa.Engine

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """A writing transaction: commits at the end, rolls back on an exception."""
        with _weather_told(self.writer, writes=True), self.writer.begin() as tx:
            yield tx

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """One snapshot to look at. The database refuses to write here."""
        with _weather_told(self.reader, writes=False), self.reader.connect() as tx:
            yield tx

    def write(self, work: Callable[[Tx], T]) -> T:
        """Does `work` in one transaction, again from the start when the database asks for a repeat."""
        for pause in RETRY_PAUSES:
            try:
                with self.begin() as tx:
                    return work(tx)
            except StoreTrouble as trouble:
                if not _asks_for_a_repeat(trouble.__cause__):
                    raise
            time.sleep(pause)
        with self.begin() as tx:
            return work(tx)

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


def open_store(url: str) -> Store:
    """Opens the store at a SQLAlchemy URL (`sqlite:///…`, `postgresql://…`), making or migrating it where needed."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _make_private(Path(str(address.database)))
        store = _sqlite(address)
    else:
        store = _postgres(address)
    try:
        _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise StoreTrouble("The store's url is not one: write sqlite:///reciprocal.db or postgresql://user@host/name.") from None
    kind = address.get_backend_name()
    if kind not in {"sqlite", "postgresql"}:
        raise StoreTrouble(f"The store's url begins with «{kind}»: only sqlite:/// and postgresql:// are known.")
    if kind == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreTrouble("The store's url names no file: people's cases are not kept in memory alone.")
    return address


def _make_private(file: Path) -> None:
    """A new file is its owner's alone; SQLite gives the same rights to the files beside it.

    An old one is only looked at: to close it here would take away the locks that this process holds on it (POSIX).
    """
    if not file.parent.is_dir():
        raise StoreTrouble(f"The folder of the store, {file.parent}, does not exist: make it, or change [store] url.")
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if not (file.is_file() and os.access(file, os.R_OK | os.W_OK)):
            raise StoreTrouble(f"The store {file} cannot be read and written by this user: see to its rights.") from None
    except OSError as trouble:
        if weather := DISK_WEATHER.get(trouble.errno or 0):
            raise StoreWeather(weather) from trouble
        raise StoreTrouble(f"The store {file} cannot be made: {trouble.strerror}.") from trouble


def _sqlite(address: sa.URL) -> Store:
    writer, reader = (sa.create_engine(address, max_overflow=30, hide_parameters=True) for _ in range(2))
    for engine, last_habit in ((writer, "query_only=OFF"), (reader, "query_only=ON")):
        sa.event.listen(engine, "connect", _sqlite_manners((*SQLITE_HABITS, last_habit)))
    sa.event.listen(writer, "begin", lambda tx: tx.exec_driver_sql("BEGIN IMMEDIATE"))
    sa.event.listen(reader, "begin", lambda tx: tx.exec_driver_sql("BEGIN"))
    return Store(writer=writer, reader=reader)


def _sqlite_manners(habits: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def teach(connection: Any, _record: Any) -> None:  # Any: the driver's own connection
        connection.isolation_level = None  # we send BEGIN ourselves: the driver's comes too late (F17)
        connection.execute("PRAGMA busy_timeout=30000")
        _write_ahead(connection)
        for habit in habits:
            connection.execute(f"PRAGMA {habit}")

    return teach


def _write_ahead(connection: Any) -> None:
    """Two processes that make a new store at once: the change to WAL answers «locked» without waiting, so we wait."""
    for _ in range(200):
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return
            connection.execute("PRAGMA journal_mode=WAL")
        except connection.OperationalError as trouble:
            if "locked" not in str(trouble):
                raise
        time.sleep(0.05)
    raise StoreWeather("The store stays locked by another program: end it, then start again.")


def _postgres(address: sa.URL) -> Store:
    address = address.set(drivername="postgresql+psycopg")
    alive = {"connect_timeout": 10, "keepalives_idle": 30, "application_name": "reciprocal"}
    writer = sa.create_engine(address, connect_args=alive, pool_pre_ping=True, max_overflow=15, hide_parameters=True)
    reader = sa.create_engine(
        address,
        connect_args=alive,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    sa.event.listen(writer, "begin", lambda tx: tx.exec_driver_sql(POSTGRES_TURN))
    return Store(writer=writer, reader=reader)


def _bring_up_to_date(store: Store) -> None:
    """A quick look first: alembic takes a second to import, and a looking command has none to give away."""
    try:
        with store.read() as tx:
            version = stored_version(tx)
    except sa.exc.DatabaseError as trouble:
        raise StoreTrouble(f"The store does not answer as a database: {str(trouble.orig).strip()}") from trouble
    if version == HEAD_VERSION:
        return
    if version and version not in VERSIONS:
        raise StoreTrouble(f"The store is at version {version}, which this program does not know: start the newer program.")
    from store.migrations import migrate  # noqa: PLC0415 - imports alembic, which only a new or old store needs

    with store.begin() as tx:
        migrate(tx)  # looks at the version again: another process may have been here while we waited for our turn


def stored_version(tx: Tx) -> str:
    """The migration that the store stands at, empty for a new one."""
    if not sa.inspect(tx).has_table("alembic_version"):
        return ""
    return str(tx.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")


def _asks_for_a_repeat(trouble: BaseException | None) -> bool:
    driver = getattr(trouble, "orig", None)
    if getattr(driver, "sqlstate", None) in WORTH_REPEATING:
        return True
    return str(getattr(driver, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


@contextmanager
def _weather_told(engine: sa.Engine, *, writes: bool) -> Iterator[None]:
    """What passes by itself, or when somebody makes room, leaves the store as StoreTrouble (F18); a bug leaves it as it is."""
    try:
        yield
    except sa.exc.DBAPIError as trouble:
        if not (sentence := _weather(trouble, writes=writes)):
            raise
        if not _asks_for_a_repeat(trouble):
            engine.dispose()  # SQLite that could not open a file for writing has opened it for reading, and stays with that
        raise StoreWeather(sentence) from trouble


def _weather(trouble: sa.exc.DBAPIError, *, writes: bool) -> str:
    """A sentence about the machine or the server; empty when it is the program that asked for what cannot be."""
    if _asks_for_a_repeat(trouble):
        return "The store is kept busy by another program. Trying again later."
    name = str(getattr(trouble.orig, "sqlite_errorname", ""))
    if name == "SQLITE_READONLY":
        return NOT_TO_BE_WRITTEN if writes else ""  # a reader has been told to refuse
    for beginning, sentence in SQLITE_WEATHER.items():
        if name.startswith(beginning):
            return sentence
    state = str(getattr(trouble.orig, "sqlstate", None) or "")
    for beginning, sentence in POSTGRES_WEATHER.items():
        if state.startswith(beginning):
            return sentence
    lost = trouble.connection_invalidated or (isinstance(trouble, sa.exc.OperationalError) and not name and not state)
    return AWAY if lost else ""
