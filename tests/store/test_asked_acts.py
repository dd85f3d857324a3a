"""What is asked of a second person is settled once, whoever presses first, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from store import asked_acts
from store.asked_acts import CORRECTION, DONE, DROPPED, REGISTER
from store.engine import Store
from tests.store.rows import NOW

CORA, DEE = "Cora Wells", "Dee Lomax"


def asked(store: Store, kind: str = CORRECTION, about: str = "ARC-01-26") -> int:
    return store.write(
        lambda tx: asked_acts.ask(
            tx, kind=kind, about=about, data={"move": 1}, reason="the tenancy never began", by=CORA, now=NOW
        )
    )


def test_what_is_asked_waits_until_somebody_settles_it(store: Store) -> None:
    number, other = asked(store), asked(store, REGISTER, "Camden")
    with store.read() as tx:
        found = asked_acts.find(tx, number)
        assert found is not None
        assert (found.about, found.data, found.asked_by, found.outcome) == ("ARC-01-26", {"move": 1}, CORA, "")
        assert [each.id for each in asked_acts.waiting(tx)] == [number, other]
        assert [each.id for each in asked_acts.waiting(tx, REGISTER)] == [other]
        assert asked_acts.find(tx, 999) is None
    later = NOW + timedelta(hours=1)
    assert store.write(lambda tx: asked_acts.settle(tx, number, DROPPED, by=DEE, now=later))
    assert not store.write(lambda tx: asked_acts.settle(tx, number, DONE, by=CORA, now=later))
    with store.read() as tx:
        assert [each.id for each in asked_acts.waiting(tx)] == [other]
        (settled,) = asked_acts.lately_settled(tx, CORRECTION)
        assert (settled.outcome, settled.settled_by, settled.settled_at) == (DROPPED, DEE, later)


def test_of_two_who_confirm_at_once_one_does_it(store: Store) -> None:
    number = asked(store)

    def confirm(by: str) -> bool:
        return store.write(lambda tx: asked_acts.settle(tx, number, DONE, by=by, now=NOW))

    with ThreadPoolExecutor(4) as hands:
        assert sorted(hands.map(confirm, ("Ada", CORA, DEE, "Eve"))) == [False, False, False, True]


@pytest.mark.parametrize("lacking", [{"reason": ""}, {"by": ""}])
def test_the_database_refuses_what_has_no_reason_or_nobody_behind_it(store: Store, lacking: dict[str, str]) -> None:
    whole = {"kind": CORRECTION, "about": "ARC-01-26", "data": {}, "reason": "none began", "by": CORA, "now": NOW}
    with pytest.raises(sa.exc.IntegrityError), store.begin() as tx:
        asked_acts.ask(tx, **{**whole, **lacking})  # type: ignore[arg-type]  # one is taken away
