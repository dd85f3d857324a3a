"""How a field is asked for in a form, and its value as text: the very words that an answer takes (service/answers.py)."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from desk import field_words
from matching.field_types import ANY_NUMBER, BOUNDS, CLOSED_LISTS, GROUNDS, LANDLORDS, MAILBOXES, ONE_AREA, SEVERAL_AREAS
from parsing.readings import Person, Reading
from scheme.agreement import Scheme

LONG = frozenset({"condition_text", "reason"})
KINDS: Mapping[str, type[Any]] = {kind.kind: kind for kind in typing.get_args(Reading)}  # Any: the union's members share no base
OFFER = "offer"  # no field: which of a request's offers is meant


class Kind(StrEnum):
    SELECT = "select"  # one of a closed list
    BOXES = "boxes"  # any of a list
    LANDLORD = "landlord"  # one of the scheme's and the register's
    DATE = "date"
    NUMBER = "number"
    MAILBOX = "email"
    TEXT = "text"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    bounds: tuple[int, int] = ANY_NUMBER


@cache
def _types(kind: str) -> dict[str, Any]:  # Any: a reading's own annotations
    hints = typing.get_type_hints(KINDS[kind])
    return {key: typing.get_args(hint)[0] for key, hint in hints.items() if typing.get_origin(hint) and typing.get_args(hint)}


def input_of(kind: type[Any], key: str, scheme: Scheme) -> Input:
    """The input for a field of this kind of reading."""
    if (chosen := _listed(key, scheme)) is not None:
        return chosen
    hint = _types(kind.kind)[key]
    if hint is bool:
        return Input(kind=Kind.SELECT, choices=(("yes", "yes"), ("no", "no")))
    if hint is int:
        return Input(kind=Kind.NUMBER, bounds=BOUNDS.get(key, ANY_NUMBER), hint="Ground floor is 0." if key in BOUNDS else "")
    if hint is date:
        return Input(kind=Kind.DATE)
    if hint == tuple[Person, ...]:
        return Input(kind=Kind.TEXT, hint="Ages in years with f or m where known, as: 34f, 9m, 2")
    return Input(kind=Kind.LONG if key in LONG else Kind.TEXT)


def _listed(key: str, scheme: Scheme) -> Input | None:
    """What has a list of its own, by its key."""
    if key in CLOSED_LISTS:
        return Input(
            kind=Kind.SELECT, choices=tuple((value, field_words.said(key, value, scheme)) for value in CLOSED_LISTS[key])
        )
    if key in SEVERAL_AREAS:
        return Input(kind=Kind.BOXES, choices=_areas(scheme))
    if key in ONE_AREA:
        return Input(kind=Kind.SELECT, choices=_areas(scheme))
    if key in LANDLORDS:
        return Input(kind=Kind.LANDLORD, hint="As it stands in the register.")
    if key in GROUNDS:
        grounds = tuple((ground.key, ground.label) for ground in scheme.grounds)
        return Input(kind=Kind.BOXES if key == "risk_other" else Kind.SELECT, choices=grounds)
    if key == "groups":
        return Input(kind=Kind.BOXES, choices=tuple((group.key, group.label) for group in scheme.monitoring))
    if key in MAILBOXES:
        return Input(kind=Kind.MAILBOX, hint="The whole address.")
    if key == "reference":
        return Input(kind=Kind.TEXT, hint=f"Its reference, as {scheme.reference_prefix}-01-26.")
    return None


def _areas(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    return tuple((area.name, area.name) for area in scheme.areas)


def landlords(scheme: Scheme) -> tuple[str, ...]:
    return tuple(sorted({landlord.name for landlord in scheme.landlords}, key=str.casefold))


def as_text(value: Any) -> str:
    """A value as it is written in an answer; empty for none, and for a person of unknown age, whom no answer can write."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Person():
            return "" if value.age is None else f"{value.age}{value.sex or ''}"
        case tuple() | list():
            return ", ".join(text for each in value if (text := as_text(each)))
        case _:
            return str(value)


def joined(texts: Sequence[str]) -> str:
    """What came from one field of a form: several ticked boxes are one answer."""
    return ", ".join(text.strip() for text in texts if text.strip())


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same: the order of a list does not count."""
    return {word.strip() for word in one.split(",")} == {word.strip() for word in other.split(",")}
