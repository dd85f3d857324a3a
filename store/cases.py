"""The cases: one row each, with what people search by beside the whole of it, and a history that is only added to."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from matching.case import CLOSED, OPEN, REOPENINGS, STEPS, Case, State
from store import counters
from store.codec import from_data, to_data
from store.engine import Tx
from store.schema import case_areas, case_officers, cases, clean_text, history, questions

# A new case may be decided upon at once, but nobody has offered it a home yet.
BEGINNINGS = frozenset(State) - {State.OFFERED, State.ACCEPTED, State.MOVED}

AT_ONCE = 500  # values that one query names


class Stale(Exception):
    """The case is no longer as the decision saw it, or may not go where the decision wants it. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """What `cases` prints of a case (CONTRACT): no free text, nobody's name."""

    reference: str
    state: str
    landlord: str
    bedrooms: int | None
    areas: tuple[str, ...]
    circulated_on: date | None
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    at: datetime
    who: str
    because: str  # id of the cause: "<message>:<reading>"
    what: str


def find(tx: Tx, reference: str) -> Case | None:
    data = tx.execute(sa.select(cases.c.data).where(cases.c.reference == reference)).scalar()
    return None if data is None else from_data(Case, data)


def listing(tx: Tx, *states: str) -> tuple[CaseLine, ...]:
    """All cases, or those in the given states, by year and sequence. Reads columns only, so that a look is fast."""
    areas: dict[str, list[str]] = {}
    for row in tx.execute(sa.select(case_areas).order_by(case_areas.c.reference, case_areas.c.area)):
        areas.setdefault(row.reference, []).append(row.area)
    wanted = sa.select(cases).order_by(cases.c.year, cases.c.sequence)
    rows = tx.execute(wanted.where(cases.c.state.in_(states)) if states else wanted)
    kept = ("reference", "state", "landlord", "bedrooms", "circulated_on", "policy")
    return tuple(
        CaseLine(**{name: getattr(row, name) for name in kept}, areas=tuple(sorted(areas.get(row.reference, ())))) for row in rows
    )


def every(tx: Tx, *states: str) -> tuple[Case, ...]:
    """The same cases, whole."""
    return _cases(tx, cases.c.state.in_(states) if states else sa.true())


def open_ones(tx: Tx) -> tuple[Case, ...]:
    """The cases that have not ended, whole."""
    return every(tx, *sorted(OPEN))


def state_of(tx: Tx, reference: str) -> str:
    """Empty: there is no such case."""
    return tx.execute(sa.select(cases.c.state).where(cases.c.reference == reference)).scalar() or ""


def version_of(tx: Tx, reference: str) -> int:
    """The number of its latest writing; 0: there is no such case."""
    return tx.execute(sa.select(cases.c.version).where(cases.c.reference == reference)).scalar() or 0


def versions_of_open(tx: Tx) -> dict[str, int]:
    """The number of each open case's latest writing, in the order of their references: what has another has changed."""
    rows = sa.select(cases.c.reference, cases.c.version).where(cases.c.state.in_(sorted(OPEN)))
    return {row.reference: row.version for row in tx.execute(rows.order_by(cases.c.year, cases.c.sequence))}


def count_by_state(tx: Tx) -> dict[str, int]:
    counted = sa.select(cases.c.state, sa.func.count().label("number")).group_by(cases.c.state)
    return {row.state: row.number for row in tx.execute(counted)}


def named(tx: Tx, references: Sequence[str]) -> tuple[Case, ...]:
    """The cases of these references, whole."""
    found: list[Case] = []
    for start in range(0, len(references), AT_ONCE):
        found += _cases(tx, cases.c.reference.in_(references[start : start + AT_ONCE]))
    return tuple(found)


def asked_about(tx: Tx) -> dict[str, Case]:
    """The cases of open questions whose day to circulate or to answer an offer may be near, whole."""
    asked = sa.select(questions.c.reference).where(questions.c.answered_at.is_(None), questions.c.reference.is_not(None))
    running = sa.or_(
        cases.c.state == State.OFFERED,
        sa.and_(cases.c.circulated_on.is_(None), cases.c.state.in_((State.RECEIVED, State.AWAITING_APPROVAL))),
    )
    rows = tx.execute(sa.select(cases.c.reference, cases.c.data).where(running, cases.c.reference.in_(asked)))
    return {row.reference: from_data(Case, row.data) for row in rows if row.data.get("approved_on") or row.data.get("offers")}


