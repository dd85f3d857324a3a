"""What `reciprocal init` asks when it was not told: short questions with a proposal each, at a terminal only."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service import new_region
from service.config import WrongUsage
from service.new_region import NewArea, NewRegion

Ask = Callable[[str, str], str]  # a question and a proposal → the answer

MAILBOX = re.compile(r"[^\s@,;<>]+@[a-z\d-]+(?:\.[a-z\d-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The flags, as they were typed; empty = not given."""

    name: str = ""
    region: str = ""
    prefix: str = ""
    areas: str = ""
    areas_file: Path | None = None
    area_words: str = ""
    register: Path | None = None
    address: str = ""
    coordinators: str = ""
    cap: str = ""
    minimum_areas: str = ""


def new_region_of(given: Given, ask: Ask | None, since: date) -> NewRegion:
    """The region as flags and answers say. Without somebody to ask (`ask` is None) what has no default must be a flag."""
    region = _needed("--region", given.region, "What is the region called?", "", ask)
    areas = _areas(given, ask)
    return NewRegion(
        region=region,
        name=_or_asked(given.name, "What is the scheme called?", f"{region} Housing Reciprocal", ask),
        prefix=_prefix(
            _or_asked(given.prefix, "Which capital letters begin its references?", new_region.prefix_for(region), ask)
        ),
        areas=areas,
        area_words=_or_asked(given.area_words, "What are the areas called (boroughs, districts …)?", "areas", ask),
        address=_mailbox(_or_asked(given.address, "Which is its secure mailbox?", "reciprocal@example.org", ask)),
        coordinators=tuple(map(_mailbox, new_region.listed(given.coordinators.replace(",", ";")))),
        cap=_whole("--cap", _or_asked(given.cap, "How many homes may a landlord owe?", "3", ask)),
        minimum_areas=_whole("--minimum-areas", given.minimum_areas or "1"),
        register=_text(given.register) if given.register else "",
        since=since,
    )


def _areas(given: Given, ask: Ask | None) -> tuple[NewArea, ...]:
    if given.areas_file:
        return new_region.areas_of_csv(_text(given.areas_file))
    names = _needed("--areas or --areas-file", given.areas, "Which areas has it? Put a semicolon between them.", "", ask)
    return tuple(NewArea(name=name) for name in new_region.listed(names.replace(",", ";")))


def _or_asked(said: str, question: str, proposal: str, ask: Ask | None) -> str:
    return said.strip() or (ask(question, proposal).strip() if ask else "") or proposal


def _needed(flag: str, said: str, question: str, proposal: str, ask: Ask | None) -> str:
    if answer := _or_asked(said, question, proposal, ask):
        return answer
    raise WrongUsage(f"Say {flag}: «reciprocal init --help» lists what can be said.")


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2,6}", text):
        raise WrongUsage(f"References begin with two to six capital letters, as ARC; not «{text}».")
    return text


def _mailbox(text: str) -> str:
    if not MAILBOX.fullmatch(text):
        raise WrongUsage(f"«{text}» is no mailbox: write it as reciprocal@example.org.")
    return text.lower()


def _whole(flag: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?", text.strip()):
        raise WrongUsage(f"{flag} is a whole number from 1 on, not «{text}».")
    return int(text)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsage(f"{file} is not in UTF-8. Save it as CSV in UTF-8.") from None


def can_ask() -> bool:
    """Whether somebody sits there."""
    return sys.stdin.isatty() and sys.stdout.isatty()
