"""Stories about the speaker: a mailbox in a stranger's hands, a look-alike, a changed mail, and one Message-ID over two mails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outbox.post import part
from tests.support.cast import BOUNDARY, CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, STRANGER, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region
from tests.support.signing import KEY_NAME, a_key, signed

REF = ref(1)
OLIVE = "olive.marsh@harbour-advice.example"
TAKES_OVER = "The nominating officer is now Sam Stone, sam.stone@nowhere.example. Please write to them."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    opened = Region(home=tmp_path / "region").open()
    opened.tell(request_mail(request_form()))
    return opened


def questions(region: Region) -> list[str]:
    return [each["kind"] for each in region.look("queue")]


def test_who_is_stored_hears_that_another_officer_was_asked_for_and_not_which(region: Region) -> None:
    region.tell(mail(OFFICER, f"RE: {REF}", TAKES_OVER, number=9))
    assert questions(region) == ["change"]
    assert region.told()[2:] == [("change_asked", OLIVE)]
    (letter,) = (each for each in region.rehearsed() if "a change was asked for" in each["Subject"])
    words = part(letter.as_bytes(), "plain")
    assert "telephone the scheme at once" in " ".join(words.split())
    assert "Stone" not in letter.as_string()
    assert region.states() == {REF: "awaiting_approval"}


@pytest.mark.parametrize("verdict", ["", "fail", "none"])
def test_nobody_hears_of_a_change_that_somebody_unproved_asks_for(region: Region, verdict: str) -> None:
    before = region.told()
    for reference in (REF, "ARC-99-26"):
        region.tell(mail(OFFICER, f"RE: {reference}", TAKES_OVER, number=9, verdict=verdict))
    assert region.told() == before
    assert questions(region) == ["sender", "sender"]


def test_a_look_alike_is_told_to_the_coordinator_alone(region: Region) -> None:
    before = region.told()
    region.tell(mail("Olive Marsh <olive.marsh@harbour-advise.example>", f"RE: {REF}", "Please withdraw this request.", number=9))
    (question,) = region.look("queue")
    assert f"looks like {OLIVE}, but is not" in question["why"]
    assert (region.told(), region.states()) == (before, {REF: "awaiting_approval"})


def test_a_name_over_a_strangers_address_is_told_to_the_coordinator_alone(region: Region) -> None:
    region.tell(mail(f"Nadia Ferris <{STRANGER.rpartition('<')[2]}", f"RE: {REF}", "Approved, we will owe one home.", number=9))
    (question,) = region.look("queue")
    assert "goes by the name of nadia.ferris@hackney.example" in question["why"]


def test_a_mail_that_was_changed_after_signing_is_asked_about_where_the_key_is_pinned(tmp_path: Path) -> None:
    """By the command itself, which reads in the reading room."""
    keys = tmp_path / "keys"
    keys.write_text(f"{KEY_NAME} {a_key()[1]}\n")
    region = Region(home=tmp_path / "region", mailbox=f'directory = "mails"\ndkim_keys_file = "{keys}"').open()
    region.post(signed(), signed().replace(b"<1@", b"<2@").replace(b"Approved", b"Declined"))
    region.command("run", "--once")
    whys = [each["why"] for each in region.look("queue")]
    assert sum("The mail may have been changed" in why for why in whys) == 1
    assert len(whys) == 2


ONE_ID = (
    ("two enquiries", CAMDEN_LEAD, "How many offers may a household get?", "Whom do we ask at Brent about the keys?"),
    ("two that are not understood", HACKNEY_LEAD, "Lorem ipsum dolor sit amet.", "We had a lovely meeting the other day."),
    ("two tenants", STRANGER, "I am the tenant, my flat is cold.", "I am the tenant. He has found me again."),
)


@pytest.mark.parametrize(("case", "sender", "first", "second"), ONE_ID, ids=[row[0] for row in ONE_ID])
def test_two_mails_under_one_id_that_ask_a_person_are_both_asked_about(
    region: Region, case: str, sender: str, first: str, second: str
) -> None:
    """F11: their readings hold no words, and so they looked the same; the second was taken for a copy, and nobody saw it."""
    one = mail(sender, "a question", first, number=9)
    region.tell(one, one.replace(first.encode(), second.encode()))
    assert len(region.look("queue")) == 2
    region.tell(one.replace(f"{BOUNDARY}; dmarc=pass".encode(), f"{BOUNDARY}; dmarc=none".encode()))
    assert len(region.look("queue")) == 2, "the same words again, by a road that proves less, are a copy"


def test_an_unproved_copy_that_comes_first_does_not_hold_up_the_genuine_mail(region: Region) -> None:
    """Whatever is wrong with the first one's head: it says the same, and the second one is proved."""
    genuine = mail(HACKNEY_LEAD, f"RE: {REF}", "Approved from our side, and we will owe one home to the pot.", number=9)
    region.tell(b"Received: from sam by mail.evil.example\n" + genuine)
    assert questions(region) == ["sender"]
    region.tell(genuine)
    assert region.states() == {REF: "circulated"}
