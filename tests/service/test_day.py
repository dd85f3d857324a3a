"""The day's round through the real store: once a day, after the mail, and whole however often it is stopped (F14, F27, I3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from matching.case import Case, State
from matching.clocks import pass_day
from matching.decision import Decision
from matching.facts import Facts
from matching.ledger import carry
from parsing.read import read
from scheme.agreement import Scheme
from service import day, opening
from service.daemon import run_once
from service.line import Line
from service.register import import_csv
from service.resolve import Answer, CannotResolve, resolve
from store import beats, cases, ledger, rounds
from store.engine import StoreTrouble, Tx
from tests.support.cast import HACKNEY_LEAD, OFFICER, REGISTER, mail
from tests.support.papers import approval, request_form, request_mail
from tests.support.postgres import Server, postgres
from tests.support.region import ROOT, Region

__all__ = ["postgres"]

FIRST, SECOND, THIRD = (f"ARC-0{number}-26" for number in (1, 2, 3))
BEGINNING = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Days:
    """A region whose clock the test sets; `line` is the line that `run` runs."""

    def __init__(self, region: Region) -> None:
        self.region, self.now = region, BEGINNING

    @contextmanager
    def line(self) -> Iterator[Line]:
        with self.region.store_open() as (settings, store):
            scheme = opening.scheme_with_register(settings, store)
            reads = partial(read, scheme=scheme, trusted_authserv_ids=settings.mailbox.trusted_authserv_ids)
            yield replace(opening.line(settings, store, scheme, reads), now=lambda: self.now)

    def run(self, number: float, *mails: bytes) -> str:
        """The line on the n-th day, as `run --once` runs it."""
        self.now = BEGINNING + timedelta(days=number)
        self.region.post(*mails)
        with self.line() as line:
            return run_once(line)

    def told(self, kind: str) -> list[str]:
        return sorted(each["to"] for each in self.region.letters(kind))

    def done(self) -> date | None:
        with self.line() as line, line.store.read() as tx:
            return rounds.last_done(tx, day.ROUND)

    def case(self, reference: str = FIRST) -> Case:
        with self.line() as line, line.store.read() as tx:
            case = cases.find(tx, reference)
        assert case is not None
        return case


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def days(request: pytest.FixtureRequest, tmp_path: Path) -> Days:
    url = "sqlite:///reciprocal.db"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database()
    return Days(Region(home=tmp_path / "region", store=url).open())


def three_requests(days: Days) -> None:
    """Three households of three officers, all of whom wait for Hackney."""
    forms = []
    for number in (1, 2, 3):
        address = f"olive{number}@harbour-advice.example"
        form = request_form(**{"Officer's e-mail": address})
        forms.append(request_mail(form, sender=f"Olive Marsh <{address}>", number=number))
    assert days.run(0, *forms) == ""
    assert [days.case(each).state for each in (FIRST, SECOND, THIRD)] == [State.AWAITING_APPROVAL] * 3


LEAD = HACKNEY_LEAD.partition("<")[2].rstrip(">")


@pytest.mark.rule("R024")
def test_the_landlord_is_reminded_on_its_days_by_letters_that_go_in_the_same_turn(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    for number in range(1, 12):
        days.run(number)
    chases = days.region.letters("approval_chase")
    assert [(each["to"], each["state"]) for each in chases] == [(LEAD, "sent")] * 2
    assert days.done() == date(2026, 11, 13)


def test_a_day_is_gone_through_once_and_a_second_look_is_cheap(days: Days) -> None:
    three_requests(days)
    days.run(5)
    before = days.region.everything()
    with days.line() as line:
        assert day.pass_the_day(line) == 0
    days.run(5.2)
    assert days.region.everything() == before
    assert len(days.told("approval_chase")) == 3


def test_days_that_were_skipped_are_told_of_once(days: Days) -> None:
    three_requests(days)
    days.run(11)
    assert len(days.told("approval_chase")) == 3
    days.run(12)
    assert len(days.told("approval_chase")) == 3


def test_an_answer_that_lies_in_the_mailbox_is_heard_before_the_clocks(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    days.run(6, approval(FIRST))
    assert days.told("approval_chase") == []
    assert days.case().state is State.CIRCULATED


def test_no_clock_strikes_on_a_day_on_which_the_mailbox_was_not_looked_at(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    days.now = BEGINNING + timedelta(days=6)
    with days.line() as line:
        assert day.pass_the_day(line) == 0
    assert days.told("approval_chase") == []


def test_a_mail_that_is_not_yet_decided_holds_the_clocks_up(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    days.now = BEGINNING + timedelta(days=6)
    with days.line() as line:
        line.store.write(lambda tx: beats.well(tx, beats.MAILBOX, days.now))
        line.store.write(lambda tx: tx.exec_driver_sql("UPDATE messages SET stage = 'read'"))
        assert day.pass_the_day(line) == 0


def stopped_at(days: Days, number: int, case: int) -> None:
    """The round of the n-th day, stopped by weather before the transaction of this case."""
    passed = 0
    whole = day._pass_one

    def with_weather(tx: Tx, line: Line, reference: str, today: date) -> None:
        nonlocal passed
        passed += 1
        if passed == case:
            raise StoreTrouble("The store has gone away.")
        whole(tx, line, reference, today)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day, "_pass_one", with_weather)
        days.run(number)


@pytest.mark.parametrize("case", [1, 2, 3])
def test_weather_stops_the_round_and_it_goes_on_later(days: Days, case: int) -> None:
    three_requests(days)
    stopped_at(days, 5, case)
    assert len(days.told("approval_chase")) == case - 1
    assert days.done() == BEGINNING.date()
    days.run(5)
    assert len(days.told("approval_chase")) == 3
    assert days.done() == date(2026, 11, 7)


def test_a_fault_at_one_case_is_asked_about_once_and_the_rest_go_on(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    three_requests(days)

    def faulty(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
        assert case.reference != SECOND, "a fault of ours"
        return pass_day(case, facts, scheme, today)

    monkeypatch.setattr(day, "pass_day", faulty)
    for number in (5, 5, 6):
        days.run(number)
    assert [(each["kind"], each["case"]) for each in days.region.look("queue")] == [("fault", SECOND)]
    assert [each["case"] for each in days.region.letters("approval_chase")] == [FIRST, THIRD]
    assert days.done() == date(2026, 11, 8)


@pytest.mark.parametrize("part", sorted(day.BESIDE_THE_CASES))
def test_a_fault_beside_the_cases_is_asked_about_and_the_day_is_gone_through(
    days: Days, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    three_requests(days)

    def faulty(tx: Tx, line: Line, today: date) -> None:
        raise AssertionError("a fault of ours")

    monkeypatch.setattr(day, "BESIDE_THE_CASES", {**day.BESIDE_THE_CASES, part: faulty})
    for number in (5, 6):
        assert days.run(number) == ""
    assert [(each["kind"], part in each["why"]) for each in days.region.look("queue")] == [("fault", True)]
    assert len(days.told("approval_chase")) == 3
    assert days.done() == date(2026, 11, 8)


def test_a_case_that_cannot_even_be_looked_at_stops_no_other(days: Days) -> None:
    three_requests(days)
    with days.line() as line:
        line.store.write(lambda tx: cases.put(tx, replace(days.case(SECOND), policy="1999-01-01")))
    days.run(5)
    assert [(each["kind"], each["case"]) for each in days.region.look("queue")] == [("fault", SECOND)]
    assert [each["case"] for each in days.region.letters("approval_chase")] == [FIRST, THIRD]


def test_a_line_that_is_asked_to_stop_leaves_the_rest_of_the_round_for_later(days: Days) -> None:
    three_requests(days)
    days.now = BEGINNING + timedelta(days=5)
    with days.line() as line:
        line.store.write(lambda tx: beats.well(tx, beats.MAILBOX, days.now))
        assert day.pass_the_day(replace(line, stop=lambda: True)) == 0
    assert days.done() == BEGINNING.date()


def test_a_clock_that_ran_ahead_and_is_put_right_stops_no_clock_of_ours(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    with days.line() as line:
        line.store.write(lambda tx: rounds.mark_gone_through(tx, day.ROUND, date(2031, 1, 1)))
    days.run(5)
    assert days.told("approval_chase") == [LEAD]
    assert days.done() == date(2026, 11, 7)


def test_a_word_of_the_officer_is_kept_as_the_day_on_which_it_was_heard(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    assert days.case().heard_on == BEGINNING.date()
    days.run(3, mail(OFFICER, f"RE: {FIRST}", "Hello, yes, it is all as it was."))
    assert days.case().heard_on == date(2026, 11, 5)
    days.run(4, mail(HACKNEY_LEAD, f"RE: {FIRST}", "Hello, what is this about?", number=9))
    assert days.case().heard_on == date(2026, 11, 5)


@pytest.mark.rule("R020")
def test_a_landlord_without_a_named_lead_is_an_alert_while_a_request_of_it_is_open(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    left = days.region.home / "without.csv"
    left.write_text(REGISTER.replace("nadia.ferris@hackney.example", ""))
    with days.region.store_open() as (settings, store):
        import_csv(store, opening.load_scheme(settings.scheme.file), left)
    for number in (1, 2, 3):
        days.run(number)
    alerts = [each for each in days.region.look("queue") if each["kind"] == "named_lead"]
    assert [each["urgent"] for each in alerts] == [True]
    assert "Hackney" in alerts[0]["why"]


# --- a request that lapses --------------------------------------------------------------------------------------------


def asked_to_lapse(days: Days) -> str:
    """The question, and nothing has lapsed by itself."""
    days.run(0, request_mail(request_form()))
    days.run(28)
    assert days.case().open
    ((question, case),) = [(each["id"], each["case"]) for each in days.region.look("queue") if each["kind"] == "lapse"]
    assert case == FIRST
    return str(question)


def answer(days: Days, question: str, **said: Any) -> str:
    with days.line() as line:
        return resolve(line.store, line.scheme, question, Answer(**said), "Ada Coordinator")


@pytest.mark.rule("R024")
def test_the_coordinators_yes_lets_a_request_lapse_and_all_who_knew_are_told(days: Days) -> None:
    question = asked_to_lapse(days)
    assert "lapses with the next" in answer(days, question, accept=True)
    days.run(28.1)
    assert days.case().state is State.LAPSED
    assert days.told("case_closed") == [LEAD, "olive.marsh@harbour-advice.example"]
    assert days.region.look("queue") == []
    assert any("has not answered" in line["what"] for line in days.region.look("case", FIRST)["history"])


def test_an_answer_in_the_meantime_settles_the_question(days: Days) -> None:
    question = asked_to_lapse(days)
    days.run(28.2, approval(FIRST))
    with pytest.raises(CannotResolve, match="answered for since"):
        answer(days, question, accept=True)
    days.run(29)
    assert days.region.look("queue") == []
    assert days.case().state is State.CIRCULATED


def test_only_yes_or_no_answers_whether_it_lapses(days: Days) -> None:
    question = asked_to_lapse(days)
    with pytest.raises(CannotResolve, match="--accept"):
        answer(days, question, fields=("order=lapse",))
    answer(days, question, dismiss="their panel sits in the spring")
    for number in range(29, 40):
        days.run(number)
    assert days.case().open
    assert days.region.look("queue") == []


# --- silence ----------------------------------------------------------------------------------------------------------


def test_a_plain_answer_to_our_question_is_heard_and_asks_nobody(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    days.run(1, approval(FIRST))
    days.run(91)
    assert days.told("still_needed") == ["olive.marsh@harbour-advice.example"]
    days.run(
        92, mail(OFFICER, f"RE: {FIRST}: is the move still needed", "Hello,\n\nYes, still needed.\n\nKind regards\nOlive Marsh")
    )
    assert days.region.look("queue") == []
    for number in (95, 125, 170):
        days.run(number)
    assert days.region.look("queue") == []
    days.run(183)
    assert len(days.told("still_needed")) == 2


def test_an_answer_that_tells_more_is_read_by_a_person_and_breaks_the_silence_all_the_same(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    days.run(1, approval(FIRST))
    days.run(91)
    days.run(92, mail(OFFICER, f"RE: {FIRST}", "Still needed. The danger has grown, he found her."))
    assert days.case().heard_on == date(2027, 2, 2)
    assert [each["case"] for each in days.region.look("queue")] == [FIRST]
    days.run(130)
    assert "lapse" not in {each["kind"] for each in days.region.look("queue")}


def test_an_officer_who_answers_while_the_request_rests_is_asked_about(days: Days) -> None:
    days.run(0, request_mail(request_form()))
    with days.line() as line:
        rest = replace(days.case(), paused_on=BEGINNING.date(), paused_until=date(2026, 11, 20))
        line.store.write(lambda tx: cases.put(tx, rest))
    days.run(18)
    assert days.told("still_needed") == ["olive.marsh@harbour-advice.example"]
    days.run(19, mail(OFFICER, f"RE: {FIRST}", "Still needed."))
    assert [each["kind"] for each in days.region.look("queue")] == ["pause", "pause"]
    assert days.case().paused_on == BEGINNING.date()


@pytest.mark.rule("R050")
def test_a_higher_cap_lets_a_held_request_go_on_from_its_day(days: Days) -> None:
    scheme = days.region.home / "scheme.toml"
    text = (ROOT / "scheme" / "pan_london.toml").read_text(encoding="utf-8")
    scheme.write_text(f"{text}\n[[policy]]\nsince = 2026-11-05\nowed_cap = 4\n", encoding="utf-8")
    config = days.region.home / "reciprocal.toml"
    config.write_text(re.sub(r'file = "[^"]*pan_london.toml"', f'file = "{scheme}"', config.read_text()))
    with days.line() as line, line.store.begin() as tx:
        ledger.post_all(tx, carry(landlord="Hackney", owes=3, day=BEGINNING.date(), reason="opening balance"), because="test")
    days.run(0, request_mail(request_form()))
    days.run(1, approval(FIRST))
    assert days.case().state is State.HELD_AT_CAP
    days.run(2)
    assert days.case().state is State.HELD_AT_CAP
    days.run(3)
    assert days.case().state is State.CIRCULATED
    assert days.told("circulated") == ["olive.marsh@harbour-advice.example"]
    days.run(3)
    days.run(4)
    assert len(days.told("circular")) == 3
