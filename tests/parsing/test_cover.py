"""What may tell who somebody is stands in no quotation, doubt or name of a file that a reading goes on with (R029, D18)."""

from __future__ import annotations

import json

import pytest

from parsing.cover import Cover, cover_for, is_covered
from parsing.read import read_file
from parsing.readings import as_json
from scheme.agreement import load, shipped
from tests.support.cast import OFFICER, Attachment, mail
from tests.support.papers import ANSWERS, request_form
from tests.support.word_maker import form_docx

SCHEME = load(shipped("pan_london"))
COVER = cover_for(["Siobhán O’Neill", "07700 900812"], ["Siobhán", "O’Neill"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Siobhán O’Neill, 34", "S****** O’*****, 34"),
        ("«SIOBHAN ONEILL»: not understood", "«S****** O*****»: not understood"),
        ("«siobhans brother»: no area", "«s******* brother»: no area"),
        ("Request_SiobhanONeill.docx", "Request_S************.docx"),
        ("rung on 07700900812 today", "rung on 0********** today"),
        ("rung on +44 or 07700-900-812", "rung on +44 or 0****-***-***"),
        ("somebody else, 34", "somebody else, 34"),
        ("cut short: «Siob…»", "cut short: «S***…»"),
    ],
)
def test_the_words_are_covered_however_they_are_written(text: str, shown: str) -> None:
    covered = COVER.over(text)
    assert covered == shown
    assert is_covered(covered, text)


def test_nothing_found_covers_nothing() -> None:
    assert Cover().over("Olive Marsh") == "Olive Marsh"


def read_form(**answers: str) -> str:
    """All that `reciprocal read` prints of a form with these answers, small."""
    form = request_form(**{**ANSWERS, **answers})
    return json.dumps(as_json(read_file("Property request.docx", form, SCHEME), "x"), ensure_ascii=False).casefold()


@pytest.mark.parametrize(
    ("label", "answer", "hidden"),
    [
        ("Details of adults (above 18) requesting to move", "Chantelle Okonkwo, 34, female", ("chantelle", "okonkwo")),
        ("Details of children", "Ayaan 9 M, Zara 7 F", ("ayaan", "zara")),
        ("Details of children", "Ife (4, F), Tobi (6, M)", ("ife ", "tobi")),
        ("Details of children", "Boy 9 dob 02/03/2017, girl 7", ("02/03/2017",)),
        ("Where is the applicant living now?", "At home - 14 Example Road", ("14 example",)),
        ("Borough of residence", "Hackney ZZ9 9ZZ", ("zz9 9zz",)),
        ("Is the perpetrator on the tenancy?", "No - Darren Stubbs is not", ("darren", "stubbs")),
        ("Areas to avoid", "Hackney (Quillfeather's gang)", ("quillfeather",)),
        ("Support in place", "Harbour Advice - call Chantelle on 07700 900812", ("chantelle", "900812")),
        ("Nominating officer", "Olive Marsh on behalf of Ngozi Umeh", ("ngozi", "umeh")),
        ("Applicant's landlord", "Hackney (tenant Chantelle Okonkwo)", ("chantelle", "okonkwo")),
        ("Sole/joint tenancy", "Joint with Leon Bright", ("leon", "bright")),
    ],
)
def test_what_read_prints_holds_no_name(label: str, answer: str, hidden: tuple[str, ...]) -> None:
    said = read_form(**{label: answer})
    assert "stands in" in said
    assert [word for word in hidden if word in said] == []


def test_an_answer_that_held_a_name_has_no_value() -> None:
    form = request_form(**{**ANSWERS, "Support in place": "Harbour Advice - call Ms Okonkwo first"})
    (reading,) = read_file("Property request.docx", form, SCHEME).readings
    field = dict(reading.fields())["support_agency"]
    assert field.value is None
    assert field.doubt


def test_the_officer_s_own_name_stays() -> None:
    said = read_form(**{"Brief summary of risk": "Ms Okonkwo fled in March."})
    assert "olive marsh" in said
    assert "okonkwo" not in said


@pytest.mark.parametrize(
    ("name", "subject", "body"),
    [
        ("Okafor referral.docx", "Property request", "Please see attached."),
        ("request.docx", "Referral for Ngozi Umeh", "Please see attached."),
        ("request.docx", "Property request", "Here is the form for Ms Umeh."),
        ("request.docx", "Property request", "Attached. She can be rung on 07700 900812."),
    ],
)
def test_a_request_waits_when_the_mail_around_it_tells(name: str, subject: str, body: str) -> None:
    data = mail(OFFICER, subject, body, attachments=[Attachment(name=name, data=request_form())])
    (reading,) = read_file("mail.eml", data, SCHEME).readings
    assert reading.identity


@pytest.mark.parametrize(
    ("name", "subject", "body"),
    [
        ("Property request - Harbour Advice.docx", "New referral from Olive Marsh", "Please find attached."),
        ("Reciprocal form FINAL v3.docx", "URGENT: reciprocal request", "Hope you are well. Attached is a new request."),
        ("PLHR_form_completed_Nov26.docx", "Referral (Harbour Advice)", "My manager Will Marsh is copied in."),
        ("Referral Form (IDVA) 02.11.26.docx", "Fwd: completed form", "My colleague Aisha Bell will cover (020 7946 0124)."),
        ("whatever_people_call_files.docx", "Request", "Attached, with thanks to Peter Hall (housing officer)."),
    ],
)
def test_plain_mails_around_a_form_raise_no_alarm(name: str, subject: str, body: str) -> None:
    words = f"Dear Priya,\n\n{body}\n\nMany thanks\nOlive Marsh\nHarbour Advice, 1 Harbour Street, ZZ1 1ZZ\nM: 07700 900001\n"
    data = mail(OFFICER, subject, words, attachments=[Attachment(name=name, data=request_form())])
    found = [each for reading in read_file("mail.eml", data, SCHEME).readings for each in reading.identity]
    assert found == []


@pytest.mark.parametrize(
    "around",
    [
        {"header": "Safer Region · 020 7946 0000 · www.reciprocal.example"},
        {"footer": "Version 2.1 · reciprocal@reciprocal.example"},
        {"footer": "Skyline House, 200 Union Street, ZZ1 0LX"},
        {"intro": "Return to the Reciprocal Coordinator, 020 7946 0000, reciprocal@reciprocal.example"},
    ],
)
def test_the_letterhead_of_the_form_is_nobody_s(around: dict[str, str]) -> None:
    form = form_docx(
        tuple(ANSWERS.items()), header=around.get("header", ""), footer=around.get("footer", ""), intro=around.get("intro", "")
    )
    (reading,) = read_file("Property request.docx", form, SCHEME).readings
    assert reading.identity == ()
