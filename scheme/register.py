"""The partner register: who speaks for each landlord, where its homes are, who gets its letters.

It comes as a CSV (CONTRACT.md «Partner register»), lives in the store, and is handed around as `Partner` values.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, Protocol

from scheme.terms import Area, spelling_key

COLUMNS = ("name", "kind", "aliases", "areas", "named_leads", "circulars_to", "offers_from", "status", "since", "deputies")
ROLES = ("named_leads", "circulars_to", "offers_from", "deputies")
NOT_NEEDED = frozenset({"aliases", "since", "deputies"})  # columns that a register may be without
# No wildcards, although a mailbox might hold them: «*@landlord.example» is meant as a domain.
MAILBOX = re.compile(r"[\w.!#$%&'+/=^`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.ASCII)
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


class Problem(NamedTuple):
    """What is wrong with one cell of a row, as a sentence for the person who keeps the register."""

    column: str
    sentence: str


class Places(Protocol):
    """What the register asks of the scheme (`Scheme` is one): what a spelling exactly means."""

    def area(self, text: str) -> Area | None: ...
    def area_proposals(self, text: str) -> tuple[str, ...]: ...
    def landlord(self, text: str) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A landlord that takes part. Addresses are whole mailboxes in lower case, never domains."""

    name: str
    kind: str = "association"  # council | association
    aliases: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()  # canonical names of the areas in which it has homes
    named_leads: tuple[str, ...] = ()
    circulars_to: tuple[str, ...] = ()
    offers_from: tuple[str, ...] = ()
    status: str = "active"  # active | paused | left
    since: date | None = None
    deputies: tuple[str, ...] = ()  # may approve for the named leads, and are not asked first (R021)

    @property
    def mailboxes(self) -> frozenset[str]:
        """Everyone who may write for this landlord in one role or another."""
        return frozenset((*self.named_leads, *self.circulars_to, *self.offers_from, *self.deputies))

    def roles_of(self, address: str) -> tuple[str, ...]:
        """The roles in which this mailbox may write for the landlord, of ROLES."""
        mailbox = address.strip().lower()
        return tuple(role for role in ROLES if mailbox in getattr(self, role))


def find_by_mailbox(partners: Sequence[Partner], address: str) -> tuple[Partner, ...]:
    """The partners for which exactly this mailbox may write: more than one where two landlords share an office."""
    mailbox = address.strip().lower()
    return tuple(partner for partner in partners if mailbox in partner.mailboxes)


def parse_csv(text: str, scheme: Places | None) -> tuple[tuple[Partner, ...], tuple[str, ...]]:
    """Partners, and everything that is wrong as sentences. A bad row never loses the good ones."""
    rows, unclosed = _rows(text)
    if not rows:
        return (), ("The file is empty: the first line must name the columns, " + ", ".join(COLUMNS) + ".",)
    header, problems = _header(rows[0][1])
    problems[:0] = unclosed
    if "name" not in header:
        return (), (*problems, "The first line has no column «name»: without it no row can be read.")
    partners: dict[str, Partner] = {}
    for number, cells in rows[1:]:
        row = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if column}
        partner, problems_of_row = read_row(row, scheme)
        wrong = [each.sentence for each in problems_of_row]
        if any(
            cell.strip() for cell in cells[len(header) :]
        ):  # its cells may stand under the wrong columns: nobody gets a role by that
            partner, wrong = None, ["it has more cells than the first line; put lists in quotation marks. The row is left out."]
        key = spelling_key(row.get("name", ""))
        if key in partners:
            partner, wrong = None, [f"{row['name']} stands in an earlier row already; this row is left out, make one of the two."]
        problems.extend(f"Row {number}{f' ({name})' if (name := row.get('name')) else ''}: {each}" for each in wrong)
        if partner:
            partners[key] = partner
    good = tuple(partners.values())
    return good, (*problems, *problems_among(good, scheme))


def as_csv(partners: Sequence[Partner]) -> str:
    """The register in the form that `parse_csv` reads; lists are joined by «; ». Deputies only where somebody has one."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = COLUMNS if any(partner.deputies for partner in partners) else COLUMNS[: COLUMNS.index("deputies")]
    writer.writerow(f"{column} (;)" if column in (*ROLES, "aliases", "areas") else column for column in columns)
    for partner in partners:
        writer.writerow(_cell(getattr(partner, column)) for column in columns)
    return out.getvalue()


def _cell(value: str | tuple[str, ...] | date | None) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Rows with the numbers that a spreadsheet shows, empty ones left out; and a problem if a quotation mark is never closed."""
    plain = text.removeprefix("\ufeff")
    if plain[:4].casefold() == "sep=":  # a spreadsheet's own hint
        plain = plain.partition("\n")[2]
    first, end, rest = plain.lstrip().partition("\n")
    above = plain[: len(plain) - len(plain.lstrip())]
    plain = above + first.replace("(;)", "") + end + rest  # a remark on lists, which is no separator
    separator, problems = _separator(plain), []
    try:
        found = list(csv.reader(io.StringIO(plain, newline=""), delimiter=separator, strict=True))
    except csv.Error:  # one open quotation mark would swallow every row after it: read line by line instead
        problems = [
            "A quotation mark is not closed or stands inside a cell: every line was read by itself; check the rows with lists."
        ]
        found = [_cells(line, separator) for line in plain.splitlines()]
    return [(number, cells) for number, cells in enumerate(found, 1) if any(cell.strip() for cell in cells)], problems


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a cell beyond every measure
        return []


