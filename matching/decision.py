"""A Decision is the transaction as a value: everything that one reading changes. Committed whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from matching.case import Case
from matching.ledger import Balance, Entry

HomeFact: TypeAlias = str | int | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedHome:
    """What the offer said of the home, for the letters that may say it. Never stored on the case."""

    landlord: str
    area: str = ""
    bedrooms: int | None = None
    property_type: str = ""
    floor: int | None = None
    lift: bool | None = None
    address: str = ""
    tenure: str = ""
    rent: str = ""
    rent_period: str = ""
    pets_allowed: bool | None = None
    available_from: date | None = None
    viewing_date: date | None = None
    reply_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to be written: its kind is a row of outbox.letters.LETTERS, its recipient one mailbox (D1).

    `case` is the case as it stands after the decision. What the letter may say of it, the disclosure table decides.
    """

    kind: str
    to: str
    case: Case
    partner: str = ""  # canonical name of the landlord written to; empty for an officer
    home: OfferedHome | None = None
    balance: Balance | None = None  # the recipient landlord's own
    missing: tuple[str, ...] = ()  # names of the questions not answered, no values
    about: tuple[str, ...] = ()  # keys of scheme texts to be added, e.g. "part_of_area"
    reason: str = ""  # a value from a closed list (decline_reason, refusal_reason), never free text
    contacts: tuple[str, ...] = ()  # addresses of named leads of the case's landlord, in a letter that gives them out
    released: tuple[str, ...] = ()  # items that a coordinator's order releases for this one letter (disclosure, «C»)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What only a person can settle. `why` is a plain sentence: what was found, where, what to do."""

    kind: str  # a short code: "sender", "reference", "doubt", "approval", "landlord", "cap", "identity", "unreadable" …
    why: str
    case: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of a case's history: what happened, for people. Goes into history with who, when and because."""

    case: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One fact of a request that is another now (R034). Who changed it, when and because of what, the record adds."""

    reference: str
    field: str  # a key of the case
    old: str  # in words; empty: it was not stated
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A letter of ours that did not arrive: its row becomes «refused», and a person is asked what to do (F24)."""

    letter: str  # its id
    reply: str  # why, in the words of the server that gave up
    why: str  # the question


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    cases: tuple[Case, ...] = ()  # each in its new state; a new reference is a new case
    entries: tuple[Entry, ...] = ()  # in pairs that sum to zero
    letters: tuple[Letter, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: tuple[Changed, ...] = ()
    returned: tuple[Returned, ...] = ()  # letters that came back
    stopped: tuple[str, ...] = ()  # ids of letters that have not gone and must not go any more
    reopened: tuple[str, ...] = ()  # references of closed cases that a person has opened again: no step of the line does that
    ignored: str = ""  # why nothing follows: "an out-of-office reply", "the same approval again"


NOTHING = Decision()


def ask(kind: str, why: str, *, case: Case | None = None, urgent: bool = False) -> Decision:
    """Nothing but a question for a person."""
    return Decision(questions=(Question(kind=kind, why=why, case=case.reference if case else "", urgent=urgent),))


def ignore(why: str) -> Decision:
    return Decision(ignored=why)


def noted(case: Case, what: str) -> Decision:
    """The case as it stands now, with a line in its history."""
    return Decision(cases=(case,), notes=(Note(case=case.reference, what=what),))


def together(*decisions: Decision) -> Decision:
    """One decision of several, in order: of a case the last state counts, of a letter the first copy."""
    cases = {case.reference: case for decision in decisions for case in decision.cases}
    letters = {
        (letter.kind, letter.case.reference, letter.to): letter
        for each in reversed(decisions)
        for letter in reversed(each.letters)
    }
    return Decision(
        cases=tuple(cases.values()),
        entries=tuple(entry for decision in decisions for entry in decision.entries),
        letters=tuple(reversed(letters.values())),
        questions=tuple(dict.fromkeys(question for decision in decisions for question in decision.questions)),
        notes=tuple(note for decision in decisions for note in decision.notes),
        changes=tuple(dict.fromkeys(each for decision in decisions for each in decision.changes)),
        returned=tuple(dict.fromkeys(each for decision in decisions for each in decision.returned)),
        stopped=tuple(dict.fromkeys(each for decision in decisions for each in decision.stopped)),
        reopened=tuple(dict.fromkeys(each for decision in decisions for each in decision.reopened)),
        ignored=next((decision.ignored for decision in decisions if decision.ignored), ""),
    )


def but_ask(decision: Decision, kind: str, why: str, *, case: Case | None = None, urgent: bool = False) -> Decision:
    """The decision stands, and a person is asked besides."""
    return together(decision, ask(kind, why, case=case, urgent=urgent))


def letter_cause(cause: str, letter: Letter) -> str:
    """What a letter's id derives from: one reading may release several cases to one mailbox, each its own letter.

    «A change was asked for» is said once a mail, however many changes it asks for (D14).
    """
    event = cause.partition(":")[0] if letter.kind in ONCE_A_MAIL else cause
    return f"{event}/{letter.case.reference}"


ONCE_A_MAIL = frozenset({"change_asked"})


def add_about(decision: Decision, kinds: frozenset[str], about: str) -> Decision:
    """The decision with one more text in its letters of these kinds."""
    letters = tuple(
        replace(letter, about=(*letter.about, about)) if letter.kind in kinds and about not in letter.about else letter
        for letter in decision.letters
    )
    return replace(decision, letters=letters)
