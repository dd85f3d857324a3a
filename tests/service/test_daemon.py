"""The daemon: one connection for as long as it lasts, one login a reconnect; nothing that hangs keeps it (F4–F6, F9, F13–F18)."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from traceback import walk_tb

import pytest
import sqlalchemy as sa

from ingest.folder import DirectoryMailbox
from ingest.mailbox import MailboxTrouble, open_mailbox
from ingest.message import Place, RawMessage
from outbox.smtp import PostTrouble, Rehearsal
from parsing.readings import Mail
from service import daemon, line_work
from service.back_off import BackOff
from service.heart import Heart
from service.holder import Holding
from service.line import Line, Ties
from service.line_work import LineWork
from service.mail_watch import MailWatch
from service.reading_room import ReaderAway, ReadingRoom
from service.steps import whole_line
from service.watchdog import Pulse, Watchdog
from store import beats, messages, questions
from store.engine import Store, StoreTrouble
from store.schema import Stage
from tests.ingest.test_mailbox import mail, settings_of, settings_through, through
from tests.support.dovecot import Box
from tests.support.imap_script import HANG_UP, Weather, proxy, scripted
from tests.support.lines import SCHEME, a_line
from tests.support.region import ROOT, Region

GENEROUS = 60.0  # seconds; the machine may be busy


def until(true: Callable[[], bool], seconds: float = GENEROUS) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.05)


def stages(store: Store) -> dict[str, int]:
    with store.read() as tx:
        return {stage: len(messages.by_stage(tx, stage)) for stage in Stage}


def kinds(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.question.kind for each in questions.open_all(tx)]


def beat(store: Store, name: str) -> beats.Beat:
    with store.read() as tx:
        return beats.of(tx, name)


def quick() -> BackOff:
    """Pauses that a test can wait for."""
    return BackOff(lambda _low, _high: 0.01)


@contextmanager
def watching(line: Line, *, every: float = 0.2, back_off: BackOff | None = None) -> Iterator[MailWatch]:
    """The watch at the mailbox in its thread, as the daemon runs it."""
    stopping, holding = threading.Event(), Holding(line.store)
    heart = Heart(line.store, line.now)
    line = replace(line, stop=stopping.is_set, ties=Ties(mine=holding.is_mine, fence=holding.my_fence, beat=heart.beat))
    watch = MailWatch(line, holding, Pulse("mailbox"), stopping, every, back_off=back_off or quick())
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        stopping.set()
        thread.join(GENEROUS)
        assert not thread.is_alive()


# --- one connection ---------------------------------------------------------------------------------------------------


def test_many_looks_cost_one_login(store: Store, dovecot: Box, tmp_path: Path) -> None:
    with proxy(dovecot.starttls_port) as between:
        line = a_line(store, lambda: open_mailbox(through(between, dovecot)), tmp_path)
        with watching(line):
            for number in range(5):
                dovecot.put(mail(f"number {number}"))
                until(lambda count=number + 1: stages(store)[Stage.KEPT] == count)
        assert between.connections == 1
    assert dovecot.contents("INBOX") == []


def test_each_break_costs_one_login_and_nothing_is_lost_f5(store: Store, dovecot: Box, tmp_path: Path) -> None:
    with proxy(dovecot.starttls_port, Weather(after=b"IDLE", cut_at=0, times=8)) as between:
        line = a_line(store, lambda: open_mailbox(through(between, dovecot)), tmp_path)
        with watching(line):
            dovecot.put(mail("one"))
            until(lambda: between.connections == 9)
            dovecot.put(mail("two"))
            until(lambda: stages(store)[Stage.KEPT] == 2)
        assert between.connections == 9


class Flapping:
    """A mailbox that breaks each time that it is asked; it counts its openings."""

    def __init__(self) -> None:
        self.openings = self.closings = 0
        self.vanished: Sequence[Place] = ()
        self.remarks: Sequence[str] = ()
        self.here, self.uidnext = Place(account="flapping"), 0

    @contextmanager
    def opened(self) -> Iterator[Flapping]:
        self.openings += 1
        try:
            yield self
        finally:
            self.closings += 1

    def hang_up(self) -> None: ...

    def waiting(self) -> tuple[Place, ...]:
        raise MailboxTrouble("The server said goodbye.")


def test_a_thousand_breaks_leave_the_loop_flat_f5(store: Store, tmp_path: Path) -> None:
    """No nesting, no memory, one login each."""
    box = Flapping()
    stopping, holding = threading.Event(), Holding(store)
    depths, sizes = set[int](), list[int]()

    def at_each_pause(_low: float, _high: float) -> float:
        depths.add(len(list(_frames())))
        if box.openings % 250 == 0:
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        if box.openings == 1000:
            stopping.set()
        return 0.0

    watch = MailWatch(
        a_line(store, box.opened, tmp_path), holding, Pulse("mailbox"), stopping, 0.1, back_off=BackOff(at_each_pause)
    )
    tracemalloc.start()
    try:
        watch.run()
    finally:
        tracemalloc.stop()
    assert box.openings == box.closings == 1000
    assert len(depths) == 1
    assert sizes[-1] - sizes[0] < 256 * 1024


def _frames() -> Iterator[object]:
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back  # type: ignore[assignment]


@pytest.mark.parametrize("greeting", [b"* BYE go away", b"* BYE Autologout"])
def test_a_server_that_says_goodbye_is_tried_again_later_and_later_f6(store: Store, tmp_path: Path, greeting: bytes) -> None:
    with scripted(greeting=greeting) as server:
        spans: list[float] = []
        line = a_line(store, lambda: open_mailbox(settings_through(server)), tmp_path)
        with watching(line, back_off=BackOff(lambda _low, high: spans.append(high) or 0.01)):
            until(lambda: len(spans) >= 8)
    assert spans[:8] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_refused_sign_in_is_told_at_once_and_not_repeated_f9(store: Store, tmp_path: Path) -> None:
    with scripted({"AUTHENTICATE": (b"%t NO [AUTHENTICATIONFAILED] no",)}) as server:
        line = a_line(store, lambda: open_mailbox(settings_through(server)), tmp_path)
        pauses: list[tuple[float, float]] = []
        with watching(line, back_off=BackOff(lambda low, high: pauses.append((low, high)) or low)):
            until(lambda: "refused the login" in beat(store, beats.MAILBOX).trouble)
            time.sleep(0.5)
        assert pauses == [(60.0, 60.0)]
        assert len(server.credentials) == 1


def test_a_listing_that_went_well_is_a_beat_and_trouble_ends_with_it_f4(store: Store, dovecot: Box, tmp_path: Path) -> None:
    with scripted({"SELECT": (HANG_UP,)}) as server:
        line = a_line(store, lambda: open_mailbox(settings_through(server)), tmp_path)
        with watching(line):
            until(lambda: beat(store, beats.MAILBOX).trouble != "")
    with watching(a_line(store, lambda: open_mailbox(settings_of(dovecot)), tmp_path)):
        until(lambda: beat(store, beats.MAILBOX).trouble == "")
        until(lambda: beat(store, beats.SWEEP).at is not None)


def test_a_watch_that_hangs_is_woken_by_the_watchdog_f4(store: Store, dovecot: Box, tmp_path: Path) -> None:
    """A half-open line whose own time limit is an hour: the socket is shut from outside, and the next connection works."""
    with proxy(dovecot.starttls_port, Weather(after=b"IDLE", stall_at=0, times=1)) as between:
        line = a_line(store, lambda: open_mailbox(through(between, dovecot, read_timeout=3600)), tmp_path)
        ended: list[int] = []
        with watching(line, every=0.5) as watch:
            watchdog = Watchdog([watch.pulse], end=ended.append)
            until(lambda: between.weather is not None and between.weather.times == 0)
            watch.pulse.within(0)  # as if its time had run out
            until(lambda: not watchdog.look())
            until(lambda: between.connections == 2)
            dovecot.put(mail("one"))
            until(lambda: stages(store)[Stage.KEPT] == 1)
            until(watchdog.look)
        assert ended == []


# --- the rest of the line ---------------------------------------------------------------------------------------------


def kept(store: Store, *mails: bytes) -> None:
    for number, data in enumerate(mails, 1):
        raw = RawMessage(
            data=data, place=Place(account="box", folder="INBOX", uidvalidity=1, uid=number), arrived_at=datetime.now(UTC)
        )
        store.write(lambda tx, raw=raw: messages.keep(tx, raw, datetime.now(UTC)))


def test_fifty_mails_that_hang_delay_a_good_one_by_glances_only_f13(store: Store, tmp_path: Path) -> None:
    """Each of them would take the reader's whole time; the good one, last of all, is decided before the first of them is read."""
    glances: list[bytes] = []
    decided_before: list[int] = []

    def glance(raw: RawMessage, seconds: float) -> Mail | None:
        assert seconds == 1
        glances.append(raw.data)
        return None if raw.data.startswith(b"slow") else Mail(unreadable="Nothing in it.")

    def read(_: RawMessage) -> Mail:
        decided_before.append(stages(store)[Stage.DECIDED])
        return Mail(unreadable="It takes too long.")

    kept(store, *(b"slow %d" % number for number in range(50)), mail("good"))
    whole_line(replace(a_line(store, lambda: None, tmp_path), glance=glance, read=read))
    assert len(glances) == 51
    assert decided_before == [*range(1, 51)]
    assert stages(store)[Stage.DECIDED] == 51


