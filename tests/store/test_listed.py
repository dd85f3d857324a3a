"""The books of what the server ever listed (I2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.message import Place, RawMessage
from store import listed, messages
from store.engine import Store

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BOX = {"account": "desk@mail.example", "folder": "INBOX"}


def at(uid: int, uidvalidity: int = 7, **other: str) -> Place:
    return Place(**{**BOX, **other}, uidvalidity=uidvalidity, uid=uid)


def written(store: Store, *places: Place, known: tuple[Place, ...] = ()) -> None:
    store.write(lambda tx: listed.write_down(tx, listed.unwritten(tx, places), known, NOW))


def sums(store: Store) -> tuple[int, int, int, int]:
    with store.read() as tx:
        found = listed.sums(tx)
    return found.listed, found.taken, found.vanished, found.open


def open_numbers(store: Store) -> list[int]:
    with store.read() as tx:
        return [place.uid for place in listed.still_open(tx, BOX["account"], BOX["folder"])]


def keep(store: Store, place: Place, data: bytes = b"x") -> None:
    store.write(lambda tx: messages.keep(tx, RawMessage(data=data, place=place, arrived_at=NOW), NOW))


def test_a_place_is_written_down_once_and_closed_by_keeping_its_mail(store: Store) -> None:
    written(store, at(1), at(2))
    written(store, at(1), at(2), at(3))
    assert open_numbers(store) == [1, 2, 3]
    keep(store, at(2))
    assert sums(store) == (3, 1, 0, 2)
    with store.read() as tx:
        assert listed.unwritten(tx, (at(1), at(4))) == (at(4),)
        assert listed.problems(tx) == ()


def test_a_mail_that_was_kept_without_being_listed_stands_in_the_books_all_the_same(store: Store) -> None:
    keep(store, at(1))
    assert sums(store) == (1, 1, 0, 0)


def test_a_place_vanishes_once_and_never_when_it_was_taken(store: Store) -> None:
    written(store, at(1), at(2))
    keep(store, at(2))
    assert store.write(lambda tx: listed.vanish(tx, at(1)))
    assert not store.write(lambda tx: listed.vanish(tx, at(1)))
    assert not store.write(lambda tx: listed.vanish(tx, at(2)))
    assert sums(store) == (2, 1, 1, 0)


def test_one_that_came_back_after_all_is_taken(store: Store) -> None:
    written(store, at(1))
    store.write(lambda tx: listed.vanish(tx, at(1)))
    keep(store, at(1))
    assert sums(store) == (1, 1, 0, 0)


def test_without_uidvalidity_every_listing_is_a_new_beginning_f2(store: Store) -> None:
    nowhere = at(1, uidvalidity=0)
    written(store, nowhere)
    keep(store, nowhere)
    assert open_numbers(store) == []
    written(store, nowhere)
    assert open_numbers(store) == [1]
    keep(store, nowhere, b"another mail under the same number")
    assert sums(store) == (1, 1, 0, 0)


def test_those_known_from_before_the_books_are_taken(store: Store) -> None:
    written(store, at(1), at(2), known=(at(1),))
    assert open_numbers(store) == [2]


def test_only_numbers_that_nobody_saw_are_missing(store: Store) -> None:
    written(store, at(11), at(14))
    keep(store, at(12))
    before = listed.Folder(uidvalidity=7, uidnext=10)
    with store.read() as tx:
        assert listed.never_seen(tx, BOX["account"], BOX["folder"], before, 15) == (10, 13)
        assert listed.never_seen(tx, BOX["account"], BOX["folder"], before, 10) == ()
        assert listed.never_seen(tx, BOX["account"], BOX["folder"], before, 9) == ()
        assert len(listed.never_seen(tx, BOX["account"], BOX["folder"], before, 4_000_000_000)) == 10_000


def test_a_folder_is_accounted_for_as_it_was_last_seen(store: Store) -> None:
    with store.read() as tx:
        assert listed.folder(tx, "a", "INBOX") is None
    for folder in (listed.Folder(uidvalidity=7, uidnext=10), listed.Folder(uidvalidity=8, uidnext=2**32 - 1)):
        store.write(lambda tx, folder=folder: listed.account_for(tx, "a", "INBOX", folder, NOW))
        with store.read() as tx:
            assert listed.folder(tx, "a", "INBOX") == folder


@pytest.mark.parametrize(("fate", "said"), [("taken", "no mail is kept"), ("vanished", "its mail is kept")])
def test_books_that_contradict_the_mails_are_told(store: Store, fate: str, said: str) -> None:
    written(store, at(1))
    if fate == "vanished":
        keep(store, at(1))
    store.write(lambda tx: tx.execute(listed.listed.update().values(fate=fate)))
    with store.read() as tx:
        [problem] = listed.problems(tx)
    assert said in problem


def test_a_folder_left_alone_for_years_is_written_down_in_a_moment(store: Store) -> None:
    many = tuple(at(uid) for uid in range(1, 20_001))
    written(store, *many)
    assert sums(store) == (20_000, 0, 0, 20_000)
    with store.read() as tx:
        assert listed.unwritten(tx, (*many, at(20_001))) == (at(20_001),)
