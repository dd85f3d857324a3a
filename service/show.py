"""The looking commands' answers as text for people: tables that fit a terminal, and one sentence where there is nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

OUT = Console(highlight=False, soft_wrap=False)


def cases(found: list[dict[str, Any]]) -> None:
    rows = [
        (each["reference"], each["state"], each["landlord"], each["bedrooms"], ", ".join(each["areas"]), each["circulated_on"])
        for each in found
    ]
    _table("Cases", ("reference", "state", "landlord", "bedrooms", "areas", "circulated on"), rows, "There are no cases yet.")


HOW_THE_TENANCY_STANDS = {
    "owed_tenancy": "a tenancy is owed, not held: the landlord above is the one that owes it (R003)",
    "in_temporary_accommodation": "in temporary accommodation: the original landlord approves, or the one that owes (R022)",
}


def case(found: dict[str, Any]) -> None:
    panel = f", awaiting the landlord's panel ({found['panel_date'] or 'no day known'})" if found["awaiting_panel"] else ""
    OUT.print(f"[bold]{found['reference']}[/] is [bold]{found['state']}[/]{panel} (policy of {found['policy']})")
    for label in (
        "landlord",
        "area_residence",
        "bedrooms",
        "areas",
        "areas_at_risk",
        "received_on",
        "approved_on",
        "circulated_on",
        *(("came_by",) if "came_by" in found else ()),
    ):
        value = found[label]
        text = ", ".join(value) if isinstance(value, list) else value
        OUT.print(_as_it_is(f"  {label.replace('_', ' '):16} {'–' if text is None else text}"))
    for key, words in HOW_THE_TENANCY_STANDS.items():
        if found[key]:
            OUT.print(_as_it_is(f"  {'note':16} {words}"))
    for officer in found["officers"]:
        OUT.print(_as_it_is(f"  {'officer':16} {officer['name']}, {officer['agency']}, {officer['email']}"))
    offers = [(each["landlord"], each["area"], each["bedrooms"], each["state"], _of_offer(each)) for each in found["offers"]]
    _table("Offers", ("landlord", "area", "bedrooms", "state", "more"), offers, "")
    rows = [(line["at"][:16].replace("T", " "), line["who"], line["what"]) for line in found["history"]]
    _table("History", ("when", "who", "what"), rows, "Nothing has happened yet.")
    changes = [
        (line["at"][:16].replace("T", " "), line["who"], line["field"].replace("_", " "), line["old"], line["new"])
        for line in found["changes"]
    ]
    _table("What changed", ("when", "who", "what", "was", "is now"), changes, "")
    _letters(found["letters"])
    if found["questions"]:
        queue(found["questions"])


def _of_offer(offer: dict[str, Any]) -> str:
    """«made 2026-11-17, answer by 2026-11-20, viewed 2026-11-18, refused 2026-11-19: too small»."""
    viewing = f"{offer['viewing'].replace('_', ' ')} {offer['viewing_on'] or ''}".strip()
    why = f": {offer['refusal_reason'].replace('_', ' ')}" if offer["refusal_reason"] else ""
    told = (
        f"made {offer['made_on']}",
        f"answer by {offer['reply_by']}" if offer["reply_by"] else "",
        viewing,
        f"ended {offer['ended_on']}{why}" if offer["ended_on"] else "",
    )
    return ", ".join(part for part in told if part)


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
    outside = [(name, each["own_stock"], each["elsewhere"]) for name, each in found["outside"].items()]
    _table("Moved outside the pot", ("landlord", "own stock", "elsewhere"), outside, "")
    above = [(each["day"], each["case"], each["landlord"], each["by"], each["reason"]) for each in found["overrides"]]
    _table("Let go on above the cap", ("day", "case", "landlord", "by", "reason"), above, "")


def statement(found: dict[str, Any]) -> None:
    from service.statement import sentences

    for sentence in sentences(found):
        OUT.print(sentence, markup=False)
    rows = [(each["when"], each["reference"], each["what"], f"{each['homes']:+d}", each["owes"]) for each in found["lines"]]
    _table("Its moves", ("when", "reference", "what", "homes", "owes then"), rows, "No home has moved yet.")


def today(found: Mapping[str, Any]) -> None:
    if not found["sections"]:
        OUT.print("All is well: nothing is due.")
    for section in found["sections"]:
        OUT.print(_as_it_is(section["heading"]), style="bold")
        OUT.print(_as_it_is(section["todo"]))
        for line in section["lines"]:
            OUT.print(_as_it_is(f"  {line}"))
        OUT.print()


def queue(found: list[dict[str, Any]]) -> None:
    rows = [
        (("! " if each["urgent"] else "") + each["id"], each["case"] or "–", each["kind"], _with_its_way(each)) for each in found
    ]
    _table("Open questions", ("id", "case", "kind", "what only you can settle"), rows, "No open questions.")
    if len(found) > 1:
        OUT.print("What was read for one of them: reciprocal queue ID")


def draft(question: Mapping[str, Any]) -> None:
    """What could be answered, to be copied, and who would get it."""
    found = question.get("draft")
    if not found:
        return
    OUT.print("Draft of an answer", style="bold")
    OUT.print(_as_it_is(textwrap.indent(found["text"], "  ")))
    if found["warning"]:
        OUT.print(_as_it_is(found["warning"]))
    if found["to"]:
        OUT.print(_as_it_is(f"To send it to {found['to']} as it stands: resolve {question['id']} --send-draft"))


WAYS = {
    "draft": "A draft of an answer: queue {}",
    "password": "It needs its password: resolve {} --password",
    "opening": "When you have opened it: resolve {} --file PATH",
    "comparing": "What was read: queue {0}. If it is right: resolve {0} --accept",
    "wording": "To teach the wording: resolve {} --learn LABEL=FIELD",
}


def _with_its_way(question: dict[str, Any]) -> str:
    """What is asked, where the mail is found that it is about, and which way is open besides an answer."""
    way = WAYS.get("draft" if "draft" in question else question["needs"], "").format(question["id"])
    return "\n".join(part for part in (str(question["why"]), _the_mail(question["mail"] or {}), way) if part)


def _the_mail(mail: dict[str, str]) -> str:
    """«form.doc», from olive@agency.example, «Property request», sent 2026-11-17 10:00."""
    told = (
        f"«{mail['paper']}»" if mail.get("paper") else "",
        f"from {mail['from']}" if mail.get("from") else "",
        f"«{mail['subject']}»" if mail.get("subject") else "",
        f"sent {mail['sent'][:16].replace('T', ' ')}" if mail.get("sent") else "",
        "to the open address" if mail.get("came_by") == "open" else "",
    )
    return f"[{', '.join(part for part in told if part)}]" if any(told) else ""


def labels(found: list[dict[str, Any]]) -> None:
    rows = [(each["id"], each["label"], f"{each['form']}: {each['field'] or 'nothing'}", _taught(each)) for each in found]
    _table("Learned labels", ("id", "wording", "what it asks", "by"), rows, "No wording has been taught yet.")


def _taught(label: dict[str, Any]) -> str:
    taught = f"{label['learned_by']}, {label['learned_at'][:10]}"
    return f"{taught}; revoked by {label['revoked_by']}, {label['revoked_at'][:10]}" if label["revoked_by"] else taught


def outbox(found: list[dict[str, Any]]) -> None:
    _letters(found)


def _letters(found: list[dict[str, Any]]) -> None:
    rows = [(each["case"], each["kind"], each["to"], each["state"]) for each in found]
    _table("Letters", ("case", "kind", "to", "state"), rows, "No letters yet.")


def health(found: list[dict[str, Any]]) -> None:
    for each in found:
        OUT.print(f"{'ok   ' if each['ok'] else 'WRONG'} {each['what']}: {each['sentence']}", markup=False)


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


def people(found: list[dict[str, Any]]) -> None:
    rows = [(each["name"], each["email"], each["role"], each["state"]) for each in found]
    none = "Nobody can sign in yet. Run: reciprocal people invite NAME --email MAILBOX --role coordinator"
    _table("People of the desk", ("name", "mailbox", "role", "state"), rows, none)


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
        table.add_row(*(_as_it_is("–" if cell is None else str(cell)) for cell in row))
    OUT.print(table)


def _as_it_is(words: str) -> Text:
    """Strangers' words: neither their «[/]» nor their control characters mean anything to the terminal."""
    return Text("".join(char if char.isprintable() or char == "\n" else " " for char in words))


def counts(title: str, found: Mapping[str, int]) -> None:
    _table(title, ("kind", "how many"), [(kind, found[kind]) for kind in sorted(found)], "None.")
