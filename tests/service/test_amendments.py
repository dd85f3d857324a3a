"""The same form again, or a changed one, in whole stories: forms in, letters out, and what is kept of each change (R034)."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import opening
from service.register import import_csv
from tests.service.test_regions import LONDON, NORTHMERE, Place
from tests.support.cast import OFFICER, REGISTER, Attachment, mail, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region

OLIVE = "olive.marsh@harbour-advice.example"


@pytest.fixture(params=[LONDON, NORTHMERE], ids=["pan_london", "northmere"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


@pytest.fixture
def region(tmp_path: Path, place: Place) -> Region:
    return Region(home=tmp_path / "region", scheme=place.scheme, register=place.register).open()


@pytest.fixture
def london(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def form_again(place: Place, number: int, **answers: str) -> bytes:
    return request_mail(request_form(**{**place.answers, **answers}), number=number)


def approved(place: Place, number: int = 2) -> bytes:
    said = "Approved. We understand that we will owe one home to the pot."
    return mail(place.lead, f"RE: {place.ref(1)}", f"Hello,\n\n{said}\n\nKind regards", number=number)


def out(region: Region, place: Place) -> None:
    """A request on its way to the landlords."""
    region.tell(form_again(place, 1))
    region.tell(approved(place))
    assert region.states() == {place.ref(1): "circulated"}


@pytest.mark.rule("R034")
def test_the_same_form_in_another_mail_tells_nobody_twice(region: Region, place: Place) -> None:
    out(region, place)
    before = region.everything()
    region.tell(form_again(place, 7))
    assert region.everything() == before


@pytest.mark.rule("R034")
def test_an_area_taken_off_in_a_later_form_is_off_at_once_for_those_who_were_shown_it(region: Region, place: Place) -> None:
    out(region, place)
    kept, gone = sorted(area.strip() for area in place.answers.get("Boroughs requested", "Camden, Brent").split(","))
    before = region.told()
    region.tell(form_again(place, 8, **{"Boroughs requested": kept, "Areas to avoid": f"{place.home}, {gone}"}))
    assert region.look("queue") == []
    found = region.look("case", place.ref(1))
    assert (found["areas"], gone in found["areas_at_risk"]) == ([kept], True)
    assert [(each["field"], each["old"], each["new"]) for each in found["changes"]] == [
        ("areas_requested", ", ".join(sorted((kept, gone))), kept),
        ("areas_at_risk", place.home, f"{place.home}, {gone}"),  # in the order in which they came to be
    ]
    assert found["changes"][0]["who"] == OLIVE
    assert found["changes"][0]["because"].endswith(":0")
    new = list(region.told())
    for each in before:
        new.remove(each)
    assert ("change_recorded", OLIVE) in new
    assert {to for _, to in new} <= {OLIVE, *place.circulars}
    assert {each["state"] for each in region.letters()} == {"sent"}
    for letter in region.rehearsed():
        if "changed" in str(letter["Subject"]):
            assert gone not in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_who_has_no_home_for_it_any_more_is_let_go(london: Region) -> None:  # R037
    out(london, LONDON)
    london.tell(form_again(LONDON, 8, **{"Boroughs requested": "Brent"}))
    assert london.look("case", ref(1))["circulated_to"] == ["Brent", "Clarion"]
    assert [each["to"] for each in london.letters("closed")] == ["circulars@camden.example"]
    assert london.letters("circular_amended") == []  # Brent and Clarion were shown Brent alone, and are shown it still


@pytest.mark.rule("R034", "R037")
def test_an_area_added_waits_for_her_word_and_goes_to_the_new_landlords_alone(london: Region) -> None:
    out(london, LONDON)
    london.tell(form_again(LONDON, 8, **{"Boroughs requested": "Camden, Brent, Ealing"}))
    (question,) = london.look("queue")
    assert question["kind"] == "amendment"
    assert "Areas were Brent, Camden; are now Brent, Camden, Ealing." in question["why"]
    assert ("circular", "circulars@ealing.example") not in london.told()
    assert ("change_asked", OLIVE) in london.told()
    london.command("resolve", question["id"], "--by", "Ada Okafor", "--accept")
    london.run()
    assert london.look("queue") == []
    found = london.look("case", ref(1))
    assert found["areas"] == ["Brent", "Camden", "Ealing"]
    assert [(each["who"], each["new"]) for each in found["changes"]] == [("Ada Okafor", "Brent, Camden, Ealing")]
    assert [each["to"] for each in london.letters("circular")][-1] == "circulars@ealing.example"
    assert london.letters("circular_amended") == []
    assert {each["state"] for each in london.letters()} == {"sent"}


@pytest.mark.rule("R034", "R033")
def test_what_every_landlord_was_shown_is_shown_anew_with_her_reason_on_record(region: Region, place: Place) -> None:
    out(region, place)
    region.tell(form_again(place, 8, **{"Bedrooms requested": "3"}))
    (question,) = region.look("queue")
    region.command("resolve", question["id"], "--by", "Ada Okafor", "--accept", "--override", "a carer stays overnight")
    region.run()
    assert region.look("queue") == []
    assert {each["to"] for each in region.letters("circular_amended")} == place.circulars
    assert {each["state"] for each in region.letters()} == {"sent"}
    said = [line for line in region.look("case", place.ref(1))["history"] if "a carer stays overnight" in line["what"]]
    assert [line["who"] for line in said] == ["Ada Okafor"]


@pytest.mark.rule("R034")
def test_a_landlord_that_still_decides_is_shown_the_request_as_it_is_now(region: Region, place: Place) -> None:
    region.tell(form_again(place, 1))
    region.tell(form_again(place, 8, **{"Bedrooms requested": "3"}))
    (question,) = region.look("queue")
    region.command("resolve", question["id"], "--by", "Ada Okafor", "--accept", "--override", "a carer stays overnight")
    region.run()
    assert [each["to"] for each in region.letters("approval_amended")] == [place.lead]
    assert {each["state"] for each in region.letters()} == {"sent"}
    region.tell(approved(place, 9))
    assert region.states() == {place.ref(1): "circulated"}


@pytest.mark.rule("R034")
def test_an_incomplete_form_is_completed_step_by_step_and_asks_only_for_the_rest(region: Region, place: Place) -> None:
    whole = {**place.answers}
    region.tell(request_mail(request_form(**{**whole, "Tenancy type": "", "Reason for request": ""}), number=1))
    (first,) = _asked_for(region)
    assert "“Tenancy type”" in first
    assert "“Main reason for request”" in first
    assert first.index("“Tenancy type”") < first.index("“Main reason for request”")  # as the form asks them
    region.tell(request_mail(request_form(**{**whole, "Reason for request": ""}), number=2))
    second = _asked_for(region)[-1]
    assert "“Tenancy type”" not in second
    assert "“Main reason for request”" in second
    region.tell(request_mail(request_form(**{**whole, "Reason for request": ""}), number=3))
    assert len(_asked_for(region)) == 2
    region.tell(request_mail(request_form(**whole), number=4))
    assert region.states() == {place.ref(1): "awaiting_approval"}
    assert [each["field"] for each in region.look("case", place.ref(1))["changes"]] == ["tenancy_type", "risk_primary"]


def _asked_for(region: Region) -> list[str]:
    """The letters that ask for more, as they read without the breaks of their lines."""
    letters = [each for each in region.rehearsed() if "more information" in str(each["Subject"])]
    return [" ".join(each.get_body(("plain",)).get_content().split()) for each in letters]  # type: ignore[union-attr]


def test_the_rest_alone_in_answer_to_our_letter_will_do(london: Region) -> None:
    london.tell(request_mail(request_form(**{"Tenancy type": "", "Reason for request": ""}), number=1))
    rest = dict.fromkeys(("Applicant has given consent", "Areas to avoid", "Details of children", "Pets", "Job title"), "")
    again = request_form(**{**rest, "Tenancy type": "Secure", "Reason for request": "Domestic abuse"})
    thread = str(london.rehearsed()[0]["Message-ID"])
    london.tell(_answering(again, thread))
    assert london.look("queue") == []
    found = london.look("case", ref(1))
    assert (found["state"], found["areas_at_risk"]) == ("awaiting_approval", ["Hackney"])


def _answering(form: bytes, thread: str) -> bytes:
    papers = [Attachment(name="form.docx", data=form)]
    return mail(OFFICER, "RE: more information", "Attached.", attachments=papers, number=5, answers_to=thread)


# The register (R013, R020).


def with_register(region: Region, text: str) -> None:
    (region.home / "register.csv").write_text(text)
    with region.store_open() as (settings, store):
        import_csv(store, opening.load_scheme(settings.scheme.file), region.home / "register.csv")


@pytest.mark.rule("R013")
def test_a_request_waits_for_its_landlord_and_comes_up_again_when_it_joins(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", register=REGISTER.replace("active", "paused", 1)).open()
    region.tell(request_mail(request_form()))
    assert region.told() == [("landlord_not_registered", OLIVE)]
    (before,) = region.look("queue")
    with_register(region, REGISTER)
    (question,) = region.look("queue")
    assert question["id"] == before["id"]  # whoever has noted its number may answer it
    assert "Hackney takes part since the register of" in question["why"]
    with_register(region, REGISTER)
    assert [each["id"] for each in region.look("queue")] == [question["id"]]
    region.command("resolve", question["id"], "--by", "Ada Okafor", "--accept")
    region.run()
    assert region.look("queue") == []
    assert region.states() == {ref(1): "awaiting_approval"}


@pytest.mark.rule("R013")
def test_a_question_that_was_put_aside_comes_up_again(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", register=REGISTER.replace("active", "paused", 1)).open()
    region.tell(request_mail(request_form()))
    region.command("resolve", region.look("queue")[0]["id"], "--by", "Ada Okafor", "--dismiss", "we ask Hackney to join")
    assert region.look("queue") == []
    with_register(region, REGISTER)
    (question,) = region.look("queue")
    region.command("resolve", question["id"], "--by", "Ada Okafor", "--accept")
    region.run()
    assert region.states() == {ref(1): "awaiting_approval"}


@pytest.mark.rule("R013")
def test_a_landlord_that_nobody_knew_comes_up_again_by_its_name(london: Region) -> None:
    london.tell(request_mail(request_form(**{"Applicant's landlord": "Moonrise Homes"})))
    (before,) = london.look("queue")
    row = "Moonrise Homes,association,,Hackney,lead@moonrise.example,,,active,2026-01-01\n"
    with_register(london, REGISTER + row)
    (question,) = london.look("queue")
    assert question["id"] == before["id"]
    assert "Moonrise Homes takes part since" in question["why"]
    london.command("resolve", question["id"], "--by", "Ada Okafor", "--read-again")
    london.run()
    assert london.look("queue") == []
    assert ("approval_request", "lead@moonrise.example") in london.told()


@pytest.mark.rule("R020")
def test_a_partner_that_loses_its_last_named_lead_is_an_alert(london: Region) -> None:
    london.tell(request_mail(request_form()))
    with_register(london, REGISTER.replace("nadia.ferris@hackney.example", ""))
    (question,) = london.look("queue")
    assert question["urgent"]
    assert "Hackney has no named lead any more" in question["why"]
    assert ref(1) in question["why"]
    hackney = next(each for each in london.look("partners") if each["name"] == "Hackney")
    assert hackney["status"] == "paused"
    london.tell(approval(ref(1)))
    assert london.states() == {ref(1): "awaiting_approval"}


# Danger, and places outside.


@pytest.mark.rule("R007")
def test_danger_is_heard_in_a_mail_that_cannot_be_read(london: Region) -> None:
    beyond_all_measure = [("Cc", ", ".join(f"a{number}@b.example" for number in range(300)))]
    london.tell(mail(OFFICER, "She is in immediate danger tonight", number=3, extra=beyond_all_measure))
    assert [(each["kind"], each["urgent"]) for each in london.look("queue")] == [("danger", True), ("unreadable", False)]


@pytest.mark.rule("R007")
def test_danger_in_a_change_brings_the_safe_text_and_flags_a_person(region: Region, place: Place) -> None:
    region.tell(form_again(place, 1))
    gone = sorted(area.strip() for area in place.answers.get("Boroughs requested", "Camden, Brent").split(","))[0]
    words = f"Hello,\n\nPlease take off {gone}. She is in immediate danger tonight.\n\nKind regards\nOlive Marsh"
    region.tell(mail(OFFICER, f"RE: {place.ref(1)}", words, number=6))
    assert [each["kind"] for each in region.look("queue") if each["urgent"]] == ["danger"]


@pytest.mark.rule("R035")
def test_a_place_outside_beside_good_areas_is_signposted(region: Region, place: Place) -> None:
    outside = {"pan_london": "Manchester", "northmere": "Southmere"}[place.scheme.removesuffix(".toml")]
    wanted = place.answers.get("Boroughs requested", "Camden, Brent")
    region.tell(form_again(place, 1, **{"Boroughs requested": f"{wanted}, {outside}"}))
    (question,) = region.look("queue")
    assert question["kind"] == "doubt"
    (letter,) = region.rehearsed()
    text = " ".join(letter.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    assert ("Homefinder UK" if place is LONDON else "national mobility schemes") in text
    assert "approval_request" not in {kind for kind, _ in region.told()}


@pytest.mark.rule("R035")
def test_only_places_outside_are_for_a_person_and_signposted(london: Region) -> None:
    london.tell(form_again(LONDON, 1, **{"Boroughs requested": "Manchester"}))
    assert london.states() == {ref(1): "received"}
    assert len(london.look("queue")) == 1
    assert "Homefinder UK" in london.rehearsed()[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
