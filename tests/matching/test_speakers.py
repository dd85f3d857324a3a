"""Who may say what: every kind of reading from everybody who may not say it, with a reference that exists and one that does not.

The sender is proved throughout, or not at all. What comes of it is a question, and nothing that anybody outside could see
(D13, F34).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest

from matching.case import Case
from matching.decide import decide
from matching.facts import Speaker
from parsing.readings import Enquiry, NilReturn, Reading, SenderCheck
from scheme.register import Partner
from tests.matching.world import (
    DANA,
    EASTLEY,
    EASTLEY_LEAD,
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
    decision_of_landlord,
    household,
    offer,
    outcome,
    request,
    said,
    verified,
    withdrawal,
)

SHARED = "office@two-councils.example"
QUIET = "lettings@quiet.example"
ALL = (
    *(
        replace(each, offers_from=(*each.offers_from, SHARED)) if each.name in {"Southby", "Eastley"} else each
        for each in PARTNERS
    ),
    Partner(name="Quiet Homes", areas=("Westow",), named_leads=("lead@quiet.example",), offers_from=(QUIET,)),
)

PARTIES = {
    "the officer": SAM,
    "the landlord's lead": DANA,
    "the landlord's mailbox for letters": NORTHAM_LETTINGS,
    "the landlord that offered": SOUTHBY,
    "the lead of the landlord that offered": SOUTHBY_LEAD,
    "a landlord that had the circular": EASTLEY,
    "its lead": EASTLEY_LEAD,
    "a landlord that had no circular": QUIET,
    "a paused partner's lead": "lead@resting.example",
    "the lead of one that has left": "lead@gone.example",
    "a mailbox that two partners share": SHARED,
    "an officer of another request": PRIYA,
    "a colleague of the officer": "jo@agency.example",
    "a stranger": MALLORY,
}
OFFERERS = {"the landlord that offered", "the lead of the landlord that offered"}
CIRCULATED = {*OFFERERS, "a landlord that had the circular", "its lead"}
OFFICER, LEAD = {"the officer"}, {"the landlord's lead"}


@dataclass(frozen=True, kw_only=True)
class Word:
    """A reading, where its case stands when it comes, and whose word it is."""

    reading: Reading
    may: set[str]
    case: str = "offered"  # the step of World that makes it


WORDS: dict[str, Word] = {
    "an approval": Word(reading=approval(), may=LEAD, case="requested"),
    "a decline": Word(reading=decision_of_landlord("decline"), may=LEAD, case="requested"),
    "a panel": Word(reading=decision_of_landlord("pending_panel"), may=LEAD, case="requested"),
    "an offer": Word(reading=offer("Eastley"), may=CIRCULATED, case="approved"),
    "an offer taken back": Word(reading=offer(None, None, offer_status="withdrawn"), may=OFFERERS | OFFICER),
    "nothing to offer": Word(reading=NilReturn(), may=CIRCULATED),
    "a viewing": Word(reading=outcome("viewed"), may=OFFICER | OFFERERS),
    "an acceptance": Word(reading=outcome("accepted"), may=OFFICER | OFFERERS),
    "a refusal": Word(reading=outcome("refused"), may=OFFICER | OFFERERS),
    "an offer reported as taken back": Word(reading=outcome("offer_withdrawn"), may=OFFICER | OFFERERS),
    "a tenancy": Word(reading=outcome("tenancy_started", tenancy_start_date=TODAY), may=OFFICER | OFFERERS, case="accepted"),
    "an area taken off": Word(reading=change(change="areas", areas_removed=("Eastley",)), may=OFFICER),
    "an area added": Word(reading=change(change="areas", areas_added=("Midford",)), may=OFFICER),
    "another officer": Word(reading=change(change="officer", new_officer_email=said("x@agency.example")), may=OFFICER),
    "a pause": Word(reading=change(change="pause"), may=OFFICER),
    "a withdrawal": Word(reading=withdrawal(), may=OFFICER),
    "the form of the case, changed": Word(reading=request(bedrooms_needed=3), may=OFFICER),
    "an enquiry": Word(reading=Enquiry(), may=set()),
}


def stage(case: str) -> tuple[World, str]:
    """Sam's case and Priya's."""
    world = World(partners=ALL)
    reference = getattr(world, case)()
    world.requested(officer_email=PRIYA, officer_name="Priya", area_residence="Westow", **household(4))
    return world, reference


def outside(world: World, word: Word, speaker: Speaker, about: str) -> tuple[Any, ...]:
    """What somebody outside could ever see of the decision, after which at least a question stands inside."""
    facts = world.facts(word.reading, speaker, about)
    if not about:
        facts = replace(facts, case_doubt="There is no case ARC-99-25: find out which case is meant.", same_form=())
    decision = decide(word.reading, facts, world.scheme, world.today)
    assert decision.questions or decision.ignored
    return decision.letters, _unlike(decision.cases, world), decision.entries


def _unlike(cases: tuple[Case, ...], world: World) -> tuple[Case, ...]:
    return tuple(case for case in cases if world.cases.get(case.reference) != case)


NOTHING: tuple[Any, ...] = ((), (), ())
MAY_NOT = [
    pytest.param(WORDS[what], address, id=f"{what} from {who}")
    for what, (who, address) in product(WORDS, PARTIES.items())
    if who not in WORDS[what].may
]


@pytest.mark.rule("D13")
@pytest.mark.parametrize(("word", "address"), MAY_NOT)
def test_whoever_may_not_say_it_only_raises_a_question_whether_the_reference_exists_or_not(word: Word, address: str) -> None:
    world, reference = stage(word.case)
    for about in (reference, ""):
        assert outside(world, word, verified(address), about) == NOTHING


UNPROVED = {
    "not proved": {"check": SenderCheck.NONE},
    "failed": {"check": SenderCheck.FAILED},
    "in doubt": {"doubt": "Two From fields."},
}


@pytest.mark.parametrize("how", UNPROVED)
@pytest.mark.parametrize("what", WORDS)
def test_nobody_says_anything_unproved(what: str, how: str) -> None:
    world, reference = stage(WORDS[what].case)
    for address, about in product(PARTIES.values(), (reference, "")):
        assert outside(world, WORDS[what], replace(verified(address), **UNPROVED[how]), about) == NOTHING


ANSWERED = [
    pytest.param(WORDS[what], address, id=f"{what} from {who}")
    for what, (who, address) in product(WORDS, PARTIES.items())
    if who in WORDS[what].may and what not in {"nothing to offer", "a viewing"}
]


@pytest.mark.parametrize(("word", "address"), ANSWERED)
def test_whose_word_it_is_is_heard(word: Word, address: str) -> None:
    """The table above tests something: each word has somebody from whom it does bite."""
    world, reference = stage(word.case)
    facts = world.facts(word.reading, verified(address), reference)
    decision = decide(word.reading, facts, world.scheme, world.today)
    assert decision.letters or decision.cases or decision.notes
