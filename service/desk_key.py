"""The key that seals what signs people in at the desk: in a file of its own, made at first use, and in no backup of the store."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from desk.sealed import KEY_OCTETS
from desk.server import DeskTrouble
from service.config import ConfigError, secret


def held_key(path: Path) -> bytes:
    """Raises DeskTrouble with a sentence if it cannot be read, or made."""
    try:
        if not path.exists():
            _make(path)
        written = secret(path)
    except ConfigError as error:
        raise DeskTrouble(str(error)) from None
    except OSError as error:
        raise DeskTrouble(
            f"The desk's key {path} cannot be made ({error.strerror}): name a file that the service may write in [desk] key_file."
        ) from None
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_OCTETS}}}", written):
        raise DeskTrouble(
            f"The desk's key {path} is not whole. Put it back from where you keep it, or remove it and hand out new links."
        )
    return bytes.fromhex(written)


def _make(path: Path) -> None:
    """Whole or not at all; of two processes that make it at once, one's is kept and both read it."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, secrets.token_hex(KEY_OCTETS).encode() + b"\n")
        os.fsync(file)
        try:
            os.link(beside, path)
        except FileExistsError:
            return
    finally:
        os.close(file)
        beside.unlink()
