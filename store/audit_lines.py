"""The audit's lines as a person looks through them: who saw and did what, when. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from store.engine import Tx
from store.schema import anchors, audit, history, outbox, questions

SAW = "saw"
A_LIST = "list "  # how «about» begins where somebody looked at many things at once; which ones stands in the details
A_FORM = "sent a form"


class Acts(StrEnum):
    """Sorts of lines."""

    ALL = ""
    SEEN = "seen"
    DONE = "done"
    SIGNED_IN = "signed-in"


_SEEN = sa.or_(audit.c.act == SAW, audit.c.act.startswith("uncovered"))
_OF_PEOPLE = (audit.c.about >= "person ", audit.c.about < "person!")  # a stretch of the index
_AT_THE_DOOR = audit.c.id.in_(
    sa.union_all(
        sa.select(audit.c.id).where(
            *_OF_PEOPLE, sa.or_(audit.c.act.startswith("signed"), audit.c.act.startswith("was not let in"))
        ),
        sa.select(audit.c.id).where(audit.c.about == "page /sign-out"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    id: int
    at: datetime
    who: str
    act: str
    about: str
    details: str
    chain: str
    follows: str = ""  # the link of the line before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; empty: whatever it is. `about`: as the lines name it; a case stands for all that belongs to it."""

    who: str = ""
    acts: Acts = Acts.ALL
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None  # and no later than before this


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """The link that was last told to the outside."""

    link: str
    at: datetime


def newest(tx: Tx, wanted: Wanted, *, most: int, before: int = 0) -> tuple[Line, ...]:
    """The newest lines that fit, those before a given one."""
    chosen = sa.select(audit).where(*_fits(tx, wanted), *_before(tx, before))
    rows = tx.execute(chosen.order_by(audit.c.at.desc(), audit.c.id.desc()).limit(most))
    return tuple(_line(row) for row in rows)


def whole(tx: Tx, wanted: Wanted, *, most: int) -> tuple[Line, ...]:
    """All lines that fit, the oldest first, each with the link that it follows: so that they can be checked elsewhere."""
    before = audit.alias("before")
    link = sa.select(before.c.chain).where(before.c.id < audit.c.id).order_by(before.c.id.desc()).limit(1)
    chosen = sa.select(audit, link.scalar_subquery().label("follows")).where(*_fits(tx, wanted))
    return tuple(_line(row, row.follows or "") for row in tx.execute(chosen.order_by(audit.c.id).limit(most)))


def last_id(tx: Tx) -> int:
    return int(tx.execute(sa.select(sa.func.max(audit.c.id))).scalar() or 0)


def has_written_since(tx: Tx, who: str, line: int) -> bool:
    """Whether somebody has stood in the audit after this line."""
    found = sa.select(audit.c.id).where(audit.c.id > line, audit.c.who == who).limit(1)
    return tx.execute(found).first() is not None


def everybody(tx: Tx) -> tuple[str, ...]:
    """Whoever stands in the audit: a step of the index each, however many lines there are."""
    found: list[str] = []
    while (who := tx.execute(sa.select(sa.func.min(audit.c.who)).where(*_after(found))).scalar()) is not None:
        found.append(who)
    return tuple(found)


def last_anchor(tx: Tx) -> Anchored | None:
    row = tx.execute(sa.select(anchors).order_by(anchors.c.day.desc()).limit(1)).first()
    return None if row is None else Anchored(link=row.chain, at=row.at)


def letters_named(tx: Tx, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Kind and case of letters, for the lines that name them."""
    rows = tx.execute(sa.select(outbox.c.id, outbox.c.kind, outbox.c.reference).where(outbox.c.id.in_(ids)))
    return {row.id: (row.kind, row.reference or "") for row in rows}


def _after(found: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [audit.c.who > found[-1]] if found else []


def _before(tx: Tx, line: int) -> list[sa.ColumnElement[bool]]:
    at = tx.execute(sa.select(audit.c.at).where(audit.c.id == line)).scalar() if line else None
    return [] if at is None else [sa.or_(audit.c.at < at, sa.and_(audit.c.at == at, audit.c.id < line))]


def _fits(tx: Tx, wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.who:
        yield audit.c.who == wanted.who
    if wanted.since:
        yield audit.c.at >= wanted.since
    if wanted.until:
        yield audit.c.at < wanted.until
    match wanted.acts:
        case Acts.SEEN:
            yield _SEEN
        case Acts.SIGNED_IN:
            yield _AT_THE_DOOR
        case Acts.DONE:
            yield sa.not_(sa.or_(_SEEN, _AT_THE_DOOR))
        case Acts.ALL:
            pass
    if wanted.about:
        yield _is_about(tx, wanted.about)


def _is_about(tx: Tx, about: str) -> sa.ColumnElement[bool]:
    """The thing itself, or for a case all its mails, letters and questions; and the lists in which they were looked at."""
    first, _, reference = about.partition(" ")
    names = [about]
    in_lists = [reference] if reference else []
    if first == "case" and reference:
        asked = tx.execute(sa.select(questions.c.id, questions.c.message).where(questions.c.reference == reference)).all()
        causes = set(tx.execute(sa.select(history.c.because).where(history.c.reference == reference).distinct()).scalars())
        mails = {str(row.message) for row in asked if row.message} | {each.partition(":")[0] for each in causes if ":" in each}
        mails = {each for each in mails if each.isdecimal()}
        names += [
            f"letter {each}" for each in tx.execute(sa.select(outbox.c.id).where(outbox.c.reference == reference)).scalars()
        ]
        names += [f"question {row.id}" for row in asked]
        names += [f"{kind} {each}" for each in mails for kind in ("message", "original of message")] + sorted(causes)
        in_lists += [row.id for row in asked]
    told = [(" " + audit.c.details + " ").contains(f" {each} ", autoescape=True) for each in in_lists]
    a_list = sa.and_(audit.c.about.startswith(A_LIST), sa.or_(*told)) if told else sa.false()
    return sa.or_(audit.c.about.in_(names), a_list)


def _line(row: Any, follows: str = "") -> Line:  # Any: a row of the audit
    same = ("id", "at", "who", "act", "about", "details", "chain")
    return Line(**{name: getattr(row, name) for name in same}, follows=follows)
