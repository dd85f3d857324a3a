"""A proxy that counts what each side says, and breaks a connection at one octet: cut, or held open and silent (F3, F4, F19)."""

from __future__ import annotations

import random
import re
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from tests.support.imap_script import _Listener

Side = Literal["server", "client"]
Bend = Callable[[int, bytes], bytes]  # the number of a server's line and the line with its end: what is passed on instead


@dataclass(frozen=True, kw_only=True)
class Break:
    """So many octets of one side pass; the next one never does."""

    side: Side
    at: int
    how: Literal["cut", "stall"] = "cut"


@dataclass(kw_only=True)
class Passed:
    """What went through one connection."""

    server: bytearray = field(default_factory=bytearray)
    client: bytearray = field(default_factory=bytearray)
    broken: bool = False
    bent: bool = False
    waiting: bytearray = field(default_factory=bytearray)  # a server's line that is not at its end yet
    literal: int = 0  # octets of the server's literal that are still to come

    def said(self, side: Side) -> bytearray:
        return self.server if side == "server" else self.client


class OctetProxy(_Listener):
    """`breaks`: one for each connection to come, then a clear sky. With `dead_after` nobody answers after the first break."""

    def __init__(self, port: int) -> None:
        self.server_port = port
        self.clear_sky()
        super().__init__()

    def clear_sky(self) -> None:
        self.weather()

    def weather(self, *breaks: Break | None, dead_after: bool = False, bend: Bend | None = None) -> None:
        """Forget what has passed; this comes next."""
        self.breaks = list(breaks)
        self.dead_after = dead_after
        self.bend = bend
        self.lines = 0  # of the server, over all connections
        self.passed: list[Passed] = []

    @property
    def struck(self) -> bool:
        return any(each.broken for each in self.passed)

    def serve(self, line: socket.socket) -> None:
        if self.dead_after and self.struck:
            return
        coming = self.breaks.pop(0) if self.breaks else None
        here = Passed()
        self.passed.append(here)
        with socket.create_connection((self.host, self.server_port), timeout=30) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._relay(line, server, here, coming)
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        self._open = [each for each in self._open if each.fileno() >= 0]

    def _relay(self, line: socket.socket, server: socket.socket, here: Passed, coming: Break | None) -> None:
        while True:
            for source in select.select([line, server], [], [], 60)[0]:
                side: Side = "client" if source is line else "server"
                data = source.recv(65536)
                if not data:
                    return
                if side == "server" and (self.bend is not None or here.waiting):
                    data = self._bent(here, data)
                said = here.said(side)
                if coming is not None and coming.side == side and len(said) + len(data) > coming.at:
                    data = data[: coming.at - len(said)]
                    here.broken = True
                said += data
                with suppress(OSError):
                    (server if source is line else line).sendall(data)
                if here.broken:
                    assert coming is not None
                    self._break(line, coming)
                    return

    def _bent(self, here: Passed, data: bytes) -> bytes:
        """Whole lines only, and literals as they are."""
        here.waiting += data
        passed = b""
        while here.waiting:
            if here.literal:
                piece = bytes(here.waiting[: here.literal])
                here.literal -= len(piece)
            elif b"\n" in here.waiting:
                line = bytes(here.waiting[: here.waiting.index(b"\n") + 1])
                size = re.search(rb"\{(\d+)\}\r\n$", line)
                here.literal = int(size.group(1)) if size else 0
                piece = line if self.bend is None else self.bend(self.lines, line)
                here.bent |= piece != line
                self.lines += 1
                del here.waiting[: len(line)]
                passed += piece
                continue
            else:
                break
            del here.waiting[: len(piece)]
            passed += piece
        return passed

    def _break(self, line: socket.socket, coming: Break) -> None:
        """A cut ends with the connection; a stall lasts until the client hangs up."""
        if coming.how == "cut":
            return
        line.settimeout(60)
        with suppress(OSError):
            while line.recv(65536):
                pass


@contextmanager
def octet_proxy(port: int) -> Iterator[OctetProxy]:
    between = OctetProxy(port)
    try:
        yield between
    finally:
        between.close()


def one_in_each_line(said: bytes, seed: int) -> list[int]:
    """A draw that leaves no answer and no command out: how many octets pass before one of each line."""
    draw = random.Random(seed)  # noqa: S311  # a draw of test points
    points, begins = [], 0
    for line in said.splitlines(keepends=True):
        points.append(begins + draw.randrange(len(line)))
        begins += len(line)
    return points


def spread(count: int, of: int, seed: int) -> list[int]:
    """So many points of a length, one in each equal part of it, where there are no lines."""
    draw = random.Random(seed)  # noqa: S311  # a draw of test points
    return [draw.randrange(of * part // count, max(of * part // count + 1, of * (part + 1) // count)) for part in range(count)]
