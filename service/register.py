"""The partner register in and out of the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from parsing.readings import ContactChange
from scheme.agreement import Scheme
from scheme.register import Partner, as_csv, parse_csv
from store import cases, messages, partners, questions
from store.engine import Store, Tx


def import_csv(store: Store, scheme: Scheme, file: Path) -> tuple[int, tuple[str, ...]]:
    """Take in a register: (partners in the register afterwards, problems as sentences). Good rows are kept beside bad ones."""
    text = _text(file.read_bytes(), file)
    found, problems = parse_csv(text, scheme)
    store.write(lambda tx: _replace(tx, found, datetime.now(UTC)))
    with store.read() as tx:
        return len(partners.every(tx)), problems


def _replace(tx: Tx, found: tuple[Partner, ...], now: datetime) -> None:
    """The rows, and the tasks that they settle: somebody has left, or a new named lead was told of (R028)."""
    boxes, leads = _written_to(tx)
    partners.replace(tx, found, now)
    boxes_now, leads_now = _written_to(tx)
    for asked in questions.open_all(tx):
        if asked.question.kind != ContactChange.kind or asked.message is None:
            continue
        sender = str(messages.mail_as_data(tx, asked.message).get("sender", "")).lower()
        new = messages.reading_as_data(tx, asked.message, asked.reading).get("new_officer_email") or {}
        gone = sender in boxes - boxes_now and not any(case.open for case in cases.by_officer(tx, sender))
        if gone or str(new.get("value") or "").lower() in leads_now - leads:
            questions.answer(tx, asked.id, answer="the register was put right", by=questions.THE_LINE, now=now)


def _written_to(tx: Tx) -> tuple[frozenset[str], frozenset[str]]:
    """Every mailbox of the register, and those of named leads."""
    register = partners.every(tx)
    boxes = frozenset(box.lower() for partner in register for box in partner.mailboxes)
    return boxes, frozenset(lead.lower() for partner in register for lead in partner.named_leads)


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file} is not in UTF-8. In the spreadsheet, choose «Save as … CSV UTF-8».") from None


def export_csv(store: Store) -> str:
    with store.read() as tx:
        return as_csv(partners.every(tx))
