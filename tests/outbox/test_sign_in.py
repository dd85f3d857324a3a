"""Signing in to the outgoing server by token: against a peer that we can read, and against a real one, Dovecot's (F9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from outbox.message import OutboundMessage
from outbox.smtp import PostTrouble, Sent, SmtpSettings, TryLater, open_post, probe
from service.tokens import TokenSource
from tests.support.dovecot import Box, Dovecot
from tests.support.pki import Pki
from tests.support.smtp_peer import SmtpPeer
from tests.support.token_server import Clock, TokenServer, settings_for

HUB = "reciprocal@hub.example"
LONG = "ey" + "J0" * 1200  # Microsoft's have about two thousand signs
WAYS = ("XOAUTH2", "OAUTHBEARER")


def letter(number: int = 1) -> OutboundMessage:
    data = f"From: {HUB}\r\nTo: kim@council.example\r\nSubject: {number}\r\nMessage-ID: <{number}@hub.example>\r\n\r\nHello\r\n"
    return OutboundMessage(
        id=f"L{number}",
        cause="cause",
        kind="circular",
        to="kim@council.example",
        case="ARC-01-16",
        partner="Northmoor",
        subject=str(number),
        message_id=f"<{number}@hub.example>",
        data=data.encode(),
    )


def settings_of(peer: SmtpPeer, token: Callable[[str], str] | None, **changes: object) -> SmtpSettings:
    settings = SmtpSettings(
        host=peer.host, port=peer.port, tls=peer.tls, ca_file=str(peer.pki.ca_file), user=peer.user, sender=HUB, token=token
    )
    return replace(settings, **changes)  # type: ignore[arg-type]  # named by the tests


@pytest.mark.parametrize("token", ["ya29.short", LONG], ids=["with the command, as Google", "after it, as Microsoft"])
@pytest.mark.parametrize("way", WAYS)
def test_a_token_signs_in_and_the_letter_goes(pki: Pki, way: str, token: str) -> None:
    """RFC 4954 §4: a command line has 512 octets; the peer refuses a longer one, as it may."""
    with SmtpPeer(pki, mechanisms=(way,)) as peer:
        peer.token = token
        with open_post(settings_of(peer, lambda _: token)) as post:
            assert isinstance(post.send(letter(), HUB), Sent)
        assert peer.login_attempts == [way]
        assert [each.user for each in peer.letters] == [HUB]


def test_where_both_ways_are_offered_the_standard_one_is_taken_or_the_one_that_is_set(pki: Pki) -> None:
    with SmtpPeer(pki, mechanisms=("PLAIN", *WAYS)) as peer:
        peer.token = "tok"
        for mechanism in ("", "xoauth2"):
            with open_post(settings_of(peer, lambda _: "tok", mechanism=mechanism)):
                pass
        assert peer.login_attempts == ["OAUTHBEARER", "XOAUTH2"]


@pytest.mark.parametrize(("way", "heard"), [("XOAUTH2", ""), ("OAUTHBEARER", "\1")])
def test_the_servers_reason_is_heard_out_as_the_mechanism_wants_it(pki: Pki, way: str, heard: str) -> None:
    """RFC 7628 §3.2.3: an empty line, or one sign; then it refuses, and we know for good."""
    with SmtpPeer(pki, mechanisms=(way,)) as peer:
        peer.token = "right"
        with pytest.raises(PostTrouble) as caught, open_post(settings_of(peer, lambda _: "wrong")):
            pass
        assert peer.heard[1:] == [heard]
    assert caught.value.permanent
    assert "wrong" not in caught.value.sentence


@pytest.mark.parametrize(
    ("said", "permanent", "words"),
    [
        ("535 5.7.3 Authentication unsuccessful", True, "(535 5.7.3); check [smtp] user, and in [smtp.oauth2]"),
        ("535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox", True, "switch on authenticated SMTP"),
        ("454 4.7.0 Temporary authentication failure", False, "Trying again later"),
        ("421 4.7.0 Too many connections", False, "Trying again later"),
    ],
)
def test_each_refusal_says_what_to_do(smtp_peer: SmtpPeer, said: str, permanent: bool, words: str) -> None:
    smtp_peer.token, smtp_peer.refusal = "right", said
    with pytest.raises(PostTrouble) as caught, open_post(settings_of(smtp_peer, lambda _: "wrong")):
        pass
    assert words in caught.value.sentence
    assert caught.value.permanent == permanent
    assert len(smtp_peer.login_attempts) == 1


def test_a_line_that_breaks_while_we_say_who_we_are_is_bad_weather_and_costs_no_token(smtp_peer: SmtpPeer) -> None:
    """F19's little sister: no answer is no refusal, and nothing was handed over."""
    smtp_peer.token, smtp_peer.refusal = "right", ""
    asked: list[str] = []
    settings = settings_of(smtp_peer, lambda refused: asked.append(refused) or "wrong")
    with pytest.raises(PostTrouble, match="Trying again later") as caught, open_post(settings):
        pass
    assert not caught.value.permanent
    assert asked == [""]


