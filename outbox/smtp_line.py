"""The line to an SMTP server, below the post: the library, but an answer counts only when it is whole and was asked for.

smtplib takes half a line before a hang-up for an answer, waits for ever for one that trickles, and hears an answer that was
said too early as the answer to the next question (F4, F19).
"""

from __future__ import annotations

import fcntl
import re
import smtplib
import socket
import ssl
import sys
import termios
import time
from typing import Any

REPLY_LIMIT = 64 * 1024  # octets of one answer; RFC 5321 gives a line 512
REPLY_LINE = re.compile(rb"(\d{3})(?:([ -])([^\n]*?))?\r?\n")
NO_SENSE = -1  # the code of an answer that is none


class Line(smtplib.SMTP):
    """One connection."""

    def __init__(self, *words: Any, **more: Any) -> None:  # Any: the library's, passed through
        self._unread = bytearray()
        super().__init__(*words, **more)

    def connect(self, *words: Any, **more: Any) -> tuple[int, bytes]:
        answer = super().connect(*words, **more)
        if self.sock is not None:  # a letter and its last dot are sent apart: 40 ms of waiting for each otherwise
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return answer

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Nothing is asked while an answer lies there: it would be heard as the answer to this."""
        if self.speaks_unasked():
            raise smtplib.SMTPServerDisconnected("Spoke out of turn")
        super().putcmd(cmd, args)

    def getreply(self) -> tuple[int, bytes]:
        """One whole answer, each line with its end and all with the same number (RFC 5321 §4.2); else NO_SENSE."""
        try:
            return self._whole_reply(time.monotonic() + self._patience())
        except (OSError, smtplib.SMTPException):
            self.close()  # as the library does: while it connects, nobody else could
            raise

    def _whole_reply(self, until: float) -> tuple[int, bytes]:
        words: list[bytes] = []
        codes: set[bytes] = set()
        octets = 0
        while True:
            found = REPLY_LINE.fullmatch(self._read_line(until))
            if found is None:
                return NO_SENSE, b""
            code, sign, said = found.groups(default=b"")
            codes.add(code)
            words.append(said.strip(b" \t\r"))
            octets += len(said) + 6
            if sign != b"-":
                return (int(code), b"\n".join(words)) if len(codes) == 1 else (NO_SENSE, b"")
            if octets > REPLY_LIMIT:
                return NO_SENSE, b""

    def _read_line(self, until: float) -> bytes:
        looked_at = 0
        while (end := self._unread.find(b"\n", looked_at)) < 0:
            looked_at = len(self._unread)
            if looked_at > REPLY_LIMIT or time.monotonic() > until:
                raise smtplib.SMTPServerDisconnected("An answer without end")
            if not self._hear():
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        line = bytes(self._unread[: end + 1])
        del self._unread[: end + 1]
        return line

    def _hear(self) -> bool:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("Not connected")
        said = self.sock.recv(65536)
        self._unread += said
        return bool(said)

    def _patience(self) -> float:
        """Seconds for one answer in all; the socket's own limit is one between two octets."""
        limit = None if self.sock is None else self.sock.gettimeout()
        return 60.0 if limit is None else limit

    def speaks_unasked(self) -> bool:
        """Has the server said something that nobody asked for, or hung up?"""
        if self._unread or self.sock is None:
            return True
        limit = self.sock.gettimeout()
        self.sock.setblocking(False)
        try:
            self._hear()
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            self.sock.settimeout(limit)
        return True

    def all_has_left(self) -> bool:
        """Wait until the other side's machine has every octet that we sent; False if it does not take them.

        The system takes a whole letter long before the line does. Told apart here, a line that dies in the text is no riddle.
        """
        until = time.monotonic() + self._patience()
        while self.sock is not None and _on_the_way(self.sock):
            if time.monotonic() > until or self.speaks_unasked():
                return False
            time.sleep(0.001)
        return self.sock is not None

    def starttls(self, *words: Any, **more: Any) -> tuple[int, bytes]:
        """The library goes on with what was said in the clear behind the server's go-ahead: here that ends the line."""
        answer = super().starttls(*words, **more)
        if self._unread:
            raise smtplib.SMTPServerDisconnected("Words in the clear behind the answer to STARTTLS")
        return answer


class EncryptedLine(Line, smtplib.SMTP_SSL):
    """Likewise, with TLS from the first octet."""


def _on_the_way(sock: socket.socket) -> int:
    """Octets that were sent and not yet acknowledged; 0 on a system that does not say."""
    try:
        return int.from_bytes(fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4)), sys.byteorder)
    except OSError:
        return 0
