"""The letters: a row for each kind and audience. To add one, write its row here and its body in the templates.

The body stands in `templates/<kind>/<audience>.txt`. The subject is fixed words behind the reference, so that it cannot
carry a fact (D7). The texts are the agreement's own (`Scheme.texts`) and stand in the letter in this order.
"""

from __future__ import annotations

from dataclasses import dataclass

from matching.decision import Letter
from outbox.disclosure import Audience, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    kind: str
    audience: Audience
    subject: str  # behind the reference
    facts: tuple[Item, ...] = ()  # what the body may use, besides the reference
    texts: tuple[str, ...] = ()  # keys of Scheme.texts that it always carries
    form: bool = False  # the facts are attached as a rebuilt Word form

    @property
    def body(self) -> str:
        """Name of the body's template."""
        return f"{self.kind}/{self.audience.value}.txt"

    @property
    def items(self) -> frozenset[Item]:
        return frozenset({Item.CASE, Item.REFERENCE, *self.facts})


_REQUEST = (Item.AREAS_REQUESTED, Item.AREAS_AT_RISK, Item.HOUSEHOLD_BANDS, Item.NEEDS)
_OFFICER = Audience.OFFICER
_HOME = Audience.HOME_LANDLORD
_STOCK = Audience.STOCK_LANDLORD
_OFFERING = Audience.OFFERING_LANDLORD

