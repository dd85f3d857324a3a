"""The queue as its coordinator sees it: oldest duty first, sifted, in pages, and calm when it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ingest.message import Place, RawMessage
from matching.case import Offer, State
from matching.decision import Question
from parsing.field import Where
from parsing.readings import IdentityFound, Mail, RequestForm
from store import audit, messages, questions
from store.engine import Store, Tx
from store.schema import audit as audit_table
from tests.store.rows import put_case
from tests.support.sitting import RHODA, Sitting, sitting

NOW = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
POLICY = "2017-01-01"


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Sitting]:
    with sitting(store, tmp_path, now=NOW) as opened:
        yield opened


def ask(
    tx: Tx, why: str, *, kind: str = "doubt", case: str = "", urgent: bool = False, days: int = 0, message: int | None = None
) -> str:
    question = Question(kind=kind, why=why, case=case, urgent=urgent)
    asked = questions.ask(
        tx, question, cause=why, now=NOW - timedelta(days=days), message=message, reading=None if message is None else 0
    )
    assert asked
    return asked


def keep(tx: Tx, mail: Mail) -> int:
    raw = RawMessage(data=b"a mail\r\n", place=Place(account="box", folder="INBOX", uidvalidity=7, uid=1), arrived_at=NOW)
    number = messages.keep(tx, raw, NOW).id
    messages.mark_read(tx, number, mail)
    return number


def test_urgent_ones_come_first_then_the_clock_that_runs_out_soonest_then_the_oldest(desk: Sitting, store: Store) -> None:
    def fill(tx: Tx) -> None:
        put_case(
            tx,
            "ARC-01-26",
            policy=POLICY,
            approved_on=date(2026, 11, 2),
            complete_on=date(2026, 11, 2),
            state=State.AWAITING_APPROVAL,
        )
        put_case(tx, "ARC-02-26", policy=POLICY)
        ask(tx, "An old one.", days=9)
        ask(tx, "One that waits.", case="ARC-02-26", days=5)
        ask(tx, "One with a clock.", case="ARC-01-26", days=1)
        ask(tx, "Somebody is in danger.", kind="danger", urgent=True)

    store.write(fill)
    page = desk.visitor().get("/queue")
    order = [page.text.index(words) for words in ("is in danger", "with a clock", "An old one", "that waits")]
    assert order == sorted(order)
    assert "Circulate by" in page.words
    assert "waiting for 9 days" in page.words
    assert '<a href="/cases/ARC-01-26">ARC-01-26</a>' in page.text


def test_the_day_by_which_an_offer_wants_its_answer_is_a_clock_too(desk: Sitting, store: Store) -> None:
    offer = Offer(id="o1", landlord="Southmere", made_on=date(2026, 11, 1), reply_by=date(2026, 11, 4))

    def fill(tx: Tx) -> None:
        case = put_case(tx, policy=POLICY)
        from store import cases

        for state in (State.AWAITING_APPROVAL, State.CIRCULATED, State.OFFERED):
            case = replace(case, state=state, circulated_on=date(2026, 11, 1))
            cases.put(tx, replace(case, offers=(offer,) if state is State.OFFERED else ()))
        ask(tx, "Which offer?", kind="offer", case=case.reference)

    store.write(fill)
    assert "Answer to Southmere by 4 Nov 2026 (1 day ago)" in desk.visitor().get("/queue").words


def test_the_queue_is_sifted_by_kind_landlord_urgency_and_what_has_no_case(desk: Sitting, store: Store) -> None:
    def fill(tx: Tx) -> None:
        put_case(tx, policy=POLICY)
        ask(tx, "Of Northbank.", case="ARC-01-26")
        ask(tx, "A stranger.", kind="sender")
        ask(tx, "At once.", kind="danger", urgent=True)

    store.write(fill)
    visitor = desk.visitor()
    shown = {
        "/queue?landlord=Northbank": ["Of Northbank."],
        "/queue?kind=sender": ["A stranger."],
        "/queue?urgent=yes": ["At once."],
        "/queue?caseless=yes": ["A stranger.", "At once."],
    }
    for path, words in shown.items():
        page = visitor.get(path).words
        assert [each for each in ("Of Northbank.", "A stranger.", "At once.") if each in page] == words, path
    assert "Nothing in the queue is of this kind" in visitor.get("/queue?kind=sender&urgent=yes").words


def test_fifty_questions_stand_on_a_page(desk: Sitting, store: Store) -> None:
    store.write(lambda tx: [ask(tx, f"Number {n:03}.") for n in range(120)])
    visitor = desk.visitor()
    first, last = visitor.get("/queue"), visitor.get("/queue?page=3")
    assert (first.text.count("data-row"), last.text.count("data-row")) == (50, 20)
    assert "Page 1 of 3" in first.words
    assert len(first.data) < 100_000
    assert visitor.get("/queue?page=99").text.count("data-row") == 20
    assert visitor.get("/queue?page=x").text.count("data-row") == 50


@pytest.mark.rule("R029")
def test_a_row_says_who_wrote_but_no_file_s_name_that_may_tell_who_the_applicant_is(desk: Sitting, store: Store) -> None:
    found = IdentityFound(what="a name", where=Where(source="form"), masked="J*** D**")

    def fill(tx: Tx) -> None:
        reading = RequestForm(source="Jane Doe.docx", identity=(found,))
        mail = Mail(sender="olive@advice.example", subject="Jane Doe", sent_at="2026-11-04T08:30:00+00:00", readings=(reading,))
        ask(tx, "The form may tell who the applicant is.", kind="identity", message=keep(tx, mail))

    store.write(fill)
    page = desk.visitor().get("/queue")
    assert "from olive@advice.example, 4 Nov 2026, 08:30" in page.words
    assert "Jane" not in page.text


def test_the_empty_queue_says_that_nothing_waits(desk: Sitting) -> None:
    page = desk.visitor().get("/queue")
    assert "Nothing waits for you" in page.words


def test_the_number_in_the_navigation_is_asked_for_by_the_page_itself(desk: Sitting, store: Store) -> None:
    visitor = desk.visitor()
    assert visitor.get("/queue/count").text == ""
    store.write(lambda tx: ask(tx, "One."))
    assert visitor.get("/queue/count").words == "1 open questions"


def test_what_was_set_aside_today_is_listed_with_its_reason_and_what_settled_itself_is_not(desk: Sitting, store: Store) -> None:
    def fill(tx: Tx) -> None:
        first, second = ask(tx, "One."), ask(tx, "Two.")
        questions.answer(tx, first, answer="dismissed: a copy of Q7", by="Dee Lomax", now=NOW)
        questions.answer(tx, second, answer="settled", by=questions.THE_LINE, now=NOW)

    store.write(fill)
    page = desk.visitor(RHODA).get("/queue")
    assert "set aside by Dee Lomax: «a copy of Q7»" in page.words
    assert "the line" not in page.words
    assert "data-take-back" not in page.text


def test_whoever_looks_at_the_queue_stands_in_the_audit(desk: Sitting, store: Store) -> None:
    store.write(lambda tx: ask(tx, "One."))
    desk.visitor().get("/queue")
    with store.read() as tx:
        lines = [row.about for row in tx.execute(audit_table.select()) if row.act == "saw"]
        assert lines == ["list queue"]
        assert not audit.problems(tx)


def test_a_tenants_own_mailbox_stands_on_no_page_of_the_queue(month: Sitting) -> None:
    """Whoever writes for herself is the applicant, and is covered (disclosure, column CO)."""
    cora = month.visitor()
    for path in ("/queue", "/questions/Q12", "/today", "/search?q=writes"):
        assert "j.writes@freemail.example" not in cora.get(path).text, path
    assert "a tenant, whose address is covered" in cora.get("/questions/Q12").words
