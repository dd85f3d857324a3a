"""What a child of the reading room does when a parser has been taken over: tasks named in the mail's own words."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from service import jail, reader_tasks
from service.reader_tasks import Desk


def _slow() -> None:
    time.sleep(600)


def _busy() -> None:
    while True:
        pass


def _big() -> None:
    bytearray(2 * jail.MEMORY)


def _fatal() -> None:
    os._exit(7)


def _bug() -> None:
    raise ZeroDivisionError("a fault of the program")


DEEDS: Mapping[bytes, Callable[[], object]] = {b"slow": _slow, b"busy": _busy, b"big": _big, b"fatal": _fatal, b"bug": _bug}

FORBIDDEN: Mapping[str, Callable[[], object]] = {
    "network": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "local socket": lambda: socket.socket(socket.AF_UNIX),
    "another program": lambda: subprocess.run(["/bin/true"], check=True),
    "a child": os.fork,
    "a new file": lambda: Path("left-behind").write_text("x", encoding="utf-8"),
    "an old file": lambda: os.open("pyproject.toml", os.O_WRONLY),
    "removing": lambda: Path("/tmp/of-somebody").unlink(),
    "renaming": lambda: Path("/tmp/of-somebody").rename("/tmp/of-nobody"),
    "killing": lambda: os.kill(os.getppid(), 0),
    "many files": lambda: [open("/dev/null", "rb") for _ in range(64)],  # noqa: PTH123, SIM115 - they stay open, that is the point
}


def _attempt(deed: Callable[[], object]) -> str:
    try:
        deed()
    except PermissionError:
        return "not permitted"
    except FileNotFoundError:
        return "looked for"
    except OSError as error:
        return os.strerror(error.errno or 0)
    return "done"


def _mail(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    if data == b"forbidden":
        return {"mail": {"subject": "; ".join(f"{what}: {_attempt(deed)}" for what, deed in FORBIDDEN.items())}}
    if data == b"environment":
        return {"mail": {"subject": ",".join(os.environ)}}
    if data == b"talkative":
        return {"mail": {"subject": "x" * (2 << 20)}}
    if data in DEEDS:
        DEEDS[data]()
    return reader_tasks.mail(desk, task, data)


def _document(desk: Desk, task: dict[str, Any], data: bytes) -> dict[str, Any]:
    if data in DEEDS:
        DEEDS[data]()
    return reader_tasks.document(desk, task, data)


TASKS: Mapping[str, reader_tasks.Task] = {
    "mail": _mail,
    "file": reader_tasks.file,
    "papers": reader_tasks.papers,
    "document": _document,
}
