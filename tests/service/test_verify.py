"""`reciprocal verify`: one line a finding, exit 1 when the books do not hold (L1, L7, I2, O2)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from service.verify import verify
from tests.service.test_journeys import whole_story
from tests.support.region import Region


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """After a whole move: cases, postings, letters, an audit."""
    region = Region(home=tmp_path / "region").open()
    region.tell(*whole_story())
    return region


def wrong(region: Region) -> list[str]:
    with region.store_open() as (_, store):
        return [f"{each.what}: {each.sentence}" for each in verify(store) if not each.ok]


def bend(region: Region, statement: str) -> None:
    """What somebody with the file in hand could do, past every trigger."""
    with sqlite3.connect(region.home / "reciprocal.db") as tx:
        triggers = [row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            tx.execute(f"DROP TRIGGER {name}")
        tx.execute("PRAGMA foreign_keys = OFF")
        assert tx.execute(statement).rowcount == 1
    tx.close()


def test_after_a_whole_move_everything_holds(region: Region) -> None:
    done = region.command("verify")
    assert [line[:5] for line in done.stdout.splitlines()] == ["ok   "] * 6
    found = json.loads(region.command("verify", "--json").stdout)
    assert [each["what"] for each in found] == ["file", "ledger", "audit", "mailbox", "messages", "letters"]
    assert found[3]["sentence"] == "5 listed = 5 taken in + 0 vanished + 0 still to be fetched."
    assert found[4]["sentence"] == "5 mails = 0 kept + 0 read + 5 decided + 0 shunted."


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET details = details || '.' WHERE id = 3", "audit: Audit line 3 does not follow"),
        ("DELETE FROM audit WHERE id = 2", "audit: Audit line 3 does not follow"),
        ("UPDATE messages SET data = data || 'x' WHERE id = 1", "messages: Mail 1 is not the one that came"),
        ("DELETE FROM messages WHERE id = 2", "messages: Place 2 names a mail that is not in the store"),
        ("DELETE FROM places WHERE id = 1", "mailbox: Line 1 of what was listed says «taken», and no mail is kept from there"),
        ("UPDATE outbox SET recipient = 'eve@evil.test' WHERE number = 1", "letters: Letter 1 has an id that"),
        ("UPDATE outbox SET data = 'Subject: x' WHERE number = 2", "letters: Letter 2 does not carry its own Message-ID"),
    ],
)
def test_what_was_bent_is_found_and_said(region: Region, statement: str, said: str) -> None:
    bend(region, statement)
    assert any(sentence.startswith(said) for sentence in wrong(region)), wrong(region)


def test_what_is_wrong_makes_it_fail(region: Region) -> None:
    bend(region, "UPDATE audit SET who = 'nobody' WHERE id = 1")
    done = region.command("verify", check=False)
    assert done.returncode == 1
    assert "WRONG audit:" in done.stdout
    assert "Traceback" not in done.stderr
