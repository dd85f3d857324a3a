"""A mailbox server that says wrong things, at each of its lines: trouble or the right octets, and nothing else (F1–F8, F12).

Whatever is said in one session, the next one finds every mail: kept whole with its own octets, or asked about; never another
mail's octets, never a part for the whole, and the number of commands and the seconds have an end.
"""

from __future__ import annotations

import gc
import random
import re
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from imapclient.exceptions import IMAPClientError

from ingest import imap_line
from ingest.mailbox import Mailbox, MailboxSettings, MailboxTrouble, open_mailbox
from service.intake import take_in
from tests.support.dovecot import Box, Dovecot
from tests.support.imap_script import HANG_UP, ScriptedImap, _Listener, scripted
from tests.support.mail_bench import MailBench, mail_bench
from tests.support.octets import OctetProxy, octet_proxy

MIB = 1024 * 1024
MOST_COMMANDS = 150  # of one session with three mails, with all its second and third attempts
EVIL = b"* 1 FETCH (UID 1 BODY[] {4}\r\nEVIL)\r\n"

Change = Callable[[bytes], bytes]


def instead(pattern: bytes, words: bytes | Callable[[re.Match[bytes]], bytes]) -> Change:
    """The first place where the pattern stands, changed; other lines stay as they are."""
    return lambda line: re.sub(pattern, words, line, count=1)


def sized(change: Callable[[int], int]) -> Change:
    """A literal that says another size than it has."""
    return instead(rb"\{(\d+)\}\r\n$", lambda size: b"{%d}\r\n" % max(0, change(int(size.group(1)))))


def body(words: bytes) -> Change:
    return instead(rb"BODY\[\] \{\d+\}", b"BODY[] " + words)


