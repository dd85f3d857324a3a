"""The mailbox against a real Dovecot over TLS, and against the weather (R069; reliability F1–F16)."""

from __future__ import annotations

import base64
import re
import socket
import threading
import time
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.mailbox import MailboxSettings, MailboxTrouble, open_mailbox, probe
from ingest.message import Place, RawMessage
from tests.support.dovecot import Box
from tests.support.imap_script import HANG_UP, Proxy, ScriptedImap, Weather, proxy, scripted

MIB = 1024 * 1024


def mail(subject: str, body: str = "Dear all") -> bytes:
    return f"From: sam@agency.example\r\nSubject: {subject}\r\nMessage-ID: <{subject}@agency.example>\r\n\r\n{body}\r\n".encode()


def settings_of(box: Box, **other: object) -> MailboxSettings:
    """Over TLS to the real server; short pauses, so that bad weather does not slow the tests."""
    ordinary: dict[str, object] = {
        "host": box.host,
        "port": box.port,
        "user": box.user,
        "password": box.password,
        "ca_file": str(box.pki.ca_file),
        "connect_timeout": 5,
        "read_timeout": 5,
        "retry_pause": 0,
    }
    return MailboxSettings(**{**ordinary, **other})  # type: ignore[arg-type]  # a test names what it changes


def settings_through(between: Proxy | ScriptedImap, **other: object) -> MailboxSettings:
    """Without TLS on loopback, to a proxy or a scripted server that reads the lines."""
    ordinary: dict[str, object] = {
        "host": between.host,
        "port": between.port,
        "tls": "none",
        "user": "box@mail.example",
        "password": "s3cret",
        "connect_timeout": 2,
        "read_timeout": 2,
        "retry_pause": 0,
    }
    return MailboxSettings(**{**ordinary, **other})  # type: ignore[arg-type]  # a test names what it changes


def through(between: Proxy, box: Box, **other: object) -> MailboxSettings:
    return settings_through(between, user=box.user, password=box.password, **other)


def take_all(settings: MailboxSettings) -> tuple[list[RawMessage], tuple[Place, ...]]:
    with open_mailbox(settings) as mailbox:
        return list(mailbox.arrivals(mailbox.waiting())), mailbox.vanished


# -- the ordinary day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_mail_is_read_whole_and_moved_to_a_done_folder_that_is_made(dovecot: Box, tls: str) -> None:
    sent = [mail("one"), mail("two", ".dot\r\n..two"), mail("three", "naïve £")]
    for data in sent:
        dovecot.put(data)
    port = dovecot.port if tls == "implicit" else dovecot.starttls_port
    with open_mailbox(settings_of(dovecot, tls=tls, port=port)) as mailbox:
        places = mailbox.waiting()
        taken = list(mailbox.arrivals(places))
        mailbox.file_away(places)
        assert mailbox.waiting() == ()
    assert [message.data for message in taken] == sent
    assert [message.place for message in taken] == list(places)
    assert {(place.account, place.folder) for place in places} == {(dovecot.user, "INBOX")}
    assert all(place.uidvalidity > 0 for place in places)
    assert all(message.size == len(message.data) and message.arrived_at.tzinfo for message in taken)
    assert dovecot.contents("INBOX") == []
    assert dovecot.contents("Processed") == sent


def test_reading_leaves_no_mark_on_a_mail(dovecot: Box) -> None:
    """I8: \\Seen belongs to people."""
    dovecot.put(mail("one"))
    take_all(settings_of(dovecot))
    assert not any(b"Seen" in line for line in dovecot.flags())


