"""The rehearsal of a new region: one household's move and two mails for the coordinator, with invented people.

The papers are made from the scheme's own blank form, so that what is rehearsed is what the region's officers will send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from outbox.rebuilt_form import rebuilt_form
from parsing.forms import FORMS
from scheme.agreement import Scheme
from scheme.register import Partner
from scheme.terms import Reference
from service.config import WrongUsage

BOUNDARY = "mx.rehearsal.example"  # the authserv-id that the rehearsal's configuration trusts
OURS = "reciprocal@rehearsal.example"
OFFICER = ("Olive Marsh", "olive.marsh@harbour-advice.example")
STRANGER = ("Sam Stone", "sam.stone@nowhere.example")
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
MOST_AREAS = 5  # that the rehearsed household asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """The mails in their order (file name and bytes), and between which two areas the household moves."""

    mails: tuple[tuple[str, bytes], ...]
    home: str
    destination: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Who plays what."""

    scheme: Scheme
    home: Partner
    offering: Partner
    residence: str
    destination: str
    day: date

    @property
    def reference(self) -> str:
        return str(Reference(prefix=self.scheme.reference_prefix, sequence=1, year=self.day.year % 100))


def cast(partners: Sequence[Partner]) -> tuple[Partner, ...]:
    """The same landlords, each with invented mailboxes: a rehearsal writes to nobody, not even by its file names."""
    return tuple(_invented(partner, number) for number, partner in enumerate(partners, 1))


def _invented(partner: Partner, number: int) -> Partner:
    domain = f"{re.sub(r'[^a-z0-9]+', '-', partner.name.casefold()).strip('-') or 'landlord'}-{number}.example"
    return replace(
        partner,
        status="active",
        named_leads=(f"lead@{domain}",),
        circulars_to=(f"circulars@{domain}",),
        offers_from=(f"lettings@{domain}",),
    )


def play(scheme: Scheme, partners: Sequence[Partner], day: date) -> Play:
    """A request, its approval, an offer, its acceptance, the tenancy's start; then an approval by a stranger and a question."""
    parts = _parts(scheme, partners, day)
    mails = tuple(
        (f"{number:02} {name}.eml", _mail(who, subject, words, parts, number, form=number == 1))
        for number, (name, who, subject, words) in enumerate(_scenes(parts), 1)
    )
    return Play(mails=mails, home=parts.residence, destination=parts.destination)


def _parts(scheme: Scheme, partners: Sequence[Partner], day: date) -> _Parts:
    """The first landlord with a home, and the first other one that has homes somewhere else."""
    for home in partners:
        for offering in partners:
            elsewhere = [area for area in offering.areas if area not in home.areas[:1]]
            if offering.name != home.name and home.areas and elsewhere:
                return _Parts(
                    scheme=scheme, home=home, offering=offering, residence=home.areas[0], destination=elsewhere[0], day=day
                )
    raise WrongUsage("A rehearsal needs two landlords with homes in two areas: the register names no such pair.")


def _scenes(parts: _Parts) -> Iterator[tuple[str, tuple[str, str], str, str]]:
    """(file, who, subject, words) of each mail."""
    reply, started = f"RE: {parts.reference}", f"{parts.day.day:02}/{parts.day.month:02}/{parts.day.year}"
    lead = ("Named Lead", parts.home.named_leads[0])
    lettings = ("Lettings Team", parts.offering.offers_from[0])
    yield "a request comes in", OFFICER, "Property request", "Please find a property request form attached."
    yield "its landlord approves", lead, reply, "Approved. We understand that we will owe one home to the pot."
    yield "a landlord offers", lettings, reply, f"We can offer a 2 bed first floor flat in {parts.destination}."
    yield "the offer is accepted", OFFICER, reply, "We accept the offer."
    yield "the tenancy has started", OFFICER, reply, f"The tenancy started on {started}."
    yield "a stranger approves", STRANGER, reply, "Approved from our side."
    yield "an officer asks", OFFICER, "A question", "Could you tell me how a landlord becomes a partner, please?"


def _mail(who: tuple[str, str], subject: str, words: str, parts: _Parts, number: int, *, form: bool) -> bytes:
    name, address = who
    domain = address.rpartition("@")[2]
    message = EmailMessage()
    message["Authentication-Results"] = f"{BOUNDARY}; dmarc=pass header.from={domain}"
    message["From"] = f"{name} <{address}>"
    message["To"] = OURS
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.combine(parts.day, time(9), UTC) + timedelta(minutes=10 * number))
    message["Message-ID"] = f"<rehearsal.{number}@{domain}>"
    message.set_content(f"Hello,\n\n{words}\n\nKind regards\n{name}\n")
    if form:
        paper = rebuilt_form(title="Property request form", facts=tuple(_answers(parts)))
        message.add_attachment(paper, maintype=WORD[0], subtype=WORD[1], filename="Property request.docx")
    return message.as_bytes()


def _answers(parts: _Parts) -> Iterator[tuple[str, str]]:
    """The request form's own questions with the answers of an invented household."""
    given = _household(parts)
    form = next(form for form in FORMS if form.kind == "property_request")
    yield from ((question.labels[0], given[question.key]) for question in form.questions if question.key in given)


def _household(parts: _Parts) -> dict[str, str]:
    day = f"{parts.day.day:02}/{parts.day.month:02}/{parts.day.year}"
    others = [area.name for area in parts.scheme.areas if area.name not in {parts.residence, parts.destination}]
    ground = parts.scheme.grounds[0]
    name, address = OFFICER
    return {
        "consent_given": "Yes",
        "consent_date": day,
        "referral_date": day,
        "applicant_landlord": parts.home.name,
        "area_residence": parts.residence,
        "current_bedrooms": "2",
        "current_floor": "1",
        "current_type": "Flat",
        "tenancy_type": "Secure",
        "joint_tenancy": "No",
        "other_tenant_is_perpetrator": "No",
        "currently_staying": "At home",
        "overcrowded": "No",
        "adults": "F 34",
        "children": "M 9, F 7",
        "bedrooms_needed": "2",
        "areas_requested": ", ".join((parts.destination, *others[: MOST_AREAS - 1])),
        "areas_at_risk": parts.residence,
        "pets": "No",
        "pets_rehome": "No",
        "risk_primary": ground.label,
        "support_agency": "Harbour Advice",
        "officer_name": name,
        "officer_role": "Support worker",
        "officer_agency": "Harbour Advice",
        "officer_email": address,
        "officer_phone": "020 7946 0123",
    }
