"""The mails that the world's people and machines write, as their servers would hand them over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from tests.support.cast import BOUNDARY, OURS, Attachment, mail
from tests.support.papers import request_form
from tests.support.word_maker import form_docx

AGENCY = "harbour-advice.example"
OFFICERS = ("Olive Marsh", "Dora Quill", "Ines Pole", "Theo Wren", "Maya Frost", "Ugo Lane")


@dataclass(frozen=True, kw_only=True)
class Landlord:
    """One partner as the world's people know it: who approves, who offers, and where its homes are."""

    name: str
    written: str  # as an officer writes it into the form
    area: str
    lead: str
    circulars_to: str
    offers_from: str


def _council(area: str, lead: str) -> Landlord:
    domain = f"{area.lower()}.example"
    return Landlord(
        name=area,
        written=f"{area} Council",
        area=area,
        lead=lead,
        circulars_to=f"circulars@{domain}",
        offers_from=f"Voids Team <voids@{domain}>",
    )


HACKNEY = _council("Hackney", "Nadia Ferris <nadia.ferris@hackney.example>")
CAMDEN = _council("Camden", "Colm Darby <colm.darby@camden.example>")
BRENT = _council("Brent", "Lena Stow <lead@brent.example>")
CLARION = Landlord(
    name="Clarion",
    written="Clarion Housing",
    area="Brent",
    lead="Rory Penn <lead@clarion.example>",
    circulars_to="circulars@clarion.example",
    offers_from="Lettings <lettings@clarion.example>",
)


def dated(data: bytes, day: datetime) -> bytes:
    """The mail under the day on which its world began: the same bytes in every world of that day."""
    return re.sub(rb"(?m)^Date: .*$", b"Date: " + format_datetime(day).encode(), data, count=1)


def bare(written: str) -> str:
    """The address without its name."""
    return written.rpartition("<")[2].rstrip(">").lower()


def officer_of(household: int) -> str:
    name = OFFICERS[household]
    return f"{name} <{name.lower().replace(' ', '.')}@{AGENCY}>"


@lru_cache(maxsize=64)
def request(household: int, home: Landlord, wanted: str) -> bytes:
    name = OFFICERS[household]
    answers: Mapping[str, str] = {
        "Date of consent": "05/10/2026",
        "Date of request": f"{10 + household}/10/2026",
        "Applicant's landlord": home.written,
        "Borough of residence": home.area,
        "Boroughs requested": wanted,
        "Areas to avoid": home.area,
        "Details of adults (above 18) requesting to move": f"1 adult, female, {30 + household}",
        "Nominating officer": name,
        "Officer's e-mail": bare(officer_of(household)),
    }
    form = Attachment(name="Property request.docx", data=request_form(**answers))
    words = f"Hello,\n\nPlease find a property request form attached.\n\nKind regards\n{name}\nHarbour Advice\n"
    return mail(officer_of(household), "Property request", words, attachments=[form], number=100 + household)


@lru_cache(maxsize=1024)
def reply(sender: str, reference: str, words: str, number: int, *, verdict: str = "pass") -> bytes:
    name = sender.partition(" <")[0]
    return mail(sender, f"RE: {reference}", f"Hello,\n\n{words}\n\nKind regards\n{name}", number=number, verdict=verdict)


@lru_cache(maxsize=256)
def offer_form(landlord: Landlord, reference: str, number: int) -> bytes:
    """An offer with the home's address in it."""
    rows = (
        ("Reference", reference),
        ("Borough", landlord.area),
        ("Bedrooms", "2"),
        ("Property type", "Flat"),
        ("Floor", "First"),
        ("Address", f"{number} Example House, ZZ9 9ZZ"),
        ("Rent", "£128.40 pw"),
        ("Reply by", "30/04/2027"),
    )
    form = Attachment(name="Property offer.docx", data=form_docx(rows, title="Property offer"))
    words = "Hello,\n\nPlease find our offer attached.\n\nKind regards\nVoids Team"
    return mail(landlord.offers_from, f"RE: {reference}", words, attachments=[form], number=number)


def offer_in_words(landlord: Landlord, reference: str, number: int) -> bytes:
    words = f"We can offer a 2 bed first floor flat in {landlord.area} for this household, £128.40 per week."
    return reply(landlord.offers_from, reference, words, number)


def out_of_office(address: str, subject: str, number: int, *, honest: bool) -> bytes:
    """A robot's answer, with the mark of RFC 3834 or, as many write, without it and under an address that changes each time."""
    if honest:
        return mail(
            address,
            f"Automatic reply: {subject}",
            "I am out of the office until Monday.",
            number=number,
            extra=[("Auto-Submitted", "auto-replied")],
        )
    local, _, domain = address.rpartition("@")
    return mail(f"{local}{number}@{domain}", f"Automatic reply: {subject}", "I am on leave until Monday.", number=number)


def came_back(letter: bytes, to: str) -> bytes:
    """The delivery report of the recipient's own server (RFC 3464)."""
    domain = to.rpartition("@")[2]
    headers = letter.split(b"\r\n\r\n", 1)[0].replace(b"\r\n", b"\n").decode()
    said = f"smtp; 550 5.1.1 <{to}>: Recipient address rejected: User unknown"
    of_letter = f"Reporting-MTA: dns; mx.{domain}\n\n"
    of_reader = f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: {said}"
    parts = (
        ("text/plain; charset=us-ascii", "This is the mail system. Your message could not be delivered.\n"),
        ("message/delivery-status", of_letter + of_reader),
        ("text/rfc822-headers", headers),
    )
    body = "".join(f"--=_dsn\nContent-Type: {kind}\n\n{text}\n\n" for kind, text in parts)
    identity = headers.partition("Message-ID: <")[2].partition("@")[0]
    head = (
        f"Return-Path: <>\nAuthentication-Results: {BOUNDARY}; dmarc=pass header.from={domain}\n"
        f"From: Mail Delivery System <MAILER-DAEMON@{domain}>\nTo: {OURS}\nSubject: Undelivered Mail Returned to Sender\n"
        f"Date: Tue, 17 Nov 2026 10:00:00 +0000\nMessage-ID: <dsn.{identity}@{domain}>\nAuto-Submitted: auto-replied\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="=_dsn"\n\n'
    )
    return f"{head}{body}--=_dsn--\n".encode()


def other_words(genuine: bytes) -> bytes:
    """Another mail under the Message-ID of a genuine one (F11)."""
    said = genuine.decode("ascii", "replace").partition("Message-ID: ")[2].partition("\n")[0]
    sender = genuine.decode("ascii", "replace").partition("From: ")[2].partition("\n")[0]
    made = mail(sender, "Another matter", "Hello,\n\nThank you for your time yesterday.\n\nKind regards", number=900)
    head, _, rest = made.partition(b"Message-ID: ")
    return head + b"Message-ID: " + said.encode() + b"\n" + rest.partition(b"\n")[2]


def poison(number: int, harm: str) -> bytes:
    return mail(
        "Sam Stone <sam.stone@nowhere.example>", f"Odd paper {number}", f"This mail will {harm} its reader.", number=number
    )
