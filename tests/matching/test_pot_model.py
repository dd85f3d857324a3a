"""The pot as a machine of states: requests, moves, fall-throughs, overrides, corrections, mergers and new caps in any order.

After each step: the sums are zero, nobody has passed the cap without a reason, nothing written has changed, and the entries in
any other order end in the same balances (L1–L6, L8).
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from matching import pot
from matching.caps import commitments, policies_for
from matching.case import Case, OfferState, State
from matching.decision import Decision
from matching.facts import Facts, Speaker
from matching.ledger import OPENING, Entry, EntryKind, balance, carry, moves_since_last_given
from parsing.readings import NilReturn, Reading
from scheme.register import Partner
from tests.matching.world import (
    AREAS,
    SAM,
    World,
    approval,
    coordinator,
    household,
    offer,
    outcome,
    request,
    with_policy,
    withdrawal,
)

HOMES = ("Northam", "Southby", "Eastley", "Harbour Homes")
DICE = st.integers(0, 1000)
NEXT = (State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.CIRCULATED, State.OFFERED, State.ACCEPTED)


class Pot(RuleBasedStateMachine):
    world: World

    @initialize(counts=st.sampled_from(("net", "since_last")), cap=st.sampled_from((1, 2, 3)))
    def begin(self, counts: str, cap: int) -> None:
        self.world = World(scheme=with_policy(cap_counts=counts, owed_cap=cap, minimum_areas=1))
        self.successors: dict[str, str] = {}
        self.written: list[Entry] = []
        self.reversed: set[str] = set()

    # What may happen

    @rule(number=st.integers(0, 11), home=st.sampled_from(HOMES), far=st.integers(0, 4))
    def asks(self, number: int, home: str, far: int) -> None:
        """A household asks, and gets so far at once: most ways of a pot are long."""
        residence = home if home in AREAS else "Midford"
        wanted = tuple(area for area in AREAS if area != residence)
        where = {
            "applicant_landlord": home,
            "area_residence": residence,
            "areas_requested": wanted,
            "areas_at_risk": (residence,),
        }
        if home in self.successors:
            return
        before = set(self.world.cases)
        self.hear(request(**{**household(number), **where, "areas_at_risk": (residence,)}), SAM)
        for reference in set(self.world.cases) - before:
            for _ in range(far):
                self.go_on(self.world.cases[reference], number)

    @rule(dice=DICE, override=st.booleans())
    def goes_on(self, dice: int, override: bool) -> None:
        if case := self.pick(dice, *NEXT):
            self.go_on(case, dice, override=override)

    @rule(dice=DICE, reading=st.sampled_from([outcome("refused"), outcome("offer_withdrawn"), withdrawal()]))
    def falls_through(self, dice: int, reading: Reading) -> None:
        if case := self.pick(dice, State.ACCEPTED, State.OFFERED):
            self.hear(reading, SAM, case.reference)

    @rule(dice=DICE)
    def is_taken_back(self, dice: int) -> None:
        case = self.pick(dice, State.MOVED)
        pair = pot.standing(self.world.entries, case.reference) if case else None
        if case is None or pair is None or {each.landlord for each in pair} & set(self.successors):
            return
        self.apply(pot.take_back(pair, case, self.world.today, "the tenancy never began"))
        self.reversed.add(case.reference)
        assert pot.standing(self.world.entries, case.reference) is None

    @precondition(lambda self: len(self.successors) < 2)
    @rule(dice=DICE)
    def merge(self, dice: int) -> None:
        left = [name for name in HOMES if name not in self.successors]
        old, new = random.Random(dice).sample(left, 2)  # noqa: S311 - a story, no secret
        known = tuple(self.world.cases.values())
        if pot.why_not_yet(old, new, known):
            return
        before = balance(self.world.entries)
        rows = pot.join_rows(self.partner(old), self.partner(new))
        self.world.partners = tuple(next((row for row in rows if row.name == each.name), each) for each in self.world.partners)
        self.apply(pot.merge(old, new, self.world.entries, known, self.facts(), self.world.today, "they merged"))
        self.successors[old] = new
        after = balance(self.world.entries)
        assert after[old].owes == 0 if old in after else True
        owed = sum(before[name].owes for name in (old, new) if name in before)
        assert (after[new].owes if new in after else 0) == owed

    @rule(cap=st.sampled_from((1, 2, 3, 4)), counts=st.sampled_from(("net", "since_last")))
    def the_cap_changes(self, cap: int, counts: str) -> None:
        self.world.today += timedelta(days=1)
        newest = replace(self.world.scheme.policies[-1], since=self.world.today, owed_cap=cap, cap_counts=counts)
        self.world.scheme = replace(self.world.scheme, policies=(*self.world.scheme.policies, newest))

    @precondition(lambda self: not self.world.entries)
    @rule(owes=st.integers(-3, 3), home=st.sampled_from(HOMES))
    def is_brought_in(self, owes: int, home: str) -> None:
        if owes and home not in self.successors:
            self.apply(Decision(entries=carry(landlord=home, owes=owes, day=self.world.today, reason="opening balance")))

    # What must hold

    @invariant()
    def the_sums_are_zero(self) -> None:
        assert sum(each.owes for each in balance(self.world.entries).values()) == 0
        assert all(each.reserved >= 0 for each in balance(self.world.entries).values())

    @invariant()
    def what_was_written_stays(self) -> None:
        assert self.world.entries[: len(self.written)] == self.written
        self.written = list(self.world.entries)

    @invariant()
    def any_order_ends_in_the_same_balances(self) -> None:
        shuffled = list(self.world.entries)
        random.Random(len(shuffled)).shuffle(shuffled)  # noqa: S311 - a story, no secret
        assert balance(shuffled) == balance(self.world.entries)

    @invariant()
    def each_case_agrees_with_the_ledger(self) -> None:
        ended = {(each.case, each.move) for each in self.world.entries if each.kind in {EntryKind.POST, EntryKind.VOID}}
        reserved = {
            (each.case, each.move, each.landlord)
            for each in self.world.entries
            if each.kind is EntryKind.RESERVE and each.homes < 0 and (each.case, each.move) not in ended
        }
        accepted = {
            (case.reference, case.move, case.landlord)
            for case in self.world.cases.values()
            if case.offers_in(OfferState.ACCEPTED)
        }
        assert reserved == accepted
        moved = {case.reference for case in self.world.cases.values() if case.state is State.MOVED}
        stands = {each.case for each in self.world.entries if each.kind is EntryKind.POST} - self.reversed
        assert stands == moved - self.reversed

    @invariant()
    def a_merged_landlord_has_nothing_left(self) -> None:
        standings = balance(self.world.entries)
        for old in self.successors:
            assert old not in standings or (standings[old].owes, standings[old].reserved) == (0, 0)

    # How it happens

    def go_on(self, case: Case, dice: int, *, override: bool = False) -> None:
        """The next word that one would expect of this case."""
        match case.state:
            case State.AWAITING_APPROVAL:
                self.hear(approval(), self.partner(case.landlord).named_leads[0], case.reference)
            case State.CIRCULATED:
                self.offer(case, dice)
            case State.HELD_AT_CAP if override:
                self.hear(approval(), coordinator(), case.reference, override="her life is threatened")
            case State.OFFERED if override:
                self.hear(outcome("accepted"), coordinator(SAM), case.reference, override="her life is threatened")
            case State.OFFERED:
                self.hear(outcome("accepted"), SAM, case.reference)
            case State.ACCEPTED:
                self.hear(outcome("tenancy_started", tenancy_start_date=self.world.today), SAM, case.reference)
            case _:
                assert case.state not in NEXT or case.state is State.HELD_AT_CAP

    def offer(self, case: Case, dice: int) -> None:
        fitting = [(each, area) for each in self.told(case) for area in each.areas if area in case.safe_areas]
        if fitting:
            partner, area = fitting[dice % len(fitting)]
            self.hear(offer(area, case.bedrooms), sorted(partner.mailboxes)[0], case.reference)

    def hear(self, reading: Reading, who: Speaker | str, about: str = "", override: str = "") -> None:
        before = self.facts()
        decision = self.world.hear(
            reading,
            who,
            about,
            given_since_last=before.given_since_last,
            override=override,
        )
        for case in decision.cases:
            reserved = any(each.case == case.reference and each.kind is EntryKind.RESERVE for each in decision.entries)
            if reserved and not case.cap_override:
                self.check_cap(case, before)

    def check_cap(self, case: Case, before: Facts) -> None:
        """One of its two policies had room for one more before it was accepted (L3, R050)."""
        policies = policies_for(case, self.world.scheme, self.world.today)
        assert any(commitments(case.landlord, before, each) < each.owed_cap for each in policies)

    def apply(self, decision: Decision) -> None:
        self.world.apply(decision)

    def facts(self) -> Facts:
        entries = self.world.entries
        names = {each.landlord for each in entries} - {OPENING} | set(HOMES)
        since = {name: moves_since_last_given(entries, name, self.successors) for name in names}
        return replace(self.world.facts(NilReturn(), SAM), given_since_last=since)

    def pick(self, dice: int, *states: State) -> Case | None:
        fitting = [case for case in self.world.cases.values() if case.state in states]
        return fitting[dice % len(fitting)] if fitting else None

    def partner(self, name: str) -> Partner:
        return next(each for each in self.world.partners if each.name == name)

    def told(self, case: Case | None) -> list[Partner]:
        names = case.circulated_to if case else ()
        return [each for each in self.world.partners if each.name in names and each.status == "active"]


TestPot = Pot.TestCase
TestPot.settings = settings(max_examples=120, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
