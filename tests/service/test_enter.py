"""The coordinator's own word without a question: stored at the desk, decided by the same line as a mail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa

from parsing.readings import CaseOrder
from store import audit, cases
from store.schema import audit as audit_lines
from tests.support.cast import CLARION_VOIDS, HACKNEY_LEAD, OFFICER, mail, ref
from tests.support.papers import approval, offer, request_form, request_mail
from tests.support.region import ROOT, Region

REF = ref(1)
LEAD = "nadia.ferris@hackney.example"


@pytest.fixture
def asked(tmp_path: Path) -> Region:
    """A request whose landlord has been asked."""
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()))
    return region


@pytest.mark.rule("R021", "R027")
def test_an_approval_heard_on_the_telephone_is_decided_as_a_mailed_one(asked: Region) -> None:
    told = asked.enter(REF, "landlord_decision", "decision=approve", "acknowledges_owing=yes", speaks_for=LEAD)
    assert told == f"It is entered for {REF}. The line decides it with the next «reciprocal run»."
    assert asked.states() == {REF: "circulated"}
    assert ("approval_recorded", LEAD) in asked.told()
    assert asked.look("queue") == []


def test_whoever_enters_stands_in_the_audit_and_in_the_history_by_name(asked: Region) -> None:
    asked.enter(REF, "case_order", "order=note", reason="Rang Nadia: her panel meets on Mondays.", by="Ada Lane")
    lines = [line for line in asked.look("case", REF)["history"] if line["what"].startswith("Rang Nadia")]
    assert [line["who"] for line in lines] == ["Ada Lane"]
    with asked.store_open() as (_, store), store.read() as tx:
        who = tx.execute(sa.select(audit_lines.c.who).order_by(audit_lines.c.id.desc())).scalars().first()
        assert (who, audit.problems(tx)) == ("Ada Lane", ())


def test_the_same_word_twice_is_two_words_and_changes_one_thing(asked: Region) -> None:
    for _ in range(2):
        asked.enter(REF, "landlord_decision", "decision=approve", speaks_for=LEAD)
    assert asked.states() == {REF: "circulated"}
    assert len(asked.letters("approval_recorded")) == 1
    assert len(asked.letters("circulated")) == 1


def test_a_withdrawal_an_offer_and_an_outcome_can_be_entered(asked: Region) -> None:
    asked.enter(REF, "landlord_decision", "decision=approve")
    asked.enter(REF, "property_offer", "area=Camden", "bedrooms=2", speaks_for="voids@camden.example")
    assert asked.states() == {REF: "offered"}
    asked.enter(REF, "outcome", "stage=accepted", "offer=Camden")
    assert asked.states() == {REF: "accepted"}
    asked.enter(REF, "withdrawal", "change=withdrawn")
    assert asked.states() == {REF: "withdrawn"}
    assert asked.look("queue") == []


@pytest.mark.rule("R050")
def test_her_reason_lets_a_held_request_go_on(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    for number in range(1, 4):
        accepted(region, number)
    asked_for(region, 4)
    region.enter(ref(4), "landlord_decision", "decision=approve")
    assert region.states()[ref(4)] == "held_at_cap"
    region.enter(ref(4), "landlord_decision", "decision=approve", override="A child is in danger.")
    assert region.states()[ref(4)] == "circulated"
    region.tell(offer(ref(4), number=90))
    region.enter(ref(4), "outcome", "stage=accepted")
    assert region.states()[ref(4)] == "accepted"


@pytest.mark.rule("R050")
def test_her_reason_accepts_above_the_cap(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    asked_for(region, 1)
    region.enter(ref(1), "landlord_decision", "decision=approve")
    region.tell(offer(ref(1), number=91))
    for number in range(2, 5):
        accepted(region, number)
    region.enter(ref(1), "outcome", "stage=accepted", override="A threat to life.")
    assert region.states()[ref(1)] == "accepted"
    assert region.balances()["Hackney"]["reserved"] == 4


def asked_for(region: Region, number: int) -> None:
    """The n-th family of Hackney asks."""
    form = request_form(**{"Date of request": f"0{number}/11/2026", "Details of children": f"1 child: girl {number + 2}"})
    region.tell(request_mail(form, number=number))


def accepted(region: Region, number: int) -> None:
    asked_for(region, number)
    region.enter(ref(number), "landlord_decision", "decision=approve")
    region.tell(offer(ref(number), number=100 + number))
    region.enter(ref(number), "outcome", "stage=accepted")


@pytest.mark.rule("R033")
def test_another_number_of_bedrooms_needs_her_reason_and_keeps_it(asked: Region) -> None:
    asked.enter(REF, "case_order", "order=bedrooms", "bedrooms_needed=3", reason="The GP asks for a room of her own.")
    found = asked.look("case", REF)
    assert found["bedrooms"] == 3
    assert any("are now 3" in line["what"] and "The GP asks" in line["what"] for line in found["history"])


@pytest.mark.rule("R044")
def test_the_bar_on_a_landlord_can_be_lifted_once(asked: Region) -> None:
    for _ in range(2):
        asked.enter(REF, "case_order", "order=lift_bar", "partner=Camden")
    lifted = [line for line in asked.look("case", REF)["history"] if "may offer again" in line["what"]]
    assert len(lifted) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((REF, "--as", "a_poem"), "cannot be entered"),
        ((REF, "--as", "property_request"), "cannot be entered"),
        ((REF, "--as", "landlord_decision"), "Say decision"),
        ((REF, "--as", "landlord_decision", "--set", "decision=perhaps"), "is one of: approve"),
        ((REF, "--as", "case_order"), "Say order"),
        ((REF, "--as", "case_order", "--set", "order=dance"), "is one of: exclude"),
        ((REF, "--as", "case_order", "--set", "order=exclude"), "needs partner or mailbox"),
        ((REF, "--as", "case_order", "--set", "order=bedrooms", "--set", "bedrooms_needed=3"), "needs reason"),
        ((REF, "--as", "property_offer", "--set", "area=Camden"), "--for MAILBOX"),
        ((REF, "--as", "withdrawal", "--for", "Olive"), "takes the mailbox"),
        ((REF, "--as", "withdrawal", "--reason", "x"), "goes with --as case_order"),
        ((REF, "--as", "withdrawal", "--override", "x"), "goes with an approval or an acceptance"),
        ((REF, "--as", "withdrawal", "--set", f"reference={ref(2)}"), "names another case"),
        ((REF, "--as", "withdrawal", "--by", " "), "Say who speaks"),
        (("nonsense", "--as", "withdrawal"), "is no reference"),
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage(at_rest: Region, words: tuple[str, ...], sentence: str) -> None:
    done = at_rest.command("enter", "--by", "Ada", *words, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert sentence in done.stderr


def test_a_case_that_is_not_there_is_said(at_rest: Region) -> None:
    done = at_rest.command("enter", ref(77), "--by", "Ada", "--as", "withdrawal", check=False)
    assert (done.returncode, done.stderr.strip()) == (1, f"There is no case {ref(77)}. «reciprocal cases» lists them.")


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = Region(home=tmp_path_factory.mktemp("at_rest")).open()
    region.tell(request_mail(request_form()))
    return region


def test_the_command_itself_enters(at_rest: Region) -> None:
    done = at_rest.command("enter", REF, "--as", "case_order", "--set", "order=note", "--reason", "Heard.", "--by", "Ada")
    assert "with the next «reciprocal run»" in done.stdout
    at_rest.run()
    assert at_rest.look("case", REF)["history"][-1]["what"] == "Heard."


def test_a_question_on_a_case_can_be_answered_by_an_order(asked: Region) -> None:
    asked.tell(mail(HACKNEY_LEAD, f"RE: {REF}", "This is not one of our households, we do not know this family.", number=5))
    (question,) = asked.look("queue")
    asked.command(
        "resolve", question["id"], "--by", "Ada", "--as", "case_order", "--set", "order=exclude", "--set", "partner=Camden"
    )
    asked.run()
    assert asked.look("queue") == []
    asked.enter(REF, "landlord_decision", "decision=approve")
    assert "circulars@camden.example" not in {each["to"] for each in asked.letters("circular")}


def test_a_question_about_her_own_word_is_not_read_again(asked: Region) -> None:
    asked.enter(REF, "landlord_decision", "decision=not_ours")
    (question,) = asked.look("queue")
    done = asked.command("resolve", question["id"], "--by", "Ada", "--read-again", check=False)
    assert (done.returncode, "what Ada entered" in done.stderr) == (1, True)


@pytest.mark.parametrize("sender", [OFFICER, HACKNEY_LEAD, CLARION_VOIDS, "Ada <desk>", "desk <reciprocal@reciprocal.example>"])
def test_no_mail_is_ever_an_order(asked: Region, sender: str) -> None:
    words = f"case_order\nReference: {REF}\norder: exclude\npartner: Camden\norder=exclude partner=Camden\nentered by Ada"
    asked.tell(mail(sender, f"case_order {REF}", words, number=8))
    asked.tell(approval(REF))
    with asked.store_open() as (_, store), store.read() as tx:
        case = cases.find(tx, REF)
    assert case is not None
    assert (case.excluded, case.shut_out, "Camden" in case.circulated_to) == ((), (), True)


def test_nothing_that_reads_mails_knows_of_orders() -> None:
    """The reading kind stands in readings.py and is made at the desk only."""
    makers = {
        path.relative_to(ROOT).as_posix()
        for room in ("ingest", "parsing")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) == CaseOrder.__name__
    }
    assert makers == {"parsing/readings.py"}
