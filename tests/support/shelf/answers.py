"""What a person answers on a request form: each answer as it is written and, beside it, what it means."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Said = tuple[str, Any]
Meant = dict[str, Any]
Answers = dict[str, tuple[str, Meant]]  # by question: the words, and the fields they fill


def person(age: int | None, sex: str | None) -> dict[str, Any]:
    return {"age": age, "sex": sex}


def people(*said: str) -> list[dict[str, Any]]:
    """«f34» is a woman of 34, «?5» a child of five whose sex is not said."""
    return [person(int(each[1:]), each[0] if each[0] != "?" else None) for each in said]


ADULTS: Sequence[Said] = (
    ("1 adult female 34", people("f34")),
    ("1F 34", people("f34")),
    ("Female, 29", people("f29")),
    ("Mother (41) and father (44)", people("f41", "m44")),
    ("F 23\nM 25", people("f23", "m25")),
    ("Woman aged 38", people("f38")),
    ("1 x male aged 52", people("m52")),
    ("27 yr old female", people("f27")),
    ("Mum, 36", people("f36")),
    ("F – 45, M – 19 (son)", people("f45", "m19")),
    ("Female (31)", people("f31")),
)
CHILDREN: Sequence[Said] = (
    ("2M 9 & 7", people("m9", "m7")),
    ("Boy 5, girl 7", people("m5", "f7")),
    ("None", []),
    ("2, 5, 11", people("?2", "?5", "?11")),
    ("Baby girl 6 months", people("f0")),
    ("3 children (F 2, M 5, M 11)", people("f2", "m5", "m11")),
    ("N/A", []),
    ("Daughter aged 14 and son aged 3", people("f14", "m3")),
    ("1 x female aged 8\n1 x male aged 10", people("f8", "m10")),
    ("Son, 16", people("m16")),
    ("Girl (4), Girl (6), Boy (12)", people("f4", "f6", "m12")),
    ("No children", []),
)
HOUSEHOLDS: Sequence[tuple[str, list[Any], list[Any]]] = (
    ("1F 34, 2M 9 & 7", people("f34"), people("m9", "m7")),
    ("1 adult female 29, 1 boy aged 4", people("f29"), people("m4")),
    ("Female 40, daughter 15, son 12", people("f40"), people("f15", "m12")),
    ("Adult: F 33. Children: M 3, F 1", people("f33"), people("m3", "f1")),
)
HOMES: Sequence[tuple[str, int, int | None, str]] = (
    ("3 bed, 2nd floor flat", 3, 2, "flat"),
    ("2 bedrooms, ground floor, maisonette", 2, 0, "maisonette"),
    ("2, 4, flat", 2, 4, "flat"),
    ("Three bedroom house", 3, None, "house"),
    ("1 bed flat on the first floor", 1, 1, "flat"),
    ("2 bed flat, 11th floor", 2, 11, "flat"),
    ("Two bed, third floor, flat", 2, 3, "flat"),
    ("1 bedroom / ground floor / bungalow", 1, 0, "bungalow"),
)
FLOORS: Mapping[int, Sequence[str]] = {
    0: ("Ground", "Ground floor", "G"),
    1: ("1st", "First floor", "1"),
    2: ("2nd floor", "Second", "2"),
    3: ("3rd", "Third floor"),
    4: ("4th floor", "4"),
    11: ("11th", "11"),
}
LANDLORDS: Sequence[Said] = (  # «{}» is the borough of residence
    ("London Borough of {}", "{}"),
    ("{} Council", "{}"),
    ("LB {}", "{}"),
    ("Peabody", "Peabody"),
    ("L&Q", "L&Q"),
    ("Clarion Housing Group", "Clarion"),
    ("Notting Hill Genesis", "Notting Hill Genesis"),
    ("A2Dominion", "A2Dominion"),
    ("The Guinness Partnership", "Guinness"),
    ("MTVH", "MTVH"),
    ("Sanctuary Housing Association", "Sanctuary"),
    ("Newlon Housing Trust", "Newlon"),
)
RESIDENCES: Sequence[Said] = (
    ("Hackney", "Hackney"),
    ("LB Lambeth", "Lambeth"),
    ("Waltham Forest", "Waltham Forest"),
    ("London Borough of Croydon", "Croydon"),
    ("Enfield", "Enfield"),
    ("Hounslow", "Hounslow"),
)
WITH_HOMES = frozenset({"Hackney", "Lambeth", "Waltham Forest", "Croydon", "Enfield", "Hounslow"})
AREAS: Sequence[Said] = (
    ("Camden, Islington, Brent, Ealing and Barnet", ["Barnet", "Brent", "Camden", "Ealing", "Islington"]),
    ("1. Sutton\n2. Merton\n3. Kingston\n4. Bexley", ["Bexley", "Kingston upon Thames", "Merton", "Sutton"]),
    ("City of London; LBTH; Newham", ["City of London", "Newham", "Tower Hamlets"]),
    ("☒ Barking and Dagenham\n☐ Barnet\n☒ Bexley\n☐ Brent\n☒ Bromley", ["Barking and Dagenham", "Bexley", "Bromley"]),
    ("• Lewisham\n• Royal Borough of Greenwich\n• LB Southwark", ["Greenwich", "Lewisham", "Southwark"]),
    ("Barnet, Brent & Harrow", ["Barnet", "Brent", "Harrow"]),
    (
        "Hammersmith & Fulham\nKensington & Chelsea\nWestminster",
        ["Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"],
    ),
    ("RBKC / LBHF / Wandsworth", ["Hammersmith and Fulham", "Kensington and Chelsea", "Wandsworth"]),
    ("1st choice: Bromley\n2nd choice: Bexley\n3rd choice: Greenwich", ["Bexley", "Bromley", "Greenwich"]),
    ("Redbridge, Havering, Barking & Dagenham and Newham", ["Barking and Dagenham", "Havering", "Newham", "Redbridge"]),
    ("Richmond upon Thames, Kingston upon Thames, Merton", ["Kingston upon Thames", "Merton", "Richmond upon Thames"]),
)
RISKY: Sequence[Said] = (("Haringey", ["Haringey"]), ("Haringey and Hillingdon", ["Haringey", "Hillingdon"]), ("None", []))
TENANCIES: Sequence[Said] = (
    ("Secure", "secure"),
    ("Assured tenancy", "assured"),
    ("Introductory tenancy", "introductory"),
    ("Starter", "starter"),
    ("Flexible", "flexible"),
    ("Secure (lifetime)", "secure"),
)
STAYING: Sequence[Said] = (
    ("At home", "home"),
    ("Refuge", "refuge"),
    ("Staying with family", "family_or_friends"),
    ("Temporary accommodation", "temporary_accommodation"),
    ("With friends", "family_or_friends"),
)
RISKS: Sequence[Said] = (
    ("Domestic abuse", "domestic_abuse"),
    ("Stalking", "stalking"),
    ("Hate crime", "hate_crime"),
    ("Honour based violence", "honour_based_violence"),
    ("Sexual violence", "sexual_violence"),
)
OFFICERS = (
    ("Jane Smith", "IDVA", "Harbour Advice", "jane.smith@harbour-advice.example", "020 7946 0123"),
    ("Olive Marsh", "Housing Options Officer", "Lantern Women’s Aid", "olive.marsh@lantern.example", "07700 900123"),
    ("Tomasz Brook", "Youth worker", "Bridge Youth Service", "t.brook@bridge-youth.example", "020 7946 0777"),
    ("Siân Ó Briain", "Floating support worker", "Fernhill Support", "sian.obriain@fernhill.example", "07700 900456"),
    ("Ngozi Adeyemi-Clarke", "Senior caseworker", "Harbour Advice", "ngozi.ac@harbour-advice.example", "020 7946 0321"),
)
SECONDS = (("Dev Patel", "dev.patel@harbour-advice.example"), ("Mary Lowe", "mary.lowe@lantern.example"))
NO: Sequence[str] = (
    "No",
    "☐ Yes ☒ No",
    "Yes ☐ No ☒",
    "N",
    "~~Yes~~ / No",
    "Yes / **No**",
    "Yes / ==No==",
    "[ ] Yes [x] No",
    "Yes / __No__",
)
YES: Sequence[str] = (
    "Yes",
    "☒ Yes ☐ No",
    "Yes ☒ No ☐",
    "Y",
    "Yes / ~~No~~",
    "**Yes** / No",
    "==Yes== / No",
    "[x] Yes [ ] No",
    "__Yes__ / No",
)
PLAIN_MARKS = ("~~", "**", "==", "__")
DATE_STYLES: Sequence[Callable[[date], str]] = (
    lambda day: day.strftime("%d/%m/%Y"),
    lambda day: f"{day.day}{_ordinal(day.day)} {day:%B %Y}",
    lambda day: day.strftime("%d.%m.%y"),
    lambda day: f"{day.day} {day:%b %Y}",
    lambda day: day.isoformat(),
    lambda day: f"{day:%A} {day.day} {day:%B %Y}",
    lambda day: day.strftime("%d-%m-%Y"),
    lambda day: f"{day.day}/{day.month}/{day:%y}",
)


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@dataclass(frozen=True, kw_only=True)
class Hand:
    """How somebody fills forms: which looks the file can carry, and the dice."""

    draw: random.Random
    looks: bool = True  # strike-through, bold, highlight are possible

    def one(self, table: Sequence[Any]) -> Any:
        return self.draw.choice(table)

    def yes_or_no(self, answer: bool) -> str:
        table = YES if answer else NO
        return str(self.one([text for text in table if self.looks or not any(mark in text for mark in PLAIN_MARKS)]))

    def day(self, day: date) -> str:
        return str(self.one(DATE_STYLES)(day))


def fill(hand: Hand, *, more: bool = True) -> Answers:
    """Answers to every question of the request form; with `more`, to the optional ones too."""
    said: Answers = {}
    for part in (_consent, _home, _tenancy, _household):
        said |= part(hand)
    said |= _wanted(hand, _heads(said))
    for part in (_risk, _officer):
        said |= part(hand)
    return said | (_optional(hand, said) if more else {})


def _consent(hand: Hand) -> Answers:
    consent_day = date(2026, 1, 5) + timedelta(days=hand.draw.randrange(250))
    asked_day = consent_day + timedelta(days=hand.draw.randrange(9))
    yes, first, second = hand.yes_or_no(True), hand.day(consent_day), hand.day(asked_day)
    return {
        "consent": (yes, {"consent_given": True}),
        "consent_date": (first, {"consent_date": consent_day.isoformat()}),
        "consent_and_date": (f"{yes}   Date: {first}", {"consent_given": True, "consent_date": consent_day.isoformat()}),
        "referral_date": (second, {"referral_date": asked_day.isoformat()}),
    }


def _home(hand: Hand) -> Answers:
    home, residence = hand.one(HOMES), hand.one(RESIDENCES)
    words, landlord = hand.one(LANDLORDS)
    floor = hand.one(FLOORS[home[2]]) if home[2] is not None else "N/A"
    meant = {"current_bedrooms": home[1], "current_floor": home[2], "current_type": home[3]}
    return {
        "landlord": (words.format(residence[1]), {"applicant_landlord": landlord.format(residence[1])}),
        "residence": (residence[0], {"area_residence": residence[1]}),
        "home": (home[0], meant),
        "home_bedrooms": (str(home[1]), {"current_bedrooms": home[1]}),
        "home_floor": (floor, {"current_floor": home[2]}),
        "home_type": (home[3].capitalize(), {"current_type": home[3]}),
    }


def _tenancy(hand: Hand) -> Answers:
    tenancy, staying = hand.one(TENANCIES), hand.one(STAYING)
    joint = hand.draw.random() < 0.25
    perpetrator, overcrowded = joint and hand.draw.random() < 0.5, hand.draw.random() < 0.3
    former = "Peabody" if staying[1] == "temporary_accommodation" else None
    return {
        "tenancy": (tenancy[0], {"tenancy_type": tenancy[1]}),
        "joint": (hand.one(("Joint", "Joint tenancy") if joint else ("Sole", "Sole tenancy")), {"joint_tenancy": joint}),
        "joint_yes": (hand.yes_or_no(joint), {"joint_tenancy": joint}),
        "perpetrator": (hand.yes_or_no(perpetrator), {"other_tenant_is_perpetrator": perpetrator}),
        "staying": (staying[0], {"currently_staying": staying[1]}),
        "original": (former or hand.one(("N/A", "Not applicable", "")), {"original_landlord": former}),
        "overcrowded": (hand.yes_or_no(overcrowded), {"overcrowded": overcrowded}),
    }


def _household(hand: Hand) -> Answers:
    adults, children, household = hand.one(ADULTS), hand.one(CHILDREN), hand.one(HOUSEHOLDS)
    return {
        "adults": (adults[0], {"adults": adults[1]}),
        "children": (children[0], {"children": children[1]}),
        "household": (household[0], {"adults": household[1], "children": household[2]}),
    }


def _heads(said: Answers) -> int:
    """How many people move, at the least, however the form asks for them: nobody asks for more bedrooms than that."""
    apart = len(said["adults"][1]["adults"]) + len(said["children"][1]["children"])
    together = said["household"][1]
    return min(apart, len(together["adults"]) + len(together["children"]))


def _wanted(hand: Hand, heads: int) -> Answers:
    size, wanted, risky = hand.one(range(1, min(heads, 4) + 1)), hand.one(AREAS), hand.one(RISKY)
    words = hand.one((str(size), f"{size} bed", f"{size} bedrooms", f"{('One', 'Two', 'Three', 'Four')[size - 1]} bed"))
    pets, rehome = hand.one(((False, None), (True, True), (True, False)))
    return {
        "bedrooms": (words, {"bedrooms_needed": size}),
        "wanted": (wanted[0], {"areas_requested": wanted[1]}),
        "risky": (risky[0], {"areas_at_risk": risky[1]}),
        "pets": (hand.yes_or_no(pets), {"pets": pets}),
        "rehome": ("N/A" if rehome is None else hand.yes_or_no(rehome), {"pets_rehome": rehome}),
    }


def _risk(hand: Hand) -> Answers:
    risk = hand.one(RISKS)
    return {"risk": (risk[0], {"risk_primary": risk[1]})}


def _officer(hand: Hand) -> Answers:
    name, role, agency, email, phone = hand.one(OFFICERS)
    return {
        "support": (agency, {"support_agency": agency}),
        "name": (name, {"officer_name": name}),
        "role": (role, {"officer_role": role}),
        "agency": (agency, {"officer_agency": agency}),
        "email": (email, {"officer_email": email}),
        "phone": (phone, {"officer_phone": phone}),
    }


def _optional(hand: Hand, said: Answers) -> Answers:
    """Questions that only some forms ask. Each is asked where the form's voice has words for it."""
    second, moves, arrears = hand.one(SECONDS), hand.one((True, False)), hand.one((True, False))
    needs = {key: hand.draw.random() < 0.25 for key in ("ground_floor_only", "step_free", "wheelchair")}
    other = hand.one([each for each in RISKS if each[1] != said["risk"][1]["risk_primary"]])
    other_words, other_meant = hand.one(((other[0], [other[1]]), ("None", []), ("", None)))
    due_day = date.fromisoformat(said["referral_date"][1]["referral_date"]) + timedelta(days=hand.draw.randrange(30, 200))
    may_be = any(each["sex"] == "f" for each in said["adults"][1]["adults"])
    due = hand.one(("", "", "N/A", hand.day(due_day) if may_be else ""))
    return {
        "reference": (hand.one(("", "To be assigned by the coordinator")), {}),
        "moves": (hand.yes_or_no(moves), {"registered_housing_moves": moves}),
        "arrears": (hand.yes_or_no(arrears), {"rent_arrears": arrears}),
        "owed": (hand.one(("N/A", "", "No")), {}),
        "due": (due, {"pregnancy_due": due_day.isoformat() if due not in ("", "N/A") else None}),
        "ground": (hand.yes_or_no(needs["ground_floor_only"]), {"ground_floor_only": needs["ground_floor_only"]}),
        "step": (hand.yes_or_no(needs["step_free"]), {"step_free": needs["step_free"]}),
        "wheelchair": (hand.yes_or_no(needs["wheelchair"]), {"wheelchair": needs["wheelchair"]}),
        "risk_other": (other_words, {"risk_other": other_meant}),
        "second_name": (second[0], {"officer2_name": second[0]}),
        "second_email": (second[1], {"officer2_email": second[1]}),
    }
