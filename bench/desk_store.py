"""The demo's month ten thousand cases later: its rows again and again under new references, in the years before, all ended.

Rows are copied as the month has written them, with their triggers on, so that they look as real ones do; what is longest in them
(the bytes of mails and letters) is cut short, since no page of a list reads it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]  # Any: whatever SQLite gives
CASES = 10_000
A_YEAR = 1_000  # cases
OPEN_COPIES = 50  # of those under way
OPEN_QUESTIONS = 60
LOOKS = 20_000  # lines of the audit that say who saw what
CIRCULARS = 2  # copied of each case: the month writes one to every landlord
MAIL, LETTER = 300, 700  # octets that are copied
ENDED = ("moved", "declined", "withdrawn", "lapsed", "ineligible")
MESSAGES_OF_A_COPY = 100
LANDLORDS, OFFICERS = 12, 60  # that are made of each: of hundred landlords each has some hundred cases, an officer some thirty
LANDLORD_COLUMNS = ("landlord", "owing_landlord", "owed_landlord", "partner")
LANDLORD_SAID = re.compile(r'("landlord": ")([^"]+)"')


class Month:
    """The rows of the store as it was, by the case that they belong to."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self.cases = _rows(store, "SELECT * FROM cases ORDER BY reference")
        self.questions = _rows(store, "SELECT * FROM questions ORDER BY number")
        self.messages = {row["id"]: row for row in _rows(store, "SELECT * FROM messages")}
        self.of_case = {table: _by_reference(store, table) for table in ("case_areas", "case_officers", "history", "postings")}
        self.letters = {reference: _few(rows) for reference, rows in _by_reference(store, "outbox").items()}

    def mails(self, reference: str) -> list[Row]:
        """Those that the case's history names as its causes."""
        causes = {row["because"] for row in self.of_case["history"].get(reference, ())}
        numbers = sorted({int(each.partition(":")[0]) for each in causes if each.partition(":")[0].isdigit()})
        return [self.messages[number] for number in numbers if number in self.messages]


