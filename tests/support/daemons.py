"""The daemon as a process of its own: born cold, as a user starts it, or warm in milliseconds (warm_daemons.py)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tests.support.region import ROOT

SECONDS_TO_ACT = 120


class Daemon(Protocol):
    """One process. It does nothing before `go`; `status` is None while it lives, then its exit status (−9: killed)."""

    number: int

    def go(self) -> None: ...
    def status(self) -> int | None: ...


def kill(daemon: Daemon) -> None:
    """As the kernel, or whoever pulls the plug, would do it."""
    with suppress(ProcessLookupError):
        os.kill(daemon.number, signal.SIGKILL)
    ended(daemon)


def ended(daemon: Daemon) -> int:
    """Its exit status, as soon as it has one."""
    until(lambda: daemon.status() is not None, "the process did not end")
    status = daemon.status()
    assert status is not None
    return status


def ask_to_stop(daemon: Daemon) -> int:
    with suppress(ProcessLookupError):
        os.kill(daemon.number, signal.SIGTERM)
    return ended(daemon)


def until(true: Callable[[], bool], trouble: str, seconds: float = SECONDS_TO_ACT) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"{trouble} within {seconds:.0f} seconds")
        time.sleep(0.01)


@dataclass(frozen=True, kw_only=True)
class Strike:
    """For a machine without strace: at the n-th call that Python makes outward. An error instead of death is the store's."""

    at: int  # 0: only count them
    error: str = ""


class Nursery:
    """The process that bears warm daemons. A context manager; several threads may ask it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.warm_daemons"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._turn = threading.Lock()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def ask(self, **order: object) -> Any:  # Any: one JSON value
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._turn:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def bear(self, home: Path, *words: str, strike: Strike | None = None, reads: bool = True) -> Daemon:
        """`reciprocal WORDS` of a home; what it says goes to the file `log` there. Without `reads` it waits for its reader."""
        order: dict[str, object] = {"bear": command_words(home, *words), "log": str(home / "log"), "reads": reads}
        if strike is not None:
            order["strike"] = {"at": strike.at, "error": strike.error, "count_to": str(home / "calls")}
        return _Warm(self, int(self.ask(**order)))


class _Warm:
    def __init__(self, nursery: Nursery, number: int) -> None:
        self.number = number
        self._nursery = nursery

    def go(self) -> None:
        self._nursery.ask(go=self.number)

    def status(self) -> int | None:
        found = self._nursery.ask(ended=self.number)
        return None if found is None else os.waitstatus_to_exitcode(int(found))


class Cold:
    """The command as a user starts it, in a new interpreter; `before` stands before it, as strace does."""

    number = 0

    def __init__(self, home: Path, *words: str, before: tuple[str, ...] = (), log: Path | None = None) -> None:
        self._command = [*before, sys.executable, "-m", "service.cli", *command_words(home, *words)]
        self._log = log or home / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def go(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.number = self._process.pid

    def said(self) -> str:
        return self._log.read_text()

    def status(self) -> int | None:
        assert self._process is not None, "it has been let go"
        return self._process.poll()


def command_words(home: Path, *words: str) -> list[str]:
    return ["--config", str(home / "reciprocal.toml"), *words]
