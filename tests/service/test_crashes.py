"""Kill -9 after every commit, every hand-over and every filing of a journey; then run again: the same end (O1–O3, I1–I4)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.service.test_journeys import whole_story
from tests.support.cast import OFFICER
from tests.support.ordeal import seen, without_doubted
from tests.support.papers import request_form, request_mail
from tests.support.pki import Pki
from tests.support.postgres import Server, postgres
from tests.support.region import ROOT, Region
from tests.support.smtp_peer import SmtpPeer

__all__ = ["postgres"]


class Driver:
    """The process whose children die."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.crash_driver"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, home: Path, die_at: int = 0) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{home} {die_at}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One place to crash at: a driver, a mail server that counts, and a region as it is before anything has run."""

    driver: Driver
    peer: SmtpPeer
    fresh: Region
    postgres: Server | None = None  # None: each copy has its SQLite file

    def copied(self, to: Path) -> Path:
        """A region of its own, store and all."""
        shutil.copytree(self.fresh.home, to)
        if self.postgres:
            config = to / "reciprocal.toml"
            name = self.fresh.store.rsplit("/", 1)[1]
            config.write_text(config.read_text().replace(self.fresh.store, self.postgres.new_database(template=name)))
        return to


@contextmanager
def bench(
    pki: Pki, folder: Path, postgres: Server | None = None, story: Callable[[], list[bytes]] = whole_story
) -> Iterator[Bench]:
    with SmtpPeer(pki, tls="none") as peer:
        folder.mkdir()
        (folder / "secret").write_text(peer.password)
        login = f'user = "{peer.user}"\npassword_file = "{folder / "secret"}"'
        smtp = f'host = "{peer.host}"\nport = {peer.port}\ntls = "none"\n{login}'
        store = postgres.new_database() if postgres else "sqlite:///reciprocal.db"
        region = Region(home=folder / "fresh", smtp=smtp, outbox='mode = "send"', store=store).open()
        region.post(*story())
        driver = Driver()
        yield Bench(driver=driver, peer=peer, fresh=region, postgres=postgres)
        driver.close()


def undisturbed(at: Bench, home: Path) -> tuple[dict[str, Any], int]:
    """The end of the journey when nothing breaks, and how many points it has."""
    word, _, points = at.driver.run(at.copied(home)).partition(" ")
    assert word == "ended", points
    end = seen(home)
    assert [case["state"] for case in end["cases"]] == ["moved"]
    assert end["queue"] == []
    assert {state for *_, state in end["letters"]} == {"sent"}
    return end, int(points)


@pytest.mark.rule("R069")
def test_killed_after_any_point_the_journey_ends_the_same(pki: Pki, tmp_path: Path) -> None:
    """The smaller draw: each kind of point comes many times in a journey."""
    kill_after_every(4, pki, tmp_path)


@pytest.mark.proof
def test_killed_after_every_point_the_journey_ends_the_same(pki: Pki, tmp_path: Path) -> None:
    kill_after_every(1, pki, tmp_path)


@pytest.mark.rule("R069")
@pytest.mark.proof
def test_killed_after_every_point_on_postgresql_the_journey_ends_the_same(pki: Pki, tmp_path: Path, postgres: Server) -> None:
    kill_after_every(1, pki, tmp_path, postgres)


def kill_after_every(nth: int, pki: Pki, tmp_path: Path, postgres: Server | None = None) -> None:
    """Beginning with the first point, or one of the first few, drawn by the journey's length."""
    with bench(pki, tmp_path / "one", postgres) as one, bench(pki, tmp_path / "two", postgres) as two:
        end, points = undisturbed(one, tmp_path / "undisturbed")
        assert points > 50
        chosen = range(1 + points % nth, points + 1, nth)
        with ThreadPoolExecutor() as both:
            halves = [both.submit(crash_at, at, chosen[first::2], end, tmp_path) for first, at in enumerate((one, two))]
            assert sum(half.result() for half in halves) == len(chosen) > 10


def crash_at(at: Bench, points: range, end: dict[str, Any], folder: Path) -> int:
    """Kill after each of these points, run again, compare; gives how many were tried."""
    for point in points:
        home = at.copied(folder / str(point))
        before = len(at.peer.letters)
        assert at.driver.run(home, die_at=point) == "killed"
        assert at.driver.run(home).startswith("ended")
        assert without_doubted(seen(home)) == without_doubted(end), f"killed after point {point}"
        one_message_id_a_letter(at.peer, before, end)
        shutil.rmtree(home)
    return len(points)


def one_message_id_a_letter(peer: SmtpPeer, before: int, end: dict[str, Any]) -> None:
    """However often it was handed over: the same bytes, so the same Message-ID; and at most one letter twice a kill."""
    copies = defaultdict(list)
    for taken in peer.letters[before:]:
        copies[taken.to, taken.data].append(taken)
    ids = [line for _, data in copies for line in data.decode("latin-1").split("\r\n") if line.lower().startswith("message-id:")]
    assert len(ids) == len(set(ids)) == len(copies)
    assert len(copies) == len(end["letters"])
    assert sum(len(each) - 1 for each in copies.values()) <= 1


# --- the day's round ----------------------------------------------------------------------------------------------------


def three_that_wait() -> list[bytes]:
    """Requests of three officers, each of which waits for its landlord."""
    return [
        request_mail(request_form(**{"Officer's e-mail": f"olive{number}@harbour-advice.example"}), sender=sender, number=number)
        for number in (1, 2, 3)
        if (sender := OFFICER.replace("olive.marsh", f"olive{number}"))
    ]


def test_killed_after_some_points_of_the_days_round_each_thing_is_told_once(pki: Pki, tmp_path: Path) -> None:
    kill_within_the_day(pki, tmp_path, every=4)


@pytest.mark.proof
def test_killed_after_any_point_of_the_days_round_each_thing_is_told_once(pki: Pki, tmp_path: Path) -> None:
    kill_within_the_day(pki, tmp_path)


@pytest.mark.proof
def test_killed_after_any_point_of_the_days_round_on_postgresql(pki: Pki, tmp_path: Path, postgres: Server) -> None:
    kill_within_the_day(pki, tmp_path, postgres)


def kill_within_the_day(pki: Pki, tmp_path: Path, postgres: Server | None = None, *, every: int = 1) -> None:
    """Three landlords' answers are overdue on this day: a transaction each, a letter each, and one for the day itself."""
    with bench(pki, tmp_path / "bench", postgres, three_that_wait) as at:
        now = at.fresh.home / "now"
        now.write_text("2026-11-02T09:00:00+00:00")
        assert at.driver.run(at.fresh.home).startswith("ended")
        now.write_text("2026-11-08T09:00:00+00:00")
        word, points = at.driver.run(at.copied(tmp_path / "undisturbed")).split(" ")
        end = seen(tmp_path / "undisturbed")
        assert word == "ended"
        assert [letter[1] for letter in end["letters"]].count("approval_chase") == 3
        before = len(seen(at.fresh.home)["letters"])
        for point in range(1, int(points) + 1, every):
            home = at.copied(tmp_path / str(point))
            taken = len(at.peer.letters)
            assert at.driver.run(home, die_at=point) == "killed"
            assert at.driver.run(home).startswith("ended")
            assert without_doubted(seen(home)) == without_doubted(end), f"killed after point {point}"
            sent = [letter.data for letter in at.peer.letters[taken:]]
            assert len(set(sent)) == len(end["letters"]) - before
            assert len(sent) - len(set(sent)) <= 1
            shutil.rmtree(home)
