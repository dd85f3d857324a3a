"""Files of Microsoft's older kind (OLE), named streams in one file: old Word files, saved Outlook mails, locked Office files."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import olefile  # type: ignore[import-untyped] # it ships no types; they stay behind this door

MAX_NAMES = 5_000
MAX_SUM = 50 * 1024 * 1024  # many names may claim the same bytes, so what is read is counted

# What the library raises for damaged files, besides its own OSError.
_DAMAGE = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
    struct.error,
)


@dataclass(slots=True, kw_only=True)
class CompoundFile:
    """What an OLE file holds: names of streams with «/» between folder and stream."""

    names: tuple[str, ...]
    _open: Callable[[str], bytes] = field(repr=False)
    _left: int = MAX_SUM

    def read(self, name: str) -> bytes:
        """A stream's bytes; none when it is missing, damaged or beyond the limit."""
        found = next((each for each in self.names if each.casefold() == name.casefold()), "")
        content = self._open(found) if found else b""
        self._left -= len(content)
        return content if self._left >= 0 else b""

    def has(self, *names: str) -> bool:
        """Whether one of these streams or folders is in it."""
        wanted = {name.casefold() for name in names}
        return any(step in wanted for name in self.names for step in name.casefold().split("/"))


def open_compound(data: bytes) -> CompoundFile | None:
    """The file by its streams, or None if it is damaged."""
    try:
        inner = olefile.OleFileIO(BytesIO(data))
        paths = inner.listdir()[:MAX_NAMES]
    except _DAMAGE:
        return None

    def content(name: str) -> bytes:
        try:
            return bytes(inner.openstream(name.split("/")).read())
        except _DAMAGE:
            return b""

    return CompoundFile(names=tuple("/".join(path) for path in paths), _open=content)


def with_streams(data: bytes, changed: Mapping[str, bytes]) -> bytes | None:
    """The file with other bytes in these streams, each as long as before; None if that cannot be done."""
    kept = BytesIO(data)
    try:
        inner = olefile.OleFileIO(kept, write_mode=True)
        for name, content in changed.items():
            inner.write_stream(name.split("/"), content)
    except _DAMAGE:
        return None
    return kept.getvalue()
