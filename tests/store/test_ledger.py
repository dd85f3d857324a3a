"""The pot's arithmetic in the rows: balances are the fold of the postings, and every interleaving keeps the sum at zero."""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from matching import ledger as rules
from matching.ledger import Balance, Entry, EntryKind
from store import ledger
from store.engine import Store, Tx
from tests.store.rows import HOME, REHOUSING, THIRD, TODAY, put_case

CAP = 3


def move(case: str = "ARC-01-26", number: int = 1, home: str = HOME, rehousing: str = REHOUSING) -> dict[str, object]:
    return {"case": case, "move": number, "home": home, "rehousing": rehousing, "day": TODAY}


def test_the_entries_of_every_kind_come_back_as_they_were_decided(store: Store) -> None:
    decided: list[Entry] = [
        *rules.reserve(**move()),
        *rules.void(**move(), reason="the offer fell through"),
        *rules.reserve(**move(number=2, rehousing=THIRD)),
        *rules.post(**move(number=2, rehousing=THIRD)),
        *rules.correct(**move(number=2, rehousing=THIRD), reason="the tenancy never began"),
        *rules.carry(landlord=HOME, owes=2, day=TODAY, reason="brought in from the spreadsheet"),
        *rules.carry(landlord=THIRD, owes=-1, day=TODAY, reason="brought in from the spreadsheet"),
    ]
    with store.begin() as tx:
        put_case(tx)
        assert ledger.post_all(tx, decided, because="1:1") == 7
        stored = ledger.entries(tx)
        assert sorted(map(repr, stored)) == sorted(map(repr, decided))
        assert ledger.balances(tx) == rules.balance(decided)
        assert ledger.problems(tx) == ()
        assert ledger.balances(tx)[HOME].owes == 2  # the move was taken back, the carried balance stands
        assert ledger.balances(tx)[THIRD].owes == -1


@pytest.mark.rule("R048")
def test_the_ledger_of_an_earlier_day(store: Store) -> None:
    """R048: what each owed at any date."""
    with store.begin() as tx:
        put_case(tx)
        put_case(tx, "ARC-02-26")
        ledger.post_all(tx, rules.post(**{**move(), "day": date(2026, 1, 31)}), because="1:1")
        ledger.post_all(tx, rules.post(**move("ARC-02-26")), because="2:1")
        assert ledger.balances(tx, at=date(2026, 1, 30)) == {}
        assert ledger.balances(tx, at=date(2026, 1, 31))[HOME].owes == 1
        assert ledger.balances(tx)[HOME] == Balance(received=2)
        assert ledger.balances(tx)[REHOUSING] == Balance(given=2)


def test_moves_since_a_landlord_last_gave_a_home(store: Store) -> None:
    with store.begin() as tx:
        for number, (home, rehousing) in enumerate([(HOME, REHOUSING), (HOME, THIRD), (THIRD, HOME), (HOME, REHOUSING)], 1):
            put_case(tx, f"ARC-0{number}-26")
            ledger.post_all(tx, rules.post(**move(f"ARC-0{number}-26", 1, home, rehousing)), because=f"{number}:1")
        assert ledger.given_since_last(tx) == {HOME: 1, REHOUSING: 0, THIRD: 1}


@pytest.mark.parametrize(
    "wrong",
    [
        rules.post(**move())[:1],
        (*rules.post(**move())[:1], *rules.post(**move(rehousing=THIRD))[:1]),
        (rules.post(**move())[0], rules.post(**move(number=2))[1]),
        tuple(Entry(kind=EntryKind.POST, case="ARC-01-26", move=1, landlord=name, homes=0, day=TODAY) for name in (HOME, THIRD)),
    ],
    ids=["half a pair", "two debts", "legs of two moves", "no homes"],
)
def test_what_is_no_pair_is_our_own_fault(store: Store, wrong: tuple[Entry, ...]) -> None:
    """L1"""
    with store.begin() as tx:
        put_case(tx)
        with pytest.raises(AssertionError):
            ledger.post_all(tx, wrong, because="1:1")
        assert ledger.entries(tx) == ()


def test_the_same_move_cannot_be_written_twice(store: Store) -> None:
    """L2"""
    store.write(put_case)
    store.write(lambda tx: ledger.post_all(tx, rules.post(**move()), because="1:1"))
    with pytest.raises(sa.exc.IntegrityError):
        store.write(lambda tx: ledger.post_all(tx, rules.post(**move()), because="2:1"))
    with store.read() as tx:
        assert len(ledger.entries(tx)) == 2


LANDLORDS = (HOME, REHOUSING, THIRD, "Eastfield")


@pytest.mark.rule("R047", "R049")
def test_sixteen_writers_keep_the_sum_at_zero_and_nobody_above_the_cap(store: Store) -> None:
    """L1, L3, L8, L9: each looks at the balances and decides on what it saw; the seed varies by writer, not by run."""
    store.write(lambda tx: [put_case(tx, f"ARC-{number:02d}-26") for number in range(1, 161)])

    def accept_some(writer: int) -> int:
        chance = seeded(writer)
        return sum(
            store.write(lambda tx, number=number: accept(tx, number, chance))
            for number in range(writer * 10 + 1, writer * 10 + 11)
        )

    with ThreadPoolExecutor(16) as threads:
        accepted = sum(threads.map(accept_some, range(16)))
    with store.read() as tx:
        entries = ledger.entries(tx)
        assert ledger.problems(tx) == ()
        assert len([entry for entry in entries if entry.kind is EntryKind.RESERVE]) == 2 * accepted
        assert above_the_cap(ledger.balances(tx)) == []
    assert accepted > len(LANDLORDS) * CAP / 2  # the test did something
    shuffled = list(entries)
    seeded(1).shuffle(shuffled)
    assert rules.balance(shuffled) == rules.balance(entries)


def seeded(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - the same story each time, no secret


def accept(tx: Tx, number: int, chance: random.Random) -> bool:
    """An acceptance, which the cap may refuse; half of those accepted move in, a quarter fall through."""
    home, rehousing = chance.sample(LANDLORDS, 2)
    how = move(f"ARC-{number:02d}-26", 1, home, rehousing)
    if ledger.balances(tx).get(home, Balance()).committed >= CAP:
        return False
    ledger.post_all(tx, rules.reserve(**how), because=f"{number}:1")
    ending = chance.choice([rules.post, rules.post, rules.void, None])
    if ending is not None:
        ledger.post_all(tx, ending(**how), because=f"{number}:2")
    return True


def above_the_cap(balances: Mapping[str, Balance]) -> list[str]:
    return [name for name, balance in balances.items() if balance.committed > CAP]
