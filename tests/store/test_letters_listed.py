"""The letters as a person looks at them, on both databases: groups, pages, and one whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store import letters, outbox, questions
from store.engine import Store
from store.letters import Group, Wanted
from store.schema import LetterState
from store.schema import outbox as table
from tests.store.rows import a_letter, put_case

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def five_letters(store: Store) -> list[str]:
    """Sent, held, put off, waiting and in hand."""
    written = [a_letter(cause=f"{number}:1", to=f"r{number}@southmere.example") for number in range(5)]
    states = (LetterState.SENT, LetterState.HELD, LetterState.WAITING, LetterState.WAITING, LetterState.SENDING)
    with store.begin() as tx:
        put_case(tx)
        for letter, state in zip(written, states, strict=True):
            outbox.queue(tx, letter, NOW)
            sent_at = NOW if state is LetterState.SENT else None
            tx.execute(table.update().where(table.c.id == letter.id).values(state=state, sent_at=sent_at))
        late = {"attempts": 2, "reply": "451 later", "next_at": NOW + timedelta(hours=1)}
        tx.execute(table.update().where(table.c.id == written[2].id).values(**late))
    return [letter.id for letter in written]


def test_letters_are_counted_by_what_is_to_be_done(store: Store) -> None:
    five_letters(store)
    with store.read() as tx:
        counts = letters.counts(tx, Wanted())
        assert counts == {
            Group.HELD: 1,
            Group.UNCERTAIN: 0,
            Group.REFUSED: 0,
            Group.DELAYED: 1,
            Group.WAITING: 2,
            Group.SENT: 1,
            Group.CANCELLED: 0,
        }
        assert not any(letters.counts(tx, Wanted(partner="Nobody")).values())
        assert sum(letters.in_hand_or_to_go(tx).values()) == 3


def test_each_letter_is_on_the_pages_of_its_group_and_of_no_other(store: Store) -> None:
    ids = five_letters(store)
    with store.read() as tx:
        found = {group: letters.page(tx, group, Wanted(), page=1, size=50) for group in Group}
        assert [each.id for each in found[Group.WAITING]] == ids[3:]
        assert [each.id for each in found[Group.DELAYED]] == [ids[2]]
        assert all(each.group is group for group, page in found.items() for each in page)
        assert letters.page(tx, Group.WAITING, Wanted(), page=2, size=1)[0].id == ids[4]
        kind = found[Group.HELD][0].kind
        assert [each.id for each in letters.page(tx, Group.HELD, Wanted(kind=kind), page=1, size=9)] == [ids[1]]


def test_one_letter_is_found_with_what_was_asked_about_it(store: Store) -> None:
    ids = five_letters(store)
    with store.begin() as tx:
        message = outbox.find(tx, ids[1])
        assert message is not None
        outbox.ask_about(tx, message, "held_letter", "It was held.", NOW)
    with store.read() as tx:
        held = letters.find(tx, ids[1])
        assert held is not None
        assert (held.state, held.to) == (LetterState.HELD, "r1@southmere.example")
        assert [each.question.kind for each in questions.open_of(tx, f"letter {ids[1]}")] == ["held_letter"]
        assert letters.find(tx, "none") is None


def test_what_nobody_looks_through_is_not_counted_to_its_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    five_letters(store)
    monkeypatch.setattr(letters, "MOST_COUNTED", 1)
    with store.read() as tx:
        assert letters.counts(tx, Wanted())[Group.WAITING] == 1
