"""The front door: mails and documents → readings (R012, R028, R056, R071, R073; reliability F35)."""

# ruff: noqa: E501 - a mail stands as its writer would write it

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.message import Place, RawMessage
from parsing.read import read, read_file
from parsing.readings import (
    Automatic,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    Mail,
    PropertyOffer,
    RequestForm,
    SenderCheck,
    TenantMail,
    Unreadable,
    as_json,
)
from scheme.agreement import Scheme, load, shipped
from tests.support.cast import CAMDEN_LEAD, HACKNEY_LEAD, OFFICER, STRANGER, Attachment, mail
from tests.support.papers import ANSWERS, request_form
from tests.support.word_maker import form_docx

SCHEME = load(shipped("pan_london"))
TRUSTED = ("mx.reciprocal.example",)
FORM = Attachment(name="form.docx", data=request_form())


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return SCHEME


def said(
    body: str,
    *,
    sender: str = OFFICER,
    subject: str = "hello",
    attachments: Sequence[Attachment] = (),
    extra: Sequence[tuple[str, str]] = (),
) -> Mail:
    data = mail(sender, subject, body, attachments=attachments, extra=extra)
    return read(raw(data), SCHEME, trusted_authserv_ids=TRUSTED)


def raw(data: bytes, left: str = "") -> RawMessage:
    return RawMessage(data=data, place=Place(account="test"), arrived_at=datetime(2026, 11, 2, tzinfo=UTC), left_on_server=left)


def test_a_form_with_a_cover_gives_the_form_alone() -> None:
    found = said("Hi,\n\nplease find attached the completed form.\n\nKind regards\nOlive", attachments=[FORM])
    assert [type(reading) for reading in found.readings] == [RequestForm]
    assert found.readings[0].source == "form.docx"
    assert found.sender_check is SenderCheck.PASSED


@pytest.mark.parametrize("name", ["", "form", "form.exe", "winmail.dat"])
def test_a_form_is_known_by_what_it_is_and_not_by_its_name(name: str) -> None:
    found = said("Attached.", attachments=[Attachment(name=name, data=FORM.data, content_type="application/octet-stream")])
    assert [type(reading) for reading in found.readings] == [RequestForm]


@pytest.mark.parametrize(
    "cover",
    [
        "Referral attached for a family in a 2 bed flat who need a 3 bed.",
        "Please see attached. Could you confirm receipt?",
        "Attached. She is expecting in October and they are not safe in Croydon.",
        "Form attached, please let us know when it is approved.",
    ],
)
def test_a_cover_that_introduces_a_new_request_adds_nothing(cover: str) -> None:
    assert [type(reading) for reading in said(cover, attachments=[FORM]).readings] == [RequestForm]


def test_a_real_question_over_a_form_is_kept() -> None:
    found = said("Form attached. How many areas does she have to choose?", attachments=[FORM])
    assert [type(reading) for reading in found.readings] == [Enquiry, RequestForm]


def test_an_approval_with_the_request_form_sent_back_gives_both_words_first() -> None:
    found = said("Approved, form attached.", sender=HACKNEY_LEAD, subject="Re: ARC-07-26", attachments=[FORM])
    assert [type(reading) for reading in found.readings] == [LandlordDecision, RequestForm]
    decision, form = found.readings
    assert isinstance(decision, LandlordDecision)
    assert isinstance(form, RequestForm)
    assert decision.decision.value == "approve"
    assert form.reference.value == "ARC-07-26"


OFFER = form_docx(
    (
        ("Reference", "ARC-12-26"),
        ("Borough", "Ealing"),
        ("Bedrooms", "2"),
        ("Property type", "Flat"),
        ("Floor", "2"),
        ("Rent", "£128.40 per week"),
    ),
    title="Property offer",
)


def test_words_that_only_announce_an_offer_form_are_dropped() -> None:
    found = said(
        "Direct offer attached, please let me have an answer by Friday or it goes back.",
        attachments=[Attachment(name="offer.docx", data=OFFER)],
    )
    assert [type(reading) for reading in found.readings] == [PropertyOffer]
    assert found.readings[0].source == "offer.docx"


def test_words_against_a_form_of_the_same_kind_put_both_in_doubt() -> None:
    approval = form_docx(
        (
            ("Reference code", "ARC-07-26"),
            ("Decision", "Approve"),
            ("Reason for decline", ""),
            ("We understand we will owe one home", "Yes"),
            ("Condition", ""),
        ),
        title="Landlord decision",
    )
    found = said(
        "We cannot support this request.", sender=HACKNEY_LEAD, attachments=[Attachment(name="decision.docx", data=approval)]
    )
    decisions = [reading for reading in found.readings if isinstance(reading, LandlordDecision)]
    assert len(decisions) == 2
    assert all(reading.decision.value is None and reading.decision.doubt for reading in decisions)


