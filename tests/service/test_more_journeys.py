"""Stories that go other ways: crossed mails, two homes at once, a full pot, and a coordinator who settles it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cast import BRENT_VOIDS, CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, REGISTER, mail, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region

REF = ref(1)
OLIVE = "olive.marsh@harbour-advice.example"
FROM_BRENT = "We can offer a 2 bed ground floor flat in Brent. Please reply by 25/11/2026."


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def story(upto: int) -> list[bytes]:
    steps = [
        request_mail(request_form()),
        approval(REF),
        offer(REF),
        outcome(REF, "We are accepting the offer.", number=4),
        outcome(REF, "The tenancy began on 16/11/2026.", number=5),
    ]
    return steps[:upto]


def tell_each(region: Region, *mails: bytes) -> None:
    for each in mails:
        region.tell(each)


def family(region: Region, number: int, upto: int) -> None:
    """The n-th family of the same officer, told as far as `upto`."""
    form = request_form(**{"Date of request": f"0{number}/11/2026", "Details of children": f"1 child: girl {number + 2}"})
    steps = [
        request_mail(form, number=number),
        approval(ref(number), number=100 + number),
        offer(ref(number), number=200 + number),
        outcome(ref(number), "We accept the offer.", number=300 + number),
    ]
    tell_each(region, *steps[:upto])


def message_id(region: Region, kind: str, to: str) -> str:
    """The Message-ID of our letter, which an answer in the thread names."""
    (wanted,) = [each["id"] for each in region.letters(kind, to)]
    return next(str(letter["Message-ID"]) for letter in region.rehearsed() if letter["X-Reciprocal-Letter"] == wanted)


def only_question(region: Region) -> str:
    (asked,) = region.look("queue")
    return str(asked["id"])


@pytest.mark.rule("R049")
def test_accepted_offers_fill_the_pot_before_a_tenancy_starts(region: Region) -> None:  # L3, R049
    for number in range(1, 5):
        family(region, number, 3)
    for number in range(1, 5):
        region.tell(outcome(ref(number), "We accept the offer.", number=300 + number))
    assert region.balances()["Hackney"]["reserved"] == 3
    assert region.states()[ref(4)] == "offered"
    assert [(each["case"], each["kind"]) for each in region.look("queue")] == [(ref(4), "cap")]
    region.command("resolve", only_question(region), "--by", "Ada", "--override", "a threat to life")
    region.run()
    assert region.states()[ref(4)] == "accepted"
    assert region.balances()["Hackney"]["reserved"] == 4


def test_a_move_that_falls_through_frees_a_place_for_the_oldest_that_is_held(region: Region) -> None:
    for number in range(1, 4):
        family(region, number, 4)
    family(region, 4, 2)
    family(region, 5, 2)
    assert [region.states()[ref(number)] for number in (4, 5)] == ["held_at_cap", "held_at_cap"]
    told = [each["kind"] for each in region.letters(to="nadia.ferris@hackney.example") if each["case"] == ref(4)]
    assert told == ["approval_request", "cap_reached"]  # one letter says that it is approved and waits
    region.tell(outcome(ref(2), "The landlord has withdrawn the offer.", number=400))
    assert [region.states()[ref(number)] for number in (2, 4, 5)] == ["circulated", "circulated", "held_at_cap"]


def test_a_second_home_after_the_first_fell_through_is_a_move_of_its_own(region: Region) -> None:
    tell_each(region, *story(4), outcome(REF, "The landlord has withdrawn the offer, there is a leak.", number=6))
    assert region.states() == {REF: "circulated"}
    assert region.balances()["Hackney"]["reserved"] == 0
    tell_each(
        region,
        offer(REF, sender=BRENT_VOIDS, words=FROM_BRENT, number=7),
        outcome(REF, "We accept the offer.", number=8),
        outcome(REF, "Tenancy started on 16/11/2026.", number=9),
    )
    assert region.look("queue") == []
    entries = [(each["kind"], each["move"], each["landlord"], each["homes"]) for each in region.look("ledger")["entries"]]
    assert entries[:4] == [
        ("reserve", 1, "Hackney", -1),
        ("reserve", 1, "Camden", 1),
        ("void", 1, "Hackney", 1),
        ("void", 1, "Camden", -1),
    ]
    assert [entry[:3] for entry in entries[4:]] == [
        ("reserve", 2, "Hackney"),
        ("reserve", 2, "Brent"),
        ("post", 2, "Hackney"),
        ("post", 2, "Brent"),
    ]
    assert region.balances()["Camden"] == {"given": 0, "received": 0, "owes": 0, "reserved": 0}


def test_of_two_offers_the_officers_words_or_the_coordinator_choose(region: Region) -> None:
    second = offer(REF, sender=BRENT_VOIDS, words=FROM_BRENT, number=7)
    tell_each(region, *story(3), second, outcome(REF, "We accept the offer.", number=8))
    assert region.states() == {REF: "offered"}
    asked = only_question(region)
    wrong = region.command("resolve", asked, "--by", "Ada", "--set", "offer=Ealing", check=False)
    assert wrong.returncode == 2
    assert "from Brent" in wrong.stderr
    region.command("resolve", asked, "--by", "Ada", "--set", "offer=Brent")
    region.run()
    states = {each["landlord"]: each["state"] for each in region.look("case", REF)["offers"]}
    assert states == {"Camden": "lapsed", "Brent": "accepted"}
    assert ("offer_no_longer_needed", "colm.darby@camden.example") in region.told()


def test_the_officer_names_the_home_that_is_taken(region: Region) -> None:
    second = offer(REF, sender=BRENT_VOIDS, words=FROM_BRENT, number=7)
    tell_each(region, *story(3), second, outcome(REF, "We accept the offer from Brent.", number=8))
    tell_each(region, outcome(REF, "The tenancy started on 16/11/2026.", number=9))
    assert region.look("queue") == []
    assert region.balances()["Brent"]["given"] == 1
    to_camden = [each["kind"] for each in region.letters() if each["to"].endswith("camden.example")]
    assert to_camden[-2:] == ["offer_no_longer_needed", "closed"]


def test_answers_in_a_thread_need_no_reference(region: Region) -> None:
    region.tell(story(1)[0])
    lead = "nadia.ferris@hackney.example"
    words = "Approved. We understand that we will owe one home to the pot."
    region.tell(mail(HACKNEY_LEAD, "Re: approval", words, number=20, answers_to=message_id(region, "approval_request", lead)))
    assert region.states() == {REF: "circulated"}
    to = "circulars@camden.example"
    home = "We can offer a 2 bed first floor flat in Camden, please reply by 25/11/2026."
    region.tell(mail(f"Desk <{to}>", "Re: a home", home, number=21, answers_to=message_id(region, "circular", to)))
    region.tell(mail(OFFICER, "Re: a home", "Offer accepted", number=22, answers_to=message_id(region, "offer_notice", OLIVE)))
    assert region.states() == {REF: "accepted"}
    assert region.look("queue") == []


def test_word_that_a_home_is_held_is_no_second_offer(region: Region) -> None:
    tell_each(region, *story(3))
    thread = message_id(region, "offer_recorded", "colm.darby@camden.example")
    region.tell(mail(CAMDEN_LEAD, "Re: your offer", "We can hold it for 48 hrs.", number=30, answers_to=thread))
    assert len(region.look("case", REF)["offers"]) == 1
    assert len(region.letters("offer_notice")) == 1
    assert [each["kind"] for each in region.look("queue")] == ["offer"]  # the officer must hear of the day


@pytest.mark.parametrize("upto", [1, 2, 3, 4])
def test_a_withdrawal_at_any_point_closes_all_and_tells_each_landlord_once(region: Region, upto: int) -> None:  # D14
    tell_each(region, *story(upto), outcome(REF, "Please withdraw this request, the move is no longer needed.", number=9))
    assert region.states() == {REF: "withdrawn"}
    assert region.look("queue") == []
    assert not any(any(each.values()) for each in region.balances().values())
    closing = [each for each in region.letters() if each["kind"] in {"closed", "case_closed", "offer_no_longer_needed"}]
    domains = [each["to"].rpartition("@")[2] for each in closing]
    assert len(domains) == len(set(domains)) == (1 if upto == 1 else 4)


@pytest.mark.rule("R015", "R016")
def test_only_a_private_mailbox_on_the_form_never_goes_on_without_an_officer(region: Region) -> None:  # R015, R016
    form = request_form(**{"Officer's e-mail": "olive.marsh@gmail.com"})
    region.tell(request_mail(form, sender="Olive Marsh <olive.marsh@gmail.com>"))
    region.command("resolve", only_question(region), "--by", "Ada", "--accept")
    region.run()
    assert region.states() == {REF: "received"}
    region.command("resolve", only_question(region), "--by", "Ada", "--set", f"officer_email={OLIVE}")
    region.run()
    assert region.states() == {REF: "awaiting_approval"}
    assert ("acknowledgement", OLIVE) in region.told()


def test_the_register_replaces_rows_by_name_and_the_new_lead_approves(region: Region) -> None:
    region.tell(story(1)[0])
    row = "Hackney,council,,Hackney,new.lead@hackney.example,circulars@hackney.example,,active,2017-01-01\n"
    file = region.home / "new.csv"
    file.write_text(REGISTER.splitlines()[0] + "\n" + row)
    region.command("partners", "import", str(file))
    assert len(region.look("partners")) == 5
    region.tell(approval(REF))
    assert region.states() == {REF: "awaiting_approval"}
    region.tell(approval(REF, sender="New Lead <new.lead@hackney.example>", number=20))
    assert region.states() == {REF: "circulated"}


@pytest.mark.rule("R072")
def test_a_letter_to_an_insecure_domain_is_held_and_goes_when_the_domain_is_added(tmp_path: Path) -> None:  # R072, D15
    key = "RECIPROCAL__SMTP__SECURE_DOMAINS"
    region = Region(home=tmp_path / "region", environment={key: "hackney.example"}).open()
    region.tell(story(1)[0])
    assert [(each["kind"], each["state"]) for each in region.letters()] == [
        ("acknowledgement", "held"),
        ("approval_request", "sent"),
    ]
    region.environment = {key: "example"}
    region.command("resolve", only_question(region), "--by", "Ada", "--accept")
    region.run()
    assert {each["state"] for each in region.letters()} == {"sent"}
    assert region.look("queue") == []


@pytest.mark.rule("R048")
def test_the_ledger_of_a_day_and_its_json(region: Region) -> None:
    tell_each(region, *story(5))
    before, after = (json.loads(region.command("ledger", "--at", day, "--json").stdout) for day in ("2026-11-15", "2026-11-16"))
    assert before["entries"] == []
    assert after["balances"]["Hackney"] == {"given": 0, "received": 1, "owes": 1, "reserved": 0}
    assert after["balances"]["Camden"]["owes"] == -1


def test_a_sender_that_no_letter_could_bear_is_told_at_the_start(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", environment={"RECIPROCAL__SMTP__SENDER": "Reciprocal, Pan <a@b.example>"})
    for words in (("run", "--once"), ("check",)):
        done = region.command(*words, check=False)
        assert done.returncode
        assert "«smtp.sender» should be one mailbox" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
