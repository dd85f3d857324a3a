"""The looking commands' answers as plain data (CONTRACT «What the JSON of the looking commands means»).

Never an offered home's address, never free text. Nothing here imports a parser.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from desk.health import findings, limits_of
from matching.agenda import Due
from matching.ledger import Balance
from outbox.day_words import sentences
from outbox.morning import SECTIONS
from parsing.document import COMPARE
from scheme.agreement import Scheme
from service import drafts
from service.agenda import page_of
from service.config import Settings
from service.switch import state
from service.working_days import Place
from store import cases as case_rows
from store import changes as change_rows
from store import figures, switches
from store import learned as label_rows
from store import ledger as ledger_rows
from store import messages as message_rows
from store import outbox as outbox_rows
from store import partners as partner_rows
from store import questions as question_rows
from store.engine import Store


def cases(store: Store) -> list[dict[str, Any]]:
    with store.read() as tx:
        return [
            {
                "reference": case.reference,
                "state": str(case.state),
                "landlord": case.landlord,
                "bedrooms": case.bedrooms,
                "areas": list(case.areas),
                "circulated_on": _iso(case.circulated_on),
                "policy": case.policy,
            }
            for case in case_rows.listing(tx)
        ]


def case(store: Store, scheme: Scheme, written: str) -> dict[str, Any] | None:
    """One case by its reference in any of its spellings; None if there is none."""
    found = scheme.references_in(written)
    with store.read() as tx:
        row = case_rows.find(tx, str(found[0]) if len(found) == 1 else written.strip())
        if row is None:
            return None
        return {
            "reference": row.reference,
            "state": row.state.value,
            "landlord": row.landlord,
            "area_residence": row.area_residence,
            "bedrooms": row.bedrooms,
            "areas": list(row.areas_requested),
            "areas_at_risk": list(row.areas_at_risk),
            "policy": row.policy,
            "received_on": _iso(row.received_on),
            "approved_on": _iso(row.approved_on),
            "approved_by": row.approved_by or None,
            "acknowledged_owing": row.acknowledged_owing,
            "awaiting_panel": row.awaiting_panel,
            "panel_date": _iso(row.panel_date),
            "excluded": list(row.excluded),
            "shut_out": list(row.shut_out),
            "may_offer_again": list(row.may_offer_again),
            "circulated_on": _iso(row.circulated_on),
            "circulated_to": list(row.circulated_to),
            "closed_on": _iso(row.closed_on),
            "officers": [{"name": each.name, "agency": each.agency, "email": each.email} for each in row.officers],
            "offers": [_offer(each) for each in row.offers],
            **_came_by(tx, row.reference),
            "history": [
                {"at": line.at.isoformat(), "who": line.who, "what": line.what, "because": line.because}
                for line in case_rows.history_of(tx, row.reference)
            ],
            "changes": [
                {"field": each.field, "old": each.old, "new": each.new, "at": each.at.isoformat(), "who": each.who}
                | {"because": each.because}
                for each in change_rows.of_case(tx, row.reference)
            ],
            "owed_tenancy": row.owed_tenancy,
            "in_temporary_accommodation": row.in_temporary_accommodation,
            "letters": [each for each in _letters(tx) if each["case"] == row.reference],
            "questions": [each for each in _questions(tx) if each["case"] == row.reference],
        }


def _came_by(tx: Any, reference: str) -> dict[str, str]:
    """By which of our addresses the request came, where that is known (R072)."""
    first = next((line.because.partition(":")[0] for line in case_rows.history_of(tx, reference)), "")
    by = message_rows.mail_as_data(tx, int(first)).get("came_by", "") if first.isdecimal() else ""
    return {"came_by": by} if by else {}


def _offer(offer: Any) -> dict[str, Any]:
    return {
        "id": offer.id,
        "landlord": offer.landlord,
        "area": offer.area,
        "bedrooms": offer.bedrooms,
        "state": offer.state.value,
        "made_on": _iso(offer.made_on),
        "reply_by": _iso(offer.reply_by),
        "passed_on": offer.passed_on,
        "viewing": offer.viewing,
        "viewing_on": _iso(offer.viewing_on),
        "ended_on": _iso(offer.ended_on),
        "refusal_reason": offer.refusal_reason,
    }


def ledger(store: Store, at: date | None = None) -> dict[str, Any]:
    """Balances of every partner and every landlord with an entry, at the end of day `at`."""
    with store.read() as tx:
        balances = ledger_rows.balances(tx, at)
        names = [partner.name for partner in partner_rows.every(tx)]
        entries = ledger_rows.entries(tx, at)
        outside = case_rows.moved_outside(tx, at)
        overrides = [_override(tx, each) for each in case_rows.above_the_cap(tx)]
    return {
        "balances": {name: _balance(balances.get(name, Balance())) for name in sorted({*names, *balances})},
        "entries": [
            {
                "day": each.day.isoformat(),
                "kind": each.kind.value,
                "case": each.case,
                "move": each.move,
                "landlord": each.landlord,
                "homes": each.homes,
                "reason": each.reason,
            }
            for each in entries
        ],
        "outside": {name: {"own_stock": 0, "elsewhere": 0, **counted} for name, counted in sorted(outside.items())},
        "overrides": [each for each in overrides if at is None or (each["day"] or "") <= at.isoformat()],
    }


def _override(tx: Any, case: Any) -> dict[str, Any]:
    """Who let a case go on above the cap, when and why: for the coordinator and the steering pack (R058)."""
    asked = [each for each in question_rows.of_case(tx, case.reference) if each.question.kind == "cap" and each.answered_at]
    last = asked[-1] if asked else None
    day = last.answered_at.date() if last and last.answered_at else case.circulated_on
    return {
        "case": case.reference,
        "landlord": case.landlord,
        "reason": case.cap_override,
        "by": last.answered_by if last else None,
        "day": _iso(day),
    }


def _balance(balance: Balance) -> dict[str, int]:
    return {"given": balance.given, "received": balance.received, "owes": balance.owes, "reserved": balance.reserved}


def today(store: Store, scheme: Scheme, place: Place, day: date) -> dict[str, Any]:
    """What is due on a day, by section, the most urgent first: the page of the morning letter."""
    with store.read() as tx:
        page = page_of(tx, scheme, place, day)
    return {
        "day": day.isoformat(),
        "sections": [
            {
                "section": due.value,
                "heading": SECTIONS[due].heading,
                "todo": SECTIONS[due].todo,
                "lines": list(sentences(page.of(due), day)),
                "references": sorted({item.reference for item in page.of(due)} - {""}),
            }
            for due in Due
            if page.of(due)
        ],
    }


def queue(store: Store, scheme: Scheme | None = None) -> list[dict[str, Any]]:
    """The open questions; with the scheme, the drafts of answers as well (R012, R074)."""
    with store.read() as tx:
        return _questions(tx, scheme)


def _draft(tx: Any, scheme: Scheme | None, asked: question_rows.Asked) -> dict[str, Any]:
    draft = drafts.draft_for(tx, scheme, asked) if scheme else None
    return {"draft": drafts.as_data(draft)} if draft else {}


def _questions(tx: Any, scheme: Scheme | None = None) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "case": each.question.case or None,
            "kind": each.question.kind,
            "why": each.question.why,
            "source": each.source,
            "opened": each.opened_at.isoformat(),
            "urgent": each.question.urgent,
            **_papers_of(tx, each),
            **_draft(tx, scheme, each),
        }
        for each in question_rows.open_all(tx)
    ]


def _papers_of(tx: Any, asked: question_rows.Asked) -> dict[str, Any]:
    """Where the coordinator finds the mail that it is about, and which way is open besides an answer."""
    if asked.message is None:
        return {"mail": None, "needs": ""}
    mail = message_rows.mail_as_data(tx, asked.message)
    readings = mail.get("readings", ())
    reading = readings[asked.reading] if asked.reading is not None and asked.reading < len(readings) else {}
    found = {"from": mail.get("sender", ""), "sent": mail.get("sent_at", "")}
    found |= {"came_to": mail["came_to"], "came_by": mail["came_by"]} if mail.get("came_to") else {}
    if not reading.get("identity"):  # else the names of the mail and its papers may tell who the applicant is
        found |= {"subject": mail.get("subject", ""), "paper": _paper(reading)}
    return {"mail": found, "needs": _needs(asked, reading)}


def _paper(reading: dict[str, Any]) -> str:
    """The file, without the mail's own words."""
    source = str(reading.get("source", ""))
    return "" if source in ("message", "desk") else source