def _separator(text: str) -> str:
    """The separator of the first line: a comma, or what a spreadsheet of another country puts there."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _header(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """The column each cell stands for (empty: none of ours), and what is wrong with the line."""
    header, problems = [], []
    for cell in cells:
        column = spelling_key(cell.replace("_", " ")).replace(" ", "_")
        if column and (column not in COLUMNS or column in header):
            problems.append(f"The column «{cell.strip()}» is not known or stands there twice; it is left out.")
            column = ""
        header.append(column)
    missing = [column for column in COLUMNS if column not in header and column not in NOT_NEEDED]
    if missing:
        problems.append(f"The first line lacks the columns {', '.join(missing)}; they are read as empty.")
    return header, problems


def read_row(row: Mapping[str, str], scheme: Places | None) -> tuple[Partner | None, tuple[Problem, ...]]:
    """One row by its columns. What is wrong in it is left out, and never guessed."""
    wrong: list[Problem] = []
    if not row.get("name"):
        return None, (Problem("name", "the name is missing; the row is left out."),)
    roles = {role: _mailboxes(row.get(role, ""), role, wrong) for role in ROLES}
    partner = Partner(
        name=" ".join(row["name"].split()),
        kind=_one_of(("council", "association"), row.get("kind", ""), "association", "kind", wrong),
        aliases=_list(row.get("aliases", "")),
        areas=_areas(row.get("areas", ""), scheme, wrong),
        status=_one_of(("active", "paused", "left"), row.get("status", ""), "paused", "status", wrong),
        since=_day(row.get("since", ""), wrong),
        **roles,
    )
    if partner.status == "active" and not partner.named_leads:  # R020
        wrong.append(
            Problem(
                "named_leads",
                "there is no named lead, so the partner cannot be active; it is kept as paused until a lead is named.",
            )
        )
        partner = replace(partner, status="paused")
    return partner, tuple(wrong)


def _list(cell: str) -> tuple[str, ...]:
    """The entries of a list cell: «;» or a line break between them."""
    entries = (" ".join(each.split()) for each in re.split(r"[;\n]", cell))
    return tuple(dict.fromkeys(each for each in entries if each))


def _mailboxes(cell: str, column: str, wrong: list[Problem]) -> tuple[str, ...]:
    """Whole mailboxes in lower case. A domain would give every sender of an office the landlord's voice (R021)."""
    good = []
    for entry in _list(cell):
        mailbox = entry.lower().removeprefix("mailto:")
        if MAILBOX.fullmatch(mailbox):
            good.append(mailbox)
        else:
            sentence = f"«{entry}» in {column} is not a whole mailbox like name@landlord.example; it is left out."
            wrong.append(Problem(column, sentence))
    return tuple(dict.fromkeys(good))


def _areas(cell: str, scheme: Places | None, wrong: list[Problem]) -> tuple[str, ...]:
    if scheme is None:
        return _list(cell)
    names = []
    for entry in _list(cell):
        if area := scheme.area(entry):
            names.append(area.name)
            continue
        meant = scheme.area_proposals(entry)
        advice = (
            f"it may mean {', '.join(meant)}; write the one that is meant"
            if 0 < len(meant) < 8
            else "write areas as the scheme does"
        )
        wrong.append(Problem("areas", f"«{entry}» in areas is not known; {advice}. It is left out."))
    return tuple(dict.fromkeys(names))


def _one_of(allowed: tuple[str, ...], cell: str, otherwise: str, column: str, wrong: list[Problem]) -> str:
    value = cell.casefold()
    if value in allowed:
        return value
    told = f"«{cell}»" if cell else "missing"
    wrong.append(Problem(column, f"the {column} is {told}; it must be {' or '.join(allowed)}. It is read as {otherwise}."))
    return otherwise


def _day(cell: str, wrong: list[Problem]) -> date | None:
    if not cell:
        return None
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day of the calendar has no zone
        except ValueError:
            continue
    wrong.append(Problem("since", f"«{cell}» in since is not a day like 2025-01-31; it is left empty."))
    return None


def problems_among(partners: Sequence[Partner], scheme: Places | None) -> tuple[str, ...]:
    """What is wrong between rows, each of which may be right by itself."""
    return (*_shared_spellings(partners), *_same_landlord(partners, scheme))


def _shared_spellings(partners: Sequence[Partner]) -> Iterator[str]:
    """An alias of two partners names neither: lookups refuse it, and the person who keeps the register should know."""
    owners: dict[str, list[str]] = {}
    for partner in partners:
        if partner.status == "left":  # whoever bears its name has taken it over
            continue
        for key in {spelling_key(spelling) for spelling in (partner.name, *partner.aliases)}:
            owners.setdefault(key, []).append(partner.name)
    for key, names in owners.items():
        if len(names) > 1:
            yield f"«{key}» is written for {' and '.join(names)}: until one of them gives it up, it counts for neither."


def _same_landlord(partners: Sequence[Partner], scheme: Places | None) -> Iterator[str]:
    """Two rows that the scheme knows as one landlord would split its account in two."""
    rows: dict[str, list[str]] = {}
    for partner in partners:
        if scheme and partner.status != "left" and (landlord := scheme.landlord(partner.name)):
            rows.setdefault(landlord, []).append(partner.name)
    for landlord, names in rows.items():
        if len(names) > 1:
            yield f"{' and '.join(names)} are one landlord to the scheme, {landlord}: make them one row, or set one to «left»."
