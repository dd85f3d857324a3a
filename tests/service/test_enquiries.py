"""Somebody asks a question: the coordinator has a draft from the scheme's texts, and nobody is answered without her (R074)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.resolve import Answer, CannotResolve, resolve
from tests.support.cast import HACKNEY_LEAD, OFFICER, OURS, STRANGER, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

QUESTION = "Hello,\n\nHow long does it usually take, and can the family bring their dog?\n\nThanks"
SENDER = f"Reciprocal <{OURS}>"


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def the_question(region: Region, kind: str = "enquiry") -> dict[str, Any]:
    (found,) = [each for each in region.look("queue") if each["kind"] == kind]
    return dict(found)


def send_draft(region: Region, question: str) -> str:
    with region.store_open() as (settings, store):
        from service import opening

        scheme = opening.scheme_with_register(settings, store)
        return resolve(store, scheme, question, Answer(send_draft=True), "Ada Okafor", sender=SENDER)


@pytest.mark.rule("R074")
def test_an_enquiry_has_a_draft_from_the_schemes_texts_and_is_answered_by_nobody_else(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "A question", QUESTION))
    draft = the_question(region)["draft"]
    assert draft["topics"] == ["how_long", "pets"]
    assert "Nobody can say how long a move takes" in " ".join(draft["text"].split())
    assert "none is promised" in " ".join(draft["text"].split())
    assert draft["to"] == "nadia.ferris@hackney.example"
    assert region.told() == []


@pytest.mark.rule("R074")
def test_what_no_text_answers_is_left_to_a_person(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "A question", "Could you tell me whether the meeting on Monday goes ahead?"))
    question = the_question(region)
    assert question["draft"]["topics"] == []
    assert "A person will look at your question" in question["draft"]["text"]
    assert question["draft"]["to"] is None
    with pytest.raises(CannotResolve, match="write one yourself"):
        send_draft(region, question["id"])
    assert region.told() == []


@pytest.mark.rule("R070", "R074")
def test_words_of_a_quoted_mail_ask_nothing(region: Region) -> None:
    body = "Who is the named lead for Camden?\n\nOn Mon, 6 Jul 2026 at 10:00, Olive Marsh wrote:\n> How long does it take?\n"
    region.tell(mail(HACKNEY_LEAD, "A question", body))
    assert the_question(region)["draft"]["topics"] == ["named_lead"]


def test_by_her_word_the_draft_goes_as_it_stands(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "A question", QUESTION))
    question = the_question(region)
    assert "The draft goes" in send_draft(region, question["id"])
    region.run()
    assert region.told() == [("answer", "nadia.ferris@hackney.example")]
    (letter,) = region.rehearsed()
    said = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert " ".join(said.split()) == " ".join(f"Your question {question['draft']['text']}".split())
    assert {each["state"] for each in region.letters()} == {"sent"}
    assert region.look("queue") == []
    with pytest.raises(CannotResolve, match="answered already"):
        send_draft(region, question["id"])


def test_an_officer_of_an_open_case_may_be_answered_and_the_case_says_so(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(mail(OFFICER, f"Re: {ref(1)}", f"About {ref(1)}: how long does it usually take?", number=20))
    send_draft(region, the_question(region)["id"])
    region.run()
    assert ("answer", "olive.marsh@harbour-advice.example") in region.told()
    (letter,) = [each for each in region.rehearsed() if each["Subject"] == "Your question"]
    assert ref(1) not in letter.as_string()
    assert "A question was answered" in str(region.look("case", ref(1))["history"])


@pytest.mark.parametrize(
    ("sender", "verdict", "why"),
    [
        (STRANGER, "pass", "neither in the register nor an officer"),
        (HACKNEY_LEAD, "fail", "not proved who sent it"),
        (HACKNEY_LEAD, "", "not proved who sent it"),
    ],
    ids=["a stranger", "a failed check", "no check"],
)
def test_a_stranger_is_shown_to_her_with_a_warning_and_never_written_to(
    sender: str, verdict: str, why: str, region: Region
) -> None:  # D13
    region.tell(mail(sender, "A question", QUESTION, verdict=verdict))
    question = the_question(region)
    assert question["draft"]["to"] is None
    assert why in question["draft"]["warning"]
    with pytest.raises(CannotResolve, match=why):
        send_draft(region, question["id"])
    region.run()
    assert region.told() == []


def test_what_is_no_enquiry_has_no_draft_to_send(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "Hm", "Nadia Ferris has left. The new named lead is Dawn Price."))
    with pytest.raises(CannotResolve, match="no enquiry"):
        send_draft(region, region.look("queue")[0]["id"])


@pytest.mark.rule("R007")
def test_where_the_mail_speaks_of_danger_the_draft_says_first_where_help_is(region: Region) -> None:
    region.tell(mail(HACKNEY_LEAD, "A question", "She is fleeing tonight. How long does it take?"))
    text = " ".join(the_question(region)["draft"]["text"].split())
    assert text.index("ring 999") < text.index("Thank you for your question")


def test_the_command_shows_the_draft_and_how_to_send_it(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(mail(HACKNEY_LEAD, "A question", QUESTION))
    question = the_question(region)["id"]
    shown = region.command("queue", question).stdout
    assert "Nobody can say how long a move takes" in shown
    assert "--send-draft" in shown
    region.command("resolve", question, "--send-draft", "--by", "Ada Okafor")
    assert [each["state"] for each in region.letters("answer")] == ["waiting"]
