"""Our values as JSON-able data and back. The only door to cattrs, opened at first use: a looking command has no need of it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from parsing.readings import Reading

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def to_data(value: Any) -> Any:
    """A value of ours (Mail, Case, Partner, Question …) as data that `json` can write. What is as by default is left out."""
    return _converter().unstructure(value)


def from_data(kind: type[T], data: Any) -> T:
    """The value again. A key that is missing takes its default: an older program may have written the data."""
    return _converter().structure(data, kind)


@cache
def _converter() -> Converter:
    """Every type is taken at its word: text is never read as a number, nor a number as text."""
    from cattrs import Converter  # noqa: PLC0415 - a tenth of a second that `cases` and `queue` do not pay
    from cattrs.strategies import configure_tagged_union  # noqa: PLC0415 - the same

    converter = Converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _as_it_is)
    configure_tagged_union(Reading, converter, tag_name="kind", tag_generator=_tag)
    return converter


def _tag(member: Any) -> str:
    return str(member.kind)


def _as_it_is(value: Any, kind: type[T]) -> T:
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was expected, {type(value).__name__} was stored")
    return value
