"""One mail as it came: its bytes, where it lay, and the fingerprint that names it for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message lay. `uidvalidity` 0 means that the server gave none: then the place proves nothing (F2)."""

    account: str  # mailbox user, or "directory", "desk"
    folder: str = ""
    uidvalidity: int = 0
    uid: int = 0
    name: str = ""  # file name, for a directory of .eml

    def __str__(self) -> str:
        return "/".join(str(part) for part in (self.account, self.folder, self.uidvalidity or "", self.uid or self.name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMessage:
    """The bytes as they came. Identity is their sha256: a Message-ID is only the sender's claim (DESIGN §3)."""

    data: bytes = field(repr=False)
    place: Place
    arrived_at: datetime  # aware; when we saw it
    size: int = 0  # octets on the server; larger than len(data) when the body was too big to fetch
    left_on_server: str = ""  # a sentence saying why only the header block was fetched; empty = all bytes are here

    @property
    def fingerprint(self) -> str:
        """sha256 of the bytes, hex, 64 characters.

        Where bytes are missing the place counts too: two mails that could not be fetched are not the same mail.
        """
        if not self.left_on_server:
            return hashlib.sha256(self.data).hexdigest()
        return hashlib.sha256(self.data + b"\nleft at " + str(self.place).encode()).hexdigest()


class MailboxTrouble(Exception):
    """Bad weather, said in one sentence. `permanent`: it will not pass until a person has changed something."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent
