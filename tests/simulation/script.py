"""What is drawn from a seed before anything happens: the people and their plans, the climate, the hour, the machines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.simulation.clock import STARTS
from tests.simulation.people import Household, households
from tests.simulation.weather import Climate, climate_of

UNTIMELY = ("refusal", "bounces", "clock_jump", "hasty_coordinator")  # what changes the end of a story, as it should


@dataclass(frozen=True, kw_only=True)
class Script:
    seed: int
    steps: int
    families: tuple[Household, ...]
    climate: Climate
    start: int  # which of STARTS
    daemons: int
    same_machine: bool

    @classmethod
    def of(cls, seed: int, steps: int) -> Script:
        dice = Random(f"script {seed}")  # noqa: S311 - dice, not secrets
        return cls(
            seed=seed,
            steps=steps,
            families=households(dice, 6 if dice.random() < 0.12 else 2),
            climate=climate_of(dice),
            start=dice.randrange(len(STARTS)),
            daemons=dice.choice((1, 2, 2, 2, 2, 3)),
            same_machine=dice.random() < 0.5,
        )

    def undisturbed(self) -> Script:
        """The same people, and nothing goes wrong."""
        return replace(self, climate=Climate(), daemons=1)

    @property
    def ends_alike(self) -> bool:
        """Whether the end does not depend on when and how often things happened. The cap looks at who came first."""
        return len(self.families) <= 3 and not any(getattr(self.climate, trouble) for trouble in UNTIMELY)
