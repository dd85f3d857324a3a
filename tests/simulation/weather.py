"""The weather of one world: which troubles it knows and how often they come, drawn from its seed.

Each world knows only some of them (swarm testing): where everything fails at once, little gets far enough to fail well.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from random import Random

CALM = 0.0


@dataclass(frozen=True, kw_only=True)
class Climate:
    """Chances. Those of a verb are per verb, those of the world per step, those of a mail per mail."""

    # verbs
    mailbox_trouble: float = CALM
    post_trouble: float = CALM
    answer_lost: float = CALM
    greylisting: float = CALM
    refusal: float = CALM
    # the world
    kill: float = CALM
    clean_stop: float = CALM
    suspend: float = CALM
    clock_jump: float = CALM
    disk_full: float = CALM
    renumber: float = CALM
    meddling: float = CALM
    import_register: float = CALM
    pause: float = CALM
    # mails
    twice: float = CALM
    other_content: float = CALM
    delay: float = CALM
    bunches: float = CALM
    poison: float = CALM
    # people
    robots: float = CALM
    bounces: float = CALM
    strangers: float = CALM
    hasty_coordinator: float = CALM


HIGHEST = {
    "mailbox_trouble": 0.15,
    "post_trouble": 0.2,
    "answer_lost": 0.3,
    "greylisting": 0.4,
    "refusal": 0.1,
    "kill": 0.03,
    "clean_stop": 0.004,
    "suspend": 0.03,
    "clock_jump": 0.004,
    "disk_full": 0.004,
    "renumber": 0.004,
    "meddling": 0.02,
    "import_register": 0.004,
    "pause": 0.003,
    "twice": 0.5,
    "other_content": 0.3,
    "delay": 1.0,
    "bunches": 1.0,
    "poison": 0.3,
    "robots": 0.6,
    "bounces": 0.5,
    "strangers": 0.5,
    "hasty_coordinator": 0.6,
}
KNOWN = 0.35  # the chance that a world knows a trouble at all
assert set(HIGHEST) == {field.name for field in dataclasses.fields(Climate)}


def climate_of(dice: Random) -> Climate:
    return Climate(
        **{name: dice.uniform(highest / 4, highest) if dice.random() < KNOWN else CALM for name, highest in HIGHEST.items()}
    )
