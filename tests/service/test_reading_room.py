"""A reader that overruns its limits becomes a sentence, and the next mail is read (F13, F31, reliability §6)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.message import Place, RawMessage
from parsing.read import read
from parsing.readings import RequestForm, SenderCheck, Unreadable
from scheme.agreement import load, shipped
from scheme.register import Partner
from service import jail, reading_room
from service.reading_room import ReaderFault, ReadingRoom
from tests.support.cast import BOUNDARY, START
from tests.support.papers import approval, request_form, request_mail, with_attachments

SCHEME = load(shipped("pan_london"))
BROKEN_IN = "tests.support.misbehaving_reader"


def raw(data: bytes) -> RawMessage:
    return RawMessage(data=data, place=Place(account="test", folder="INBOX", name="1"), arrived_at=START)


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(SCHEME, (BOUNDARY,), seconds_a_child=8, tasks=BROKEN_IN) as opened:
        yield opened


def test_a_mail_read_in_the_room_says_what_it_says_outside() -> None:
    mail = raw(request_mail(request_form()))
    with ReadingRoom(SCHEME, (BOUNDARY,)) as opened:
        assert opened.read(mail) == read(mail, SCHEME, trusted_authserv_ids=(BOUNDARY,))
        assert opened.read_file("form.docx", request_form()).readings[0].kind == "property_request"


@pytest.mark.parametrize(
    ("poison", "sentence"),
    [
        (b"slow", "took longer than 8 seconds"),
        (b"big", "more memory than"),
        (b"fatal", "broke the reader"),
        (b"talkative", "holds more words than any form or letter does"),
    ],
)
def test_a_reader_that_overruns_is_a_sentence_and_the_next_mail_is_read(room: ReadingRoom, poison: bytes, sentence: str) -> None:
    mail = room.read(raw(poison))
    assert sentence in mail.unreadable
    assert "Open it by hand" in mail.unreadable
    assert mail.readings == ()
    assert room.read(raw(approval("ARC-01-26"))).sender_check is SenderCheck.PASSED


def test_a_child_may_use_ten_seconds_of_the_processor_and_no_more() -> None:
    with ReadingRoom(SCHEME, (BOUNDARY,), seconds_a_child=60, tasks=BROKEN_IN) as opened:
        began = time.monotonic()
        assert "broke the reader" in opened.read(raw(b"busy")).unreadable
        assert time.monotonic() - began < 55


@pytest.mark.parametrize("poison", [b"slow", b"big", b"fatal"])
def test_an_attachment_that_kills_its_reader_is_one_question_and_the_form_beside_it_is_read(
    room: ReadingRoom, poison: bytes
) -> None:
    mail = room.read(raw(with_attachments(("bad.bin", poison), ("form.docx", request_form()))))
    broken, form = mail.readings
    assert isinstance(broken, Unreadable)
    assert broken.source == "bad.bin"
    assert broken.why.startswith("Reading it ")
    assert isinstance(form, RequestForm)


def test_a_bug_of_the_reader_is_no_reading(room: ReadingRoom) -> None:
    """It is told with its trace, so that the line sets the mail aside and keeps it (I4, I6)."""
    with pytest.raises(ReaderFault, match="ZeroDivisionError"):
        room.read(raw(b"bug"))


def test_a_reader_that_was_taken_over_reaches_nothing(room: ReadingRoom) -> None:
    tried = dict(each.split(": ") for each in room.read(raw(b"forbidden")).subject.split("; "))
    assert tried["many files"] == "Too many open files"
    if not jail.can_be_filtered():
        assert not room.is_confined()
        return
    assert room.is_confined()
    assert {what: said for what, said in tried.items() if said != "not permitted"} == {"many files": "Too many open files"}
    assert not Path("left-behind").exists()


def test_a_reader_has_no_environment_to_look_at(room: ReadingRoom) -> None:
    assert room.read(raw(b"environment")).subject == ""


def test_no_interpreter_is_started_for_each_document(room: ReadingRoom) -> None:
    """The children are born of one foreman, who stays the same."""
    room.read(raw(approval("ARC-01-26")))
    foreman = room._foreman
    room.read(raw(request_mail(request_form())))
    assert room._foreman is foreman


def test_a_foreman_who_was_killed_is_replaced(room: ReadingRoom) -> None:
    room.read(raw(approval("ARC-01-26")))
    assert room._foreman is not None
    os.kill(room._foreman._process.pid, signal.SIGKILL)
    room._foreman._process.wait()
    assert room.read(raw(approval("ARC-02-26"))).readings[0].kind == "landlord_decision"


def test_a_foreman_finishes_what_he_has_in_hand_when_the_machine_tells_all_to_stop(room: ReadingRoom) -> None:
    room.read(raw(approval("ARC-01-26")))
    foreman = room._foreman
    assert foreman is not None
    os.kill(foreman._process.pid, signal.SIGTERM)
    assert room.read(raw(approval("ARC-02-26"))).readings
    assert room._foreman is foreman


def test_a_mail_with_more_files_than_anybody_sends_is_left_to_a_person(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_room, "FILES_A_MAIL", 2)
    mail = room.read(raw(with_attachments(*((f"{number}.txt", b"Hello there.") for number in range(4)))))
    assert "more than 2 files" in mail.unreadable


def test_a_register_that_comes_while_the_room_is_open_is_known_to_the_next_mail(room: ReadingRoom) -> None:
    mail = raw(request_mail(request_form(**{"Applicant's landlord": "Moonrise Homes"})))
    newcomer = Partner(name="Moonrise Homes", areas=("Hackney",), named_leads=("lead@moonrise.example",))
    before = room.read(mail).readings[0]
    room.agree(SCHEME.with_register((newcomer,)))
    after = room.read(mail).readings[0]
    room.agree(SCHEME)
    assert isinstance(before, RequestForm)
    assert isinstance(after, RequestForm)
    assert before.applicant_landlord.doubt
    assert after.applicant_landlord.value == "Moonrise Homes"
