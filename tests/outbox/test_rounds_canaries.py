"""No canary flies in the letters about no single case: whatever a case knows, they tell what their forms have a place for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching.agenda import OpenQuestion, StuckLetter, agenda
from matching.case import OfferState, State
from matching.digest import digests
from matching.facts import Facts, Speaker
from outbox.digest_letter import compose_digest
from outbox.morning_letter import compose_morning
from outbox.opened import open_message
from scheme.register import Partner
from scheme.terms import Policy
from tests.outbox.post import SENDER, the_scheme
from tests.outbox.test_disclosure import CANARIES, canary_case

TODAY = date(2026, 12, 1)
SCHEME = the_scheme("pan_london")
READER = Partner(name="Xanarcircled", areas=("Xanarstock", "Xanarrisk", "Xanarresidence"), named_leads=("lead@reader.example",))


def seen(data: bytes) -> str:
    return "\n".join(words for _, words in open_message(data).surfaces()).casefold()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("offers", [OfferState.OPEN, OfferState.ACCEPTED])
def test_the_morning_letter_names_a_reference_and_landlords_and_nothing_else_of_a_case(state: State, offers: OfferState) -> None:
    known = canary_case()
    case = replace(known, state=state, offers=tuple(replace(each, state=offers, reply_by=TODAY) for each in known.offers))
    bare = replace(case, paused_on=None, circulated_on=None, approved_on=None)
    asked = (OpenQuestion(id="Q1", kind="sender", case="ARC-07-26", urgent=True, since=TODAY),)
    stuck = (StuckLetter(kind="circular", case="ARC-07-26", state="held", since=TODAY),)
    page = agenda([case, bare, replace(bare, approved_on=TODAY, complete_on=TODAY)], asked, stuck, SCHEME, TODAY)
    letter = compose_morning(page, "r@r.example", link="", lines=0, names_requests=True, scheme_name="S", sender=SENDER)
    may_fly = {"xanarlandlord", "xanarofferer", "xanarother"}
    flown = {canary for canary in CANARIES if canary.casefold() in seen(letter.data)}
    assert {each.casefold() for each in flown} <= may_fly
    assert "xanar" not in seen(
        compose_morning(page, "r@r.example", link="", lines=0, names_requests=False, scheme_name="S", sender=SENDER).data
    )


def test_the_digest_names_a_reference_and_the_areas_in_common_and_nothing_else_of_a_case() -> None:
    case = replace(canary_case(), state=State.CIRCULATED, paused_on=None, paused_until=None)
    facts = Facts(cause="", speaker=Speaker(), partners=(READER,))
    (found,) = digests([case], facts, Policy(since=TODAY), (), {("ARC-07-26", "lead@reader.example")})
    letter = compose_digest(found, scheme_name="S", sender=SENDER, today=TODAY)
    assert {word for word in seen(letter.data).split() if "xanar" in word} == {"xanarstock", "xanarcircled"}, "its own name"
