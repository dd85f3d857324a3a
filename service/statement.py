"""`reciprocal statement PARTNER`: what a landlord may see of the pot, as it stood on any day (R048, R054).

Its own side only: never the other landlord of a move, a balance of another, or the words of a correction. Of a household of its
own that was rehoused it learns the reference and the quarter: neither where to nor the day (D11; docs/discussions.md).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from matching.ledger import OPENING, Balance, Entry, EntryKind, balance, moves_since_last_given, successor
from scheme.agreement import Scheme
from scheme.terms import Policy
from service.config import WrongUsage
from store import ledger, partners
from store.engine import Store

RECEIVED, GIVEN, CARRIED = "received", "given", "carried"
WORDS = {
    (RECEIVED, 1): "One home received, for a household of yours",
    (RECEIVED, -1): "A home received is taken back: the move was none",
    (GIVEN, -1): "One home given",
    (GIVEN, 1): "A home given is taken back: the move was none",
}
COUNTS = {
    "net": "homes owed and homes reserved, less homes given",
    "since_last": "homes received since the last one given, and homes reserved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`when` is a day for what happened in a home of its own, a quarter for a household of its own."""

    when: str
    reference: str
    what: str
    homes: int  # by which the debt grows
    owes: int = 0  # after this line
    order: tuple[str, int, str] = ("", 0, "")

    @property
    def quarter(self) -> str:
        return self.order[0]


def statement(store: Store, scheme: Scheme, written: str, at: date, since: str = "") -> dict[str, Any]:
    """As plain data; every other form is made of it. Raises WrongUsage for a landlord that nobody knows.

    `since`: a quarter before which the lines are one sum, and never a day, from which a day of a move could be told (D11).
    """
    with store.read() as tx:
        found = partners.named(tx, written.strip()) or partners.named(tx, scheme.landlord(written) or "")
        name, successors = found.name if found else written.strip(), ledger.mergers(tx, at)
        entries = ledger.entries_of(tx, _house(name, successors), at)
    if found is None and name not in {entry.landlord for entry in entries} - {OPENING}:
        raise WrongUsage(f"«{written}» is no landlord of the register. «reciprocal partners» lists them.")
    stands = balance(entries).get(name, Balance())
    policy = scheme.policy_on(at)
    moves = moves_since_last_given(entries, name, successors)
    counted = moves + stands.reserved if policy.cap_counts == "since_last" else stands.committed
    told = lines(entries, name)
    before = [each for each in told if each.quarter < since]
    return {
        "landlord": name,
        "at": at.isoformat(),
        "owes": stands.owes,
        "received": stands.received,
        "given": stands.given,
        "reserved": stands.reserved,
        "reserved_in_its_homes": _promised(entries, name),
        "rule": _rule(policy, counted),
        **({"since": since, "brought_forward": before[-1].owes if before else 0} if since else {}),
        "lines": [
            {"when": each.when, "reference": each.reference, "what": each.what, "homes": each.homes, "owes": each.owes}
            for each in told[len(before) :]
        ],
    }


def _house(name: str, successors: Mapping[str, str]) -> tuple[str, ...]:
    """The landlord and whoever is one with it today, whose homes count together (`moves_since_last_given`)."""
    today = successor(name, successors)
    return tuple(dict.fromkeys((name, today, *(old for old in successors if successor(old, successors) == today))))


def _rule(policy: Policy, counted: int) -> dict[str, Any]:
    return {
        "cap": policy.owed_cap,
        "counts": policy.cap_counts,
        "since": policy.since.isoformat(),
        "counted": counted,
        "room": max(0, policy.owed_cap - counted),
    }


def _promised(entries: Sequence[Entry], name: str) -> int:
    """Homes of its own that were accepted, and whose tenancy has not started."""
    settled = {(each.case, each.move) for each in entries if each.kind in {EntryKind.POST, EntryKind.VOID}}
    reserved = (each for each in entries if each.kind is EntryKind.RESERVE and each.landlord == name and each.homes > 0)
    return sum((each.case, each.move) not in settled for each in reserved)


