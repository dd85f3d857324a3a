"""Look-alikes are named to the coordinator, and change nothing (D13, F32)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.facts import Speaker
from parsing.readings import SenderCheck
from tests.matching.world import DANA, MALLORY, SAM, SOUTHBY_LEAD, World, approval, change, verified, withdrawal

LOOKS_LIKE = [
    ("another letter", "dana@northan.example", DANA),
    ("a letter more", "dana@northamm.example", DANA),
    ("a letter less", "dana@northm.example", DANA),
    ("two letters swapped", "dana@nortahm.example", DANA),
    ("r and n for m", "dana@northarn.example", DANA),
    ("nought for o", "dana@n0rtham.example", DANA),
    ("a Cyrillic letter", f"dana@{'nоrtham'.encode('idna').decode()}.example", DANA),
    ("an accent", f"dana@{'nórtham'.encode('idna').decode()}.example", DANA),
    ("another ending", "dana@northam.test", DANA),
    ("a domain that begins like ours", "dana@northam.example.evil.test", DANA),
    ("with a hyphen", "dana@northam-example.test", DANA),
    ("at a private mailbox", "dana@freemail.example", DANA),
    ("a letter of the name", "5am@agency.example", SAM),
    ("the officer's own agency, nearly", "sam@agencyy.example", SAM),
    ("somebody of a nearly known house", "lead@southbv.example", SOUTHBY_LEAD),
]


@pytest.mark.parametrize(("case", "address", "like"), LOOKS_LIKE, ids=[row[0] for row in LOOKS_LIKE])
def test_a_look_alike_is_named_and_nothing_else_follows(case: str, address: str, like: str) -> None:
    world = World()
    reference = world.approved()
    for reading in (approval(), withdrawal(), change(areas_removed=("Southby",))):
        decision = world.hear(reading, address, reference)
        assert (decision.cases, decision.entries, decision.letters) == ((), (), ())
        (question,) = decision.questions
        assert address in question.why
        assert f"looks like {like}, but is not" in question.why or (
            "but is not" in question.why and like.rpartition("@")[2] in question.why
        )


@pytest.mark.parametrize(
    "address",
    [
        MALLORY,
        SAM,
        DANA,
        "priya@agency.example",
        "someone@people.northam.example",
        "dana@elsewhere.example",
        "dana@far.example",
        "",
    ],
)
def test_who_only_has_a_name_or_a_house_in_common_is_no_look_alike(address: str) -> None:
    world = World()
    decision = world.hear(withdrawal(), replace(verified(address), check=SenderCheck.NONE), world.approved())
    assert all("but is not" not in question.why for question in decision.questions)


@pytest.mark.parametrize("name", ["Sam Officer", "OFFICER, Sam", "Mr Sam Officer (The Agency)", "Sаm Officer"])
def test_the_name_of_an_officer_over_another_address_is_named(name: str) -> None:
    world = World()
    speaker = Speaker(address=MALLORY, name=name, check=SenderCheck.PASSED)
    (question,) = world.hear(withdrawal(), speaker, world.approved()).questions
    assert f"goes by the name of {SAM}" in question.why


def test_a_known_sender_is_never_told_to_be_somebody_else() -> None:
    world = World()
    speaker = Speaker(address=DANA, name="Sam Officer", check=SenderCheck.PASSED)
    (question,) = world.hear(withdrawal(), speaker, world.approved()).questions
    assert SAM not in question.why
