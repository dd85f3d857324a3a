"""Tokens: one for many logins, renewed in time, never hammered, and a refresh token that is never lost (F9, F27)."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from service import kept_token
from service.config import ConfigError
from service.kept_token import Unkeepable, held
from service.tokens import FRESH, LEEWAY, LONGEST_PAUSE, LONGEST_REST, PAUSE, REST, TokenSettings, TokenSource, TokenTrouble, ask
from tests.support.pki import Pki
from tests.support.region import ROOT
from tests.support.token_server import CLIENT, SECRET, Clock, Says, TokenServer, settings_for


def trouble_of(source: Callable[[], str]) -> TokenTrouble:
    with pytest.raises(TokenTrouble) as caught:
        source()
    return caught.value


# -- one token for many logins --------------------------------------------------------------------------------------------


def test_a_token_serves_until_shortly_before_its_end(token_server: TokenServer) -> None:
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    first = source()
    clock.time += 3600 - LEEWAY - 1
    assert source() == first
    assert len(token_server.asked) == 1
    clock.time += 2
    assert source() != first
    assert len(token_server.asked) == 2


@pytest.mark.parametrize(
    ("told", "lasts"),
    [(60, 48), ("3600", 3300), (None, 240), ("soon", 240), (-5, 240), (10**9, 86400 - 300), (0, 0)],
    ids=["short-lived: a fifth before", "as text", "untold", "no number", "negative", "for ever: a day", "no time at all"],
)
def test_whatever_lifetime_a_server_tells_the_token_is_renewed_in_time(
    token_server: TokenServer, told: int | str | None, lasts: float
) -> None:
    clock = Clock()
    token_server.lifetime = told
    source = TokenSource(settings_for(token_server), clock)
    first = source()
    if lasts:
        clock.time += lasts - 1
        assert source() == first
    clock.time += 2
    assert source() != first


def test_the_systems_clock_may_jump_by_a_year(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """F27"""
    source = TokenSource(settings_for(token_server))
    first = source()
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert source() == first
    assert len(token_server.asked) == 1


def test_many_threads_at_once_make_one_request(token_server: TokenServer) -> None:
    token_server.seconds = 0.3
    source = TokenSource(settings_for(token_server))
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(source())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(got) == 20
    assert set(got) == set(token_server.sold)
    assert len(token_server.asked) == 1


def test_what_is_asked_is_what_the_standard_says(token_server: TokenServer) -> None:
    """RFC 6749 §4.4.2; a secret with signs that mean something in a form arrives as it is."""
    ask(settings_for(token_server, scope="https://outlook.office365.com/.default"), SECRET)
    assert token_server.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "scope": "https://outlook.office365.com/.default",
            "path": "/token",
        }
    ]


# -- a token that a mail server refused -----------------------------------------------------------------------------------


def test_a_refused_token_is_exchanged_once_and_a_fresh_one_is_not(token_server: TokenServer) -> None:
    """F9: a token that was bought a moment ago was not refused for its age; another would fare no better."""
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    old = source()
    clock.time += FRESH + 1
    new = source(old)
    assert new != old
    assert source(new) == new
    assert source() == new
    assert len(token_server.asked) == 2


def test_a_connection_that_comes_late_with_an_old_refusal_gets_the_token_at_hand(token_server: TokenServer) -> None:
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    old = source()
    clock.time += FRESH + 1
    new = source(old)
    clock.time += FRESH + 1
    assert source(old) == new
    assert len(token_server.asked) == 2


def test_a_mail_server_that_refuses_every_token_costs_one_request_a_knock(token_server: TokenServer) -> None:
    """The knocks themselves come a minute to an hour apart (service/back_off.py)."""
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    for _ in range(5):
        clock.time += FRESH + 1
        source(source())
    assert len(token_server.asked) == 5


# -- a token server that refuses ------------------------------------------------------------------------------------------


def knocks(server: TokenServer, source: TokenSource, clock: Clock, seconds: float, every: float = 10) -> list[float]:
    """When the server was asked, of a caller that tries every so many seconds."""
    asked_at = []
    until = clock.time + seconds
    while clock.time < until:
        before = len(server.asked)
        trouble_of(source)
        asked_at += [clock.time] * (len(server.asked) - before)
        clock.time += every
    return asked_at


def test_after_a_refusal_the_server_is_left_alone_for_a_minute_then_longer_up_to_an_hour(token_server: TokenServer) -> None:
    """F9: three hours of a daemon that looks every ten seconds."""
    clock = Clock()
    token_server.secret_file.write_text("wrong")
    source = TokenSource(settings_for(token_server), clock)
    asked_at = knocks(token_server, source, clock, 4 * 3600)
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert gaps[:6] == [REST, 2 * REST, 4 * REST, 8 * REST, 16 * REST, 32 * REST]
    assert gaps[6:] == [LONGEST_REST] * 2
    assert len(token_server.asked) == 9


def test_a_new_secret_in_its_file_is_tried_at_once(token_server: TokenServer) -> None:
    token_server.secret_file.write_text("wrong")
    source = TokenSource(settings_for(token_server), Clock())
    assert trouble_of(source).permanent
    token_server.secret_file.write_text(SECRET)
    assert source() == token_server.sold[0]


@pytest.mark.parametrize(
    ("error", "description", "words"),
    [
        ("invalid_client", "AADSTS7000222: The provided client secret keys are expired.", "run out. Make a new one"),
        ("invalid_client", "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1\r\n", "the secret's value, not its ID"),
        ("invalid_request", "AADSTS90002: Tenant 'x' not found.", "no such tenant"),
        ("unauthorized_client", "AADSTS700016: Application not found in the directory.", "not known in this tenant"),
        ("invalid_grant", "AADSTS65001: no consent", "permission is missing"),
        ("invalid_grant", "AADSTS53003: blocked", "conditional-access"),
        ("invalid_scope", "AADSTS70011: scope", "the scope is wrong"),
        ("invalid_client", "", "Check client_id and client_secret_file"),
        ("unauthorized_client", "", "may not sign in in this way"),
        ("unsupported_grant_type", "", "Check token_url"),
        ("invalid_grant", "", "check client_id, client_secret_file, tenant and scope"),
        ("x" * 500, "", "no reason given"),
    ],
)
def test_each_refusal_says_what_to_do(token_server: TokenServer, error: str, description: str, words: str) -> None:
    token_server.script = [Says(status=400, body={"error": error, "error_description": description})]
    trouble = trouble_of(TokenSource(settings_for(token_server)))
    assert trouble.permanent
    assert words in trouble.sentence
    assert "[mailbox.oauth2]" in trouble.sentence
    assert len(trouble.sentence) < 300


def test_a_server_that_repeats_what_it_was_given_gets_none_of_it_into_a_sentence(
    token_server: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = {"error": "invalid_grant", "error_description": f"wrong: {SECRET}", "access_token": SECRET}
    token_server.script = [Says(status=400, body=told), Says(status=200, body={"access_token": f"{SECRET}\1", "token_type": "x"})]
    for _ in range(2):
        trouble = trouble_of(TokenSource(settings_for(token_server)))
        assert SECRET not in repr(trouble) + trouble.sentence + caplog.text
    source = TokenSource(settings_for(token_server))
    token = source()
    assert token not in repr(source) + repr(source._held) + source.said() + caplog.text
    assert SECRET not in repr(source) + repr(source.settings) + caplog.text


# -- bad weather ----------------------------------------------------------------------------------------------------------


def test_in_bad_weather_the_pauses_grow(token_server: TokenServer) -> None:
    clock = Clock()
    token_server.script = [Says(status=503)] * 30
    source = TokenSource(settings_for(token_server), clock)
    asked_at = knocks(token_server, source, clock, 1800, every=1)
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert gaps[:5] == [PAUSE, 2 * PAUSE, 4 * PAUSE, 8 * PAUSE, 16 * PAUSE]
    assert set(gaps[8:]) == {LONGEST_PAUSE}
    token_server.script = []
    clock.time += LONGEST_PAUSE
    assert source() == token_server.sold[0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_to_come_again_is_believed(token_server: TokenServer, status: int) -> None:
    clock = Clock()
    token_server.script = [Says(status=status, body="busy", headers={"Retry-After": "130"})]
    source = TokenSource(settings_for(token_server), clock)
    assert not trouble_of(source).permanent
    clock.time += 129
    trouble_of(source)
    assert len(token_server.asked) == 1
    clock.time += 2
    assert source()


@pytest.mark.parametrize(
    ("words", "seconds"), [("Thu, 01 Jan 1970 00:00:00 GMT", PAUSE), ("tomorrow", PAUSE), ("9" * 30, LONGEST_REST)]
)
def test_a_server_that_says_nonsense_is_asked_again_within_an_hour(token_server: TokenServer, words: str, seconds: float) -> None:
    clock = Clock()
    token_server.script = [Says(status=429, headers={"Retry-After": words})]
    source = TokenSource(settings_for(token_server), clock)
    trouble_of(source)
    clock.time += seconds - 1
    trouble_of(source)
    clock.time += 2
    assert source()


@pytest.mark.parametrize(
    "says",
    [Says(status=500, body="<html>"), Says(status=400, body={"error": "temporarily_unavailable"})],
    ids=["a page of a gateway", "by its own word"],
)
def test_a_token_that_still_lasts_is_used_while_its_successor_is_not_to_be_had(
    token_server: TokenServer, says: Says, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    first = source()
    token_server.script = [says] * 20
    clock.time += 3600 - LEEWAY + 1
    assert source() == first
    assert "still lasts until" in caplog.text
    clock.time += LEEWAY
    assert not trouble_of(source).permanent


def test_a_secret_that_runs_out_is_told_while_the_token_still_lasts(
    token_server: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    source = TokenSource(settings_for(token_server), clock)
    first = source()
    token_server.secret_file.write_text("withdrawn")
    clock.time += 3600 - LEEWAY + 1
    assert source() == first
    assert "Check client_id and client_secret_file" in caplog.text
    assert first not in caplog.text


def test_a_server_that_is_not_there_is_bad_weather(pki: Pki) -> None:
    with TokenServer(pki) as server:
        settings = settings_for(server)
    with pytest.raises(TokenTrouble, match="the connection failed") as caught:
        ask(settings, SECRET)
    assert not caught.value.permanent


def test_an_answer_that_breaks_off_is_bad_weather(token_server: TokenServer) -> None:
    token_server.script = [Says(body='{"access_', headers={"Content-Length": "5000", "Connection": "close"})]
    trouble = trouble_of(TokenSource(settings_for(token_server)))
    assert not trouble.permanent


def test_a_server_that_does_not_answer_is_not_waited_for(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.tokens.TIMEOUTS", (5.0, 0.2))
    token_server.seconds = 1.0
    trouble = trouble_of(TokenSource(settings_for(token_server)))
    assert "did not answer in time" in trouble.sentence
    assert not trouble.permanent


BOMB = zlib.compress(bytes(20_000_000))


@pytest.mark.parametrize(
    ("said", "permanent"),
    [
        (b"", False),
        (b"\0" * 5000, False),
        (b"SSH-2.0-OpenSSH\r\n", False),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n{}", False),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n{}", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}", False),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip", False),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + BOMB, True),
        (b"HTTP/1.1 200 OK\r\nContent-Type: x; charset=no-such\r\n\r\n\xff\xfe{", True),
        (b"HTTP/1.1 abc\r\n\r\n", False),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", True),
        (b"HTTP/1.1 302 Found\r\nLocation: \xff\r\n\r\n", True),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "",
)
def test_a_server_that_speaks_nonsense_is_trouble_and_nothing_else(
    token_server: TokenServer, said: bytes, permanent: bool
) -> None:
    """Whatever comes, it is a sentence; it costs neither the memory nor the thread that asked."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _ = door.accept()
            with line:
                line.recv(65536)
                line.sendall(said)

        serving = threading.Thread(target=answer, daemon=True)
        serving.start()
        url = f"http://127.0.0.1:{door.getsockname()[1]}/token"
        trouble = trouble_of(TokenSource(settings_for(token_server, token_url=url)))
        serving.join(timeout=30)
    assert trouble.permanent == permanent
    assert len(trouble.sentence) < 250