def lines(entries: Sequence[Entry], name: str) -> tuple[Line, ...]:
    """The landlord's own lines with the running balance. Within a quarter first what it received, so that no day shows."""
    told: list[Line] = []
    owes = 0
    for line in sorted(_lines(entries, name), key=lambda each: each.order):
        owes += line.homes
        told.append(replace(line, owes=owes))
    return tuple(told)


def _lines(entries: Sequence[Entry], name: str) -> Iterator[Line]:
    posted = {(each.case, each.move): each.homes for each in entries if each.kind is EntryKind.POST and each.landlord == name}
    opened = {(each.case, each.move) for each in entries if each.landlord == OPENING}
    for each in entries:
        if each.landlord != name or each.kind in {EntryKind.RESERVE, EntryKind.VOID}:
            continue
        key = (each.case, each.move)
        if key not in posted:
            what = "Opening balance" if key in opened else "Balance carried over in a merger"
            undone = " is taken back" if each.kind is EntryKind.CORRECT else ""
            yield _line(each, each.day.isoformat(), "", f"{what}{undone}", 1)
            continue
        side = RECEIVED if posted[key] < 0 else GIVEN
        when = quarter(each.day) if side == RECEIVED else each.day.isoformat()
        yield _line(each, when, each.case, WORDS[side, -each.homes], 0 if side == RECEIVED else 1)


def _line(entry: Entry, when: str, reference: str, what: str, rank: int) -> Line:
    order = (quarter(entry.day), rank, reference if rank == 0 else entry.day.isoformat())
    return Line(when=when, reference=reference, what=what, homes=-entry.homes, order=order)


def quarter(day: date) -> str:
    return f"{day.year} Q{(day.month + 2) // 3}"


def sentences(found: dict[str, Any]) -> tuple[str, ...]:
    """The statement's head in words."""
    owes, rule = found["owes"], found["rule"]
    stands = "owes nothing" if owes == 0 else f"owes {owes} home(s)" if owes > 0 else f"is owed {-owes} home(s)"
    return (
        f"{found['landlord']} {stands} at the end of {found['at']}: {found['received']} received, {found['given']} given.",
        f"Accepted and not yet begun: {found['reserved']} for its own households, {found['reserved_in_its_homes']} in its homes.",
        f"The rule since {rule['since']}: a landlord is held at {rule['cap']}, counting {COUNTS[rule['counts']]}.",
        f"Counted now: {rule['counted']}; room for {rule['room']} more.",
    )


PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font-family: sans-serif; max-width: 50em; margin: 2em auto }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; padding: .3em .6em; border-bottom: 1px solid #999 }}
</style></head>
<body>
<h1>{title}</h1>
{told}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""
HEAD = ("when", "reference", "what", "homes", "owes")


def as_csv(found: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows([_plain(each[key]) for key in HEAD] for each in rows(found))
    return out.getvalue()


def rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines, after the sum of those before the period, if it has a beginning."""
    if "since" not in found:
        return list(found["lines"])
    before = {"when": f"before {found['since']}", "reference": "", "what": "Brought forward", "homes": ""}
    return [{**before, "owes": found["brought_forward"]}, *found["lines"]]


def _plain(cell: object) -> object:
    """A spreadsheet takes a text that begins so for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def as_html(found: dict[str, Any]) -> str:
    """One page that needs nothing from anywhere else."""
    head = "".join(f"<th>{escape(each)}</th>" for each in HEAD)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(str(each[key]))}</td>" for key in HEAD) + "</tr>" for each in rows(found))
    told = "\n".join(f"<p>{escape(each)}</p>" for each in sentences(found))
    title = escape(f"Statement of {found['landlord']}, {found['at']}")
    return PAGE.format(title=title, told=told, head=head, rows=body)
