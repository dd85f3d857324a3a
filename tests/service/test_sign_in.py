"""The whole journey signed in by token at both doors: Dovecot's IMAP and submission, and the command as a user runs it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import check, opening
from service.check import Finding
from service.config import ConfigError, load
from service.tokens import TokenSource
from tests.service.test_journeys import REF, whole_story
from tests.support.dovecot import Box, Dovecot
from tests.support.imap_script import proxy
from tests.support.region import ROOT, Region
from tests.support.smtp_peer import SmtpPeer
from tests.support.token_server import CLIENT, SECRET, Says, TokenServer


@pytest.fixture
def box(submission: tuple[Dovecot, SmtpPeer], token_server: TokenServer) -> Iterator[Box]:
    """A mailbox whose server believes the test's token server."""
    server, _ = submission
    box = server.new_box()
    token_server.owners, token_server.user = server.introspection.owners, box.user
    yield box
    token_server.withdraw()


@pytest.fixture
def region(tmp_path: Path, submission: tuple[Dovecot, SmtpPeer], box: Box, token_server: TokenServer) -> Region:
    secrets = tmp_path / "secrets"
    secrets.mkdir(mode=0o700)
    shutil.copy(token_server.secret_file, secrets / "client-secret")
    token_server.refresh_token, token_server.rotates = "refresh-1", True
    (secrets / "refresh-token").write_text("refresh-1\n")
    oauth2 = (
        f'oauth2 = {{ client_id = "{CLIENT}", client_secret_file = "{secrets / "client-secret"}", '
        f'refresh_token_file = "{secrets / "refresh-token"}", token_url = "{token_server.url}" }}'
    )
    return Region(
        home=tmp_path / "region",
        mailbox=f'host = "{box.host}"\nport = {box.port}\nca_file = "{box.pki.ca_file}"\nuser = "{box.user}"\n{oauth2}',
        smtp=f'host = "{box.host}"\nport = {submission[0].submission_port}\ntls = "starttls"\nca_file = "{box.pki.ca_file}"\n'
        f'user = "{box.user}"\n{oauth2}',
        outbox='mode = "send"',
        real=True,
    ).open()


def test_the_main_job_signed_in_by_token(
    region: Region, box: Box, submission: tuple[Dovecot, SmtpPeer], token_server: TokenServer, tmp_path: Path
) -> None:
    """Both doors share one refresh token, which the server replaces each time."""
    relay = submission[1]
    before = len(relay.letters)
    box.deliver(whole_story()[0])
    done = region.command("run", "--once")
    outbox = region.look("outbox")
    assert {each["state"] for each in outbox} == {"sent"}
    assert sorted(each.to for each in relay.letters[before:]) == sorted(each["to"] for each in outbox)
    assert [each["refresh_token"] for each in token_server.asked] == ["refresh-1", "refresh-2"], "one token a door"
    assert (tmp_path / "secrets" / "refresh-token").read_text() == "refresh-3\n"
    written = [path.read_bytes() for path in region.home.rglob("*") if path.is_file()]
    for secret in (SECRET, *token_server.sold, "refresh-1", "refresh-2", "refresh-3"):
        assert secret not in done.stdout + done.stderr
        assert not any(secret.encode() in data for data in written), "neither in the store nor beside it"


def test_check_says_how_it_signs_in_and_until_when(region: Region, box: Box, token_server: TokenServer) -> None:
    done = region.command("check")
    for door in ("mailbox", "post"):
        assert re.search(rf"{door}: Login as {box.user} by token works\.", done.stdout)
        assert re.search(rf"{door}: localhost gave a token that lasts until 20\d\d-\d\d-\d\d \d\d:\d\d UTC\.", done.stdout)
    for token in token_server.sold:
        assert token not in done.stdout + done.stderr


def looked_at(region: Region) -> list[Finding]:
    """What `reciprocal check` finds at the two doors."""
    config = region.home / "reciprocal.toml"
    settings = load(config, {})
    return [each for what in ("mailbox", "post") for each in check._tried(what, check.LOOKS[what](config, settings))]


def test_check_says_what_to_do_when_the_token_server_refuses(region: Region, token_server: TokenServer) -> None:
    told = {"error": "invalid_client", "error_description": "AADSTS7000222: The provided client secret keys are expired."}
    token_server.script = [Says(status=401, body=told)] * 2
    found = [each for each in looked_at(region) if not each.ok]
    assert [each.what for each in found] == ["mailbox", "post"]
    assert all("the client secret has run out. Make a new one" in each.sentence for each in found)
    assert len(token_server.asked) == 2, "one request a door"


def test_check_tells_which_of_the_two_servers_refuses(
    region: Region, submission: tuple[Dovecot, SmtpPeer], token_server: TokenServer
) -> None:
    """The token is another mailbox's: the token server is content, the mail server is not."""
    token_server.user = submission[0].new_box().user
    found = looked_at(region)
    for door in ("mailbox", "post"):
        refused, given = (each for each in found if each.what == door)
        assert "refused the login" in refused.sentence
        assert not refused.ok
        assert given.sentence.startswith("localhost gave a token that lasts until")


