"""The cap of three, in both readings, at both gates, and its queue (R049, R050, L3, domain/fairness §5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching.caps import commitments, may_accept, may_circulate, policies_for, releasable, room
from matching.case import Case, State
from matching.facts import Facts, Speaker
from matching.ledger import Balance
from scheme.terms import Policy
from tests.matching.world import SCHEME, coordinator, verified

NET = Policy(since=date(2025, 1, 1))
SINCE_LAST = replace(NET, cap_counts="since_last")


NOTHING_OWED = Balance()
DANA_WRITES = verified("dana@northam.example")


def facts(balance: Balance = NOTHING_OWED, since_last: int = 0, speaker: Speaker = DANA_WRITES, **more: Any) -> Facts:
    given = {"Northam": since_last}
    return Facts(cause="1:0", speaker=speaker, balances={"Northam": balance}, given_since_last=given, **more)


def held(number: int, landlord: str = "Northam", **more: Any) -> Case:
    values = {"state": State.HELD_AT_CAP, "landlord": landlord, **more}
    return Case(reference=f"ARC-{number:02}-25", policy="2025-01-01", received_on=date(2025, 3, 1), **values)


GATES = [
    # policy, balance, since last, open?                         # counted
    pytest.param(NET, Balance(), 0, True, id="nothing owed"),  # 0
    pytest.param(NET, Balance(received=2), 2, True, id="two owed leave room for one"),  # 2
    pytest.param(NET, Balance(received=3), 3, False, id="the fourth is blocked"),  # 3
    pytest.param(NET, Balance(received=2, reserved=1), 2, False, id="an accepted offer counts"),  # 2 + 1
    pytest.param(NET, Balance(reserved=3), 0, False, id="accepted offers alone fill the cap"),  # 0 + 3
    pytest.param(NET, Balance(received=3, given=1), 0, True, id="net: one given leaves room for one"),  # 3 − 1
    pytest.param(NET, Balance(received=4, given=1), 1, False, id="net: three, one given, one more: blocked again"),  # 4 − 1
    pytest.param(NET, Balance(received=3, given=5), 0, True, id="in credit"),  # −2
    pytest.param(SINCE_LAST, Balance(received=3), 3, False, id="since last: three after the last one given"),  # 3
    pytest.param(SINCE_LAST, Balance(received=4, given=1), 1, True, id="since last: one given starts afresh"),  # 1
    pytest.param(
        SINCE_LAST, Balance(received=5, given=1, reserved=1), 2, False, id="since last: accepted offers count too"
    ),  # 2 + 1
    pytest.param(replace(NET, owed_cap=1), Balance(received=1), 1, False, id="a cap of one"),  # 1
    pytest.param(replace(NET, owed_cap=5), Balance(received=4), 4, True, id="a cap of five"),  # 4
    pytest.param(NET, Balance(received=9), 9, False, id="far above the cap"),  # 9
]


@pytest.mark.rule("R049", "R050")
@pytest.mark.parametrize(("policy", "balance", "since_last", "is_open"), GATES)
def test_both_gates_shut_when_the_cap_is_full(policy: Policy, balance: Balance, since_last: int, is_open: bool) -> None:
    at = facts(balance, since_last)
    assert may_circulate("Northam", at, policy).open is is_open
    assert may_accept("Northam", at, policy).open is is_open
    assert (room("Northam", at, policy) > 0) is is_open


def test_a_shut_gate_says_the_numbers_to_the_coordinator() -> None:
    assert "3 homes owed or reserved, and the cap is 3" in may_accept("Northam", facts(Balance(received=3)), NET).because


def test_a_landlord_that_the_pot_does_not_know_owes_nothing() -> None:
    assert commitments("Southby", facts(Balance(received=3)), NET) == 0
    assert commitments("Southby", facts(Balance(received=3), 3), SINCE_LAST) == 0


def test_a_new_case_is_held_behind_older_ones_of_its_landlord() -> None:  # first come, first served
    gate = may_circulate("Northam", facts(held=(held(1),)), NET, case=held(2, state=State.AWAITING_APPROVAL))
    assert "older" in gate.because
    assert not may_circulate("Northam", facts(held=(held(1),)), NET).open


def test_the_oldest_held_case_waits_for_nobody() -> None:
    queue = (held(1), held(2))
    assert may_circulate("Northam", facts(held=queue), NET, case=queue[0]).open
    assert not may_circulate("Northam", facts(held=queue), NET, case=queue[1]).open


def test_held_cases_of_another_landlord_hold_nobody_up() -> None:
    assert may_circulate("Northam", facts(held=(held(1, "Southby"),)), NET, case=held(2)).open


def test_acceptance_does_not_wait_for_held_cases() -> None:
    assert may_accept("Northam", facts(held=(held(1),)), NET, case=held(2)).open


def test_a_coordinator_goes_on_above_the_cap_with_a_reason() -> None:
    full = facts(Balance(received=3), speaker=coordinator(), override="life-threatening")
    assert may_accept("Northam", full, NET).override == "life-threatening"
    assert may_circulate("Northam", full, NET).open


HIGHER, LOWER = replace(NET, since=date(2025, 3, 1), owed_cap=4), replace(NET, since=date(2025, 3, 1), owed_cap=1)
DATED = [
    pytest.param((NET, HIGHER), date(2025, 2, 28), False, id="a higher cap does not count before its day"),
    pytest.param((NET, HIGHER), date(2025, 3, 1), True, id="from its day on it lets go on who came before it"),
    pytest.param((NET, LOWER), date(2025, 3, 1), False, id="a lower cap: full under both"),
]


@pytest.mark.rule("R050")
@pytest.mark.parametrize(("policies", "today", "is_open"), DATED)
def test_the_cap_has_a_date_of_effect(policies: tuple[Policy, ...], today: date, is_open: bool) -> None:
    scheme, case = replace(SCHEME, policies=policies), held(1)
    at = facts(Balance(received=3), held=(case,))
    assert may_accept("Northam", at, *policies_for(case, scheme, today), case=case).open is is_open
    assert may_circulate("Northam", at, *policies_for(case, scheme, today), case=case).open is is_open
    assert bool(releasable("Northam", at, scheme, today)) is is_open


@pytest.mark.rule("R050")
def test_a_lower_cap_is_for_those_who_come_after_it() -> None:
    scheme, at, today = replace(SCHEME, policies=(NET, LOWER)), facts(Balance(received=1)), date(2025, 3, 1)
    before, after = held(1), replace(held(2), policy=LOWER.version)
    assert may_accept("Northam", at, *policies_for(before, scheme, today), case=before).open  # two places of three are left
    gate = may_accept("Northam", at, *policies_for(after, scheme, today), case=after)
    assert "the cap is 1" in gate.because


@pytest.mark.rule("R050")
def test_the_reading_of_the_cap_has_a_date_of_effect_too() -> None:
    scheme = replace(SCHEME, policies=(NET, replace(SINCE_LAST, since=date(2025, 3, 1))))
    at, case = facts(Balance(received=4, given=1), since_last=1), held(1)  # full in net, and one given started afresh
    assert not may_accept("Northam", at, *policies_for(case, scheme, date(2025, 2, 28)), case=case).open
    assert may_accept("Northam", at, *policies_for(case, scheme, date(2025, 3, 1)), case=case).open


def test_a_gate_that_is_shut_since_the_last_home_says_so() -> None:
    why = may_accept("Northam", facts(Balance(received=3), since_last=3), SINCE_LAST).because
    assert "stands at 3 homes received or reserved since it last gave one, and the cap is 3" in why


def test_a_paused_case_is_passed_over_and_holds_nobody_up() -> None:
    queue = (held(1, paused_on=date(2025, 3, 2)), held(2))
    at = facts(Balance(received=2), held=queue)
    assert releasable("Northam", at, SCHEME, date(2025, 3, 10)) == queue[1:]
    assert may_circulate("Northam", at, NET, case=queue[1]).open


def test_places_that_are_spoken_for_are_no_room() -> None:
    at = facts(Balance(received=1), held=(held(1), held(2)))  # room for two
    assert [len(releasable("Northam", at, SCHEME, date(2025, 3, 10), out=out)) for out in (0, 1, 2, 5)] == [2, 1, 0, 0]


def test_without_a_reason_she_does_not() -> None:
    assert not may_accept("Northam", facts(Balance(received=3), speaker=coordinator()), NET).open


def test_nobody_else_can_override() -> None:
    assert not may_accept("Northam", facts(Balance(received=3), override="please"), NET).open


def test_a_reason_given_once_stays_with_the_case() -> None:
    assert may_accept("Northam", facts(Balance(received=3)), NET, case=held(1, cap_override="life-threatening")).open


def test_an_override_is_not_used_where_there_is_room() -> None:
    assert may_accept("Northam", facts(speaker=coordinator(), override="life-threatening"), NET).override == ""


RELEASES = [
    pytest.param(Balance(received=3), (), id="no room, nobody"),
    pytest.param(Balance(received=2), ("ARC-01-25",), id="room for one: the oldest"),
    pytest.param(Balance(received=1), ("ARC-01-25", "ARC-03-25"), id="room for two: the two oldest of this landlord"),
    pytest.param(Balance(received=3, given=9), ("ARC-01-25", "ARC-03-25", "ARC-04-25"), id="room for all"),
    pytest.param(Balance(received=5), (), id="above the cap, nobody"),
]


@pytest.mark.rule("R049")
@pytest.mark.parametrize(("balance", "references"), RELEASES)
def test_held_cases_go_on_oldest_first_while_there_is_room(balance: Balance, references: tuple[str, ...]) -> None:
    queue = (held(1), held(2, "Southby"), held(3), held(4))
    released = releasable("Northam", facts(balance, held=queue), SCHEME, date(2025, 3, 10))
    assert tuple(case.reference for case in released) == references
