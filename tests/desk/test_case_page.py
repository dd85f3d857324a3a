"""One case's page: where it stands and how it came there, said alike in picture and list; never an address, never who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk.answering import Word
from desk.case_evidence import safe_quote
from desk.case_file import open_file
from desk.course import course_of
from desk.course_picture import WIDTH, picture_of
from ingest.message import Place, RawMessage
from matching import ledger as entries
from matching.case import Case, Offer, OfferState, Officer, State
from matching.decision import Changed
from parsing.field import Field, Where
from parsing.identity import masked
from parsing.readings import IdentityFound, Mail, PropertyOffer, RequestForm
from scheme.register import parse_csv
from service.steps import decide_read
from store import audit, case_papers, cases, changes, ledger, messages, outbox, partners
from store.engine import Store, Tx
from tests.support.cast import REGISTER
from tests.support.lines import SCHEME
from tests.support.played import AFTER, played_scheme
from tests.support.sitting import CORA, RHODA, Sitting, Visitor, sitting

TODAY = AFTER.date()
LISTED = re.compile(r'<time datetime="([\d-]+)">[^<]*</time></span> (?:<a[^>]*>)?([^<]*)')
ADDRESS = "14 Larkspur Court, Brent"
LEAD, VOIDS = "nadia.ferris@hackney.example", "voids@brent.example"


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Sitting]:
    """A register, and no case yet."""
    register, _ = parse_csv(REGISTER, SCHEME)
    store.write(lambda tx: partners.replace(tx, register, AFTER))
    with sitting(store, tmp_path, now=AFTER) as found:
        yield found


def everybody(desk: Sitting) -> tuple[Case, ...]:
    with desk.desk.store.read() as tx:
        return cases.every(tx)


def a_case(**changed: object) -> Case:
    case = Case(
        reference="ARC-01-26",
        state=State.AWAITING_APPROVAL,
        policy=SCHEME.policy_on(TODAY).version,
        landlord="Hackney",
        area_residence="Hackney",
        bedrooms=2,
        areas_requested=("Brent", "Camden"),
        officers=(Officer(name="Olive Marsh", email="olive.marsh@harbour-advice.example", agency="Harbour Advice"),),
        received_on=TODAY - timedelta(days=9),
        complete_on=TODAY - timedelta(days=9),
        approval_asked_on=TODAY - timedelta(days=9),
    )
    return replace(case, **changed)  # type: ignore[arg-type]  # each has the type of its field


def put(desk: Sitting, case: Case) -> None:
    desk.desk.store.write(lambda tx: cases.put(tx, case))


def say(desk: Sitting, kind: str, *fields: str, speaks_for: str = "", reason: str = "") -> None:
    """Cora's own word, and the line's next turn."""
    said = Word(reference="ARC-01-26", kind=kind, fields=fields, speaks_for=speaks_for, reason=reason)
    desk.desk.does.answering.enter(said, CORA)
    decide_read(replace(desk.line, now=lambda: AFTER + timedelta(minutes=1)))


def offered(desk: Sitting) -> Visitor:
    """A request with an offer, whose letter to the officer holds the home's address."""
    put(desk, a_case())
    say(desk, "landlord_decision", "decision=approve", speaks_for=LEAD)
    say(desk, "property_offer", "area=Brent", "bedrooms=2", f"address={ADDRESS}", speaks_for=VOIDS)
    return desk.visitor(CORA)


def test_every_case_of_the_month_has_its_page_for_readers_too(month: Sitting) -> None:
    visitor = month.visitor(RHODA)
    for case in everybody(month):
        page = visitor.get(f"/cases/{case.reference}")
        assert page.status == 200
        assert len(page.data) < 100_000
        assert page.text.count("<h1") == 1
        assert case.landlord in page.words
        assert all(officer.email in page.words for officer in case.officers)
        assert "/acts" not in page.text, "a reader sees no act"


def test_the_list_beside_the_picture_says_what_the_history_says(month: Sitting) -> None:
    visitor = month.visitor(CORA)
    for case in everybody(month):
        page = visitor.get(f"/cases/{case.reference}").text
        course = LISTED.findall(page.partition('<ol class="course">')[2])
        with month.desk.store.read() as tx:
            history = cases.history_of(tx, case.reference)
        for line in history:
            day = line.at.date().isoformat()
            if found := re.fullmatch(r"Circulated to (\d+) landlord\(s\)\.", line.what):
                assert (day, f"Circulated to {found[1]} landlords") in course
            if found := re.fullmatch(r"(.*) offered a home\.", line.what):
                assert any(when == day and words.startswith(f"{found[1]} offered a home") for when, words in course)
            if found := re.match(r"Approved by (.*?)\.", line.what):
                assert (day, f"{found[1]} approved") in course
        for offer in case.offers:
            assert (
                offer.accepted_on is None
                or (offer.accepted_on.isoformat(), f"The home of {offer.landlord} was accepted") in course
            )


