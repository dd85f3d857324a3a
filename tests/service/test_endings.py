"""Endings, pauses and reopenings through the whole line: what is sent, what is stopped, what the gate lets go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from matching.decision import Decision
from store import cases, outbox
from store.engine import Tx
from store.record import Stale, record
from store.schema import LetterState
from store.schema import outbox as letters
from tests.support.cast import HACKNEY_LEAD, OFFICER, mail, ref
from tests.support.papers import approval, offer, request_form, request_mail
from tests.support.region import Region

REF = ref(1)
OLIVE, NADIA = "olive.marsh@harbour-advice.example", "nadia.ferris@hackney.example"


@pytest.fixture
def out(tmp_path: Path) -> Region:
    """A request that landlords have."""
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()), approval(REF))
    return region


def says(words: str, number: int) -> bytes:
    return mail(OFFICER, f"Re: {REF}", words, number=number)


@pytest.mark.rule("R017", "D12", "D14")
def test_consent_withdrawn_calls_back_every_circular_and_nothing_is_held(out: Region) -> None:
    had = {each["to"] for each in out.letters("circular")}
    out.tell(says("She has withdrawn her consent.", 30))
    assert out.states() == {REF: "withdrawn"}
    assert {each["to"] for each in out.letters("recall")} == had | {NADIA}
    assert out.letters("closed") == out.letters("case_closed") == []
    assert {each["state"] for each in out.letters()} == {"sent"}
    (question,) = out.look("queue")
    assert "see what must be erased" in question["why"]
    assert all(box in question["why"] for box in had)


@pytest.mark.rule("D12")
def test_a_letter_that_has_not_gone_is_stopped_when_consent_is_withdrawn(out: Region) -> None:
    (late,) = out.letters("circular")[-1:]
    with out.store_open() as (_, store):
        held = letters.update().where(letters.c.id == late["id"]).values(state=LetterState.HELD, attempts=1, sent_at=None)
        store.write(lambda tx: tx.execute(held))
    out.tell(says("She has withdrawn her consent.", 31))
    with out.store_open() as (_, store), store.read() as tx:
        assert outbox.state_of(tx, late["id"]) is LetterState.CANCELLED
    assert late["to"] not in {each["to"] for each in out.letters("recall")}


def test_a_letter_that_is_on_its_way_cannot_be_stopped_and_nothing_of_the_decision_stands(out: Region) -> None:
    (sent,) = out.letters("circular")[-1:]
    stops, now = Decision(stopped=(sent["id"],)), datetime.now(UTC)

    def stop(tx: Tx) -> None:
        record(tx, stops, (), cause="9:0", message_id=None, reading_number=None, who="a test", now=now)

    with out.store_open() as (_, store), pytest.raises(Stale, match="cannot be stopped"):
        store.write(stop)


@pytest.mark.rule("R034")
def test_a_request_rests_and_goes_on_at_the_officers_word(out: Region) -> None:
    out.tell(says("Please put this on hold.", 32))
    assert {each["to"] for each in out.letters("request_paused")} == {OLIVE, *(each["to"] for each in out.letters("circular"))}
    out.tell(says("Please resume", 33))
    assert ("request_open_again", OLIVE) in out.told()
    assert {each["state"] for each in out.letters()} == {"sent"}


@pytest.mark.rule("R014")
def test_the_old_officer_hears_once_that_she_is_no_longer_and_then_nothing(out: Region) -> None:
    out.enter(REF, "change", "change=officer", "new_officer_name=Aisha Byrne", "new_officer_email=aisha@harbour-advice.example",
              speaks_for=OLIVE)  # fmt: skip
    assert [each["state"] for each in out.letters("officer_changed", OLIVE)] == ["sent"]
    before = len(out.letters(to=OLIVE))
    out.enter(REF, "withdrawal", "change=withdrawn")
    assert len(out.letters(to=OLIVE)) == before
    assert ("withdrawal_recorded", "aisha@harbour-advice.example") in out.told()


@pytest.mark.rule("D12")
def test_a_closed_request_goes_on_again_at_the_coordinators_order(out: Region) -> None:
    had = len(out.letters("circular"))
    out.enter(REF, "case_order", "order=lapse", reason="Nobody answers.")
    assert out.states() == {REF: "lapsed"}
    out.enter(REF, "case_order", "order=reopen", reason="Olive has rung.")
    assert out.states() == {REF: "circulated"}
    assert len(out.letters("circular")) == 2 * had
    assert {each["state"] for each in out.letters()} == {"sent"}


def test_no_step_of_the_line_leads_out_of_a_closed_state(out: Region) -> None:
    with out.store_open() as (_, store):
        with store.read() as tx:
            case = cases.find(tx, REF)
        assert case is not None
        out.enter(REF, "case_order", "order=ineligible", "ineligible_reason=no_tenancy")
        with pytest.raises(cases.Stale):
            store.write(lambda tx: cases.put(tx, case))
        assert store.write(lambda tx: cases.put(tx, case, reopened=True)) is False


def test_a_home_on_offer_ends_with_the_request_that_is_not_eligible(out: Region) -> None:
    out.tell(offer(REF))
    out.enter(REF, "case_order", "order=ineligible", "ineligible_reason=no_tenancy")
    assert [each["to"] for each in out.letters("not_eligible")] == [OLIVE]
    assert ("case_closed", HACKNEY_LEAD.split("<")[-1].strip(">")) in out.told()
    assert len(out.letters("offer_no_longer_needed")) == 1
