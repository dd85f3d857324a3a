"""People and the post at work in the same folder, at any moment of one session (F10, F12, I2, I3, I8)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingest.mailbox import MailboxTrouble
from service.intake import take_in
from store.schema import messages, questions
from tests.support.dovecot import Dovecot, _ok
from tests.support.mail_bench import MailBench, mail_bench
from tests.support.proofs import figures

Deed = Callable[[MailBench, str], None]  # what somebody does with the message of this UID


def deletes(bench: MailBench, uid: str) -> None:
    _ok(bench.client.uid("STORE", uid, "+FLAGS", "(\\Deleted)"))
    _ok(bench.client.expunge())


def moves_away(bench: MailBench, uid: str) -> None:
    _ok(bench.client.uid("MOVE", uid, "Elsewhere"))


def moves_out_and_back(bench: MailBench, uid: str) -> None:
    moves_away(bench, uid)
    _ok(bench.client.select("Elsewhere"))
    _ok(bench.client.uid("MOVE", "1:*", "INBOX"))


def reads(bench: MailBench, uid: str) -> None:
    _ok(bench.client.uid("STORE", uid, "+FLAGS", "(\\Seen \\Flagged)"))


def marks_deleted(bench: MailBench, uid: str) -> None:
    _ok(bench.client.uid("STORE", uid, "+FLAGS", "(\\Deleted)"))


def copies(bench: MailBench, uid: str) -> None:
    _ok(bench.client.uid("COPY", uid, "INBOX"))


DEEDS: tuple[Deed, ...] = (deletes, moves_away, moves_out_and_back, reads, marks_deleted, copies)
GONE = (deletes, moves_away)


def point(bench: MailBench, number: int, deed: Deed) -> bool:
    """When the server is about to give its n-th answer, somebody does it. False when the session ended before."""
    mails = bench.put_three()
    marker = re.findall(rb"Message-ID: (\S+)", mails[1])[0].decode()
    answers: list[bytes] = []
    done: list[str] = []

    def act(_: int, line: bytes) -> bytes:
        if not line.startswith((b"*", b"+")):
            answers.append(line)
            if len(answers) == number:
                _ok(bench.client.select("INBOX"))
                for uid in _ok(bench.client.uid("SEARCH", "HEADER", "Message-ID", marker))[0].split():
                    deed(bench, uid.decode())
                    done.append(marker)
        return line

    bench.between.weather(bend=act)
    with suppress(MailboxTrouble):  # what no longer fits may end a session; the next one finds what there is
        take_in(bench.calm)
    bench.between.clear_sky()
    take_in(bench.calm)
    check(bench, mails, deed if done else reads)
    return len(answers) >= number


def check(bench: MailBench, mails: list[bytes], deed: Deed) -> None:
    new = sa.select(messages.c.id, messages.c.data, messages.c.left_on_server).where(messages.c.id > bench.last_row)
    with bench.line.store.read() as tx:
        rows = tx.execute(new).all()
        asked = tx.execute(sa.select(sa.func.count()).select_from(questions)).scalar_one()
    bench.last_row = max([bench.last_row, *(row.id for row in rows)])
    kept = Counter(row.data for row in rows)
    filed, _ = bench._emptied("Processed")
    left, _ = bench._emptied("INBOX")
    away, _ = bench._emptied("Elsewhere")
    first, second, third = mails
    assert not left
    assert [kept[each] for each in (first, third)] == [1, 1]
    assert [filed[each] for each in (first, third)] == [1, 1]
    assert not any(row.left_on_server for row in rows)
    if deed in GONE:  # `lost` here: gone before anybody could know of it
        assert kept[second] in {0, 1}
        assert filed[second] == 0
        assert away[second] == (deed is moves_away)
        bench.tally.alarms += asked - bench.tally.asked
        assert asked - bench.tally.asked <= 1
        bench.tally.lost += not kept[second] and asked == bench.tally.asked
    else:
        assert kept[second] == 1
        assert filed[second] == (2 if deed is copies else 1)
    bench.tally.asked = asked
    bench.tally.points += 1


@pytest.fixture
def bench(dovecot_server: Dovecot, tmp_path: Path) -> Iterator[MailBench]:
    with mail_bench(dovecot_server.new_box(), tmp_path, 5) as opened:
        _ok(opened.client.create("Elsewhere"))
        yield opened


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_whatever_somebody_does_meanwhile_each_mail_is_taken_once_or_asked_after(bench: MailBench, deed: Deed) -> None:
    number = 1
    while point(bench, number, deed):
        number += 1
    assert number > 12, "the session was hardly begun"
    figures(f"people_{deed.__name__}", points=number, vanished_and_asked=bench.tally.alarms, unlisted=bench.tally.lost)


def test_a_mail_that_went_after_it_was_listed_is_asked_after_and_one_that_went_before_is_not(bench: MailBench) -> None:
    """I2: every UID that the server ever listed is in our books, kept or asked after."""
    asked = []
    number = 1
    while point(bench, number, moves_away):
        asked.append(bench.tally.alarms)
        number += 1
    assert number > 12
    assert bench.tally.alarms >= 2  # between SEARCH and the bodies there are at least two answers
    assert asked == sorted(asked)
