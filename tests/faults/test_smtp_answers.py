"""Every kind of answer at every step of a hand-over: the outcome is a table, and the server's ledger agrees (F19–F23)."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from outbox.message import OutboundMessage
from outbox.smtp import Outcome, PostTrouble, Refused, Sent, SmtpSettings, TryLater, Uncertain, open_post
from tests.support.smtp_script import HANG_UP, ScriptedSmtp, scripted_smtp

HUB = "reciprocal@hub.example"
TO = "lead@landlord.example"
HEAD = b"Subject: ARC-01-16\r\n\r\n"


def letter(data: bytes = HEAD + b"Dear partner\r\n") -> OutboundMessage:
    return OutboundMessage(
        id="l1",
        cause="c1",
        kind="circular",
        to=TO,
        case="ARC-01-16",
        partner="Northmoor",
        subject="ARC-01-16",
        message_id="<l1@hub.example>",
        data=data,
    )


def settings_of(server: ScriptedSmtp, **other: object) -> SmtpSettings:
    ordinary: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "tls": "none",
        "sender": f"Reciprocal <{HUB}>",
        "connect_timeout": 5,
        "answer_timeout": 5,
    }
    return SmtpSettings(**{**ordinary, **other})  # type: ignore[arg-type]  # a test names what it changes


def handed_over(server: ScriptedSmtp, data: bytes = HEAD + b"Dear partner\r\n", **other: object) -> Outcome:
    with open_post(settings_of(server, **other)) as post:
        return post.send(letter(data), HUB)


ANSWERS: dict[str, bytes] = {
    "250": b"250 Ok\r\n",
    "250 alone": b"250\r\n",
    "250 in three lines": b"250-Ok\r\n250-so far\r\n250 Ok\r\n",
    "250 with a bare line feed": b"250 Ok\n",
    "250 of 600 octets": b"250 " + b"x" * 600 + b"\r\n",
    "259": b"259 new kind of yes\r\n",
    "354": b"354 Go on\r\n",
    "354 in two lines": b"354-Go\r\n354 on\r\n",
    "334": b"334 more\r\n",
    "421": b"421 4.3.2 closing\r\n",
    "450": b"450 busy\r\n",
    "451 in two lines": b"451-Greylisted\r\n451 4.7.1 come again\r\n",
    "499": b"499 new kind of later\r\n",
    "500": b"500 what\r\n",
    "550": b"550 5.1.1 no such user\r\n",
    "599": b"599 new kind of no\r\n",
    "250 then 550": b"250-Ok\r\n550 no\r\n",
    "999": b"999 far out\r\n",
    "100": b"100 wait\r\n",
    "000": b"000 nothing\r\n",
    "2500": b"2500 Ok\r\n",
    "25": b"25 Ok\r\n",
    "+25": b"+25 Ok\r\n",
    "words": b"what was that\r\n",
    "an empty line": b"\r\n",
    "octets of no language": b"\xff\xfe\x00\r\n",
    "other digits": "２５０ Ok\r\n".encode(),
    "without its end": b"250 Ok",
    "a line of 70,000 octets": b"250 " + b"x" * 70_000,
    "lines without end": b"250-more\r\n" * 20_000,
    "hung up": HANG_UP,
    "250 twice": b"250 Ok\r\n250 Ok\r\n",
    "550 behind it": b"250 Ok\r\n550 no\r\n",
}
# After the dot a letter may have been taken whatever is said, unless it is a clear no; before it, nothing has been.
CLEAR_NO = {"500": Refused, "550": Refused, "599": Refused}
LATER = {"421": TryLater, "450": TryLater, "451 in two lines": TryLater, "499": TryLater}
WELCOME = ("250", "250 alone", "250 in three lines", "250 with a bare line feed", "250 of 600 octets", "259")
GO_ON = ("354", "354 in two lines")

TABLE = [
    *[(step, name, Sent) for step in ("MAIL", "RCPT", "dot") for name in WELCOME],
    *[("DATA", name, Sent) for name in ("354", "354 in two lines")],
    *[(step, name, kind) for step in ("MAIL", "RCPT", "DATA", "dot") for name, kind in {**CLEAR_NO, **LATER}.items()],
    *[
        (step, name, TryLater)
        for step, welcome in (("MAIL", WELCOME), ("RCPT", WELCOME), ("DATA", GO_ON))
        for name in ANSWERS
        if name not in {*welcome, *CLEAR_NO, *LATER}
    ],
    *[
        ("dot", name, Sent if name in {"250 twice", "550 behind it"} else Uncertain)
        for name in ANSWERS
        if name not in {*WELCOME, *CLEAR_NO, *LATER}
    ],
]


@pytest.mark.parametrize(("step", "name", "kind"), TABLE, ids=[f"{step}: {name}" for step, name, _ in TABLE])
def test_each_answer_at_each_step_has_its_outcome(step: str, name: str, kind: type[Outcome]) -> None:
    with scripted_smtp({step: ANSWERS[name]}) as server:
        outcome = handed_over(server, answer_timeout=1.5 if name == "without its end" else 20)
        assert type(outcome) is kind, outcome
        dots = len(server.letters)
    if kind in {Sent, Uncertain}:
        assert dots == 1
    elif step != "dot":
        assert dots == 0


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_after_an_answer_of_no_sense_the_line_is_not_used_again(step: str) -> None:
    """What comes next on it would be heard as the answer to another question."""
    with scripted_smtp({step: b"what was that\r\n"}) as server, open_post(settings_of(server)) as post:
        assert type(post.send(letter(), HUB)) is TryLater
        server.script[step] = {"DATA": b"354 Go on\r\n"}.get(step, b"250 Ok\r\n")
        assert type(post.send(letter(), HUB)) is Sent
        assert server.connections == 3
        assert len(server.letters) == 1


@pytest.mark.parametrize("early", [b"250 2.0.0 Ok: queued\r\n", b"550 no\r\n", b"421 closing\r\n", b"2"])
def test_a_server_that_answers_the_dot_before_it_was_sent_does_not_get_it(early: bytes) -> None:
    """F19: «250» said before the dot would have passed for the answer to it, and the letter for sent."""
    with scripted_smtp({"DATA": b"354 Go on\r\n" + early}) as server:
        assert type(handed_over(server, answer_timeout=1)) is TryLater
        assert server.letters == []


def test_an_answer_too_many_at_one_step_is_not_heard_as_the_answer_to_the_next() -> None:
    """RCPT was refused, but two yeses to MAIL lay there: the letter would have gone to nobody, or worse."""
    with scripted_smtp({"MAIL": b"250 Ok\r\n250 Ok\r\n", "RCPT": b"550 no\r\n"}) as server:
        assert type(handed_over(server)) is TryLater
        assert not any(words.startswith(b"DATA") for words in server.heard)


class _Deaf(ScriptedSmtp):
    """Says «go on» and then reads no more."""

    def __init__(self) -> None:
        self.released = threading.Event()
        super().__init__()
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

    def _take(self, _: Iterator[bytes]) -> bool:
        self.released.wait(30)
        return False


def test_a_line_that_dies_in_the_text_of_a_large_letter_is_no_riddle() -> None:
    """The system had taken the text and the dot behind it: «uncertain», and a person was asked, for a letter without its end."""
    server = _Deaf()
    large = HEAD + (b"x" * 900 + b"\r\n") * 300
    try:
        with open_post(settings_of(server, answer_timeout=1)) as post:
            assert post._line is not None
            assert post._line.sock is not None
            post._line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_000_000)
            assert type(post.send(letter(large), HUB)) is TryLater
    finally:
        server.released.set()
        server.close()


class _Trickling(ScriptedSmtp):
    """Its answer to MAIL has one more line every 50 ms, for ever."""

    def _say(self, line: socket.socket, step: str) -> bool:
        while step == "MAIL":
            line.sendall(b"250-more\r\n")
            time.sleep(0.05)
        return super()._say(line, step)


def test_an_answer_that_trickles_has_an_end() -> None:
    """F4: every line came in time, and the answer never."""
    server = _Trickling()
    try:
        begun = time.monotonic()
        assert type(handed_over(server, answer_timeout=0.5)) is TryLater
        assert time.monotonic() - begun < 10
    finally:
        server.close()


@pytest.mark.parametrize("rset", [b"421 closing\r\n", b"what\r\n", b"503 no\r\n", HANG_UP])
def test_a_letter_that_was_turned_away_leaves_a_line_that_is_ready_or_none(rset: bytes) -> None:
    with scripted_smtp({"RCPT": b"550 no\r\n", "RSET": rset}) as server, open_post(settings_of(server)) as post:
        assert type(post.send(letter(), HUB)) is Refused
        server.script["RCPT"] = b"250 Ok\r\n"
        assert type(post.send(letter(), HUB)) is Sent
        assert server.connections == 2


@pytest.mark.parametrize(
    "greeting", [b"421 busy\r\n", b"554 no\r\n", b"what\r\n", b"\r\n", b"220-never ends\r\n", HANG_UP, b"* OK IMAP4\r\n"]
)
def test_a_greeting_that_is_none_is_trouble_that_passes(greeting: bytes) -> None:
    with scripted_smtp({"greeting": greeting}) as server, pytest.raises(PostTrouble) as caught:
        handed_over(server, connect_timeout=0.3)
    assert not caught.value.permanent


# -- what servers lack ------------------------------------------------------------------------------------------------------


def test_a_server_without_extensions_gets_the_letter_without_them() -> None:
    with scripted_smtp({"EHLO": b"250 mx.partner.example\r\n"}) as server:
        assert type(handed_over(server)) is Sent
        assert b"mail FROM:<reciprocal@hub.example>\r\n" in server.heard


def test_a_server_that_knows_only_helo_gets_the_letter_too() -> None:
    with scripted_smtp({"EHLO": b"502 what\r\n"}) as server:
        assert type(handed_over(server)) is Sent
        assert b"mail FROM:<reciprocal@hub.example>\r\n" in server.heard


def test_a_server_that_knows_neither_is_trouble() -> None:
    with scripted_smtp({"EHLO": b"502 what\r\n", "HELO": b"502 what\r\n"}) as server, pytest.raises(PostTrouble):
        handed_over(server)


def test_a_goodbye_that_is_not_answered_is_not_waited_for() -> None:
    """The letters are gone; TERM must not wait for good manners."""
    with scripted_smtp({"QUIT": b""}) as server:
        begun = time.monotonic()
        assert type(handed_over(server, answer_timeout=60)) is Sent
        assert time.monotonic() - begun < 20


# -- the octets (F23) -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "on_the_wire"),
    [
        (b".\r\n", b"..\r\n"),
        (b"..\r\n", b"...\r\n"),
        (b".QUIT\r\n", b"..QUIT\r\n"),
        (b"a.\r\n.b\r\n", b"a.\r\n..b\r\n"),
        (b"\r\n.\r\n\r\n", b"\r\n..\r\n\r\n"),
        (b"x" * 998 + b"\r\n", b"x" * 998 + b"\r\n"),
        (b"." + b"x" * 997 + b"\r\n", b".." + b"x" * 997 + b"\r\n"),
        (b" .\r\n", b" .\r\n"),
    ],
)
def test_dots_are_doubled_at_the_start_of_a_line_and_nowhere_else(body: bytes, on_the_wire: bytes) -> None:
    with scripted_smtp() as server:
        assert type(handed_over(server, HEAD + body)) is Sent
        assert server.letters == [HEAD + on_the_wire]
        assert server.heard[-1] == b"quit\r\n"


@pytest.mark.parametrize(
    "body", [b"a\nb\r\n", b"a\rb\r\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r\n", b"x" * 999 + b"\r\n", b"no end", b"\xe4\r\n"]
)
def test_octets_that_could_be_read_two_ways_never_leave(body: bytes) -> None:
    with scripted_smtp() as server:
        outcome = handed_over(server, HEAD + body)
        assert isinstance(outcome, Refused)
        assert outcome.code == 0
        assert not any(words.startswith(b"mail") for words in server.heard)


def test_each_letter_has_one_recipient_whatever_was_refused_before() -> None:
    """F21: there is no part of a letter that could be refused."""
    with scripted_smtp() as server, open_post(settings_of(server)) as post:
        for answer in (b"250 Ok\r\n", b"550 no\r\n", b"451 later\r\n", b"250 Ok\r\n"):
            server.script["RCPT"] = answer
            post.send(letter(), HUB)
        transactions = b"".join(server.heard).split(b"mail FROM:")[1:]
    assert [words.count(b"rcpt TO:") for words in transactions] == [1, 1, 1, 1]
    assert len(server.letters) == 2


def test_a_greylisting_server_gets_the_same_octets_each_time() -> None:
    """F22: three times later, then yes."""
    with scripted_smtp({"RCPT": b"451 4.7.1 Greylisted\r\n"}) as server, open_post(settings_of(server)) as post:
        assert [type(post.send(letter(), HUB)) for _ in range(3)] == [TryLater] * 3
        server.script["RCPT"] = b"250 Ok\r\n"
        assert type(post.send(letter(), HUB)) is Sent
        assert server.letters == [letter().data]
        assert server.connections == 1
