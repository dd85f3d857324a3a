"""The partner register in and out of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from matching.case import Case, State
from matching.decision import Question
from parsing.readings import ContactChange, Mail, RequestForm
from scheme.agreement import Scheme
from scheme.register import Partner, as_csv, parse_csv
from scheme.terms import spelling_key
from store import cases, messages, partners, questions
from store.engine import Store, Tx
from store.questions import Asked


def import_csv(store: Store, scheme: Scheme, file: Path) -> tuple[int, tuple[str, ...]]:
    """Take in a register: (partners in the register afterwards, problems as sentences). Good rows are kept beside bad ones."""
    text = _text(file.read_bytes(), file)
    found, problems = parse_csv(text, scheme)
    store.write(lambda tx: take_in(tx, found, datetime.now(UTC)))
    with store.read() as tx:
        return len(partners.every(tx)), problems


def take_in(tx: Tx, found: tuple[Partner, ...], now: datetime) -> None:
    """The rows, and what hangs on them: tasks they settle, a lead that was lost, requests that may go on (R013, R020, R028)."""
    before = {partner.name: partner for partner in partners.every(tx)}
    boxes, leads = _written_to(tx)
    partners.replace(tx, found, now)
    _settle_tasks(tx, boxes, leads, now)
    for partner in found:
        was = before.get(partner.name)
        if was and was.named_leads and not partner.named_leads and partner.status != "left":
            _ask_of_lost_lead(tx, partner, now)
    joined = tuple(each for each in found if _can_be_asked(each) and not _can_be_asked(before.get(each.name)))
    for case in cases.every(tx, State.RECEIVED):
        _ask_of_waiting(tx, case, joined, now)


def _can_be_asked(partner: Partner | None) -> bool:
    """Whether somebody may be asked for its approval (R013, R020)."""
    return partner is not None and partner.status == "active" and bool(partner.named_leads)


def _ask_of_lost_lead(tx: Tx, partner: Partner, now: datetime) -> None:
    """A partner that loses its last named lead stands still, and a person hears of it at once (R020)."""
    waiting = [case.reference for case in cases.every(tx, State.AWAITING_APPROVAL) if case.landlord == partner.name]
    why = (
        f"{partner.name} has no named lead any more, so it cannot take part: nobody can be asked for its approval, and it gets "
        f"no letters (R020). Name a lead in the register. Requests that wait for its approval: {', '.join(waiting) or 'none'}."
    )
    question = Question(kind="named_lead", why=why, urgent=True)
    questions.ask(tx, question, cause=f"register {partner.name} {now.isoformat()}", now=now)


def _ask_of_waiting(tx: Tx, case: Case, joined: tuple[Partner, ...], now: datetime) -> None:
    """A request that was on hold because its landlord took no part comes up again when it does (R013)."""
    for asked in reversed([each for each in questions.of_case(tx, case.reference) if each.message is not None]):
        landlord = _whose_landlord(tx, case, asked, joined)
        if not landlord:
            continue
        day = f"{now.day} {now:%B %Y}"
        again = f"{landlord} takes part since the register of {day}: --accept lets the request go on, or --read-again (R013)."
        beside = f" It was asked before: {asked.question.why}" if asked.question.kind != "landlord" else ""
        if not questions.reword(tx, asked.id, again + beside):  # it was dismissed when nothing could be done
            question = replace(asked.question, why=again + beside)
            questions.ask(tx, question, cause=asked.cause, now=now, message=asked.message, reading=asked.reading)
        return


def _whose_landlord(tx: Tx, case: Case, asked: Asked, joined: tuple[Partner, ...]) -> str:
    """The landlord among those who have just joined that the question's form names, if it is that which kept the request."""
    if asked.question.kind == "landlord":
        return next((each.name for each in joined if each.name == case.landlord), "")
    if asked.question.kind != "doubt" or asked.message is None or asked.reading is None or case.landlord:
        return ""
    reading = (messages.load(tx, asked.message).mail or Mail()).readings[asked.reading]
    fields = (
        (reading.applicant_landlord, reading.original_landlord, reading.tenancy_owed) if isinstance(reading, RequestForm) else ()
    )
    written = {spelling_key(field.quote) for field in fields if field.doubt}
    spelled = {spelling_key(word): each.name for each in joined for word in (each.name, *each.aliases)}
    return next((spelled[key] for key in written if key in spelled), "")


def _settle_tasks(tx: Tx, boxes: frozenset[str], leads: frozenset[str], now: datetime) -> None:
    """The tasks that the new rows settle: somebody has left, or a new named lead was told of (R028). `boxes`: those of before."""
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
