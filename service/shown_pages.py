"""What stands where on the pages of a paper: what is to be painted over, and the boxes around what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desk.papers import Box, Sheet
from parsing.cover import Cover
from parsing.document import Document
from parsing.evidence import marked
from parsing.page_pictures import Picturing, Secret
from parsing.readings import Unreadable
from service.shown_papers import Own, key_of, marked_lines


def secrets_in(document: Document, own: Own, cover: Cover) -> Mapping[int, Sequence[Secret]]:
    """What is to be covered on each page, with the lines and form fields in which it stands."""
    plain = [line for line in marked(document, Unreadable(why="")) if not line.is_hidden]
    found: dict[int, list[Secret]] = {}
    for line, under in zip(plain, marked_lines(document, own, cover), strict=True):
        if line.text != under.text:
            secret = Secret(words=tuple(_words_covered(line.text, under.text)), box=line.where.box)
            found.setdefault(line.where.page, []).append(secret)
    for named in document.named:
        if (under_stars := cover.over(named.value)) != named.value:
            secret = Secret(words=tuple(_words_covered(named.value, under_stars)), box=named.where.box)
            found.setdefault(named.where.page, []).append(secret)
    return found


def _words_covered(text: str, under: str) -> Iterator[str]:
    for match in re.finditer(r"\S+", text):
        if under[match.start() : match.end()] != match.group():
            yield match.group()


def picturing(page: int, document: Document, cover: Cover, secrets: Sequence[Secret]) -> Picturing:
    return Picturing(
        page=page,
        runs=tuple(sorted(cover.runs)),
        names=tuple(sorted(cover.words)),
        secrets=tuple(secrets),
        is_recognised=document.is_scan,
    )


def sheet_of(page: int, made: Mapping[str, Any], own: Own) -> Sheet:
    """A page's picture with the places of what was read on it."""
    keys: dict[tuple[int, ...], list[tuple[str, bool]]] = {}
    for number, reading in own:
        for key, said in reading.fields():
            if said.where.page == page and said.where.box and not said.blank:
                keys.setdefault(said.where.box, []).append((key_of(number, key), bool(said.doubt)))
    width, height = made["size"]
    boxes = tuple(_box(edges, float(width), float(height), held) for edges, held in keys.items())
    return Sheet(
        page=page,
        width=int(made["width"]),
        height=int(made["height"]),
        boxes=boxes,
        is_covered=bool(made.get("is_covered")),
    )


def _box(edges: tuple[int, ...], width: float, height: float, held: Sequence[tuple[str, bool]]) -> Box:
    """In hundredths of the page, with a little air around the words."""
    left, top, right, bottom = edges
    return Box(
        left=round(100 * max(0, left - 2) / width, 2),
        top=round(100 * max(0, top - 2) / height, 2),
        width=round(100 * (right - left + 4) / width, 2),
        height=round(100 * (bottom - top + 4) / height, 2),
        keys=tuple(key for key, _ in held),
        in_doubt=any(doubted for _, doubted in held),
    )
