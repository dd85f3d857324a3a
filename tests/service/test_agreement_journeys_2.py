"""The agreement as strangers would try it: whole journeys through the mailbox and the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

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
