"""A home offered to a request (forms.md F3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsing.agreed_words import REFERENCE
from parsing.answers import TEXT_IF_ANY, Answer, Choice, Reader, blank, doubtful, wordings
from parsing.areas import AREA
from parsing.choices import one_of
from parsing.dates import DATE, beside_month_first
from parsing.field import Field
from parsing.floors import FLOOR
from parsing.form import Fields, Form, OtherQuestion, Question, Settled, SharedQuestion
from parsing.forms.common import PROPERTY_TYPE
from parsing.forms.housing_answers import TENURE, read_tenure
from parsing.forms.other_ways import OFFER_OTHER_WAYS, OFFER_SHARED_WAYS, OFFER_WAYS
from parsing.forms.shared_answers import PETS_ALLOWED, home_in_one_answer
from parsing.money import RENT, RENT_PERIOD, read_rent, read_rent_period
from parsing.pairs import Pair
from parsing.readings import PropertyOffer
from parsing.remarks import filling_nothing, of_another_size
from parsing.sizes import BEDROOMS
from parsing.yes_or_no import yes_no
from scheme.agreement import Scheme

STATUS = (
    Choice(
        value="open",
        label="Open",
        words=wordings("""
        available | live | current | active | offered | new | open offer | still available | new offer
    """),
    ),
    Choice(
        value="withdrawn",
        label="Withdrawn",
        words=wordings("""
        offer withdrawn | no longer available | withdraw | cancelled | fallen through | property withdrawn | fell through
    """),
    ),
)

_PLAIN_LIFT = yes_no(
    yes=(
        "lift",
        "with lift",
        "lifts",
        "lift available",
        "lift access",
        "lift in building",
        "lift in block",
        "one lift",
        "two lifts",
        "1 lift",
        "2 lifts",
        "lift serviced",
        "has lift",
        "has a lift",
    ),
    no=("no lift", "without lift", "no lifts", "no lift access", "no lift available"),
    after_yes="working building block all every floors floor to one two three there are serves",
    after_no="stairs only walk up low rise ground floor flat building block",
    figures=True,
)


def _read_lift(answer: Answer, scheme: Scheme) -> Field[bool]:
    """«2 lifts, one working» is asked about."""
    field: Field[bool] = _PLAIN_LIFT.read(answer, scheme)
    several = re.search(r"\blifts\b", answer.text, re.IGNORECASE)
    if field.value and several and re.search(r"\b(?:one|1)\b", answer.text[several.end() :], re.IGNORECASE):
        return doubtful(answer, "not all of the lifts may work; ask.")
    return field


LIFT = replace(_PLAIN_LIFT, read=_read_lift)

_TOLD_LATER = re.compile(
    r"\b(?:(?:will|to|can)\s+(?:be\s+)?(?:given|follow|provided|sent|confirmed|shared|supplied|advised|released)"
    r"|(?:on|upon|after|once)\s+(?:acceptance|accepted|request|viewing)|by\s+(?:tele)?phone|withheld|confidential"
    r"|not\s+(?:given|disclosed|shared|stated|released))\b",
    re.IGNORECASE,
)


def _read_address(answer: Answer, scheme: Scheme) -> Field[str]:
    """An address as it stands; that it will be told later is none."""
    later = _TOLD_LATER.search(answer.text) and not re.search(r"\d", answer.text)
    return blank(answer) if later else TEXT_IF_ANY.read(answer, scheme)


_ADDRESS = Reader(sort="text", read=_read_address)


QUESTIONS = (
    Question(
        key="reference",
        ways=OFFER_WAYS["reference"],
        section="Case",
        required=True,
        answer=REFERENCE,
        labels=wordings("""
        Reference | Which application is this offer for? | For applicant (ARC) | Offer made to (reference) |
        Applicant's ARC | Applicant ARC | For case | Offer for request | Which request is this offer for? |
        Which case is this offer for? | Offered to (reference) | Offered to (ARC) | For applicant | ARC of applicant |
        Offer made to | Case reference | Reference code | Offered to | Request reference | Offer for case |
        Application reference code | For reference | Ref | Reference number | Applicant reference | Applicant's reference |
        Reciprocal reference | For request | Offer for reference | Offer to reference | For | Scheme reference |
        Request no | Request number
    """),
    ),
    Question(
        key="area",
        ways=OFFER_WAYS["area"],
        section="Home",
        required=True,
        answer=AREA,
        labels=wordings("""
        Borough | Area | Borough of property | Area of the property | Property borough | Local authority area |
        Which borough is the property in? | Borough where the property is | Location (borough) | Home is in (borough) |
        Borough of home | Area of the home | Borough the property is in | In which borough is the home?
    """),
    ),
    Question(
        key="bedrooms",
        ways=OFFER_WAYS["bedrooms"],
        section="Home",
        required=True,
        answer=BEDROOMS,
        labels=wordings("""
        Bedrooms | Number of bedrooms | Size | Property size | Bed size | No. of bedrooms | How many bedrooms? |
        Bedroom size | Bedrooms and bed spaces | Bed size of property | Size of property | Beds | Size of home |
        Number of beds | Bedrooms / bed spaces | Bedrooms in property
    """),
    ),
    Question(
        key="property_type",
        ways=OFFER_WAYS["property_type"],
        section="Home",
        answer=PROPERTY_TYPE,
        labels=wordings("""
        Property type | House/flat | Flat/house | House or flat? | Flat or house? | Type of property | Type of home |
        Type | House/flat/maisonette | Kind of home | Dwelling type | Type of dwelling | Home type | Accommodation type |
        Dwelling
    """),
    ),
    Question(
        key="floor",
        ways=OFFER_WAYS["floor"],
        section="Home",
        answer=FLOOR,
        labels=wordings("""
        Floor | Level | Floor level | Which floor? | Floor of property | On which floor | Floor number | Property floor |
        Which floor is the property on? | What floor is it on? | Floor of home | On which floor is the home?
    """),
    ),
    Question(
        key="lift",
        ways=OFFER_WAYS["lift"],
        section="Home",
        answer=LIFT,
        labels=wordings("""
        Lift | Is there a lift? | Lift access | Lift in building | Does the building have a lift? | Lift available | Lift? |
        Is there lift access? | Lift to floor | Lift in block
    """),
    ),
    Question(
        key="address",
        ways=OFFER_WAYS["address"],
        section="Home",
        answer=_ADDRESS,
        labels=wordings("""
        Address | Property address | Address of property | Full address | Address of the home | Address of home |
        Address (for the nominating officer only)
    """),
    ),
    Question(
        key="tenure",
        ways=OFFER_WAYS["tenure"],
        section="Terms",
        answer=TENURE,
        labels=wordings("""
        Tenure | Tenure offered | Tenancy type offered | Tenancy offered | Type of tenancy offered | Tenancy type |
        Type of tenancy | Tenancy | Tenancy to be granted
    """),
    ),
    Question(
        key="rent",
        ways=OFFER_WAYS["rent"],
        section="Terms",
        answer=RENT,
        labels=wordings("""
        Rent | How much is the rent? | Rent amount | Weekly rent amount | Rent charge | Rent (£) | Amount of rent |
        Rent payable | Rent excluding service charge | Rent £
    """),
    ),
    Question(
        key="rent_period",
        ways=OFFER_WAYS["rent_period"],
        section="Terms",
        answer=RENT_PERIOD,
        labels=wordings("""
        Rent period | Rent per week or month | Weekly or monthly? | Rent frequency | Per week / per month |
        Rent payable per | Rent is per | Period of rent | Week or month
    """),
    ),
    Question(
        key="pets_allowed",
        ways=OFFER_WAYS["pets_allowed"],
        section="Terms",
        answer=PETS_ALLOWED,
        labels=wordings("""
        Pets allowed | Are pets allowed? | Pets | Pets permitted | Pets accepted? | Can pets be accepted? | Pet friendly |
        Pets? | Can pets be kept? | Are pets permitted?
    """),
    ),
    Question(
        key="available_from",
        ways=OFFER_WAYS["available_from"],
        section="Dates",
        answer=DATE,
        labels=wordings("""
        Available from | When can it be let? | When is it ready? | Ready from | Date available | Ready to let date |
        Available date | When is the property available? | Ready to view | Ready to let | Date property available |
        Ready date | Ready to let from | Date ready to let | Expected ready date | Available on
    """),
    ),
    Question(
        key="viewing_date",
        ways=OFFER_WAYS["viewing_date"],
        section="Dates",
        answer=DATE,
        labels=wordings("""
        Viewing date | Date of viewing | Viewing on | Proposed viewing date | Viewing | Viewing available on |
        When can it be viewed? | Viewing dates | Date for viewing | Viewing arranged for | Viewing date offered
    """),
    ),
    Question(
        key="reply_by",
        ways=OFFER_WAYS["reply_by"],
        section="Dates",
        required=True,
        answer=DATE,
        labels=wordings("""
        Reply by | We need an answer by | Answer required by | Answer by | Answer needed by | Please answer by |
        Let us know by | Answer by | Response needed by | Deadline for reply | Please respond by | Offer open until |
        Reply needed by | Reply deadline | Decision needed by | Please let us know by | Closing date | Offer expires |
        Response deadline | Please reply by | Deadline | Offer closes on | Offer expires on | Offer held until |
        Last date for reply | Respond by | Response required by
    """),
    ),
    Question(
        key="offer_status",
        ways=OFFER_WAYS["offer_status"],
        section="Dates",
        answer=one_of(STATUS, harmless="offer still"),
        labels=wordings("""
        Offer status | Status | Status of offer | Is the offer still open? | Current status of offer | Status of the offer |
        Offer is
    """),
    ),
)

OTHERS = (
    OtherQuestion(
        ways=OFFER_OTHER_WAYS,
        labels=wordings("""
        Applicant's pets | Offer made by | Applicant's bedroom need | Home borough of applicant |
        Applicant's borough | Sent by | Submitted by | From | Offered by (name) | Answer | Offering
        landlord | Landlord | Name of landlord | Officer
        | Lettings officer | Name | Contact name | Email |
        Telephone | Phone | Contact | Contact email | Contact number | Service charge | Rent type | Garden | Parking |
        Estate | Accessibility | Conditions | Documents needed | Documents required | Notes | Comments | Date of offer |
        Offer date | Date | Additional information | Completed by | Bed spaces | Landlord name | Void reference |
        Property reference | UPRN | Property ref | Heating | Storeys | Number of storeys | Description | Signed | Role |
        Officer name | Officer email | Job title | Other information | Further information | Offered by
    """),
    ),
)


def _rent(answer: Answer, scheme: Scheme) -> Fields:
    """«£128.40 pw»."""
    period = read_rent_period(answer, scheme)
    return (
        {"rent": read_rent(answer, scheme), "rent_period": period} if re.search(r"\d", answer.text) else {"rent_period": period}
    )


def _home(answer: Answer, scheme: Scheme) -> Fields:
    """«2b4p, 1st floor maisonette, no lift»."""
    home = home_in_one_answer(answer, scheme)
    return {"bedrooms": home["current_bedrooms"], "floor": home["current_floor"], "property_type": home["current_type"]}


def _tenure_and_rent(answer: Answer, scheme: Scheme) -> Fields:
    """«Secure, £128.40 pw»."""
    tenure = re.split(r"[,;]?\s*£", answer.text)[0].strip(" ,;-–—")
    return {
        **_rent(answer, scheme),
        "tenure": replace(read_tenure(replace(answer, text=tenure), scheme), quote=" ".join(answer.text.split())),
    }


SHARED = (
    SharedQuestion(
        keys=("rent", "rent_period"),
        ways=OFFER_SHARED_WAYS["rent"],
        read=_rent,
        labels=wordings("""
        Rent charged | Rent and period | Rent per week | Weekly rent | Monthly rent | Rent pw | Rent per month | Rent and
        frequency |
        Rent (weekly/monthly) | Rent (per week or per month) | Rent (per week / month) |
        Rent (please say per week or per month) | Rent (and period)
    """),
    ),
    SharedQuestion(
        keys=("bedrooms", "floor", "property_type"),
        ways=OFFER_SHARED_WAYS["home"],
        read=_home,
        labels=wordings("""
        Size, floor and type | Bedrooms, floor and type of property | Number of bedrooms, floor and type | Property details |
        Description of property | Property description | Size, type and floor |
        Number of bedrooms, floor and type of property offered | Property | Home offered | Property offered |
        Type, size and floor
    """),
    ),
    SharedQuestion(
        keys=("tenure", "rent", "rent_period"),
        read=_tenure_and_rent,
        labels=("Tenure and rent", "Tenancy and rent", "Tenure / rent"),
    ),
)


def _beside(fields: Fields, pairs: Sequence[Pair], scheme: Scheme) -> Fields:  # noqa: ARG001 - as every form's `beside`
    said = fields["bedrooms"]
    why = of_another_size(filling_nothing(pairs), said.value) if said.value is not None else ""
    return {**fields, "bedrooms": said.as_proposal(why)} if why else fields


def _settle(fields: Fields, scheme: Scheme) -> Settled:
    """A rent cell often names the period where the question about it is left blank."""
    settled = beside_month_first(fields)
    period = fields["rent_period"]
    if period.blank and fields["rent"].value:
        settled["rent_period"] = read_rent_period(Answer(text=fields["rent"].quote, where=fields["rent"].where), scheme)
    floor, home = settled["floor"], settled["property_type"].value
    if floor.value and home in ("house", "bungalow"):
        why = f"«{floor.quote}»: a {home} on floor {floor.value}; ask which of the two is meant."
        settled["floor"] = Field(quote=floor.quote, where=floor.where, doubt=why)
    return Settled(fields=settled)


PROPERTY_OFFER = Form(
    kind="property_offer",
    title="Property offer",
    titles=wordings("""
        Offer of a property | Direct offer | Property offer form | Offer form | Offer of a home
    """),
    reading=PropertyOffer,
    questions=QUESTIONS,
    shared=SHARED,
    others=OTHERS,
    known_by=("reply_by", "available_from", "viewing_date", "rent", "rent_period", "offer_status", "lift"),
    at_least=4,
    decides="offer_status",
    beside=_beside,
    settle=_settle,
)