class Copy:
    """A case of the month under another reference and in another year; `number` tells its copies apart."""

    def __init__(self, case: Row, number: int, year: int, sequence: int) -> None:
        self.old, self.number, self.year, self.sequence = case["reference"], number, year, sequence
        self.old_year = case["year"]
        prefix = self.old.partition("-")[0]
        self.reference = f"{prefix}-{sequence:02d}-{year:02d}"
        self._landlord = f" {number % LANDLORDS}" if number % LANDLORDS else ""
        self._officer = f".{number % OFFICERS}@"

    def row(self, row: Row, **changes: object) -> Row:
        told = {name: self.landlord(value) if name in LANDLORD_COLUMNS else self._said(value) for name, value in row.items()}
        return {**told, **changes}

    def landlord(self, name: str) -> str:
        return f"{name}{self._landlord}" if name else ""

    def _said(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        said = value.replace(self.old, self.reference).replace(f"20{self.old_year}-", f"20{self.year:02d}-")
        if "@" in said:
            said = said.replace("@", self._officer)
        return LANDLORD_SAID.sub(rf'\g<1>\g<2>{self._landlord}"', said) if self._landlord and said[:1] == "{" else said

    def message(self, old: int) -> int:
        return self.number * MESSAGES_OF_A_COPY + old

    def cause(self, because: str) -> str:
        """«12:0», «12:0/ARC-01-26»: the copy of that message. What no message has caused is this copy's own."""
        number, colon, rest = because.partition(":")
        told = str(self._said(rest))
        return f"{self.message(int(number))}:{told}" if colon and number.isdigit() else f"{self._said(because)} {self.number}"

    def id(self, old: str) -> str:
        return hashlib.sha256(f"{old} {self.number}".encode()).hexdigest()[: len(old)]


def enlarge(file: Path) -> None:
    """Writes into a store that nobody has open."""
    with closing(sqlite3.connect(file)) as store:
        store.row_factory = sqlite3.Row
        store.execute("PRAGMA synchronous=OFF")
        month = Month(store)
        copies = list(_copies(month))
        for table, rows in _all_rows(month, copies).items():
            _insert(store, table, rows)
        _insert(store, "questions", list(_questions(month, copies)))
        for table in ("partners", "partner_mailboxes"):
            _insert(store, table, list(_more_partners(_rows(store, f"SELECT * FROM {table}"))))  # noqa: S608 - a table of ours
        _insert(store, "audit", list(_audit(store, copies)))
        _count_on(store)
        store.commit()


def _copies(month: Month) -> Iterator[Copy]:
    ended = [case for case in month.cases if case["state"] in ENDED]
    under_way = [case for case in month.cases if case["state"] not in ENDED]
    this_year, first = month.cases[0]["year"], len(month.cases)
    for number in range(1, CASES - first + 1):
        if number <= OPEN_COPIES:
            yield Copy(under_way[number % len(under_way)], number, this_year, first + number)
        else:
            ago, sequence = divmod(number, A_YEAR)
            yield Copy(ended[number % len(ended)], number, this_year - 1 - ago, sequence + 1)


def _all_rows(month: Month, copies: list[Copy]) -> dict[str, list[Row]]:
    by_reference = {case["reference"]: case for case in month.cases}
    made: dict[str, list[Row]] = {
        name: [] for name in ("messages", "cases", "case_areas", "case_officers", "history", "postings", "outbox")
    }
    for copy in copies:
        made["cases"].append(_case(copy, by_reference[copy.old]))
        made["messages"] += [_message(copy, row) for row in month.mails(copy.old)]
        for table in ("case_areas", "case_officers"):
            made[table] += [copy.row(row) for row in month.of_case[table].get(copy.old, ())]
        made["history"] += [
            copy.row(row, id=None, because=copy.cause(row["because"])) for row in month.of_case["history"].get(copy.old, ())
        ]
        made["postings"] += [_posting(copy, row) for row in month.of_case["postings"].get(copy.old, ())]
        made["outbox"] += [_letter(copy, row) for row in month.letters.get(copy.old, ())]
    return made


def _case(copy: Copy, row: Row) -> Row:
    return copy.row(row, year=copy.year, sequence=copy.sequence, form_fingerprint=copy.id(row["form_fingerprint"]))


def _message(copy: Copy, row: Row) -> Row:
    own = {"id": copy.message(row["id"]), "fingerprint": copy.id(row["fingerprint"]), "data": row["data"][:MAIL], "answers": None}
    return copy.row(row, **own, said_key=copy.id(row["said_key"] or ""), stage="decided")


def _posting(copy: Copy, row: Row) -> Row:
    """Every second one the other way round: the balances stay what a region's are."""
    owing, owed = copy.landlord(row["owing_landlord"]), copy.landlord(row["owed_landlord"])
    if copy.number // len(ENDED) % 2:
        owing, owed = owed, owing
    return copy.row(row, id=None, owing_landlord=owing, owed_landlord=owed, because=copy.cause(row["because"]))


def _letter(copy: Copy, row: Row) -> Row:
    own = {"number": None, "id": copy.id(row["id"]), "data": row["data"][:LETTER], "cause": copy.cause(row["cause"])}
    return copy.row(row, **own, message_id=f"<{copy.id(row['id'])}@demo.example>")


def _more_partners(rows: list[Row]) -> Iterator[Row]:
    for number in range(1, LANDLORDS):
        for row in rows:
            more = {
                name: value.replace(".example", f".{number}.example") for name, value in row.items() if isinstance(value, str)
            }
            name = "name" if "name" in row else "partner"
            yield {**row, **more, name: f"{row[name]} {number}"} | _data(row, number, more)


def _data(row: Row, number: int, more: dict[str, str]) -> Row:
    return (
        {"data": more["data"].replace(f'"name": "{row["name"]}"', f'"name": "{row["name"]} {number}"')} if "data" in row else {}
    )


def _questions(month: Month, copies: list[Copy]) -> Iterator[Row]:
    """One of each case, of the kinds that the month has asked; all are answered but the last."""
    for copy in copies:
        asked = month.questions[copy.number % len(month.questions)]
        number = len(month.questions) + copy.number
        is_open = copy.number > len(copies) - OPEN_QUESTIONS + len(month.questions)
        answered = {} if is_open else {"answered_at": asked["opened_at"], "answered_by": "Cora Wells", "answer": "Set aside."}
        own = {"id": f"Q{number}", "number": number, "cause": f"{copy.cause(asked['cause'])} {number}", **answered}
        message = asked["message"] if is_open else None  # what it asks about can be looked at where somebody still must
        yield {**asked, **own, "message": message, "reference": copy.reference if asked["reference"] else None}


def _audit(store: sqlite3.Connection, copies: list[Copy]) -> Iterator[Row]:
    """The line's own, and who saw what: a true chain, so that a page which follows it finds it whole."""
    chain = store.execute("SELECT chain FROM audit ORDER BY id DESC LIMIT 1").fetchone()[0]
    at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    decided = [("the line", "decided", copy.cause("1:0"), f"{copy.reference} circulated") for copy in copies]
    seen = [("Cora Wells", "saw", f"case {copies[number % len(copies)].reference}", "") for number in range(LOOKS)]
    for words in (*decided, *seen):
        chain = hashlib.sha256(json.dumps([chain, at.isoformat(), *words]).encode()).hexdigest()
        who, act, about, details = words
        line = {"at": f"{at:%Y-%m-%d %H:%M:%S.%f}", "who": who, "act": act, "about": about, "details": details}
        yield {"id": None, **line, "chain": chain}


def _count_on(store: sqlite3.Connection) -> None:
    store.execute("UPDATE counters SET last = (SELECT max(number) FROM questions) WHERE name = 'question'")
    store.execute("UPDATE counters SET last = (SELECT max(sequence) FROM cases WHERE year = 26) WHERE name LIKE '%-26'")


# --- rows ----------------------------------------------------------------------------------------------------------------


def _rows(store: sqlite3.Connection, asked: str) -> list[Row]:
    return [dict(row) for row in store.execute(asked)]


def _by_reference(store: sqlite3.Connection, table: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(store, f"SELECT * FROM {table}"):  # noqa: S608 - a table of ours
        found.setdefault(row["reference"], []).append(row)
    return found


def _few(letters: list[Row]) -> list[Row]:
    circulars = [row for row in letters if row["kind"] == "circular"]
    return [row for row in letters if row["kind"] != "circular"] + circulars[:CIRCULARS]


def _insert(store: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    names = list(rows[0])
    marks, columns = ", ".join("?" * len(names)), ", ".join(f'"{name}"' for name in names)
    values: Callable[[Row], list[object]] = lambda row: [row[name] for name in names]  # noqa: E731 - used once, below
    store.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", map(values, rows))  # noqa: S608 - a table of ours
