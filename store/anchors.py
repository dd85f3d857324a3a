"""The links of the audit chain that were told to the outside, a day each: rows are only ever added (L7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import anchors, insert_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The newest link of the chain at some moment, and how many lines it closes."""

    link: str
    lines: int


def now_standing(tx: Tx) -> Anchor | None:
    """The chain's end as it stands; None while nothing has been written down."""
    link = audit.head(tx)
    return Anchor(link=link, lines=audit.place_of(tx, link)) if link else None


def drop(tx: Tx, day: date, now: datetime) -> Anchor | None:
    """Notes the chain's end for a day, if there was a line since the last one; gives the end in either case."""
    anchor = now_standing(tx)
    newest = tx.execute(sa.select(anchors.c.chain).order_by(anchors.c.day.desc()).limit(1)).scalar()
    if anchor is not None and anchor.link != newest:
        insert_new(tx, anchors, day=day, chain=anchor.link, at=now)
    return anchor


def problems(tx: Tx) -> Iterator[str]:
    """Anchored links that are no longer in the chain, or out of their order: lines were taken away, or all was written anew."""
    before = 0
    for row in tx.execute(sa.select(anchors).order_by(anchors.c.day)):
        place = audit.place_of(tx, row.chain)
        if not place:
            yield (
                f"The link {row.chain[:16]} that was noted on {row.day.isoformat()} is no longer in the audit: lines were taken "
                "away, or the whole was written anew. Compare with that day's morning letter, and restore a backup."
            )
        elif place < before:
            yield f"The link {row.chain[:16]} that was noted on {row.day.isoformat()} stands before the one of an earlier day."
        before = max(before, place)


def count(tx: Tx) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(anchors)).scalar_one())
