"""A directory of .eml files as a mailbox: the same verbs as on a server, for demo, replay, rehearsal and tests."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from ingest.message import MailboxTrouble, Place, RawMessage

MIB = 1024 * 1024
HEADER_LIMIT = 100 * 1024
UNFINISHED = (".tmp", ".part")  # what programs call a file that they are still writing
LOOK_EVERY_SECONDS = 0.5


class DirectoryMailbox:
    """Every plain file is a mail, except dotfiles and unfinished ones; links and subfolders are not followed."""

    def __init__(
        self,
        path: Path,
        done_folder: str = "Processed",
        *,
        biggest: int = 25 * MIB,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path = Path(path)
        self.done = self.path / done_folder
        if self.done.resolve() == self.path.resolve():
            raise ValueError("[mailbox] done_folder must be another folder than directory.")
        self.biggest = biggest
        self.vanished: tuple[Place, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self._now = now
        self._seen: frozenset[str] = frozenset()  # what is no news any more

    def __enter__(self) -> DirectoryMailbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is held open between two verbs."""

    @property
    def here(self) -> Place:
        return self._place("")

    @property
    def uidnext(self) -> int:
        """Files have no numbers."""
        return 0

    def hang_up(self) -> None:
        """Nothing here waits for anybody."""

    def waiting(self) -> tuple[Place, ...]:
        """Every mail in the directory, by name."""
        names = self._names()
        self._seen = frozenset(names)
        return tuple(self._place(name) for name in names)

    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]:
        """The mails at these places, whole. One that has gone is named in `vanished`; one still growing waits for its turn."""
        self.vanished = ()
        for place in places:
            try:
                message = self._read(place)
            except FileNotFoundError:
                self.vanished = (*self.vanished, place)
                continue
            except OSError as error:
                why = f"The file {place.name} cannot be read ({error.strerror}); mend its rights or take it out of the directory."
                message = RawMessage(data=b"", place=place, arrived_at=self._now(), left_on_server=why)
            if message is not None:
                yield message

    def file_away(self, places: Sequence[Place]) -> None:
        """Move the files to the done folder, made if it is missing; a name that is taken there gets a number."""
        try:
            self.done.mkdir(parents=True, exist_ok=True)
            for place in places:
                _move(self._file(place), self.done)
            _sync(self.done)
            _sync(self.path)
        except OSError as error:
            raise MailboxTrouble(
                f"Mails could not be moved to {self.done} ({error.strerror}); check the rights and the room on the disk."
            ) from error

    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool:
        """Wait up to so long; True as soon as a mail lies there that neither a listing nor a watch has seen: news once only."""
        until = time.monotonic() + seconds
        stop = stop or threading.Event()
        while True:
            names = frozenset(self._names())
            new, self._seen = names - self._seen, names
            if new:
                return True
            left = until - time.monotonic()
            if left <= 0 or stop.wait(min(left, LOOK_EVERY_SECONDS)):
                return False

    def _names(self) -> list[str]:
        try:
            with os.scandir(self.path) as entries:
                return sorted(entry.name for entry in entries if _is_mail(entry))
        except OSError as error:
            raise MailboxTrouble(
                f"The directory {self.path} cannot be listed ({error.strerror}); correct [mailbox] directory or its rights.",
                permanent=True,
            ) from error

    def _place(self, name: str) -> Place:
        return Place(account="directory", folder=self.path.name, name=name)

    def _file(self, place: Place) -> Path:
        """A place's name is a bare file name: it never leads out of the directory."""
        if place.name != Path(place.name).name or not place.name:
            raise ValueError(f"{place} is no file of this directory.")
        return self.path / place.name

    def _read(self, place: Place) -> RawMessage | None:
        """The bytes, or None while somebody is still writing them."""
        # O_NONBLOCK: a pipe put in a file's place must not hold us; O_NOFOLLOW: nor may a link lead elsewhere
        number = os.open(self._file(place), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(number, "rb") as file:
            before = os.fstat(number)
            if not stat.S_ISREG(before.st_mode):
                raise FileNotFoundError
            whole = before.st_size <= self.biggest
            data = file.read(self.biggest + 1 if whole else HEADER_LIMIT)
            after = os.fstat(number)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return None
        if whole:
            return RawMessage(data=data, place=place, arrived_at=self._now(), size=len(data))
        why = (
            f"The file {place.name} has {before.st_size / MIB:.1f} MiB and the limit is {self.biggest / MIB:.1f} MiB; "
            "open it by hand."
        )
        return RawMessage(data=_header_block(data), place=place, arrived_at=self._now(), size=before.st_size, left_on_server=why)


def _is_mail(entry: os.DirEntry[str]) -> bool:
    unfinished = entry.name.startswith(".") or entry.name.endswith(UNFINISHED)
    return not unfinished and entry.is_file(follow_symlinks=False)


def _header_block(data: bytes) -> bytes:
    """Up to and with the first empty line."""
    ends = [data.find(mark) + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if mark in data]
    return data[: min(ends)] if ends else data


def _move(file: Path, folder: Path) -> None:
    """Into the folder under a free name. The name is reserved first, so that no file is overwritten whoever else moves."""
    if not os.path.lexists(file):
        return
    target = _reserve(file.name, folder)
    try:
        file.replace(target)
    except FileNotFoundError:  # another process was quicker; its copy is the one that counts
        target.unlink()


def _reserve(name: str, folder: Path) -> Path:
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    number = 1
    while True:
        target = folder / (name if number == 1 else f"{stem} ({number}){dot}{ending}")
        try:
            target.open("xb").close()
        except FileExistsError:
            number += 1
        else:
            return target


def _sync(folder: Path) -> None:
    """A move counts only when the directory is on the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
