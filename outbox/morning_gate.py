"""The gate for the morning letter: every line is a fixed word or a sentence of a known form, and what fills it is looked up.

It shares no code with the writer, only the forms (outbox/morning.py); what it does not know is a leak (D19).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matching.case import Case
from outbox import alarm, answer, complaint, digest, morning
from outbox.leaks import SHAPES, not_the_same, wrong_headers
from outbox.message import OutboundMessage
from outbox.opened import Opened, open_message
from outbox.permits import PERMITS, Permit

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
A_DAY = rf"(?:{'|'.join(WEEKDAYS)}) [1-9]\d? (?:{'|'.join(MONTHS)}) \d{{4}}"
# What may stand in each place of a sentence.
PLACES: Mapping[str, str] = {
    "reference": r"[A-Z]+-\d+-\d\d",
    "landlord": r".+?",
    "day": A_DAY,
    "when": r"today|tomorrow|yesterday|in \d+ days|\d+ days ago",
    "requests": r"1 request|\d+ requests",
    "questions": r"1 question|\d+ questions",
    "lines": r"1 line|\d+ lines",
    "count": r"\d+",
    "question": r"Q\d+",
    "kind": r"[a-z][a-z ]*",
    "letter": r"[a-z][a-z ]*",
    "state": "|".join(morning.STATES.values()),
    "link": r"[0-9a-f]{64}",
}
NAMES_A_REQUEST = frozenset({"reference", "landlord", "question"})
OTHER_LETTERS = frozenset({alarm.KIND, answer.KIND, complaint.KIND, digest.KIND, morning.KIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question, as far as the letter may tell of it."""

    kind: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the letter's lines are compared with: the store as it stands."""

    case: Callable[[str], Case | None]
    question: Callable[[str], Asked | None]
    landlords: frozenset[str]
    kinds: frozenset[str]  # of questions
    line_of: Callable[[str], int]  # which line of the audit bears a link; 0: none


def morning_leaks(
    message: OutboundMessage,
    books: Books,
    *,
    coordinators: Sequence[str],
    secure: bool,
    scheme_name: str,
    sender: str,
    today: date,
) -> tuple[str, ...]:
    """Everything about a morning letter that must not leave, as sentences; empty if it may go.

    `secure`: whether the recipient's mailbox may get the content of cases (D15); else the letter counts and names nothing.
    """
    if message.kind != morning.KIND or not message.cause.startswith(f"{morning.KIND} "):
        return ("D4: this is no morning letter.",)
    opened = open_message(message.data)
    found = [*opened.problems, *wrong_headers(message, opened, Permit(subject=morning.SUBJECT), sender), *not_the_same(opened)]
    if message.cause != morning.morning_cause(today.isoformat()):
        found.append("D12: it is the letter of another day.")
    if message.case or message.partner or opened.form is not None:
        found.append("D4: a morning letter is about no single case, to no landlord and without a form.")
    if message.to.casefold() not in {each.casefold() for each in coordinators}:
        found.append("D2: the recipient is not one of the coordinators that morning.to or alarms.to names.")
    found += _wrong_lines(opened, books, scheme_name, today, secure=secure)
    return tuple(dict.fromkeys(found))


def _wrong_lines(opened: Opened, books: Books, scheme_name: str, today: date, *, secure: bool) -> Iterator[str]:
    fixed = {*_fixed_words(), " ".join(scheme_name.split())}
    for line in filter(None, (" ".join(line.split()) for line in opened.html.splitlines())):
        if line in fixed:
            continue
        said = _said(line)
        if said is None:
            yield "D4: the letter has a line of no known form."
            continue
        if not secure and not NAMES_A_REQUEST.isdisjoint(said):
            yield "D15: the letter names a request, and the mailbox is not at a secure domain."
        yield from _wrong_places(said, books, today)


@lru_cache(maxsize=1)
def _fixed_words() -> frozenset[str]:
    headings = {words for section in morning.SECTIONS.values() for words in (section.heading, section.todo)}
    return frozenset({morning.SUBJECT, morning.SHORT, morning.ANCHOR_HEADING, morning.ANCHOR_TODO, *headings})


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    sentences = (*morning.SENTENCES.values(), morning.OPENING, morning.WELL, morning.ANCHOR)
    return tuple(re.compile(_pattern(sentence)) for sentence in sentences)


def _pattern(sentence: str) -> str:
    parts = re.split(r"\{(\w+)\}", sentence)
    return "".join(f"(?P<{part}>{PLACES[part]})" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _said(line: str) -> dict[str, str] | None:
    """What fills the places of the sentence; None: it is of no known form."""
    return next((found.groupdict() for form in _forms() if (found := form.fullmatch(line))), None)


def _wrong_places(said: Mapping[str, str], books: Books, today: date) -> Iterator[str]:
    case = books.case(said["reference"]) if "reference" in said else None
    if "reference" in said and case is None:
        yield "D7: the letter names a request that is not in the store."
    if "landlord" in said:
        yield from _wrong_landlord(said["landlord"], case, books)
    if "question" in said:
        asked = books.question(said["question"])
        if asked != Asked(kind=said["kind"].replace(" ", "_"), case=said.get("reference", "")):
            yield "D4: the letter tells of a question otherwise than the queue."
    elif "kind" in said and said["kind"].replace(" ", "_") not in books.kinds:
        yield "D4: the letter tells of a kind of question that there is not."
    if "letter" in said and said["letter"].replace(" ", "_") not in {kind for kind, _ in PERMITS} | OTHER_LETTERS:
        yield "D4: the letter tells of a kind of letter that there is not."
    if "link" in said and books.line_of(said["link"]) != int(said["lines"].split()[0]):
        yield "D4: the letter's link is not that line of the audit."
    if "when" in said and not _is_that_day(said["day"], said["when"], today):
        yield "D4: a day of the letter is reckoned wrongly."


def _wrong_landlord(name: str, case: Case | None, books: Books) -> Iterator[str]:
    if name not in {*books.landlords, morning.NO_LANDLORD}:
        yield "D4: the letter names a landlord that is not in the register."
    part = () if case is None else (case.landlord or morning.NO_LANDLORD, *(offer.landlord for offer in case.offers))
    if case is not None and name not in {" ".join(each.split()) for each in part}:
        yield "D4: the letter names a landlord that has no part in the request."
    if any(re.search(shape, name.casefold()) for _, shape, _ in SHAPES):
        yield "D6: a landlord's name in the letter has the shape of something else."


def _is_that_day(day: str, when: str, today: date) -> bool:
    """«Tuesday 1 December 2026» and «in 2 days» must tell of one day."""
    weekday, number, month, year = day.split()
    try:
        meant = date(int(year), 1 + MONTHS.index(month), int(number))
    except ValueError:
        return False
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    digits = int("".join(re.findall(r"\d+", when)) or 0)
    days = near[when] if when in near else digits if when.startswith("in ") else -digits
    return WEEKDAYS[meant.weekday()] == weekday and (meant - today).days == days
