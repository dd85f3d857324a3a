"""Yesterday's store put back: nothing goes twice, nothing is lost, and nothing goes at all before a person says so (F36, O7)."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter as Counts
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outbox.journal import Journal
from outbox.message import OutboundMessage
from outbox.smtp import Outcome, Refused, Sent, TryLater, Uncertain
from service import switch
from service.backup import Restoring, backup, restore
from service.line import Line
from store import audit, leases, ledger, outbox, questions, switches
from tests.store.rows import a_letter
from tests.support.cast import ref
from tests.support.door import Door, line_to, one_round
from tests.support.papers import approval, request_form, request_mail
from tests.support.proofs import figures
from tests.support.region import Region

BY = ("--by", "Cora Hale")


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def paused(region: Region) -> switches.Switch | None:
    with region.store_open() as (_, store), store.read() as tx:
        return switches.of(tx, switches.PAUSED)


def files_of_letters(region: Region) -> Counts[str]:
    return Counts(file.name for file in (region.home / "letters").glob("*.eml"))


def resume(region: Region) -> str:
    with region.store_open() as (settings, store):
        return switch.resume(store, Journal(settings.outbox.journal), "Cora Hale", datetime.now(UTC), done_folder="Processed")


def test_a_backup_is_whole_private_and_taken_while_the_store_is_open(region: Region) -> None:
    region.tell(request_mail(request_form()))
    file = region.home / "saved.db"
    with region.store_open() as (_, store), store.begin() as tx:
        assert audit.head(tx)  # somebody is writing
        said = region.command("backup", str(file)).stdout
    assert str(file) in said
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in region.home.glob("*saved.db*")] == ["saved.db"]
    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT count(*) FROM outbox").fetchone()[0] == len(region.look("outbox"))
    region.command("backup", str(file))  # a newer one takes its place


@pytest.mark.parametrize(
    ("target", "sentence"),
    [("reciprocal.db", "the store itself"), ("letters", "is a folder"), ("nowhere/saved.db", "There is no folder")],
)
def test_a_backup_that_would_harm_is_refused(region: Region, target: str, sentence: str) -> None:
    (region.home / "letters").mkdir(exist_ok=True)
    done = region.command("backup", str(region.home / target), check=False)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_a_restored_store_starts_paused_and_sends_nothing_twice(region: Region) -> None:
    """The approval and all its letters came after the backup."""
    region.tell(request_mail(request_form()))
    region.command("backup", str(region.home / "saved.db"))
    region.tell(approval(ref(1)))
    gone = {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()}
    refused = region.command("restore", str(region.home / "saved.db"), *BY, check=False)
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    said = region.command("restore", str(region.home / "saved.db"), *BY, "--yes").stdout
    assert "PAUSED" in said
    assert len(list(region.home.glob("reciprocal.db.before-restore-*"))) >= 1
    switched = paused(region)
    assert switched is not None
    assert switched.on
    assert "saved.db" in switched.reason
    region.run()
    assert {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()} == gone
    said = resume(region)
    assert "does not know" in said
    region.run()
    assert {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()} == gone
    [question] = region.look("queue")
    assert question["kind"] == "restored"
    assert "Processed" in question["why"]


def test_mails_that_are_moved_back_after_a_restore_are_decided_again_and_their_letters_do_not_go_twice(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.command("backup", str(region.home / "saved.db"))
    region.tell(approval(ref(1)))
    letters = region.letters()
    gone = {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()}
    region.command("restore", str(region.home / "saved.db"), *BY, "--yes")
    resume(region)
    [moved] = [file for file in (region.home / "mails" / "Processed").iterdir() if b"Approved" in file.read_bytes()]
    shutil.move(moved, region.home / "mails" / moved.name)
    region.run()
    assert region.letters() == letters
    assert {each["state"] for each in region.letters()} == {"sent"}
    assert {file.name: file.stat().st_mtime_ns for file in (region.home / "letters").iterdir()} == gone
    with region.store_open() as (_, store), store.read() as tx:
        assert ledger.problems(tx) == ()
        assert audit.problems(tx) == ()


def test_a_store_copied_back_by_hand_is_found_out_and_pauses_itself(region: Region) -> None:
    region.command("pause", *BY)
    region.tell(request_mail(request_form()))  # its letters wait
    region.command("backup", str(region.home / "saved.db"))
    region.command("resume", *BY)
    region.run()
    sent = len(region.rehearsed())
    assert sent > 1
    for old in region.home.glob("reciprocal.db*"):
        old.unlink()
    shutil.copy(region.home / "saved.db", region.home / "reciprocal.db")
    with region.store_open() as (_, store):
        store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by="nobody", reason="", now=datetime.now(UTC)))
    for file in (region.home / "letters").iterdir():
        file.unlink()
    region.run()
    switched = paused(region)
    assert switched is not None
    assert switched.on
    assert "older" in switched.reason
    assert region.rehearsed() == []
    assert f"{sent} letters had gone already" in resume(region)
    region.run()
    assert region.rehearsed() == []
    assert {each["state"] for each in region.look("outbox")} == {"sent"}


def test_an_empty_store_beside_an_old_journal_sends_nothing_before_a_person_has_looked(region: Region) -> None:
    region.tell(request_mail(request_form()))
    for old in region.home.glob("reciprocal.db*"):
        old.unlink()
    region.open()
    region.tell(request_mail(request_form(), number=9))
    switched = paused(region)
    assert switched is not None
    assert switched.on


def test_without_its_journal_a_restored_store_is_resumed_only_by_a_word_of_its_own(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.command("backup", str(region.home / "saved.db"))
    region.command("restore", str(region.home / "saved.db"), *BY)
    (region.home / "reciprocal.journal").unlink()
    done = region.command("resume", *BY, check=False)
    assert done.returncode == 1
    assert "--without-journal" in done.stderr
    assert "Sending goes on" in region.command("resume", *BY, "--without-journal").stdout


def spoil_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:8192] = bytes(4096)
    file.write_bytes(data)


def spoil_audit(file: Path) -> None:
    with sqlite3.connect(file) as copy:
        guards = [
            name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        ]
        for name in guards:
            copy.execute(f"DROP TRIGGER {name}")
        copy.execute("UPDATE audit SET act = 'another' WHERE id = 1")


def another_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE shopping (what TEXT)")


def not_there(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("spoil", [spoil_pages, spoil_audit, another_database, not_there])
def test_a_backup_that_is_not_sound_changes_nothing(region: Region, spoil: Callable[[Path], None]) -> None:
    region.tell(request_mail(request_form()))
    region.command("backup", str(region.home / "saved.db"))
    before = region.everything()
    spoil(region.home / "saved.db")
    done = region.command("restore", str(region.home / "saved.db"), *BY, "--yes", check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert region.everything() == before
    assert not list(region.home.glob("*restor*"))


def test_the_store_of_a_daemon_at_work_is_not_taken_from_under_it(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.command("backup", str(region.home / "saved.db"))
    with region.store_open() as (_, store):
        now = datetime.now(UTC)
        store.write(lambda tx: leases.take(tx, "line", "elsewhere/1/1", now=now, lasting=timedelta(minutes=3)))
    done = region.command("restore", str(region.home / "saved.db"), *BY, "--yes", check=False)
    assert done.returncode == 1
    assert "stop it first" in done.stderr


class Killed(BaseException):
    """The process is gone, in the middle of a hand-over."""


@dataclass
class Partner:
    """What reached the recipients, whatever our books say; and what became of each letter that left doubt."""

    draw: random.Random
    kills: bool = True
    arrived: Counts[str] = field(default_factory=Counts)
    in_doubt: set[str] = field(default_factory=set)  # may go twice, or ask a person (O3)
    refused: set[str] = field(default_factory=set)

    def outcome(self, message: OutboundMessage) -> Outcome:
        match self.draw.choice(("sent",) * 6 + ("later", "refused", "lost", "killed before", "killed after")):
            case "later":
                return TryLater(reply="451 4.7.1 Greylisted")
            case "refused":
                self.refused.add(message.id)
                return Refused(code=550, reply="550 no")
            case "lost":
                self.in_doubt.add(message.id)
                self.arrived[message.id] += self.draw.random() < 0.5
                return Uncertain(why="The line broke.")
            case "killed before" if self.kills:
                self.in_doubt.add(message.id)
                raise Killed
            case "killed after" if self.kills:
                self.in_doubt.add(message.id)
                self.arrived[message.id] += 1
                raise Killed
        self.arrived[message.id] += 1
        return Sent(reply="250 Ok")


class PartnersDoor(Door):
    def __init__(self, partner: Partner) -> None:
        super().__init__()
        self.partner = partner

    def send(self, message: OutboundMessage, sender_address: str) -> Outcome:
        assert "@" in sender_address
        return self.partner.outcome(message)


def some_rounds(line: Line, draw: random.Random, rounds: int, start: datetime) -> datetime:
    """Rounds at times that go on, some of them killed, each then taken up by the next."""
    now = start
    for _ in range(rounds):
        now += timedelta(minutes=draw.choice((1, 6, 30, 250)))
        moment = now
        try:
            one_round(replace(line, now=lambda moment=moment: moment))  # type: ignore[misc]  # bound at once
        except Killed:
            now += timedelta(minutes=6)
    return now


def restored_history(home: Path, seed: int) -> int:
    """Letters go while a backup is taken; later it is put back. Gives how many letters there were."""
    draw = random.Random(seed)  # noqa: S311 - a story, no secret
    region = Region(home=home).open()
    letters = [
        a_letter(f"{number}:1", f"kind{number}", f"lead{draw.randrange(6)}@southmere.example", holds_address=draw.random() < 0.3)
        for number in range(draw.randrange(4, 14))
    ]
    partner, saved = Partner(draw), home / "saved.db"
    now = datetime.now(UTC)
    with line_to(region, PartnersDoor(partner), *letters, queued_at=now) as line:
        now = some_rounds(line, draw, draw.randrange(3), now)
        url = f"sqlite:///{home / 'reciprocal.db'}"
        backup(line.store, url, saved)
        now = some_rounds(line, draw, draw.randrange(1, 4), now)
    restore(Restoring(source=saved, url=url, by="Cora Hale", now=now, yes=True))
    before = partner.arrived.copy()
    partner.kills = False
    with line_to(region, PartnersDoor(partner)) as line:
        some_rounds(line, draw, 2, now)
        assert partner.arrived == before, "a restored store sends nothing"
        assert line.journal is not None
        switch.resume(line.store, line.journal, "Cora Hale", now)
        partner.draw = Always()
        some_rounds(line, draw, 12, now + timedelta(minutes=10))
        nothing_twice_nothing_lost(line, letters, partner)
    return len(letters)


class Always(random.Random):
    """From now on the recipients' servers take everything."""

    def choice(self, seq):  # type: ignore[no-untyped-def]  # the library's signature
        return seq[0]