def test_everything_in_the_picture_stands_in_the_list_and_inside_its_frame(month: Sitting) -> None:
    for case in everybody(month):
        with month.desk.store.read() as tx:
            file = open_file(tx, case.reference, played_scheme(), TODAY)
        assert file is not None
        course = course_of(file, lambda at: at)
        picture = picture_of(course)
        assert [bar.tone for bar in picture.states][-1] == case.state
        assert [stretch.begin for stretch in course.states] == sorted(stretch.begin for stretch in course.states)
        assert len(picture.asked) == len(file.questions)
        assert len(picture.offers) == len(case.offers)
        assert {spot.words.partition(":")[0] for spot in picture.ahead} <= {event.words for event in course.events}
        for bar in (*picture.states, *picture.offers, *picture.pauses):
            assert bar.x >= 0
            assert bar.x + bar.width <= WIDTH


def test_each_fact_is_told_with_the_words_it_was_read_from_and_where_they_stand(month: Sitting) -> None:
    page = month.visitor(CORA).get("/cases/NMR-01-26").text
    assert "«Garrowmere, Hythewick»" in page
    assert 'href="/papers/1?reading=0#w-areas_requested"' in page


def test_the_ledger_lines_tell_both_legs_and_what_each_owes_then(month: Sitting) -> None:
    with month.desk.store.read() as tx:
        balances = ledger.balances(tx)
        last = case_papers.lines(tx, "NMR-04-26")[-1]
    assert (last.down, last.down_owes) == ("Dunnawater", balances["Dunnawater"].owes)
    assert (last.up, last.up_owes) == ("Ashrigg", balances["Ashrigg"].owes)
    words = month.visitor(CORA).get("/cases/NMR-04-26").words
    assert "the move counts Dunnawater −1 owes 1 home Ashrigg +1 owes 1 home" in words


def test_who_was_told_what_stands_in_plain_words_with_the_very_letter_behind_it(month: Sitting) -> None:
    visitor = month.visitor(CORA)
    page = visitor.get("/cases/NMR-05-26")
    assert "Circular homes@tarnside.example landlord with homes: Tarnside sent" in page.words
    for link in set(re.findall(r'href="(/cases/NMR-05-26/letters/\w+)"', page.text)):
        letter = visitor.get(link)
        assert letter.status == 200
        assert "NMR-05-26" in letter.words
    with month.desk.store.read() as tx:
        assert len(re.findall(r"/letters/", page.text)) == len(outbox.letters_of(tx, "NMR-05-26"))


@pytest.mark.parametrize(("written", "leads_to"), [("nmr0126", "/cases/NMR-01-26"), ("NMR 1-26", "/cases/NMR-01-26")])
def test_another_spelling_leads_to_the_case(month: Sitting, written: str, leads_to: str) -> None:
    assert month.visitor(CORA).get(f"/cases/{written.replace(' ', '%20')}").goes_to == leads_to


@pytest.mark.parametrize("path", ["NMR-99-26", "nonsense", "NMR-01-26/letters/0", "%00", "ARC-01-26"])
def test_what_is_no_case_has_no_page(month: Sitting, path: str) -> None:
    assert month.visitor(CORA).get(f"/cases/{path}").status == 404


def test_whoever_looks_stands_in_the_audit(month: Sitting) -> None:
    visitor = month.visitor(RHODA)
    visitor.get("/cases/NMR-03-26")
    with month.desk.store.read() as tx:
        seen = tx.exec_driver_sql("SELECT who FROM audit WHERE act = 'saw' AND about = 'case NMR-03-26'").scalars().all()
    assert RHODA in seen


@pytest.mark.rule("R029")
def test_a_homes_address_stands_under_stars_wherever_it_was_written(desk: Sitting) -> None:
    visitor = offered(desk)
    page = visitor.get("/cases/ARC-01-26")
    assert "Brent offered a home in Brent" in page.words
    letters = set(re.findall(r'href="(/cases/ARC-01-26/letters/\w+)"', page.text))
    shown = [page.text, *(visitor.get(link).text for link in letters)]
    assert not any("Larkspur" in each for each in shown)
    assert any("Address: ********" in each for each in shown)
    with desk.desk.store.read() as tx:
        written = [outbox.find(tx, each.id) for each in outbox.letters_of(tx, "ARC-01-26")]
    assert any(letter and ADDRESS.encode() in letter.data for letter in written), "the officer gets it whole"


