"""Second thoughts at the desk, a sender who is asked, a complaint that is passed on: over the played month."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.answering import Said, Word
from desk.office import Refused
from matching.case import State
from matching.decision import Question
from parsing.readings import LandlordDecision, Mail, SenderCheck
from service.day import pass_the_day
from service.second_reading import closed_beside
from service.steps import decide_read, whole_line
from store import beats, cases, figures, messages, outbox, questions
from store.asked_for import asked_for
from store.engine import Store, Tx
from store.questions import Asked
from store.schema import audit
from tests.store.rows import arrival
from tests.support.played import AFTER, played_store
from tests.support.table import TEAM, Table, at_the_table

CORA, DEE = "Cora Wells", "Dee Lomax"
ACCEPTED = Said(accept=True)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("month") / "month.db"
    played_store(file)
    return file


@pytest.fixture
def table(month: Path, tmp_path: Path) -> Iterator[Table]:
    with at_the_table(month, tmp_path, complaints=(TEAM,)) as table:
        yield table


def asked(store: Store, key: str) -> Asked:
    with store.read() as tx:
        found = questions.find(tx, key)
    assert found is not None
    return found


def one_of(store: Store, kind: str) -> Asked:
    with store.read() as tx:
        return next(each for each in questions.open_all(tx) if each.question.kind == kind)


def acts(store: Store) -> list[tuple[str, str]]:
    """Who did what since the month, and in how many words of it."""
    with store.read() as tx:
        return [(row.who, row.act) for row in tx.execute(sa.select(audit).where(audit.c.at >= AFTER).order_by(audit.c.id))]


def waiting(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.key for each in messages.undecided_words(tx)]


# --- taken back -------------------------------------------------------------------------------------------------------


def test_an_answer_is_taken_back_until_the_line_has_decided_it(table: Table) -> None:
    before = one_of(table.store, "sender")
    table.does.answer(before.id, ACCEPTED, CORA)
    assert waiting(table.store) == [before.id]
    assert decide_read(table.at_once) == 0
    assert table.does.take_back(before.id, DEE) == f"Taken back. {before.id} is open again."
    assert asked(table.store, before.id) == before
    assert decide_read(table.later) == 0
    assert acts(table.store)[-1] == (DEE, "taken back before it was decided")
    assert CORA in _last_details(table.store)


def _last_details(store: Store) -> str:
    with store.read() as tx:
        return str(tx.execute(sa.select(audit.c.details).order_by(audit.c.id.desc()).limit(1)).scalar())


def test_a_word_that_waits_is_no_trouble_and_the_clocks_wait_for_it(table: Table) -> None:
    """The whole line has nothing to do and ends its turn; what watches it sees no mail that lies undecided."""
    table.store.write(lambda tx: beats.well(tx, beats.MAILBOX, AFTER))
    table.does.answer(one_of(table.store, "sender").id, ACCEPTED, CORA)
    assert pass_the_day(table.at_once) == 0
    whole_line(table.at_once)
    assert len(waiting(table.store)) == 1
    with table.store.read() as tx:
        assert figures.look(tx).oldest_unread is None
    whole_line(table.later)
    assert waiting(table.store) == []


def test_the_same_answer_may_be_given_again_and_is_then_decided(table: Table) -> None:
    key = one_of(table.store, "sender").id
    for _ in range(2):
        table.does.answer(key, ACCEPTED, CORA)
        table.does.take_back(key, CORA)
    table.does.answer(key, ACCEPTED, CORA)
    assert decide_read(table.later) == 1
    assert asked(table.store, key).answered_by == CORA
    with pytest.raises(Refused, match=r"decided already, so it cannot be taken back"):
        table.does.take_back(key, CORA)


def test_her_own_word_is_taken_back_too(table: Table) -> None:
    word = Word(reference="NMR-05-26", kind="withdrawal", fields=("change=withdrawn",))
    table.does.enter(word, CORA)
    (key,) = waiting(table.store)
    assert key.startswith("word ")
    assert table.does.take_back(key, CORA) == "Taken back. Nothing follows for NMR-05-26."
    assert decide_read(table.later) == 0
    for again in (key, "word 1", "word x", "word"):
        with pytest.raises(Refused):
            table.does.take_back(again, CORA)


def test_a_reason_to_go_above_the_cap_is_taken_back_and_asks_nothing(table: Table) -> None:
    held = table.store.write(_hold_one)
    table.does.answer(held, Said(override="the risk to life"), CORA)
    (key,) = waiting(table.store)
    assert table.does.take_back(key, CORA) == "Taken back. The request is still held."
    assert asked(table.store, key).answer == "taken back before it was decided"
    assert decide_read(table.later) == 0


def _hold_one(tx: Tx) -> str:
    case = cases.every(tx, State.AWAITING_APPROVAL)[0]
    cases.put(tx, replace(case, state=State.HELD_AT_CAP, approved_on=AFTER.date()))
    return case.reference


def test_what_was_closed_beside_it_is_open_again_too(table: Table) -> None:
    first = one_of(table.store, "sender")

    def ask_and_close(tx: Tx) -> str:
        where = {"message": first.message, "reading": first.reading}
        other = questions.ask(tx, Question(kind="doubt", why="also unclear"), cause=first.cause, now=AFTER, **where)
        assert other is not None
        questions.answer(tx, other, answer=closed_beside(first.id), by=CORA, now=AFTER)
        return other

    other = table.store.write(ask_and_close)
    table.does.answer(first.id, ACCEPTED, CORA)
    table.does.take_back(first.id, CORA)
    assert asked(table.store, other).answered_at is None


@pytest.mark.parametrize("turn", range(4))
def test_of_the_line_and_the_desk_exactly_one_has_it(turn: int, table: Table) -> None:
    key = one_of(table.store, "sender").id
    table.does.answer(key, ACCEPTED, CORA)
    start, came = threading.Barrier(2), {}

    def line() -> None:
        start.wait()
        decide_read(table.later)

    def desk() -> None:
        start.wait()
        try:
            came["desk"] = table.does.take_back(key, CORA)
        except Refused as refused:
            came["refused"] = str(refused)

    hands = [threading.Thread(target=each) for each in ((line, desk) if turn % 2 else (desk, line))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    is_open = asked(table.store, key).answered_at is None
    decided = "decided" in {act for _, act in acts(table.store)}
    assert len(came) == 1
    assert is_open == ("desk" in came)
    assert decided != is_open


# --- set aside, and taken up again ------------------------------------------------------------------------------------


def test_what_was_set_aside_is_taken_up_again_with_its_old_clock(table: Table) -> None:
    before = one_of(table.store, "offer")
    table.does.answer(before.id, Said(dismiss="the officer does not want it"), CORA)
    assert table.does.take_back(before.id, DEE) == f"{before.id} is open again."
    assert asked(table.store, before.id) == before
    with table.store.read() as tx:
        last = cases.history_of(tx, before.question.case)[-1]
    assert (last.who, "the officer does not want it" in last.what) == (DEE, True)


def test_a_question_of_a_case_that_has_moved_on_stays_set_aside(table: Table) -> None:
    before = one_of(table.store, "offer")
    table.does.answer(before.id, Said(dismiss="not wanted"), CORA)
    table.does.enter(Word(reference=before.question.case, kind="withdrawal", fields=("change=withdrawn",)), CORA)
    decide_read(table.later)
    with pytest.raises(Refused, match=r"has moved on since\. Say on its page"):
        table.does.take_back(before.id, CORA)


def test_an_open_question_and_one_that_never_was_cannot_be_taken_back(table: Table) -> None:
    with pytest.raises(Refused, match=r"is open: there is nothing"):
        table.does.take_back(one_of(table.store, "offer").id, CORA)
    with pytest.raises(Refused, match=r"no question"):
        table.does.take_back("Q4711", CORA)


# --- a sender is asked ------------------------------------------------------------------------------------------------


@pytest.mark.rule("D13")
def test_a_sender_is_asked_once_by_the_names_of_questions_and_the_question_stays_open(table: Table) -> None:
    about = next(each for each in _doubts(table.store) if each.question.case == "NMR-07-26")
    prepared = table.does.asking_letter(about.id, ())
    assert prepared is not None
    assert (prepared.keys, prepared.warning) == (("areas_requested",), "")
    assert "“Areas requested”" in prepared.text
    assert "Ashlode" not in prepared.text
    first = table.does.ask_sender(about.id, prepared.keys, CORA)
    assert "is asked within a minute" in first
    assert "asked about just this already" in table.does.ask_sender(about.id, prepared.keys, CORA)
    assert asked(table.store, about.id).answered_at is None
    with table.store.read() as tx:
        (written,) = asked_for(tx, about)
        letter = outbox.find(tx, written.letter)
        history = cases.history_of(tx, "NMR-07-26")
    assert (written.to, written.keys, written.at, written.state) == (prepared.to, ("areas_requested",), AFTER, "waiting")
    assert letter is not None
    assert letter.case == "NMR-07-26"  # so that the answer finds its request
    assert "asked about what is not clear" in history[-1].what
    assert acts(table.store) == [(CORA, "asked the sender")]


def _doubts(store: Store) -> list[Asked]:
    with store.read() as tx:
        return [each for each in questions.open_all(tx) if each.question.kind == "doubt"]


@pytest.mark.rule("D13")
@pytest.mark.parametrize(
    ("sender", "check", "warning"),
    [
        ("lead@saltings.example", SenderCheck.PASSED, ""),
        ("lead@saltings.example", SenderCheck.NONE, "not proved who sent it"),
        ("sam@nowhere.example", SenderCheck.PASSED, "neither in the register nor an officer"),
    ],
)
def test_of_a_mail_on_no_case_only_one_who_is_known_and_proved_is_asked(
    sender: str, check: SenderCheck, warning: str, table: Table
) -> None:
    """A landlord's decision that does not say which request it is about."""

    def keep(tx: Tx) -> str:
        number = messages.keep(tx, arrival(f"From: {sender}\r\n\r\nwe agree\r\n".encode(), uid=900), AFTER).id
        reading = LandlordDecision(missing=("reference",))
        messages.mark_read(tx, number, Mail(sender=sender, sender_check=check, readings=(reading,)))
        messages.mark_decided(tx, number)
        question = Question(kind="reference", why="Which request?")
        key = questions.ask(tx, question, cause=f"{number}:0", now=AFTER, message=number, reading=0)
        assert key is not None
        return key

    key = table.store.write(keep)
    prepared = table.does.asking_letter(key, ())
    assert prepared is not None
    if warning:
        assert warning in prepared.warning
        with pytest.raises(Refused, match=r"Nothing was sent"):
            table.does.ask_sender(key, (), CORA)
        return
    assert (prepared.to, prepared.subject, prepared.warning) == (sender, "Your e-mail to us", "")
    assert "which request it is about: its reference" in " ".join(prepared.text.split())
    table.does.ask_sender(key, (), CORA)
    with table.store.read() as tx:
        (written,) = asked_for(tx, asked(table.store, key))
    assert written.keys == ("reference",)


