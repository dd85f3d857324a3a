"""The audit at the desk, over the demo's month: who saw and did what is written, found, checked and taken along."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import viewed
from desk.office import Desk
from desk.pages import PAGES
from desk.web import Answer, Ask, Page, Person, go
from store import audit, audit_lines, outbox
from store.audit_lines import Line, Wanted
from store.engine import Store, StoreTrouble, open_store
from store.schema import Role
from store.schema import audit as table
from tests.support.played import AFTER, played_scheme, played_store
from tests.support.sitting import CORA, RHODA, Sitting, sitting

CASE = "NMR-05-26"


def deed_without_a_line(desk: Desk, ask: Ask) -> Answer:
    return go("/audit")


def deed_that_is_refused(desk: Desk, ask: Ask) -> Answer:
    return Answer(body="Say why.", status=422)


MORE = (
    Page(path="/audit/a-deed", handler=deed_without_a_line, method="POST", role=Role.COORDINATOR),
    Page(path="/audit/a-refusal", handler=deed_that_is_refused, method="POST", role=Role.COORDINATOR),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(played_store(tmp_path_factory.mktemp("audit") / "month.db"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.app.PAGES", (*PAGES, *MORE))
        with sitting(store, tmp_path_factory.mktemp("post"), scheme=played_scheme(), now=AFTER) as sits:
            yield sits


def newest(store: Store, most: int = 1) -> list[Line]:
    """The lines that were written last, whatever their clock said."""
    with store.read() as tx:
        return sorted(audit_lines.whole(tx, Wanted(), most=10_000), key=lambda line: -line.id)[:most]


def test_lines_are_told_in_plain_words_with_the_way_to_what_they_are_about(desk: Sitting) -> None:
    cora = desk.visitor()
    page = cora.get("/audit")
    assert page.status == 200
    assert f"{CORA} signed in by password" in page.words
    assert "the line decided mail" in page.words
    assert "letter «Circular»" in page.words
    assert "awaiting_approval" not in page.text
    assert len(page.data) < 100_000


def test_what_was_seen_of_a_request_is_found_by_its_reference(store: Store, desk: Sitting) -> None:
    cora, rhoda = desk.visitor(), desk.visitor(RHODA)
    with store.read() as tx:
        letter = outbox.letters_of(tx, CASE)[0].id
    rhoda.get(f"/outbox/{letter}")
    cora.get(f"/outbox?group=sent&case={CASE}")
    for about in (f"case+{CASE}", CASE.lower()):
        found = cora.get(f"/audit?act=seen&about={about}").words
        assert f"{RHODA} looked at the letter «" in found
        assert f"{CORA} looked at the outbox" in found
    assert "No line fits" in cora.get(f"/audit?act=seen&about={CASE}&who=Nobody").words
    assert f"{RHODA} looked at" in cora.get(f"/audit?about=letter+{letter}").words


def test_lines_are_narrowed_by_person_sort_and_day(desk: Sitting) -> None:
    cora = desk.visitor()
    only = cora.get(f"/audit?who={CORA.replace(' ', '+')}&act=signed-in").words
    assert "signed in by password" in only
    assert "the line decided" not in only
    march = cora.get("/audit?since=2026-03-03&until=2026-03-03").text
    assert march.count('<td class="audit-when">') == march.count("3 Mar 2026,") > 0
    assert "No line fits" in cora.get("/audit?until=2020-01-01").words
    assert cora.get("/audit?since=nonsense&before=x&act=z").status == 200


def test_older_lines_are_a_page_away_and_none_is_left_out(store: Store, desk: Sitting) -> None:
    def a_hundred(tx: sa.Connection) -> None:
        for number in range(100):
            audit.write(tx, now=AFTER, who="Somebody", act="decided", about=f"9{number}:1")

    store.write(a_hundred)
    with store.read() as tx:
        every = [line.id for line in audit_lines.newest(tx, Wanted(who="Somebody"), most=500)]
        first = audit_lines.newest(tx, Wanted(who="Somebody"), most=60)
        rest = audit_lines.newest(tx, Wanted(who="Somebody"), most=60, before=first[-1].id)
    assert [line.id for line in (*first, *rest)] == every
    page = desk.visitor().get("/audit")
    assert page.text.count('<td class="audit-when">') == 100
    assert "Older ones" in page.words
    assert len(page.data) < 100_000


def test_the_chain_is_checked_on_demand_and_a_changed_line_shows(store: Store, desk: Sitting) -> None:
    cora = desk.visitor()
    assert cora.post("/audit/check").goes_to == "/audit"
    assert "The audit holds:" in cora.get("/audit").words
    assert ("checked the audit: it holds", CORA) in [(line.act, line.who) for line in newest(store, 3)]
    assert desk.visitor(RHODA).post("/audit/check").status == 403


def test_the_lines_can_be_taken_along_and_checked_elsewhere(store: Store, desk: Sitting) -> None:
    taken = desk.visitor().post("/audit/export", [("as", "jsonl")])
    assert taken.headers["content-disposition"] == 'attachment; filename="audit-2026-04-01.jsonl"'
    lines = [json.loads(each) for each in taken.text.splitlines()]
    assert lines[0]["follows"] == ""
    before = ""
    for line in lines:
        told = [line[name] for name in ("follows", "at", "who", "act", "about", "details")]
        assert line["follows"] == before
        assert line["link"] == hashlib.sha256(json.dumps(told).encode()).hexdigest()
        before = line["link"]
    last = newest(store)[0]
    assert (last.who, last.act) == (CORA, "took the audit as a file")


def test_a_spreadsheet_gets_what_was_looked_for_and_nothing_that_runs(store: Store, desk: Sitting) -> None:
    store.write(lambda tx: audit.write(tx, now=AFTER, who="=HYPERLINK(1)", act="decided", about="1:0"))
    taken = desk.visitor().post("/audit/export", [("as", "csv"), ("who", "=HYPERLINK(1)")])
    rows = list(csv.DictReader(io.StringIO(taken.data.decode("utf-8-sig"))))
    assert [row["who"] for row in rows] == ["'=HYPERLINK(1)"]
    assert desk.visitor(RHODA).post("/audit/export", [("as", "csv")]).status == 403


def test_too_many_lines_for_a_file_are_not_cut_off_in_silence(desk: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.audit_pages.MOST_IN_A_FILE", 3)
    refused = desk.visitor().post("/audit/export", [("as", "csv")])
    assert (refused.status, "Choose days" in refused.words) == (409, True)


def test_whoever_does_something_stands_in_the_audit_even_if_the_deed_writes_no_line(store: Store, desk: Sitting) -> None:
    cora = desk.visitor()
    cora.post("/audit/a-deed")
    last = newest(store)[0]
    assert (last.who, last.act, last.about) == (CORA, "sent a form", "page /audit/a-deed")
    cora.post("/audit/a-refusal")
    assert newest(store)[0].id == last.id, "nothing was done"
    cora.post("/audit/check")
    lines = newest(store, 2)
    assert [line.act.partition(":")[0] for line in lines] == ["checked the audit", "sent a form"], "one line, not two"


def test_the_same_view_is_one_line_within_ten_minutes_and_another_afterwards(store: Store, desk: Sitting) -> None:
    person = Person(name=CORA, role=Role.COORDINATOR, session="a session of this test")
    hour = [AFTER]
    sits = Desk(store=store, now=lambda: hour[0])

    def count() -> int:
        with store.read() as tx:
            return len(tx.execute(sa.select(table.c.id).where(table.c.about == "case ARC-99-26")).all())

    for minutes, expected in ((0, 1), (9, 1), (11, 2), (-30, 3)):
        hour[0] = AFTER + timedelta(minutes=minutes)
        viewed.note(sits, person, "case ARC-99-26")
        assert count() == expected, minutes


def test_what_could_not_be_noted_is_not_taken_for_noted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(name=CORA, role=Role.COORDINATOR, session="another session of this test")
    sits = Desk(store=store, now=lambda: AFTER)
    with monkeypatch.context() as broken:
        broken.setattr("store.audit.write", _fails)
        with pytest.raises(StoreTrouble):
            viewed.note(sits, person, "case ARC-98-26")
    viewed.note(sits, person, "case ARC-98-26")
    assert newest(store)[0].about == "case ARC-98-26"


def _fails(*_: object, **__: object) -> None:
    raise StoreTrouble("The disk is full.")


def test_a_line_that_was_changed_is_told_and_the_check_says_so(store: Store, desk: Sitting) -> None:
    """The last test: after it the month's audit no longer holds."""
    with store.begin() as tx:
        for (name,) in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").all():
            tx.exec_driver_sql(f'DROP TRIGGER "{name}"')
        tx.execute(table.update().where(table.c.id == 5).values(who="Nobody"))
    cora = desk.visitor()
    cora.post("/audit/check")
    told = cora.get("/audit").words
    assert "does NOT hold" in told
    assert "Audit line 5 does not follow" in told
