"""The lines of a day in words, as the morning letter, the command and the desk tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matching.agenda import Item
from outbox.disclosure import day_in_words, one_line
from outbox.morning import NO_LANDLORD, SENTENCES, STATES


def sentences(items: tuple[Item, ...], today: date) -> Iterator[str]:
    """Each line in words, for the letter and the command."""
    for item in items:
        yield SENTENCES[item.says].format(
            reference=item.reference,
            landlord=one_line(item.landlord) or NO_LANDLORD,
            day=day_in_words(item.day),
            when=when_in_words(item.day, today),
            requests=number_of(item.count, "request", "requests"),
            questions=number_of(item.count, "question", "questions"),
            count=item.count,
            question=item.question,
            kind=item.kind.replace("_", " "),
            letter=item.kind.replace("_", " "),
            state=STATES.get(item.state, ""),
        )


def counted(items: tuple[Item, ...]) -> str:
    """How many there are, a sum of its own kind not counted twice."""
    each = [item for item in items if item.says != "kind"]
    return SENTENCES["counted"].format(count=sum(item.count if item.says == "more" else 1 for item in each))


def when_in_words(day: date | None, today: date) -> str:
    days = 0 if day is None else (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days, f"in {days} days" if days > 0 else f"{-days} days ago")


def number_of(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
