"""A year of an invented region, played whole: `make bench-year`.

Requests, approvals, panels, refusals, holds at the cap, pauses, withdrawals, recalls, a merger and a correction go through the
real line: kept, read, decided, told, and every day's clocks. Then the books are verified, and the same year is played once more
with the mails of each week in another order that causality allows: it must end the same.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.year_people import BOUNDARY, OURS, People, as_mail, households, in_any_order, week_begins
from bench.year_region import ASSOCIATIONS, partners, region
from ingest.folder import DirectoryMailbox
from matching.case import Case, State
from outbox.message import OutboundMessage
from outbox.smtp import Outcome, Sent
from parsing.read import read
from scheme.agreement import load
from service import new_region, pot, verify
from service.daemon import run_once
from service.line import Line
from service.resolve import Answer, CannotResolve, resolve
from store import cases, ledger, outbox, questions
from store import partners as register
from store.engine import Store, open_store

HOUSEHOLDS, WEEKS = 210, 52
MERGER, CORRECTION = 0.5, 0.75  # of the year
COORDINATOR = "Cora Wells"


@dataclass(frozen=True, kw_only=True)
class Year:
    """What is played: how many households, how long, and in which order the mails of a week come."""

    seed: int
    households: int = HOUSEHOLDS
    weeks: int = WEEKS
    order: int = 0  # 0: as written; else the seed of a shuffle


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a year ended: what must be the same whatever the order, and its figures."""

    state: Mapping[str, Any]
    figures: Mapping[str, int]
    wrong: tuple[str, ...]  # what verify found
    seconds: float
    mails: int