CHANGES: dict[str, Change] = {
    "dropped": lambda _: b"",
    "said twice": lambda line: line + line,
    "cut short": lambda line: line[: len(line) // 2] + b"\r\n",
    "without its first word": lambda line: line.partition(b" ")[2],
    "without its end": lambda line: line[:-2],
    "with a bare line feed": lambda line: line[:-2] + b"\n",
    "a literal one larger": sized(lambda size: size + 1),
    "a literal one smaller": sized(lambda size: size - 1),
    "a literal a thousand larger": sized(lambda size: size + 1000),
    "a literal a thousand smaller": sized(lambda size: size - 1000),
    "a literal of no octets": sized(lambda _: 0),
    "a literal of ten gigabytes": sized(lambda _: 9_999_999_999),
    "a literal of two gigabytes below nothing": instead(rb"\{(\d+)\}", rb"{-\1}"),
    "goodbye instead": lambda _: b"* BYE shutting down\r\n",
    "goodbye before": lambda line: b"* BYE Autologout\r\n" + line,
    "goodbye behind": lambda line: line + b"* BYE Autologout\r\n",
    "NO": instead(rb"^(\S+) OK", rb"\1 NO"),
    "NO, out of order": instead(rb"^(\S+) OK", rb"\1 NO [SERVERBUG]"),
    "BAD": instead(rb"^(\S+) OK", rb"\1 BAD"),
    "another tag": instead(rb"^[A-Z]+\d+ ", b"ZZZZ1 "),
    "a command's answer too early": lambda line: b"* OK [ALERT] soon\r\n" + line,
    "octets of no language": lambda _: b'\xff\xfe\x00\x01 {rubbish ("\r\n',
    "octets of no language before": lambda line: b"\xff\xfe\x00\x01\r\n" + line,
    "NULs for blanks": lambda line: line.replace(b" ", b"\0"),
    "other scripts": lambda line: line[:-2] + " äß€ 漢字\r\n".encode(),
    "a very long line": lambda line: line[:-2] + b" " + b"x" * 200_000 + b"\r\n",
    "an empty line before": lambda line: b"\r\n" + line,
    "a go-ahead before": lambda line: b"+ go on\r\n" + line,
    "news before": lambda line: b"* 9 EXISTS\r\n* 1 RECENT\r\n* OK still here\r\n" + line,
    "an expunge before": lambda line: b"* 1 EXPUNGE\r\n" + line,
    "flags of another before": lambda line: b"* 2 FETCH (FLAGS (\\Seen))\r\n" + line,
    "an unknown UID before": lambda line: EVIL.replace(b"UID 1", b"UID 999999") + line,
    "octets without a UID before": lambda line: EVIL.replace(b"UID 1 ", b"") + line,
    "another UID": instead(rb"\bUID (\d+)", lambda uid: b"UID %d" % (int(uid.group(1)) + 1)),
    "the UID before": instead(rb"\bUID (\d+)", lambda uid: b"UID %d" % (int(uid.group(1)) - 1)),
    "no UID": instead(rb"\bUID \d+ ", b""),
    "UID nil": instead(rb"\bUID \d+", b"UID NIL"),
    "another sequence number": instead(rb"^\* (\d+) FETCH", lambda number: b"* %d FETCH" % (int(number.group(1)) + 1)),
    "no UIDVALIDITY": instead(rb"^\* OK \[UIDVALIDITY.*\n", b""),
    "a UIDVALIDITY of 0": instead(rb"UIDVALIDITY \d+", b"UIDVALIDITY 0"),
    "another UIDVALIDITY": instead(rb"UIDVALIDITY (\d+)", lambda number: b"UIDVALIDITY %d" % (int(number.group(1)) + 1)),
    "a UIDVALIDITY that cannot be": instead(rb"UIDVALIDITY \d+", b"UIDVALIDITY 99999999999999999999"),
    "a UIDNEXT of 0": instead(rb"UIDNEXT \d+", b"UIDNEXT 0"),
    "a UIDNEXT that cannot be": instead(rb"UIDNEXT \d+", b"UIDNEXT 99999999999999999999"),
    "fewer there": instead(rb"^\* \d+ EXISTS", b"* 0 EXISTS"),
    "many more there": instead(rb"^\* \d+ EXISTS", b"* 4000000000 EXISTS"),
    "NIL for the body": body(b"NIL"),
    "nothing for the body": body(b'""'),
    "a quoted body": body(b'"Subject: quoted"'),
    "a bare word for the body": body(b"Subject"),
    "a number for the body": body(b"42"),
    "a part of the body": instead(rb"BODY\[\] ", b"BODY[]<0> "),
    "the size one larger": instead(rb"SIZE (\d+)", lambda size: b"SIZE %d" % (int(size.group(1)) + 1)),
    "the size one smaller": instead(rb"SIZE (\d+)", lambda size: b"SIZE %d" % (int(size.group(1)) - 1)),
    "a size of nothing": instead(rb"SIZE \d+", b"SIZE 0"),
    "a size of a terabyte": instead(rb"SIZE \d+", b"SIZE 1099511627776"),
    "a size that is none": instead(rb"SIZE \d+", b"SIZE many"),
    "nothing found": instead(rb"^\* SEARCH.*\r", b"* SEARCH\r"),
    "found what cannot be": instead(rb"^\* SEARCH.*\r", b"* SEARCH 4294967296 99999999999999999999999\r"),
    "found nothing below one": instead(rb"^\* SEARCH", b"* SEARCH 0"),
    "found with words": instead(rb"^\* SEARCH", b"* SEARCH all"),
}


def at_line(number: int, change: Change) -> Callable[[int, bytes], bytes]:
    return lambda line_number, line: change(line) if line_number == number else line


def point(bench: MailBench, bend: Callable[[int, bytes], bytes]) -> bool:
    """One session with such a server and one without; it had an end in time and in commands."""
    begun = time.monotonic()
    struck = bench.point(bend=bend)
    # a NO to the login is a refusal, whoever wrote it: that stops for a person (F9)
    bench.tally.surprises = [each for each in bench.tally.surprises if "refused the login" not in each]
    commands = sum(each.client.count(b"\r\n") for each in bench.commands)
    assert commands < MOST_COMMANDS, commands
    assert time.monotonic() - begun < 60
    return struck


def lines_of(bench: MailBench) -> list[bytes]:
    """What the server says in an undisturbed session."""
    said: list[bytes] = []

    def listen(_: int, line: bytes) -> bytes:
        said.append(line)
        return line

    mails = bench.put_three()
    bench.between.weather(bend=listen)
    take_in(bench.calm)
    bench._look(mails)
    return said


def points(lines: list[bytes]) -> list[tuple[int, str]]:
    """Every line with every change that makes another line of it."""
    return [(number, name) for name, change in CHANGES.items() for number, line in enumerate(lines) if change(line) != line]


@pytest.fixture
def bench(dovecot_server: Dovecot, tmp_path: Path) -> Iterator[MailBench]:
    with mail_bench(dovecot_server.new_box(), tmp_path, 0.2) as opened:
        yield opened


def test_a_wrong_word_in_any_line_never_gives_wrong_octets(bench: MailBench) -> None:
    """A draw of what `make proofs` does: every change once, in a line of its own draw."""
    lines = lines_of(bench)
    draw = random.Random(5)  # noqa: S311  # a draw of test points
    for name, change in CHANGES.items():
        point(bench, at_line(draw.choice([number for number, of in points(lines) if of == name]), change))
    bench.tally.note("imap_bent_draw")


def test_a_server_that_is_wrong_whenever_it_can_be_never_gives_wrong_octets(bench: MailBench) -> None:
    draw = random.Random(6)  # noqa: S311  # a draw of test points
    for change in draw.sample(list(CHANGES.values()), 20):
        point(bench, lambda _, line, change=change: change(line))
    bench.tally.note("imap_bent_always_draw")


@pytest.mark.proof
def test_every_wrong_word_in_every_line(bench: MailBench) -> None:
    for number, name in points(lines_of(bench)):
        try:
            point(bench, at_line(number, CHANGES[name]))
        except AssertionError as failed:
            raise AssertionError(f"line {number}: {name}") from failed
    bench.tally.note("imap_bent")


@pytest.mark.proof
def test_every_wrong_word_wherever_it_can_be(bench: MailBench) -> None:
    for change in CHANGES.values():
        point(bench, lambda _, line, change=change: change(line))
    bench.tally.note("imap_bent_always")


# -- faults that these sweeps have found, each by its name --------------------------------------------------------------


def settings_of(server: ScriptedImap | OctetProxy, **other: object) -> MailboxSettings:
    ordinary: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "tls": "none",
        "user": "box@mail.example",
        "password": "s3cret",
        "connect_timeout": 5,
        "read_timeout": 2,
        "retry_pause": 0,
    }
    return MailboxSettings(**{**ordinary, **other})  # type: ignore[arg-type]  # a test names what it changes