def test_an_answer_that_trickles_is_not_waited_for(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """F4: each octet comes in time, the whole never does."""
    monkeypatch.setattr("service.web_line.ANSWER_SECONDS", 0.3)
    enough = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _ = door.accept()
            with line, suppress(OSError):
                line.recv(65536)
                line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                while not enough.wait(0.02):
                    line.sendall(b"1\r\n \r\n")

        serving = threading.Thread(target=answer, daemon=True)
        serving.start()
        url = f"http://127.0.0.1:{door.getsockname()[1]}/token"
        trouble = trouble_of(TokenSource(settings_for(token_server, token_url=url)))
        enough.set()
        serving.join(timeout=30)
    assert "did not answer in time" in trouble.sentence


@pytest.mark.parametrize("which", ["client_secret_file", "refresh_token_file"])
def test_an_empty_secret_is_told_and_not_tried(token_server: TokenServer, tmp_path: Path, which: str) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n")
    trouble = trouble_of(TokenSource(settings_for(token_server, **{which: empty})))
    assert trouble.permanent
    assert "is empty" in trouble.sentence
    assert token_server.asked == []


# -- whom a secret is told ------------------------------------------------------------------------------------------------


def test_a_server_with_a_certificate_of_a_stranger_hears_no_secret(token_server: TokenServer) -> None:
    trouble = trouble_of(TokenSource(settings_for(token_server, ca_file=token_server.pki.wrong_ca_file)))
    assert trouble.permanent
    assert "ca_file" in trouble.sentence
    assert token_server.asked == []


def test_a_certificate_for_another_name_is_refused(token_server: TokenServer) -> None:
    url = token_server.url.replace("localhost", "127.0.0.2")
    trouble = trouble_of(TokenSource(settings_for(token_server, token_url=url)))
    assert token_server.asked == []
    assert trouble.permanent or "connection failed" in trouble.sentence


def test_a_named_authority_is_the_only_one(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """requests would add the bundle that it brings along, or that the environment names."""
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(token_server.pki.ca_file))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(token_server.pki.ca_file))
    trouble = trouble_of(TokenSource(settings_for(token_server, ca_file=token_server.pki.wrong_ca_file)))
    assert "certificate" in trouble.sentence
    assert token_server.asked == []


