"""What a coordinator finds at the queue: which mail, what was read; and her word settles no more than she was asked."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from ingest.message import Place, RawMessage
from parsing.read import read
from parsing.readings import Automatic, ContactChange, Mail, RequestForm, Unreadable
from scheme.agreement import load, shipped
from scheme.terms import LearnedLabel
from service import evidence
from service.reading_room import ReaderFault, ReadingRoom
from service.resolve import Answer
from store import learned
from tests.service.test_second_reading import (
    ANOTHER_FAMILY,
    LEARN_BOTH,
    REF,
    TAX,
    WISHES,
    answer,
    new_template,
    open_questions,
    read_again,
)
from tests.support.cast import BOUNDARY, HACKNEY_LEAD, OFFICER, START, STRANGER, Attachment, mail, ref
from tests.support.papers import ANSWERS, request_form, request_mail
from tests.support.region import ROOT, Region

SCHEME = load(shipped("pan_london"))
GENERATED = ("Auto-Submitted", "auto-generated")
REPLIED = ("Auto-Submitted", "auto-replied")
BULK = ("Precedence", "bulk")
FORM = Attachment(name="form.docx", data=request_form())
LEAFLET = Attachment(name="leaflet.txt", data=b"Our opening hours are nine to five.", content_type="text/plain")
PORTAL = (
    "You have received a secure message. Log in to the portal to read your message. This is an automated e-mail, do not reply."
)
IN_THE_BODY = "\n".join(f"{label}: {said}" for label, said in ANSWERS.items())


def said(sender: str, subject: str, body: str, *papers: Attachment, extra: tuple[tuple[str, str], ...] = ()) -> Mail:
    data = mail(sender, subject, body, attachments=papers, extra=extra)
    raw = RawMessage(data=data, place=Place(account="tests"), arrived_at=START)
    return read(raw, SCHEME, trusted_authserv_ids=(BOUNDARY,))


# --- machines' mails --------------------------------------------------------------------------------------------------


@pytest.mark.rule("R071")
@pytest.mark.parametrize(
    "extra", [(GENERATED,), (REPLIED,), (BULK,), (GENERATED, BULK), (("Disposition-Notification-To", "x@y.example"),)]
)
@pytest.mark.parametrize("subject", ["Secure message", "Egress: Olive Marsh has sent you a secure email"])
def test_a_portals_notice_is_asked_about_however_it_is_marked(subject: str, extra: tuple[tuple[str, str], ...]) -> None:
    """R071: what is behind the link may be an approval."""
    found = said("Portal <no-reply@portal.example>", subject, PORTAL, extra=extra)
    (reading,) = found.readings
    assert isinstance(reading, Unreadable)
    assert (reading.needs, found.automatic) == ("opening", Automatic.NO)


@pytest.mark.rule("R073")
@pytest.mark.parametrize(
    "extra", [(REPLIED,), (("Auto-Submitted", "auto-notified"),), (GENERATED,), (BULK,), (("X-Autoreply", "yes"),)]
)
@pytest.mark.parametrize("papers", [True, False])
def test_a_form_in_a_mail_that_a_machine_sent_is_never_dropped(papers: bool, extra: tuple[tuple[str, str], ...]) -> None:
    """R073: a web form's notification, with the answers in it or attached."""
    body = "This mail was generated automatically, do not reply to it." if papers else IN_THE_BODY
    found = said("Web <noreply@forms.example>", "A form was submitted", body, *([FORM] if papers else []), extra=extra)
    assert RequestForm in map(type, found.readings)
    assert found.automatic is Automatic.NO


def test_a_form_beside_an_absence_note_is_asked_about() -> None:
    found = said(OFFICER, "Automatic reply: ARC-01-26", "I am out of the office until Monday.", FORM, extra=(REPLIED,))
    (reading,) = found.readings
    assert isinstance(reading, RequestForm)
    assert any("sent by a machine" in doubt for doubt in reading.all_doubts())


@pytest.mark.parametrize(
    ("subject", "body", "papers", "extra"),
    [
        ("Automatic reply: ARC-01-26", "I am out of the office until Monday.", (), (REPLIED,)),
        ("Automatic reply: ARC-01-26", "I am away. Send secure messages by Egress, and I will open them.", (), (REPLIED,)),
        ("Automatic reply: ARC-01-26", "I am out of the office until Monday.", (LEAFLET,), (REPLIED,)),
        ("Your enquiry", "Your enquiry has been received and given the reference number 12345.", (), (GENERATED,)),
        ("News", "Click here to view this email in your browser.\n\nUnsubscribe", (), (BULK,)),
        ("News", "This week: 2 bed flats in Camden, approved schemes, and offers accepted.\n\nUnsubscribe", (), (BULK,)),
    ],
)
def test_notes_tickets_and_newsletters_stay_silent(
    subject: str, body: str, papers: tuple[Attachment, ...], extra: tuple[tuple[str, str], ...]
) -> None:
    found = said(HACKNEY_LEAD, subject, body, *papers, extra=extra)
    assert found.readings == ()
    assert found.automatic is not Automatic.NO


