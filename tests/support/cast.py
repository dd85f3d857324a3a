"""The cast of every story: the same few invented people, and mails as their mail servers would hand them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

BOUNDARY = "mx.reciprocal.example"  # the authserv-id that our configuration trusts

OFFICER = "Olive Marsh <olive.marsh@harbour-advice.example>"
HACKNEY_LEAD = "Nadia Ferris <nadia.ferris@hackney.example>"
CAMDEN_LEAD = "Colm Darby <colm.darby@camden.example>"
BRENT_VOIDS = "Voids Team <voids@brent.example>"
CLARION_VOIDS = "Lettings <lettings@clarion.example>"
STRANGER = "Sam Stone <sam.stone@nowhere.example>"
OURS = "reciprocal@reciprocal.example"

REGISTER = """name,kind,aliases (;),areas (;),named_leads (;),circulars_to (;),offers_from (;),status,since
Hackney,council,,Hackney,nadia.ferris@hackney.example,circulars@hackney.example,voids@hackney.example,active,2017-01-01
Camden,council,,Camden,colm.darby@camden.example,circulars@camden.example,voids@camden.example,active,2017-01-01
Brent,council,,Brent,lead@brent.example,circulars@brent.example,voids@brent.example,active,2017-01-01
Ealing,council,,Ealing,lead@ealing.example,circulars@ealing.example,voids@ealing.example,active,2017-01-01
Clarion,association,,Brent;Merton;Hackney,lead@clarion.example,circulars@clarion.example,lettings@clarion.example,active,2017-01-01
"""

START = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
YEAR = datetime.now(UTC).year % 100  # references carry the year of the system's clock


def ref(sequence: int) -> str:
    """The reference of the n-th case of a fresh region."""
    return f"ARC-{sequence:02}-{YEAR:02}"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    name: str
    data: bytes
    content_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def mail(
    sender: str,
    subject: str,
    body: str = "",
    *,
    attachments: Sequence[Attachment] = (),
    verdict: str = "pass",
    number: int = 1,
    answers_to: str = "",
    extra: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A mail as it lies in our mailbox: the boundary's verdict on top, then what the sender's client wrote.

    `verdict` is the boundary's dmarc result, or "" for a mail that no trusted boundary has looked at.
    """
    address = sender.rpartition("<")[2].rstrip(">")
    domain = address.rpartition("@")[2]
    message = EmailMessage()
    if verdict:
        message["Authentication-Results"] = f"{BOUNDARY}; dmarc={verdict} header.from={domain}"
    message["From"] = sender
    message["To"] = OURS
    message["Subject"] = subject
    message["Date"] = format_datetime(START + timedelta(hours=number))
    message["Message-ID"] = f"<{number}.{abs(hash_of(sender + subject + body))}@{domain}>"
    if answers_to:
        message["In-Reply-To"] = answers_to
    for name, value in extra:
        message[name] = value
    message.set_content(body)
    for each in attachments:
        kind, _, subtype = each.content_type.partition("/")
        message.add_attachment(each.data, maintype=kind, subtype=subtype, filename=each.name)
    return message.as_bytes()


def hash_of(text: str) -> int:
    """Python's own hash differs from run to run; a story's Message-IDs must not."""
    return int.from_bytes(text.encode()[-12:].ljust(12, b"."), "big") % 10**12 + sum(text.encode())
