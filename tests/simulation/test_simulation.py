"""Worlds drawn from seeds: whatever the weather does, what must hold holds (F1–F36; the invariants stand in books.py).

A failure says how to see it again. The figures of the long run are printed by `make proofs`.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulation.disk import Database, folder_of_a_world
from tests.simulation.script import Script
from tests.simulation.world import World
from tests.support.cast import REGISTER
from tests.support.proofs import figures
from tests.support.region import ROOT

SHORT, LONG = 500, 1500  # steps
DRAW = 16  # seeds of every change
ALIKE = 4  # of which so many are compared with an undisturbed run
PROOF_SEEDS, PROOF_SECONDS = 2000, 20 * 60


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    logging.disable(logging.CRITICAL)
    with folder_of_a_world() as folder:
        made = Database(folder, REGISTER)
        yield made
        made.close()
    logging.disable(logging.NOTSET)


def lived(script: Script, database: Database) -> tuple[World, dict[str, Any]]:
    """A world from its beginning to its end, and what its people ended with."""
    world = World(script, database)
    try:
        world.run()
        return world, world.outcome()
    finally:
        world.close()


def end_alike(script: Script, database: Database) -> None:
    """The weather changes nothing of how the people's stories end."""
    _, troubled = lived(script, database)
    _, calm = lived(script.undisturbed(), database)
    assert troubled == calm, f"seed {script.seed}, {script.steps} steps"


def alike_scripts(steps: int, first: int = 0) -> Iterator[Script]:
    return (script for script in (Script.of(seed, steps) for seed in range(first, first + 10**6)) if script.ends_alike)


@pytest.mark.parametrize("seed", range(DRAW))
def test_whatever_the_weather_does_what_must_hold_holds(database: Database, seed: int) -> None:
    lived(Script.of(seed, SHORT), database)


@pytest.mark.parametrize("nth", range(ALIKE))
def test_the_stories_end_as_they_do_in_good_weather(database: Database, nth: int) -> None:
    scripts = alike_scripts(SHORT, first=500)
    end_alike([next(scripts) for _ in range(nth + 1)][-1], database)


def test_in_good_weather_every_story_comes_to_its_end(database: Database) -> None:
    """Else the simulation would prove little: its people must get somewhere."""
    states: Counter[str] = Counter()
    for seed in range(5):
        world, outcome = lived(Script.of(seed, LONG).undisturbed(), database)
        states.update(case["state"] for case in outcome["households"].values())
        assert len(outcome["households"]) == len(world.people.families)
        assert world.tally["second copies"] == 0
        assert world.tally["answers"] == 0 or any(family.plan == "asks a panel" for family in world.people.families)
    assert states["moved"] >= 3
    assert set(states) <= {"moved", "declined", "withdrawn"}


def test_a_seed_is_replayed_to_the_letter(database: Database) -> None:
    first, second = (lived(Script.of(4711, SHORT), database)[0] for _ in range(2))
    assert first.trace == second.trace


@pytest.mark.proof
def test_a_seed_is_replayed_by_another_process_whatever_it_hashes() -> None:
    """Sets and dicts of the product must not let the order of events depend on the process."""
    command = [sys.executable, "-m", "tests.simulation", "--seed", "4711", "--steps", str(SHORT)]
    runs = [
        subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": salt}, capture_output=True, text=True, check=True).stdout
        for salt in ("1", "2")
    ]
    ends = [run.strip().splitlines()[-1] for run in runs]
    assert ends[0].startswith("course of events: ")
    assert ends[0] == ends[1]


@pytest.mark.proof
def test_two_thousand_worlds(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """Every fifth of those that may be is compared with the same people's undisturbed run."""
    tally: Counter[str] = Counter()
    began = time.monotonic()
    for seed in range(10_000, 10_000 + PROOF_SEEDS):
        script = Script.of(seed, LONG)
        tally += lived(script, database)[0].tally
        tally["worlds"] += 1
        if seed % 5 == 0 and script.ends_alike:
            end_alike(script, database)
            tally["compared with good weather"] += 1
        if tally["worlds"] % 100 == 0:
            with capsys.disabled():
                sys.stdout.write(f"{tally['worlds']} worlds in {time.monotonic() - began:.0f} s: {dict(tally)}\n")
        if time.monotonic() - began > PROOF_SECONDS:
            break
    figures("simulation", **{what.replace(" ", "_"): times for what, times in tally.items()}, broken=0)
    assert tally["worlds"] >= 500, "the machine was too slow to prove anything"
    for happened in ("kills", "mailbox troubles", "post troubles", "second copies", "full disks", "renumberings", "suspensions"):
        assert tally[happened], f"no {happened}: the weather was too fair"
