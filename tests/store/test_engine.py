"""The store opens by itself, keeps its turn, and gives back what it was given."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from ingest.message import Place, RawMessage
from store import audit, engine, leases, messages
from store.engine import HEAD_VERSION, VERSIONS, Store, StoreTrouble, StoreWeather, open_store, stored_version
from store.migrations import migrate, settings
from store.schema import METADATA, Stage, clean_text, insert_new
from store.schema import leases as table
from tests.store.rows import NOW, arrival
from tests.support.postgres import Server

ROOT = Path(__file__).parent.parent.parent


def test_the_versions_that_the_program_knows_are_the_files_of_the_migrations() -> None:
    files = [script.revision for script in ScriptDirectory.from_config(settings()).walk_revisions()]
    assert tuple(reversed(files)) == VERSIONS


def test_a_new_store_makes_itself_and_an_old_one_is_left_alone(empty_url: str) -> None:
    open_store(empty_url).close()
    store = open_store(empty_url)
    with store.read() as tx:
        assert stored_version(tx) == HEAD_VERSION
    store.close()


def test_the_migrations_make_the_very_tables_of_the_schema(store: Store, tmp_path: Path) -> None:
    """Columns, keys, checks and indexes, read back from the database; views and triggers have their own tests."""
    if store.writer.dialect.name == "sqlite":
        other = sa.create_engine(f"sqlite:///{tmp_path}/plain.db")
        METADATA.create_all(other)
        with store.read() as migrated, other.connect() as plain:
            assert shape(migrated) == shape(plain)
        other.dispose()
    else:
        with store.begin() as tx:
            tx.exec_driver_sql("CREATE SCHEMA plain; SET LOCAL search_path TO plain")
            METADATA.create_all(tx)
            assert shape(tx, "public") == shape(tx, "plain")
            tx.rollback()


def shape(tx: sa.Connection, schema: str | None = None) -> dict[str, object]:
    look = sa.inspect(tx)
    found: dict[str, object] = {}
    for name in METADATA.tables:
        columns = [
            (each["name"], str(each["type"]), each["nullable"], re.sub(r'"?(plain|public)"?\.', "", str(each["default"])))
            for each in look.get_columns(name, schema)
        ]
        checks = sorted((each["name"], each["sqltext"]) for each in look.get_check_constraints(name, schema))
        unique = sorted((each["name"], each["column_names"]) for each in look.get_unique_constraints(name, schema))
        indexes = sorted((each["name"], each["column_names"], each["unique"]) for each in look.get_indexes(name, schema))
        foreign = sorted((each["name"], each["referred_table"]) for each in look.get_foreign_keys(name, schema))
        found[name] = (columns, checks, unique, indexes, foreign)
    return found


OPEN_AND_KEEP = """
import sys
from store.engine import open_store
from store import audit
from datetime import datetime, UTC
store = open_store(sys.argv[1])
store.write(lambda tx: audit.write(tx, now=datetime.now(UTC), who=sys.argv[2], act="opened"))
store.close()
"""


def test_processes_that_start_at_once_on_a_new_store_do_not_hinder_each_other(empty_url: str) -> None:
    program = [sys.executable, "-W", "error", "-c", OPEN_AND_KEEP, empty_url]
    started = [subprocess.Popen([*program, f"process {number}"], cwd=ROOT, stderr=subprocess.PIPE) for number in range(4)]
    said = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], said
    store = open_store(empty_url)
    with store.read() as tx:
        assert audit.problems(tx) == ()
        assert tx.execute(sa.text("SELECT count(*) FROM audit")).scalar() == 4
    store.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://somewhere/x", "only sqlite:/// and postgresql://"),
        ("reciprocal.db", "is not one"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////no/such/folder/x.db", "does not exist"),
        ("postgresql://nobody@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_a_store_that_cannot_be_opened_says_what_to_do(url: str, says: str) -> None:
    with pytest.raises(StoreTrouble, match=says):
        open_store(url)


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada, " * 1000)
    with pytest.raises(StoreTrouble, match="not a database"):
        open_store(f"sqlite:///{letter}")
    assert letter.read_text() == "Dear Ada, " * 1000


def test_opening_a_store_again_leaves_the_locks_of_the_first(tmp_path: Path) -> None:
    """POSIX: closing a file anywhere in a process drops the locks that the process holds on it."""
    url = f"sqlite:///{tmp_path}/x.db"
    first = open_store(url)
    with first.begin() as tx:
        audit.write(tx, now=NOW, who="Ada", act="wrote")
        open_store(url).close()
        program = f"import sqlite3; sqlite3.connect({str(tmp_path / 'x.db')!r}, timeout=0).execute('BEGIN IMMEDIATE')"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert "database is locked" in done.stderr
    first.close()


def test_a_store_of_a_newer_program_is_not_touched(store: Store, url: str) -> None:
    with store.begin() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTrouble, match="9999"):
        open_store(url)


def test_a_failed_migration_leaves_nothing_behind(empty_url: str) -> None:
    """Whole or not at all, on SQLite too: the power may fail in the middle."""
    store = open_store_without_tables(empty_url)
    with store.writer.connect() as tx:
        migrate(tx)
        assert stored_version(tx) == HEAD_VERSION
        tx.rollback()
    with store.read() as tx:
        assert sa.inspect(tx).get_table_names() == []
    store.close()
    open_store(empty_url).close()


def open_store_without_tables(url: str) -> Store:
    address = sa.make_url(url)
    return engine._sqlite(address) if address.get_backend_name() == "sqlite" else engine._postgres(address)


def test_a_store_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "cases of people.db"
    store = open_store(f"sqlite:///{file}")
    with store.begin() as tx:
        messages.keep(tx, arrival(), NOW)
        assert {each.name: oct(each.stat().st_mode & 0o777) for each in tmp_path.iterdir()} == {
            "cases of people.db": "0o600",
            "cases of people.db-shm": "0o600",
            "cases of people.db-wal": "0o600",
        }
    store.close()


def test_sqlite_is_told_to_be_careful(tmp_path: Path) -> None:
    """F17, F18, and erased text is overwritten (§6)."""
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "recursive_triggers": 1}
    for kind in (store.writer, store.reader):
        with kind.connect() as tx:
            assert {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    store.close()


def test_a_writer_waits_for_the_one_before_it_and_then_sees_its_rows(store: Store) -> None:
    """Facts → decision → record is race-free: the second gathers only after the first has committed."""
    began, seen = threading.Event(), []

    def second() -> None:
        began.wait()
        with store.begin() as tx:
            seen.append(len(messages.by_stage(tx, Stage.KEPT)))

    thread = threading.Thread(target=second)
    thread.start()
    with store.begin() as tx:
        began.set()
        time.sleep(0.2)
        messages.keep(tx, arrival(), NOW)
    thread.join()
    assert seen == [1]


def test_a_reader_waits_for_nobody_and_sees_one_moment(store: Store) -> None:
    with store.read() as look:
        assert messages.by_stage(look, Stage.KEPT) == ()
        with store.begin() as tx:
            messages.keep(tx, arrival(), NOW)
        assert messages.by_stage(look, Stage.KEPT) == ()
    with store.read() as look:
        assert messages.by_stage(look, Stage.KEPT) == (1,)


def test_what_raises_is_rolled_back_whole(store: Store) -> None:
    def keep_and_fail(tx: sa.Connection) -> None:
        messages.keep(tx, arrival(), NOW)
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        store.write(keep_and_fail)
    with store.read() as tx:
        assert messages.by_stage(tx, Stage.KEPT) == ()


def test_work_is_repeated_from_the_start_when_the_database_asks_for_it(store: Store) -> None:
    """40001 cannot happen while all wait for their turn; a foreign tool on the database may still cause it (L9)."""
    tried = []

    class Conflict(Exception):
        sqlstate = "40001"
        sqlite_errorname = "SQLITE_BUSY"

    def work(tx: sa.Connection) -> int:
        tried.append(messages.keep(tx, arrival(), NOW).new)
        if len(tried) < 3:
            raise sa.exc.OperationalError("", {}, Conflict())
        return len(tried)

    assert store.write(work) == 3
    assert tried == [True, True, True]  # each time anew: what came before was rolled back


def test_a_full_disk_is_told_in_a_sentence_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:  # F14, F18
    store = open_store(f"sqlite:///{tmp_path}/full.db")

    def keep_under_a_limit(tx: sa.Connection, pages: int) -> bool:
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        large = RawMessage(data=b"x" * 500_000, place=Place(account="a"), arrived_at=NOW)
        return messages.keep(tx, large, NOW).new

    with pytest.raises(StoreTrouble, match="Make room"):
        store.write(lambda tx: keep_under_a_limit(tx, 1))
    with store.read() as tx:
        assert messages.by_stage(tx, Stage.KEPT) == ()
    assert store.write(lambda tx: keep_under_a_limit(tx, 1_000_000))
    store.close()


def test_a_connection_that_can_only_read_is_not_kept(tmp_path: Path) -> None:  # F18
    """SQLite opens a file for reading when opening it for writing fails once, and would stay with that for ever."""
    store = open_store(f"sqlite:///{tmp_path}/read-only.db")
    with store.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreTrouble, match="cannot be written"):
        store.write(lambda tx: messages.keep(tx, arrival(), NOW))
    assert store.write(lambda tx: messages.keep(tx, arrival(), NOW)).new
    store.close()


def test_a_disk_that_fails_to_read_a_page_is_no_fault_of_the_work_in_hand(tmp_path: Path) -> None:  # F18
    """SQLite tells of a page that could not be read as of one that is damaged, and so do we of one that is."""
    file = tmp_path / "damaged.db"
    open_store(f"sqlite:///{file}").close()
    with file.open("r+b") as pages:
        size = int.from_bytes(pages.read(18)[16:], "big")
        pages.seek(size)
        pages.write(b"\xff" * (file.stat().st_size - size))
    with pytest.raises(StoreWeather, match="See to the disk"):
        open_store(f"sqlite:///{file}")


def test_a_disk_without_room_for_a_new_store_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # F18
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(engine.os, "open", full)
    with pytest.raises(StoreWeather, match="Make room"):
        open_store(f"sqlite:///{tmp_path}/new.db")


def test_a_database_server_that_hangs_up_is_told_in_a_sentence(postgres: Server) -> None:  # F18
    store = open_store(postgres.new_database())

    def keep_on_a_line_that_is_cut(tx: sa.Connection) -> None:
        number = tx.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
        postgres.command(f"SELECT pg_terminate_backend({number})")
        messages.keep(tx, arrival(), NOW)

    with pytest.raises(StoreTrouble, match="does not answer"):
        store.write(keep_on_a_line_that_is_cut)
    assert store.write(lambda tx: messages.keep(tx, arrival(), NOW)).new
    store.close()


def test_a_fault_of_the_program_stays_what_it_is(store: Store) -> None:
    with pytest.raises(sa.exc.ProgrammingError if "postgresql" in str(store.writer.url) else sa.exc.OperationalError):
        store.write(lambda tx: tx.execute(sa.text("SELECT nothing FROM nowhere")))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\0b", "ab"),
        ("\ud83d alone", "\ufffd alone"),
        ("\ude00", "\ufffd"),
        ("cafe\u0301", "café"),
        ("\U0001f3e0 home", "\U0001f3e0 home"),
        ("", ""),
    ],
)
def test_both_databases_give_back_the_same_text(store: Store, given: str, kept: str) -> None:
    assert clean_text(given) == kept
    with store.begin() as tx:
        audit.write(tx, now=NOW, who="Ada", act=given, about=given, details=given)
        row = tx.execute(sa.text("SELECT act, about, details FROM audit")).one()
        assert tuple(row) == (kept, kept, kept)
        assert audit.problems(tx) == ()


def test_times_are_aware_and_in_utc(store: Store) -> None:
    in_india = datetime(2026, 11, 2, 15, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with store.begin() as tx:
        insert_new(tx, table, name="lease", holder="me", until=in_india)
        found = tx.execute(sa.select(table.c.until)).scalar_one()
    assert found == in_india
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 11, 2, 15, 0)  # noqa: DTZ001 - the very thing that must be refused
    with pytest.raises(sa.exc.StatementError, match="without a zone"), store.begin() as tx:
        insert_new(tx, table, name="lease", holder="me", until=naive)


def test_a_changed_missing_or_swapped_audit_line_shows(store: Store) -> None:
    """L7, as someone could do it who has the file itself."""
    with store.begin() as tx:
        for number in range(4):
            audit.write(tx, now=NOW, who="Ada", act=f"act {number}")
        assert audit.problems(tx) == ()
    for tampering in (
        "UPDATE audit SET who = 'Eve' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "UPDATE audit SET act = CASE id WHEN 2 THEN 'act 2' ELSE 'act 1' END WHERE id IN (2, 3)",
        "UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE id = 4",
    ):
        with store.writer.connect() as tx:
            take_triggers_away(tx)
            tx.execute(sa.text(tampering))
            assert audit.problems(tx), tampering
            tx.rollback()


def take_triggers_away(tx: sa.Connection) -> None:
    if tx.dialect.name == "sqlite":
        tx.exec_driver_sql("DROP TRIGGER audit_no_update")
        tx.exec_driver_sql("DROP TRIGGER audit_no_delete")
    else:
        tx.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")


def test_one_holds_a_lease_until_it_runs_out(store: Store) -> None:
    """F29: the second daemon takes over when the first one's lease has run out."""
    minutes = timedelta(minutes=2)
    with store.begin() as tx:
        assert leases.take(tx, "mailbox", "first", now=NOW, lasting=minutes)
        assert leases.take(tx, "mailbox", "first", now=NOW + minutes / 2, lasting=minutes)
        assert not leases.take(tx, "mailbox", "second", now=NOW + minutes, lasting=minutes)
        assert leases.take(tx, "mailbox", "second", now=NOW + minutes * 2, lasting=minutes)
        assert not leases.take(tx, "mailbox", "first", now=NOW + minutes * 2, lasting=minutes)
        leases.give_back(tx, "mailbox", "first", now=NOW)  # not its own any more
        leases.give_back(tx, "mailbox", "second", now=NOW + minutes * 2)
        assert leases.take(tx, "mailbox", "first", now=NOW + minutes * 2, lasting=minutes)


def test_one_of_many_gets_the_lease(store: Store) -> None:
    def take(number: int) -> bool:
        return store.write(lambda tx: leases.take(tx, "mailbox", f"worker {number}", now=NOW, lasting=timedelta(minutes=2)))

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(8))) == 1


@pytest.mark.parametrize("line", ["from store import cases; cases.listing(tx)", "from store import outbox; outbox.listing(tx)"])
def test_a_looking_command_imports_nothing_heavy(url: str, line: str) -> None:
    open_store(url).close()
    program = f"""
import sys
from store.engine import open_store
store = open_store({url!r})
with store.read() as tx:
    {line}
heavy = {{"alembic", "cattrs", "docx", "pdfplumber", "lxml", "jinja2", "imapclient"}}
print(*sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")
