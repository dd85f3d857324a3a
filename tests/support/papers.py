"""The papers of the stories: a whole request form, and the replies that follow it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.cast import CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, Attachment, mail
from tests.support.word_maker import form_docx

# A clean, complete form: every required question is answered.
ANSWERS: Mapping[str, str] = {
    "Applicant has given consent": "☒ Yes ☐ No",
    "Date of consent": "30/10/2026",
    "Date of request": "02/11/2026",
    "Applicant's landlord": "Hackney Council",
    "Borough of residence": "Hackney",
    "Number of bedrooms, floor and type of current property": "2 bed, 1st floor flat",
    "Tenancy type": "Secure",
    "Sole/joint tenancy": "Sole",
    "Is the perpetrator on the tenancy?": "No",
    "Where is the applicant living now?": "At home",
    "Is the household currently overcrowded?": "No",
    "Details of adults (above 18) requesting to move": "1 adult, female, 34",
    "Details of children": "2 children: boy 9, girl 7",
    "Bedrooms requested": "2",
    "Boroughs requested": "Camden, Brent",
    "Areas to avoid": "Hackney",
    "Pets": "No",
    "Would you rehome your pet?": "N/A",
    "Reason for request": "Domestic abuse",
    "Support in place": "Harbour Advice, IDVA service",
    "Nominating officer": "Olive Marsh",
    "Job title": "IDVA",
    "Agency": "Harbour Advice",
    "Officer's e-mail": "olive.marsh@harbour-advice.example",
    "Officer's telephone": "020 7946 0123",
}


def request_form(**changes: str) -> bytes:
    """A filled form; `changes` by label (spaces as underscores do not work: pass a mapping by **)."""
    return form_docx(tuple({**ANSWERS, **changes}.items()))


def request_mail(form: bytes, *, sender: str = OFFICER, number: int = 1, name: str = "Property request.docx") -> bytes:
    body = "Hello,\n\nPlease find a property request form attached.\n\nKind regards\nOlive Marsh\nHarbour Advice\n"
    return mail(sender, "Property request", body, attachments=[Attachment(name=name, data=form)], number=number)


def approval(reference: str, *, sender: str = HACKNEY_LEAD, number: int = 2, words: str = "") -> bytes:
    said = words or "Approved from our side, and we understand that we will owe one home to the pot."
    return mail(sender, f"RE: {reference}: approval requested", f"Hello,\n\n{said}\n\nKind regards\nNadia Ferris", number=number)


def offer(reference: str, *, sender: str = CAMDEN_LEAD, number: int = 3, words: str = "") -> bytes:
    said = (
        words
        or "We can offer a 2 bed first floor flat in Camden for this household, £128.40 per week. Please reply by 20/11/2026."
    )
    return mail(sender, f"RE: {reference}", f"Hello,\n\n{said}\n\nKind regards\nColm Darby", number=number)


def outcome(reference: str, words: str, *, sender: str = OFFICER, number: int = 4) -> bytes:
    return mail(sender, f"RE: {reference}", f"Hello,\n\n{words}\n\nKind regards\nOlive Marsh", number=number)


def with_attachments(*files: tuple[str, bytes], sender: str = OFFICER, number: int = 5) -> bytes:
    """A mail that says nothing of its own, with files of these names."""
    papers = [Attachment(name=name, data=data) for name, data in files]
    return mail(sender, "Property request", "Please see attached.", attachments=papers, number=number)
