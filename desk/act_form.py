"""The form of an act: its inputs for this case, what was filled in, and the word that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desk import field_words
from desk.answering import Word
from desk.case_acts import WITHDRAWN_BECAUSE, Act, refusing
from desk.course import OFFERS
from desk.field_inputs import KINDS, Input, Kind, input_of, joined
from desk.web import Ask
from matching.case import LIVE, Case
from scheme.agreement import Scheme
from scheme.register import Partner

LABELS = {
    "mailbox": "Mailbox",
    "partner": "Landlord",
    "change": "Why",
    "until": "Until",
    "date": "On which day",
    "told_by": "Who told you",
    "reason": "Your reason",
    "override": "Why it goes on above the cap",
    "offer": "Which home",
}
HINTS = {
    "override": "Only where the cap is full. The steering group reads it.",
    "reason": "It stands in the history. No name of the household, please.",
    "until": "Without a day it is looked at again after a while.",
    "address": "It goes into the officer's letter, and is kept nowhere else.",
}
UNTOLD = "It stays with your order: no letter, no history and no audit has it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One input of the form."""

    key: str
    label: str
    asked: Input
    text: str
    is_needed: bool
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    sentence: str
    field: str = ""


def lines_of(act: Act, case: Case, register: Sequence[Partner], scheme: Scheme, said: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(replace(line, text=said.get(line.key, "")) for line in _lines(act, case, register, scheme))


def _lines(act: Act, case: Case, register: Sequence[Partner], scheme: Scheme) -> Iterator[Line]:
    if act.told_by:
        people = _told_by(act.told_by, case, register)
        yield _line("told_by", Input(kind=Kind.SELECT, choices=people), needed=act.told_by == "offering")
    if act.which_offer:
        yield _line("offer", Input(kind=Kind.SELECT, choices=_offers(case)), needed=len(case.offers_in(*LIVE)) > 1)
    for key in act.asks:
        asked = _narrowed(act, key, case, input_of(KINDS[act.kind], key, scheme))
        yield _line(key, replace(asked, hint=HINTS.get(key, asked.hint)), needed=key in act.needs)
    for key, wanted in (("override", act.override), ("reason", act.reason)):
        if wanted:
            hint = UNTOLD if act.key in {"exclude", "include"} else HINTS[key]
            yield _line(key, Input(kind=Kind.LONG, hint=hint), needed=wanted == "must")


def _line(key: str, asked: Input, *, needed: bool) -> Line:
    return Line(key=key, label=LABELS.get(key) or field_words.label(key), asked=asked, text="", is_needed=needed)


def _told_by(who: str, case: Case, register: Sequence[Partner]) -> tuple[tuple[str, str], ...]:
    """Mailboxes of whoever may have said it; the coordinator's own word needs none."""
    officers = tuple((each.email, f"{each.name or 'the officer'}, {each.email}") for each in case.officers)
    if who == "officer":
        return officers
    if who == "landlord":
        own = next((each for each in register if each.name == case.landlord), None)
        return tuple((each, f"{case.landlord}, {each}") for each in (own.named_leads if own else ()))
    return tuple(
        (mailbox, f"{each.name}, {mailbox}")
        for each in register
        if each.status == "active" and each.name != case.landlord and each.name not in case.excluded
        for mailbox in each.offers_from
        if mailbox not in case.shut_out
    )


def _offers(case: Case) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.id, f"{each.landlord}{f', {each.area}' if each.area else ''}: {OFFERS[each.state]}")
        for each in case.offers_in(*LIVE)
    )


def _narrowed(act: Act, key: str, case: Case, asked: Input) -> Input:
    """Only what this case lets her choose."""
    if key == "areas_added":
        return replace(asked, choices=tuple(each for each in asked.choices if each[0] not in case.areas_requested))
    if key == "areas_removed":
        return replace(asked, choices=tuple((area, area) for area in case.areas_requested))
    if act.kind == "withdrawal" and key == "change":
        return replace(asked, choices=tuple(each for each in asked.choices if each[0] in WITHDRAWN_BECAUSE))
    listed = {
        ("officer_left", "mailbox"): tuple((each.email, each.name or each.email) for each in case.officers),
        ("lift_bar", "partner"): tuple((name, name) for name in refusing(case)),
        ("give_contact", "partner"): ((case.landlord, case.landlord),),
        ("include", "partner"): tuple((name, name) for name in case.excluded),
        ("include", "mailbox"): tuple((name, name) for name in case.shut_out),
    }.get((act.key, key))
    return asked if listed is None else Input(kind=Kind.SELECT, choices=listed)


def filled_in(ask: Ask, lines: Sequence[Line]) -> dict[str, str]:
    return {line.key: joined(ask.form.get(line.key, ())) for line in lines}


def problems_of(act: Act, lines: Sequence[Line], said: Mapping[str, str]) -> tuple[Problem, ...]:
    found = [
        Problem(sentence=f"Say: {line.label.lower()}.", field=line.key)
        for line in lines
        if line.is_needed and not said.get(line.key)
    ]
    for need in act.needs:
        either = need.split("|")
        if len(either) > 1 and not any(said.get(key) for key in either):
            names = " or ".join((LABELS.get(key) or field_words.label(key)).lower() for key in either)
            found.append(Problem(sentence=f"Say: {names}.", field=either[0]))
    return tuple(found)


def word_of(act: Act, case: Case, said: Mapping[str, str]) -> Word:
    fields = tuple(f"{key}={said[key]}" for key in act.asks if said.get(key))
    offer = (f"offer={said['offer']}",) if said.get("offer") else ()
    return Word(
        reference=case.reference,
        kind=act.kind,
        fields=(*act.fixed, *fields, *offer),
        speaks_for=said.get("told_by", ""),
        reason=said.get("reason", ""),
        override=said.get("override", ""),
    )


def in_words(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """What was filled in, as a person reads it back."""
    return tuple((line.label, _said(line)) for line in lines if line.text)


def _said(line: Line) -> str:
    words = dict(line.asked.choices)
    return ", ".join(words.get(each.strip(), each.strip()) for each in line.text.split(",")) if words else line.text
