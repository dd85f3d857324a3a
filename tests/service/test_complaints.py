"""A complaint goes to the complaints team as it came, is read as nothing else, and nobody answers it by machine (R056)."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from outbox import complaint
from service.resolve import Answer, resolve
from tests.support.cast import CAMDEN_LEAD, HACKNEY_LEAD, STRANGER, Attachment, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

TEAM = "complaints@region.example"
WORDS = "I wish to make a formal complaint about the way you handled this."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return with_team(Region(home=tmp_path / "region"), TEAM).open()


def with_team(region: Region, *team: str) -> Region:
    file = region.home / "reciprocal.toml"
    file.write_text(file.read_text() + f"[complaints]\nto = {json.dumps(team)}\n")
    return region


def attached(letter: EmailMessage) -> bytes:
    (file,) = letter.iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def questions(region: Region) -> list[tuple[str, str]]:
    return [(each["kind"], each["why"]) for each in region.look("queue")]


@pytest.mark.rule("R056")
@pytest.mark.parametrize("sender", [STRANGER, HACKNEY_LEAD])
@pytest.mark.parametrize("verdict", ["pass", "fail"])
def test_a_complaint_is_passed_on_as_it_came_whoever_sent_it(region: Region, sender: str, verdict: str) -> None:
    came = mail(sender, "Not good enough", WORDS, verdict=verdict)
    region.tell(came)
    assert region.told() == [("complaint", TEAM)]
    (letter,) = region.rehearsed()
    assert attached(letter) == came
    (question,) = questions(region)
    assert question[0] == "complaint"
    assert "goes on to the complaints team" in question[1]


@pytest.mark.rule("R056")
def test_neither_a_form_nor_an_approval_in_a_complaint_is_acted_on(region: Region) -> None:
    region.tell(request_mail(request_form()))
    before = region.everything()
    form = Attachment(name="form.docx", data=request_form(**{"Date of request": "09/11/2026"}))
    came = mail(HACKNEY_LEAD, f"Re: {ref(1)}", f"{WORDS} We approve {ref(1)}.", attachments=[form], number=20)
    region.tell(came)
    after = region.everything()
    assert (after["cases"], after["ledger"]) == (before["cases"], before["ledger"])
    assert [each for each in region.told() if each[0] == "complaint"] == [("complaint", TEAM)]
    assert len(after["letters"]) == len(before["letters"]) + 1
    (asked,) = [why for kind, why in questions(region) if kind == "complaint"]
    assert "form.docx" in asked


def test_without_a_team_the_coordinator_is_asked_and_nothing_goes(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(mail(STRANGER, "Not good enough", WORDS))
    assert region.told() == []
    assert "pass it to the complaints team" in questions(region)[0][1]


def test_a_reference_in_it_changes_nothing_that_goes_out(region: Region) -> None:  # D13
    region.tell(request_mail(request_form()))
    for number, words in enumerate((f"{WORDS} It is about {ref(1)}.", f"{WORDS} It is about {ref(77)}."), 30):
        region.tell(mail(STRANGER, "Not good enough", words, number=number))
    assert [each for each in region.told() if each[0] == "complaint"] == [("complaint", TEAM)] * 2


@pytest.mark.parametrize(
    ("sender", "words", "extra"),
    [
        (STRANGER, "This is not a formal complaint, but I am not happy. I wish to complain later.", ()),
        (f"Complaints <{TEAM}>", f"{WORDS} We have logged it.", ()),
        (STRANGER, WORDS, (("Auto-Submitted", "auto-replied"),)),
    ],
    ids=["perhaps none", "the team's own answer", "a machine"],
)
def test_what_is_perhaps_none_or_comes_from_the_team_or_a_machine_is_not_passed_on(
    region: Region, sender: str, words: str, extra: tuple[tuple[str, str], ...]
) -> None:
    region.tell(mail(sender, "About it", words, extra=extra))
    assert region.told() == []


def test_what_she_says_is_a_complaint_goes_on_once(region: Region) -> None:
    came = mail(CAMDEN_LEAD, "About it", "We are most unhappy with how our officer was spoken to. Who looks into this?")
    region.tell(came)
    (question,) = region.look("queue")
    answer(region, question["id"], Answer(kind="complaint"))
    region.run()
    assert attached(region.rehearsed()[0]) == came
    (again,) = region.look("queue")
    answer(region, again["id"], Answer(accept=True))
    region.run()
    assert region.told() == [("complaint", TEAM)]


def answer(region: Region, question: str, said: Answer) -> Any:
    with region.store_open() as (settings, store):
        from service import opening

        return resolve(store, opening.scheme_with_register(settings, store), question, said, "Ada Okafor")


def test_one_too_large_to_travel_is_for_a_person(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.complaints.LARGEST", 500)
    assert complaint.LARGEST * 4 // 3 < 25 * 1024 * 1024
    region.tell(mail(STRANGER, "Not good enough", WORDS + "\n" * 600))
    assert region.told() == []
    assert "pass it to the complaints team" in questions(region)[0][1]


def test_a_team_at_no_secure_domain_is_not_written_to(tmp_path: Path) -> None:
    region = with_team(Region(home=tmp_path / "region"), "complaints@region.test").open()
    region.tell(mail(STRANGER, "Not good enough", WORDS))
    assert [each["state"] for each in region.letters("complaint")] == ["held"]
    assert region.rehearsed() == []
