"""The pot: two entries a move, sums of zero, and what each landlord stands at on any day (R047–R053, L1–L8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ledger import (
    OPENING,
    Balance,
    Entry,
    EntryKind,
    Pair,
    balance,
    balances_after,
    carry,
    carry_over,
    correct,
    given_since_last_after,
    moves_since_last_given,
    post,
    reserve,
    successor,
    void,
)

DAY, NEXT, LAST = date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 3)


def entry(
    kind: Callable[..., Pair], case: str = "ARC-01-25", *, home: str = "A", to: str = "B", day: date = DAY, move: int = 1
) -> Pair:
    return kind(case=case, move=move, home=home, rehousing=to, day=day, reason="because")


@pytest.mark.rule("R047")
@pytest.mark.parametrize("kind", [reserve, post, void, correct])
def test_every_entry_comes_as_two_legs_that_sum_to_zero(kind: Callable[..., Pair]) -> None:  # R047, L1
    first, second = entry(kind)
    assert (first.homes, second.homes) == (-1, 1)
    assert {first.landlord, second.landlord} == {"A", "B"}
    assert (first.day, first.case, first.move, first.reason) == (second.day, second.case, second.move, second.reason)


def test_a_void_and_a_correction_have_the_signs_turned() -> None:
    assert {leg.landlord: leg.homes for leg in entry(post)} == {"A": -1, "B": 1}
    assert {leg.landlord: leg.homes for leg in entry(void)} == {"A": 1, "B": -1}
    assert {leg.landlord: leg.homes for leg in entry(correct)} == {"A": 1, "B": -1}


def test_no_landlord_posts_against_itself() -> None:  # L5
    with pytest.raises(AssertionError, match="two landlords"):
        entry(post, to="A")


def test_no_posting_is_without_a_landlord() -> None:
    with pytest.raises(AssertionError, match="names both"):
        entry(post, to="")


def test_a_correction_and_a_carried_balance_say_why() -> None:  # L4
    with pytest.raises(AssertionError, match="why"):
        correct(case="ARC-01-25", move=1, home="A", rehousing="B", day=DAY, reason="")
    with pytest.raises(AssertionError, match="why"):
        carry(landlord="A", owes=2, day=DAY, reason="")
    with pytest.raises(AssertionError, match="nothing"):
        carry(landlord="A", owes=0, day=DAY, reason="merger")


MERGED = carry(landlord="B", owes=1, day=LAST, reason="merger", against="A")

BALANCES = [
    pytest.param((), {}, id="an empty pot"),
    pytest.param(entry(reserve), {"A": Balance(reserved=1), "B": Balance()}, id="an accepted offer is reserved on one side only"),
    pytest.param(
        (*entry(reserve), *entry(post)), {"A": Balance(received=1), "B": Balance(given=1)}, id="a posting uses its reservation"
    ),
    pytest.param((*entry(reserve), *entry(void)), {"A": Balance(), "B": Balance()}, id="a void gives the reservation back"),
    pytest.param(
        (*entry(reserve), *entry(void), *entry(reserve, move=2)),
        {"A": Balance(reserved=1), "B": Balance()},
        id="the next move of the case reserves again: 1 − 1 + 1",
    ),
    pytest.param(
        (*entry(reserve), *entry(post), *entry(correct)),
        {"A": Balance(), "B": Balance()},
        id="a correction takes back what was received and what was given",
    ),
    pytest.param(
        (*entry(post), *entry(post, "ARC-02-25"), *entry(post, "ARC-03-25", home="B", to="A")),
        {"A": Balance(received=2, given=1), "B": Balance(received=1, given=2)},
        id="received and given are counted apart: 2 − 1",
    ),
    pytest.param(
        carry(landlord="A", owes=2, day=DAY, reason="as agreed"),
        {"A": Balance(received=2), OPENING: Balance(given=2)},
        id="an opening debt stands against the opening account",
    ),
    pytest.param(
        carry(landlord="A", owes=-2, day=DAY, reason="as agreed"),
        {"A": Balance(given=2), OPENING: Balance(received=2)},
        id="an opening credit too",
    ),
    pytest.param(
        (*entry(post, to="C"), *MERGED),
        {"A": Balance(received=1, given=1), "C": Balance(given=1), "B": Balance(received=1)},
        id="a merger carries the debt to the successor",
    ),
    pytest.param(
        (
            *MERGED,
            *(
                Entry(kind=EntryKind.CORRECT, case=leg.case, move=0, landlord=leg.landlord, homes=-leg.homes, day=LAST)
                for leg in MERGED
            ),
        ),
        {"B": Balance(), "A": Balance()},
        id="a carried balance is taken back from the side on which it was counted",
    ),
]


@pytest.mark.rule("R048")
@pytest.mark.parametrize(("entries", "expected"), BALANCES)
def test_a_balance_is_the_fold_of_the_entries(entries: tuple[Entry, ...], expected: dict[str, Balance]) -> None:  # R048, L6
    assert balance(entries) == expected
    assert sum(each.owes for each in balance(entries).values()) == 0


@pytest.mark.rule("R048")
def test_a_balance_at_a_day_knows_nothing_later() -> None:  # R048
    entries = (*entry(reserve, day=DAY), *entry(post, day=LAST))
    assert balance(entries, date(2025, 2, 28)) == {}
    assert balance(entries, NEXT)["A"] == Balance(reserved=1)
    assert balance(entries, LAST)["A"] == Balance(received=1)


def test_the_order_of_the_entries_does_not_matter() -> None:  # L8
    pairs = (entry(reserve), entry(post), entry(reserve, "ARC-02-25"), entry(void, "ARC-02-25"))
    folded = {frozenset(balance([leg for pair in order for leg in pair]).items()) for order in permutations(pairs)}
    assert len(folded) == 1


def test_owed_and_reserved_are_what_the_cap_looks_at() -> None:  # L3
    assert Balance(received=3, given=1, reserved=1).owes == 2
    assert Balance(received=3, given=1, reserved=1).committed == 3
    assert Balance(given=2).owes == -2


GIVES = (*entry(post, "ARC-09-25", home="B", to="A"),)
SINCE_LAST = [
    pytest.param((), 0, id="nothing yet"),
    pytest.param((*entry(post), *entry(post, "ARC-02-25")), 2, id="two received"),
    pytest.param((*entry(post), *GIVES), 0, id="one received, one given"),
    pytest.param((*GIVES, *entry(post), *entry(post, "ARC-02-25")), 2, id="one given, then two received"),
    pytest.param((*entry(post), *entry(reserve, "ARC-02-25")), 1, id="a reservation is no move yet"),
    pytest.param((*entry(post), *entry(post, "ARC-02-25"), *entry(correct, "ARC-02-25")), 1, id="a corrected move is none"),
    pytest.param(
        (*entry(post), *GIVES, *entry(correct, "ARC-09-25", home="B", to="A")),
        1,
        id="a home given that was none does not start afresh",
    ),
    pytest.param(carry(landlord="A", owes=2, day=DAY, reason="as agreed"), 2, id="an opening debt counts"),
    pytest.param(
        (*entry(post), *carry(landlord="A", owes=-1, day=DAY, reason="as agreed")), 0, id="an opening credit starts afresh"
    ),
]


@pytest.mark.parametrize(("entries", "moves"), SINCE_LAST)
def test_moves_since_the_landlord_last_gave_a_home(entries: tuple[Entry, ...], moves: int) -> None:  # C5
    assert moves_since_last_given(entries, "A") == moves


def test_what_a_merged_landlord_received_and_gave_counts_as_its_successors() -> None:
    moves = [*entry(post), *entry(post, "ARC-02-25", to="C"), *entry(post, "ARC-03-25", home="B", to="C")]  # A: two, B: one
    carried = [*moves, *carry_over(moves, "A", "B", day=LAST, reason="merger")]
    assert balance(carried)["A"].owes == 0
    assert balance(carried)["B"].owes == 2 + 1 - 1  # B gave one of A's two homes
    assert moves_since_last_given(carried, "B", {"A": "B"}) == 2  # that one stayed in the house
    assert moves_since_last_given([*carried, *entry(post, "ARC-04-25", home="C", to="A")], "B", {"A": "B"}) == 0
    assert moves_since_last_given(carried, "A", {"A": "B"}) == 2


def test_a_chain_of_mergers_ends_at_the_last() -> None:
    assert successor("A", {"A": "B", "B": "C"}) == "C"
    assert moves_since_last_given([*entry(post, to="D")], "C", {"A": "B", "B": "C"}) == 1


def test_nothing_is_carried_over_where_nothing_is_owed() -> None:
    assert carry_over((), "A", "B", day=LAST, reason="merger") == ()


def test_two_balances_carried_to_one_landlord_on_one_day_are_told_apart() -> None:
    owed = [*entry(post, home="A", to="D"), *entry(post, "ARC-02-25", home="C", to="D")]
    first = [*owed, *carry_over(owed, "A", "B", day=LAST, reason="merger")]
    both = [*first, *carry_over(first, "C", "B", day=LAST, reason="merger")]
    assert {each.move for each in both if each.kind is EntryKind.CARRY} == {0, 1}
    assert balance(both)["B"].owes == 2


HISTORY = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.sampled_from(("open", "post", "void"))), max_size=12
)


@given(HISTORY)
def test_standings_after_new_entries_are_the_fold_of_all(history: list[tuple[str, str, str]]) -> None:
    entries: list[Entry] = []
    standings: dict[str, Balance] = {}
    since: dict[str, int] = {}
    for number, (home, to, end) in enumerate(history):
        if home == to:
            continue
        new = list(entry(reserve, f"ARC-{number:02}-25", home=home, to=to))
        if end != "open":
            new += entry(post if end == "post" else void, f"ARC-{number:02}-25", home=home, to=to)
        standings, since = dict(balances_after(standings, new)), dict(given_since_last_after(since, new))
        entries += new
    assert standings == balance(entries)
    assert all(since.get(landlord, 0) == moves_since_last_given(entries, landlord) for landlord in "ABC")
    assert sum(each.owes for each in standings.values()) == 0


def test_no_mail_brings_a_balance() -> None:
    with pytest.raises(AssertionError, match="person"):
        balances_after({}, carry(landlord="A", owes=1, day=DAY, reason="as agreed"))
