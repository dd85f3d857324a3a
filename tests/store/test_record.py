"""A Decision is written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from matching import ledger as rules
from matching.case import CLOSED, STEPS, Case, Officer, State
from matching.decision import Decision, Note, Question
from outbox.message import OutboundMessage
from parsing.readings import Mail
from store import audit, audit_lines, cases, counters, ledger, messages, outbox, questions
from store.audit_lines import Wanted
from store.engine import Store, Tx
from store.record import Stale, record
from store.schema import METADATA
from tests.store.rows import HOME, NOW, REHOUSING, TODAY, a_case, a_letter, put_case

MOVE: dict[str, Any] = {"case": "ARC-01-26", "move": 1, "home": HOME, "rehousing": REHOUSING, "day": TODAY}


def whole(case: Case) -> Decision:
    return Decision(
        cases=(case,),
        entries=rules.reserve(**MOVE),
        questions=(Question(kind="doubt", why="The floor is not clear.", case=case.reference),),
        notes=(Note(case=case.reference, what="The offer was accepted."),),
    )


def written(tx: Tx, decision: Decision, *letters: OutboundMessage, cause: str = "1:1") -> None:
    record(tx, decision, letters, cause=cause, message_id=1, reading_number=1, who="olive.marsh@advice.example", now=NOW)


def everything(tx: Tx) -> dict[str, list[Any]]:
    return {name: list(tx.execute(sa.select(table).order_by(*table.primary_key))) for name, table in METADATA.tables.items()}


def test_a_decision_is_written_whole(store: Store) -> None:
    case = a_case(state=State.OFFERED)
    with store.begin() as tx:
        put_case(tx)
        written(tx, whole(case), a_letter())
    with store.read() as tx:
        assert cases.find(tx, case.reference) == case
        assert ledger.entries(tx) == rules.reserve(**MOVE)
        assert outbox.find(tx, a_letter().id) == a_letter()
        (asked,) = questions.open_all(tx)
        assert (asked.question, asked.cause, asked.message, asked.reading) == (whole(case).questions[0], "1:1", 1, 1)
        (line,) = cases.history_of(tx, case.reference)
        assert line == cases.HistoryLine(at=NOW, who="olive.marsh@advice.example", because="1:1", what="The offer was accepted.")
        assert audit.problems(tx) == ()


def test_the_audit_holds_no_writers_address(store: Store) -> None:
    """L7: it is never erased."""
    with store.begin() as tx:
        put_case(tx)
        written(tx, whole(a_case(state=State.OFFERED)), a_letter())
        (line,) = everything(tx)["audit"]
    assert "@" not in " ".join((line.who, line.about, line.details))
    assert "ARC-01-26 offered; reserve ARC-01-26 move 1 Northbank -1" in line.details


@pytest.mark.parametrize(
    ("wrong", "letters"),
    [
        (replace(whole(a_case(state=State.CIRCULATED)), entries=rules.void(**MOVE)), ()),
        (replace(whole(a_case(state=State.CIRCULATED)), notes=(Note(case="ARC-99-26", what="x"),)), ()),
        (whole(a_case(state=State.CIRCULATED)), (a_letter(data=b"other words"),)),
        (
            replace(
                whole(a_case(state=State.CIRCULATED)),
                cases=(a_case(state=State.CIRCULATED), a_case("ARC-02-26", state=State.MOVED)),
            ),
            (),
        ),
    ],
    ids=["a VOID of nothing", "a note on no case", "a letter that was written with other words", "a new case that has moved"],
)
def test_of_a_decision_that_cannot_stand_nothing_stands(
    store: Store, wrong: Decision, letters: tuple[OutboundMessage, ...]
) -> None:
    with store.begin() as tx:
        put_case(tx)
        outbox.queue(tx, a_letter(), NOW)
        before = everything(tx)
    with pytest.raises((Stale, sa.exc.IntegrityError, outbox.NotTheSame)), store.begin() as tx:
        written(tx, wrong, *letters)
    with store.read() as tx:
        assert everything(tx) == before


def test_deciding_twice_writes_letters_and_questions_once(store: Store) -> None:
    decision = replace(whole(a_case(state=State.OFFERED)), entries=())
    with store.begin() as tx:
        put_case(tx)
        written(tx, decision, a_letter())
        written(tx, decision, a_letter())
        assert len(outbox.listing(tx)) == len(questions.open_all(tx)) == 1


def reachable(state: State) -> set[State]:
    found = {state}
    while more := {following for each in found for following in STEPS[each]} - found:
        found |= more
    return found


@pytest.mark.parametrize("before", State)
def test_a_case_goes_only_where_steps_lead(store: Store, before: State) -> None:
    went = set()
    for after in State:
        with store.writer.connect() as tx:
            put_case(tx)
            tx.execute(sa.text("UPDATE cases SET state = :state"), {"state": before.value})
            try:
                written(tx, Decision(cases=(a_case(state=after),)))
                went.add(after)
            except Stale as stale:
                assert f"cannot become {after}" in str(stale)  # noqa: PT017 - which of them are refused is the table above
            tx.rollback()
    assert went == reachable(before)
    assert before not in CLOSED or went == {before}


def test_a_case_that_moved_on_in_between_is_stale(store: Store) -> None:
    """The version guards where a foreign tool does not wait for its turn."""
    with store.begin() as tx:
        put_case(tx)
        with pytest.raises(Stale):
            cases._step(tx, cases._row(a_case(state=State.OFFERED)), version=0)
        cases._step(tx, cases._row(a_case(state=State.OFFERED)), version=1)
        assert tx.execute(sa.text("SELECT version FROM cases")).scalar() == 2


def test_what_one_searches_by_follows_the_case(store: Store) -> None:
    with store.begin() as tx:
        put_case(tx)
        newer = a_case(areas_requested=("Eastfield",), officers=(Officer(name="Ben", email="ben@advice.example"),), bedrooms=3)
        written(tx, Decision(cases=(newer,)))
        assert cases.by_officer(tx, "olive.marsh@advice.example") == ()
        assert cases.by_officer(tx, "ben@advice.example") == (newer,)
        assert [(line.areas, line.bedrooms) for line in cases.listing(tx)] == [(("Eastfield",), 3)]


def test_a_reference_is_given_out_once_even_after_a_failure(store: Store) -> None:
    """Gap-free: what was rolled back was never given out."""
    with pytest.raises(sa.exc.IntegrityError), store.begin() as tx:
        written(tx, Decision(cases=(a_case("ARC-01-26"),), notes=(Note(case="ARC-99-26", what="x"),)))
    with store.begin() as tx:
        assert counters.next_of(tx, "ARC-26") == 1
        written(tx, Decision(cases=(a_case("ARC-01-26"), a_case("ARC-02-26"))))
        assert counters.next_of(tx, "ARC-26") == 3


@pytest.mark.parametrize("reference", ["", "ARC", "ARC-01", "ARC-x-26", "nothing of the kind"])
def test_a_case_without_a_proper_reference_is_our_own_fault(store: Store, reference: str) -> None:
    with pytest.raises(ValueError, match="not written like a reference"), store.begin() as tx:
        written(tx, Decision(cases=(a_case(reference),)))


def test_what_was_ignored_leaves_an_audit_line_and_nothing_else(store: Store) -> None:
    """I7"""
    with store.begin() as tx:
        before = everything(tx)
        written(tx, Decision(ignored="an out-of-office reply"))
        after = everything(tx)
    assert [line.details for line in after.pop("audit")] == ["ignored"]
    assert after == {name: rows for name, rows in before.items() if name != "audit"}


def test_history_is_told_in_the_order_in_which_it_happened(store: Store) -> None:
    """F27: by sequence, not by a clock that may go back."""
    with store.begin() as tx:
        put_case(tx)
        for number, what in enumerate(("first", "second", "third")):
            cases.note(tx, "ARC-01-26", what, who="Ada", because="1:1", now=NOW - timedelta(days=number))
        assert [line.what for line in cases.history_of(tx, "ARC-01-26")] == ["first", "second", "third"]


def test_whoever_answers_or_says_something_stands_in_the_audit_at_once(store: Store) -> None:
    with store.begin() as tx:
        asked = questions.ask(tx, Question(kind="doubt", why="?"), cause="1", now=NOW)
        other = questions.ask(tx, Question(kind="doubt", why="??"), cause="1", now=NOW)
        assert asked is not None
        assert other is not None
        assert questions.answer(tx, asked, answer="yes", by="Cora", now=NOW)
        assert not questions.answer(tx, asked, answer="no", by="Dee", now=NOW)
        assert questions.answer(tx, other, answer="it has gone", by=questions.THE_LINE, now=NOW)
        number = messages.add_word(tx, Mail(), "Cora", "", NOW)
        told = [(line.who, line.act, line.about) for line in audit_lines.whole(tx, Wanted(), most=9)]
    assert told == [("Cora", "answered", f"question {asked}"), ("Cora", "said", f"message {number}")]
