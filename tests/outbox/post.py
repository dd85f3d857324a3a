"""The cast of the letter tests, and a post office for them: every letter to everybody it is written to.

The people and landlords are invented. Areas are taken from the scheme at hand, so that both regions are tried.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass, replace
from datetime import date
from email.message import EmailMessage
from functools import lru_cache

from matching.case import Case, Household, Offer, OfferState, Officer, State
from matching.decision import Letter, OfferedHome
from matching.ledger import Balance
from outbox.compose import compose
from outbox.disclosure import Audience
from outbox.leaks import leaks
from outbox.letters import LETTERS, LetterKind
from outbox.message import OutboundMessage
from scheme.agreement import Scheme, load, shipped
from scheme.register import Partner

SENDER = "Reciprocal <reciprocal@pot.example>"
TODAY = date(2026, 7, 21)
SCHEMES = ("pan_london", "northmere")
OFFICER = Officer(
    name="Ada Okafor", email="ada.okafor@harbour.example", agency="Harbour Women's Aid", role="IDVA", phone="020 7946 0123"
)
SECOND = Officer(name="Tom Baines", email="tom.baines@harbour.example", agency="Harbour Women's Aid", phone="07700 900123")
OFFER_STATES = {
    "acceptance_recorded": OfferState.ACCEPTED,
    "refusal_recorded": OfferState.REFUSED,
    "offer_withdrawn": OfferState.WITHDRAWN,
    "offer_gone": OfferState.GONE,
    "home_counted": OfferState.HOUSED,
}
CASE_STATES = {
    "acknowledgement": State.AWAITING_APPROVAL,
    "more_information": State.RECEIVED,
    "landlord_not_registered": State.RECEIVED,
    "approval_request": State.AWAITING_APPROVAL,
    "cap_reached": State.HELD_AT_CAP,
    "on_hold": State.HELD_AT_CAP,
    "declined": State.DECLINED,
    "approval_chase": State.AWAITING_APPROVAL,
    "offer_reminder": State.OFFERED,
    "offer_notice": State.OFFERED,
    "offer_recorded": State.OFFERED,
    "offer_heard": State.OFFERED,
    "acceptance_recorded": State.ACCEPTED,
    "offer_not_now": State.ACCEPTED,
    "move_recorded": State.MOVED,
    "home_counted": State.MOVED,
    "home_owed": State.MOVED,
    "closed": State.WITHDRAWN,
    "case_closed": State.LAPSED,
    "withdrawal_recorded": State.WITHDRAWN,
}


@lru_cache(maxsize=4)
def the_scheme(name: str) -> Scheme:
    return load(shipped(name)).with_register((home_landlord(name), stock_landlord(name), offering_landlord(name)))


@lru_cache(maxsize=4)
def places(name: str) -> tuple[str, ...]:
    """Names of areas: of residence, at risk, wanted (three), wanted by nobody."""
    return tuple(area.name for area in load(shipped(name)).areas)


def home_landlord(name: str) -> Partner:
    """A council, so that its name is the area of residence as well."""
    area = places(name)[0]
    return Partner(
        name=area, kind="council", areas=(area,), named_leads=("lead@home.example",), circulars_to=("voids@home.example",)
    )


def stock_landlord(name: str) -> Partner:
    return Partner(
        name="Fernlea Homes",
        areas=(places(name)[2], places(name)[3], places(name)[5]),
        named_leads=("lead@fernlea.example",),
        circulars_to=("voids@fernlea.example",),
        offers_from=("lettings@fernlea.example",),
    )


def offering_landlord(name: str) -> Partner:
    return Partner(
        name="Quaystone Trust",
        areas=(places(name)[2], places(name)[4]),
        named_leads=("lead@quaystone.example",),
        circulars_to=("voids@quaystone.example",),
        offers_from=("lettings@quaystone.example",),
    )


def the_case(name: str, kind: str) -> Case:
    residence, risk, *wanted = places(name)
    scheme = load(shipped(name))
    return Case(
        reference=f"{scheme.reference_prefix}-07-26",
        state=CASE_STATES.get(kind, State.CIRCULATED),
        policy=scheme.policies[-1].version,
        landlord=residence,
        area_residence=residence,
        bedrooms=2,
        areas_requested=tuple(wanted[:3]),
        areas_at_risk=(risk,),
        risk_primary="stalking",
        household=Household(adults=1, children=3, under_5=1, aged_5_to_10=2, expecting=True),
        ground_floor_only=False,
        step_free=True,
        pets=True,
        pets_rehome=True,
        officers=(OFFICER, SECOND),
        received_on=date(2026, 7, 1),
        complete_on=date(2026, 7, 1),
        approved_on=None if kind == "approval_chase" else date(2026, 7, 10),
        approved_by="lead@home.example",
        circulated_on=date(2026, 7, 12),
        circulated_to=("Fernlea Homes", "Quaystone Trust"),
        offers=(
            Offer(
                id="7f3a9c-offer",
                landlord="Quaystone Trust",
                area=wanted[2],
                bedrooms=2,
                state=OFFER_STATES.get(kind, OfferState.OPEN),
                made_on=date(2026, 7, 20),
                made_by="lettings@quaystone.example",
            ),
        ),
        form_fingerprint="c0ffee" * 10,
        cap_override="the director has agreed to it",
    )


def the_home(name: str) -> OfferedHome:
    return OfferedHome(
        landlord="Quaystone Trust",
        area=places(name)[4],
        bedrooms=2,
        property_type="maisonette",
        floor=1,
        lift=True,
        address="Flat 3, 12 Invented Way, ZZ99 9ZZ",
        tenure="assured",
        rent="139.00",
        rent_period="week",
        pets_allowed=True,
        available_from=date(2026, 8, 1),
        viewing_date=date(2026, 8, 3),
        reply_by=date(2026, 8, 5),
    )


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A composed letter with everything that the gate needs."""

    letter: Letter
    message: OutboundMessage
    partner: Partner | None
    scheme: Scheme
    home: Partner | None = None  # the case's own landlord

    @property
    def case(self) -> Case:
        return self.letter.case

    def leaks(self, data: bytes | None = None, **changes: object) -> tuple[str, ...]:
        """What the gate says, of these bytes instead of the message's if given."""
        message = self.message if data is None else replace(self.message, data=data)
        context = {
            "case": self.case,
            "partner": self.partner,
            "home": self.home,
            "scheme": self.scheme,
            "sender": SENDER,
        } | changes
        return leaks(message, **context)  # type: ignore[arg-type]  # changes are whatever a test alters

    def parsed(self) -> EmailMessage:
        return parsed(self.message.data)

    @property
    def text(self) -> str:
        return part(self.message.data, "plain")


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    assert isinstance(message, EmailMessage)
    return message


