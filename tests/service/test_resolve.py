"""What the coordinator may answer, and what she hears when it cannot be meant: 2 for wrong words, 1 when nothing waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cast import HACKNEY_LEAD, STRANGER, mail, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region

REF = ref(1)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """A region whose only question is about a form."""
    region = Region(home=tmp_path_factory.mktemp("asked")).open()
    region.tell(request_mail(request_form(**{"Boroughs requested": "Camden and somewhere near Wembley"})))
    return region


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say what the answer is"),
        (("--set", "favourite_colour=blue"), "is no field of this property request"),
        (("--set", "areas_requested"), "is no field of this property request"),
        (("--set", "areas_requested="), "Say what «areas_requested» is"),
        (("--set", "areas_requested=Narnia"), "«Narnia» is no area of this scheme"),
        (("--set", "applicant_landlord=Moonrise Homes"), "is no landlord"),
        (("--set", "bedrooms_needed=two"), "is a whole number"),
        (("--set", "bedrooms_needed=-3"), "is a whole number"),
        (("--set", "consent_date=soon"), "is a day"),
        (("--set", "consent_date=0001-01-01"), "is a day"),
        (("--set", "consent_given=maybe"), "is yes or no"),
        (("--set", "adults=somebody"), "is no person"),
        (("--set", "adults=999f"), "is no person"),
        (("--set", "risk_primary=a quarrel"), "is one of: domestic_abuse"),
        (("--set", "tenancy_type=mine"), "is one of: secure"),
        (("--set", "officer_email=olive"), "is a mailbox"),
        (("--set", "reference=zzz"), "is no reference"),
        (("--as", "a_poem"), "is no kind of mail"),
        (("--override", "because"), "is not about the cap"),
        (("--accept", "--dismiss", "both"), "give it alone"),
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage(asked: Region, words: tuple[str, ...], sentence: str) -> None:
    done = asked.command("resolve", "Q1", "--by", "Ada", *words, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert sentence in done.stderr
    assert [each["id"] for each in asked.look("queue")] == ["Q1"]


@pytest.mark.parametrize("question", ["Q99", REF, "ARC-77-26", "nonsense", ""])
def test_what_nobody_has_asked_cannot_be_answered(asked: Region, question: str) -> None:
    done = asked.command("resolve", question, "--by", "Ada", "--accept", check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.strip().endswith(".")


def test_who_answers_must_be_said(asked: Region) -> None:
    assert asked.command("resolve", "Q1", "--accept", check=False).returncode == 2
    assert asked.command("resolve", "Q1", "--accept", "--by", " ", check=False).returncode == 2


@pytest.fixture
def region(tmp_path: Path) -> Region:
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()))
    return region


def test_a_dismissed_question_changes_nothing_and_is_answered_once(region: Region) -> None:
    region.tell(approval(REF, sender=STRANGER))
    before = region.states(), region.told()
    region.command("resolve", "q1", "--by", "Ada", "--dismiss", "a wrong address")
    region.run()
    assert (region.states(), region.told(), region.look("queue")) == (*before, [])
    again = region.command("resolve", "Q1", "--by", "Ada", "--accept", check=False)
    assert again.returncode == 1
    assert "answered already, by Ada" in again.stderr


def test_she_vouches_for_a_sender_that_was_not_proved(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, f"RE: {REF}", "Approved. We will owe one home.", verdict="fail", number=9))
    region.command("resolve", "Q1", "--by", "Ada", "--accept")
    region.run()
    assert region.states() == {REF: "circulated"}


def test_a_mail_that_nobody_could_read_is_what_she_says_it_is(region: Region) -> None:
    region.tell(b"\xff\xfe not a mail")
    said = ("--as", "landlord_decision", "--set", "decision=approve", "--set", f"reference={REF}")
    region.command("resolve", "Q1", "--by", "Ada", *said)
    region.run()
    assert region.states() == {REF: "circulated"}
    assert region.look("queue") == []


def test_her_name_stands_in_the_history(region: Region) -> None:
    region.tell(approval(REF, sender=STRANGER))
    region.command("resolve", "Q1", "--by", "Ada Okafor", "--accept")
    region.run()
    assert "Ada Okafor" in {line["who"] for line in region.look("case", REF)["history"]}
