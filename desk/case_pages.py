"""One case's page: where it stands, how it came there, and everything that hangs on it; and its letters as they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any  # a template takes values of every type

from desk import asked_words, errors, field_words, letter_view, letter_words
from desk.case_evidence import facts_of, tenancy_notes
from desk.case_file import message_of, open_file
from desk.case_story import story
from desk.case_words import STATES
from desk.course import OFFERS, VIEWINGS, course_of, why_ended
from desk.course_picture import picture_of
from desk.covering import sender_shown
from desk.office import Desk
from desk.render import show
from desk.web import Answer, Ask, Page, go
from matching.case import Offer
from matching.ledger import EntryKind
from parsing.readings import Automatic, SenderCheck
from store import case_papers, cases
from store.case_papers import CaseLetter, KeptMail
from store.changes import ChangeLine
from store.questions import Asked
from store.schema import Role

MOST = 40  # rows of a table, the newest first, unless all of them are asked for
POSTED = {
    EntryKind.RESERVE: "a place under the cap is taken",
    EntryKind.POST: "the move counts",
    EntryKind.VOID: "the place is given back",
    EntryKind.CORRECT: "taken back",
    EntryKind.CARRY: "brought over",
}
CHECKS = {
    SenderCheck.PASSED: "sender proved",
    SenderCheck.FAILED: "sender not proved: the check failed",
    SenderCheck.NONE: "sender not proved",
}
FLOORS = {0: "ground floor", -1: "lower ground floor"}
CASE_LABELS = {"officers": "Nominating officers", "landlord": "Landlord", "bedrooms": "Bedrooms", "household": "Household"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A mail, or what was said at the desk."""

    kept: KeptMail
    kinds: str
    who: str
    check: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    letter: CaseLetter
    name: str
    role: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferShown:
    offer: Offer
    words: str
    home: str
    viewing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    line: ChangeLine
    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    asked: Asked
    kind: str
    why: str


def case_page(desk: Desk, ask: Ask) -> Answer:
    written, scheme = ask.params["reference"], desk.does.scheme()
    today = desk.does.zone(desk.now()).date()
    with desk.store.read() as tx:
        file = open_file(tx, written, scheme, today)
        named = scheme.references_in(written)
        elsewhere = str(named[0]) if file is None and len(named) == 1 and cases.state_of(tx, str(named[0])) else ""
    if elsewhere and elsewhere != written:
        return go(f"/cases/{elsewhere}")
    if file is None:
        return errors.page(desk, ask, 404)
    case = file.case
    course = course_of(file, desk.does.zone)
    facts: dict[str, Any] = {
        "shown": lambda rows, key: rows if ask.asked("all") == key else rows[:MOST],
        "case": case, "state": STATES[case.state], "story": story(file), "notes": tenancy_notes(case), "course": course,
        "picture": picture_of(course), "facts": facts_of(file, scheme),
        "undecided": tuple((each, _kinds(each.kinds)) for each in file.undecided),
        "changes": tuple(_change(each) for each in reversed(file.changes)),
        "incoming": tuple(_incoming(each) for each in reversed(file.mails)),
        "outgoing": tuple(_outgoing(each, case.landlord) for each in reversed(file.letters)),
        "offers": tuple(_offer(each) for each in case.offers), "ledger": tuple((POSTED[each.kind], each) for each in file.ledger),
        "asked": tuple(_question(each) for each in reversed(file.questions)),
        "history": tuple((each, asked_words.plain(each.what), _path(each.because)) for each in reversed(file.history)),
    }  # fmt: skip
    return show(desk, ask, "case.html", title=case.reference, seen=f"case {case.reference}", **facts)


def _incoming(kept: KeptMail) -> Incoming:
    mail = kept.mail
    kinds = _kinds(tuple(each.kind for each in mail.readings))
    automatic = "an automatic answer" if mail.automatic is not Automatic.NO else "nothing that was understood"
    return Incoming(
        kept=kept,
        kinds=kinds or automatic,
        who=f"{kept.said_by}, at the desk" if kept.said_by else _sender(kept),
        check="" if kept.said_by else CHECKS[mail.sender_check],
        path="" if kept.said_by else f"/papers/{kept.number}",
    )


def _kinds(kinds: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(field_words.MAIL_KINDS.get(kind, kind) for kind in kinds))


def _sender(kept: KeptMail) -> str:
    return sender_shown(kept.mail.sender, (reading.kind for reading in kept.mail.readings)) or "no sender"


def take_back(desk: Desk, ask: Ask) -> Answer:
    """What was said a moment ago, before the line has decided it."""
    told = desk.does.answering.take_back(ask.said("key"), ask.who.name)
    desk.notices.tell(ask.who.session, told)
    return go(f"/cases/{ask.params['reference']}")


def _outgoing(letter: CaseLetter, landlord: str) -> Outgoing:
    return Outgoing(
        letter=letter,
        name=letter_words.name_of(letter.kind),
        role=letter_words.role_of(letter.kind, letter.partner, landlord),
        why=letter_words.why(letter.state, letter.reply, holds_address=letter.holds_address, attempts=letter.attempts),
    )


def _offer(offer: Offer) -> OfferShown:
    floor = "" if offer.floor is None else FLOORS.get(offer.floor, f"floor {offer.floor}")
    beds = "" if offer.bedrooms is None else f"{offer.bedrooms} bedroom{'' if offer.bedrooms == 1 else 's'}"
    kind = field_words.WORDS.get(offer.property_type, offer.property_type)
    home = ", ".join(part for part in (offer.area, kind, beds, floor) if part)
    viewing = VIEWINGS.get(offer.viewing, "")
    return OfferShown(offer=offer, words=f"{OFFERS[offer.state]}{why_ended(offer)}", home=home or "nothing said", viewing=viewing)


def _change(line: ChangeLine) -> ChangeShown:
    label = CASE_LABELS.get(line.field) or field_words.label(line.field)
    return ChangeShown(line=line, label=label, path=_path(line.because))


def _question(asked: Asked) -> QuestionShown:
    return QuestionShown(asked=asked, kind=asked_words.kind(asked.question.kind), why=asked_words.plain(asked.question.why))


def _path(cause: str) -> str:
    number = message_of(cause)
    return "" if number is None else f"/papers/{number}?reading={cause.partition(':')[2]}"


def letter_page(desk: Desk, ask: Ask) -> Answer:
    """One letter on the case, in its very words."""
    with desk.store.read() as tx:
        letter = case_papers.letter(tx, ask.params["reference"], ask.params["letter"])
        case = cases.find(tx, ask.params["reference"])
    if letter is None or case is None:
        return errors.page(desk, ask, 404)
    view = letter_view.view_of(letter.data, holds_address=letter.holds_address)
    shown = _outgoing(letter, case.landlord)
    title = f"{case.reference}: letter"
    return show(desk, ask, "case_letter.html", title=title, seen=f"letter {letter.id}", case=case, shown=shown, view=view)


PAGES: tuple[Page, ...] = (
    Page(path="/cases/{reference}", handler=case_page),
    Page(path="/cases/{reference}/letters/{letter}", handler=letter_page),
    Page(path="/cases/{reference}/take-back", handler=take_back, method="POST", role=Role.COORDINATOR),
)
