"""What one coordinator asks about a person and a second one confirms: a new setup link, or one more coordinator.

Alone nobody makes herself a second person, and so none of what two must do (reliability §6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from store import audit
from store.engine import Tx
from store.schema import asked_acts

KIND = "people"
LASTS = timedelta(days=7)


class Act(StrEnum):
    INVITE = "invite"  # somebody new, as a coordinator
    RAISE = "raise"  # a reader becomes a coordinator
    LINK = "link"  # a new setup link for somebody who has lost password or telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    id: int
    act: Act
    name: str
    email: str  # of somebody new; else empty
    reason: str
    asked_by: str
    asked_at: datetime

    def may_confirm(self, name: str) -> bool:
        """A second person, and not the one whom it is about."""
        return name not in {self.asked_by, self.name}


def ask(tx: Tx, *, act: Act, name: str, email: str = "", reason: str, by: str, now: datetime) -> None:
    """Raises ValueError with a sentence if the same is asked already."""
    if any((each.act, each.name) == (act, name) for each in every_open(tx, now)):
        raise ValueError(f"The same is asked for {name} already, and waits for a second coordinator.")
    tx.execute(
        asked_acts.insert().values(
            kind=KIND,
            about=f"person {name}",
            data={"act": act, "name": name, "email": email},
            reason=reason,
            asked_by=by,
            asked_at=now,
        )
    )
    audit.write(tx, now=now, who=by, act=f"asked for a second person: {act}", about=f"person {name}", details=reason)


def every_open(tx: Tx, now: datetime) -> tuple[Asked, ...]:
    """The oldest first. What nobody has confirmed in a week lapses."""
    waiting = (asked_acts.c.kind == KIND, asked_acts.c.settled_at.is_(None), asked_acts.c.asked_at > now - LASTS)
    return tuple(_asked(row) for row in tx.execute(sa.select(asked_acts).where(*waiting).order_by(asked_acts.c.id)))


def find(tx: Tx, number: str, now: datetime) -> Asked | None:
    return next((each for each in every_open(tx, now) if str(each.id) == number), None)


def settle(tx: Tx, asked: Asked, *, done: bool, by: str, now: datetime) -> bool:
    """True for the first who settles it; whoever comes second gets False."""
    outcome = "done" if done else "dropped"
    open_still = (asked_acts.c.id == asked.id, asked_acts.c.settled_at.is_(None))
    settled = (
        tx.execute(asked_acts.update().where(*open_still).values(settled_by=by, settled_at=now, outcome=outcome)).rowcount == 1
    )
    if settled:
        act = f"{'confirmed' if done else 'dropped'} what {asked.asked_by} asked: {asked.act}"
        audit.write(tx, now=now, who=by, act=act, about=f"person {asked.name}")
    return settled


def _asked(row: Any) -> Asked:
    data = row.data
    return Asked(
        id=row.id, act=Act(data["act"]), name=data["name"], email=data["email"], reason=row.reason, asked_by=row.asked_by,
        asked_at=row.asked_at,
    )  # fmt: skip
