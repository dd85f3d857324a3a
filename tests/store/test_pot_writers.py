"""Thirty-two writers decide side by side through the real store: the pot holds at every commit (L1–L6, L8, R047–R049)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from matching import ledger as rules
from matching import pot
from matching.case import Case, State
from matching.decide import decide
from matching.ledger import Entry, EntryKind
from parsing.readings import Mail, Reading, SenderCheck
from scheme.register import Partner
from store import cases, ledger, ledger_checks, partners, pot_figures
from store.engine import Store, StoreWeather, Tx
from store.gather import facts_for
from store.record import record
from tests.matching.world import AREAS, PARTNERS, SCHEME, approval, household, offer, outcome, request, said
from tests.store.rows import NOW

WRITERS = 32
TODAY = NOW.date()
OPEN = (State.AWAITING_APPROVAL, State.CIRCULATED, State.OFFERED, State.ACCEPTED)
HOMES = ("Northam", "Southby", "Eastley", "Harbour Homes")


class Writer:
    """One of them: what it does next its dice say, from what it sees in its own transaction."""

    def __init__(self, number: int) -> None:
        self.number, self.done = number, 0
        self.dice = random.Random(number)  # noqa: S311 - the same story each time, no secret

    def works(self, store: Store, steps: int) -> None:
        for _ in range(steps):
            assert any(self.did(store) for _ in range(20))  # as the line does: weather puts it off, then it begins anew

    def did(self, store: Store) -> bool:
        try:
            store.write(self.step)
        except StoreWeather:
            return False
        return True

    def step(self, tx: Tx) -> None:
        self.done += 1
        known = cases.every(tx)
        case = self.dice.choice(known) if known and self.dice.random() < 0.85 else None
        if case is not None and case.state is State.MOVED and self.dice.random() < 0.3:
            self.take_back(tx, case)
        elif case is None or case.state not in OPEN:
            self.hear(tx, self.a_request(), f"sam{self.number}-{self.done}@agency.example")
        else:
            self.go_on(tx, case)
        check(tx)

    def a_request(self) -> Reading:
        home = self.dice.choice(HOMES)
        residence = home if home in AREAS else "Midford"
        wanted = tuple(area for area in AREAS if area != residence)
        where = {"applicant_landlord": home, "area_residence": residence, "areas_requested": wanted}
        officer = f"sam{self.number}-{self.done}@agency.example"
        return request(**{**household(self.dice.randrange(12)), **where, "areas_at_risk": (residence,), "officer_email": officer})

    def go_on(self, tx: Tx, case: Case) -> None:
        officer = case.officers[0].email
        match case.state:
            case State.AWAITING_APPROVAL:
                self.hear(tx, approval(), named(case.landlord).named_leads[0], case)
            case State.CIRCULATED:
                partner = named(self.dice.choice(case.circulated_to))
                area = next((each for each in case.safe_areas if each in partner.areas), AREAS[0])
                self.hear(tx, offer(area, case.bedrooms), sorted(partner.mailboxes)[0], case)
            case State.OFFERED:
                self.hear(tx, outcome(self.dice.choice(("accepted", "accepted", "accepted", "refused"))), officer, case)
            case _:
                ending = self.dice.choice(("tenancy_started", "tenancy_started", "refused"))
                self.hear(tx, outcome(ending, tenancy_start_date=TODAY), officer, case)

    def hear(self, tx: Tx, reading: Any, sender: str, case: Case | None = None) -> None:  # Any: a reading that names a case
        about = replace(reading, reference=said(case.reference)) if case else reading
        mail = Mail(sender=sender, sender_check=SenderCheck.PASSED, readings=(about,))
        cause = f"w{self.number}-{self.done}:0"
        facts = facts_for(tx, mail, about, cause=cause, scheme=SCHEME, today=TODAY)
        decision = decide(about, facts, SCHEME, TODAY)
        record(tx, decision, (), cause=cause, message_id=None, reading_number=None, who=sender, now=NOW)

    def take_back(self, tx: Tx, case: Case) -> None:
        pair = pot.standing(ledger.entries(tx), case.reference)
        if pair is not None:
            decision = pot.take_back(pair, case, TODAY, "the tenancy never began")
            cause = f"w{self.number}-{self.done}:back"
            record(tx, decision, (), cause=cause, message_id=None, reading_number=None, who="Ada", now=NOW, by="Ada")


def named(name: str) -> Partner:
    return next(each for each in PARTNERS if each.name == name)


def check(tx: Tx) -> None:
    """Before each commit: sums of zero, and nobody above the cap but by a correction of a home that it gave."""
    standings = ledger.balances(tx)
    assert sum(each.owes for each in standings.values()) == 0
    assert pot_figures.standings(tx) == standings
    assert nonzero(pot_figures.since_last_given(tx)) == nonzero(ledger.given_since_last(tx))
    written = ledger.entries(tx)
    taken_back = [each.landlord for each in written if each.kind is EntryKind.CORRECT and each.homes < 0]
    for landlord, each in standings.items():
        assert each.committed <= SCHEME.policies[0].owed_cap + taken_back.count(landlord)


def nonzero(counted: Mapping[str, int]) -> dict[str, int]:
    return {name: homes for name, homes in counted.items() if homes}


def shuffled(entries: tuple[Entry, ...]) -> list[Entry]:
    drawn = list(entries)
    random.Random(7).shuffle(drawn)  # noqa: S311 - the same story each time, no secret
    return drawn


@pytest.mark.rule("R047", "R049")
@pytest.mark.parametrize("steps", [4, pytest.param(16, marks=pytest.mark.proof)])
def test_the_pot_holds_at_every_commit(store: Store, steps: int) -> None:
    store.write(lambda tx: partners.replace(tx, PARTNERS, NOW))
    writers = [Writer(number) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda writer: writer.works(store, steps), writers))
    with store.read() as tx:
        written = ledger.entries(tx)
        assert ledger_checks.problems(tx) == ()
        assert rules.balance(shuffled(written)) == ledger.balances(tx)
        kinds = {each.kind for each in written}
    assert {EntryKind.RESERVE, EntryKind.POST} <= kinds
    if steps > 4:
        assert {EntryKind.VOID, EntryKind.CORRECT} <= kinds
