"""Requests withdrawn or changed, and partners' new contacts, said in a mail (forms §2.4 WI, R028)."""

from __future__ import annotations

import re
from dataclasses import replace

from parsing import wordings
from parsing.field import Field
from parsing.offered_home import NUMBERS, area_spans, places_in
from parsing.readings import (
    Change,
    ContactChange,
    Withdrawal,
)
from parsing.said import Words, hit
from parsing.sentences import Sentence
from scheme.agreement import Scheme
from scheme.terms import spelling_key

ENDINGS = ("consent_withdrawn", "rehoused_elsewhere", "lost_contact", "withdrawn")


def find_withdrawal(said: Words) -> Withdrawal | None:
    hits: dict[str, Sentence] = {}
    for sentence in said.sentences:
        for each in wordings.WITHDRAWALS:
            if each.found_in(sentence.plain):
                hits.setdefault(each.value, sentence)
    if not hits:
        return None
    value = next(each for each in ENDINGS if each in hits)
    sentence = hits[value]
    hedged = re.search(
        r"\b(if|whether|might|may|could be|considering|thinking (of|about)|unless|probably|perhaps|in case|should (i"
        r"|we)|shall (i|we))\b",
        sentence.plain,
    )
    undone = re.search(
        r"\b(do not|please don't|not|never) ((want|wants|wish|wishes|need|ready|going|asked|asking|agree)( \w+)? to |to |be )?"
        r"(close|closed|withdraw|withdrawn|cancel|cancelled|remove|removed|end)\b",
        said.plain,
    )
    asks = sentence.asks and not re.search(
        r"\b(can|could|would|will) (you|we|i) (please )?(close|withdraw|cancel|remove|take|end)\b", sentence.plain
    )
    others = wordings.OF_OTHERS.search(sentence.plain)
    doubt = "It is not sure that the request is withdrawn; ask." if hedged or undone or asks or others else ""
    change = said.unsure(sentence, doubt, value) if doubt else said.sure(value, sentence)
    return Withdrawal(source=said.source, reference=said.reference, change=change)


def find_change(said: Words) -> Change | None:
    for find in (find_officer_change, _area_change, _bedroom_change, _pause, _household_change):
        found = find(said)
        if found:
            return replace(found, source=said.source, reference=said.reference)
    return None


def find_officer_change(said: Words) -> Change | None:
    sentence = next(
        (each for each in said.sentences if wordings.OFFICER.search(each.plain) and wordings.OFFICER_MARK.search(each.plain)),
        None,
    )
    if sentence is None or any(wordings.LEADS_CONTACT.search(each.plain) for each in said.sentences) or sentence.asks:
        return None
    return Change(change=said.sure("officer", sentence), new_officer_name=_name(said, sentence), new_officer_email=_email(said))


NAME = r"([A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|Mc[A-Z]\w+)){0,2})"
NAMED = (
    re.compile(
        rf"\b{NAME} (?:\([^)]*\) )?(?:will (?:be|become|take|now)|is (?:now |going to be |the new |our new |taking)"
        rf"|takes over|is taking|has taken|becomes)"
    ),
    re.compile(
        rf"(?i:\b(?:over to|handed to|to my colleague|my colleague|cc'?d(?: in)?|copied(?: in)?|replaced by"
        rf"|contact is now|lead is now|officer is now|officer will be|is now|contact|name is)) {NAME}"
    ),
    re.compile(rf"\b{NAME},? (?:who|who's|who is)\b"),
)
NO_NAME = frozenset(
    {"she", "he", "they", "it", "i", "we", "who", "this", "that", "the", "a", "an", "our", "my", "your", "please", "from", "as"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "hi", "hello", "thanks", "also", "both"}
    | {"nominating", "officer", "new"}
)


def _name(said: Words, sentence: Sentence) -> Field[str]:
    found = {m[1] for pattern in NAMED for m in pattern.finditer(sentence.text) if m[1].split()[0].casefold() not in NO_NAME}
    if len(found) == 1:
        return said.sure(found.pop(), sentence)
    return said.unsure(sentence, "It is not clear who the new person is; ask for the name.", min(found) if found else None)


EMAIL = re.compile(r"\b[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+){1,6}\b")


def _email(said: Words) -> Field[str]:
    found = {match.casefold(): sentence for sentence in said.sentences for match in EMAIL.findall(sentence.text)}
    if len(found) > 1:
        return said.unsure(next(iter(found.values())), "Several e-mail addresses are named; say which one is the new person's.")
    return next((said.sure(address, sentence) for address, sentence in found.items()), Field())


