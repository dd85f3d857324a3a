"""`reciprocal verify`: whether the books hold. One line a finding; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from service.check import Finding
from store import checks
from store.engine import Store


def verify(store: Store) -> Iterator[Finding]:
    with store.read() as tx:
        for what, found in checks.every(tx):
            yield from (Finding(what=what, ok=False, sentence=problem) for problem in found.problems)
            if not found.problems:
                yield Finding(what=what, ok=True, sentence=found.counted)