@pytest.mark.rule("R029")
def test_a_quotation_tells_neither_who_the_applicant_is_nor_where_a_home_lies() -> None:
    where = Where(source="form.docx", table=1, row=3)
    found = IdentityFound(what="a name", where=where, masked=masked("Maria Testcase"))
    assert "Testcase" not in safe_quote("2 for Maria Testcase", RequestForm(identity=(found,)))
    offer = PropertyOffer(address=Field(value=ADDRESS, quote=ADDRESS, where=where))
    assert safe_quote("a flat at 14 larkspur court", offer) == ""
    assert safe_quote("a flat in Brent", offer) == "a flat in Brent"


def test_a_paused_case_says_so_and_its_pause_is_a_gap(desk: Sitting) -> None:
    put(desk, a_case())
    say(desk, "case_order", "order=pause", f"until={TODAY + timedelta(days=20)}")
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert "It has rested since 1 Apr 2026 until 21 Apr 2026" in page.words
    assert 'class="gap"' in page.text
    say(desk, "case_order", "order=resume")
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert "It has rested" not in page.words
    assert "1 Apr 2026 Paused 1 Apr 2026 The pause ended" in page.words


def test_a_withdrawn_case_that_was_opened_again_shows_both(desk: Sitting) -> None:
    put(desk, a_case())
    say(desk, "landlord_decision", "decision=approve", speaks_for=LEAD)
    say(desk, "withdrawal", "change=withdrawn")
    assert "It was withdrawn on 1 Apr 2026" in desk.visitor(CORA).get("/cases/ARC-01-26").words
    say(desk, "case_order", "order=reopen", reason="She rang: it is needed.")
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    with desk.desk.store.read() as tx:
        causes = [line.because for line in cases.history_of(tx, "ARC-01-26")]
        states = [step.state for step in case_papers.steps(tx, "ARC-01-26", causes)]
    assert State.WITHDRAWN in states
    assert states[-1] is not State.WITHDRAWN
    assert page.text.count('class="seg-withdrawn"') == 1
    assert "She rang: it is needed." in page.words


@pytest.mark.parametrize(
    "changed",
    [
        {"officers": ()},
        {
            "landlord": "",
            "area_residence": "",
            "areas_requested": (),
            "bedrooms": None,
            "state": State.RECEIVED,
            "complete_on": None,
        },
        {"state": State.HELD_AT_CAP, "approved_on": TODAY, "approved_by": LEAD},
        {"awaiting_panel": True, "panel_date": TODAY + timedelta(days=400)},
        {"state": State.LAPSED, "closed_on": TODAY},
        {"state": State.INELIGIBLE, "closed_on": TODAY},
        {"landlord": "A Landlord <b>of</b> old & merged"},
        {"received_on": date(2016, 1, 4), "approval_asked_on": date(2016, 1, 4), "urgent": True, "owed_tenancy": True},
        {"former_officers": ("old@agency.example",), "excluded": ("Camden",), "shut_out": ("x@camden.example",)},
    ],
    ids=[
        "no officer",
        "nothing known",
        "on hold",
        "a far panel",
        "lapsed",
        "not eligible",
        "hostile name",
        "ten years",
        "kept out",
    ],
)
def test_a_case_of_any_kind_has_a_page(desk: Sitting, changed: dict[str, object]) -> None:
    put(desk, a_case(**changed))
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert page.status == 200
    assert "<b>of</b>" not in page.text
    assert "None" not in page.words


@pytest.mark.parametrize("state", [state for state in OfferState if state is not OfferState.OPEN])
def test_an_offer_that_ended_in_whatever_way_is_told(desk: Sitting, state: OfferState) -> None:
    home = Offer(id="1", landlord="Camden", area="Camden", made_on=TODAY - timedelta(days=3), refusal_reason="too_small")
    put(desk, a_case(offers=(replace(home, state=state, ended_on=TODAY),)))
    assert "Camden" in desk.visitor(CORA).get("/cases/ARC-01-26").words


