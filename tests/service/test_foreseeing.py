"""What was foreseen is what the line then does: over every question of the played month, and several answers to each."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.answering import Foreseen, Said, Word
from desk.office import Refused
from ingest.message import MailboxTrouble
from matching.case import State
from matching.decision import Question
from outbox.journal import Journal
from outbox.smtp import Rehearsal
from parsing.readings import Mail
from service.behind_the_desk import Behind
from service.desk_answering import LineAnswering
from service.line import Line
from service.reading_room import ReadingRoom
from service.steps import decide_read
from store import cases, ledger, marks, partners, questions
from store.engine import Store, Tx, open_store
from store.marks import Mark, Written
from store.schema import METADATA
from store.schema import outbox as table
from tests.support.played import AFTER, played_scheme, played_store

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


@dataclass(frozen=True, kw_only=True)
class Table:
    """A desk over one store, and the line that decides what is said there."""

    store: Store
    line: Line
    does: LineAnswering


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


@contextmanager
def at_the_table(file: Path, folder: Path) -> Iterator[Table]:
    store = open_store(f"sqlite:///{file}")
    with store.read() as tx:
        scheme = played_scheme().with_register(partners.every(tx))

    def no_mailbox() -> object:
        raise MailboxTrouble("This desk has no mailbox.")

    line = Line(
        store=store,
        scheme=scheme,
        sender="Reciprocal <desk@reciprocal.example>",
        secure_domains=("example",),
        open_mailbox=no_mailbox,  # type: ignore[arg-type]  # it is never opened
        open_post=lambda: Rehearsal(folder),
        read=lambda _: Mail(),
        now=lambda: AFTER,
    )
    behind = Behind(
        store=store,
        line=lambda: line,
        open_room=lambda scheme: ReadingRoom(scheme, ("mx.reciprocal.example",)),
        now=lambda: AFTER,
        journal=Journal(folder / "journal"),
    )
    later = replace(line, now=lambda: AFTER + behind.undo)
    try:
        yield Table(store=store, line=later, does=LineAnswering(behind))
    finally:
        store.close()


@pytest.fixture(scope="module")
def untouched(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Where things are only foreseen: the same store for all, since nothing remains."""
    folder = tmp_path_factory.mktemp("untouched")
    with at_the_table(Path(shutil.copy(month, folder / "month.db")), folder) as here:
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
        with at_the_table(Path(shutil.copy(month, tmp_path / f"{question}.db")), tmp_path) as here:
            before, owed = remember(here.store)
            assert here.does.answer(question, said, CORA) == foreseen.note
            decide_read(here.line)
            what_it_did(here, before, owed, foreseen)
        compared += 1
    assert compared


@pytest.mark.parametrize("how", WORDS)
def test_what_is_foreseen_of_her_own_word_is_what_the_line_does(how: str, month: Path, untouched: Table, tmp_path: Path) -> None:
    for case in ("NMR-04-26", "NMR-05-26", "NMR-08-26"):
        word = WORDS[how](case)
        foreseen = untouched.does.foresee_word(word, CORA)
        with at_the_table(Path(shutil.copy(month, tmp_path / f"{case}.db")), tmp_path) as here:
            before, owed = remember(here.store)
            assert here.does.enter(word, CORA) == foreseen.note
            decide_read(here.line)
            what_it_did(here, before, owed, foreseen)


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