@pytest.mark.parametrize(
    "body",
    [
        "Approved from our side, we will owe one home.",
        "I am a tenant and I need to move.",
        "She is fleeing tonight, please ring.",
    ],
)
def test_a_group_mailboxs_mark_silences_nobody(body: str) -> None:
    found = said(HACKNEY_LEAD, "Our answer", body, extra=(("List-Id", "<group.example>"), ("Precedence", "list")))
    assert found.automatic is Automatic.NO
    assert found.readings


@pytest.mark.rule("R028")
def test_that_somebody_has_left_is_a_task(tmp_path: Path) -> None:
    """R028: the absence note itself is nobody's word."""
    region = Region(home=tmp_path / "region").open()
    note = mail(
        HACKNEY_LEAD, "Automatic reply: hello", "Nadia Ferris no longer works here. Please contact Dawn Price.", extra=(REPLIED,)
    )
    region.tell(note)
    assert list(open_questions(region).values()) == [ContactChange.kind]


# --- the queue --------------------------------------------------------------------------------------------------------


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def test_the_queue_says_which_mail_it_is_about(region: Region) -> None:
    region.tell(request_mail(new_template()))
    (asked,) = region.look("queue")
    assert asked["mail"] == {
        "from": "olive.marsh@harbour-advice.example",
        "sent": "2026-11-17T10:00:00+00:00",
        "subject": "Property request",
        "paper": "Property request.docx",
    }


@pytest.mark.rule("R029")
def test_where_the_papers_tell_who_somebody_is_the_queue_names_neither_paper_nor_subject(region: Region) -> None:
    """R029."""
    telling = request_form(**{"Support in place": "Harbour Advice. NI number of the client: AB 12 34 56 C"})
    region.tell(request_mail(telling))
    assert all(set(each["mail"]) == {"from", "sent"} for each in region.look("queue"))


def test_what_was_read_can_be_compared_before_it_is_accepted(region: Region) -> None:
    region.tell(request_mail(new_template()))
    with region.store_open() as (_, store):
        (paper,) = evidence.asked_about(store, "Q1")
    answers = {each.key: each for each in paper.answers}
    assert answers["bedrooms_needed"].value == 2
    assert answers["bedrooms_needed"].quote == "2"
    assert evidence.as_data(paper)["kind"] == "property_request"


def test_her_word_for_a_sender_settles_nothing_that_she_was_not_asked(region: Region) -> None:
    """R029, R071: a stranger's form with a name in it; to vouch for the stranger is no word on the name."""
    telling = request_form(**{"Support in place": "Harbour Advice. NI number of the client: AB 12 34 56 C"})
    region.tell(request_mail(telling, sender=STRANGER))
    assert open_questions(region) == {"Q1": "sender"}
    answer(region, "Q1", Answer(accept=True))
    assert "identity" in open_questions(region).values()
    assert region.letters("approval_request") == []


# --- two coordinators -------------------------------------------------------------------------------------------------


def test_a_wording_that_another_taught_meanwhile_lets_all_who_wait_for_it_go_on(region: Region) -> None:
    """Both forms were read before she taught it."""
    region.tell(request_mail(new_template()), request_mail(new_template(ANOTHER_FAMILY), number=2))
    taught = (
        LearnedLabel(form="property_request", label=WISHES, key="areas_requested"),
        LearnedLabel(form="property_request", label=TAX, key=""),
    )
    with region.store_open() as (_, store):
        for label in taught:
            assert store.write(partial(learned.learn, label=label, question="Q2", by="Bea Lund", now=START))
    assert "1 other question" in read_again(region, "Q1", *LEARN_BOTH)
    assert region.states() == {REF: "awaiting_approval", ref(2): "awaiting_approval"}
    assert len(region.look("labels")) == 2


# --- the command ------------------------------------------------------------------------------------------------------


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_folder_is_named_as_one_and_the_other_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(request_form())
    done = command("read", "--scheme", "pan_london", str(tmp_path), str(tmp_path / "a.docx"))
    assert (done.returncode, "is a folder" in done.stderr) == (1, True)
    assert '"kind": "property_request"' in done.stdout


def test_a_reader_that_does_not_start_is_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with (
        ReadingRoom(SCHEME, (), tasks="no.such.tasks") as room,
        pytest.raises(ReaderFault, match=r"does not start \(ModuleNotFound"),
    ):
        room.read_file("a.txt", b"hello")
    assert capfd.readouterr().err == ""


def test_the_queue_of_one_question_shows_what_was_read(region: Region) -> None:
    region.tell(request_mail(new_template()))
    shown = region.command("queue", "q1").stdout
    assert "bedrooms_needed = 2" in shown
    missing = region.command("queue", "Q9", check=False)
    assert (missing.returncode, "There is no open question" in missing.stderr) == (1, True)
