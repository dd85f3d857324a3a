"""The file of a refresh token: a new one that the server gives takes the old one's place, and a crash loses neither.

Room is reserved on the disk before the server is asked: if there is none, nothing is asked and nothing can be lost. The new
token is then written beside the old one, made durable and renamed over it; what a crash left between is found by the next.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.config import secret

ROOM = 16 * 1024  # octets; the longest refresh tokens have about two thousand
TURN_SECONDS = 20.0  # another process asks the same server meanwhile
NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)


class Unkeepable(Exception):
    """A new token could not be kept here, in a sentence. `permanent`: until a person moves the file."""

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent


class KeptToken:
    """The token in its file, held by one process at a time."""

    def __init__(self, path: Path, token: str, room: int) -> None:
        self.token = token
        self._path, self._room = path, room

    def keep(self, token: str) -> None:
        """Put a new token in the old one's place, durably. Raises OSError if the disk fails in spite of the reserved room."""
        line = token.encode() + b"\n"
        os.pwrite(self._room, line, 0)
        os.ftruncate(self._room, len(line))
        os.fsync(self._room)
        _put_in_place(self._path)
        self.token = token


@contextmanager
def held(path: Path, turn_seconds: float = TURN_SECONDS) -> Iterator[KeptToken]:
    """The token, with room for its successor, for one process at a time. Raises Unkeepable, or ConfigError of the file.

    1. wait for our turn: two that use one token up make a careful server withdraw both; 2. take what a crash left behind;
    3. read the token; 4. reserve room for the next one.
    """
    path = path.resolve()  # a link stays a link: the file behind it is replaced
    with _turn(path.parent, turn_seconds):
        _take_what_a_crash_left(path)
        token = secret(path)
        try:
            room = _reserved(_beside(path))
        except OSError as error:
            raise _unkeepable(path, error) from None
        try:
            yield KeptToken(path, token, room)
        finally:
            os.close(room)
            _beside(path).unlink(missing_ok=True)


@contextmanager
def _turn(folder: Path, seconds: float) -> Iterator[None]:
    """The folder itself is locked, so that no lock file lies about; the system lets go of it when a process dies."""
    until = time.monotonic() + seconds
    try:
        line = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Unkeepable(f"The folder {folder} cannot be opened: {error.strerror}.", permanent=True) from None
    try:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() > until:
                raise Unkeepable(
                    f"Another process has held the refresh token in {folder} for {seconds:.0f} seconds; trying again later.",
                    permanent=False,
                )
            time.sleep(0.05)
        yield
    finally:
        fcntl.flock(line, fcntl.LOCK_UN)  # closing alone would leave it with a child that was forked meanwhile
        os.close(line)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.next")


def _take_what_a_crash_left(path: Path) -> None:
    """A whole token that is younger than the file was on its way into its place. An older one: a person was there since."""
    left = _beside(path)
    with suppress(OSError):
        token, end, _ = left.read_bytes().partition(b"\n")
        if token and end and b"\0" not in token and left.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            with left.open("r+b") as file:
                file.truncate(len(token) + 1)
                os.fsync(file.fileno())
            _put_in_place(path)
        else:
            left.unlink()


def _put_in_place(path: Path) -> None:
    _beside(path).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _reserved(path: Path) -> int:
    room = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        os.pwrite(room, bytes(ROOM), 0)
        os.fsync(room)
    except OSError:
        os.close(room)
        path.unlink(missing_ok=True)
        raise
    return room


def _unkeepable(path: Path, error: OSError) -> Unkeepable:
    if error.errno in NOT_OURS:
        return Unkeepable(
            f"The refresh token {path} lies where the service may not write ({error.strerror}). The server may replace it at any "
            "time, and the new one has to be kept: move the file into the service's own folder and correct refresh_token_file.",
            permanent=True,
        )
    return Unkeepable(
        f"There is no room for a new refresh token beside {path} ({error.strerror}); trying again later.", permanent=False
    )
