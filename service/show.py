"""The looking commands' answers as text for people: tables that fit a terminal, and one sentence where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

OUT = Console(highlight=False, soft_wrap=False)


def cases(found: list[dict[str, Any]]) -> None:
    rows = [
        (each["reference"], each["state"], each["landlord"], each["bedrooms"], ", ".join(each["areas"]), each["circulated_on"])
        for each in found
    ]
    _table("Cases", ("reference", "state", "landlord", "bedrooms", "areas", "circulated on"), rows, "There are no cases yet.")


def case(found: dict[str, Any]) -> None:
    OUT.print(f"[bold]{found['reference']}[/] is [bold]{found['state']}[/] (policy of {found['policy']})")
    for label in (
        "landlord",
        "area_residence",
        "bedrooms",
        "areas",
        "areas_at_risk",
        "received_on",
        "approved_on",
        "circulated_on",
    ):
        value = found[label]
        text = ", ".join(value) if isinstance(value, list) else value
        OUT.print(f"  {label.replace('_', ' '):16} {'–' if text is None else text}")
    for officer in found["officers"]:
        OUT.print(f"  {'officer':16} {officer['name']}, {officer['agency']}, {officer['email']}")
    rows = [(line["at"][:16].replace("T", " "), line["who"], line["what"]) for line in found["history"]]
    _table("History", ("when", "who", "what"), rows, "Nothing has happened yet.")
    _letters(found["letters"])
    queue(found["questions"])


def ledger(found: dict[str, Any]) -> None:
    moved = {name: each for name, each in found["balances"].items() if any(each.values())}
    rows = [(name, each["given"], each["received"], each["owes"], each["reserved"]) for name, each in moved.items()]
    _table(
        "The pot", ("landlord", "given", "received", "owes", "reserved"), rows, "No home has moved yet: everybody owes nothing."
    )
    lines = [
        (each["day"], each["kind"], each["case"], each["landlord"], f"{each['homes']:+d}", each["reason"])
        for each in found["entries"]
    ]
    _table("Entries", ("day", "kind", "case", "landlord", "homes", "reason"), lines, "")


def queue(found: list[dict[str, Any]]) -> None:
    rows = [(("! " if each["urgent"] else "") + each["id"], each["case"] or "–", each["kind"], each["why"]) for each in found]
    _table("Open questions", ("id", "case", "kind", "what only you can settle"), rows, "No open questions.")


def outbox(found: list[dict[str, Any]]) -> None:
    _letters(found)


def _letters(found: list[dict[str, Any]]) -> None:
    rows = [(each["case"], each["kind"], each["to"], each["state"]) for each in found]
    _table("Letters", ("case", "kind", "to", "state"), rows, "No letters yet.")


def partners(found: list[dict[str, Any]]) -> None:
    rows = [
        (
            each["name"],
            each["kind"],
            each["status"],
            "; ".join(each["named_leads"]) or "none: cannot take part",
            len(each["areas"]),
        )
        for each in found
    ]
    _table(
        "Partners",
        ("name", "kind", "status", "named leads", "areas"),
        rows,
        "The register is empty. Run: reciprocal partners import FILE.csv",
    )


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], if_none: str) -> None:
    held = list(rows)
    if not held:
        if if_none:
            OUT.print(if_none)
        return
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in held:
        table.add_row(*("–" if cell is None else str(cell) for cell in row))
    OUT.print(table)


def counts(title: str, found: Mapping[str, int]) -> None:
    _table(title, ("kind", "how many"), [(kind, found[kind]) for kind in sorted(found)], "None.")
