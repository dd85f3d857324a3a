"""One session with the mailbox, broken at every octet of either side: nothing lost, nothing twice (F3–F6, F12; I1–I3, I8).

The whole of `take_in` runs against a real Dovecot through a proxy: greeting, login, SELECT, SEARCH, sizes, bodies, LIST, MOVE,
LOGOUT. After each break the line is run once more without weather, and the world must be as if nothing had happened.
"""

from __future__ import annotations

import hashlib
import imaplib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingest.mailbox import MailboxSettings, MailboxTrouble, open_mailbox
from parsing.read import read
from service import opening
from service.intake import take_in
from service.line import Line
from store.schema import messages, questions
from tests.support.dovecot import Box, Dovecot, _ok
from tests.support.octets import Break, OctetProxy, Side, octet_proxy, spread
from tests.support.proofs import figures
from tests.support.region import Region

SIDES: tuple[Side, ...] = ("server", "client")
TIMEOUTS = {"cut": 5, "stall": 0.1}  # seconds between two octets; short, or a sweep of silences would take hours


@dataclass(kw_only=True)
class Tally:
    """The figures of a sweep. `alarms`: questions that a break alone has raised."""

    points: int = 0
    struck: int = 0
    troubles: int = 0
    lost: int = 0
    twice: int = 0
    torn: int = 0
    marked: int = 0
    alarms: int = 0
    logins_too_many: int = 0
    surprises: list[str] = field(default_factory=list)

    def check(self, name: str) -> None:
        numbers = {key: value for key, value in vars(self).items() if key != "surprises"}
        figures(name, **numbers, other_exceptions=len(self.surprises))
        assert self.points
        assert self.struck > self.points // 2
        assert not self.surprises, self.surprises[:5]
        assert (self.lost, self.twice, self.torn, self.marked, self.alarms, self.logins_too_many) == (0, 0, 0, 0, 0, 0)


@dataclass(kw_only=True)
class Bench:
    """One mailbox, one store and one line between them; every point brings three mails of its own."""

    box: Box
    client: imaplib.IMAP4
    between: OctetProxy
    line: Line
    tally: Tally = field(default_factory=Tally)
    points: int = 0

    def mails(self) -> list[bytes]:
        """An empty body, one of many short lines with all that looks like IMAP, and one longer than a packet's first part."""
        self.points += 1
        head = f"From: sam@agency.example\r\nMessage-ID: <{self.points:06}-%d@agency.example>\r\nSubject: point\r\n\r\n"
        tricks = ")\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n* BYE\r\nA1 OK done\r\n.\r\n+ go on\r\n"
        return [
            (head % number + body).encode() for number, body in enumerate(("", tricks, "x" * 70 + "\r\n" + "ä" * 100 + "\r\n"))
        ]

    def point(self, *breaks: Break | None, dead_after: bool = False) -> bool:
        """Three mails come, the line is run in this weather and again without. Did the weather strike at all?"""
        mails = self.mails()
        for data in mails:
            _ok(self.client.append("INBOX", None, None, data))  # type: ignore[arg-type]  # typeshed forbids the None that imaplib takes
        self.between.weather(*breaks, dead_after=dead_after)
        self._run_in_weather()
        struck = self.between.struck
        self._count_logins()
        self.between.clear_sky()
        take_in(self.line)
        self.tally.points += 1
        self.tally.struck += struck
        self._look(mails)
        return struck

    def _run_in_weather(self) -> None:
        try:
            take_in(self.line)
        except MailboxTrouble as trouble:
            self.tally.troubles += 1
            if trouble.permanent:
                self.tally.surprises.append(f"permanent: {trouble}")
        except Exception as error:  # noqa: BLE001 - what else comes out is what the sweep looks for
            self.tally.surprises.append(f"{self.between.breaks}: {error!r}")

    def _count_logins(self) -> None:
        """F5: one login a connection, and one more connection for a break at most, or two when the line stays dead."""
        logins = sum(each.client.count(b"AUTHENTICATE") + each.client.count(b" LOGIN ") for each in self.between.passed)
        self.tally.logins_too_many += max(0, logins - len(self.between.passed))

    def _look(self, mails: list[bytes]) -> None:
        with self.line.store.read() as tx:
            kept = Counter(
                tx.execute(
                    sa.select(messages.c.fingerprint).where(
                        messages.c.fingerprint.in_([hashlib.sha256(data).hexdigest() for data in mails])
                    )
                ).scalars()
            )
            rows = tx.execute(sa.select(sa.func.count()).select_from(messages)).scalar_one()
            alarms = tx.execute(sa.select(sa.func.count()).select_from(questions)).scalar_one()
        filed, marked = self._emptied("Processed")
        left, _ = self._emptied("INBOX")
        self.tally.lost += sum(kept[hashlib.sha256(data).hexdigest()] != 1 or filed[data] == 0 for data in mails) + len(left)
        self.tally.twice += sum(count - 1 for count in filed.values() if count > 1)
        self.tally.torn += len(filed.keys() - set(mails)) + rows - 3 * self.points
        self.tally.marked += marked
        self.tally.alarms = alarms

    def _emptied(self, folder: str) -> tuple[Counter[bytes], int]:
        """What lies there, how many of it are marked as read, and then nothing lies there."""
        if self.client.select(folder)[0] != "OK":
            return Counter(), 0
        found: Counter[bytes] = Counter()
        marked = 0
        if int(self.client.untagged_responses["EXISTS"][-1] or 0):
            for part in _ok(self.client.fetch("1:*", "(FLAGS BODY.PEEK[])")):
                if isinstance(part, tuple):
                    found[part[1]] += 1
                    marked += b"\\Seen" in part[0]
            _ok(self.client.store("1:*", "+FLAGS.SILENT", "(\\Deleted)"))
            _ok(self.client.expunge())
        return found, marked