def test_a_glance_at_a_mail_that_hangs_ends_long_before_its_reading_would_f13() -> None:
    def raw(data: bytes) -> RawMessage:
        return RawMessage(data=data, place=Place(account="box"), arrived_at=datetime.now(UTC))

    with ReadingRoom(SCHEME, (), seconds_a_child=300, tasks="tests.support.misbehaving_reader") as room:
        until(lambda: room.glance(raw(mail("good")), 5) is not None)  # a busy machine may need more than one
        began = time.monotonic()
        assert room.glance(raw(b"slow"), 1) is None
        assert time.monotonic() - began < GENEROUS


def test_a_slow_mail_delays_what_comes_later_by_one_reading_i5(store: Store, tmp_path: Path) -> None:
    kept(store, b"slow 1", b"slow 2", b"slow 3")
    order: list[bytes] = []

    def read(raw: RawMessage) -> Mail:
        order.append(raw.data)
        if raw.data == b"slow 1":
            later = RawMessage(data=b"good", place=Place(account="box"), arrived_at=datetime.now(UTC))
            store.write(lambda tx: messages.keep(tx, later, datetime.now(UTC)))
        return Mail(unreadable="It takes too long.")

    def glance(raw: RawMessage, _seconds: float) -> Mail | None:
        order.append(raw.data)
        return Mail(unreadable="Nothing in it.") if raw.data == b"good" else None

    whole_line(replace(a_line(store, lambda: None, tmp_path), read=read, glance=glance))
    assert order == [b"slow 1", b"slow 2", b"slow 3", b"slow 1", b"good", b"slow 2", b"slow 3"]
    assert stages(store)[Stage.DECIDED] == 4