def part(data: bytes, kind: str) -> str:
    body = parsed(data).get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def as_read(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def the_letter(row: LetterKind, name: str, **changes: object) -> tuple[Letter, Partner | None]:
    partners = {
        Audience.HOME_LANDLORD: home_landlord(name),
        Audience.STOCK_LANDLORD: stock_landlord(name),
        Audience.OFFERING_LANDLORD: offering_landlord(name),
    }
    partner = partners.get(row.audience)
    boxes = {
        Audience.HOME_LANDLORD: "lead@home.example",
        Audience.STOCK_LANDLORD: "voids@fernlea.example",
        Audience.OFFERING_LANDLORD: "lettings@quaystone.example",
    }
    letter = Letter(
        kind=row.kind,
        to=boxes.get(row.audience, OFFICER.email),
        case=the_case(name, row.kind),
        partner=partner.name if partner else "",
        home=the_home(name),
        balance=Balance(given=1, received=3, reserved=1),
        missing=("consent_given", "children", "tenancy_type|tenancy_owed"),
        reason="area_unsafe",
        contacts=home_landlord(name).named_leads if row.kind == "lead_contact" else (),
        released=("lead_addresses",) if row.kind == "lead_contact" else (),
    )
    return replace(letter, **changes), partner  # type: ignore[arg-type]  # changes are fields of Letter


def post(kind: str, audience: Audience = Audience.OFFICER, name: str = "pan_london", **changes: object) -> Posted:
    """The letter of a kind to an audience, composed."""
    row = next(row for row in LETTERS if (row.kind, row.audience) == (kind, audience))
    letter, partner = the_letter(row, name, **changes)
    scheme = the_scheme(name)
    message = compose(letter, cause="c0ffee:1", scheme=scheme, partner=partner, sender=SENDER, today=TODAY)
    return Posted(letter=letter, message=message, partner=partner, scheme=scheme, home=home_landlord(name))