class Shelf:
    """The post: every letter is taken."""

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held open."""

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:  # noqa: ARG002 - the post's signature
        return Sent(reply="taken")


def play(year: Year, home: Path, tell: Callable[[int], object] = lambda _: None) -> Ended:
    """The whole year in a folder of its own."""
    began = time.perf_counter()
    stage = _Stage(year, home)
    for week in range(year.weeks):
        stage.week(week)
        tell(week)
    ended = stage.ended(time.perf_counter() - began)
    stage.store.close()
    return ended


class _Stage:
    def __init__(self, year: Year, home: Path) -> None:
        self.year, self.home, self.number, self.now = year, home, 0, datetime(2025, 1, 6, 9, tzinfo=UTC)
        (home / "mails").mkdir(parents=True)
        (home / "scheme.toml").write_text(new_region.scheme_file(region(), partners()[12:]), encoding="utf-8")
        self.register = partners()
        self.scheme = load(home / "scheme.toml").with_register(self.register)
        self.store = open_store(f"sqlite:///{home / 'year.db'}")
        self.store.write(lambda tx: register.replace(tx, self.register, self.now))
        self.people = People(year.seed, households(year.seed, year.households, self.register, year.weeks), self.register)

    def week(self, week: int) -> None:
        self.now = datetime.combine(week_begins(week), datetime.min.time(), UTC) + timedelta(hours=9)
        self._deliver(week)
        self._run()
        self._answer()
        self._run()
        for _ in range(6):
            self.now += timedelta(days=1)
            self._run()
        if week == int(MERGER * self.year.weeks):
            self._merge_two()
        if week == int(CORRECTION * self.year.weeks):
            self._take_one_back()

    def _deliver(self, week: int) -> None:
        said = self.people.write(week, self._cases())
        if self.year.order:
            said = in_any_order(said, random.Random(f"{self.year.order} {week}"))  # noqa: S311 - no secret
        for each in said:
            self.number += 1
            (self.home / "mails" / f"{self.number:05}.eml").write_bytes(as_mail(each, self.now, self.number))

    def _cases(self) -> dict[int, Case]:
        with self.store.read() as tx:
            return {_household(case): case for case in cases.every(tx)}

    def _run(self) -> None:
        if trouble := run_once(self._line()):
            raise RuntimeError(trouble)

    def _line(self) -> Line:
        return Line(
            store=self.store,
            scheme=self.scheme,
            sender=f"Reciprocal <{OURS}>",
            secure_domains=("example",),
            open_mailbox=lambda: DirectoryMailbox(self.home / "mails", now=lambda: self.now),
            open_post=Shelf,
            read=partial(read, scheme=self.scheme, trusted_authserv_ids=(BOUNDARY,)),
            now=lambda: self.now,
        )

    def _answer(self) -> None:
        """The coordinator says yes to what officers ask for, and looks at the rest."""
        with self.store.read() as tx:
            waiting = questions.open_all(tx)
            of_case = {each.question.case: cases.find(tx, each.question.case) for each in waiting if each.question.case}
        for asked in sorted(waiting, key=lambda each: (_household_or_none(of_case.get(each.question.case)), each.question.kind)):
            try:
                accept = asked.question.kind in {"change", "lapse"} and "onsent" not in asked.question.why
                resolve(self.store, self.scheme, asked.id, Answer(accept=True) if accept else SEEN, COORDINATOR)
            except CannotResolve:
                resolve(self.store, self.scheme, asked.id, SEEN, COORDINATOR)

    def _merge_two(self) -> None:
        """The association that owes or is owed most becomes part of another with which it has no home on its way."""
        with self.store.read() as tx:
            owes = {name: abs(each.owes) for name, each in ledger.balances(tx).items()}
        for old in sorted(ASSOCIATIONS, key=lambda name: (-owes.get(name, 0), name)):
            new = next(name for name in ASSOCIATIONS if name != old)
            with suppress(pot.CannotDo):
                pot.merge(self._hand(), old, new, self.now.date(), f"{old} has joined {new}")
                self.scheme = load(self.home / "scheme.toml").with_register(self._register())
                return

    def _take_one_back(self) -> None:
        moved = sorted((number, case.reference) for number, case in self._cases().items() if case.state is State.MOVED)
        if moved:
            pot.take_back(self._hand(), moved[0][1], self.now.date(), "the household never moved in")

    def _hand(self) -> pot.Hand:
        return pot.Hand(store=self.store, scheme=self.scheme, sender=f"Reciprocal <{OURS}>", by=COORDINATOR, now=self.now)

    def _register(self) -> tuple[Any, ...]:
        with self.store.read() as tx:
            return register.every(tx)

    def ended(self, seconds: float) -> Ended:
        found = verify.verify(self.store)
        return Ended(
            state=_state(self.store),
            figures=_figures(self.store),
            wrong=tuple(f"{each.what}: {each.sentence}" for each in found if not each.ok),
            seconds=seconds,
            mails=self.number,
        )


SEEN = Answer(dismiss="seen")


def _household(case: Case) -> int:
    return int(case.officers[0].email[7:10])


def _household_or_none(case: Case | None) -> int:
    return _household(case) if case else 0


def _state(store: Store) -> dict[str, Any]:
    """Everything that must not depend on the order, with households in the place of references."""
    with store.read() as tx:
        known = {case.reference: case for case in cases.every(tx)}
        name = {reference: f"household {_household(case):03}" for reference, case in known.items()}
        letters = Counter((each.kind, each.to, name.get(each.case, "")) for each in outbox.listing(tx))
        asked = Counter((name.get(each.question.case, ""), each.question.kind) for each in questions.every(tx))
        balances = {landlord: each for landlord, each in ledger.balances(tx).items() if each != type(each)()}
        entries = Counter(
            (each.kind, name.get(each.case, ""), each.landlord, each.homes, each.day) for each in ledger.entries(tx)
        )
    as_cases = {name[reference]: _without_ids(case) for reference, case in known.items()}
    return {"cases": as_cases, "letters": letters, "questions": asked, "balances": balances, "entries": entries}


def _without_ids(case: Case) -> Case:
    """References and ids of offers derive from the order of arrival."""
    offers = tuple(replace(offer, id="", beside=(), home="", also_for=()) for offer in case.offers)
    told = tuple(sorted(key.partition(" ")[0] for key in case.told))
    return replace(case, reference="", form_fingerprint="", offers=offers, told=told)


def _figures(store: Store) -> dict[str, int]:
    with store.read() as tx:
        known = cases.every(tx)
        written = outbox.listing(tx)
        entries = ledger.entries(tx)
    letters = Counter(each.kind for each in written)
    posted = Counter(entry.kind.value for entry in entries)
    return {
        "requests": len(known),
        "offers": sum(len(case.offers) for case in known),
        "moves": posted["post"] // 2,
        "held at the cap": letters["on_hold"],
        "recalls": len({each.case for each in written if each.kind == "recall"}),
        "balances carried over": posted["carry"] // 2,
        "corrections": posted["correct"] // 2,
        "letters": sum(letters.values()),
    }


def _played(year: Year, place: str | None) -> Ended:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        return play(year, Path(folder) / "year")


def _in_memory() -> str | None:
    """Where a file costs no wait for a disk: what is measured is the work, and every disk waits differently."""
    place = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return str(place) if place.is_dir() and os.access(place, os.W_OK) else None


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=2025)
    words.add_argument("--orders", type=int, default=1, help="how many further orders of the same year")
    words.add_argument("--on-disk", action="store_true", help="the store on the disk, where every commit waits for it")
    given = words.parse_args()
    place = None if given.on_disk else _in_memory()
    out = Console(highlight=False)
    with tempfile.TemporaryDirectory(dir=place) as folder, get_context("spawn").Pool(1) as beside:
        others = [
            beside.apply_async(_played, (Year(seed=given.seed, order=order), place)) for order in range(1, given.orders + 1)
        ]
        columns = (TextColumn("week"), MofNCompleteColumn(), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=out, transient=not out.is_terminal) as progress:
            task = progress.add_task("", total=WEEKS)
            first = play(Year(seed=given.seed), Path(folder) / "year", lambda _: progress.advance(task))
        shuffled = [each.get() for each in others]
    return _told(first, shuffled, out)


def _told(first: Ended, shuffled: list[Ended], out: Console) -> int:
    out.print(
        f"A year in {first.seconds:.0f} s, two side by side: "
        + ", ".join(f"{number} {what}" for what, number in first.figures.items())
    )
    out.print(f"{first.mails} mails by people, {first.mails / first.seconds:.1f} a second with all that follows from them.")
    wrong = [*first.wrong, *(sentence for each in shuffled for sentence in each.wrong)]
    out.print("verify: clean" if not wrong else "verify: " + "; ".join(wrong))
    for number, each in enumerate(shuffled, 1):
        unlike = [part for part in first.state if first.state[part] != each.state[part]]
        out.print(
            f"shuffled {number} ({each.seconds:.0f} s): " + ("ends equal" if not unlike else f"differs in {', '.join(unlike)}")
        )
        wrong += unlike
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
