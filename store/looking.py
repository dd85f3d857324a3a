"""What is looked for at the desk: cases by what they are found by, a page at a time, and never all of them whole.

Only finding: words that stand somewhere in a name show what there is, and decide nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from matching.case import OPEN
from store.cases import AT_ONCE, CaseLine
from store.engine import Tx
from store.schema import case_areas, case_officers, cases, partner_mailboxes

OPEN_ONES = sorted(OPEN)
_KEPT = ("reference", "state", "landlord", "bedrooms", "circulated_on", "policy")
_COLUMNS = tuple(cases.c[name] for name in _KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases; what is empty does not matter."""

    states: Collection[str] = ()
    landlord: str = ""
    area: str = ""  # requested
    home_area: str = ""  # where the household lives
    officer: str = ""  # a mailbox
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFound:
    email: str
    name: str
    agency: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many cases have a name, and how many of them are open."""

    name: str
    cases: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxFound:
    partner: str
    role: str
    email: str


def count(tx: Tx, wanted: Wanted) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(cases).where(*_which(wanted))).scalar_one())


def page(tx: Tx, wanted: Wanted, *, limit: int, offset: int = 0) -> tuple[CaseLine, ...]:
    """The newest first."""
    newest = sa.select(*_COLUMNS).where(*_which(wanted)).order_by(cases.c.year.desc(), cases.c.sequence.desc())
    return _lines(tx, newest.limit(limit).offset(offset))


def lines(tx: Tx, references: Sequence[str]) -> tuple[CaseLine, ...]:
    """These cases, in this order."""
    found: dict[str, CaseLine] = {}
    for start in range(0, len(references), AT_ONCE):
        some = references[start : start + AT_ONCE]
        found |= {each.reference: each for each in _lines(tx, sa.select(*_COLUMNS).where(cases.c.reference.in_(some)))}
    return tuple(found[each] for each in references if each in found)


def references(tx: Tx, wanted: Wanted) -> tuple[str, ...]:
    rows = sa.select(cases.c.reference).where(*_which(wanted)).order_by(cases.c.year.desc(), cases.c.sequence.desc())
    return tuple(tx.execute(rows).scalars())


def officers(tx: Tx, words: str, limit: int) -> tuple[OfficerFound, ...]:
    """Whose mailbox, name or agency has these words in it."""
    columns = (case_officers.c.email, case_officers.c.name, case_officers.c.agency)
    number = sa.func.count(case_officers.c.reference.distinct()).label("number")
    rows = (
        sa.select(
            case_officers.c.email,
            sa.func.max(case_officers.c.name).label("name"),
            sa.func.max(case_officers.c.agency).label("agency"),
            number,
        )
        .where(sa.or_(*(_has(column, words) for column in columns)))
        .group_by(case_officers.c.email)
        .order_by(number.desc(), case_officers.c.email)
        .limit(limit)
    )
    return tuple(OfficerFound(email=row.email, name=row.name, agency=row.agency, cases=row.number) for row in tx.execute(rows))


def landlords(tx: Tx, words: str, limit: int) -> tuple[str, ...]:
    """Landlords of cases, today's or of old, whose name has these words in it."""
    rows = sa.select(cases.c.landlord).where(_has(cases.c.landlord, words), cases.c.landlord != "").distinct()
    return tuple(tx.execute(rows.order_by(cases.c.landlord).limit(limit)).scalars())


def of_landlords(tx: Tx, names: Collection[str]) -> tuple[Counted, ...]:
    return _counted(tx, cases.c.landlord, names)


def living_in(tx: Tx, areas: Collection[str]) -> tuple[Counted, ...]:
    return _counted(tx, cases.c.area_residence, areas)


def wanting(tx: Tx, areas: Collection[str]) -> tuple[Counted, ...]:
    """Cases for which a home is looked for there."""
    return _counted(tx, case_areas.c.area, areas, case_areas.join(cases, cases.c.reference == case_areas.c.reference))


def mailboxes(tx: Tx, words: str, limit: int) -> tuple[MailboxFound, ...]:
    """Partners' mailboxes that have these words in them."""
    rows = sa.select(partner_mailboxes).where(_has(partner_mailboxes.c.email, words))
    ordered = rows.order_by(partner_mailboxes.c.partner, partner_mailboxes.c.role, partner_mailboxes.c.email).limit(limit)
    return tuple(MailboxFound(partner=row.partner, role=row.role, email=row.email) for row in tx.execute(ordered))


def landlords_of_cases(tx: Tx) -> tuple[str, ...]:
    """Every landlord that has a case, to choose from."""
    rows = sa.select(cases.c.landlord).where(cases.c.landlord != "").distinct().order_by(cases.c.landlord)
    return tuple(tx.execute(rows).scalars())


def _which(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    beside = []
    if wanted.area:
        beside.append(sa.select(case_areas.c.reference).where(case_areas.c.area == wanted.area))
    if wanted.officer:
        beside.append(sa.select(case_officers.c.reference).where(case_officers.c.email == wanted.officer.lower()))
    found: list[sa.ColumnElement[bool]] = [cases.c.reference.in_(each) for each in beside]
    if wanted.states:
        found.append(cases.c.state.in_(sorted(wanted.states)))
    if wanted.landlord:
        found.append(cases.c.landlord == wanted.landlord)
    if wanted.home_area:
        found.append(cases.c.area_residence == wanted.home_area)
    if wanted.sequence:
        found.append(cases.c.sequence == wanted.sequence)
    return found or [sa.true()]


def _lines(tx: Tx, rows: sa.Select[tuple[object, ...]]) -> tuple[CaseLine, ...]:
    """Columns only, so that a look is fast."""
    found = tx.execute(rows).all()
    areas: dict[str, list[str]] = {}
    for start in range(0, len(found), AT_ONCE):
        some = [row.reference for row in found[start : start + AT_ONCE]]
        beside = sa.select(case_areas).where(case_areas.c.reference.in_(some)).order_by(case_areas.c.area)
        for row in tx.execute(beside):
            areas.setdefault(row.reference, []).append(row.area)
    return tuple(
        CaseLine(**{name: getattr(row, name) for name in _KEPT}, areas=tuple(areas.get(row.reference, ()))) for row in found
    )


def _counted(tx: Tx, column: sa.Column[str], names: Collection[str], where: sa.FromClause = cases) -> tuple[Counted, ...]:
    if not names:
        return ()
    is_open = sa.func.sum(sa.case((cases.c.state.in_(OPEN_ONES), 1), else_=0)).label("open")
    number = sa.func.count().label("number")
    rows = sa.select(column.label("name"), number, is_open).select_from(where).where(column.in_(sorted(names)))
    grouped = rows.group_by(column).order_by(number.desc(), column)
    return tuple(Counted(name=row.name, cases=row.number, open=row.open) for row in tx.execute(grouped))


def _has(column: sa.Column[str], words: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(column).contains(words.lower(), autoescape=True)