def test_the_fewer_wait_the_longer_a_glance_and_one_alone_is_read_at_once(store: Store, tmp_path: Path) -> None:
    spans: list[float] = []

    def glance(_: RawMessage, seconds: float) -> Mail | None:
        spans.append(seconds)
        return Mail(unreadable="Nothing in it.")

    line = replace(a_line(store, lambda: None, tmp_path), glance=glance)
    kept(store, *(b"%d" % number for number in range(5)))
    whole_line(line)
    assert spans == [6.0] * 5
    later = RawMessage(data=b"alone", place=Place(account="box"), arrived_at=datetime.now(UTC))
    store.write(lambda tx: messages.keep(tx, later, datetime.now(UTC)))
    whole_line(line)
    assert len(spans) == 5


def test_a_glance_counts_as_no_attempt_and_a_reader_that_cannot_start_is_weather_f13(store: Store, tmp_path: Path) -> None:
    kept(store, mail("one"), mail("two"))

    def away(_: RawMessage) -> Mail:
        raise ReaderAway("The reading process does not start.")

    line = replace(a_line(store, lambda: None, tmp_path), read=away, glance=lambda *_: None)
    for _ in range(messages.MOST_ATTEMPTS + 1):
        with pytest.raises(ReaderAway):
            whole_line(line)
    assert stages(store)[Stage.KEPT] == 2
    whole_line(replace(line, read=lambda _: Mail(unreadable="Nothing in it.")))
    assert stages(store)[Stage.DECIDED] == 2
    with store.read() as tx:
        assert {each.question.why for each in questions.open_all(tx)} == {"Nothing in it."}


