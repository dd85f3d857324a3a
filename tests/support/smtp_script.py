"""A small SMTP server without TLS that says at each step what a test wants, and keeps what it took and every octet it heard."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.support.imap_script import HANG_UP, _Listener

__all__ = ["HANG_UP", "ScriptedSmtp", "scripted_smtp"]

ORDINARY: Mapping[str, bytes] = {
    "greeting": b"220 mx.partner.example ESMTP\r\n",
    "EHLO": b"250-mx.partner.example\r\n250-SIZE 26214400\r\n250 8BITMIME\r\n",
    "HELO": b"250 mx.partner.example\r\n",
    "MAIL": b"250 2.1.0 Ok\r\n",
    "RCPT": b"250 2.1.5 Ok\r\n",
    "DATA": b"354 Go on\r\n",
    "dot": b"250 2.0.0 Ok: queued as 4F2\r\n",
    "RSET": b"250 2.0.0 Ok\r\n",
    "QUIT": b"221 2.0.0 Bye\r\n",
}


class ScriptedSmtp(_Listener):
    """An answer is sent as it stands, line ends and all; HANG_UP ends the line. `letters`: what came with its dot."""

    def __init__(self, script: Mapping[str, bytes] | None = None) -> None:
        self.script = {**ORDINARY, **(script or {})}
        self.heard: list[bytes] = []  # the commands of every connection
        self.letters: list[bytes] = []  # the octets between the go-ahead and the dot, as they came
        super().__init__()

    def serve(self, line: socket.socket) -> None:
        if not self._say(line, "greeting"):
            return
        with line.makefile("rb") as said:
            for words in said:
                self.heard.append(words)
                step = words[:4].decode("ascii", "replace").upper()
                if not self._say(line, step if step in self.script else "RSET"):
                    return
                goes_on = step == "DATA" and self.script["DATA"].startswith(b"354")
                if step == "QUIT" or (goes_on and not (self._take(said) and self._say(line, "dot"))):
                    return

    def _take(self, said: Iterator[bytes]) -> bool:
        letter = b""
        for words in said:
            if words == b".\r\n":
                self.letters.append(letter)
                return True
            letter += words
        return False

    def _say(self, line: socket.socket, step: str) -> bool:
        answer = self.script[step]
        if answer == HANG_UP:
            return False
        line.sendall(answer)
        return True


@contextmanager
def scripted_smtp(script: Mapping[str, bytes] | None = None) -> Iterator[ScriptedSmtp]:
    server = ScriptedSmtp(script)
    try:
        yield server
    finally:
        server.close()
