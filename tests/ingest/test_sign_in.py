"""Signing in to the mailbox by token, against a real Dovecot that asks a local service whose token it was shown (F9).

Dovecot answers a refusal after two seconds, so refusals are few here; what scripted servers can show, they show.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from ingest.mailbox import MailboxSettings, MailboxTrouble, open_mailbox, probe
from service.opening import told_as
from service.tokens import TokenSource
from tests.support.dovecot import Box, Dovecot
from tests.support.imap_script import HANG_UP, scripted
from tests.support.token_server import Clock, TokenServer, settings_for

MAIL = b"From: sam@agency.example\r\nSubject: one\r\n\r\nHello\r\n"


@pytest.fixture
def seller(dovecot_server: Dovecot, dovecot: Box, token_server: TokenServer) -> Iterator[TokenServer]:
    """A token server whose tokens Dovecot believes, sold for the test's own mailbox."""
    token_server.owners = dovecot_server.introspection.owners
    token_server.user = dovecot.user
    yield token_server
    token_server.withdraw()


def settings_of(box: Box, token: Callable[[str], str], **changes: object) -> MailboxSettings:
    settings = MailboxSettings(host=box.host, port=box.port, ca_file=str(box.pki.ca_file), user=box.user, token=token)
    return replace(settings, **changes)  # type: ignore[arg-type]  # named by the tests


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer", ""])
def test_a_token_opens_the_mailbox(dovecot: Box, seller: TokenServer, mechanism: str) -> None:
    dovecot.put(MAIL)
    source = TokenSource(settings_for(seller))
    for _ in range(3):
        with open_mailbox(settings_of(dovecot, source, mechanism=mechanism)) as mailbox:
            assert len(mailbox.waiting()) == 1
    assert len(seller.asked) == 1, "one token serves every connection"


