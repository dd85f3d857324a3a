"""A name that slipped into the papers goes no further: not into questions, cases, letters or logs (R029, D5, D18)."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from tests.support.cast import OFFICER, Attachment, mail
from tests.support.papers import ANSWERS, request_form
from tests.support.region import Region

CANARY = "Zebedee Quillfeather"
WORDS = ("zebedee", "quillfeather", "900812", "tollgate", "zz5 6aa")
FORM = {**ANSWERS, "Boroughs requested": "Camden, Brent, Ealing, Barnet, Merton"}

STORIES = {
    "an answer in doubt": {"Details of adults (above 18) requesting to move": "Zebedee Quillfeather M 41"},
    "an answer given twice": {"Name of client": CANARY, "Details of adults (above 18) requesting to move": f"{CANARY}, 41, male"},
    "an answer without a doubt": {"Is the perpetrator on the tenancy?": "No - Ms Quillfeather is the only tenant"},
    "the agency's answer": {"Support in place": "Harbour Advice - call Ms Quillfeather on 07700 900812"},
    "free text": {"Brief summary of risk": "Ms Quillfeather fled from 41 Tollgate Road, ZZ5 6AA."},
    "the applicant's name": {"Applicant's name": CANARY},
    "an unknown question": {"What does Ms Quillfeather like to eat?": "Fish"},
}


def told_by(region: Region, shown: str) -> str:
    """All that the service says of it: looking commands, letters on disk, log."""
    looked = json.dumps([region.look("queue"), region.look("cases"), region.look("outbox"), region.look("ledger")])
    cases = json.dumps([region.look("case", each["reference"]) for each in region.look("cases")])
    letters = " ".join(each.as_string() for each in region.rehearsed())
    return f"{looked} {cases} {letters} {shown}".casefold()


def posted(
    tmp_path: Path, form: bytes, *, name: str = "Property request.docx", subject: str = "Property request", body: str = ""
) -> Region:
    region = Region(home=tmp_path / "region").open()
    words = body or "Hello,\n\nPlease find a property request form attached.\n\nKind regards\nOlive Marsh\n"
    region.tell(mail(OFFICER, subject, words, attachments=[Attachment(name=name, data=form)]))
    return region


@pytest.mark.rule("R029")
@pytest.mark.parametrize("answers", STORIES.values(), ids=STORIES)
def test_a_name_in_the_form_holds_it_back_and_goes_no_further(
    answers: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        region = posted(tmp_path, request_form(**{**FORM, **answers}))
    assert "identity" in {each["kind"] for each in region.look("queue")}
    assert region.letters(kind="approval_request") == []
    said = told_by(region, caplog.text + "".join(capfd.readouterr()))
    assert [word for word in WORDS if word in said] == []


@pytest.mark.rule("R029")
@pytest.mark.parametrize(
    ("name", "subject", "body"),
    [
        (f"{CANARY}.docx", "Property request", ""),
        ("Quillfeather request.docx", "Property request", ""),
        ("Property request.docx", f"Referral for {CANARY}", ""),
        ("Property request.docx", "Property request - Quillfeather", ""),
        ("Property request.docx", "Property request", f"Hello,\n\nHere is the form for {CANARY}.\n\nKind regards\nOlive Marsh\n"),
        ("Property request.docx", "Property request", "Hello,\n\nShe is on 07700 900812.\n\nKind regards\nOlive Marsh\n"),
    ],
)
def test_a_name_in_the_file_name_the_subject_or_the_covering_words_holds_the_form_back(
    name: str, subject: str, body: str, tmp_path: Path
) -> None:
    region = posted(tmp_path, request_form(**FORM), name=name, subject=subject, body=body)
    assert "identity" in {each["kind"] for each in region.look("queue")}
    assert region.letters(kind="approval_request") == []
    assert [word for word in WORDS if word in told_by(region, "")] == []


def test_a_file_that_is_no_form_is_asked_about_without_the_name_that_it_bears(tmp_path: Path) -> None:
    region = posted(tmp_path, b"not a document", name=f"{CANARY} passport.pdf")
    assert region.look("queue")
    assert [word for word in WORDS if word in told_by(region, "")] == []


def test_a_clean_form_goes_straight_through(tmp_path: Path) -> None:
    region = posted(tmp_path, request_form(**FORM), name="Property request - Harbour Advice FINAL v3.docx")
    assert region.look("queue") == []
    assert len(region.letters(kind="approval_request")) == 1
