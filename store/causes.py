"""What brought a row about: the mail, the answer of a coordinator, or an act of her own that its `because` names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.engine import Tx
from store.schema import audit, messages

AT = " at "  # before the moment in the name of what a person did by herself (service/pot.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """`message`: our number of the mail; `question`: the one that a person answered. Neither: `act` says what was done."""

    message: int | None = None
    sender: str = ""
    by: str = ""
    question: str = ""
    act: str = ""


def causes_of(tx: Tx, written: Collection[str]) -> Mapping[str, Cause]:
    """Of each `because` what stands behind it."""
    numbers = {each: int(each.partition(":")[0]) for each in written if each.partition(":")[0].isdecimal()}
    columns = (messages.c.id, messages.c.mail, messages.c.source, messages.c.answered_by, messages.c.answers)
    rows = tx.execute(sa.select(*columns).where(messages.c.id.in_(sorted(set(numbers.values())))))
    found = {row.id: _of_message(row) for row in rows}
    told = {each: found[number] for each, number in numbers.items() if number in found}
    return told | {each: _of_act(tx, each) for each in written if each not in told}


def _of_message(row: Any) -> Cause:  # Any: a row of the table
    if row.source == "desk":
        return Cause(message=row.id, by=row.answered_by, question=row.answers or "")
    return Cause(message=row.id, sender=str((row.mail or {}).get("sender", "")))


def _of_act(tx: Tx, because: str) -> Cause:
    """«correction of ARC-01-26 move 1 at 2026-11-16T…»: the audit has its moment and who did it."""
    act, _, moment = because.rpartition(AT)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return Cause(act=because)
    who = sa.select(audit.c.who).where(audit.c.at == at, audit.c.about != "").order_by(audit.c.id).limit(1)
    return Cause(act=act, by=tx.execute(who).scalar() or "")