def test_a_foreman_that_does_not_start_is_weather_of_the_machine() -> None:
    with ReadingRoom(SCHEME, (), tasks="no.such.tasks") as room, pytest.raises(ReaderAway, match="does not start"):
        room.read(RawMessage(data=mail("one"), place=Place(account="box"), arrived_at=datetime.now(UTC)))


def test_weather_of_the_store_stops_the_turn_and_shunts_no_mail_f14(store: Store, tmp_path: Path) -> None:
    kept(store, mail("one"), mail("two"))

    def read(raw: RawMessage) -> Mail:
        if weather:
            raise StoreTrouble("The disk of the store is full.")
        return Mail()

    holding, pulse, clock = Holding(store), Pulse("line"), SteadyClock()
    assert holding.hold(datetime.now(UTC))
    heart = Heart(store, lambda: datetime.now(UTC))
    line = replace(a_line(store, lambda: None, tmp_path), read=read, ties=Ties(beat=heart.beat))
    work = LineWork(line, holding, pulse, clock=clock)
    weather = True
    work.turn()
    assert stages(store)[Stage.KEPT] == 2
    assert stages(store)[Stage.SHUNTED] == 0
    assert beat(store, beats.LINE).trouble == "The disk of the store is full."
    assert not pulse.works
    weather = False
    clock.seconds += 61
    work.turn()
    assert stages(store)[Stage.KEPT] == 0
    assert beat(store, beats.LINE).trouble == ""
    assert [kind for kind in kinds(store) if kind == "fault"] == []


