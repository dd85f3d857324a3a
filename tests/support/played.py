"""The demo's month, played once for a whole run of the tests and copied to whoever wants to sit at its end."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from scheme.agreement import Scheme, load, shipped
from service import demo

STORE = "reciprocal.db"
AFTER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)  # the morning after the month


def played_store(at: Path) -> str:
    """A SQLite file as the month leaves it, at this path; gives its URL."""
    at.write_bytes((played_folder() / STORE).read_bytes())
    at.chmod(0o600)
    return f"sqlite:///{at}"


def played_scheme() -> Scheme:
    """The demo's scheme, without the register laid over."""
    return load(shipped(demo.REGION.read_text().strip()))


def _into_one_file(database: Path) -> None:
    """What still lies in the log beside it is part of the store: a copy of the file alone would lack the last days."""
    with closing(sqlite3.connect(database)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def played_folder() -> Path:
    """The demo's own folder, shared by the workers of one run: who comes first plays, the others wait.

    A name in PLAYED keeps it between runs.
    """
    run = os.environ.get("PLAYED") or os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"played-{run}"
    folder.mkdir(mode=0o700, exist_ok=True)
    month = folder / "month"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (month / STORE).exists():
            demo.play(month, wait=False)
            _into_one_file(month / STORE)
    return month
