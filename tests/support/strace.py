"""strace as an instrument: the n-th call of a kind ends in death, or in an error, in a process that waits to be let go."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.support.daemons import Daemon

HOW_TO_INSTALL = "strace is not installed: apt-get install --no-install-recommends strace"
WRITING = (
    "write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "renameat", "renameat2", "unlink",
    "unlinkat", "sendto", "sendmsg",
)  # fmt: skip


@cache
def may_trace() -> bool:
    """Whether strace is here and the kernel lets it; where the CI promised it, its absence is a failure."""
    if shutil.which("strace") is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(HOW_TO_INSTALL)
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


@contextmanager
def traced(daemon: Daemon, *words: str, to: Path = Path(os.devnull)) -> Iterator[subprocess.Popen[str]]:
    """strace looks at a process that has been born and not yet let go, until the process ends or strace is told to leave."""
    command = ["strace", "-f", "-o", str(to), "-p", str(daemon.number), *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        assert "attached" in said, said
        try:
            yield tracer
        finally:
            leave(tracer)


def leave(tracer: subprocess.Popen[str]) -> None:
    """From now on every call does what it should."""
    if tracer.poll() is None:
        tracer.send_signal(signal.SIGINT)
    tracer.wait(timeout=60)


def tampering(call: str, what: str, when: str, files: Sequence[Path] = ()) -> list[str]:
    """The n-th (`when`: 7, 7+, 7..9) call becomes `what` (signal=KILL, error=ENOSPC); with `files`, of those on them only."""
    only = [word for file in files for word in ("-P", str(file))]
    return [*only, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}"]


def counted(trace: Path) -> Counter[str]:
    """How often each call stands in a trace."""
    lines = [line.split(maxsplit=1) for line in trace.read_text(errors="replace").splitlines()]
    return Counter(
        words[1].partition("(")[0] for words in lines if len(words) > 1 and "(" in words[1] and "resumed>" not in words[1]
    )
