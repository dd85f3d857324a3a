"""What the simulation has found, told in plain words; and faults put in on purpose, which it must find."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from ingest.message import RawMessage
from parsing.read import read
from service import opening, sending
from service.holder import Holding
from service.steps import decide_read, read_kept, take_in
from store import messages, outbox
from store.engine import Tx
from tests.simulation.disk import Database, folder_of_a_world
from tests.simulation.script import Script
from tests.simulation.weather import Climate
from tests.simulation.world import Broken, World
from tests.support.cast import BOUNDARY, REGISTER, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region


def test_a_mail_that_another_run_has_decided_meanwhile_is_not_decided_again(tmp_path: Path) -> None:
    """Two daemons whose lists overlap: the second would have decided with the facts as they were after the first (F28, I3)."""
    region = Region(home=tmp_path / "region").open()
    region.post(request_mail(request_form()), approval(ref(1)))
    with region.store_open() as (settings, store):
        scheme = opening.scheme_with_register(settings, store)
        line = opening.line(settings, store, scheme, partial(read, scheme=scheme, trusted_authserv_ids=(BOUNDARY,)))
        take_in(line)
        read_kept(line)
        decide_read(line, lambda: decide_read(line))  # the other one decides the second mail behind the first one's back
        with store.read() as tx:
            decided = tx.exec_driver_sql("SELECT about, count(*) FROM audit WHERE act = 'decided' GROUP BY about").all()
    assert dict(map(tuple, decided)) == {"1:0": 1, "2:0": 1}
    assert region.look("queue") == []


# -- faults put in on purpose ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    logging.disable(logging.CRITICAL)
    with folder_of_a_world() as folder:
        made = Database(folder, REGISTER)
        yield made
        made.close()
    logging.disable(logging.NOTSET)


RIVALS = Climate(bunches=1.0, twice=0.5, answer_lost=0.1)  # two daemons with long lists


def found_in(database: Database, seeds: range, climate: Climate | None = None) -> str:
    """What the first world says that finds the fault; empty if none does."""
    for seed in seeds:
        script = Script.of(seed, 500)
        world = World(replace(script, climate=climate, daemons=2, same_machine=False) if climate else script, database)
        try:
            world.run()
        except Broken as fault:
            return str(fault)
        finally:
            world.close()
    return ""


def test_a_daemon_that_forgets_what_it_sent_is_found_out(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "record_sent", lambda *_, **__: True)
    assert "arrived" in found_in(database, range(3))


def test_a_daemon_that_loses_a_mail_is_found_out(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = messages.keep

    def keep_most(tx: Tx, raw: RawMessage, now: datetime) -> messages.Kept:
        return keep(tx, raw, now) if raw.place.uid % 3 else messages.Kept(id=0, new=True)

    monkeypatch.setattr(messages, "keep", keep_most)
    assert "not in the books" in found_in(database, range(3))


def test_where_the_lease_keeps_nobody_away_effects_are_single_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every daemon takes the line whenever it looks, in the midst of what the other does (F29)."""
    monkeypatch.setattr(Holding, "_is_over", lambda *_: True)
    assert found_in(database, range(3), RIVALS) == ""


def test_a_daemon_that_does_not_look_again_before_it_hands_over_is_found_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another has taken the letter over between its claim and the first word (F20, O4)."""
    monkeypatch.setattr(Holding, "_is_over", lambda *_: True)
    monkeypatch.setattr(sending, "_still_mine", lambda *_: True)
    assert "under a claim that no longer holds" in found_in(database, range(6), RIVALS)
