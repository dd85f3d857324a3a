"""Kill -9 at random moments of a story on real servers, again and again until it has ended: the same end (O1–O3, I1–I4)."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.daemons import Cold, Daemon, ask_to_stop, kill, until
from tests.support.dovecot import Dovecot
from tests.support.ordeal import Left, Scene, Story, Tally, parallel_story, scene, seen
from tests.support.postgres import Server, postgres
from tests.support.proofs import SEED, SHARE, figures

__all__ = ["postgres"]

Bear = Callable[[Scene, Path], Daemon]


def warm(at: Scene, home: Path) -> Daemon:
    return at.nursery.bear(home, "run")


def cold(_at: Scene, home: Path) -> Daemon:
    return Cold(home, "run")


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    """The story when nothing breaks: how it ends, and how long it takes from the start and with nothing to do."""

    end: dict[str, Any]
    seconds: float
    idle_seconds: float


def undisturbed(at: Scene, folder: Path, bear: Bear = warm) -> Undisturbed:
    first = at.story(folder / "undisturbed", parallel_story())
    at.nursery.ask(warm=["--config", str(first.home / "reciprocal.toml"), "run", "--once"])
    end = seen(first.home)
    calm_end(first, end)
    second = at.story(folder / "measured", parallel_story())
    seconds = taking(lambda: finish(at, second, bear))
    calm_end(second, end)
    return Undisturbed(end=end, seconds=seconds, idle_seconds=taking(lambda: finish(at, second, bear)))


def taking(deed: Callable[[], None]) -> float:
    began = time.monotonic()
    deed()
    return time.monotonic() - began


def calm_end(story: Story, end: dict[str, Any]) -> None:
    story.compare(end)
    assert story.tally.holds(), story.tally.wrong
    assert end["queue"] == []
    assert {state for *_, state in end["letters"]} == {"sent"}
    assert sorted(case["state"] for case in end["cases"]) == ["awaiting_approval", "awaiting_approval", "moved"]


def finish(at: Scene, story: Story, bear: Bear) -> None:
    """The last daemon is left in peace, and asked to stop when all is done."""
    said = story.said_so_far()
    last = bear(at, story.home)
    last.go()
    try:
        until(lambda: last.status() is not None or (story.said_so_far() > said and story.is_over()), "the story does not end")
    finally:
        status = ask_to_stop(last)
    story.wrong_if(status != 0, "surprises", f"the daemon ended with {status}: {(story.home / 'log').read_text()[-2000:]}")


def struck_down_again_and_again(at: Scene, home: Path, calm: Undisturbed, dice: random.Random, bear: Bear = warm) -> Tally:
    """One story; gives what was counted. Short lives and long ones, so that blows fall early and late in every stage."""
    story = at.story(home, parallel_story())
    patience = dice.choice((1.0, 0.5, 0.3))
    left, before = Left(), Left()
    while not left.over:
        daemon = bear(at, home)
        daemon.go()
        if left.deaths_in_reading >= 2:  # the third would be taken for the mail's fault: a person would be asked (I4)
            until(lambda: story.deaths_in_reading() == 0, "a mail was not read")
        whole = calm.idle_seconds + (calm.seconds - calm.idle_seconds) * left.share
        time.sleep(dice.uniform(0, whole * patience))
        story.wrong_if(daemon.status() is not None, "surprises", "the daemon ended by itself")
        kill(daemon)
        before, left = left, story.struck()
        patience = patience * 1.5 if left.done == before.done else min(patience, 1.0)  # a busy machine starts slowly
    finish(at, story, bear)
    story.compare(calm.end)
    if story.tally.holds():
        shutil.rmtree(home)
    return story.tally


def strike(at: Scene, folder: Path, points: int, seed: str, bear: Bear = warm) -> Tally:
    """Story after story until there were so many blows."""
    calm = undisturbed(at, folder, bear)
    tally = Tally()
    while tally.points - tally.after_the_end < points:
        name = f"{seed}-{tally.stories}"
        tally.add(struck_down_again_and_again(at, folder / name, calm, random.Random(name), bear))  # noqa: S311 - dice, not secrets
    return tally


def at_both_cores(
    dovecot: Dovecot, folder: Path, name: str, points: int, server: Server | None = None, bear: Bear = warm
) -> None:
    with scene(dovecot, folder / "one", server) as one, scene(dovecot, folder / "two", server) as two:
        with ThreadPoolExecutor() as both:
            halves = [
                both.submit(strike, at, at.fresh.home.parent, round(points * SHARE) // 2, f"{SEED}-{which}", bear)
                for which, at in (("one", one), ("two", two))
            ]
        tally = Tally()
        for half in halves:
            tally.add(half.result())
    figures(name, seed=SEED, **tally.figures())
    assert tally.holds(), "\n".join(tally.wrong[:20]) or tally.figures()


def test_killed_at_random_moments_the_story_ends_the_same(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """The smaller draw."""
    with scene(dovecot_server, tmp_path / "one") as at:
        tally = strike(at, tmp_path / "one", 8, str(SEED))
    assert tally.holds(), "\n".join(tally.wrong[:20])


def test_a_mail_at_which_the_daemon_has_died_three_times_is_put_before_a_person(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """I4: nobody knows that it was the mail's fault, and it stops the others no longer."""
    with scene(dovecot_server, tmp_path / "one") as at:
        story = at.story(tmp_path / "story", parallel_story()[:2])
        for death in (1, 2, 3):
            daemon = at.nursery.bear(story.home, "run", reads=False)
            daemon.go()
            until(lambda deaths=death: story.deaths_in_reading() == deaths, "it does not begin to read")
            kill(daemon)
            assert not story.struck().over
        finish(at, story, warm)
        end = seen(story.home)
    assert ["three times" in why for why in end["queue"]] == [True]
    assert [case["state"] for case in end["cases"]] == ["awaiting_approval"]
    assert len(story.lying_in("Processed")) == 2
    assert story.tally.holds(), story.tally.wrong


@pytest.mark.proof
def test_killed_at_a_thousand_moments_and_more_on_sqlite(dovecot_server: Dovecot, tmp_path: Path) -> None:
    at_both_cores(dovecot_server, tmp_path, "kills_on_sqlite", 1500)


@pytest.mark.proof
def test_killed_at_hundreds_of_moments_on_postgresql(dovecot_server: Dovecot, tmp_path: Path, postgres: Server) -> None:
    at_both_cores(dovecot_server, tmp_path, "kills_on_postgresql", 500, postgres)


@pytest.mark.proof
def test_the_cold_process_killed_at_random_moments(dovecot_server: Dovecot, tmp_path: Path) -> None:
    at_both_cores(dovecot_server, tmp_path, "kills_of_the_cold_process", 60, bear=cold)
