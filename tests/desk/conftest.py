"""What several of the desk's tests sit at: the morning after the demo's month, and a real browser. One of each for a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from store.engine import open_store
from tests.support.browser import a_browser
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import Sitting, sitting


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder = tmp_path_factory.mktemp("month")
    store = open_store(played_store(folder / "store.db"))
    with sitting(store, folder, scheme=played_scheme(), now=AFTER) as desk:
        yield desk
    store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser
