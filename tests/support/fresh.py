"""A store as it is before anything has happened, copied instead of migrated anew for each test."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from store.engine import open_store


@cache
def _fresh() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        open_store(f"sqlite:///{file}").close()
        assert not file.with_name("store.db-wal").exists(), "closing it has brought everything into the one file"
        return file.read_bytes()


def fresh_store(at: Path) -> str:
    """A SQLite file of the newest shape at this path; gives its URL."""
    at.write_bytes(_fresh())
    at.chmod(0o600)
    return f"sqlite:///{at}"
