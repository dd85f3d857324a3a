"""What the store's tests put in: the same few landlords, one case, one letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ingest.message import Place, RawMessage
from matching.case import Case, Officer, State
from outbox.message import OutboundMessage, letter_id
from store import cases
from store.engine import Tx

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 2)
HOME, REHOUSING, THIRD = "Northbank", "Southmere", "Westhome"  # landlords


def mail_bytes(subject: str = "a form") -> bytes:
    return f"From: olive.marsh@advice.example\r\nSubject: {subject}\r\n\r\nGood morning\r\n".encode()


def arrival(data: bytes | None = None, **place: Any) -> RawMessage:
    lay = {"account": "box@reciprocal.example", "folder": "INBOX", "uidvalidity": 7, "uid": 1, **place}
    return RawMessage(data=mail_bytes() if data is None else data, place=Place(**lay), arrived_at=NOW)


def a_case(reference: str = "ARC-01-26", **changes: Any) -> Case:
    case = Case(
        reference=reference,
        state=State.RECEIVED,
        policy="2017-01-01",
        landlord=HOME,
        area_residence="Northbank",
        bedrooms=2,
        areas_requested=("Southmere", "Westhome"),
        officers=(Officer(name="Olive Marsh", email="Olive.Marsh@advice.example"),),
        received_on=TODAY,
    )
    return replace(case, **changes)


def put_case(tx: Tx, reference: str = "ARC-01-26", **changes: Any) -> Case:
    case = a_case(reference, **changes)
    cases.put(tx, case)
    return case


def a_letter(cause: str = "1:1", kind: str = "circular", to: str = "voids@southmere.example", **changes: Any) -> OutboundMessage:
    number = letter_id(cause, kind, to)
    letter = OutboundMessage(
        id=number,
        cause=cause,
        kind=kind,
        to=to,
        case="ARC-01-26",
        partner=REHOUSING,
        subject="ARC-01-26",
        message_id=f"<{number}@reciprocal.example>",
        data=f"To: {to}\r\nSubject: ARC-01-26\r\n\r\nA household needs two bedrooms.\r\n".encode(),
    )
    return replace(letter, **changes)
