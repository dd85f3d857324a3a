"""The audit's lines as a person looks through them, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from matching.decision import Question
from store import anchors, audit, audit_lines, outbox, questions
from store.audit_lines import Acts, Wanted
from store.engine import Store
from tests.store.rows import a_letter, put_case

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LINES = (
    ("Cora", "signed in by password", "person Cora", ""),
    ("Cora", "saw", "case ARC-01-26", ""),
    ("Rhoda", "saw", "list queue", "Q1 Q7"),
    ("Rhoda", "saw", "list outbox", "ARC-01-26 ARC-02-26"),
    ("the line", "decided", "12:0", "ARC-01-26 circulated"),
    ("Cora", "uncovered an address", "letter x", "The officer reads it to me."),
    ("Rhoda", "saw", "case ARC-02-26", ""),
)


@pytest.fixture
def written(store: Store) -> Store:
    with store.begin() as tx:
        for number, (who, act, about, details) in enumerate(LINES):
            audit.write(tx, now=NOW + timedelta(hours=number * 6), who=who, act=act, about=about, details=details)
    return store


def who_did(store: Store, wanted: Wanted) -> list[tuple[str, str]]:
    with store.read() as tx:
        return [(line.who, line.about) for line in audit_lines.newest(tx, wanted, most=50)]


def test_the_newest_come_first_and_can_be_narrowed(written: Store) -> None:
    assert len(who_did(written, Wanted())) == len(LINES)
    assert who_did(written, Wanted())[0] == ("Rhoda", "case ARC-02-26")
    assert who_did(written, Wanted(who="Rhoda", acts=Acts.SEEN))[-1] == ("Rhoda", "list queue")
    assert who_did(written, Wanted(acts=Acts.SIGNED_IN)) == [("Cora", "person Cora")]
    assert who_did(written, Wanted(acts=Acts.DONE)) == [("the line", "12:0")]
    day = Wanted(since=NOW.replace(hour=0), until=NOW.replace(hour=0) + timedelta(days=1))
    assert len(who_did(written, day)) == 3


def test_a_request_stands_for_its_letters_questions_and_the_lists_it_was_in(written: Store) -> None:
    with written.begin() as tx:
        put_case(tx)
        letter = a_letter()
        outbox.queue(tx, letter, NOW)
        questions.ask(tx, Question(kind="doubt", why="?", case="ARC-01-26"), cause="12:0", now=NOW, message=12)
        audit.write(tx, now=NOW, who="Dee", act="saw", about=f"letter {letter.id}")
        audit.write(tx, now=NOW, who="Dee", act="saw", about="question Q1")
        audit.write(tx, now=NOW, who="Dee", act="saw", about="original of message 12")
        audit.write(tx, now=NOW, who="Dee", act="saw", about="list queue", details="Q11 Q12")
    found = who_did(written, Wanted(about="case ARC-01-26"))
    assert [about for who, about in found if who == "Dee"] == ["original of message 12", "question Q1", f"letter {letter.id}"]
    assert ("Rhoda", "list outbox") in found
    assert ("Rhoda", "list queue") in found, "Q1 stood in it"
    assert ("Rhoda", "case ARC-02-26") not in found


def test_pages_follow_one_another_although_many_lines_bear_one_time(store: Store) -> None:
    with store.begin() as tx:
        for number in range(7):
            audit.write(tx, now=NOW, who="Cora", act="saw", about=f"question Q{number}")
    with store.read() as tx:
        pages, before = [], 0
        while page := audit_lines.newest(tx, Wanted(), most=3, before=before):
            pages.append([line.about[-1] for line in page])
            before = page[-1].id
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_each_line_tells_the_link_that_it_follows(written: Store) -> None:
    with written.read() as tx:
        lines = audit_lines.whole(tx, Wanted(), most=50)
        some = audit_lines.whole(tx, Wanted(who="Rhoda"), most=50)
    assert [line.follows for line in lines] == ["", *(line.chain for line in lines[:-1])]
    assert some[0].follows == lines[1].chain


def test_everybody_is_named_once_and_a_later_line_of_somebody_is_found(written: Store) -> None:
    with written.begin() as tx:
        assert audit_lines.everybody(tx) == ("Cora", "Rhoda", "the line")
        last = audit_lines.last_id(tx)
        assert not audit_lines.has_written_since(tx, "Cora", last)
        audit.write(tx, now=NOW, who="Cora", act="saw", about="case ARC-01-26")
        assert audit_lines.has_written_since(tx, "Cora", last)
        assert not audit_lines.has_written_since(tx, "Rhoda", last)


def test_the_last_link_that_was_told_outside_is_known(written: Store) -> None:
    with written.begin() as tx:
        assert audit_lines.last_anchor(tx) is None
        anchors.drop(tx, NOW.date(), NOW)
        last = audit_lines.last_anchor(tx)
        assert last is not None
        assert last.link == audit.head(tx)
