"""The audit: what was done, by whom, in a chain in which a changed, swapped or missing line shows (L7).

A line says what and to which row, never a value of a field: it outlives the erasure of the case.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from store.engine import Tx
from store.schema import audit, clean_text


def write(tx: Tx, *, now: datetime, who: str, act: str, about: str = "", details: str = "") -> None:
    """Adds a line that follows the newest one."""
    who, act, about, details = (clean_text(words) for words in (who, act, about, details))
    chain = _link(head(tx), now, who, act, about, details)
    tx.execute(audit.insert().values(at=now, who=who, act=act, about=about, details=details, chain=chain))


def head(tx: Tx) -> str:
    """The newest link. Printed or mailed elsewhere it shows that lines were cut off at the end."""
    return tx.execute(sa.select(audit.c.chain).order_by(audit.c.id.desc()).limit(1)).scalar() or ""


def last_at(tx: Tx) -> datetime | None:
    """When the newest line was written; None while there is none."""
    return tx.execute(sa.select(audit.c.at).order_by(audit.c.id.desc()).limit(1)).scalar()


def knows(tx: Tx, link: str) -> bool:
    """Whether this link stands in the chain: then whatever was done up to it was done here too."""
    return not link or tx.execute(sa.select(audit.c.id).where(audit.c.chain == link)).first() is not None


def place_of(tx: Tx, link: str) -> int:
    """Which line of the chain bears this link, counted from the first; 0: none. Sixteen digits of it, or more, are enough."""
    written = "".join(link.split()).lower()
    if not re.fullmatch(r"[0-9a-f]{16,64}", written):
        return 0
    line = tx.execute(sa.select(audit.c.id).where(audit.c.chain.startswith(written)).limit(1)).scalar()
    return 0 if line is None else _count_up_to(tx, line)


def _count_up_to(tx: Tx, line: int) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(audit).where(audit.c.id <= line)).scalar_one())


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    at: datetime
    who: str
    act: str
    details: str


def about(tx: Tx, what: str, acts: Collection[str], most: int = 20) -> tuple[AuditLine, ...]:
    """What was done to one thing, the newest first."""
    columns = (audit.c.at, audit.c.who, audit.c.act, audit.c.details)
    rows = sa.select(*columns).where(audit.c.about == what, audit.c.act.in_(acts)).order_by(audit.c.id.desc())
    return tuple(AuditLine(**row._mapping) for row in tx.execute(rows.limit(most)))


def problems(tx: Tx) -> tuple[str, ...]:
    """What is wrong with the chain, as sentences; empty when it holds."""
    found, before = [], ""
    for line in tx.execute(sa.select(audit).order_by(audit.c.id)):
        if line.chain != _link(before, line.at, line.who, line.act, line.about, line.details):
            found.append(
                f"Audit line {line.id} does not follow the line before it: one of them was changed, added or taken away."
            )
        before = line.chain
    return tuple(found)


def _link(before: str, at: datetime, *words: str) -> str:
    return hashlib.sha256(json.dumps([before, at.astimezone(UTC).isoformat(), *words]).encode()).hexdigest()
