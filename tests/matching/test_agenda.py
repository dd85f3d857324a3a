"""The page of a day: what each clock asks for, the most urgent first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matching.agenda import MOST_TOLD, Due, Item, OpenQuestion, StuckLetter, agenda
from matching.case import Case, Offer, OfferState, State
from tests.matching.world import SCHEME, TODAY

BEFORE = Case(
    reference="ARC-01-25",
    state=State.AWAITING_APPROVAL,
    policy="2025-01-01",
    landlord="Northam",
    received_on=date(2025, 3, 1),
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def lines(*cases: Case, questions: tuple[OpenQuestion, ...] = (), letters: tuple[StuckLetter, ...] = ()) -> list[tuple[str, ...]]:
    page = agenda(cases, questions, letters, SCHEME, TODAY)
    return [(item.due.value, item.says, item.reference, str(item.day or "")) for item in page.items]


def about(**changes: Any) -> list[tuple[str, str]]:
    return [(due, says) for due, says, *_ in lines(replace(BEFORE, **{"approval_asked_on": TODAY, **changes}))]


@pytest.mark.rule("R036")
@pytest.mark.parametrize(
    ("complete", "approved", "says", "by"),
    [
        (0, 0, "circulate", -7),
        (9, 0, "circulate", -7),  # the clock starts when both are true
        (0, 9, "circulate", -7),
        (4, 6, "circulate", -3),  # day 4
        (5, 5, "circulate_now", -2),  # day 5 warns
        (20, 7, "circulate_now", 0),  # the last day
        (20, 10, "circulate_now", 3),  # three days late
    ],
)
def test_a_request_is_to_be_circulated_within_seven_days_of_form_and_approval(
    complete: int, approved: int, says: str, by: int
) -> None:
    case = replace(BEFORE, complete_on=ago(complete), approved_on=ago(approved))
    assert lines(case) == [("circulate", says, "ARC-01-25", str(ago(by)))]


@pytest.mark.rule("R036")
def test_the_days_are_those_of_the_policy_that_the_case_came_in_under() -> None:
    older = replace(SCHEME.policies[0], since=date(2024, 1, 1), circulate_within_days=14, circulate_warn_day=12)
    scheme = replace(SCHEME, policies=(older, *SCHEME.policies))
    case = replace(BEFORE, policy="2024-01-01", complete_on=ago(6), approved_on=ago(6))
    (item,) = agenda([case], (), (), scheme, TODAY).items
    assert (item.says, item.day) == ("circulate", ago(-8))


def test_a_request_that_waits_for_nothing_is_not_named() -> None:
    both = {"complete_on": ago(9), "approved_on": ago(9)}
    assert about() == []
    assert about(complete_on=ago(9)) == []
    assert about(**both, circulated_on=ago(3), state=State.CIRCULATED) == []
    assert about(**both, paused_on=ago(3)) == []
    assert about(**both, paused_on=ago(3), paused_until=ago(-1)) == []
    assert about(**both, state=State.WITHDRAWN) == []


@pytest.mark.rule("R024")
def test_a_landlord_that_keeps_silent_is_named_from_the_first_day_of_chasing_on() -> None:
    assert about(approval_asked_on=ago(4)) == []
    assert about(approval_asked_on=ago(5)) == [("approvals", "approval")]
    assert lines(replace(BEFORE, complete_on=ago(6)))[0][3] == str(ago(6)), "not asked on a known day: since it was complete"


def test_a_panel_is_named_the_day_before_and_until_its_answer_has_come() -> None:
    assert about(panel_date=ago(-2)) == []
    assert about(panel_date=ago(-1)) == [("panels", "panel")]
    assert about(panel_date=ago(0)) == [("panels", "panel")]
    assert about(panel_date=ago(3), approval_asked_on=ago(30)) == [("panels", "panel_met")], "it is not chased beside"


def offer(number: int, reply_by: date | None, state: OfferState = OfferState.OPEN) -> Offer:
    return Offer(id=f"o{number}", landlord="Southby", made_on=ago(9), reply_by=reply_by, state=state)


def test_an_offer_is_named_when_its_answer_is_wanted_within_two_days() -> None:
    offered = replace(BEFORE, state=State.OFFERED, circulated_on=ago(9))
    offers = (offer(1, ago(-3)), offer(2, ago(-2)), offer(3, ago(1)), offer(4, None), offer(5, ago(0), OfferState.REFUSED))
    assert lines(replace(offered, offers=offers)) == [
        ("answers", "answer", "ARC-01-25", str(ago(1))),
        ("answers", "answer", "ARC-01-25", str(ago(-2))),
    ]


def test_an_accepted_home_is_named_until_its_tenancy_starts() -> None:
    accepted = replace(BEFORE, state=State.ACCEPTED, offers=(offer(1, None, OfferState.ACCEPTED), offer(2, None)))
    page = agenda([accepted], (), (), SCHEME, TODAY)
    assert page.items == (Item(due=Due.TENANCIES, says="tenancy", reference="ARC-01-25", landlord="Southby"),)


def test_a_pause_is_named_on_its_day_and_after() -> None:
    paused = {"paused_on": ago(20), "state": State.CIRCULATED, "circulated_on": ago(30)}
    assert about(**paused, paused_until=ago(-1)) == []
    assert about(**paused, paused_until=ago(0)) == [("pauses", "pause")]
    assert about(**paused) == [], "a pause without a day ends when somebody says so"


@pytest.mark.rule("R049")
def test_requests_on_hold_are_counted_for_each_landlord_and_the_oldest_is_named() -> None:
    held = replace(BEFORE, state=State.HELD_AT_CAP, complete_on=ago(30), approved_on=ago(20))
    page = agenda(
        [
            replace(held, reference="ARC-01-25", received_on=ago(3)),
            replace(held, reference="ARC-02-25", received_on=ago(8)),
            replace(held, reference="ARC-03-25", landlord="Southby", received_on=ago(5)),
        ],
        (),
        (),
        SCHEME,
        TODAY,
    )
    assert [(item.landlord, item.count, item.reference) for item in page.items] == [
        ("Northam", 2, "ARC-02-25"),
        ("Southby", 1, "ARC-03-25"),
    ]


def question(number: int, kind: str = "sender", *, urgent: bool = False, days: int = 1) -> OpenQuestion:
    return OpenQuestion(id=f"Q{number}", kind=kind, case="", urgent=urgent, since=ago(days))


@pytest.mark.rule("R007")
def test_urgent_questions_stand_before_all_else_and_the_others_are_told_by_age() -> None:
    asked = (question(1, days=2), question(2, "offer", days=9), question(3, days=5), question(4, "danger", urgent=True))
    circulated = replace(BEFORE, complete_on=ago(9), approved_on=ago(9))
    page = agenda([circulated], asked, (), SCHEME, TODAY)
    told = [(item.due.value, item.says, item.question or item.kind, item.count) for item in page.items]
    assert told == [
        ("danger", "question", "Q4", 0),
        ("circulate", "circulate_now", "", 0),
        ("questions", "kind", "offer", 1),
        ("questions", "kind", "sender", 2),
        ("questions", "question", "Q2", 0),
        ("questions", "question", "Q3", 0),
        ("questions", "question", "Q1", 0),
    ]


def test_a_hundred_questions_are_counted_and_the_oldest_named() -> None:
    page = agenda([], tuple(question(number, days=number) for number in range(100)), (), SCHEME, TODAY)
    named = [item for item in page.items if item.says == "question"]
    assert len(named) == MOST_TOLD
    assert named[0].question == "Q99"
    assert page.items[-1].count == 100 - MOST_TOLD


def test_letters_that_do_not_go_are_named() -> None:
    letters = (
        StuckLetter(kind="circular", case="ARC-01-25", state="held", since=ago(2)),
        StuckLetter(kind="alarm", case="", state="refused", since=ago(4)),
    )
    assert lines(letters=letters) == [
        ("letters", "letter", "", str(ago(4))),
        ("letters", "letter_about", "ARC-01-25", str(ago(2))),
    ]


def test_on_a_quiet_day_nothing_is_due() -> None:
    assert agenda([], (), (), SCHEME, TODAY).items == ()
