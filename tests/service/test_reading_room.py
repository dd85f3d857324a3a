"""A reader that overruns its limits becomes a sentence, and the next mail is read (F13, F31)."""

from __future__ import annotations

import os
import time

import pytest

from ingest.message import Place, RawMessage
from parsing.readings import RequestForm, SenderCheck
from scheme.agreement import load, shipped
from scheme.register import Partner
from service import reading_room
from service.reading_room import ReadingRoom
from tests.support.cast import BOUNDARY, START
from tests.support.papers import approval, request_form, request_mail

SCHEME = load(shipped("pan_london"))


def raw(data: bytes) -> RawMessage:
    return RawMessage(data=data, place=Place(account="test", folder="INBOX", name="1"), arrived_at=START)


def test_a_mail_read_in_the_room_says_what_it_says_outside() -> None:
    from parsing.read import read

    mail = raw(request_mail(request_form()))
    with ReadingRoom(SCHEME, (BOUNDARY,)) as room:
        assert room.read(mail) == read(mail, SCHEME, trusted_authserv_ids=(BOUNDARY,))


def misbehaves(mail: RawMessage) -> str:
    """A parser that breaks as the mail says, and reads any other mail as the real one does."""
    match mail.data:
        case b"slow":
            time.sleep(600)
        case b"big":
            return str(len(bytearray(2 * reading_room.BYTES_OF_MEMORY)))
        case b"fatal":
            os._exit(7)
    return reading_room._read(mail)


@pytest.mark.parametrize(
    ("poison", "sentence"),
    [(b"slow", "took longer than 8 seconds"), (b"big", "more memory than"), (b"fatal", "broke the reader")],
)
def test_a_reader_that_overruns_is_a_sentence_and_the_next_mail_is_read(poison: bytes, sentence: str) -> None:
    with ReadingRoom(SCHEME, (BOUNDARY,), seconds_a_mail=8, reader=misbehaves) as room:
        mail = room.read(raw(poison))
        assert sentence in mail.unreadable
        assert "Open it by hand" in mail.unreadable
        assert mail.readings == ()
        assert room.read(raw(approval("ARC-01-26"))).sender_check is SenderCheck.PASSED


def test_a_register_that_comes_while_the_room_is_open_is_known_to_the_next_mail() -> None:
    mail = raw(request_mail(request_form(**{"Applicant's landlord": "Moonrise Homes"})))
    newcomer = Partner(name="Moonrise Homes", areas=("Hackney",), named_leads=("lead@moonrise.example",))
    with ReadingRoom(SCHEME, (BOUNDARY,)) as room:
        before = room.read(mail).readings[0]
        room.agree(SCHEME.with_register((newcomer,)))
        after = room.read(mail).readings[0]
    assert isinstance(before, RequestForm)
    assert isinstance(after, RequestForm)
    assert before.applicant_landlord.doubt
    assert after.applicant_landlord.value == "Moonrise Homes"