def heads(tx: Tx, references: Collection[str]) -> dict[str, tuple[str, str]]:
    """Of a few cases the landlord and the state."""
    rows = tx.execute(sa.select(cases.c.reference, cases.c.landlord, cases.c.state).where(cases.c.reference.in_(references)))
    return {row.reference: (row.landlord, row.state) for row in rows}


def by_officer(tx: Tx, email: str) -> tuple[Case, ...]:
    """Cases of which this mailbox is an officer."""
    return _cases(tx, cases.c.reference.in_(sa.select(case_officers.c.reference).where(case_officers.c.email == email.lower())))


def by_form(tx: Tx, fingerprint: str) -> tuple[Case, ...]:
    """Cases whose form said the very same."""
    return _cases(tx, sa.and_(cases.c.form_fingerprint == fingerprint, cases.c.form_fingerprint != ""))


def held(tx: Tx) -> tuple[Case, ...]:
    """Every case held at the cap, the one that waits longest first: waiting time counts from the day it came (fairness §5.2)."""
    return tuple(sorted(every(tx, State.HELD_AT_CAP), key=lambda case: case.received_on))


def moving(tx: Tx, since: date) -> tuple[Case, ...]:
    """Cases with a home on offer or accepted, and those that have moved since that day (R052)."""
    moved = sa.and_(cases.c.state == State.MOVED, cases.c.closed_on >= since)
    return _cases(tx, sa.or_(cases.c.state.in_((State.OFFERED, State.ACCEPTED)), moved))


def out(tx: Tx) -> dict[str, int]:
    """How many cases of each landlord are out and have no accepted offer."""
    counted = sa.select(cases.c.landlord, sa.func.count().label("number")).where(
        cases.c.state.in_((State.CIRCULATED, State.OFFERED))
    )
    return {row.landlord: row.number for row in tx.execute(counted.group_by(cases.c.landlord))}


def open_that_name(tx: Tx, landlord: str) -> tuple[Case, ...]:
    """Open cases in which the landlord's name stands anywhere: as their landlord, with an offer, or shut out."""
    name = json.dumps(clean_text(landlord), ensure_ascii=False)
    named = sa.type_coerce(cases.c.data, sa.Text).contains(name, autoescape=True)
    return _cases(tx, sa.and_(cases.c.state.in_(sorted(OPEN)), named))


def moved_outside(tx: Tx, at: date | None = None) -> dict[str, dict[str, int]]:
    """Moves that went another way than through the pot, by landlord: counted, and never an entry (DESIGN §5)."""
    ended = sa.select(cases.c.landlord, cases.c.moved_outside, sa.func.count().label("number")).where(
        cases.c.moved_outside != sa.literal_column("''"), cases.c.state.in_(sorted(CLOSED))
    )
    if at is not None:
        ended = ended.where(cases.c.closed_on <= at)
    counted: dict[str, dict[str, int]] = {}
    for row in tx.execute(ended.group_by(cases.c.landlord, cases.c.moved_outside)):
        counted.setdefault(row.landlord, {})[row.moved_outside] = row.number
    return counted


def above_the_cap(tx: Tx) -> tuple[Case, ...]:
    """Cases that a coordinator let go on although the cap was full."""
    return _cases(tx, cases.c.above_cap)


def _cases(tx: Tx, which: sa.ColumnElement[bool]) -> tuple[Case, ...]:
    rows = sa.select(cases.c.data).where(which).order_by(cases.c.year, cases.c.sequence)
    return tuple(from_data(Case, data) for data in tx.execute(rows).scalars())


def put(tx: Tx, case: Case, *, reopened: bool = False) -> bool:
    """Writes a case as it now stands; True when it is a new one. A step that the table STEPS does not allow is Stale.

    `reopened`: a person has opened a closed case again, and REOPENINGS says where it may go on.
    """
    row = _row(case)
    stored = tx.execute(sa.select(cases.c.version, cases.c.state).where(cases.c.reference == case.reference)).first()
    if stored is None:
        _insert(tx, row)
    else:
        _step(tx, row, stored.version, reopened=reopened)
    areas: dict[str, dict[str, str]] = {clean_text(area): {} for area in case.areas_requested if area}
    _beside(tx, case_areas, row["reference"], "area", areas)
    _beside(tx, case_officers, row["reference"], "email", _officers(case))
    return stored is None


