"""What is looked for at the desk: who is an officer is found by the name that she has, in a new store and in an old one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from alembic import command

from matching.case import Case, Officer, State
from store import cases, looking
from store.engine import Store, open_store
from store.looking import Wanted
from store.migrations import settings
from tests.store.test_engine import open_store_without_tables

OLIVE = Officer(name="Olive Marsh", email="Olive@agency.example", agency="An Agency")
CASE = Case(reference="ARC-01-26", state=State.RECEIVED, policy="", received_on=date(2026, 3, 1), officers=(OLIVE,))


def test_an_officer_is_found_by_the_name_that_she_has_now(store: Store) -> None:
    store.write(lambda tx: cases.put(tx, CASE))
    store.write(lambda tx: cases.put(tx, replace(CASE, officers=(replace(OLIVE, name="Olive Stone"),))))
    with store.read() as tx:
        assert not looking.officers(tx, "marsh", 5)
        assert [each.email for each in looking.officers(tx, "STONE", 5)] == ["olive@agency.example"]
        assert looking.count(tx, Wanted(officer="Olive@Agency.example")) == 1


def test_what_stands_for_anything_in_a_database_stands_for_itself_here(store: Store) -> None:
    store.write(lambda tx: cases.put(tx, CASE))
    with store.read() as tx:
        assert not looking.officers(tx, "%", 5)
        assert not looking.landlords(tx, "_", 5)


def test_officers_of_an_older_store_are_found_by_name_too(empty_url: str) -> None:
    """I1: the migration names those whose mailboxes stand there already."""
    old = open_store_without_tables(empty_url)
    with old.begin() as tx:
        command.upgrade(settings(tx), "0005")
        data = {"officers": [{"name": "Olive Marsh", "email": "Olive@agency.example", "agency": "An Agency"}]}
        words = (
            "INSERT INTO cases (reference, year, sequence, version, state, received_on, data) "
            "VALUES ('ARC-01-26', 26, 1, 1, 'received', '2026-03-01', :data)"
        )
        tx.execute(sa.text(words), {"data": json.dumps(data)})
        tx.execute(sa.text("INSERT INTO case_officers (reference, email) VALUES ('ARC-01-26', 'olive@agency.example')"))
    old.close()
    store = open_store(empty_url)
    with store.read() as tx:
        assert [(each.name, each.agency) for each in looking.officers(tx, "marsh", 5)] == [("Olive Marsh", "An Agency")]
    store.close()
