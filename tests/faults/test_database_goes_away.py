"""PostgreSQL is killed, restarted, or lets nobody in amid a story, with two daemons on it: the same end (F18, F20, F29)."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tests.faults.test_kills import Undisturbed, undisturbed
from tests.support.daemons import Daemon, ask_to_stop, ended, kill, until
from tests.support.dovecot import Dovecot
from tests.support.ordeal import Scene, Story, Tally, parallel_story, scene
from tests.support.postgres import MortalServer, Server, postgres
from tests.support.proofs import SEED, SHARE, figures

__all__ = ["postgres"]

BLOWS = ("killed", "restarted", "refuses", "a daemon dies")
SECONDS_TO_RECOVER = 150.0


def strike(server: MortalServer, story: Story, blow: str, dice: random.Random) -> None:
    """What befalls the database, and its end."""
    match blow:
        case "killed":
            server.strike()
            time.sleep(dice.uniform(0, 1))
            server.begin_again()
        case "restarted":
            server.strike(signal.SIGINT)
            server.begin_again()
        case "refuses":
            database = story.url.rsplit("/", 1)[1]
            server.refuse(database, everybody=True)
            time.sleep(dice.uniform(0, 1))
            server.refuse(database, everybody=False)


def is_over(story: Story) -> bool:
    try:
        return story.is_over()
    except psycopg.OperationalError:
        return False


def under_blows(at: Scene, server: MortalServer, home: Path, calm: Undisturbed, dice: random.Random, blows: int) -> Tally:
    """Two daemons, and so many blows while they work; then peace until all is done."""
    story = at.story(home, parallel_story())
    daemons = [begun(at, home), begun(at, home)]
    for _ in range(blows):
        time.sleep(dice.uniform(0, calm.seconds / 2))
        blow = dice.choice(BLOWS)
        if blow == "a daemon dies":
            kill(daemons.pop(dice.randrange(2)))
            daemons.append(begun(at, home))
        else:
            strike(server, story, blow, dice)
        story.tally.points += 1
        story.note_letters_in_doubt(home)
        story.note_the_mails(home)
    settled(at, story, daemons)
    story.note_the_store(home)
    story.compare(calm.end)
    story.tally.wrong = [f"{home.name}: {why}" for why in story.tally.wrong]
    if story.tally.holds():
        shutil.rmtree(home)
    return story.tally


def begun(at: Scene, home: Path) -> Daemon:
    daemon = at.nursery.bear(home, "run")
    daemon.go()
    return daemon


def settled(at: Scene, story: Story, daemons: list[Daemon]) -> None:
    """It ends by itself; only a letter whose hand-over could not be noted waits for its claim to run out, or for a new start."""
    until(lambda: is_over(story) or in_hand_only(story), "it does not go on by itself", SECONDS_TO_RECOVER)
    for daemon in daemons:
        status = daemon.status()
        if status is None:
            story.wrong_if(ask_to_stop(daemon) != 0, "surprises", "it did not end in good order")
        else:  # it began while the database was away, and has said so
            story.wrong_if(status not in (1, 2), "surprises", f"it ended with {status}")
    if not is_over(story):
        last = at.nursery.bear(story.home, "run", "--once")
        last.go()
        story.wrong_if(ended(last) != 0, "surprises", "the last one did not end in good order")


def in_hand_only(story: Story) -> bool:
    try:
        before = story.rows("SELECT id, claimed_at FROM outbox WHERE state IN ('waiting', 'sending')")
        time.sleep(2)
        after = story.rows("SELECT id, claimed_at FROM outbox WHERE state IN ('waiting', 'sending')")
        undecided = story.rows("SELECT id FROM messages WHERE stage IN ('kept', 'read')")
        in_hand = story.rows("SELECT id FROM outbox WHERE state = 'sending'")
    except psycopg.OperationalError:
        return False
    return bool(in_hand) and before == after and not undecided and not story.lying_in("INBOX")


def test_a_database_that_goes_away_costs_time_only(dovecot_server: Dovecot, tmp_path: Path, postgres: Server) -> None:
    """The smaller draw; `postgres` is asked for only because it knows whether there is one here."""
    tally = some_stories(dovecot_server, tmp_path, stories=1, blows=3)
    assert tally.holds(), "\n".join(tally.wrong[:20])


@pytest.mark.proof
def test_a_database_that_goes_away_again_and_again(dovecot_server: Dovecot, tmp_path: Path, postgres: Server) -> None:
    tally = some_stories(dovecot_server, tmp_path, stories=max(2, round(20 * SHARE)), blows=6)
    figures("database_goes_away", seed=SEED, **tally.figures())
    assert tally.holds(), "\n".join(tally.wrong[:20])


def some_stories(dovecot: Dovecot, folder: Path, *, stories: int, blows: int) -> Tally:
    tally = Tally()
    with MortalServer() as server, scene(dovecot, folder / "one", server.server) as at:
        calm = undisturbed(at, folder / "one")
        for number in range(stories):
            dice = random.Random(f"{SEED}-database-{number}")  # noqa: S311 - dice, not secrets
            tally.add(under_blows(at, server, folder / f"story {number}", calm, dice, blows))
    return tally