LETTERS: tuple[LetterKind, ...] = (
    # A request comes in.
    LetterKind(
        kind="acknowledgement",
        audience=_OFFICER,
        subject="request received",
        facts=(*_REQUEST, Item.APPLICANT_LANDLORD, Item.MISSING),
        texts=(
            "not_emergency",  # R006
            "keep_tenancy",  # R008
            "tenancy_may_differ",  # R009
            "not_a_provider",  # R010
            "officer_duties",  # R017
            "agency_duties",  # R018
            "more_areas",  # R040
            "kind_of_homes",  # R041
        ),
    ),
    LetterKind(
        kind="more_information",
        audience=_OFFICER,
        subject="more information needed",
        facts=(Item.MISSING,),
        texts=("not_emergency",),
    ),
    LetterKind(
        kind="landlord_not_registered",
        audience=_OFFICER,
        subject="the landlord does not take part yet",
        facts=(Item.APPLICANT_LANDLORD,),
        texts=("not_emergency", "keep_tenancy"),
    ),
    # The landlord's approval (R025, R027).
    LetterKind(
        kind="approval_request",
        audience=_HOME,
        subject="approval requested",
        facts=(
            Item.AREA_OF_RESIDENCE,
            Item.RISK_GROUP,
            Item.HOUSEHOLD_BANDS,
            Item.NEEDS,
            Item.OFFICER_CONTACT,
            Item.APPLICANT_LANDLORD,
        ),
        texts=("owing", "landlord_acts"),
    ),
    LetterKind(  # a reminder names no more than the first letter did
        kind="approval_chase",
        audience=_HOME,
        subject="approval still awaited",
        facts=(Item.AREA_OF_RESIDENCE, Item.HOUSEHOLD_BANDS, Item.NEEDS, Item.OFFICER_CONTACT, Item.APPLICANT_LANDLORD),
        texts=("owing",),
    ),
    LetterKind(
        kind="approval_amended",
        audience=_HOME,
        subject="the request has changed",
        facts=(
            Item.AREA_OF_RESIDENCE,
            Item.RISK_GROUP,
            Item.HOUSEHOLD_BANDS,
            Item.NEEDS,
            Item.OFFICER_CONTACT,
            Item.APPLICANT_LANDLORD,
        ),
        texts=("owing",),
    ),
    LetterKind(kind="approval_recorded", audience=_HOME, subject="approval recorded"),
    LetterKind(kind="approval_recorded", audience=_OFFICER, subject="approval recorded"),
    LetterKind(kind="cap_reached", audience=_HOME, subject="approved and on hold", facts=(Item.OWN_BALANCE,)),
    LetterKind(kind="on_hold", audience=_OFFICER, subject="on hold", texts=("not_emergency",)),
    LetterKind(kind="declined", audience=_OFFICER, subject="not approved", facts=(Item.OUTCOME,), texts=("keep_tenancy",)),
    # The circular (R037, D10).
    LetterKind(
        kind="circular",
        audience=_STOCK,
        subject="a home is wanted",
        facts=(Item.AREAS_IN_STOCK, Item.NEEDS, Item.HOUSEHOLD_BANDS, Item.OFFICER_CONTACT),
        form=True,
    ),
    LetterKind(
        kind="circular_amended",
        audience=_STOCK,
        subject="the request has changed",
        facts=(Item.AREAS_IN_STOCK, Item.NEEDS, Item.HOUSEHOLD_BANDS, Item.OFFICER_CONTACT),
        form=True,
    ),
    LetterKind(
        kind="circulated", audience=_OFFICER, subject="sent to landlords", facts=(Item.AREAS_REQUESTED,), texts=("more_areas",)
    ),
    # Offers (R042–R046).
    LetterKind(
        kind="offer_notice",
        audience=_OFFICER,
        subject="a home is offered",
        facts=(Item.HOME, Item.HOME_ADDRESS, Item.DESTINATION),
        texts=("no_guarantee", "tenancy_may_differ", "not_a_provider"),  # R045, R009, R010
    ),
    LetterKind(
        kind="offer_recorded", audience=_OFFERING, subject="your offer is recorded", facts=(Item.HOME, Item.OFFICER_CONTACT)
    ),
    LetterKind(
        kind="offer_heard", audience=_OFFERING, subject="we hear of your offer", facts=(Item.HOME, Item.OFFICER_CONTACT)
    ),  # R042
    LetterKind(
        kind="offer_reminder",
        audience=_OFFICER,
        subject="an answer is awaited",
        facts=(Item.HOME, Item.DESTINATION),
        texts=("no_guarantee",),
    ),
    LetterKind(kind="offer_withdrawn", audience=_OFFICER, subject="an offer is withdrawn", facts=(Item.DESTINATION, Item.HOME)),
    LetterKind(kind="offer_withdrawn", audience=_OFFERING, subject="your offer is withdrawn"),
    LetterKind(
        kind="acceptance_recorded",
        audience=_OFFICER,
        subject="acceptance recorded",
        facts=(Item.DESTINATION,),
        texts=("keep_tenancy",),
    ),
    LetterKind(kind="acceptance_recorded", audience=_OFFERING, subject="your offer is accepted", facts=(Item.OFFICER_CONTACT,)),
    LetterKind(kind="acceptance_waits", audience=_OFFICER, subject="please wait", texts=("keep_tenancy",)),
    LetterKind(kind="acceptance_waits", audience=_OFFERING, subject="please wait"),
    LetterKind(
        kind="refusal_recorded",
        audience=_OFFICER,
        subject="refusal recorded",
        facts=(Item.DESTINATION, Item.OUTCOME),
        texts=("no_guarantee",),
    ),
    LetterKind(kind="refusal_recorded", audience=_OFFERING, subject="your offer is not taken up"),
    LetterKind(kind="offer_gone", audience=_OFFICER, subject="a home is no longer free", facts=(Item.DESTINATION, Item.HOME)),
    LetterKind(kind="offer_no_longer_needed", audience=_OFFERING, subject="your offer is no longer needed"),
    LetterKind(kind="offer_not_now", audience=_OFFERING, subject="not open for offers"),
    # The move and the pot (R047). The home landlord never learns where the household went (D11).
    LetterKind(kind="move_recorded", audience=_OFFICER, subject="move recorded", texts=("agency_duties",)),
    LetterKind(kind="home_counted", audience=_OFFERING, subject="your home is counted", facts=(Item.OWN_BALANCE,)),
    LetterKind(kind="home_owed", audience=_HOME, subject="one home is owed", facts=(Item.OWN_BALANCE,), texts=("landlord_acts",)),
    # What the clocks ask (R006: where a family waits, the letter says where help is).
    LetterKind(kind="still_needed", audience=_OFFICER, subject="is the move still needed", texts=("not_emergency",)),
    LetterKind(kind="lapse_warning", audience=_OFFICER, subject="about to be closed", texts=("not_emergency", "keep_tenancy")),
    LetterKind(kind="lapse_warning", audience=_HOME, subject="about to be closed"),
    # Endings and changes (D12).
    LetterKind(kind="closed", audience=_STOCK, subject="closed"),
    LetterKind(kind="closed", audience=_OFFERING, subject="closed"),
    LetterKind(kind="case_closed", audience=_OFFICER, subject="closed", texts=("keep_tenancy",)),
    LetterKind(kind="case_closed", audience=_HOME, subject="closed"),
    LetterKind(kind="case_closed", audience=_OFFERING, subject="closed"),  # a landlord that was asked, and was not the right one
    LetterKind(kind="withdrawal_recorded", audience=_OFFICER, subject="withdrawal recorded", texts=("keep_tenancy",)),
    LetterKind(kind="withdrawal_recorded", audience=_HOME, subject="closed"),
    LetterKind(kind="officer_changed", audience=_OFFICER, subject="you are no longer its officer"),
    LetterKind(kind="reopened", audience=_OFFICER, subject="open again", texts=("not_emergency", "keep_tenancy")),
    LetterKind(kind="reopened", audience=_HOME, subject="open again"),
    LetterKind(kind="not_eligible", audience=_OFFICER, subject="not eligible", facts=(Item.OUTCOME,), texts=("keep_tenancy",)),
    LetterKind(kind="recall", audience=_STOCK, subject="please delete"),
    LetterKind(kind="recall", audience=_OFFERING, subject="please delete"),
    LetterKind(kind="recall", audience=_HOME, subject="please delete"),
    # A request rests, and goes on.
    LetterKind(kind="request_paused", audience=_OFFICER, subject="paused", texts=("keep_tenancy",)),
    LetterKind(kind="request_paused", audience=_STOCK, subject="please do not offer for now"),
    LetterKind(kind="request_open_again", audience=_OFFICER, subject="open again"),
    LetterKind(kind="request_open_again", audience=_STOCK, subject="open again"),
    LetterKind(
        kind="lead_contact", audience=_OFFICER, subject="a named lead", facts=(Item.APPLICANT_LANDLORD, Item.LEAD_ADDRESSES)
    ),  # only by the coordinator's order (R028)
    LetterKind(kind="change_recorded", audience=_OFFICER, subject="change recorded", facts=_REQUEST),
    LetterKind(kind="change_asked", audience=_OFFICER, subject="a change was asked for"),
    LetterKind(kind="change_asked", audience=_HOME, subject="a change was asked for"),
    # By the coordinator's word: what is missing or in doubt in its reader's own mail.
    LetterKind(kind="please_tell_us", audience=_OFFICER, subject="we ask you about your e-mail", facts=(Item.MISSING,)),
    LetterKind(kind="please_tell_us", audience=_HOME, subject="we ask you about your e-mail", facts=(Item.MISSING,)),
    LetterKind(kind="please_tell_us", audience=_OFFERING, subject="we ask you about your e-mail", facts=(Item.MISSING,)),
)

KINDS: tuple[str, ...] = tuple(dict.fromkeys(row.kind for row in LETTERS))


class NoSuchLetter(Exception):
    """Our own fault: a letter was decided that nobody has written for its audience. Nothing is sent."""


def row_for(letter: Letter) -> LetterKind:
    """The row of a letter: its kind, and who reads it."""
    audience = audience_of(letter)
    for row in LETTERS:
        if row.kind == letter.kind and row.audience is audience:
            return row
    raise NoSuchLetter(f"There is no letter «{letter.kind}» to the audience «{audience}»: add its row to LETTERS.")


def audience_of(letter: Letter) -> Audience:
    """An officer, unless a landlord is named; the applicant's own landlord always comes first, since it may know least."""
    if not letter.partner:
        return Audience.OFFICER
    if letter.partner == letter.case.landlord:
        return Audience.HOME_LANDLORD
    written = {row.audience for row in LETTERS if row.kind == letter.kind}
    offered = any(offer.landlord == letter.partner for offer in letter.case.offers)
    if Audience.STOCK_LANDLORD in written and not (offered and Audience.OFFERING_LANDLORD in written):
        return Audience.STOCK_LANDLORD
    return Audience.OFFERING_LANDLORD
