"""One world from one seed: it hands the baton about, lets things happen in their time, and asks the auditor after every step.

The order of everything comes from the seed alone. A world ends by settling: the weather clears, clocks are put right, what
people moved is moved back, and time goes on until nothing is left to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any
from unittest.mock import patch

from ingest.message import RawMessage
from parsing.readings import Mail
from service import holder, look, resolve
from service.line import Line
from store import partners
from tests.simulation import mails, storms
from tests.simulation.agenda import Agenda
from tests.simulation.baton import Actor
from tests.simulation.books import Books
from tests.simulation.clock import STARTS, Clock
from tests.simulation.coordinator import Coordinator
from tests.simulation.disk import Database, ProcessJournal, ProcessStore
from tests.simulation.mail_server import ELSEWHERE, MailServer
from tests.simulation.people import People
from tests.simulation.post_office import Copy, PostOffice
from tests.simulation.process import Process
from tests.simulation.reading import Harmed, reading_of, scheme_with
from tests.simulation.road import HOUR, Road
from tests.simulation.script import Script
from tests.simulation.weather import Climate
from tests.support.cast import OURS

LONGEST_SETTLING = 40 * 24 * HOUR
MOST_ROUNDS = 1000  # of settling
MOST_TURNS = 20_000  # of the baton, within one round
NAMES = ("north", "south", "west")
LAST_LINES = 25  # of the trace, shown with a failure
LOOKS = "the coordinator looks at her queue"


class Broken(AssertionError):
    """Something that must hold does not. Its text says what, and how to see it again."""


class World:
    def __init__(self, script: Script, database: Database, *, say: Callable[[str], None] | None = None) -> None:
        self.script, self.climate, self.database = script, script.climate, database
        self.dice = Random(f"weather {script.seed}")  # noqa: S311 - dice, not secrets
        self.clock = Clock(STARTS[script.start])
        self.agenda = Agenda(self.clock)
        self.tally: Counter[str] = Counter()
        self.trace: list[str] = []
        self.processes: dict[str, Process] = {}
        self.disk_full_until = 0.0
        self._say, self._starts, self._settling = say, count(1), False
        self._doors = ExitStack()
        database.make_new()
        self.books = Books(self._doors.enter_context(database.looked_at()))
        self._doors.enter_context(self.clock.worn_by(resolve))
        self._settle_people()

    def _settle_people(self) -> None:
        climate, books = self.climate, self.books
        self.server = MailServer(self.clock, self.dice, climate)
        self.office = PostOffice(self.dice, climate, books.before_taking, books.may_begin, books.still_holds, self._letter_taken)
        self.road = Road(self.agenda, self.dice, climate, self.clock.now(), self._deliver)
        own_dice = Random(f"people {self.script.seed}")  # noqa: S311 - what people say must not depend on the weather
        families = tuple(replace(family, done=set()) for family in self.script.families)
        self.people = People(families, self, own_dice, self.clock.now(), robots=climate.robots, bounces=climate.bounces)
        store = self.database.store
        self.coordinator = Coordinator(store, books, self.office, self.people, self.dice, climate, self.told)

    # -- the course of events -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        try:
            self._begin()
            for _ in range(self.script.steps):
                self._step()
                if self._at_rest():
                    break
            self._settle()
            self.books.at_the_end(
                self.server, self.office, self.people.of_machines | self.road.hostile, self.road.may_be_shunted()
            )
            self._judge()
        finally:
            self._end()

    def _begin(self) -> None:
        if self.script.same_machine:
            self._doors.enter_context(_process_table(self))
        for name in NAMES[: self.script.daemons]:
            self._start(name)
        self.people.begin()
        self.agenda.add(HOUR, LOOKS, self._coordinator_looks)

    def _end(self) -> None:
        for process in self.processes.values():
            process.bury()
        self.tally["answers"] = self.coordinator.answers
        self.tally["mailbox troubles"] = self.server.troubles
        self.tally["post troubles"] = self.office.troubles
        self.tally.update({f"copies excused by {cause}": times for cause, times in self.office.causes.items()})
        self.tally["second copies"] = len(self.office.copies) - len({copy.letter for copy in self.office.copies})

    def close(self) -> None:
        self._doors.close()

    def _step(self) -> None:
        self.tally["steps"] += 1
        storms.blow(self, self.dice)
        actors = self._ready()
        if self.agenda.is_due() and (not actors or self.dice.random() < 0.4):
            self._happen()
        elif actors:
            self._hand_baton(self.dice.choice(actors))
        else:
            self._let_time_pass()
        self._judge()

    def _ready(self) -> list[Actor]:
        return [actor for process in self.processes.values() for actor in process.can_go_on(self.clock.passed)]

    def _hand_baton(self, actor: Actor) -> None:
        self.clock.advance(self.dice.uniform(0, 0.4))
        actor.go_on()
        for process in list(self.processes.values()):
            if not process.alive:
                process.bury()
                self.tally["kills"] += 1
                self.office.died(process.name)
                self._start_again(process)
            elif process.ended:
                self.told(process.name, "has ended in good order")
                self.office.ended(process.name, refused=process.refused)
                self._start_again(process)

    def _happen(self) -> None:
        event = self.agenda.take()
        self.told("world", event.what)
        event.deed()

    def _let_time_pass(self) -> None:
        """To the next event or the next process that wakes; mostly past the polls that would find nothing to do."""
        moments = [process.wakes_at() for process in self.processes.values()]
        if self.agenda.next_at is not None:
            idle = self.dice.random() < 0.9 and not self.books.unfinished(self.server)
            moments = [self.agenda.next_at] if idle else [*moments, self.agenda.next_at]
        self.clock.advance(max(0.0, min(moments, default=0.0) - self.clock.passed) + 0.001)

    def told(self, who: str, what: str) -> None:
        line = f"{timedelta(seconds=int(self.clock.passed))!s:>18}  {who:12} {what}"
        self.trace.append(line)
        if self._say is not None:
            self._say(line)

    def digest(self) -> str:
        """Stands for everything that happened, in its order."""
        return sha256("\n".join(self.trace).encode()).hexdigest()

    def _judge(self) -> None:
        if self.books.faults:
            raise self._broken("\n".join(self.books.faults))

    def _broken(self, what: str) -> Broken:
        again = f"python -m tests.simulation --seed {self.script.seed} --steps {self.script.steps} --trace"
        return Broken("\n".join([what, f"See it again: {again}", *self.trace[-LAST_LINES:]]))

    # -- processes ------------------------------------------------------------------------------------------------------------

    def _start(self, name: str) -> None:
        self.tally["starts"] += 1
        self.processes[name] = Process(self, name, next(self._starts), self._line_of, same_machine=self.script.same_machine)
        self.told(name, "starts")

    def _start_again(self, process: Process) -> None:
        del self.processes[process.name]
        self.agenda.add(self.dice.uniform(1, 600), f"{process.name} is started again", lambda: self._start(process.name))

    def _line_of(self, process: Process) -> Line:
        rows = self.database.store
        return Line(
            store=ProcessStore(writer=rows.writer, reader=rows.reader, process=process),
            scheme=scheme_with(),
            sender=f"Reciprocal <{OURS}>",
            secure_domains=("example",),
            open_mailbox=lambda: self.server.open_for(process),
            open_post=lambda: self.office.open_for(process),
            read=lambda raw: self._read(process, raw),
            now=self.clock.now,
            refreshed=_refreshed,
            journal=ProcessJournal(self.database.journal, process),
        )

    def _read(self, process: Process, raw: RawMessage) -> Mail:
        process.point("reading")
        match self.road.harms.get(raw.fingerprint):
            case "break":
                raise Harmed("this mail breaks its reader")
            case "delay":
                self.clock.advance(400)
                process.point("still reading")
            case "kill" if not self._settling:
                process.dies_in = 0
                process.point("reading what kills")
        with self.database.store.read() as tx:
            scheme = scheme_with(partners.every(tx))
        return reading_of(raw.data, scheme)

    def committed(self, process: Process) -> None:
        self.books.after_commit(process.name)
        self.office.recorded(process.name)

    def job_failed(self, process: Process, error: Exception) -> None:
        self.books.found(f"{process.name}: a job ended with {type(error).__name__}: {error}")

    def lot(self, least: float, most: float) -> float:
        return self.dice.uniform(least, most)

    def disk_is_full(self) -> bool:
        full = self.clock.passed < self.disk_full_until
        self.tally["writes refused"] += full
        return full

    # -- mails and letters ----------------------------------------------------------------------------------------------------

    def write(self, data: bytes, after: float, what: str, *, of_a_machine: bool) -> None:
        (self.road.send if of_a_machine else self.road.send_of_people)(data, after, what)

    def _deliver(self, data: bytes) -> None:
        self.tally["mails"] += 1
        self.server.deliver(data)
        if self.dice.random() < 0.5:
            for process in self.processes.values():
                process.wake("mail")  # IDLE told it

    def _letter_taken(self, copy: Copy) -> None:
        self.tally["letters"] += 1
        self.processes[copy.by].refused = False
        self.books.after_taking(copy.letter, self.office.copies_of(copy.letter), self.office.excused[copy.letter])
        self.told("post", f"takes {copy.letter[:8]} to {copy.to} from {copy.by}")
        after = self.dice.uniform(1, 300)
        self.agenda.add(after, f"letter {copy.letter[:8]} reaches {copy.to}", lambda: self.people.receive(copy))

    def reference_of(self, officer: str) -> str | None:
        row = self.books.rows.execute("SELECT reference FROM case_officers WHERE email = ?", (officer,)).fetchone()
        return None if row is None else str(row["reference"])

    def _coordinator_looks(self) -> None:
        self.coordinator.look(at_all=self._settling)
        self.agenda.add(self.dice.uniform(HOUR / 2, 4 * HOUR), LOOKS, self._coordinator_looks)

    # -- the end --------------------------------------------------------------------------------------------------------------

    def _at_rest(self) -> bool:
        nothing_comes = all(event.what == LOOKS for event in self.agenda)
        return nothing_comes and self.tally["mails"] > 0 and not self.books.unfinished(self.server)

    def _settle(self) -> None:
        self.told("world", "settles: the weather clears")
        self._settling = True
        for whoever in (self, self.server, self.office, self.road, self.coordinator):
            whoever.climate = Climate()
        if self.dice.random() < 0.5 or self.clock.wrong_by > timedelta():  # a clock that stays behind must not stop anything
            self.clock.put_right()
        self.disk_full_until = 0.0
        for uid in list(self.server.folders[ELSEWHERE].mails):
            self.server.move(uid, ELSEWHERE, "INBOX")
        for process in self.processes.values():
            process.suspended_until, process.dies_in = 0.0, None
            process.sweep_soon()
        until = self.clock.passed + LONGEST_SETTLING
        for _ in range(MOST_ROUNDS):
            if self.clock.passed > until:
                break
            self._work_off()
            if self._at_rest() and not self.coordinator.queue():
                return
            self._skip()
        still = [*self.books.unfinished(self.server), *(f"{each['id']} is open" for each in self.coordinator.queue())]
        raise self._broken("The world does not come to rest: " + "; ".join(still[:10]))

    def _work_off(self) -> None:
        """Every process does what it can until all of them sleep."""
        for process in self.processes.values():
            process.wake()
        for _ in range(MOST_TURNS):
            if not (actors := self._ready()):
                return
            self._hand_baton(self.dice.choice(actors))
            self._judge()
        raise self._broken("A daemon works and works and comes to no end.")

    def _skip(self) -> None:
        """To the next event or letter that is due, over all the polls that would find nothing."""
        moments = [] if self.agenda.next_at is None else [self.agenda.next_at]
        due = self.books.rows.execute("SELECT min(next_at) AS due FROM outbox WHERE state = 'waiting'").fetchone()["due"]
        if due is not None:
            moments.append(
                (datetime.fromisoformat(due).replace(tzinfo=UTC) - self.clock.start - self.clock.wrong_by).total_seconds() + 0.001
            )
        self.clock.advance(max(20.0, min(moments, default=0.0) - self.clock.passed))
        while self.agenda.is_due():
            self._happen()
            self._judge()

    def outcome(self) -> dict[str, Any]:
        """What the people of this world ended with, by household, without numbers that depend on who came first."""
        found = {}
        for family in self.people.families:
            reference = self.reference_of(mails.bare(family.officer))
            case = look.case(self.database.store, scheme_with(), reference) if reference else None
            if case is not None:
                offers = sorted((offer["landlord"], offer["state"]) for offer in case["offers"])
                letters = sorted((letter["kind"], letter["to"]) for letter in case["letters"])
                found[family.officer] = {"state": case["state"], "offers": offers, "letters": letters}
        return {"households": found, "balances": look.ledger(self.database.store)["balances"]}


@contextmanager
def _process_table(world: World) -> Iterator[None]:
    """All daemons on one machine: a dead one can be asked for (service/holder.py)."""

    def started(number: int) -> str:
        return "1" if any(process.number == number and process.alive for process in world.processes.values()) else ""

    with patch.object(holder, "_started", started):
        yield


def _refreshed(line: Line) -> Line:
    with line.store.read() as tx:
        return replace(line, scheme=scheme_with(partners.every(tx)))
