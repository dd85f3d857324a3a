"""Every place that the server ever listed, and what became of it: taken, vanished, or not yet known (I2).

A listing is written down before the first mail of it is fetched, and `messages.keep` closes a place's line in the transaction
that keeps its bytes. So a mail that a person moved away between the two is found missing even by a service that was killed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from ingest.message import Place
from store.engine import Tx
from store.schema import Fate, folders, insert_all_new, insert_new, listed, places

KEY = ("account", "folder", "uidvalidity", "uid", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder as it was last accounted for: below `uidnext` every number is known to have been taken, or was asked about."""

    uidvalidity: int
    uidnext: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many places were listed, and what became of them."""

    listed: int
    taken: int
    vanished: int
    open: int


def unwritten(tx: Tx, waiting: Iterable[Place]) -> tuple[Place, ...]:
    """Which places of a listing have no line yet. Without UIDVALIDITY each listing is a new beginning (F2)."""
    fresh: list[Place] = []
    for (account, folder, uidvalidity), group in groupby(sorted(waiting, key=_where), key=_where):
        lying = tuple(group)
        if not uidvalidity:
            fresh += lying
            continue
        uids = [place.uid for place in lying]
        written = sa.select(listed.c.uid).where(
            *_of_folder(account, folder), listed.c.uidvalidity == uidvalidity, listed.c.uid.between(min(uids), max(uids))
        )
        known = set(tx.execute(written).scalars())
        fresh += [place for place in lying if place.uid not in known]
    return tuple(fresh)


def write_down(tx: Tx, fresh: Collection[Place], known: Collection[Place], now: datetime) -> None:
    """A line for each, before any of them is fetched. Those known have been taken in before."""
    rows = [{**_key(place), "at": now, "fate": Fate.TAKEN if place in known else Fate.OPEN} for place in fresh]
    insert_all_new(tx, listed, rows)
    for place in fresh:
        if not place.uidvalidity:  # the same name or number may be another mail by now
            tx.execute(_line(place).values(at=now, fate=Fate.OPEN))


def take(tx: Tx, place: Place, now: datetime) -> None:
    """Its bytes are kept in this very transaction."""
    if not insert_new(tx, listed, **_key(place), at=now, fate=Fate.TAKEN):
        tx.execute(_line(place).values(fate=Fate.TAKEN))


def vanish(tx: Tx, place: Place) -> bool:
    """It is gone and was never fetched. False: its fate is known already, another run took it in for example (F28)."""
    return tx.execute(_line(place).where(listed.c.fate == Fate.OPEN).values(fate=Fate.VANISHED)).rowcount == 1


def still_open(tx: Tx, account: str, folder: str) -> tuple[Place, ...]:
    """The places of a folder whose fate is not known, in the order in which they were listed."""
    rows = sa.select(listed).where(*_of_folder(account, folder), listed.c.fate == Fate.OPEN).order_by(listed.c.id)
    return tuple(Place(**{name: getattr(row, name) for name in KEY}) for row in tx.execute(rows))


def folder(tx: Tx, account: str, name: str) -> Folder | None:
    row = tx.execute(sa.select(folders).where(folders.c.account == account, folders.c.folder == name)).first()
    return None if row is None else Folder(uidvalidity=row.uidvalidity, uidnext=row.uidnext)


def account_for(tx: Tx, account: str, name: str, found: Folder, now: datetime) -> None:
    """From now on every number below its `uidnext` is accounted for."""
    row = {"uidvalidity": found.uidvalidity, "uidnext": found.uidnext, "at": now}
    if not insert_new(tx, folders, account=account, folder=name, **row):
        tx.execute(folders.update().where(folders.c.account == account, folders.c.folder == name).values(**row))


def never_seen(tx: Tx, account: str, name: str, before: Folder, uidnext: int, most: int = 10_000) -> tuple[int, ...]:
    """Numbers that the server gave to mails since, which no listing has shown and nobody has taken in; of the last `most`."""
    first = max(before.uidnext, uidnext - most)
    seen: set[int] = set()
    for table in (listed, places):
        rows = sa.select(table.c.uid).where(
            *(table.c.account == account, table.c.folder == name, table.c.uidvalidity == before.uidvalidity),
            table.c.uid.between(first, uidnext - 1),
        )
        seen.update(tx.execute(rows).scalars())
    return tuple(number for number in range(first, uidnext) if number not in seen)


def sums(tx: Tx) -> Sums:
    rows = tx.execute(sa.select(listed.c.fate, sa.func.count().label("count")).group_by(listed.c.fate))
    counted: dict[str, int] = {row["fate"]: row["count"] for row in rows.mappings()}
    fates = {fate: counted.get(fate, 0) for fate in Fate}
    return Sums(listed=sum(fates.values()), taken=fates[Fate.TAKEN], vanished=fates[Fate.VANISHED], open=fates[Fate.OPEN])


def problems(tx: Tx) -> tuple[str, ...]:
    """What the books of the mailbox contradict, as sentences; empty when they hold (I2)."""
    same = [getattr(places.c, name) == getattr(listed.c, name) for name in KEY]
    taken = sa.select(listed.c.id).where(listed.c.fate == Fate.TAKEN, ~sa.exists().where(*same))
    other = sa.select(listed.c.id).where(listed.c.fate != Fate.TAKEN, listed.c.uidvalidity > 0, sa.exists().where(*same))
    found = [f"Line {number} of what was listed says «taken», and no mail is kept from there." for number in _all(tx, taken)]
    return (*found, *(f"Line {number} of what was listed is not «taken», yet its mail is kept." for number in _all(tx, other)))


def _all(tx: Tx, numbers: sa.Select[tuple[int]]) -> Iterator[int]:
    return iter([row.id for row in tx.execute(numbers.order_by(listed.c.id))])


def _where(place: Place) -> tuple[str, str, int]:
    return place.account, place.folder, place.uidvalidity


def _key(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in KEY}


def _of_folder(account: str, folder: str) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return listed.c.account == account, listed.c.folder == folder


def _line(place: Place) -> sa.Update:
    return listed.update().where(*(getattr(listed.c, name) == value for name, value in _key(place).items()))