def test_a_document_that_is_no_form_is_told_of_by_name() -> None:
    found = said("Attached.", attachments=[Attachment(name="minutes.docx", data=form_docx((("Present", "Ada"),)))])
    (reading,) = found.readings
    assert isinstance(reading, Unreadable)
    assert reading.source == "minutes.docx"


@pytest.mark.parametrize(
    ("name", "content_type", "data"),
    [
        ("invite.ics", "text/calendar", b"BEGIN:VCALENDAR\nEND:VCALENDAR"),
        ("Olive.vcf", "text/vcard", b"BEGIN:VCARD\nEND:VCARD"),
        ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 300),
    ],
)
def test_cards_invitations_and_logos_raise_no_question(name: str, content_type: str, data: bytes) -> None:
    found = said("Approved.", sender=HACKNEY_LEAD, attachments=[Attachment(name=name, data=data, content_type=content_type)])
    assert [type(reading) for reading in found.readings] == [LandlordDecision]


def test_a_photographed_form_is_a_question() -> None:
    photo = Attachment(name="IMG_1.jpeg", data=b"\xff\xd8\xff\xe0" + b"\x01" * 40_000, content_type="image/jpeg")
    (reading,) = said("Sorry, only a photo.", attachments=[photo]).readings
    assert isinstance(reading, Unreadable)
    assert reading.source == "IMG_1.jpeg"


def test_a_form_inside_a_forwarded_mail_is_found_but_its_words_never_count() -> None:
    """F35."""
    inner = mail(CAMDEN_LEAD, "old", "Approved from our side.", attachments=[FORM])
    forwarded = Attachment(name="old.eml", data=inner, content_type="application/octet-stream")
    outer = mail(OFFICER, "Fwd", "Forwarded as asked.")
    outer = outer.replace(
        b'Content-Type: text/plain; charset="utf-8"\n',
        b'Content-Type: multipart/mixed; boundary="out"\n\n--out\nContent-Type: text/plain\n',
    ).replace(b"Content-Transfer-Encoding: 7bit\n", b"", 1)
    outer += b"\n--out\nContent-Type: message/rfc822; name=old.eml\n\n" + forwarded.data + b"\n--out--\n"
    found = read(raw(outer), SCHEME, trusted_authserv_ids=TRUSTED)
    assert found.sender == "olive.marsh@harbour-advice.example"
    assert [(type(reading), reading.source) for reading in found.readings] == [(RequestForm, "old.eml > form.docx")]


def test_an_attached_mail_with_words_alone_is_a_question() -> None:
    data = (
        b"From: olive.marsh@harbour-advice.example\nDate: Mon, 6 Jul 2026 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain\n\nSee what they wrote.\n--b\nContent-Type: message/rfc822\n\nFrom: a@b.example\n\nApproved.\n--b--\n"
    )
    (reading,) = read(raw(data), SCHEME).readings
    assert isinstance(reading, Unreadable)
    assert "not the sender's own" in reading.why


@pytest.mark.rule("R073")
def test_the_notification_of_a_web_form_is_read_from_its_body() -> None:
    """R073."""
    body = "\n".join(f"{label}: {answer}" for label, answer in ANSWERS.items())
    found = said(body, sender="Web <noreply@forms.example>", extra=[("Auto-Submitted", "auto-generated")])
    (reading,) = found.readings
    assert isinstance(reading, RequestForm)
    assert reading.officer_email.value == "olive.marsh@harbour-advice.example"
    assert reading.areas_requested.value == ("Brent", "Camden")


def test_a_form_in_the_quoted_thread_is_no_new_one() -> None:
    body = "Thanks, received.\n\nOn Mon, 6 Jul 2026, Olive wrote:\n" + "\n".join(
        f"> {label}: {answer}" for label, answer in ANSWERS.items()
    )
    assert not any(isinstance(reading, RequestForm) for reading in said(body).readings)


@pytest.mark.rule("R056")
def test_a_complaint_with_a_form_is_a_complaint_only() -> None:
    """R056."""
    found = said("I wish to make a formal complaint.", attachments=[FORM])
    assert [type(reading) for reading in found.readings] == [Complaint]
    assert "With it came" in found.readings[0].doubts[-1], "the form must not be lost: its name stands in the question"


@pytest.mark.rule("R012")
def test_a_form_sent_by_the_tenant_goes_to_a_person_only() -> None:
    """R012."""
    found = said(
        "I am the tenant, I have filled in the form because my landlord won't help me.", sender=STRANGER, attachments=[FORM]
    )
    assert [type(reading) for reading in found.readings] == [TenantMail]


