"""Makes the sample forms of tests/samples/forms with the truth about each: `python -m tests.support.make_forms`.

Seeded, so that the same files come out each time. Every person is invented. The truth stands here and nowhere in the
reader: tests/parsing/test_forms.py compares what is read with it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.word_maker import Row, form_docx

SAMPLES = Path(__file__).parent.parent / "samples" / "forms"
Said = tuple[str, Any]  # how an answer is written, and what it means


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A form, what it says, and which fields nobody should be sure of."""

    name: str
    kind: str
    data: bytes
    truth: dict[str, Any]
    doubted: frozenset[str] = frozenset()
    identity: bool = False  # holds something that may tell who the applicant is
    clean: bool = True  # must go straight through: every field of the truth read, no doubt, nothing missing


def person(age: int | None, sex: str | None) -> dict[str, Any]:
    return {"age": age, "sex": sex}


# ── the property request ────────────────────────────────────────────────────────────────────────────────────────────

OFFICERS = (
    ("Jane Smith", "IDVA", "Harbour Advice", "jane.smith@harbour-advice.example", "020 7946 0123"),
    ("Olive Marsh", "Housing Options Officer", "Lantern Women's Aid", "olive.marsh@lantern.example", "07700 900123"),
    ("Tomasz Brook", "Youth worker", "Bridge Youth Service", "t.brook@bridge-youth.example", "020 7946 0777 ext 12"),
)
HOUSEHOLDS: Sequence[tuple[str, list[Any], str, list[Any]]] = (
    ("1 adult female 34", [person(34, "f")], "2M 9 & 7", [person(9, "m"), person(7, "m")]),
    ("1F 34", [person(34, "f")], "Boy 5, girl 7", [person(5, "m"), person(7, "f")]),
    ("Female, 29", [person(29, "f")], "None", []),
    (
        "Mother (41) and father (44)",
        [person(41, "f"), person(44, "m")],
        "2, 5, 11",
        [person(2, None), person(5, None), person(11, None)],
    ),
    ("F 23\nM 25", [person(23, "f"), person(25, "m")], "baby girl 6 months", [person(0, "f")]),
    ("34 year old female", [person(34, "f")], "3 children (F 2, M 5, M 11)", [person(2, "f"), person(5, "m"), person(11, "m")]),
    ("1 x male aged 52", [person(52, "m")], "N/A", []),
)
HOMES: Sequence[tuple[str, int, int | None, str]] = (
    ("3 bed, 2nd floor flat", 3, 2, "flat"),
    ("2 bedrooms, ground floor, maisonette", 2, 0, "maisonette"),
    ("2, 4, flat", 2, 4, "flat"),
    ("Three bedroom house", 3, None, "house"),
    ("1 bed flat on the first floor", 1, 1, "flat"),
    ("2b4p lower ground floor flat", 2, -1, "flat"),
)
AREAS: Sequence[tuple[str, list[str]]] = (
    ("Camden, Islington, Brent, Ealing and Barnet", ["Barnet", "Brent", "Camden", "Ealing", "Islington"]),
    ("Hammersmith and Fulham, Kensington and Chelsea", ["Hammersmith and Fulham", "Kensington and Chelsea"]),
    ("1. Sutton\n2. Merton\n3. Kingston\n4. Richmond", ["Kingston upon Thames", "Merton", "Richmond upon Thames", "Sutton"]),
    ("City of London; LBTH; Newham", ["City of London", "Newham", "Tower Hamlets"]),
    ("☒ Barking and Dagenham\n☐ Barnet\n☒ Bexley\n☐ Brent\n☒ Bromley", ["Barking and Dagenham", "Bexley", "Bromley"]),
    ("• Lewisham\n• Royal Borough of Greenwich\n• LB Southwark", ["Greenwich", "Lewisham", "Southwark"]),
)
RISKY: Sequence[tuple[str, list[str]]] = (
    ("Haringey", ["Haringey"]),
    ("Haringey, Enfield", ["Enfield", "Haringey"]),
    ("None", []),
)
LANDLORDS: Sequence[Said] = (
    ("London Borough of Hackney", "Hackney"),
    ("Peabody", "Peabody"),
    ("L&Q", "L&Q"),
    ("Hackney Council", "Hackney"),
)
TENANCIES: Sequence[Said] = (
    ("Secure", "secure"),
    ("Full assured", "assured"),
    ("Introductory tenancy", "introductory"),
    ("Starter", "starter"),
)
STAYING: Sequence[Said] = (("At home", "home"), ("Refuge", "refuge"), ("Staying with family", "family_or_friends"))
RISKS: Sequence[Said] = (("Domestic abuse", "domestic_abuse"), ("Stalking", "stalking"), ("Hate crime", "hate_crime"))
NO: Sequence[Said] = (
    ("No", False),
    ("☐ Yes ☒ No", False),
    ("Yes ☐ No ☒", False),
    ("N", False),
    ("~~Yes~~ / No", False),
    ("Yes / **No**", False),
)
YES: Sequence[Said] = (("Yes", True), ("☒ Yes ☐ No", True), ("Yes [x] No [ ]", True), ("Y", True), ("Yes / ~~No~~", True))
DATES: Sequence[Said] = (
    ("01/02/2026", "2026-02-01"),
    ("3rd March 2026", "2026-03-03"),
    ("14.01.26", "2026-01-14"),
    ("2 Feb 2026", "2026-02-02"),
)

