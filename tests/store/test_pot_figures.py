"""What the database reckons of the pot is what the rules fold from its entries, at any day (L6)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from matching import ledger as rules
from matching.case import State
from matching.ledger import OPENING, Entry
from store import cases, ledger, pot_figures
from store.engine import Store, Tx
from tests.store.rows import a_case, put_case

HOUSES = ("Hackney", "Camden", "Brent", "Clarion", "Newlon")
FIRST = date(2026, 1, 1)


def a_long_story(tx: Tx, seed: int) -> None:
    """Reserved, posted, fallen through, taken back, brought in, carried over: some of each, on days that go forward."""
    draw = random.Random(seed)  # noqa: S311 - the same story each time, no secret
    day, written = FIRST, list[Entry]()
    for number in range(1, 40):
        day += timedelta(days=draw.randrange(4))
        home, rehousing = draw.sample(HOUSES, 2)
        case = f"ARC-{number:02}-26"
        put_case(tx, case)
        move = {"case": case, "move": 1, "home": home, "rehousing": rehousing, "day": day}
        fate = draw.choice(("reserved", "posted", "void", "taken back", "carry", "carry"))
        if fate == "carry":
            written += rules.carry(
                landlord=home, owes=draw.choice((-2, -1, 1, 2)), day=day, reason="opening balance", number=number,
                against=draw.choice((OPENING, rehousing)),
            )  # fmt: skip
            continue
        written += rules.reserve(**move)
        written += rules.void(**move, reason="fell through") if fate == "void" else ()
        written += rules.post(**move) if fate in {"posted", "taken back"} else ()
        written += rules.correct(**move, reason="none") if fate == "taken back" else ()
    ledger.post_all(tx, written, because="1:0")


def counted(found: Mapping[str, int]) -> dict[str, int]:
    return {name: homes for name, homes in found.items() if homes}


@pytest.mark.rule("R048")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_standings_are_the_fold_of_the_entries_at_any_day(store: Store, seed: int) -> None:
    with store.begin() as tx:
        a_long_story(tx, seed)
        assert pot_figures.standings(tx) == ledger.balances(tx)
        for days in range(0, 90, 7):
            at = FIRST + timedelta(days=days)
            assert pot_figures.standings(tx, at) == ledger.balances(tx, at)
            folded = {name: rules.moves_since_last_given(ledger.entries(tx, at), name) for name in (*HOUSES, OPENING)}
            assert counted(pot_figures.since_last_given(tx, at)) == counted(folded)


def test_a_merged_landlords_homes_count_for_its_successor(store: Store) -> None:
    merged = {"Newlon": "Clarion"}
    with store.begin() as tx:
        a_long_story(tx, 4)
        found = pot_figures.since_last_given(tx, successors=merged)
        entries = ledger.entries(tx)
        assert found.get("Clarion", 0) == rules.moves_since_last_given(entries, "Clarion", merged)
        assert found.get("Hackney", 0) == rules.moves_since_last_given(entries, "Hackney", merged)


def test_the_lines_of_a_landlord_are_its_own_and_say_what_took_them_back(store: Store) -> None:
    with store.begin() as tx:
        a_long_story(tx, 5)
        own = pot_figures.postings_of(tx, ("Brent",))
        assert own
        assert all("Brent" in (each.owing, each.owed) for each in own)
        assert [each.day for each in own] == sorted(each.day for each in own)
        corrected = {each.corrects: each.number for each in own if each.corrects}
        assert {each.number: each.corrected_by for each in own if each.corrected_by} == corrected
        assert pot_figures.posting(tx, own[0].number) == own[0]
        assert pot_figures.posting(tx, 9999) is None


def test_held_requests_and_ways_past_the_pot_are_counted_without_opening_a_case(store: Store) -> None:
    with store.begin() as tx:
        put_case(tx, "ARC-01-26", landlord="Brent", state=State.HELD_AT_CAP, received_on=date(2026, 2, 3))
        put_case(tx, "ARC-02-26", landlord="Brent", state=State.HELD_AT_CAP, received_on=date(2026, 1, 9))
        put_case(tx, "ARC-03-26", landlord="Camden", state=State.WITHDRAWN, moved_outside="elsewhere", closed_on=date(2026, 3, 1))
        put_case(tx, "ARC-04-26", landlord="Camden", state=State.CIRCULATED, cap_override="no other way")
        assert pot_figures.held(tx) == {"Brent": pot_figures.Held(count=2, since=date(2026, 1, 9))}
        assert cases.moved_outside(tx) == {"Camden": {"elsewhere": 1}}
        assert cases.moved_outside(tx, date(2026, 2, 28)) == {}
        assert [each.reference for each in cases.above_the_cap(tx)] == ["ARC-04-26"]
        cases.put(tx, a_case("ARC-04-26", landlord="Camden", state=State.CIRCULATED))
        assert cases.above_the_cap(tx) == ()
