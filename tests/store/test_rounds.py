"""A round is made once, whoever comes second; the links of the audit that were told stay told (F28, L7)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from threading import Thread

import pytest
import sqlalchemy as sa

from store import anchors, audit, rounds
from store.engine import Store

NOW = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 12, 1), date(2026, 12, 2)


def written(store: Store, count: int) -> str:
    """So many lines of the audit; the link of the last."""

    def write(tx: sa.Connection) -> str:
        for number in range(count):
            audit.write(tx, now=NOW, who="the line", act="decided", about=f"{number}:0")
        return audit.head(tx)

    return store.write(write)


def test_a_round_is_made_once_a_day(store: Store) -> None:
    with store.read() as tx:
        assert rounds.last_done(tx, "morning") is None
    assert store.write(lambda tx: rounds.mark_done(tx, "morning", TODAY))
    assert not store.write(lambda tx: rounds.mark_done(tx, "morning", TODAY))
    assert store.write(lambda tx: rounds.mark_done(tx, "morning", TOMORROW))
    assert not store.write(lambda tx: rounds.mark_done(tx, "morning", TODAY)), "a clock that goes back makes none again"
    assert store.write(lambda tx: rounds.mark_done(tx, "digest", TODAY))


def test_of_many_who_come_at_once_one_makes_the_round(store: Store) -> None:
    made: list[bool] = []
    those = [Thread(target=lambda: made.append(store.write(lambda tx: rounds.mark_done(tx, "morning", TODAY)))) for _ in range(6)]
    for each in those:
        each.start()
    for each in those:
        each.join()
    assert sorted(made) == [False] * 5 + [True]


def test_a_link_is_noted_once_and_only_when_there_was_a_line_since(store: Store) -> None:
    assert store.write(lambda tx: anchors.drop(tx, TODAY, NOW)) is None
    link = written(store, 3)
    assert store.write(lambda tx: anchors.drop(tx, TODAY, NOW)) == anchors.Anchor(link=link, lines=3)
    assert store.write(lambda tx: anchors.drop(tx, TOMORROW, NOW)) == anchors.Anchor(link=link, lines=3)
    with store.read() as tx:
        assert anchors.count(tx) == 1
    written(store, 1)
    store.write(lambda tx: anchors.drop(tx, TOMORROW, NOW))
    with store.read() as tx:
        assert anchors.count(tx) == 2
        assert list(anchors.problems(tx)) == []


@pytest.mark.parametrize("deed", ["UPDATE anchors SET chain = 'x'", "DELETE FROM anchors"])
def test_what_was_noted_cannot_be_taken_back(store: Store, deed: str) -> None:
    written(store, 1)
    store.write(lambda tx: anchors.drop(tx, TODAY, NOW))
    with pytest.raises(sa.exc.DBAPIError):
        store.write(lambda tx: tx.execute(sa.text(deed)))


def test_a_link_is_known_by_sixteen_of_its_digits_as_a_person_copies_it(store: Store) -> None:
    written(store, 2)
    link = written(store, 1)
    written(store, 2)
    with store.read() as tx:
        assert audit.place_of(tx, link) == 3
        assert audit.place_of(tx, f" {link[:10].upper()} {link[10:20]}\n") == 3
        assert audit.place_of(tx, link[:15]) == 0, "too short to be meant"
        assert audit.place_of(tx, link[:-1] + ("0" if link[-1] != "0" else "1")) == 0
        assert audit.place_of(tx, "%" * 20) == 0
        assert audit.place_of(tx, "") == 0
