"""The journal: a line before and after each hand-over, in a file outside the store: a restored store cannot send twice (O7).

It knows ids only: no address, no subject, no word of a letter. Lines are only ever added.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from outbox.message import OutboundMessage
from outbox.smtp import PostTrouble

LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (?P<word>begun|accepted|refused|later|unknown) (?P<letter>[0-9a-f]{32}) "
    r"(?P<digest>[0-9a-f]{16}) (?P<message_id><[^<>\s]{1,250}>)"
)
NAME_FROM = 4096  # the first bytes, of which the first whole line tells one journal from another


class Word(StrEnum):
    """What became of a hand-over. One that is only `begun` may have arrived or not."""

    BEGUN = "begun"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"  # nothing was handed over
    UNKNOWN = "unknown"  # the answer was lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    at: datetime
    word: Word
    letter: str
    digest: str  # of the letter's bytes: another store may one day give the same id to other words


class JournalTrouble(PostTrouble):
    """The journal cannot be written or read. No letter goes until it can."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The file and what can be said of it. It is made when the first letter goes."""

    path: Path

    def note(self, word: Word, message: OutboundMessage, now: datetime) -> int:
        """Adds a line and has it on the disk; gives where the journal now ends."""
        at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        line = f"{at} {word} {message.id} {digest_of(message)} <{message.message_id.strip('<>')}>\n"
        try:
            return self._append(line.encode("ascii", "replace"))
        except OSError as error:
            raise JournalTrouble(
                f"The journal of letters {self.path} cannot be written ({error.strerror}), so no letter goes. See to the disk "
                "and the file's rights; they go by themselves afterwards."
            ) from None

    def _append(self, line: bytes) -> int:
        new = not self.path.exists()
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(file).st_size
            if size and os.pread(file, 1, size - 1) != b"\n":
                line = b"\n" + line  # what broke off half written must not spoil the next line
            if os.write(file, line) != len(line):
                raise OSError(0, "the disk is full")
            os.fsync(file)
            end = os.lseek(file, 0, os.SEEK_CUR)
        finally:
            os.close(file)
        if new:
            _sync_folder(self.path.parent)
        return end

    @property
    def size(self) -> int:
        """Where it ends; 0 while there is none."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise self._unreadable(error) from None

    @property
    def name(self) -> str:
        """What tells this journal from any other, wherever it is moved: its first line. Empty while there is none."""
        try:
            with self.path.open("rb") as file:
                first, end, _ = file.read(NAME_FROM).partition(b"\n")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise self._unreadable(error) from None
        return f"journal {hashlib.sha256(first).hexdigest()[:16]}" if end else ""

    def since(self, start: int = 0) -> tuple[tuple[Entry, ...], int]:
        """What stands behind that place, the oldest first, and where the last whole line ends. Other lines are passed over."""
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                whole, end, _ = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return (), start
        except OSError as error:
            raise self._unreadable(error) from None
        return tuple(_entries(whole.decode("ascii", "replace"))), start + len(whole) + len(end)

    def problem(self) -> str:
        """Why it could not be written now, as a sentence; empty when it could. Nothing is made or changed."""
        there = self.path if self.path.exists() else self.path.parent
        if os.access(there, os.R_OK | os.W_OK):
            return ""
        return f"The journal of letters {self.path} cannot be written, so no letter goes: see to its folder and its rights."

    def about(self, letter: str) -> tuple[Entry, ...]:
        """All that it says of one letter."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable(error) from None
        sought = letter.encode()
        return tuple(_entries("\n".join(line.decode("ascii", "replace") for line in lines if sought in line)))

    def _unreadable(self, error: OSError) -> JournalTrouble:
        return JournalTrouble(f"The journal of letters {self.path} cannot be read ({error.strerror}); see to the file's rights.")


def digest_of(message: OutboundMessage) -> str:
    return hashlib.sha256(message.data).hexdigest()[:16]


def _entries(text: str) -> Iterator[Entry]:
    for line in text.split("\n"):
        if found := LINE.fullmatch(line):
            at = datetime.strptime(found["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
            yield Entry(at=at, word=Word(found["word"]), letter=found["letter"], digest=found["digest"])


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
