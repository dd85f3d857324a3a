"""What one coordinator asks about a person waits for a second one (reliability §6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store import asked_people, audit
from store.asked_people import Act, Asked
from store.engine import Store

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
CORA, DEE, RHODA = "Cora Wells", "Dee Lomax", "Rhoda Vane"


def put_down(store: Store, act: Act = Act.LINK, now: datetime = NOW) -> None:
    store.write(lambda tx: asked_people.ask(tx, act=act, name=RHODA, reason="her telephone is lost", by=CORA, now=now))


def waiting(store: Store, now: datetime = NOW) -> tuple[Asked, ...]:
    with store.read() as tx:
        return asked_people.every_open(tx, now)


def test_a_second_person_may_confirm_who_neither_asked_nor_is_meant(store: Store) -> None:
    put_down(store)
    (asked,) = waiting(store)
    assert (asked.act, asked.name, asked.asked_by, asked.reason) == (Act.LINK, RHODA, CORA, "her telephone is lost")
    assert [asked.may_confirm(name) for name in (CORA, RHODA, DEE)] == [False, False, True]


def test_the_same_is_asked_once_and_another_thing_beside_it(store: Store) -> None:
    put_down(store)
    with pytest.raises(ValueError, match="already"):
        put_down(store)
    put_down(store, Act.RAISE)
    assert len(waiting(store)) == 2


@pytest.mark.parametrize("done", [True, False])
def test_it_is_settled_once_by_whoever_comes_first(store: Store, done: bool) -> None:
    put_down(store)
    (asked,) = waiting(store)
    settled = [store.write(lambda tx: asked_people.settle(tx, asked, done=done, by=DEE, now=NOW)) for _ in range(2)]
    assert settled == [True, False]
    assert waiting(store) == ()
    put_down(store)
    with store.read() as tx:
        assert asked_people.find(tx, str(asked.id), NOW) is None
        assert audit.problems(tx) == ()


def test_what_nobody_confirms_in_a_week_lapses_and_may_be_asked_anew(store: Store) -> None:
    put_down(store)
    later = NOW + timedelta(days=7)
    assert len(waiting(store, later - timedelta(seconds=1))) == 1
    assert waiting(store, later) == ()
    put_down(store, now=later)
    assert len(waiting(store, later)) == 1


def test_what_is_asked_about_a_person_is_no_correction_of_the_pot(store: Store) -> None:
    from store.schema import asked_acts

    row = {"kind": "correction", "about": "case", "data": {}, "reason": "a slip", "asked_by": CORA, "asked_at": NOW}
    store.write(lambda tx: tx.execute(asked_acts.insert().values(row)))
    assert waiting(store) == ()
