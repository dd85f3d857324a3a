"""The day's page: what the morning letter says, with a link to where each is dealt with, and how things stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from matching.agenda import agenda
from matching.case import Case, State
from matching.decision import Question
from service.agenda import page_of
from service.desk_day import DeskDays
from service.look import today
from service.working_days import Place
from store import cases, questions, switches
from store.engine import Store
from tests.support.lines import SCHEME
from tests.support.played import AFTER, played_scheme
from tests.support.sitting import CORA, RHODA, Sitting, sitting

TODAY = AFTER.date()


@pytest.fixture(scope="module")
def desk(month: Sitting) -> Sitting:
    return month


@pytest.mark.rule("R036", "R055")
def test_the_day_says_what_the_command_and_the_letter_say_each_line_a_link_to_where_it_is_dealt_with(desk: Sitting) -> None:
    page = desk.visitor(RHODA).get("/today")
    told = today(desk.desk.store, played_scheme(), Place(), TODAY)
    assert told["sections"]
    for section in told["sections"]:
        assert section["heading"] in page.words
        for line in section["lines"]:
            assert line in page.words
        for reference in section["references"]:
            assert f'href="/cases/{reference}"' in page.text
    with desk.desk.store.read() as tx:
        for asked in questions.open_all(tx):
            assert f'href="/questions/{asked.id}"' in page.text


def test_no_line_of_the_day_is_said_in_the_shells_words(desk: Sitting) -> None:
    assert "reciprocal " not in desk.visitor(CORA).get("/today").words


def test_another_day_can_be_looked_at_and_what_is_no_day_is_today(desk: Sitting) -> None:
    visitor = desk.visitor(CORA)
    assert "15 Apr 2026" in visitor.get("/today?day=2026-04-15").words
    assert "were nothing done before" in visitor.get("/today?day=2026-04-15").words
    for wrong in ("tomorrow", "2026-02-31", ""):
        assert "Today, 1 Apr 2026" in visitor.get(f"/today?day={wrong}").words


def test_one_section_can_be_seen_alone(desk: Sitting) -> None:
    page = desk.visitor(CORA).get("/today?section=questions")
    assert page.status == 200
    assert "Open questions" in page.words
    assert "Landlords that have not answered" not in page.words


def test_the_picture_of_the_cases_says_in_words_how_many_stand_in_each_state(desk: Sitting) -> None:
    page = desk.visitor(CORA).get("/today")
    with desk.desk.store.read() as tx:
        counted = cases.count_by_state(tx)
    for state, words in (
        ("awaiting_approval", "awaiting approval"),
        ("offered", "offered"),
        ("held_at_cap", "on hold at the cap"),
    ):
        assert re.search(rf"{words} {counted.get(state, 0)}\b", page.words)


def test_that_all_sending_is_stopped_stands_before_all_else_with_who_and_why(desk: Sitting) -> None:
    store = desk.desk.store
    store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=True, by=CORA, reason="a letter went wrong", now=AFTER))
    try:
        page = desk.visitor(RHODA).get("/today")
        assert "All sending is stopped Cora Wells stopped it on 1 Apr 2026" in page.words
        assert "a letter went wrong" in page.words
        assert page.words.index("All sending is stopped") < page.words.index("Open cases")
    finally:
        store.write(lambda tx: switches.turn(tx, switches.PAUSED, on=False, by=CORA, reason="", now=AFTER))
    assert "All sending is stopped" not in desk.visitor(RHODA).get("/today").words


def test_danger_stands_first_and_nothing_due_is_said(store: Store, tmp_path: Path) -> None:
    with sitting(store, tmp_path, now=AFTER) as desk:
        assert "All is well: nothing is due." in desk.visitor(CORA).get("/today").words
        for kind, urgent in (("doubt", False), ("danger", True)):
            told = Question(kind=kind, why="Somebody wrote.", urgent=urgent)
            store.write(lambda tx, told=told: questions.ask(tx, told, cause=f"{told.kind} 1", now=AFTER))
        words = desk.visitor(CORA).get("/today").words
        assert words.index("Urgent questions") < words.index("Open cases") < words.index("Open questions")


def test_requests_that_are_kept_between_two_looks_are_those_of_the_store(store: Store, tmp_path: Path) -> None:
    """A case that changed, ended or came since the last look is seen as it is now."""
    with sitting(store, tmp_path, now=AFTER) as desk:
        days = desk.desk.does.day
        assert isinstance(days, DeskDays)
        for number in (1, 2, 3):
            store.write(lambda tx, number=number: cases.put(tx, _waiting(number)))
        assert days.going() == _stored(store)
        for changed in (replace(_waiting(1), bedrooms=3), replace(_waiting(2), state=State.WITHDRAWN, closed_on=TODAY)):
            store.write(lambda tx, changed=changed: cases.put(tx, changed))
        store.write(lambda tx: cases.put(tx, _waiting(4)))
        assert days.going() == _stored(store)
        assert [case.reference for case in days.going()] == ["ARC-01-26", "ARC-03-26", "ARC-04-26"]
        with store.read() as tx:
            whole = page_of(tx, desk.line.scheme, Place(), TODAY)
        assert whole == agenda(days.going(), (), (), desk.line.scheme, TODAY)


def test_a_long_section_is_cut_and_counted_and_all_of_it_a_click_away(store: Store, tmp_path: Path) -> None:
    with sitting(store, tmp_path, now=AFTER) as desk:
        for number in range(1, 41):
            store.write(lambda tx, number=number: cases.put(tx, _waiting(number)))
        page = desk.visitor(CORA).get("/today")
        assert page.text.count('href="/cases/ARC-') == 25
        assert "All 40: landlords that have not answered" in page.words
        assert desk.visitor(CORA).get("/today?section=approvals").text.count('href="/cases/ARC-') == 40


def _stored(store: Store) -> tuple[Case, ...]:
    with store.read() as tx:
        return cases.open_ones(tx)


def _waiting(number: int) -> Case:
    """A request whose landlord was asked three weeks ago."""
    asked: date = TODAY - timedelta(days=21)
    return Case(
        reference=f"ARC-{number:02d}-26",
        state=State.AWAITING_APPROVAL,
        policy=SCHEME.policy_on(asked).version,
        landlord="Camden",
        bedrooms=2,
        received_on=asked,
        complete_on=asked,
        approval_asked_on=asked,
    )