def taken(server: ScriptedImap, **other: object) -> tuple[list[bytes], list[str]]:
    """Octets that were taken for whole mails, and the sentences about those that were not."""
    with open_mailbox(settings_of(server, **other)) as mailbox:
        found = list(mailbox.arrivals(mailbox.waiting()))
    return [each.data for each in found if not each.left_on_server], [
        each.left_on_server for each in found if each.left_on_server
    ]


HEADER = (b"* 1 FETCH (UID 1 BODY[HEADER]<0> {14}", b"Subject: one\r\n)", b"%t OK done")


def body_of(data: bytes, uid: bytes = b"UID 1 ") -> tuple[bytes, ...]:
    return (b"* 1 FETCH (%sBODY[] {%d}" % (uid, len(data)), data + b")", b"%t OK done")


def test_an_answer_without_a_uid_is_nobodys_mail() -> None:
    """The library took the sequence number for the UID: the third mail of the folder passed for the mail with UID 3."""
    script = {"UID SEARCH": (b"* SEARCH 1", b"%t OK done"), "BODY.PEEK[]": body_of(b"another's", uid=b"")}
    with scripted({**script, "BODY.PEEK[HEADER]": HEADER}) as server:
        whole, asked = taken(server)
    assert whole == []
    assert len(asked) == 1


def test_two_answers_that_differ_about_one_mail_are_no_answer() -> None:
    first, second = body_of(b"a" * 100)[:2], body_of(b"b" * 100)
    with scripted({"BODY.PEEK[]": (*first, *second), "BODY.PEEK[HEADER]": HEADER}) as server:
        whole, asked = taken(server)
    assert whole == []
    assert len(asked) == 1


