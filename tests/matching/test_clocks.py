"""The clocks: what each tells, to whom, on which day; once, whatever days are skipped or come twice (R024, R036, R042–R045)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.case import CLOSED, Case, Household, Offer, OfferState, Officer, State
from matching.clocks import days_left, grounds_to_lapse, heard, pass_day, strikes, told_on, without_leads
from matching.decision import Decision, ask
from matching.facts import Facts, Speaker
from scheme.agreement import Scheme
from scheme.register import Partner
from tests.matching.world import (
    DANA,
    PARTNERS,
    PRIYA,
    SAM,
    SCHEME,
    SOUTHBY,
    TODAY,
    coordinator,
    kinds,
    questions,
    verified,
    with_policy,
)

DEPUTY = "deputy@northam.example"
BY_ITSELF = with_policy(lapses="by_itself")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def a_case(state: State = State.AWAITING_APPROVAL, **more: Any) -> Case:
    about = {
        "reference": "ARC-01-25",
        "policy": SCHEME.policies[0].version,
        "landlord": "Northam",
        "area_residence": "Northam",
        "bedrooms": 2,
        "areas_requested": ("Eastley", "Southby"),
        "household": Household(adults=1),
        "officers": (Officer(name="Sam Officer", email=SAM), Officer(name="Priya Officer", email=PRIYA)),
        "received_on": TODAY,
        "complete_on": TODAY,
        "approval_asked_on": TODAY,
    }
    return Case(state=state, **{**about, **more})


def approved(state: State = State.AWAITING_APPROVAL, **more: Any) -> Case:
    return a_case(state, **{"approved_on": TODAY, "approved_by": DANA, **more})


def circulated(state: State = State.CIRCULATED, **more: Any) -> Case:
    return approved(state, **{"circulated_on": TODAY, "circulated_to": ("Southby", "Eastley"), **more})


def an_offer(**more: Any) -> Offer:
    return Offer(
        **{"id": "home-1", "landlord": "Southby", "area": "Southby", "bedrooms": 2, "made_on": TODAY, "made_by": SOUTHBY, **more}
    )


def facts(**more: Any) -> Facts:
    return Facts(**{"cause": "day", "speaker": Speaker(), "partners": PARTNERS, **more})


def lived(case: Case, days: Iterable[int], scheme: Scheme = SCHEME, **more: Any) -> tuple[Case, dict[int, Decision]]:
    """The case after these days, and what each of them told that told anything."""
    told = {}
    for number in days:
        decision = pass_day(case, facts(**more), scheme, day(number))
        if decision != Decision():
            told[number] = decision
            case = next(each for each in decision.cases if each.reference == case.reference)
    return case, told


def told_by(case: Case, days: Iterable[int], scheme: Scheme = SCHEME, **more: Any) -> dict[int, list[str]]:
    """Kinds of letters and questions by day."""
    return {
        number: sorted({*(kind for kind, _ in kinds(decision)), *(f"?{kind}" for kind in questions(decision))})
        for number, decision in lived(case, days, scheme, **more)[1].items()
    }


# --- R036: from complete and approved to the circular ------------------------------------------------------------------


@pytest.mark.rule("R036")
def test_the_time_for_circulating_runs_from_the_day_when_both_are_there() -> None:
    policy = SCHEME.policies[0]
    assert days_left(a_case(), policy, TODAY) is None
    assert days_left(approved(complete_on=None, state=State.RECEIVED), policy, TODAY) is None
    assert days_left(approved(approved_on=day(3)), policy, day(3)) == 7
    assert days_left(approved(complete_on=day(4)), policy, day(10)) == 1
    assert days_left(approved(), policy, day(9)) == -2


@pytest.mark.rule("R036")
def test_the_coordinator_is_warned_on_the_fifth_day_and_urgently_when_the_time_is_over() -> None:
    _, told = lived(approved(), range(30), scheme=with_policy(silence_ask_days=0))
    assert {number: questions(decision) for number, decision in told.items()} == {5: ["warn"], 8: ["warn"]}
    assert [told[number].questions[0].urgent for number in (5, 8)] == [False, True]
    assert "ends in 2 days" in told[5].questions[0].why
    assert "ended 1 day ago" in told[8].questions[0].why


@pytest.mark.rule("R036")
@pytest.mark.parametrize(("number", "words"), [(6, "in 1 day "), (7, "today")])
def test_a_warning_that_comes_late_says_how_much_time_is_left(number: int, words: str) -> None:
    assert words in lived(approved(), [number])[1][number].questions[0].why


@pytest.mark.rule("R036")
def test_the_hold_at_the_cap_stops_the_clock_and_the_history_says_so() -> None:
    held = approved(State.HELD_AT_CAP)
    assert days_left(held, SCHEME.policies[0], day(3)) is None
    case, told = lived(held, range(40))
    assert list(told) == [5]
    assert questions(told[5]) == []
    assert "waiting time goes on" in told[5].notes[0].what
    assert case.received_on == TODAY


@pytest.mark.parametrize(
    "case", [circulated(), approved(State.WITHDRAWN), approved(paused_on=TODAY)], ids=["out", "over", "paused"]
)
def test_nothing_is_warned_of_that_needs_no_circular(case: Case) -> None:
    assert days_left(case, SCHEME.policies[0], day(9)) is None
    assert told_by(case, range(20)) == {}


# --- R024: the landlord's approval --------------------------------------------------------------------------------------


@pytest.mark.rule("R024")
def test_the_landlord_is_reminded_after_five_days_and_after_ten() -> None:
    _, told = lived(a_case(), range(28))
    assert list(told) == [5, 10]
    for decision in told.values():
        assert kinds(decision) == [("approval_chase", DANA), ("approval_chase", DEPUTY)]
        assert decision.questions == ()


@pytest.mark.rule("R021", "R024")
def test_a_deputy_is_reminded_beside_the_leads() -> None:
    northam, *others = PARTNERS
    partners = (replace(northam, deputies=("jo@northam.example",)), *others)
    _, told = lived(a_case(), range(6), partners=partners)
    assert [to for kind, to in kinds(told[5]) if kind == "approval_chase"] == [DANA, DEPUTY, "jo@northam.example"]


def test_an_older_case_is_reminded_from_the_day_on_which_it_was_complete() -> None:
    assert told_by(a_case(approval_asked_on=None, complete_on=day(2)), range(9)) == {7: ["approval_chase"]}


@pytest.mark.rule("R024")
def test_nobody_is_reminded_before_the_panel_and_on_the_day_after_it_the_landlord_is() -> None:
    case = a_case(panel_date=day(20))
    assert told_by(case, range(32)) == {21: ["approval_chase"], 26: ["approval_chase"], 31: ["approval_chase"]}


def test_who_is_no_longer_asked_is_no_longer_reminded() -> None:
    for case in (approved(), a_case(State.DECLINED), a_case(State.RECEIVED), a_case(paused_on=TODAY)):
        assert all("approval_chase" not in told for told in told_by(case, range(30)).values())


def test_a_landlord_that_says_it_is_not_its_household_is_not_reminded_while_a_person_looks() -> None:
    assert told_by(a_case(), range(9), asked=("landlord",)) == {}
    assert told_by(a_case(), range(9), asked=("approval",)) == {5: ["approval_chase"]}


@pytest.mark.rule("R020")
@pytest.mark.parametrize("landlord", ["Gone Homes", "Leaderless Homes"])
def test_when_nobody_can_be_reminded_a_person_is_asked(landlord: str) -> None:
    assert told_by(a_case(landlord=landlord), range(9)) == {5: ["?approval"]}


def test_asked_anew_it_is_reminded_anew() -> None:
    case, _ = lived(a_case(), range(12))
    assert told_by(replace(case, approval_asked_on=day(20)), range(20, 27)) == {25: ["approval_chase"]}


# --- lapse -----------------------------------------------------------------------------------------------------------


def test_a_request_without_an_answer_is_asked_about_and_nothing_lapses_by_itself() -> None:
    case, told = lived(a_case(), range(27, 60))
    assert questions(told[28]) == ["lapse"]
    assert "--accept" in told[28].questions[0].why
    assert case.state is State.AWAITING_APPROVAL
    assert [number for number, decision in told.items() if questions(decision)] == [28]


def test_without_a_number_nothing_lapses() -> None:
    never = with_policy(approval_lapse_days=0, silence_lapse_days=0, lapses="by_itself")
    case, _ = lived(a_case(), range(400), scheme=never)
    assert case.open
    assert grounds_to_lapse(case, never.policies[0], day(400)) == ()


def test_where_the_scheme_wants_it_a_request_lapses_after_a_warning_to_both_sides() -> None:
    case, told = lived(a_case(), range(40), scheme=BY_ITSELF)
    assert [*told] == [5, 10, 21, 28]
    assert kinds(told[21]) == [
        ("lapse_warning", DANA),
        ("lapse_warning", DEPUTY),
        ("lapse_warning", PRIYA),
        ("lapse_warning", SAM),
    ]
    assert kinds(told[28]) == [("case_closed", DANA), ("case_closed", DEPUTY), ("case_closed", PRIYA), ("case_closed", SAM)]
    assert (case.state, case.closed_on) == (State.LAPSED, day(28))


def test_nothing_lapses_before_its_warning_is_a_week_old() -> None:
    """The service was off: what would have lapsed meanwhile is warned of first."""
    case, told = lived(a_case(), [0, *range(60, 80)], scheme=BY_ITSELF)
    assert [sorted({kind for kind, _ in kinds(told[number])}) for number in told] == [["lapse_warning"], ["case_closed"]]
    assert [*told] == [60, 67]
    assert not case.open


def test_nothing_lapses_by_itself_while_a_person_has_a_question_before_her() -> None:
    assert lived(a_case(), range(99), scheme=BY_ITSELF, asked=("sender",))[0].open


def test_a_request_in_danger_never_lapses_by_itself() -> None:
    case, told = lived(a_case(urgent=True), range(27, 99), scheme=BY_ITSELF)
    assert case.open
    assert "lapse" in questions(told[28])


def test_an_answer_takes_the_ground_away() -> None:
    policy = SCHEME.policies[0]
    assert [ground.name for ground in grounds_to_lapse(a_case(), policy, day(28))] == ["approval"]
    assert grounds_to_lapse(a_case(), policy, day(27)) == ()
    for case in (approved(), a_case(panel_date=day(20)), a_case(paused_on=day(3)), a_case(State.LAPSED)):
        assert grounds_to_lapse(case, policy, day(28)) == ()


def test_what_lapses_is_told_to_whoever_had_the_circular_and_lets_the_next_go_on() -> None:
    case, told = lived(circulated(), range(130), scheme=BY_ITSELF)
    assert not case.open
    closing = kinds(told[max(told)])
    assert ("closed", SOUTHBY) in closing
    assert {kind for kind, _ in closing} == {"case_closed", "closed"}


# --- R042–R045: offers ------------------------------------------------------------------------------------------------


@pytest.mark.rule("R042", "R044")
def test_the_officers_are_reminded_the_day_before_an_answer_is_wanted_and_a_person_is_asked_the_day_after() -> None:
    case, told = lived(circulated(State.OFFERED, offers=(an_offer(reply_by=day(6)),)), range(40))
    assert [*told] == [5, 7]
    assert kinds(told[5]) == [("offer_reminder", PRIYA), ("offer_reminder", SAM)]
    assert all(letter.home and letter.home.reply_by == day(6) and not letter.home.address for letter in told[5].letters)
    assert questions(told[7]) == ["offer"]
    assert case.offers[0].state is OfferState.OPEN


@pytest.mark.parametrize(
    ("reply_by", "told"),
    [
        (0, {1: ["?offer"]}),
        (1, {1: ["offer_reminder"], 2: ["?offer"]}),
        (2, {1: ["offer_reminder"], 3: ["?offer"]}),
        (-3, {1: ["?offer"]}),
    ],
)
def test_an_offer_that_is_made_late_is_reminded_of_on_its_last_day(reply_by: int, told: dict[int, list[str]]) -> None:
    assert told_by(circulated(State.OFFERED, offers=(an_offer(reply_by=day(reply_by)),)), range(40)) == told


def test_an_offer_that_names_no_day_is_asked_about_after_a_week() -> None:
    assert told_by(circulated(State.OFFERED, offers=(an_offer(),)), range(40)) == {7: ["?offer"]}


def test_an_offer_that_was_answered_is_left_alone() -> None:
    for state in OfferState:
        if state is not OfferState.OPEN:
            case = circulated(offers=(an_offer(reply_by=day(6), state=state),))
            assert all("offer_reminder" not in told and "?offer" not in told for told in told_by(case, range(20)).values())


def test_two_offers_of_one_day_are_reminded_of_by_one_letter_about_the_earlier() -> None:
    offers = (an_offer(reply_by=day(7)), an_offer(id="home-2", landlord="Eastley", area="Eastley", reply_by=day(6)))
    _, told = lived(circulated(State.OFFERED, offers=offers), [0, 6])
    assert [(letter.to, letter.home.reply_by) for letter in told[6].letters if letter.home] == [(SAM, day(6)), (PRIYA, day(6))]


def test_an_accepted_home_that_does_not_become_a_tenancy_is_asked_about() -> None:
    accepted = an_offer(state=OfferState.ACCEPTED, accepted_on=day(3))
    assert told_by(circulated(State.ACCEPTED, offers=(accepted,)), range(90)) == {31: ["?tenancy"]}


# --- silence ----------------------------------------------------------------------------------------------------------


def test_the_officers_of_a_request_without_a_word_are_asked_whether_it_is_still_needed() -> None:
    case, told = lived(circulated(), range(160))
    assert [*told] == [90, 120]
    assert kinds(told[90]) == [("still_needed", PRIYA), ("still_needed", SAM)]
    assert questions(told[120]) == ["lapse"]
    assert case.state is State.CIRCULATED


def test_a_word_of_an_officer_breaks_the_silence() -> None:
    case, _ = lived(circulated(), range(91))
    spoken = replace(case, heard_on=day(95))
    assert grounds_to_lapse(spoken, SCHEME.policies[0], day(150)) == ()
    assert told_by(spoken, range(95, 190)) == {185: ["still_needed"]}


def test_who_has_an_offer_or_a_home_is_not_silent() -> None:
    for state in (State.OFFERED, State.ACCEPTED):
        assert all("still_needed" not in told for told in told_by(circulated(state), range(200)).values())


def about(case: Case, speaker: Speaker) -> Facts:
    return facts(case=case, speaker=speaker)


def test_any_word_of_an_officer_counts_even_one_that_only_a_person_understands() -> None:
    case = circulated()
    decision = heard(ask("unreadable", "…", case=case), about(case, verified("SAM@agency.example")), day(8))
    assert decision.cases == (replace(case, heard_on=day(8)),)
    assert questions(decision) == ["unreadable"]
    assert heard(decision, about(decision.cases[0], verified(SAM)), day(8)) == decision


@pytest.mark.parametrize(
    "speaker",
    [verified(DANA), Speaker(address=SAM), coordinator(), verified(SAM, automatic="out_of_office")],
    ids=["a lead", "not proved", "the coordinator for nobody", "a machine"],
)
def test_nobody_else_breaks_the_silence(speaker: Speaker) -> None:
    nothing = Decision(ignored="nothing")
    assert heard(nothing, about(circulated(), speaker), day(8)) == nothing


def test_a_word_about_a_closed_request_changes_nothing() -> None:
    nothing = Decision(ignored="nothing")
    assert heard(nothing, about(circulated(State.WITHDRAWN), verified(SAM)), day(8)) == nothing


# --- pauses -----------------------------------------------------------------------------------------------------------


def test_while_a_request_is_paused_no_clock_strikes() -> None:
    offer = an_offer(reply_by=day(6))
    for case in (a_case(), approved(), circulated(), circulated(State.OFFERED, offers=(offer,))):
        assert told_by(replace(case, paused_on=day(1)), range(1, 400)) == {}


def test_when_its_pause_ends_it_is_asked_whether_it_goes_on() -> None:
    case, told = lived(circulated(paused_on=day(1), paused_until=day(30)), range(1, 400))
    assert [*told] == [30]
    assert (questions(told[30]), kinds(told[30])) == (["pause"], [("still_needed", PRIYA), ("still_needed", SAM)])
    assert case.paused_on == day(1)


# --- R020 -------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R020")
def test_a_landlord_whose_last_named_lead_has_gone_is_an_alert_while_requests_of_it_are_open() -> None:
    leaderless = a_case(landlord="Leaderless Homes")
    ((name, question),) = without_leads(PARTNERS, (leaderless, a_case()))
    assert (name, question.kind, question.urgent) == ("Leaderless Homes", "named_lead", True)
    for at_rest in (replace(leaderless, state=State.MOVED), replace(leaderless, state=State.RECEIVED)):
        assert [*without_leads(PARTNERS, (at_rest, a_case()))] == []


@pytest.mark.rule("R020")
@pytest.mark.parametrize("partners", [(), (Partner(name="Northam", status="paused"),), (Partner(name="Northam", status="left"),)])
def test_a_landlord_that_the_register_has_put_aside_for_want_of_a_lead_is_an_alert_too(partners: tuple[Partner, ...]) -> None:
    assert [name for name, _ in without_leads(partners, (a_case(), a_case(), circulated()))] == ["Northam"]


# --- any days in any order --------------------------------------------------------------------------------------------

CASES = (
    a_case(),
    a_case(panel_date=day(9)),
    approved(),
    approved(State.HELD_AT_CAP),
    circulated(),
    circulated(State.OFFERED, offers=(an_offer(reply_by=day(6)), an_offer(id="home-2", landlord="Eastley"))),
    circulated(State.ACCEPTED, offers=(an_offer(state=OfferState.ACCEPTED, accepted_on=day(2)),)),
)
SCHEMES = (SCHEME, BY_ITSELF, with_policy(approval_chase_days=(), circulate_warn_day=9, lapse_warning_days=40))
DAYS = st.lists(st.integers(min_value=-3, max_value=260), max_size=40)


@given(case=st.sampled_from(CASES), scheme=st.sampled_from(SCHEMES), days=DAYS)
def test_in_any_days_each_thing_is_told_once_and_a_letter_of_a_kind_once_a_day(
    case: Case, scheme: Scheme, days: list[int]
) -> None:
    counted: Counter[str] = Counter()
    for number in days:
        again, told = lived(case, [number], scheme)
        counted.update(each for each in again.told if each not in case.told)
        for decision in told.values():
            assert len({(letter.kind, letter.to) for letter in decision.letters}) == len(decision.letters)
        assert lived(again, [number], scheme)[1] == {}, "the same day a second time"
        case = again
    keys = [each.rpartition(" on ")[0] for each in case.told]
    assert len(keys) == len(set(keys))
    assert set(counted.values()) <= {1}


@given(
    case=st.sampled_from(CASES),
    scheme=st.sampled_from(SCHEMES),
    days=DAYS,
    rest=st.one_of(st.sampled_from(sorted(CLOSED)).map(lambda state: {"state": state}), st.just({"paused_on": TODAY})),
)
def test_no_clock_strikes_for_a_request_that_is_over_or_rests(
    case: Case, scheme: Scheme, days: list[int], rest: dict[str, Any]
) -> None:
    resting = replace(case, **rest)
    assert lived(resting, days, scheme)[1] == {}
    assert not any(strikes(resting, scheme.policies[0], day(number)) for number in days)


@given(case=st.sampled_from(CASES), scheme=st.sampled_from(SCHEMES), first=st.integers(0, 200), second=st.integers(0, 200))
def test_a_look_at_the_case_alone_never_misses_what_the_day_tells(case: Case, scheme: Scheme, first: int, second: int) -> None:
    case, _ = lived(case, [first], scheme)
    assert bool(lived(case, [second], scheme)[1]) <= strikes(case, scheme.policies[0], day(second))


def test_what_was_told_is_known_by_its_key_and_its_day() -> None:
    case, _ = lived(a_case(), [5])
    assert told_on(case, f"approval chase 5/{TODAY}") == day(5)
    assert told_on(replace(case, told=("recall",)), "recall") is None
