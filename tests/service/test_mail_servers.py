"""The journey on real servers: a Dovecot mailbox over TLS, an SMTP peer with STARTTLS and AUTH, the command as a user runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.test_journeys import REF, whole_story
from tests.support.dovecot import Box
from tests.support.region import ROOT, Region
from tests.support.smtp_peer import SmtpPeer

SECONDS_TO_ACT = 60
SECONDS_TO_STOP = 30  # CONTRACT: TERM ends the daemon within 30 s


@pytest.fixture
def region(tmp_path: Path, dovecot: Box, smtp_peer: SmtpPeer) -> Region:
    secrets = tmp_path / "secrets"
    secrets.mkdir(mode=0o700)
    (secrets / "imap").write_text(dovecot.password)
    (secrets / "smtp").write_text(smtp_peer.password)
    return Region(
        home=tmp_path / "region",
        mailbox=f'host = "{dovecot.host}"\nport = {dovecot.port}\nca_file = "{dovecot.pki.ca_file}"\nuser = "{dovecot.user}"\n'
        f'password_file = "{secrets / "imap"}"',
        smtp=f'host = "{smtp_peer.host}"\nport = {smtp_peer.port}\ntls = "starttls"\nca_file = "{smtp_peer.pki.ca_file}"\n'
        f'user = "{smtp_peer.user}"\npassword_file = "{secrets / "smtp"}"',
        outbox='mode = "send"',
        real=True,
    ).open()


def test_the_main_job_on_real_servers(region: Region, dovecot: Box, smtp_peer: SmtpPeer) -> None:
    seen = []
    for step in whole_story():
        dovecot.deliver(step)
        region.run()
        seen.append(region.states()[REF])
    assert seen == ["awaiting_approval", "circulated", "offered", "accepted", "moved"]
    assert region.look("queue") == []
    assert sum(each["owes"] for each in region.balances().values()) == 0
    assert region.balances()["Hackney"]["owes"] == 1
    assert {each["state"] for each in region.look("outbox")} == {"sent"}
    assert sorted(each.to for each in smtp_peer.letters) == sorted(each["to"] for each in region.look("outbox"))
    assert all(each.encrypted and each.user == smtp_peer.user for each in smtp_peer.letters)
    assert len(dovecot.contents("INBOX")) == 0
    assert len(dovecot.contents("Processed")) == len(seen)


def test_the_whole_mailbox_fed_again_in_another_order_changes_nothing(region: Region, dovecot: Box, smtp_peer: SmtpPeer) -> None:
    for step in whole_story():
        dovecot.deliver(step)
        region.run()
    before, letters = region.everything(), len(smtp_peer.letters)
    for step in reversed(whole_story()):
        dovecot.deliver(step)
    region.run()
    assert region.everything() == before
    assert len(smtp_peer.letters) == letters


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS_TO_ACT
    while not true():
        assert time.monotonic() < end, "nothing happened for a minute"
        time.sleep(0.2)


def test_the_daemon_hears_of_a_mail_answers_it_and_ends_in_good_order(region: Region, dovecot: Box, smtp_peer: SmtpPeer) -> None:
    daemon = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "--config", str(region.home / "reciprocal.toml"), "run"],
        cwd=ROOT,
        env={**os.environ, "RECIPROCAL__MAILBOX__POLL_SECONDS": "20"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until(lambda: region.command("cases").returncode == 0)
        for number, step in enumerate(whole_story()[:2]):
            dovecot.deliver(step)
            until(lambda letters=2 + 5 * number: len(smtp_peer.letters) >= letters)
        assert region.states() == {REF: "circulated"}
    finally:
        daemon.send_signal(signal.SIGTERM)
        _, said = daemon.communicate(timeout=SECONDS_TO_STOP)
    assert daemon.returncode == 0, said
    assert "Traceback" not in said


def test_check_finds_all_in_order_and_says_what_is_not(region: Region, smtp_peer: SmtpPeer) -> None:
    done = region.command("check")
    assert "WRONG" not in done.stdout
    smtp_peer.stop()
    done = region.command("check", check=False)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("WRONG post:")]
    assert "Traceback" not in done.stdout + done.stderr


def test_a_wrong_password_is_told_in_a_sentence_and_the_other_stations_work_on(region: Region, tmp_path: Path) -> None:
    (tmp_path / "secrets" / "imap").write_text("wrong")
    done = region.command("run", "--once", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "password" in done.stderr.casefold()
