"""The same stories on PostgreSQL, and two runs at once on one store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingest.folder import DirectoryMailbox
from ingest.message import Place, RawMessage
from parsing.readings import Mail
from service import opening
from service.enter import Word, enter_within
from service.foreseeing import foresee
from service.resolve import Spoken
from store.engine import Store
from store.schema import METADATA
from tests.support.cast import ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.postgres import Server, postgres
from tests.support.region import ROOT, Region

__all__ = ["postgres"]

REF = ref(1)
TABLES = METADATA.sorted_tables


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request: pytest.FixtureRequest, tmp_path: Path) -> Region:
    if request.param == "sqlite":
        return Region(home=tmp_path / "region").open()
    server: Server = request.getfixturevalue("postgres")
    return Region(home=tmp_path / "region", store=server.new_database()).open()


def story() -> list[bytes]:
    return [
        request_mail(request_form()),
        approval(REF),
        offer(REF),
        outcome(REF, "We are accepting the offer.", number=4),
        outcome(REF, "The tenancy began on 16/11/2026.", number=5),
    ]


def test_a_family_moves_and_the_mailbox_fed_again_changes_nothing(region: Region) -> None:
    for each in story():
        region.tell(each)
    assert region.look("queue") == []
    assert region.states() == {REF: "moved"}
    assert region.balances()["Hackney"] == {"given": 0, "received": 1, "owes": 1, "reserved": 0}
    before = region.everything()
    region.tell(*reversed(story()))
    assert region.everything() == before


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with store.read() as tx:
        return {
            each.name: [tuple(row) for row in tx.execute(sa.select(each).order_by(*each.primary_key.columns))] for each in TABLES
        }


def test_what_is_foreseen_leaves_nothing_behind_and_then_comes_true(region: Region) -> None:
    """A move that is foreseen writes letters and a debt, and takes every row of it back; entered, it writes just these."""
    region.tell(*story()[:4])
    word = Word(reference=REF, kind="outcome", fields=("stage=tenancy_started", "tenancy_start_date=2026-11-16"))
    with region.store_open() as (settings, store):
        line = opening.line(settings, store, opening.scheme_with_register(settings, store), lambda _: Mail())
        spoken = Spoken(by="Ada", now=line.now())
        before = rows(store)
        foreseen = foresee(line, lambda tx: enter_within(tx, line.scheme, word, spoken), case=REF)
        assert rows(store) == before
        letters_before = len(before["outbox"])
    assert (foreseen.state_before, foreseen.state_after) == ("accepted", "moved")
    assert {(each.landlord, each.owes_after - each.owes_before) for each in foreseen.entries} == {
        ("Hackney", 1),
        ("Camden", -1),
    }
    region.enter(REF, "outcome", *word.fields)
    written = region.letters()[letters_before:]
    assert [(each["kind"], each["to"]) for each in written] == [(each.kind, each.to) for each in foreseen.letters]
    assert region.states() == {REF: "moved"}


def post_requests(region: Region, ages: Sequence[int]) -> None:
    """One family each, told apart by the age of its child."""
    region.post(*(request_mail(request_form(**{"Details of children": f"1 child: girl {age}"}), number=age) for age in ages))


def test_two_runs_at_once_do_everything_once(region: Region) -> None:  # F20, F28
    ages = range(2, 7)
    post_requests(region, ages)
    words = [sys.executable, "-m", "service.cli", "--config", str(region.home / "reciprocal.toml"), "run", "--once"]
    runs = [subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
        assert "Traceback" not in said
    region.run()
    assert set(region.states().values()) == {"awaiting_approval"}
    assert len(region.states()) == len(ages)
    assert region.look("queue") == []
    assert len(region.letters("acknowledgement")) == len(region.letters("approval_request")) == len(ages)
    assert {each["state"] for each in region.letters()} == {"sent"}
    assert len(list((region.home / "letters").glob("*.eml"))) == 2 * len(ages)


def test_a_mail_that_another_run_took_in_is_not_missed_and_one_that_went_is(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between this run's listing and its reading another one takes in what lies there; somebody deletes one mail (F12, F28)."""
    post_requests(region, ages=(3, 4))
    arrivals = DirectoryMailbox.arrivals

    def too_late(mailbox: DirectoryMailbox, places: Sequence[Place]) -> Iterator[RawMessage]:
        monkeypatch.setattr(DirectoryMailbox, "arrivals", arrivals)
        min((region.home / "mails").iterdir(), key=lambda mail: (mail.is_dir(), mail.name)).unlink()
        region.command("run", "--once")
        return arrivals(mailbox, places)

    monkeypatch.setattr(DirectoryMailbox, "arrivals", too_late)
    region.run()
    assert list(region.states().values()) == ["awaiting_approval"]
    assert [each["kind"] for each in region.look("queue")] == ["vanished"]


def test_a_listing_that_is_written_down_after_another_run_took_the_mails_leaves_no_line_open(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without UIDVALIDITY each listing begins anew, over the lines of the run that was quicker (F2, F28)."""
    post_requests(region, ages=(3, 4))
    waiting = DirectoryMailbox.waiting

    def slow(mailbox: DirectoryMailbox) -> Sequence[Place]:
        monkeypatch.setattr(DirectoryMailbox, "waiting", waiting)
        lying = waiting(mailbox)
        region.command("run", "--once")
        return lying

    monkeypatch.setattr(DirectoryMailbox, "waiting", slow)
    region.run()
    region.run()
    assert region.look("queue") == []
    assert set(region.states().values()) == {"awaiting_approval"}
