"""Every step of the table is really taken by some decision, and no decision takes another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.case import CLOSED, ENDINGS, OPEN, REOPENINGS, STEPS, Case, OfferState, State
from matching.decision import Decision
from matching.facts import Speaker
from matching.ledger import carry
from matching.pot import standing as standing_move
from matching.pot import take_back
from parsing.readings import Reading, SenderCheck
from tests.matching.test_model import ADDRESSES, READINGS, next_step
from tests.matching.world import (
    DANA,
    EASTLEY,
    SAM,
    SOUTHBY,
    TODAY,
    World,
    approval,
    change,
    coordinator,
    decision_of_landlord,
    kinds,
    offer,
    order,
    outcome,
    questions,
    request,
    unsure,
    with_policy,
    withdrawal,
)


def full(world: World) -> None:
    """Northam owes as many homes as it may."""
    world.entries = list(carry(landlord="Northam", owes=3, day=TODAY, reason="opening"))


def standing(state: State) -> tuple[World, str]:
    """A request that has come to this state by what people said."""
    world = World()
    match state:
        case State.RECEIVED:
            return world, world.requested(pets=unsure())
        case State.AWAITING_APPROVAL:
            return world, world.requested()
        case State.HELD_AT_CAP:
            full(world)
            return world, world.approved()
        case State.CIRCULATED:
            return world, world.approved()
        case _:
            return world, getattr(world, state.value)()


Deed = Callable[[World, str], Decision]


def hears(reading: Reading, address: str = SAM, **more: Any) -> Deed:
    return lambda world, about: world.hear(reading, address, about, **more)


def orders(what: str, **answers: Any) -> Deed:
    return lambda world, about: world.hear(order(what, **answers), coordinator(), about)


def refused_beside_another(world: World, about: str) -> Decision:
    """Of two homes on offer one was accepted and falls through, while the other landlord still waits."""
    case = world.cases[about]
    other = replace(case.offers[0], id="another", landlord="Eastley", area="Eastley", made_by=EASTLEY, state=OfferState.OPEN)
    world.at(about, offers=(*case.offers, other))
    return world.hear(outcome("refused"), SOUTHBY, about)


OTHER_LANDLORD = request(applicant_landlord="Harbour Homes")
THE_STEPS: dict[tuple[State, State], Deed] = {
    (State.RECEIVED, State.AWAITING_APPROVAL): hears(request()),
    (State.AWAITING_APPROVAL, State.HELD_AT_CAP): lambda world, about: (full(world), world.hear(approval(), DANA, about))[1],
    (State.AWAITING_APPROVAL, State.CIRCULATED): hears(approval(), DANA),
    (State.HELD_AT_CAP, State.CIRCULATED): lambda world, about: world.hear(
        approval(), coordinator(DANA), about, override="A child is in danger."
    ),
    (State.HELD_AT_CAP, State.AWAITING_APPROVAL): lambda world, about: world.hear(OTHER_LANDLORD, coordinator(SAM), about),
    (State.CIRCULATED, State.AWAITING_APPROVAL): lambda world, about: world.hear(OTHER_LANDLORD, coordinator(SAM), about),
    (State.CIRCULATED, State.OFFERED): hears(offer(), SOUTHBY),
    (State.OFFERED, State.CIRCULATED): hears(outcome("refused")),
    (State.OFFERED, State.ACCEPTED): hears(outcome("accepted")),
    (State.ACCEPTED, State.CIRCULATED): hears(outcome("refused")),
    (State.ACCEPTED, State.OFFERED): refused_beside_another,
    (State.ACCEPTED, State.MOVED): hears(outcome("tenancy_started", tenancy_start_date=TODAY)),
    **{
        (state, end): deed
        for state in OPEN
        for end, deed in {
            State.WITHDRAWN: hears(withdrawal()),
            State.LAPSED: orders("lapse", reason="Nobody answers."),
            State.INELIGIBLE: orders("ineligible", ineligible_reason="no_tenancy"),
            State.DECLINED: orders("declined", decline_reason="own_stock"),
        }.items()
    },
    (State.AWAITING_APPROVAL, State.DECLINED): hears(decision_of_landlord("decline"), DANA),
}


def test_the_steps_that_are_walked_here_are_the_whole_table() -> None:
    assert set(THE_STEPS) == {(state, to) for state, following in STEPS.items() for to in following}


@pytest.mark.parametrize(("state", "to"), sorted(THE_STEPS))
def test_each_step_is_taken_by_a_decision(state: State, to: State) -> None:
    world, reference = standing(state)
    assert world.cases[reference].state is state
    THE_STEPS[state, to](world, reference)
    assert world.cases[reference].state is to


def ended(end: State, *, approved: bool = True) -> tuple[World, str]:
    """A request that ended so, its landlord's approval given or not."""
    world, reference = standing(State.CIRCULATED if approved else State.AWAITING_APPROVAL)
    if end is State.MOVED:
        world, reference = standing(State.MOVED)
        pair = standing_move(world.entries, reference)
        assert pair
        world.apply(take_back(pair, world.cases[reference], TODAY, "They never moved in."))
        world.at(reference, **({} if approved else {"approved_on": None}))
    else:
        THE_STEPS[world.cases[reference].state, end](world, reference)
    assert world.cases[reference].state is end
    return world, reference


def opened_again(world: World, reference: str) -> Decision:
    return world.hear(order("reopen", reason="The household needs it after all."), coordinator(), reference)