def test_who_sent_what_could_not_be_read_is_asked_for_the_form_itself(table: Table) -> None:
    prepared = table.does.asking_letter(one_of(table.store, "unreadable").id, ())
    assert prepared is not None
    assert "the form itself once more" in " ".join(prepared.text.split())
    assert not prepared.warning


def test_nobody_is_asked_where_all_is_clear_or_about_what_no_form_asks(table: Table) -> None:
    enquiry = one_of(table.store, "enquiry").id
    assert table.does.asking_letter(enquiry, ()) is None
    with pytest.raises(Refused, match=r"nothing to ask about"):
        table.does.ask_sender(enquiry, (), CORA)
    with pytest.raises(Refused, match=r"no question of a form"):
        table.does.asking_letter(_doubts(table.store)[0].id, ("her_name",))


# --- a complaint ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R056")
def test_a_complaint_is_passed_on_by_hand_and_an_alert_beside_it_stays(table: Table) -> None:
    complaint = one_of(table.store, "complaint")
    where = {"message": complaint.message, "reading": complaint.reading}
    danger = Question(kind="danger", why="Call the officer now.", urgent=True)
    alert = table.store.write(lambda tx: questions.ask(tx, danger, cause=complaint.cause, now=AFTER, **where))
    assert "goes to the complaints team" in table.does.pass_on_complaint(complaint.id, CORA)
    assert asked(table.store, complaint.id).answer == "passed on to the complaints team"
    assert asked(table.store, alert or "").answered_at is None
    with table.store.read() as tx:
        passed = [each for each in outbox.listing(tx) if each.kind == "complaint"]
        assert outbox.is_passed_on(tx, complaint.message)
    assert [(each.to, each.state) for each in passed] == [(TEAM, "waiting")]


@pytest.mark.rule("R056")
def test_without_a_complaints_team_she_is_told_what_to_set(month: Path, tmp_path: Path) -> None:
    with at_the_table(month, tmp_path) as table:
        complaint = one_of(table.store, "complaint")
        with pytest.raises(Refused, match=r"complaints\.to"):
            table.does.pass_on_complaint(complaint.id, CORA)
        with pytest.raises(Refused, match=r"not about a complaint"):
            table.does.pass_on_complaint(one_of(table.store, "enquiry").id, CORA)
        assert asked(table.store, complaint.id).answered_at is None
