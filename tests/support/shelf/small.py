"""The other forms of the shelf: a landlord's decision, an offer, its outcome, a change or a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.shelf.paper import Line, Paper
from tests.support.shelf.printed import fillable, plain_text, printed
from tests.support.shelf.requests import dice, word_form

TITLE = {
    "landlord_decision": "Landlord decision",
    "property_offer": "Property offer",
    "outcome": "Outcome of an offer",
    "change": "Change notice",
    "withdrawal": "Withdrawal notice",
}
Rows = Sequence[tuple[str, str, Mapping[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Small:
    """One small form: rows of (label, words, what they mean)."""

    name: str
    kind: str
    rows: Rows
    doubted: Sequence[str] = ()
    missing: Sequence[str] = ()
    format: str = "docx"
    layout: str = "two_column"
    title: str = ""
    tricky: bool = False


def _ref(label: str, words: str, number: int) -> tuple[str, str, Mapping[str, Any]]:
    return label, words, {"reference": f"ARC-{number:02}-26"}


DECISIONS = (
    Small(
        name="approved_boxes",
        kind="landlord_decision",
        layout="four_column",
        rows=(
            _ref("Case reference", "ARC-21-26", 21),
            ("Do you approve this request?", "☒ Approve ☐ Decline ☐ Conditional", {"decision": "approve"}),
            ("Do you accept that you will owe one home to the pot?", "☒ Yes ☐ No", {"acknowledges_owing": True}),
            ("Name of named lead", "Nadia Ferris", {}),
        ),
    ),
    Small(
        name="approved_by_strike",
        kind="landlord_decision",
        format="docx-google",
        rows=(
            _ref("Reference number", "arc-22-26", 22),
            ("Approved / declined (delete as applicable)", "Approved / ~~Declined~~", {"decision": "approve"}),
            ("We understand that we will owe one home", "Yes", {"acknowledges_owing": True}),
            ("Date", "12/03/2026", {}),
        ),
    ),
    Small(
        name="declined_not_ours",
        kind="landlord_decision",
        format="docx-pages",
        rows=(
            _ref("Our ref", "ARC 23/26", 23),
            ("Decision", "Declined", {"decision": "decline"}),
            ("If declined, reason", "Not our tenant", {"decline_reason": "not_our_tenant"}),
            ("Acknowledges owing one home", "N/A", {}),
        ),
    ),
    Small(
        name="declined_arrears_fillable",
        kind="landlord_decision",
        format="pdf-acroform",
        layout="fields_by_number",
        rows=(
            _ref("Reference", "ARC-24-26", 24),
            ("Decision", "Declined", {"decision": "decline"}),
            ("Reason for decline", "Rent arrears", {"decline_reason": "arrears_or_asb"}),
            ("We understand that we will owe one home", "No", {"acknowledges_owing": False}),
        ),
    ),
    Small(
        name="need_more_information",
        kind="landlord_decision",
        layout="label_above",
        rows=(
            _ref("Reference", "ARC-25-26", 25),
            ("Landlord’s decision", "Need more information", {"decision": "need_info"}),
            ("We understand that we will owe one home", "Yes", {"acknowledges_owing": True}),
        ),
    ),
    Small(
        name="approved_in_principle",
        kind="landlord_decision",
        rows=(
            _ref("Reference", "ARC-26-26", 26),
            ("Decision", "Approved in principle, awaiting head of service", {}),
            ("We understand that we will owe one home", "Yes", {"acknowledges_owing": True}),
        ),
        doubted=("decision",),
    ),
    Small(
        name="approved_with_condition_below",
        tricky=True,
        kind="landlord_decision",
        rows=(
            _ref("Reference", "ARC-27-26", 27),
            ("Decision", "Approved", {"decision": "conditional"}),
            ("Conditions", "Only if the arrears are cleared first", {"condition_text": "Only if the arrears are cleared first"}),
            ("We understand that we will owe one home", "Yes", {"acknowledges_owing": True}),
        ),
    ),
    Small(
        name="not_approved",
        kind="landlord_decision",
        format="txt",
        layout="colon",
        rows=(
            _ref("Reference", "ARC-28-26", 28),
            ("Decision", "Not approved", {"decision": "decline"}),
            ("Reason for decline", "At cap", {"decline_reason": "at_cap"}),
            ("We understand that we will owe one home", "No", {"acknowledges_owing": False}),
        ),
    ),
    Small(
        name="approved_question_mark",
        kind="landlord_decision",
        rows=(
            _ref("Reference", "ARC-29-26", 29),
            ("Decision", "Approved?", {}),
            ("We understand that we will owe one home", "Yes", {"acknowledges_owing": True}),
        ),
        doubted=("decision",),
    ),
    Small(
        name="options_untouched",
        kind="landlord_decision",
        rows=(
            _ref("Reference", "ARC-30-26", 30),
            ("Decision", "☐ Approve ☐ Decline ☐ Pending panel", {}),
            ("Panel date", "", {}),
            ("We understand that we will owe one home", "☐ Yes ☐ No", {}),
        ),
        missing=("decision", "acknowledges_owing"),
    ),
)
OFFERS = (
    Small(
        name="four_column",
        kind="property_offer",
        layout="four_column",
        rows=(
            _ref("Reference", "ARC-31-26", 31),
            ("Borough", "LB Lewisham", {"area": "Lewisham"}),
            ("Number of bedrooms", "2", {"bedrooms": 2}),
            ("Property type", "Maisonette", {"property_type": "maisonette"}),
            ("Floor", "2nd", {"floor": 2}),
            ("Lift", "Yes", {"lift": True}),
            ("Tenure", "Assured", {"tenure": "assured"}),
            ("Rent", "£141.75 per week", {"rent": "141.75", "rent_period": "week"}),
            ("Pets allowed", "Yes", {"pets_allowed": True}),
            ("Available from", "13 April 2026", {"available_from": "2026-04-13"}),
            ("Viewing date", "07/04/2026", {"viewing_date": "2026-04-07"}),
            ("Reply by", "02/04/2026", {"reply_by": "2026-04-02"}),
        ),
    ),
    Small(
        name="google_boxes",
        kind="property_offer",
        format="docx-google",
        rows=(
            _ref("Offer for case", "ARC-32-26", 32),
            ("Borough of property", "Barking & Dagenham", {"area": "Barking and Dagenham"}),
            ("Bedrooms", "3b5p", {"bedrooms": 3}),
            ("Type of property", "☐ Flat ☒ House ☐ Maisonette", {"property_type": "house"}),
            ("Is there a lift?", "N/A", {}),
            ("Rent", "£612 pcm", {"rent": "612.00", "rent_period": "month"}),
            ("Are pets allowed?", "☒ Yes ☐ No", {"pets_allowed": True}),
            ("Please respond by", "20th March 2026", {"reply_by": "2026-03-20"}),
        ),
    ),
    Small(
        name="fillable",
        kind="property_offer",
        format="pdf-acroform",
        layout="fields_by_key",
        rows=(
            _ref("Reference", "ARC-33-26", 33),
            ("Borough", "Sutton", {"area": "Sutton"}),
            ("Bedrooms", "1", {"bedrooms": 1}),
            ("Property type", "Bungalow", {"property_type": "bungalow"}),
            ("Floor", "Ground", {"floor": 0}),
            ("Available from", "01/06/2026", {"available_from": "2026-06-01"}),
            ("Reply by", "22/05/2026", {"reply_by": "2026-05-22"}),
        ),
    ),
    Small(
        name="printed",
        kind="property_offer",
        format="pdf-flat",
        layout="ruled",
        rows=(
            _ref("Reference", "ARC-34-26", 34),
            ("Borough", "Enfield", {"area": "Enfield"}),
            (
                "Bedrooms, floor and type of property",
                "2 bed, first floor flat",
                {"bedrooms": 2, "floor": 1, "property_type": "flat"},
            ),
            ("Lift", "No", {"lift": False}),
            ("Rent", "£128.40 pw", {"rent": "128.40", "rent_period": "week"}),
            ("Reply by", "15/06/2026", {"reply_by": "2026-06-15"}),
        ),
    ),
    Small(
        name="withdrawn",
        kind="property_offer",
        format="docx-pages",
        rows=(
            _ref("Reference", "ARC-35-26", 35),
            ("Borough", "Merton", {"area": "Merton"}),
            ("Bedrooms", "2", {"bedrooms": 2}),
            ("Reply by", "20/03/2026", {"reply_by": "2026-03-20"}),
            ("Offer status", "Withdrawn", {"offer_status": "withdrawn"}),
        ),
    ),
    Small(
        name="rent_range",
        kind="property_offer",
        rows=(
            _ref("Reference", "ARC-36-26", 36),
            ("Borough", "Lewisham or Greenwich", {}),
            ("Bedrooms", "2", {"bedrooms": 2}),
            ("Property type", "Flat", {"property_type": "flat"}),
            ("Rent", "between £120 and £140", {}),
            ("Reply by", "20/03/2026", {"reply_by": "2026-03-20"}),
        ),
        doubted=("area", "rent"),
    ),
    Small(
        name="reply_by_close_of_play",
        kind="property_offer",
        rows=(
            _ref("Reference", "ARC-37-26", 37),
            ("Borough", "Newham", {"area": "Newham"}),
            ("Bedrooms", "1", {"bedrooms": 1}),
            ("Rent", "£99.10", {"rent": "99.10"}),
            ("Reply by", "COP Friday", {}),
        ),
        doubted=("reply_by",),
    ),
    Small(
        name="hedged_lift",
        kind="property_offer",
        rows=(
            _ref("Reference", "ARC-38-26", 38),
            ("Borough", "Brent", {"area": "Brent"}),
            ("Bedrooms", "2", {"bedrooms": 2}),
            ("Floor", "1st or 2nd", {}),
            ("Lift", "I think so", {}),
            ("Reply by", "20/03/2026", {"reply_by": "2026-03-20"}),
        ),
        doubted=("floor", "lift"),
    ),
)
OUTCOMES = (
    Small(
        name="accepted_boxes",
        kind="outcome",
        layout="four_column",
        rows=(
            _ref("Reference", "ARC-41-26", 41),
            ("Outcome of offer", "☐ Viewed ☒ Accepted ☐ Refused ☐ Did not attend", {"stage": "accepted"}),
            ("Date of outcome", "27/03/2026", {"date": "2026-03-27"}),
            ("Reason for refusal", "N/A", {}),
        ),
    ),
    Small(
        name="refused_area_google",
        kind="outcome",
        format="docx-google",
        rows=(
            _ref("Case reference", "ARC-42-26", 42),
            ("Outcome", "Refused", {"stage": "refused"}),
            ("Date", "3 April 2026", {"date": "2026-04-03"}),
            ("Refusal reason", "Area unsafe", {"refusal_reason": "area_unsafe"}),
        ),
    ),
    Small(
        name="started_fillable",
        kind="outcome",
        format="pdf-acroform",
        layout="fields_by_key",
        rows=(
            _ref("Reference", "ARC-43-26", 43),
            ("Outcome", "Tenancy started", {"stage": "tenancy_started"}),
            ("Tenancy start date", "04/05/2026", {"tenancy_start_date": "2026-05-04"}),
            ("Adults moved", "1", {"adults_moved": 1}),
            ("Children moved", "2", {"children_moved": 2}),
        ),
    ),
    Small(
        name="accepted_sign_up_next_week",
        kind="outcome",
        rows=(
            _ref("Reference", "ARC-44-26", 44),
            ("Outcome", "Accepted", {"stage": "accepted"}),
            ("Date of outcome", "27/03/2026", {"date": "2026-03-27"}),
            ("Tenancy start date", "next week hopefully", {}),
        ),
        doubted=("tenancy_start_date",),
    ),
    Small(
        name="start_to_be_confirmed",
        kind="outcome",
        rows=(
            _ref("Reference", "ARC-45-26", 45),
            ("Outcome", "Accepted", {"stage": "accepted"}),
            ("Date of outcome", "27/03/2026", {"date": "2026-03-27"}),
            ("Tenancy start date", "06/04/2026 tbc", {}),
        ),
        doubted=("tenancy_start_date",),
    ),
    Small(
        name="viewed_and_refused_both",
        kind="outcome",
        rows=(
            _ref("Reference", "ARC-46-26", 46),
            ("Outcome", "☐ Viewed ☒ Accepted ☒ Refused", {}),
            ("Date of outcome", "27/03/2026", {"date": "2026-03-27"}),
        ),
        doubted=("stage",),
    ),
    Small(
        name="started_american_date",
        kind="outcome",
        rows=(
            _ref("Reference", "ARC-47-26", 47),
            ("Outcome", "Tenancy started", {"stage": "tenancy_started"}),
            ("Tenancy start date", "04/27/2026", {}),
            ("Adults moved", "2", {"adults_moved": 2}),
            ("Children moved", "0", {"children_moved": 0}),
        ),
        doubted=("tenancy_start_date",),
    ),
)
CHANGES = (
    Small(
        name="bedrooms_pages",
        kind="change",
        format="docx-pages",
        rows=(
            _ref("Reference", "ARC-51-26", 51),
            ("What has changed?", "Number of bedrooms", {"change": "bedrooms"}),
            ("New bedroom need", "3", {"bedrooms_needed": 3}),
        ),
    ),
    Small(
        name="areas_boxes",
        kind="change",
        layout="label_above",
        rows=(
            _ref("Case reference", "ARC-52-26", 52),
            ("Type of change", "☒ Boroughs ☐ Bedrooms ☐ Nominating officer ☐ Withdrawal", {"change": "areas"}),
            ("Boroughs to add", "Merton, Sutton", {"areas_added": ["Merton", "Sutton"]}),
            ("Boroughs to remove", "None", {"areas_removed": []}),
        ),
    ),
    Small(
        name="officer_google",
        kind="change",
        format="docx-google",
        rows=(
            _ref("Reference", "ARC-53-26", 53),
            ("What has changed?", "Nominating officer", {"change": "officer"}),
            ("New nominating officer", "Aisha Rahman", {"new_officer_name": "Aisha Rahman"}),
            (
                "New nominating officer email",
                "aisha.rahman@harbour-advice.example",
                {"new_officer_email": "aisha.rahman@harbour-advice.example"},
            ),
        ),
    ),
    Small(
        name="pause",
        kind="change",
        rows=(
            _ref("Reference", "ARC-54-26", 54),
            ("What has changed?", "Please put on hold", {"change": "pause"}),
            ("Pause until", "01/09/2026", {}),
        ),
    ),
    Small(
        name="consent_withdrawn",
        kind="withdrawal",
        rows=(
            _ref("Reference", "ARC-55-26", 55),
            ("Reason for withdrawal", "Consent withdrawn", {"change": "consent_withdrawn"}),
        ),
    ),
    Small(
        name="lost_contact_printed",
        kind="withdrawal",
        format="pdf-flat",
        layout="ruled",
        rows=(
            _ref("Reference", "ARC-56-26", 56),
            ("Reason for withdrawal", "Lost contact", {"change": "lost_contact"}),
            ("Date", "03/06/2026", {}),
        ),
    ),
    Small(
        name="areas_added_and_removed",
        kind="change",
        rows=(
            _ref("Reference", "ARC-57-26", 57),
            ("What has changed?", "Boroughs", {"change": "areas"}),
            ("Boroughs to add", "Camden, Brent", {}),
            ("Boroughs to remove", "Camden", {}),
        ),
        doubted=("areas_added", "areas_removed"),
    ),
    Small(
        name="areas_maybe",
        kind="change",
        rows=(
            _ref("Reference", "ARC-58-26", 58),
            ("What has changed?", "Boroughs", {"change": "areas"}),
            ("Boroughs to add", "Maybe Bexley", {}),
            ("Boroughs to remove", "", {}),
        ),
        doubted=("areas_added",),
    ),
)
SMALL: Sequence[Small] = (*DECISIONS, *OFFERS, *OUTCOMES, *CHANGES)


def papers() -> Iterator[Paper]:
    for at, small in enumerate(SMALL):
        rows = [
            Line(question=next(iter(meant), "other"), label=label, text=text, truth=meant) for label, text, meant in small.rows
        ]
        truth = {key: value for _, _, meant in small.rows for key, value in meant.items()}
        yield Paper(
            name=f"{small.format.partition('-')[2] or small.format}_{small.name}",
            kind=small.kind,
            format=small.format,
            layout=small.layout,
            ending={"pdf": ".pdf", "txt": ".txt"}.get(small.format.partition("-")[0], ".docx"),
            data=_data(small, rows, 50_000 + at),
            truth=truth,
            doubted=small.doubted,
            missing=small.missing,
            clean=not (small.doubted or small.missing or small.tricky),
        )


def _data(small: Small, rows: Sequence[Line], seed: int) -> bytes:
    title = small.title or TITLE[small.kind]
    match small.format:
        case "txt":
            return plain_text(rows, title=title)
        case "pdf-flat":
            return printed(rows, title=title)
        case "pdf-acroform":
            return fillable(rows, names=small.layout.removeprefix("fields_by_"))
        case _:
            return word_form(rows, dice(seed), title=title, layout=small.layout, flavour=small.format)
