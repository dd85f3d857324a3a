"""Second thoughts at the desk: one UPDATE decides whether a word was taken back or the line has it, on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from matching.decision import Question
from parsing.readings import Mail
from store import messages, questions
from store.engine import Store, Tx
from store.messages import TAKEN_BACK
from store.schema import Stage
from store.schema import messages as table
from tests.store.rows import arrival, mail_bytes

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
SOON = NOW + timedelta(seconds=20)


def asked(tx: Tx, why: str = "who is it?") -> str:
    key = questions.ask(tx, Question(kind="sender", why=why), cause=why, now=NOW)
    assert key is not None
    return key


def said(tx: Tx, question: str) -> int:
    number = messages.add_answer(tx, question, Mail(sender="desk"), "Ada", "", NOW, not_before=SOON)
    assert number is not None
    return number


def test_a_word_of_the_desk_is_decided_when_its_time_has_come_and_every_other_at_once(store: Store) -> None:
    with store.begin() as tx:
        by_mail = messages.keep(tx, arrival(mail_bytes("a")), NOW).id
        messages.mark_read(tx, by_mail, Mail())
        waiting = said(tx, asked(tx))
        at_the_shell = messages.add_word(tx, Mail(), "Ada", "", NOW)
        assert messages.to_decide(tx, NOW) == (by_mail, at_the_shell)
        assert messages.to_decide(tx, SOON - timedelta(microseconds=1)) == (by_mail, at_the_shell)
        assert messages.to_decide(tx, SOON) == (by_mail, waiting, at_the_shell)


def test_a_clock_that_has_gone_back_leaves_no_word_waiting(store: Store) -> None:
    """F27: not_before was set by the clock that was ahead."""
    with store.begin() as tx:
        waiting = said(tx, asked(tx))
        assert messages.to_decide(tx, NOW - timedelta(days=1)) == (waiting,)


def test_what_is_taken_back_is_kept_and_may_be_said_once_more(store: Store) -> None:
    with store.begin() as tx:
        question = asked(tx)
        first = said(tx, question)
        (shown,) = messages.undecided_words(tx)
        assert (shown.key, shown.by, shown.until) == (question, "Ada", SOON)
        assert messages.take_back(tx, first)
        assert questions.reopen(tx, question)
        second = said(tx, question)
        assert second != first
        kept = messages.load(tx, first)
        assert kept.stage is Stage.DECIDED
        assert messages.desk_answer(tx, first).by == "Ada"  # type: ignore[union-attr]  # it is there
        assert [each.message for each in messages.undecided_words(tx)] == [second]


def test_a_file_that_was_handed_in_and_taken_back_may_be_handed_in_again(store: Store) -> None:
    data = b"opened by hand" * 100
    with store.begin() as tx:
        question = asked(tx)
        first = messages.add_handed_in(tx, question, "opened.docx", data, Mail(), "Ada", NOW, not_before=SOON)
        assert messages.take_back(tx, first)
        assert messages.handed_in_before(tx, data) is None
        second = messages.add_handed_in(tx, question, "opened.docx", data, Mail(), "Ada", NOW, not_before=SOON)
        assert messages.bytes_of(tx, first) == messages.bytes_of(tx, second) == data


def test_only_an_undecided_word_of_the_desk_is_taken_back(store: Store) -> None:
    with store.begin() as tx:
        by_mail = messages.keep(tx, arrival(mail_bytes("a")), NOW).id
        messages.mark_read(tx, by_mail, Mail())
        decided = said(tx, asked(tx))
        messages.mark_decided(tx, decided)
        assert not messages.take_back(tx, by_mail)
        assert not messages.take_back(tx, decided)
        assert not messages.take_back(tx, 4711)
        assert messages.load(tx, by_mail).stage is Stage.READ


@pytest.mark.parametrize("turn", range(6))
def test_when_both_reach_for_a_word_exactly_one_has_it(turn: int, store: Store) -> None:
    with store.begin() as tx:
        number = said(tx, asked(tx))
    start, won = threading.Barrier(2), {}

    def reach(name: str) -> None:
        start.wait()
        if name == "line":
            won[name] = store.write(lambda tx: messages.mark_decided(tx, number, "by the line"))
        else:
            won[name] = store.write(lambda tx: messages.take_back(tx, number))

    hands = [threading.Thread(target=reach, args=(name,)) for name in (("line", "desk") if turn % 2 else ("desk", "line"))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(won.values()) == [False, True]
    with store.read() as tx:
        note = tx.execute(sa.select(table.c.decided_note).where(table.c.id == number)).scalar()
    assert note == (TAKEN_BACK if won["desk"] else "by the line")