def test_a_body_that_the_server_cut_short_is_not_whole() -> None:
    """RFC822.SIZE says 100 and 14 octets came: asked for the 14th and 15th, the server has both."""
    ends = (b"* 1 FETCH (UID 1 BODY[]<13> {2}", b"\nX)", b"%t OK done")
    with scripted(
        {"BODY.PEEK[]": body_of(b"Subject: one\r\n"), "BODY.PEEK[]<13.2>": ends, "BODY.PEEK[HEADER]": HEADER}
    ) as server:
        whole, asked = taken(server)
    assert whole == []
    assert len(asked) == 1


def test_a_body_of_another_size_than_the_server_reckoned_is_whole_when_it_ends_there() -> None:
    """Exchange reckons RFC822.SIZE and does not count it: every mail of such a server would be a question."""
    ends = (b"* 1 FETCH (UID 1 BODY[]<13> {1}", b"\n)", b"%t OK done")
    with scripted({"BODY.PEEK[]": body_of(b"Subject: one\r\n"), "BODY.PEEK[]<13.2>": ends}) as server:
        assert taken(server) == ([b"Subject: one\r\n"], [])
    assert sum("BODY.PEEK[]" in said for said in server.heard) == 2


def test_a_mail_whose_size_the_server_will_not_say_starves_no_other() -> None:
    """F13: one FETCH of sizes for all of them failed, and with it every round."""
    script = {
        "UID SEARCH": (b"* SEARCH 1 2", b"%t OK done"),
        "UID FETCH 1,2 (RFC822.SIZE)": (b"%t NO [SERVERBUG] internal error",),
        "UID FETCH 2 (RFC822.SIZE)": (b"%t NO [SERVERBUG] internal error",),
        "UID FETCH 1 (BODY.PEEK[])": body_of(b"x" * 100),
        "BODY.PEEK[HEADER]": (b"* 2 FETCH (UID 2 BODY[HEADER]<0> {14}", b"Subject: two\r\n)", b"%t OK done"),
    }
    with scripted(script) as server:
        whole, asked = taken(server)
    assert whole == [b"x" * 100]
    assert len(asked) == 1
    assert "how large" in asked[0]


def test_a_line_that_breaks_off_while_the_folder_is_opened_does_not_make_the_folder_missing() -> None:
    """The next question heard the rest of the last answer: «has no folder INBOX», and nothing more until a person came."""
    script = {"SELECT": (b"* 1 EXISTS",), "LIST": (b'* LIST () "/" Other', b"%t OK done")}
    with scripted(script) as server, pytest.raises(MailboxTrouble) as caught, open_mailbox(settings_of(server, read_timeout=0.5)):
        pass
    assert not caught.value.permanent
    assert not any("LIST" in said for said in server.heard)


def test_a_mail_that_goes_while_the_server_fails_to_give_it_is_noted_as_gone() -> None:
    """F12, I2: it was listed, so it is asked after; it had only been called bad weather."""
    with scripted({"BODY.PEEK[": (b"%t NO [SERVERBUG] internal error",)}) as server:

        def go(said: str) -> None:
            if "BODY.PEEK[HEADER]" in said:
                server.script["UID SEARCH UID"] = (b"* SEARCH", b"%t OK done")

        server.on_command = go
        with open_mailbox(settings_of(server)) as mailbox:
            places = mailbox.waiting()
            assert list(mailbox.arrivals(places)) == []
            assert mailbox.vanished == places


@pytest.mark.parametrize("said", [b"4294967296", b"99999999999999999999", b"0"])
def test_a_numbering_that_cannot_be_proves_nothing(said: bytes) -> None:
    """F2: it would also have burst the store's column."""
    script = {"SELECT": (b"* 1 EXISTS", b"* OK [UIDVALIDITY %s] valid" % said, b"%t OK open")}
    with scripted(script) as server, open_mailbox(settings_of(server)) as mailbox:
        assert [place.uidvalidity for place in mailbox.waiting()] == [0]


