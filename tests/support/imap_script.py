"""Bad weather for the mailbox: a proxy that cuts, stalls and rewrites, and a small IMAP server that says what a test wants.

Both speak without TLS on loopback, so that their lines can be read; the TLS cases run against Dovecot itself.
"""

from __future__ import annotations

import re
import select
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


class _Listener:
    """Accepts on a free loopback port and serves each connection in a thread, until closed."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self._door = socket.create_server((self.host, 0))
        self.port = self._door.getsockname()[1]
        self.connections = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # 40 ms a line otherwise
            self.connections += 1
            self._open.append(line)
            thread = threading.Thread(target=self._serve_quietly, args=(line,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve_quietly(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            self.serve(line)

    def serve(self, line: socket.socket) -> None:
        raise NotImplementedError

    def refuse(self) -> None:
        """From now on nobody answers at this port."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def close(self) -> None:
        self.refuse()
        for line in self._open:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in (self._accepting, *self._threads):
            thread.join(timeout=5)


@dataclass(kw_only=True)
class Weather:
    """What happens once the client has said `after`, to so many connections as `times` says."""

    after: bytes = b""
    cut_at: int | None = None  # cut the line after so many octets of the server's answer
    stall_at: int | None = None  # pass nothing on after so many octets, and keep the line open
    times: int = 1_000_000
    then: Callable[[], None] = field(default=lambda: None)  # done at that moment


class Proxy(_Listener):
    """Between our client and a real server. `rewrites`: pairs of pattern and replacement for the server's lines."""

    def __init__(self, port: int, weather: Weather | None = None, rewrites: Sequence[tuple[bytes, bytes]] = ()) -> None:
        self.server_port = port
        self.weather = weather
        self.rewrites = list(rewrites)
        self.heard: list[bytes] = []  # what the client sent
        super().__init__()

    def serve(self, line: socket.socket) -> None:
        with socket.create_connection((self.host, self.server_port), timeout=30) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.append(server)
            self._relay(line, server)

    def _relay(self, line: socket.socket, server: socket.socket) -> None:
        left: int | None = None  # octets until the weather breaks; None while the sky is clear
        while True:
            for source in select.select([line, server], [], [])[0]:
                data = source.recv(65536)
                if not data:
                    return
                if source is line:
                    self.heard.append(data)
                    if left is None and self._breaks(data):
                        left = self._octets()
                        assert self.weather is not None
                        self.weather.then()
                    server.sendall(data)
                    continue
                data = self._rewritten(data)
                if left is None:
                    line.sendall(data)
                    continue
                line.sendall(data[:left])
                left = max(0, left - len(data))
                if left == 0 and self.weather is not None and self.weather.cut_at is not None:
                    return

    def _breaks(self, data: bytes) -> bool:
        weather = self.weather
        if weather is None or weather.times <= 0 or weather.after not in data:
            return False
        weather.times -= 1
        return True

    def _octets(self) -> int:
        assert self.weather is not None
        wait = self.weather.stall_at if self.weather.cut_at is None else self.weather.cut_at
        return 1 << 40 if wait is None else wait

    def _rewritten(self, data: bytes) -> bytes:
        for pattern, replacement in self.rewrites:
            data = re.sub(pattern, replacement, data)
        return data


Answer = Sequence[bytes]
HANG_UP = b"<hang up>"

ORDINARY: Mapping[str, Answer] = {
    "CAPABILITY": (b"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 IDLE MOVE UIDPLUS", b"%t OK done"),
    "AUTHENTICATE": (b"%t OK in",),
    "LOGIN": (b"%t OK in",),
    "SELECT": (b"* 1 EXISTS", b"* OK [UIDVALIDITY 7] valid", b"%t OK [READ-WRITE] open"),
    "LIST": (b'* LIST () "/" Processed', b"%t OK done"),
    "NOOP": (b"%t OK done",),
    "UID SEARCH": (b"* SEARCH 1", b"%t OK done"),
    "UID FETCH": (b"* 1 FETCH (UID 1 RFC822.SIZE 100)", b"%t OK done"),
    "IDLE": (b"+ idling",),
    "DONE": (b"%t OK done",),
    "LOGOUT": (b"* BYE bye", b"%t OK done"),
}


class ScriptedImap(_Listener):
    """Answers each command with the lines of the script; `%t` stands for the command's tag, HANG_UP ends the line.

    A key may be more exact than a command's name: of all keys that the command line contains, the longest counts.
    """

    def __init__(self, script: Mapping[str, Answer] | None = None, greeting: bytes = b"* OK ready") -> None:
        self.script = {**ORDINARY, **(script or {})}
        self.greeting = greeting
        self.heard: list[str] = []
        self.credentials: list[bytes] = []  # what followed AUTHENTICATE, in base64
        self.on_command: Callable[[str], None] = lambda _: None  # what happens on the server when this was said
        super().__init__()

    def serve(self, line: socket.socket) -> None:
        line.sendall(self.greeting + b"\r\n")
        if self.greeting.startswith(b"* BYE"):
            return
        tag = b""
        with line.makefile("rb") as said:
            for words in said:
                first, _, command = words.rstrip(b"\r\n").partition(b" ")
                if command:
                    tag = first
                else:  # DONE is the one line that has no tag of its own
                    command = first
                if command.startswith(b"AUTHENTICATE"):
                    line.sendall(b"+ \r\n")
                    self.credentials.append(said.readline())
                if not self._answer(line, tag, command.decode("utf-8", "replace")):
                    return

    def _answer(self, line: socket.socket, tag: bytes, command: str) -> bool:
        self.heard.append(command)
        key = max((key for key in self.script if key in command), key=len, default="")
        self.on_command(command)
        for one in self.script.get(key, (b"%t BAD unknown",)):
            if one == HANG_UP:
                return False
            line.sendall(one.replace(b"%t", tag) + b"\r\n")
        return True


@contextmanager
def proxy(port: int, weather: Weather | None = None, rewrites: Sequence[tuple[bytes, bytes]] = ()) -> Iterator[Proxy]:
    between = Proxy(port, weather, rewrites)
    try:
        yield between
    finally:
        between.close()


@contextmanager
def scripted(script: Mapping[str, Answer] | None = None, greeting: bytes = b"* OK ready") -> Iterator[ScriptedImap]:
    server = ScriptedImap(script, greeting)
    try:
        yield server
    finally:
        server.close()
