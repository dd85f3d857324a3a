"""Bad input is news: a question in plain words, nothing to strangers, nothing lost, the next mail not delayed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cast import OFFICER, STRANGER, Attachment, mail, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b"A" * (150 << 20) + b"</w>")
    return held.getvalue()


def with_attachment(name: str, data: bytes, content_type: str = "application/octet-stream") -> bytes:
    attached = [Attachment(name=name, data=data, content_type=content_type)]
    return mail(OFFICER, "Property request", "Please find the form attached.", attachments=attached, number=70)


BAD: dict[str, Callable[[], bytes]] = {
    "an attachment that is no Word file": lambda: with_attachment("form.docx", b"PK\x03\x04 rubbish"),
    "a mail without a sender": lambda: b"Subject: hello\r\n\r\nApproved.\r\n",
    "thirty megabytes": lambda: with_attachment("form.docx", b"\0" * (22 << 20)),
    "a zip bomb": lambda: with_attachment("form.docx", zip_bomb()),
    "an unknown landlord": lambda: request_mail(request_form(**{"Applicant's landlord": "Moonrise Homes"})),
    "an unknown reference": lambda: approval(ref(88)),
    "a stranger's approval": lambda: approval(ref(1), sender=STRANGER),
    "a failed sender check": lambda: mail(OFFICER, ref(1), "Please close this one.", verdict="fail", number=71),
    "no words at all": lambda: mail(OFFICER, "", "", number=72),
    "a form whose size is unknowable": lambda: with_attachment("form.docx", request_form()[:-40]),
    "raw bytes": lambda: bytes(range(256)) * 50,
}


@pytest.mark.rule("R071")
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_bad_input_becomes_a_question_and_the_next_mail_is_dealt_with(tmp_path: Path, bad: Callable[[], bytes]) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(bad(), request_mail(request_form(**{"Date of request": "05/11/2026"}), number=80))
    assert "awaiting_approval" in region.states().values()
    queue = region.look("queue")
    assert len(queue) == 1, queue
    assert queue[0]["kind"] != "fault", queue
    assert queue[0]["why"].rstrip()[-1] in ".?!"
    assert not [each for each in region.look("outbox") if "nowhere" in each["to"]]
    assert len(list((region.home / "mails" / "Processed").iterdir())) == 2
