"""What the letters about no single case ask of the store: stuck letters, open cases, kinds of questions, news of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from matching.case import State
from matching.decision import Question
from matching.ledger import post, reserve
from store import cases, ledger, outbox, questions
from store.engine import Store
from tests.service.test_digest import OUT
from tests.store.rows import a_letter

NOW = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)


def test_a_letter_is_stuck_while_a_question_about_it_is_open(store: Store) -> None:
    store.write(lambda tx: cases.put(tx, replace(OUT, reference="ARC-01-26")))
    letter = a_letter(case="ARC-01-26")
    store.write(lambda tx: outbox.queue(tx, letter, NOW, held="D4"))
    asked = Question(kind="held_letter", why="?")
    key = store.write(lambda tx: questions.ask(tx, asked, cause=f"letter {letter.id}", now=NOW))
    with store.read() as tx:
        assert [(each.kind, each.case, str(each.state), each.created_at) for each in outbox.stuck(tx)] == [
            (letter.kind, letter.case, "held", NOW)
        ]
        assert questions.kinds(tx) == {"held_letter"}
    assert key is not None
    store.write(lambda tx: questions.answer(tx, key, answer="leave it", by="Robin", now=NOW))
    with store.read() as tx:
        assert outbox.stuck(tx) == ()
        assert questions.kinds(tx) == {"held_letter"}


def test_open_cases_are_those_that_have_not_ended(store: Store) -> None:
    store.write(lambda tx: cases.put(tx, OUT))
    store.write(lambda tx: cases.put(tx, replace(OUT, reference="ARC-08-26", state=State.WITHDRAWN)))
    with store.read() as tx:
        assert [case.reference for case in cases.open_ones(tx)] == ["ARC-07-26"]


def test_news_of_the_ledger_goes_by_the_order_of_writing_and_not_by_the_day(store: Store) -> None:
    store.write(lambda tx: cases.put(tx, OUT))
    move = {"case": "ARC-07-26", "move": 1, "home": "Camden", "rehousing": "Fernlea Homes"}
    with store.read() as tx:
        assert ledger.written_after(tx, 0) == (0, frozenset())
    store.write(lambda tx: ledger.post_all(tx, reserve(**move, day=date(2026, 12, 1)), because="x"))
    with store.read() as tx:
        newest, landlords = ledger.written_after(tx, 0)
    assert landlords == {"Camden", "Fernlea Homes"}
    store.write(lambda tx: ledger.post_all(tx, post(**move, day=date(2026, 11, 2)), because="y"))
    with store.read() as tx:
        assert ledger.written_after(tx, newest)[1] == landlords, "booked today, begun a month ago"
        assert ledger.written_after(tx, newest + 1) == (newest + 1, frozenset())