def test_a_refused_sign_in_is_told_in_a_sentence_and_every_mail_waits_where_it_is(
    region: Region, box: Box, token_server: TokenServer
) -> None:
    box.deliver(whole_story()[0])
    token_server.script = [Says(status=400, body={"error": "invalid_grant"})]
    done = region.command("run", "--once", check=False)
    assert done.returncode == 1
    assert "Sign in anew" in done.stderr
    assert "Traceback" not in done.stderr
    assert "refresh-1" not in done.stderr
    assert len(box.contents("INBOX")) == 1
    region.run()
    assert list(region.states()) == [REF]


# -- a daemon that is refused ---------------------------------------------------------------------------------------------


LOOKS = 5  # at the door, one a second, after the first refusal was told


def refused_daemon(region: Region, words: str) -> None:
    """Run the daemon, which would look every second, until it has told its trouble, and for some looks more."""
    daemon = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "--config", str(region.home / "reciprocal.toml"), "run"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert daemon.stderr is not None
    kill = threading.Timer(120, daemon.kill)
    kill.start()
    try:
        told = any(words in line for line in daemon.stderr)
        time.sleep(LOOKS)  # what must not happen has no event to wait for
    finally:
        kill.cancel()
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate(timeout=60)
    assert told
    assert daemon.returncode == 0


def test_a_daemon_whose_secret_is_refused_asks_the_token_server_once(region: Region, token_server: TokenServer) -> None:
    """F9: the first refusal is told at once, and then the server is left alone."""
    token_server.script = [Says(status=401, body={"error": "invalid_client"})] * 100
    refused_daemon(region, "token server localhost refused us")
    assert len(token_server.asked) == 1


def test_a_daemon_whose_password_is_refused_knocks_once(tmp_path: Path, dovecot: Box) -> None:
    """F9"""
    (tmp_path / "password").write_text("changed since")
    with proxy(dovecot.port) as between:
        region = Region(
            home=tmp_path / "region",
            mailbox=f'host = "localhost"\nport = {between.port}\nca_file = "{dovecot.pki.ca_file}"\nuser = "{dovecot.user}"\n'
            f'password_file = "{tmp_path / "password"}"',
            real=True,
        ).open()
        refused_daemon(region, "refused the login")
        assert between.connections == 1


# -- what the configuration says ------------------------------------------------------------------------------------------

SECTION = """
[scheme]
file = "x"
[mailbox]
host = "outlook.office365.com"
user = "reciprocal@hub.example"
[smtp]
host = "smtp.office365.com"
user = "reciprocal@hub.example"
sender = "reciprocal@hub.example"
"""


def source_of(folder: Path, keys: str, door: str = "mailbox") -> TokenSource:
    config = folder / "reciprocal.toml"
    config.write_text(f"{SECTION}[{door}.oauth2]\n{keys}\n")
    settings = load(config, {})
    source = opening.token_source(door, getattr(settings, door))
    assert source is not None
    return source


@pytest.mark.parametrize("door", ["mailbox", "smtp"])
def test_microsofts_address_and_scope_follow_from_the_tenant(tmp_path: Path, door: str) -> None:
    keys = 'tenant = "hub.example"\nclient_id = "app"\nclient_secret_file = "secret"'
    settings = source_of(tmp_path, keys, door).settings
    assert settings.token_url == "https://login.microsoftonline.com/hub.example/oauth2/v2.0/token"
    assert settings.scope == "https://outlook.office365.com/.default"
    assert settings.client_secret_file == tmp_path / "secret"


def test_a_consent_has_its_own_scope(tmp_path: Path) -> None:
    """What a person agreed to is what a refresh token buys; Microsoft refuses .default there."""
    keys = 'tenant = "hub.example"\nclient_id = "app"\nrefresh_token_file = "refresh"'
    assert source_of(tmp_path, keys).settings.scope == ""


def test_another_server_and_scope_are_taken_as_they_are_given(tmp_path: Path) -> None:
    keys = 'token_url = "https://login.hub.example/t"\nscope = "mail"\nclient_id = "app"\nclient_secret_file = "secret"'
    settings = source_of(tmp_path, keys).settings
    assert (settings.token_url, settings.scope) == ("https://login.hub.example/t", "mail")


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('client_id = "app"\nclient_secret_file = "secret"', "needs tenant"),
        ('tenant = "hub.example/../x?"\nclient_id = "app"\nclient_secret_file = "secret"', "needs tenant"),
        ('tenant = "hub.example"\nclient_secret_file = "secret"', "client_id"),
        ('tenant = "hub.example"\nclient_id = "app"', "client_secret_file or refresh_token_file"),
        ('tenant = "hub.example"\nclient_id = "app"\nmechanism = "login"', "it may be , xoauth2, oauthbearer"),
        ('tenant = "hub.example"\nclient_id = "app"\nclient_secret = "s3cret"', "is no key"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(tmp_path: Path, keys: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        source_of(tmp_path, keys)
    assert "mailbox.oauth2" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_password_and_a_token_are_one_too_many(tmp_path: Path) -> None:
    config = tmp_path / "reciprocal.toml"
    config.write_text(SECTION + '[mailbox.oauth2]\ntenant = "hub.example"\nclient_id = "app"\nclient_secret_file = "secret"\n')
    settings = load(config, {"RECIPROCAL__MAILBOX__PASSWORD_FILE": "pw"})
    with pytest.raises(ConfigError, match="both given"):
        opening.token_source("mailbox", settings.mailbox)
