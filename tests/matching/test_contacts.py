"""«She has left», «the new named lead is …»: a task that says for whom, and how it is put right (R028)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.decide import decide
from parsing.readings import Automatic, ContactChange
from tests.matching.world import DANA, MALLORY, SAM, SOUTHBY, SOUTHBY_LEAD, World, said, verified


def task(address: str, reading: ContactChange = ContactChange(), automatic: Automatic = Automatic.NO) -> str:  # noqa: B008 - frozen
    world = World()
    reference = world.requested()
    speaker = replace(verified(address), automatic=automatic)
    facts = replace(world.facts(reading, speaker), officer_of=(reference,) if address == SAM else ())
    decision = decide(reading, facts, world.scheme, world.today)
    (question,) = decision.questions
    assert (question.kind, decision.cases, decision.entries) == ("contact_change", (), ())
    return question.why


@pytest.mark.rule("R028")
def test_a_lead_of_the_register_is_named_with_the_way_to_mend_the_row() -> None:
    why = task(DANA, ContactChange(new_officer_name=said("Dawn Price"), new_officer_email=said("dawn.price@northam.example")))
    assert "a named lead of Northam" in why
    assert "Dawn Price, dawn.price@northam.example" in why
    assert "reciprocal partners import FILE" in why


@pytest.mark.rule("R028")
def test_an_officer_is_named_with_the_cases_that_hang_on_it() -> None:
    why = task(SAM)
    assert "It is an officer of ARC-01-25." in why
    assert "reciprocal enter ARC-01-25 --as change --set change=officer" in why
    assert "partners import" not in why


@pytest.mark.rule("R028")
def test_an_absence_note_that_tells_of_leaving_is_a_task_too() -> None:
    assert "writes that the person has left" in task(SOUTHBY, automatic=Automatic.OUT_OF_OFFICE)


def test_a_stranger_is_said_to_be_one() -> None:
    assert "neither in the register nor on an open case" in task(MALLORY)


@pytest.mark.rule("R020", "R028")
def test_the_only_named_lead_is_said_to_be_the_only_one() -> None:
    assert "the only named lead" in task(SOUTHBY_LEAD)
