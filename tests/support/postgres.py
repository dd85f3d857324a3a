"""A real PostgreSQL of the tests' own: in a folder of its own, on loopback only, gone when the tests end."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import psycopg
import pytest

MISSING = "PostgreSQL is not installed: install the packages postgresql and postgresql-client (Debian), version 13 or later."
HABITS = ("fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=16MB", "max_connections=120")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server. `new_database` gives the url of a fresh one."""

    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        name = f"reciprocal_{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.url(name)

    def command(self, words: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(words)  # type: ignore[call-overload] - our own words, put together from numbers


@pytest.fixture(scope="session")
def postgres() -> Server:
    """Without PostgreSQL: a failure where the CI promised one, else the reason why these tests are left out."""
    if programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return running()


def programs() -> Path | None:
    """The folder in which initdb and postgres stand together."""
    asked = [_said_by(config) for config in (shutil.which("pg_config"),) if config]
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name.split(".")[0]))
    on_path = [Path(program).parent for program in (shutil.which("postgres"),) if program]
    folders = [*asked, *reversed(installed), *on_path]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _said_by(config: str) -> Path:
    return Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())


@cache
def running() -> Server:
    """Started once for all the tests of a run; ended with it."""
    found, folder, owner = _made()
    for _ in range(5):
        process, port = _begun(found, folder, owner)
        if process is not None:
            atexit.register(_end, process, folder)
            return Server(port=port)
    raise AssertionError((folder / "log").read_text())


class MortalServer:
    """A server of one test's own, on one port, that may be struck down and begun again. A context manager."""

    def __init__(self) -> None:
        self._where = _made()
        self._process, port = _begun(*self._where)
        assert self._process is not None, (self._where[1] / "log").read_text()
        self.server = Server(port=port)

    def __enter__(self) -> MortalServer:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        _end(self._process, self._where[1])

    def strike(self, how: int = signal.SIGKILL) -> None:
        """SIGKILL: as it is; SIGINT: an orderly stop that hangs up on everybody."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(timeout=30)

    def begin_again(self) -> None:
        """On the same port and files; the last children of a killed server may need a moment to be gone."""
        for _ in range(50):
            self._process, _ = _begun(*self._where, port=self.server.port)
            if self._process is not None:
                return
            time.sleep(0.1)
        raise AssertionError((self._where[1] / "log").read_text())

    def refuse(self, database: str, *, everybody: bool) -> None:
        """Let nobody in, and hang up on whoever is; or let them in again."""
        self.server.command(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {'false' if everybody else 'true'}")
        if everybody:
            self.server.command(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")  # noqa: S608 - ours


def _made() -> tuple[Path, Path, str | None]:
    """The programs, a folder with a fresh cluster, and whose it is."""
    folder = Path(tempfile.mkdtemp(prefix="reciprocal-postgres-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner)
    found = programs()
    assert found is not None, MISSING
    make = [found / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, user=owner, cwd=folder, env=_plain())
    return found, folder, owner


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    with open("/etc/passwd") as lines:  # noqa: PTH123 - one line a user
        known = {line.split(":")[0] for line in lines}
    return "postgres" if "postgres" in known else "nobody"


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


def _begun(found: Path, folder: Path, owner: str | None, port: int = 0) -> tuple[subprocess.Popen[bytes] | None, int]:
    """No process when another program took the port in between."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = port or int(free.getsockname()[1])
    habits = [word for habit in (*HABITS, f"port={port}") for word in ("-c", habit)]
    with (folder / "log").open("ab") as log:
        start = [found / "postgres", "-D", folder / "data", *habits]
        process = subprocess.Popen(start, stdout=log, stderr=log, user=owner, cwd=folder, env=_plain())
    for _ in range(300):
        if process.poll() is not None:
            return None, port
        if _answers(port):
            return process, port
        time.sleep(0.1)
    _end(process, folder)
    return None, port


def _answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.terminate()  # «smart»: our connections are closed by now
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.send_signal(2)  # «fast»: ends the connections too
        process.wait(timeout=20)
    shutil.rmtree(folder, ignore_errors=True)
