"""Bears the command `reciprocal` in milliseconds: a process that has brought in everything once, and forks.

What is thereby not the cold process: the imports, and the start of the reader's foreman, who is forked from here too instead of
being a new interpreter. From `service.cli.main` on everything is the real one: arguments, configuration, threads, signals,
connections, the children who read, and death by kill -9.

Reads orders from standard input, one JSON document a line, and answers each with one line. `{"warm": [words]}` runs the command
once and brings in whatever it brought in; `{"bear": [words], "log": file}` (and `"strike"`, `"reads"`: see there) forks a process
that waits to be let go, and answers its number; `{"go": number}` lets it go; `{"ended": number}` answers its wait status, or
null while it runs.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib
import json
import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from scheme.agreement import load, shipped
from service import cli, reader
from service.reader_tasks import warm_up

PR_SET_PDEATHSIG, PR_SET_PTRACER, ANYBODY = 1, 0x59616D61, ctypes.c_ulong(-1 & (1 << 64) - 1)
Work = Callable[[], None]

OUTWARD = {  # what goes out of Python, by the module of whoever does it
    "sqlite3": {"execute", "executemany", "commit"},
    "psycopg": {"execute", "commit"},
    "_ssl": {"write"},
    "socket": {"send", "sendall"},
    "posix": {"write", "pwrite", "fsync", "fdatasync", "rename", "replace", "unlink", "ftruncate"},
}

gates: dict[int, int] = {}  # of processes that wait to be let go
statuses: dict[int, int] = {}


def main() -> None:
    warm_up(load(shipped("pan_london")))
    signal.signal(signal.SIGCHLD, lambda *_: reap())
    for line in sys.stdin:
        order = json.loads(line)
        if "bear" in order:
            work = bear(order)
            if work is not None:
                break  # this is the child
            continue
        answer(obeyed(order))
    else:
        return
    work()


def answer(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def obeyed(order: dict[str, Any]) -> object:
    match order:
        case {"warm": list(words)}:
            return bring_in(words)
        case {"go": int(number)}:
            gate = gates.pop(number)
            with suppress(BrokenPipeError):  # it has been killed while it waited
                os.write(gate, b".")
            os.close(gate)
            return number
        case {"ended": int(number)}:
            return statuses.get(number)
    raise ValueError(order)


def reap() -> None:
    """At once: a dead daemon that nobody has waited for looks alive to its successor."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            statuses[ended[0]] = ended[1]


def bring_in(words: Sequence[str]) -> int:
    """Runs the command in a child and imports here what it has imported there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        sys.argv = ["reciprocal", *words]
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        with suppress(SystemExit):
            cli.main()
        os.write(writing, " ".join(sorted(sys.modules)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="ascii") as said:  # noqa: PTH123 - a pipe
        names = said.read().split()
    for name in names:
        with suppress(Exception):  # a module that goes by two names, or that only its package can bring in
            importlib.import_module(name)
    return len(names)


def bear(order: dict[str, Any]) -> Work | None:
    """Forks two: one that will bear the foreman when he is asked for, and the daemon. Gives the daemon its work, us None."""
    ours, theirs = socket.socketpair()
    nurse = os.fork()
    if nurse == 0:
        settle_in(order["log"], keep=(theirs.fileno(),))
        return lambda: bear_foremen(theirs, reads=order.get("reads", True))
    theirs.close()
    waiting, gate = os.pipe()
    child = os.fork()
    if child == 0:
        settle_in(order["log"], keep=(ours.fileno(), waiting))
        return lambda: run_command(order, ours, waiting)
    ours.close()
    os.close(waiting)
    gates[child] = gate
    statuses.pop(child, None)  # of a process that had this number before: in a long proof the numbers come round
    answer(child)
    return None


def settle_in(log: str, keep: Sequence[int]) -> None:
    """What a new process of its own would have: nothing of ours is open, and it dies with us."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(PR_SET_PTRACER, ANYBODY)  # strace is no parent of ours
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    writing = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(writing, 1)
    os.dup2(writing, 2)
    for number in sorted(int(name) for name in os.listdir("/proc/self/fd")):  # noqa: PTH208 - a folder of the kernel
        if number > 2 and number not in keep:
            with suppress(OSError):
                os.close(number)


def run_command(order: dict[str, Any], nurse: socket.socket, waiting: int) -> None:
    if not os.read(waiting, 1):
        return
    os.close(waiting)
    subprocess.Popen = foremen_from(nurse)  # type: ignore[assignment, misc]  # only in this child
    sys.argv = ["reciprocal", *order["bear"]]
    if "strike" in order:
        count_calls(**order["strike"])
    cli.main()


def count_calls(at: int, error: str, count_to: str) -> None:
    """Without strace: the n-th time that Python calls what writes, flushes, removes or sends, it dies or an error comes."""
    passed = 0

    def look(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal passed
        if event != "c_call":
            return
        owner = getattr(called, "__self__", None)
        room = owner.__name__ if isinstance(owner, ModuleType) else type(owner).__module__
        if called.__name__ not in OUTWARD.get(room, ()):
            return
        passed += 1
        if passed == at and not error:
            os.kill(os.getpid(), signal.SIGKILL)
        if passed == at and room == "sqlite3":
            trouble = sqlite3.OperationalError("database or disk is full")
            trouble.sqlite_errorname = "SQLITE_FULL"
            raise trouble

    atexit.register(lambda: Path(count_to).write_text(str(passed)))
    threading.setprofile(look)
    sys.setprofile(look)


def foremen_from(nurse: socket.socket) -> Callable[..., Any]:
    """`subprocess.Popen`, but the reader's foreman is forked and not started as a new interpreter."""
    really = subprocess.Popen

    def start(command: Sequence[Any], *args: Any, **how: Any) -> Any:
        if list(command[1:3]) != ["-m", "service.reader"]:
            return really(command, *args, **how)
        *_, tasks, line = command
        socket.send_fds(nurse, [f"{tasks:<200}".encode()], [int(line)])
        return Foreman(int(nurse.recv(20)))

    return start


class Foreman:
    """What the reading room asks of the process that it has started."""

    def __init__(self, number: int) -> None:
        self._handle = os.pidfd_open(number)

    def wait(self, timeout: float | None = None) -> None:
        if not select.select([self._handle], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("service.reader", timeout or 0)

    def kill(self) -> None:
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)


def bear_foremen(daemon: socket.socket, *, reads: bool) -> None:
    """Until the daemon is gone. A foreman outlives it no longer than the real one would. Without `reads` none ever comes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        try:
            said, lines, _, _ = socket.recv_fds(daemon, 200, 1)
        except ConnectionError:
            said, lines = b"", []
        if not said:
            os._exit(0)
        if not reads:
            os.close(lines[0])
            continue
        number = os.fork()
        if number == 0:
            daemon.close()
            os.setsid()
            sys.argv = ["reader", said.decode().strip(), str(lines[0])]
            reader.main()
            return
        os.close(lines[0])
        daemon.send(f"{number:<20}".encode())


if __name__ == "__main__":
    main()
