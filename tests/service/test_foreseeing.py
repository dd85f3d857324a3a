"""What was foreseen is what the line then does: over every question of the played month, and several answers to each."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.answering import Foreseen, Said, Word
from desk.office import Refused
from matching.case import State
from matching.decision import Question
from parsing.readings import Mail
from service.desk_answering import LineAnswering
from service.steps import decide_read
from store import cases, ledger, marks, messages, questions
from store.caps import Most
from store.engine import Store, Tx, open_store
from store.marks import Mark, Written
from store.schema import METADATA
from store.schema import outbox as table
from tests.store.rows import arrival
from tests.support.played import AFTER, played_store
from tests.support.table import Table, at_the_table

CORA = "Cora Wells"
ANSWERS = {
    "confirmed": Said(accept=True),
    "set aside": Said(dismiss="it is dealt with"),
    "above the cap": Said(accept=True, override="the risk to life"),
    "an enquiry": Said(kind="enquiry"),
    "a withdrawal": Said(kind="withdrawal", fields=("change=withdrawn",)),
    "an approval": Said(kind="landlord_decision", fields=("decision=approve", "acknowledges_owing=yes")),
    "a decline": Said(kind="landlord_decision", fields=("decision=decline", "decline_reason=not_at_risk")),
    "a start": Said(kind="outcome", fields=("stage=tenancy_started", "tenancy_start_date=2026-03-30")),
    "accepted": Said(kind="outcome", fields=("stage=accepted",)),
    "the draft": Said(send_draft=True),
    "arrived": Said(sent=True),
}
WORDS = {
    "closed": lambda case: Word(reference=case, kind="withdrawal", fields=("change=withdrawn",)),
    "approved": lambda case: Word(reference=case, kind="landlord_decision", fields=("decision=approve",), override="at once"),
    "another area": lambda case: Word(reference=case, kind="change", fields=("change=areas", "areas_added=Hythewick")),
    "moved": lambda case: Word(reference=case, kind="outcome", fields=("stage=tenancy_started", "tenancy_start_date=2026-03-30")),
}


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played month, and what its last day does not show: a case held at the cap, and a letter that is held back."""
    file = tmp_path_factory.mktemp("month") / "month.db"
    store = open_store(played_store(file))
    store.write(_with_a_held_case)
    store.write(_with_a_held_letter)
    store.close()
    return file


def _with_a_held_case(tx: Tx) -> None:
    waiting = cases.every(tx, State.AWAITING_APPROVAL)[0]
    cases.put(tx, replace(waiting, state=State.HELD_AT_CAP, approved_on=AFTER.date()))


def _with_a_held_letter(tx: Tx) -> None:
    letter = tx.execute(sa.select(table.c.id, table.c.reference).where(table.c.kind == "acknowledgement")).first()
    assert letter is not None
    tx.execute(table.update().where(table.c.id == letter.id).values(state="held", sent_at=None, reply="looked at"))
    held = Question(kind="held_letter", why="The letter was not sent.", case=letter.reference)
    assert questions.ask(tx, held, cause=f"letter {letter.id}", now=AFTER)


