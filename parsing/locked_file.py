"""Files behind a lock: which lock it is, what to do, and opening it with a password (forms.md §2.2 items 9 and 10)."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from typing import Any, TypeAlias

import msoffcrypto  # type: ignore[import-untyped] # it ships no types; they stay behind this door
from msoffcrypto.exceptions import (  # type: ignore[import-untyped] # it ships no types; they stay behind this door
    DecryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)

from parsing.compound_file import CompoundFile
from parsing.document import NotRead

MAX_OPENED = 20 * 1024 * 1024
MAX_SPINS = 1_000_000  # rounds of stretching the password; Office asks for 100,000

Raw: TypeAlias = Any  # an object of msoffcrypto; its types stay here

BY_KEY = (
    "Ask the sender for its password by a secure way and give it at the queue (reciprocal resolve ID --password), "
    "or ask for the form without one, by a secure way."
)
BY_HAND = "Open it by hand, then hand the opened file in at the queue (reciprocal resolve ID --file …)."
_LOCKED = f"It needs its password. {BY_KEY}"
_WRONG = f"It does not open with this password. {BY_KEY}"
_RIGHTS = f"It is protected by rights management (a sensitivity label), which only its sender's system can lift. {BY_HAND}"
_OLD_LOCK = f"It needs its password, and is locked in a way that cannot be lifted here. {BY_HAND}"
_DAMAGED = "It is locked and damaged. Ask the sender to send it again."
_TOO_LARGE = "It grows beyond its limit when it is unlocked, so it was not read. Ask for the form alone."

_ENCRYPTED, _OBFUSCATED = 0x0100, 0x8000  # flags in the head of an old Word file
_RIGHTS_PDF = re.compile(
    rb"/Filter\s*/(?:MicrosoftIRMServices|Adobe\.APS|Adobe\.PubSec|FOPN_fLock|FOPN_foweb|EBX_HANDLER)|/MicrosoftIRMServices"
)


def is_locked(file: CompoundFile) -> bool:
    """Whether an OLE file is the wrapping of a locked one, or an old Word file that is locked itself."""
    return file.has("EncryptedPackage", "\x09DRMContent", "DRMEncryptedDataSpace") or bool(_flags(file) & _ENCRYPTED)


def _flags(file: CompoundFile) -> int:
    head = file.read("WordDocument")[:12]
    return int(struct.unpack_from("<H", head, 10)[0]) if len(head) == 12 else 0


def unlocked(source: str, data: bytes, file: CompoundFile, password: str) -> bytes | NotRead:
    """The bytes of the file inside, or what is needed to get at them."""
    if file.has("\x09DRMContent", "DRMEncryptedDataSpace", "DRMEncryptedTransform"):
        return NotRead(source=source, why=_RIGHTS, needs="opening")
    if _flags(file) & _ENCRYPTED and _flags(file) & _OBFUSCATED:
        return NotRead(source=source, why=_OLD_LOCK, needs="opening")
    if not password:
        return NotRead(source=source, why=_LOCKED, needs="password")
    try:
        opened = _decrypted(data, password)
    except InvalidKeyError:
        return NotRead(source=source, why=_WRONG, needs="password")
    except (DecryptionError, FileFormatError, ParseError, NotImplementedError):
        return NotRead(source=source, why=_OLD_LOCK, needs="opening")
    except Exception:  # noqa: BLE001 - the library meets hostile bytes with whatever its own parts raise
        return NotRead(source=source, why=_DAMAGED)
    return opened if 0 < len(opened) <= MAX_OPENED else NotRead(source=source, why=_TOO_LARGE)


def _decrypted(data: bytes, password: str) -> bytes:
    locked: Raw = msoffcrypto.OfficeFile(BytesIO(data))
    info = getattr(locked, "info", None)
    if isinstance(info, dict) and info.get("spinValue", 0) > MAX_SPINS:
        raise DecryptionError
    made = BytesIO()
    if getattr(locked, "format", "") == "ooxml":
        locked.load_key(password=password, verify_password=True)
    else:
        locked.load_key(password=password)  # verifies by itself
    locked.decrypt(made)
    return made.getvalue()


def is_sealed_pdf(data: bytes) -> bool:
    """Whether a PDF is under rights management, which no password lifts."""
    return _RIGHTS_PDF.search(data) is not None


def sealed_pdf(source: str) -> NotRead:
    return NotRead(source=source, why=_RIGHTS, needs="opening")


# ------------------------------------------------------------------------------------------------ sealed mail

_ENVELOPED = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # the numbers under which S/MIME names what it holds
_RPMSG = b"\x76\xe8\x04\x60\xc4\x11\xe3\x86"
_PGP = re.compile(rb"\s*-----BEGIN (?:PGP MESSAGE|PKCS7|CMS|ENCRYPTED)-----")


def sealed_mail(source: str, data: bytes) -> NotRead | None:
    """S/MIME, Microsoft's protected messages and PGP, by how they begin."""
    if data.startswith(_RPMSG):
        return NotRead(
            source=source, why=f"It is a message protected by Microsoft's rights management. {BY_HAND}", needs="opening"
        )
    if data[:1] == b"\x30" and _ENVELOPED in data[:64]:
        return NotRead(source=source, why=f"It is a mail sealed with S/MIME. {BY_HAND}", needs="opening")
    if _PGP.match(data):
        return NotRead(source=source, why=f"It is sealed with PGP or S/MIME. {BY_HAND}", needs="opening")
    return None