@pytest.mark.rule("R034")
def test_what_changed_is_told_old_and_new_with_who_and_the_message_behind_it(desk: Sitting) -> None:
    put(desk, a_case())
    raw = RawMessage(data=b"a mail", place=Place(account="a"), arrived_at=datetime(2026, 3, 30, 9, 0, tzinfo=UTC))

    def change(tx: object) -> int:
        number = messages.keep(tx, raw, AFTER).id  # type: ignore[arg-type]  # the store's own transaction
        messages.mark_read(tx, number, Mail(sender="olive.marsh@harbour-advice.example"))  # type: ignore[arg-type]
        what = Changed(reference="ARC-01-26", field="areas_requested", old="Brent, Camden", new="Brent")
        changes.add(tx, what, who="olive.marsh@harbour-advice.example", because=f"{number}:0", now=AFTER)  # type: ignore[arg-type]
        return number

    number = desk.desk.store.write(change)
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert "Areas requested Brent, Camden Brent olive.marsh@harbour-advice.example" in page.words
    assert f'href="/papers/{number}?reading=0"' in page.text


def test_what_was_said_and_is_not_decided_yet_stands_at_the_head(desk: Sitting) -> None:
    put(desk, a_case())
    said = Word(reference="ARC-01-26", kind="landlord_decision", fields=("decision=approve",), speaks_for=LEAD)
    desk.desk.does.answering.enter(said, CORA)
    visitor = desk.visitor(RHODA)
    assert "Cora Wells said: a landlord's decision. It is decided in a moment." in visitor.get("/cases/ARC-01-26").words
    decide_read(replace(desk.line, now=lambda: AFTER + timedelta(minutes=1)))
    assert "It is decided in a moment" not in visitor.get("/cases/ARC-01-26").words


def test_of_an_erased_mail_the_page_still_stands(desk: Sitting) -> None:
    put(desk, a_case())
    desk.desk.store.write(lambda tx: cases.note(tx, "ARC-01-26", "Complete.", who="somebody", because="77:0", now=AFTER))
    line = {"who": "the line", "act": "decided", "about": "77:0", "details": "x; ARC-01-26 lapsed"}
    desk.desk.store.write(lambda tx: audit.write(tx, now=AFTER, **line))
    assert desk.visitor(CORA).get("/cases/ARC-01-26").status == 200


def test_of_a_long_history_the_newest_lines_are_shown_and_all_of_them_a_click_away(desk: Sitting) -> None:
    put(desk, a_case())
    for number in range(50):
        said = f"Line {number}."
        desk.desk.store.write(lambda tx, said=said: cases.note(tx, "ARC-01-26", said, who="Cora", because="x", now=AFTER))
    visitor = desk.visitor(CORA)
    page = visitor.get("/cases/ARC-01-26")
    assert "Line 49." in page.words
    assert "Line 9." not in page.words
    assert "All 50" in page.words
    assert "Line 0." in visitor.get("/cases/ARC-01-26?all=history").words


@pytest.mark.rule("R051")
def test_of_a_move_that_was_taken_back_all_lines_are_told(desk: Sitting) -> None:
    put(desk, a_case(state=State.CIRCULATED, circulated_on=TODAY))
    put(desk, a_case(state=State.MOVED, closed_on=TODAY))
    sides = {"case": "ARC-01-26", "move": 1, "home": "Hackney", "rehousing": "Brent", "day": TODAY}
    pairs = (*entries.reserve(**sides), *entries.post(**sides), *entries.correct(**sides, reason="They never moved in."))
    desk.desk.store.write(lambda tx: ledger.post_all(tx, pairs, because="a test"))
    words = desk.visitor(CORA).get("/cases/ARC-01-26").words
    assert "the move counts Hackney −1 owes 1 home Brent +1 is owed 1 home" in words
    assert "taken back They never moved in. Brent −1 even Hackney +1 even" in words


def test_a_case_of_a_landlord_that_has_merged_stands_under_its_new_name(desk: Sitting) -> None:
    put(desk, a_case())

    def merge(tx: Tx) -> None:
        ledger.merge(tx, "Hackney", "Clarion", day=TODAY, by=CORA, reason="They are one now.", now=AFTER)
        cases.put(tx, a_case(landlord="Clarion"))
        cases.note(tx, "ARC-01-26", "Hackney is part of Clarion now.", who=CORA, because="merger", now=AFTER)

    desk.desk.store.write(merge)
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert "It waits for the approval of Clarion." in page.words
    assert "Hackney is part of Clarion now. – Cora Wells" in page.words


def test_who_is_kept_out_is_not_taken_for_the_landlord_that_approves(desk: Sitting) -> None:
    put(desk, a_case())
    say(desk, "case_order", "order=exclude", "partner=Camden", reason="Her former partner works there.")
    page = desk.visitor(CORA).get("/cases/ARC-01-26")
    assert "Landlord that approves Hackney Area of residence" in page.words
    assert "Kept out of it Camden" in page.words
    assert "works there" not in page.words
