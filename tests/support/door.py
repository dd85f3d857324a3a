"""A post of one's own for a story of sending: it counts what it gets, says what the story wants, and does something at each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from outbox.message import OutboundMessage
from outbox.smtp import Outcome, Sent
from parsing.readings import Mail
from service import opening
from service.line import Line
from service.sending import Counter
from store import outbox
from tests.store.rows import NOW, put_case
from tests.support.region import Region


@dataclass
class Door:
    """`outcomes` by recipient, used up one by one; the last one stays."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    at_each: Callable[[OutboundMessage], object] = lambda _: None
    taken: list[OutboundMessage] = field(default_factory=list)
    from_whom: list[str] = field(default_factory=list)

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:
        self.taken.append(message)
        self.from_whom.append(sender_address)
        self.at_each(message)
        told = self.outcomes.get(message.to, [])
        if not told:
            return Sent(reply="250 Ok")
        return told.pop(0) if len(told) > 1 else told[0]


@contextmanager
def line_to(region: Region, door: Door, *letters: OutboundMessage, queued_at: datetime = NOW) -> Iterator[Line]:
    """The region's line, whose letters go through this door; these letters are in its outbox, on one case."""
    with region.store_open() as (settings, store):
        scheme = opening.scheme_with_register(settings, store)
        line = opening.line(settings, store, scheme, lambda _: Mail())
        if letters:
            store.write(put_case)
        for letter in letters:
            store.write(lambda tx, letter=letter: outbox.queue(tx, letter, queued_at))  # type: ignore[misc]  # bound at once
        yield replace(line, open_post=lambda: door)


def one_round(line: Line) -> Counter:
    """Until nothing more is due, as a round of the whole line does it."""
    with Counter(line) as counter:
        while counter.send_due():
            pass
    return counter


def states(line: Line, letters: Sequence[OutboundMessage]) -> list[str]:
    with line.store.read() as tx:
        return [str(outbox.state_of(tx, letter.id)) for letter in letters]
