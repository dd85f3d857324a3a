"""A case's facts, each with the words that it was read from and the paper in which they stand (STYLE 17).

What may tell who the applicant is, and a home's address, is never quoted: then the paper is named alone (disclosure, column CO).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk import field_words
from desk.case_file import CaseFile
from desk.covering import without_identity
from matching.case import Case, Household
from parsing.field import Field
from parsing.readings import CaseOrder, LandlordDecision, PropertyOffer, Reading
from scheme.agreement import Scheme
from store.case_papers import KeptMail

LONGEST_QUOTE = 240
COVERED = "its words are covered: they may tell who or where somebody is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`path`: where the words stand in their paper."""

    quote: str
    said_by: str
    at: datetime
    path: str
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str
    evidence: Evidence | None = None


# What of a case is told, under which keys it was said, the newest of which counts.
KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("landlord", ("applicant_landlord", "tenancy_owed", "original_landlord", "partner")),
    ("area_residence", ("area_residence",)),
    ("areas_requested", ("areas_requested", "areas_added", "areas_removed")),
    ("areas_at_risk", ("areas_at_risk",)),
    ("bedrooms", ("bedrooms_needed",)),
    ("household", ("adults", "children")),
    ("risk_primary", ("risk_primary",)),
    ("tenancy_type", ("tenancy_type",)),
    ("ground_floor_only", ("ground_floor_only",)),
    ("step_free", ("step_free",)),
    ("wheelchair", ("wheelchair",)),
    ("pets", ("pets",)),
    ("pets_rehome", ("pets_rehome",)),
    ("support_in_place", ("support_agency",)),
)
LABELS = {
    "landlord": "Landlord that approves",
    "bedrooms": "Bedrooms",
    "household": "Household",
    "support_in_place": "Support in place",
}
ALWAYS = frozenset({"landlord", "area_residence", "areas_requested", "areas_at_risk", "bedrooms", "household"})


def facts_of(file: CaseFile, scheme: Scheme) -> tuple[Fact, ...]:
    return tuple(_facts(file, scheme))


def _facts(file: CaseFile, scheme: Scheme) -> Iterator[Fact]:
    for name, keys in KEYS:
        value = getattr(file.case, name)
        if name not in ALWAYS and value in (None, "", ()):
            continue
        label = LABELS.get(name) or field_words.label(name)
        told = household(value) if isinstance(value, Household) else field_words.said(name, value or None, scheme)
        told = field_words.said(name, value, scheme) if isinstance(value, bool) else told
        yield Fact(label=label, value=told, evidence=evidence_for(file.mails, keys))
    yield from _approval(file)


def _approval(file: CaseFile) -> Iterator[Fact]:
    case = file.case
    if case.approved_on:
        by = f" by {case.approved_by}" if case.approved_by else ""
        owing = ", and says that it will owe one home" if case.acknowledged_owing else ""
        told = f"{case.approved_on.day} {case.approved_on:%b %Y}{by}{owing}"
        yield Fact(label="Approved", value=told, evidence=evidence_for(file.mails, ("decision",)))


def household(people: Household) -> str:
    """«1 adult, 2 children (under 5: 1, 5 to 10: 1)»."""
    ages = (("under 5", people.under_5), ("5 to 10", people.aged_5_to_10), ("11 to 17", people.aged_11_to_17))
    bands = ", ".join(f"{band}: {count}" for band, count in ages if count)
    adults = f"{people.adults} adult{'' if people.adults == 1 else 's'}"
    children = f"{people.children} child{'' if people.children == 1 else 'ren'}"
    return f"{adults}, {children}{f' ({bands})' if bands else ''}{', expecting' if people.expecting else ''}"


def evidence_for(mails: Sequence[KeptMail], keys: Sequence[str]) -> Evidence | None:
    """Where it was said last."""
    for kept in reversed(mails):
        for number, reading in enumerate(kept.mail.readings):
            for key in keys:
                said: Field[object] = getattr(reading, key, Field())
                if said.value is not None and _counts(reading, key):
                    return _evidence(kept, number, reading, key, said)
    return None


def _counts(reading: Reading, key: str) -> bool:
    """Whether this is where the fact was said: a landlord that is kept out is no approver, nor a panel's day an approval."""
    if key == "partner":
        return isinstance(reading, CaseOrder) and reading.order.value == "landlord"
    return key != "decision" or (isinstance(reading, LandlordDecision) and reading.decision.value == "approve")


def _evidence(kept: KeptMail, number: int, reading: Reading, key: str, said: Field[object]) -> Evidence:
    quote = safe_quote(said.quote, reading)
    return Evidence(
        quote=quote,
        said_by=kept.said_by or kept.mail.sender,
        at=kept.at,
        path="" if kept.said_by else f"/papers/{kept.number}?reading={number}#w-{key}",
        where=str(said.where) if quote else "",
        note="" if quote or not said.quote else COVERED,
    )


def safe_quote(quote: str, reading: Reading) -> str:
    """The words, under stars what may tell who the applicant is; nothing where they tell where a home lies."""
    words = without_identity(" ".join(quote.split()), reading.identity)
    if isinstance(reading, PropertyOffer) and _tells_address(words, reading):
        return ""
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"


def _tells_address(words: str, offer: PropertyOffer) -> bool:
    address = " ".join((offer.address.value or offer.address.proposal or offer.address.quote or "").split()).casefold()
    if not address:
        return False
    street = [part.strip() for part in address.split(",")]
    return any(part and part in words.casefold() for part in (address, *street[:1]))


def tenancy_notes(case: Case) -> tuple[str, ...]:
    """What is unlike most cases about how the household's tenancy stands."""
    return tuple(
        words
        for is_so, words in (
            (case.owed_tenancy, "A tenancy is owed, not held: the landlord that owes it approves."),
            (case.in_temporary_accommodation, "The household is in temporary accommodation: its original landlord approves."),
            (case.urgent, "The request is marked urgent: somebody may be in danger."),
            (bool(case.cap_override), f"It went on above the cap: {case.cap_override}"),
            (case.moved_outside == "own_stock", "It was rehoused by its own landlord: nothing is posted in the pot."),
            (case.moved_outside == "elsewhere", "It was rehoused by another way: nothing is posted in the pot."),
        )
        if is_so
    )
