"""A question of every kind is shown, and every way that its page offers is foreseen; none breaks, none speaks of the shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.ways import WAYS
from ingest.message import Place, RawMessage
from matching.case import Offer, Officer, State
from matching.decision import Question
from parsing.field import Field, Where
from parsing.readings import (
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    IdentityFound,
    LandlordDecision,
    Mail,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    RequestForm,
    SenderCheck,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from scheme.register import Partner
from store import cases, messages, outbox, partners, questions
from store.engine import Store, Tx
from tests.store.rows import a_letter, put_case
from tests.support.sitting import Sitting, sitting

NOW = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
OFFICER = "olive.marsh@advice.example"
OFFER = Offer(id="o1", landlord="Brent", area="Brent", bedrooms=2, made_on=date(2026, 11, 2), reply_by=date(2026, 11, 9))
SIGN_OF_THE_SHELL = re.compile(r"(?<!\w)--[a-z]|«reciprocal |reciprocal (?:run|resolve|enter|queue)\b")
REFERENCE = Field(value="ARC-01-26", quote="ARC-01-26", where=Where(source="message", line=1))
FORM = RequestForm(
    source="form.docx",
    reference=REFERENCE,
    applicant_landlord=Field(value="Hackney", quote="Hackney"),
    bedrooms_needed=Field(quote="2 or 3", doubt="«2 or 3» is not one number.", proposal=2),
    areas_requested=Field(value=("Brent", "Camden"), quote="Brent and Camden"),
    missing=("consent_given",),
)
DECISION = LandlordDecision(reference=REFERENCE, decision=Field(value="approve", quote="Approved."))
TAKEN = Outcome(reference=REFERENCE, stage=Field(value="accepted", quote="She takes it."))
HOME = "12 Wherry Street"
OFFERED = PropertyOffer(
    reference=REFERENCE,
    area=Field(value="Brent", quote="Brent"),
    bedrooms=Field(value=2, quote="2"),
    address=Field(value=HOME, quote=f"Address: {HOME}"),
)
CHANGED = Change(
    reference=REFERENCE, change=Field(value="areas", quote="add Ealing"), areas_added=Field(value=("Ealing",), quote="Ealing")
)
# What the questions of each kind are about, as mails have it. What is not named here is about a decision.
ABOUT: dict[str, Reading] = {
    "amendment": FORM,
    "bedrooms": FORM,
    "bounce": NilReturn(reference=REFERENCE),
    "cap": DECISION,
    "change": CHANGED,
    "complaint": Complaint(reference=REFERENCE),
    "contact_change": ContactChange(new_officer_name=Field(value="Dawn Hale", quote="Dawn Hale")),
    "danger": FORM,
    "date": replace(TAKEN, stage=Field(value="tenancy_started", quote="They moved in.")),
    "doubt": FORM,
    "eligibility": FORM,
    "enquiry": Enquiry(reference=REFERENCE),
    "identity": replace(FORM, identity=(IdentityFound(what="a name", where=Where(source="form.docx"), masked="J*** D**"),)),
    "landlord": FORM,
    "offer": OFFERED,
    "outcome": TAKEN,
    "pause": CHANGED,
    "reopen": CHANGED,
    "swap": OFFERED,
    "tenancy": TAKEN,
    "tenant": TenantMail(),
    "unreadable": Unreadable(why="It needs its password.", needs="password", source="form.docx"),
    "withdrawal": Withdrawal(reference=REFERENCE, change=Field(value="withdrawn", quote="no longer needed")),
}
OF_LETTERS = frozenset({"delayed", "delivery", "held_letter", "many_alike", "uncertain"})
OF_CLOCKS = frozenset(
    {"alarm", "lapse", "many_letters", "named_lead", "never_seen", "renumbered", "restored", "silence", "vanished", "warn"}
)
ASKS_FOR_MORE = frozenset(
    {"bounce", "complaint", "contact_change", "enquiry", "reference", "tenant", "unreadable"}
)  # what it is, or which


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder = tmp_path_factory.mktemp("every")
    store = _store(folder)
    with sitting(store, folder, now=NOW) as opened:
        yield opened
    store.close()


def _store(folder: Path) -> Store:
    from store.engine import open_store

    store = open_store(f"sqlite:///{folder / 'store.db'}")
    store.write(_fill)
    return store


def _fill(tx: Tx) -> None:
    register = [
        Partner(
            name=name,
            kind="council",
            areas=(name,),
            named_leads=(f"lead@{name.lower()}.example",),
            circulars_to=(f"c@{name.lower()}.example",),
        )
        for name in ("Hackney", "Brent", "Camden", "Ealing")
    ]
    partners.replace(tx, register, NOW)
    case = put_case(
        tx,
        landlord="Hackney",
        area_residence="Hackney",
        areas_requested=("Brent", "Camden"),
        officers=(Officer(name="Olive Marsh", email=OFFICER),),
    )
    for state in (State.AWAITING_APPROVAL, State.CIRCULATED, State.OFFERED):
        case = replace(case, state=state, approved_on=date(2026, 11, 2), circulated_on=date(2026, 11, 2))
        cases.put(tx, replace(case, circulated_to=("Brent", "Camden"), offers=(OFFER,) if state is State.OFFERED else ()))
    for number, kind in enumerate(sorted(WAYS), 1):
        _ask(tx, kind, number)


def _ask(tx: Tx, kind: str, number: int) -> None:
    question = Question(kind=kind, why=f"Something about {kind} is to be settled.", case="ARC-01-26")
    if kind in OF_LETTERS:
        letter = a_letter(f"{number}:1", to=f"box{number}@brent.example")
        outbox.queue(tx, letter, NOW, held="It would tell too much.")
        questions.ask(tx, question, cause=f"letter {letter.id}", now=NOW)
    elif kind in OF_CLOCKS:
        questions.ask(tx, question, cause=f"clock {number}", now=NOW)
    else:
        reading = ABOUT.get(kind, DECISION)
        message = _keep(tx, number, reading)
        assert messages.shunt(tx, message, "read", "a trace") if kind == "fault" else messages.mark_decided(tx, message)
        questions.ask(tx, question, cause=f"{message}:0", now=NOW, message=message, reading=0)


def _keep(tx: Tx, number: int, reading: Reading) -> int:
    data = f"From: {OFFICER}\r\nSubject: ARC-01-26\r\nMessage-ID: <{number}@x.example>\r\n\r\nGood morning {number}\r\n".encode()
    raw = RawMessage(data=data, place=Place(account="box", folder="INBOX", uidvalidity=7, uid=number), arrived_at=NOW)
    kept = messages.keep(tx, raw, NOW).id
    mail = Mail(sender=OFFICER, sender_check=SenderCheck.PASSED, sent_at="2026-11-04T08:30:00+00:00", readings=(reading,))
    messages.mark_read(tx, kept, mail)
    return kept


def _of(desk: Sitting, kind: str) -> str:
    with desk.desk.store.read() as tx:
        return next(each.id for each in questions.open_all(tx) if each.question.kind == kind)


def test_the_kinds_here_are_all_that_the_program_asks(desk: Sitting) -> None:
    with desk.desk.store.read() as tx:
        assert questions.kinds(tx) == frozenset(WAYS)


@pytest.mark.parametrize("kind", sorted(WAYS))
def test_a_question_of_this_kind_is_shown_and_each_of_its_ways_is_foreseen(desk: Sitting, kind: str) -> None:
    cora, question = desk.visitor(), _of(desk, kind)
    page = cora.get(f"/questions/{question}")
    assert page.status == 200
    assert not SIGN_OF_THE_SHELL.search(page.words)
    assert len(page.data) < 100_000
    acts = set(re.findall(r'name="act" value="(\w+)"', page.text))
    assert "set_aside" in acts
    for act in sorted(acts):
        more = [("override", "for their safety")] if 'name="override"' in page.text else []
        shown = cora.post(f"/questions/{question}/say", [("act", act), ("reason", "dealt with"), ("ask", "consent_given"), *more])
        assert not SIGN_OF_THE_SHELL.search(shown.words), act
        if act == "lapse" or (act == "answer" and kind in ASKS_FOR_MORE):
            assert shown.status == 422
            assert "There is a problem" in shown.words
        else:
            assert shown.status == 200, (act, shown.words)
            assert "What will follow" in shown.words
    with desk.desk.store.read() as tx:
        asked = questions.find(tx, question)
    assert asked is not None
    assert asked.answered_at is None, "what is only looked at happens to nobody"


def test_an_offered_homes_address_stands_under_stars_and_is_not_lost_by_going_on(desk: Sitting) -> None:
    """A home's address is for the officer's letter alone (disclosure, column CO)."""
    cora, question = desk.visitor(), _of(desk, "offer")
    page = cora.get(f"/questions/{question}")
    assert "** ****** ******" in page.words
    shown = cora.post(f"/questions/{question}/say", [("act", "answer"), ("f.address", "** ****** ******")])
    assert "What will follow" in shown.words
    assert "Address" not in shown.words.partition("You say")[2].partition("What will")[0]
    assert HOME not in page.text + shown.text
