"""Who may learn what: the table, and the one function that hands facts to a letter (domain/disclosure, D4).

A template sees a `Disclosed` and nothing else. What its audience may not know is not in it, so a template that asks for
it fails in the tests instead of telling it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from matching.case import Case, Household, Offer, OfferState, State
from matching.decision import Letter, OfferedHome
from matching.digest import Listed
from outbox.words import ACCESS_NEEDS, PROPERTY_TYPES, REASONS, TENURES, as_asked, is_question
from scheme.agreement import Scheme
from scheme.register import Partner

LONGEST_VALUE = 240  # characters of one answer that a letter repeats


class Audience(StrEnum):
    OFFICER = "officer"  # nominating officer of the case
    OTHER_OFFICER = "other_officer"
    HOME_LANDLORD = "home_landlord"  # named lead of the applicant's landlord
    STOCK_LANDLORD = "stock_landlord"  # landlord with homes that gets a circular
    OFFERING_LANDLORD = "offering_landlord"
    COORDINATOR = "coordinator"
    UNKNOWN = "unknown"
    AUTOMATIC = "automatic"
    COMPLAINTS = "complaints"
    FUNDER = "funder"


class May(StrEnum):
    YES = "Y"
    OWN = "O"  # its own only
    RELEASE = "C"  # only by a coordinator's logged release for that message
    SETTING = "N*"  # no, unless a scheme switches it on
    MASKED = "M"
    TOTALS = "A"  # aggregate of at least five
    NO = "N"


class Item(StrEnum):
    CASE = "case"
    REFERENCE = "reference"
    AREAS_REQUESTED = "areas_requested"
    AREAS_IN_STOCK = "areas_in_stock"  # requested and in the recipient's stock
    AREAS_AT_RISK = "areas_at_risk"
    AREA_OF_RESIDENCE = "area_of_residence"
    APPLICANT_LANDLORD = "applicant_landlord"
    APPLICANT_ADDRESS = "applicant_address"
    RISK_GROUP = "risk_group"
    RISK_NARRATIVE = "risk_narrative"
    APPLICANT_IDENTITY = "applicant_identity"
    HOUSEHOLD_BANDS = "household_bands"
    HOUSEHOLD_EXACT = "household_exact"
    NEEDS = "needs"  # bedrooms, access, pets
    HOME = "home"  # the offered home without its address
    HOME_ADDRESS = "home_address"
    DESTINATION = "destination"
    OUTCOME = "outcome"
    OFFICER_CONTACT = "officer_contact"
    OWN_BALANCE = "own_balance"
    OTHER_BALANCES = "other_balances"
    LEAD_ADDRESSES = "lead_addresses"
    OTHER_RECIPIENTS = "other_recipients"
    ORIGINALS = "originals"
    MISSING = "missing"  # names of questions without an answer, never values
    ANY_REPLY = "any_reply"


# fmt: off
COLUMNS = (Audience.OFFICER, Audience.OTHER_OFFICER, Audience.HOME_LANDLORD, Audience.STOCK_LANDLORD, Audience.OFFERING_LANDLORD,
           Audience.COORDINATOR, Audience.UNKNOWN, Audience.AUTOMATIC, Audience.COMPLAINTS, Audience.FUNDER)
TABLE: tuple[tuple[Item, str], ...] = (
    #                         NO OO HL SL OL CO UK AR CT FR
    (Item.CASE,               "Y  N  Y  Y  Y  Y  N  N  C  A"),
    (Item.REFERENCE,          "Y  N  Y  Y  Y  Y  N  N  C  N"),
    (Item.AREAS_REQUESTED,    "Y  N  C  N  N  Y  N  N  N  A"),
    (Item.AREAS_IN_STOCK,     "Y  N  N  Y  Y  Y  N  N  N  A"),
    (Item.AREAS_AT_RISK,      "Y  N  C  N  C  Y  N  N  N  N"),
    (Item.AREA_OF_RESIDENCE,  "Y  N  Y  N* C  Y  N  N  C  A"),
    (Item.APPLICANT_LANDLORD, "Y  N  O  N* C  Y  N  N  C  A"),
    (Item.APPLICANT_ADDRESS,  "N  N  N  N  N  M  N  N  N  N"),
    (Item.RISK_GROUP,         "Y  N  Y  N* C  Y  N  N  C  A"),
    (Item.RISK_NARRATIVE,     "N  N  N  N  N  Y  N  N  N  N"),
    (Item.APPLICANT_IDENTITY, "N  N  N  N  N  M  N  N  N  N"),
    (Item.HOUSEHOLD_BANDS,    "Y  N  Y  Y  Y  Y  N  N  N  A"),
    (Item.HOUSEHOLD_EXACT,    "N  N  N  N  C  Y  N  N  N  A"),
    (Item.NEEDS,              "Y  N  Y  Y  Y  Y  N  N  N  A"),
    (Item.HOME,               "Y  N  N  N  O  Y  N  N  N  N"),
    (Item.HOME_ADDRESS,       "Y  N  N  N  O  M  N  N  N  N"),  # to the officer in the offer letter only
    (Item.DESTINATION,        "Y  N  N  N  O  Y  N  N  N  A"),  # never to the home landlord: someone may work there, or ask there
    (Item.OUTCOME,            "Y  N  Y  Y  Y  Y  N  N  C  A"),  # to landlords without a reason
    (Item.OFFICER_CONTACT,    "O  N  Y  Y  Y  Y  N  N  C  N"),  # landlords ring the officer when they have a home (R015)
    (Item.OWN_BALANCE,        "N  N  O  O  O  Y  N  N  N  A"),
    (Item.OTHER_BALANCES,     "N  N  N  N  N  Y  N  N  N  N"),
    (Item.LEAD_ADDRESSES,     "C  N  O  N  N  Y  N  N  N  N"),
    (Item.OTHER_RECIPIENTS,   "N  N  N  N  N  Y  N  N  N  N"),
    (Item.ORIGINALS,          "N  N  N  N  N  Y  N  N  N  N"),
    (Item.MISSING,            "Y  N  O  N  O  Y  N  N  N  A"),
    (Item.ANY_REPLY,          "Y  N  Y  Y  Y  Y  N  N  C  C"),
)
# fmt: on
MAY_KNOW: Mapping[Item, Mapping[Audience, May]] = MappingProxyType(
    {item: MappingProxyType(dict(zip(COLUMNS, map(May, words.split()), strict=True))) for item, words in TABLE}
)

Shown: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Ready words for one letter to one audience. A name that is not in `values` is not known to the letter."""

    audience: Audience
    values: Mapping[str, Shown]


