"""One batch of mails, and kill -9 at every n-th call that writes, flushes, renames, removes or sends (I1, O1–O3, F18)."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.daemons import Strike, ended
from tests.support.dovecot import Dovecot
from tests.support.ordeal import Scene, Tally, parallel_story, scene, seen
from tests.support.proofs import SHARE, figures
from tests.support.strace import WRITING, counted, may_trace, tampering, traced

Blow = tuple[str, int]  # the call, and the how manieth of its kind
BY_PYTHON = "Python's calls"  # a call of the kernel that is none: see warm_daemons.count_calls


def batch() -> list[bytes]:
    """A request and its approval: a case is opened, asked about, circulated."""
    request, _, approval, *_ = parallel_story()
    return [request, approval]


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    end: dict[str, Any]
    calls: Counter[str]

    def blows(self, stride: int) -> list[Blow]:
        return [(call, number) for call, count in sorted(self.calls.items()) for number in range(1, count + 1, stride)]


def undisturbed(at: Scene, folder: Path) -> Undisturbed:
    first = at.story(folder / "undisturbed", batch())
    at.nursery.ask(warm=["--config", str(first.home / "reciprocal.toml"), "run", "--once"])
    end = seen(first.home)
    first.compare(end)
    assert first.tally.holds(), first.tally.wrong
    by_python = at.story(folder / "counted by python", batch())
    run_once(at, by_python.home, Strike(at=0))
    by_python.compare(end)
    assert by_python.tally.holds(), by_python.tally.wrong
    calls = Counter({BY_PYTHON: int((by_python.home / "calls").read_text())})
    if may_trace():
        story = at.story(folder / "counted", batch())
        daemon = at.nursery.bear(story.home, "run", "--once")
        with traced(daemon, "-e", f"trace={','.join(WRITING)}", to=folder / "calls"):
            daemon.go()
            assert ended(daemon) == 0
        story.compare(end)
        assert story.tally.holds(), story.tally.wrong
        calls += counted(folder / "calls")
    return Undisturbed(end=end, calls=calls)


def run_once(at: Scene, home: Path, strike: Strike | None = None) -> int:
    daemon = at.nursery.bear(home, "run", "--once", strike=strike)
    daemon.go()
    return ended(daemon)


def struck_in(at: Scene, home: Path, blow: Blow) -> int:
    """A round that dies at this call; how it ended."""
    call, number = blow
    if call == BY_PYTHON:
        return run_once(at, home, Strike(at=number))
    daemon = at.nursery.bear(home, "run", "--once")
    with traced(daemon, *tampering(call, "signal=KILL", str(number))):
        daemon.go()
        return ended(daemon)


def killed_at(at: Scene, home: Path, calm: Undisturbed, blow: Blow) -> Tally:
    """One life that ends at this call, one more that finishes the work."""
    story = at.story(home, batch())
    status = struck_in(at, home, blow)
    story.wrong_if(status not in (-9, 0), "surprises", f"it ended with {status}")
    if status == -9:
        story.struck()
    story.wrong_if(run_once(at, home) != 0, "surprises", "the next one did not end in good order")
    story.compare(calm.end)
    story.tally.wrong = [f"{blow}: {why}" for why in story.tally.wrong]
    if story.tally.holds():
        shutil.rmtree(home)
    return story.tally


def killed_at_each(at: Scene, calm: Undisturbed, blows: Sequence[Blow]) -> Tally:
    tally = Tally()
    for call, number in blows:
        tally.add(killed_at(at, at.fresh.home.parent / f"{call}-{number}", calm, (call, number)))
    return tally


def test_killed_at_some_calls_of_every_kind_the_batch_ends_the_same(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """The smaller draw."""
    with scene(dovecot_server, tmp_path / "one") as at:
        calm = undisturbed(at, tmp_path / "one")
        assert calm.calls[BY_PYTHON] > 50
        assert not may_trace() or {"pwrite64", "fdatasync", "write"} <= set(calm.calls)
        tally = killed_at_each(at, calm, calm.blows(100))
    assert tally.holds(), "\n".join(tally.wrong[:20])


@pytest.mark.proof
def test_killed_at_every_call_the_batch_ends_the_same(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """Of the kernel, where strace may look at a process; and everywhere of Python's own calls outward."""
    with scene(dovecot_server, tmp_path / "one") as one, scene(dovecot_server, tmp_path / "two") as two:
        calm = undisturbed(one, tmp_path / "one")
        undisturbed(two, tmp_path / "two")
        blows = calm.blows(max(1, round(1 / SHARE)))
        with ThreadPoolExecutor() as both:
            halves = [both.submit(killed_at_each, at, calm, some) for at, some in ((one, blows[::2]), (two, blows[1::2]))]
        tally = Tally()
        for half in halves:
            tally.add(half.result())
    figures("kills_at_every_call", calls=", ".join(f"{call} {count}" for call, count in calm.calls.items()), **tally.figures())
    assert tally.holds(), "\n".join(tally.wrong[:20])
