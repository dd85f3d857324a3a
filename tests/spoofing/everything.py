"""Every attempt of the suite, and a draw of it that leaves no shape out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from tests.spoofing import contents, machines, neighbours, references, replays, senders, smuggled, verdicts
from tests.spoofing.attempt import Attempt, attempts_of
from tests.spoofing.stage import Stage

KINDS: Mapping[str, Callable[[Stage], Sequence[Attempt]]] = {
    "verdicts": lambda _: attempts_of(verdicts.SHAPES),
    "senders": lambda _: attempts_of(senders.SHAPES),
    "contents": lambda _: attempts_of(contents.SHAPES),
    "smuggled": lambda _: attempts_of(smuggled.SHAPES),
    "machines": machines.made_for,
    "neighbours": neighbours.made_for,
    "references": references.made_for,
    "replays": replays.made_for,
}


def drawn(attempts: Sequence[Attempt], seed: int) -> tuple[Attempt, ...]:
    """Of every shape one act, with each kind of reference that it was tried with."""
    by_shape: dict[str, dict[str, list[Attempt]]] = defaultdict(lambda: defaultdict(list))
    for each in attempts:
        by_shape[each.shape][each.act].append(each)
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated is what is wanted
    return tuple(each for acts in by_shape.values() for each in acts[chance.choice(sorted(acts))])
