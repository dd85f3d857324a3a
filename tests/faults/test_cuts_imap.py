"""One session with the mailbox, broken at every octet of either side: nothing lost, nothing twice (F3–F6, F12; I1–I3, I8).

The whole of `take_in` runs against a real Dovecot through a proxy: greeting, login, SELECT, SEARCH, sizes, bodies, LIST, MOVE,
LOGOUT. After each break the line is run once more without weather, and the world must be as if nothing had happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.dovecot import Dovecot
from tests.support.mail_bench import MailBench, mail_bench, session
from tests.support.octets import Break, Side, one_in_each_line

SIDES: tuple[Side, ...] = ("server", "client")
TIMEOUTS = {"cut": 5, "stall": 0.1}  # seconds between two octets; short, or a sweep of silences would take hours


def in_the_bodies(bench: MailBench) -> Break:
    """A break of the first connection between two octets of the second mail."""
    said = session(bench).server
    return Break(side="server", at=said.find(b"BODY[]", said.find(b"BODY[]") + 1) + 60)


def every(bench: MailBench, side: Side, how: str, *before: Break | None, dead_after: bool = False) -> None:
    """Break at each octet in turn, until the session comes to its end first."""
    at = 0
    while bench.point(*before, Break(side=side, at=at, how=how), dead_after=dead_after):  # type: ignore[arg-type]  # of two words
        at += 1
        assert at < 20_000, "no session comes to its end"
    assert at > 100, "the session was hardly begun"


def some(bench: MailBench, side: Side, how: str, points: Iterable[int], *before: Break, dead_after: bool = False) -> None:
    for at in points:
        bench.point(*before, Break(side=side, at=at, how=how), dead_after=dead_after)  # type: ignore[arg-type]  # of two words


def test_a_session_cut_in_any_line_loses_nothing_and_doubles_nothing(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """A draw of what `make proofs` does at every octet: one octet of each line, after which the line heals or stays dead."""
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        said = session(bench)
        for side in SIDES:
            for dead_after in (False, True):
                points = one_in_each_line(said.said(side), seed=dead_after)
                some(bench, side, "cut", points, dead_after=dead_after)
        bench.tally.check("imap_draw_cut")


def test_a_session_that_falls_silent_loses_nothing_and_doubles_nothing(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """F4: the line stays open and nobody speaks."""
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["stall"]) as bench:
        said = session(bench)
        for side in SIDES:
            some(bench, side, "stall", one_in_each_line(said.said(side), seed=2)[::4])
        bench.tally.check("imap_draw_stall", patient=False)


def test_a_line_that_breaks_again_after_the_reconnecting_loses_nothing(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """F5: the first break lies in the middle of the bodies, the second anywhere in the connection that follows."""
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        first = in_the_bodies(bench)
        bench.point(first)
        second = bench.commands[1]
        for side in SIDES:
            some(bench, side, "cut", one_in_each_line(second.said(side), seed=3)[::4], first)
        bench.tally.check("imap_draw_second_cut")


def test_without_move_a_cut_between_copy_and_expunge_leaves_a_copy_and_loses_nothing(
    dovecot_server: Dovecot, tmp_path: Path
) -> None:
    """COPY, mark, expunge: what was copied already is copied once more, and never marked as deleted in the done folder alone."""

    def no_move(_: int, line: bytes) -> bytes:
        return line.replace(b" MOVE", b"")

    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        bench.point(bend=no_move)  # the first session makes the done folder, the others find it
        bench.point(bend=no_move)
        said = bench.commands[0]
        assert b"EXPUNGE" in said.client
        assert bench.tally.filed_again == 0
        for side in SIDES:
            copying = len(said.server) - 600 if side == "server" else said.client.index(b" COPY ")
            for at in (point for point in one_in_each_line(said.said(side), seed=4) if point >= copying):
                bench.point(Break(side=side, at=at), bend=no_move, dead_after=True)
        bench.tally.note("imap_draw_without_move")
        assert 0 < bench.tally.filed_again <= 3 * bench.tally.points
        assert bench.tally.asked == bench.tally.alarms == 0


@pytest.mark.proof
@pytest.mark.parametrize("dead_after", [False, True], ids=["then the line heals", "then nobody answers"])
@pytest.mark.parametrize("side", SIDES)
def test_cut_at_every_octet(dovecot_server: Dovecot, tmp_path: Path, side: Side, dead_after: bool) -> None:
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        every(bench, side, "cut", dead_after=dead_after)
        bench.tally.check(f"imap_cut_{side}{'_dead_after' if dead_after else ''}")


@pytest.mark.proof
@pytest.mark.parametrize("side", SIDES)
def test_stall_at_every_octet(dovecot_server: Dovecot, tmp_path: Path, side: Side) -> None:
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["stall"]) as bench:
        every(bench, side, "stall")
        bench.tally.check(f"imap_stall_{side}", patient=False)


@pytest.mark.proof
@pytest.mark.parametrize("side", SIDES)
def test_cut_again_at_every_octet_after_the_reconnecting(dovecot_server: Dovecot, tmp_path: Path, side: Side) -> None:
    with mail_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        every(bench, side, "cut", in_the_bodies(bench))
        bench.tally.check(f"imap_second_cut_{side}")
