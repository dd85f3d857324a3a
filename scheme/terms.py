"""The small words of the agreement: values that know their spellings.

A spelling is looked up by its *key* (`spelling_key`): case, punctuation and the kind of dash or apostrophe do not
matter, every letter does. Nothing here is fuzzy: two names that differ by a letter are two names (domain/reference §3.1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´"), "'")


def spelling_key(text: str) -> str:
    """The form in which two spellings are compared: «Barking & Dagenham» and «barking and dagenham» are one."""
    return _spelling_key(text) if len(text) <= 200 else _spelling_key.__wrapped__(text)


@lru_cache(maxsize=32_768)  # a document's cells are compared with five forms' labels, and again when it is read
def _spelling_key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(DASHES).translate(APOSTROPHES).casefold()
    plain = plain.replace("&", " and ").replace("'", "")
    return " ".join(re.sub(r"[^\w+]+", " ", plain).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A local authority's area. Areas are the only places that the scheme stores (R030)."""

    name: str
    official: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()  # spellings that mean this area and nothing else
    places: tuple[str, ...] = ()  # towns and neighbourhoods inside it: a proposal for a person, never a value (R030)
    neighbours: tuple[str, ...] = ()  # canonical names, across water too
    council_homes: bool = True  # False where the council gave its homes away: a place that is no landlord


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A landlord that is now part of another: cases of old must still find today's debtor."""

    name: str
    since: str = ""  # year, or year-month, in which it became part of the successor; empty = not known


@dataclass(frozen=True, slots=True, kw_only=True)
class LandlordName:
    """How a landlord may be written. Who may speak for it stands in the partner register, not here."""

    name: str  # canonical: an area's name for a council, the short name for an association
    official: str = ""
    kind: str = "association"  # council | association
    aliases: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedLabel:
    """A wording of a form's question that a coordinator has taught this service (forms.md §2.2)."""

    form: str  # the form's kind: "property_request"
    label: str  # as it stands on the form
    key: str = ""  # the question it asks; empty = it asks nothing that this service needs


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskGround:
    key: str  # one of the risk_primary values of the contract, e.g. "domestic_abuse"
    label: str
    words: tuple[str, ...]  # spellings seen on forms
    report_group: str  # the bar of the report it counts in (R060)
    vawg: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringGroup:
    """A group whose access to the scheme is studied (R064). It stands in figures, never in a letter."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The numbers in force from a day on. A case keeps the policy that it came in under (DESIGN §5)."""

    since: date
    owed_cap: int = 3  # homes; R049, R050
    cap_counts: str = "net"  # net | since_last (domain/fairness §5.2)
    minimum_areas: int = 1
    offers_per_request: int = 3
    circulate_to: str = "stock"  # stock | all (R037, C2)
    circulate_within_days: int = 7  # calendar days (R036, C6)
    circulate_warn_day: int = 5
    approval_chase_days: tuple[int, ...] = (5, 10)
    approval_lapse_days: int = 28  # after which a request without its landlord's answer may lapse; 0 = never
    silence_ask_days: int = 90  # without a word from the officers of an open request: they are asked whether it is still needed
    silence_lapse_days: int = 30  # after that question, without an answer: the request may lapse; 0 = never
    lapse_warning_days: int = 7  # so long before a request lapses by itself, its officers and its landlord are told
    offer_ask_days: int = 7  # an offer that names no day for an answer is asked about after so many
    tenancy_ask_days: int = 28  # an accepted offer without a tenancy is asked about after so many; 0 = never
    lapses: str = "asked"  # asked: a person says so first | by_itself
    weekly_digest: str = ""  # weekday on which each landlord gets its list of open requests; empty = none is sent
    approval_needs_owing_words: bool = False  # True: an approval must itself say that one home will be owed (R025)
    inverted_choice_grounds: tuple[str, ...] = ()  # grounds for which all areas but those at risk may be proposed
    retention_months: int = 12

    @property
    def version(self) -> str:
        return self.since.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
    """A case's reference, e.g. `ARC-01-16`: sequence and two-digit year. The prefix is the scheme's."""

    year: int  # two digits, as written
    sequence: int
    prefix: str = "ARC"

    def __str__(self) -> str:
        return f"{self.prefix}-{self.sequence:02d}-{self.year:02d}"
