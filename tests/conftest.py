"""The servers and the store that several rooms' tests talk to."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.engine import Store, open_store
from tests.support import proofs
from tests.support.dovecot import Box, Dovecot, start_dovecot
from tests.support.fresh import fresh_store
from tests.support.pki import Pki, make_pki
from tests.support.smtp_peer import SmtpPeer
from tests.support.token_server import TokenServer

IN_MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # octets that must be free there


def pytest_configure() -> None:
    """The tests' folders stand in memory where there is room: a thousand small stores, and no disk to wait for."""
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


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
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(fresh_store(tmp_path / "store.db"))
    yield store
    store.close()


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


@pytest.fixture(scope="session")
def submission(pki: Pki) -> Iterator[tuple[Dovecot, SmtpPeer]]:
    """A real submission server, Dovecot's, and the peer that it hands our letters on to."""
    with SmtpPeer(pki, tls="none") as relay:
        relay.user = ""
        server = start_dovecot(pki, relay.port)
        try:
            yield server, relay
        finally:
            server.stop()


@pytest.fixture
def token_server(pki: Pki) -> Iterator[TokenServer]:
    """It sells tokens that no mail server knows yet."""
    with TokenServer(pki) as server:
        yield server