def test_a_mail_that_people_have_read_or_marked_deleted_is_taken_all_the_same(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with dovecot.client() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", "(\\Seen \\Deleted)")
    taken, _ = take_all(settings_of(dovecot))
    assert [message.data for message in taken] == [mail("one")]


def test_an_empty_folder_has_nothing_waiting_and_filing_nothing_away_is_fine(dovecot: Box) -> None:
    with open_mailbox(settings_of(dovecot)) as mailbox:
        assert mailbox.waiting() == ()
        assert list(mailbox.arrivals(())) == []
        mailbox.file_away(())
    assert dovecot.folders() == {"INBOX"}


def test_many_mails_come_in_batches_bounded_in_number_and_bytes(dovecot: Box) -> None:
    sent = [mail(f"number {number}", "x" * 3000) for number in range(12)]
    for data in sent:
        dovecot.put(data)
    with proxy(dovecot.starttls_port) as between:
        taken, _ = take_all(through(between, dovecot, batch=5, batch_bytes=7000))
        said = b"".join(between.heard)
    assert [message.data for message in taken] == sent
    assert re.findall(rb"FETCH ([\d,]+) \(RFC822", said) == [b"1,2,3,4,5", b"6,7,8,9,10", b"11,12"]
    assert re.findall(rb"FETCH ([\d,]+) \(BODY", said) == [b"1,2", b"3,4", b"5", b"6,7", b"8,9", b"10", b"11,12"]


def test_each_mail_is_fetched_once_and_only_by_number(dovecot: Box) -> None:
    """F16, F8: what a sender wrote never reaches a command."""
    dovecot.put(b'Message-ID: <x"\r\n A1 DELETE INBOX>\r\nSubject: A2 LOGOUT\r\n\r\nDear all\r\n')
    with proxy(dovecot.starttls_port) as between, open_mailbox(through(between, dovecot)) as mailbox:
        places = mailbox.waiting()
        assert len(list(mailbox.arrivals(places))) == 1
        mailbox.file_away(places)
        said = b"".join(between.heard)
    assert said.count(b"BODY.PEEK[]") == 1
    assert b"DELETE" not in said
    assert b"A2 LOGOUT" not in said


def test_a_folder_name_of_other_scripts_with_blanks_and_quotes_works(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    name = 'Erledigt "ä" & mehr'
    with open_mailbox(settings_of(dovecot, done_folder=name)) as mailbox:
        mailbox.file_away(mailbox.waiting())
        assert mailbox.waiting() == ()
    with open_mailbox(settings_of(dovecot, folder=name)) as mailbox:
        assert [message.data for message in mailbox.arrivals(mailbox.waiting())] == [mail("one")]


def test_a_mail_over_the_limit_is_told_by_its_header_block_only(dovecot: Box) -> None:
    huge = mail("huge", ("x" * 70 + "\r\n") * (26 * MIB // 72))
    dovecot.put(huge)
    dovecot.put(mail("small"))
    with open_mailbox(settings_of(dovecot)) as mailbox:
        places = mailbox.waiting()
        left, small = mailbox.arrivals(places)
        mailbox.file_away(places)
    assert left.data == huge[: huge.index(b"\r\n\r\n") + 4]
    assert left.size == len(huge) > 25 * MIB
    assert "26.0 MiB" in left.left_on_server
    assert "25.0 MiB" in left.left_on_server
    assert small.data == mail("small")
    assert small.left_on_server == ""
    assert [len(data) for data in dovecot.contents("Processed")] == [len(huge), len(mail("small"))]


def test_two_mails_of_which_only_the_header_was_fetched_are_two_mails(dovecot: Box) -> None:
    """F11: the same header block with another body behind it must not pass for a repeat."""
    for body in ("a" * 300, "b" * 300):
        dovecot.put(mail("same", body))
    taken, _ = take_all(settings_of(dovecot, biggest=200))
    assert taken[0].data == taken[1].data
    assert taken[0].fingerprint != taken[1].fingerprint


# -- what people and other programs do meanwhile ------------------------------------------------------------------------------


def test_a_mail_that_went_between_listing_and_fetching_is_reported_as_vanished(dovecot: Box) -> None:
    """F12"""
    for subject in ("one", "two", "three"):
        dovecot.put(mail(subject))
    with open_mailbox(settings_of(dovecot)) as mailbox:
        places = mailbox.waiting()
        dovecot.remove(2)
        taken = list(mailbox.arrivals(places))
        assert [message.data for message in taken] == [mail("one"), mail("three")]
        assert mailbox.vanished == (places[1],)
        mailbox.file_away(places)
    assert dovecot.contents("Processed") == [mail("one"), mail("three")]


def test_filing_away_twice_does_no_harm(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with open_mailbox(settings_of(dovecot)) as first, open_mailbox(settings_of(dovecot)) as second:
        places = first.waiting()
        assert second.waiting() == places
        first.file_away(places)
        second.file_away(places)
        first.file_away(places)
    assert dovecot.contents("Processed") == [mail("one")]


def test_a_folder_made_anew_between_two_sessions_has_places_of_its_own(dovecot: Box) -> None:
    """F1: the old numbers mean nothing in the new folder."""
    dovecot.make_folder("Reciprocal")
    dovecot.put(mail("old"), "Reciprocal")
    settings = settings_of(dovecot, folder="Reciprocal")
    with open_mailbox(settings) as mailbox:
        old = mailbox.waiting()
    dovecot.renumber("Reciprocal")
    dovecot.put(mail("new"), "Reciprocal")
    with open_mailbox(settings) as mailbox:
        new = mailbox.waiting()
        assert new[0].uid == old[0].uid
        assert new[0].uidvalidity != old[0].uidvalidity
        assert list(mailbox.arrivals(old)) == []
        assert mailbox.vanished == old
        mailbox.file_away(old)
        assert "older numbering" in mailbox.remarks[0]
    assert dovecot.contents("Reciprocal") == [mail("new")]


def test_a_folder_made_anew_during_a_session_is_trouble_that_passes(dovecot: Box) -> None:
    """F1: no old number is used after the change; a new session lists afresh."""
    dovecot.make_folder("Reciprocal")
    dovecot.put(mail("old"), "Reciprocal")
    settings = settings_of(dovecot, folder="Reciprocal")
    with open_mailbox(settings) as mailbox:
        places = mailbox.waiting()
        dovecot.renumber("Reciprocal")
        dovecot.put(mail("new"), "Reciprocal")
        with pytest.raises(MailboxTrouble) as caught:
            mailbox.file_away(places)
        assert not caught.value.permanent
    taken, _ = take_all(settings)
    assert [message.data for message in taken] == [mail("new")]


def test_a_uidvalidity_that_the_server_changes_under_us_is_noticed_before_any_uid_is_used() -> None:
    """F1, said by the server in the very session."""
    with scripted() as server, open_mailbox(settings_through(server)) as mailbox:
        places = mailbox.waiting()
        server.script["SELECT"] = (b"* 1 EXISTS", b"* OK [UIDVALIDITY 8] valid", b"%t OK open")
        with pytest.raises(MailboxTrouble, match="renumbered") as caught:
            mailbox.file_away(places)
    assert not caught.value.permanent
    assert not any("MOVE" in said for said in server.heard)


def test_without_uidvalidity_only_what_this_session_listed_is_moved(dovecot: Box) -> None:
    """F2: a number alone proves nothing."""
    dovecot.put(mail("one"))
    dovecot.put(mail("two"))
    with proxy(dovecot.starttls_port, rewrites=[(rb"\* OK \[UIDVALIDITY[^\n]*\n", b"")]) as between:
        settings = through(between, dovecot)
        with open_mailbox(settings) as mailbox:
            before = mailbox.waiting()
            assert [place.uidvalidity for place in before] == [0, 0]
        with open_mailbox(settings) as mailbox:
            mailbox.file_away(before)
            assert len(mailbox.waiting()) == 2
            mailbox.file_away(before[:1])
            assert len(mailbox.waiting()) == 1
    assert dovecot.contents() == [mail("two")]


# -- what servers lack ----------------------------------------------------------------------------------------------------


def test_without_move_a_mail_is_copied_and_only_that_one_taken_out(dovecot: Box) -> None:
    for subject in ("one", "two", "three"):
        dovecot.put(mail(subject))
    with dovecot.client() as client:
        client.select("INBOX")
        client.store("3", "+FLAGS", "(\\Deleted)")  # a person's mark: not ours to carry out
    with proxy(dovecot.starttls_port, rewrites=[(rb" MOVE", b"")]) as between, open_mailbox(through(between, dovecot)) as mailbox:
        mailbox.file_away(mailbox.waiting()[:1])
    assert dovecot.contents() == [mail("two"), mail("three")]
    assert dovecot.contents("Processed") == [mail("one")]


def test_without_move_and_uidplus_nothing_is_moved_or_deleted_and_the_desk_is_told(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with (
        proxy(dovecot.starttls_port, rewrites=[(rb" MOVE", b""), (rb" UIDPLUS", b"")]) as between,
        open_mailbox(through(between, dovecot)) as mailbox,
    ):
        mailbox.file_away(mailbox.waiting())
        assert "neither MOVE nor UIDPLUS" in mailbox.remarks[0]
    assert dovecot.contents() == [mail("one")]
    assert not any(b"Deleted" in line for line in dovecot.flags())


def test_without_idle_waiting_asks_regularly(dovecot: Box) -> None:
    with (
        proxy(dovecot.starttls_port, rewrites=[(rb" IDLE", b"")]) as between,
        open_mailbox(through(between, dovecot, poll_seconds=0.2)) as mailbox,
    ):
        mailbox.waiting()
        assert not mailbox.watch(0.3)
        dovecot.deliver(mail("one"))
        assert mailbox.watch(3)


# -- waiting --------------------------------------------------------------------------------------------------------------


def _later(seconds: float, deed: object, *words: object) -> threading.Timer:
    timer = threading.Timer(seconds, deed, words)  # type: ignore[arg-type]  # any verb of a test
    timer.start()
    return timer


def test_idle_wakes_on_a_new_mail(dovecot: Box) -> None:
    with open_mailbox(settings_of(dovecot)) as mailbox:
        mailbox.waiting()
        timer = _later(0.5, dovecot.deliver, mail("one"))
        begun = time.monotonic()
        assert mailbox.watch(20)
        assert time.monotonic() - begun < 5
        timer.join()
        assert len(mailbox.waiting()) == 1


def test_a_mail_that_came_before_the_waiting_began_is_not_waited_for(dovecot: Box) -> None:
    with open_mailbox(settings_of(dovecot)) as mailbox:
        mailbox.waiting()
        dovecot.put(mail("one"))
        mailbox.file_away(())
        begun = time.monotonic()
        assert mailbox.watch(20)
        assert time.monotonic() - begun < 2


def test_a_mail_that_was_listed_and_stays_is_no_news(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with open_mailbox(settings_of(dovecot)) as mailbox:
        mailbox.waiting()
        assert not mailbox.watch(0.3)


def test_waiting_ends_when_it_is_told_to(dovecot: Box) -> None:
    stop = threading.Event()
    with open_mailbox(settings_of(dovecot)) as mailbox:
        mailbox.waiting()
        timer = _later(0.2, stop.set)
        begun = time.monotonic()
        assert not mailbox.watch(30, stop)
        assert time.monotonic() - begun < 4
        timer.join()
        assert mailbox.waiting() == ()


def test_a_half_open_line_ends_in_trouble_in_finite_time(dovecot: Box) -> None:
    """F4: the peer is silent and the socket stays open."""
    with (
        proxy(dovecot.starttls_port, Weather(after=b"IDLE", stall_at=20)) as between,
        open_mailbox(through(between, dovecot, read_timeout=1)) as mailbox,
    ):
        mailbox.waiting()
        begun = time.monotonic()
        with pytest.raises(MailboxTrouble) as caught:
            mailbox.watch(1.5)
        assert time.monotonic() - begun < 6
    assert not caught.value.permanent


def test_a_line_closed_during_idle_is_trouble_and_no_busy_loop() -> None:
    """LIBRARIES §1.1 trap 1: the library answers [] at once, thousands of times a second."""
    with scripted({"IDLE": (b"+ idling", HANG_UP)}) as server, open_mailbox(settings_through(server)) as mailbox:
        mailbox.waiting()
        begun = time.monotonic()
        with pytest.raises(MailboxTrouble):
            mailbox.watch(10)
        assert time.monotonic() - begun < 3
    assert server.heard.count("IDLE") == 1


# -- weather --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("octets", [0, 1, 10, 30, 60, 100, 118, 119, 120, 140, 160, 200])
def test_a_line_cut_anywhere_in_a_fetch_gives_no_part_of_a_mail(dovecot: Box, octets: int) -> None:
    """F3: untagged data without the tagged OK is nothing; the server stays away afterwards."""
    dovecot.put(mail("one"))
    dovecot.put(mail("two"))
    with proxy(dovecot.starttls_port) as between:
        between.weather = Weather(after=b"BODY.PEEK[]", cut_at=octets, then=between.refuse)
        with open_mailbox(through(between, dovecot)) as mailbox:
            places = mailbox.waiting()
            taken = []
            with pytest.raises(MailboxTrouble) as caught:
                taken.extend(mailbox.arrivals(places))
    assert taken == []
    assert not caught.value.permanent
    assert dovecot.contents() == [mail("one"), mail("two")]


@pytest.mark.parametrize("octets", [0, 60, 160])
def test_after_one_cut_the_same_round_fetches_again_and_every_mail_comes_once(dovecot: Box, octets: int) -> None:
    for subject in ("one", "two", "three"):
        dovecot.put(mail(subject))
    with proxy(dovecot.starttls_port, Weather(after=b"BODY.PEEK[]", cut_at=octets, times=1)) as between:
        taken, vanished = take_all(through(between, dovecot))
        assert between.connections == 2
    assert [message.data for message in taken] == [mail("one"), mail("two"), mail("three")]
    assert vanished == ()


def test_a_stalled_fetch_ends_in_finite_time_and_the_mail_comes_on_a_fresh_line(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    with proxy(dovecot.starttls_port, Weather(after=b"BODY.PEEK[]", stall_at=50, times=1)) as between:
        taken, _ = take_all(through(between, dovecot, read_timeout=0.5))
    assert [message.data for message in taken] == [mail("one")]


def test_one_mail_that_can_never_be_fetched_starves_no_other(dovecot: Box) -> None:
    """F7, F13: three attempts, the last two alone; then its header and a sentence for a person."""
    for subject in ("one", "poison", "three"):
        dovecot.put(mail(subject))
    broken = [(rb"\* 2 FETCH \(UID 2 BODY\[\] \{\d+\}", b"* 2 FETCH (UID 2 BODY[] {9999999999}")]
    with proxy(dovecot.starttls_port, rewrites=broken) as between:
        taken, vanished = take_all(through(between, dovecot))
    assert [message.data for message in taken if not message.left_on_server] == [mail("one"), mail("three")]
    [left] = [message for message in taken if message.left_on_server]
    assert b"Subject: poison" in left.data
    assert b"Dear all" not in left.data
    assert "3 times" in left.left_on_server
    assert vanished == ()


FETCH_OF_BODY = "BODY.PEEK[]"
MALFORMED: Mapping[str, tuple[bytes, ...]] = {
    "a literal larger than any mail": (b"* 1 FETCH (UID 1 BODY[] {9999999999}", b"abc)", b"%t OK done"),
    "a literal larger than any number": (b"* 1 FETCH (UID 1 BODY[] {99999999999999999999999}", b"abc)", b"%t OK done"),
    "a literal shorter than said": (b"* 1 FETCH (UID 1 BODY[] {5}", b"abcdefgh)", b"%t OK done"),
    "an open bracket": (b"* 1 FETCH (UID 1 BODY[] (((((", b"%t OK done"),
    "ten thousand open brackets": (b"* 1 FETCH (UID 1 BODY[] " + b"(" * 10_000, b"%t OK done"),
    "no number": (b"* x FETCH (UID 1 BODY[] NIL)", b"%t OK done"),
    "NIL for the body": (b"* 1 FETCH (UID 1 BODY[] NIL)", b"%t OK done"),
    "another message's UID": (b"* 1 FETCH (UID 99 BODY[] {3}", b"abc)", b"%t OK done"),
    "nothing": (b"%t OK done",),
    "NO": (b"%t NO [SERVERBUG] internal error",),
    "BAD": (b"%t BAD what",),
    "BYE in the middle": (b"* BYE shutting down", HANG_UP),
    "rubbish": (b"\xff\xfe\x00 rubbish",),
    "somebody else's tag": (b"XYZ1 OK done",),
}


@pytest.mark.parametrize("answer", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_answer_to_a_fetch_never_gives_a_mail(answer: tuple[bytes, ...]) -> None:
    """F7: three attempts, then a sentence; no octets that the server did not vouch for."""
    header = (b"* 1 FETCH (UID 1 BODY[HEADER]<0> {14}", b"Subject: one\r\n)", b"%t OK done")
    with scripted({FETCH_OF_BODY: answer, "BODY.PEEK[HEADER]": header}) as server:
        [left], vanished = take_all(settings_through(server, read_timeout=0.5))
    assert left.data == b"Subject: one\r\n"
    assert "3 times" in left.left_on_server
    assert sum(FETCH_OF_BODY in said for said in server.heard) == 3
    assert vanished == ()


def test_a_literal_larger_than_any_mail_is_neither_made_room_nor_waited_for() -> None:
    """F7, cpython#119511: imaplib would ask the machine for ten gigabytes, and then wait for them."""
    with scripted({FETCH_OF_BODY: (b"* 1 FETCH (UID 1 BODY[] {9999999999}", b"abc")}) as server:
        begun = time.monotonic()
        [left], _ = take_all(settings_through(server, read_timeout=30))
        assert time.monotonic() - begun < 5
    assert left.left_on_server


def test_a_server_that_fails_at_everything_is_weather_and_no_mail_is_given_up() -> None:
    down = (HANG_UP,)
    with scripted({"UID FETCH": down}) as server, open_mailbox(settings_through(server)) as mailbox:
        places = mailbox.waiting()
        with pytest.raises(MailboxTrouble) as caught:
            list(mailbox.arrivals(places))
    assert not caught.value.permanent


def test_a_search_that_answers_more_than_it_was_asked_is_filtered() -> None:
    """LIBRARIES §1.1: `4:*` also gives the last message, and servers repeat themselves."""
    with (
        scripted({"UID SEARCH": (b"* SEARCH 3 1 3 0 2", b"%t OK done")}) as server,
        open_mailbox(settings_through(server)) as mailbox,
    ):
        assert [place.uid for place in mailbox.waiting()] == [1, 2, 3]


def test_a_folder_left_alone_for_years_can_still_be_listed() -> None:
    """imaplib refuses a line of more than a million octets; 200,000 numbers are more."""
    numbers = b" ".join(str(uid).encode() for uid in range(1, 200_001))
    script = {"UID SEARCH": (b"* SEARCH " + numbers, b"%t OK done")}
    with scripted(script) as server, open_mailbox(settings_through(server)) as mailbox:
        assert len(mailbox.waiting()) == 200_000


def test_a_hundred_bad_days_leave_no_line_open() -> None:
    """F5: the reconnecting is the caller's one flat loop; what we open we close."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    with scripted({"UID SEARCH": (HANG_UP,)}) as server:
        for _ in range(100):
            with pytest.raises(MailboxTrouble), open_mailbox(settings_through(server)) as mailbox:
                mailbox.waiting()
        assert server.connections == 100
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2


@pytest.mark.parametrize(
    ("greeting", "script"),
    [
        (b"* BYE too busy", {}),
        (b"* BYE", {}),
        (b"220 this is a mail server of another kind", {}),
        (b"\x16\x03\x01", {}),
        (b"* OK ready", {"CAPABILITY": (HANG_UP,)}),
        (b"* OK ready", {"AUTHENTICATE": (HANG_UP,)}),
        (b"* OK ready", {"AUTHENTICATE": (b"* BYE Autologout", HANG_UP)}),
        (b"* OK ready", {"AUTHENTICATE": (b"%t NO [UNAVAILABLE] Temporary authentication failure",)}),
        (b"* OK ready", {"SELECT": (b"%t NO [SERVERBUG] internal error",), "LIST": (b'* LIST () "/" INBOX', b"%t OK")}),
        (b"* OK ready", {"SELECT": (b"* OK [UIDVALIDITY many] valid", b"%t OK open")}),
    ],
)
def test_a_server_that_turns_us_away_is_trouble_that_passes(greeting: bytes, script: dict[str, tuple[bytes, ...]]) -> None:
    """F6: the caller waits and comes again; nothing loops here."""
    with scripted(script, greeting) as server:
        with pytest.raises(MailboxTrouble) as caught, open_mailbox(settings_through(server)):
            pass
        assert server.connections == 1
    assert not caught.value.permanent


def test_bye_in_the_middle_of_the_day_is_trouble_that_passes() -> None:
    with scripted() as server, open_mailbox(settings_through(server)) as mailbox:
        server.script["UID SEARCH"] = (b"* BYE Autologout; idle for too long", HANG_UP)
        with pytest.raises(MailboxTrouble) as caught:
            mailbox.waiting()
    assert not caught.value.permanent


def test_a_server_that_is_down_is_trouble_that_passes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    settings = MailboxSettings(host="127.0.0.1", port=port, tls="none", user="box@mail.example", password="s3cret")
    with pytest.raises(MailboxTrouble, match=str(port)) as caught, open_mailbox(settings):
        pass
    assert not caught.value.permanent


def test_a_server_that_says_nothing_is_given_up_in_finite_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings = MailboxSettings(
            host="127.0.0.1", port=door.getsockname()[1], tls="none", user="b@mail.example", password="s", connect_timeout=0.3
        )
        with pytest.raises(MailboxTrouble, match="in time"), open_mailbox(settings):
            pass


def test_a_mail_that_another_session_took_during_the_move_does_not_hold_up_the_rest() -> None:
    """LIBRARIES §1.1: [EXPUNGEISSUED] fails the whole command."""
    with scripted({"UID SEARCH": (b"* SEARCH 1 2", b"%t OK done"), "UID MOVE 1,2": (b"%t NO [EXPUNGEISSUED] gone",)}) as server:
        server.script["UID MOVE 2"] = (b"%t OK done",)
        with open_mailbox(settings_through(server)) as mailbox:
            places = mailbox.waiting()
            server.script["UID SEARCH UID"] = (b"* SEARCH 1 2", b"%t OK done")
            server.script["UID MOVE 1,2"] = (b"%t NO [EXPUNGEISSUED] gone",)

            def take_one(said: str) -> None:
                if said.startswith("UID MOVE 1,2"):
                    server.script["UID SEARCH UID"] = (b"* SEARCH 2", b"%t OK done")

            server.on_command = take_one
            mailbox.file_away(places)
    assert [said for said in server.heard if "MOVE" in said] == ['UID MOVE 1,2 "Processed"', 'UID MOVE 2 "Processed"']


# -- who we are and whom we trust -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_server_with_a_certificate_of_a_stranger_gets_no_password(dovecot: Box, tls: str) -> None:
    port = dovecot.port if tls == "implicit" else dovecot.starttls_port
    settings = settings_of(dovecot, tls=tls, port=port, ca_file=str(dovecot.pki.wrong_ca_file))
    with pytest.raises(MailboxTrouble, match="certificate") as caught, open_mailbox(settings):
        pass
    assert caught.value.permanent
    assert "ca_file" in caught.value.sentence


def test_a_certificate_for_another_name_is_refused(dovecot: Box) -> None:
    settings = settings_of(dovecot, host="127.0.0.2")
    with pytest.raises(MailboxTrouble, match=r"certificate|connection failed") as caught, open_mailbox(settings):
        pass
    assert caught.value.permanent or "connection failed" in caught.value.sentence


def test_starttls_that_the_server_does_not_offer_ends_before_the_password() -> None:
    with (
        scripted() as server,
        pytest.raises(MailboxTrouble, match="STARTTLS") as caught,
        open_mailbox(settings_through(server, tls="starttls")),
    ):
        pass
    assert caught.value.permanent
    assert not any("AUTH" in said or "LOGIN" in said for said in server.heard)


def test_a_wrong_password_is_trouble_for_a_person_and_is_not_told(dovecot: Box) -> None:
    with pytest.raises(MailboxTrouble) as caught, open_mailbox(settings_of(dovecot, password="not the password")):
        pass
    assert caught.value.permanent
    assert "password_file" in caught.value.sentence
    assert "not the password" not in caught.value.sentence


def test_a_server_without_auth_plain_is_greeted_with_login() -> None:
    with (
        scripted({"CAPABILITY": (b"* CAPABILITY IMAP4rev1", b"%t OK done")}) as server,
        open_mailbox(settings_through(server, user='box "one"@mail.example')) as mailbox,
    ):
        assert len(mailbox.waiting()) == 1
    assert server.heard[1] == 'LOGIN "box \\"one\\"@mail.example" "s3cret"'


def test_a_token_that_was_refused_is_asked_for_afresh_once() -> None:
    """F9: an expired token is renewed; a second refusal is for a person."""
    asked: list[str] = []

    def token(refused: str) -> str:
        asked.append(refused)
        return "new" if refused else "old"

    with scripted() as server:
        server.script["AUTHENTICATE XOAUTH2"] = (b"%t NO AUTHENTICATE failed",)

        def renew(_: str) -> None:
            if len(server.credentials) == 2:
                server.script["AUTHENTICATE XOAUTH2"] = (b"%t OK in",)

        server.on_command = renew
        with open_mailbox(settings_through(server, token=token)) as mailbox:
            assert len(mailbox.waiting()) == 1
        assert asked == ["", "old"]
        assert [base64.b64decode(words) for words in server.credentials] == [
            f"user=box@mail.example\1auth=Bearer {word}\1\1".encode() for word in ("old", "new")
        ]


def test_a_token_that_is_refused_twice_is_trouble_for_a_person() -> None:
    with scripted({"AUTHENTICATE XOAUTH2": (b"%t NO Basic authentication is disabled",)}) as server:
        settings = settings_through(server, token=lambda refused: "new" if refused else "old")
        with pytest.raises(MailboxTrouble, match="oauth2") as caught, open_mailbox(settings):
            pass
        assert server.connections == 2
    assert caught.value.permanent


def test_a_folder_that_is_not_there_is_trouble_for_a_person(dovecot: Box) -> None:
    with (
        pytest.raises(MailboxTrouble, match="has no folder «Nowhere»") as caught,
        open_mailbox(settings_of(dovecot, folder="Nowhere")),
    ):
        pass
    assert caught.value.permanent


def test_a_folder_that_we_may_only_read_is_trouble_for_a_person() -> None:
    with (
        scripted({"SELECT": (b"* 1 EXISTS", b"%t OK [READ-ONLY] open")}) as server,
        pytest.raises(MailboxTrouble, match="only read") as caught,
        open_mailbox(settings_through(server)),
    ):
        pass
    assert caught.value.permanent


def test_words_of_a_mail_never_stand_in_a_sentence_of_trouble() -> None:
    secret = b"She moves to 1 Nowhere Street"
    with scripted({"UID FETCH": (secret, b"%t OK done")}) as server, open_mailbox(settings_through(server)) as mailbox:
        places = mailbox.waiting()
        with pytest.raises(MailboxTrouble) as caught:
            list(mailbox.arrivals(places))
    assert "Nowhere Street" not in "".join(traceback.format_exception(caught.value))


# -- settings -------------------------------------------------------------------------------------------------------------

GOOD = MailboxSettings(host="imap.hub.example", user="reciprocal@hub.example", password="s3cret")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"tls": "none"}, "none"),
        ({"tls": "none", "host": "127.0.0.1.hub.example"}, "none"),
        ({"tls": "ssl"}, "implicit"),
        ({"watch": "push"}, "idle"),
        ({"port": 0}, "port"),
        ({"host": ""}, "host"),
        ({"user": ""}, "user"),
        ({"password": ""}, "password_file"),
        ({"folder": "INBOX\r\nA1 DELETE INBOX"}, "control character"),
        ({"user": "a\nb"}, "control character"),
        ({"done_folder": "*"}, "one folder"),
        ({"done_folder": " "}, "one folder"),
        ({"done_folder": "Inbox"}, "of its own"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(change: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word) as caught:
        replace(GOOD, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value).startswith("[mailbox]")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "127.8.8.8"])
def test_without_tls_only_this_machine_may_be_spoken_to(host: str) -> None:
    assert replace(GOOD, host=host, tls="none").tls == "none"


def test_the_password_is_never_printed() -> None:
    assert "s3cret" not in repr(GOOD)


# -- the doctor -----------------------------------------------------------------------------------------------------------


def test_the_probe_says_what_it_found(dovecot: Box) -> None:
    dovecot.put(mail("one"))
    found = probe(settings_of(dovecot))
    for words in ("answers", "valid until", "Login as", "holds 1 mail.", "«Processed» is missing", "IDLE", "MOVE"):
        assert any(words in sentence for sentence in found), words
    assert not any(sentence.startswith("Trouble:") for sentence in found)


def test_the_probe_says_what_a_person_must_do(dovecot: Box) -> None:
    found = probe(settings_of(dovecot, password="wrong"))
    assert found[-1].startswith("Trouble:")
    assert "password_file" in found[-1]
