"""A copy of the whole store in one file, taken while it is in use; and whether such a file is sound."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from store import audit, ledger
from store.engine import VERSIONS, Store, stored_version

BESIDE = ("", "-wal", "-shm")  # the files of one SQLite store


class CopyTrouble(Exception):
    """A copy cannot be made or used: a sentence that says what to do."""


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite store; None for another database."""
    address = sa.make_url(url)
    return Path(str(address.database)) if address.get_backend_name() == "sqlite" else None


def copy_sqlite(store: Store, target: Path) -> None:
    """SQLite's own online copy, whole even while others write; put in place only when it is on the disk and sound."""
    aside = target.with_name(f".{target.name}.unfinished")
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(aside)) as into, store.read() as tx:
            tx.connection.driver_connection.backup(into)  # type: ignore[union-attr]  # it is open
        as_one_file(aside)
        if problem := unsound(aside):
            raise CopyTrouble(problem)
        put_in_place(aside, target)
    finally:
        for end in BESIDE:
            aside.with_name(aside.name + end).unlink(missing_ok=True)


def as_one_file(file: Path) -> None:
    """Without a log beside it: a copy is carried about, and half of it would be worse than none."""
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


def put_in_place(aside: Path, target: Path) -> None:
    """On the disk first, then under its name."""
    for path, flags in ((aside, os.O_RDWR), (target.parent, os.O_RDONLY)):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
            if path == aside:
                aside.replace(target)
        finally:
            os.close(handle)


def unsound(file: Path) -> str:
    """What is wrong with a SQLite file as such, as a sentence; empty when it is whole."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        return f"{file} is no store that can be read ({error})."
    return "" if found == ["ok"] else f"{file} is damaged: {found[0]}."


def inner_problems(store: Store) -> Iterator[str]:
    """Whether what stands in it is right: the pot and the audit's chain (L1, L6, L7)."""
    with store.read() as tx:
        yield from ledger.problems(tx)
        yield from audit.problems(tx)


def version_problem(file: Path) -> str:
    """Whether this program can use it; empty when it can."""
    engine = sa.create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as tx:
            version = stored_version(tx)
    finally:
        engine.dispose()
    if not version:
        return f"{file} is no store of this program."
    return "" if version in VERSIONS else f"{file} was written by a newer program (version {version}): start that one."


def move_store(file: Path, to: Path) -> None:
    """With all that lies beside it, under one new name."""
    for end in BESIDE:
        part = file.with_name(file.name + end)
        if part.exists():
            part.replace(to.with_name(to.name + end))


def copy_postgres(url: str, target: Path) -> None:
    """By PostgreSQL's own program; the password goes by the environment, where no other user sees it."""
    if not (program := shutil.which("pg_dump")):
        raise CopyTrouble(
            "The store is on PostgreSQL, and its program pg_dump is not in the path. Install postgresql-client, or back the "
            "database up as its server's keeper does."
        )
    address = sa.make_url(url).set(drivername="postgresql")
    secret = {"PGPASSWORD": str(address.password)} if address.password else {}
    place = address.set(password=None).render_as_string()
    aside = target.with_name(f".{target.name}.unfinished")
    os.close(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    done = subprocess.run(
        [program, "--format=custom", f"--file={aside}", f"--dbname={place}"],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        aside.unlink(missing_ok=True)
        said = done.stderr.strip().splitlines() or ["it gave no reason"]
        raise CopyTrouble(f"pg_dump could not copy the store: {said[-1]}.")
    put_in_place(aside, target)
