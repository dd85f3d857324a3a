"""How much a PDF would make its readers do, told before they do it (reliability §6): a small file may hold endless work."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

MAX_INFLATED = 100 * 1024 * 1024
MAX_STREAMS = 20_000  # pieces of drawing, fonts and pictures; a printed page has some ten
MAX_PACKED_TIMES = 4  # no program packs a stream more than twice
MAX_DRAWN = 1024 * 1024  # octets of drawing on all pages; the fullest form on the shelf has 90,000
MAX_MAPPED = 200_000  # signs that the maps of its fonts name; a font has 65,536 at most

Raw: TypeAlias = Any  # an object of pypdf; none leave this module

SWELLS = "It would grow beyond its limit when opened, so it was not. Ask for the form printed to a new PDF."
DRAWS = "Its pages draw more than any form's do, so it was not read. Ask for the form alone, printed to a new PDF."
MAPS = "Its fonts claim more letters than there are, so it was not read. Ask for the form printed to a new PDF."
PIECES = "It consists of more pieces than any form does, so it was not read. Ask for the form alone, printed to a new PDF."
CIRCLES = "Its parts point at each other in a circle, so it cannot be read. Ask for the form printed to a new PDF."


def why_too_much(data: bytes) -> str:
    """Why the file is not handed to a library at all, as a sentence; empty if it may be."""
    if _points_in_a_circle(data):
        return CIRCLES
    rest, inflated, mapped = memoryview(data), 0, _signs_mapped(data)
    for number, start in enumerate(re.finditer(rb"(?<!end)stream\r?\n", data)):
        if number >= MAX_STREAMS:
            return PIECES
        grown, content = _grown(rest[start.end() :], MAX_INFLATED - inflated)
        inflated += grown
        if inflated >= MAX_INFLATED:
            return SWELLS
        mapped += _signs_mapped(content)
    return MAPS if mapped > MAX_MAPPED else ""


def _grown(packed: memoryview, room: int, times: int = 1) -> tuple[int, bytes]:
    """Into how many octets a packed stream grows, and what is packed within it as well; the last of it."""
    content = _unpacked(packed, room)
    if content[:1] != b"\x78":
        return len(content), content
    if times >= MAX_PACKED_TIMES:
        return room, b""
    within, innermost = _grown(memoryview(content), room, times + 1)
    return len(content) + within, innermost or content


_STEP = 16 * 1024  # what a stream does not take is copied each time, so it is fed in mouthfuls that grow


def _unpacked(packed: memoryview, room: int) -> bytes:
    stream, made, at, step = zlib.decompressobj(), bytearray(), 0, _STEP
    try:
        while at < len(packed) and not stream.eof and len(made) < room:
            made += stream.decompress(packed[at : at + step], room - len(made))
            at, step = at + step - len(stream.unconsumed_tail), min(step * 2, 1 << 20)
    except zlib.error:
        pass  # what had come before the damage counts
    return bytes(made)


_BARE = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\s{0,9}(\d{1,9})\s+\d{1,5}\s+R\s{0,9}endobj")


def _points_in_a_circle(data: bytes) -> bool:
    """Whether an object is nothing but a pointer that leads back to it, which pdfminer follows for ever."""
    leads = dict(_BARE.findall(data))
    followed: set[bytes] = set()
    for start in leads:
        path: set[bytes] = set()
        here = start
        while here in leads and here not in followed:
            followed.add(here)
            path.add(here)
            here = leads[here]
        if here in path:
            return True
    return False


_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)(?:end(?:bf|cid)range|\Z)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<[^<>]*>|\[[^\[\]]*\]|\d)")


def _signs_mapped(content: bytes) -> int:
    """How many signs the ranges of a font's map name, were they written out."""
    if b"range" not in content:
        return 0
    ranges = (each for block in _RANGES.finditer(content) for each in _RANGE.finditer(block[1]))
    return sum(max(0, int(each[2], 16) - int(each[1], 16)) for each in ranges)


# ------------------------------------------------------------------------------------------------ what the pages draw


def draws_too_much(reader: Raw) -> bool:
    """Whether all that its pages draw, a drawing within drawings counted each time, is more than any form draws."""
    drawn, known = 0, dict[int, int]()
    for page in reader.pages:
        content = page.get_contents()
        if content is not None:
            drawn += _drawn(content.get_data(), page.get("/Resources"), known)
        if drawn > MAX_DRAWN:
            return True
    return False


_DRAWS = re.compile(rb"/([^\s/<>()\[\]{}%]{1,120})\s+Do\b")


def _drawn(content: bytes, resources: Raw, known: dict[int, int]) -> int:
    """Octets of a drawing and of those within it. `known`: drawings already measured, by their number; a circle adds nothing."""
    total = len(content)
    drawings = _drawings(resources)
    for name in _DRAWS.findall(content):
        drawing = drawings.get(f"/{name.decode('latin-1')}")
        if drawing is None or total > MAX_DRAWN:
            continue
        inside = drawing.get_object()
        if inside.get("/Subtype") == "/Form":
            number = getattr(drawing, "idnum", id(inside))
            if number not in known:
                known[number] = 0
                known[number] = _drawn(inside.get_data(), inside.get("/Resources"), known)
            total += known[number]
    return total


def _drawings(resources: Raw) -> Mapping[str, Raw]:
    held = resources.get_object() if resources is not None else {}
    named = held.get("/XObject")
    inside = named.get_object() if named is not None else {}
    return dict(_raw_items(inside))


def _raw_items(held: Raw) -> Iterator[tuple[str, Raw]]:
    """Its entries as they stand: a pointer keeps its number."""
    for name in held:
        yield str(name), held.raw_get(name)
