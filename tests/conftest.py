"""The servers that several rooms' tests talk to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import proofs
from tests.support.dovecot import Box, Dovecot, start_dovecot
from tests.support.pki import Pki, make_pki
from tests.support.smtp_peer import SmtpPeer


@pytest.fixture(scope="session")
def pki() -> Iterator[Pki]:
    """Certificates in a folder of their own: pytest's is closed to the user that Dovecot runs as under root."""
    folder = Path(tempfile.mkdtemp(prefix="pki-"))
    yield make_pki(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def dovecot_server(pki: Pki) -> Iterator[Dovecot]:
    server = start_dovecot(pki)
    yield server
    server.stop()


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Box:
    """A fresh user's mailbox on a real Dovecot."""
    return dovecot_server.new_box()


@pytest.fixture
def smtp_peer(pki: Pki) -> Iterator[SmtpPeer]:
    """A server that takes our letters, with STARTTLS and AUTH."""
    with SmtpPeer(pki) as peer:
        yield peer


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of the proofs stand at the end of the run, whether or not its output is captured."""
    lines = list(proofs.table())
    if lines:
        terminalreporter.section("figures of the proofs")
        for line in lines:
            terminalreporter.write_line(line)