def _row(case: Case) -> dict[str, object]:
    year, sequence = year_and_sequence(case.reference)
    same = ("landlord", "bedrooms", "policy", "received_on", "circulated_on", "closed_on", "area_residence", "form_fingerprint")
    row: dict[str, object] = {name: getattr(case, name) for name in same}
    return {
        **row,
        "reference": case.reference,
        "year": year,
        "sequence": sequence,
        "state": case.state.value,
        "above_cap": bool(case.cap_override),
        "moved_outside": case.moved_outside,
        "data": to_data(case),
    }


def _insert(tx: Tx, row: dict[str, object]) -> None:
    if row["state"] not in BEGINNINGS:
        raise Stale(f"{row['reference']} is new: it cannot begin as {row['state']}.")
    tx.execute(cases.insert().values(version=1, **row))
    counters.reach(tx, counter_of(str(row["reference"])), int(str(row["sequence"])))


def _step(tx: Tx, row: dict[str, object], version: int, *, reopened: bool = False) -> None:
    origins = _closed_before if reopened else _origins
    guarded = cases.update().where(
        cases.c.reference == row["reference"],
        cases.c.version == version,
        cases.c.state.in_(origins(State(str(row["state"])))),
    )
    if tx.execute(guarded.values(version=version + 1, **row)).rowcount != 1:
        raise Stale(f"{row['reference']} cannot become {row['state']}: it has moved on, or no steps lead there.")


def _origins(state: State) -> frozenset[State]:
    """The states from which steps lead to this one: a decision may take several at once (offered → accepted → moved)."""
    found = frozenset({state})
    while more := frozenset(origin for origin, following in STEPS.items() if following & found) - found:
        found |= more
    return found


def _closed_before(state: State) -> frozenset[State]:
    """The closed states that a person may open again as this one."""
    return frozenset(closed for closed, again in REOPENINGS.items() if state in again)


def _officers(case: Case) -> dict[str, dict[str, str]]:
    """By mailbox what else they are looked for by."""
    named = {clean_text(each.email.lower()): each for each in case.officers if each.email}
    return {email: {"name": each.name, "agency": each.agency} for email, each in named.items()}


def _beside(tx: Tx, table: sa.Table, reference: object, column: str, values: Mapping[str, Mapping[str, str]]) -> None:
    tx.execute(table.delete().where(table.c.reference == reference))
    for value in sorted(values):
        tx.execute(table.insert().values({"reference": reference, column: value, **values[value]}))


def year_and_sequence(reference: str) -> tuple[int, int]:
    """`ARC-01-16` → (16, 1), so that cases stand in the order in which they came."""
    try:
        _, sequence, year = reference.rsplit("-", 2)
        return int(year), int(sequence)
    except ValueError:
        raise ValueError(f"«{reference}» is not written like a reference (PREFIX-sequence-year).") from None


def counter_of(reference: str) -> str:
    """The counter that gives out references of this prefix and year: «ARC-16»."""
    prefix, _, year = reference.rsplit("-", 2)
    return f"{prefix}-{year}"


def note(tx: Tx, reference: str, what: str, *, who: str, because: str, now: datetime) -> None:
    """A line of the case's history."""
    tx.execute(history.insert().values(reference=reference, at=now, who=who, because=because, what=what))


def history_because(tx: Tx, reference: str, cause: str) -> tuple[HistoryLine, ...]:
    """What a message wrote into a case's history: the lines whose reason begins with this («17:»)."""
    of_case = sa.select(history).where(history.c.reference == reference, history.c.because.startswith(cause, autoescape=True))
    rows = tx.execute(of_case.order_by(history.c.id))
    return tuple(HistoryLine(at=row.at, who=row.who, because=row.because, what=row.what) for row in rows)


def history_of(tx: Tx, reference: str) -> tuple[HistoryLine, ...]:
    rows = tx.execute(sa.select(history).where(history.c.reference == reference).order_by(history.c.id))
    return tuple(HistoryLine(at=row.at, who=row.who, because=row.because, what=row.what) for row in rows)
