"""The whole shelf, in the order of its making."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.shelf import requests, small, telling, traps
from tests.support.shelf.paper import Paper


def by_hand() -> Iterator[Paper]:
    """What comes out the same each time."""
    made = (*requests.papers(), *traps.papers(), *telling.papers(), *small.papers())
    return (paper for paper in made if paper.data)


def by_foreign_programs() -> Iterator[Paper]:
    return (paper for paper in requests.papers() if paper.made_from)


def photographs() -> Iterator[tuple[Paper, str, int, float]]:
    return requests.scans()
