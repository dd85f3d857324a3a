"""Everything that a mail or a document can turn out to say: a closed union (DESIGN §3).

Attribute names of the field-carrying readings are the field keys of CONTRACT.md. A reading holds what was *said*;
whether the speaker may say it is decided in matching.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - «date» is a field key of the contract
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from parsing.field import Field, Where


class Automatic(StrEnum):
    """Marks of a mail that no person wrote. Such a mail is never acted on as people's words."""

    NO = ""
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    LOOP = "loop"
    RECEIPT = "receipt"
    BULK = "bulk"


class SenderCheck(StrEnum):
    """What the trusted boundary's Authentication-Results say of the From address (F32)."""

    PASSED = "passed"
    FAILED = "failed"
    NONE = "none"  # no trusted result: unverified


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    age: int | None = None  # years
    sex: str | None = None  # f | m | other


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFound:
    """Something in the papers that may tell who the applicant is (R029). The words themselves are masked."""

    what: str  # "a postcode", "a National Insurance number", "a name"
    where: Where
    masked: str  # e.g. "S** *AA"


BLANK: Any = Field()  # Any: one frozen default serves fields of every type


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What every reading carries besides its fields."""

    source: str = "message"  # attachment's name, or "message" for the mail's own words
    missing: tuple[str, ...] = ()  # keys of required questions that were not answered
    doubts: tuple[str, ...] = ()  # sentences beyond the fields' own doubts
    identity: tuple[IdentityFound, ...] = ()
    unknown: tuple[str, ...] = ()  # labels of answered questions that the form does not know; a coordinator may teach them

    def fields(self) -> Iterator[tuple[str, Field[Any]]]:
        """Each (key, Field) in the order of the contract, blank ones too."""
        for each in dataclasses.fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Field):
                yield each.name, value

    def all_doubts(self) -> tuple[str, ...]:
        """The fields' doubts and the reading's own, as sentences, each once."""
        return tuple(dict.fromkeys((*(field.doubt for _, field in self.fields() if field.doubt), *self.doubts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm(Said):
    """A property request form (forms.md F1)."""

    kind: ClassVar[str] = "property_request"
    consent_given: Field[bool] = BLANK
    consent_date: Field[Day] = BLANK
    reference: Field[str] = BLANK
    referral_date: Field[Day] = BLANK
    applicant_landlord: Field[str] = BLANK
    area_residence: Field[str] = BLANK
    current_bedrooms: Field[int] = BLANK
    current_floor: Field[int] = BLANK
    current_type: Field[str] = BLANK
    tenancy_type: Field[str] = BLANK
    tenancy_owed: Field[str] = BLANK  # landlord or authority that owes the tenancy (R003)
    joint_tenancy: Field[bool] = BLANK
    other_tenant_is_perpetrator: Field[bool] = BLANK
    currently_staying: Field[str] = BLANK
    original_landlord: Field[str] = BLANK
    overcrowded: Field[bool] = BLANK
    rent_arrears: Field[bool] = BLANK
    adults: Field[tuple[Person, ...]] = BLANK
    children: Field[tuple[Person, ...]] = BLANK
    pregnancy_due: Field[Day] = BLANK
    bedrooms_needed: Field[int] = BLANK
    areas_requested: Field[tuple[str, ...]] = BLANK
    areas_at_risk: Field[tuple[str, ...]] = BLANK
    ground_floor_only: Field[bool] = BLANK
    step_free: Field[bool] = BLANK
    wheelchair: Field[bool] = BLANK
    pets: Field[bool] = BLANK
    pets_rehome: Field[bool] = BLANK
    risk_primary: Field[str] = BLANK
    risk_other: Field[tuple[str, ...]] = BLANK
    support_agency: Field[str] = BLANK
    registered_housing_moves: Field[bool] = BLANK
    officer_name: Field[str] = BLANK
    officer_role: Field[str] = BLANK
    officer_agency: Field[str] = BLANK
    officer_email: Field[str] = BLANK
    officer_phone: Field[str] = BLANK
    officer2_name: Field[str] = BLANK
    officer2_email: Field[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class LandlordDecision(Said):
    """A landlord's word on a request (forms.md F2)."""

    kind: ClassVar[str] = "landlord_decision"
    reference: Field[str] = BLANK
    decision: Field[str] = BLANK  # approve | decline | conditional | pending_panel | not_ours | need_info
    acknowledges_owing: Field[bool] = BLANK
    condition_text: Field[str] = BLANK
    decline_reason: Field[str] = BLANK
    panel_date: Field[Day] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyOffer(Said):
    """A home offered to a request (forms.md F3). `address` goes to the officer's letter only, never to a case."""

    kind: ClassVar[str] = "property_offer"
    reference: Field[str] = BLANK
    area: Field[str] = BLANK
    bedrooms: Field[int] = BLANK
    property_type: Field[str] = BLANK
    floor: Field[int] = BLANK
    lift: Field[bool] = BLANK
    address: Field[str] = BLANK
    tenure: Field[str] = BLANK
    rent: Field[str] = BLANK  # pounds as a decimal numeral, "139.00"
    rent_period: Field[str] = BLANK  # week | month
    pets_allowed: Field[bool] = BLANK
    available_from: Field[Day] = BLANK
    viewing_date: Field[Day] = BLANK
    reply_by: Field[Day] = BLANK
    offer_status: Field[str] = BLANK  # open | withdrawn
    also_for: tuple[str, ...] = ()  # other requests to which this very home is offered in the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class NilReturn(Said):
    """«Nothing suitable from us»: an answer to a circular that offers nothing."""

    kind: ClassVar[str] = "nil_return"
    reference: Field[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Said):
    """What became of an offer (forms.md F5)."""

    kind: ClassVar[str] = "outcome"
    reference: Field[str] = BLANK
    stage: Field[str] = BLANK  # viewing_booked | viewed | accepted | refused | no_show | offer_withdrawn | tenancy_started
    date: Field[Day] = BLANK
    refusal_reason: Field[str] = BLANK
    tenancy_start_date: Field[Day] = BLANK
    adults_moved: Field[int] = BLANK
    children_moved: Field[int] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Said):
    """A change to a request that goes on (forms.md F4)."""

    kind: ClassVar[str] = "change"
    reference: Field[str] = BLANK
    change: Field[str] = BLANK  # areas | bedrooms | officer | household | pause | resume | reopen | still_needed
    areas_added: Field[tuple[str, ...]] = BLANK
    areas_removed: Field[tuple[str, ...]] = BLANK
    bedrooms_needed: Field[int] = BLANK
    new_officer_name: Field[str] = BLANK
    new_officer_email: Field[str] = BLANK
    pause_until: Field[Day] = BLANK
    adults: Field[tuple[Person, ...]] = BLANK  # the people who move now; entered by a person
    children: Field[tuple[Person, ...]] = BLANK
    pregnancy_due: Field[Day] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Said):
    """A request that is no longer needed (forms.md F4)."""

    kind: ClassVar[str] = "withdrawal"
    reference: Field[str] = BLANK
    change: Field[str] = BLANK  # withdrawn | rehoused_elsewhere | consent_withdrawn | lost_contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A topic of the scheme's own questions and answers, with the words that ask about it (R070, R074)."""

    topic: str
    quote: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry(Said):
    kind: ClassVar[str] = "enquiry"
    reference: Field[str] = BLANK
    asked: tuple[Asked, ...] = ()  # no field of the contract: what a draft of an answer may be made of


