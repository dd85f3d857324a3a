"""ENOSPC and EIO at every n-th call on the store's files: nothing acknowledged, nothing broken; the work resumes by itself."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.test_system_calls import BY_PYTHON, Undisturbed, batch, run_once, undisturbed
from tests.support.daemons import Cold, Strike, ask_to_stop, ended, until
from tests.support.dovecot import Dovecot
from tests.support.ordeal import STORE, Scene, Story, Tally, scene
from tests.support.proofs import SHARE, figures
from tests.support.strace import counted, leave, may_trace, tampering, traced

Fault = tuple[str, str, int]  # the error, the call, the how manieth of its kind
Deed = Callable[[Scene, Path, Undisturbed, Fault], Tally]
CALLS = {"ENOSPC": ("pwrite64", "write", "openat", "ftruncate", "fdatasync"), "EIO": ("pwrite64", "fdatasync", "pread64")}
SECONDS_TO_SUFFER = 2.0
SECONDS_TO_RECOVER = 150.0


def files_of(story: Story) -> list[Path]:
    """Of the store, and the journal that stands beside it."""
    beside = [file for file in story.home.iterdir() if file.is_file() and "journal" in file.name]
    names = (STORE, f"{STORE}-wal", f"{STORE}-shm", f"{STORE}-journal", "reciprocal.journal")
    return [*dict.fromkeys([*(story.home / name for name in names), *beside]), story.home]


def a_call_fails(at: Scene, home: Path, calm: Undisturbed, fault: Fault) -> Tally:
    """One round in which one call fails once; it may end with a sentence. The next round finishes the work."""
    error, call, number = fault
    story = at.story(home, batch())
    if call == BY_PYTHON:
        status = run_once(at, home, Strike(at=number, error=error))
    else:
        daemon = at.nursery.bear(home, "run", "--once")
        with traced(daemon, *tampering(call, f"error={error}", str(number), files_of(story))):
            daemon.go()
            status = ended(daemon)
    story.wrong_if(status not in (0, 1, 2), "surprises", f"it ended with {status}: {said_by(story)}")
    story.wrong_if(status != 0 and not said_by(story).strip(), "surprises", f"it ended with {status} and said nothing")
    story.struck()
    story.wrong_if(run_once(at, home) != 0, "surprises", f"the next one did not end in good order: {said_by(story)}")
    return compared(story, calm, fault)


def the_disk_stays_full(at: Scene, home: Path, calm: Undisturbed, fault: Fault) -> Tally:
    """From the n-th call on all fail, until room is made: the daemon lives on, and goes on by itself."""
    error, call, number = fault
    story = at.story(home, batch())
    daemon = at.nursery.bear(home, "run")
    with traced(daemon, *tampering(call, f"error={error}", f"{number}+", files_of(story))) as tracer:
        daemon.go()
        begun = time.monotonic()
        with suppress(AssertionError):
            until(lambda: daemon.status() is not None or time.monotonic() > begun + SECONDS_TO_SUFFER, "", seconds=30)
        story.note_the_mails(home)
        leave(tracer)
    if daemon.status() is not None:  # it could not even start, and has said why: whoever looks after it starts it again
        story.wrong_if(daemon.status() not in (1, 2), "surprises", f"it ended with {daemon.status()}")
        story.wrong_if("disk" not in said_by(story), "surprises", f"it ended without a word of the disk: {said_by(story)}")
        daemon = at.nursery.bear(home, "run")
        daemon.go()
    try:
        until(lambda: daemon.status() is not None or story.is_over(), "it does not go on by itself", seconds=SECONDS_TO_RECOVER)
    except AssertionError as trouble:
        story.wrong_if(True, "lost", f"{trouble}: {said_by(story)}")
    story.tally.points += 1
    story.wrong_if(ask_to_stop(daemon) != 0, "surprises", f"it did not end in good order: {said_by(story)}")
    return compared(story, calm, fault)


def compared(story: Story, calm: Undisturbed, fault: Fault) -> Tally:
    story.compare(calm.end)
    with story.standing_still() as copy:
        story.note_the_store(copy)
    story.tally.wrong = [f"{fault}: {why}" for why in story.tally.wrong]
    if story.tally.holds():
        shutil.rmtree(story.home)
    return story.tally


def said_by(story: Story) -> str:
    log = story.home / "log"
    return log.read_text()[-3000:] if log.exists() else ""


def on_the_stores_files(at: Scene, folder: Path, call: str) -> int:
    """How many of these calls one batch makes on the files that fail."""
    story = at.story(folder / f"counted {call}", batch())
    daemon = at.nursery.bear(story.home, "run", "--once")
    trace = folder / f"calls {call}"
    only = [word for file in files_of(story) for word in ("-P", str(file))]
    with traced(daemon, *only, "-e", f"trace={call}", to=trace):
        daemon.go()
        assert ended(daemon) == 0
    return counted(trace)[call]


def faults(at: Scene, folder: Path, calm: Undisturbed, stride: int) -> list[Fault]:
    found = [("ENOSPC", BY_PYTHON, number) for number in range(1, calm.calls[BY_PYTHON] + 1, stride)]
    if not may_trace():
        return found
    counts = {
        call: on_the_stores_files(at, folder, call) for call in sorted({call for calls in CALLS.values() for call in calls})
    }
    for error, calls in CALLS.items():
        for call in calls:
            step = max(1, min(stride, counts[call] // 2))
            found += [(error, call, number) for number in range(1, counts[call] + 1, step)]
    return found


def each(at: Scene, calm: Undisturbed, some: Sequence[Fault], deed: Deed) -> Tally:
    tally = Tally()
    for fault in some:
        tally.add(deed(at, at.fresh.home.parent / "-".join(map(str, fault)), calm, fault))
    return tally


def test_a_call_that_fails_and_a_disk_that_stays_full_for_a_while(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """The smaller draw."""
    with scene(dovecot_server, tmp_path / "one") as at:
        calm = undisturbed(at, tmp_path / "one")
        tally = each(at, calm, [("ENOSPC", BY_PYTHON, calm.calls[BY_PYTHON] // 2)], a_call_fails)
        if may_trace():
            tally.add(each(at, calm, [("ENOSPC", "pwrite64", 60), ("EIO", "fdatasync", 9)], a_call_fails))
            tally.add(each(at, calm, [("ENOSPC", "pwrite64", 90)], the_disk_stays_full))
    assert tally.holds(), "\n".join(tally.wrong[:20])


@pytest.mark.proof
def test_every_call_on_the_stores_files_fails_once(dovecot_server: Dovecot, tmp_path: Path) -> None:
    at_both_cores(dovecot_server, tmp_path, "disk_fails_once", a_call_fails, 1)


@pytest.mark.proof
def test_from_every_so_many_calls_on_the_disk_stays_full(dovecot_server: Dovecot, tmp_path: Path) -> None:
    if may_trace():
        at_both_cores(dovecot_server, tmp_path, "disk_stays_full", the_disk_stays_full, 25)
    else:
        figures("disk_stays_full", not_run="this machine does not let strace look at a process; see disk_really_full")


def at_both_cores(dovecot_server: Dovecot, tmp_path: Path, name: str, deed: Deed, stride: int) -> None:
    with scene(dovecot_server, tmp_path / "one") as one, scene(dovecot_server, tmp_path / "two") as two:
        calm = undisturbed(one, tmp_path / "one")
        undisturbed(two, tmp_path / "two")
        some = faults(one, tmp_path / "one", calm, max(1, round(stride / SHARE)))
        if deed is the_disk_stays_full:
            some = [fault for fault in some if fault[1] != BY_PYTHON]  # there an error comes once only
        with ThreadPoolExecutor() as both:
            halves = [both.submit(each, at, calm, part, deed) for at, part in ((one, some[::2]), (two, some[1::2]))]
        tally = Tally()
        for half in halves:
            tally.add(half.result())
    figures(name, **tally.figures())
    assert tally.holds(), "\n".join(tally.wrong[:20])


# -- a disk that really is full ---------------------------------------------------------------------------------------------


@contextmanager
def a_small_disk(at: Path, size: str) -> Iterator[tuple[Path, tuple[str, ...]] | None]:
    """A file system of this size at a folder, seen only from within: the way to it from outside, and what leads a command in.

    None where this user may not mount.
    """
    at.mkdir()
    words = f'mount -t tmpfs -o size={size} tmpfs "$1" && echo mounted && exec cat'
    command = ["unshare", "-m", "sh", "-c", words, "sh", str(at)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdin is not None
        if keeper.stdout.readline() != "mounted\n":
            yield None
            return
        yield Path(f"/proc/{keeper.pid}/root{at}"), ("nsenter", f"--mount=/proc/{keeper.pid}/ns/mnt", f"--wd={Path.cwd()}", "--")
        keeper.stdin.close()


def fill(ballast: Path, *, leave_octets: int) -> None:
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(b"." * 4096):
                pass
        file.truncate(max(0, file.tell() - leave_octets))


@pytest.mark.parametrize(
    "leave_octets", [pytest.param(0, marks=pytest.mark.proof), 200_000, pytest.param(500_000, marks=pytest.mark.proof)]
)
def test_a_disk_that_really_fills_up(dovecot_server: Dovecot, tmp_path: Path, leave_octets: int) -> None:
    """The cold process, on a file system with so many octets left: it lives or says why not, and goes on when there is room."""
    with scene(dovecot_server, tmp_path / "one") as at, a_small_disk(tmp_path / "small", "4m") as disk:
        calm = undisturbed(at, tmp_path / "one")
        if disk is None:
            figures("disk_really_full", not_run="this user may not mount a file system")
            return
        outside, into = disk
        story = at.story(tmp_path / "one" / "story", batch())
        shutil.copytree(story.home, outside / "story")
        fill(outside / "ballast", leave_octets=leave_octets)
        with in_there(tmp_path, into) as daemon:
            until(lambda: daemon.status() is not None or "disk" in daemon.said(), "it says nothing of the disk")
            bring_out(story, outside / "story")
            story.note_the_mails(story.home)
            (outside / "ballast").unlink()
            until(
                lambda: daemon.status() is not None or is_over(story, outside / "story"), "it does not go on", SECONDS_TO_RECOVER
            )
        if daemon.status() != 0:  # whoever looks after it starts it again
            story.wrong_if(daemon.status() not in (1, 2), "surprises", f"it ended with {daemon.status()}")
            with in_there(tmp_path, into) as daemon:
                until(lambda: is_over(story, outside / "story"), "it does not go on", SECONDS_TO_RECOVER)
        story.wrong_if(daemon.status() != 0, "surprises", "it did not end in good order")
        bring_out(story, outside / "story")
        story.tally.points += 1
        story.compare(calm.end)
    assert "Traceback" not in daemon.said()
    figures(f"disk_really_full_but_{leave_octets}_octets", **story.tally.figures())
    assert story.tally.holds(), "\n".join(story.tally.wrong)


@contextmanager
def in_there(folder: Path, into: tuple[str, ...]) -> Iterator[Cold]:
    """A cold daemon on the small disk; its log stands on the large one."""
    daemon = Cold(folder / "small" / "story", "run", before=into, log=folder / "log")
    daemon.go()
    try:
        yield daemon
    finally:
        ask_to_stop(daemon)


def bring_out(story: Story, inside: Path) -> None:
    """A copy to look at: SQLite does not open a file by the way from outside."""
    for name in (STORE, f"{STORE}-wal"):
        (story.home / name).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            shutil.copy(inside / name, story.home / name)


def is_over(story: Story, inside: Path) -> bool:
    try:
        bring_out(story, inside)
        return story.is_over()
    except sqlite3.DatabaseError:  # copied while it was being written
        return False
