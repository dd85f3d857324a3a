"""The weekly digest repeats what a landlord has had the circular of, where its homes are, and nothing that it may not hear."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.case import Offer, OfferState, State
from matching.digest import Digest, digests
from matching.facts import Facts, Speaker
from matching.ledger import Balance, balance
from scheme.register import Partner
from tests.matching.world import DANA, EASTLEY, HARBOUR_LEAD, NORTHAM_LETTINGS, SCHEME, SOUTHBY, SOUTHBY_LEAD, World

POLICY = SCHEME.policies[0]
DEPUTY = "deputy@northam.example"


class _Everybody(tuple[tuple[str, str], ...]):
    def __contains__(self, _: object) -> bool:
        return True


EVERYBODY = _Everybody()


@pytest.fixture
def world() -> World:
    """One request that wants Eastley and Southby, is out, and comes from Northam."""
    world = World()
    world.approved()
    return world


def written(
    world: World, *news: str, partners: tuple[Partner, ...] | None = None, had: Any = None, **changes: Any
) -> dict[str, Digest]:
    (case,) = world.cases.values()
    facts = Facts(cause="", speaker=Speaker(), partners=partners or world.partners, balances=balance(world.entries))
    return {each.to: each for each in digests([replace(case, **changes)], facts, POLICY, news, had or EVERYBODY)}


def areas(found: dict[str, Digest]) -> dict[str, tuple[str, ...]]:
    return {box: each.requests[0].areas for box, each in found.items() if each.requests}


@pytest.mark.rule("R037")
def test_an_open_request_is_listed_to_each_landlord_with_homes_where_it_may_go_with_its_own_areas_only(world: World) -> None:
    assert areas(written(world)) == {
        SOUTHBY: ("Southby",),
        EASTLEY: ("Eastley",),
        HARBOUR_LEAD: ("Eastley", "Southby"),  # which names nobody for circulars
    }


def test_an_offered_request_is_still_listed_and_one_that_is_not_out_never(world: World) -> None:
    assert areas(written(world, state=State.OFFERED))
    for state in set(State) - {State.CIRCULATED, State.OFFERED}:
        assert written(world, state=state) == {}, state
    assert written(world, circulated_on=None) == {}
    assert written(world, approved_on=None) == {}
    assert written(world, paused_on=world.today) == {}


def test_a_landlord_that_has_not_had_the_circular_never_hears_of_it_first_by_the_digest(world: World) -> None:
    assert set(areas(written(world, circulated_to=("Southby",)))) == {SOUTHBY}


def test_the_households_own_landlord_an_excluded_one_and_a_mailbox_that_is_shut_out_read_nothing_of_it(world: World) -> None:
    everybody = tuple(partner.name for partner in world.partners)
    found = areas(written(world, circulated_to=everybody, areas_requested=("Eastley", "Southby", "Westow")))
    assert not {DANA, DEPUTY, NORTHAM_LETTINGS} & set(found)
    assert SOUTHBY not in areas(written(world, excluded=("Southby",)))
    assert SOUTHBY not in areas(written(world, shut_out=(SOUTHBY,)))


@pytest.mark.rule("R044")
def test_a_landlord_whose_home_was_refused_is_not_asked_again_unless_a_person_has_lifted_the_bar(world: World) -> None:
    refused = Offer(id="o", landlord="Southby", made_on=world.today, state=OfferState.REFUSED)
    assert SOUTHBY not in areas(written(world, offers=(refused,)))
    assert SOUTHBY in areas(written(world, offers=(refused,), may_offer_again=("Southby",)))


def test_a_mailbox_that_has_not_had_the_circular_itself_reads_nothing_of_it(world: World) -> None:
    """A recall goes to those who got a letter on the case: the digest must not reach further than it (D10)."""
    (case,) = world.cases.values()
    assert set(areas(written(world, had={(case.reference, EASTLEY)}))) == {EASTLEY}


def test_a_mailbox_that_is_shared_with_a_landlord_that_must_not_hear_of_it_reads_nothing_of_it(world: World) -> None:
    shared = tuple(replace(each, offers_from=(SOUTHBY,)) if each.name == "Northam" else each for each in world.partners)
    assert SOUTHBY not in areas(written(world, partners=shared))


def test_a_landlord_that_rests_reads_nothing(world: World) -> None:
    resting = tuple(replace(each, status="paused") for each in world.partners)
    assert written(world, *(each.name for each in resting), partners=resting) == {}


def test_a_mailbox_of_two_landlords_reads_of_a_request_once_with_the_areas_of_both(world: World) -> None:
    shared = tuple(replace(each, circulars_to=(SOUTHBY,)) if each.name == "Eastley" else each for each in world.partners)
    found = written(world, partners=shared)
    assert len(found[SOUTHBY].requests) == 1
    assert found[SOUTHBY].requests[0].areas == ("Southby", "Eastley")


@pytest.mark.rule("R049", "R054")
def test_where_a_landlord_stands_is_told_to_its_named_leads_alone(world: World) -> None:
    facts = Facts(
        cause="",
        speaker=Speaker(),
        partners=world.partners,
        balances={"Northam": Balance(given=1, received=3, reserved=1)},
    )
    found = {each.to: each for each in digests(tuple(world.cases.values()), facts, POLICY, {"Northam"}, EVERYBODY)}
    (standing,) = found[DANA].standings
    assert (standing.landlord, standing.balance.owes, standing.room) == ("Northam", 2, 0)
    assert set(found) >= {DANA, DEPUTY}
    assert found[SOUTHBY].standings == ()
    assert found[HARBOUR_LEAD].standings[0].landlord == "Harbour Homes"
    assert SOUTHBY_LEAD not in found, "its balance has not moved, and the requests go to another mailbox"


def test_without_an_open_request_and_without_news_nobody_gets_a_letter(world: World) -> None:
    assert written(world, state=State.WITHDRAWN) == {}
    assert set(written(world, "Southby", state=State.WITHDRAWN)) == {SOUTHBY_LEAD}
