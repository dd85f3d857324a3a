"""The demo's own mail servers, on this machine's loopback addresses only: pymap for IMAP, aiosmtpd for SMTP.

Both live in memory and end with the demo. What the SMTP server is given it writes into a folder, one file a letter.
"""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
USER = "reciprocal"
PASSWORD = "demo"  # noqa: S105 - of a server that lives for a minute on loopback
SECONDS_TO_START = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def imap_server() -> Iterator[int]:
    """An IMAP server with one empty mailbox; gives its port."""
    port = free_port()
    options = ["--host", HOST, "--port", str(port), "--no-tls", "--no-service", "admin"]
    program = "from pymap.main import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", program, *options, "dict", "--demo-user", USER, "--demo-password", PASSWORD],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise OSError("The demo's mail server did not start. Run «make demo» once more.")


class Sender:
    """Puts mails into the demo's mailbox, as a mail server would on delivery."""

    def __init__(self, port: int) -> None:
        self._imap = imaplib.IMAP4(HOST, port, timeout=10)
        self._imap.login(USER, PASSWORD)

    def deliver(self, data: bytes) -> None:
        self._imap.append("INBOX", "", "", data)

    def close(self) -> None:
        self._imap.logout()


@contextmanager
def smtp_server(folder: Path) -> Iterator[int]:
    """An SMTP server that writes every letter into `folder`; gives its port."""
    port = free_port()
    controller = Controller(_Shelf(folder), hostname=HOST, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class _Shelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: SimpleNamespace) -> str:  # noqa: N802 - aiosmtpd's name
        self._count += 1
        subject = message_from_bytes(envelope.content)["Subject"].replace(":", "")
        name = f"{self._count:03} {subject}, to {envelope.rcpt_tos[0]}.eml"
        (self._folder / name).write_bytes(envelope.content)
        return "250 kept"