@contextmanager
def opened_bench(box: Box, home: Path, read_timeout: float) -> Iterator[Bench]:
    region = Region(home=home).open()
    with octet_proxy(box.starttls_port) as between, region.store_open() as (settings, store):
        described = MailboxSettings(
            host=between.host,
            port=between.port,
            tls="none",
            user=box.user,
            password=box.password,
            connect_timeout=max(read_timeout, 0.3),
            read_timeout=read_timeout,
            retry_pause=0,
        )
        scheme = opening.scheme_with_register(settings, store)
        line = opening.line(settings, store, scheme, partial(read, scheme=scheme))
        line = replace(line, open_mailbox=lambda: open_mailbox(described))
        client = box.client()
        try:
            yield Bench(box=box, client=client, between=between, line=line)
        finally:
            client.logout()


def length(bench: Bench, side: Side) -> int:
    """How many octets this side says in an undisturbed session."""
    for data in bench.mails():
        _ok(bench.client.append("INBOX", None, None, data))  # type: ignore[arg-type]  # typeshed forbids the None that imaplib takes
    bench.between.clear_sky()
    take_in(bench.line)
    said = len(bench.between.passed[0].said(side))
    bench._emptied("Processed")
    return said


def in_the_bodies(bench: Bench) -> Break:
    """A break of the first connection between two octets of the second mail."""
    length(bench, "server")
    said = bench.between.passed[0].server
    return Break(side="server", at=said.find(b"BODY[]", said.find(b"BODY[]") + 1) + 60)


def every(bench: Bench, side: Side, how: str, *before: Break | None, dead_after: bool = False) -> None:
    """Break at each octet in turn, until the session comes to its end first."""
    at = 0
    while bench.point(*before, Break(side=side, at=at, how=how), dead_after=dead_after):  # type: ignore[arg-type]  # of two words
        at += 1
    assert at > 100, "the session was hardly begun"


def some(bench: Bench, side: Side, how: str, points: Iterable[int], *before: Break, dead_after: bool = False) -> None:
    for at in points:
        bench.point(*before, Break(side=side, at=at, how=how), dead_after=dead_after)  # type: ignore[arg-type]  # of two words


@pytest.mark.parametrize("how", ["cut", "stall"])
def test_a_session_broken_at_any_octet_loses_nothing_and_doubles_nothing(
    dovecot_server: Dovecot, tmp_path: Path, how: str
) -> None:
    """A draw of what `make proofs` does at every octet."""
    count = 10 if how == "stall" else 25
    with opened_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS[how]) as bench:
        for side in SIDES:
            octets = length(bench, side)
            some(bench, side, how, spread(count, octets, seed=1))
            some(bench, side, how, spread(count // 2, octets, seed=2), dead_after=True)
        bench.tally.check(f"imap_draw_{how}")


def test_a_line_that_breaks_again_after_the_reconnecting_loses_nothing(dovecot_server: Dovecot, tmp_path: Path) -> None:
    """F5: the first break lies in the middle of the bodies, the second anywhere in the connection that follows."""
    with opened_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        first = in_the_bodies(bench)
        for side in SIDES:
            some(bench, side, "cut", spread(12, length(bench, side), seed=3), first)
        bench.tally.check("imap_draw_second_cut")


@pytest.mark.proof
@pytest.mark.parametrize("dead_after", [False, True], ids=["then the line heals", "then nobody answers"])
@pytest.mark.parametrize("side", SIDES)
def test_cut_at_every_octet(dovecot_server: Dovecot, tmp_path: Path, side: Side, dead_after: bool) -> None:
    with opened_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        every(bench, side, "cut", dead_after=dead_after)
        bench.tally.check(f"imap_cut_{side}{'_dead_after' if dead_after else ''}")


@pytest.mark.proof
@pytest.mark.parametrize("side", SIDES)
def test_stall_at_every_octet(dovecot_server: Dovecot, tmp_path: Path, side: Side) -> None:
    with opened_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["stall"]) as bench:
        every(bench, side, "stall")
        bench.tally.check(f"imap_stall_{side}")


@pytest.mark.proof
@pytest.mark.parametrize("side", SIDES)
def test_cut_again_at_every_octet_after_the_reconnecting(dovecot_server: Dovecot, tmp_path: Path, side: Side) -> None:
    with opened_bench(dovecot_server.new_box(), tmp_path, TIMEOUTS["cut"]) as bench:
        every(bench, side, "cut", in_the_bodies(bench))
        bench.tally.check(f"imap_second_cut_{side}")
