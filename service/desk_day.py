"""The day's page for the desk: the same lines as in the morning letter, with where each is dealt with."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import date

from desk.day import DueDay, DueLine, DueSection
from matching.agenda import Agenda, Due, Item
from matching.case import Case
from outbox.day_words import sentences
from outbox.morning import SECTIONS
from service.agenda import page_of
from service.behind_the_desk import Behind
from store import cases
from store.engine import Tx

# What the letter says with a command, and the desk with a link.
AT_THE_DESK: Mapping[Due, str] = {
    Due.DANGER: "Somebody may be in danger. Open each one first, and act on it before all else.",
    Due.CIRCULATE: "These are complete and approved, and landlords have not been told. Open each and see what it waits for.",
    Due.LETTERS: "See in the outbox why each has not gone; let it go, or tell its reader another way.",
    Due.QUESTIONS: "Answer the oldest first.",
}


class DeskDays:
    """Keeps the open requests between two looks: what has not changed is not taken apart again."""

    def __init__(self, behind: Behind) -> None:
        self.behind = behind
        self._kept: Mapping[str, tuple[int, Case]] = {}
        self._turn = threading.Lock()

    def due(self, day: date) -> DueDay:
        scheme = self.behind.scheme()
        with self.behind.store.read() as tx:
            page = page_of(tx, scheme, self.behind.place, day, self._going(tx))
        return DueDay(day=day, sections=tuple(_sections(page)))

    def going(self) -> tuple[Case, ...]:
        with self.behind.store.read() as tx:
            return self._going(tx)

    def _going(self, tx: Tx) -> tuple[Case, ...]:
        """In the order of their references; a case's version tells whether it has changed."""
        with self._turn:
            versions = cases.versions_of_open(tx)
            kept = {name: each for name, each in self._kept.items() if versions.get(name) == each[0]}
            changed = cases.named(tx, [name for name in versions if name not in kept])
            fresh = {case.reference: (versions[case.reference], case) for case in changed}
            self._kept = {name: kept.get(name) or fresh[name] for name in versions if name in kept or name in fresh}
            return tuple(case for _, case in self._kept.values())


def _sections(page: Agenda) -> Iterator[DueSection]:
    for due in Due:
        items = page.of(due)
        if items:
            words = SECTIONS[due]
            lines = tuple(_line(item, sentence) for item, sentence in zip(items, sentences(items, page.day), strict=True))
            yield DueSection(due=due.value, heading=words.heading, todo=AT_THE_DESK.get(due, words.todo), lines=lines)


def _line(item: Item, sentence: str) -> DueLine:
    return DueLine(sentence=sentence, reference=item.reference, question=item.question, is_more=item.says in {"more", "kind"})
