"""A secure and an open address of ours: it is noted which one was written to, and cases are told by the secure way (R072)."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsing.came_to import came_to
from service.config import ConfigError, load
from tests.support.cast import HACKNEY_LEAD, OURS, mail, ref
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region

OPEN = "hello@open.example"
BOTH = {"secure": [OURS], "open_to_all": [OPEN]}


@pytest.mark.rule("R072")
@pytest.mark.parametrize(
    ("head", "found"),
    [
        (f"To: {OURS}", (OURS, "secure")),
        (f"To: Hello <{OPEN.upper()}>", (OPEN, "open")),
        (f"To: {OURS}\nCc: {OPEN}", (OPEN, "open")),
        (f"Delivered-To: {OURS}\nTo: {OPEN}", (OURS, "secure")),
        (f"X-Original-To: {OPEN}\nTo: {OURS}", (OPEN, "open")),
        ("To: undisclosed-recipients:;", ("", "")),
        (f"To: else@open.example\nSubject: {OPEN}", ("", "")),
        (f"To: x{OPEN}", ("", "")),
    ],
)
def test_what_the_server_wrote_counts_before_what_the_sender_wrote(head: str, found: tuple[str, str]) -> None:
    assert came_to(head.encode() + b"\n\nHello\n", **BOTH) == found  # type: ignore[arg-type]


def open_region(home: Path) -> Region:
    addresses = f'secure_addresses = ["{OURS}"]\nopen_addresses = ["{OPEN}"]'
    return Region(home=home, mailbox=f'directory = "mails"\n{addresses}').open()


def to_the_open_one(data: bytes) -> bytes:
    return data.replace(f"To: {OURS}".encode(), f"To: {OPEN}".encode())


@pytest.mark.rule("R072")
def test_queue_and_case_say_which_one_was_written_to(tmp_path: Path) -> None:
    region = open_region(tmp_path / "region")
    region.tell(to_the_open_one(request_mail(request_form())))
    region.tell(mail(HACKNEY_LEAD, "A question", "How long does it take?", number=20))
    assert region.look("case", ref(1))["came_by"] == "open"
    (question,) = region.look("queue")
    assert (question["mail"]["came_to"], question["mail"]["came_by"]) == (OURS, "secure")


@pytest.mark.rule("R072")
def test_answers_to_the_open_address_go_to_secure_mailboxes_from_the_secure_one(tmp_path: Path) -> None:
    region = open_region(tmp_path / "region")
    region.tell(to_the_open_one(request_mail(request_form())))
    region.tell(to_the_open_one(approval(ref(1), number=20)))
    sent = region.rehearsed()
    assert sent
    assert all(each["To"].endswith(".example") and OURS in each["From"] and OURS in each["Reply-To"] for each in sent)
    assert OPEN not in "".join(each.as_string() for each in sent)


@pytest.mark.rule("R072")
def test_letters_never_come_from_an_open_address(tmp_path: Path) -> None:
    region = open_region(tmp_path / "region")
    file = region.home / "reciprocal.toml"
    file.write_text(file.read_text().replace(f"Reciprocal <{OURS}>", f"Reciprocal <{OPEN}>"))
    with pytest.raises(ConfigError, match="secure address only"):
        load(file, {})


def test_one_mail_to_both_addresses_counts_once(tmp_path: Path) -> None:
    region = open_region(tmp_path / "region")
    region.tell(request_mail(request_form()))
    before = region.everything()
    region.tell(to_the_open_one(request_mail(request_form())))
    assert region.everything() == before


def test_without_addresses_in_the_configuration_nothing_is_noted(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()))
    assert "came_by" not in region.look("case", ref(1))
