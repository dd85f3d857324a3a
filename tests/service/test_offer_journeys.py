"""Offers from the mail to the letters: wherever the reference stands, one home for several, two landlords at once (R042–R046)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cast import BRENT_VOIDS, CAMDEN_LEAD, Attachment, mail, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region
from tests.support.word_maker import form_docx

REF, OTHER = ref(1), ref(2)
OLIVE = "olive.marsh@harbour-advice.example"
PAUL = "Paul Reed <paul.reed@shelter-line.example>"
COLM = "colm.darby@camden.example"
HOME = "We can offer a 2 bed first floor flat in Camden, please reply by 20/11/2026."
FROM_BRENT = "We can offer a 2 bed ground floor flat in Brent, please reply by 20/11/2026."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    opened = Region(home=tmp_path / "region").open()
    opened.tell(request_mail(request_form()))
    opened.tell(approval(REF))
    return opened


def second_request(region: Region) -> None:
    """Another household of another officer, out to the same landlords."""
    changed = {
        "Nominating officer": "Paul Reed",
        "Agency": "Shelter Line",
        "Officer's e-mail": "paul.reed@shelter-line.example",
        "Support in place": "Shelter Line",
        "Date of request": "03/11/2026",
        "Details of children": "2 children: boy 4, girl 2",
    }
    region.tell(request_mail(request_form(**changed), sender=PAUL, number=30))
    region.tell(approval(OTHER, number=31))
    assert region.states()[OTHER] == "circulated"


def offers(region: Region, reference: str = REF) -> list[tuple[str, str]]:
    return [(each["landlord"], each["state"]) for each in region.look("case", reference)["offers"]]


def form(reference: str) -> Attachment:
    rows = (
        ("Reference", reference),
        ("Borough", "Camden"),
        ("Bedrooms", "2"),
        ("Property type", "Flat"),
        ("Floor", "First"),
        ("Rent", "£128.40 pw"),
    )
    return Attachment(name="Property offer.docx", data=form_docx(rows, title="Property offer"))


def thread(region: Region, kind: str, to: str) -> str:
    """The Message-ID of a letter of ours."""
    return next(
        str(each["Message-ID"])
        for each in region.rehearsed()
        if each["To"] == to and each["X-Reciprocal-Letter"] in ids(region, kind)
    )


def ids(region: Region, kind: str) -> set[str]:
    return {each["id"] for each in region.letters(kind)}


@pytest.mark.rule("R042", "R045")
@pytest.mark.parametrize("where", ["subject", "body", "form", "thread"])
def test_the_reference_may_stand_in_the_subject_the_body_the_form_or_the_thread(region: Region, where: str) -> None:
    mails = {
        "subject": mail(CAMDEN_LEAD, f"A home for {REF}", HOME),
        "body": mail(CAMDEN_LEAD, "A home", f"{HOME} It is for {REF}."),
        "form": mail(CAMDEN_LEAD, "A home", "Please see attached.", attachments=[form(REF)]),
        "thread": mail(
            CAMDEN_LEAD, "Re: a home is wanted", HOME, answers_to=thread(region, "circular", "circulars@camden.example")
        ),
    }
    region.tell(mails[where])
    assert offers(region) == [("Camden", "open")]
    assert ("offer_notice", OLIVE) in region.told()
    assert region.look("queue") == []
    (notice,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] in ids(region, "offer_notice")]
    words = " ".join(notice.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    assert "There is no guarantee of a further offer, and the number of offers is limited." in words


def test_places_that_contradict_each_other_are_asked_about(region: Region) -> None:
    second_request(region)
    before = region.told()
    circular = next(
        str(each["Message-ID"])
        for each in region.rehearsed()
        if each["To"] == "circulars@camden.example" and str(each["Subject"]).startswith(OTHER)
    )
    for number, each in enumerate(
        (
            mail(CAMDEN_LEAD, f"A home for {REF}", "Please see attached.", attachments=[form(OTHER)], number=40),
            mail(CAMDEN_LEAD, f"RE: {REF}", f"{HOME} It is for {OTHER}.", number=41),
            mail(CAMDEN_LEAD, f"A home for {REF}", HOME, answers_to=circular, number=42),
        ),
        1,
    ):
        region.tell(each)
        assert len(region.look("queue")) == number
    assert region.told() == before
    assert offers(region) == offers(region, OTHER) == []


@pytest.mark.rule("R042")
def test_one_home_for_two_requests_is_taken_by_the_first_acceptance(region: Region) -> None:
    second_request(region)
    region.tell(mail(CAMDEN_LEAD, "A void", f"This 2 bed flat in Camden could suit {REF} or {OTHER}.", number=40))
    assert offers(region) == offers(region, OTHER) == [("Camden", "open")]
    assert sorted(each["to"] for each in region.letters("offer_notice")) == [OLIVE, "paul.reed@shelter-line.example"]
    region.tell(outcome(OTHER, "We accept the offer.", sender=PAUL, number=41))
    assert (offers(region), offers(region, OTHER)) == ([("Camden", "gone")], [("Camden", "accepted")])
    assert region.states() == {REF: "circulated", OTHER: "accepted"}
    (gone,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] in ids(region, "offer_gone")]
    assert gone["To"] == OLIVE
    assert OTHER not in gone.as_string()
    assert "no longer free" in gone.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    region.tell(outcome(REF, "We accept the offer.", number=42))
    assert region.states()[REF] == "circulated"
    assert [each["case"] for each in region.look("queue")] == [REF]
    assert region.balances()["Hackney"]["reserved"] == 1


def test_of_two_landlords_the_first_accepted_wins_and_the_other_may_let_its_home(region: Region) -> None:
    region.tell(offer(REF), offer(REF, sender=BRENT_VOIDS, words=FROM_BRENT, number=7))
    region.tell(outcome(REF, "We accept the offer from Brent.", number=8))
    assert offers(region) == [("Camden", "lapsed"), ("Brent", "accepted")]
    (let_go,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] in ids(region, "offer_no_longer_needed")]
    assert let_go["To"] == COLM
    words = let_go.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "free to let it" in words
    assert "closed" not in words
    assert "Brent" not in let_go.as_string()
    region.tell(mail(BRENT_VOIDS, f"RE: {REF}", "We have to withdraw the offer, there is a leak.", number=9))
    asked = region.look("queue")
    assert [each["urgent"] for each in asked] == [True, False]
    assert "Ask Camden again" in asked[1]["why"]


@pytest.mark.rule("R043", "R044")
def test_a_viewing_and_a_refusal_stand_on_the_offer(region: Region) -> None:
    region.tell(offer(REF))
    region.tell(outcome(REF, "Viewing booked for 18/11/2026.", number=4))
    (made,) = region.look("case", REF)["offers"]
    assert (made["viewing"], made["viewing_on"]) == ("viewing_booked", "2026-11-18")
    region.tell(outcome(REF, "She viewed the property.", number=5))
    region.tell(outcome(REF, "They have refused the offer, it is too small.", number=6))
    (made,) = region.look("case", REF)["offers"]
    assert (made["viewing"], made["state"], made["refusal_reason"]) == ("viewed", "refused", "too_small")
    assert made["ended_on"]
    region.tell(offer(REF, words="We can offer a 2 bed third floor flat in Camden.", number=7))
    assert len(offers(region)) == 1
    assert "R044" in region.look("queue")[0]["why"]


def test_an_offer_after_the_end_is_answered_kindly_and_told_to_the_coordinator(region: Region) -> None:
    region.tell(outcome(REF, "Please withdraw this request, the move is no longer needed.", number=4))
    region.tell(offer(REF))
    (letter,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] in ids(region, "offer_not_now")]
    assert letter["To"] == COLM
    assert "not open for offers at present" in " ".join(letter.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    assert len(region.look("queue")) == 1
    before = region.told()
    region.tell(offer(REF, sender="Ealing <voids@ealing.example>", words="We can offer a 2 bed flat in Ealing.", number=8))
    assert region.told() == before  # it has had no circular


@pytest.mark.rule("R042")
def test_an_offer_that_reached_the_officer_alone_is_completed(region: Region) -> None:
    words = "Camden Council have offered a 2 bed first floor flat in Camden."
    region.tell(outcome(REF, words, number=4))
    assert offers(region) == [("Camden", "open")]
    assert region.look("queue") == []
    assert "offer_notice" not in {kind for kind, _ in region.told()}
    (heard,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] in ids(region, "offer_heard")]
    assert heard["To"] == "voids@camden.example"
    region.tell(offer(REF, number=5))
    assert offers(region) == [("Camden", "open")]
    assert ("offer_notice", OLIVE) in region.told()
    region.tell(outcome(REF, "We accept the offer.", number=6))
    assert region.states() == {REF: "accepted"}


def test_an_answer_to_the_circular_may_offer_the_home_to_another_request_too(region: Region) -> None:
    second_request(region)
    circular = thread(region, "circular", "circulars@camden.example")
    words = f"This 2 bed flat in Camden could suit {REF} or {OTHER}."
    region.tell(mail("Desk <circulars@camden.example>", "Re: a home is wanted", words, number=40, answers_to=circular))
    assert offers(region) == offers(region, OTHER) == [("Camden", "open")]
    assert region.look("queue") == []
