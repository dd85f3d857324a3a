"""The line to an IMAP server, below the mailbox: the library, with limits on what a server may make us wait for or keep.

The library believes its server: a silence between two octets has no end for it, a literal any size, an answer any number of
lines, and where an answer to FETCH names no UID it takes the sequence number for one (F4, F6, F7).
"""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.response_parser import parse_response
from imapclient.tls import IMAP4_TLS

MIB = 1024 * 1024
LINE_LIMIT = 10 * MIB  # imaplib stops at 1 MB, which a SEARCH of a folder left alone for years can pass
ANSWER_SECONDS = 600  # one answer that trickles longer than this is cut off: a read timeout alone never ends it (F4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may cost: seconds to connect and between two octets, and octets of a literal and of all of it."""

    connect_seconds: float
    read_seconds: float
    literal: int
    answer: int
    answer_seconds: float = ANSWER_SECONDS


class _Bounded:
    """Laid over an imaplib class: reads from the socket itself, so that what was said and not yet read can be known."""

    sock: Any  # Any: imaplib's, a plain socket or one with TLS
    untagged_responses: dict[str, Any]

    def __init__(self, limits: Limits, *words: Any) -> None:
        self.limits = limits
        self._unread = bytearray()
        self._renew()
        super().__init__(*words)

    def _renew(self) -> None:
        self._octets_left = self.limits.answer
        self._until = time.monotonic() + self.limits.answer_seconds

    def _new_tag(self) -> bytes:
        """Each command has a ration of its own."""
        self._renew()
        tag: bytes = super()._new_tag()  # type: ignore[misc]  # of the imaplib class that this one is laid over
        return tag

    def read(self, size: int) -> bytes:
        if size > self.limits.literal:
            raise IMAPClientAbortError("literal too large")
        while len(self._unread) < size and self._hear():
            pass
        return self._taken(size)

    def readline(self) -> bytes:
        looked_at = 0
        while (end := self._unread.find(b"\n", looked_at)) < 0:
            looked_at = len(self._unread)
            if looked_at > LINE_LIMIT:
                raise IMAPClientAbortError("line too long")
            if not self._hear():
                return self._taken(looked_at)
        return self._taken(end + 1)

    def _hear(self) -> bool:
        if self._octets_left <= 0:
            raise IMAPClientAbortError("answer too long")
        if time.monotonic() > self._until:
            raise TimeoutError
        said = self.sock.recv(65536)
        self._octets_left -= len(said)
        self._unread += said
        return bool(said)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken

    def hears_something(self, seconds: float) -> bool:
        """Has the server said something, or does it within so long? The end of the line counts too."""
        if self._unread:
            return True
        if not (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()):
            poll = select.poll()
            poll.register(self.sock, select.POLLIN)
            if not poll.poll(seconds * 1000):
                return False
        self._renew()
        self.sock.setblocking(False)
        try:
            self._hear()
        except (BlockingIOError, ssl.SSLWantReadError):  # TLS spoke for itself only
            return False
        finally:
            self.sock.settimeout(self.limits.read_seconds)
        return True

    def starttls(self, ssl_context: ssl.SSLContext) -> Any:
        """What was said in the clear is forgotten: whoever sits in between could have said it (CVE-2011-0411)."""
        answer = super().starttls(ssl_context)  # type: ignore[misc]  # of the imaplib class that this one is laid over
        self.untagged_responses.clear()
        return answer

    def _simple_command(self, name: str, *words: Any) -> Any:
        answer = super()._simple_command(name, *words)  # type: ignore[misc]  # of the imaplib class that this one is laid over
        if name == "STARTTLS" and self._unread:
            raise IMAPClientAbortError("words in the clear behind the answer to STARTTLS")
        return answer


class _Plain(_Bounded, IMAP4WithTimeout):  # type: ignore[misc]  # the library ships no types
    pass


class _Encrypted(_Bounded, IMAP4_TLS):  # type: ignore[misc]  # the library ships no types
    pass


class _Client(IMAPClient):  # type: ignore[misc]  # the library ships no types
    def __init__(self, limits: Limits, *words: Any, **more: Any) -> None:
        self.limits = limits
        super().__init__(*words, timeout=SocketTimeout(limits.connect_seconds, limits.read_seconds), **more)

    def _create_IMAP4(self) -> _Bounded:  # noqa: N802  # the library's name
        seconds = self.limits.connect_seconds
        if self.ssl:
            return _Encrypted(self.limits, self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.limits, self.host, self.port, seconds)


def connect(host: str, port: int, context: ssl.SSLContext | None, limits: Limits) -> IMAPClient:
    """A client that has heard the greeting; with a context the line is encrypted from the first octet."""
    client = _Client(limits, host, port, ssl=context is not None, ssl_context=context)
    with suppress(OSError):  # imaplib sends a password and its line end apart: 40 ms of waiting for each login
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client._imap.debug = 0  # at the library's 5 every line is formatted for a log that nobody reads
    return client


def fetch(client: IMAPClient, uids: Sequence[int], item: str, key: bytes) -> dict[int, Any]:
    """One FETCH, whole or not at all: what the server gave under `key`, by UID. What it gave unasked is passed over.

    An answer that names no UID says nothing, and two that differ about one message are no answer.
    """
    imap = client._imap
    imap.untagged_responses.pop("FETCH", None)  # said before the question: no answer to it
    tag = imap._command("UID", "FETCH", ",".join(str(int(uid)) for uid in uids), f"({item})")
    kind, said = imap._command_complete("FETCH", tag)
    client._checkok("fetch", kind, said)
    words = parse_response(imap._untagged_response(kind, said, "FETCH")[1])
    given: dict[int, Any] = {}
    for _, items in zip(words[::2], words[1::2], strict=True):
        pairs = {name.upper(): value for name, value in zip(items[::2], items[1::2], strict=True)}
        uid, value = pairs.get(b"UID"), pairs.get(key)
        if not isinstance(uid, int) or uid not in uids or value is None:
            continue
        if given.setdefault(uid, value) != value:
            raise IMAPClientError("two answers that differ")
    return given


def said_of_folder(client: IMAPClient, code: str) -> set[bytes]:
    """Every value that the answer to SELECT gave to this code; more than one is no answer."""
    return set(client._imap.untagged_responses.get(code, ()))


def ask_for_news(client: IMAPClient) -> None:
    """NOOP. What the server tells unasked is not kept: a line that is watched for months would never give it up."""
    client.noop()
    client._imap.untagged_responses.clear()


class Idle:
    """One IDLE. `open` is False when the server has refused it or ended it by itself.

    Not the library's `idle_check`: that hides the end of the line, and what was said in one breath with the go-ahead.
    """

    def __init__(self, client: IMAPClient) -> None:
        self._imap = client._imap
        self._tag = self._imap._command("IDLE")
        self.open = True
        while self.open and self._imap._get_response() is not None:  # None: the go-ahead
            self.open = self._imap.tagged_commands[self._tag] is None

    def tells_of_mail(self, seconds: float) -> bool:
        """Wait so long for a word of the server; True if it told of a message. A BYE is the end of the line (F6)."""
        said = self._imap.untagged_responses
        if "EXISTS" not in said and self._imap.hears_something(seconds):
            self._imap._get_response()
            self._imap._check_bye()
            self.open = self._imap.tagged_commands[self._tag] is None
        arrived = "EXISTS" in said
        said.clear()
        return arrived

    def end(self) -> None:
        if self.open:
            self._imap._renew()
            self._imap.send(b"DONE\r\n")
        self._imap._command_complete("IDLE", self._tag)
