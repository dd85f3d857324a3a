"""The steps of a case: the table, and that nothing steps beside it (DESIGN §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching.case import CLOSED, OPEN, STEPS, Case, Offer, OfferState, State, close, end_offer, lapse_offers, step, with_offer

DAY = date(2025, 3, 1)
CASE = Case(reference="ARC-01-25", state=State.RECEIVED, policy="2025-01-01", received_on=DAY)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_a_case_goes_where_the_table_says_and_nowhere_else(state: State, to: State) -> None:
    case = replace(CASE, state=state)
    if to in STEPS[state]:
        assert step(case, to).state is to
    else:
        with pytest.raises(AssertionError, match="cannot go"):
            step(case, to)


def test_every_state_is_reached_from_the_first() -> None:
    reached, todo = set(), [State.RECEIVED]
    while todo:
        state = todo.pop()
        reached.add(state)
        todo += STEPS[state] - reached
    assert reached == set(State)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_from_every_open_state_a_case_may_be_closed(state: State) -> None:
    assert {State.DECLINED, State.INELIGIBLE, State.WITHDRAWN, State.LAPSED} <= STEPS[state]


def test_no_closed_case_goes_on() -> None:
    assert all(not STEPS[state] for state in CLOSED)
    assert replace(CASE, state=State.LAPSED).open is False


def test_closing_sets_the_day_and_only_closes() -> None:
    assert close(CASE, State.WITHDRAWN, DAY).closed_on == DAY
    with pytest.raises(AssertionError, match="does not close"):
        close(CASE, State.AWAITING_APPROVAL, DAY)


def test_only_safe_areas_are_looked_in() -> None:  # R001, R030
    case = replace(CASE, area_residence="A", areas_requested=("A", "B", "C"), areas_at_risk=("B",))
    assert case.safe_areas == ("C",)


def test_offers_are_replaced_by_id_and_ended_with_what_stood_beside_them() -> None:
    first, second = (Offer(id=each, landlord=each, made_on=DAY) for each in ("one", "two"))
    case = with_offer(with_offer(CASE, first), second)
    case = end_offer(case, first, OfferState.REFUSED, DAY, "too_small")
    assert case.offers[0] == replace(first, state=OfferState.REFUSED, ended_on=DAY, refusal_reason="too_small", beside=("two",))
    assert case.offers_in(OfferState.OPEN) == (second,)
    assert [offer.state for offer in lapse_offers(case).offers] == [OfferState.REFUSED, OfferState.LAPSED]


def test_what_has_ended_never_opens_again() -> None:
    for ended in (OfferState.REFUSED, OfferState.WITHDRAWN, OfferState.LAPSED, OfferState.GONE, OfferState.HOUSED):
        made = Offer(id="one", landlord="one", made_on=DAY, state=ended)
        case = with_offer(CASE, made)
        assert with_offer(case, replace(made, reply_by=DAY)).offers[0].reply_by == DAY
        for live in (OfferState.OPEN, OfferState.ACCEPTED):
            with pytest.raises(AssertionError):
                with_offer(case, replace(made, state=live))
