"""The pages of one mail's papers while they are drawn for a person: files, words seen on them, pictures made.

The room holds them between its children: one opened a file, one knows what is to be covered, one draws.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_PAGES = 50  # of one mail
MOST_OCTETS = 64 << 20  # of the files that are held for it
BIGGEST_PICTURE = 400_000  # octets
TOO_MANY = f"The mail has more than {MOST_PAGES} pages; those after them are shown as text alone."
BROKE = "Page {} could not be drawn; its words stand here as text."

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    opened: int  # which of the mail's attachments it came with
    name: str
    data: bytes
    is_pdf: bool
    pages: int


@dataclass(slots=True, kw_only=True)
class DrawnPages:
    pictures: dict[tuple[int, int], bytes] = field(default_factory=dict)  # (paper, page) → PNG
    asked_for: int = 0
    _files: list[_File] = field(default_factory=list)
    _seen: dict[tuple[int, str, int], Sequence[Any]] = field(default_factory=dict)

    def keep_file(self, opened: int, name: str, data: bytes, *, is_pdf: bool, pages: int) -> None:
        if sum(len(each.data) for each in self._files) + len(data) <= MOST_OCTETS:
            self._files.append(_File(opened=opened, name=name, data=data, is_pdf=is_pdf, pages=pages))

    def keep_words(self, opened: int, name: str, page: int, words: Sequence[Any]) -> None:
        self._seen[opened, name, page] = words

    def count(self, opened: int, name: str) -> int:
        """How many pages of a paper can be drawn."""
        return sum(max(0, each.pages) for each in self._of(opened, name))

    def task_of(self, opened: int, name: str, page: int, about: Mapping[str, Any]) -> tuple[dict[str, Any], bytes] | None:
        """What a child has to draw, and the file; None if there is no such page."""
        at = page - 1
        for each in self._of(opened, name):
            if at < each.pages:
                seen = self._seen.get((opened, name, page), ())
                known = {"page": page, "at": at, "is_pdf": each.is_pdf, "seen": seen}
                return {"do": "draw", "about": {**about, **known}}, each.data
            at -= each.pages
        return None

    def _of(self, opened: int, name: str) -> list[_File]:
        return [each for each in self._files if (each.opened, each.name) == (opened, name)]

    def take(self, paper: int, page: int, made: Mapping[str, Any]) -> dict[str, Any]:
        """Keeps the picture; what is left tells whoever asked how large it is, or why there is none."""
        told = {name: made[name] for name in ("width", "height", "size", "note", "is_covered") if name in made}
        try:
            png = base64.b64decode(str(made.get("png", "")), validate=True)
        except binascii.Error:
            png = b""
        if png.startswith(_PNG) and len(png) <= BIGGEST_PICTURE:
            self.pictures[paper, page] = png
            return {**told, "is_drawn": True}
        return told if told.get("note") else {"note": BROKE.format(page)}
