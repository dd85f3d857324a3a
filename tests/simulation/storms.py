"""The weather of the world at large: who is killed, stopped or suspended, what the clock, the disk, the server and people do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from outbox.journal import Journal
from scheme.register import parse_csv
from service import switch
from store import partners
from tests.simulation.books import COORDINATOR, PAUSER
from tests.simulation.mail_server import ELSEWHERE, INBOX
from tests.simulation.reading import scheme_with
from tests.simulation.road import HOUR
from tests.support.cast import REGISTER

if TYPE_CHECKING:
    from tests.simulation.process import Process
    from tests.simulation.world import World

JUMPS = (
    *(timedelta(hours=hours) for hours in (1, -1)),
    *(timedelta(minutes=minutes) for minutes in (10, -10)),
    *(timedelta(days=days) for days in (365, -365)),
)
SUSPENSIONS = (30.0, 300.0, 600.0, 2000.0)  # seconds; the lease lasts 180


def blow(world: World, dice: Random) -> None:
    """One step's weather."""
    storms: dict[str, Callable[[World, Random], None]] = {
        "kill": kill,
        "clean_stop": stop,
        "suspend": suspend,
        "clock_jump": jump,
        "disk_full": fill_the_disk,
        "renumber": renumber,
        "meddling": meddle,
        "import_register": import_register,
        "pause": pause,
    }
    for name, storm in storms.items():
        chance = getattr(world.climate, name)
        if chance and dice.random() < chance:
            storm(world, dice)


def _somebody(world: World, dice: Random) -> Process | None:
    """Mostly one that has something in hand."""
    everyone = list(world.processes.values())
    busy = [process for process in everyone if process.is_busy]
    if busy and dice.random() < 0.8:
        return dice.choice(busy)
    return dice.choice(everyone) if everyone else None


def kill(world: World, dice: Random) -> None:
    """At one of its next points, before or after a commit."""
    if process := _somebody(world, dice):
        process.dies_in = dice.randint(0, 6)


def stop(world: World, dice: Random) -> None:
    if process := _somebody(world, dice):
        world.told(process.name, "is asked to stop")
        process.stopping.set()


def suspend(world: World, dice: Random) -> None:
    """Its machine stands still, and the clocks of the others go on (F27)."""
    if process := _somebody(world, dice):
        world.tally["suspensions"] += 1
        process.suspended_until = world.clock.passed + dice.choice(SUSPENSIONS)
        world.told(process.name, f"is suspended for {process.suspended_until - world.clock.passed:.0f} s")


def jump(world: World, dice: Random) -> None:
    world.tally["clock jumps"] += 1
    if world.clock.wrong_by:
        world.told("clock", "is put right")
        world.clock.put_right()
    else:
        by = dice.choice(JUMPS)
        world.told("clock", f"jumps by {by.total_seconds():.0f} s")
        world.clock.jump(by)


def fill_the_disk(world: World, dice: Random) -> None:
    world.tally["full disks"] += 1
    seconds = dice.uniform(1, 300)
    world.disk_full_until = world.clock.passed + seconds
    world.told("disk", f"is full for {seconds:.0f} s")


def renumber(world: World, _dice: Random) -> None:
    world.tally["renumberings"] += 1
    world.told("server", "renumbers the folder")
    world.server.renumber()


def meddle(world: World, dice: Random) -> None:
    """Somebody moves a mail away and, some time, back (F12)."""
    if not world.server.inbox.mails:
        return
    world.tally["meddlings"] += 1
    uid = dice.choice(list(world.server.inbox.mails))
    data = world.server.inbox.mails[uid]
    world.server.move(uid, INBOX, ELSEWHERE)
    world.told("somebody", f"moves mail {uid} elsewhere")
    world.agenda.add(dice.uniform(1, HOUR), "somebody moves a mail back", lambda: move_back(world, data))


def move_back(world: World, data: bytes) -> None:
    folder = world.server.folders[ELSEWHERE]
    for uid in [uid for uid, lying in folder.mails.items() if lying == data][:1]:
        world.server.move(uid, ELSEWHERE, INBOX)


def pause(world: World, dice: Random) -> None:
    """The kill switch, by a person's hand (F36); she lets go of it some time later."""
    if world.books.paused:
        return
    world.tally["pauses"] += 1
    world.told(COORDINATOR, "pauses all sending")
    switch.pause(world.database.store, PAUSER, "to be sure", world.clock.now())
    world.books.after_commit(COORDINATOR)
    world.agenda.add(dice.uniform(10, 3 * HOUR), "the coordinator resumes sending", lambda: resume(world))


def resume(world: World) -> None:
    switch.resume(world.database.store, Journal(world.database.journal), PAUSER, world.clock.now())
    world.books.after_commit(COORDINATOR)


def import_register(world: World, _dice: Random) -> None:
    world.tally["imports"] += 1
    rows, _ = parse_csv(REGISTER, scheme_with())
    world.told(COORDINATOR, "imports the register again")
    world.database.store.write(lambda tx: partners.replace(tx, rows, world.clock.now()))
    world.books.after_commit(COORDINATOR)
