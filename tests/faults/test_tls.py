"""Whom we trust with a password and with people's letters: the server with the right name, over TLS 1.2 or later (D15)."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from ingest.mailbox import MailboxSettings, MailboxTrouble, open_mailbox
from outbox.smtp import PostTrouble, SmtpSettings, open_post
from tests.support.dovecot import Box
from tests.support.imap_script import Proxy, proxy
from tests.support.pki import Pki
from tests.support.smtp_peer import SmtpPeer
from tests.support.tls_doors import Paper, Speaks, TlsDoor, tls_door, wrong_papers

PASSWORD = "the-secret-word"
WRONG = (
    "of another name",
    "of a name that only begins alike",
    "expired",
    "not valid yet",
    "signed by itself",
    "signed by a stranger",
    "signed by a stranger under a trusted name",
    "with TLS 1.1 at most",
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    return wrong_papers(tmp_path_factory.mktemp("papers"))


def sign_in(speaks: Speaks, port: int, tls: str, ca_file: Path, user: str = "box@mail.example", password: str = PASSWORD) -> None:
    """As the daemon does, and out again."""
    if speaks == "imap":
        mailbox = MailboxSettings(
            host="localhost",
            port=port,
            tls=tls,
            user=user,
            password=password,
            ca_file=str(ca_file),
            connect_timeout=5,
            read_timeout=5,
        )
        with open_mailbox(mailbox):
            return
    post = SmtpSettings(
        host="localhost",
        port=port,
        tls=tls,
        user=user,
        password=password,
        ca_file=str(ca_file),
        sender="Reciprocal <reciprocal@hub.example>",
        connect_timeout=5,
        answer_timeout=5,
    )
    with open_post(post):
        return


def heard_nothing_secret(octets: bytes, password: str = PASSWORD) -> bool:
    """Neither the password nor its base64 in any of the shapes of AUTH."""
    coded = [base64.b64encode(words.encode()) for words in (password, f"\0box@mail.example\0{password}")]
    return not any(words in octets for words in (password.encode(), *coded)) and not re.search(rb"(?i)\b(AUTH|LOGIN)", octets)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("speaks", ["imap", "smtp"])
def test_a_server_that_cannot_prove_itself_hears_nothing(papers: dict[str, Paper], speaks: Speaks, tls: str, wrong: str) -> None:
    with tls_door(speaks, papers[wrong], tls) as door:
        with pytest.raises((MailboxTrouble, PostTrouble)) as caught:
            sign_in(speaks, door.port, tls, papers[wrong].ca_file)
        assert door.inside == b""
        assert heard_nothing_secret(door.in_the_clear)
    assert isinstance(caught.value, MailboxTrouble | PostTrouble)
    assert caught.value.permanent
    assert re.search("certificate|TLS 1.2 or later", caught.value.sentence)


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("speaks", ["imap", "smtp"])
def test_a_server_with_the_right_papers_is_spoken_to(papers: dict[str, Paper], speaks: Speaks, tls: str) -> None:
    """So the refusals above are for the papers' sake: this one hears us inside."""
    with tls_door(speaks, papers["right"], tls) as door:
        with pytest.raises((MailboxTrouble, PostTrouble)) as caught:
            sign_in_briefly(speaks, door, tls, papers["right"].ca_file)
        assert isinstance(caught.value, MailboxTrouble | PostTrouble)
        assert not caught.value.permanent
    assert re.match(rb"(?i)(\w+ CAPABILITY|EHLO)", door.inside)


def sign_in_briefly(speaks: Speaks, door: TlsDoor, tls: str, ca_file: Path) -> None:
    """The door says nothing inside: the line times out after the handshake."""
    if speaks == "imap":
        settings = MailboxSettings(
            host="localhost",
            port=door.port,
            tls=tls,
            user="b",
            password="s",
            ca_file=str(ca_file),
            connect_timeout=2,
            read_timeout=2,
        )
        with open_mailbox(settings):
            return
    with open_post(
        SmtpSettings(host="localhost", port=door.port, tls=tls, ca_file=str(ca_file), sender="r@hub.example", connect_timeout=2)
    ):
        return


# -- somebody in between -------------------------------------------------------------------------------------------------


def test_an_imap_server_whose_offer_of_starttls_was_taken_out_hears_no_password(dovecot: Box) -> None:
    with proxy(dovecot.starttls_port, rewrites=[(rb" STARTTLS", b"")]) as between:
        with pytest.raises(MailboxTrouble, match="STARTTLS") as caught:
            sign_in("imap", between.port, "starttls", dovecot.pki.ca_file, dovecot.user)
        assert caught.value.permanent
        assert heard_nothing_secret(b"".join(between.heard))


def test_a_smtp_server_whose_offer_of_starttls_was_taken_out_hears_no_password(smtp_peer: SmtpPeer) -> None:
    with proxy(smtp_peer.port, rewrites=[(rb"250.STARTTLS\r\n", b"")]) as between:
        with pytest.raises(PostTrouble, match="STARTTLS") as caught:
            sign_in("smtp", between.port, "starttls", smtp_peer.pki.ca_file)
        assert caught.value.permanent
        assert heard_nothing_secret(b"".join(between.heard))
    assert smtp_peer.login_attempts == []


