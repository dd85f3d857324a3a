"""The reader's foreman: a process that has brought in every parser once, and bears a child for each thing to be read.

A child is born in milliseconds, draws its limits, reads one thing, answers, and is gone: what one document did to it, the
next one never meets. The foreman itself never looks at a stranger's byte. It ends when the room hangs up.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import pickle
import signal
import socket
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from scheme.agreement import Scheme
from service import jail, wire

if TYPE_CHECKING:  # brought in by `main`, where a broken installation becomes a sentence
    from service.reader_tasks import Desk, Task


def main() -> None:
    """`python -m service.reader TASKS FD`: the module that holds the tasks, and the socket to the room."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # the room finishes the mail in hand, then hangs up
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    os.environ.clear()
    logging.disable(logging.CRITICAL)  # a library's warning may quote what a stranger wrote
    with socket.socket(fileno=int(sys.argv[2])) as room:
        with _told(room):
            tasks: Mapping[str, Task] = importlib.import_module(sys.argv[1]).TASKS
        with suppress(ConnectionError, wire.HungUp):  # the room was killed in the middle of a word: there is nobody to tell
            _serve(room, tasks)


@contextmanager
def _told(room: socket.socket) -> Iterator[None]:
    """Whatever keeps the foreman from starting, the room tells it in a sentence."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - as above
        with suppress(OSError):
            room.sendall(f"\n{type(error).__name__}: {error}".encode())  # the room may have read one sign of it already
        raise SystemExit(1) from None


def _serve(room: socket.socket, tasks: Mapping[str, Task]) -> None:
    from service.reader_tasks import warm_up

    agreed: tuple[Scheme, tuple[str, ...]] | None = None
    while True:
        order, handed, _, _ = socket.recv_fds(room, 1, 1)
        if not order:
            return
        if order == wire.AGREE:
            _, words = wire.receive(room)
            agreed = pickle.loads(words)  # noqa: S301 - from the room, which is ours; a child's line never leads here
            with _told(room):
                warm_up(agreed[0])
            gc.collect()
            gc.freeze()
        elif agreed is not None and handed:
            _bear(room, handed[0], tasks, *agreed)


def _bear(room: socket.socket, handed: int, tasks: Mapping[str, Task], scheme: Scheme, trusted: tuple[str, ...]) -> None:
    from service.reader_tasks import Desk

    child = os.fork()
    if child == 0:
        room.close()
        with socket.socket(fileno=handed) as line:
            _read_one(Desk(line=line, scheme=scheme, trusted=trusted), tasks)
        os._exit(0)
    os.close(handed)
    handle = os.pidfd_open(child)
    try:
        socket.send_fds(room, [wire.BEAR], [handle])
    finally:
        os.close(handle)


def _read_one(desk: Desk, tasks: Mapping[str, Task]) -> None:
    """One task, from the first word on the line to the answer. Whatever happens, this process ends here."""
    try:
        is_filtered = jail.confine()
        task, data = wire.receive(desk.line)
        answer: dict[str, Any] = {"filtered": is_filtered, **tasks[task["do"]](desk, task, data)}
    except MemoryError:
        answer = {"trouble": "memory"}
    except wire.HungUp:
        return
    except Exception:  # noqa: BLE001 - a bug is told to the room, which stops this mail and keeps it
        answer = {"fault": traceback.format_exc()}
    try:
        _answer(desk, answer)
    except (wire.HungUp, MemoryError):
        return


def _answer(desk: Desk, answer: dict[str, Any]) -> None:
    try:
        wire.send(desk.line, answer)
    except wire.TooLong:
        wire.send(desk.line, {"trouble": "length"})


if __name__ == "__main__":
    main()