# One question in three wordings: the public design, an older template, and a plain one.
WORDINGS: dict[str, tuple[str, str, str]] = {
    "consent": ("Applicant has given consent", "Consent", "Has the client agreed to this referral?"),
    "referral_date": ("Date of referral/request", "Date of request", "Date form completed"),
    "landlord": ("Applicant’s landlord", "LA or housing provider", "4. Current landlord:"),
    "residence": ("Borough of residence", "Home borough", "5. Which borough does the applicant live in?"),
    "home": (
        "Number of bedrooms, floor and type of current property",
        "Current property (size, floor, type)",
        "6. Size and type of current property",
    ),
    "tenancy": ("Tenancy type", "Tenure", "7. What type of tenancy is held?"),
    "joint": ("Sole/joint tenancy", "Joint tenancy?", "8. Is this a joint tenancy?"),
    "perpetrator": (
        "Is the perpetrator on the tenancy?",
        "Perpetrator named on tenancy",
        "9. If joint, is the other tenant the perpetrator?",
    ),
    "staying": ("Where is the applicant living now?", "Currently staying", "10. Where is the household at present staying?"),
    "overcrowded": ("Is the household currently overcrowded?", "Overcrowded", "11. Is there overcrowding?"),
    "adults": ("Details of adults (above 18) requesting to move", "Adults moving", "12. Ages and gender of adults"),
    "children": ("Details of children", "Under 18s", "13. Children moving (age and sex)"),
    "bedrooms": ("Bedrooms requested", "Bed need", "14. How many bedrooms are required?"),
    "wanted": (
        "Boroughs requested (please list at least five)",
        "Areas of choice",
        "15. Which boroughs would be safe for the household?",
    ),
    "risky": ("Areas to avoid", "Boroughs where at risk", "16. Which boroughs must be avoided?"),
    "pets": ("Pets", "Any pets?", "17. Does the household have any pets?"),
    "rehome": ("Would you rehome your pet?", "If yes, would they rehome?", "18. Would the pet be rehomed?"),
    "risk": ("Reason for request", "Type of risk", "19. What is the main risk?"),
    "support": ("Support in place", "Agency providing support", "20. Who is supporting the applicant?"),
    "moves": ("Registered on Housing Moves?", "Housing Moves", "21. Is the client registered on Housing Moves?"),
    "name": ("Name", "Nominating officer’s name", "Name of person completing this form"),
    "role": ("Job title", "Nominating officer’s job title", "Role of officer"),
    "agency": ("Agency", "Nominating officer’s organisation", "Referring organisation"),
    "email": ("Email", "Nominating officer’s e-mail address", "Officer email (secure)"),
    "phone": ("Telephone", "Nominating officer’s contact number", "Officer telephone no."),
}
LAYOUTS = ("two_column", "four_column", "label_above")