@pytest.mark.parametrize("refusal", [rb"NO not now", rb"BAD what"])
def test_an_imap_server_that_refuses_starttls_hears_no_password(dovecot: Box, refusal: bytes) -> None:
    with proxy(dovecot.starttls_port, rewrites=[(rb"OK Begin TLS[^\r]*", refusal)]) as between:
        with pytest.raises(MailboxTrouble):
            sign_in("imap", between.port, "starttls", dovecot.pki.ca_file, dovecot.user)
        assert heard_nothing_secret(b"".join(between.heard))


@pytest.mark.parametrize("refusal", [b"454 not now", b"502 what", b"250 yes", b"220-go on"])
def test_a_smtp_server_that_refuses_starttls_hears_no_password(smtp_peer: SmtpPeer, refusal: bytes) -> None:
    with proxy(smtp_peer.port, rewrites=[(rb"220 Ready[^\r]*", refusal)]) as between:
        with pytest.raises(PostTrouble):
            sign_in("smtp", between.port, "starttls", smtp_peer.pki.ca_file)
        assert heard_nothing_secret(b"".join(between.heard))


def test_a_greeting_that_says_we_are_known_already_does_not_spare_the_encryption(dovecot: Box) -> None:
    """PREAUTH in the clear: the library knows no STARTTLS any more, and would have gone on without."""
    with proxy(dovecot.starttls_port, rewrites=[(rb"^\* OK", b"* PREAUTH")]) as between:
        with pytest.raises(MailboxTrouble):
            sign_in("imap", between.port, "starttls", dovecot.pki.ca_file, dovecot.user)
        assert heard_nothing_secret(b"".join(between.heard))
        assert b"SELECT" not in b"".join(between.heard)


def refused(speaks: Speaks, between: Proxy, ca_file: Path, user: str) -> bool:
    try:
        sign_in(speaks, between.port, "starttls", ca_file, user)
    except (MailboxTrouble, PostTrouble):
        return True
    return False


def test_words_in_the_clear_behind_the_go_ahead_end_an_imap_line(dovecot: Box) -> None:
    """CVE-2011-0411: they would be heard as the first words inside the encryption."""
    injected = b"\\1\r\n* CAPABILITY IMAP4rev1 AUTH=LOGIN\r\n* 1 FETCH (UID 1 BODY[] {4}\r\nEVIL)\r\n"
    with proxy(dovecot.starttls_port, rewrites=[(rb"(OK Begin TLS[^\r]*)\r\n", injected)]) as between:
        assert refused("imap", between, dovecot.pki.ca_file, dovecot.user)
        assert heard_nothing_secret(b"".join(between.heard))


def test_words_in_the_clear_behind_the_go_ahead_end_a_smtp_line(smtp_peer: SmtpPeer) -> None:
    injected = b"\\1\r\n250-mx\r\n250 AUTH PLAIN\r\n"
    with proxy(smtp_peer.port, rewrites=[(rb"(220 Ready[^\r]*)\r\n", injected)]) as between:
        assert refused("smtp", between, smtp_peer.pki.ca_file, smtp_peer.user)
        assert heard_nothing_secret(b"".join(between.heard))
    assert smtp_peer.login_attempts == []


def test_words_in_the_clear_before_the_go_ahead_are_forgotten(dovecot: Box) -> None:
    """Told before the encryption, they stood among what the server had said when the folder was opened."""
    dovecot.put(b"Subject: genuine\r\n\r\n")
    injected = b"* SEARCH 1 2 3\r\n* 1 FETCH (UID 1 BODY[] {4}\r\nEVIL)\r\n* OK [UIDVALIDITY 5] x\r\n\\1"
    settings = {"host": "localhost", "tls": "starttls", "user": dovecot.user, "password": dovecot.password}
    with proxy(dovecot.starttls_port, rewrites=[(rb"(\w+ OK Begin TLS)", injected)]) as between:
        described = MailboxSettings(**settings, port=between.port, ca_file=str(dovecot.pki.ca_file))  # type: ignore[arg-type]  # all texts
        with open_mailbox(described) as mailbox:
            places = mailbox.waiting()
            assert [each.data for each in mailbox.arrivals(places)] == [b"Subject: genuine\r\n\r\n"]
            assert places[0].uidvalidity != 5


def test_a_password_never_crosses_the_wire_in_the_clear(dovecot: Box, smtp_peer: SmtpPeer, pki: Pki) -> None:
    """An ordinary day with STARTTLS, seen from in between."""
    with proxy(dovecot.starttls_port) as between:
        sign_in("imap", between.port, "starttls", pki.ca_file, dovecot.user, dovecot.password)
        assert heard_nothing_secret(b"".join(between.heard), dovecot.password)
    with proxy(smtp_peer.port) as between:
        sign_in("smtp", between.port, "starttls", pki.ca_file, smtp_peer.user, smtp_peer.password)
        assert heard_nothing_secret(b"".join(between.heard), smtp_peer.password)
    assert smtp_peer.login_attempts == ["PLAIN"]
