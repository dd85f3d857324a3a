"""A line of the audit in plain words, with the way to what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desk import asked_words, letter_words
from store.audit_lines import A_FORM, A_LIST, SAW, Line

LETTER = re.compile(r"letter ([0-9a-f]{32})")
CAUSE = re.compile(r"(\d+):\d+")
PLAIN_ACTS: Mapping[str, str] = {
    SAW: "looked at",
    "uncovered an address": "uncovered the address in",
    "decided": "decided",
    "said": "wrote",
    "told": "sent",
    "to be sent again": "let go",
    "it has arrived": "said that it has arrived:",
    "cancelled": "cancelled",
    "paused on": "stopped all letters",
    "paused off": "let letters go again",
    "learned": "taught a wording,",
    "revoked": "took back a wording,",
    "answered from the scheme's texts": "answered from the scheme's texts:",
    "handed out a setup link": "handed out a link to set up the sign-in of",
    "shut out": "shut out",
    "let in again": "let in again",
}
OF_HERSELF = ("signed in", "signed out", "was not let in", "set up how", "added a passkey", "removed a passkey")
LISTS: Mapping[str, str] = {
    "queue": "the queue",
    "outbox": "the outbox",
    "today": "Today",
    "cases": "the list of requests",
    "search": "what a search found",
    "partners": "the partners",
    "ledger": "the ledger",
    "audit": "the audit",
}
FORMS: Mapping[str, str] = {"/sign-out": "signed out"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`act` and `about` make a sentence behind who did it; `link`: where it can be looked at."""

    line: Line
    act: str
    about: str = ""
    link: str = ""
    details: str = ""


def told(line: Line, letters: Mapping[str, tuple[str, str]]) -> Told:
    """`letters`: kind and case of those that the lines name."""
    if line.act == A_FORM:
        return _form(line)
    act = PLAIN_ACTS.get(line.act, line.act)
    if line.act.startswith(OF_HERSELF) and line.about == f"person {line.who}":
        return Told(line=line, act=act)
    if line.about == "switch paused":
        return Told(line=line, act=act, link="/outbox", details=line.details)
    about, link = _about(line.about, letters)
    return Told(line=line, act=act, about=about, link=link, details=_details(line, letters))


def letters_in(lines: tuple[Line, ...]) -> list[str]:
    """The letters that these lines name."""
    return list(dict.fromkeys(found for line in lines for words in (line.about, line.details) for found in _ids(words)))


def _ids(words: str) -> list[str]:
    return re.findall(r"\b[0-9a-f]{32}\b", words)


def _form(line: Line) -> Told:
    path = line.about.removeprefix("page ")
    act = FORMS.get(path)
    return Told(line=line, act=act) if act else Told(line=line, act="sent a form of", about=f"the page {path}")


def _about(about: str, letters: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """What a line is about, in words, and where it is."""
    if about.startswith(A_LIST):
        name = about.removeprefix(A_LIST)
        return LISTS.get(name, f"the list {name}"), f"/{name}" if name in LISTS and name != "search" else ""
    if found := LETTER.fullmatch(about):
        return _letter(found[1], letters), f"/outbox/{found[1]}"
    if found := CAUSE.fullmatch(about):
        return f"mail {found[1]}", f"/papers/{found[1]}"
    first, _, rest = about.partition(" ")
    match first:
        case "case" if rest:
            return f"request {rest}", f"/cases/{rest}"
        case "question" if rest:
            return f"question {rest}", f"/questions/{rest}"
        case "message" if rest:
            return f"mail {rest}", f"/papers/{rest}"
        case "original" if rest:
            number = rest.rpartition(" ")[2]
            return f"the original of mail {number}", f"/papers/{number}"
        case "person" if rest:
            return rest, ""
        case _:
            return about, ""


def _letter(key: str, letters: Mapping[str, tuple[str, str]]) -> str:
    kind, case = letters.get(key, ("", ""))
    if not kind:
        return "a letter"
    return f"the letter «{letter_words.name_of(kind)}»" + (f" on {case}" if case else "")


def _details(line: Line, letters: Mapping[str, tuple[str, str]]) -> str:
    if line.act != "decided":
        return LETTER.sub(lambda found: _letter(found[1], letters), line.details)
    return "; ".join(filter(None, (_decided(part, letters) for part in line.details.split("; "))))


def _decided(part: str, letters: Mapping[str, tuple[str, str]]) -> str:
    """One consequence of a decision, as store/record.py writes it."""
    first, _, rest = part.partition(" ")
    match first:
        case "letter":
            return f"letter «{letter_words.name_of(rest.partition(' ')[0])}»"
        case "question":
            return f"asked: {asked_words.kind(rest)}"
        case "stopped" | "returned":
            return f"{first} {_letter(rest, letters)}"
        case "posting":
            return ""
        case "reserve" | "post" | "void" | "correct" | "carry":
            return f"ledger: {part}"
        case "ignored":
            return "nothing followed"
        case _:
            return part.replace("_", " ")