def test_the_mail_servers_authority_counts_where_none_is_named(token_server: TokenServer) -> None:
    """One authority of one's own for both servers is written down once."""
    assert TokenSource(settings_for(token_server, ca_file=None, mail_ca_file=token_server.pki.ca_file))()
    trouble = trouble_of(TokenSource(settings_for(token_server, ca_file=None, mail_ca_file=token_server.pki.wrong_ca_file)))
    assert "certificate" in trouble.sentence
    strict = settings_for(token_server, ca_file=token_server.pki.wrong_ca_file, mail_ca_file=token_server.pki.ca_file)
    assert "certificate" in trouble_of(TokenSource(strict)).sentence
    assert len(token_server.asked) == 1


def test_an_authority_that_cannot_be_read_is_told(token_server: TokenServer) -> None:
    trouble = trouble_of(TokenSource(settings_for(token_server, ca_file=token_server.pki.key_file)))
    assert trouble.permanent
    assert "cannot be read as certificates" in trouble.sentence


def test_no_secret_follows_a_redirect(token_server: TokenServer) -> None:
    token_server.script = [Says(status=307, headers={"Location": token_server.url.replace("/token", "/elsewhere")})]
    trouble = trouble_of(TokenSource(settings_for(token_server)))
    assert trouble.permanent
    assert "check «mailbox.oauth2.token_url»" in trouble.sentence
    assert [each["path"] for each in token_server.asked] == ["/token"]


