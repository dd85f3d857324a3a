"""What two processes of the reading room say to each other: a small head as JSON, and bytes behind it, over a socket.

The reader's side has seen strangers' files, so nothing that it says is ever unpickled, and it can say only so much.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

HEAD_LIMIT = 1 << 20  # octets of JSON in one answer (reliability §6)
BODY_LIMIT = 32 << 20  # octets of a file handed over
AGREE, BEAR = b"a", b"b"  # the room's two orders to its foreman

_LENGTHS = struct.Struct(">II")


class TooLong(Exception):
    """What was to be said is more than the other side listens to. Nothing of it was said."""


class HungUp(Exception):
    """The other side is gone, or says what it may not say."""


def send(line: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Raises TooLong, and HungUp when nobody listens any more."""
    words = json.dumps(head).encode()
    if len(words) > HEAD_LIMIT:
        raise TooLong
    try:
        line.sendall(_LENGTHS.pack(len(words), len(body)) + words + body)
    except (BrokenPipeError, ConnectionError) as error:
        raise HungUp from error


def receive(line: socket.socket, until: float | None = None, head_limit: int = HEAD_LIMIT) -> tuple[dict[str, Any], bytes]:
    """The next message. `until` is a moment of time.monotonic(): past it TimeoutError is raised. Raises HungUp."""
    head_length, body_length = _LENGTHS.unpack(_exactly(line, _LENGTHS.size, until))
    if head_length > head_limit or body_length > BODY_LIMIT:
        raise HungUp
    words, body = _exactly(line, head_length, until), _exactly(line, body_length, until)
    try:
        head = json.loads(words)
    except ValueError as error:
        raise HungUp from error
    if not isinstance(head, dict):
        raise HungUp
    return head, body


def _exactly(line: socket.socket, count: int, until: float | None) -> bytes:
    parts: list[bytes] = []
    while count:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)
        try:
            part = line.recv(min(count, 1 << 20))
        except ConnectionError as error:
            raise HungUp from error
        if not part:
            raise HungUp
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