def nothing_twice_nothing_lost(line: Line, letters: list[OutboundMessage], partner: Partner) -> None:
    with line.store.read() as tx:
        ends = {letter.id: str(outbox.state_of(tx, letter.id)) for letter in letters}
        asked = {each.cause for each in questions.open_all(tx)}
    for letter in letters:
        end, copies = ends[letter.id], partner.arrived[letter.id]
        assert copies <= 1 or letter.id in partner.in_doubt, f"{letter.id} went {copies} times"
        assert copies <= 1 or not letter.holds_address, "a letter with an address in it never goes twice by itself"
        assert end in {"sent", "refused", "uncertain"}
        assert end == "sent" or f"letter {letter.id}" in asked, "what has not gone is asked about"
        assert copies >= 1 or end != "sent" or letter.id in partner.in_doubt, f"{letter.id} is said to have gone"


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.usefixtures("gate_open")
def test_whatever_went_before_a_restore_nothing_goes_twice_and_the_rest_goes(tmp_path: Path, seed: int) -> None:
    restored_history(tmp_path / "region", seed)


@pytest.mark.proof
@pytest.mark.usefixtures("gate_open")
def test_a_hundred_restores(tmp_path: Path) -> None:
    letters = sum(restored_history(tmp_path / str(seed), seed) for seed in range(1000, 1100))
    figures("restores", restores=100, letters=letters, lost=0, twice_without_a_doubt=0)


@pytest.fixture
def gate_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate has tests of its own, and the letters here say nothing."""
    monkeypatch.setattr("service.sending._held_because", lambda *_: "")
