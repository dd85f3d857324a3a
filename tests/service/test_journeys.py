"""Whole stories through the real command: mails in a directory, the line, then what the looking commands and letters say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cast import CAMDEN_LEAD, CLARION_VOIDS, HACKNEY_LEAD, STRANGER, mail, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region

REF = ref(1)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def whole_story() -> list[bytes]:
    return [
        request_mail(request_form()),
        approval(REF),
        offer(REF),
        outcome(REF, "She viewed it yesterday and she loves it. We are accepting the offer.", number=4),
        outcome(REF, "Keys handed over, the tenancy began on 16/11/2026. One adult and two children have moved.", number=5),
    ]


def test_a_request_becomes_a_case_and_its_landlord_is_asked(region: Region) -> None:
    region.tell(request_mail(request_form()))
    assert region.states() == {REF: "awaiting_approval"}
    assert region.told() == [
        ("acknowledgement", "olive.marsh@harbour-advice.example"),
        ("approval_request", "nadia.ferris@hackney.example"),
    ]
    assert region.look("queue") == []


@pytest.mark.rule("R047")
def test_a_family_moves_and_the_pot_is_balanced(region: Region) -> None:
    for step in whole_story():
        region.tell(step)
    assert region.look("queue") == []
    assert region.states() == {REF: "moved"}
    balances = region.balances()
    assert balances["Hackney"] == {"given": 0, "received": 1, "owes": 1, "reserved": 0}
    assert balances["Camden"] == {"given": 1, "received": 0, "owes": -1, "reserved": 0}
    assert sum(each["owes"] for each in balances.values()) == 0


@pytest.mark.rule("R037")
def test_a_circular_goes_to_partners_with_homes_in_the_requested_areas_and_to_nobody_else(region: Region) -> None:
    for step in whole_story()[:2]:
        region.tell(step)
    assert {each["to"] for each in region.letters("circular")} == {
        "circulars@camden.example",
        "circulars@brent.example",
        "circulars@clarion.example",
    }


def test_an_accepted_offer_is_reserved_before_the_tenancy_starts(region: Region) -> None:
    for step in whole_story()[:4]:
        region.tell(step)
    assert region.states() == {REF: "accepted"}
    assert region.balances()["Hackney"] == {"given": 0, "received": 0, "owes": 0, "reserved": 1}


@pytest.mark.rule("R069")
def test_the_whole_mailbox_fed_again_in_another_order_changes_nothing(region: Region) -> None:
    for step in whole_story():
        region.tell(step)
    before = region.everything()
    region.tell(*reversed(whole_story()))
    assert region.everything() == before


def test_all_mails_in_one_go_end_as_they_do_one_by_one(region: Region, tmp_path: Path) -> None:
    for step in whole_story():
        region.tell(step)
    at_once = Region(home=tmp_path / "at once").open()
    at_once.tell(*whole_story())
    assert at_once.states() == region.states()
    assert at_once.balances() == region.balances()
    assert at_once.told() == region.told()


def test_every_mail_that_was_taken_in_lies_in_the_done_folder(region: Region) -> None:
    region.tell(*whole_story(), b"not a mail at all")
    left = [path.name for path in (region.home / "mails").iterdir() if path.is_file()]
    assert left == []
    assert len(list((region.home / "mails" / "Processed").iterdir())) == 6


@pytest.mark.rule("R021")
def test_a_strangers_approval_is_a_question_and_elicits_nothing(region: Region) -> None:
    region.tell(request_mail(request_form()))
    told = region.told()
    region.tell(approval(REF, sender=STRANGER))
    assert region.states() == {REF: "awaiting_approval"}
    assert region.told() == told
    assert len(region.look("queue")) == 1


@pytest.mark.rule("D13")
def test_a_known_and_an_unknown_reference_look_alike_from_outside(region: Region) -> None:
    region.tell(request_mail(request_form()))
    told = region.told()
    region.tell(approval(REF, sender=STRANGER, number=7), approval(ref(77), sender=STRANGER, number=8))
    assert region.told() == told
    assert len(region.look("queue")) == 2


@pytest.mark.parametrize("verdict", ["", "fail", "none"])
def test_a_named_lead_whose_mail_the_boundary_does_not_vouch_for_is_asked_about(region: Region, verdict: str) -> None:
    region.tell(request_mail(request_form()))
    forged = mail(HACKNEY_LEAD, f"RE: {REF}", "Approved.", verdict=verdict, number=9)
    region.tell(forged)
    assert region.states() == {REF: "awaiting_approval"}
    assert [each["kind"] for each in region.look("queue")] == ["sender"]


@pytest.mark.rule("R021")
def test_the_wrong_landlords_lead_cannot_approve(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(approval(REF, sender=CAMDEN_LEAD))
    assert region.states() == {REF: "awaiting_approval"}
    assert len(region.look("queue")) == 1


def test_a_declined_request_is_closed_and_its_officer_told(region: Region) -> None:
    region.tell(request_mail(request_form()))
    region.tell(approval(REF, words="Unfortunately we can't support this as there is a live possession order."))
    assert region.states() == {REF: "declined"}
    assert ("declined", "olive.marsh@harbour-advice.example") in region.told()


def test_a_refused_offer_opens_the_request_again(region: Region) -> None:
    for step in whole_story()[:3]:
        region.tell(step)
    region.tell(outcome(REF, "They have refused the offer, it is too close to his mother's.", number=6))
    assert region.states() == {REF: "circulated"}


def test_a_withdrawn_request_is_closed_to_all_who_heard_of_it(region: Region) -> None:
    for step in whole_story()[:2]:
        region.tell(step)
    region.tell(outcome(REF, "Please close this one, she no longer wants to move.", number=6))
    assert region.states() == {REF: "withdrawn"}
    assert {each["to"] for each in region.letters("closed")} == {each["to"] for each in region.letters("circular")}


@pytest.mark.rule("R049", "R051")
def test_a_landlord_at_the_cap_is_held_and_released_when_it_gives_a_home(region: Region) -> None:
    for number in range(1, 4):
        move_one(region, number)
    assert region.balances()["Hackney"]["owes"] == 3
    region.tell(request_mail(request_form(**{"Date of request": "09/11/2026"}), number=40))
    region.tell(approval(ref(4), number=41))
    assert region.states()[ref(4)] == "held_at_cap"
    assert ref(4) not in {each["case"] for each in region.letters("circular")}
    give_a_home(region, ref(5), 50)
    assert region.states()[ref(4)] == "circulated"
    assert sum(each["owes"] for each in region.balances().values()) == 0


def test_the_coordinator_may_let_a_held_request_go_on_with_a_reason(region: Region) -> None:
    for number in range(1, 4):
        move_one(region, number)
    region.tell(request_mail(request_form(**{"Date of request": "09/11/2026"}), number=40))
    region.tell(approval(ref(4), number=41))
    region.command("resolve", ref(4), "--by", "Ada Okafor", "--override", "a threat to life")
    region.run()
    assert region.states()[ref(4)] == "circulated"
    assert region.look("queue") == []


def move_one(region: Region, number: int) -> None:
    """A whole move of a Hackney household into Camden."""
    reference, first = ref(number), number * 10
    region.tell(request_mail(request_form(**{"Date of request": f"0{number}/11/2026"}), number=first))
    region.tell(approval(reference, number=first + 1))
    region.tell(offer(reference, number=first + 2))
    region.tell(outcome(reference, "We accept the offer.", number=first + 3))
    region.tell(outcome(reference, "The tenancy started on 16/11/2026.", number=first + 4))
    assert region.states()[reference] == "moved"


def give_a_home(region: Region, reference: str, first: int) -> None:
    """Hackney rehouses a Camden household."""
    away = {
        "Applicant's landlord": "Camden Council",
        "Borough of residence": "Camden",
        "Boroughs requested": "Hackney, Brent",
        "Areas to avoid": "Camden",
    }
    region.tell(request_mail(request_form(**away), number=first))
    region.tell(approval(reference, sender=CAMDEN_LEAD, number=first + 1))
    voids = "Voids <voids@hackney.example>"
    region.tell(
        offer(
            reference,
            sender=voids,
            number=first + 2,
            words="We can offer a 2 bed ground floor flat in Hackney, please reply by 20/11/2026.",
        )
    )
    region.tell(outcome(reference, "We accept the offer.", number=first + 3))
    region.tell(outcome(reference, "The tenancy started on 16/11/2026.", number=first + 4))


def test_an_offer_outside_the_requested_areas_is_a_question(region: Region) -> None:
    for step in whole_story()[:2]:
        region.tell(step)
    region.tell(offer(REF, sender=CLARION_VOIDS, words="We have a 2 bed flat in Merton for this family."))
    assert region.states() == {REF: "circulated"}
    assert len(region.look("queue")) == 1


def test_anywhere_except_is_never_read_as_a_wish(region: Region) -> None:
    region.tell(request_mail(request_form(**{"Boroughs requested": "Anywhere except Hackney"})))
    assert region.states() == {REF: "received"}
    assert region.look("case", REF)["areas"] == []
    assert len(region.look("queue")) == 1


def test_the_coordinators_answer_lets_the_case_go_on(region: Region) -> None:
    region.tell(request_mail(request_form(**{"Boroughs requested": "Camden and somewhere near Wembley"})))
    question = region.look("queue")[0]["id"]
    region.command("resolve", question, "--by", "Ada Okafor", "--set", "areas_requested=Camden, Brent")
    region.run()
    assert region.look("queue") == []
    assert region.states() == {REF: "awaiting_approval"}
    assert region.look("case", REF)["areas"] == ["Brent", "Camden"]


@pytest.mark.rule("R013")
def test_an_unknown_landlord_is_a_question_and_nothing_is_circulated(region: Region) -> None:
    region.tell(request_mail(request_form(**{"Applicant's landlord": "Moonrise Homes"})))
    assert region.states() == {REF: "received"}
    assert len(region.look("queue")) == 1
    assert "approval_request" not in {kind for kind, _ in region.told()}


def test_an_out_of_office_reply_is_nobodys_word(region: Region) -> None:
    region.tell(request_mail(request_form()))
    before = region.everything()
    region.tell(
        mail(
            HACKNEY_LEAD,
            f"Automatic reply: {REF}: approval requested",
            "Approved leave until Monday.",
            number=11,
            extra=[("Auto-Submitted", "auto-replied")],
        )
    )
    assert region.everything() == before


def test_officers_letters_carry_the_address_and_nobody_elses_does(region: Region) -> None:
    words = "We can offer a 2 bed flat at 14 Example Street, ZZ99 9ZZ, in Camden. Please reply by 20/11/2026."
    for step in (*whole_story()[:2], offer(REF, words=words)):
        region.tell(step)
    holding = {str(each["To"]) for each in region.rehearsed() if "14 Example Street" in each.get_body(("plain",)).get_content()}  # type: ignore[union-attr]
    assert holding <= {"olive.marsh@harbour-advice.example"}
    assert (
        "Example Street"
        not in region.command("outbox", "--json").stdout
        + region.command("cases", "--json").stdout
        + region.command("case", REF, "--json").stdout
    )


@pytest.mark.rule("D1")
def test_one_mail_one_recipient_and_no_copy(region: Region) -> None:
    region.tell(*whole_story())
    letters = region.rehearsed()
    assert letters
    for letter in letters:
        assert len(letter.get_all("To", [])) == 1
        assert "," not in letter["To"]
        assert letter["Cc"] is None
        assert letter["Bcc"] is None
        assert letter["Auto-Submitted"] == "auto-generated"


def test_the_officer_who_is_not_on_the_form_is_asked_about(region: Region) -> None:
    region.tell(request_mail(request_form(), sender=STRANGER))
    assert region.states() == {}
    assert region.told() == []
    assert [each["kind"] for each in region.look("queue")] == ["sender"]
