"""`reciprocal verify`: one line a finding, exit 1 when the books do not hold (L1, L7, I2, O2)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.verify import verify
from store import anchors
from store.schema import audit as table
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


def bend(region: Region, statement: str, rows: int = 1) -> None:
    """What somebody with the file in hand could do, past every trigger."""
    with sqlite3.connect(region.home / "reciprocal.db") as tx:
        triggers = [row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            tx.execute(f"DROP TRIGGER {name}")
        tx.execute("PRAGMA foreign_keys = OFF")
        assert tx.execute(statement).rowcount == rows
    tx.close()


def test_after_a_whole_move_everything_holds(region: Region) -> None:
    done = region.command("verify")
    assert [line[:5] for line in done.stdout.splitlines()] == ["ok   "] * 7
    found = json.loads(region.command("verify", "--json").stdout)
    assert [each["what"] for each in found] == ["file", "ledger", "audit", "anchors", "mailbox", "messages", "letters"]
    assert found[4]["sentence"] == "5 listed = 5 taken in + 0 vanished + 0 still to be fetched."
    assert found[5]["sentence"] == "5 mails = 0 kept + 0 read + 5 decided + 0 shunted."


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


# --- tampering with the audit (L7) ------------------------------------------------------------------------------------------


@pytest.fixture
def told(region: Region) -> str:
    """The link of that day's morning letter, noted in the store as well."""
    with region.store_open() as (_, store):
        anchor = store.write(lambda tx: anchors.drop(tx, date(2026, 12, 1), datetime(2026, 12, 1, 7, tzinfo=UTC)))
    assert anchor is not None
    return anchor.link


def write_anew(region: Region) -> None:
    """Every link from the first on is made again, over what the lines say now."""
    with region.store_open() as (_, store):
        lines = list(store.write(lambda tx: tx.execute(sa.select(table).order_by(table.c.id)).all()))
    before = ""
    with sqlite3.connect(region.home / "reciprocal.db") as tx:
        for line in lines:
            words = [before, line.at.astimezone(UTC).isoformat(), line.who, line.act, line.about, line.details]
            before = hashlib.sha256(json.dumps(words).encode()).hexdigest()
            tx.execute("UPDATE audit SET chain = ? WHERE id = ?", (before, line.id))
    tx.close()


SWAP = (
    "UPDATE audit SET details = CASE id WHEN 2 THEN (SELECT details FROM audit WHERE id = 3) "
    "ELSE (SELECT details FROM audit WHERE id = 2) END WHERE id IN (2, 3)"
)


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("UPDATE audit SET details = 'nothing' WHERE id = 2", 1),
        (SWAP, 2),
        ("DELETE FROM audit WHERE id = 2", 1),
        ("INSERT INTO audit (id, at, who, act, chain) SELECT 99, at, who, act, 'x' FROM audit WHERE id = 2", 1),
    ],
)
def test_a_line_that_is_changed_swapped_taken_away_or_put_in_is_found(
    region: Region, told: str, statement: str, rows: int
) -> None:
    bend(region, statement, rows)
    assert any(each.startswith("audit:") for each in wrong(region))
    assert told not in str(wrong(region)), "no finding needs more of a link than its beginning"


def test_lines_cut_off_at_the_end_are_found_by_the_link_that_was_noted(region: Region, told: str) -> None:
    bend(region, "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    said = f"anchors: The link {told[:16]} that was noted on 2026-12-01 is no longer in the audit"
    assert any(each.startswith(said) for each in wrong(region))


def test_an_audit_that_was_written_anew_is_found_by_the_link_that_was_noted(region: Region, told: str) -> None:
    bend(region, "UPDATE audit SET details = 'nothing' WHERE id = 2")
    write_anew(region)
    found = {each.partition(":")[0] for each in wrong(region)}
    assert "anchors" in found
    assert "audit" not in found, "the chain itself holds again"


def test_with_the_notes_taken_away_as_well_it_is_found_by_the_letter(region: Region, told: str) -> None:
    assert region.command("verify", "--anchor", told).stdout.startswith("ok    anchor: The link is that of line ")
    bend(region, "UPDATE audit SET details = 'nothing' WHERE id = 2")
    bend(region, "DELETE FROM anchors")
    write_anew(region)
    assert wrong(region) == []
    done = region.command("verify", "--anchor", told, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("WRONG anchor: The link is not in the audit.")


def test_what_is_no_link_is_not_found_to_be_one(region: Region, told: str) -> None:
    for written in ("", told[:12], "%" * 16, "not a link at all"):
        done = region.command("verify", f"--anchor={written}", check=False)
        assert done.returncode == (1 if written else 0), written


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
