"""The demo is the tour, and the tour is tested: a month of mails over real IMAP and SMTP on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service import look
from service.demo import play, scenes
from store.engine import Store, open_store
from tests.support.played import played_folder, played_store


@pytest.fixture
def played() -> Path:
    """The folder of a demo that was played in this run of the tests, for whoever wants to sit at its end."""
    return played_folder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(played_store(tmp_path / "month.db"))
    yield store
    store.close()


def test_the_month_has_all_that_a_coordinator_meets() -> None:
    told = " ".join(scene.name for scene in scenes())
    assert len(scenes()) >= 40
    for what in (
        "request",
        "approves",
        "declines",
        "offers",
        "refused",
        "keys",
        "at its cap",
        "out of office",
        "stranger",
        "zip bomb",
    ):
        assert what in told
    assert [scene.at for scene in scenes()] == sorted(scene.at for scene in scenes())


def test_the_month_ends_as_the_story_tells(store: Store) -> None:
    assert {case["reference"]: case["state"] for case in look.cases(store)} == {
        "NMR-01-26": "moved",
        "NMR-02-26": "moved",
        "NMR-03-26": "declined",
        "NMR-04-26": "moved",
        "NMR-05-26": "offered",  # held at the cap until its landlord gave a home
        "NMR-06-26": "awaiting_approval",
        "NMR-07-26": "received",
        "NMR-08-26": "withdrawn",
    }


def test_the_pot_of_the_month_is_balanced(store: Store) -> None:
    balances = look.ledger(store)["balances"]
    assert sum(each["owes"] for each in balances.values()) == 0
    assert balances["Ashrigg"] == {"given": 1, "received": 2, "owes": 1, "reserved": 0}


def test_only_what_a_person_must_settle_is_asked(store: Store) -> None:
    kinds = {each["kind"] for each in look.queue(store)}
    assert kinds == {"approval", "complaint", "doubt", "enquiry", "offer", "sender", "tenant", "unreadable"}


def test_every_letter_was_sent_and_can_be_read(played: Path, store: Store) -> None:
    letters = look.outbox(store)
    assert {each["state"] for each in letters} == {"sent"}
    assert len(list((played / "letters").glob("*.eml"))) == len(letters) > 100
    assert not [each for each in letters if "freemail" in each["to"]]


def test_another_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ValueError, match="not empty"):
        play(tmp_path, wait=False)
    assert (tmp_path / "thesis.txt").exists()
