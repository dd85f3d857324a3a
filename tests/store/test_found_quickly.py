"""What a page asks of a store with ten thousand cases is found by an index, without a look at each of them (issue 6, point 9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from store import cases, figures
from store.engine import Store, Tx, open_store
from tests.support.fresh import fresh_store

DAY = date(2026, 11, 30)
ASKED: dict[str, tuple[Callable[[Tx], object], set[str]]] = {
    "who was rehoused outside the pot": (lambda tx: cases.moved_outside(tx, DAY), {"rehoused_outside"}),
    "what was let go above the cap": (cases.above_the_cap, {"let_go_above_the_cap"}),
    "when the last mail came, and how long one waits": (figures.look, {"arrivals", "on_the_line"}),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """On SQLite, which has no figures of its tables: PostgreSQL gathers them and chooses by them."""
    store = open_store(fresh_store(tmp_path / "store.db"))
    yield store
    store.close()


@pytest.mark.parametrize("what", ASKED)
def test_it_is_found_by_its_index(what: str, store: Store) -> None:
    asks, indexes = ASKED[what]
    said: list[tuple[str, Any]] = []  # Any: the driver's parameters

    def listen(_tx: object, _cursor: object, words: str, values: Any, *_: object) -> None:  # Any: as above
        said.append((words, values))

    sa.event.listen(store.reader, "before_cursor_execute", listen)
    with store.read() as tx:
        asks(tx)
        sa.event.remove(store.reader, "before_cursor_execute", listen)
        selects = [(words, values) for words, values in said if words.startswith("SELECT")]
        plans = " ".join(
            str(row) for words, values in selects for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        )
    assert indexes <= set(re.findall(r"INDEX (\w+)", plans))