def test_where_both_ways_are_offered_the_standard_one_is_taken() -> None:
    """RFC 7628: the host and port go with it, and a comma in the user's name does not end the name."""
    with scripted({"CAPABILITY": (b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=OAUTHBEARER", b"%t OK done")}) as server:
        settings = MailboxSettings(
            host=server.host, port=server.port, tls="none", user="a=b,c@mail.example", token=lambda _: "tok"
        )
        with open_mailbox(settings):
            said = [base64.b64decode(words) for words in server.credentials]
        assert said == [f"n,a=a=3Db=2Cc@mail.example,\1host={server.host}\1port={server.port}\1auth=Bearer tok\1\1".encode()]


def test_a_token_that_has_run_out_is_renewed_once_and_then_opens_the_mailbox(dovecot: Box, seller: TokenServer) -> None:
    """F9: the server may call a token old before we do."""
    clock = Clock()
    source = TokenSource(settings_for(seller), clock)
    source()
    seller.withdraw()
    clock.time += 120
    with open_mailbox(settings_of(dovecot, source)) as mailbox:
        assert mailbox.waiting() == ()
    assert len(seller.asked) == 2


def test_another_users_token_is_refused_and_not_renewed_for_nothing(
    dovecot_server: Dovecot, dovecot: Box, seller: TokenServer
) -> None:
    """The token is fresh, so its age is not the reason: one sign-in, one token, and a sentence for a person."""
    seller.user = dovecot_server.new_box().user
    source = TokenSource(settings_for(seller))
    before = len(dovecot_server.introspection.asked)
    with pytest.raises(MailboxTrouble, match="the right to use IMAP") as caught, open_mailbox(settings_of(dovecot, source)):
        pass
    assert caught.value.permanent
    assert len(seller.asked) == 1
    assert len(dovecot_server.introspection.asked) == before + 1
    assert seller.sold[0] not in caught.value.sentence


def test_a_token_that_nobody_sold_is_refused(dovecot: Box) -> None:
    with (
        pytest.raises(MailboxTrouble, match="refused the login") as caught,
        open_mailbox(settings_of(dovecot, lambda _: "stolen", mechanism="oauthbearer")),
    ):
        pass
    assert caught.value.permanent
    assert "stolen" not in caught.value.sentence


def test_several_connections_at_once_share_one_token(dovecot: Box, seller: TokenServer) -> None:
    seller.seconds = 0.3
    source = TokenSource(settings_for(seller))
    found: list[int] = []

    def look() -> None:
        with open_mailbox(settings_of(dovecot, source)) as mailbox:
            found.append(len(mailbox.waiting()))

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert found == [0] * 6
    assert len(seller.asked) == 1


# -- what servers say when they refuse ------------------------------------------------------------------------------------

WHY = base64.b64encode(json.dumps({"status": "invalid_token", "schemes": "bearer"}).encode())


@pytest.mark.parametrize(
    ("mechanism", "heard"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\1")], ids=["an empty line", "one sign (RFC 7628 §3.2.3)"]
)
def test_the_servers_reason_is_heard_out_as_the_mechanism_wants_it(mechanism: str, heard: bytes) -> None:
    """Else the server waits for us and we for it, until one of us hangs up."""
    script = {
        "CAPABILITY": (f"* CAPABILITY IMAP4rev1 AUTH={mechanism}".encode(), b"%t OK done"),
        "AUTHENTICATE": (b"+ " + WHY,),
        "": (b"%t NO [AUTHENTICATIONFAILED] Authentication failed.",),
    }
    with scripted(script) as server:
        settings = MailboxSettings(host=server.host, port=server.port, tls="none", user="box@mail.example", token=lambda _: "tok")
        with pytest.raises(MailboxTrouble, match="AUTHENTICATIONFAILED") as caught, open_mailbox(settings):
            pass
        said_back = server.heard[server.heard.index(f"AUTHENTICATE {mechanism}") + 1]
    assert base64.b64decode(said_back) == heard
    assert caught.value.permanent


def refused_with(said: bytes, **changes: object) -> MailboxTrouble:
    script = {"AUTHENTICATE": (b"%t NO " + said,)}
    with scripted(script) as server:
        settings = MailboxSettings(host=server.host, port=server.port, tls="none", user="box@mail.example", password="pw-1")
        with (
            pytest.raises(MailboxTrouble) as caught,
            open_mailbox(replace(settings, **changes)),  # type: ignore[arg-type]  # named by the tests
        ):
            pass
        assert server.connections == 1, "nothing was tried twice"
    return caught.value


@pytest.mark.parametrize(
    ("said", "changes", "permanent", "words"),
    [
        (b"LOGIN failed. Basic authentication is disabled.", {}, True, "sign in by [mailbox.oauth2]"),
        (b"[AUTHENTICATIONFAILED] Invalid credentials (Failure)", {}, True, "password_file"),
        (b"AUTHENTICATE failed.", {"token": lambda _: "t"}, True, "has the right to use IMAP"),
        (b"[UNAVAILABLE] Temporary authentication failure.", {"token": lambda _: "t"}, False, "trying again later"),
        (b"[LIMIT] Too many simultaneous connections", {}, False, "trying again later"),
    ],
)
def test_each_refusal_says_what_to_do(said: bytes, changes: dict[str, object], permanent: bool, words: str) -> None:
    trouble = refused_with(said, **changes)
    assert words in trouble.sentence
    assert trouble.permanent == permanent


def test_a_line_that_breaks_while_we_say_who_we_are_is_bad_weather_and_costs_no_token() -> None:
    """F3: no answer is no refusal."""
    asked: list[str] = []
    with scripted({"AUTHENTICATE": (HANG_UP,)}) as server:
        settings = MailboxSettings(
            host=server.host,
            port=server.port,
            tls="none",
            user="box@mail.example",
            token=lambda refused: asked.append(refused) or "t",
        )
        with pytest.raises(MailboxTrouble, match="trying again later") as caught, open_mailbox(settings):
            pass
        assert server.connections == 1
    assert not caught.value.permanent
    assert asked == [""]


def test_a_server_that_repeats_the_token_does_not_get_it_into_the_log() -> None:
    token = "ya29." + "x" * 200
    assert token not in refused_with(b"bad token " + token.encode(), token=lambda _: token).sentence


def test_a_token_taken_without_a_right_to_the_mailbox_is_for_a_person() -> None:
    """Microsoft's answer where the app has its permission and the mailbox none for the app."""
    with scripted({"SELECT": (b"%t BAD User is authenticated but not connected.",)}) as server:
        settings = MailboxSettings(host=server.host, port=server.port, tls="none", user="box@mail.example", token=lambda _: "tok")
        with pytest.raises(MailboxTrouble, match="gives no access to the mailbox") as caught, open_mailbox(settings):
            pass
    assert caught.value.permanent


def test_a_server_that_takes_no_tokens_is_shown_none() -> None:
    with scripted({"CAPABILITY": (b"* CAPABILITY IMAP4rev1 AUTH=PLAIN", b"%t OK done")}) as server:
        settings = MailboxSettings(host=server.host, port=server.port, tls="none", user="box@mail.example", token=lambda _: "tok")
        with pytest.raises(MailboxTrouble, match="takes no token by OAUTHBEARER or XOAUTH2") as caught, open_mailbox(settings):
            pass
        assert server.credentials == []
    assert caught.value.permanent


def test_without_a_token_nobody_knocks(token_server: TokenServer) -> None:
    """What keeps the token server from selling is told as the mailbox's trouble, before the mail server is troubled."""
    token_server.refresh_token = "another way"
    source = told_as(MailboxTrouble, TokenSource(settings_for(token_server)))
    with scripted() as server:
        settings = MailboxSettings(host=server.host, port=server.port, tls="none", user="box@mail.example", token=source)
        with pytest.raises(MailboxTrouble, match="token server localhost refused us") as caught, open_mailbox(settings):
            pass
        assert server.connections == 0
    assert caught.value.permanent


def test_the_probe_says_how_we_signed_in(dovecot: Box, seller: TokenServer) -> None:
    found = probe(settings_of(dovecot, TokenSource(settings_for(seller))))
    assert f"Login as {dovecot.user} by token works." in found
