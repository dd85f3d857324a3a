"""What must not happen, the database refuses: each a row of a table (reliability §5, L1–L5, L7, O2)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from store import audit, cases, ledger, messages, outbox
from store.engine import Store, Tx
from store.schema import METADATA, Stage, entries, postings
from tests.store.rows import HOME, NOW, REHOUSING, THIRD, TODAY, a_letter, arrival, put_case

POSTING = {"reference": "ARC-01-26", "move": 1, "homes": 1, "day": TODAY, "because": "1:1"}
LANDLORDS = {"owing_landlord": HOME, "owed_landlord": REHOUSING}


def write(tx: Tx, kind: str, **changes: Any) -> None:
    tx.execute(postings.insert().values({**POSTING, **LANDLORDS, "kind": kind, **changes}))


@pytest.fixture
def told(store: Store) -> Store:
    """A store with one row of everything that may never change."""
    with store.begin() as tx:
        messages.keep(tx, arrival(), NOW)
        put_case(tx)
        put_case(tx, "ARC-02-26")
        write(tx, "reserve")
        cases.note(tx, "ARC-01-26", "The form came in.", who="the line", because="1:1", now=NOW)
        outbox.queue(tx, a_letter(), NOW)
        audit.write(tx, now=NOW, who="the line", act="decided")
    return store


FORBIDDEN_DEEDS = [
    ("an entry is changed", "UPDATE postings SET homes = 2"),
    ("an entry is taken away", "DELETE FROM postings"),
    ("an entry's reason is changed", "UPDATE postings SET reason = 'other'"),
    ("history is changed", "UPDATE history SET what = 'nothing happened'"),
    ("history is taken away", "DELETE FROM history"),
    ("an audit line is changed", "UPDATE audit SET who = 'nobody'"),
    ("an audit line is taken away", "DELETE FROM audit"),
    ("a case is taken away", "DELETE FROM cases"),
    ("a message is taken away", "DELETE FROM messages"),
    ("a letter is taken away", "DELETE FROM outbox"),
    ("a case in no known state", "UPDATE cases SET state = 'somewhere'"),
    ("a message at no known stage", "UPDATE messages SET stage = 'received'"),
    ("a letter in no known state", "UPDATE outbox SET state = 'lost'"),
    ("a letter sent at no time", "UPDATE outbox SET state = 'sent'"),
    ("attempts below nothing", "UPDATE messages SET attempts = -1"),
    ("an area of no case", "INSERT INTO case_areas (reference, area) VALUES ('ARC-99-26', 'Southmere')"),
    ("a history line of no case", "INSERT INTO history SELECT 99, 'ARC-99-26', at, who, because, what FROM history"),
]  # fmt: skip


@pytest.mark.parametrize("words", [pytest.param(words, id=name) for name, words in FORBIDDEN_DEEDS])
def test_the_database_refuses_that(told: Store, words: str) -> None:
    with pytest.raises(sa.exc.IntegrityError), told.begin() as tx:
        tx.execute(sa.text(words))


FORBIDDEN_POSTINGS: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("no homes", [("post", {"homes": 0})]),
    ("fewer than no homes", [("carry", {"homes": -1, "reference": "carry", "reason": "merger"})]),
    ("the same landlord twice (L5)", [("post", {"reference": "ARC-02-26", "owed_landlord": HOME})]),
    ("a landlord without a name", [("post", {"reference": "ARC-02-26", "owed_landlord": ""})]),
    ("a second RESERVE of one move (L2)", [("reserve", {})]),
    ("a second POST of one move (L2)", [("post", {}), ("post", {})]),
    ("a second VOID of one move (L2)", [("void", {}), ("void", {})]),
    ("a RESERVE while another stands", [("reserve", {"move": 2})]),
    ("a POST to another landlord than reserved", [("post", {"owed_landlord": THIRD})]),
    ("a POST after its VOID", [("void", {}), ("post", {})]),
    ("a VOID after its POST", [("post", {}), ("void", {})]),
    ("a VOID of nothing", [("void", {"reference": "ARC-02-26"})]),
    ("a VOID between other landlords", [("void", {"owed_landlord": THIRD})]),
    ("a RESERVE after the POST of its move", [("post", {"reference": "ARC-02-26"}), ("reserve", {"reference": "ARC-02-26"})]),
    ("a second move of one case that stands (L5)", [("post", {}), ("post", {"move": 2})]),
    ("a move of no case", [("post", {"reference": "ARC-99-26"})]),
    ("a posting of no known kind", [("gift", {})]),
    ("a carried balance without a reason", [("carry", {"reference": "carry 2026"})]),
    ("a correction of nothing", [("correct", {"reason": "by mistake"})]),
    ("a correction of a RESERVE", [("correct", {"corrects": 1, "reason": "by mistake"})]),
    ("a correction without a reason", [("post", {}), ("correct", {"corrects": 2})]),
    ("a correction of other homes than posted", [("post", {}), ("correct", {"corrects": 2, "homes": 2, "reason": "x"})]),
    (
        "two corrections of one posting (L4)",
        [("post", {}), ("correct", {"corrects": 2, "reason": "x"}), ("correct", {"corrects": 2, "reason": "x", "move": 2})],
    ),
    ("a POST that claims to correct", [("post", {"corrects": 1})]),
]


@pytest.mark.parametrize("written", [pytest.param(written, id=name) for name, written in FORBIDDEN_POSTINGS])
def test_the_ledger_refuses(told: Store, written: list[tuple[str, dict[str, Any]]]) -> None:
    *allowed, (kind, changes) = written
    with told.begin() as tx:
        for each, how in allowed:
            write(tx, each, **how)
    with pytest.raises(sa.exc.IntegrityError), told.begin() as tx:
        write(tx, kind, **changes)


def test_the_ledger_takes_a_whole_story(told: Store) -> None:
    """Reserved, fell through, reserved again, posted, corrected, moved after all: every leg stands, and the sum is zero (L1)."""
    with told.begin() as tx:
        write(tx, "void")
        write(tx, "reserve", move=2, owed_landlord=THIRD)
        write(tx, "post", move=2, owed_landlord=THIRD)
        wrong = tx.execute(sa.select(sa.func.max(postings.c.id))).scalar()
        write(tx, "correct", move=2, owed_landlord=THIRD, corrects=wrong, reason="the tenancy never began")
        write(tx, "post", move=3)
        assert tx.execute(sa.select(sa.func.count()).select_from(entries)).scalar() == 12  # 6 postings, two legs each
        assert ledger.problems(tx) == ()


def test_a_letter_goes_once_to_a_recipient_for_a_cause_and_kind(told: Store) -> None:
    """O2: the database says so too, when an id is made in another way."""
    with pytest.raises(sa.exc.IntegrityError), told.begin() as tx:
        outbox.queue(tx, a_letter(id="another", message_id="<another@reciprocal.example>"), NOW)
    with pytest.raises(sa.exc.IntegrityError), told.begin() as tx:
        outbox.queue(tx, a_letter(cause="2:1", message_id=a_letter().message_id), NOW)


def test_one_id_with_other_words_is_a_fault_of_ours(told: Store) -> None:
    with pytest.raises(outbox.NotTheSame), told.begin() as tx:
        outbox.queue(tx, a_letter(data=b"other words"), NOW)


def test_an_insert_cannot_replace_what_may_not_change(told: Store) -> None:
    """On SQLite INSERT OR REPLACE deletes silently, past the triggers, unless it is told to heed them."""
    columns = "(id, reference, move, kind, owing_landlord, owed_landlord, homes, day, because)"
    row = (1, "ARC-01-26", 1, "reserve", HOME, THIRD, 1, "2026-11-02", "x")
    replacing = "INSERT OR REPLACE" if told.writer.dialect.name == "sqlite" else "TRUNCATE postings CASCADE; INSERT"
    with pytest.raises(sa.exc.IntegrityError), told.begin() as tx:
        tx.exec_driver_sql(f"{replacing} INTO postings {columns} VALUES {row}")
    with told.read() as tx:
        assert {entry.landlord for entry in ledger.entries(tx)} == {HOME, REHOUSING}


def test_a_reading_transaction_cannot_write(told: Store) -> None:
    with pytest.raises(sa.exc.DBAPIError), told.read() as tx:
        tx.execute(sa.text("UPDATE cases SET bedrooms = 3"))


def test_every_table_of_the_map_is_there(told: Store) -> None:
    with told.read() as tx:
        assert set(METADATA.tables) | {"alembic_version"} == set(sa.inspect(tx).get_table_names())
        assert messages.by_stage(tx, Stage.KEPT) == (1,)
