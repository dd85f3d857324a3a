"""The coordinator at her queue: she knows what people wrote themselves, and asks them whether a letter came.

So she accepts what is genuine, lets a letter go again that nobody has received, and dismisses the rest. A hasty one accepts
letters unseen and throws genuine mails away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from random import Random
from typing import Any

from service import look, resolve
from service.config import WrongUsage
from store.engine import Store
from tests.simulation.books import COORDINATOR, PAUSER, Books
from tests.simulation.people import People
from tests.simulation.post_office import PostOffice
from tests.simulation.reading import scheme_with
from tests.simulation.weather import Climate

ACCEPTED, ARRIVED, DISMISSED = (
    resolve.Answer(accept=True),
    resolve.Answer(sent=True),
    resolve.Answer(dismiss="seen to by hand"),
)
MOST_AGAIN = 3  # times that she lets one letter go again


class Coordinator:
    def __init__(
        self,
        store: Store,
        books: Books,
        office: PostOffice,
        people: People,
        dice: Random,
        climate: Climate,
        told: Callable[[str, str], None],
    ) -> None:
        self._store, self._books, self._office, self._people = store, books, office, people
        self._dice, self.climate, self._told = dice, climate, told
        self.answers = 0

    def look(self, *, at_all: bool) -> None:
        """Through the queue; in the midst of the weather she does not get through it."""
        for question in self.queue():
            if at_all or self._dice.random() < 0.7:
                self._answer(question)

    def queue(self) -> list[dict[str, Any]]:
        return look.queue(self._store)

    def _answer(self, question: dict[str, Any]) -> None:
        number = question["id"]
        if number not in {each["id"] for each in self.queue()}:
            return  # what she said of another one has settled it
        answer = self._answer_to(question)
        self.answers += 1
        said = "accepted" if answer.accept else "it has arrived" if answer.sent else "dismissed"
        self._told(COORDINATOR, f"{number}, {question['kind']} of {question['source']}: {said}")
        try:
            self._resolve(number, answer)
        except (resolve.CannotResolve, WrongUsage) as why:
            self._told(COORDINATOR, f"cannot: {why}")
            self._resolve(number, DISMISSED)
        self._books.after_commit(COORDINATOR)

    def _resolve(self, question: str, answer: resolve.Answer) -> None:
        resolve.resolve(self._store, scheme_with(), question, answer, PAUSER)

    def _answer_to(self, question: dict[str, Any]) -> resolve.Answer:
        what, _, which = str(question["source"]).partition(" ")
        hasty = self._dice.random() < self.climate.hasty_coordinator
        if what == "letter":
            if self._books.again[which] >= MOST_AGAIN:
                return DISMISSED
            if self._office.copies_of(which) and not hasty:
                return ARRIVED if question["kind"] == "uncertain" else DISMISSED
            return ACCEPTED
        if what == "message":
            genuine = self._fingerprint(int(which.partition(",")[0])) in self._people.genuine
            return ACCEPTED if genuine and not hasty else DISMISSED
        return DISMISSED

    def _fingerprint(self, message: int) -> str:
        row: sqlite3.Row = self._books.rows.execute("SELECT fingerprint FROM messages WHERE id = ?", (message,)).fetchone()
        return str(row["fingerprint"])
