"""A line over a store of a test's own, whose mailbox is the test's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from outbox.smtp import Rehearsal
from parsing.readings import Mail
from scheme.agreement import load, shipped
from service.line import Line
from store.engine import Store

SCHEME = load(shipped("pan_london"))


def a_line(
    store: Store, opening: Callable[[], object], folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Line:
    return Line(
        store=store,
        scheme=SCHEME,
        sender="Reciprocal <desk@reciprocal.example>",
        secure_domains=("example",),
        open_mailbox=opening,  # type: ignore[arg-type]  # a real mailbox, or one of a test's own
        open_post=lambda: Rehearsal(folder),
        read=lambda _: Mail(),
        now=now,
    )