@pytest.fixture(scope="module")
def untouched(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Where things are only foreseen: the same store for all, since nothing remains."""
    folder = tmp_path_factory.mktemp("untouched")
    with at_the_table(month, folder) as here:
        yield here


def fingerprint(store: Store) -> str:
    """Of every row of every table, and of SQLite's own counters."""
    whole = hashlib.sha256()
    with store.read() as tx:
        for each in METADATA.sorted_tables:
            for row in tx.execute(sa.select(each).order_by(*each.primary_key.columns)):
                whole.update(repr(tuple(row)).encode())
        if tx.dialect.name == "sqlite":
            whole.update(repr(tx.exec_driver_sql("SELECT * FROM sqlite_sequence ORDER BY name").all()).encode())
    return whole.hexdigest()


def what_may_be_answered(store: Store) -> tuple[str, ...]:
    """The open questions, and the cases that are held at the cap: a hold asks none, so its reference stands for one."""
    with store.read() as tx:
        return (*(each.id for each in questions.open_all(tx)), *(each.reference for each in cases.held(tx)))


def what_it_did(here: Table, before: Mark, owed: dict[str, int], foreseen: Foreseen) -> None:
    """Looks at the store itself, by its own eyes."""
    with here.store.read() as tx:
        done: Written = marks.written_since(tx, before)
        after = {name: balance.owes for name, balance in ledger.balances(tx).items()}
        state = tx.execute(sa.text("SELECT state FROM cases WHERE reference = :case"), {"case": foreseen.case}).scalar()
    assert [(each.kind, each.to, each.subject) for each in foreseen.letters] == [
        (each.kind, each.to, each.subject) for each in (*done.letters, *done.let_go)
    ]
    for told, letter in zip(foreseen.letters, (*done.letters, *done.let_go), strict=True):
        said = message_from_bytes(letter.data, policy=default).get_body(("plain",)).get_content()
        assert told.text.split("Address:")[0].split() == said.split("Address:")[0].split()
        assert (told.text.split() == said.split()) != letter.holds_address
    assert [(each.kind, each.landlord, each.homes) for each in foreseen.entries] == [
        (each.kind.value, each.landlord, each.homes) for each in done.entries
    ]
    for landlord in {each.landlord for each in foreseen.entries}:
        of_it = [each for each in foreseen.entries if each.landlord == landlord]
        assert (of_it[0].owes_before, of_it[-1].owes_after) == (owed.get(landlord, 0), after.get(landlord, 0))
    assert list(foreseen.questions) == [each.question.why for each in done.questions if each.answered_at is None]
    assert [each.partition(": ")[2] or each for each in foreseen.history if each.startswith("NMR-")] == [
        line.what for reference, line in done.history if reference != foreseen.case
    ]
    assert foreseen.state_after == (state or "")
    assert len(foreseen.history) == len(done.history)


def remember(store: Store) -> tuple[Mark, dict[str, int]]:
    with store.read() as tx:
        return marks.mark(tx), {name: balance.owes for name, balance in ledger.balances(tx).items()}


@pytest.mark.parametrize("how", ANSWERS)
def test_what_is_foreseen_of_an_answer_is_what_the_line_does(how: str, month: Path, untouched: Table, tmp_path: Path) -> None:
    said, compared = ANSWERS[how], 0
    for question in what_may_be_answered(untouched.store):
        try:
            foreseen = untouched.does.foresee(question, said, CORA)
        except Refused as refused:
            with pytest.raises(Refused, match=f"^{re.escape(str(refused))}$"):
                untouched.does.answer(question, said, CORA)
            continue
        with at_the_table(month, tmp_path) as here:
            before, owed = remember(here.store)
            assert here.does.answer(question, said, CORA) == foreseen.note
            decide_read(here.later)
            what_it_did(here, before, owed, foreseen)
        compared += 1
    assert compared


@pytest.mark.parametrize("how", WORDS)
def test_what_is_foreseen_of_her_own_word_is_what_the_line_does(how: str, month: Path, untouched: Table, tmp_path: Path) -> None:
    for case in ("NMR-04-26", "NMR-05-26", "NMR-08-26"):
        word = WORDS[how](case)
        foreseen = untouched.does.foresee_word(word, CORA)
        with at_the_table(month, tmp_path) as here:
            before, owed = remember(here.store)
            assert here.does.enter(word, CORA) == foreseen.note
            decide_read(here.later)
            what_it_did(here, before, owed, foreseen)


def test_a_letter_that_the_gate_would_hold_is_shown_with_why(month: Path, tmp_path: Path) -> None:
    """D15: nobody at such a domain is reached by letter, and the coordinator sees so before she confirms."""
    with at_the_table(month, tmp_path) as here:
        narrow = replace(here.behind, line=lambda: replace(here.at_once, secure_domains=("gov.uk",)))
        word = WORDS["closed"]("NMR-05-26")
        held = LineAnswering(narrow).foresee_word(word, CORA).letters
        free = here.does.foresee_word(word, CORA).letters
    assert held
    assert {each.held for each in held} == {"Its reader's mailbox is not a secure one."}
    assert {each.held for each in free} == {""}


def test_a_letter_that_would_be_one_too_many_of_its_kind_is_shown_so(month: Path, tmp_path: Path) -> None:
    with at_the_table(month, tmp_path) as here:
        strict = replace(here.behind, line=lambda: replace(here.at_once, most=Most(alike_a_day=0)))
        letters = LineAnswering(strict).foresee_word(WORDS["closed"]("NMR-05-26"), CORA).letters
    assert letters
    assert all("one too many of its kind" in each.held for each in letters)


def test_a_fault_of_the_program_is_foreseen_as_the_question_that_it_will_be(
    month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the line would set aside with its trace is no error page at the desk."""

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with at_the_table(month, tmp_path) as here:
        monkeypatch.setattr("service.steps.decide", fails)
        foreseen = here.does.foresee_word(WORDS["closed"]("NMR-05-26"), CORA)
    assert [each.partition(",")[0] for each in foreseen.questions] == ["A fault of the program stopped this mail"]
    assert not foreseen.letters


def test_what_she_said_a_moment_ago_is_decided_before(month: Path, tmp_path: Path) -> None:
    """Also when a whole outage of mails waits, which are left out of it."""
    with at_the_table(month, tmp_path) as here:
        closed = WORDS["closed"]("NMR-05-26")
        here.does.enter(closed, CORA)
        assert here.does.foresee_word(closed, CORA).letters == ()
        here.store.write(_after_an_outage)
        assert here.does.foresee_word(closed, CORA).letters == ()
        with here.store.read() as tx:
            assert len(messages.by_stage(tx, "read")) == 31


def _after_an_outage(tx: Tx) -> None:
    for number in range(30):
        kept = messages.keep(tx, arrival(f"Subject: {number}\r\n\r\nhello\r\n".encode(), uid=1000 + number), AFTER)
        messages.mark_read(tx, kept.id, Mail())


def test_to_foresee_takes_a_moment(untouched: Table) -> None:
    """In the processor's time, since a busy machine may let it wait: ten letters of a withdrawal."""

    def took() -> float:
        began = time.process_time()
        assert len(untouched.does.foresee_word(WORDS["closed"]("NMR-05-26"), CORA).letters) == 10
        return time.process_time() - began

    assert min(took() for _ in range(3)) < 0.15


def test_nothing_remains_of_what_was_foreseen(untouched: Table) -> None:
    before = fingerprint(untouched.store)
    seen = 0
    for question in what_may_be_answered(untouched.store):
        for said in ANSWERS.values():
            try:
                foreseen = untouched.does.foresee(question, said, CORA)
            except Refused:
                continue
            seen += len(foreseen.letters) + len(foreseen.entries) + len(foreseen.questions) + len(foreseen.history)
    assert seen
    assert fingerprint(untouched.store) == before