def _needs(asked: question_rows.Asked, reading: dict[str, Any]) -> str:
    """ "password", "opening" (by hand), "wording" (to be learned), "comparing" (with the original), or none of these."""
    if asked.question.kind == "unreadable":
        return str(reading.get("needs", "")) or "opening"
    if reading.get("unknown"):
        return "wording"
    return "comparing" if asked.question.kind == "doubt" and COMPARE in asked.question.why else ""


def labels(store: Store) -> list[dict[str, Any]]:
    with store.read() as tx:
        return [
            {
                "id": each.id,
                "form": each.label.form,
                "label": each.label.label,
                "field": each.label.key or None,
                "question": each.question,
                "learned_by": each.by,
                "learned_at": each.at.isoformat(),
                "revoked_by": each.revoked_by or None,
                "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None,
            }
            for each in label_rows.listing(tx)
        ]


def outbox(store: Store) -> list[dict[str, Any]]:
    with store.read() as tx:
        return _letters(tx)


def _letters(tx: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "case": each.case,
            "kind": each.kind,
            "to": each.to,
            "subject": each.subject,
            "state": str(each.state),
        }
        for each in outbox_rows.listing(tx)
    ]


def partners(store: Store) -> list[dict[str, Any]]:
    with store.read() as tx:
        return [
            {
                "name": each.name,
                "kind": each.kind,
                "status": each.status,
                "areas": list(each.areas),
                "named_leads": list(each.named_leads),
                "circulars_to": list(each.circulars_to),
                "offers_from": list(each.offers_from),
                "aliases": list(each.aliases),
                "since": _iso(each.since),
                "deputies": list(each.deputies),
            }
            for each in partner_rows.every(tx)
        ]


def health(store: Store, settings: Settings) -> list[dict[str, Any]]:
    """What the desk's /health says, without the desk; here it is also told who has stopped the letters, and why."""
    limits = limits_of(settings.alarms.after_hours, settings.alarms.quiet_hours)
    with store.read() as tx:
        found = findings(figures.look(tx), datetime.now(UTC), limits)
        stopped = state(switches.of(tx, switches.PAUSED))
    told = {"sending": stopped} if stopped else {}
    return [{"what": each.what, "ok": each.ok, "sentence": told.get(each.what, each.sentence)} for each in found]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
