"""Marks of mails that no person wrote (F24-F26; R028, R071)."""

# ruff: noqa: E501 - headers and rows of a table stand on one line, as they come

from __future__ import annotations

from typing import Any

import pytest

from parsing.automatic import Marks, automatic_mark
from parsing.readings import Automatic

LEAVE = "I am on annual leave until 20 July. For urgent matters please contact Dawn."
ROWS: tuple[tuple[str, dict[str, Any], Automatic], ...] = (
    ("RFC 3834 header", {"headers": {"auto-submitted": ("auto-replied",)}, "words": "Nothing suitable."}, Automatic.OUT_OF_OFFICE),
    ("Outlook's subject", {"subject": "Automatic reply: ARC-01-26", "words": "Back soon."}, Automatic.OUT_OF_OFFICE),
    ("out of office in the subject", {"subject": "Out of Office Re: ARC-01-26", "words": LEAVE}, Automatic.OUT_OF_OFFICE),
    ("only words of leave", {"words": LEAVE}, Automatic.OUT_OF_OFFICE),
    ("an old responder", {"headers": {"x-autoreply": ("yes",)}}, Automatic.OUT_OF_OFFICE),
    ("an approval that mentions leave", {"subject": "Re: ARC-01-26", "words": "Approved from our side. I'm on leave next week."}, Automatic.NO),
    ("a handover that mentions leave", {"words": "She is on leave until Monday.", "has_papers": True}, Automatic.NO),
    ("an approval under an absence subject", {"subject": "Re: Out of office", "words": "Approved from our side. I was on leave when you wrote."}, Automatic.NO),
    ("a delivery report", {"report_type": "delivery-status"}, Automatic.BOUNCE),
    ("a bounce in words", {"subject": "Undeliverable: ARC", "headers": {"return-path": ("<>",)}, "words": "x"}, Automatic.BOUNCE),
    ("a bounce of a daemon", {"sender": "mailer-daemon@x.example", "words": "550 5.1.1 User unknown"}, Automatic.BOUNCE),
    ("a person who speaks of a bounce", {"subject": "Undeliverable mail?", "words": "Did you get mine?"}, Automatic.NO),
    ("a read receipt", {"report_type": "disposition-notification"}, Automatic.RECEIPT),
    ("a read receipt in words", {"subject": "Read: ARC-01-26", "words": "Your message was read on Monday."}, Automatic.RECEIPT),
    ("a person's words under «Read:»", {"subject": "Read: your mail", "words": "Approved from our side."}, Automatic.NO),
    ("twenty-five stations", {"headers": {"received": ("x",) * 25}}, Automatic.LOOP),
    ("twenty-four stations", {"headers": {"received": ("x",) * 24}, "words": "Approved."}, Automatic.NO),
    ("our own letter", {"headers": {"x-reciprocal-letter": ("1",), "auto-submitted": ("auto-generated",)}}, Automatic.LOOP),
    ("a mailing list", {"headers": {"list-id": ("<a>",)}, "words": "News."}, Automatic.BULK),
    ("precedence bulk", {"headers": {"precedence": ("bulk",)}, "words": "News."}, Automatic.BULK),
    ("a web form's notification", {"headers": {"auto-submitted": ("auto-generated",)}, "words": "Bedrooms: 2"}, Automatic.NO),
    ("a click on an invitation", {"subject": "Accepted: viewing ARC-01-26", "calendar": "reply"}, Automatic.RECEIPT),
    ("a click on an invitation in words", {"subject": "Accepted: viewing", "words": "Nadia has accepted this invitation."}, Automatic.RECEIPT),
    ("a person's words on an invitation", {"subject": "Accepted: panel", "calendar": "reply", "words": "Approved from our side."}, Automatic.NO),
    ("an acceptance that is none of a calendar", {"subject": "Accepted: ARC-01-26", "words": "She accepts the flat."}, Automatic.NO),
    ("an absence in German", {"subject": "Automatische Antwort: ARC-01-26", "words": "Ich bin im Urlaub."}, Automatic.OUT_OF_OFFICE),
    ("an absence in Notes' words", {"subject": "Nadia Ferris is out of the office (returning 20/07)", "words": "I will be out of the office until 20/07."}, Automatic.OUT_OF_OFFICE),
    ("an enquiry that has been received", {"subject": "RE: ARC-01-26", "words": "Thank you for contacting us. Your enquiry has been received and given the reference number 12345."}, Automatic.OUT_OF_OFFICE),
    ("a ticket that a machine's header marks", {"headers": {"auto-submitted": ("auto-generated",)}, "words": "Your request has been logged. A colleague looks at it."}, Automatic.OUT_OF_OFFICE),
    ("a form of a website that was received", {"headers": {"auto-submitted": ("auto-generated",)}, "words": "A form has been received.\nA: 1\nBedrooms: 2\nName of officer: O\nAgency: H\nPets: No"}, Automatic.NO),
    ("leave and an approval in one breath", {"words": "I'm on leave from Friday, but approved."}, Automatic.NO),
    ("a short approval and leave", {"words": "Approved. I will be out of the office next week, please contact Dawn if urgent."}, Automatic.NO),
    ("a mailbox that nobody reads", {"words": "This mailbox is not monitored. Please do not reply to this email."}, Automatic.OUT_OF_OFFICE),
    ("offices that are closed", {"words": "Our offices are closed for the holiday until 2 January. For emergencies please call the duty desk."}, Automatic.OUT_OF_OFFICE),
    ("a bounce in German", {"subject": "Unzustellbar: ARC-01-26", "headers": {"return-path": ("<>",)}}, Automatic.BOUNCE),
    ("a person who passes on a bounce", {"subject": "FW: Undeliverable: ARC-01-26", "words": "I got this, it couldn't be delivered."}, Automatic.NO),
    ("a receipt of Notes", {"subject": "Return Receipt", "words": "Return Receipt\n\nYour document: ARC-01-26"}, Automatic.RECEIPT),
    ("a person", {"subject": "Re: ARC-01-26", "words": "Approved."}, Automatic.NO),
)  # fmt: skip


@pytest.mark.parametrize(("case", "marks", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_mark_of(case: str, marks: dict[str, Any], expected: Automatic) -> None:
    assert automatic_mark(Marks(**marks)) is expected
