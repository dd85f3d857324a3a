"""What a zip holds, if it may be inflated at all (reliability §6): every limit is checked before the first byte is."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from parsing.locked_file import BY_HAND, BY_KEY

MAX_ENTRIES = 200
MAX_DIRECTORY = 256 * 1024
MAX_MEMBER = 20 * 1024 * 1024
MAX_SUM = 50 * 1024 * 1024
MAX_LOCKED = 10 * 1024 * 1024  # the old lock is picked slowly
MAX_RATIO = 100
SMALL = 1024 * 1024  # below this size a high ratio is only tidy XML

_END = b"PK\x05\x06"
_LOCAL = b"PK\x03\x04"
_LOCKED = 0x1  # a member's flag
_AES = 99  # a way of packing that only says: it is locked with AES


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A zip that was not opened: what was found and what to do, as a sentence."""

    why: str
    needs: str = ""  # what would let it be opened: "password" | "opening" | ""


def contents(data: bytes, password: str = "") -> Mapping[str, bytes] | Refused:
    """Each file's bytes by its name in the archive, or why it was not opened."""
    if not _directory_is_small(data):
        return Refused(
            why="The zip is cut short, or lists more files than any form needs. Ask the sender to attach the form itself."
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [
                info for info in archive.infolist() if not info.filename.endswith("/")
            ]  # is_dir stumbles over an empty name
        if why := _why_not(members):
            return Refused(why=why)
        if any(info.flag_bits & _LOCKED for info in members):
            return _unlocked(data, members, password)
        return MappingProxyType({info.filename: _inflated(data, info) for info in members})
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError):
        return Refused(why="The file is damaged or cut short: its zip does not open. Ask the sender to send it again.")


def _directory_is_small(data: bytes) -> bool:
    """Python reads the whole directory before anybody can count it, so its size is looked at first."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        return False
    entries: int
    size: int
    entries, size = struct.unpack_from("<HI", data, at + 10)
    return entries <= MAX_ENTRIES and size <= MAX_DIRECTORY


def _why_not(members: list[zipfile.ZipInfo]) -> str:
    names = [info.filename.replace("\\", "/") for info in members]
    total, packed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    checks = (
        (len(members) > MAX_ENTRIES, f"The zip holds more than {MAX_ENTRIES} files. Ask the sender to attach the form itself."),
        (
            total > MAX_SUM or any(info.file_size > MAX_MEMBER for info in members),
            "The file would grow beyond its limit when opened, so it was not. Ask for the form without pictures.",
        ),
        (
            _swells(total, packed) or any(_swells(info.file_size, info.compress_size) for info in members),
            "The file swells more than a hundredfold when opened, as only harmful files do. It was not opened.",
        ),
        (len({name.casefold() for name in names}) < len(names), "The zip holds two files of one name. Ask for it again."),
        (any(_leads_out(name) for name in names), "The zip holds a file that points outside itself. It was not opened."),
    )
    return next((why for wrong, why in checks if wrong), "")


def _swells(size: int, packed: int) -> bool:
    return size > SMALL and size > MAX_RATIO * packed


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/")


def _inflated(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, exactly as many as it declared and no more."""
    at = info.header_offset
    if data[at : at + 4] != _LOCAL:
        raise zipfile.BadZipFile(info.filename)
    name_length, extra_length = struct.unpack_from("<HH", data, at + 26)
    start = at + 30 + name_length + extra_length
    packed = data[start : start + info.compress_size]
    content = packed
    if info.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        content = stream.decompress(packed, info.file_size + 1)
        if not stream.eof and len(content) <= info.file_size:
            content += stream.flush()
    elif info.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile(info.filename)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    return content


def _unlocked(data: bytes, members: list[zipfile.ZipInfo], password: str) -> Mapping[str, bytes] | Refused:
    """A locked zip's files. Only the old lock can be opened here."""
    if any(info.compress_type == _AES for info in members):
        return Refused(
            why=f"The zip needs its password, and is locked in a way that cannot be lifted here. {BY_HAND}", needs="opening"
        )
    if not password:
        return Refused(why=f"The zip needs its password. {BY_KEY}", needs="password")
    if sum(info.file_size for info in members) > MAX_LOCKED:
        return Refused(why=f"The locked zip is too large to be opened here. {BY_HAND}", needs="opening")
    for key in dict.fromkeys((password.encode("utf-8"), password.encode("cp437", "replace"))):
        with suppress(RuntimeError, zipfile.BadZipFile, zlib.error, EOFError), zipfile.ZipFile(BytesIO(data)) as archive:
            return MappingProxyType({info.filename: _read_locked(archive, info, key) for info in members})
    return Refused(why=f"The zip does not open with this password. {BY_KEY}", needs="password")


def _read_locked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, key: bytes) -> bytes:
    with archive.open(info, pwd=key) as stream:
        content = stream.read(info.file_size)
        if len(content) != info.file_size or stream.read(1):
            raise zipfile.BadZipFile(info.filename)
    return content
