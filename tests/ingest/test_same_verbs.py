"""What every mailbox promises, whether it is a server's or a directory: the service knows no difference."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from ingest.folder import DirectoryMailbox
from ingest.mailbox import MailboxSettings, open_mailbox
from ingest.message import Place, RawMessage
from tests.support.dovecot import Box

ONE, TWO = b"Subject: one\r\n\r\nDear all\r\n", b"Subject: two\r\n\r\nDear all\r\n"


class AnyMailbox(Protocol):
    vanished: tuple[Place, ...]
    remarks: tuple[str, ...]

    def waiting(self) -> tuple[Place, ...]: ...
    def arrivals(self, places: Sequence[Place]) -> Iterator[RawMessage]: ...
    def file_away(self, places: Sequence[Place]) -> None: ...
    def watch(self, seconds: float, stop: threading.Event | None = None) -> bool: ...


class World(Protocol):
    """The mailbox from outside: what the post and other people do with it."""

    def open(self) -> AbstractContextManager[AnyMailbox]: ...
    def put(self, data: bytes) -> None: ...
    def done(self) -> list[bytes]: ...
    def take_first_away(self) -> None: ...


class ServerWorld:
    def __init__(self, box: Box) -> None:
        self.box = box

    def open(self) -> AbstractContextManager[AnyMailbox]:
        box = self.box
        return open_mailbox(
            MailboxSettings(
                host=box.host,
                port=box.port,
                user=box.user,
                password=box.password,
                ca_file=str(box.pki.ca_file),
                biggest=1000,
                batch=2,
                retry_pause=0,
            )
        )

    def put(self, data: bytes) -> None:
        self.box.put(data)

    def done(self) -> list[bytes]:
        return self.box.contents("Processed")

    def take_first_away(self) -> None:
        self.box.remove(1)


class DirectoryWorld:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def open(self) -> AbstractContextManager[AnyMailbox]:
        return DirectoryMailbox(self.folder, biggest=1000)

    def put(self, data: bytes) -> None:
        self.count += 1
        (self.folder / f"{self.count:03}.eml").write_bytes(data)

    def done(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted((self.folder / "Processed").iterdir())]

    def take_first_away(self) -> None:
        min(file for file in self.folder.iterdir() if file.is_file()).unlink()


@pytest.fixture(params=["server", "directory"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    if request.param == "directory":
        return DirectoryWorld(tmp_path)
    return ServerWorld(request.getfixturevalue("dovecot"))


def test_what_lies_there_is_taken_whole_and_leaves_for_the_done_folder(world: World) -> None:
    world.put(ONE)
    world.put(TWO)
    with world.open() as mailbox:
        places = mailbox.waiting()
        taken = list(mailbox.arrivals(places))
        mailbox.file_away(places)
        assert mailbox.waiting() == ()
        assert mailbox.vanished == ()
        assert mailbox.remarks == ()
    assert [message.data for message in taken] == [ONE, TWO]
    assert [message.place for message in taken] == list(places)
    assert world.done() == [ONE, TWO]


def test_what_was_not_filed_away_lies_there_the_next_time_at_the_same_place(world: World) -> None:
    world.put(ONE)
    with world.open() as mailbox:
        before = mailbox.waiting()
    with world.open() as mailbox:
        assert mailbox.waiting() == before
        assert len({message.fingerprint for message in mailbox.arrivals(before)}) == 1


def test_the_same_bytes_twice_have_one_fingerprint_and_two_places(world: World) -> None:
    """F10"""
    world.put(ONE)
    world.put(ONE)
    with world.open() as mailbox:
        first, second = mailbox.arrivals(mailbox.waiting())
    assert first.fingerprint == second.fingerprint
    assert first.place != second.place


def test_a_mail_that_someone_took_away_is_reported_and_the_others_come(world: World) -> None:
    world.put(ONE)
    world.put(TWO)
    with world.open() as mailbox:
        places = mailbox.waiting()
        world.take_first_away()
        assert [message.data for message in mailbox.arrivals(places)] == [TWO]
        assert mailbox.vanished == places[:1]
        mailbox.file_away(places)
    assert world.done() == [TWO]


def test_filing_away_twice_is_filing_away_once(world: World) -> None:
    world.put(ONE)
    with world.open() as mailbox:
        places = mailbox.waiting()
        mailbox.file_away(places)
        mailbox.file_away(places)
    assert world.done() == [ONE]


def test_a_mail_over_the_limit_comes_as_its_header_block_with_a_sentence(world: World) -> None:
    world.put(b"Subject: huge\r\n\r\n" + b"x" * 900 + b"\r\n" + b"x" * 900 + b"\r\n")
    with world.open() as mailbox:
        [message] = mailbox.arrivals(mailbox.waiting())
    assert message.data == b"Subject: huge\r\n\r\n"
    assert message.size == 1821
    assert "limit" in message.left_on_server


def test_filing_away_while_the_rest_is_still_coming_loses_nothing(world: World) -> None:
    """The line keeps and files away mail by mail, with `arrivals` half read."""
    sent = [b"Subject: %d\r\n\r\nDear all\r\n" % number for number in range(5)]
    for data in sent:
        world.put(data)
    taken = []
    with world.open() as mailbox:
        for message in mailbox.arrivals(mailbox.waiting()):
            taken.append(message.data)
            mailbox.file_away([message.place])
        assert mailbox.vanished == ()
        assert mailbox.waiting() == ()
    assert taken == sent
    assert world.done() == sent


def test_a_watcher_that_never_lists_is_told_of_each_mail_once(world: World) -> None:
    """Else a mail that nobody takes would keep it running in circles."""
    world.put(ONE)
    with world.open() as watcher:
        assert watcher.watch(5)
        assert not watcher.watch(0.2)
        world.put(TWO)
        assert watcher.watch(5)
        assert not watcher.watch(0.2)


def test_watching_wakes_on_a_new_mail_and_on_nothing_else(world: World) -> None:
    world.put(ONE)
    with world.open() as mailbox:
        mailbox.waiting()
        assert not mailbox.watch(0.2)
        timer = threading.Timer(0.4, world.put, [TWO])
        timer.start()
        begun = time.monotonic()
        assert mailbox.watch(20)
        assert time.monotonic() - begun < 5
        timer.join()
        assert len(mailbox.waiting()) == 2
