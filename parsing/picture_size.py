"""Whether a picture in a mail may be a page: a form photographed by a telephone stands inside the letter, as a logo does."""

from __future__ import annotations

import re
import struct

SHORT_SIDE, LONG_SIDE = 550, 780  # pixels; a page as small as a screen shows it has 595 by 842

_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..\x08(....)", re.DOTALL)  # of a JPEG: its height and width


def may_be_a_page(data: bytes) -> bool:
    """By the size in pixels that its head tells, not by its octets: a page of black on white packs into very few."""
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return True  # what scanners make, and nobody's logo is
    short, long = sorted(_size_of(data[:1_000_000]))
    return short >= SHORT_SIDE and long >= LONG_SIDE


def _size_of(data: bytes) -> tuple[int, int]:
    """(width, height), or nothing by nothing."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack_from(">II", data, 16)
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        return struct.unpack_from("<HH", data, 6)
    if data.startswith(b"BM") and len(data) >= 26:
        width, height = struct.unpack_from("<ii", data, 18)
        return abs(width), abs(height)
    if data.startswith(b"\xff\xd8"):  # a small picture of the same may stand before the frame: the largest counts
        frames = (struct.unpack(">HH", found[1]) for found in _FRAME.finditer(data))
        return max(frames, key=min, default=(0, 0))
    return 0, 0
