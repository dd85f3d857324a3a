"""OLE files for the tests, any streams in any folders ([MS-CFB]); saved messages (.msg) and winmail.dat on top of that."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, CUTOFF = 512, 64, 4096


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file. Names hold «/» between folder and stream."""
    entries = _entries(streams)
    small, small_chain = b"", []
    body, chain = b"", []
    for entry in entries:
        content = entry.get("content")
        if content is None:
            continue
        entry["size"] = len(content)
        if 0 < len(content) < CUTOFF:
            entry["start"] = len(small_chain)
            small_chain += _links(len(small_chain), _pieces(content, SMALL))
            small += _padded(content, SMALL)
        elif content:
            entry["start"] = len(chain)
            chain += _links(len(chain), _pieces(content, SECTOR))
            body += _padded(content, SECTOR)
    root = entries[0]
    root["size"], root["start"] = len(small), len(chain) if small else END
    chain += _links(len(chain), _pieces(small, SECTOR))
    body += _padded(small, SECTOR)
    mini_start = len(chain) if small_chain else END
    mini = _padded(struct.pack(f"<{len(small_chain)}I", *small_chain), SECTOR, b"\xff")
    chain += _links(len(chain), _pieces(mini, SECTOR))
    body += mini
    directory_start = len(chain)
    directory = _padded(b"".join(map(_entry_bytes, entries)), SECTOR)
    chain += _links(len(chain), _pieces(directory, SECTOR))
    body += directory
    fats = 1
    while fats * 128 < len(chain) + fats:
        fats += 1
    fat_start = len(chain)
    chain += [FAT] * fats
    table = _padded(struct.pack(f"<{len(chain)}I", *chain), SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fats, directory_start, 0, CUTOFF, mini_start, _pieces(mini, SECTOR), END, 0)
    header += struct.pack("<109I", *[*range(fat_start, fat_start + fats), *[FREE] * (109 - fats)])
    return header + body + table


def _pieces(content: bytes, size: int) -> int:
    return -(-len(content) // size)


def _padded(content: bytes, size: int, filler: bytes = b"\x00") -> bytes:
    return content + filler * (-len(content) % size)


def _links(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END] if count else []


def _entries(streams: Mapping[str, bytes]) -> list[dict]:
    """The directory: every folder's children hang in a row on the right side of one another."""
    entries: list[dict] = [{"name": "Root Entry", "kind": 5, "path": ""}]
    paths = dict.fromkeys("/".join(name.split("/")[:depth]) for name in streams for depth in range(1, name.count("/") + 1))
    entries += [{"name": path.rpartition("/")[2], "kind": 1, "path": path} for path in paths]
    entries += [{"name": name.rpartition("/")[2], "kind": 2, "path": name, "content": data} for name, data in streams.items()]
    for entry in entries:
        children = [
            at for at, each in enumerate(entries) if each["kind"] != 5 and each["path"].rpartition("/")[0] == entry["path"]
        ]
        if entry["kind"] == 2 or not children:
            continue
        children.sort(key=lambda at: (len(entries[at]["name"]), entries[at]["name"].upper()))
        entry["child"] = children[0]
        for at, following in pairwise(children):
            entries[at]["right"] = following
    return entries


def _entry_bytes(entry: dict) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\x00\x00"
    head = name.ljust(64, b"\x00") + struct.pack("<HBB", len(name), entry["kind"], 1)
    head += struct.pack("<III", FREE, entry.get("right", FREE), entry.get("child", FREE)) + bytes(36)
    start = entry.get("start", END if entry["kind"] != 1 else 0)
    return head + struct.pack("<IQ", start, entry.get("size", 0))


# ------------------------------------------------------------------------------------------------ saved messages


def saved_message(
    *,
    sender: str = "sam@agency.example",
    subject: str = "",
    body: str = "",
    headers: str = "",
    sent_at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    papers: Mapping[str, bytes] | None = None,
    messages: Mapping[str, Mapping[str, bytes]] | None = None,
) -> bytes:
    """A .msg. `messages` are attached messages: name → what `message_streams` made of them."""
    streams = dict(message_streams(sender=sender, subject=subject, body=body, headers=headers, sent_at=sent_at))
    number = 0
    for name, data in (papers or {}).items():
        streams |= _paper(number, name, {"__substg1.0_37010102": data}, method=1)
        number += 1
    for name, inner in (messages or {}).items():
        held = {f"__substg1.0_3701000D/{key}": value for key, value in inner.items()}
        streams |= _paper(number, name, held, method=5)
        number += 1
    return ole_file(streams)


def message_streams(
    *, sender: str, subject: str, body: str, headers: str = "", sent_at: datetime | None = None, embedded: bool = False
) -> dict[str, bytes]:
    words = {"0037": subject, "1000": body, "0C1F": sender, "5D01": sender, "0C1A": "Sam Reed", "007D": headers}
    fixed = b""
    if sent_at:
        ticks = int((sent_at - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        fixed = struct.pack("<IIQ", 0x00390040, 6, ticks)
    streams = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in words.items() if text}
    return {"__properties_version1.0": bytes(24 if embedded else 32) + fixed, **streams}


def _paper(number: int, name: str, held: Mapping[str, bytes], *, method: int) -> dict[str, bytes]:
    folder = f"__attach_version1.0_#{number:08X}"
    properties = bytes(8) + struct.pack("<IIII", 0x37050003, 6, method, 0)
    named = {"__properties_version1.0": properties, "__substg1.0_3707001F": name.encode("utf-16-le")}
    return {f"{folder}/{key}": value for key, value in {**named, **held}.items()}


# ------------------------------------------------------------------------------------------------ winmail.dat


def winmail(papers: Mapping[str, bytes], *, body: str = "") -> bytes:
    """A winmail.dat with attachments ([MS-OXTNEF])."""
    made = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    made += _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    if body:
        made += _attribute(1, 0x0002800C, body.encode("cp1252") + b"\x00")
    for name, data in papers.items():
        made += _attribute(2, 0x00069002, bytes(14))
        made += _attribute(2, 0x00018010, name.encode("cp1252") + b"\x00")
        made += _attribute(2, 0x0006800F, data)
    return made


def _attribute(level: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
