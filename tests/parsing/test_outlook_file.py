"""What Outlook wraps comes out: the papers of a winmail.dat, of a saved message; an attached mail's words never count (F35)."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern

import pytest

from parsing.document import Document, NotRead
from parsing.files import open_document
from parsing.local_workshop import LocalWorkshop
from parsing.outlook_file import as_mail, open_winmail
from parsing.read import read_file
from parsing.readings import LandlordDecision, RequestForm, Unreadable
from scheme.agreement import load, shipped
from tests.support import word_maker
from tests.support.ole_maker import message_streams, ole_file, saved_message, winmail

SCHEME = load(shipped("pan_london"))
BARE = LocalWorkshop(path="/nowhere")
ROWS = [("Bedrooms requested", "3"), ("Tenancy type", "Secure"), ("Pets", "No"), ("Nominating officer", "Ada Okafor")]
FORM = word_maker.form_docx(ROWS)
APPROVAL = "We approve ARC-07-26. Please circulate."


def mail(name: str, data: bytes, *, kind: str = "application/octet-stream", body: str = "Please see attached.") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "sam@agency.example", "reciprocal@scheme.example", "New request"
    made["Date"], made["Message-ID"] = "Mon, 2 Mar 2026 09:00:00 +0000", "<1@agency.example>"
    if body:
        made.set_content(body)
    main, _, sub = kind.partition("/")
    made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def saved_mail(body: str, papers: dict[str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "lee@council.example", "ARC-07-26", "Mon, 2 Mar 2026 09:00:00 +0000"
    made.set_content(body)
    for name, data in papers.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


WRAPPED = {
    "a saved message": ("form.msg", saved_message(subject="Form", body=APPROVAL, papers={"form.docx": FORM})),
    "a winmail.dat": ("winmail.dat", winmail({"form.docx": FORM}, body=APPROVAL)),
    "a winmail.dat by another name": ("ATT00001.bin", winmail({"form.docx": FORM})),
    "a mail saved as a file": ("mail.txt", saved_mail(APPROVAL, {"form.docx": FORM})),
    "a message within a message": (
        "fwd.msg",
        saved_message(
            subject="Fwd",
            body="",
            messages={
                "Form": message_streams(sender="a@b.example", subject="Form", body="hello", embedded=True)
                | {
                    "__attach_version1.0_#00000000/__substg1.0_3707001F": "form.docx".encode("utf-16-le"),
                    "__attach_version1.0_#00000000/__substg1.0_37010102": FORM,
                    "__attach_version1.0_#00000000/__properties_version1.0": bytes(8),
                }
            },
        ),
    ),
}


@pytest.mark.parametrize(("name", "data"), WRAPPED.values(), ids=WRAPPED)
def test_a_form_is_found_whatever_it_is_wrapped_in(name: str, data: bytes) -> None:
    found = read_file("mail.eml", mail(name, data), SCHEME)
    (form,) = [each for each in found.readings if isinstance(each, RequestForm)]
    assert form.bedrooms_needed.value == 3
    assert "form.docx" in form.source
    assert not any(isinstance(each, LandlordDecision) for each in found.readings)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.msg", saved_message(subject="ARC-07-26", body=APPROVAL)),
        ("a.eml", saved_mail(APPROVAL, {})),
        ("a.txt", b"Received: by mx.example\r\n" + saved_mail(APPROVAL, {})),
    ],
)
def test_an_attached_approval_is_a_question_and_never_an_approval(name: str, data: bytes) -> None:
    """F35: the words are those of whoever wrote the attached mail."""
    found = read_file("mail.eml", mail(name, data), SCHEME)
    assert [type(each) for each in found.readings] == [Unreadable]
    assert "not the sender's own" in found.readings[0].why


def test_a_saved_message_handed_in_alone_is_read_as_the_mail_it_was() -> None:
    """What the coordinator hands in at the queue is the mail itself; who sent it stays unverified."""
    data = saved_message(sender="lee@council.example", subject="Re: ARC-07-26", body=APPROVAL, papers={"note.txt": b"Pets: no"})
    found = read_file("a.msg", data, SCHEME)
    assert found.sender == "lee@council.example"
    assert found.sender_check.value == "none"
    assert found.sent_at.startswith("2026-03-02T09:00")
    (decision,) = [each for each in found.readings if isinstance(each, LandlordDecision)]
    assert (decision.decision.value, decision.reference.value) == ("approve", "ARC-07-26")


def test_what_a_server_said_of_the_sender_does_not_come_out_of_a_saved_message() -> None:
    """F32: whoever saved the file may have written its headers."""
    headers = "From: Lee <lee@council.example>\r\nAuthentication-Results: mx.scheme.example; dmarc=pass\r\nSubject: ARC-07-26\r\n"
    data = saved_message(sender="lee@council.example", body=APPROVAL, headers=headers)
    assert b"dmarc" not in (as_mail(data) or b"")
    found = read_file("a.msg", data, SCHEME, trusted_authserv_ids=("mx.scheme.example",))
    assert found.sender_check.value == "none"


def test_words_that_are_in_the_winmail_dat_alone_are_the_mail_s_own() -> None:
    data = mail("winmail.dat", winmail({}, body="ARC-07-26 approved, please circulate."), body="")
    found = read_file("mail.eml", data, SCHEME)
    (decision,) = [each for each in found.readings if isinstance(each, LandlordDecision)]
    assert decision.reference.value == "ARC-07-26"


def test_words_in_a_winmail_dat_do_not_speak_over_those_of_the_mail() -> None:
    data = mail("winmail.dat", winmail({}, body="ARC-07-26 approved."), body="Please see attached.")
    assert not any(isinstance(each, LandlordDecision) for each in read_file("mail.eml", data, SCHEME).readings)


def test_a_logo_in_a_saved_message_is_no_question() -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(3000)
    found = open_document("a.msg", saved_message(body="x", papers={"logo.png": png, "form.docx": FORM}), workshop=BARE)
    assert [type(each) for each in found] == [Document]


def test_a_saved_message_is_composed_as_an_ordinary_mail() -> None:
    data = saved_message(
        subject="Naïve £",
        body="Grüße\r\n",
        papers={'odd "name"\r\n.docx': FORM},
        messages={"inner": message_streams(sender="x@y.example", subject="in", body="inside", embedded=True)},
    )
    made = message_from_bytes(as_mail(data) or b"", policy=modern)
    assert made["subject"] == "Naïve £"
    assert made.get_body().get_content().strip() == "Grüße"  # type: ignore[union-attr] # a mail that has none fails here
    kinds = [part.get_content_type() for part in made.iter_attachments()]  # type: ignore[attr-defined] # a multipart has it
    assert kinds == ["application/octet-stream", "message/rfc822"]


def test_messages_within_messages_end() -> None:
    deep: dict[str, bytes] = message_streams(sender="x@y.example", subject="deepest", body="x", embedded=True)
    for _ in range(6):
        held = {f"__attach_version1.0_#00000000/__substg1.0_3701000D/{key}": value for key, value in deep.items()}
        properties = {"__attach_version1.0_#00000000/__properties_version1.0": bytes(8)}
        deep = message_streams(sender="x@y.example", subject="x", body="x", embedded=True) | properties | held
    found = open_document("a.msg", ole_file(deep), workshop=BARE)
    assert all(isinstance(each, NotRead) for each in found)


@pytest.mark.parametrize("made", [WRAPPED["a saved message"][1], WRAPPED["a winmail.dat"][1]], ids=["msg", "winmail"])
def test_wrapping_cut_or_spoilt_anywhere_never_raises(made: bytes) -> None:
    for at in range(1, len(made), max(1, len(made) // 60)):
        assert open_document("a", made[:at], workshop=BARE)
        spoilt = made[:at] + bytes([made[at] ^ 0xFF]) + made[at + 1 :]
        assert open_document("a", spoilt, workshop=BARE)


def test_a_damaged_winmail_dat_is_none_and_its_file_a_sentence() -> None:
    assert open_winmail(b"\x78\x9f\x3e\x22") is None
    (found,) = open_document("winmail.dat", b"\x78\x9f\x3e\x22", workshop=BARE)
    assert isinstance(found, NotRead)
    assert "damaged winmail.dat" in found.why