PERHAPS_NONE = "The mail says that it is no complaint, or not yet one; read it by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Said):
    """Goes to the complaints team and is never read as anything else (R056)."""

    kind: ClassVar[str] = "complaint"
    reference: Field[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantMail(Said):
    """Written by a tenant: a person answers, never the machine (R012)."""

    kind: ClassVar[str] = "tenant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChange(Said):
    """A partner's own contact has changed («Dawn is the new named lead»): a task for the coordinator (R028)."""

    kind: ClassVar[str] = "contact_change"
    new_officer_name: Field[str] = BLANK
    new_officer_email: Field[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable(Said):
    """Not understood, and why: a sentence for the coordinator that says what to do. A value, not an exception."""

    kind: ClassVar[str] = "unreadable"
    why: str
    needs: str = ""  # what would let it be read: "password" | "opening" (by hand, then handed in) | "" (nothing that is known)
    reference: Field[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOrder(Said):
    """What only a coordinator may order, at the desk: no mail is ever read as one, whatever it says of itself."""

    kind: ClassVar[str] = "case_order"
    reference: Field[str] = BLANK
    order: Field[str] = BLANK  # a row of matching.orders.ORDERS
    partner: Field[str] = BLANK
    mailbox: Field[str] = BLANK
    bedrooms_needed: Field[int] = BLANK
    until: Field[Day] = BLANK
    decline_reason: Field[str] = BLANK
    ineligible_reason: Field[str] = BLANK
    groups: Field[tuple[str, ...]] = BLANK  # keys of the scheme's monitoring groups (R064)
    reason: Field[str] = BLANK


Reading: TypeAlias = (
    RequestForm
    | LandlordDecision
    | PropertyOffer
    | NilReturn
    | Outcome
    | Change
    | Withdrawal
    | Enquiry
    | Complaint
    | TenantMail
    | ContactChange
    | CaseOrder
    | Unreadable
)


class Fate(StrEnum):
    """What a delivery report says of one recipient."""

    FAILED = "failed"  # for good
    DELAYED = "delayed"  # still being tried
    DELIVERED = "delivered"  # or passed on
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One recipient in a delivery report, and what became of the letter to it."""

    addresses: tuple[str, ...]  # as first written and as passed on, lower case
    fate: Fate
    status: str = ""  # the enhanced status code: "5.1.1"
    said: str = ""  # the server's words, one short line; a stranger's, so never more than shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a delivery report tells of the letter it is about (F24). Its body is nobody's word and goes no further."""

    letters: tuple[str, ...] = ()  # Message-IDs of the letter that it brings back
    mentions: tuple[str, ...] = ()  # Message-IDs in its own thread headers and words: weaker
    subject: str = ""  # of the letter that it brings back, else its own
    recipients: tuple[Recipient, ...] = ()
    made_here: bool = False  # our own boundary's server wrote it
    tokens: tuple[str, ...] = ()  # words of the envelope that it brings back: of a letter of ours, if they are a token


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What one whole mail (or one bare document) says: who speaks, and the readings in it."""

    sender: str = ""  # the one plain From address, lower case; empty if there is not exactly one
    sender_name: str = ""  # as shown beside it; proves nothing
    sender_doubt: str = ""  # why `sender` is empty or not to be trusted, as a sentence
    sender_check: SenderCheck = SenderCheck.NONE
    automatic: Automatic = Automatic.NO
    subject: str = ""
    message_id: str = ""  # the sender's claim
    answers_to: tuple[str, ...] = ()  # Message-IDs of In-Reply-To and References, nearest first
    sent_at: str = ""  # the Date header as ISO 8601, the sender's claim
    words: str = ""  # fingerprint of its text and papers: what a reading does not hold may differ all the same (F11)
    urgent: str = ""  # the words that signal immediate danger (R007), empty if none
    readings: tuple[Reading, ...] = ()
    bounce: Bounce | None = None  # set when `automatic` is a bounce
    came_to: str = ""  # which of our addresses, where the configuration names them (R072)
    came_by: str = ""  # secure | open | empty: not known
    unreadable: str = ""  # set when the mail as a whole could not be read; then there are no readings


def as_json(mail: Mail, file: str) -> dict[str, Any]:
    """One line of `reciprocal read`, shaped as CONTRACT.md «What read prints». Blank fields are left out."""
    return {
        "file": file,
        "sender": mail.sender,
        "automatic": mail.automatic.value,
        "readings": [_reading_as_json(reading) for reading in mail.readings],
        "unreadable": mail.unreadable,
    }


def _reading_as_json(reading: Reading) -> dict[str, Any]:
    reference: Field[str] = getattr(reading, "reference", Field())
    doubts = (*reading.all_doubts(), *(f"{found.what} stands in {found.where}: {found.masked}" for found in reading.identity))
    return {
        "kind": reading.kind,
        "source": reading.source,
        "reference": reference.value,
        "fields": {key: _field_as_json(field) for key, field in reading.fields() if not field.blank},
        "missing": list(reading.missing),
        "doubts": list(dict.fromkeys((*doubts, *([reading.why] if isinstance(reading, Unreadable) else [])))),
    }


def _field_as_json(field: Field[Any]) -> dict[str, Any]:
    return {"value": plain(field.value), "quote": field.quote, "where": str(field.where), "doubt": field.doubt}


def plain(value: Any) -> Any:
    """A field's value as JSON has it."""
    match value:
        case Day():
            return value.isoformat()
        case Person():
            return {"age": value.age, "sex": value.sex}
        case tuple():
            return [plain(each) for each in value]
        case _:
            return value