def test_a_post_that_fails_is_knocked_at_again_later_and_later_f9(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it fails at the door or in the middle of a round."""
    knocks: list[float] = []
    clock, holding = SteadyClock(), Holding(store)

    @contextmanager
    def opening() -> Iterator[Rehearsal]:
        knocks.append(clock.seconds)
        yield Rehearsal(tmp_path)

    def turn(line: Line) -> int:
        with line.open_post():
            raise PostTrouble("The server sends everybody away.")

    monkeypatch.setattr(line_work, "whole_line", turn)
    assert holding.hold(datetime.now(UTC))
    work = LineWork(replace(a_line(store, lambda: None, tmp_path), open_post=opening), holding, Pulse("line"), clock=clock)
    for _ in range(1200):
        clock.seconds += 0.5
        work.turn()
    assert 9 < len(knocks) < 120  # without a pause it would be 1,200


def test_a_refused_sign_in_at_the_post_is_not_hammered_f9(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four hours of a password that was changed; then it is put right, and refused once more a week later."""
    clock, holding = SteadyClock(), Holding(store)
    refused, knocks, depths = True, list[float](), set[int]()

    @contextmanager
    def opening() -> Iterator[Rehearsal]:
        knocks.append(clock.seconds)
        if refused:
            raise PostTrouble("The password is wrong.", permanent=True)
        yield Rehearsal(tmp_path)

    def turn(line: Line) -> int:
        try:
            with line.open_post():
                return 0
        except PostTrouble as trouble:
            depths.add(len(list(walk_tb(trouble.__traceback__))))
            raise

    def hours(count: float) -> None:
        until = clock.seconds + count * 3600
        while clock.seconds < until:
            work.turn()
            clock.seconds += 10

    monkeypatch.setattr(line_work, "whole_line", turn)
    assert holding.hold(datetime.now(UTC))
    line = replace(a_line(store, lambda: None, tmp_path), open_post=opening)
    work = LineWork(line, holding, Pulse("line"), clock=clock, lot=lambda _low, high: high)
    hours(4)
    assert [later - earlier for earlier, later in pairwise(knocks)] == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert len(depths) == 2, "a trouble that is repeated must not grow (F5)"
    refused = False
    hours(2)
    refused = True
    begun = len(knocks)
    hours(0.05)
    assert [later - earlier for earlier, later in pairwise(knocks[begun:])] == [60], "after an open door it begins anew"


@dataclass
class SteadyClock:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_while_the_disk_is_full_mail_stays_in_the_inbox_and_comes_in_afterwards_f18(
    store: Store, dovecot: Box, tmp_path: Path
) -> None:
    """A real «database or disk is full» from SQLite, at any write."""
    dovecot.put(mail("one", "x" * 200_000))
    line = a_line(store, lambda: open_mailbox(settings_of(dovecot)), tmp_path)

    def limit(pages: int) -> None:
        def draw(connection: sa.Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

        sa.event.listen(store.writer, "begin", draw)

    with store.read() as tx:
        pages = int(tx.exec_driver_sql("PRAGMA page_count").scalar() or 0)
    limit(pages + 10)
    with watching(line):
        until(lambda: "full" in beat(store, beats.MAILBOX).trouble)
        assert dovecot.contents("INBOX") == [mail("one", "x" * 200_000)]
        limit(1_000_000)
        until(lambda: stages(store)[Stage.KEPT] == 1)
        until(lambda: dovecot.contents("INBOX") == [])


# --- the whole daemon -------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Running:
    """The daemon's own main loop in a thread of the test; `ended` are exit statuses that it would have ended the process with."""

    thread: threading.Thread
    stopping: threading.Event
    ended: list[int]

    def stop(self) -> float:
        """TERM; gives how many seconds the end took."""
        began = time.monotonic()
        self.stopping.set()
        self.thread.join(GENEROUS)
        assert not self.thread.is_alive()
        return time.monotonic() - began


@contextmanager
def running(line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    region = Region(home=tmp_path / "region")
    with region.store_open() as (settings, _):
        stopping, ended = threading.Event(), list[int]()
        monkeypatch.setattr(os, "_exit", ended.append)
        line = replace(line, stop=stopping.is_set)
        thread = threading.Thread(target=lambda: daemon.watch_over(line, settings.mailbox.poll_seconds, stopping), daemon=True)
        thread.start()
        here = Running(thread=thread, stopping=stopping, ended=ended)
        try:
            yield here
        finally:
            here.stop()


def test_a_post_that_hangs_delays_no_mail_and_an_orderly_end_frees_the_lease_f15(
    store: Store, dovecot: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, may_go_on = threading.Event(), threading.Event()

    def read(_: RawMessage) -> Mail:
        hangs.set()
        may_go_on.wait(GENEROUS)
        return Mail()

    line = replace(a_line(store, lambda: open_mailbox(settings_of(dovecot)), tmp_path), read=read)
    with running(line, tmp_path, monkeypatch) as here:
        dovecot.put(mail("one"))
        until(hangs.is_set)
        dovecot.put(mail("two"))
        until(lambda: stages(store)[Stage.KEPT] == 2)
        until(lambda: dovecot.contents("INBOX") == [])
        may_go_on.set()
        until(lambda: stages(store)[Stage.KEPT] == 0)
        assert here.stop() < 10
        assert here.ended == []
    assert Holding(store, "another-machine/1/1").hold(datetime.now(UTC))


def test_term_ends_a_mailbox_that_hangs_by_shutting_its_line_f4(
    store: Store, dovecot: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server says nothing more in the middle of a mail; its own time limit is far longer than TERM's."""
    monkeypatch.setattr(daemon, "SHUT_AFTER", 0.5)
    dovecot.put(mail("one"))
    with proxy(dovecot.starttls_port, Weather(after=b"BODY.PEEK", stall_at=10)) as between:
        patient = through(between, dovecot, read_timeout=120)
        with running(a_line(store, lambda: open_mailbox(patient), tmp_path), tmp_path, monkeypatch) as here:
            until(lambda: any(b"BODY.PEEK" in said for said in between.heard))
            assert here.stop() < 20
            assert here.ended == []
    assert dovecot.contents("INBOX") == [mail("one")]


def test_term_leaves_what_cannot_be_woken_and_ends_with_0(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon, "SHUT_AFTER", 0.2)
    monkeypatch.setattr(daemon, "LEFT_AFTER", 1.0)
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "one.eml").write_bytes(mail("one"))
    hangs, at_the_end = threading.Event(), threading.Event()

    def read(_: RawMessage) -> Mail:
        hangs.set()
        at_the_end.wait(GENEROUS)
        return Mail()

    line = replace(a_line(store, lambda: DirectoryMailbox(tmp_path / "mails"), tmp_path), read=read)
    with running(line, tmp_path, monkeypatch) as here:
        until(hangs.is_set)
        here.stop()
        assert here.ended == [0]
        at_the_end.set()
    assert daemon.LEFT_AFTER < 30


def test_a_clock_set_back_a_year_stops_no_job_f27() -> None:
    """The scheduler reckons by the clock on the wall: its next runs then lie a year ahead."""
    scheduler = daemon.BackgroundScheduler(timezone=UTC)
    ran = threading.Event()
    in_a_year = datetime.now(UTC).replace(year=datetime.now(UTC).year + 1, day=1)
    scheduler.add_job(ran.set, "interval", seconds=5, id="line", next_run_time=in_a_year)
    scheduler.add_job(ran.clear, "interval", seconds=daemon.SWEEPS_EVERY, id="sweep", next_run_time=in_a_year)
    scheduler.start()
    try:
        assert not ran.wait(0.2)
        daemon._set_anew(scheduler)
        assert ran.wait(GENEROUS)
        sweep = scheduler.get_job("sweep").next_run_time
        assert (sweep - datetime.now(UTC)).total_seconds() <= daemon.SWEEPS_EVERY
        assert str(scheduler.timezone) == "UTC"
    finally:
        scheduler.shutdown()


def test_a_watch_that_has_ended_ends_the_process_to_be_started_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon.MailWatch, "run", lambda _: None)
    with running(a_line(store, lambda: None, tmp_path), tmp_path, monkeypatch) as here:
        until(lambda: daemon.HUNG in here.ended)


def start(region: Region) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "service.cli", "--config", str(region.home / "reciprocal.toml"), "run"],
        cwd=ROOT,
        env={**os.environ, "RECIPROCAL__DESK__PORT": "0"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_daemon_stands_by_and_takes_over_at_once_from_one_that_was_killed_f29(dovecot: Box, tmp_path: Path) -> None:
    secret = tmp_path / "imap"
    secret.write_text(dovecot.password)
    region = Region(
        home=tmp_path / "region",
        mailbox=f'host = "{dovecot.host}"\nport = {dovecot.port}\nca_file = "{dovecot.pki.ca_file}"\nuser = "{dovecot.user}"\n'
        f'password_file = "{secret}"',
    ).open()
    first, second = start(region), None
    try:
        dovecot.put(mail("one"))
        until(lambda: dovecot.contents("INBOX") == [])
        second = start(region)
        first.send_signal(signal.SIGKILL)
        first.wait()
        dovecot.put(mail("two"))
        until(lambda: dovecot.contents("INBOX") == [])
        assert sorted(dovecot.contents("Processed")) == [mail("one"), mail("two")]
    finally:
        for process in (first, second):
            if process is not None:
                process.send_signal(signal.SIGTERM)
                _, said = process.communicate(timeout=30)
                assert "Traceback" not in said
    assert second is not None
    assert second.returncode == 0
