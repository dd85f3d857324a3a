"""The SMTP peer in memory: takes letters, refuses some, loses its answers, and keeps the books on every copy (O2–O6).

A second copy of a letter is excused by what can excuse it, and counted: an answer that was lost, a sender that died between
the acceptance and its commit or was asked to end while nothing could be written, a sender that was held up in the midst of a
hand-over while another took the letter over, a person who let it go again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Protocol

from outbox.message import OutboundMessage
from outbox.smtp import Outcome, PostTrouble, Refused, Sent, TryLater, Uncertain
from tests.simulation.weather import Climate


class Sends(Protocol):
    """What the post asks of the process that hands over."""

    name: str

    def point(self, at: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One acceptance."""

    letter: str
    to: str
    data: bytes
    by: str


@dataclass(kw_only=True)
class HandOver:
    """From the first word about a letter to the commit that records what came of it."""

    letter: str
    accepted: bool = False


class PostOffice:
    """`may_begin` is asked at the first word, `before_taking` and `still_holds` at the acceptance; `taken` is told of it."""

    def __init__(
        self,
        dice: Random,
        climate: Climate,
        before_taking: Callable[[str, OutboundMessage], None],
        may_begin: Callable[[str, str], None],
        still_holds: Callable[[str, str], bool],
        taken: Callable[[Copy], None],
    ) -> None:
        self.dice, self.climate = dice, climate
        self._before_taking, self.may_begin, self._still_holds, self._taken = before_taking, may_begin, still_holds, taken
        self.copies: list[Copy] = []
        self.excused: Counter[str] = Counter()  # by letter: copies beyond the first that may exist
        self.causes: Counter[str] = Counter()  # of those excuses
        self.open: dict[str, HandOver] = {}  # by process
        self.refused: Counter[str] = Counter()
        self._greeted: Counter[str] = Counter()  # by recipient, for greylisting
        self.troubles = 0

    @contextmanager
    def open_for(self, process: Sends) -> Iterator[Window]:
        process.point("EHLO")
        if self.dice.random() < self.climate.post_trouble / 2:
            self.troubles += 1
            raise PostTrouble("The invented post does not answer.")
        yield Window(self, process)

    def excuse(self, letter: str, cause: str) -> None:
        self.excused[letter] += 1
        self.causes[cause] += 1

    def recorded(self, process: str) -> None:
        """After a commit of this process: is what it handed over last on record now?"""
        hand_over = self.open.get(process)
        if hand_over is not None and not self._still_holds(process, hand_over.letter):
            del self.open[process]

    def died(self, process: str) -> None:
        """A kill between the acceptance and the commit is the one thing that nobody can take back."""
        hand_over = self.open.pop(process, None)
        if hand_over is not None and hand_over.accepted:
            self.excuse(hand_over.letter, "a kill before the commit")

    def ended(self, process: str, *, refused: bool) -> None:
        """In good order; what neither the store nor the journal could write down after the acceptance, nobody knows any more."""
        hand_over = self.open.pop(process, None)
        if hand_over is not None and hand_over.accepted and refused:
            self.excuse(hand_over.letter, "an end while the disk was full")

    def turns_away(self, message: OutboundMessage) -> Refused | TryLater | None:
        if self.dice.random() < self.climate.refusal:
            self.refused[message.id] += 1
            return Refused(code=550, reply="550 5.1.1 no such mailbox")
        if self._greeted[message.to] < 3 and self.dice.random() < self.climate.greylisting:
            self._greeted[message.to] += 1
            return TryLater(reply="451 4.7.1 come back later")
        return None

    def take(self, process: str, message: OutboundMessage) -> None:
        self._before_taking(process, message)
        another_has_it = any(
            other != process and hand_over.letter == message.id and hand_over.accepted for other, hand_over in self.open.items()
        )
        if another_has_it or not self._still_holds(process, message.id):
            self.excuse(message.id, "held up in the midst of a hand-over")
        # Another job of this process may have committed meanwhile, when its claim had gone to another: see `recorded`.
        self.open.setdefault(process, HandOver(letter=message.id)).accepted = True
        copy = Copy(letter=message.id, to=message.to, data=message.data, by=process)
        self.copies.append(copy)
        self._taken(copy)

    def copies_of(self, letter: str) -> int:
        return sum(copy.letter == letter for copy in self.copies)


class Window:
    """The counter as one process stands before it."""

    def __init__(self, office: PostOffice, process: Sends) -> None:
        self._office, self._process = office, process

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:  # noqa: ARG002 - TakesLetters' signature
        office, process = self._office, self._process
        office.may_begin(process.name, message.id)
        office.open[process.name] = HandOver(letter=message.id)
        process.point("RCPT")
        if office.dice.random() < office.climate.post_trouble / 2:
            office.troubles += 1
            stops = office.dice.choice(("letter", "domain", "everybody"))
            return TryLater(reply="The line broke before the letter was handed over.", stops=stops)
        if turned_away := office.turns_away(message):
            return turned_away
        lost = office.dice.random() < office.climate.answer_lost
        if lost and office.dice.random() < 0.5:
            office.troubles += 1
            return Uncertain(why="The line broke after the last dot, and the letter had not arrived.")
        office.take(process.name, message)
        if lost:
            office.troubles += 1
            office.excuse(message.id, "a lost answer")
            office.open[process.name].accepted = False
            process.point("a lost answer")
            return Uncertain(why="The line broke after the last dot, and the letter had arrived.")
        process.point("250")
        return Sent(reply="250 2.0.0 taken")