def may_know(item: Item, audience: Audience) -> bool:
    """Whether a letter that nobody released by hand may carry the item."""
    return MAY_KNOW[item][audience] in {May.YES, May.OWN}


def disclose(
    letter: Letter, audience: Audience, partner: Partner | None, scheme: Scheme, *, facts: Collection[Item]
) -> Disclosed:
    """The facts that a letter asks for, less what its audience may not know, as words to be printed."""
    values: dict[str, Shown] = {}
    for item in facts:
        if not (may_know(item, audience) or _is_released(item, audience, letter)) or (
            MAY_KNOW[item][audience] is May.OWN and not _is_own(item, letter, partner)
        ):
            continue
        values.update(TELL[item](letter, partner, scheme))
    return Disclosed(audience=audience, values=MappingProxyType({name: _clean(value) for name, value in values.items()}))


def _is_released(item: Item, audience: Audience, letter: Letter) -> bool:
    """Whether a coordinator has released the item for this very letter; what is «N» nobody can release."""
    return MAY_KNOW[item][audience] is May.RELEASE and item.value in letter.released


def _is_own(item: Item, letter: Letter, partner: Partner | None) -> bool:
    """Whether what the item tells belongs to the one who is written to."""
    if item is Item.OFFICER_CONTACT:
        return any(officer.email == letter.to for officer in letter.case.officers)
    if partner is None or partner.name != letter.partner:
        return False
    match item:
        case Item.APPLICANT_LANDLORD:
            return letter.case.landlord == partner.name
        case Item.HOME | Item.HOME_ADDRESS:
            return letter.home is None or letter.home.landlord == partner.name
        case Item.DESTINATION:
            return any(offer.landlord == partner.name for offer in letter.case.offers)
        case _:  # balance and missing answers travel in a letter to their owner only (matching.decision.Letter)
            return True


def _clean(value: Shown) -> Shown:
    if isinstance(value, tuple):
        return tuple(cleaned for each in value if (cleaned := one_line(each)))
    return one_line(value)


