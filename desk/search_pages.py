"""One search: a reference in any spelling, a question, a landlord, an officer, an area, a partner. It only finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any  # a template takes values of every type
from urllib.parse import quote

from desk import asked_words
from desk.case_words import STATES
from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page, go
from matching.case import State
from scheme.agreement import Scheme
from scheme.terms import LandlordName, spelling_key
from store import cases, looking, questions
from store.engine import Tx

MOST = 12  # lines of a group
LONGEST = 100  # characters of what is looked for
SHORTEST = 2
QUESTION = re.compile(r"q\s?(\d{1,9})", re.IGNORECASE)
WHAT_CAN_BE = (
    "a reference in any spelling: {prefix}-07-26, {prefix} 7/26, or only its number",
    "a question: Q12",
    "a landlord or partner: a part of its name",
    "a nominating officer: a part of the name, the mailbox or the agency",
    "an area: where a household lives, or where a home is wanted",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    path: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`more`: there are others, and narrower words would show them."""

    name: str
    hits: tuple[Hit, ...]
    more: bool = False


def search_page(desk: Desk, ask: Ask) -> Answer:
    words = " ".join(ask.asked("q").split())[:LONGEST]
    scheme = desk.does.scheme()
    with desk.store.read() as tx:
        exact = _exact(tx, words, scheme)
        if exact and not ask.is_fragment:
            return go(exact)
        groups = _groups(tx, words, scheme) if len(words) >= SHORTEST else ()
    facts: dict[str, Any] = {
        "words": words,
        "groups": groups,
        "help": tuple(each.format(prefix=scheme.reference_prefix) for each in WHAT_CAN_BE),
        "count": sum(len(group.hits) for group in groups),
    }
    template = "search_found.html" if ask.is_fragment else "search.html"
    return show(desk, ask, template, title="Search", seen=_seen(groups), **facts)


def _seen(groups: tuple[Group, ...]) -> str:
    """The list with the cases and questions in it; never what was looked for."""
    named = [hit.words for group in groups if group.name in {"Cases", "Questions"} for hit in group.hits]
    return " ".join(("search", *named)) if groups else ""


def _exact(tx: Tx, words: str, scheme: Scheme) -> str:
    """Where the words alone lead: a reference, a question. Empty if to nothing that there is."""
    named = scheme.references_in(words)
    if len(named) == 1 and cases.state_of(tx, str(named[0])):
        return f"/cases/{named[0]}"
    if (number := QUESTION.fullmatch(words)) and (asked := questions.find(tx, number.group(1))):
        return f"/questions/{asked.id}"
    return ""


def _groups(tx: Tx, words: str, scheme: Scheme) -> tuple[Group, ...]:
    found = (
        Group(name="Cases", hits=tuple(_cases(tx, words, scheme))),
        Group(name="Questions", hits=tuple(_questions(tx, words))),
        *_landlords(tx, words, scheme),
        _officers(tx, words),
        Group(name="Areas", hits=tuple(_areas(tx, words, scheme))),
    )
    return tuple(group for group in found if group.hits)


def _cases(tx: Tx, words: str, scheme: Scheme) -> Iterable[Hit]:
    named = [str(each) for each in scheme.references_in(words)][:MOST]
    lines = looking.lines(tx, named)
    if not named and words.isdecimal() and len(words) < 5:
        lines = looking.page(tx, looking.Wanted(sequence=int(words)), limit=MOST)
    for line in lines:
        stands = f"{STATES[State(line.state)]}, {line.landlord or 'landlord not known'}"
        yield Hit(path=f"/cases/{line.reference}", words=line.reference, more=stands)


def _questions(tx: Tx, words: str) -> Iterable[Hit]:
    number = QUESTION.fullmatch(words) or re.fullmatch(r"(\d{1,9})", words)
    asked = questions.find(tx, number.group(1)) if number else None
    if asked:
        stands = "answered" if asked.answered_at else "open"
        about = f", {asked.question.case}" if asked.question.case else ""
        yield Hit(path=f"/questions/{asked.id}", words=asked.id, more=f"{asked_words.kind(asked.question.kind)}{about}, {stands}")


def _landlords(tx: Tx, words: str, scheme: Scheme) -> tuple[Group, ...]:
    """Landlords of cases, and partners by name or mailbox. Somebody writes a landlord as its aliases have it."""
    key = spelling_key(words)
    known = [each.name for each in scheme.landlords if any(key in spelling_key(name) for name in _spellings(each))]
    meant = scheme.landlord(words)
    names = list(dict.fromkeys((*([meant] if meant else []), *looking.landlords(tx, words, MOST), *known)))[: MOST + 1]
    counted = {each.name: each for each in looking.of_landlords(tx, names)}
    mailboxes = looking.mailboxes(tx, words, MOST)
    landlords = tuple(
        Hit(path=f"/cases?landlord={quote(name)}", words=name, more=_of(counted.get(name))) for name in names[:MOST]
    )
    return (
        Group(name="Landlords", hits=landlords, more=len(names) > MOST),
        Group(name="Partners", hits=tuple(_partners(mailboxes)), more=len(mailboxes) == MOST),
    )


def _partners(mailboxes: tuple[looking.MailboxFound, ...]) -> Iterable[Hit]:
    """Each partner once, with its mailboxes that are so called."""
    for partner, its in groupby(mailboxes, key=lambda each: each.partner):
        yield Hit(path=f"/partners/{quote(partner)}", words=partner, more=", ".join(dict.fromkeys(each.email for each in its)))


def _officers(tx: Tx, words: str) -> Group:
    found = looking.officers(tx, words, MOST + 1)
    hits = tuple(
        Hit(
            path=f"/cases?officer={quote(each.email)}",
            words=each.name or each.email,
            more=f"{', '.join(part for part in (each.agency, each.email) if part)}: {_number(each.cases)}",
        )
        for each in found[:MOST]
    )
    return Group(name="Nominating officers", hits=hits, more=len(found) > MOST)


def _areas(tx: Tx, words: str, scheme: Scheme) -> Iterable[Hit]:
    key, meant = spelling_key(words), scheme.area(words)
    names = [each.name for each in scheme.areas if key in spelling_key(each.name) or (meant and each.name == meant.name)][:MOST]
    wanted = {each.name: each for each in looking.wanting(tx, names)}
    living = {each.name: each for each in looking.living_in(tx, names)}
    for name in names:
        yield Hit(path=f"/cases?area={quote(name)}", words=f"{name}: a home is wanted there", more=_of(wanted.get(name)))
        yield Hit(path=f"/cases?home_area={quote(name)}", words=f"{name}: the household lives there", more=_of(living.get(name)))


def _spellings(landlord: LandlordName) -> tuple[str, ...]:
    return (landlord.name, landlord.official, *landlord.aliases, *(each.name for each in landlord.former))


def _of(counted: looking.Counted | None) -> str:
    return "no cases" if counted is None else f"{_number(counted.cases)}, {counted.open} open"


def _number(count: int) -> str:
    return f"{count} case" if count == 1 else f"{count} cases"


PAGES = (Page(path="/search", handler=search_page),)
