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


PUT_IN, OF_THE_MOVE = "INSERT INTO postings SELECT 99,", "FROM postings WHERE kind = 'post'"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE postings SET homes = 2 WHERE kind = 'post'", "is no move of a home between two landlords"),
        ("UPDATE postings SET owed_landlord = 'Brent' WHERE kind = 'post'", "does not end between the landlords"),
        (
            "UPDATE postings SET owing_landlord = 'Camden', owed_landlord = 'Hackney' WHERE kind = 'post'",
            "between other landlords",
        ),
        ("UPDATE postings SET day = '2026-11-15' WHERE kind = 'post'", "is not what the audit says was decided"),
        ("UPDATE postings SET reason = 'a gift' WHERE kind = 'reserve'", "is not what the audit says was decided"),
        ("UPDATE postings SET kind = 'void' WHERE kind = 'post'", "has moved, and no move was ever posted"),
        ("UPDATE postings SET move = 2 WHERE kind = 'post'", "stands, and the case is moved, move 1"),
        ("UPDATE postings SET reference = 'ARC-99-26' WHERE kind = 'post'", "which is no case"),
        ("DELETE FROM postings WHERE kind = 'post'", "has moved, and no move was ever posted"),
        ("DELETE FROM postings WHERE kind = 'reserve'", "1 postings that the audit says were decided are not in the ledger"),
        (
            f"{PUT_IN} reference, 9, kind, owing_landlord, owed_landlord, homes, day, reason, because, NULL {OF_THE_MOVE}",
            "has 2 moves that stand",
        ),
        (
            f"{PUT_IN} 'carry x', 0, 'carry', 'Hackney', 'Brent', 2, day, 'a gift', because, NULL {OF_THE_MOVE}",
            "Posting 99 of carry x is not what the audit says",
        ),
        (
            f"{PUT_IN} reference, 1, 'void', owing_landlord, owed_landlord, 1, day, 'x', because, NULL {OF_THE_MOVE}",
            "is posted, and fell through",
        ),
        (
            f"{PUT_IN} reference, 2, 'correct', owing_landlord, owed_landlord, 1, day, 'x', because, id {OF_THE_MOVE}",
            "Posting 99 takes back what was not posted so",
        ),
        ("INSERT INTO mergers VALUES ('Hackney', 'Brent', '2026-11-20', 'x', 'x', '2026-11-20')", "still has a balance of 1"),
        ("UPDATE cases SET state = 'accepted', data = replace(data, '\"moved\"', '\"accepted\"')", "stands, and the case is"),
    ],
)
def test_a_ledger_that_was_bent_is_found(region: Region, statement: str, said: str) -> None:
    bend(region, statement)
    assert any(said in sentence for sentence in wrong(region)), wrong(region)


def test_an_accepted_offer_without_its_place_is_found(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "accepted").open()
    region.tell(*whole_story()[:4])
    assert wrong(region) == []
    bend(region, "DELETE FROM postings")
    assert any("has an accepted offer, and no place is reserved" in sentence for sentence in wrong(region))


def test_postings_of_before_the_seals_are_known_by_their_legs(region: Region) -> None:
    with sqlite3.connect(region.home / "reciprocal.db") as tx:
        for number, details in tx.execute("SELECT id, details FROM audit").fetchall():
            bare = "; ".join(part for part in details.split("; ") if not part.startswith("posting "))
            tx.execute("DROP TRIGGER IF EXISTS audit_no_update")
            tx.execute("UPDATE audit SET details = ? WHERE id = ?", (bare, number))
    tx.close()
    assert not [sentence for sentence in wrong(region) if sentence.startswith("ledger")]
