"""Requests with one answer that nobody should be sure of, that was left open, or that is easily read wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.shelf.answers import people
from tests.support.shelf.paper import Line, Paper
from tests.support.shelf.printed import plain_text, printed
from tests.support.shelf.requests import clean_rows, word_form
from tests.support.shelf.voices import TITLES, truth_of


@dataclass(frozen=True, kw_only=True)
class Trap:
    """Answers that replace those of a clean form. What is neither meant nor doubted nor missing has simply no value."""

    name: str
    said: Mapping[str, str]
    meant: Mapping[str, Any] = field(default_factory=dict)
    doubted: Sequence[str] = ()
    missing: Sequence[str] = ()
    voice: str = "public"
    format: str = "docx"
    layout: str = "two_column"


WANTED, RISKY, BED = ("areas_requested",), ("areas_at_risk",), ("bedrooms_needed",)
SAFE = {"risky": "Haringey"}
AT_RISK = {"areas_at_risk": ["Haringey"]}


def _areas(name: str, words: str, **more: Any) -> Trap:
    return Trap(name=name, said={**SAFE, "wanted": words}, doubted=WANTED, meant=AT_RISK, **more)


def _clear_areas(name: str, words: str, *meant: str, **more: Any) -> Trap:
    return Trap(name=name, said={**SAFE, "wanted": words}, meant={**AT_RISK, "areas_requested": sorted(meant)}, **more)


def _unsure(name: str, question: str, words: str, *doubted: str, **more: Any) -> Trap:
    return Trap(name=name, said={question: words}, doubted=doubted, **more)


def _clear(name: str, question: str, words: str, meant: Mapping[str, Any], **more: Any) -> Trap:
    return Trap(name=name, said={question: words}, meant=meant, **more)


AREAS = (
    _areas("any_except_one", "Any borough except Haringey"),
    _areas("anywhere_but", "anywhere but Brent", voice="older"),
    _areas("not_east", "Not East London", voice="council", layout="split_tables"),
    _areas("whole_region", "Anywhere in London", voice="newer", format="docx-google"),
    _areas("open_to_suggestions", "Open to suggestions", voice="agency"),
    _areas("or_preferably", "Camden or Islington (preferably Islington)", layout="four_column"),
    _areas("contradicts_itself", "Camden, Brent, Ealing. Definitely not Camden."),
    _areas("only_near", "Camden (only near Swiss Cottage), Brent", voice="older", layout="label_above"),
    _areas("and_surrounding", "Barnet and surrounding boroughs", format="docx-pages"),
    _areas("question_mark", "Barnet, Brent?"),
    _areas("yes_to_no_to", "Yes to Camden, no to Brent", voice="council"),
    _areas("bold_among_plain", "**Camden** Brent **Ealing** Barnet Islington"),
    _areas("unless", "Ealing unless near the station, Brent"),
    _areas("last_resort", "Sutton, Merton, Bexley as a last resort"),
    _areas("not_yet_decided", "Camden tbc, Brent tbc"),
    _areas("south_of_river_and_one", "South of the river, Newham", voice="agency", format="pdf-flat"),
    _areas("all_except_in_text", "All London boroughs except Haringey and Enfield", format="txt", voice="older"),
    _areas("same_as_last_time", "As previous form"),
    _areas("numbers_that_rank_nothing", "3 boroughs: Camden, Brent"),
    _clear_areas("typed_crosses", "Camden [x]\nBrent [ ]\nEaling [x]\nBarnet [ ]", "Camden", "Ealing"),
    _clear_areas("one_struck_out", "Camden, ~~Brent~~, Ealing", "Camden", "Ealing", voice="older"),
    _clear_areas("ticks_among_all", "☐ Barnet ☒ Brent ☐ Camden ☒ Ealing ☐ Islington", "Brent", "Ealing", layout="four_column"),
    _clear_areas("boxes_after_words", "Barnet ☐\nBrent ☒\nCamden ☐\nEaling ☒", "Brent", "Ealing", voice="newer"),
    _clear_areas("twice_named", "Camden, Brent, LB Camden", "Brent", "Camden"),
)
RISKS = (
    Trap(name="risky_neighbourhood", said={"risky": "Tottenham"}, doubted=RISKY),
    Trap(name="risky_whole_south", said={"risky": "All of South London"}, doubted=RISKY, voice="older"),
    Trap(
        name="wanted_is_risky_too",
        said={"wanted": "Camden, Brent", "risky": "Brent"},
        doubted=(*WANTED, *RISKY),
    ),
    Trap(name="risky_see_summary", said={"risky": "See risk assessment"}, doubted=RISKY, voice="agency"),
    _unsure("two_grounds_with_slash", "risk", "Domestic abuse / stalking", "risk_primary", voice="agency"),
    _unsure("ground_denied", "risk", "Not domestic abuse", "risk_primary"),
    _unsure("ground_elsewhere", "risk", "See attached letter", "risk_primary", voice="newer", layout="merged"),
    _unsure("ground_of_the_past", "risk", "Domestic abuse in the past, now gangs", "risk_primary", voice="council"),
)
DATES = (
    _unsure("american_date", "referral_date", "03/25/2026", "referral_date"),
    _unsure("date_without_year", "referral_date", "14/03", "referral_date", voice="older"),
    _unsure("date_asap", "referral_date", "asap", "referral_date", voice="agency"),
    _unsure("date_day_too_high", "referral_date", "32/01/2026", "referral_date", voice="newer", format="docx-google"),
    _unsure("two_dates", "referral_date", "03/02/2026 or 04/02/2026", "referral_date"),
    _unsure("weekday_contradicts", "referral_date", "Monday 10 March 2026", "referral_date", voice="older"),
    _unsure("consent_last_week", "consent_date", "last week", "consent_date", voice="council"),
    _unsure("due_in_spring", "due", "in the spring", "pregnancy_due", voice="older"),
)
SIZES = (
    _unsure("two_or_three_beds", "bedrooms", "2 or 3", *BED),
    _unsure("three_if_possible", "bedrooms", "2 (3 if possible)", *BED, voice="older"),
    _unsure("at_least_two", "bedrooms", "At least 2", *BED, voice="council"),
    _unsure("studio_or_one", "bedrooms", "Studio/1 bed", *BED, voice="agency"),
    _unsure("beds_tbc", "bedrooms", "3 tbc", *BED, voice="newer", format="docx-pages"),
    _clear("bed_spaces", "bedrooms", "2b4p", {"bedrooms_needed": 2}),
)
PEOPLE = (
    _unsure("eldest_is_eleven", "children", "3 kids, eldest is 11", "children"),
    _unsure("grown_child", "children", "1 child (20)", "children", voice="older"),
    _unsure("children_some_weekends", "children", "2 (5, 7) at weekends only", "children", voice="council"),
    _unsure("child_maybe_joining", "children", "Girl 7, possibly her brother 9 too", "children", voice="newer"),
    _clear("ages_in_months", "children", "Boy 18 months", {"children": people("m1")}),
)
YES_NO = (
    _unsure("not_sure", "overcrowded", "Not sure", "overcrowded"),
    _unsure("both_struck", "overcrowded", "~~Yes~~ / ~~No~~", "overcrowded", voice="older"),
    _unsure("both_bold", "overcrowded", "**Yes** / **No**", "overcrowded", voice="council"),
    _unsure("yes_but_landlord_says_no", "overcrowded", "Yes, but the landlord says no", "overcrowded", voice="agency"),
    _unsure("ticked_yes_wrote_no", "overcrowded", "☒ Yes ☐ No   no", "overcrowded"),
    _unsure("three_boxes_two_ticked", "overcrowded", "☒ Yes ☐ No ☒ Not known", "overcrowded", voice="newer"),
    _unsure("rehome_depends", "rehome", "Depends on the landlord", "pets_rehome"),
    Trap(name="no_pets_yet_rehomed", said={"pets": "No", "rehome": "Yes"}, meant={"pets": False}, doubted=("pets_rehome",)),
    _clear("one_cat", "pets", "1 cat", {"pets": True}),
    _unsure("consent_verbal_tbc", "consent", "To be obtained", "consent_given", voice="council"),
    _clear("consent_refused", "consent", "☐ Yes ☒ No", {"consent_given": False}, voice="older"),
    Trap(name="open_letters", said={"overcrowded": "Y / N"}, missing=("overcrowded",), voice="older"),
    Trap(
        name="open_boxes_google",
        said={"overcrowded": "☐ Yes ☐ No"},
        missing=("overcrowded",),
        format="docx-google",
        voice="newer",
    ),
)
OTHERS = (
    _clear("former_landlord_in_brackets", "landlord", "Hackney Council (was Peabody)", {"applicant_landlord": "Hackney"}),
    _unsure("two_landlords", "landlord", "Peabody / L&Q", "applicant_landlord", voice="older"),
    _unsure("private_landlord", "landlord", "Private landlord", "applicant_landlord", voice="council"),
    _unsure("ambiguous_landlord", "landlord", "NHG", "applicant_landlord", voice="newer"),
    _unsure("landlord_as_above", "landlord", "As above", "applicant_landlord", voice="agency"),
    _unsure("lives_on_the_border", "residence", "Hackney / Islington border", "area_residence"),
    _unsure("lives_in_neighbourhood", "residence", "Stratford", "area_residence", voice="older"),
    _unsure("secure_or_assured", "tenancy", "Secure or assured", "tenancy_type"),
    _unsure("secure_with_question_mark", "tenancy", "Secure?", "tenancy_type", voice="council"),
    _clear(
        "tenancy_delete_as_applicable",
        "tenancy",
        "~~Secure~~ / Assured / ~~Flexible~~",
        {"tenancy_type": "assured"},
        voice="older",
    ),
    _clear("tenancy_boxes", "tenancy", "☐ Secure ☒ Assured ☐ Starter", {"tenancy_type": "assured"}, voice="newer"),
    Trap(
        name="tenancy_untouched_words", said={"tenancy": "Secure / Assured / Starter"}, missing=("tenancy_type",), voice="agency"
    ),
    _unsure("two_places", "staying", "Between family and a refuge", "currently_staying"),
    _clear("sofa_surfing", "staying", "Sofa surfing", {"currently_staying": "family_or_friends"}, voice="older"),
    _unsure("email_without_end", "email", "jane.smith@harbour-advice", "officer_email"),
    _unsure("email_spelt_out", "email", "jane.smith at harbour-advice.example", "officer_email", voice="older"),
    _unsure("two_references", "reference", "ARC-01-26 / ARC-02-26", "reference"),
    _unsure("letter_in_reference", "reference", "ARC-O1-26", "reference"),
)
TRAPS: Sequence[Trap] = (*AREAS, *RISKS, *DATES, *SIZES, *PEOPLE, *YES_NO, *OTHERS)


def papers() -> Iterator[Paper]:
    for at, trap in enumerate(TRAPS):
        rows, draw = clean_rows(30_000 + at, trap.voice, looks=trap.format not in ("txt", "pdf-flat"))
        rows = [_changed(row, trap) for row in rows]
        title, truth = TITLES[trap.voice], {**truth_of(rows), **trap.meant}
        ending = {"txt": ".txt", "pdf-flat": ".pdf"}.get(trap.format, ".docx")
        if trap.format == "txt":
            data = plain_text(rows, title=title)
        elif trap.format == "pdf-flat":
            data = printed(rows, title=title)
        else:
            data = word_form(rows, draw, title=title, layout=trap.layout, flavour=trap.format)
        yield Paper(
            name=f"unsure_{trap.name}" if trap.doubted or trap.missing else f"tricky_{trap.name}",
            kind="property_request",
            format=trap.format,
            layout=trap.layout,
            ending=ending,
            data=data,
            truth={key: value for key, value in truth.items() if key not in (*trap.doubted, *trap.missing)},
            doubted=trap.doubted,
            missing=trap.missing,
            clean=False,
        )


def _changed(row: Line, trap: Trap) -> Line:
    if row.question not in trap.said:
        return row
    keys = (key for key in row.truth if key in trap.meant)
    return Line(
        question=row.question, label=row.label, text=trap.said[row.question], truth={key: trap.meant[key] for key in keys}
    )
