"""What waits for a second person, as the ledger's, the register's and the day's pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.two_people import alone_from, may_confirm
from store import asked_acts
from store.asked_acts import CORRECTION, REGISTER, AskedAct
from store.engine import Tx

PATHS: Mapping[str, str] = {CORRECTION: "/ledger/asked", REGISTER: "/partners/asked"}
NAMES: Mapping[str, str] = {CORRECTION: "Correction of the ledger", REGISTER: "Change of the register"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    act: AskedAct
    is_mine: bool
    may_confirm: bool
    alone_from: datetime

    @property
    def path(self) -> str:
        return f"{PATHS[self.act.kind]}/{self.act.id}"

    @property
    def name(self) -> str:
        return NAMES[self.act.kind]


def waiting_for(tx: Tx, person: str, now: datetime, kind: str = "") -> tuple[Waiting, ...]:
    """What waits, the oldest first, as this person sees it."""
    return tuple(as_seen(act, person, now) for act in asked_acts.waiting(tx, kind))


def as_seen(act: AskedAct, person: str, now: datetime) -> Waiting:
    return Waiting(
        act=act,
        is_mine=act.asked_by == person,
        may_confirm=may_confirm(act, person, now),
        alone_from=alone_from(act),
    )
