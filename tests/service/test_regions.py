"""The same story in two regions: another agreement is another file, and no line of Python (R066)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.cast import OFFICER, REGISTER, YEAR, mail
from tests.support.papers import request_form, request_mail
from tests.support.region import ROOT, Region


@dataclass(frozen=True, kw_only=True)
class Place:
    """A region and its cast: who leaves, who offers, who else hears of it."""

    scheme: str
    register: str
    prefix: str
    cap: int
    home: str
    lead: str
    offering: str
    voids: str
    answers: Mapping[str, str]
    circulars: frozenset[str]

    def ref(self, number: int) -> str:
        return f"{self.prefix}-{number:02}-{YEAR:02}"


LONDON = Place(
    scheme="pan_london.toml",
    register=REGISTER,
    prefix="ARC",
    cap=3,
    home="Hackney",
    lead="nadia.ferris@hackney.example",
    offering="Camden",
    voids="voids@camden.example",
    answers={},
    circulars=frozenset({"circulars@camden.example", "circulars@brent.example", "circulars@clarion.example"}),
)
NORTHMERE = Place(
    scheme="northmere.toml",
    register=(ROOT / "scheme" / "northmere_register.csv").read_text(),
    prefix="NMR",
    cap=2,
    home="Ashrigg",
    lead="lead@ashrigg.example",
    offering="Garrowmere",
    voids="lettings@garrowmere.example",
    answers={
        "Applicant's landlord": "Ashrigg District Council",
        "Borough of residence": "Ashrigg",
        "Boroughs requested": "Garrowmere, Hythewick",
        "Areas to avoid": "Ashrigg",
    },
    circulars=frozenset(  # this agreement tells every partner of every request, but never the applicant's own landlord
        {
            "lettings@ashlode.example",
            "lettings@brackenfold.example",
            "lettings@dunnawater.example",
            "lettings@garrowmere.example",
            "homes@tarnside.example",
            "homes@moorgate.example",
            "homes@saltings.example",
            "homes@lantern.example",
        }
    ),
)


@pytest.fixture(params=[LONDON, NORTHMERE], ids=["pan_london", "northmere"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


@pytest.fixture
def region(tmp_path: Path, place: Place) -> Region:
    return Region(home=tmp_path / "region", scheme=place.scheme, register=place.register).open()


def story(place: Place, number: int) -> list[bytes]:
    """A whole move of the n-th household."""
    reference, first = place.ref(number), number * 10
    form = request_form(**{**place.answers, "Details of children": f"1 child: girl {number + 2}"})
    home = f"We can offer a 2 bed first floor flat in {place.offering}. Please reply by 25/11/2026."

    def said(sender: str, words: str, later: int) -> bytes:
        return mail(sender, f"RE: {reference}", f"Hello,\n\n{words}\n\nKind regards", number=first + later)

    return [
        request_mail(form, number=first),
        said(place.lead, "Approved. We understand that we will owe one home to the pot.", 1),
        said(place.voids, home, 2),
        said(OFFICER, "We accept the offer.", 3),
        said(OFFICER, "The tenancy started on 16/11/2026.", 4),
    ]


@pytest.mark.rule("R066")
def test_a_family_moves_in_either_region(region: Region, place: Place) -> None:
    for each in story(place, 1):
        region.tell(each)
    assert region.look("queue") == []
    assert region.states() == {place.ref(1): "moved"}
    assert region.balances()[place.home]["owes"] == 1
    assert region.balances()[place.offering]["owes"] == -1
    assert {each["to"] for each in region.letters("circular")} == place.circulars
    assert {each["state"] for each in region.letters()} == {"sent"}


@pytest.mark.rule("R049", "R050", "R066")
def test_the_cap_of_each_agreement_holds(region: Region, place: Place) -> None:  # R050
    for number in range(1, place.cap + 1):
        for each in story(place, number):
            region.tell(each)
    for each in story(place, place.cap + 1)[:2]:
        region.tell(each)
    assert region.states()[place.ref(place.cap + 1)] == "held_at_cap"
    assert sum(each["owes"] for each in region.balances().values()) == 0


@pytest.mark.rule("R066")
def test_no_letter_of_one_region_speaks_of_another(region: Region, place: Place) -> None:
    for each in story(place, 1):
        region.tell(each)
    other = "London" if place is NORTHMERE else "Northmere"
    for letter in region.rehearsed():
        assert other.casefold() not in letter.as_string().casefold()


def test_the_fewest_areas_of_each_agreement(region: Region, place: Place) -> None:
    wanted = "Camden" if place is LONDON else "Garrowmere"
    region.tell(request_mail(request_form(**{**place.answers, "Boroughs requested": wanted})))
    assert region.states() == {place.ref(1): "awaiting_approval" if place is LONDON else "received"}
    assert ("more_information" in {each["kind"] for each in region.letters()}) is (place is NORTHMERE)
