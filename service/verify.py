"""`reciprocal verify`: whether the books hold. One line a finding; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from service.check import Finding
from store import audit, checks
from store.engine import Store, Tx


def verify(store: Store, anchor: str = "") -> Iterator[Finding]:
    """`anchor`: a link that a person copied out of a morning letter (L7)."""
    with store.read() as tx:
        if anchor:
            yield _anchored(tx, anchor)
        for what, found in checks.every(tx):
            yield from (Finding(what=what, ok=False, sentence=problem) for problem in found.problems)
            if not found.problems:
                yield Finding(what=what, ok=True, sentence=found.counted)


def _anchored(tx: Tx, link: str) -> Finding:
    place = audit.place_of(tx, link)
    if place:
        said = (
            f"The link is that of line {place}: compare with the number in the letter. Up to it nothing was changed or taken away"
        )
        return Finding(what="anchor", ok=True, sentence=f"{said}, if the audit is found to hold below.")
    said = (
        "The link is not in the audit. Copy it again, whole; if it is as in the letter, lines were changed or taken away since."
    )
    return Finding(what="anchor", ok=False, sentence=said)
