"""The bench of the readers counts rightly: a planted silent error is found, and each way of not being right has its own name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.reading import main, sums
from bench.truth import Judged, judged, truth_from, truths_in
from parsing.field import Field
from parsing.readings import (
    Automatic,
    Change,
    Enquiry,
    LandlordDecision,
    Mail,
    NilReturn,
    Outcome,
    Person,
    Reading,
    RequestForm,
    Unreadable,
)

SAMPLE = Path("form.docx")


def told(**more: Any) -> dict[str, Any]:
    return {"kind": "property_request", "fields": {"bedrooms_needed": 2, "areas_requested": ["Brent", "Camden"]}, **more}


def request(**fields: Any) -> RequestForm:
    said = {"bedrooms_needed": Field(value=2), "areas_requested": Field(value=("Brent", "Camden"))}
    return RequestForm(**{**said, **fields})


def judge(truth: dict[str, Any], *readings: Reading, **mail: Any) -> Judged:
    return judged("form.docx", Mail(readings=readings, **mail), truth_from(truth, SAMPLE))


def test_what_was_meant_is_right_and_goes_straight_through() -> None:
    result = judge(told(clean=True), request())
    assert (result.kind_right, result.clear, result.right, result.straight) == (True, 2, 2, True)
    assert not result.silent
    assert not result.cautious
    assert not result.lost


def test_a_planted_silent_error_is_found() -> None:
    (error,) = judge(told(clean=True), request(bedrooms_needed=Field(value=3))).silent
    assert (error.key, error.said, error.meant, error.dangerous) == ("bedrooms_needed", 3, 2, False)


def test_a_value_that_nobody_meant_is_a_silent_error_unless_the_truth_is_open() -> None:
    said = request(pets=Field(value=True))
    assert [error.key for error in judge(told(), said).silent] == ["pets"]
    assert not judge(told(open=True), said).silent


def test_a_value_for_what_nobody_can_be_sure_of_is_a_silent_error() -> None:
    truth = told(doubted=["pets"])
    assert [error.key for error in judge(truth, request(pets=Field(value=True))).silent] == ["pets"]
    asked = judge(truth, request(pets=Field(doubt="Is it a dog?")))
    assert not asked.silent
    assert not asked.cautious


def test_a_doubt_on_what_is_sure_is_needless_and_no_error() -> None:
    result = judge(told(clean=True), request(bedrooms_needed=Field(quote="2", doubt="Two or three?")))
    assert not result.silent
    assert result.right == 1
    assert result.straight is False
    assert [line.split(":")[1].strip() for line in result.cautious] == ["bedrooms_needed"]


def test_an_answer_neither_given_nor_asked_about_is_lost() -> None:
    result = judge(told(), request(bedrooms_needed=Field()))
    assert result.lost == ("form.docx: bedrooms_needed",)
    assert not judge(told(), RequestForm(areas_requested=Field(value=("Brent", "Camden")), missing=("bedrooms_needed",))).lost


@pytest.mark.parametrize(
    ("kind", "said", "meant", "dangerous"),
    [
        ("property_request", request(areas_requested=Field(value=("Brent", "Camden", "Ealing"))), {}, True),
        ("property_request", request(areas_requested=Field(value=("Brent",))), {}, False),
        ("property_request", request(areas_at_risk=Field(value=("Brent",))), {"areas_at_risk": ["Brent", "Harrow"]}, True),
        ("property_request", request(applicant_landlord=Field(value="Peabody")), {"applicant_landlord": "Clarion"}, True),
        ("landlord_decision", LandlordDecision(decision=Field(value="approve")), {"decision": "conditional"}, True),
        ("landlord_decision", LandlordDecision(decision=Field(value="decline")), {"decision": "conditional"}, False),
        ("landlord_decision", LandlordDecision(reference=Field(value="ARC-01-26")), {"reference": "ARC-02-26"}, True),
        ("outcome", Outcome(tenancy_start_date=Field(value=date(2026, 3, 4))), {"tenancy_start_date": "2026-04-03"}, True),
        ("change", Change(areas_added=Field(value=("Bexley",))), {}, True),
    ],
)
def test_errors_that_would_hurt_somebody_are_marked(kind: str, said: Reading, meant: dict[str, Any], dangerous: bool) -> None:
    truth = {**told(), "kind": kind, "fields": {**(told()["fields"] if kind == "property_request" else {}), **meant}}
    errors = judge(truth, said).silent
    assert [error.dangerous for error in errors] == [dangerous]


def test_the_order_of_lists_and_the_shape_of_an_apostrophe_mean_nothing() -> None:
    people = [{"age": 7, "sex": "f"}, {"age": 2, "sex": None}]
    truth = told(fields={"children": people, "support_agency": "Lantern Women’s Aid"})
    said = RequestForm(
        children=Field(value=(Person(age=2), Person(age=7, sex="f"))), support_agency=Field(value="Lantern  Women's Aid")
    )
    assert judge(truth, said).right == 2


def test_a_reading_of_another_kind_is_a_wrong_kind_and_its_values_are_errors() -> None:
    result = judge(told(), LandlordDecision(decision=Field(value="approve")))
    assert not result.kind_right
    assert [error.key for error in result.silent] == ["decision"]
    assert set(result.lost) == {"form.docx: bedrooms_needed", "form.docx: areas_requested"}
    assert not judge(told(), LandlordDecision(decision=Field(value="approve"), doubts=("Is this a joke?",))).silent


def test_what_is_handed_to_a_person_whole_is_not_lost() -> None:
    result = judge(told(), Unreadable(why="Its tick boxes do not survive."))
    assert (result.kind_right, result.right, result.lost) == (False, 0, ())


def test_several_readings_of_one_mail_are_matched_by_kind_and_reference() -> None:
    truth = {
        "readings": [
            {"kind": "landlord_decision", "fields": {"reference": "ARC-01-26", "decision": "approve"}},
            {"kind": "landlord_decision", "fields": {"reference": "ARC-02-26", "decision": "decline"}},
        ],
        "question": False,
    }
    first = LandlordDecision(reference=Field(value="ARC-01-26"), decision=Field(value="approve"))
    second = LandlordDecision(reference=Field(value="ARC-02-26"), decision=Field(value="decline"))
    result = judge(truth, second, first)
    assert (result.kind_right, result.right, result.silent, result.cautious) == (True, 4, (), ())


def test_questions_are_counted_where_the_truth_tells_of_them() -> None:
    asks = {"readings": [], "question": True}
    assert not judge(asks, Unreadable(why="A link; open it by hand.")).lost
    assert judge(asks).lost == ("form.docx: a person should have been asked",)
    assert judge({"readings": [], "question": False}, Enquiry()).cautious == (
        "form.docx: a question that nobody needs to answer",
    )


def test_the_right_case_of_a_decision_that_is_asked_about_is_no_error() -> None:
    meant = {"readings": [{"kind": "landlord_decision", "fields": {"reference": "ARC-01-26"}, "doubted": ["decision"]}]}
    doubted: Field[str] = Field(doubt="Has it happened?", proposal="accepted")
    right = Outcome(reference=Field(value="ARC-01-26"), stage=doubted)
    assert not judge(meant, right).silent
    wrong = Outcome(reference=Field(value="ARC-02-26"), stage=doubted)
    assert [error.key for error in judge(meant, wrong).silent] == ["reference"]
    decided = Outcome(reference=Field(value="ARC-01-26"), stage=Field(value="accepted"))
    assert [error.key for error in judge(meant, decided).silent] == ["reference", "stage"]


def test_a_reading_that_is_acted_on_where_a_person_must_be_asked_is_a_silent_error() -> None:
    approved = LandlordDecision(reference=Field(value="ARC-01-26"), decision=Field(value="approve"))
    asks = {
        "readings": [{"kind": "landlord_decision", "fields": {"reference": "ARC-01-26"}, "doubted": [], "open": True}],
        "question": True,
    }
    (error,) = judge(asks, approved).silent
    assert (error.key, error.said, error.dangerous) == ("landlord_decision", "goes through unasked", True)
    assert not judge(asks, LandlordDecision(decision=Field(doubt="Is it approved?"))).silent


def test_a_reading_without_a_value_that_nobody_meant_is_a_silent_error() -> None:
    assert [error.key for error in judge({"readings": [], "question": False}, NilReturn()).silent] == ["nil_return"]


def test_a_persons_words_taken_for_a_machines_are_a_silent_error() -> None:
    asks = {"readings": [], "question": True}
    assert [error.key for error in judge(asks, automatic=Automatic.OUT_OF_OFFICE).silent] == ["automatic", "question"]


def test_the_kind_of_a_question_is_a_guess() -> None:
    asks = {"readings": [], "question": True}
    assert judge(asks, LandlordDecision(decision=Field(doubt="Is it approved?"))).kind_right


def test_a_scan_is_judged_by_its_proposals() -> None:
    said = RequestForm(
        bedrooms_needed=Field(proposal=2, doubt="A machine saw this."), pets=Field(proposal=True, doubt="A machine saw this.")
    )
    result = judge(told(format="scan-png", clean=True), said)
    assert (result.proposed, result.proposed_right, result.straight, result.silent) == (2, 1, None, ())


def test_the_sums_add_up_by_format() -> None:
    right, wrong = judge(told(format="odt", clean=True), request()), judge(told(format="doc"), request(pets=Field(value=True)))
    doc, odt, whole = sums([right, wrong])
    assert (doc.format, doc.silent, doc.straight, doc.clean) == ("doc", 1, 0, 0)
    assert (odt.format, odt.silent, odt.straight, odt.clean) == ("odt", 0, 1, 1)
    assert (whole.files, whole.silent, whole.clear, whole.right) == (2, 1, 4, 4)


FORM = "Reference: ARC-01-26\nDecision: Declined\nReason for decline: Rent arrears\nWe understand that we will owe one home: No\n"
MEANT = {"reference": "ARC-01-26", "decision": "decline", "decline_reason": "arrears_or_asb", "acknowledges_owing": False}


def test_the_command_exits_with_1_when_something_false_was_said_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.txt").write_text(FORM)
    truth = tmp_path / "no.txt.truth.json"
    truth.write_text(json.dumps({"kind": "landlord_decision", "fields": MEANT}))
    assert main([str(tmp_path)]) == 0
    truth.write_text(json.dumps({"kind": "landlord_decision", "fields": {**MEANT, "decision": "need_info"}}))
    assert main([str(tmp_path)]) == 1
    assert "silent error: no.txt: decision: said 'decline', meant 'need_info'" in capsys.readouterr().out
    assert main(["--json", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["sums"][-1]["silent"] == 1


def test_a_directory_without_truth_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no truth files" in capsys.readouterr().err


def test_a_truth_file_belongs_to_one_file(tmp_path: Path) -> None:
    for name in ("case.docx", "case.pdf", "[1] case.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "[1] case.truth.json").write_text(json.dumps(told()))
    assert [sample.name for sample, _ in truths_in(tmp_path)] == ["[1] case.txt"]
    (tmp_path / "case.pdf.truth.json").write_text(json.dumps(told()))
    assert [sample.name for sample, _ in truths_in(tmp_path)] == ["[1] case.txt", "case.pdf"]
    (tmp_path / "case.truth.json").write_text(json.dumps(told()))
    with pytest.raises(ValueError, match="2 files belong to it"):
        list(truths_in(tmp_path))
