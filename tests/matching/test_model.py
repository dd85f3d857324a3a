"""Any readings from anybody in any order: what must hold holds after each (L1–L5, D10–D13)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.case import LIVE, STEPS, Case, State
from matching.decision import Decision
from matching.facts import Speaker
from matching.ledger import EntryKind, balance, moves_since_last_given
from parsing.readings import Automatic, NilReturn, Reading, SenderCheck
from tests.matching.world import (
    AREAS,
    DANA,
    EASTLEY,
    EASTLEY_LEAD,
    HARBOUR,
    HARBOUR_LEAD,
    MALLORY,
    NORTHAM_LETTINGS,
    PARTNERS,
    PRIYA,
    SAM,
    SOUTHBY,
    SOUTHBY_LEAD,
    TODAY,
    World,
    approval,
    change,
    coordinator,
    decision_of_landlord,
    household,
    offer,
    outcome,
    request,
    with_policy,
    withdrawal,
)

ADDRESSES = (
    SAM,
    PRIYA,
    MALLORY,
    DANA,
    NORTHAM_LETTINGS,
    SOUTHBY,
    SOUTHBY_LEAD,
    EASTLEY,
    EASTLEY_LEAD,
    HARBOUR,
    HARBOUR_LEAD,
    "lead@resting.example",
)
HOMES = ("Northam", "Southby", "Eastley", "Harbour Homes")


def request_of(number: int, home: str, wanted: frozenset[str], risk: str) -> Reading:
    """A whole form of one of twelve households."""
    residence = home if home in AREAS else "Midford"
    answers = {
        "applicant_landlord": home,
        "area_residence": residence,
        "areas_requested": tuple(sorted(wanted)),
        "areas_at_risk": (risk,),
    }
    return request(**{**household(number), **answers, "officer_email": SAM})


def requests() -> st.SearchStrategy[Reading]:
    wanted = st.frozensets(st.sampled_from(AREAS), min_size=1)
    return st.builds(request_of, st.integers(0, 11), st.sampled_from(HOMES), wanted, st.sampled_from(AREAS))


READINGS: st.SearchStrategy[Reading] = st.one_of(
    requests(),
    requests(),
    st.just(approval()),
    st.just(approval()),
    st.sampled_from([decision_of_landlord(word) for word in ("decline", "conditional", "pending_panel", "not_ours")]),
    st.builds(offer, st.sampled_from(AREAS)),
    st.builds(offer, st.sampled_from(AREAS), offer_status=st.just("withdrawn")),
    st.sampled_from([outcome(stage) for stage in ("accepted", "accepted", "refused", "viewed", "offer_withdrawn")]),
    st.builds(outcome, st.just("tenancy_started"), tenancy_start_date=st.sampled_from([TODAY, TODAY + timedelta(days=9)])),
    st.builds(lambda area: change(change="areas", areas_removed=(area,)), st.sampled_from(AREAS)),
    st.builds(lambda area: change(change="areas", areas_added=(area,)), st.sampled_from(AREAS)),
    st.just(withdrawal()),
    st.just(NilReturn()),
)

SPEAKERS = st.one_of(
    st.sampled_from(ADDRESSES).map(lambda address: Speaker(address=address, check=SenderCheck.PASSED)),
    st.sampled_from(ADDRESSES).map(lambda address: Speaker(address=address, check=SenderCheck.NONE)),
    st.sampled_from(ADDRESSES).map(
        lambda address: Speaker(address=address, check=SenderCheck.PASSED, automatic=Automatic.OUT_OF_OFFICE)
    ),
    st.sampled_from(ADDRESSES).map(coordinator),
)

EVENTS = st.lists(st.tuples(READINGS, SPEAKERS, st.integers(0, 11), st.integers(0, 9)), min_size=20, max_size=60)

NEXT_STEP: dict[State, tuple[Reading, ...]] = {
    State.AWAITING_APPROVAL: (approval(), approval(), decision_of_landlord("pending_panel")),
    State.CIRCULATED: (offer(),),
    State.OFFERED: (
        offer(),
        outcome("accepted"),
        outcome("accepted"),
        outcome("refused"),
        outcome("tenancy_started", date=TODAY),
    ),
    State.ACCEPTED: (outcome("tenancy_started", date=TODAY),) * 4
    + (outcome("refused"), outcome("offer_withdrawn"), withdrawal()),
}


def next_step(case: Case | None, number: int) -> tuple[Reading, str]:
    """What one would expect to hear next of a case, and from whom, so that cases get somewhere."""
    if case is None or case.state not in NEXT_STEP:
        home = HOMES[number % 2]
        return request_of(number, home, frozenset(AREAS) - {home}, home), SAM
    reading = NEXT_STEP[case.state][number % len(NEXT_STEP[case.state])]
    if reading.kind == "landlord_decision":
        return reading, next(partner.named_leads[0] for partner in PARTNERS if partner.name == case.landlord)
    if reading.kind == "property_offer":
        partner = next(each for each in PARTNERS if each.name == case.circulated_to[number % len(case.circulated_to)])
        area = next((area for area in case.safe_areas if area in partner.areas), AREAS[0])
        return offer(area, bedrooms=case.bedrooms), sorted(partner.mailboxes)[0]
    live = case.offers_in(*LIVE)
    return reading, live[number % len(live)].made_by if live and number % 2 else SAM


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.sampled_from(["net", "since_last"]), st.sampled_from([1, 3]), st.sampled_from(["stock", "all"]))
def test_whatever_is_heard_in_whatever_order(events: list[tuple[Any, ...]], counts: str, cap: int, to: str) -> None:
    world = World(scheme=with_policy(cap_counts=counts, owed_cap=cap, circulate_to=to))
    for reading, speaker, number, dice in events:
        known = sorted(world.cases)
        case = world.cases[known[number % len(known)]] if known else None
        if dice < 7:
            reading, address = next_step(case, number if dice else 11 - number)  # noqa: PLW2901 - the event as it is told
            speaker = Speaker(address=address, check=SenderCheck.PASSED)  # noqa: PLW2901 - the event as it is told
        elif case and dice == 9:
            world.at(case.reference, excluded=("Southby",))
        about = case.reference if case and reading.kind != "property_request" else ""
        before = dict(world.cases)
        decision = world.hear(reading, speaker, about)
        check_letters(decision, speaker)
        check_cases(before, decision)
        check_ledger(world, cap, counts)
        again = world.hear(reading, speaker, about)
        # a notice that answers a mail and changes nothing belongs to that mail: another mail is answered anew (D14)
        told_again = [letter.kind for letter in again.letters if letter.kind not in {"change_asked", "offer_not_now"}]
        assert (told_again, again.entries) == ([], ()), f"{reading.kind} from {speaker.address} did it twice"


def check_letters(decision: Decision, speaker: Speaker) -> None:
    if not speaker.verified or speaker.automatic is not Automatic.NO:
        assert (decision.letters, decision.entries, decision.cases) == ((), (), ())
    for letter in decision.letters:
        assert letter.to != MALLORY
        if letter.kind in {"circular", "closed"}:
            check_circular(letter.partner, letter.to, letter.case)
        if letter.kind == "circular":
            partner = next(each for each in PARTNERS if each.name == letter.partner)
            assert partner.status == "active"
            assert letter.case.state in {State.CIRCULATED, State.OFFERED}
        if letter.home and letter.partner:
            assert (letter.home.landlord, letter.home.address) == (letter.partner, "")  # its own home, and never the address
        elif letter.home:
            assert letter.to in {officer.email for officer in letter.case.officers}
        if letter.partner == letter.case.landlord:
            assert letter.home is None
        if letter.balance is not None:
            assert letter.partner


def check_circular(partner: str, to: str, case: Case) -> None:  # D10
    assert partner not in {case.landlord, *case.excluded}
    own = next((each for each in PARTNERS if each.name == case.landlord), None)
    assert own is None or to not in own.mailboxes


def check_cases(before: dict[str, Case], decision: Decision) -> None:
    for case in decision.cases:
        old = before.get(case.reference)
        if old and not old.open:
            assert case.state is old.state
        states = paths(old.state if old else State.RECEIVED)
        assert case.state in states
        if case.state in {State.CIRCULATED, State.OFFERED, State.ACCEPTED, State.MOVED}:
            assert case.approved_on


def paths(state: State) -> set[State]:
    """Where one reading may take a case: no step, one, or two (approved through the gate; accepted and moved in one)."""
    one = {state} | STEPS[state]
    return one | {further for each in one for further in STEPS[each]}


def check_ledger(world: World, cap: int, counts: str) -> None:
    standings = balance(world.entries)
    assert sum(each.owes for each in standings.values()) == 0
    assert all(each.reserved >= 0 for each in standings.values())
    assert all(first.homes + second.homes == 0 for first, second in list(pairwise(world.entries))[::2])
    for landlord, each in standings.items():  # no coordinator has given a reason to go above the cap (L3)
        counted = each.owes if counts == "net" else moves_since_last_given(world.entries, landlord)
        assert counted + each.reserved <= cap
    posted = [(entry.case, entry.move) for entry in world.entries if entry.kind is EntryKind.POST]
    assert all(posted.count(move) == 2 for move in posted)
    cases = [case for case, _ in posted]
    assert all(cases.count(case) == 2 for case in cases)  # L5
    for case in world.cases.values():
        reserved = [entry for entry in world.entries if (entry.case, entry.move) == (case.reference, case.move)]
        assert bool(reserved) is (case.state in {State.ACCEPTED, State.MOVED})