def test_a_server_that_takes_no_passwords_any_more_says_what_to_do(pki: Pki) -> None:
    with SmtpPeer(pki) as peer:
        peer.password_refusal = "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."
        settings = settings_of(peer, None, password="pw-1")
        with pytest.raises(PostTrouble, match=r"sign in by \[smtp.oauth2\]") as caught, open_post(settings):
            pass
        assert len(peer.login_attempts) == 1
    assert caught.value.permanent


def test_a_server_that_takes_no_tokens_is_shown_none(pki: Pki) -> None:
    with SmtpPeer(pki, mechanisms=("PLAIN",)) as peer:
        with pytest.raises(PostTrouble, match="AUTH OAUTHBEARER or XOAUTH2") as caught, open_post(settings_of(peer, str)):
            pass
        assert peer.login_attempts == []
    assert caught.value.permanent


def test_a_sign_in_that_is_refused_in_the_middle_of_a_round_is_not_tried_for_every_letter(smtp_peer: SmtpPeer) -> None:
    """F9: the server dropped the line and will not have us back; the letters wait."""
    smtp_peer.token = "tok"
    with open_post(settings_of(smtp_peer, lambda _: "tok")) as post:
        assert isinstance(post.send(letter(1), HUB), Sent)
        smtp_peer.token = "another"
        smtp_peer.script.drop_at_mail = 1
        outcomes = [post.send(letter(number), HUB) for number in range(2, 8)]
    assert all(isinstance(outcome, TryLater) for outcome in outcomes)
    assert len(smtp_peer.login_attempts) == 2


@pytest.mark.parametrize("change", [{"user": ""}, {"user": "a\1b@hub.example"}, {"user": "a\r\nb"}])
def test_a_user_that_could_not_be_said_is_a_setting_to_mend(smtp_peer: SmtpPeer, change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\[smtp\] user"):
        settings_of(smtp_peer, str, **change)


# -- a real submission server ---------------------------------------------------------------------------------------------


@pytest.fixture
def real(submission: tuple[Dovecot, SmtpPeer], token_server: TokenServer) -> Iterator[tuple[Box, SmtpSettings]]:
    """Dovecot's submission service, which believes the test's token server, and what one needs to use it."""
    server, _ = submission
    box = server.new_box()
    token_server.owners, token_server.user = server.introspection.owners, box.user
    yield (
        box,
        SmtpSettings(
            host=box.host,
            port=server.submission_port,
            tls="starttls",
            ca_file=str(box.pki.ca_file),
            user=box.user,
            sender=HUB,
            token=TokenSource(settings_for(token_server)),
        ),
    )
    token_server.withdraw()


@pytest.mark.parametrize("length", [0, len(LONG)], ids=["a short token", "a long token"])
@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer", ""])
def test_a_real_server_takes_the_token_and_the_letter(
    submission: tuple[Dovecot, SmtpPeer],
    real: tuple[Box, SmtpSettings],
    token_server: TokenServer,
    mechanism: str,
    length: int,
) -> None:
    token_server.length = length
    _, relay = submission
    before = len(relay.letters)
    with open_post(replace(real[1], mechanism=mechanism)) as post:
        for number in (1, 2):
            assert isinstance(post.send(letter(number), HUB), Sent)
    assert [each.to for each in relay.letters[before:]] == ["kim@council.example"] * 2
    assert len(token_server.asked) == 1


def test_a_real_server_refuses_anothers_token_for_good(
    submission: tuple[Dovecot, SmtpPeer], real: tuple[Box, SmtpSettings], token_server: TokenServer
) -> None:
    server, relay = submission
    before = len(relay.letters)
    token_server.user = server.new_box().user
    with pytest.raises(PostTrouble, match="refused the login") as caught, open_post(replace(real[1], mechanism="oauthbearer")):
        pass
    assert caught.value.permanent
    assert len(token_server.asked) == 1
    assert len(relay.letters) == before


def test_a_real_servers_token_that_has_run_out_is_renewed_once(real: tuple[Box, SmtpSettings], token_server: TokenServer) -> None:
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    source()
    token_server.withdraw()
    clock.time += 120
    with open_post(replace(real[1], token=source)) as post:
        assert isinstance(post.send(letter(), HUB), Sent)
    assert len(token_server.asked) == 2


def test_the_probe_says_how_we_signed_in(real: tuple[Box, SmtpSettings]) -> None:
    assert f"Login as {real[0].user} by token works." in probe(real[1])