def test_two_numberings_at_once_are_trouble() -> None:
    script = {"SELECT": (b"* 1 EXISTS", b"* OK [UIDVALIDITY 7] a", b"* OK [UIDVALIDITY 8] b", b"%t OK open")}
    with scripted(script) as server, pytest.raises(MailboxTrouble, match="two numberings"), open_mailbox(settings_of(server)):
        pass


def test_a_message_number_that_cannot_be_is_trouble() -> None:
    script = {"UID SEARCH": (b"* SEARCH 1 4294967296", b"%t OK done")}
    with (
        scripted(script) as server,
        open_mailbox(settings_of(server)) as mailbox,
        pytest.raises(MailboxTrouble, match="cannot be"),
    ):
        mailbox.waiting()


def test_a_folder_that_holds_mails_and_lists_none_is_trouble_and_not_an_empty_day() -> None:
    """A line that was lost on the way would have looked like a day without mail, for ever."""
    with (
        scripted({"UID SEARCH": (b"%t OK done",)}) as server,
        open_mailbox(settings_of(server)) as mailbox,
        pytest.raises(MailboxTrouble, match="lists none"),
    ):
        mailbox.waiting()


# -- no end --------------------------------------------------------------------------------------------------------------


def test_an_answer_without_end_is_cut_off_before_it_fills_the_memory() -> None:
    """F7: each line was believed and kept, however many came."""
    line = b"* 1 FETCH (FLAGS (" + b"x" * 60_000 + b"))"
    script = {"UID FETCH 1 (RFC822.SIZE)": (line,) * 2000}  # 120 MB
    with scripted(script) as server, open_mailbox(settings_of(server, biggest=MIB, batch_bytes=MIB)) as mailbox:
        places = mailbox.waiting()
        tracemalloc.start()
        with pytest.raises(MailboxTrouble):
            list(mailbox.arrivals(places))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 40 * MIB


def test_an_answer_that_trickles_is_cut_off_in_finite_time() -> None:
    """F4: an octet before each read timeout kept the line, and the line kept the daemon."""
    with _Trickling() as server:
        limits = imap_line.Limits(connect_seconds=5, read_seconds=5, literal=MIB, answer=MIB, answer_seconds=0.5)
        begun = time.monotonic()
        with pytest.raises((TimeoutError, IMAPClientError)):
            imap_line.connect(server.host, server.port, None, limits)
        assert time.monotonic() - begun < 20


class _Trickling(_Listener):
    """Says its greeting one octet at a time, and never ends it."""

    def __enter__(self) -> _Trickling:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def serve(self, line: socket.socket) -> None:
        line.sendall(b"* OK ")
        while True:
            line.sendall(b"x")
            time.sleep(0.05)


def test_a_thousand_bad_days_cost_one_login_each_and_no_memory() -> None:
    """F5: what is opened is closed, and nothing of a day stays."""
    ours = [tracemalloc.Filter(True, pattern) for pattern in ("*/ingest/*", "*/imapclient/*", "*/imaplib.py", "*/socket.py")]
    sizes = []
    with scripted({"UID SEARCH": (HANG_UP,)}) as server:
        tracemalloc.start()
        for day in range(1000):
            with pytest.raises(MailboxTrouble), open_mailbox(settings_of(server)) as mailbox:
                mailbox.waiting()
            if day in {199, 999}:
                gc.collect()
                sizes.append(sum(each.size for each in tracemalloc.take_snapshot().filter_traces(ours).statistics("filename")))
        tracemalloc.stop()
        assert server.connections == 1000
        assert len(server.credentials) == 1000
    assert sizes[1] < sizes[0] + 100_000


# -- waiting -------------------------------------------------------------------------------------------------------------


@contextmanager
def watching(script: dict[str, tuple[bytes, ...]], news: bool = True, **other: object) -> Iterator[tuple[ScriptedImap, Mailbox]]:
    """A mailbox that has been listed. With `news` a second mail is there from the moment that IDLE is said."""
    with scripted(script) as server:

        def arrive(said: str) -> None:
            if news and said == "IDLE":
                server.script["UID SEARCH"] = (b"* SEARCH 1 2", b"%t OK done")

        server.on_command = arrive
        with open_mailbox(settings_of(server, **other)) as mailbox:
            mailbox.waiting()
            yield server, mailbox


