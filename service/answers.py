"""The typed value of what a coordinator writes behind «--set FIELD=». Exact spellings only, even from her: never a guess."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from matching.field_types import ANY_NUMBER, BOUNDS, CLOSED_LISTS, GROUNDS, LANDLORDS, MAILBOXES, ONE_AREA, SEVERAL_AREAS
from parsing.field import Field, Where
from parsing.readings import Person
from scheme.agreement import Scheme
from service.config import WrongUsage

MAILBOX = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[a-z\d-]+(?:\.[a-z\d-]+)+", re.IGNORECASE)
OLDEST = 120  # years
DAYS = (date(1990, 1, 1), date(2099, 12, 31))


def field(kind: type[Any], key: str, text: str, scheme: Scheme, where: Where) -> Field[Any]:
    """Her answer as a Field of this kind of reading. Raises WrongUsage with a sentence that says what would do."""
    hint = typing.get_args(typing.get_type_hints(kind)[key])[0]
    if not text:
        raise WrongUsage(f"Say what «{key}» is: {key}=VALUE.")
    return Field(value=_value(hint, key, text, scheme), quote=text, where=where)


def _value(hint: Any, key: str, text: str, scheme: Scheme) -> Any:
    """The typed value of what she wrote; exact spellings only, even from her."""
    if key in SEVERAL_AREAS:
        return tuple(sorted({_area(word, scheme) for word in _words(text)}))
    if key in ONE_AREA:
        return _area(text, scheme)
    if key in LANDLORDS:
        return _landlord(text, scheme)
    if key == "reference":
        return _reference(text, scheme)
    if key in MAILBOXES:
        return _mailbox(key, text)
    if key == "groups":
        return _groups(text, scheme)
    if key in CLOSED_LISTS:
        return _one_of(key, text, CLOSED_LISTS[key])
    if hint is bool:
        return _yes_or_no(key, text)
    if hint is int:
        return _whole(key, text)
    if hint is date:
        return _day(key, text)
    if hint == tuple[Person, ...]:
        return tuple(_person(word) for word in _words(text))
    one: Callable[[str], str] = (lambda word: _ground(key, word, scheme)) if key in GROUNDS else str
    return tuple(map(one, _words(text))) if typing.get_origin(hint) is tuple else one(text)


def _one_of(key: str, text: str, allowed: tuple[str, ...]) -> str:
    word = text.casefold().replace(" ", "_").replace("-", "_")
    if word not in allowed:
        raise WrongUsage(f"«{key}» is one of: {', '.join(allowed)}; not «{text}».")
    return word


def _groups(text: str, scheme: Scheme) -> tuple[str, ...]:
    """Keys of the scheme's monitoring groups (R064); «none» takes back what was set."""
    keys = tuple(group.key for group in scheme.monitoring)
    if not keys:
        raise WrongUsage("This scheme studies no groups: its scheme file names them, as [[monitoring]].")
    words = [word.casefold() for word in _words(text)]
    if words == ["none"]:
        return ()
    if not words or not set(words) <= set(keys):
        raise WrongUsage(f"«groups» takes none, or some of: {', '.join(keys)}; not «{text}».")
    return tuple(key for key in keys if key in words)


def _ground(key: str, text: str, scheme: Scheme) -> str:
    ground = scheme.ground(text)
    if ground is None:
        raise WrongUsage(f"«{key}» is one of: {', '.join(each.key for each in scheme.grounds)}; not «{text}».")
    return ground.key


def _mailbox(key: str, text: str) -> str:
    if not MAILBOX.fullmatch(text) or not text.isascii():
        raise WrongUsage(f"«{key}» is a mailbox, as: olive.marsh@agency.example; not «{text}».")
    return text.lower()


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


def _area(text: str, scheme: Scheme) -> str:
    area = scheme.area(text)
    if area is None:
        raise WrongUsage(f"«{text}» is no area of this scheme.{_perhaps(scheme.area_proposals(text))}")
    return area.name


def _landlord(text: str, scheme: Scheme) -> str:
    landlord = scheme.landlord(text)
    if landlord is None:
        raise WrongUsage(
            f"«{text}» is no landlord that the scheme or the register knows.{_perhaps(scheme.landlord_proposals(text))}"
        )
    return landlord


def _perhaps(names: tuple[str, ...]) -> str:
    return f" Perhaps: {', '.join(names)}." if names else ""


def _reference(text: str, scheme: Scheme) -> str:
    found = scheme.references_in(text)
    if len(found) != 1:
        raise WrongUsage(f"«{text}» is no reference. Write it as {scheme.reference_prefix}-01-26.")
    return str(found[0])


def _yes_or_no(key: str, text: str) -> bool:
    known = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    if text.casefold() not in known:
        raise WrongUsage(f"«{key}» is yes or no, not «{text}».")
    return known[text.casefold()]


def _whole(key: str, text: str) -> int:
    lowest, highest = BOUNDS.get(key, ANY_NUMBER)
    if not re.fullmatch(r"-?\d{1,3}", text) or not lowest <= int(text) <= highest:
        raise WrongUsage(f"«{key}» is a whole number from {lowest} to {highest}, not «{text}».")
    return int(text)


def _day(key: str, text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if DAYS[0] <= day <= DAYS[1]:
            return day
    raise WrongUsage(f"«{key}» is a day: write it as 2026-11-22 or 22/11/2026, not «{text}».")


def _person(word: str) -> Person:
    """«34f», «9 m», «12»: an age in years and, if known, f, m or other."""
    digits = "".join(char for char in word if char.isdigit())
    letters = "".join(char for char in word if char.isalpha()).casefold()
    if not digits or len(digits) > 3 or int(digits) > OLDEST or letters not in {"", "f", "m", "other"}:
        raise WrongUsage(f"«{word}» is no person. Write ages with f, m or nothing, as: 34f, 9m, 2.")
    return Person(age=int(digits), sex=letters or None)
