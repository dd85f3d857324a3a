"""Who saw and did what, when: the chain's lines in plain words, whether the chain holds, and its lines as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from desk import audit_export
from desk.audit_words import letters_in, told
from desk.office import Desk, Refused
from desk.render import show
from desk.web import Answer, Ask, Page, file, go
from store import anchors, audit, audit_lines
from store.audit_lines import Acts, Wanted
from store.engine import Tx
from store.schema import Role

SIZE = 100  # lines of a page
MOST_IN_A_FILE = 50_000
MOST_TOLD = 5  # faults of a chain that are told on a page
NAMES = ("who", "act", "about", "since", "until")  # of the fields by which lines are looked for
ACTS = ((Acts.ALL, "Seen and done"), (Acts.SEEN, "Seen"), (Acts.DONE, "Done"), (Acts.SIGNED_IN, "Signed in or out"))
KINDS: Mapping[str, tuple[str, str]] = {"csv": ("text/csv; charset=utf-8", "csv"), "jsonl": ("application/jsonl", "jsonl")}


def audit_page(desk: Desk, ask: Ask) -> Answer:
    said = _said(ask.asked)
    with desk.store.read() as tx:
        lines = audit_lines.newest(tx, _wanted(desk, said), most=SIZE + 1, before=_number(ask.asked("before")))
        names = audit_lines.letters_named(tx, letters_in(lines))
        people = audit_lines.everybody(tx)
        anchored = audit_lines.last_anchor(tx)
    shown = lines[:SIZE]
    return show(
        desk,
        ask,
        "audit.html",
        title="Audit",
        lines=[told(each, names) for each in shown],
        said={name: said.get(name, "") for name in NAMES},
        filtered=bool(said),
        people=[(name, name) for name in people],
        acts=[(each.value, words) for each, words in ACTS],
        anchored=anchored,
        is_first=not ask.asked("before"),
        newest=_address(said),
        seen=f"audit {said.get('about', '')}".strip(),
        older=_address({**said, "before": str(shown[-1].id)}) if len(lines) > SIZE else "",
    )


def _address(said: Mapping[str, str]) -> str:
    return f"/audit?{urlencode(said)}" if said else "/audit"


def _said(field: Callable[[str], str]) -> dict[str, str]:
    """What she looks for, as her form says it; nothing that is empty."""
    return {name: words for name in NAMES if (words := field(name))}


def _wanted(desk: Desk, said: Mapping[str, str]) -> Wanted:
    acts = next((each for each in Acts if each == said.get("act", "")), Acts.ALL)
    until = _day(said.get("until", ""))
    return Wanted(
        who=said.get("who", ""),
        acts=acts,
        about=_about(said.get("about", "")),
        since=_begins(desk, _day(said.get("since", ""))),
        until=_begins(desk, until + timedelta(days=1)) if until else None,
    )


def _about(written: str) -> str:
    """A reference alone means its case, «Q12» its question."""
    words = " ".join(written.split())
    if not words or " " in words or ":" in words:
        return words
    upper = words.upper()
    return f"question {upper}" if upper[0] == "Q" and upper[1:].isdecimal() else f"case {upper}"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _begins(desk: Desk, day: date | None) -> datetime | None:
    """When a day begins on her wall: at the hour that her clock shows as midnight."""
    if day is None:
        return None
    midnight = datetime.combine(day, time(), UTC)
    return midnight - (desk.does.zone(midnight).utcoffset() or timedelta(0))


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 16 else 0


# --- whether it holds --------------------------------------------------------------------------------------------------


def check(desk: Desk, ask: Ask) -> Answer:
    """Every line, one after the other, and the links that were told to the outside."""
    with desk.store.read() as tx:
        wrong = (*audit.problems(tx), *anchors.problems(tx))
        standing = anchors.now_standing(tx)
        noted = anchors.count(tx)
    lines = standing.lines if standing else 0
    found = "holds" if not wrong else "does not hold"
    _note(desk, ask, f"checked the audit: it {found}", details=f"{lines} lines")
    if wrong:
        told = f"The audit does NOT hold ({len(wrong)} found). Tell whoever looks after the line at once; change nothing."
        for sentence in (told, *wrong[:MOST_TOLD]):
            desk.notices.tell(ask.who.session, sentence)
    else:
        said = f"The audit holds: {lines:,} lines, each follows the one before it"
        desk.notices.tell(ask.who.session, f"{said}; {noted} links that were noted on their day stand in it.")
    return go("/audit")


def export(desk: Desk, ask: Ask) -> Answer:
    """The lines that she looks at, as a file. That she took them stands in the audit first."""
    said = _said(ask.said)
    kind, ending = KINDS.get(ask.said("as"), KINDS["csv"])
    with desk.store.read() as tx:
        lines = audit_lines.whole(tx, _wanted(desk, said), most=MOST_IN_A_FILE + 1)
    if len(lines) > MOST_IN_A_FILE:
        raise Refused(
            f"These are more than {MOST_IN_A_FILE:,} lines. Choose days, so that there are fewer, and take several files."
        )
    _note(desk, ask, "took the audit as a file", details=f"{len(lines)} lines; {urlencode(said) or 'all'}")
    data = audit_export.as_json_lines(lines) if ending == "jsonl" else audit_export.as_csv(lines)
    return file(data, f"audit-{desk.does.zone(desk.now()):%Y-%m-%d}.{ending}", kind)


def _note(desk: Desk, ask: Ask, act: str, details: str) -> None:
    now, who = desk.now(), ask.who.name

    def write(tx: Tx) -> None:
        audit.write(tx, now=now, who=who, act=act, details=details)

    desk.store.write(write)


PAGES = (
    Page(path="/audit", handler=audit_page),
    Page(path="/audit/check", handler=check, method="POST", role=Role.COORDINATOR),
    Page(path="/audit/export", handler=export, method="POST", role=Role.COORDINATOR),
)