def _area_change(said: Words) -> Change | None:
    added: list[str] = []
    removed: list[str] = []
    unsure: list[str] = []
    first: Sentence | None = None
    for sentence in said.sentences:
        if not (
            wordings.ADDS.search(sentence.plain)
            or wordings.REMOVES.search(sentence.plain)
            or wordings.AREA_UNSAFE.search(sentence.plain)
        ):
            continue
        more, less, odd = _areas_moved(sentence, said.scheme)
        if more or less or odd:
            first = first or sentence
            added, removed, unsure = [*added, *more], [*removed, *less], [*unsure, *odd]
    if first is None:
        return None
    return Change(
        change=said.sure("areas", first),
        areas_added=_area_set(said, first, added, unsure),
        areas_removed=_area_set(said, first, removed, unsure),
    )


def _area_set(said: Words, sentence: Sentence, names: list[str], unsure: list[str]) -> Field[tuple[str, ...]]:
    """Adding an area by mistake can hurt someone: one odd word puts the whole answer in doubt (DESIGN §6)."""
    values = tuple(sorted(set(names)))
    if unsure:
        return said.unsure(
            sentence, f"The areas are not surely read ({'; '.join(dict.fromkeys(unsure))}); settle them by hand.", values or None
        )
    return said.sure(values, sentence) if values else Field()


def _areas_moved(sentence: Sentence, scheme: Scheme) -> tuple[list[str], list[str], list[str]]:
    """(added, removed, reasons for doubt). Each area belongs to the last «add» or «take off» before it."""
    keys = spelling_key(sentence.plain)
    tokens = keys.split()
    marks = sorted(
        [(len(keys[: m.start()].split()), "add") for m in wordings.ADDS.finditer(keys)]
        + [(len(keys[: m.start()].split()), "remove") for m in wordings.REMOVES.finditer(keys)]
    )
    added: list[str] = []
    removed: list[str] = []
    polite = re.search(r"\b(please|can|could|would|will) ?(you|we|i)?\b", sentence.plain)
    doubts = ["the sentence only asks"] if sentence.asks and not polite else []
    doubts += [f"«{place}» is not an area" for place, _ in places_in(sentence.text, scheme)]
    for name, start, _ in area_spans(sentence.plain, scheme):
        verb = next((kind for at, kind in reversed(marks) if at <= start), "")
        (added if verb == "add" else removed if verb == "remove" else doubts).append(
            name if verb else f"what is to happen with {name} is not said"
        )
    if (added or removed or doubts) and set(tokens) & {
        "not",
        "except",
        "instead",
        "never",
        "if",
        "maybe",
        "possibly",
        "or",
        "but",
        "unless",
        "think",
        "might",
        "cannot",
        "unsafe",
    }:
        doubts.append("the sentence holds a «not», an «or» or a condition")
    return added, removed, doubts


def _bedroom_change(said: Words) -> Change | None:
    for sentence in said.sentences:
        match = wordings.NEEDS_BEDROOMS.search(sentence.plain)
        if match is None or hit(wordings.OFFERS, sentence.plain) or re.search(r"\bpanel|approv|our tenant\b", sentence.plain):
            continue
        numbers = [
            NUMBERS.get(each, 0) or int(each)
            for each in re.findall(r"\b(\d{1,2}|one|two|three|four|five|six|seven)(?=[ -]?(?:b\b|bed|$))", match[0])
        ]
        moved = re.search(r"\bfrom\b", match[0])
        known = len(set(numbers)) == 1 or (moved and numbers)
        hedged = re.search(r"\b(not|if|may|might|whether|or|unless|possibly|will need)\b", sentence.plain)
        bedrooms = (
            said.sure(numbers[-1], sentence)
            if known and not hedged
            else said.unsure(sentence, "It is not clear how many bedrooms are needed now; ask.", numbers[-1] if numbers else None)
        )
        return Change(change=said.sure("bedrooms", sentence), bedrooms_needed=bedrooms)
    return None


def _pause(said: Words) -> Change | None:
    sentence = next((each for each in said.sentences if wordings.PAUSE.search(each.plain)), None)
    if sentence is None:
        return None
    hedged = re.search(r"\b(not|no longer|unless|if)\b", sentence.plain)
    return Change(
        change=said.unsure(sentence, "It is not sure that the request is to be paused; ask.", "pause")
        if hedged
        else said.sure("pause", sentence)
    )


def _household_change(said: Words) -> Change | None:
    sentence = next((each for each in said.sentences if wordings.HOUSEHOLD.search(each.plain) and not each.asks), None)
    return Change(change=said.sure("household", sentence)) if sentence else None


def find_contact_change(said: Words) -> ContactChange | None:
    """A partner's own contact (R028)."""
    telling = [each for each in said.sentences if wordings.NAMED_LEAD.search(each.plain) and not each.asks]
    if not telling or find_officer_change(said):
        return None
    names = [_name(said, sentence) for sentence in telling]
    named = next((name for name in names if name.value), names[0])
    return ContactChange(source=said.source, new_officer_name=named, new_officer_email=_email(said))
