"""Replay a world by its seed: `python -m tests.simulation --seed 4711 --trace`; `--seeds 100` runs so many from there on."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter

from tests.simulation.disk import Database, folder_of_a_world
from tests.simulation.script import Script
from tests.simulation.world import Broken, World
from tests.support.cast import REGISTER


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--steps", type=int, default=1500)
    options.add_argument("--seconds", type=float, default=float("inf"), help="begin no world after so long")
    options.add_argument("--trace", action="store_true")
    asked = options.parse_args()
    logging.disable(logging.CRITICAL)
    tally: Counter[str] = Counter()
    worlds = broken = 0
    began = time.monotonic()
    with folder_of_a_world() as folder:
        database = Database(folder, REGISTER)
        for seed in range(asked.seed, asked.seed + asked.seeds):
            if time.monotonic() - began > asked.seconds:
                break
            worlds += 1
            world = World(Script.of(seed, asked.steps), database, say=_say if asked.trace else None)
            try:
                world.run()
            except Broken as fault:
                broken += 1
                _say(f"seed {seed}: {fault}")
            finally:
                world.close()
            tally += world.tally
        database.close()
    _say(f"{worlds} worlds, {broken} broken, {time.monotonic() - began:.1f} s")
    for what, times in tally.items():
        _say(f"  {what}: {times}")
    if asked.seeds == 1:
        _say(f"course of events: {world.digest()}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