@pytest.mark.rule("D12")
@pytest.mark.parametrize(("end", "to"), sorted((end, to) for end, again in REOPENINGS.items() for to in again))
def test_each_reopening_is_taken_by_the_coordinators_order(end: State, to: State) -> None:
    world, reference = ended(end, approved=to in {State.HELD_AT_CAP, State.CIRCULATED})
    if to is State.RECEIVED:
        world.at(reference, risk_primary="")
    if to is State.HELD_AT_CAP:
        full(world)
    decision = opened_again(world, reference)
    case = world.cases[reference]
    assert (case.state, case.closed_on, decision.reopened) == (to, None, (reference,))
    circulars = [letter for letter in decision.letters if letter.kind == "circular"]
    assert bool(circulars) is (to is State.CIRCULATED)
    assert case.offers_in(OfferState.HOUSED) == ()
    assert bool(case.approved_on) is (to in {State.HELD_AT_CAP, State.CIRCULATED})


@pytest.mark.rule("R025")
def test_an_approval_that_is_old_or_was_taken_back_is_asked_for_anew() -> None:
    for end, days in ((State.WITHDRAWN, 29), (State.DECLINED, 0)):
        world, reference = ended(end)
        world.today = TODAY + timedelta(days=days)
        decision = opened_again(world, reference)
        assert world.cases[reference].state is State.AWAITING_APPROVAL
        assert ("approval_request", DANA) in kinds(decision)


def test_consent_that_was_withdrawn_must_be_given_anew() -> None:
    world, reference = standing(State.CIRCULATED)
    world.hear(withdrawal("consent_withdrawn"), SAM, reference)
    decision = opened_again(world, reference)
    assert (world.cases[reference].state, world.cases[reference].approved_on) == (State.RECEIVED, None)
    assert kinds(decision) == [("more_information", SAM)]
    assert decision.letters[0].missing == ("consent_given",)


@pytest.mark.parametrize("end", sorted(CLOSED))
def test_no_officers_mail_opens_a_request_again(end: State) -> None:
    world, reference = ended(end)
    decision = world.hear(change(change="reopen"), SAM, reference)
    assert (questions(decision), decision.cases, decision.letters) == (["reopen"], (), ())


def test_a_move_that_is_counted_is_not_opened_again() -> None:
    world, reference = standing(State.MOVED)
    decision = opened_again(world, reference)
    assert (questions(decision), decision.cases) == (["closed"], ())


def test_what_is_open_is_not_opened_again() -> None:
    world, reference = standing(State.CIRCULATED)
    assert opened_again(world, reference).ignored


# Whatever is heard, from whomever.

ALL_READINGS: st.SearchStrategy[Reading] = st.one_of(
    READINGS,
    st.sampled_from([withdrawal(why) for why in ("consent_withdrawn", "lost_contact", "rehoused_elsewhere")]),
    st.sampled_from([change(change=what) for what in ("pause", "resume", "reopen", "household")]),
    st.just(change(change="officer", new_officer_name="Aisha", new_officer_email="aisha@agency.example")),
    st.just(change(change="bedrooms", bedrooms_needed=3)),
    st.sampled_from(
        [
            order("lapse", reason="Nobody answers."),
            order("ineligible", ineligible_reason="no_tenancy"),
            order("declined", decline_reason="other"),
            order("reopen", reason="It is needed after all."),
            order("reopen", reason="It is needed after all."),
            order("pause"),
            order("resume"),
            order("officer_left", mailbox=SAM),
        ]
    ),
)
ANYBODY = st.one_of(
    st.sampled_from(ADDRESSES).map(lambda address: Speaker(address=address, check=SenderCheck.PASSED)),
    st.sampled_from(ADDRESSES).map(lambda address: Speaker(address=address, check=SenderCheck.NONE)),
    st.sampled_from(ADDRESSES).map(coordinator),
)
EVENTS = st.lists(st.tuples(ALL_READINGS, ANYBODY, st.integers(0, 11), st.integers(0, 9)), min_size=10, max_size=40)


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.sampled_from([1, 3]))
def test_no_decision_takes_a_step_beside_the_tables(events: list[tuple[Any, ...]], cap: int) -> None:
    world = World(scheme=with_policy(owed_cap=cap))
    for reading, speaker, number, dice in events:
        known = sorted(world.cases)
        case = world.cases[known[number % len(known)]] if known else None
        if dice < 5:
            reading, address = next_step(case, number)  # noqa: PLW2901 - the event as it is told
            speaker = Speaker(address=address, check=SenderCheck.PASSED)  # noqa: PLW2901 - the event as it is told
        about = case.reference if case and reading.kind != "property_request" else ""
        before = dict(world.cases)
        decision = world.hear(reading, speaker, about)
        for now in decision.cases:
            check_step(before.get(now.reference), now, decision, speaker)


def check_step(before: Case | None, now: Case, decision: Decision, speaker: Speaker) -> None:
    if before is None:
        assert now.state in {State.RECEIVED, State.AWAITING_APPROVAL}
    elif before.state is now.state:
        assert now.officers or not before.officers
    elif before.open:
        assert now.state in reached_from(before.state)
        assert now.reference not in decision.reopened
    else:
        assert now.state in REOPENINGS[before.state]
        assert speaker.coordinator
        assert now.reference in decision.reopened
    if now.state in ENDINGS | {State.MOVED}:
        assert (now.paused_on, now.closed_on is not None) == (None, True)


def reached_from(state: State) -> set[State]:
    """One mail may take several steps: a home that is offered, accepted and moved into."""
    found, todo = set[State](), [state]
    while todo:
        for to in STEPS[todo.pop()] - found:
            found.add(to)
            todo.append(to)
    return found
