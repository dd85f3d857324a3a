"""Every test of the store runs on a SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.engine import Store, open_store
from tests.support.fresh import fresh_store
from tests.support.postgres import Server, postgres

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def migrated(postgres: Server) -> str:
    """A database of the newest shape, copied for each test."""
    url = postgres.new_database()
    open_store(url).close()
    return url.rsplit("/", 1)[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return fresh_store(tmp_path / "store with spaces.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_database(template=request.getfixturevalue("migrated"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing has ever been stored."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()
