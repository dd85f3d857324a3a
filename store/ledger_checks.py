"""Whether the ledger still says what was decided: what `reciprocal verify` asks of it (L1–L7).

The database refuses all of this to the program. It is looked for again because a file can be changed past every trigger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from matching.case import Case, OfferState, State
from matching.ledger import Balance, EntryKind
from store import cases, ledger
from store.engine import Tx
from store.schema import audit, postings

SEAL = re.compile(r"posting ([0-9a-f]{16})")
OF_A_CASE = (EntryKind.RESERVE, EntryKind.POST, EntryKind.VOID)
Row = Any  # a row of the postings


def problems(tx: Tx) -> tuple[str, ...]:
    """What is wrong with the ledger, as sentences; empty when it holds."""
    rows = list(tx.execute(sa.select(postings).order_by(postings.c.id)))
    return (
        *ledger.problems(tx),
        *_bent(rows),
        *_against_the_cases(rows, {case.reference: case for case in cases.every(tx)}),
        *_against_the_audit(tx, rows),
        *_merged(tx),
    )


def _bent(rows: Sequence[Row]) -> Iterator[str]:
    """Postings that contradict each other."""
    of_move: dict[tuple[str, int], dict[str, Row]] = {}
    by_id = {row.id: row for row in rows}
    corrected = Counter(row.corrects for row in rows if row.kind == EntryKind.CORRECT)
    for row in rows:
        group = of_move.setdefault((row.reference, row.move), {})
        if row.kind in group:
            yield f"Posting {row.id} is a second {row.kind} of {row.reference} move {row.move}."
        group[row.kind] = row
        if row.owing_landlord == row.owed_landlord or row.homes < 1 or (row.kind in OF_A_CASE and row.homes != 1):
            yield f"Posting {row.id} is no move of a home between two landlords."
        if row.kind == EntryKind.CORRECT and not _same(row, by_id.get(row.corrects)):
            yield f"Posting {row.id} takes back what was not posted so."
    yield from (f"Posting {number} is taken back {times} times." for number, times in corrected.items() if times > 1)
    for (reference, move), group in of_move.items():
        reserve, post, void = (group.get(kind) for kind in OF_A_CASE)
        if post and void:
            yield f"{reference} move {move} is posted, and fell through."
        if (post and reserve and not _same(post, reserve)) or (void and not _same(void, reserve)):
            yield f"{reference} move {move} does not end between the landlords between which it was reserved."
    posted = Counter(row.reference for row in rows if row.kind == EntryKind.POST and not corrected[row.id])
    yield from (f"{reference} has {times} moves that stand." for reference, times in posted.items() if times > 1)


def _same(one: Row, other: Row | None) -> bool:
    kept = ("reference", "move", "owing_landlord", "owed_landlord", "homes")
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in kept)


def _against_the_cases(rows: Sequence[Row], known: Mapping[str, Case]) -> Iterator[str]:
    """An accepted offer has its place reserved, a household that has moved was posted, and nothing else stands."""
    taken_back = {row.corrects for row in rows}
    ended = {(row.reference, row.move) for row in rows if row.kind in (EntryKind.POST, EntryKind.VOID)}
    reserved = [row for row in rows if row.kind == EntryKind.RESERVE and (row.reference, row.move) not in ended]
    posted = [row for row in rows if row.kind == EntryKind.POST and row.id not in taken_back]
    ever_posted = {row.reference for row in rows if row.kind == EntryKind.POST}
    for row in (*reserved, *posted):
        case = known.get(row.reference)
        states = (State.ACCEPTED, OfferState.ACCEPTED) if row.kind == EntryKind.RESERVE else (State.MOVED, OfferState.HOUSED)
        if case is None:
            yield f"Posting {row.id} is of {row.reference}, which is no case."
        elif case.state is not states[0] or row.move != case.move:
            yield f"Posting {row.id} ({row.kind}) of {row.reference} stands, and the case is {case.state}, move {case.move}."
        elif (row.owing_landlord, row.owed_landlord) not in {
            (case.landlord, each.landlord) for each in case.offers_in(states[1])
        }:
            yield f"Posting {row.id} of {row.reference} is between other landlords than the case's."
    in_place = {row.reference for row in reserved}
    for case in known.values():
        if case.state is State.ACCEPTED and case.reference not in in_place:
            yield f"{case.reference} has an accepted offer, and no place is reserved for it."
        if case.state is State.MOVED and case.reference not in ever_posted and not case.moved_outside:
            yield f"{case.reference} has moved, and no move was ever posted."


def _against_the_audit(tx: Tx, rows: Sequence[Row]) -> Iterator[str]:
    """Each posting has its seal in the audit's chain, and each seal its posting. Older lines name the legs instead."""
    details = list(tx.execute(sa.select(audit.c.details).where(audit.c.act == "decided")).scalars())
    seals = {seal for line in details for seal in SEAL.findall(line)}
    without = [line for line in details if not SEAL.search(line)]
    found = set()
    for row in rows:
        seal = ledger.seal(
            row.kind, row.reference, row.move, row.owing_landlord, row.owed_landlord, row.homes, row.day, row.reason
        )
        found.add(seal)
        if seal not in seals and not any(all(leg in line for leg in _legs(row)) for line in without):
            yield f"Posting {row.id} of {row.reference} is not what the audit says was decided: changed, or put in by hand."
    if missing := len(seals - found):
        yield f"{missing} postings that the audit says were decided are not in the ledger."


def _legs(row: Row) -> tuple[str, str]:
    sign = -1 if row.kind in ledger.CONTRARY else 1
    about = f"{row.kind} {row.reference} move {row.move}"
    return f"{about} {row.owing_landlord} {-row.homes * sign:+d}", f"{about} {row.owed_landlord} {row.homes * sign:+d}"


def _merged(tx: Tx) -> Iterator[str]:
    balances = ledger.balances(tx)
    for old, new in ledger.mergers(tx).items():
        if owes := balances.get(old, Balance()).owes:
            yield f"{old} has become part of {new} and still has a balance of {owes}."
