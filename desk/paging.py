"""Long lists, a page at a time."""

from __future__ import annotations

from typing import TypeVar

from desk.web import Ask

T = TypeVar("T")


def pages_of(count: int, a_page: int) -> int:
    return max(1, -(-count // a_page))


def which_page(ask: Ask, pages: int) -> int:
    """The page that is asked for; the first, if that is none."""
    written = ask.asked("page")
    return min(int(written), pages) if written.isdecimal() and len(written) < 7 and int(written) else 1


def cut(lines: tuple[T, ...], page: int, a_page: int) -> tuple[T, ...]:
    return lines[(page - 1) * a_page : page * a_page]