@pytest.mark.parametrize(
    "answer",
    [(b"+ idling\r\n* 2 EXISTS",), (b"* 2 EXISTS", b"+ idling"), (b"* 1 RECENT\r\n* 2 EXISTS\r\n+ idling\r\n* OK still here",)],
    ids=["in one breath with the go-ahead", "before the go-ahead", "among other words"],
)
def test_news_around_the_go_ahead_of_idle_wakes_at_once(answer: tuple[bytes, ...]) -> None:
    """The library took the first for nothing until IDLE ended, minutes later, and the second for a fault."""
    with watching({"IDLE": answer}) as (_, mailbox):
        begun = time.monotonic()
        assert mailbox.watch(60)
        assert time.monotonic() - begun < 20


def test_an_idle_that_is_answered_late_still_wakes() -> None:
    with watching({"IDLE": (b"+ idling", b"* 2 EXISTS")}) as (server, mailbox):
        arrive = server.on_command

        def late(said: str) -> None:
            arrive(said)
            if said == "IDLE":
                time.sleep(0.5)

        server.on_command = late
        assert mailbox.watch(60)


@pytest.mark.parametrize(
    "answer",
    [(b"%t NO not now",), (b"%t BAD what",), (b"+ idling", b"%t OK enough"), (b"+ idling", b"%t NO enough")],
    ids=["NO", "BAD", "ended at once", "refused at once"],
)
def test_a_server_that_will_not_idle_is_polled(answer: tuple[bytes, ...]) -> None:
    """Asked once a connection, and no busy loop of IDLE and its end."""
    with watching({"IDLE": answer}, news=False, poll_seconds=0.1) as (server, mailbox):
        assert not mailbox.watch(0.5)
        server.script["UID SEARCH"] = (b"* SEARCH 1 2", b"%t OK done")
        assert mailbox.watch(20)
        assert server.heard.count("IDLE") == 1
        assert server.heard.count("NOOP") < 12


def test_a_server_that_tells_of_mail_for_ever_is_no_busy_loop() -> None:
    with watching({"IDLE": (b"+ idling", *(b"* 2 EXISTS",) * 50)}, news=False) as (server, mailbox):
        assert not mailbox.watch(2.5)
        assert server.heard.count("IDLE") <= 4


def test_goodbye_while_we_wait_is_trouble_that_passes() -> None:
    """F6"""
    with watching({"IDLE": (b"+ idling", b"* BYE Autologout; idle for too long", HANG_UP)}, news=False) as (server, mailbox):
        begun = time.monotonic()
        with pytest.raises(MailboxTrouble) as caught:
            mailbox.watch(60)
        assert time.monotonic() - begun < 20
        assert not caught.value.permanent
        assert server.heard.count("IDLE") == 1


def test_half_a_line_and_then_silence_while_we_wait_is_trouble_in_finite_time(dovecot: Box) -> None:
    """F4"""
    with octet_proxy(dovecot.starttls_port) as between:
        settings = settings_of(between, user=dovecot.user, password=dovecot.password)
        with open_mailbox(settings) as mailbox:
            mailbox.waiting()
            said: list[bytes] = []

            def half(_: int, line: bytes) -> bytes:
                if said or b"EXISTS" in line:
                    said.append(line)
                return line if not said else line[:-2] if len(said) == 1 else b""

            between.bend = half
            timer = threading.Timer(0.5, dovecot.deliver, [b"Subject: one\r\n\r\n"])
            timer.start()
            begun = time.monotonic()
            with pytest.raises(MailboxTrouble):
                mailbox.watch(60)
            assert time.monotonic() - begun < 20
            timer.join()


def test_waiting_for_a_month_keeps_nothing() -> None:
    """What a server tells unasked was kept by the library for as long as the line lived."""
    with watching({"NOOP": (*(b"* 1 FETCH (FLAGS (x))",) * 100, b"%t OK done")}, news=False, watch="poll", poll_seconds=0.01) as (
        _,
        mailbox,
    ):
        for _ in range(20):
            assert not mailbox.watch(0)
        assert sum(len(said) for said in mailbox._client._imap.untagged_responses.values()) < 10
