"""Kept, read, decided, or shunted: each stage is left once, whoever tries (I1–I6)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ingest.message import Place, RawMessage
from matching.decision import Question
from parsing.field import Field, Where
from parsing.readings import LandlordDecision, Mail, SenderCheck
from store import messages, questions
from store.engine import Store
from store.schema import Stage
from tests.store.rows import NOW, arrival, mail_bytes

APPROVAL = LandlordDecision(
    reference=Field(value="ARC-01-26", quote="ARC-01-26", where=Where(source="subject")),
    decision=Field(value="approve", quote="we approve", where=Where(source="message", line=1)),
)
MAIL = Mail(
    sender="lead@northbank.example", sender_check=SenderCheck.PASSED, message_id="<1@northbank.example>", readings=(APPROVAL,)
)


def test_the_bytes_are_kept_as_they_came(store: Store) -> None:
    odd = RawMessage(data=bytes(range(256)), place=Place(account="directory", name="ódd\0 name.eml"), arrived_at=NOW)
    with store.begin() as tx:
        kept = messages.keep(tx, odd, NOW)
        loaded = messages.load(tx, kept.id)
    assert kept.new
    assert (loaded.raw.data, loaded.raw.fingerprint, loaded.raw.arrived_at) == (odd.data, odd.fingerprint, NOW)
    assert loaded.raw.place.name == "ódd name.eml"
    assert (loaded.stage, loaded.mail) == (Stage.KEPT, None)


@pytest.mark.rule("R069")
def test_the_same_bytes_again_are_kept_once_and_remember_both_places(store: Store) -> None:
    """F10: also from another folder, and after the server has numbered its mails anew (F1)."""
    here, there, anew = arrival(uid=1), arrival(uid=9), arrival(uidvalidity=8, uid=1)
    with store.begin() as tx:
        assert [messages.keep(tx, raw, NOW).new for raw in (here, there, here, anew)] == [True, False, False, False]
        assert messages.by_stage(tx, Stage.KEPT) == (1,)
        known = messages.places_known(tx, (here.place, there.place, anew.place, arrival(uid=2).place))
        assert known == {here.place, there.place, anew.place}
        assert messages.load(tx, 1).raw.place == anew.place


def test_a_place_without_uidvalidity_proves_nothing(store: Store) -> None:
    """F2: there the bytes are looked at again, and other bytes under the same number are another mail."""
    with store.begin() as tx:
        assert messages.keep(tx, arrival(mail_bytes("one"), uidvalidity=0), NOW).new
        assert messages.keep(tx, arrival(mail_bytes("two"), uidvalidity=0), NOW).new
        assert not messages.keep(tx, arrival(mail_bytes("one"), uidvalidity=0), NOW).new
        assert messages.places_known(tx, (arrival(uidvalidity=0).place,)) == frozenset()


def test_a_file_of_the_same_name_with_other_bytes_is_another_mail(store: Store) -> None:
    lying = {"account": "directory", "folder": "", "uidvalidity": 0, "uid": 0, "name": "form.eml"}
    with store.begin() as tx:
        assert [messages.keep(tx, arrival(mail_bytes(word), **lying), NOW).new for word in ("one", "two")] == [True, True]


def test_other_bytes_in_a_place_already_taken_are_kept_all_the_same(store: Store) -> None:
    """A server that breaks its own rules must not make us lose a mail."""
    with store.begin() as tx:
        assert [messages.keep(tx, arrival(mail_bytes(word)), NOW).new for word in ("one", "two")] == [True, True]
        assert messages.load(tx, 2).raw.data == mail_bytes("two")


def test_places_of_many_folders_are_told_apart(store: Store) -> None:
    with store.begin() as tx:
        messages.keep(tx, arrival(uid=5), NOW)
        others = (
            arrival(uid=5, folder="Other"),
            arrival(uid=5, uidvalidity=6),
            arrival(uid=5, account="other@reciprocal.example"),
        )
        assert messages.places_known(tx, [raw.place for raw in others]) == frozenset()


def test_eight_that_keep_the_same_mail_keep_it_once(store: Store) -> None:
    def keep(uid: int) -> bool:
        return store.write(lambda tx: messages.keep(tx, arrival(uid=uid), NOW).new)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(keep, range(1, 9))) == 1


@pytest.mark.rule("R070")
def test_what_was_read_comes_back_with_its_evidence(store: Store) -> None:
    with store.begin() as tx:
        number = messages.keep(tx, arrival(), NOW).id
        assert messages.mark_read(tx, number, MAIL)
        loaded = messages.load(tx, number)
    assert (loaded.stage, loaded.mail) == (Stage.READ, MAIL)


def test_each_stage_is_left_once(store: Store) -> None:
    with store.begin() as tx:
        number = messages.keep(tx, arrival(), NOW).id
        assert not messages.mark_decided(tx, number, "too early")
        assert messages.mark_read(tx, number, MAIL)
        assert not messages.mark_read(tx, number, MAIL)
        assert not messages.shunt(tx, number, Stage.KEPT, "a trace of the stage before")
        assert messages.mark_decided(tx, number, "the case went on")
        assert not messages.mark_decided(tx, number, "again")
        assert not messages.shunt(tx, number, Stage.READ, "too late")
        assert not messages.start_attempt(tx, number)
        assert messages.load(tx, number).stage == Stage.DECIDED


def test_of_eight_that_decide_one_succeeds(store: Store) -> None:
    number = store.write(lambda tx: messages.keep(tx, arrival(), NOW).id)
    store.write(lambda tx: messages.mark_read(tx, number, MAIL))
    with ThreadPoolExecutor(8) as threads:
        done = list(threads.map(lambda _: store.write(lambda tx: messages.mark_decided(tx, number)), range(8)))
    assert sum(done) == 1


def test_a_stage_is_tried_three_times_and_the_next_stage_has_three_of_its_own(store: Store) -> None:
    """I4: counted before the attempt, so that a crash counts too."""
    with store.begin() as tx:
        number = messages.keep(tx, arrival(), NOW).id
        assert [messages.start_attempt(tx, number) for _ in range(4)] == [True, True, True, False]
        messages.mark_read(tx, number, MAIL)
        assert [messages.start_attempt(tx, number) for _ in range(4)] == [True, True, True, False]


def test_a_shunted_message_goes_on_from_where_it_stood(store: Store) -> None:
    """I6, and the trace is kept whatever stands in it."""
    with store.begin() as tx:
        number = messages.keep(tx, arrival(), NOW).id
        messages.mark_read(tx, number, MAIL)
        assert messages.shunt(tx, number, Stage.READ, "Traceback: \0 \udce9")
        assert messages.by_stage(tx, Stage.SHUNTED) == (number,)
        assert messages.trouble(tx, number) == "Traceback:  \ufffd"
        assert messages.take_up_again(tx, number)
        assert not messages.take_up_again(tx, number)
        assert messages.load(tx, number).stage == Stage.READ
        assert messages.start_attempt(tx, number)


def test_messages_wait_in_the_order_in_which_they_came(store: Store) -> None:
    with store.begin() as tx:
        for number in range(5):
            messages.keep(tx, arrival(mail_bytes(f"mail {number}"), uid=number + 1), NOW - timedelta(days=number))
        assert messages.by_stage(tx, Stage.KEPT) == (1, 2, 3, 4, 5)
        assert messages.by_stage(tx, Stage.KEPT, limit=2) == (1, 2)


def test_one_message_id_with_other_bytes_is_noticed(store: Store) -> None:
    """F11; a Message-ID may be as long as a header, and a mail without one resembles nothing."""
    long = "<" + "x" * 50_000 + "@northbank.example>"
    with store.begin() as tx:
        for word, said in (("one", long), ("two", long), ("three", ""), ("four", "")):
            raw = arrival(mail_bytes(word))
            number = messages.keep(tx, raw, NOW).id
            assert messages.same_claimed_id(tx, said, raw.fingerprint) == (1 if word == "two" else None)
            messages.mark_read(tx, number, Mail(message_id=said))


def test_a_coordinators_answer_is_a_message_of_its_own(store: Store) -> None:
    with store.begin() as tx:
        asked = questions.ask(tx, Question(kind="cap", why="Northbank owes three homes."), cause="1:1", now=NOW)
        assert asked == "Q1"
        number = messages.add_answer(tx, asked, MAIL, "Ada Okafor", "the risk to life", NOW)
        assert number is not None
        loaded = messages.load(tx, number)
        assert (loaded.stage, loaded.mail, loaded.raw.place) == (Stage.READ, MAIL, Place(account="desk"))
        assert messages.desk_answer(tx, number) == messages.DeskAnswer(by="Ada Okafor", question="Q1", reason="the risk to life")
        answered = questions.find(tx, "q1")
    assert answered is not None
    assert (answered.answered_by, answered.answer, answered.answered_at) == ("Ada Okafor", "landlord_decision", NOW)


def test_a_word_of_hers_answers_no_question_and_the_same_one_again_is_another(store: Store) -> None:
    with store.begin() as tx:
        first, second = (messages.add_word(tx, MAIL, "Ada Okafor", "the risk to life", NOW) for _ in range(2))
        assert first != second
        loaded = messages.load(tx, second)
        assert (loaded.stage, loaded.mail, loaded.raw.place) == (Stage.READ, MAIL, Place(account="desk"))
        assert messages.desk_answer(tx, second) == messages.DeskAnswer(by="Ada Okafor", question="", reason="the risk to life")


def test_a_question_is_answered_once(store: Store) -> None:
    with store.begin() as tx:
        questions.ask(tx, Question(kind="cap", why="Northbank owes three homes."), cause="1:1", now=NOW)

    def answer(name: str) -> int | None:
        return store.write(lambda tx: messages.add_answer(tx, "Q1", MAIL, name, "", NOW))

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(answer, ("Ada", "Ben", "Cora", "Dan")))
    assert len([number for number in numbers if number]) == 1
    assert answer("Eve") is None


@pytest.mark.parametrize("key", ["Q99", "", "q", "'; DROP TABLE questions; --"])
def test_a_question_that_is_none_is_not_answered(store: Store, key: str) -> None:
    with store.begin() as tx:
        assert messages.add_answer(tx, key, MAIL, "Ada", "", NOW) is None


def test_a_mail_that_calls_itself_the_desk_is_still_a_mail(store: Store) -> None:
    with store.begin() as tx:
        number = messages.keep(tx, arrival(account="desk"), NOW).id
        messages.mark_read(tx, number, Mail(sender="desk"))
        assert messages.desk_answer(tx, number) is None


def test_deciding_twice_asks_once(store: Store) -> None:
    with store.begin() as tx:
        why = "The form names two landlords. " * 500  # longer than an index takes
        assert questions.ask(tx, Question(kind="doubt", why=why), cause="1:1", now=NOW, message=1, reading=1) == "Q1"
        assert questions.ask(tx, Question(kind="doubt", why=why), cause="1:1", now=NOW, message=1, reading=1) is None
        assert questions.ask(tx, Question(kind="doubt", why=why), cause="2:1", now=NOW) == "Q2"
        assert questions.ask(tx, Question(kind="doubt", why="x", case="ARC-99-26", urgent=True), cause="2:1", now=NOW) == "Q3"
        assert [(asked.id, asked.source) for asked in questions.open_all(tx)] == [
            ("Q3", "2:1"),  # the urgent one first
            ("Q1", "message 1, reading 1"),
            ("Q2", "2:1"),
        ]
        assert [asked.id for asked in questions.of_case(tx, "ARC-99-26")] == ["Q3"]
        assert questions.answer(tx, " 3 ", answer="it is ARC-09-26", by="Ada", now=NOW)
        assert [asked.id for asked in questions.open_all(tx)] == ["Q1", "Q2"]
