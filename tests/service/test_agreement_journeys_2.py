"""The agreement as strangers would try it: whole journeys through the mailbox and the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import opening
from service.resolve import Answer, resolve
from tests.support.cast import CAMDEN_LEAD, OFFICER, mail, ref
from tests.support.papers import approval, outcome, request_form, request_mail
from tests.support.region import Region

REF, OTHER = ref(1), ref(2)
PAUL = "Paul Reed <paul.reed@shelter-line.example>"
ACCEPTED = "The family has accepted the flat in Camden."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    opened = Region(home=tmp_path / "region").open()
    opened.tell(request_mail(request_form()))
    opened.tell(approval(REF))
    return opened


def second_request(region: Region) -> None:
    """Another household of another officer, out to the same landlords."""
    form = request_form(
        **{
            "Nominating officer": "Paul Reed",
            "Agency": "Shelter Line",
            "Officer's e-mail": "paul.reed@shelter-line.example",
            "Date of request": "03/11/2026",
            "Details of children": "2 children: boy 4, girl 2",
        }
    )
    region.tell(request_mail(form, sender=PAUL, number=30))
    region.tell(approval(OTHER, number=31))
    assert region.states()[OTHER] == "circulated"


def says(sender: str, words: str, number: int, reference: str = REF) -> bytes:
    return mail(sender, f"RE: {reference}", f"Hello,\n\n{words}\n\nKind regards", number=number)


@pytest.mark.rule("R042", "R043")
@pytest.mark.parametrize(
    ("sender", "words"),
    [
        (OFFICER, "Please withdraw this request, the family no longer wishes to move."),
        (OFFICER, "The applicant has withdrawn her consent. Please delete all her information."),
    ],
)
def test_a_home_accepted_for_a_request_that_ends_is_asked_about_for_the_other_that_had_lost_it(
    region: Region, sender: str, words: str
) -> None:
    second_request(region)
    home = f"We can offer a 2 bed first floor flat in Camden for {REF} or {OTHER}, please reply by 20/11/2026."
    region.tell(mail(CAMDEN_LEAD, "A home", home, number=40))
    region.tell(outcome(REF, ACCEPTED, number=41))
    assert [each["state"] for each in region.look("case", OTHER)["offers"]] == ["gone"]
    region.tell(says(sender, words, 42))
    asked = [each["why"] for each in region.look("queue") if each["kind"] == "offer"]
    assert [why for why in asked if why.startswith("Camden has its home back") and OTHER in why] == asked
    assert len(asked) == 1
    assert region.states() == {REF: "withdrawn", OTHER: "circulated"}


@pytest.mark.rule("R042")
def test_the_coordinators_order_that_ends_a_request_asks_about_its_home_too(region: Region) -> None:
    second_request(region)
    home = f"We can offer a 2 bed first floor flat in Camden for {REF} or {OTHER}, please reply by 20/11/2026."
    region.tell(mail(CAMDEN_LEAD, "A home", home, number=40))
    region.tell(outcome(REF, ACCEPTED, number=41))
    region.enter(REF, "case_order", "order=declined", "decline_reason=other")
    assert [each["case"] for each in region.look("queue")] == [REF]


@pytest.mark.rule("R064")
def test_the_groups_that_she_enters_stand_in_the_report_and_nowhere_else(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", real=True).open()
    region.tell(request_mail(request_form()))
    enter = ("enter", REF, "--as", "case_order", "--by", "Ada", "--set", "order=groups", "--set")
    wrong = region.command(*enter, "groups=lbt_men", check=False)
    assert (wrong.returncode, wrong.stderr.strip()) == (
        2,
        "«groups» takes none, or some of: lbt_women, leaving_care, justice_system; not «lbt_men».",
    )
    region.command(*enter, "groups=leaving_care, lbt_women")
    letters = region.letters()
    region.run()
    assert region.letters() == letters
    assert region.look("queue") == []
    history = " ".join(each["what"] for each in region.look("case", REF)["history"])
    assert "The groups for the scheme's figures were set." in history
    assert "lbt" not in history
    region.command("report", "--from", "2026-01-01", "--to", "2099-12-31", "--out", str(region.home / "report"))
    figures = (region.home / "report" / "report.csv").read_bytes().decode()
    assert "LBT women,Requests,1\r\n" in figures
    assert "Women in contact with the criminal justice system,Requests,0\r\n" in figures
    assert not any(word in str(letter).lower() for letter in region.rehearsed() for word in ("lbt", "leaving care"))


@pytest.mark.parametrize(
    "words",
    ["Please reopen this case, the situation has got worse.", "Please can you reopen the request?"],
)
def test_an_officers_wish_to_go_on_after_the_end_is_one_accept_away(region: Region, words: str) -> None:
    region.tell(says(OFFICER, "Please close this request, the family no longer wishes to move.", 50))
    region.tell(says(OFFICER, words, 51))
    (asked,) = region.look("queue")
    assert (asked["kind"], asked["case"]) == ("reopen", REF)
    answered(region, asked["id"], accept=True)
    assert region.states() == {REF: "circulated"}
    assert region.look("queue") == []


@pytest.mark.rule("R007")
@pytest.mark.parametrize(
    "words",
    [
        "He has turned up at her door tonight and she has nowhere to go, please help.",
        "She had to leave tonight and needs somewhere to stay.",
    ],
)
def test_danger_of_tonight_is_seen_in_an_officers_own_words(region: Region, words: str) -> None:
    region.tell(says(OFFICER, words, 50))
    assert any("danger" in each["why"] for each in region.look("queue")), region.look("queue")


@pytest.mark.rule("R034")
def test_a_household_that_has_grown_is_settled_by_the_answer_that_its_question_names(region: Region) -> None:
    region.tell(says(OFFICER, "The applicant has had a baby, so there are now 1 adult and 3 children.", 50))
    (asked,) = region.look("queue")
    assert "adults=34f and children=9m,7f" in asked["why"]
    answered(region, asked["id"], fields=("adults=34f", "children=9m,7f,0"))
    assert len(region.letters("circular_amended")) == 3
    assert [each["why"] for each in region.look("queue")] == [
        "The household has changed. It asks for 2 bedroom(s): ask the officer whether that still fits (R033)."
    ]


def test_what_was_paused_goes_on_in_an_officers_own_words(region: Region) -> None:
    region.tell(says(OFFICER, "Please put this on hold for now, she is in hospital.", 50))
    region.tell(says(OFFICER, "We are ready to resume the search now.", 51))
    assert region.look("queue") == []
    region.tell(says(CAMDEN_LEAD, "We can offer a 2 bed first floor flat in Camden.", 52))
    assert region.states() == {REF: "offered"}


def test_landlords_that_a_pause_had_stopped_hear_again_when_the_home_accepted_meanwhile_falls_through(region: Region) -> None:
    """Resumed while a home is accepted, nobody looks for another; once it is gone, all must look again."""
    region.tell(says(CAMDEN_LEAD, "We can offer a 2 bed first floor flat in Camden.", 50))
    region.tell(says(OFFICER, "Please put this on hold for now, she is in hospital.", 51))
    stopped = {each["to"] for each in region.letters("request_paused")} - {"olive.marsh@harbour-advice.example"}
    assert stopped == {"circulars@brent.example", "circulars@clarion.example"}
    region.tell(says(OFFICER, "She accepts the flat in Camden.", 52))
    region.tell(says(OFFICER, "Please resume.", 53))
    assert region.letters("request_open_again", to="circulars@brent.example") == []
    region.tell(says(CAMDEN_LEAD, "We have to withdraw the offer, the property has failed its safety checks.", 54))
    assert region.states() == {REF: "circulated"}
    assert stopped <= {each["to"] for each in region.letters("request_open_again") if each["state"] == "sent"}
    before = region.told()
    region.tell(says(CAMDEN_LEAD, "We can offer a 2 bed second floor flat in Camden.", 55))
    region.tell(says(CAMDEN_LEAD, "We withdraw the offer of the flat.", 56))
    assert [each for each in region.told() if each[0] == "request_open_again"] == [
        each for each in before if each[0] == "request_open_again"
    ]


def answered(region: Region, question: str, *, accept: bool = False, fields: tuple[str, ...] = ()) -> None:
    with region.store_open() as (settings, store):
        answer = Answer(accept=accept, fields=fields)
        resolve(store, opening.scheme_with_register(settings, store), question, answer, "Ada")
    region.run()
