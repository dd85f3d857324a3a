"""What a new register would change, row by row; and which changes two people make (reliability §6, «four-eyes»)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheme.register import COLUMNS, ROLES, Partner

BY_TWO = (*ROLES, "status")  # who gets circulars decides who learns of families
NAMES: Mapping[str, str] = {
    "name": "Name",
    "kind": "Kind",
    "aliases": "Other names",
    "areas": "Homes in",
    "named_leads": "Named leads",
    "circulars_to": "Circulars go to",
    "offers_from": "Offers come from",
    "status": "Status",
    "since": "Takes part since",
    "deputies": "Deputies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One column of a row: what is added to it and what is taken away; `by_two` needs a second person."""

    column: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    by_two: bool

    @property
    def name(self) -> str:
        return NAMES[self.column]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    partner: Partner
    is_new: bool
    changes: tuple[Change, ...]

    @property
    def by_two(self) -> bool:
        return any(each.by_two for each in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    rows: tuple[RowChange, ...]  # those that would change
    same: int
    absent: tuple[str, ...]  # rows of the register that the file does not name: they stay as they are


def plan(before: Sequence[Partner], found: Iterable[Partner]) -> Plan:
    known = {each.name: each for each in before}
    told = tuple(found)
    rows = [row_change(known.get(each.name), each) for each in told]
    named = {each.name for each in told}
    return Plan(
        rows=tuple(row for row in rows if row.changes),
        same=sum(not row.changes for row in rows),
        absent=tuple(name for name in known if name not in named),
    )


def row_change(before: Partner | None, after: Partner) -> RowChange:
    changes = []
    for column in COLUMNS[1:]:
        was = cells(getattr(before, column)) if before else ()
        now = cells(getattr(after, column))
        if was != now and (before or now):
            added = tuple(each for each in now if each not in was)
            gone = tuple(each for each in was if each not in now)
            changes.append(Change(column=column, added=added, gone=gone, by_two=column in BY_TWO))
    return RowChange(partner=after, is_new=before is None, changes=tuple(changes))


def cells(value: str | tuple[str, ...] | date | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, date):
        return (value.isoformat(),)
    return (value,) if value else ()
