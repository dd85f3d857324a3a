"""Approvals and the conflict shield through the line: panels, deputies, second words, another landlord (R020–R028)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from store.schema import audit
from tests.support.cast import CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, REGISTER, mail, ref
from tests.support.papers import approval, offer, outcome, request_form, request_mail
from tests.support.region import Region

REF = ref(1)
DEPUTY = "Jo Vale <jo.vale@hackney.example>"
FIRST, *OTHERS = REGISTER.splitlines()
WITH_DEPUTIES = "\n".join(
    [f"{FIRST},deputies (;)", *(f"{row},{'jo.vale@hackney.example' if row.startswith('Hackney') else ''}" for row in OTHERS)]
)


def opened(tmp_path: Path, register: str = REGISTER) -> Region:
    region = Region(home=tmp_path / "region", register=register).open()
    region.tell(request_mail(request_form()))
    return region


def why(region: Region) -> list[str]:
    return [each["why"] for each in region.look("queue")]


@pytest.mark.rule("R024")
def test_a_request_that_awaits_a_panel_shows_it_until_the_approval(tmp_path: Path) -> None:
    region, day = opened(tmp_path), datetime.now(UTC).date() + timedelta(days=14)
    region.tell(mail(HACKNEY_LEAD, f"RE: {REF}", f"Going to panel on {day:%d/%m/%Y}.", number=4))
    found = region.look("case", REF)
    assert (found["state"], found["awaiting_panel"], found["panel_date"]) == ("awaiting_approval", True, day.isoformat())
    assert f"awaiting the landlord's panel ({day})" in " ".join(region.command("case", REF).stdout.split())
    region.tell(approval(REF))
    found = region.look("case", REF)
    assert (found["state"], found["awaiting_panel"], found["panel_date"]) == ("circulated", False, None)


@pytest.mark.rule("R025")
def test_an_approval_that_is_taken_back_is_urgent_and_she_ends_the_request(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(approval(REF))
    told = region.told()
    region.tell(mail(HACKNEY_LEAD, f"RE: {REF}", "Sorry, we decline this request, we can not support it.", number=5))
    assert (region.states(), region.told()) == ({REF: "circulated"}, told)
    (asked,) = region.look("queue")
    assert (asked["kind"], asked["urgent"]) == ("approval", True)
    region.enter(REF, "landlord_decision", "decision=decline")
    assert region.states() == {REF: "declined"}
    assert len(region.letters("closed")) == len(region.letters("circular"))


@pytest.mark.rule("R021")
def test_a_deputy_of_the_register_approves_and_the_lead_hears_of_it(tmp_path: Path) -> None:
    region = opened(tmp_path, WITH_DEPUTIES)
    assert region.letters(to="jo.vale@hackney.example") == []
    region.tell(approval(REF, sender=DEPUTY))
    assert region.states() == {REF: "circulated"}
    assert {each["to"] for each in region.letters("approval_recorded")} == {
        "nadia.ferris@hackney.example",
        "jo.vale@hackney.example",
    }
    assert {each["state"] for each in region.letters()} == {"sent"}
    assert region.look("queue") == []


@pytest.mark.rule("R021")
def test_without_the_column_nobody_is_a_deputy(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(approval(REF, sender=DEPUTY))
    assert region.states() == {REF: "awaiting_approval"}
    assert len(region.look("queue")) == 1


@pytest.mark.rule("R021", "R022", "R027")
def test_not_ours_leads_to_the_right_landlord_and_the_first_one_learns_no_more(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(mail(HACKNEY_LEAD, f"RE: {REF}", "Not our tenant.", number=5))
    (asked,) = region.look("queue")
    assert "order=landlord" in asked["why"]
    region.command(
        *("resolve", asked["id"], "--by", "Ada", "--as", "case_order", "--set", "order=landlord", "--set", "partner=Clarion")
    )
    region.run()
    assert region.look("queue") == []
    assert [each["to"] for each in region.letters("approval_request")][-1] == "lead@clarion.example"
    assert [(each["to"], each["state"]) for each in region.letters("case_closed")] == [("nadia.ferris@hackney.example", "sent")]
    region.tell(approval(REF, sender="Lead <lead@clarion.example>", number=6))
    assert region.states() == {REF: "circulated"}
    hackneys = [each["kind"] for each in region.letters() if each["to"].endswith("@hackney.example")]
    assert hackneys == ["approval_request", "case_closed"]
    assert region.look("case", REF)["changes"][-1]["new"] == "Clarion"


def test_a_landlord_that_is_shut_out_hears_the_end_once_and_is_not_answered(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(approval(REF))
    region.enter(REF, "case_order", "order=exclude", "partner=Camden", reason="His brother lets homes there.")
    camdens = [("circular", "sent"), ("closed", "sent")]
    assert [(each["kind"], each["state"]) for each in region.letters(to="circulars@camden.example")] == camdens
    region.tell(offer(REF))
    assert (region.states(), len(region.look("queue"))) == ({REF: "circulated"}, 1)
    region.tell(outcome(REF, "Please close this, the household has withdrawn its request.", number=9))
    assert region.states() == {REF: "withdrawn"}
    assert [(each["kind"], each["state"]) for each in region.letters() if each["to"].endswith("@camden.example")] == camdens
    assert region.letters(to="colm.darby@camden.example") == []


def test_the_reason_of_the_shield_stands_in_no_letter_no_history_and_no_audit(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(approval(REF))
    region.enter(REF, "case_order", "order=exclude", "partner=Camden", reason="His brother lets homes there.", by="Ada Lane")
    assert "brother" not in str(region.look("case", REF))
    assert all("brother" not in letter.as_string() for letter in region.rehearsed())
    with region.store_open() as (_, store), store.read() as tx:
        lines = tx.execute(audit.select()).all()
    assert not any("brother" in str(line) or "Camden" in line.details for line in lines)
    assert lines[-1].who == "Ada Lane"


def test_a_letter_that_waits_when_its_reader_is_shut_out_does_not_go(tmp_path: Path) -> None:
    """D16: the gate looks at the case as it is at the hand-over."""
    region = opened(tmp_path)
    region.command("pause", "--by", "Ada")
    region.tell(approval(REF))
    region.enter(REF, "case_order", "order=exclude", "partner=Camden")
    region.command("resume", "--by", "Ada")
    region.run()
    found = {(each["kind"], each["state"]) for each in region.letters(to="circulars@camden.example")}
    assert ("circular", "sent") not in found
    assert [each["kind"] for each in region.look("queue")] == ["held_letter"]


@pytest.mark.rule("R021", "R027")
def test_a_lead_that_is_shut_out_hears_nothing_and_another_one_approves(tmp_path: Path) -> None:
    two = REGISTER.replace("nadia.ferris@hackney.example", "nadia.ferris@hackney.example;second@hackney.example")
    region = opened(tmp_path, two)
    region.enter(REF, "case_order", "order=exclude", "mailbox=nadia.ferris@hackney.example")
    told = region.letters(to="nadia.ferris@hackney.example")
    region.tell(approval(REF))
    assert region.states() == {REF: "awaiting_approval"}
    region.tell(approval(REF, sender="Second Lead <second@hackney.example>", number=7))
    assert region.states() == {REF: "circulated"}
    assert region.letters(to="nadia.ferris@hackney.example") == told


@pytest.mark.rule("R021")
def test_another_landlords_lead_is_named_to_the_coordinator_and_not_answered(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(approval(REF, sender=CAMDEN_LEAD), mail(OFFICER, f"RE: {REF}", "Approved.", number=8))
    assert region.states() == {REF: "awaiting_approval"}
    assert any("It came from Camden" in each for each in why(region))


@pytest.mark.rule("R028")
@pytest.mark.parametrize("written", ["Hackney", "LB Hackney", "Hackney Council"])
def test_the_coordinator_finds_whom_to_ring(tmp_path: Path, written: str) -> None:
    region = Region(home=tmp_path / "region", register=WITH_DEPUTIES).open()
    assert region.command("contact", written).stdout.splitlines() == [
        "Hackney takes part.",
        "named lead: nadia.ferris@hackney.example",
        "deputy: jo.vale@hackney.example",
    ]


@pytest.mark.rule("R028")
@pytest.mark.parametrize(("written", "code", "words"), [("Narnia", 2, "is no landlord"), ("Islington", 1, "has no row")])
def test_a_landlord_without_a_row_is_said(tmp_path: Path, written: str, code: int, words: str) -> None:
    done = Region(home=tmp_path / "region").open().command("contact", written, check=False)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (code, True, False)


@pytest.mark.rule("R028")
def test_no_letter_names_a_lead_to_another_office(tmp_path: Path) -> None:
    region = opened(tmp_path)
    for step in (approval(REF), offer(REF), outcome(REF, "We accept the offer.")):
        region.tell(step)
    for letter in region.rehearsed():
        others = {"nadia.ferris@hackney.example", "colm.darby@camden.example", "lead@brent.example"} - {str(letter["To"])}
        assert not any(address in as_words(letter) for address in others)


def as_words(letter: EmailMessage) -> str:
    return " ".join(part.get_content() for part in letter.walk() if part.get_content_type() in ("text/plain", "text/html"))


@pytest.mark.rule("R020", "R028")
def test_a_lead_that_has_left_is_a_task(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.tell(mail(HACKNEY_LEAD, "Our new named lead", "Nadia has left. Jo Vale is the new named lead for Hackney.", number=12))
    assert [each["kind"] for each in region.look("queue")] == ["contact_change"]


@pytest.mark.rule("R028")
def test_her_order_gives_the_named_lead_to_the_officers_and_the_audit_has_her_name(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.enter(REF, "case_order", "order=give_contact", "partner=Hackney", by="Ada Lane")
    (given,) = region.letters("lead_contact")
    assert (given["to"], given["state"]) == ("olive.marsh@harbour-advice.example", "sent")
    (letter,) = [each for each in region.rehearsed() if each["X-Reciprocal-Letter"] == given["id"]]
    assert "nadia.ferris@hackney.example" in as_words(letter)
    with region.store_open() as (_, store), store.read() as tx:
        assert tx.execute(audit.select().order_by(audit.c.id.desc()).where(audit.c.act == "decided")).first().who == "Ada Lane"


@pytest.mark.rule("R028")
def test_no_other_landlords_lead_is_given_out_by_letter(tmp_path: Path) -> None:
    region = opened(tmp_path)
    region.enter(REF, "case_order", "order=give_contact", "partner=Camden")
    assert region.letters("lead_contact") == []
    assert [each["kind"] for each in region.look("queue")] == ["order"]