def one_line(text: str) -> str:
    """A value on one line: no line break that could begin a sentence of its own, no character that cannot be seen (D5)."""
    seen = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    seen = "".join(char for char in seen if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"})
    return " ".join(seen.split())[:LONGEST_VALUE]


def _case(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """Whether the landlord has been asked, so that no letter says so while a coordinator still looks; and whether it is over."""
    return {
        "landlord_asked": "yes" if letter.case.state is State.AWAITING_APPROVAL else "",
        "over": "" if letter.case.open else "yes",
    }


def _reference(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"reference": letter.case.reference}


def _areas_requested(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"areas_requested": ", ".join(letter.case.areas_requested)}


def _areas_in_stock(letter: Letter, partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """What was asked for, is not at risk, and lies where the recipient has homes (R037, D10)."""
    stock = set(partner.areas) if partner else set()
    return {"areas_in_stock": ", ".join(area for area in letter.case.safe_areas if area in stock)}


def _areas_at_risk(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"areas_at_risk": ", ".join(letter.case.areas_at_risk)}


def _area_of_residence(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"area_of_residence": letter.case.area_residence}


def _applicant_landlord(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"landlord": letter.case.landlord}


def _risk_group(letter: Letter, _partner: Partner | None, scheme: Scheme) -> dict[str, Shown]:
    ground = scheme.ground(letter.case.risk_primary) if letter.case.risk_primary else None
    return {"risk_group": ground.report_group if ground else ""}


def _household(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"household": household_in_words(letter.case.household)}


def household_in_words(household: Household) -> str:
    """«1 adult; 3 children (1 under 5, 2 aged 5 to 10); expecting a baby»: counts and bands, never an age (R029)."""
    bands = ((household.under_5, "under 5"), (household.aged_5_to_10, "aged 5 to 10"), (household.aged_11_to_17, "aged 11 to 17"))
    banded = ", ".join(f"{count} {words}" for count, words in bands if count)
    children = _counted(household.children, "child", "children") if household.children else ""
    parts = (
        _counted(household.adults, "adult", "adults") if household.adults else "",
        f"{children} ({banded})" if children and banded else children,
        "expecting a baby" if household.expecting else "",
    )
    return "; ".join(part for part in parts if part)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _needs(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {
        "bedrooms": "" if letter.case.bedrooms is None else str(letter.case.bedrooms),
        "access": access_in_words(letter.case),
        "pets": _pets_in_words(letter.case),
    }


def access_in_words(case: Case | Listed) -> str:
    answers = {"ground_floor_only": case.ground_floor_only, "step_free": case.step_free, "wheelchair": case.wheelchair}
    needed = [ACCESS_NEEDS[key] for key, answer in answers.items() if answer]
    if needed:
        return ", ".join(needed)
    return "none" if all(answer is False for answer in answers.values()) else ""


def _pets_in_words(case: Case) -> str:
    """Whether there is a pet, and whether it could be rehomed: a home that allows pets is never promised (R032)."""
    if case.pets is None:
        return ""
    if not case.pets:
        return "no"
    rehome = {True: ", the household would consider rehoming", False: ", the household would not rehome", None: ""}
    return f"yes{rehome[case.pets_rehome]}"


# Which offer of the case a letter without an offered home is about.
OFFER_MEANT: Mapping[str, frozenset[OfferState]] = MappingProxyType(
    {
        "offer_recorded": frozenset({OfferState.OPEN}),
        "offer_heard": frozenset({OfferState.OPEN}),
        "offer_withdrawn": frozenset({OfferState.WITHDRAWN}),
        "offer_gone": frozenset({OfferState.GONE}),
        "acceptance_recorded": frozenset({OfferState.ACCEPTED}),
        "refusal_recorded": frozenset({OfferState.REFUSED}),
    }
)


def _home_meant(letter: Letter, partner: Partner | None) -> OfferedHome | None:
    """The home of the letter; else the only offer that it can be about. With two of them the letter names none."""
    if letter.home is not None:
        return letter.home
    offers = [
        offer
        for offer in letter.case.offers
        if offer.state in OFFER_MEANT.get(letter.kind, ()) and (partner is None or offer.landlord == partner.name)
    ]
    return _as_home(offers[0]) if len(offers) == 1 else None


def _as_home(offer: Offer) -> OfferedHome:
    return OfferedHome(
        landlord=offer.landlord,
        area=offer.area,
        bedrooms=offer.bedrooms,
        property_type=offer.property_type,
        floor=offer.floor,
        reply_by=offer.reply_by,
    )


def _home(letter: Letter, partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    home = _home_meant(letter, partner)
    if home is None:
        return {"home": ()}
    rows = (
        ("Area", home.area),
        ("Bedrooms", "" if home.bedrooms is None else str(home.bedrooms)),
        ("Type of home", PROPERTY_TYPES.get(home.property_type, "")),
        ("Floor", _floor_in_words(home.floor)),
        ("Lift", _yes_or_no(home.lift)),
        ("Tenancy", TENURES.get(home.tenure, "")),
        ("Rent", _rent_in_words(home)),
        ("Pets allowed", _yes_or_no(home.pets_allowed)),
        ("Available from", day_in_words(home.available_from)),
        ("Viewing", day_in_words(home.viewing_date)),
        ("Answer wanted by", day_in_words(home.reply_by)),
    )
    return {"home": tuple(f"{label} | {one_line(value)}" for label, value in rows if value)}


def _floor_in_words(floor: int | None) -> str:
    if floor is None:
        return ""
    return {0: "ground floor", -1: "lower ground floor"}.get(floor, str(floor))


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else "yes" if answer else "no"


def _rent_in_words(home: OfferedHome) -> str:
    if not home.rent:
        return ""
    return f"£{home.rent} a {home.rent_period}" if home.rent_period in {"week", "month"} else f"£{home.rent}"


def day_in_words(day: date | None) -> str:
    return "" if day is None else f"{day:%A} {day.day} {day:%B %Y}"


def _home_address(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"home_address": letter.home.address if letter.home else ""}


def _destination(letter: Letter, partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """The landlord whose home it is: to the officer the one of the letter, to an offering landlord itself."""
    home = _home_meant(letter, partner)
    return {"offering_landlord": partner.name if partner else home.landlord if home else ""}


def _outcome(letter: Letter, partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """What became of it. The reason goes to the officer alone: to a landlord «not a safe area» would tell where danger is."""
    return {"reason": REASONS.get(letter.reason, "") if partner is None else ""}


def _officer_contact(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """Name, agency, e-mail and telephone; not the role, which may tell the kind of risk."""
    contacts = ((one_line(part) for part in (each.name, each.agency, each.email, each.phone)) for each in letter.case.officers)
    return {"officers": tuple(", ".join(part for part in contact if part) for contact in contacts)}


def _own_balance(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"balance": "" if letter.balance is None else balance_in_words(letter.balance.owes, letter.balance.reserved)}


def balance_in_words(owes: int, reserved: int) -> str:
    if owes > 0:
        standing = f"you owe the pot {_counted(owes, 'home', 'homes')}"
    elif owes < 0:
        standing = f"the pot owes you {_counted(-owes, 'home', 'homes')}"
    else:
        standing = "you neither owe the pot a home nor are owed one"
    return (
        f"{standing}; {_counted(reserved, 'further home is', 'further homes are')} reserved for your households"
        if reserved
        else standing
    )


def _missing(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """The questions in our own words: a key that we do not know is not printed, lest it be somebody's free text (D5)."""
    known = tuple(as_asked(key) for each in letter.missing for key in each.split("|") if is_question(key))
    return {"missing": tuple(dict.fromkeys(known))}


def _lead_addresses(letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    return {"leads": letter.contacts}


def _nothing(_letter: Letter, _partner: Partner | None, _scheme: Scheme) -> dict[str, Shown]:
    """Items that no letter carries in any form."""
    return {}


TELL: Mapping[Item, Callable[[Letter, Partner | None, Scheme], dict[str, Shown]]] = MappingProxyType(
    dict.fromkeys(Item, _nothing)
    | {
        Item.CASE: _case,
        Item.REFERENCE: _reference,
        Item.AREAS_REQUESTED: _areas_requested,
        Item.AREAS_IN_STOCK: _areas_in_stock,
        Item.AREAS_AT_RISK: _areas_at_risk,
        Item.AREA_OF_RESIDENCE: _area_of_residence,
        Item.APPLICANT_LANDLORD: _applicant_landlord,
        Item.RISK_GROUP: _risk_group,
        Item.HOUSEHOLD_BANDS: _household,
        Item.NEEDS: _needs,
        Item.HOME: _home,
        Item.HOME_ADDRESS: _home_address,
        Item.DESTINATION: _destination,
        Item.OUTCOME: _outcome,
        Item.OFFICER_CONTACT: _officer_contact,
        Item.OWN_BALANCE: _own_balance,
        Item.LEAD_ADDRESSES: _lead_addresses,
        Item.MISSING: _missing,
    }
)