def test_the_environments_proxy_is_not_asked(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert TokenSource(settings_for(token_server))()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"token_url": "http://login.hub.example/token"}, "must begin with https://"),
        ({"token_url": "http://127.0.0.1.hub.example/token"}, "must begin with https://"),
        ({"token_url": "login.hub.example"}, "as https://"),
        ({"token_url": "https://me:pw@login.hub.example/token"}, "as https://"),
        ({"client_id": ""}, "client_id"),
        ({"client_secret_file": None}, "client_secret_file or refresh_token_file"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence(change: dict[str, object], words: str) -> None:
    good = TokenSettings(
        section="smtp.oauth2", token_url="https://login.hub.example/t", client_id="x", client_secret_file=Path("secret")
    )
    with pytest.raises(ConfigError, match=words) as caught:
        replace(good, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert "smtp.oauth2" in str(caught.value)


@pytest.mark.parametrize(
    "says",
    [
        Says(body="<html>a page</html>"),
        Says(body=["a", "list"]),  # type: ignore[arg-type]  # wrong on purpose
        Says(body={"token_type": "Bearer"}),
        Says(body={"access_token": 7, "token_type": "Bearer"}),
        Says(body={"access_token": "a\r\nb", "token_type": "Bearer"}),
        Says(body={"access_token": "", "token_type": "Bearer"}),
        Says(body={"access_token": "t", "token_type": "mac"}),
        Says(body="x" * 400_000),
        Says(body="[" * 100_000),
        Says(status=404, body="not here"),
        Says(status=204),
    ],
)
def test_what_is_no_token_is_never_shown_to_a_mail_server(token_server: TokenServer, says: Says) -> None:
    token_server.script = [says]
    trouble = trouble_of(TokenSource(settings_for(token_server)))
    assert trouble.permanent
    assert "token_url" in trouble.sentence


# -- a refresh token ------------------------------------------------------------------------------------------------------


@pytest.fixture
def refresh_file(tmp_path: Path, token_server: TokenServer) -> Path:
    token_server.refresh_token = "refresh-1"
    path = tmp_path / "refresh-token"
    path.write_text("refresh-1\n")
    path.chmod(0o600)
    return path


def test_a_refresh_token_buys_a_token(token_server: TokenServer, refresh_file: Path) -> None:
    source = TokenSource(settings_for(token_server, refresh_token_file=refresh_file))
    assert source() == token_server.sold[0]
    assert token_server.asked[0]["grant_type"] == "refresh_token"
    assert "scope" not in token_server.asked[0]
    assert refresh_file.read_text() == "refresh-1\n"
    assert [path.name for path in refresh_file.parent.iterdir()] == ["refresh-token"]


def test_a_client_without_a_secret_says_its_name_only(token_server: TokenServer, refresh_file: Path) -> None:
    """Google's and Microsoft's installed apps may have none."""
    trouble_of(TokenSource(settings_for(token_server, refresh_token_file=refresh_file, client_secret_file=None)))
    assert set(token_server.asked[0]) == {"grant_type", "refresh_token", "client_id", "path"}


def test_a_rotated_refresh_token_takes_the_old_ones_place(token_server: TokenServer, refresh_file: Path) -> None:
    clock = Clock()
    token_server.rotates = True
    source = TokenSource(settings_for(token_server, refresh_token_file=refresh_file), clock)
    for number in (2, 3, 4):
        source()
        assert refresh_file.read_text() == f"refresh-{number}\n"
        assert stat.S_IMODE(refresh_file.stat().st_mode) == 0o600
        clock.time += 3600
    assert [path.name for path in refresh_file.parent.iterdir()] == ["refresh-token"]


def test_two_sources_of_one_refresh_token_take_turns(token_server: TokenServer, refresh_file: Path) -> None:
    """The mailbox and the post, or the daemon and `reciprocal check`: a token that is used twice would end both."""
    token_server.rotates, token_server.seconds = True, 0.2
    sources = [TokenSource(settings_for(token_server, refresh_token_file=refresh_file)) for _ in range(4)]
    got: list[str] = []
    threads = [threading.Thread(target=lambda source=source: got.append(source())) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(got) == sorted(token_server.sold)
    assert refresh_file.read_text() == "refresh-5\n"


def test_whoever_holds_the_refresh_token_too_long_is_not_waited_for(refresh_file: Path) -> None:
    folder = os.open(refresh_file.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        with pytest.raises(Unkeepable, match="Another process") as caught, held(refresh_file, turn_seconds=0.2):
            pass
    finally:
        os.close(folder)
    assert not caught.value.permanent


FORKED_MEANWHILE = """
import os, sys
from pathlib import Path
from service.kept_token import held
path = Path(sys.argv[1])
with held(path):
    line, other = os.pipe()
    if os.fork() == 0:
        os.close(other)
        os.read(line, 1)  # until the parent has ended
        os._exit(0)
with held(path, turn_seconds=1) as kept:
    print(kept.token)
"""


def test_a_child_that_was_forked_meanwhile_does_not_keep_the_turn(refresh_file: Path) -> None:
    """As the reading room's foreman may be; it lives on."""
    done = subprocess.run(
        [sys.executable, "-c", FORKED_MEANWHILE, str(refresh_file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "refresh-1\n"


@pytest.mark.parametrize(("wrong", "words"), [("invalid_grant", "Sign in anew"), ("invalid_client", "client_secret_file")])
def test_a_refresh_token_that_is_refused_stays_where_it_is(
    token_server: TokenServer, refresh_file: Path, wrong: str, words: str
) -> None:
    token_server.script = [Says(status=400, body={"error": wrong})]
    trouble = trouble_of(TokenSource(settings_for(token_server, refresh_token_file=refresh_file)))
    assert words in trouble.sentence
    assert refresh_file.read_text() == "refresh-1\n"


def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a systemd credential lies: root, who may write everywhere, meets it as the kernel's refusal."""
    real = os.open

    def opened(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise OSError(30, "Read-only file system")
        return real(path, flags, mode)

    monkeypatch.setattr(kept_token.os, "open", opened)


def test_where_a_new_one_could_not_be_kept_none_is_asked_for(
    token_server: TokenServer, refresh_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A systemd credential cannot be written: better no sign-in and a sentence than one that ends without a warning."""
    read_only(refresh_file.parent, monkeypatch)
    trouble = trouble_of(TokenSource(settings_for(token_server, refresh_token_file=refresh_file)))
    assert trouble.permanent
    assert "move the file into the service's own folder" in trouble.sentence
    assert token_server.asked == []


def test_a_full_disk_is_noticed_before_the_server_is_asked(
    token_server: TokenServer, refresh_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_token.os, "pwrite", full)
    trouble = trouble_of(TokenSource(settings_for(token_server, refresh_token_file=refresh_file)))
    assert not trouble.permanent
    assert "no room" in trouble.sentence
    assert token_server.asked == []
    assert [path.name for path in refresh_file.parent.iterdir()] == ["refresh-token"]


def test_a_disk_that_fails_all_the_same_costs_nothing_while_the_service_runs(
    token_server: TokenServer, refresh_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    token_server.rotates = True
    source = TokenSource(settings_for(token_server, refresh_token_file=refresh_file), clock)
    with monkeypatch.context() as disk:
        disk.setattr(kept_token, "_put_in_place", lambda _: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        source()
        assert refresh_file.read_text() == "refresh-1\n"
        assert "could not be written" in caplog.text
        assert "refresh-2" not in caplog.text
    clock.time += 3600
    source()
    assert token_server.asked[1]["refresh_token"] == "refresh-2"
    assert refresh_file.read_text() == "refresh-3\n"


def test_a_link_to_the_file_stays_a_link(token_server: TokenServer, refresh_file: Path, tmp_path: Path) -> None:
    token_server.rotates = True
    (tmp_path / "etc").mkdir()
    link = tmp_path / "etc" / "token"
    link.symlink_to(refresh_file)
    TokenSource(settings_for(token_server, refresh_token_file=link))()
    assert link.is_symlink()
    assert refresh_file.read_text() == "refresh-2\n"


# -- a crash between the server's answer and the disk ---------------------------------------------------------------------

DRIVER = """
import os, signal, sys
from pathlib import Path
from service import kept_token
call, path = sys.argv[1], Path(sys.argv[2])
where, name = (kept_token, call) if hasattr(kept_token, call) else (kept_token.os, call)
real, left = getattr(where, name), int(sys.argv[3])
def dying(*args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
setattr(where, name, dying)
with kept_token.held(path) as kept:
    print("answered", flush=True)
    kept.keep("refresh-2")
print("kept", flush=True)
"""

# Which call dies, the how-manieth of it, and what the next process then finds. pwrite and fsync have one call each before
# the server is asked; the folder's fsync comes last.
KILLS = [
    ("pwrite", 1, "refresh-1"),
    ("fsync", 1, "refresh-1"),
    ("pwrite", 2, "refresh-1"),
    ("ftruncate", 1, "refresh-2"),
    ("fsync", 2, "refresh-2"),
    ("_put_in_place", 1, "refresh-2"),
    ("fsync", 3, "refresh-2"),
    ("close", 2, "refresh-2"),
]


@pytest.mark.parametrize(("call", "nth", "found"), KILLS, ids=[f"{call} {nth}" for call, nth, _ in KILLS])
def test_killed_at_any_call_the_next_process_finds_the_newest_token_on_the_disk(
    refresh_file: Path, call: str, nth: int, found: str
) -> None:
    """Only what never reached the disk (the second pwrite and before) leaves the old one, which the next one then shows."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, call, str(refresh_file), str(nth)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with held(refresh_file) as kept:
        assert kept.token == found
    assert refresh_file.read_text() == f"{found}\n"
    assert stat.S_IMODE(refresh_file.stat().st_mode) == 0o600
    assert [path.name for path in refresh_file.parent.iterdir()] == ["refresh-token"]


def test_what_a_crash_left_does_not_take_the_place_of_what_a_person_wrote_since(refresh_file: Path) -> None:
    left = refresh_file.with_name(".refresh-token.next")
    left.write_text("from-before-the-crash\n")
    os.utime(left, (time.time() - 3600,) * 2)
    refresh_file.write_text("signed-in-anew\n")
    with held(refresh_file) as kept:
        assert kept.token == "signed-in-anew"


def test_half_a_token_is_none(refresh_file: Path) -> None:
    left = refresh_file.with_name(".refresh-token.next")
    left.write_bytes(b"refr")
    os.utime(left, (time.time() + 3600,) * 2)
    with held(refresh_file) as kept:
        assert kept.token == "refresh-1"