def clean_request(number: int) -> Sample:
    """A complete form, drawn from the tables above."""
    draw = random.Random(1000 + number)  # noqa: S311 - drawing samples, no secret
    voice, layout = number % 3, LAYOUTS[(number // 3) % 3]
    said, truth = _request_answers(draw)
    rows: list[Row] = [(WORDINGS[key][voice], text, _way(draw, text)) for key, text in said.items()]
    cut = list(said).index("name")
    rows = [("Section 1: housing and household", "", "section"), *rows[:cut], ("Nominating officer", "", "section"), *rows[cut:]]
    data = form_docx(rows, title="Urgent Property Request", layout=layout, author=truth["officer_name"])
    return Sample(name=f"clean_{number:02d}_{layout}", kind="property_request", data=data, truth=truth)


def _way(draw: random.Random, text: str) -> str:
    if "☒" in text or "☐" in text:
        return draw.choice(("w14_tick", "legacy_tick", "sym_tick", "literal_tick"))
    if any(mark in text for mark in ("~~", "**", "\n")) or not text:
        return "plain"
    return draw.choice(("plain", "plain", "run_sdt", "cell_sdt", "legacy_text", "dropdown"))


def _request_answers(draw: random.Random) -> tuple[dict[str, str], dict[str, Any]]:
    consent, landlord, tenancy = draw.choice(YES[:2]), draw.choice(LANDLORDS), draw.choice(TENANCIES)
    consent_day, referral_day = draw.choice(DATES), draw.choice(DATES)
    home, household, wanted, risky = draw.choice(HOMES), draw.choice(HOUSEHOLDS), draw.choice(AREAS), draw.choice(RISKY)
    joint, perpetrator, overcrowded, moves = draw.choice(NO), draw.choice(NO), draw.choice((*NO, *YES)), draw.choice((*NO, *YES))
    staying, risk, officer = draw.choice(STAYING), draw.choice(RISKS), draw.choice(OFFICERS)
    size = min(home[1], len(household[1]) + len(household[3]))  # nobody asks for more bedrooms than there are people
    pets, rehome = draw.choice(((("No", False), ("N/A", None)), (YES[0], YES[0]), (("☒ Yes ☐ No", True), ("No", False))))
    said = {
        "consent": f"{consent[0]}   Date: {consent_day[0]}",
        "referral_date": referral_day[0],
        "landlord": landlord[0],
        "residence": "Hackney",
        "home": home[0],
        "tenancy": tenancy[0],
        "joint": joint[0],
        "perpetrator": perpetrator[0],
        "staying": staying[0],
        "overcrowded": overcrowded[0],
        "adults": household[0],
        "children": household[2],
        "bedrooms": draw.choice((str(size), f"{size} bed", f"{size} bedrooms")),
        "wanted": wanted[0],
        "risky": risky[0],
        "pets": pets[0],
        "rehome": rehome[0],
        "risk": risk[0],
        "support": officer[2],
        "moves": moves[0],
        "name": officer[0],
        "role": officer[1],
        "agency": officer[2],
        "email": officer[3],
        "phone": officer[4],
    }
    truth = {
        "consent_given": True,
        "consent_date": consent_day[1],
        "referral_date": referral_day[1],
        "applicant_landlord": landlord[1],
        "area_residence": "Hackney",
        "current_bedrooms": home[1],
        "current_floor": home[2],
        "current_type": home[3],
        "tenancy_type": tenancy[1],
        "joint_tenancy": joint[1],
        "other_tenant_is_perpetrator": perpetrator[1],
        "currently_staying": staying[1],
        "overcrowded": overcrowded[1],
        "adults": household[1],
        "children": household[3],
        "bedrooms_needed": size,
        "areas_requested": wanted[1],
        "areas_at_risk": risky[1],
        "pets": pets[1],
        "pets_rehome": rehome[1],
        "risk_primary": risk[1],
        "support_agency": officer[2],
        "registered_housing_moves": moves[1],
        "officer_name": officer[0],
        "officer_role": officer[1],
        "officer_agency": officer[2],
        "officer_email": officer[3],
        "officer_phone": officer[4],
    }
    return said, {key: value for key, value in truth.items() if value is not None}


# A trap changes one answer of an otherwise clean form: name, question, what is written, fields in doubt, fields left blank.
TRAPS: Sequence[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]] = (
    ("all_except", "wanted", "All except Brent, Harrow", ("areas_requested",), ()),
    ("anywhere_south", "wanted", "Anywhere south of the river", ("areas_requested",), ()),
    ("compass", "wanted", "North and West London", ("areas_requested",), ()),
    ("neighbourhood", "wanted", "Camden, Stratford", ("areas_requested",), ()),
    ("postcodes", "wanted", "E8, N16, SW9", ("areas_requested",), ()),
    ("misspelt_area", "wanted", "Camdon, Brent", ("areas_requested",), ()),
    ("part_of_area", "wanted", "Camden (not Kings Cross), Brent", ("areas_requested",), ()),
    ("hedged_area", "wanted", "Preferably Brent, possibly Ealing", ("areas_requested",), ()),
    ("outside_region", "wanted", "Brent, Kent", ("areas_requested",), ()),
    ("wanted_and_risky", "wanted", "Brent, Haringey, Enfield", ("areas_requested", "areas_at_risk"), ()),
    ("home_area_wanted", "wanted", "Brent, Hackney", ("areas_requested",), ()),
    ("ambiguous_area", "wanted", "LBH, Brent", ("areas_requested",), ()),
    ("bedroom_range", "bedrooms", "2-3", ("bedrooms_needed",), ()),
    ("twelve_year_old_adult", "adults", "1F 34, 1M 12", ("adults",), ()),
    ("count_against_list", "children", "3 children (2, 5)", ("children",), ()),
    ("both_boxes", "overcrowded", "☒ Yes ☒ No", ("overcrowded",), ()),
    ("untouched_boxes", "overcrowded", "☐ Yes ☐ No", (), ("overcrowded",)),
    ("untouched_words", "overcrowded", "Yes / No", (), ("overcrowded",)),
    ("impossible_date", "referral_date", "31/02/2026", ("referral_date",), ()),
    ("month_only", "referral_date", "Feb 2026", ("referral_date",), ()),
    ("unknown_landlord", "landlord", "Hackny Homes Trust", ("applicant_landlord",), ()),
    ("two_risks", "risk", "☒ Domestic abuse\n☒ Stalking\n☐ Hate crime", ("risk_primary",), ()),
    ("two_emails", "email", "a.one@harbour.example; b.two@harbour.example", ("officer_email",), ()),
    ("placeholder", "landlord", "Click or tap here to enter text.", (), ("applicant_landlord",)),
)
FIELDS_OF = {
    "wanted": ("areas_requested",),
    "bedrooms": ("bedrooms_needed",),
    "adults": ("adults",),
    "children": ("children",),
    "overcrowded": ("overcrowded",),
    "referral_date": ("referral_date",),
    "landlord": ("applicant_landlord",),
    "risk": ("risk_primary",),
    "email": ("officer_email",),
}


def trapped_request(number: int) -> Sample:
    name, question, words, doubted, left_blank = TRAPS[number]
    draw = random.Random(5000 + number)  # noqa: S311 - drawing samples, no secret
    said, truth = _request_answers(draw)
    said |= {"risky": "Haringey", question: words}
    truth |= {"areas_at_risk": ["Haringey"]}
    if question != "wanted":
        said["wanted"], truth["areas_requested"] = AREAS[0]
    for key in {*FIELDS_OF[question], *doubted, *left_blank}:
        truth.pop(key, None)
    rows: list[Row] = [(WORDINGS[key][number % 3], text) for key, text in said.items()]
    cut = list(said).index("name")
    rows = [*rows[:cut], ("Nominating officer", "", "section"), *rows[cut:]]
    data = form_docx(rows, title="Urgent Property Request", layout=LAYOUTS[number % 2])
    return Sample(name=f"trap_{name}", kind="property_request", data=data, truth=truth, doubted=frozenset(doubted), clean=False)


IDENTITIES: Sequence[tuple[str, dict[str, Any], list[Row]]] = (
    ("applicant_named", {}, [("Applicant’s name", "Maria Testcase")]),
    ("postcode_in_summary", {}, [("Brief summary of risk", "He was seen near ZZ9 9ZZ twice last week.")]),
    ("insurance_number", {}, [("Any other information", "NI number AB 12 34 56 C")]),
    ("birth_date", {}, [("Any other information", "DOB 04/05/1990")]),
    ("name_in_comment", {"comments": ("Please ask Maria Testcase about the dog",)}, []),
    ("name_deleted", {"deleted": "Maria Testcase"}, []),
)


def telling_request(number: int) -> Sample:
    name, extras, more = IDENTITIES[number]
    draw = random.Random(7000 + number)  # noqa: S311 - drawing samples, no secret
    said, truth = _request_answers(draw)
    rows: list[Row] = [(WORDINGS[key][0], text) for key, text in said.items()]
    cut = list(said).index("name")
    rows = [*rows[:cut], *more, ("Nominating officer", "", "section"), *rows[cut:]]
    data = form_docx(rows, title="Urgent Property Request", **extras)
    return Sample(name=f"identity_{name}", kind="property_request", data=data, truth=truth, identity=True, clean=False)


# ── the other forms ─────────────────────────────────────────────────────────────────────────────────────────────────

SMALL: Sequence[tuple[str, str, str, Sequence[tuple[str, str]], dict[str, Any], tuple[str, ...]]] = (
    (
        "landlord_decision",
        "approved",
        "Landlord decision",
        (
            ("Reference", "ARC-01-26"),
            ("Decision", "Approved"),
            ("We understand that we will owe one home", "Yes"),
            ("Conditions", ""),
            ("Reason for decline", "N/A"),
        ),
        {"reference": "ARC-01-26", "decision": "approve", "acknowledges_owing": True},
        (),
    ),
    (
        "landlord_decision",
        "declined_at_cap",
        "Landlord approval form",
        (
            ("Case reference", "ARC 02/26"),
            ("Do you approve this request?", "☐ Approved ☒ Declined"),
            ("If declined, reason", "Already owe three"),
            ("Do you accept that you will owe one home to the pot?", "☐ Yes ☐ No"),
        ),
        {"reference": "ARC-02-26", "decision": "decline", "decline_reason": "at_cap"},
        (),
    ),
    (
        "landlord_decision",
        "panel",
        "Decision on a request",
        (
            ("Ref", "arc-3-26"),
            ("Landlord’s decision", "Awaiting panel"),
            ("Panel date", "14/03/2026"),
            ("Acknowledges owing one home", "Y"),
        ),
        {"reference": "ARC-03-26", "decision": "pending_panel", "panel_date": "2026-03-14", "acknowledges_owing": True},
        (),
    ),
    (
        "landlord_decision",
        "conditional",
        "Landlord decision",
        (
            ("Reference", "ARC-04-26"),
            ("Decision", "Approved subject to conditions"),
            ("Conditions", "Arrears plan kept for eight weeks"),
            ("We understand that we will owe one home", "Yes / ~~No~~"),
        ),
        {
            "reference": "ARC-04-26",
            "decision": "conditional",
            "condition_text": "Arrears plan kept for eight weeks",
            "acknowledges_owing": True,
        },
        (),
    ),
    (
        "landlord_decision",
        "both_ticked",
        "Landlord decision",
        (("Reference", "ARC-05-26"), ("Decision", "☒ Approved ☒ Declined"), ("We understand that we will owe one home", "Yes")),
        {"reference": "ARC-05-26", "acknowledges_owing": True},
        ("decision",),
    ),
    (
        "property_offer",
        "plain",
        "Property offer",
        (
            ("Reference", "ARC-12-26"),
            ("Borough", "Lewisham"),
            ("Bedrooms", "2b3p"),
            ("Property type", "Flat"),
            ("Floor", "First"),
            ("Lift", "No"),
            ("Address", "1 Example House, ZZ9 9ZZ"),
            ("Tenure", "Secure"),
            ("Rent", "£128.40 pw"),
            ("Pets allowed", "No"),
            ("Available from", "01/04/2026"),
            ("Viewing date", "25/03/2026"),
            ("Reply by", "20/03/2026"),
        ),
        {
            "reference": "ARC-12-26",
            "area": "Lewisham",
            "bedrooms": 2,
            "property_type": "flat",
            "floor": 1,
            "lift": False,
            "address": "1 Example House, ZZ9 9ZZ",
            "tenure": "secure",
            "rent": "128.40",
            "rent_period": "week",
            "pets_allowed": False,
            "available_from": "2026-04-01",
            "viewing_date": "2026-03-25",
            "reply_by": "2026-03-20",
        },
        (),
    ),
    (
        "property_offer",
        "combined",
        "Direct offer",
        (
            ("Offer for case", "ARC-13-26"),
            ("Borough of property", "Tower Hamlets"),
            ("Bedrooms, floor and type of property", "3 bed, ground floor maisonette"),
            ("Rent and period", "£612.00 pcm"),
            ("Please respond by", "Friday 20 March 2026"),
            ("Status", "Open"),
        ),
        {
            "reference": "ARC-13-26",
            "area": "Tower Hamlets",
            "bedrooms": 3,
            "floor": 0,
            "property_type": "maisonette",
            "rent": "612.00",
            "rent_period": "month",
            "reply_by": "2026-03-20",
            "offer_status": "open",
        },
        (),
    ),
    (
        "property_offer",
        "two_references",
        "Property offer",
        (
            ("Reference", "ARC-03-26 or ARC-09-26"),
            ("Borough", "Deptford"),
            ("Number of bedrooms", "1"),
            ("Type of property", "Flat"),
            ("Reply by", "asap"),
        ),
        {"bedrooms": 1, "property_type": "flat"},
        ("reference", "area"),
    ),
    (
        "outcome",
        "started",
        "Outcome of an offer",
        (
            ("Reference", "ARC-12-26"),
            ("Outcome", "Tenancy started"),
            ("Tenancy start date", "06/04/2026"),
            ("Adults moved", "2"),
            ("Children moved", "3"),
        ),
        {
            "reference": "ARC-12-26",
            "stage": "tenancy_started",
            "tenancy_start_date": "2026-04-06",
            "adults_moved": 2,
            "children_moved": 3,
        },
        (),
    ),
    (
        "outcome",
        "refused",
        "Offer outcome form",
        (
            ("Case reference", "ARC-12-26"),
            ("What happened?", "☐ Viewed ☒ Refused ☐ Accepted"),
            ("Date of outcome", "27th March 2026"),
            ("If refused, why?", "Too far from school"),
        ),
        {"reference": "ARC-12-26", "stage": "refused", "date": "2026-03-27", "refusal_reason": "location"},
        (),
    ),
    (
        "outcome",
        "no_show",
        "Outcome of an offer",
        (
            ("Ref no", "ARC-14-26"),
            ("Stage", "Did not attend"),
            ("Date", "27/03/2026"),
            ("Number of adults and children moved", ""),
        ),
        {"reference": "ARC-14-26", "stage": "no_show", "date": "2026-03-27"},
        (),
    ),
    (
        "change",
        "areas",
        "Change notice",
        (
            ("Reference", "ARC-12-26"),
            ("What has changed?", "Boroughs"),
            ("Boroughs to add", "Bexley and Bromley"),
            ("Boroughs to remove", "Croydon"),
        ),
        {"reference": "ARC-12-26", "change": "areas", "areas_added": ["Bexley", "Bromley"], "areas_removed": ["Croydon"]},
        (),
    ),
    (
        "change",
        "officer",
        "Change notice",
        (
            ("Case reference", "ARC-12-26"),
            ("Type of change", "New nominating officer"),
            ("Name of new nominating officer", "Aisha Rahman"),
            ("New officer’s email", "aisha.rahman@harbour-advice.example"),
        ),
        {
            "reference": "ARC-12-26",
            "change": "officer",
            "new_officer_name": "Aisha Rahman",
            "new_officer_email": "aisha.rahman@harbour-advice.example",
        },
        (),
    ),
    (
        "withdrawal",
        "rehoused",
        "Withdrawal notice",
        (
            ("Reference", "ARC-12-26"),
            ("Reason for withdrawal", "☐ No longer needs move\n☒ Rehoused by own landlord\n☐ Consent withdrawn"),
        ),
        {"reference": "ARC-12-26", "change": "rehoused_elsewhere"},
        (),
    ),
    (
        "change",
        "added_area_denied",
        "Change notice",
        (
            ("Reference", "ARC-12-26"),
            ("What has changed?", "Boroughs"),
            ("Boroughs to add", "Anywhere but Bexley"),
            ("Boroughs to remove", ""),
        ),
        {"reference": "ARC-12-26", "change": "areas"},
        ("areas_added",),
    ),
)


def small_form(number: int) -> Sample:
    kind, name, title, rows, truth, doubted = SMALL[number]
    data = form_docx([(label, text) for label, text in rows], title=title, layout=LAYOUTS[number % 3])
    return Sample(name=name, kind=kind, data=data, truth=truth, doubted=frozenset(doubted), clean=not doubted)


def samples() -> list[Sample]:
    makers: Sequence[tuple[Callable[[int], Sample], int]] = (
        (clean_request, 18),
        (trapped_request, len(TRAPS)),
        (telling_request, len(IDENTITIES)),
        (small_form, len(SMALL)),
    )
    return [maker(number) for maker, times in makers for number in range(times)]


def path_of(sample: Sample) -> Path:
    folder = "change" if sample.kind == "withdrawal" else sample.kind
    return SAMPLES / folder / f"{sample.name}.docx"


def write() -> None:
    for sample in samples():
        path_of(sample).parent.mkdir(parents=True, exist_ok=True)
        path_of(sample).write_bytes(sample.data)


if __name__ == "__main__":
    write()