def test_an_absence_note_to_a_circular_is_no_nil_return() -> None:
    found = said("I am away. Nothing suitable can be answered before Monday.", subject="Automatic reply: ARC-12-26")
    assert found.automatic is Automatic.OUT_OF_OFFICE
    assert found.readings == ()


@pytest.mark.rule("R028")
def test_an_absence_note_that_says_who_has_left_is_news_for_the_register() -> None:
    """R028."""
    found = said("Tom Reed no longer works here. Please contact Dawn Price.", subject="Automatic reply: ARC-12-26")
    assert found.automatic is Automatic.OUT_OF_OFFICE
    assert [type(reading) for reading in found.readings] == [ContactChange]


def test_a_person_behind_a_group_mailbox_is_heard() -> None:
    found = said(
        "Approved.",
        sender=HACKNEY_LEAD,
        subject="Re: ARC-07-26",
        extra=[("List-Id", "<reciprocal.x.example>"), ("Precedence", "list")],
    )
    assert found.automatic is Automatic.NO
    assert [type(reading) for reading in found.readings] == [LandlordDecision]


def test_a_newsletter_is_bulk() -> None:
    found = said("Councils agreed new targets.", subject="This week", extra=[("List-Id", "<news.x.example>")])
    assert found.automatic is Automatic.BULK
    assert found.readings == ()


@pytest.mark.parametrize(
    "body",
    [
        "Nadia has sent you a secure email via Egress.\nClick here to read the message.",
        "Nadia has sent you a protected message.\nRead the message\nLearn about messages protected by Microsoft Purview.",
        "You have received a new secure message. Log in to the portal to view your message.",
        "You have received a Mimecast Secure Message.\nLog in to the portal to read it.",
    ],
)
def test_a_sealed_mail_is_opened_by_hand(body: str) -> None:
    (reading,) = said(body).readings
    assert isinstance(reading, Unreadable)
    assert "open it by hand" in reading.why


@pytest.mark.rule("R007")
def test_words_of_danger_are_seen_in_mail_and_form() -> None:
    """R007."""
    assert said("Form attached. She is fleeing tonight.", attachments=[FORM]).urgent == "She is fleeing tonight."
    form = request_form(**{"Where is the applicant living now?": "With a friend, she needs a refuge tonight"})
    assert "refuge tonight" in said("Form attached.", attachments=[Attachment(name="f.docx", data=form)]).urgent
    assert said("Form attached.", attachments=[FORM]).urgent == ""


def test_a_mail_left_on_the_server_says_so_and_nothing_else() -> None:
    found = read(raw(mail(OFFICER, "ARC-07-26", "Approved."), left="It is too large to fetch."), SCHEME)
    assert found.unreadable == "It is too large to fetch."
    assert found.readings == ()
    assert found.sender == "olive.marsh@harbour-advice.example"


@pytest.mark.parametrize("body", ["", "\n\n", "> Approved.\n", "-- \nOlive"])
def test_a_mail_without_words_is_a_question(body: str) -> None:
    (reading,) = said(body, subject="Re: ARC-07-26").readings
    assert isinstance(reading, Unreadable)
    assert reading.reference.value == "ARC-07-26"


def test_a_document_on_disk_is_read_alone_and_a_saved_mail_as_a_mail(scheme: Scheme) -> None:
    (reading,) = read_file("form.docx", FORM.data, scheme).readings
    assert isinstance(reading, RequestForm)
    saved = read_file("anything", mail(HACKNEY_LEAD, "ARC-07-26", "Approved."), scheme, trusted_authserv_ids=TRUSTED)
    assert saved.sender == "nadia.ferris@hackney.example"
    assert isinstance(saved.readings[0], LandlordDecision)


def test_a_reference_in_the_file_name_fills_a_blank_one(scheme: Scheme) -> None:
    (reading,) = read_file("ARC-07-26 form.docx", FORM.data, scheme).readings
    assert isinstance(reading, RequestForm)
    assert reading.reference.value == "ARC-07-26"


SEEDS = tuple(
    path.read_bytes() for path in sorted((Path(__file__).parent.parent / "samples").rglob("*.eml")) if path.stat().st_size < 6_000
)


@pytest.mark.rule("R071")
@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 5_999), st.integers(0, 40), st.binary(max_size=40))
def test_a_damaged_mail_still_gives_a_mail(data: bytes, at: int, cut: int, put: bytes) -> None:
    """R071: nothing is dropped silently, whatever the bytes."""
    found = read(raw(data[:at] + put + data[at + cut :]), SCHEME, trusted_authserv_ids=TRUSTED)
    assert found.readings or found.unreadable or found.automatic
    assert as_json(found, "x.eml")["file"] == "x.eml"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_mail(data: bytes) -> None:
    found = read(raw(data), SCHEME)
    assert found.readings or found.unreadable or found.automatic
